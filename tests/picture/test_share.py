"""Scales that blocks share: equal colours mean equal scores."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from heatmark import Heatmap, OptionError
from heatmark.options.check import check_all
from heatmark.options.declare import Scope
from heatmark.options.resolve import resolve
from heatmark.picture.layout import lay_out
from heatmark.picture.share import Prepared, shared_scales

if TYPE_CHECKING:
    from collections.abc import Callable


def levels_of(html: str) -> dict[str, list[int]]:
    """Collect the levels that each score is drawn with, by its title."""
    found: dict[str, list[int]] = {}
    for level, title in re.findall(r'<b class="?q(\d+)[^>]* data-v="?([^">]+)', html):
        found.setdefault(title, []).append(int(level))
    return found


@pytest.mark.parametrize("scale", ["minmax", "zero", "symmetric", "rank", "[-20, 20]"])
def test_equal_scores_have_equal_colours(scale: str, convert: Callable[..., Any]) -> None:
    """On a shared scale of any kind a score has one colour, whatever else its block has."""
    header = f'```heatmap share=s scale="{scale}"\n'
    html, messages = convert(f"{header}a 1\nb 5\nc 3\n```\n\n{header}a 1\nb -12\nc 5\n```")
    found = levels_of(html)
    assert len(found["1"]) == len(found["5"]) == 2
    assert all(len(set(levels)) == 1 for levels in found.values())
    assert html.count("Scale shared by several figures") == 2
    assert "own min" not in html
    assert messages == []


def test_shared_percentiles_are_of_all_scores(convert: Callable[..., Any]) -> None:
    """Clipping of a shared scale looks at the scores of all its blocks, and marks them in each."""
    first = "\n".join(f"a {score}" for score in range(99))
    html, _ = convert(
        f"```heatmap share=s clip=1\n{first}\n```\n\n```heatmap share=s clip=1\nb 999\n```"
    )
    assert html.count('q-up"') == 1
    assert 'class="q30 q-up" data-v=999' in html
    assert html.count("clipped: 1 above 98") == 1
    assert html.count("clipped: 1 below 1") == 1


SITE = {"scales": {"logp": [-12, 0]}}


def test_the_site_fixes_a_scale(convert: Callable[..., Any]) -> None:
    """A name of the site's scales has its ends, also for a block alone on its page."""
    html, messages = convert("```heatmap share=logp lang=vi\na -6\nb -13\n```", **SITE)
    assert "Thang chung của mọi trang." in html
    assert "−12 <span class=heatmark-ramp aria-hidden=true>…</span> 0" in html
    assert levels_of(html) == {"−6": [15], "−13": [0]}
    assert "vượt thang: 1" in html
    assert messages == []


@pytest.mark.parametrize("own", ["scale=zero", "center=1", "clip=5"])
def test_a_scale_beside_that_of_the_site(own: str, convert: Callable[..., Any]) -> None:
    """A block cannot both take the site's scale and have one of its own."""
    _, messages = convert(f"```heatmap share=logp {own}\na -6\n```", **SITE)
    assert len(messages) == 1
    assert "means nothing beside share: logp" in messages[0]


def test_defaults_give_way_to_the_scale_of_the_site(convert: Callable[..., Any]) -> None:
    """What the site says of all blocks goes before a shared scale, not against it."""
    html, messages = convert("```heatmap share=logp\na -6\n```", **SITE, scale="rank", clip=5)
    assert "Scale shared by all pages." in html
    assert messages == []


def test_shares_of_two_pages_are_two(convert: Callable[..., Any]) -> None:
    """Pages do not know each other: a block alone with its share is told so."""
    html, messages = convert("```heatmap share=s\na 1\n```")
    assert "shared" not in html
    assert [message[-14:] for message in messages] == ["[lonely-share]"]
    _, messages = convert("```heatmap share=s silence=lonely-share\na 1\n```")
    assert messages == []


def test_pages_may_share_by_default(convert: Callable[..., Any]) -> None:
    """A share of the site puts the blocks of each page on one scale, and one may be alone."""
    assert convert("```heatmap\na 1\n```", share="s").messages == []
    html, messages = convert("```heatmap\na 1\n```\n\n```heatmap\nb 2\n```", share="s")
    assert html.count("Scale shared by several figures") == 2
    assert messages == []


def test_a_block_without_scores_shares_too(convert: Callable[..., Any]) -> None:
    """Missing scores have no part in the ends, and a block of nothing else is drawn."""
    html, messages = convert("```heatmap share=s\na -\n```\n\n```heatmap share=s\nb 1\nc 3\n```")
    assert html.count("Scale shared by several figures") == 2
    assert html.count("<figure") == 2
    assert messages == []


def test_what_cannot_be_scaled_spoils_nothing(convert: Callable[..., Any]) -> None:
    """A block whose scores are too far apart fails alone."""
    header = "```heatmap share=s center=1e308\n"
    good = f"{header}a 9e307\nb 1e308\n```"
    html, messages = convert(f"{good}\n\n{header}a -1e308\n```\n\n{good}")
    assert html.count("Scale shared by several figures") == 2
    assert len(messages) == 1
    assert "too far apart" in messages[0]


