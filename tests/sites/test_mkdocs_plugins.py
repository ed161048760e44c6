"""MkDocs' own way with files and pages, and the plugins that make either of them."""

from __future__ import annotations

import json
import re
import time
from typing import TYPE_CHECKING, Any

import pytest

from needs import needs
from reading import read, text_of
from sites import HOSTS, Built, Site, run, serving, wait_for

if TYPE_CHECKING:
    from pathlib import Path

BLOCK = "```heatmap join=none\nun 1\nable 2\n```\n"
QUIET = {"measure_notice": "off"}


def data(word: str) -> str:
    return json.dumps({"tokens": [word], "scores": [1]})


def source(path: str) -> str:
    return f"```heatmap src={path}\n```\n"


def texts(built: Built, path: str = "index.html") -> list[str]:
    """List the texts of a page's figures."""
    return [text_of(one).strip() for one in drawn(built.html(path))]


def drawn(html: str) -> list[Any]:
    """Find the figures of a whole page."""
    found = re.findall(r'<figure class="heatmark.*?</figure>', html, re.DOTALL)
    return [read(one).children[0] for one in found]


@pytest.fixture(params=HOSTS)
def site(request: pytest.FixtureRequest, tmp_path: Path) -> Site:
    return Site(tmp_path, request.param, options=dict(QUIET))


@pytest.fixture
def mkdocs_site(tmp_path: Path) -> Site:
    """For what does not depend on the host."""
    return Site(tmp_path, options=dict(QUIET))


def with_plugins(site: Site, *plugins: str | dict[str, Any], **config: Any) -> Site:
    site.config = {"plugins": [*plugins, {"heatmark": site.options}], **config}
    return site


# --- data ---------------------------------------------------------------------------------------


@needs("mkdocs_gen_files")
def test_a_generated_page_reads_generated_and_written_files(site: Site) -> None:
    """Its paths start from where MkDocs has it, and lead to what is published there."""
    with_plugins(site, {"gen-files": {"scripts": ["make.py"]}})
    site.write(
        "make.py",
        "import mkdocs_gen_files as made\n"
        f"made.open('deep/made.json', 'w').write({data('made')!r})\n"
        f"made.open('over.json', 'w').write({data('new')!r})\n"
        f"made.open('deep/page.md', 'w').write({source('made.json')!r} + '\\n'"
        f" + {source('../plain.json')!r} + '\\n' + {source('/over.json')!r})\n",
    )
    site.write("docs/plain.json", data("plain"))
    site.write("docs/over.json", data("old"))
    site.write("docs/deep/made.json", data("stale"))
    site.write("docs/index.md", source("deep/made.json"))
    built = site.build()
    assert built.code == 0, built.log
    assert texts(built) == ["made"]
    assert texts(built, "deep/page/index.html") == ["made", "plain", "new"]


def test_a_hook_makes_files_in_memory(site: Site) -> None:
    """Content that is nowhere on the disk is read all the same, up to `max_bytes`."""
    site.config["hooks"] = ["hook.py"]
    site.options["max_bytes"] = 100
    site.write(
        "hook.py",
        "from mkdocs.structure.files import File\n"
        "def on_files(files, config):\n"
        f"    files.append(File.generated(config, 'm.json', content={data('memory')!r}))\n"
        "    files.append(File.generated(config, 'large.json', content=' ' * 101))\n"
        f"    page = {source('m.json')!r} + '\\n' + {source('large.json')!r}\n"
        "    files.append(File.generated(config, 'made.md', content=page))\n"
        "    return files\n",
    )
    site.write("docs/index.md", "# T")
    built = site.build(strict=False)
    assert texts(built, "made/index.html") == ["memory"]
    assert [one for one in built.warnings if "made.md:4: 'large.json' is too large" in one]


