"""Real builds with Zensical, which has no plugins: the Markdown extension does it all."""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import markdown
import pytest
from markdown.preprocessors import Preprocessor

from heatmark.hosts.zensical import zensical_page
from needs import needs
from paths import ROOT
from reading import figures, read, text_of
from sites import run

if TYPE_CHECKING:
    from sites import Built

EXAMPLE = ROOT / "examples" / "zensical"
CONFIGS = {
    "zensical.toml": """\
[project]
site_name = "T"
theme = { language = "vi", font = false }
[project.markdown_extensions.heatmark]
cmap = "Blues"
folders = ["more"]
""",
    "mkdocs.yml": """\
site_name: T
theme: {name: material, language: vi, font: false}
plugins: [search, heatmark]
markdown_extensions:
  - heatmark: {cmap: Blues, folders: [more]}
""",
}
SUBWORDS = '{"tokens": ["un", "believ", "able", " thing"], "scores": [1, 2, 3, 4.5]}'
PAGES = {
    "index.md": f"# T\n\nbefore\n\n```heatmap\n{SUBWORDS}\n```\n\nNo error box.\n",
    "none.md": "# N\n\nA heatmap.\n",
    "sub/data.md": (
        "# D\n\n```heatmap src=near.json\n```\n\n```heatmap src=/far.json\n```\n\n"
        "```heatmap src=../../more/more.txt\n```\n"
    ),
    "sub/front.md": (
        "---\ntitle: F\nlang: en\nheatmark: {cmap: Greens}\n---\n\n\n"
        "# F\n\n```heatmap\na 1.5\nb 2\n```\n"
    ),
    "image.md": "```heatmap output=png\na 1\n```\n\n```heatmap output=svg\na 1\n```\n",
    "bad/plain.md": "# B\n\n```heatmap\na 1\nb x\n```\n\n```heatmap src=../../secret.txt\n```\n",
    "bad/front.md": '---\ntitle: "---"\nheatmark: {}\n---\n\n\n# F\n\n```heatmap\nb x\n```\n',
    "bad/windows.md": "\ufeff---\r\ntitle: W\r\n...\r\n\r\n# W\r\n\r\n```heatmap\r\nb x\r\n```\r\n",
    "bad/option.md": "---\nheatmark: {colour: red}\n---\n```heatmap\na 1\n```\n",
    "bad/mapping.md": "---\nheatmark: red\n---\n```heatmap\na 1\n```\n",
}
ERRORS = {
    "bad/plain.md:5: the score 'x' is not a number",
    "bad/plain.md:8: '../../secret.txt' is outside the docs folder",
    "bad/front.md:10: the score 'x' is not a number",
    "bad/windows.md:8: the score 'x' is not a number",
    "bad/option.md:2: in the page's front matter: unknown option 'colour'",
    "bad/mapping.md:2: heatmark in the page's front matter is not a mapping",
}


def write(folder: Path, path: str, text: str) -> None:
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode())


