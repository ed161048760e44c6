"""Real builds with MkDocs and ProperDocs, each in a process of its own."""

from __future__ import annotations

import json
import re
import time
from typing import TYPE_CHECKING, Any

import pytest

from paths import ROOT
from reading import figures, read, text_of
from sites import HOSTS, Site, run, serving, wait_for

if TYPE_CHECKING:
    from pathlib import Path

    from sites import Built

BLOCK = "```heatmap\nun 1\nable 2\n```\n"
BAD = "```heatmap\nun 1\nBAD x\n```\n"
SUBWORDS = """\
```heatmap title="Một từ"
{"tokens": ["un", "believ", "able", " thing"], "scores": [1, 2, 3, 1234.5]}
```
"""
ITEM = """\
- x

    ```heatmap
    un 1
    able 2
    ```

"""


@pytest.fixture(params=HOSTS)
def site(request: pytest.FixtureRequest, tmp_path: Path) -> Site:
    return Site(tmp_path, request.param)


@pytest.fixture
def mkdocs_site(tmp_path: Path) -> Site:
    """For what does not depend on the host."""
    return Site(tmp_path)


def themes(host: str) -> list[str]:
    """List themes; ProperDocs' own is a package that is not installed here."""
    return ["material", "mkdocs", "readthedocs"] if host == "mkdocs" else ["material"]


THEMES = [(host, theme) for host in HOSTS for theme in themes(host)]


@pytest.mark.parametrize("directory_urls", [True, False])
@pytest.mark.parametrize(("host", "theme"), THEMES)
def test_builds_clean(host: str, theme: str, tmp_path: Path, *, directory_urls: bool) -> None:
    """Under --strict, on each theme: no warning, one figure a block, one link to the stylesheet."""
    config = {"theme": theme, "use_directory_urls": directory_urls}
    site = Site(tmp_path, host, config={**config, "extra_css": ["own.css"]})
    site.write("docs/own.css", "p { color: red }")
    site.write("docs/index.md", f"# T\n\n{BLOCK}")
    site.write("docs/a/b.md", f"# T\n\n{ITEM}{BLOCK}")
    built = site.build()
    assert built.code == 0, built.log
    assert not built.warnings
    deep = "a/b/index.html" if directory_urls else "a/b.html"
    for path, count in (("index.html", 1), (deep, 2)):
        html = built.html(path)
        assert html.count('<figure class="heatmark') == count
        assert ".heatmark" not in "".join(re.findall(r"<style.*?</style>", html, re.DOTALL))
        links = re.findall(r'href="([^"]*(?:heatmark|own)\.css)"', html)
        assert [link.rpartition("/")[2] for link in links] == ["heatmark.css", "own.css"]
        assert (built.folder / path).parent.joinpath(links[0]).is_file()


def test_configuring_twice_adds_nothing_twice(site: Site) -> None:
    """Plugins that run on_config again, such as static-i18n, get one stylesheet, one extension."""
    site.config["hooks"] = ["again.py"]
    site.write(
        "again.py",
        "def on_config(config):\n"
        "    for _ in range(2):\n"
        "        config.plugins['heatmark'].on_config(config)\n"
        "    ours = [one for one in config.markdown_extensions if 'heatmark' in str(one)]\n"
        "    assert len(ours) == 1, ours\n",
    )
    site.write("docs/index.md", f"# T\n\n{BLOCK}")
    built = site.build()
    assert built.code == 0, built.log
    assert built.html().count("heatmark.css") == 1
    assert len(figures(built.page())) == 1


@pytest.mark.parametrize("name", ["heatmark", "heatmark.markdown"])
def test_extension_and_plugin_together_draw_once(site: Site, name: str) -> None:
    """Who lists heatmark under markdown_extensions as well gets the plugin's."""
    site.config["markdown_extensions"] = [name, "pymdownx.superfences"]
    site.write("docs/index.md", f"# T\n\n{BLOCK}")
    built = site.build()
    assert built.code == 0, built.log
    assert len(figures(built.page())) == 1
    assert "<style>/* heatmark" not in built.html()


def test_extension_options_beside_the_plugin_are_pointed_out(site: Site) -> None:
    """Options in the wrong place are not lost silently."""
    site.config["markdown_extensions"] = [{"heatmark": {"cmap": "Blues"}}]
    site.write("docs/index.md", f"# T\n\n{BLOCK}")
    built = site.build(strict=False)
    assert built.code == 0
    assert any("under plugins" in warning for warning in built.warnings), built.log


