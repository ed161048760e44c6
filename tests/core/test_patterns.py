"""Patterns that are compiled at their first use."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib import import_module
from pkgutil import walk_packages

import pytest
import regex

import heatmark
from heatmark.core import patterns
from heatmark.core.patterns import lazy_re, lazy_regex


def test_a_lazy_pattern_is_one() -> None:
    """It finds what the compiled one finds, as often as it is asked, with its flags."""
    late = lazy_re(r"(?P<first>h)à\b", re.IGNORECASE)
    assert late.pattern == r"(?P<first>h)à\b"
    for text in ("Hà Nội", "hàng", "HÀ", "ha"):
        ours, theirs = late.match(text), re.match(late.pattern, text, re.IGNORECASE)
        assert (ours and ours.span()) == (theirs and theirs.span())
    assert late.sub("x", "Hà hà") == "x x"
    assert late.groupindex == {"first": 1}
    assert lazy_re(rb"\d+").findall(b"1 22") == [b"1", b"22"]
    assert lazy_regex(r"(?V1)[\p{L}--[a-z]]").findall("aBă") == ["B", "ă"]


def test_a_lazy_pattern_is_compiled_once_and_late(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is compiled where nothing is looked for, nor twice for the same method."""
    compiled: list[str] = []
    compile_now = re.compile

    def compile_it(pattern: str, flags: int) -> re.Pattern[str]:
        compiled.append(pattern)
        return compile_now(pattern, flags)

    late = lazy_re("a+")
    monkeypatch.setattr("re.compile", compile_it)
    assert (compiled, late.pattern) == ([], "a+")
    assert [bool(late.match(text)) for text in ("a", "b", "aa")] == [True, False, True]
    assert compiled == ["a+"]


def test_no_pattern_is_said_at_its_use() -> None:
    """What is no regular expression is an error of the library that reads it."""
    with pytest.raises(re.error):
        lazy_re("(").match("")
    with pytest.raises(regex.error):
        lazy_regex("(").match("")


def test_the_library_of_unicode_comes_with_its_first_pattern() -> None:
    """A page of plain words does not wait for it."""
    code = "import sys, heatmark.mkdocs; sys.exit('regex' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_all_patterns_of_the_package_compile() -> None:
    """One that is no regular expression would be found only by the page that needs it."""
    count = 0
    for module in walk_packages(heatmark.__path__, "heatmark."):
        if module.name.endswith("__main__"):
            continue
        try:
            found = import_module(module.name)
        except ModuleNotFoundError as error:  # what it is for is not installed
            assert not str(error.name).startswith("heatmark")
            continue
        for value in vars(found).values():
            several = value.values() if isinstance(value, dict) else [value]
            for late in several:
                if isinstance(late, patterns._Lazy):
                    assert isinstance(late.groups, int)
                    count += 1
    assert count > 200