def test_one_number_is_written_alike_on_a_shared_scale(convert: Callable[..., Any]) -> None:
    """A block whose scores need more digits does not change how the ends read."""
    html, _ = convert("```heatmap share=s\na 1000.1\nb 1000.4\n```\n\n```heatmap share=s\nc 1\n```")
    ends = re.findall(r"heatmark-scale>(\S+) <span[^>]*>…</span> (\S+?)<", html)
    assert len(ends) == 2
    assert ends[0] == ends[1]


@pytest.mark.parametrize("value", ["x", [1, 2], {"a": 1}, {"a": [2, 1]}, {"a": [1]}])
def test_scales_of_the_site_are_checked(value: object) -> None:
    """The site's scales are names with two ends each."""
    with pytest.raises(OptionError, match="scales must be"):
        check_all({"scales": value}, Scope.SITE)


def block(title: str | None = None, line: int = 0, **options: Any) -> Prepared:
    made = Heatmap(["a", " b"], [1, 2], title=title, share="s", **options)
    resolved = resolve(dict(made.options))
    return Prepared(resolved, lay_out(made.content, resolved), {}, line)


@pytest.mark.parametrize(
    ("first", "said"),
    [
        (block(title="Một"), "the block 'Một'"),
        (block(line=7), "the block on line 7"),
        (block(), "the block before it"),
    ],
)
def test_a_block_of_another_kind_is_told_of_the_first(first: Prepared, said: str) -> None:
    """The error says both values, and names the first block as its author knows it."""
    other = block(scale="zero")
    (shared,) = shared_scales([first, other]).values()
    shared.refuse_other(first)
    with pytest.raises(OptionError) as caught:
        shared.refuse_other(other)
    assert said in caught.value.message
    assert "scale: zero" in caught.value.message
    assert "scale: minmax" in caught.value.message
    assert len(shared.known) == 1, "its scores are not on the scale"


LOG = "measure='log P' unit=nat"
UNLIKE = [
    (LOG, "measure=attention unit=nat", "measure: attention", "measure: log P"),
    ("measure='log P'", "", "measure: none", "measure: log P"),
    (LOG, "measure='log P' unit=bit", "unit: bit", "unit: nat"),
    ("cmap=Reds", "cmap=viridis", "cmap: viridis", "cmap: Reds"),
    ("cmap=RdBu", "cmap=RdBu_r", "cmap: RdBu_r", "cmap: RdBu"),
    ("digits=0", "digits=2", "digits: 2", "digits: 0"),
    ("", "digits=0", "digits: 0", "digits: none"),
]


@pytest.mark.parametrize("unlike", UNLIKE)
@pytest.mark.parametrize("site", [{}, SITE])
def test_only_like_shares_with_like(
    unlike: tuple[str, str, str, str], site: dict[str, Any], convert: Callable[..., Any]
) -> None:
    """Another measure, unit or direction of colours is refused, and both are named."""
    first, second, ours, theirs = unlike
    blocks = (
        f"```heatmap share=logp {first}\na -1\n```\n\n```heatmap share=logp {second}\nb -2\n```"
    )
    html, messages = convert(blocks, silence="diverging-off-centre", measure_notice="off", **site)
    assert html.count("<figure") == 1
    (message,) = [one for one in messages if "share" in one and "lonely" not in one]
    assert f"has {ours}, but the block on line 1" in message
    assert f"has {theirs}" in message


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (LOG, "measure=logprob unit=nats"),
        ("cmap=Reds", "cmap=Blues"),
        ("cmap=viridis", "cmap=inferno"),
        ("", "cmap=Reds"),
        ("cmap=heatmark", ""),
    ],
)
def test_like_may_be_called_otherwise(first: str, second: str, convert: Callable[..., Any]) -> None:
    """Names of one measure are one measure; hues may differ where strength goes one way."""
    blocks = f"```heatmap share=s {first}\na -1\n```\n\n```heatmap share=s {second}\nb -2\n```"
    html, messages = convert(blocks, measure_notice="off")
    assert html.count("Scale shared by several figures") == 2
    assert messages == []


def test_a_legend_may_stand_once(convert: Callable[..., Any]) -> None:
    """A block whose scale another explains may go without; the last one of a page keeps its own."""
    first, second = (f"```heatmap share=s measure=m {more}\na 1\nb 2\n```\n" for more in ("", "{}"))
    html, messages = convert(first + "\n" + second.format("legend=none"))
    assert (html.count("class=heatmark-ramp"), messages) == (1, [])
    html, messages = convert(first + "\n" + second.format("legend=none cmap=Reds"))
    assert html.count("class=heatmark-ramp") == 2, "other colours need their own"
    assert [message.rpartition("[")[2] for message in messages] == ["no-legend]"]
    html, messages = convert("\n".join([second.format("legend=none")] * 2))
    assert html.count("class=heatmark-ramp") == 2
    assert [message.rpartition("[")[2] for message in messages] == ["no-legend]"] * 2
    html, messages = convert(first + "\n" + second.format("legend=none scale=rank"))
    assert html.count("class=heatmark-ramp") == 1
    assert "heatmark-error" in html