def test_extension_alone_is_legible(site: Site) -> None:
    """Without the plugin, the page brings its style along."""
    site.config["plugins"] = ["search"]
    site.config["markdown_extensions"] = [{"heatmark": {"cmap": "Blues"}}]
    site.write("docs/index.md", f"# T\n\n{BLOCK}\n{BLOCK}")
    site.write("docs/other.md", "# Other")
    built = site.build()
    assert built.code == 0, built.log
    assert len(figures(built.page())) == 2
    assert built.html().count("<style>/* heatmark") == 1
    assert ".heatmark" not in built.html("other/index.html")


# Option → a value that shows, and data that it shows on.
FEW = "a 1\nb 2\nc 3\nd 5\ne 8\nf 13"
OPTIONS: dict[str, tuple[Any, str]] = {
    "measure": ("log P", "a -1\nb -2"),
    "unit": ("nat", "a 1\nb 2"),
    "scale": ("symmetric", "a 1\nb 2"),
    "center": (1.5, "a 1\nb 2"),
    "transform": (["neg", "exp"], "a 1\nb 2"),
    "clip": ([25, 75], "a 1\nb 2\nc 3\nd 99"),
    "cmap": ("viridis", "a 1\nb 2"),
    "lang": ("vi", "a 1.5\nb 2"),
    "join": ("none", "a 1\nb 2"),
    "scheme": ("bytebpe", "aâ 1\ncd 2"),
    "special": ("hide", '"<s>" 1\ncd 2'),
    "merge": ("sum", "Ġab 1\ncd 2"),
    "digits": (1, "a 1.25\nb 2.75"),
    "legend": ("full", "a 1\nb 2"),
    "print_table": (True, "a 1\nb 2"),
    "view": ("grid", "a 1\nb 2"),
    "series": ("tabs", "a 1 2\nb 2 3"),
    "control": ("shuffle", "a 1\nb 2"),
    "noise": (1, "a 1\nb 20"),
    "model": ("M", "a 1\nb 2"),
    "sample": ("hand", "a 1\nb 2"),
    "hover": (False, "a 1\nb 2"),
    "table": (False, "a 1\nb 2"),
    "axes": (["x", "y"], "a 1 2\nb 2 3"),
    "bars": ("cut", "a 2\nb 3"),
    "given": ("P", "a 0.5\nb 0.25"),
    "against": (0, "a 1\nb 2\nc 30"),
    "shuffle": ("rotate", FEW),
    "lineup_alpha": (0.25, FEW),
    "lineup_class": (7, FEW),
    "order": ("reversed", "a 1 2\nb 2 3"),
    "steps": ([2, 5], FEW),
    "values": ("below", "a 1\nb 2"),
}
# What some options need beside them, to do anything.
BESIDE = {
    "axes": "view=grid",
    "bars": "view=bars silence=cut-axis",
    "given": 'measure="log P" silence=impossible-score',
    "against": "noise=1",
    "shuffle": "control=shuffle",
    "lineup_alpha": "lineup=3",
    "lineup_class": "lineup=3",
}


def yaml(options: dict[str, Any]) -> str:
    return "".join(f"{name}: {json.dumps(value)}\n" for name, value in options.items())


def only_figure(built: Built, path: str = "index.html") -> str:
    (figure,) = re.findall(r'<figure class="heatmark.*?</figure>', built.html(path), re.DOTALL)
    return re.sub(r' style="[^"]*"', "", str(figure))


