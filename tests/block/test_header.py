"""Headers: the grammar in tables."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heatmark.block.header import bare_file, is_title, own_header, read_header
from heatmark.block.rows import read_rows
from heatmark.core.errors import HeatmarkError, ParseError
from heatmark.core.wording import quoted
from strategies import PRINTABLE


@given(st.dictionaries(st.sampled_from(["title", "unit", "cmap", "a-b"]), PRINTABLE), st.booleans())
def test_header_pairs_are_read_as_written(pairs: dict[str, str], braces: bool) -> None:
    """Quoted values of a header come back as they were, with braces around and without."""
    written = " ".join(
        f'{name}="{value.replace(chr(92), chr(92) * 2).replace(chr(34), chr(92) + chr(34))}"'
        for name, value in pairs.items()
    )
    assert read_header(f"{{{written}}}" if braces else written) == pairs


@pytest.mark.parametrize(
    ("info", "expected"),
    [
        ("heatmap", ""),
        (" heatmap ", ""),
        ("heatmap title=a", "title=a"),
        ("heatmap\ttitle=a", "title=a"),
        ("heatmap {title=a}", "{title=a}"),
        ("heatmap{title=a}", "{title=a}"),
        ("{.heatmap}", "{}"),
        ("{ .heatmap }", "{}"),
        ("{heatmap}", "{}"),
        ("{.heatmap title=a}", "{title=a}"),
        ("{#x .heatmap title=a}", "{#x title=a}"),
        ("{.heatmap #x}", "{#x}"),
        ("heatmapper", None),
        ("heatmap-x", None),
        ("heatmap.x", None),
        ("Heatmap", None),
        ("python heatmap", None),
        ("{.python .heatmap}", None),
        ("{.heatmaps}", None),
        ("", None),
        (".heatmap", None),
    ],
)
def test_own_header(info: str, expected: str | None) -> None:
    """A fence is ours if its first word, or the first class in its braces, is heatmap."""
    assert own_header(info) == expected


@pytest.mark.parametrize(
    ("header", "pairs"),
    [
        ("", {}),
        ("a=b", {"a": "b"}),
        ('a="b c" d=e', {"a": "b c", "d": "e"}),
        ("a='b \"c\"'", {"a": 'b "c"'}),
        (r'a="b \"c\" \\"', {"a": 'b "c" \\'}),
        ('a=""', {"a": ""}),
        ("scale=[0, 1]", {"scale": "[0, 1]"}),
        ("scale=0,1", {"scale": "0,1"}),
        ("a=b=c", {"a": "b=c"}),
        ("src=/a/b.json#c", {"src": "/a/b.json#c"}),
        ("{a=b}", {"a": "b"}),
        ("{ a=b }", {"a": "b"}),
        ('{a="}"}', {"a": "}"}),
        ("{#hinh-1 a=b}", {"id": "hinh-1", "a": "b"}),
        ("{.wide a=b}", {"css_classes": "wide", "a": "b"}),
        ("{.wide #x .tall}", {"id": "x", "css_classes": "wide tall"}),
        ("a=b .wide", {"a": "b", "css_classes": "wide"}),
        ("a-b=c", {"a-b": "c"}),
        ("title=Độ", {"title": "Độ"}),
    ],
)
def test_header(header: str, pairs: dict[str, str]) -> None:
    """A header is a list of pairs, with quotes where there are spaces."""
    assert read_header(header) == pairs


@pytest.mark.parametrize(
    ("header", "shown"),
    [
        ("fancy", "fancy"),
        ("a=b fancy", "fancy"),
        ("a = ", "a"),
        ("a= b", "a="),
        ('a="b', 'a="b'),
        ('a="b"c', 'a="b"c'),
        ('a=b"c d"', 'd"'),
        ("a=[0, 1", "1"),
        ("=b", "=b"),
        ("1a=b", "1a=b"),
        ("{.1}", ".1"),
        (".a.b", ".a.b"),
    ],
)
def test_wrong_headers(header: str, shown: str) -> None:
    """What is no pair is named in the error, which is on the fence's line."""
    with pytest.raises(ParseError, match="the header cannot be read at") as caught:
        read_header(header)
    assert quoted(shown) in caught.value.message
    assert caught.value.line == 0
    assert "title=" in caught.value.hint


