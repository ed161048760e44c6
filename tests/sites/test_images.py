"""Images in sites: files where pages look for them, drawn once, and every problem reported."""

from __future__ import annotations

import base64
import json
import re
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urljoin
from xml.etree import ElementTree as ET

import markdown
import pytest
from PIL import Image

from forks import ENVIRONMENT
from paths import HOSTILE
from reading import figures, read
from sites import HOSTS, Site

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from reading import Node
    from sites import Built

BLOCK = """\
```heatmap title="Một từ"
{"tokens": ["un", "believ", "able", " thing"], "scores": [1, 2, 3, 1234.5]}
```
"""
OTHER = BLOCK.replace("thing", "chuyện")
MODULES = """\
import pathlib, sys
def on_post_build(config):
    text = "\\n".join(sorted(sys.modules))
    pathlib.Path(config.config_file_path).with_name("modules.txt").write_text(text)
"""
ELEMENTS = {"#", "", "style", "figure", "figcaption", "picture", "source", "img", "div", "span"}
ELEMENTS |= {"details", "summary", "pre", "table", "thead", "tbody", "tr", "th", "td", "p"}
# For private use: no font of any machine has it.
RARE = "\U0010fffd"


@pytest.fixture(params=HOSTS)
def site(request: pytest.FixtureRequest, tmp_path: Path) -> Site:
    return Site(tmp_path, request.param, options={"output": "png"})


@pytest.fixture
def mkdocs_site(tmp_path: Path) -> Site:
    """For what does not depend on the host."""
    return Site(tmp_path, options={"output": "png"})


def addresses(figure: Node) -> list[tuple[str, Node]]:
    """All addresses of images in a figure, with their elements."""
    return [(one.attributes["src"], one) for one in figure.find("img")]


def file_of(built: Built, page: str, address: str) -> Path:
    """Where a browser would find an image of a page."""
    path = urljoin(f"http://x/{page}", address).removeprefix("http://x/")
    return built.folder / unquote(path)


def kept(site: Site) -> list[Path]:
    return sorted(site.folder.joinpath(".cache/plugin/heatmark").glob("*.drawing"))


@pytest.mark.parametrize("directory_urls", [True, False])
@pytest.mark.parametrize("form", ["png", "svg"])
def test_files_are_where_pages_look(site: Site, form: str, *, directory_urls: bool) -> None:
    """On pages at any depth, each address is that of a file as large as its attributes say."""
    site.config["use_directory_urls"] = directory_urls
    site.options = {"output": form, "dark": "both"}
    for path in ("index", "a/b", "a/c/index", "a/c/d e"):
        site.write(
            f"docs/{path}.md",
            f"# T\n\n{BLOCK}\n- x\n\n    {OTHER.replace(chr(10), chr(10) + '    ')}",
        )
    built = site.build()
    assert built.code == 0, built.log
    assert not built.warnings
    pages = [one for one in built.folder.rglob("*.html") if one.name != "404.html"]
    assert len(pages) == 4
    used = set()
    for page in pages:
        name = page.relative_to(built.folder).as_posix()
        for figure in figures(built.page(name)):
            found = addresses(figure)
            assert len(found) == 6  # light and dark, each for three rooms
            for address, element in found:
                file = file_of(built, name, address)
                used.add(file)
                size = tuple(int(element.attributes[side]) for side in ("width", "height"))
                assert css_size(file) == pytest.approx(size, abs=0.5)
    assert used == {*built.folder.joinpath("assets/images/heatmark").iterdir()}
    assert len(used) == 12


def css_size(file: Path) -> tuple[float, float]:
    if file.suffix == ".svg":
        root = ET.fromstring(file.read_bytes())  # our own file
        return float(root.get("width") or 0), float(root.get("height") or 0)
    with Image.open(file) as image:
        return image.width / 2, image.height / 2