@pytest.fixture(scope="module")
def levels(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A site with each option in a block, and in a page's front matter."""
    site = Site(tmp_path_factory.mktemp("levels"), config={"use_directory_urls": False})
    site.write("docs/index.md", "# T")
    for name, (value, rows) in OPTIONS.items():
        line, start = yaml({name: value}), f"```heatmap {BESIDE.get(name, '')}\n"
        site.write(f"docs/plain-{name}.md", f"{start}{rows}\n```\n")
        site.write(f"docs/block-{name}.md", f"{start}{line}---\n{rows}\n```\n")
        site.write(f"docs/page-{name}.md", f"---\nheatmark:\n  {line}---\n{start}{rows}\n```\n")
    built = site.build()
    assert built.code == 0, built.log
    return built


@pytest.mark.parametrize("name", OPTIONS)
def test_front_matter_sets_an_option(levels: Built, name: str) -> None:
    """An option in front matter does to every block what it does in one."""
    page, block = (only_figure(levels, f"{level}-{name}.html") for level in ("page", "block"))
    assert page == block
    assert page != only_figure(levels, f"plain-{name}.html")


@pytest.fixture(scope="module")
def sites_of_options(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Built]:
    """A site for each option, which sets it for all its blocks."""
    folder = tmp_path_factory.mktemp("options")
    sites = {name: Site(folder / name, options={name: OPTIONS[name][0]}) for name in OPTIONS}
    for name, site in sites.items():
        rows = OPTIONS[name][1]
        site.write("docs/index.md", f"```heatmap {BESIDE.get(name, '')}\n{rows}\n```\n")
    return {name: site.build() for name, site in sites.items()}


@pytest.mark.parametrize("name", OPTIONS)
def test_the_site_sets_an_option(
    levels: Built, sites_of_options: dict[str, Built], name: str
) -> None:
    """An option of the site does to every block what it does in one."""
    built = sites_of_options[name]
    assert built.code == 0, built.log
    assert only_figure(built) == only_figure(levels, f"block-{name}.html")


def test_every_option_is_tried() -> None:
    """The lists above leave out only what has tests of its own."""
    from heatmark.options.declare import DECLARED, Scope

    own_tests = {"root", "folders", "max_tokens", "max_bytes"}
    own_tests |= {
        "share",
        "share_title",
        "scales",
        "silence",
        "notices",
        "measure_notice",
        "log_lang",
        "dark_selector",
        "below",  # which needs ids or labels beside it
    }
    own_tests |= {"output", "width", "fontsize", "dpi", "font", "dark", "letters", "cache_days"}
    site = {name for name, one in DECLARED.items() if Scope.SITE in one.metadata["scopes"]}
    assert site - own_tests == set(OPTIONS)


def test_notices_have_levels(site: Site) -> None:
    """A missing measure is an aside of the build; a rainbow fails a strict one, unless silenced."""
    site.write("docs/index.md", "```heatmap\na 1\nb 2\n```")
    built = site.build()
    assert built.code == 0, built.log
    assert re.search(r"^INFO +- +heatmark: index.md:1: .*\[no-measure]$", built.log, re.MULTILINE)
    site.options = {"measure_notice": "warning"}
    built = site.build()
    assert built.code != 0
    assert [warning[-12:] for warning in built.warnings] == ["[no-measure]"]
    site.options = {"measure_notice": "off", "cmap": "jet"}
    assert site.build().code != 0
    site.options["silence"] = ["rainbow-colormap"]
    built = site.build()
    assert built.code == 0, built.log
    assert "measure" not in built.log


def test_a_scale_for_all_pages(mkdocs_site: Site) -> None:
    """Pages that share a scale of the site have equal colours for equal scores."""
    mkdocs_site.options = {"scales": {"logp": [-12, 0]}, "share": "logp"}
    mkdocs_site.write("docs/index.md", "```heatmap\na -6\nb -1\n```")
    mkdocs_site.write("docs/other.md", "```heatmap\na -6\nb -11\n```")
    built = mkdocs_site.build()
    assert built.code == 0, built.log
    for path in ("index.html", "other/index.html"):
        assert "<b class=q15 data-v=−6>" in built.html(path)
        assert "Scale shared by all pages." in built.html(path)


def test_options_cascade(site: Site) -> None:
    """Front matter overrides the site, the block overrides both."""
    site.options = {"measure": "of the site", "unit": "sites"}
    front = "---\nheatmark:\n  measure: of the page\n---\n"
    site.write("docs/index.md", f"{front}# T\n\n{BLOCK}")
    site.write(
        "docs/block.md", f"{front}# T\n\n{BLOCK.replace('heatmap', 'heatmap measure=block')}"
    )
    site.write("docs/site.md", f"# T\n\n{BLOCK}")
    built = site.build()
    assert built.code == 0, built.log
    assert "<span>of the page</span>" in only_figure(built)  # the unit is not of that measure
    assert "<span>block</span>" in only_figure(built, "block/index.html")
    assert "of the site (sites)" in only_figure(built, "site/index.html")


def test_an_option_of_the_site_can_be_taken_back(site: Site) -> None:
    """`none`, or YAML's null, in a page or block stands for the default."""
    site.options = {"unit": "nat", "clip": [10, 90]}
    site.write("docs/index.md", f"---\nheatmark:\n  unit: null\n  clip: none\n---\n{BLOCK}")
    built = site.build()
    assert built.code == 0, built.log
    assert "nat" not in only_figure(built)


def test_an_unknown_option_of_the_site_is_reported_by_the_host(site: Site) -> None:
    """The host names the option that it does not know, and --strict fails."""
    site.options = {"colour": "Reds"}
    site.write("docs/index.md", f"# T\n\n{BLOCK}")
    assert any("colour" in warning for warning in site.build(strict=False).warnings)
    assert site.build().code != 0


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"scale": "minmux"}, "did you mean 'minmax'?"),
        ({"hover": "perhaps"}, "hover must be true or false"),
        ({"max_tokens": -1}, "max_tokens must be a positive whole number"),
        ({"cmap": "Redz"}, "Reds"),
        ({"folders": {"a": 1}}, "folders must be a list of folders"),
    ],
)
def test_a_wrong_value_of_the_site_stops_the_build(
    site: Site, options: dict[str, Any], message: str
) -> None:
    """The host says which option it is and what it takes."""
    site.options = options
    site.write("docs/index.md", f"# T\n\n{BLOCK}")
    built = site.build(strict=False)
    assert message in built.log
    assert built.code != 0
    assert next(iter(options)) in built.log