@needs("mkdocs_monorepo_plugin")
def test_a_monorepo_reads_beside_its_pages(mkdocs_site: Site) -> None:
    """Pages of a part find the part's data, by relative and by absolute paths of the whole."""
    site = with_plugins(
        mkdocs_site, "monorepo", nav=[{"A": "index.md"}, {"B": "!include p/mkdocs.yml"}]
    )
    site.options["folders"] = ["p/raw"]
    site.write("docs/index.md", source("part/x.json"))
    site.write("p/mkdocs.yml", "site_name: part\nnav:\n  - B: index.md\n")
    site.write("p/raw/y.json", data("raw"))
    site.write("p/docs/x.json", data("part"))
    paths = ("x.json", "/part/x.json", "../raw/y.json")
    site.write("p/docs/index.md", "\n".join(source(path) for path in paths))
    built = site.build()
    assert built.code == 0, built.log
    assert texts(built) == ["part"]
    assert texts(built, "part/index.html") == ["part", "part", "raw"]


def test_data_of_another_language_stand_in(site: Site) -> None:
    """In static-i18n's folders a file falls back to the default language, as images do."""
    languages = [
        {"locale": "en", "default": True, "name": "English"},
        {"locale": "vi", "name": "Tiếng Việt"},
    ]
    i18n = {"i18n": {"docs_structure": "folder", "languages": languages}}
    with_plugins(site, i18n)
    for lang in ("en", "vi"):
        site.write(f"docs/{lang}/index.md", "\n".join(map(source, ("one.json", "both.json"))))
        site.write(f"docs/{lang}/both.json", data(lang))
    site.write("docs/en/one.json", data("only"))
    built = site.build()
    assert built.code == 0, built.log
    assert texts(built) == ["only", "en"]
    assert texts(built, "vi/index.html") == ["only", "vi"]


def test_a_link_in_the_docs_is_what_is_published(site: Site) -> None:
    """Folders and files that are links are read as MkDocs copies them."""
    site.write("elsewhere/x.json", data("linked"))
    site.write("docs/index.md", source("there/x.json") + "\n" + source("file.json"))
    site.folder.joinpath("docs/there").symlink_to(site.folder / "elsewhere")
    site.folder.joinpath("docs/file.json").symlink_to(site.folder / "elsewhere/x.json")
    built = site.build()
    assert built.code == 0, built.log
    assert texts(built) == ["linked", "linked"]
    assert "linked" in built.html("there/x.json")


def test_what_the_site_leaves_out_is_not_read(site: Site) -> None:
    """A file that a plugin took out is an error with the way to it; `folders` is that way."""
    site.config["hooks"] = ["hook.py"]
    site.write(
        "hook.py",
        "def on_files(files, config):\n"
        "    files.remove(files.get_file_from_path('raw/x.json'))\n"
        "    return files\n",
    )
    site.write("docs/raw/x.json", data("raw"))
    site.write("docs/index.md", source("raw/x.json"))
    built = site.build(strict=False)
    assert any("add its folder to the option folders" in one for one in built.warnings), built.log
    site.options["folders"] = ["docs/raw"]
    built = site.build()
    assert built.code == 0, built.log
    assert texts(built) == ["raw"]


def test_excluded_data_are_read(site: Site) -> None:
    """`exclude_docs` keeps data from being published, and blocks may read them."""
    site.config["exclude_docs"] = "*.json"
    site.write("docs/x.json", data("kept"))
    site.write("docs/index.md", source("x.json"))
    built = site.build()
    assert built.code == 0, built.log
    assert texts(built) == ["kept"]
    assert not built.folder.joinpath("x.json").exists()


