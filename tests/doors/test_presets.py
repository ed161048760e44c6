"""Defaults of a notebook: for all its heatmaps, for the time of a `with`, and forgotten again."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING, Any

import pytest

import heatmark
from heatmark import Heatmap, OptionError, ScoreError
from heatmark.presets import Defaults

if TYPE_CHECKING:
    from collections.abc import Iterator

TOKENS, SCORES = ["Hà", " Nội"], [1.5, 2]


@pytest.fixture(autouse=True)
def _forgotten() -> Iterator[None]:
    yield
    heatmark.defaults.reset()


def shown(**options: Any) -> str:
    return Heatmap(TOKENS, SCORES, **options)._repr_html_()


def test_they_count_for_all_heatmaps_and_yield_to_their_own_options() -> None:
    """Language and colormap are those of the defaults, unless a heatmap names its own."""
    before = Heatmap(TOKENS, SCORES)
    assert "heatmark-heatmark_blue" not in before._repr_html_()
    heatmark.defaults(lang="vi", cmap="heatmark_blue")
    assert 'class="heatmark heatmark-heatmark_blue"' in before._repr_html_()
    assert "1,5" in before._repr_html_()
    assert 'class="heatmark heatmark-viridis"' in shown(cmap="viridis")
    heatmark.defaults(cmap=None)
    assert heatmark.defaults.options == {"lang": "vi"}
    heatmark.defaults.reset()
    assert "1.5" in before._repr_html_()


def test_they_are_no_part_of_a_heatmap() -> None:
    """Equality, the block and the copy have what the heatmap says itself."""
    before = Heatmap(TOKENS, SCORES)
    heatmark.defaults(lang="vi")
    after = Heatmap(TOKENS, SCORES)
    assert after == before
    assert "lang" not in after.to_fence()
    assert after.replace(title="x").options == (("title", "x"),)


def test_joining_is_done_where_a_heatmap_is_made() -> None:
    """`join` and `scheme` count when tokens become exact, in files too, and not again."""
    heatmark.defaults(join="space")
    made = Heatmap(["Hà", "Nội"], SCORES)
    assert made.tokens == ("Hà", " Nội")
    assert (
        Heatmap.from_fence("```heatmap\ntokens: [Hà, Nội]\nscores: [1, 2]\n```").tokens
        == made.tokens
    )
    assert made.replace(title="x").tokens == made.tokens
    heatmark.defaults(join=None, scheme="wordpiece")
    assert Heatmap(["a", "##b"], SCORES).scheme == "wordpiece"
    assert Heatmap(["a", "##b"], SCORES, scheme="text").scheme == "text"


def test_a_unit_belongs_to_its_measure() -> None:
    """A unit of the defaults does not stick to another measure, as in a site."""
    heatmark.defaults(measure="surprisal", unit="nat")
    assert "nat" in shown()
    assert "nat" not in shown(measure="attention")


def test_a_with_ends() -> None:
    """What a `with` sets lies over the rest, and is gone after it, also after an error."""
    heatmark.defaults(lang="vi")
    with heatmark.defaults.within(cmap="viridis"):
        assert heatmark.defaults.options == {"lang": "vi", "cmap": "viridis"}
        with heatmark.defaults.within(lang=None):
            assert "1.5" in shown()
        assert "1,5" in shown()
    with pytest.raises(ScoreError), heatmark.defaults.within(cmap="viridis"):
        Heatmap(TOKENS, [1])
    assert heatmark.defaults.options == {"lang": "vi"}


def test_a_with_is_of_its_own_thread_and_task() -> None:
    """Another thread sees what calls have set, and nothing of a `with` here; so does a task."""
    heatmark.defaults(lang="vi")
    seen = []
    with heatmark.defaults.within(cmap="viridis"):
        other = threading.Thread(target=lambda: seen.append(heatmark.defaults.options))
        other.start()
        other.join()
    assert seen == [{"lang": "vi"}]

    async def one(cmap: str) -> object:
        with heatmark.defaults.within(cmap=cmap):
            await asyncio.sleep(0)
            return heatmark.defaults.options["cmap"]

    async def both() -> list[object]:
        return [*await asyncio.gather(one("viridis"), one("magma"))]

    found: list[object] = []
    # In a thread of its own: a browser that other tests have opened runs a loop in this one.
    tasks = threading.Thread(target=lambda: found.extend(asyncio.run(both())))
    tasks.start()
    tasks.join()
    assert found == ["viridis", "magma"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"cmpa": "Reds"}, "unknown option"),
        ({"cmap": "Redss"}, "colormap"),
        ({"view": "x"}, "view must be"),
        ({"title": "x"}, "title cannot be set for a notebook"),
        ({"folders": "x"}, "folders cannot be set for a notebook"),
        ({"dark_selector": "</style>"}, "dark_selector must be a selector"),
    ],
)
def test_what_is_wrong_is_told_at_once(options: dict[str, object], message: str) -> None:
    """An option that does not exist, or not for all heatmaps, is an error, and changes nothing."""
    heatmark.defaults(lang="vi")
    with pytest.raises(OptionError, match=message):
        heatmark.defaults(**{"lang": "en", **options})
    with pytest.raises(OptionError, match=message), heatmark.defaults.within(**options):
        pass
    assert heatmark.defaults.options == {"lang": "vi"}


def test_a_selector_of_ones_own_is_in_the_style() -> None:
    """A notebook of one's own says how its dark pages are known."""
    heatmark.defaults(dark_selector=".night")
    assert ",.night)" in shown()


def test_they_say_what_they_are() -> None:
    """Looked at, they show what counts."""
    own = Defaults()
    own(lang="vi")
    assert repr(own) == "heatmark.defaults(lang='vi')"