@pytest.mark.parametrize("header", ["{a=1", "a=1 a=2", "a=1, b", "a: 1"])
def test_errors_are_of_the_fence(header: str) -> None:
    """The header stands above the first line of the block."""
    with pytest.raises(HeatmarkError) as caught:
        read_header(header)
    assert caught.value.line == 0


@pytest.mark.parametrize(
    ("argument", "title"),
    [
        *(("Độ dài từ", True), ("Words, and more", True)),
        *(("a=1", False), ("{.wide", False), ("", False), (" ", False)),
        *((".wide", False), ("#a #b", False)),
        *(('title: "Độ dài"', False), ("unit: nat", False), ("Note: nat", True)),
        ("title: of what", False),
    ],
)
def test_titles_of_directives(argument: str, title: bool) -> None:
    """What says no option is a title; a header that is wrong stays one."""
    assert is_title(argument) is title


@pytest.mark.parametrize(
    ("header", "fixed"),
    [
        ("measure=surprisal, unit=nat", "write measure=surprisal; "),
        ("measure=x; unit=nat", "write measure=x; "),
        ("{measure=x，}", "write measure=x; "),
        ("scale=[0,1], view=bars", "write scale=[0,1]; "),
        ("model=GPT-2,measure=x", "write model=GPT-2 measure=x; "),
    ],
)
def test_commas_between_options_are_no_part_of_values(header: str, fixed: str) -> None:
    """They are an error in every option; in quotes they are meant."""
    with pytest.raises(ParseError, match="between options only spaces do") as caught:
        read_header(header)
    assert caught.value.hint is not None
    assert str(caught.value.hint).startswith(fixed)


def test_commas_that_are_meant() -> None:
    """Within quotes, as the token itself, and in the parts of a file."""
    assert read_header('measure="x," unit=nat') == {"measure": "x,", "unit": "nat"}
    assert read_header("pick=, series=pick")["pick"] == ","
    assert read_header("src=a.npz#layer=1,head=2")["src"] == "a.npz#layer=1,head=2"
    with pytest.raises(ParseError) as caught:
        read_header('title="Hà", unit=nat')
    assert str(caught.value.hint).startswith("leave , out")


def test_names_with_accents() -> None:
    """They are no options, and are named as such: the next one was named."""
    assert read_header('tiêu_đề="Độ dài" đơn_vị=nat') == {"tiêu_đề": "Độ dài", "đơn_vị": "nat"}
    with pytest.raises(ParseError) as caught:
        read_header("đơn_vị: nat")
    assert caught.value.hint == 'write = in the place of the colon: đơn_vị="nat"'


@pytest.mark.parametrize(
    ("text", "file"),
    [
        ("data/s.csv", "data/s.csv"),
        ("Điểm.CSV", "Điểm.CSV"),
        ("![x](data/s.json)", "data/s.json"),
        ("[](a.npz)", "a.npz"),
        ("csv", ""),
        ("a.csv,b", ""),
        ("Hà", ""),
    ],
)
def test_the_path_of_a_file_alone(text: str, file: str) -> None:
    """It is to stand behind `src`, in a header and in a body; the hint made a token of it."""
    assert bare_file(text) == file
    with pytest.raises(HeatmarkError) as caught:
        read_header(text)
    assert (caught.value.hint == f"write src={file}") is bool(file)
    with pytest.raises(HeatmarkError) as caught:
        read_rows(text, 1, 10)
    assert (caught.value.hint == f"write src: {file}") is bool(file)
