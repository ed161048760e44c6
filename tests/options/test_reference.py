"""The reference has every option."""

from __future__ import annotations

import re
from dataclasses import fields
from functools import partial

import yaml

from heatmark.language.messages import translated
from heatmark.options.check import check_all
from heatmark.options.content import CONTENT
from heatmark.options.declare import DECLARED
from heatmark.options.examples import EXAMPLES
from heatmark.options.option import SITE_ONLY, Scope
from heatmark.options.reference import reference
from heatmark.options.site import SiteOptions
from heatmark.options.values import SCALES, TRANSFORMS


def test_every_option_is_in_the_reference() -> None:
    """Each option and each key of content has its section once, with an example of it."""
    sections = re.split(r"^### ", reference(), flags=re.MULTILINE)[1:]
    names = [re.findall(r"`(\w+)`", section)[0] for section in sections]
    assert sorted(names) == sorted([*CONTENT, *DECLARED]), "add it to heatmark.options.examples"
    for name, section in zip(names, sections, strict=True):
        (fence,) = re.findall(
            r"^(?:````markdown|```yaml)\n(.*?)^````?$", section, re.MULTILINE | re.DOTALL
        )
        assert re.search(rf"\b{name}\b", fence) or name in {"css_classes", "text"}, name
    assert all(scale in reference() for scale in SCALES)
    assert all(transform in reference() for transform in TRANSFORMS)


def test_places_that_take_an_option_are_named() -> None:
    """A notebook is named where no page takes the option: else it goes without saying."""
    sections = dict(
        re.findall(r"^### `(\w+)`\n(.*?)(?=^##)", reference() + "\n##", re.MULTILINE | re.DOTALL)
    )
    where = {"scale": "site, page, block", "title": "block", "root": "site"}
    where |= {"dark_selector": "site, notebook"}
    for name, levels in where.items():
        assert f"\n- Where: {levels}\n" in sections[name], name


def test_another_language_says_it_all() -> None:
    """The page in Vietnamese has the same sections and blocks, and its own words."""
    page = reference(partial(translated, lang="vi"))
    for mark in ("\n### `", "```heatmap", "```yaml"):
        assert page.count(mark) == reference().count(mark)
    lines = set(reference().split("\n")) & set(page.split("\n"))
    prose = [line for line in lines if re.match(r"[A-Z`-].*[a-z] [a-z]+ [a-z]", line)]
    assert not [line for line in prose if not line.startswith(("- [", "```"))]


def test_what_only_a_site_sets_comes_last() -> None:
    """Authors of lessons find their options first, those of a site are declared apart.

    One of them a notebook takes too, which is a page and its site in one.
    """
    apart = [one.name for one in fields(SiteOptions)]
    assert list(DECLARED)[-len(apart) :] == apart
    scopes = {name: DECLARED[name].metadata["scopes"] for name in apart}
    assert scopes.pop("dark_selector") == {Scope.SITE, Scope.NOTEBOOK}
    assert set(scopes.values()) == {SITE_ONLY}


def test_what_a_site_sets_by_example_is_taken() -> None:
    """Examples that are no blocks are lines of YAML that a site's configuration may have."""
    lines = {name: text for name, text in EXAMPLES.items() if not text.startswith("```heatmap")}
    assert set(lines) > {one.name for one in fields(SiteOptions)} - {"dark_selector"}
    for name, line in lines.items():
        given = yaml.safe_load(line)
        assert [*given] == [name]
        assert check_all(given, Scope.SITE)
