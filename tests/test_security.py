"""The promises of docs/security.md, each broken on purpose."""

from __future__ import annotations

import gzip
import io
import json
import pickle
import re
import zipfile
from typing import TYPE_CHECKING

import numpy as np
import pytest

from data_files import read
from heatmark import Heatmap
from heatmark.core.errors import HeatmarkError
from heatmark.files.folders import Folders
from heatmark.hosts.page import Block, Page
from heatmark.hosts.page_run import Drawn, Problem, draw_page
from heatmark.render.html.figure import error_box, figure
from heatmark.render.latex import latex
from heatmark.render.text import plain_text
from judge import Told
from markup import parsed
from paths import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from heatmark.picture.parts import Picture

HARM = ['"><xss>', "</style><xss>", "'; } xss { a: url(//x)", "javascript:xss", "&lt;xss", "*/ xss"]
BODY = '{"tokens": ["secret"], "scores": [1]}'
COMMANDS = [r"\input{/etc/passwd}", r"\write18{rm x}", r"}\def\a{", "%xss", "^^5cinput{x}", "$x$"]


def drawn(header: str, body: str) -> Picture:
    (made,) = draw_page([Block(header=header, body=body)], Page(), Told())
    assert isinstance(made, Drawn), made
    return made.picture


def refused(header: str, body: str) -> Problem:
    (made,) = draw_page([Block(header=header, body=body)], Page(), Told())
    assert isinstance(made, Problem)
    assert "report" not in made.error.hint
    return made


@pytest.mark.parametrize("src", ["../secret.json", "/../secret.json", "a/../../secret.json"])
def test_nothing_outside_is_read(src: str, tmp_path: Path) -> None:
    """No path leads out of the docs folder."""
    docs = tmp_path / "docs"
    docs.joinpath("a").mkdir(parents=True)
    tmp_path.joinpath("secret.json").write_text('{"tokens": ["a"], "scores": [1]}')
    with pytest.raises(HeatmarkError, match="outside the docs folder"):
        Folders(page=docs, root=docs).find(src)


def test_no_link_leads_outside(tmp_path: Path) -> None:
    """A link counts as the place that it leads to."""
    docs = tmp_path / "docs"
    docs.mkdir()
    secret = tmp_path / "secret.json"
    secret.write_text("{}")
    docs.joinpath("in.json").symlink_to(secret)
    docs.joinpath("folder").symlink_to(tmp_path)
    for src in ("in.json", "folder/secret.json"):
        with pytest.raises(HeatmarkError, match="outside the docs folder"):
            Folders(page=docs, root=docs).find(src)


@pytest.mark.parametrize("src", ["https://example.org/a.json", "file:///etc/passwd", "//host/a"])
def test_nothing_is_fetched(src: str, tmp_path: Path) -> None:
    """An address is no file."""
    with pytest.raises(HeatmarkError):
        Folders(page=tmp_path, root=tmp_path).find(src)


class _Ran:
    """Says that it was made of a pickle."""

    found = False

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return setattr, (_Ran, "found", True)


@pytest.mark.parametrize("name", ["a.npy", "a.npz", "a.pkl", "a.pt", "a.json"])
def test_no_pickle_is_opened(name: str) -> None:
    """A file with code in it is refused, and its code does not run."""
    out = io.BytesIO()
    if name.endswith("npz"):
        np.savez(out, scores=np.array([_Ran()], dtype=object))
    elif name.endswith("npy"):
        np.save(out, np.array([_Ran()], dtype=object), allow_pickle=True)
    else:
        out.write(pickle.dumps(_Ran()))
    _Ran.found = False
    with pytest.raises(HeatmarkError):
        read(out.getvalue(), name)
    assert not _Ran.found


def test_what_is_packed_tight_is_not_unpacked() -> None:
    """A small file that would fill the memory is refused by the size that it names."""
    array = io.BytesIO()
    header = {"descr": "<f8", "fortran_order": False, "shape": (10**11,)}
    np.lib.format.write_array_header_1_0(array, header)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("scores.npy", array.getvalue() + bytes(50_000_000))
        packed.writestr("tokens.npy", array.getvalue())
    assert len(out.getvalue()) < 200_000
    with pytest.raises(HeatmarkError):
        read(out.getvalue(), "a.npz")