def test_what_is_nearly_a_heatmap_fails_a_strict_build(site: Site) -> None:
    """Near misses, swallowed fences and options that nobody reads are named with page and line."""
    front = "---\ntitle: T\nheatmap:\n  cmap: Blues\n---\n"
    above = f"{front}\n# T\n\n{BLOCK}\n\n"
    site.write("docs/index.md", f"{above}```Heatmap\na 1\n```\n")
    site.write("docs/other.md", "# T\n\nx\n\n```python\nx = 1\n\n```heatmap\na 1\n```\n")
    site.write("docs/left.md", "# T\n\nText: ```heatmap\na 1\n```\n")
    built = site.build()
    assert built.code != 0
    pattern = re.compile(r".*?(\w+\.md:\d+): .*\[([\w-]+)\]")
    found = {pattern.sub(r"\1 \2", one) for one in built.warnings}
    expected = {"index.md:3 front-matter", f"index.md:{above.count(chr(10)) + 1} near-miss"}
    assert expected | {"other.md:8 swallowed", "left.md:3 left-over"} <= found
    names = ["near-miss", "swallowed", "left-over", "front-matter"]
    site.options = {"silence": names}
    assert site.build().code == 0


@pytest.mark.parametrize(
    ("front", "line"),
    [
        ("---\ntitle: T\nheatmark: [bad\n---\n", 3),
        ("+++\n[heatmark]\ncmap = 'Blues'\n+++\n", 1),
        ("\n---\nheatmark:\n  cmap: Blues\n---\n", 2),
    ],
)
def test_front_matter_that_nobody_reads_is_told(site: Site, front: str, line: int) -> None:
    """Builders take it for text, and its options are lost."""
    site.write("docs/index.md", f"{front}\n# T\n\n{BLOCK}")
    built = site.build()
    assert built.code != 0
    (warning,) = built.warnings
    assert re.match(rf".*\bindex\.md:{line}: .*\[front-matter\]", warning), warning


def test_an_included_file_may_have_a_byte_order_mark(site: Site, tmp_path: Path) -> None:
    """Windows puts an unseen mark before the first fence of a file; the heatmap is drawn."""
    site.config = {"markdown_extensions": [{"pymdownx.snippets": {"base_path": [str(tmp_path)]}}]}
    (tmp_path / "part.txt").write_text(f"\ufeff{BLOCK}", encoding="utf-8")
    site.write("docs/index.md", '# T\n\n--8<-- "part.txt"\n\nafter\n')
    built = site.build()
    assert built.code == 0, built.log
    (figure,) = figures(built.page())
    assert "p" not in figure.chain


def test_attributes_below_a_block_are_not_printed(site: Site) -> None:
    """They are the figure's classes and id, in text and in images."""
    block = "```heatmap output={}\na 1\nb 2\n```\n{{: .wide #{} }}\n\n"
    site.write("docs/index.md", f"# T\n\n{block.format('html', 'x')}{block.format('svg', 'y')}")
    built = site.build()
    assert built.code == 0, built.log
    page = built.page()
    assert [one.attributes["id"] for one in figures(page)] == ["x", "y"]
    assert all(one.attributes["class"].endswith(" wide") for one in figures(page))
    assert "{:" not in page.text


