"""What parsers say becomes a sentence that every language has."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from heatmark.core.parsers import reason, refuse_depth
from heatmark.core.wording import Message
from heatmark.language.messages import translated

if TYPE_CHECKING:
    from collections.abc import Callable

JSON = {
    '{"a": 1 "b": 2}': "thiếu dấu phẩy hoặc dấu ngoặc",
    '{"a" 1}': "thiếu dấu hai chấm",
    "{a: 1}": "thiếu một tên đặt trong dấu ngoặc kép",
    '{"a": }': "thiếu giá trị",
    "{} {}": "còn nội dung thừa sau chỗ kết thúc",
    '{"a': "có dấu ngoặc kép mở mà không đóng",
    '{"a\n": 1}': "trong một chuỗi có dấu xuống dòng hoặc ký tự điều khiển",
    r'{"\q": 1}': "sau dấu \\ là một ký tự không có nghĩa ở đó",
}
YAML = {
    "a: b: c": "có dấu hai chấm ở chỗ không được phép",
    "a: [1, 2\nb: 3": "thiếu dấu phẩy hoặc dấu ngoặc",
    'a: "x': "có dấu ngoặc kép mở mà không đóng",
    "a: - b": "có dấu gạch ngang ở chỗ không thể bắt đầu danh sách",
    "a: @x": "có một ký tự không thể đứng đầu một giá trị",
    "a: [1]\n- x": "có một dòng không thẳng hàng với các dòng trên",
    "- a\nb: 1": "có một dòng không thẳng hàng với các dòng trên",
    "{a: 1, c: [}": "thiếu giá trị",
    "[a]]": "còn nội dung thừa sau chỗ kết thúc",
    "a: !x 1": "có một thẻ (!) không quen biết",
    "a: *x": "có một bí danh (*) không trỏ tới đâu",
}
LOADERS = [yaml.SafeLoader, *([yaml.CSafeLoader] if yaml.__with_libyaml__ else [])]


@pytest.mark.parametrize(("text", "said"), JSON.items())
def test_what_is_wrong_with_json(text: str, said: str) -> None:
    """Each way to break JSON has a sentence in Vietnamese."""
    with pytest.raises(json.JSONDecodeError) as found:
        json.loads(text)
    assert translated(reason(found.value.msg), "vi") == said


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize(("text", "said"), YAML.items())
def test_what_is_wrong_with_yaml(text: str, said: str, loader: Any) -> None:
    """Each way to break YAML has one sentence, whichever of the two parsers reads it."""
    with pytest.raises(yaml.YAMLError) as found:
        yaml.load(text, loader)  # noqa: S506 - both are safe loaders
    assert translated(reason(getattr(found.value, "problem", "")), "vi") == said


def test_what_is_wrong_with_a_table() -> None:
    """A quotation mark in the wrong place is told, too."""
    with pytest.raises(csv.Error) as found:
        [*csv.reader(['"a"b,c'], strict=True)]
    assert translated(reason(str(found.value)), "vi") == "sau dấu ngoặc kép thiếu dấu ngăn cách"


def test_other_words_stay() -> None:
    """What no language has is told as the parser said it."""
    assert reason("the moon is full") == "the moon is full"
    assert isinstance(reason("Expecting value"), Message)


@pytest.mark.parametrize("read", [json.loads, yaml.safe_load])
@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ('{"a": ', "}"), ("[0, ", "]")])
def test_depth(read: Callable[[str], Any], opening: str, closing: str) -> None:
    """64 lists within another are the most, whatever is beside them."""
    text = opening * 64 + "1" + closing * 64
    refuse_depth(read(text), text)
    text = f"[{text}]"
    with pytest.raises(RecursionError):
        refuse_depth(read(text), text)
    long = str([[1, 2]] * 500)
    refuse_depth(read(long), long)


@pytest.mark.parametrize(
    "text",
    ["- " * 65 + "a", "\n".join(f"{' ' * depth}a:" for depth in range(65)) + " [1]"],
)
def test_depth_without_brackets(text: str) -> None:
    """YAML nests by hyphens and by indentation, too."""
    with pytest.raises(RecursionError):
        refuse_depth(yaml.safe_load(text), text)
