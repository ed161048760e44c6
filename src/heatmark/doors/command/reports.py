"""Findings as text, JSON, GitHub's annotations or SARIF."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from heatmark import __version__
from heatmark.language.messages import translated

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from heatmark.doors.command.check import Finding


_SARIF_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_GITHUB_LEVELS = {"error": "error", "warning": "warning", "info": "notice"}
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def as_text(findings: Sequence[Finding], lang: str) -> str:
    """Write a line each: file, line, level, message, hint, name."""
    return "\n".join(_line(item, lang) for item in findings)


def _line(item: Finding, lang: str) -> str:
    hint = translated(item.found.hint, lang)
    hint = f" ({hint})" if hint else ""
    message = translated(item.found.message, lang)
    return f"{item.where}:{item.line}: {item.level}: {message}{hint} [{item.name}]"


def as_json(findings: Sequence[Finding], lang: str) -> str:
    """Write a list of objects."""
    return json.dumps([_record(item, lang) for item in findings], ensure_ascii=False, indent=2)


def _record(item: Finding, lang: str) -> dict[str, Any]:
    return {
        "file": item.file.as_posix(),
        "where": item.where,
        "line": item.line,
        "level": item.level,
        "name": item.name,
        "message": translated(item.found.message, lang),
        "hint": translated(item.found.hint, lang),
    }


def as_github(findings: Sequence[Finding], lang: str) -> str:
    """Write the commands that GitHub shows at the lines of a pull request.

    See "Workflow commands for GitHub Actions" in its documentation for the escapes.
    """
    return "\n".join(_command(item, lang) for item in findings)


def _command(item: Finding, lang: str) -> str:
    record = _record(item, lang)
    message = f"{record['message']} ({record['hint']})" if record["hint"] else record["message"]
    where = f"file={_property(record['file'])},line={max(item.line, 1)}"
    title = _property(f"heatmark: {item.name}")
    return f"::{_GITHUB_LEVELS[item.level]} {where},title={title}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_sarif(findings: Sequence[Finding], lang: str) -> str:
    """Write SARIF 2.1.0 (OASIS), which code scanners read."""
    rules = sorted({item.name for item in findings})
    tool = {"name": "heatmark", "version": __version__, "rules": [{"id": one} for one in rules]}
    results = [_result(item, lang) for item in findings]
    run = {"tool": {"driver": tool}, "columnKind": "unicodeCodePoints", "results": results}
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2)


def _result(item: Finding, lang: str) -> dict[str, Any]:
    record = _record(item, lang)
    text = f"{record['message']}. {record['hint']}" if record["hint"] else record["message"]
    place = {
        "artifactLocation": {"uri": record["file"]},
        "region": {"startLine": max(item.line, 1)},
    }
    return {
        "ruleId": item.name,
        "level": _SARIF_LEVELS[item.level],
        "message": {"text": text},
        "locations": [{"physicalLocation": place}],
    }


REPORT_FORMATS: dict[str, Callable[[Sequence[Finding], str], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "sarif": as_sarif,
}
