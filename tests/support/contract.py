"""The cases of the contract that all hosts are held to."""

from __future__ import annotations

import re
from typing import NamedTuple

from paths import TESTS

CONTRACT = TESTS / "contract"
CASES_FILE = CONTRACT / "cases.md"
CASE = re.compile(
    r"^## (?P<name>.+)\n\n(?P<says>(?:.+\n)+)\n"
    r"~~~~~markdown\n(?P<document>(?:.*\n)*?)~~~~~\n\n"
    r"~~~~~html\n(?P<expected>(?:.*\n)*?)~~~~~$",
    re.MULTILINE,
)


class Case(NamedTuple):
    """A document in Markdown, and the elements of ours that a page has of it."""

    name: str
    document: str
    expected: str

    @property
    def stem(self) -> str:
        """The name of its page."""
        return re.sub(r"\W+", "-", self.name)


CASES = [
    Case(found["name"], found["document"], found["expected"])
    for found in CASE.finditer(CASES_FILE.read_text(encoding="utf-8"))
]
