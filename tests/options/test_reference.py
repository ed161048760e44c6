"""The reference has every option."""

from __future__ import annotations

import re
from dataclasses import fields

from heatmark.options.content import CONTENT
from heatmark.options.declare import DECLARED
from heatmark.options.option import SITE_ONLY, Scope
from heatmark.options.reference import reference
from heatmark.options.site import SiteOptions
from heatmark.options.values import SCALES, TRANSFORMS


def test_every_option_is_in_the_reference() -> None:
    """The reference has a row for each option and each key of content, with all its cells."""
    rows = [line for line in reference().splitlines() if line.startswith("| `")]
    names = [re.findall(r"`(\w+)`", row)[0] for row in rows]
    assert names == [*CONTENT, *DECLARED]
    assert all(
        len(re.split(r"(?<!\\)\|", row)) == (4 if n < len(CONTENT) else 7)
        for n, row in enumerate(rows)
    )
    assert all(scale in reference() for scale in SCALES)
    assert all(transform in reference() for transform in TRANSFORMS)


def test_what_only_a_site_sets_comes_last() -> None:
    """Authors of lessons find their options first, those of a site are declared apart.

    One of them a notebook takes too, which is a page and its site in one.
    """
    apart = [one.name for one in fields(SiteOptions)]
    assert list(DECLARED)[-len(apart) :] == apart
    scopes = {name: DECLARED[name].metadata["scopes"] for name in apart}
    assert scopes.pop("dark_selector") == {Scope.SITE, Scope.NOTEBOOK}
    assert set(scopes.values()) == {SITE_ONLY}
