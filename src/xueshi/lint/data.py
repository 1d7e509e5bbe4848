"""Findings as data: the program's own JSON, and SARIF 2.1.0 for whatever else shows findings."""

from __future__ import annotations

from typing import Any

from xueshi._version import __version__
from xueshi.lint.codes import codes
from xueshi.lint.finding import Finding
from xueshi.lint.run import Report
from xueshi.lint.source import Lines
from xueshi.lint.text import shown
from xueshi.messages import Lang, section
from xueshi.solver.rules import Place

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def as_json(report: Report, lang: Lang) -> dict[str, Any]:
    """Return the JSON object of ``xueshi regulation lint --json``."""
    lines = Lines()
    return {
        "files": [shown(file) for file in report.files],
        "errors": report.count("error"),
        "warnings": report.count("warning"),
        "notes": report.count("note"),
        "findings": [_finding(finding, lines, lang) for finding in report.findings],
        "allowed": [_finding(finding, lines, lang) | {"reason": by.reason} for finding, by in report.allowed],
    }


def _finding(finding: Finding, lines: Lines, lang: Lang) -> dict[str, Any]:
    spot = lines.spot(finding.place)
    return {
        "code": finding.code,
        "name": codes()[finding.code].name,
        "severity": finding.severity,
        "file": shown(finding.place.file),
        "line": spot.line,
        "column": spot.column,
        "end_line": spot.last_line,
        "end_column": spot.last_column,
        "about": finding.about or None,
        "message": finding.says(lang),
        "near": finding.near or None,
        "detail": finding.detail or None,
    }


def as_sarif(report: Report, lang: Lang) -> dict[str, Any]:
    """Return a SARIF log with one run; what is allowed is in it, as suppressed."""
    lines = Lines()
    order = {code: number for number, code in enumerate(codes())}
    results = [_result(finding, order, lines, lang) for finding in report.findings]
    for finding, by in report.allowed:
        kind = "inSource" if by.lines is not None else "external"
        suppression = {"kind": kind, "status": "accepted", "justification": by.reason}
        results.append(_result(finding, order, lines, lang) | {"suppressions": [suppression]})
    driver = {
        "name": "xueshi",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": [_rule(code, lang) for code in order],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "artifacts": [{"location": {"uri": _uri(shown(file))}} for file in report.files],
        "results": results,
    }
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(id_: str, lang: Lang) -> dict[str, Any]:
    code, words = codes()[id_], section(lang, "lint")
    name = "".join(part.capitalize() for part in code.name.split("_"))
    why = words[f"{id_}.why"].format()
    bad, good = code.bad.strip("\n"), code.good.strip("\n")
    shown_bad, shown_good = words["explain.bad"], words["explain.good"]
    return {
        "id": id_,
        "name": name,
        "shortDescription": {"text": words[f"{id_}.title"].format()},
        "fullDescription": {"text": why},
        "help": {"text": f"{why}\n\n{shown_bad}:\n{bad}\n\n{shown_good}:\n{good}"},
        "defaultConfiguration": {"level": code.severity},
        "properties": {"tags": [code.group]},
    }


def _result(finding: Finding, order: dict[str, int], lines: Lines, lang: Lang) -> dict[str, Any]:
    found: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": order[finding.code],
        "level": finding.severity,
        "message": {"text": finding.says(lang)},
        "locations": [_location(finding.place, lines)],
    }
    if finding.others:
        found["relatedLocations"] = [{"id": n} | _location(place, lines) for n, place in enumerate(finding.others)]
    if finding.detail:
        found["properties"] = {"clingo": finding.detail}
    return found


def _location(place: Place, lines: Lines) -> dict[str, Any]:
    spot = lines.spot(place)
    region: dict[str, Any] = {
        "startLine": spot.line,
        "startColumn": spot.column,
        "endLine": spot.last_line,
        "endColumn": spot.last_column,
    }
    if spot.text:
        region["snippet"] = {"text": spot.text}
    return {"physicalLocation": {"artifactLocation": {"uri": _uri(shown(place.file))}, "region": region}}


def _uri(name: str) -> str:
    from urllib.parse import quote

    return f"file://{quote(name)}" if name.startswith("/") else quote(name)
