"""The schemas for editors take what the readers take, and name what is plainly wrong."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from heatmark.block.mapping import read_mapping
from heatmark.core.errors import HeatmarkError
from heatmark.options.check import check
from heatmark.options.content import CONTENT
from heatmark.options.declare import DECLARED, Scope, known
from heatmark.options.schema import SCHEMAS, block_schema, mkdocs_schema, page_schema, schema_text
from heatmark.options.values import NOTICES, SCALES, TRANSFORMS, OneOf
from paths import ROOT

BLOCK = block_schema()["properties"]
VALUES = [
    *(None, True, False, 0, 1, 2, 3, 9, 12, 20, 192, 0.5, -0.5, -12, 1e-7, 1_000_000),
    *("", "none", "auto", "true", "off", "0,5", "−0.5", "1.234,5", "10 %", "1e-3", "3", "inf"),
    *("mean", "10in", "7.5 in", "80", "10..60", "-12,0", "[-12, 0]", "a,b", "[a, b]", "lengths"),
    *("x.y", ".night", "html.dark > b", "log P", "log P, nat", "surprisal", "P, %", "heatmark"),
    *(
        "[MASK]",
        "<s>",
        '["[MASK]"]',
        "wide tall",
        "shuffle",
        "seed 2",
        "vi",
        "Độ dài từ",
        "abs,neg",
    ),
    *([], [1], [5, 95], [-12, 0], ["-12", "0"], [3, "purple"], ["[MASK]"], ["a", "b"], ["from", 2]),
    *({3: "masked"}, {"3": "masked"}, {"logp": [-12, 0]}, [["x", "y"]]),
    *(list(SCALES) + list(TRANSFORMS) + [list(TRANSFORMS), list(NOTICES), ",".join(NOTICES)]),
    *(
        name
        for one in DECLARED.values()
        if isinstance(one.metadata["read"], OneOf)
        for name in one.metadata["read"].names
    ),
]


def _takes(schema: dict[str, Any], value: object) -> bool:
    return bool(Draft7Validator(schema).is_valid(value))


def _is_right(name: str, value: object) -> bool:
    (scope, *_) = DECLARED[name].metadata["scopes"]
    try:
        check(name, value, scope)
    except HeatmarkError:
        return False
    return True


def _schema_of(name: str) -> dict[str, Any]:
    if Scope.BLOCK in DECLARED[name].metadata["scopes"]:
        return dict(BLOCK[name])
    return dict(mkdocs_schema()["definitions"]["extension"]["properties"][name])


@pytest.mark.parametrize("name", DECLARED)
def test_what_is_right_is_taken(name: str) -> None:
    """An editor underlines no value that the option takes, and some that it does not."""
    schema = _schema_of(name)
    right = [value for value in VALUES if _is_right(name, value)]
    assert right
    assert not [value for value in right if not _takes(schema, value)]
    wrong = [value for value in VALUES if not _is_right(name, value)]
    assert [value for value in wrong if not _takes(schema, value)]


@pytest.mark.parametrize(
    "name", [n for n, o in DECLARED.items() if isinstance(o.metadata["read"], OneOf)]
)
def test_names_are_those_of_the_option(name: str) -> None:
    """One of several names is taken exactly where the option takes it."""
    for value in VALUES:
        if value is None or isinstance(value, str):
            assert _takes(_schema_of(name), value) == _is_right(name, value), value


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("scale", "minmaks"),
        ("scale", [1]),
        ("scale", [1, 2, 3]),
        ("dpi", 6000),
        ("lineup", 1),
        ("hover", "perhaps"),
        ("rows", "10-60"),
        ("silence", ["nearly-equals"]),
        ("transform", "log2"),
        ("width", "10cm"),
        ("center", "left"),
        ("id", "7 lengths"),
        ("axes", ["from"]),
        ("title", ["a"]),
    ],
)
def test_mistakes_are_underlined(name: str, value: object) -> None:
    """What no reader takes is no value for an editor either."""
    assert not _is_right(name, value)
    assert not _takes(_schema_of(name), value)


def test_every_level_has_its_options() -> None:
    """Blocks, pages and sites have the options that may be set there, and no others."""
    assert set(BLOCK) == {*CONTENT, *known(Scope.BLOCK)}
    page = page_schema()["properties"]["heatmark"]
    assert set(page["properties"]) == set(known(Scope.PAGE))
    assert page["additionalProperties"] is False
    site = mkdocs_schema()["definitions"]
    assert set(site["extension"]["properties"]) == set(known(Scope.SITE))
    assert set(site["plugin"]["properties"]) == {*known(Scope.SITE), "enabled"} - {"root"}


def test_every_option_is_explained() -> None:
    """An editor shows the help and the default of each, with Markdown where it can."""
    for name, schema in BLOCK.items():
        assert "`" not in schema["description"]
        assert schema["markdownDescription"].startswith(
            CONTENT[name] if name in CONTENT else DECLARED[name].metadata["explain"]
        )


@pytest.mark.parametrize("name", SCHEMAS)
def test_files_are_up_to_date(name: str) -> None:
    """The files of the documentation are what `make docs` writes, and schemas themselves."""
    Draft7Validator.check_schema(SCHEMAS[name]())
    assert ROOT.joinpath("docs", "schema", f"{name}.json").read_text("utf-8") == schema_text(name)


MKDOCS = """
site_name: x
plugins:
  - search
  - heatmark:
      cmap: Blues
      scales: {logp: [-12, 0]}
      enabled: true