@pytest.mark.parametrize("body", ["[" * 100_000, '{"a":' * 100_000, '{"tokens": ' + "[" * 5_000])
def test_depth_is_no_crash(body: str) -> None:
    """What is nested deeper than Python goes is an error of its author."""
    refused("", body)
    with pytest.raises(HeatmarkError):
        read(body.encode(), "a.json")


@pytest.mark.parametrize("depth", [70, 450, 900, 950, 1_500, 5_000])
@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ('{"a": ', "}"), ('[{"a": ', "}]")])
@pytest.mark.parametrize("name", ["title", "labels", "classes", "compare", "nobody"])
def test_no_depth_is_a_crash(name: str, opening: str, closing: str, depth: int) -> None:
    """Parsers go as deep as the version of Python lets them, where other code could not follow."""
    deep = f"{opening * depth}1{closing * depth}"
    body = f'{{"tokens": ["a"], "scores": [1], "{name}": {deep}}}'
    assert "nested too deeply" in refused("", body).error.message
    refused("", f"{body} # YAML")
    with pytest.raises(HeatmarkError, match="nested too deeply"):
        read(body.encode(), "a.json")
    with pytest.raises(HeatmarkError, match="nested too deeply"):
        read(f'{{"tokens": ["a"], "scores": [{deep}]}}'.encode(), "a.json")


def test_aliases_of_yaml_do_not_multiply() -> None:
    """YAML's aliases, of which a few lines make billions of values, are refused."""
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    lines += [
        f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]"
        for old, new in zip("abcdefg", "bcdefgh", strict=True)
    ]
    refused("", "\n".join(["tokens: [a]", "scores: [1]", *lines]))
    with pytest.raises(HeatmarkError):
        read("\n".join(lines).encode(), "a.yml")


def test_tags_of_yaml_make_no_objects() -> None:
    """YAML makes nothing but texts, numbers, lists and mappings, whatever a tag asks for."""
    picture = drawn("", "tokens: !!python/object/apply:os.system ['exit 3']\nscores: [1]")
    assert picture.cells.shown == ("exit 3",)


@pytest.mark.parametrize("harm", HARM)
@pytest.mark.parametrize("view", ["text", "bars", "grid"])
def test_no_markup_of_others(harm: str, view: str) -> None:
    """What stands in options, tokens, names and labels is text, in attributes and styles too."""
    content = {
        "tokens": [harm, "b"],
        "scores": {harm: [1, 2], "x": [2, None]},
        "title": harm,
        "measure": harm,
        "axes": [harm, harm],
        "model": harm,
        "view": view,
        "mark": {"1": harm},
        "classes": [harm, None],
    }
    parsed(figure(drawn("", json.dumps(content))))


@pytest.mark.parametrize("header", ["css_classes='a\"b'", "id='a\" onxss=x'", "cmap='<xss>'"])
def test_names_of_attributes_are_checked(header: str) -> None:
    """Ids, classes and colormaps are names, and an error that repeats them is text."""
    parsed(error_box(*refused(header, "a 1\nb 2")))


@pytest.mark.parametrize("harm", COMMANDS)
def test_no_command_of_latex(harm: str) -> None:
    """LaTeX gets no command, comment, or end of a group from a block."""
    content = {"tokens": [harm, "b"], "scores": {harm: [1, 2]}, "title": harm, "measure": harm}
    paper = latex(drawn("", json.dumps(content)))
    assert not re.search(r"\\(input|write|def)\b|(?<!\\)%xss|\^\^", paper)
    bare = re.sub(r"\\[\\{}]", "", paper)
    assert bare.count("{") == bare.count("}")


def test_no_escape_of_terminals() -> None:
    """Text for terminals has no control character but ends of lines."""
    harm = "\x1b]0;xss\x07\x9b31m"
    content = Heatmap([harm, "b"], {harm: [1.0, 2.0]})
    (made,) = draw_page(
        [Block(header="", body=content.to_fence().split("\n", 1)[1].rsplit("```")[0])],
        Page(),
        Told(),
    )
    assert isinstance(made, Drawn)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", plain_text(made.picture))


def box_of(convert: Callable[..., tuple[str, list[str]]], text: str, **site: object) -> str:
    """Draw a page that must have an error box and no figure; what the author is told."""
    page, messages = convert(text, **site)
    assert '<figure class="heatmark ' not in page
    assert "heatmark-error" in page
    assert len(messages) == 1
    assert "please report" not in messages[0]
    return messages[0]


