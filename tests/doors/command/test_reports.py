"""Findings in the formats of people and of machines."""

from __future__ import annotations

import json
from pathlib import Path

from heatmark import Notice, ParseError
from heatmark.doors.command.check import Finding
from heatmark.doors.command.reports import REPORT_FORMATS

FILE = Path("bai, 1.md")
FOUND = [
    Finding(
        FILE, "bai, 1.md", 3, ParseError("the header has no closing brace", hint="end it with }")
    ),
    Finding(
        FILE,
        "bai, 1.md",
        9,
        Notice(name="no-measure", message="a: 100%\nb", hint="c", level="info"),
    ),
]


def test_text_is_a_line_each_in_the_language_of_the_user() -> None:
    """Where, how bad, what, what to do, and its name."""
    first, *_ = REPORT_FORMATS["text"](FOUND, "vi").split("\n")
    assert first.startswith("bai, 1.md:3: error: ")
    assert "the header" not in first
    assert first.endswith("[ParseError]")


def test_json_is_whole() -> None:
    """Each finding is an object."""
    records = json.loads(REPORT_FORMATS["json"](FOUND, "en"))
    assert [(one["line"], one["level"], one["name"]) for one in records] == [
        (3, "error", "ParseError"),
        (9, "info", "no-measure"),
    ]
    assert records[0]["hint"] == "end it with }"


def test_github_escapes_what_would_end_a_command() -> None:
    """Commas and colons in properties, line ends and percent signs everywhere."""
    lines = REPORT_FORMATS["github"](FOUND, "en").split("\n")
    assert lines[0].startswith("::error file=bai%2C 1.md,line=3,title=heatmark%3A ParseError::")
    assert lines[1].endswith("::a: 100%25%0Ab (c)")
    assert lines[1].startswith("::notice ")


def test_sarif_names_rules_and_places() -> None:
    """Every result is of a rule that the tool lists."""
    (run,) = json.loads(REPORT_FORMATS["sarif"](FOUND, "en"))["runs"]
    rules = {rule["id"] for rule in run["tool"]["driver"]["rules"]}
    assert {one["ruleId"] for one in run["results"]} == rules
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place == {"artifactLocation": {"uri": "bai, 1.md"}, "region": {"startLine": 3}}
    assert [one["level"] for one in run["results"]] == ["error", "note"]


def test_nothing_found_is_nothing_or_an_empty_list() -> None:
    """Machines still get what they can read."""
    assert REPORT_FORMATS["text"]([], "en") == ""
    assert json.loads(REPORT_FORMATS["json"]([], "en")) == []
    assert json.loads(REPORT_FORMATS["sarif"]([], "en"))["runs"][0]["results"] == []
