"""Lessons with the plugins that authors use beside heatmark, in Material and in MkDocs' themes."""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pytest

from needs import is_there, needs
from reading import Node, read, text_of
from sites import HOSTS, Site

if TYPE_CHECKING:
    from pathlib import Path

    from sites import Built

TOKENS = ["un", "believ", "able", " thing", " <b>&amp;", "\n", " a  b"]
READ = "unbelievable thing <b>&amp;\n a  b"
SCORES = [1, 2.5, 3, 12.5, None, 5, 6]
VALUES = json.dumps({"tokens": TOKENS, "scores": SCORES}, ensure_ascii=False)
TEXT = f'```heatmap title="Độ dài" id=mot\n{VALUES}\n```\n'
PNG = '```heatmap output=png title="Ảnh"\nXin 3\nchào 4\nbạn 1.5\n```\n'
SVG = '```heatmap output=svg dark=both title="Ảnh > hình"\nMột 1\nhai 2\n```\n'
BAD = "```heatmap\na x\n```\n"
ALL = f"{TEXT}\n{PNG}\n{SVG}"


def drawn(page: str) -> list[Node]:
    """Find the heatmaps in a whole page, which may have several articles."""
    found = re.findall(r'<figure class="?heatmark\b.*?</figure>', page, re.DOTALL)
    return [read(one).children[0] for one in found]


def images(page: str) -> list[str]:
    """List the addresses of our images in a page, of all kinds."""
    found = re.findall(r'(?:src|srcset|href)="?([^"\s>]*images/heatmark/[^"\s>]*)', page)
    return [unquote(one) for one in found]


def check_addresses(built: Built, path: Path) -> list[str]:
    """Every address of ours in a page leads to a file of the site."""
    page = path.read_text(encoding="utf-8")
    styles = re.findall(r'href="?([^"\s>]*heatmark\.css)', page)
    assert len(styles) == 1
    for address in [*styles, *images(page)]:
        target = (path.parent / address).resolve()
        assert target.is_file(), (path, address)
        assert target.is_relative_to(built.folder.resolve()), (path, address)
    return images(page)


@dataclass(frozen=True)
class Lesson:
    """A built course with many plugins at once, where its pages are."""

    built: Built
    page: str = "sau/bai/index.html"
    lists: tuple[str, ...] = (
        "blog/index.html",
        "blog/archive/2026/index.html",
        "blog/category/bai/index.html",
    )
    before: str = "blog/2026/11/01/truoc/index.html"
    after: str = "blog/2026/11/02/sau/index.html"
    wrong: str = "blog/2026/11/03/khong-co-h1/index.html"


def post(day: int, slug: str, body: str, more: str = "") -> str:
    front = f"date: 2026-11-{day:02}\nslug: {slug}\ncategories: [bai]\ntags: [nhiệt]\n{more}"
    return f"---\n{front}---\n\n{body}"