@pytest.mark.parametrize(
    ("front", "message"),
    [
        ("heatmark:\n  colour: Reds", "unknown option 'colour'"),
        ("heatmark:\n  scale: minmux", "scale must be one of"),
        ("heatmark:\n  title: x", "title cannot be set for a page"),
        ("heatmark:\n  root: /", "root cannot be set for a page"),
        ("heatmark: Reds", "not a mapping"),
        ("heatmark: [Reds]", "not a mapping"),
        ("heatmark: 0", "not a mapping"),
        ("heatmark:\n  1: x", "unknown option '1'"),
        ("heatmark:\n  cmap: Redz", "Redz"),
    ],
)
def test_bad_front_matter(mkdocs_site: Site, front: str, message: str) -> None:
    """Every block of the page is a box that says what is wrong, and the log names page and line."""
    mkdocs_site.write("docs/index.md", f"---\n{front}\n---\n# T\n\n{BLOCK}\ntext\n")
    built = mkdocs_site.build(strict=False)
    assert built.code == 0
    (warning,) = built.warnings
    assert re.match(r".*\bindex\.md:\d+: ", warning), warning
    assert message in warning
    page = built.page()
    assert not figures(page)
    assert message in page.one("div", "heatmark-error").text
    assert "text" in page.text
    assert mkdocs_site.build().code != 0


WHERE = {
    "top": BAD,
    "after a page's start": f"# T\n\ntext\n\n{BAD}",
    "front matter": f"---\ntitle: T\ntags: [a]\n---\n\n\n# T\n\n{BAD}",
    "front matter, dots": f"---\ntitle: T\n...\n# T\n\n{BAD}",
    "empty front matter": f"---\n---\n\n{BAD}",
    "meta": f"title: T\nauthor: A\n\n# T\n\n{BAD}",
    "blank lines first": f"\n\n\n# T\n\n{BAD}",
    "byte order mark": f"\ufeff---\ntitle: T\n---\n# T\n\n{BAD}",
    "CRLF": f"---\ntitle: T\n---\n\n# T\n\n{BAD}".replace("\n", "\r\n"),
    "list": "# T\n\n- x\n\n    ```heatmap\n    un 1\n    BAD x\n    ```\n",
    "tight list": "# T\n\n- x\n    ```heatmap\n    un 1\n    BAD x\n    ```\n- y\n",
    "second of two": f"---\ntitle: T\n---\n{BLOCK}{BAD}",
    "after an example": f"````md\n{BLOCK}````\n\n{BAD}",
    "after HTML": f"<div>\n<p>x</p>\n\n</div>\n\n<!-- a\n\nb -->\n\n{BAD}",
    "mapping": "# T\n\n```heatmap\ncmap: Reds\nscore: BAD\ntext: x\n```\n",
    "JSON": '# T\n\n```heatmap\n{"tokens": ["a"],\n "scores": ["BAD"]}\n```\n',
    "header": "# T\n\n```heatmap scale=BAD\nun 1\n```\n",
    "separator": "# T\n\n```heatmap\ncmap: Reds\n---\n# comment\n\nun 1\nBAD x\n```\n",
}


