"""The page of ``xueshi check``: one result, for a terminal or a pipe."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xueshi.messages import Lang
from xueshi.model.result import Assumption, ReadingInForce, Result
from xueshi.report.allocation_view import allocation_lines, render_allocation
from xueshi.report.minima_view import minima_lines, relief_lines, verdict_lines
from xueshi.report.page import INDENT, Page, new_page, printed
from xueshi.report.records_view import cap_lines, record_lines
from xueshi.report.styled import Text, span
from xueshi.report.table import Column, Row, cell, lay_out

__all__ = ["reading_lines", "render_allocation", "render_check"]


def render_check(
    result: Result,
    *,
    lang: Lang,
    width: int,
    colour: bool,
    labels: Mapping[str, str] | None = None,
    encoding: str | None = "utf-8",
) -> str:
    """Return the page that shows ``result``, without a newline at its end.

    Args:
        result: the result; its messages are shown in the language that they are in.
        lang: the language of the program's own words.
        width: columns of the terminal; no line is longer (narrower than 40 counts as 40).
        colour: whether to write the terminal's sequences for colour.
        labels: words of ``lang`` for what is declared as data, by ``group.key`` or by ``key`` (groups: kind, leave,
            fact, subject, jurisdiction), as :func:`xueshi.report.labels.declared_labels` gives them; a key without a
            word is shown as it is.
        encoding: that of the stream; bars turn to ASCII where it cannot carry them.
    """
    page = new_page(lang=lang, width=width, labels=labels, encoding=encoding, unit=result.regulation.unit)
    lines = [
        *verdict_lines(page, result),
        *minima_lines(page, result),
        *_would_decide(page, result),
        *relief_lines(page, result),
        *_deemed(page, result),
        *record_lines(page, result),
        *cap_lines(page, result),
        *allocation_lines(page, result),
        *reading_lines(page, result.readings),
        *_all_readings(page, result),
        *_assumptions(page, result),
        *_warnings(page, result),
    ]
    return printed(lines, colour=colour, encoding=encoding)


def _would_decide(page: Page, result: Result) -> list[Text]:
    words = page.words
    lines: list[Text] = []
    # One record whose hours are split has a line for all its subjects.
    records: dict[str, list[str]] = {}
    for item in result.would_decide:
        records.setdefault(item.record, []).append(words.amount(item.subject, item.hours))
    for record, amounts in records.items():
        said = words.say("would_decide.line", record=page.id(record), amount=words.listed(amounts))
        lines += page.paragraph(span(said, "open"), hanging=INDENT)
    return page.section("would_decide.title", lines)


def _deemed(page: Page, result: Result) -> list[Text]:
    lines: list[Text] = []
    for item in result.deemed:
        text = page.words.say(f"deemed.{item.scope}", record=page.id(item.record))
        lines += page.paragraph(page.cited(text, item.clause), hanging=INDENT)
    return page.section("deemed.title", lines)


def reading_lines(page: Page, readings: Sequence[ReadingInForce]) -> list[Text]:
    """Return the readings in force, those that differ from the default first and marked."""
    words = page.words
    rows = []
    for reading in sorted(readings, key=lambda item: item.default):
        notes = [] if reading.default else [words.say("readings.other")]
        if reading.decisive is not None:
            notes.append(words.say("readings.decisive" if reading.decisive else "readings.not_decisive"))
        question = page.cited(reading.question, reading.clause, "dim")
        rows.append(
            Row(
                (
                    cell(span("" if reading.default else "*", "open")),
                    cell(span(f"{reading.id} = {reading.value}", "plain" if reading.default else "bold")),
                    (*cell(question), *((span(words.listed(notes), "open"),) if notes else ())),
                )
            )
        )
    columns = [Column("", least=1), Column("", least=16), Column("", least=24)]
    lines = lay_out(columns, rows, page.width, indent=0) if rows else []
    return page.section("readings.title", lines)


def _all_readings(page: Page, result: Result) -> list[Text]:
    if result.all_readings is None:
        return []
    words = page.words
    if result.all_readings.get("holds"):
        return page.section("all_readings.title", page.paragraph(span(words.say("all_readings.holds"), "good")))
    lines = page.paragraph(span(words.say("all_readings.turns"), "open"))
    turning = result.all_readings.get("turning")
    for turn in turning if isinstance(turning, Sequence) else ():
        change = words.listed(f"{key} = {value}" for key, value in turn["change"].items())
        verdict = words.label("verdict_word", turn["verdict"])
        line = words.say("all_readings.turn", change=change, verdict=verdict)
        lines += page.paragraph(span(line), indent=INDENT * 2, hanging=INDENT)
    return page.section("all_readings.title", lines)


def _assumptions(page: Page, result: Result) -> list[Text]:
    """Return what was taken as given, the records of one fact and clause together."""
    words = page.words
    groups: dict[tuple[str, str], list[Assumption]] = {}
    for item in result.assumptions:
        # A fact that has no word is told by its message.
        text = words.label("fact", item.fact) if words.knows("fact", item.fact) else item.message or item.fact
        groups.setdefault((text, item.clause), []).append(item)
    lines: list[Text] = []
    for (text, clause), items in groups.items():
        records = [item.record for item in items]
        line = words.say("assumptions.line", fact=text, records=_whose(page, result, records))
        lines += page.paragraph(page.cited(line, clause), hanging=INDENT)
    return page.section("assumptions.title", lines)


def _warnings(page: Page, result: Result) -> list[Text]:
    words = page.words
    groups: dict[tuple[str, str], list[str]] = {}
    for item in result.warnings:
        records = groups.setdefault((item.message or item.code, item.clause), [])
        if item.record is not None:
            records.append(item.record)
    lines: list[Text] = []
    for (text, clause), records in groups.items():
        whose = _whose(page, result, records)
        line = words.say("warnings.line", text=text, records=whose) if records else text
        lines += page.paragraph((*span("! ", "open"), *page.cited(line, clause)), hanging=INDENT)
    return page.section("warnings.title", lines)


def _whose(page: Page, result: Result, records: Sequence[str | None]) -> str:
    words = page.words
    ids = list(dict.fromkeys(record for record in records if record is not None))
    if len(ids) > 3 and len(ids) == len(result.records):
        named = words.say("assumptions.all", count=len(ids))
    else:
        named = page.ids(ids)
    person = words.say("assumptions.person") if None in records else ""
    return words.listed(part for part in (person, named) if part)