@pytest.mark.parametrize(
    "src", ["../secret.json", "/../secret.json", "link.json", "in/secret.json"]
)
def test_no_page_tells_what_is_outside(
    src: str, tmp_path: Path, convert: Callable[..., tuple[str, list[str]]]
) -> None:
    """Neither paths nor links, of files or folders, lead out of the docs folder."""
    docs = tmp_path / "docs"
    docs.mkdir()
    tmp_path.joinpath("secret.json").write_text(BODY, "utf-8")
    docs.joinpath("link.json").symlink_to(tmp_path / "secret.json")
    docs.joinpath("in").symlink_to(tmp_path, target_is_directory=True)
    message = box_of(convert, f"```heatmap\nsrc: {src}\n```", root=str(docs))
    assert "secret" not in message.replace(src, "")


@pytest.mark.parametrize("src", ["https://example.org/x.json", "file:///etc/passwd", "/etc/passwd"])
def test_a_leading_slash_is_no_system_path(
    src: str, tmp_path: Path, convert: Callable[..., tuple[str, list[str]]]
) -> None:
    """Addresses are no paths, and a leading slash is that of the docs folder."""
    message = box_of(convert, f"```heatmap\nsrc: {src}\n```", root=str(tmp_path))
    assert "root:" not in message


def test_no_bomb_is_unpacked(tmp_path: Path, convert: Callable[..., tuple[str, list[str]]]) -> None:
    """What a packed file holds counts, not how small it is."""
    text = '{"tokens": ["' + "a" * 5_000_000 + '"], "scores": [1]}'
    packed = gzip.compress(text.encode())
    assert len(packed) < 10_000
    tmp_path.joinpath("x.json.gz").write_bytes(packed)
    block = "```heatmap\nsrc: x.json.gz\n```"
    box_of(convert, block, root=str(tmp_path), max_bytes=1_000_000)


def test_no_markup_from_guesses() -> None:
    """Tokens, candidates and names are text in lists of guesses and in summaries, too."""
    for harm in HARM:
        one = {
            **dict.fromkeys(("title", "unit"), harm),
            "measure": "P",
            "view": "guesses",
            "stats": ["mean", "top1"],
            "tokens": [harm, "b"],
            "scores": [0.5, 0.25],
            "alternatives": [[[harm, 0.5], ["<i>", 0.25]], []],
        }
        several = {"stats": ["mean"], "tokens": ["a"], "scores": {harm: [1], "x": [2]}}
        for body in (one, several):
            parsed(figure(drawn("", json.dumps(body))))


@pytest.mark.parametrize(
    "option",
    [
        'id="x onload=y"',
        'css_classes="a;b"',
        'cmap="x;}body{display:none"',
        'lang="vi onload=1"',
        'width="10in;position:fixed"',
        'font="https://example.org/x.ttf" output=png',
    ],
)
def test_no_rule_from_options(option: str, convert: Callable[..., tuple[str, list[str]]]) -> None:
    """No option ends an attribute or a rule of CSS, or asks for an address."""
    page, messages = convert(f"```heatmap {option}\na 1\nb 2\n```")
    assert messages
    body = page.partition("</style>")[2] or page
    figure = body.partition("heatmark-error")[0]
    assert not re.search(r"onload=y?1?[\s>]|display:none|position:fixed|url\(", figure)


@pytest.mark.parametrize(
    "selector", ["x}body{color:red", "a,", "*{", "</style>", "a::after", "url(x)"]
)
def test_no_rule_from_selectors(selector: str) -> None:
    """A selector for dark pages can end no rule."""
    with pytest.raises(HeatmarkError):
        Heatmap(["a"], [1], dark_selector=selector)


def test_the_page_of_promises_names_all() -> None:
    """What is promised here stands in the docs."""
    said = ROOT.joinpath("docs/security.md").read_text("utf-8")
    for word in ("pickle", "alias", "symbolic link", "network", "LaTeX", "terminal", "macros"):
        assert word in said, word
    assert "docs/security.md" in ROOT.joinpath("SECURITY.md").read_text("utf-8")
    for path in re.findall(r"`(tests/[^`]*)`", said):
        assert ROOT.joinpath(path).exists(), path