@pytest.fixture(scope="module", params=HOSTS)
def broken(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    site = Site(tmp_path_factory.mktemp("broken"), request.param)
    site.config["use_directory_urls"] = False
    site.write("docs/index.md", "# T")
    for place, source in enumerate(WHERE.values()):
        site.write(f"docs/page{place}.md", source)
    built = site.build(strict=False)
    assert built.code == 0, built.log
    return built


@pytest.mark.parametrize("where", WHERE)
def test_a_bad_block_is_located(broken: Built, where: str) -> None:
    """One warning with the page and the line that an editor shows; a box in the page."""
    place = list(WHERE).index(where)
    line = WHERE[where].replace("\r", "").split("BAD")[0].count("\n") + 1
    (warning,) = (one for one in broken.warnings if f"page{place}.md" in one)
    assert re.search(rf"\bpage{place}\.md:{line}: ", warning), (line, warning)
    box = broken.page(f"page{place}.html").one("div", "heatmark-error")
    assert f"line {line})" in box.text


def test_a_bad_block_fails_a_strict_build(site: Site) -> None:
    """--strict counts our warnings, and the page is not left half done."""
    site.write("docs/index.md", f"# T\n\n{BAD}")
    built = site.build()
    assert built.code != 0
    assert any("index.md:5:" in warning for warning in built.warnings), built.log


DATA = '{"tokens": ["da", " ta"], "scores": [1, 2], "title": "file"}'


def test_src_starts_from_the_page_or_the_docs_folder(site: Site) -> None:
    """A relative path starts from the page's file, one with a slash from the docs folder."""
    site.options = {"folders": ["more"]}
    site.write("docs/data/x.json", DATA)
    site.write("docs/a/data/y.json", json.dumps({"part": json.loads(DATA)}))
    site.write("more/z.tsv", "data\t1\n")
    sources = ["data/y.json#part", "../data/x.json", "/data/x.json", "../../more/z.tsv"]
    blocks = "\n\n".join(f"```heatmap\nsrc: {src}\n```" for src in sources)
    site.write("docs/a/index.md", blocks)
    site.write("docs/a/page.md", blocks)
    site.write(
        "docs/index.md", "```heatmap src=data/x.json\n```\n\n```heatmap src=/data/x.json\n```"
    )
    built = site.build()
    assert built.code == 0, built.log
    for path, count in (("index.html", 2), ("a/index.html", 4), ("a/page/index.html", 4)):
        texts = [text_of(figure).replace(" ", "") for figure in figures(built.page(path))]
        assert texts == ["data"] * count


@pytest.mark.parametrize("src", ["../secret.json", "/../secret.json", "../docs2/x.json"])
def test_nothing_outside_the_docs_folder_is_read(mkdocs_site: Site, src: str) -> None:
    """A path out of the docs folder is an error, also into a folder that is named alike."""
    mkdocs_site.write("secret.json", DATA)
    mkdocs_site.write("docs2/x.json", DATA)
    mkdocs_site.write("docs/index.md", f"```heatmap\nsrc: {src}\n```")
    built = mkdocs_site.build(strict=False)
    assert not figures(built.page())
    assert any("outside the docs folder" in one for one in built.warnings), built.log


def test_limits_of_the_site(mkdocs_site: Site) -> None:
    """max_tokens and max_bytes hold for blocks and data files."""
    mkdocs_site.options = {"max_tokens": 2, "max_bytes": 80}
    mkdocs_site.write("docs/index.md", f"{BLOCK}\n\n```heatmap\na 1\nb 2\nc 3\n```")
    mkdocs_site.write("docs/small.json", DATA)
    mkdocs_site.write("docs/large.json", DATA + " " * 80)
    blocks = [f"```heatmap\nsrc: {name}.json\n```" for name in ("small", "large")]
    mkdocs_site.write("docs/files.md", "\n\n".join(blocks))
    built = mkdocs_site.build(strict=False)
    for path, problem in (("index.html", "too many"), ("files/index.html", "too large")):
        page = built.page(path)
        assert len(figures(page)) == 1
        assert problem in page.one("div", "heatmark-error").text


@pytest.mark.parametrize("cmap", [None, "Blues"])
def test_palettes_come_with_the_page_or_the_stylesheet(site: Site, cmap: str | None) -> None:
    """A figure's colours are in the stylesheet if it has them, else with the figure."""
    if cmap:
        site.options = {"cmap": cmap}
    headers = ["", " cmap=viridis", " scale=symmetric", " cmap=Blues", " cmap=Reds_r"]
    site.write(
        "docs/index.md", "\n\n".join(BLOCK.replace("heatmap", f"heatmap{x}") for x in headers)
    )
    built = site.build()
    assert built.code == 0, built.log
    css = built.html("assets/stylesheets/heatmark.css")
    found = figures(built.page())
    assert len(found) == len(headers)
    for figure in found:
        name = figure.attributes["class"].split()[1]
        brought = "--hl0:" in figure.attributes.get("style", "")
        assert brought == (f".{name}{{" not in css), name


LOCALES: list[tuple[str, dict[str, Any], str]] = [
    ("mkdocs", {"name": "material", "language": "vi"}, "vi"),
    ("properdocs", {"name": "material", "language": "vi"}, "vi"),
    ("mkdocs", {"name": "material"}, "en"),
    ("mkdocs", {"name": "material", "language": "fr"}, "en"),
    ("mkdocs", {"name": "mkdocs", "locale": "fr"}, "en"),
    ("mkdocs", {"name": "mkdocs", "locale": "vi"}, "vi"),
    ("mkdocs", {"name": "readthedocs", "locale": "vi_VN"}, "vi"),
]


@pytest.mark.parametrize(("host", "theme", "lang"), LOCALES)
def test_language_of_the_theme(host: str, theme: dict[str, Any], lang: str, tmp_path: Path) -> None:
    """Words and numbers follow the theme's language, where it is one of ours."""
    site = Site(tmp_path, host, config={"theme": theme})
    site.write("docs/index.md", "```heatmap\na 1.5\nb 2\n```")
    site.write("docs/own.md", "---\nheatmark: {lang: en}\n---\n```heatmap\na 1.5\nb 2\n```")
    built = site.build(strict=False)
    assert built.code == 0, built.log
    figure = only_figure(built)
    assert ("Bảng số liệu" if lang == "vi" else "Data table") in figure
    assert ("1,5" if lang == "vi" else "1.5") in figure
    assert "Data table" in only_figure(built, "own/index.html")


LANGUAGES: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("theme", {"language": "vi"}, {}),
    ("site", {}, {"lang": "vi"}),
    ("front matter", {}, {}),
]


