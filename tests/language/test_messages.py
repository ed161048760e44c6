"""Messages in other languages than English."""

from __future__ import annotations

import pickle

import pytest

from heatmark.core.errors import ParseError
from heatmark.core.wording import counted, listed, quoted, say
from heatmark.language import languages as room
from heatmark.language.messages import translated
from heatmark.render.html.figure import error_box

KNOWN = {
    "there is no part {part} in it": "không có phần {part}",
    "{number} tokens": "{number} token",
    "in {where}: {message}": "trong {where}: {message}",
    "write a number": "hãy ghi một số",
}


@pytest.fixture(autouse=True)
def _few_messages(monkeypatch: pytest.MonkeyPatch) -> None:
    both = room.languages()
    few = {**both, "vi": both["vi"]._replace(messages=KNOWN)}
    monkeypatch.setattr("heatmark.language.messages.languages", lambda: few)


def test_a_language_says_a_message_with_its_values() -> None:
    """Values stand where the language's own sentence has them; messages within are said too."""
    inner = say("there is no part {part} in it", part=quoted("x"))
    message = say("in {where}: {message}", where=quoted("a.json"), message=inner)
    assert message == "in 'a.json': there is no part 'x' in it"
    assert translated(message, "vi") == "trong 'a.json': không có phần 'x'"
    assert translated(message, "en") == message
    assert translated(counted(2, "token"), "vi") == "2 token"


def test_what_a_language_does_not_know_stays_english() -> None:
    """Part of a message may be in another language, but nothing is lost."""
    message = say("in {where}: {message}", where="a", message="never {heard} of")
    assert translated(message, "vi") == "trong a: never {heard} of"
    assert translated("write a number", "vi") == "hãy ghi một số"


def test_a_message_is_kept_whole() -> None:
    """It can be pickled with what it was made of."""
    message = say("there is no part {part} in it", part=quoted("{x}"))
    again = pickle.loads(pickle.dumps(message))
    assert again == message == "there is no part '{x}' in it"
    assert translated(again, "vi") == "không có phần '{x}'"


def test_a_box_speaks_the_language_of_its_page() -> None:
    """Problem and hint are translated, and escaped after that."""
    problem = say("there is no part {part} in it", part=quoted("<b>"))
    box = error_box(ParseError(problem, hint="write a number"), "vi", 3)
    assert "không có phần &#x27;&lt;b&gt;&#x27;" in box
    assert "Cách sửa: hãy ghi một số" in box


def test_a_list_of_messages_is_a_message() -> None:
    """Each is said in the language; names stay as they are, also where a message reads like one."""
    both = listed([say("write a number"), "write a number"])
    assert both == "write a number, write a number"
    assert translated(both, "vi") == "hãy ghi một số, write a number"


def test_a_message_without_values_may_have_braces() -> None:
    """It is no template, in any language."""
    error = ParseError("write {name: list}", hint=say("end it with }"))
    assert (error.message, error.hint) == ("write {name: list}", "end it with }")
    assert translated(error.message, "vi") == "write {name: list}"