def test_excerpts_of_a_blog(tmp_path: Path) -> None:
    """A post and its excerpt on the blog's page both show the image, each by its own address."""
    site = Site(tmp_path, options={"output": "png"})
    site.config["plugins"] = ["search", {"blog": {"blog_dir": "b"}}, {"heatmark": site.options}]
    site.write("docs/index.md", "# T")
    site.write("docs/b/index.md", "# Blog")
    post = f"---\ndate: 2026-01-02\n---\n# Post\n\n{BLOCK}\n<!-- more -->\n\nmore\n"
    site.write("docs/b/posts/x.md", post)
    built = site.build()
    assert built.code == 0, built.log
    for name in ("b/index.html", "b/2026/01/02/post/index.html"):
        found = re.findall(r'(?:src|srcset)="([^"]*heatmark/[^"]*\.png)"', built.html(name))
        assert len(found) == 3, name
        assert all(file_of(built, name, address).is_file() for address in found)


def test_an_image_comes_with_all_that_a_reader_needs(site: Site) -> None:
    """Caption, alternative text, legend in words, text and table beside it."""
    site.write("docs/index.md", f"# T\n\n{BLOCK}")
    built = site.build()
    (figure,) = figures(built.page())
    assert "Một từ" in figure.one("figcaption").text
    for image in figure.find("img"):
        assert "unbelievable thing" in image.attributes["alt"]
        assert image.attributes["loading"] == "lazy"
    assert "n = 4" in figure.one("div", "heatmark-legend").text
    assert figure.one("pre", "heatmark-text").text == "unbelievable thing"
    assert len(figure.one("tbody").find("tr")) == 4
    assert not figure.find("b")


def test_the_second_build_draws_nothing(site: Site) -> None:
    """Images come from the cache, byte for byte, and neither matplotlib nor fontTools is loaded."""
    site.config["hooks"] = ["modules.py"]
    site.write("modules.py", MODULES)
    site.write("docs/index.md", f"# T\n\n{BLOCK}")
    loaded, files = [], []
    for _ in range(2):
        built = site.build()
        assert built.code == 0, built.log
        modules = site.folder.joinpath("modules.txt").read_text(encoding="utf-8").split()
        loaded.append({one.split(".")[0] for one in modules})
        folder = built.folder / "assets/images/heatmark"
        files.append({one.name: one.read_bytes() for one in folder.iterdir()})
    assert {"matplotlib", "fontTools"} <= loaded[0]
    assert not {"matplotlib", "fontTools", "PIL"} & loaded[1]
    assert files[0] == files[1]
    assert len(files[0]) == len(kept(site)) == 3


def test_what_is_broken_in_the_cache_is_drawn_again(mkdocs_site: Site) -> None:
    """Empty files, half files and files of others are never shown."""
    mkdocs_site.write("docs/index.md", f"# T\n\n{BLOCK}")
    files = []
    for damage in (None, b"", b"x" * 99, "half"):
        for path in kept(mkdocs_site):
            content = path.read_bytes()
            path.write_bytes(content[:-9] if damage == "half" else damage or b"")  # type: ignore[arg-type]
        built = mkdocs_site.build()
        assert built.code == 0, built.log
        folder = built.folder / "assets/images/heatmark"
        files.append({one.name: one.read_bytes() for one in folder.iterdir()})
    assert all(one == files[0] for one in files)
    assert all(data.startswith(b"\x89PNG") for data in files[0].values())


def test_two_builds_at_once(mkdocs_site: Site) -> None:
    """They share the cache, and both end well."""
    mkdocs_site.write(
        "docs/index.md", "\n".join(BLOCK.replace("thing", f"t{at}") for at in range(9))
    )
    mkdocs_site.write_config()
    with ThreadPoolExecutor(2) as pool:
        both = [*pool.map(lambda name: mkdocs_site.build("--site-dir", name), ("one", "two"))]
    assert [built.code for built in both] == [0, 0], both[0].log + both[1].log
    names = [
        {one.name for one in mkdocs_site.folder.joinpath(name, "assets/images/heatmark").iterdir()}
        for name in ("one", "two")
    ]
    assert names[0] == names[1]
    assert len(names[0]) == len(kept(mkdocs_site)) == 27


