"""What an image says in words, to readers who cannot see it."""

from __future__ import annotations

from typing import Any

import pytest

from drawing import sheet_of
from heatmark import Heatmap
from heatmark.options.resolve import resolve
from heatmark.picture.paint import picture
from heatmark.render.image.draw import described, images, still_image

TOKENS = ["Trời", " hôm", " nay", " đẹp", " quá", "!"]


def said(heatmap: Heatmap) -> str:
    return described(picture(heatmap.content, resolve(dict(heatmap.options))))


@pytest.mark.parametrize(
    ("heatmap", "expected"),
    [
        (
            Heatmap(
                TOKENS, [-1.5, -2, None, -0.25, -8, -3], measure="log P", lang="vi", title="Câu một"
            ),
            (
                "Bản đồ nhiệt trên văn bản: Câu một. Văn bản: “Trời hôm nay đẹp quá!”. "
                "log P từ 0 đến −8. "
                "Cao nhất: đẹp (−0,25), Trời (−1,5); thấp nhất: quá (−8), ! (−3). "
                "Toàn bộ văn bản và số liệu nằm ngay sau hình."
            ),
        ),
        (
            Heatmap(TOKENS, [1500, 2, 3, 4, 5, 6], unit="ms", lang="en"),
            (
                "Text heatmap. Text: “Trời hôm nay đẹp quá!”. Score (ms) from 2 to 1,500. "
                "Highest: Trời (1,500), ! (6), quá (5); lowest: hôm (2), nay (3), đẹp (4). "
                "The whole text and all numbers follow the image."
            ),
        ),
        (
            Heatmap(["a", " b"], {"một": [1, 2], "hai": [4, 3]}, lang="en"),
            (
                "Text heatmap. Text: “a b”. Score from 1 to 4. "
                "một: Highest: b (2); lowest: a (1). hai: Highest: a (4); lowest: b (3). "
                "The whole text and all numbers follow the image."
            ),
        ),
        (
            Heatmap(["a", " b", " c", " d", " e", " f"], [1, 3, 3, 3, 3, 6], lang="en"),
            (
                "Text heatmap. Text: “a b c d e f”. Score from 1 to 6. "
                "Highest: f (6); lowest: a (1). "
                "The whole text and all numbers follow the image."
            ),
        ),
        (
            Heatmap(["a", " b", " c", " d"], {"một": [1, 2, 1, 2]}, lang="en", title="T…"),
            (
                "Text heatmap: T… Text: “a b c d”. một from 1 to 2. "
                "Highest: b (2), d (2); lowest: c (1), a (1). "
                "The whole text and all numbers follow the image."
            ),
        ),
        (
            Heatmap(["a", " b"], [3, 3], lang="en"),
            (
                "Text heatmap. Text: “a b”. Score from 3 to 3. "
                "The whole text and all numbers follow the image."
            ),
        ),
        (
            Heatmap(["a", " b"], [None, None], lang="vi"),
            (
                "Bản đồ nhiệt trên văn bản. Văn bản: “a b”. "
                "Toàn bộ văn bản và số liệu nằm ngay sau hình."
            ),
        ),
        (
            Heatmap(["<s>", "a", "\n", "b"], [9, 1, 2, 3], lang="en", title="Why?"),
            (
                "Text heatmap: Why? Text: “a b”. Score from 1 to 3. "
                "Highest: b (3); lowest: a (1). "
                "The whole text and all numbers follow the image."
            ),
        ),
    ],
)
def test_alternative_text(heatmap: Heatmap, expected: str) -> None:
    """Title, text, ends of the scale, and the tokens that stand out, in the page's language."""
    assert said(heatmap) == expected


def test_nothing_is_promised_where_nothing_follows() -> None:
    """The last sentence is left out there; what the author writes is all that is said."""
    found = picture(Heatmap(["a", " b"], [1, 2]).content, resolve({}))
    assert described(found).removeprefix(described(found, more=False)).startswith(" The whole")
    told = picture(Heatmap(["a"], [1]).content, resolve({"alt": "only this"}))
    assert described(told) == "only this"


def test_a_long_text_is_cut_at_a_word() -> None:
    """It is read aloud in one go, so it is kept short; nothing in it turns it around."""
    text = said(Heatmap(TOKENS[:5] * 200, [float(at) for at in range(1_000)], lang="en"))
    assert len(text) < 600
    assert "quá …”" in text or "đẹp …”" in text or "Trời …”" in text or "hôm …”" in text
    assert not set("\n\t\u202e") & set(said(Heatmap(["a\u202e", "\n\u200b\t", "b"], [1, 2, 3])))


