"""Every sentence that an author may be told, in every language that there is."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from string import Formatter
from typing import TYPE_CHECKING

import pytest

from heatmark.language.languages import ENGLISH, languages
from sentences import collect

if TYPE_CHECKING:
    from pathlib import Path

OTHERS = sorted(set(languages()) - {ENGLISH})
PAIRS = [(lang, *pair) for lang in OTHERS for pair in languages()[lang].messages.items()]


class _Anything:
    """What can be put into any place."""

    def __format__(self, form: str) -> str:
        return form


def places(template: str) -> set[tuple[str, str]]:
    """Find the places of a template, and how numbers are written in them."""
    parts = Formatter().parse(template)
    return {(name, form or "") for _, name, form, _ in parts if name is not None}


@pytest.mark.parametrize("lang", OTHERS)
def test_a_language_says_every_message(lang: str) -> None:
    """What is missing is shown as JSON for the language's file, with where it is said as value."""
    known = languages()[lang].messages
    missing = {one: where for one, where in sorted(collect().messages.items()) if one not in known}
    todo = json.dumps(missing, ensure_ascii=False, indent=2)
    assert not missing, f"add to messages in src/heatmark/language/{lang}.json:\n{todo}"


@pytest.mark.parametrize("lang", OTHERS)
def test_a_language_has_no_message_that_nobody_says(lang: str) -> None:
    """Sentences that have gone, or were worded anew, go from the language's file too."""
    stale = [one for one in languages()[lang].messages if one not in collect().messages]
    assert not stale, f"remove from messages in src/heatmark/language/{lang}.json: {stale}"


def test_no_message_is_pieced_together() -> None:
    """What an author is told is whole, or made by `say` of a template and of values."""
    lines = "\n".join(f"{where}: {text}" for text, where in collect().pieced.items())
    assert not collect().pieced, f"say() these, whole, so that other languages can:\n{lines}"


@pytest.mark.parametrize(("lang", "template", "said"), PAIRS)
def test_a_translation_has_the_places_of_its_message(lang: str, template: str, said: str) -> None:
    """It can be filled, loses no value, and begins and ends like the message."""
    if template in collect().templates:
        assert places(said) == places(template)
        said.format_map(dict.fromkeys((name for name, _ in places(said)), _Anything()))
    assert said.strip(), lang
    assert [said[:1] == " ", said[-1:] == " "] == [template[:1] == " ", template[-1:] == " "]
    assert said.endswith(".") == template.endswith(".")


@pytest.mark.parametrize("lang", OTHERS)
def test_messages_stand_in_order_and_once(lang: str) -> None:
    """Nobody looks twice for one, and two branches seldom add at the same place."""
    text = files("heatmark.language").joinpath(f"{lang}.json").read_text(encoding="utf-8")
    block = text.partition('"messages"')[2].partition("\n  }")[0]
    keys = [
        json.loads(one) for one in re.findall(r'^    ("(?:[^"\\]|\\.)*"): ', block, re.MULTILINE)
    ]
    assert keys == sorted(set(keys)), "sort them, and keep one of those that are there twice"
    assert keys == list(languages()[lang].messages)


SOURCE = """\
def refuse(count, what, hint=""):
    problem = say("there are {count} of {what}", count=count, what=what)
    if count > 9:
        problem = "there are many"
        hint += ", far too many"
    raise ScoreError(problem, hint=hint or f"write {count - 1}")

def start(name):
    where = f"the row {name}" if name else "x"
    refuse(2, where, hint="take one")
    refuse(counted(3, "word"), quoted("a b") + " in it", hint=_known([]))
    choose(lambda _: "leave " + _)
    yield Notice(name="n", message="a " + name, hint=say(name))

def choose(way):
    raise ParseError("one is enough", hint=way(1))

def _known(names):
    return say("known: {names}", names=listed(names)) if names else "none is known"

class Options:
    size: int = option(1, read, "a size {1}", "The size.")
"""


def test_sentences_are_found_wherever_they_are_written(tmp_path: Path) -> None:
    """Names, parameters and what functions return are followed; prose in pieces is told."""
    (tmp_path / "a.py").write_text(SOURCE, encoding="utf-8")
    found = collect(tmp_path)
    templates = {"there are {count} of {what}", "known: {names}", "{number} word"}
    assert set(found.templates) == {*templates, "{number} words"}
    assert set(found.sentences) == {
        *("there are many", "take one", "none is known", "a size {1}", "The size."),
        "one is enough",
    }
    assert found.sentences["there are many"] == "a.py:4"
    pieced = {"', far too many'", "f'write {count - 1}'", "f'the row {name}'", "' in it'"}
    assert set(found.pieced) == {*pieced, "'a ' + name", "'leave ' + _", "name"}