def test_a_build_that_was_killed(mkdocs_site: Site) -> None:
    """The next one ends as if nothing had been: no file is half there, and all are images."""
    blocks = "\n".join(BLOCK.replace("thing", f"t{at}") for at in range(60))
    mkdocs_site.write("docs/index.md", f"# T\n\n{blocks}")
    mkdocs_site.write_config()
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", "mkdocs.yml"]
    with subprocess.Popen(command, cwd=mkdocs_site.folder, env=ENVIRONMENT) as process:
        while process.poll() is None and len(kept(mkdocs_site)) < 9:
            time.sleep(0.002)
        process.kill()
    assert len(kept(mkdocs_site)) >= 9
    built = mkdocs_site.build()
    assert built.code == 0, built.log
    files = [*built.folder.joinpath("assets/images/heatmark").iterdir()]
    assert len(files) == 180
    assert all(one.read_bytes().endswith(b"IEND\xaeB`\x82") for one in files)
    assert len(kept(mkdocs_site)) == 180


def test_a_character_without_a_font_is_reported_once(mkdocs_site: Site) -> None:
    """One warning with page and line, however many images have it; --strict fails."""
    block = f"```heatmap\n{RARE} 1\na{RARE} 2\n```\n"
    mkdocs_site.write("docs/index.md", f"# T\n\n{block}\ntext\n\n{block}")
    mkdocs_site.write("docs/other.md", f"# T\n\n{block}")
    for strict in (False, True):  # it is not kept, so that the warning comes again
        built = mkdocs_site.build(strict=strict)
        assert (built.code != 0) == strict
        (warning,) = built.warnings
        assert re.search(
            r"\bindex\.md:3: no font here has .* \(U\+10FFFD without a name", warning
        ), warning
        assert "output: html" in warning


@pytest.mark.parametrize(
    ("level", "count"), [("site", 3), ("page", 3), ("block", 3), ("block over site", 0)]
)
def test_levels(mkdocs_site: Site, level: str, count: int) -> None:
    """Site, front matter and block can each say what becomes of a heatmap."""
    mkdocs_site.options = {"output": "svg"} if "site" in level else {}
    front = "---\nheatmark: {output: svg}\n---\n" if level == "page" else ""
    ours = {"block": " output=svg", "block over site": " output=html"}.get(level, "")
    mkdocs_site.write(
        "docs/index.md", f"{front}# T\n\n{BLOCK.replace('heatmap', 'heatmap' + ours)}"
    )
    built = mkdocs_site.build()
    assert built.code == 0, built.log
    (figure,) = figures(built.page())
    assert len(figure.find("img")) == count
    assert len(figure.find("b")) == (0 if count else 4)
    assert all(address.endswith(".svg") for address, _ in addresses(figure))


@pytest.mark.parametrize("theme", ["material", "mkdocs"])
def test_search_has_the_text_once(theme: str, mkdocs_site: Site) -> None:
    """The index has whole words, and neither the alternative text nor the table."""
    mkdocs_site.config["theme"] = theme
    mkdocs_site.write("docs/index.md", f"# T\n\nbefore\n\n{BLOCK}\nafter\n")
    built = mkdocs_site.build()
    assert built.code == 0, built.log
    index = json.loads(built.html("search/search_index.json"))["docs"]
    for entry in index:
        text = read(entry["text"].replace("<p>", " <p>")).text.split()
        assert text.count("unbelievable") <= 1
        assert not [word for word in text if "1234" in word or "1,234" in word]
        assert "image" not in text
        assert "heatmap." not in text
    assert any("unbelievable" in entry["text"] for entry in index)