@pytest.mark.parametrize(("place", "theme", "options"), LANGUAGES)
def test_errors_speak_the_language_of_their_page(
    place: str, theme: dict[str, Any], options: dict[str, Any], tmp_path: Path
) -> None:
    """Boxes are Vietnamese wherever that is set, and the log English."""
    above = "---\nheatmark: {lang: vi}\n---\n" if place == "front matter" else ""
    site = Site(tmp_path, options=options, config={"theme": {"name": "material", **theme}})
    site.write("docs/index.md", f"{above}```heatmap\nun 1\ntừ\n```\n")
    built = site.build(strict=False)
    box = built.page().one("div", "heatmark-error").text
    assert "token 'từ' không có điểm" in box
    assert "Cách sửa: ghi điểm sau token, hoặc - nếu thiếu" in box
    (warning,) = built.warnings
    assert "token 'từ' has no score (write a score after" in warning


def test_the_log_speaks_the_language_that_the_site_names(site: Site) -> None:
    """With `log_lang: page` it is that of each page, for errors and notices."""
    site.options = {"log_lang": "page", "lang": "vi"}
    bad = "```heatmap\nun x\n```\n\n```heatmap cmap=jet\na 1\n```\n"
    site.write("docs/index.md", bad)
    site.write("docs/other.md", f"---\nheatmark: {{lang: en}}\n---\n{bad}")
    warnings = site.build(strict=False).warnings
    assert [one.partition(" (")[0].removeprefix("heatmark: ") for one in sorted(warnings)] == [
        "index.md:2: điểm 'x' không phải là số",
        "index.md:5: bảng màu 'jet' tạo ra những ranh giới mà điểm số không có",
        "other.md:5: the score 'x' is not a number",
        "other.md:8: the colormap 'jet' has edges where the scores have none",
    ]


INDEXES = [
    ("mkdocs", "mkdocs", "search"),
    ("mkdocs", "material", "search"),
    ("mkdocs", "material", "/search"),
    ("properdocs", "material", "search"),
    ("properdocs", "material", "/search"),
]


@pytest.mark.parametrize(("host", "theme", "plugin"), INDEXES)
@pytest.mark.parametrize("first", ["search", "heatmark"])
def test_search_finds_whole_words(
    host: str, theme: str, plugin: str, first: str, tmp_path: Path
) -> None:
    """The index has words as readers see them, and no numbers or styles; the page has colours."""
    plugins: list[Any] = [plugin, "heatmark"] if first == "search" else ["heatmark", plugin]
    site = Site(tmp_path, host, config={"theme": theme, "plugins": plugins})
    site.write("docs/index.md", f"# T\n\nbefore\n\n{SUBWORDS}\nafter\n\n## U\n\n{SUBWORDS}\nend\n")
    built = site.build()
    assert built.code == 0, built.log
    index = json.loads(built.html("search/search_index.json"))["docs"]
    texts = " ".join(read(entry["text"].replace("<p>", " <p>")).text for entry in index).split()
    assert texts.count("unbelievable") in (2, 4), texts  # sections, or also the whole page
    assert {"before", "after", "end", "thing", "Một"} <= set(texts)
    assert not [word for word in texts if "1,234" in word or "1234" in word or "hl0" in word]
    assert "Data" not in texts
    first_figure, _ = figures(built.page())
    assert len(first_figure.one("pre", "heatmark-text").find("b")) == 4