def test_nothing_is_guessed_without_a_page(site: Site) -> None:
    """Text that is converted for no page knows only paths from the docs folder."""
    site.config["hooks"] = ["hook.py"]
    site.write(
        "hook.py",
        "import pathlib, markdown\n"
        "def on_env(env, config, files):\n"
        f"    text = {source('x.json') + chr(10) + source('/x.json')!r}\n"
        "    html = markdown.markdown(text, extensions=config.markdown_extensions)\n"
        "    pathlib.Path(config.docs_dir, '../made.html').write_text(html)\n",
    )
    site.write("docs/x.json", data("root"))
    site.write("docs/index.md", "# T")
    built = site.build(strict=False)
    assert texts(built, "../made.html") == ["root"]
    assert any("it is not known from where 'x.json' starts" in one for one in built.warnings)


# --- pages --------------------------------------------------------------------------------------

NESTED = """\
# T

```heatmap share=s
a 1
b 2
```

```python exec="1"
fence = "`" * 3
print(f"{fence}heatmap share=s title=made id=made\\na 3\\nb 4\\n{fence}\\n")
print(f"{fence}heatmap src=x.json output=svg\\n{fence}\\n")
print(f"{fence}heatmap\\na x\\n{fence}\\n")
```
"""


@needs("markdown_exec")
def test_nested_text_is_of_its_page(site: Site) -> None:
    """What markdown-exec prints has its page's options, shares, data, addresses and name."""
    with_plugins(site, "search", "markdown-exec")
    front = "---\nheatmark:\n  cmap: Blues\n  lang: vi\n---\n"
    site.write("docs/deep/x.json", data("data"))
    site.write("docs/deep/page.md", front + NESTED)
    site.write("docs/index.md", "# T")
    built = site.build(strict=False)
    assert built.code == 0, built.log
    first, second, third = drawn(built.html("deep/page/index.html"))
    assert second.attributes["id"] == "made"
    assert "heatmark-Blues" in first.attributes["class"]
    assert "heatmark-Blues" in second.attributes["class"]
    legends = [one.one("div", "heatmark-legend").text for one in (first, second)]
    assert all("1" in one and "4" in one for one in legends)
    assert [one.attributes["class"].split()[0] for one in first.find("b")] == ["q0", "q10"]
    (image, *_) = third.find("img")
    folder = built.folder / "deep/page"
    assert folder.joinpath(image.attributes["src"]).resolve().is_file()
    (warning,) = built.warnings
    assert "deep/page.md, in included text: the score 'x' is not a number" in warning
    page = built.html("deep/page/index.html")
    assert "Không vẽ được" in page or "heatmark-error" in page
    assert "<p><figure" not in page
    assert not re.search(r"heatmark[0-9a-f]{16}", page)


DOCSTRING = '''\
"""A module."""


def draw():
    """Draw.

    ```heatmap share=s
    a 3
    b 4
    ```
    """
'''


@needs("mkdocstrings_handlers")
def test_docstrings_are_of_the_page_that_shows_them(mkdocs_site: Site) -> None:
    """Blocks in docstrings share with those of the page, and their text is found."""
    handlers = {"python": {"paths": ["."]}}
    site = with_plugins(mkdocs_site, "search", {"mkdocstrings": {"handlers": handlers}})
    site.write("lib.py", DOCSTRING)
    site.write("docs/index.md", "# T\n\n```heatmap share=s\nun 1\nable 2\n```\n\n::: lib.draw\n")
    built = site.build()
    assert built.code == 0, built.log
    assert len(drawn(built.html())) == 2
    assert all("4" in one.one("div", "heatmark-legend").text for one in drawn(built.html()))
    index = json.loads(built.html("search/search_index.json"))["docs"]
    assert any("ab" in one["text"] for one in index)


def test_a_page_that_is_converted_twice_speaks_once(site: Site) -> None:
    """Its figures, addresses and texts for search are right, and no message is doubled."""
    with_plugins(site, "search", hooks=["twice.py"])
    site.write(
        "twice.py",
        "def on_env(env, config, files):\n"
        "    for file in files.documentation_pages():\n"
        "        file.page.render(config, files)\n",
    )
    bad = "```heatmap\na x\n```\n"
    site.write(
        "docs/index.md",
        f"# T\n\n{BLOCK}\n{bad}\n```heatmap join=none output=svg\nun 1\nable 2\n```\n",
    )
    built = site.build(strict=False)
    assert len(drawn(built.html())) == 2
    assert len(built.warnings) == 1
    assert "index.md:9:" in built.warnings[0]
    index = json.loads(built.html("search/search_index.json"))["docs"]
    assert any(one["text"].count("unable") == 2 for one in index), index