@pytest.fixture(scope="module", params=CONFIGS)
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A site with one kind of configuration or the other, and its first build."""
    folder = tmp_path_factory.mktemp("zensical")
    write(folder, request.param, CONFIGS[request.param])
    for path, text in PAGES.items():
        write(folder, f"docs/{path}", text)
    write(folder, "docs/sub/near.json", '{"tokens": ["gần"], "scores": [1]}')
    write(folder, "docs/far.json", '{"tokens": ["xa"], "scores": [1]}')
    write(folder, "more/more.txt", "thêm 1\n")
    write(folder, "secret.txt", "secret 1\n")
    return run("zensical", "build", folder=folder)


@needs("zensical")
def test_full_html_from_the_extension_alone(built: Built) -> None:
    """A heatmap is drawn with the options and the language of the site, and brings its style."""
    assert built.code == 0, built.log
    (figure,) = figures(built.page())
    assert text_of(figure) == "unbelievable thing"
    assert "heatmark-Blues" in figure.attributes["class"]
    assert "Số liệu" in figure.text
    assert "4,5" in figure.text
    assert built.html().count("<style>/* heatmark") == 1
    assert "heatmark" not in built.html("none/index.html").replace("A heatmap.", "")


@needs("zensical")
def test_data_files(built: Built) -> None:
    """Paths start from the page, with a slash from the docs folder; `folders` from the project."""
    drawn = figures(built.page("sub/data/index.html"))
    assert [text_of(figure) for figure in drawn] == ["gần", "xa", "thêm"]


@needs("zensical")
def test_front_matter(built: Built) -> None:
    """Options and the language of a page go over those of the site."""
    (figure,) = figures(built.page("sub/front/index.html"))
    assert "heatmark-Greens" in figure.attributes["class"]
    assert "Data" in figure.text
    assert "1.5" in figure.text


@needs("zensical")
def test_images_are_in_the_page(built: Built) -> None:
    """Zensical changes addresses in a page, but leaves images that are in it as they are."""
    png, svg = figures(built.page("image/index.html"))
    for figure, start in ((png, "png;base64,iVBOR"), (svg, "svg+xml;base64,PHN2Z")):
        found = [one.attributes["src"] for one in figure.find("img")]
        assert found
        assert all(one.startswith(f"data:image/{start}") for one in found)


@needs("zensical")
def test_errors_are_told_with_page_and_line(built: Built) -> None:
    """A bad block stops nothing: it is a box in the page, and a line in the terminal."""
    told = [line for line in built.log.split("\n") if line.startswith("bad/")]
    assert {line.partition(" (")[0] for line in told} == ERRORS
    assert len(told) == len(ERRORS)
    for page in {error.partition(".md")[0] for error in ERRORS}:
        boxes = built.page(f"{page}/index.html").find("div", "heatmark-error")
        assert len(boxes) == sum(error.startswith(f"{page}.md") for error in ERRORS)
    assert "secret 1" not in built.html("bad/plain/index.html")


@needs("zensical")
def test_search_finds_whole_words(built: Built) -> None:
    """The index has words as readers see them, and no styles."""
    items = json.loads(built.html("search.json"))["items"]
    (text,) = [item["text"] for item in items if item["location"] == ""]
    assert {"before", "unbelievable", "thing"} <= set(read(text).text.split())
    assert "{" not in text


def _example(folder: Path) -> Path:
    return Path(shutil.copytree(EXAMPLE, folder / "example"))


@needs("zensical")
def test_the_example_follows_its_data_file(tmp_path: Path) -> None:
    """Pages that have not changed come from a cache; `watch` makes it see a data file."""
    folder = _example(tmp_path)
    first = run("zensical", "build", folder=folder)
    assert first.code == 0
    (figure, image) = figures(first.page("log-xac-suat.html"))
    assert text_of(figure) == "Bản đồ nhiệt của token giúp ta nhìn thấy mô hình đang chú ý vào đâu."
    sources = [one.attributes["src"] for one in image.find("img")]
    assert sources
    assert all(one.startswith("data:image/svg+xml;base64,") for one in sources)
    assert not first.page("log-xac-suat.html").find("div", "heatmark-error")
    again = run("zensical", "build", folder=folder)
    assert again.html("log-xac-suat.html") == first.html("log-xac-suat.html")
    data = folder / "docs/du-lieu/ban-do-nhiet.json"
    data.write_text(data.read_text(encoding="utf-8").replace(" token", " chữ"), encoding="utf-8")
    os.utime(data, (data.stat().st_mtime + 5,) * 2)  # it looks at whole seconds
    changed = run("zensical", "build", folder=folder)
    assert changed.code == 0, changed.log
    assert "nhiệt của chữ giúp" in text_of(figures(changed.page("log-xac-suat.html"))[0])


@needs("zensical")
def test_the_readme_is_enough(tmp_path: Path) -> None:
    """What the documentation tells to write is a working configuration."""
    (config,) = re.findall(
        r"```toml\n(.*?)```", (ROOT / "docs/start.md").read_text("utf-8"), re.DOTALL
    )
    write(tmp_path, "zensical.toml", config)
    note = '!!! note\n\n    x\n\n=== "Tab"\n\n    y\n\n- [x] z :smile:\n'
    write(tmp_path, "docs/index.md", f"# T\n\n```heatmap src=du-lieu/a.txt\n```\n\n{note}")
    write(tmp_path, "docs/du-lieu/a.txt", "từ 1.5\nkhác 2\n")
    built = run("zensical", "build", folder=tmp_path)
    assert built.code == 0, built.log
    (figure,) = figures(built.page())
    assert "heatmark-Blues" in figure.attributes["class"]
    assert "1,5" in figure.text
    for kept in ('class="admonition note"', 'class="tabbed-set', 'type="checkbox"', "twemoji"):
        assert kept in built.html()
    assert "defaults-off" not in built.log


@needs("zensical")
def test_what_is_turned_off_is_told_once(tmp_path: Path) -> None:
    """To name heatmark alone turns the site's other extensions off, and the build says so."""
    write(tmp_path, "zensical.toml", CONFIGS["zensical.toml"])
    for name in ("index", "other"):
        write(tmp_path, f"docs/{name}.md", "# T\n\n!!! note\n\n    x\n\n```heatmap\na 1\n```\n")
    built = run("zensical", "build", folder=tmp_path)
    assert built.log.count("[defaults-off]") == 1
    assert "admonition note" not in built.html()
    config = CONFIGS["zensical.toml"] + "[project.markdown_extensions.admonition]\n"
    write(tmp_path, "zensical.toml", config)
    assert "[defaults-off]" not in run("zensical", "build", "--clean", folder=tmp_path).log


