"""The head of a page: the verdict in words, a bar for each minimum, what leave took off."""

from __future__ import annotations

import re

from xueshi.messages import counted
from xueshi.model.result import LeaveResult, Result, Verdict
from xueshi.report.page import INDENT, Page
from xueshi.report.styled import EMPTY, Style, Text, measure, span
from xueshi.report.table import GAP, Column, Row, cell, lay_out
from xueshi.report.words import hours

LONGEST_BAR = 40
SHORTEST_BAR = 8

_NUMBERED = re.compile(r"〔\d{4}〕\s*\d+\s*号")
"""What tells the number of an instrument (文号) from a title."""

VERDICT_STYLE: dict[Verdict, Style] = {
    "compliant": "good",
    "non_compliant": "bad",
    "undetermined": "open",
    "deferred": "open",
}


def verdict_lines(page: Page, result: Result) -> list[Text]:
    """Return the verdict, whose it is, its reason in a sentence, and the regulation."""
    words, regulation = page.words, result.regulation
    case = words.say(
        "head.case",
        person=page.id(result.person),
        jurisdiction=words.label("jurisdiction", result.jurisdiction),
        year=result.year,
    )
    numbered = _NUMBERED.search(regulation.instrument) is not None
    case = words.say("head.case_of", case=case, instrument=regulation.instrument if numbered else regulation.id)
    verdict = span(words.say(f"verdict.{result.verdict}"), VERDICT_STYLE[result.verdict])
    first = (*verdict, *span("  "), *span(case, "bold"))
    start, end = regulation.in_force
    key = "head.span" if end else "head.since"
    force = words.say(key, start=words.date(start), end=words.date(end or ""))
    lines = page.paragraph(first, indent=0, hanging=INDENT)
    lines += page.paragraph(span(_because(page, result)), indent=0)
    # An instrument without a number is known by its title: it stands in full, by itself unless the title begins it.
    title = regulation.title
    if not numbered and regulation.instrument.startswith(title):
        title = regulation.instrument
    lines += page.paragraph(span(words.say("head.regulation", title=title, span=force), "dim"), indent=0)
    if not numbered and regulation.instrument not in title:
        lines += page.paragraph(span(regulation.instrument, "dim"), indent=0)
    if result.strict:
        lines += page.paragraph(span(words.say("head.strict"), "dim"), indent=0)
    return lines


def _because(page: Page, result: Result) -> str:
    words = page.words
    if result.verdict == "compliant":
        deemed = any(item.scope == "year" for item in result.deemed)
        return words.say("because.deemed_year" if deemed else "because.compliant")
    missing = words.amounts(result.shortfall)
    if result.verdict == "non_compliant":
        return words.say("because.missing", amounts=missing) if missing else words.say("because.non_compliant")
    key = f"because.{result.verdict}"
    return words.say(f"{key}_missing", amounts=missing) if missing else words.say(key)