def test_texts_for_search_belong_to_their_figures(site: Site) -> None:
    """A plugin that turns figures round, doubles one or takes one away mixes up no texts."""
    with_plugins(site, "search", hooks=["turn.py"])
    site.write(
        "turn.py",
        "import re\n"
        "def on_page_content(html, page, config, files):\n"
        "    found = re.findall(r'<figure class=.heatmark.*?</figure>', html, re.S)\n"
        "    return '<h2 id=u>U</h2>'.join([found[2], found[0], found[0]])\n",
    )
    blocks = [f"```heatmap join=none\nun 1\n{word} 2\n```\n" for word in ("one", "two", "three")]
    site.write("docs/index.md", "# T\n\n" + "\n".join(blocks))
    built = site.build()
    assert built.code == 0, built.log
    text = " ".join(
        one["text"] for one in json.loads(built.html("search/search_index.json"))["docs"]
    )
    assert "unthree" in text
    assert "unone" in text
    assert "untwo" not in text


def test_other_plugins_see_the_page_itself(site: Site) -> None:
    """While a search reads texts, a plugin beside it reads figures; no mark stays."""
    with_plugins(site, "search", hooks=["see.py"])
    site.write(
        "see.py",
        "from mkdocs.plugins import event_priority\n"
        "seen = []\n"
        "def on_page_context(context, page, config, nav):\n"
        "    seen.append(page.content)\n"
        "def on_post_build(config):\n"
        "    import pathlib\n"
        "    pathlib.Path(config.site_dir, 'seen.html').write_text(seen[0])\n",
    )
    site.write("docs/index.md", f"# T\n\n{BLOCK}")
    built = site.build()
    assert built.code == 0, built.log
    assert len(drawn(built.html("seen.html"))) == 1
    assert "data-heatmark" not in built.html()


# --- ids and front matter -----------------------------------------------------------------------

STRICT_LINKS = {"validation": {"anchors": "warn"}}


def test_links_to_a_heatmap_are_alive(site: Site) -> None:
    """MkDocs knows the ids of heatmaps, in its own pages and from others; wrong ones it names."""
    site.config = dict(STRICT_LINKS)
    site.write("docs/index.md", f"# T\n\n{BLOCK.replace('heatmap', 'heatmap id=one')}\n[a](#one)")
    site.write("docs/other.md", "# T\n\n[a](index.md#one)")
    built = site.build()
    assert built.code == 0, built.log
    site.write("docs/third.md", "# T\n\n[a](index.md#two)")
    assert any("#two" in one for one in site.build(strict=False).warnings)


@pytest.mark.parametrize(
    "first", ["## One {#one}", "```heatmap id=one\na 1\n```", '<p id="one"></p>']
)
def test_two_equal_ids_on_a_page_are_pointed_out(site: Site, first: str) -> None:
    """Of a heading, of HTML or of another heatmap: a link would lead to the first."""
    site.config["markdown_extensions"] = ["attr_list", "pymdownx.superfences"]
    text = f"# T\n\n{first}\n\n```heatmap id=one\na 1\nb 2\n```\n"
    site.write("docs/index.md", text)
    site.write("docs/other.md", "# T\n\n```heatmap id=one\na 1\n```\n")
    built = site.build(strict=False)
    (warning,) = built.warnings
    line = text.count("\n", 0, text.rindex("```heatmap")) + 1
    assert f"index.md:{line}: the id 'one' is on this page twice" in warning
    assert warning.endswith("[repeated-id]")
    site.options["silence"] = ["repeated-id"]
    assert site.build().code == 0


