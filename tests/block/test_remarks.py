"""Texts in YAML that a `#` cuts off."""

from __future__ import annotations

import pytest

from heatmark.block.block import parse_body
from heatmark.block.remarks import cut_texts

LISTS = "tokens: [a, b]\nscores: [1, 2]"


@pytest.mark.parametrize(
    ("body", "about", "cut", "fixed"),
    [
        ("text: Tôi học C # và Java\nscore: length", "text", "# và Java", '"Tôi học C # và Java"'),
        ("text: Bài #1 rất hay\nscore: length", "text", "#1 rất hay", '"Bài #1 rất hay"'),
        (f"title: Hạng #1\n{LISTS}", "title", "#1", '"Hạng #1"'),
        (f"title: #1 tuần này\n{LISTS}", "title", "#1 tuần này", '"#1 tuần này"'),
        (f"title: 1.10\t#1\n{LISTS}", "title", "#1", '"1.10 #1"'),
        (f"{LISTS}\nmeasure: F#m #b", "measure", "#b", '"F#m #b"'),
        (f'{LISTS}\nalt: Là "Bài" hay #1', "alt", "#1", "'Là \"Bài\" hay #1'"),
        (f"title: nó's \"x\" #1\n{LISTS}", "title", "#1", "'nó''s \"x\" #1'"),
        ("title: Hạng #1\n---\na 1\nb 2", "title", "#1", '"Hạng #1"'),
        ("title: Hạng #1\n---\n" + LISTS, "title", "#1", '"Hạng #1"'),
        ("tokens:\n- bài #1\n- b\nscores: [1, 2]", "tokens", "#1", '"bài #1"'),
        ("tokens: [a, b #1, c\n  ]\nscores: [1, 2]", "tokens", "#1, c", '"b #1"'),
        ("tokens:\n- bài #1, 2\n- b\nscores: [1, 2]", "tokens", "#1, 2", '"bài #1, 2"'),
        (f"title: Bài #1, 2\n{LISTS}", "title", "#1, 2", '"Bài #1, 2"'),
        (f"{LISTS}\nclasses: {{1: X #2\n  }}", "classes", "#2", '"X #2"'),
        (f"texts:\n- name: Bài #1\n  {LISTS.replace(chr(10), chr(10) + '  ')}", "texts", "#1",
         '"Bài #1"'),
        ("src: a.csv #2", "src", "#2", '"a.csv #2"'),
    ],
)  # fmt: skip
def test_what_a_comment_cuts_off(body: str, about: str, cut: str, fixed: str) -> None:
    """It is told what was left out, and how the text is to be written."""
    (notice,) = parse_body(body).notices
    assert (notice.name, notice.about, notice.level) == ("left-out", about, "warning")
    assert cut in notice.message
    assert fixed in notice.hint


@pytest.mark.parametrize("text", ["Hạng #1", 'Là "C # và D" #', 'nó\'s "x" #1', "C\\ #"])
def test_a_hint_about_a_comment_is_right(text: str) -> None:
    """Written with the quotes of the hint, the text is whole."""
    (notice,) = parse_body(f"title: {text}\n{LISTS}").notices
    fixed = notice.hint.removeprefix("if it belongs to the text, write quotes: ")
    mended = parse_body(f"title: {fixed.rpartition(';')[0]}\n{LISTS}")
    assert (mended.options["title"], mended.notices) == (text, ())


@pytest.mark.parametrize(
    "body",
    [
        'text: "Bài #1"\nscore: length # mỗi từ',
        f"# ghi chú\n{LISTS} # hai",
        f"title: C#\n{LISTS}",
        f'title: "Hạng" # 1\n{LISTS}',
        f"title: |  # 1\n  Hạng\n{LISTS}",
        f"scheme: bytebpe # của GPT-2\nlang: vi # tiếng Việt\n{LISTS}",
        "src: a.csv # dữ liệu",
        '{"title": "Hạng #1", "tokens": ["a"], "scores": [1]}',
        "a 1\n# 2",
    ],
)
def test_what_is_a_comment(body: str) -> None:
    """Comments behind numbers, words of a list and quotes are what they are."""
    assert not [one for one in parse_body(body).notices if one.name == "left-out"]


def test_an_aside() -> None:
    """A comment that is set off as most are, is told of more quietly."""
    (notice,) = parse_body(f"title: Hạng  # tên hình\n{LISTS}").notices
    assert notice.level == "info"
    (notice,) = parse_body("tokens:\n- a  # tên\n- bài #1\n- b #2\nscores: [1, 2, 3]").notices
    assert (notice.level, "'#1'" in notice.message) == ("warning", True)
    assert cut_texts({}, "a #b") == ()
