from __future__ import annotations

import pytest

from heatmark.block.below import is_content, is_mapping
from heatmark.block.block import parse_body
from heatmark.core.errors import HeatmarkError, OptionError, ScoreError

BELOW = [
    '{"tokens": ["a", "b"], "scores": [1, 2]}',
    '{\n  "tokens": ["a", "b"],\n  "scores": [1, 2]\n}',
    "tokens: [a, b]\nscores: [1, 2]",
    "# made by a script\n\ntokens:\n- a\n- b\nscores: [1, 2]",
]


@pytest.mark.parametrize("below", BELOW)
@pytest.mark.parametrize("first", ["", "---\n"])
def test_a_mapping_below_options(below: str, first: str) -> None:
    """JSON or YAML below options is read as if they stood in it."""
    draft = parse_body(f"{first}cmap: Blues\nlang: vi\n---\n{below}")
    assert draft.tokens == ("a", "b")
    assert draft.options == {"cmap": "Blues", "lang": "vi"}
    assert [series.scores for series in draft.series or ()] == [(1.0, 2.0)]


def test_a_text_below_options() -> None:
    """A text with the way to score it may stand there, too."""
    draft = parse_body("cmap: Blues\n---\ntext: a b\nscore: length")
    assert (draft.text, draft.score) == ("a b", "length")


def test_options_on_both_sides() -> None:
    """Options of both sides hold, and errors that stand above go with the scores below."""
    draft = parse_body('cmap: Blues\nerr: [1, 2]\n---\n{"lang": "vi", "tokens": [], "scores": []}')
    assert draft.options == {"cmap": "Blues", "lang": "vi"}
    assert draft.err is not None
    below = parse_body("cmap: Blues\n---\ntokens: [a]\nscores: [1]\nerr: [2]")
    assert below.err is not None


@pytest.mark.parametrize("name", ["title", "err"])
def test_what_is_set_twice(name: str) -> None:
    """An option that both sides set is an error in the line of the second."""
    with pytest.raises(OptionError, match="is set twice, above and below ---") as caught:
        parse_body(f"{name}: [1]\n---\ntokens: [a]\n{name}: [2]\nscores: [1]")
    assert caught.value.line == 4


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("lang: vi\n---\ntokens: [a]\nscores: [x]", 4),
        ('lang: vi\n---\n{"tokens": ["a"],\n"scores": ["x"]}', 4),
        ("lang: vi\n---\ntokens: [a]\nscores: [1", 4),
    ],
)
def test_lines_of_errors(body: str, line: int) -> None:
    """Errors below count their lines from the top."""
    with pytest.raises(HeatmarkError) as caught:
        parse_body(body)
    assert caught.value.line == line


@pytest.mark.parametrize("token", ["{", "{{", "text:", "tokens:", "src:"])
def test_tokens_like_mappings(token: str) -> None:
    """A token of code with a score beside it stays a row, also a missing one."""
    draft = parse_body(f"cmap: Blues\n---\n{token} 1\nb 2\n{token} -")
    assert draft.tokens == (token, "b", token)


def test_a_token_without_its_score() -> None:
    """A word that is no content is a row that lacks its score."""
    with pytest.raises(ScoreError, match="has no score"):
        parse_body("cmap: Blues\n---\ntitles:\nb 2")


@pytest.mark.parametrize(
    ("line", "mapping", "content"),
    [
        ("{", True, True),
        ("{ 1", True, False),
        ("{ -", True, False),
        ("tokens: [a]", True, True),
        ("tokens:", True, True),
        ("text: 5", True, False),
        ("cmap: Blues", True, False),
        ("cmpa: Blues", True, False),
        ("cmpa: 5", False, False),
        ("a 1", False, False),
        ("a: 1", False, False),
    ],
)
def test_first_lines(line: str, mapping: bool, content: bool) -> None:
    """The first line says what follows: above rows anything with a key, below options content."""
    assert is_mapping(line) is mapping
    assert is_content(line) is content