def test_front_matter_comes_from_plugins_too(site: Site) -> None:
    """Options that Material's meta plugin or a hook gives a page are its own."""
    with_plugins(site, "meta", hooks=["hook.py"])
    site.write("docs/a/.meta.yml", "heatmark:\n  cmap: Blues\n")
    site.write("docs/a/page.md", f"# T\n\n{BLOCK}")
    site.write(
        "hook.py",
        "def on_page_markdown(markdown, page, config, files):\n"
        "    if page.file.src_uri == 'index.md':\n"
        "        page.meta['heatmark'] = {'cmap': 'Greens'}\n",
    )
    site.write("docs/index.md", f"# T\n\n{BLOCK}")
    built = site.build()
    assert built.code == 0, built.log
    assert "heatmark-Blues" in drawn(built.html("a/page/index.html"))[0].attributes["class"]
    assert "heatmark-Greens" in drawn(built.html())[0].attributes["class"]


# --- lines ---------------------------------------------------------------------------------------

BAD = "```heatmap\na 1\nBAD x\n```\n"


def test_what_is_included_says_which_file(site: Site) -> None:
    """A bad block is named where its author wrote it, and the page's own on the page's lines."""
    with_plugins(
        site, "include-markdown", markdown_extensions=["pymdownx.superfences", "pymdownx.snippets"]
    )
    site.write("parts/one.txt", f"x\n\n{BAD}")
    site.write("docs/in/two.md", f"y\n\n    y\n\n{BAD.replace('a 1', 'c 1')}")
    own = BAD.replace("a 1", "b 1")
    includes = '--8<-- "parts/one.txt"\n\n{% include-markdown "in/two.md" %}'
    text = f"---\ntitle: T\n---\n\n# T\n\n{includes}\n\n{own}"
    site.write("docs/index.md", text)
    site.config["exclude_docs"] = "in/"
    built = site.build(strict=False)
    places = [one.removeprefix("heatmark: ").partition(": the")[0] for one in built.warnings]
    line = text.count("\n", 0, text.index("BAD")) + 1
    assert sorted(places) == ["in/two.md:7", f"index.md:{line}", "parts/one.txt:5"]
    boxes = [one.text for one in built.page().find("div", "heatmark-error")]
    assert "(parts/one.txt, line 5)" in boxes[0]
    assert "(in/two.md, line 7)" in boxes[1]
    assert f"(line {line})" in boxes[2]


def test_what_is_made_says_so(site: Site) -> None:
    """A block that a hook or a macro writes is on no line of the page; others stay on theirs."""
    macros = {"macros": {"module_name": "module"}}
    with_plugins(site, macros, hooks=["hook.py"])
    site.write(
        "module.py",
        "def define_env(env):\n"
        f"    env.variables['made'] = {BAD!r}\n"
        "    env.variables['t'] = 'T'\n",
    )
    site.write(
        "hook.py",
        "def on_page_markdown(markdown, page, config, files):\n"
        f"    return '# New\\n\\n' + markdown + {(chr(10) + BAD.replace('a 1', 'c 1'))!r}\n",
    )
    own = BAD.replace("```heatmap", "```heatmap title='{{ t }}'").replace("a 1", "b 1")
    text = f"# T\n\n{{{{ made }}}}\n\n{own}"
    site.write("docs/index.md", text)
    built = site.build(strict=False)
    line = text.count("\n", 0, text.index("BAD")) + 1
    places = [one.removeprefix("heatmark: ").partition(": the")[0] for one in built.warnings]
    assert sorted(places) == ["index.md, in included text", f"index.md:{line}"]
    boxes = [one.text for one in built.page().find("div", "heatmark-error")]
    assert ["(in included text)" in one for one in boxes] == [True, False, True]


# --- the stylesheet ------------------------------------------------------------------------------


