"""Options: declared once, checked everywhere."""

from __future__ import annotations

import re

import numpy as np
import pytest

from heatmark.core.errors import OptionError
from heatmark.options.check import check
from heatmark.options.content import CONTENT
from heatmark.options.declare import DECLARED, known
from heatmark.options.option import Scope, option

GOOD: list[tuple[str, object, object]] = [
    ("title", "Độ dài", "Độ dài"),
    ("title", 2024, "2024"),
    ("title", "", ""),
    ("id", "a.b:c-1", "a.b:c-1"),
    ("scale", "rank", "rank"),
    ("scale", [0, 1], (0.0, 1.0)),
    ("scale", "[0, 1]", (0.0, 1.0)),
    ("scale", "-20,0", (-20.0, 0.0)),
    ("scale", (0, 1e3), (0.0, 1000.0)),
    ("center", "0.5", 0.5),
    ("center", 0, 0.0),
    ("transform", "log", ("log",)),
    ("transform", "neg,exp", ("neg", "exp")),
    ("transform", ["neg", "exp"], ("neg", "exp")),
    ("transform", [], ()),
    ("clip", 5, (5.0, 95.0)),
    ("clip", "2.5", (2.5, 97.5)),
    ("clip", [1, 90], (1.0, 90.0)),
    ("cmap", "viridis_r", "viridis_r"),
    ("title", "None", "None"),
    ("measure", "none", None),
    ("model", "None", None),
    ("sample", "none", None),
    ("field", "none", "none"),
    ("css_classes", "wide", ("wide",)),
    ("css_classes", "wide -tall_2", ("wide", "-tall_2")),
    ("css_classes", ["wide", "tall"], ("wide", "tall")),
    ("lang", "vi-VN", "vi-VN"),
    ("join", "none", "none"),
    ("join", "auto", "auto"),
    ("hover", False, False),
    ("hover", "off", False),
    ("hover", "Yes", True),
    ("table", "auto", None),
    ("table", True, True),
    ("table", "no", False),
]


BAD: list[tuple[str, object]] = [
    ("title", ["a"]),
    ("title", True),
    ("title", "a\x00b"),
    ("title", "\ud800"),
    ("id", "1a"),
    ("id", "a b"),
    ("id", 'a"b'),
    ("id", ""),
    ("scale", "linear"),
    ("scale", "0.5"),
    ("scale", [1, 0]),
    ("scale", [1, 1]),
    ("scale", [0, 1, 2]),
    ("scale", [0, "x"]),
    ("scale", "[0; 1]"),
    ("scale", [0, float("inf")]),
    ("scale", [0, float("nan")]),
    ("scale", "0,1e999"),
    ("scale", {"a": 1}),
    ("scale", ["rank"]),
    ("center", "50%"),
    ("center", "1,234"),
    ("center", True),
    ("center", "nan"),
    ("center", "٣"),
    ("transform", "sqrt"),
    ("transform", [["log"]]),
    ("clip", 50),
    ("clip", -1),
    ("clip", [0, 101]),
    ("clip", "a"),
    ("clip", "2,5"),
    ("clip", [60, 90]),
    ("css_classes", ""),
    ("css_classes", "1a"),
    ("css_classes", "a.b"),
    ("css_classes", "heatmark-Reds"),
    ("css_classes", 'a"b'),
    ("hover", "maybe"),
    ("hover", 2),
    ("hover", "auto"),
    ("table", "sometimes"),
    ("join", "comma"),
    ("cmap", 1.5j),
]


@pytest.mark.parametrize(("name", "value", "expected"), GOOD)
def test_values(name: str, value: object, expected: object) -> None:
    """An option takes its value from a header, from YAML and from JSON, in its own type."""
    assert check(name, value, Scope.BLOCK) == expected


@pytest.mark.parametrize(("name", "value"), BAD)
def test_wrong_values(name: str, value: object) -> None:
    """A wrong value is refused, with the option, what it takes, what it got, and the line."""
    with pytest.raises(OptionError) as caught:
        check(name, value, Scope.BLOCK, 7)
    assert caught.value.message.startswith(f"{name} must be ")
    assert "(got '" in caught.value.message
    assert caught.value.line == 7
    assert len(caught.value.message) < 250


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("scale", [np.float32(1), np.float32(3)], (1.0, 3.0)),
        ("scale", np.array([1, 3]), (1.0, 3.0)),
        ("scale", (np.int64(1), 3), (1.0, 3.0)),
        ("center", np.int64(0), 0.0),
        ("clip", np.float32(5), (5.0, 95.0)),
        ("against", np.array(2.0), 2.0),
        ("digits", np.int32(2), 2),
        ("steps", {"low": np.float32(1), "high": np.float32(2)}, (("low", 1.0), ("high", 2.0))),
        ("mark", [np.argmax([1, 3, 2])], ((1, None),)),
        ("hover", np.array([False])[0], False),
        ("title", np.str_("x"), "x"),
    ],
)
def test_numbers_of_numpy(name: str, value: object, expected: object) -> None:
    """Those of Python are taken for them, alone, in lists and in mappings."""
    found = check(name, value, Scope.BLOCK)
    assert found == expected
    assert type(found) is type(expected)


@pytest.mark.parametrize("name", ["scores", "tokens", "specials", "alternatives", "compare"])
def test_content_is_no_option(name: str) -> None:
    """It is said where it stands; the hint would else name what was written."""
    with pytest.raises(OptionError, match=f"unknown option '{name}'") as caught:
        check(name, [1], Scope.BLOCK)
    assert caught.value.hint.startswith("it stands beside the tokens")