@pytest.fixture(scope="module", params=HOSTS)
def lesson(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Lesson:
    """Build a course with all plugins at once; in ProperDocs, in the opposite order."""
    site = Site(tmp_path_factory.mktemp("lesson"), request.param)
    dates = {"as_creation": "date"}
    feed = {
        "abstract_chars_count": -1,
        "use_git": False,
        "match_path": "blog/posts/.*",
        "date_from_meta": dates,
    }
    llmstxt = {"llmstxt": {"sections": {"Bài": ["sau/bai.md"]}}}
    models: list[str | dict[str, Any]] = [llmstxt] if is_there("mkdocs_llmstxt") else []
    others = ["search", "blog", "tags", {"rss": feed}, *models]
    others += ["glightbox", {"minify": {"minify_html": True}}, "heatmark"]
    site.config = {
        "site_url": "https://example.org/khoa/",
        "site_description": "Một khoá học",
        "theme": {
            "name": "material",
            "font": False,
            "language": "vi",
            "features": ["navigation.instant"],
        },
        "plugins": [*(others if request.param == "mkdocs" else others[::-1]), "print-site"],
    }
    site.write("docs/index.md", "# Khoá học\n\n[sang bài](sau/bai.md)")
    site.write("docs/sau/bai.md", f"---\ntags: [nhiệt]\n---\n\n# Bài\n\n{ALL}")
    site.write("docs/tags.md", "# Nhãn\n\n<!-- material/tags -->\n")
    site.write("docs/blog/index.md", "# Blog\n")
    site.write("docs/blog/posts/1.md", post(1, "truoc", f"# Trước\n\n{ALL}\n<!-- more -->\n\nhết"))
    site.write("docs/blog/posts/2.md", post(2, "sau", f"# Sau\n\nđầu\n\n<!-- more -->\n\n{ALL}"))
    wrong = post(3, "khong-co-h1", f"đầu\n\n{BAD}\n{TEXT}", more="title: Không có h1\n")
    site.write("docs/blog/posts/3.md", wrong)
    built = site.build(strict=False)
    assert built.code == 0, built.log
    return Lesson(built)


def test_all_addresses_lead_to_files(lesson: Lesson) -> None:
    """On each page of the site, the stylesheet and all images are where the page says."""
    pages = [path for path in lesson.built.folder.rglob("*.html") if path.name != "404.html"]
    found = [check_addresses(lesson.built, path) for path in pages]
    assert sum(map(bool, found)) >= 6


def test_excerpts_have_whole_figures(lesson: Lesson) -> None:
    """A heatmap above `<!-- more -->` is whole in each list of posts; one below is in none."""
    for path in lesson.lists:
        figures = drawn(lesson.built.html(path))
        newest, text, png, svg = figures
        assert text_of(text) == text_of(newest) == READ
        assert {one.attributes["class"] for one in text.find("b")} >= {"q0", "q30", "qx"}
        assert "heatmark-heatmark" in text.attributes["class"].split()
        assert "Điểm 1 … 12,5" in written(text.one("div", "heatmark-legend"))
        assert len(png.find("img")) == 3
        assert len(svg.find("img")) == 6
        assert all(figure.find("table") for figure in figures)
    assert len(drawn(lesson.built.html(lesson.after))) == 3


def written(node: Node) -> str:
    """Read a node as a program does that knows nothing of styles or roles."""
    return "".join(one.data for one in node.walk())


def test_a_bad_post_is_reported_once(lesson: Lesson) -> None:
    """Lists of posts convert a post again: the log does not repeat it, boxes say the same line."""
    warnings = [one for one in lesson.built.warnings if "is not a number" in one]
    assert len(warnings) == 1
    assert "blog/posts/3.md:12:" in warnings[0]
    for path in (lesson.wrong, *lesson.lists[:2]):
        (box,) = re.findall(r'class="?heatmark-error"?>(.*?)</div>', lesson.built.html(path))
        assert "(dòng 12):" in box


def test_tags_lead_to_the_lesson(lesson: Lesson) -> None:
    """The page of tags lists a page with heatmaps by its title."""
    assert re.search(
        r'<a href="?[^>]*sau/bai/"?\s*>\s*(<[^>]*>)?\s*Bài', lesson.built.html("tags/index.html")
    )


def feed_items(lesson: Lesson) -> dict[str, str]:
    feed = lesson.built.html("feed_rss_created.xml")
    items = re.findall(r"<item>.*?</item>", feed, re.DOTALL)
    pairs = (
        re.search(r"<title>(.*?)</title>.*?<description>(.*?)</description>", one, re.DOTALL)
        for one in items
    )
    return {pair[1]: html.unescape(pair[2]) for pair in pairs if pair}


def test_a_feed_is_legible_without_styles(lesson: Lesson) -> None:
    """In a feed there are text, legend and table, nothing runs together, and there is no script."""
    items = feed_items(lesson)
    assert set(items) == {"Trước", "Sau", "Không có h1"}
    for name in ("Trước", "Sau"):
        text, _, svg = drawn(items[name])
        # The feed is minified, with the spaces of all texts.
        assert text_of(text).split() == READ.split()
        said = written(text.one("div", "heatmark-legend"))
        assert re.match(
            "Điểm 1 … 12,5 thiếu giá trị: 1 *Số liệu *Thang min–max của riêng hình này", said
        )
        assert len(text.find("tr")) == 1 + len(TOKENS)
        light, *others = svg.find("picture")
        assert "heatmark-light" in light.attributes["class"]
        assert "style" not in light.attributes
        assert [one.attributes["style"] for one in others] == ["display:none"] * 5
        assert not re.search("<script|<style", items[name])


def test_a_feed_has_addresses_from_its_post(lesson: Lesson) -> None:
    """The plugin does not make addresses absolute: they start from the post that an item links."""
    folder = (lesson.built.folder / lesson.before).parent
    found = images(feed_items(lesson)["Trước"])
    assert len(found) >= 3
    assert all((folder / one).resolve().is_file() for one in found)


@needs("mkdocs_llmstxt")
def test_markdown_for_models_is_readable(lesson: Lesson) -> None:
    """mkdocs-llmstxt's page has caption, text, legend and table in order, the text not in bits."""
    text = (lesson.built.folder / "sau/bai/index.md").read_text(encoding="utf-8")
    assert "*" not in text
    assert text.count("unbelievable thing") == 1
    assert text.count("Xin chào bạn") == 1
    places = [
        text.index(part)
        for part in (
            "Độ dài",
            "```\nunbelievable thing <b>&amp;",
            "Điểm 1 … 12,5",
            "Số liệu",
            "Thang min–max của riêng hình này – đừng so màu với hình khác. n = 6.",
            "| believ | 2,5 ",
            "Ảnh",
            "```\nXin chào bạn\n```",
            "| chào  | 4 ",
        )
    ]
    assert places == sorted(places)


def test_images_can_be_clicked(lesson: Lesson) -> None:
    """A click opens the image that is seen; those for other rooms and dark pages are hidden."""
    text, png, svg = drawn(lesson.built.html(lesson.page))
    assert not text.find("a")
    assert len(png.find("a")) == len(png.find("img")) == 3
    assert len(svg.find("a")) == len(svg.find("img")) == 6
    for link in [*png.find("a"), *svg.find("a")]:
        image = link.one("img")
        assert link.attributes["href"] == image.attributes["src"]
        assert image.attributes["alt"].startswith("Bản đồ nhiệt")
        assert link.parent
        assert link.parent.tag == "span", "which is hidden with its link"
    rooms = svg.find("span", "heatmark-light") + svg.find("span", "heatmark-dark")
    styles = [one.attributes.get("style", "") for one in rooms]
    assert ["display:none" in style for style in styles] == [False, *[True] * 5]
    galleries = [one.one("a").attributes["data-gallery"] for one in rooms]
    assert galleries == [
        f"{kind}-{size}" for kind in ("light", "dark") for size in ("wide", "medium", "narrow")
    ], "no image twice in a gallery"


def test_minified_pages_say_the_same(lesson: Lesson) -> None:
    """Spaces and newlines in the text are kept, and so are classes, titles and what is hidden."""
    page = lesson.built.html(lesson.page)
    assert "\n\n" not in page, "the page is minified"
    text, _, svg = drawn(page)
    assert text_of(text) == READ
    said = [one.attributes["data-v"] for one in text.one("pre").find("b")]
    assert said == ["1", "2,5", "3", "12,5", "thiếu giá trị", "5", "6"]
    assert [one.data for one in text.find("td")[4].children] == ["believ"]
    styles = [one.attributes.get("style", "") for one in svg.walk()]
    assert len([style for style in styles if "display:none" in style]) == 5


def test_one_page_to_print(lesson: Lesson) -> None:
    """print-site's page has all heatmaps, each image once, wide, at its place and not put off."""
    page = lesson.built.html("print_page/index.html")
    figures = drawn(page)
    assert [text_of(one) for one in figures] == [READ, "Xin chào bạn", "Một hai"]
    assert "<source" not in page
    assert not re.search("loading=.?lazy", page)
    assert check_addresses(lesson.built, lesson.built.folder / "print_page/index.html")
    ids = [
        one.attributes["id"]
        for figure in figures
        for one in figure.walk()
        if "id" in one.attributes
    ]
    assert ids == ["mot"]


def index_of(built: Built) -> str:
    texts = json.loads(built.html("search/search_index.json"))["docs"]
    return "\n".join(html.unescape(one["text"]) for one in texts)


@pytest.mark.parametrize("theme", ["material", "mkdocs"])
def test_search_is_not_disturbed(theme: str, tmp_path: Path) -> None:
    """Where glightbox writes pages anew, the index still has whole words, and no legends."""
    site = Site(tmp_path, config={"theme": theme, "plugins": ["search", "glightbox", "heatmark"]})
    site.write("docs/index.md", f"# Bài\n\n{ALL}\n![](x.png)\n")
    site.write("docs/x.png", "")
    built = site.build()
    assert built.code == 0, built.log
    found = index_of(built)
    assert "unbelievable thing" in found
    assert "Xin chào bạn" in found
    assert "Một hai" in found
    assert not re.search("Score|n = |Data table|2.5", found)
    assert len(drawn(built.html())) == 3
    assert "data-heatmark" not in built.html()


WORDS = {
    "vi": ("Số liệu", "Điểm 1 … 12,5 ", "2,5", "Không vẽ được"),
    "en": ("Data", "Score 1 … 12.5 ", "2.5", "cannot be drawn"),
}


@pytest.fixture(scope="module", params=["folder", "suffix"])
def languages(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    structure = request.param
    site = Site(tmp_path_factory.mktemp(structure))
    names = [("vi", "Tiếng Việt", True), ("en", "English", False)]
    built = [{"locale": code, "name": name, "default": first} for code, name, first in names]
    options = {"docs_structure": structure, "languages": built}
    site.config["plugins"] = ["search", {"i18n": options}, "heatmark"]
    for lang in WORDS:
        for name in ("index", "sau/bai"):
            suffix = {"suffix": f"{name}.{lang}.md", "folder": f"{lang}/{name}.md"}[structure]
            site.write(f"docs/{suffix}", f"# {lang}\n\n{ALL}\n{BAD}")
    result = site.build(strict=False)
    assert result.code == 0, result.log
    return result


@pytest.mark.parametrize("path", ["index.html", "sau/bai/index.html"])
@pytest.mark.parametrize("lang", WORDS)
def test_each_language_has_its_words(languages: Built, lang: str, path: str) -> None:
    """Legends, tables, numbers, descriptions and error boxes are in the language of the page."""
    file = languages.folder / ("" if lang == "vi" else lang) / path
    assert len(check_addresses(languages, file)) >= 3
    page = file.read_text(encoding="utf-8")
    text, png, _ = drawn(page)
    table, legend, number, error = WORDS[lang]
    assert text.one("summary").text == table
    assert legend in written(text.one("div", "heatmark-legend"))
    assert number in [one.text for one in text.find("td")]
    start = {"vi": "Bản đồ nhiệt", "en": "Text heatmap"}[lang]
    assert all(one.attributes["alt"].startswith(start) for one in png.find("img"))
    assert error in page


def test_each_language_is_reported_once(languages: Built) -> None:
    """A bad block is one warning, though on_config runs for each language."""
    assert len([one for one in languages.warnings if "is not a number" in one]) == 4


def test_nothing_of_ours_is_external(tmp_path: Path) -> None:
    """The privacy plugin finds nothing of ours to fetch, and offline pages point to files."""
    fetches_nothing = {"privacy": {"assets_fetch": False}}
    site = Site(tmp_path, config={"plugins": ["offline", fetches_nothing, "heatmark"]})
    site.write("docs/index.md", "# Không có gì")
    without = site.build(strict=False)
    site.write("docs/sau/bai.md", f"# Bài\n\n{ALL}")
    built = site.build(strict=False)
    external = [set(re.findall(r"External file: (\S+)", one.log)) for one in (without, built)]
    assert external[0] == external[1]
    assert len(check_addresses(built, built.folder / "sau/bai.html")) >= 3
    style = (built.folder / "assets/stylesheets/heatmark.css").read_text(encoding="utf-8")
    assert not re.search(r"url\(|@import", style)


def test_blocks_from_other_files(tmp_path: Path) -> None:
    """Blocks that include-markdown brings in, with values that macros fill in, are drawn."""
    site = Site(tmp_path)
    site.config["plugins"] = ["include-markdown", "macros", "heatmark"]
    site.config["extra"] = {"diem": 7}
    site.write("docs/index.md", "# Bài\n\n{% include-markdown 'phan/mot.md' %}\n")
    site.write("docs/phan/mot.md", '```heatmap unit="{{ 1 + 1 }}x"\na 1\nb {{ diem }}\n```\n')
    built = site.build()
    assert built.code == 0, built.log
    (figure,) = drawn(built.html())
    assert figure.find("td")[-1].text == "7"
    assert "(2x)" in figure.one("div", "heatmark-legend").text