@pytest.mark.parametrize("listed", [True, False])
def test_a_stylesheet_of_the_author_s_own_is_kept(site: Site, *, listed: bool) -> None:
    """One that is called as ours stays what it is, and ours goes by another name, before it."""
    own = "assets/stylesheets/heatmark.css"
    site.config["extra_css"] = [own] if listed else []
    site.write(f"docs/{own}", "p { color: red }")
    site.write("docs/index.md", f"# T\n\n{BLOCK}")
    built = site.build()
    assert built.code == 0, built.log
    assert built.html(own) == "p { color: red }"
    links = re.findall(r'href="([^"]*heatmark[^"]*\.css)"', built.html())
    assert links == ["assets/stylesheets/heatmark-1.css", *([own] if listed else [])]
    assert ".heatmark" in built.html(links[0])


# --- servers and folders --------------------------------------------------------------------------


def test_a_folder_that_is_not_there_is_an_error_of_the_configuration(site: Site) -> None:
    """It is named, and neither a build nor a server ends in a traceback."""
    site.options["folders"] = ["nope"]
    site.write("docs/index.md", "# T")
    built = site.build(strict=False)
    assert built.code != 0
    assert re.search(r"folders.*there is no folder '.*nope'", built.log, re.DOTALL), built.log
    served = run(site.host, "serve", "-f", f"{site.host}.yml", folder=site.folder)
    assert served.code != 0
    assert "Traceback" not in served.log
    assert "there is no folder" in served.log


def test_a_cache_that_cannot_be_written_is_an_aside(site: Site) -> None:
    """As in a container that can only be read: a strict build draws, says so, and passes."""
    site.write(".cache", "a file where the folder should be")
    site.write("docs/index.md", "# T\n\n```heatmap output=svg\na 1\nb 2\n```\n")
    built = site.build()
    assert built.code == 0, built.log
    assert re.search(r"^INFO +- +heatmark: images cannot be kept in", built.log, re.MULTILINE)


COUNT = """\
import pathlib

COUNT = pathlib.Path({file!r})

def on_post_build(config):
    COUNT.write_text(COUNT.read_text() + "x" if COUNT.exists() else "x")
"""


@pytest.mark.parametrize(
    "how",
    ["watch", "folders", pytest.param("same-dir", marks=needs("mkdocs_same_dir"))],
)
def test_a_server_comes_to_rest(how: str, tmp_path: Path) -> None:
    """One that watches the folder of the cache does not build for ever: a second build is the last.

    That many builds have come and gone is told by a page that changes at last.
    """
    folder = tmp_path / "site"
    site = Site(folder, options=dict(QUIET))
    count = tmp_path / "count"
    site.write("../count.py", COUNT.format(file=str(count)))
    docs = "." if how == "same-dir" else "docs"
    site.config = {"hooks": ["../count.py"], "theme": "mkdocs", "docs_dir": docs}
    plugins: list[Any] = [{"heatmark": site.options}]
    if how == "watch":
        site.config["watch"] = ["."]
    elif how == "folders":
        site.options["folders"] = ["."]
    else:
        plugins.append("same-dir")
        site.config["site_dir"] = "../out"
    site.config["plugins"] = plugins
    image = "```heatmap output=svg\na 1\nb 2\n```\n"
    site.write(f"{docs}/index.md", f"# T\n\n{image}")
    with serving(site) as url:
        wait_for(url, "images/heatmark")
        builds = rested(count)
        assert builds <= 3
        site.write(f"{docs}/index.md", f"# T\n\nchanged\n\n{image}")
        wait_for(url, "changed")
        assert rested(count) <= builds + 2


def rested(count: Path) -> int:
    """Wait until no build has come for a while, and count them; for ever is too many."""
    for _ in range(8):
        before = len(count.read_text())
        time.sleep(2)
        if len(count.read_text()) == before:
            return before
    return len(count.read_text()) + 100