@pytest.mark.parametrize(
    ("options", "kinds"),
    [
        ({"output": "png"}, [("wide", False), ("medium", False), ("narrow", False)]),
        (
            {"output": "svg", "dark": "both", "width": 60},
            [("wide", False), ("narrow", False), ("wide", True), ("narrow", True)],
        ),
        ({"output": "png", "width": 30}, [("wide", False)]),
        ({"output": "html"}, []),
    ],
)
def test_images_of_a_page(options: dict[str, Any], kinds: list[tuple[str, bool]]) -> None:
    """A wide one, narrower ones if they differ, and all again where dark pages get their own."""
    heatmap = Heatmap(TOKENS, [1, 2, 3, 4, 5, 6], title="Tiêu đề", **options)
    found = images(picture(heatmap.content, resolve(dict(heatmap.options))))
    assert [(one.size, one.dark) for one in found] == kinds
    for one in found:
        assert "".join(one.sheet.screen.lines[0]).startswith("Trời"), "the page has the title"
        assert one.sheet.screen.columns == {"medium": 60, "narrow": 36}.get(
            one.size, one.sheet.screen.columns
        )
        assert (one.sheet.colours.page == "#ffffff") == (not one.dark)
    assert len({one.sheet.key for one in found}) == len(found)


def test_an_image_alone_has_its_words() -> None:
    """A file of its own has title and notes; one in a page does not, because the page has them."""
    heatmap = Heatmap(["a"], [1], title="Tiêu đề")
    for alone in (True, False):
        lines = ["".join(line) for line in sheet_of(heatmap, alone=alone).screen.lines]
        assert ("Tiêu đề" in lines) is alone
        assert any("n = 1" in line for line in lines) is alone


def test_one_image_for_what_has_no_room_to_ask() -> None:
    """The medium one of its kind of page, or the wide one where there is no other."""
    wide = Heatmap(TOKENS, [1, 2, 3, 4, 5, 6], output="png", width=80, dark="both")
    narrow = Heatmap(TOKENS, [1, 2, 3, 4, 5, 6], output="png", width=40)
    for heatmap, kinds in ((wide, ["medium", "medium"]), (narrow, ["wide"])):
        found = images(picture(heatmap.content, resolve(dict(heatmap.options))))
        for dark, kind in zip((False, True), kinds, strict=False):
            one = still_image(found, dark=dark)
            assert (one.size, one.dark) == (kind, dark)
        assert still_image(found) == still_image(found, dark=False)


@pytest.mark.parametrize(
    ("columns", "sizes"),
    [
        *[(36, ["wide"]), (37, ["wide", "narrow"]), (72, ["wide", "narrow"])],
        (73, ["wide", "medium", "narrow"]),
    ],
)
def test_narrower_images_are_clearly_narrower(columns: int, sizes: list[str]) -> None:
    """None of 60 characters beside one of 72, and none of 36 beside another."""
    heatmap = Heatmap(TOKENS, [1, 2, 3, 4, 5, 6], output="png", width=columns)
    found = images(picture(heatmap.content, resolve(dict(heatmap.options))))
    assert [one.size for one in found] == sizes


@pytest.mark.parametrize(("last", "cut"), [(119, False), (120, True)])
def test_two_hundred_and_forty_characters_are_read_aloud(last: int, *, cut: bool) -> None:
    """Of a longer text the words that fit into them."""
    text = said(Heatmap(["a" * 120, " " + "b" * last], [1, 2])).partition("”")[0]
    assert text.endswith("a …" if cut else "b" * last)


def test_how_many_stand_out() -> None:
    """Three tokens at each end, of the first four series."""
    tokens = [f" t{at}" for at in range(9)]
    series = {name: [*range(9)] for name in "pqrst"}
    text = said(Heatmap(tokens, series))
    assert text.count("Highest: t8 (8), t7 (7), t6 (6); lowest: t0 (0), t1 (1), t2 (2).") == 4
    assert "s: Highest" in text
    assert "t: Highest" not in text


def test_a_part_of_a_character_is_called_so() -> None:
    """By the character, which an earlier token shows."""
    found = Heatmap(["B", "áº", "£", "n"], [1, 2, 9, 3], scheme="bytebpe", measure="x")
    assert "Highest: part of a character ả (9), n (3)" in said(found)