@pytest.mark.parametrize(
    ("scope", "name", "hint"),
    [
        (Scope.BLOCK, "sclae", "did you mean 'scale'?"),
        (Scope.BLOCK, "Scale", "did you mean 'scale'?"),
        (Scope.BLOCK, "token", "did you mean 'tokens'?"),
        (Scope.PAGE, "langauge", "did you mean 'lang'?"),
        (Scope.SITE, "max_token", "did you mean 'max_tokens'?"),
        (Scope.BLOCK, "zzz", "leave it out: there is no option"),
    ],
)
def test_unknown_options(scope: Scope, name: str, hint: str) -> None:
    """An unknown option is refused; the hint names the nearest that may be set there."""
    with pytest.raises(OptionError) as caught:
        check(name, 1, scope)
    assert caught.value.message == f"unknown option '{name}'"
    assert caught.value.hint.startswith(hint)


@pytest.mark.parametrize(
    ("name", "scope"),
    [
        ("root", Scope.BLOCK),
        ("root", Scope.PAGE),
        ("folders", Scope.PAGE),
        ("max_tokens", Scope.BLOCK),
        ("max_bytes", Scope.PAGE),
        ("title", Scope.SITE),
        ("id", Scope.PAGE),
    ],
)
def test_options_have_their_places(name: str, scope: Scope) -> None:
    """An option that cannot be set somewhere says so, and where it can."""
    with pytest.raises(OptionError, match=f"{name} cannot be set for a {scope.value}") as caught:
        check(name, "1", scope)
    assert caught.value.hint.startswith("it can be set for: ")


def test_places_of_an_option_are_all_named() -> None:
    """The hint has each level that takes the option, and no other."""
    with pytest.raises(OptionError) as caught:
        check("dark_selector", ".night", Scope.PAGE)
    assert caught.value.hint == "it can be set for: site, notebook"


@pytest.mark.parametrize("name", sorted(DECLARED))
@pytest.mark.parametrize("value", [None, "none", "None"])
def test_none_goes_back_to_the_default(name: str, value: object) -> None:
    """`none` and null undo what an outer level set; but a text that readers see may be "None"."""
    scope = min(DECLARED[name].metadata["scopes"], key=lambda one: one.value)
    taken = name in {"title", "field", "share_title", "alt"} and value is not None
    if name in {"join", "legend"} and value is not None:
        return
    assert check(name, value, scope) == (value if taken else DECLARED[name].default)


@pytest.mark.parametrize("name", sorted(DECLARED))
def test_defaults_are_values(name: str) -> None:
    """What an option is by default it also takes, so that a site can write it down."""
    default = DECLARED[name].default
    for scope in DECLARED[name].metadata["scopes"]:
        assert check(name, default, scope) == default


def test_names_do_not_clash() -> None:
    """No option is called like a key of content."""
    assert not set(CONTENT) & set(DECLARED)
    assert set(known(Scope.SITE)) | set(known(Scope.PAGE)) <= set(DECLARED)


def test_a_declaration_is_a_field() -> None:
    """Its default is the field's, and all that is said of it goes with it."""
    made = option(None, str, "text", "What it is.")
    assert made.default is None
    assert made.metadata["shown"] == "none"
    assert made.metadata["scopes"] == frozenset(Scope)


@pytest.mark.parametrize(
    ("name", "value", "hint"),
    [
        ("given", "bit", "write given: 'log P, bit' or given: 'surprisal, bit'"),
        ("given", "nats", "write given: 'log P, nats' or given: 'surprisal, nats'"),
        ("given", "%", "write given: 'P, %'"),
        ("given", "such", ""),
        ("given", "with", ""),
        ("given", "suprisal", "did you mean 'surprisal'?"),
        ("scale", "fixd", ""),
        ("scale", "rnak", "did you mean 'rank'?"),
        ("clip", "numbr", ""),
        ("title", "Hà\x9f", "take the control character U+009F out"),
    ],
)
def test_hints_are_what_the_option_takes(name: str, value: str, hint: str) -> None:
    """No word of the sentence around is one, nor is what was given."""
    with pytest.raises(OptionError) as caught:
        check(name, value, Scope.BLOCK)
    assert caught.value.hint == hint
    for given in re.findall("'(.+?)'", hint):
        assert check(name, given, Scope.BLOCK) == given


@pytest.mark.parametrize(
    ("name", "written", "right"),
    [
        ("steps", "1,5", ["1.5", "[1, 5]"]),
        ("steps", " -1,5 ", ["-1.5", "[-1, 5]"]),
        ("clip", "2,5", ["2.5"]),
    ],
)
def test_a_comma_that_may_be_that_of_decimals(name: str, written: str, right: list[str]) -> None:
    """It is no pair of numbers; what the error says to write is taken."""
    with pytest.raises(OptionError) as caught:
        check(name, written, Scope.BLOCK)
    assert caught.value.hint.startswith("write a decimal with a point")
    for one in right:
        assert one in caught.value.hint
        check(name, one, Scope.BLOCK)


def test_no_depth_is_a_crash() -> None:
    """Lists in lists in lists are refused, also where they are deeper than calls can be."""
    deep: object = 1
    for _ in range(5_000):
        deep = [deep]
    for name in ("title", "clip", "nobody"):
        with pytest.raises(OptionError, match="nested too deeply"):
            check(name, deep, Scope.BLOCK)


@pytest.mark.parametrize(("name", "value"), [("measure", "“độ bất ngờ”"), ("unit", "‘bit’")])
def test_curly_quotes_around_a_value_are_none_of_it(name: str, value: str) -> None:
    """Word processors put them in front matter; a title may be a quotation."""
    with pytest.raises(OptionError, match="curly") as caught:
        check(name, value, Scope.PAGE)
    assert caught.value.hint == f'write straight quotes: {name}: "{value[1:-1]}"'
    assert check("title", value, Scope.BLOCK) == value