def minima_lines(page: Page, result: Result) -> list[Text]:
    """Return a row for each subject: credited, required, missing, and a bar."""
    words = page.words
    subjects = list(dict.fromkeys((*result.required, *result.credited)))
    notes = {subject: _note(page, result, subject) for subject in subjects}
    heads = [words.say(f"bar.{key}") for key in ("credited", "required", "missing")]
    figures = {subject: _figures(page, result, subject) for subject in subjects}
    labels = [words.minimum(subject) for subject in subjects]
    left = max(measure(span(label)) for label in (words.say("bar.hours"), *labels)) + GAP * 4
    left += sum(
        max(measure(span(text)) for text in (head, *(figures[subject][place] for subject in subjects)))
        for place, head in enumerate(heads)
    )
    written = [notes[subject] for subject in subjects if result.required.get(subject) is not None]
    beside = max(map(measure, written), default=0)
    length = max(SHORTEST_BAR, min(LONGEST_BAR, page.width - left - beside - 1))
    rows = []
    for subject, label in zip(subjects, labels, strict=True):
        bar = _bar(page, result, subject, length)
        last = (*bar, *span(" "), *notes[subject]) if bar else notes[subject]
        figure_cells = [cell(span(text)) for text in figures[subject]]
        rows.append(Row((cell(span(label, "bold")), *figure_cells, cell(last))))
    columns = [Column(words.say("bar.hours")), *(Column(head, "right") for head in heads), Column("", least=8)]
    lines = [EMPTY, *lay_out(columns, rows, page.width)]
    # More may be missing than the sum lacks: then each of the kinds that are shown as one has a minimum of its own.
    apart = any(
        missing > max(0, (result.required.get(subject) or 0) - result.credited.get(subject, 0))
        for subject, missing in result.shortfall.items()
    )
    if any(result.by_kind.values()):
        parts = words.listed(words.amount(kind, units) for kind, units in result.by_kind.items() if units or apart)
        said = words.say("bar.of_which_each" if apart else "bar.of_which", amounts=parts)
        lines += page.paragraph(span(said, "open" if apart else "dim"))
    return lines


def _figures(page: Page, result: Result, subject: str) -> tuple[str, str, str]:
    required = result.required.get(subject)
    if required is None:
        return hours(result.credited.get(subject, 0)), page.glyphs.rule, page.glyphs.rule
    return hours(result.credited.get(subject, 0)), hours(required), hours(result.shortfall.get(subject, 0))


def _note(page: Page, result: Result, subject: str) -> Text:
    required, credited = result.required.get(subject), result.credited.get(subject, 0)
    if required is None:
        return span(page.words.say("bar.unwritten"), "dim")
    if result.shortfall.get(subject, 0) > 0:
        return span(page.words.say("bar.short"), "bad")
    return span(page.words.say("bar.met" if credited >= required else "bar.deemed"), "good")


def _bar(page: Page, result: Result, subject: str, length: int) -> Text:
    required, credited = result.required.get(subject), result.credited.get(subject, 0)
    if required is None:
        return EMPTY
    filled = length if credited >= required else credited * length // required
    style: Style = "good"
    if result.shortfall.get(subject, 0) > 0:  # also where the sum suffices and one of its parts does not
        filled, style = min(filled, length - 1), "bad"
    return (*span(page.glyphs.full * filled, style), *span(page.glyphs.empty * (length - filled), "dim"))


def relief_lines(page: Page, result: Result) -> list[Text]:
    """Return what leave takes off the minima, and each leave with what became of it."""
    if not result.leave and not any(result.relief.values()):
        return []
    words = page.words
    amounts = words.amounts(result.relief)
    total = words.say("relief.total", amounts=amounts) if amounts else words.say("relief.nothing")
    lines = page.paragraph(span(total, "bold"))
    for leave in result.leave:
        lines += _leave(page, leave)
    return page.section("relief.title", lines)


def _leave(page: Page, leave: LeaveResult) -> list[Text]:
    words = page.words
    months = words.say(counted(words.lang, "relief.months", leave.months), months=leave.months)
    if leave.days_over:
        key = counted(words.lang, "relief.months_days", leave.days_over)
        months = words.say(key, months=months, days=leave.days_over)
    key = "relief.accepted" if leave.accepted else "relief.refused"
    if not leave.accepted and not leave.months and not leave.days_over:  # refused before its months were counted
        key = "relief.refused_uncounted"
    name = page.id(leave.id)
    line = words.say(key, id=name, kind=words.label("leave", leave.kind), months=months)
    mark = page.glyphs.yes if leave.accepted else page.glyphs.no
    lines = page.paragraph((*span(f"{mark} ", "good" if leave.accepted else "bad"), *span(line)), hanging=INDENT)
    for reason in leave.reasons:
        text = page.cited(reason.message or reason.code, reason.clause, "plain" if leave.accepted else "open")
        lines += page.paragraph(text, indent=INDENT * 2)
    return lines