@needs("zensical")
def test_a_wrong_option_of_the_site_stops_the_build(tmp_path: Path) -> None:
    """It concerns every page, and the author is told which one it is."""
    folder = _example(tmp_path)
    config = folder / "zensical.toml"
    config.write_text(config.read_text(encoding="utf-8").replace("cmap", "colour"), "utf-8")
    built = run("zensical", "build", folder=folder)
    assert built.code == 1
    assert "OptionError: unknown option 'colour'" in built.log


def _context(**changes: object) -> SimpleNamespace:
    """Make what Zensical 0.0.73 keeps, or something else in its place."""
    config = {"root_dir": "/site", "docs_dir": "docs", "theme": {"language": "vi"}}
    page = SimpleNamespace(path="a/b.md", url="a/b/", meta={"heatmark": {"cmap": "Reds"}})
    return SimpleNamespace(**{"page": page, "config": config, **changes})


def _markdown(context: object) -> markdown.Markdown:
    md = markdown.Markdown()
    holder = Preprocessor(md)
    vars(holder).update(vars(context))
    md.preprocessors.register(holder, "rendering_context", 0)
    return md


def test_the_page_is_found_in_the_context() -> None:
    """Zensical keeps page and configuration in a preprocessor."""
    page = zensical_page(_markdown(_context()), {"folders": ("x",)})
    assert page is not None
    assert (page.name, page.url, page.source) == ("a/b.md", "a/b/", None)
    assert page.folder == Path("/site/docs/a")
    assert page.settings.root == "/site/docs"
    assert page.settings.folders == ("/site/x",)
    assert (page.settings.lang, page.settings.cmap) == ("vi", "Reds")


SHAPES: list[dict[str, Any]] = [
    {"page": None},
    {"config": None},
    {"page": SimpleNamespace()},
    {"page": SimpleNamespace(path=None)},
    {"page": SimpleNamespace(path=Path("a.md"))},
    {"config": {}},
    {"config": {"root_dir": "/site"}},
    {"config": {"root_dir": "/site", "docs_dir": 5}},
    {"config": "x"},
]


@pytest.mark.parametrize("changes", SHAPES)
def test_another_shape_is_no_page(changes: dict[str, Any]) -> None:
    """When Zensical changes what it keeps there, heatmaps are drawn as anywhere else."""
    assert zensical_page(_markdown(_context(**changes)), {}) is None


def test_less_is_enough() -> None:
    """Address, front matter and theme are welcome but not needed."""
    config = {"root_dir": "/site", "docs_dir": "docs", "theme": None}
    less = _context(page=SimpleNamespace(path="a.md"), config=config)
    page = zensical_page(_markdown(less), {})
    assert page is not None
    assert page.url == ""
    assert page.problem is None


def test_other_hosts_have_no_context() -> None:
    """Plain Python-Markdown is not taken for Zensical."""
    assert zensical_page(markdown.Markdown(), {}) is None
    assert zensical_page(_markdown(SimpleNamespace()), {}) is None