@pytest.mark.parametrize(("host", "theme"), THEMES)
def test_a_page_without_heatmaps_is_untouched(host: str, theme: str, tmp_path: Path) -> None:
    """But for the link to the stylesheet, it is the page that a site without the plugin has."""
    source = (
        "# T\n\n```python\nx = 1\n```\n\nA heatmap.\n\n- a\n\n    ```text\n    heatmap\n    ```\n"
    )
    pages = []
    for plugins in (["search"], ["search", "heatmark"]):
        folder = tmp_path / str(len(plugins))
        site = Site(folder, host, config={"theme": theme, "plugins": plugins})
        site.write("docs/index.md", source)
        built = site.build()
        assert built.code == 0, built.log
        html = re.sub(r"<link[^>]*heatmark\.css[^>]*>", "", built.html())
        pages.append(re.sub(r"Build Date UTC : .*", "", html).split())
    assert pages[0] == pages[1]


def test_html_needs_no_matplotlib(site: Site) -> None:
    """Importing matplotlib takes as long as a small build: pages of text do without."""
    site.config["hooks"] = ["modules.py"]
    site.options = {"cmap": "viridis"}
    site.write(
        "modules.py",
        "import pathlib, sys\n"
        "def on_post_build(config):\n"
        "    file = pathlib.Path(config.site_dir, 'modules.txt')\n"
        "    file.write_text('\\n'.join(sys.modules))\n",
    )
    headers = ["", " cmap=Reds", " scale=symmetric", " cmap=magma_r", " cmap=RdBu center=1.5"]
    site.write(
        "docs/index.md", "\n\n".join(BLOCK.replace("heatmap", f"heatmap{x}") for x in headers)
    )
    built = site.build()
    assert built.code == 0, built.log
    modules = built.html("modules.txt").split()
    assert "heatmark.mkdocs" in modules
    assert not [name for name in modules if name.split(".")[0] == "matplotlib"]


def test_many_builds_are_the_same(mkdocs_site: Site) -> None:
    """Nothing of a build depends on the time or on the build before."""
    mkdocs_site.write("docs/index.md", f"# T\n\n{BLOCK}\n\n{SUBWORDS}")
    first, second = (only_text(mkdocs_site.build(anew=True)) for _ in range(2))
    assert first == second


def only_text(built: Built) -> list[str]:
    return re.findall(r"<figure.*?</figure>", built.html(), re.DOTALL)


def test_serve_follows_data_files(site: Site) -> None:
    """A page is rebuilt when a data file changes, in the docs folder or in a named one."""
    site.options = {"folders": ["more"]}
    site.config["plugins"] = [{"heatmark": site.options}]
    site.write("docs/x.json", DATA)
    site.write("more/z.tsv", "outer\t1\n")
    site.write("docs/index.md", "```heatmap src=x.json\n```\n\n```heatmap src=../more/z.tsv\n```\n")
    with serving(site) as url:
        wait_for(url, ">da</b>")
        wait_for(url, ">outer</b>")
        time.sleep(1)  # until files are watched
        site.write("docs/x.json", DATA.replace('"da"', '"new"'))
        wait_for(url, ">new</b>")
        site.write("more/z.tsv", "changed\t1\n")
        wait_for(url, ">changed</b>")


@pytest.mark.parametrize("host", HOSTS)
def test_five_minutes(host: str, tmp_path: Path) -> None:
    """What the documentation tells a beginner to write builds a page with coloured words."""
    shown = ROOT.joinpath("docs/start.md").read_text(encoding="utf-8")
    config = re.search(r"```yaml\n(site_name: .*?)```", shown, re.DOTALL)
    page = re.search(r"`docs/index.md`:\n\n````markdown\n(.*?)````", shown, re.DOTALL)
    assert config
    assert page
    site = Site(tmp_path)
    site.write("mkdocs.yml", config[1].replace("name: material", "name: material\n  font: false"))
    site.write("docs/index.md", page[1])
    built = run(host, "build", "--strict", folder=tmp_path)
    assert built.code == 0, built.log
    (figure,) = re.findall(r"<figure class=\"heatmark.*?</figure>", built.html(), re.DOTALL)
    assert figure.count("<b class=q") == 8
    assert "độ dài" in figure