markdown_extensions: {toc: {permalink: true}, heatmark: {root: docs}}
"""


def test_a_configuration() -> None:
    """Plugin and extension are checked where they are named, and all else is left alone."""
    validator = Draft7Validator(mkdocs_schema())
    assert validator.is_valid(yaml.safe_load(MKDOCS))
    assert validator.is_valid({"plugins": ["heatmark"], "markdown_extensions": ["heatmark"]})
    for wrong in ("scales: {logp: [0]}", "colormap: Reds", "title: x", "root: docs"):
        text = MKDOCS.replace("scales: {logp: [-12, 0]}", wrong)
        assert not validator.is_valid(yaml.safe_load(text)), wrong
    assert not validator.is_valid({"plugins": {"heatmark": {"view": "matrix"}}})


def test_a_front_matter() -> None:
    """What a page says of heatmark is checked, and all else is left alone."""
    validator = Draft7Validator(page_schema())
    assert validator.is_valid({"title": "x", "heatmark": {"scale": [-12, 0]}})
    assert not validator.is_valid({"heatmark": {"title": "x"}})
    assert not validator.is_valid({"heatmark": "Blues"})


PAGE = (ROOT / "docs" / "writing.md").read_text("utf-8")


def _bodies() -> list[dict[str, Any]]:
    texts = re.findall(r"^```heatmap[^\n]*\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    return [yaml.safe_load(text) for text in texts if re.match(r"(tokens|text|compare|src):", text)]


def test_bodies_as_they_are_shown() -> None:
    """Bodies of the documentation are taken; one with a key that is not ours is not."""
    bodies = _bodies()
    assert len(bodies) >= 3
    validator = Draft7Validator(block_schema())
    for body in bodies:
        assert validator.is_valid(body), body
        assert not validator.is_valid({**body, "colour": "red"})


BODY = """
tokens: [a, b]
scores: {m: [0.1, null], n: ["0,2", "-"]}
err: [[0.1, 0.2], [0.1, 0.3]]
labels: [[x, null], [y, z]]
names: [p, q]
specials: [1]
ids: [5, 6]
classes: {"1..2": LOC}
alternatives: [[[c, 0.1]], null]
"""


def test_content_of_every_shape() -> None:
    """Lists, lists of lists and lists by name are taken; texts in their place are not."""
    validator = Draft7Validator(block_schema())
    assert read_mapping(BODY.replace('"-"', "null")).tokens == ("a", "b")
    assert validator.is_valid(yaml.safe_load(BODY))
    for wrong in ("tokens: a b", "scores: 3", "err: x", "names: x", "score: words", "runs: [1]"):
        assert not validator.is_valid(yaml.safe_load(wrong)), wrong
