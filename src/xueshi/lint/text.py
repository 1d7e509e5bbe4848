"""Findings as text, each with its line of source and a mark below it, and codes explained."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeAlias

from xueshi.lint.codes import Code, Severity, codes
from xueshi.lint.finding import Finding
from xueshi.lint.run import Report
from xueshi.lint.source import Lines, Spot
from xueshi.messages import Lang, counted, section
from xueshi.report.characters import clean, columns
from xueshi.report.styled import EMPTY, Style, Text, paint, span

_STYLES: dict[Severity, Style] = {"error": "bad", "warning": "open", "note": "head"}
_TEMPLATE: TypeAlias = Callable[..., str]


def render(report: Report, *, lang: Lang, colour: bool) -> str:
    """Return what was found, and how much of it in the last line."""
    lines = Lines()
    said = [line for finding in report.findings for line in (*_lines(finding, lines, lang), EMPTY)]
    return "\n".join(paint(line, colour=colour) for line in (*said, *_summary(report, lang)))


def _summary(report: Report, lang: Lang) -> Iterator[Text]:
    words = section(lang, "lint")
    counts = {"errors": report.count("error"), "warnings": report.count("warning"), "notes": report.count("note")}
    files = len(report.files)
    yield span(words["found" if report.findings else "nothing"].format(files=files, **counts), "bold")
    if report.allowed:
        number = len(report.allowed)
        yield span(words[counted(lang, "allowed", number)].format(number=number), "dim")


def _lines(finding: Finding, lines: Lines, lang: Lang) -> Iterator[Text]:
    words = section(lang, "lint")
    found = lines.spot(finding.place)
    where = f"{shown(finding.place.file)}:{found.line}:{found.column}: "
    severity = f"{words[f'severity.{finding.severity}']} {finding.code}"
    yield (*span(where, "bold"), *span(severity, _STYLES[finding.severity]), *span(f": {finding.says(lang)}"))
    if found.text:
        yield from _marked(found, _STYLES[finding.severity])
    for other in finding.others:
        spot = lines.spot(other)
        if (spot.line, other.file) != (found.line, finding.place.file):
            place = f"{shown(other.file)}:{spot.line}:{spot.column}"
            yield span(f"  {words['also'].format(place=place)}", "dim")
    for detail in finding.detail.splitlines():
        yield span(f"  {words['detail'].format(said=detail.strip())}", "dim")


def _marked(found: Spot, style: Style) -> Iterator[Text]:
    number = f"{found.line:>5} | "
    yield (*span(number, "dim"), *span(found.text.expandtabs(1)))
    before = columns(clean(found.text[: found.column - 1].expandtabs(1)))
    under = columns(clean(found.text[found.column - 1 : found.last_column - 1].expandtabs(1)))
    yield (*span(f"{' ' * (len(number) - 2)}| ", "dim"), *span(" " * before), *span("^" * max(1, under), style))


def shown(file: Path) -> str:
    """Return a file's name as it is shown: from the working directory where it lies in it."""
    try:
        return file.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return os.fspath(file)


# ---- codes ---------------------------------------------------------------------------------------------------------


def explained(code: Code, *, lang: Lang, colour: bool) -> str:
    """Return what a code means: what, why, an example, the example put right, how to allow it."""
    words = section(lang, "lint")

    def say(key: str, **params: str) -> str:
        return words[key].format(**params)

    lines = [
        (*span(code.id, "bold"), *span(f" {say(f'severity.{code.severity}')}", _STYLES[code.severity])),
        span(f"{say(f'{code.id}.title')}  ({code.name})"),
        EMPTY,
        span(say("explain.why"), "bold"),
        span(f"  {say(f'{code.id}.why')}"),
        span(say("explain.bad"), "bold"),
        *_block(code.bad),
        span(say("explain.good"), "bold"),
        *_block(code.good),
        span(say("explain.suppress"), "bold"),
    ]
    if code.group == "syntax" and code.severity == "error":
        lines.append(span(f"  {say('explain.never')}"))
    else:
        lines += [span(f"  {say(key, code=code.id)}") for key in ("explain.comment", "explain.entry")]
    return "\n".join(paint(line, colour=colour) for line in lines)


def _block(text: str) -> Iterable[Text]:
    return (span(f"    {line}") for line in text.strip("\n").splitlines())


def listed(*, lang: Lang, colour: bool) -> str:
    """Return all codes with what they are, by group."""
    words = section(lang, "lint")
    lines: list[Text] = []
    group = ""
    for code in codes().values():
        if code.group != group:
            group = code.group
            lines += [*([EMPTY] if lines else []), span(f"{words[f'group.{group}']} ({group})", "bold")]
        severity = words[f"severity.{code.severity}"]
        gap = " " * (8 - columns(severity))
        name = span(f"{severity}{gap}", _STYLES[code.severity])
        lines.append((*span(f"  {code.id}  "), *name, *span(words[f"{code.id}.title"].format())))
    return "\n".join(paint(line, colour=colour) for line in lines)