def test_what_is_too_large_is_an_error_in_its_place(mkdocs_site: Site) -> None:
    """A box in the page and a warning with the line; other images are drawn."""
    long = json.dumps({"tokens": [" chữ"] * 60_000, "scores": [1] * 60_000}, ensure_ascii=False)
    mkdocs_site.write("docs/long.json", long)
    source = "# T\n\n```heatmap src=long.json\n```\n"
    mkdocs_site.write("docs/index.md", f"{source}\n{BLOCK}")
    built = mkdocs_site.build(strict=False)
    (warning,) = built.warnings
    assert re.search(r"\bindex\.md:\d+: the image would be", warning), warning
    page = built.page()
    assert "output: html" in page.one("div", "heatmark-error").text
    assert len(page.find("img")) == 3


def test_old_images_go(mkdocs_site: Site) -> None:
    """What was not used for so many days leaves the cache; what a page shows stays."""
    mkdocs_site.options["cache_days"] = 0.000001
    mkdocs_site.write("docs/index.md", f"# T\n\n{BLOCK}")
    assert mkdocs_site.build().code == 0
    mkdocs_site.options["cache_days"] = 30
    assert mkdocs_site.build().code == 0
    assert len(kept(mkdocs_site)) == 3


@pytest.mark.parametrize("form", ["png", "svg"])
def test_the_extension_alone_embeds_images(
    form: str, convert: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a plugin an image is in its page, whole; no file is written."""
    monkeypatch.chdir(tmp_path)
    page = convert(BLOCK, output=form)
    assert not page.messages
    (figure,) = figures(page.html)
    found = addresses(figure)
    assert len(found) == 3
    for address, _ in found:
        head, _, data = address.partition(",")
        content = base64.b64decode(data, validate=True)
        if form == "png":
            assert head == "data:image/png;base64"
            assert content.startswith(b"\x89PNG")
        else:
            assert head == "data:image/svg+xml;base64"
            assert ET.fromstring(content).tag.endswith("svg")  # our own
    assert not [*tmp_path.iterdir()]


def test_the_extension_alone_reports_missing_letters_once(convert: Callable[..., Any]) -> None:
    """In one line of the log, although there are three images."""
    page = convert(f"# T\n\n```heatmap output=png\n{RARE} 1\nb 2\n```\n")
    (message,) = page.messages
    assert ":3: no font here has" in message


def test_html_only_needs_no_matplotlib() -> None:
    """A page with both kinds imports matplotlib; a page of text does not."""
    code = (
        "import markdown, sys\n"
        "convert = lambda more: markdown.markdown('```heatmap' + more + '\\na 1\\nb 2\\n```',"
        " extensions=['heatmark'])\n"
        "convert('')\n"
        "assert 'matplotlib' not in sys.modules and 'fontTools' not in sys.modules\n"
        "assert 'data:image/png' in convert(' output=png')\n"
        "assert 'matplotlib' in sys.modules\n"
        "assert 'matplotlib.pyplot' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_converting_again_changes_nothing() -> None:
    """The same document gives the same addresses each time it is converted."""
    md = markdown.Markdown(
        extensions=["heatmark"], extension_configs={"heatmark": {"output": "svg"}}
    )
    first, second = (md.reset().convert(BLOCK) for _ in range(2))
    assert first == second


def test_what_authors_write_is_escaped_beside_images(convert: Callable[..., Any]) -> None:
    """Whatever titles, series and tokens say, the figure has the elements that it always has."""
    lines = HOSTILE.read_text(encoding="utf-8").split("\n")
    tokens = [f" {line}" for line in lines if line.isascii() and line]
    scores = [float(at) for at in range(len(tokens))]
    for title in lines[:20]:
        block = {"title": title, "measure": title, "tokens": tokens[:30], "scores": scores[:30]}
        body = json.dumps({**block, "scheme": "text"})
        page = convert(f"````heatmap output=svg\n{body}\n````\n")
        root = read(page.html)
        assert {node.tag for node in root.walk()} <= ELEMENTS, title
        names = {name for node in root.walk() for name in node.attributes}
        assert not [name for name in names if name.startswith("on")], title
        image, *_ = root.find("img")
        assert image.attributes["src"].startswith("data:image/svg+xml;base64,")
        if title.strip() and title.isprintable():
            assert title.strip().split()[0] in image.attributes["alt"]
