"""The table of records: what each claimed, what it was credited, what it lost and why."""

from __future__ import annotations

import re

from xueshi.model.result import Amounts, Reason, RecordResult, Result, Status
from xueshi.report.page import INDENT, Page
from xueshi.report.styled import Style, Text, span
from xueshi.report.table import Cell, Column, Row, Titled, cell, lay_out
from xueshi.report.words import hours

WIDE = 110
"""From this width on the reasons have a column of their own; below it they stand under the record."""

BESIDE = 76
"""From this width on the records under a cap have a column of their own."""

OPEN = frozenset({"sector_rule_prevails"})
"""Reasons that leave the hours of an undetermined record unconfirmed: they are not lost yet."""

STATUS_STYLE: dict[Status, Style] = {
    "credited": "good",
    "partly_credited": "open",
    "not_credited": "bad",
    "undetermined": "open",
}


def record_lines(page: Page, result: Result) -> list[Text]:
    """Return the table of records."""
    words = page.words
    if not result.records:
        return page.section("records.title", page.paragraph(span(words.say("records.none"), "dim")))
    wide = page.width >= WIDE
    columns = [
        Column("", least=1),
        Column(words.say("records.id"), most=16 if page.width < WIDE else 24, least=8),
        Column(words.say("records.kind"), most=36 if wide else None, least=16),
        Column(words.say("records.claimed"), "right"),
        Column(words.say("records.credited"), "right"),
        Column(words.say("records.lost"), "right"),
    ]
    if wide:
        columns.append(Column(words.say("records.reason"), least=40))
    rows = [_row(page, record, wide=wide) for record in result.records]
    return page.section("records.title", lay_out(columns, rows, page.width))


def _row(page: Page, record: RecordResult, *, wide: bool) -> Row:
    reasons = tuple(_reason(page, record, reason) for reason in record.reasons)
    style = STATUS_STYLE[record.status]
    cells: tuple[Cell, ...] = (
        cell(span(status_mark(page, record.status), style)),
        cell(span(page.id(record.id), "bold")),
        cell(record_name(page, record)),
        _claimed(page, record),
        _per_subject(page, record.credited),
        cell(span(hours(record.lost), _lost_style(record))),
    )
    if wide:
        return Row((*cells, reasons))
    return Row(cells, below=reasons, below_from=2)


def status_mark(page: Page, status: Status) -> str:
    """Return the sign of a status."""
    marks = {
        "credited": page.glyphs.yes,
        "partly_credited": page.glyphs.partly,
        "not_credited": page.glyphs.no,
        "undetermined": page.glyphs.open,
    }
    return marks[status]


def record_name(page: Page, record: RecordResult) -> Titled:
    """Return a record's kind, and its title where there is room."""
    between = span(f" {page.glyphs.dot} ", "dim")
    return Titled(span(page.words.label("kind", record.kind)), span(record.title, "dim"), between, page.glyphs.ellipsis)


def _claimed(page: Page, record: RecordResult) -> Cell:
    """Return the claims, a line for each subject; ``or`` where the record can serve one of them only."""
    words = page.words
    claims = [(subject, units) for subject, units in record.claimed.items() if units]
    if not claims:
        return cell(words.say("amount.unknown" if record.status == "undetermined" else "amount.none"))
    either = sum(units for _, units in claims) > record.amount
    lines = []
    for place, (subject, units) in enumerate(claims):
        line = words.say("amount.short", subject=words.short(subject), hours=hours(units))
        lines.append(words.say("amount.or", amount=line) if either and place else line)
    return cell(*lines)


def _per_subject(page: Page, amounts: Amounts) -> Cell:
    words = page.words
    lines = [
        words.say("amount.short", subject=words.short(subject), hours=hours(units))
        for subject, units in amounts.items()
        if units
    ]
    return cell(*lines) if lines else cell(words.say("amount.none"))


def _lost_style(record: RecordResult) -> Style:
    """Return how hours that are not credited look: those that are open may still be."""
    if not record.lost:
        return "dim"
    return "open" if record.status == "undetermined" else "bad"


def _reason(page: Page, record: RecordResult, reason: Reason) -> Text:
    words = page.words
    text = reason.message or reason.code
    label = words.label("subject", reason.subject) if reason.subject else ""
    if label and label not in text and sum(1 for units in record.claimed.values() if units) > 1:
        text = words.say("head.about", label=label, text=text)
    several = sum(1 for other in record.reasons if other.hours) > 1
    if reason.hours and record.status == "undetermined" and reason.code in OPEN:
        text = words.say("records.open", text=text, hours=hours(reason.hours))
    elif reason.hours and several and not _says(text, hours(reason.hours)):
        text = words.say("records.cost", text=text, minus=page.glyphs.minus, hours=hours(reason.hours))
    return page.cited(text, reason.clause, "open" if reason.hours or record.status == "not_credited" else "dim")


def _says(text: str, figure: str) -> bool:
    """Tell whether a message says the hours itself."""
    return re.search(rf"(?<![\d.]){re.escape(figure)}(?![\d.])", text) is not None


def cap_lines(page: Page, result: Result) -> list[Text]:
    """Return the caps that cost hours."""
    words = page.words
    bit = [cap for cap in result.caps if cap.lost > 0]
    columns = [
        Column(words.say("caps.cap"), least=24),
        *(Column(words.say(f"caps.{key}"), "right") for key in ("limit", "counted", "credited", "lost")),
    ]
    beside = page.width >= BESIDE
    if beside:
        columns.append(Column(words.say("caps.records"), least=12))
    rows = []
    for cap in bit:
        names = page.ids(cap.records)
        cells = (
            cell(page.cited(cap.title or cap.id, cap.clause)),
            cell(words.say(f"caps.{cap.per}", hours=hours(cap.limit))),
            cell(hours(cap.counted)),
            cell(hours(cap.credited)),
            cell(span(hours(cap.lost), "bad")),
        )
        if beside:
            rows.append(Row((*cells, cell(names))))
        else:
            below = words.say("head.about", label=words.say("caps.records"), text=names)
            rows.append(Row(cells, below=(span(below, "dim"),)))
    return page.section("caps.title", lay_out(columns, rows, page.width, indent=INDENT)) if rows else []
