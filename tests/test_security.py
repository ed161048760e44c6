"""What SECURITY.md promises of blocks and files that strangers wrote."""

from __future__ import annotations

import gzip
import html
import json
import re
from typing import TYPE_CHECKING

import numpy as np
import pytest

from heatmark import Heatmap
from heatmark.core.errors import HeatmarkError
from paths import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

EVIL = "</b></pre></style><script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
BODY = '{"tokens": ["secret"], "scores": [1]}'


def _refused(convert: Callable[..., tuple[str, list[str]]], text: str, **site: object) -> str:
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
def test_no_file_outside(
    src: str, tmp_path: Path, convert: Callable[..., tuple[str, list[str]]]
) -> None:
    """Neither paths nor links, of files or folders, lead out of the docs folder."""
    docs = tmp_path / "docs"
    docs.mkdir()
    tmp_path.joinpath("secret.json").write_text(BODY, "utf-8")
    docs.joinpath("link.json").symlink_to(tmp_path / "secret.json")
    docs.joinpath("in").symlink_to(tmp_path, target_is_directory=True)
    message = _refused(convert, f"```heatmap\nsrc: {src}\n```", root=str(docs))
    assert "secret" not in message.replace(src, "")


@pytest.mark.parametrize("src", ["https://example.org/x.json", "file:///etc/passwd", "/etc/passwd"])
def test_no_network_and_no_system(
    src: str, tmp_path: Path, convert: Callable[..., tuple[str, list[str]]]
) -> None:
    """Addresses are no paths, and a leading slash is that of the docs folder."""
    message = _refused(convert, f"```heatmap\nsrc: {src}\n```", root=str(tmp_path))
    assert "root:" not in message


class _Bomb:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return (exec, ("raise SystemExit('was run')",))


def test_no_pickle_is_run(tmp_path: Path) -> None:
    """An array of objects, which NumPy would unpickle, is refused."""
    file = tmp_path / "x.npz"
    scores = np.array([_Bomb(), 1], dtype=object)
    np.savez(file, tokens=np.array(["a", "b"]), scores=scores)
    with pytest.raises(HeatmarkError):
        Heatmap.read(file)


@pytest.mark.parametrize(
    "body",
    [
        "title: !!python/object/apply:os.system [echo]\ntokens: [a]\nscores: [1]",
        "a: &a [1, 1]\nb: &b [*a, *a]\ntokens: [x]\nscores: *b",
        '{"tokens": ' + "[" * 100_000 + "]" * 100_000 + "}",
        "tokens: " + "[" * 10_000 + "]" * 10_000,
    ],
)
def test_no_objects_no_aliases_no_depth(
    body: str, convert: Callable[..., tuple[str, list[str]]]
) -> None:
    """YAML makes plain values, cannot multiply itself, and depth is an error of the block."""
    _refused(convert, f"```heatmap\n{body}\n```")


def test_no_bomb_is_unpacked(tmp_path: Path, convert: Callable[..., tuple[str, list[str]]]) -> None:
    """What a packed file holds counts, not how small it is."""
    text = '{"tokens": ["' + "a" * 5_000_000 + '"], "scores": [1]}'
    packed = gzip.compress(text.encode())
    assert len(packed) < 10_000
    tmp_path.joinpath("x.json.gz").write_bytes(packed)
    block = "```heatmap\nsrc: x.json.gz\n```"
    _refused(convert, block, root=str(tmp_path), max_bytes=1_000_000)


def test_no_markup_from_content(convert: Callable[..., tuple[str, list[str]]]) -> None:
    """Tokens, names, titles, labels and alternatives are text wherever they stand."""
    body = {
        **dict.fromkeys(("title", "measure", "unit", "model", "sample", "share_title"), EVIL),
        "tokens": [EVIL, "b"],
        "scores": {EVIL: [1, 2], "x": [2, 1]},
        "alternatives": [[[EVIL, 1]], []],
        "ranks": [3, None],
        "mark": {"1": EVIL},
        "classes": [EVIL, None],
    }
    for view in ("text", "bars", "grid"):
        page, _ = convert(f"```heatmap\n{json.dumps({**body, 'view': view})}\n```")
        assert '<figure class="heatmark ' in page, view
        assert html.escape("<script>alert", quote=False) in page
        assert not re.search(r"<(script|img)\b", page)


def test_no_markup_from_guesses(convert: Callable[..., tuple[str, list[str]]]) -> None:
    """Tokens, candidates and names are text in lists of guesses and in summaries, too."""
    one = {
        **dict.fromkeys(("title", "unit"), EVIL),
        "measure": "P",
        "view": "guesses",
        "stats": ["mean", "top1"],
        "tokens": [EVIL, "b"],
        "scores": [0.5, 0.25],
        "alternatives": [[[EVIL, 0.5], ["<i>", 0.25]], []],
    }
    several = {"stats": ["mean"], "tokens": ["a"], "scores": {EVIL: [1], "x": [2]}}
    for body in (one, several):
        page, _ = convert(f"```heatmap\n{json.dumps(body)}\n```")
        assert '<figure class="heatmark ' in page
        assert html.escape("<script>alert", quote=False) in page
        assert not re.search(r"<(script|img)\b", page)


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


def test_no_command_of_latex() -> None:
    """Commands in tokens and titles are printed, not carried out."""
    evil = r"\input{/etc/passwd}\immediate\write18{touch x}$x$%"
    heatmap = Heatmap([evil, "b"], [1, 2], title=evil, join="none")
    bundle, _ = heatmap._repr_mimebundle_()
    latex = bundle["text/latex"]
    assert "passwd" in latex
    assert not re.search(r"\\(input|immediate|write18)\b", latex)


def test_the_promises_are_kept_where_the_page_says() -> None:
    """The page names files and folders that exist."""
    page = ROOT.joinpath("SECURITY.md").read_text("utf-8")
    assert "src/heatmark/render/html" in page
    assert ROOT.joinpath("src/heatmark/render/html").is_dir()
    assert ROOT.joinpath("tests/hostile.txt").is_file()
