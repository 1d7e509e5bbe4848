"""The allocation alone: where the optimum puts the records that had a choice, and what each alternative would cost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xueshi.messages import Lang
from xueshi.model.result import Alternative, Optimum, Placement, Result
from xueshi.model.units import json_number
from xueshi.report.json_view import (
    alternative_json,
    amounts_json,
    optimum_json,
    placement_json,
    reading_json,
    regulation_json,
)
from xueshi.report.minima_view import minima_lines, verdict_lines
from xueshi.report.page import INDENT, Page, new_page, printed
from xueshi.report.styled import EMPTY, Text, span
from xueshi.report.table import Column, Row, cell, lay_out
from xueshi.report.words import hours

Optima = Sequence[Sequence[Placement]]
"""Equally good placements; each lists every record that had a choice (a pooled one once for each subject)."""


def allocation_json(result: Result, optima: Optima | None = None) -> dict[str, object]:
    """Return the JSON object of ``xueshi allocate --json``; ``optima`` is a key only where they were asked for."""
    out: dict[str, object] = {
        "person": result.person,
        "jurisdiction": result.jurisdiction,
        "year": result.year,
        "regulation": regulation_json(result.regulation),
        "verdict": result.verdict,
        "credited": amounts_json(result.credited),
        "required": amounts_json(result.required),
        "shortfall": amounts_json(result.shortfall),
        "allocation": [
            placement_json(item) | {"alternatives": [alternative_json(other) for other in item.alternatives]}
            for item in result.allocation
        ],
        "optimum": optimum_json(result.optimum),
    }
    if optima is not None:
        out["optima"] = [
            [{"record": item.record, "subject": item.subject, "hours": json_number(item.hours)} for item in placements]
            for placements in optima
        ]
    out["readings"] = [reading_json(reading) for reading in result.readings]
    out["strict"] = result.strict
    out["lang"] = result.lang
    return out


def render_allocation(
    result: Result,
    *,
    lang: Lang,
    width: int,
    colour: bool,
    labels: Mapping[str, str] | None = None,
    encoding: str | None = "utf-8",
    optima: Optima | None = None,
) -> str:
    """Return the page of ``xueshi allocate``; see :func:`xueshi.report.text_view.render_check` for the parameters."""
    page = new_page(lang=lang, width=width, labels=labels, encoding=encoding, unit=result.regulation.unit)
    lines = [*verdict_lines(page, result), *minima_lines(page, result), *_places(page, result)]
    if optima is not None and result.allocation:
        lines += _optima(page, result, optima)
    return printed(lines, colour=colour, encoding=encoding)


def allocation_lines(page: Page, result: Result) -> list[Text]:
    """Return the short form that ``check`` shows: by place, which records stand there and whether they must."""
    if not result.allocation:
        return []
    words = page.words
    groups: dict[tuple[str, bool], list[Placement]] = {}
    for item in result.allocation:
        groups.setdefault((item.subject, item.in_every_optimum), []).append(item)
    columns = [
        Column(words.say("allocation.subject")),
        Column(words.say("allocation.hours"), "right"),
        Column(words.say("allocation.record"), least=16),
        Column(words.say("allocation.standing"), least=16),
    ]
    rows = [
        Row(
            (
                cell(words.label("subject", subject)),
                cell(hours(sum(item.hours for item in items))),
                cell(span(page.ids(item.record for item in items), "bold")),
                cell(span(words.say("allocation.always" if always else "allocation.tied"), "dim")),
            )
        )
        for (subject, always), items in groups.items()
    ]
    lines = lay_out(columns, rows, page.width, indent=INDENT)
    return page.section("allocation.title", [*lines, *optimum_lines(page, result.optimum)])


def optimum_lines(page: Page, optimum: Optimum) -> list[Text]:
    """Return the standing of the optimum in a sentence."""
    if not optimum.proven:
        key = "optimum.open"
    elif not optimum.count_is_exact:
        key = "optimum.at_least"
    else:
        key = "optimum.only" if optimum.count == 1 else "optimum.several"
    return page.paragraph(span(page.words.say(key, count=f"{optimum.count:,}")))


def _places(page: Page, result: Result) -> list[Text]:
    words = page.words
    if not result.allocation:
        return page.section("allocation.title_allocate", page.paragraph(span(words.say("allocation.none"))))
    # Interchangeable records stand on one line: eighty of them would say the same eighty times.
    groups: dict[tuple[str, int, bool, tuple[Alternative, ...]], list[str]] = {}
    for item in result.allocation:
        key = (item.subject, item.hours, item.in_every_optimum, item.alternatives)
        groups.setdefault(key, []).append(item.record)
    columns = [
        Column(words.say("allocation.record"), least=12),
        Column(words.say("allocation.subject")),
        Column(words.say("allocation.each"), "right"),
        Column(words.say("allocation.elsewhere"), least=24),
    ]
    rows = []
    for (subject, units, always, alternatives), records in groups.items():
        standing = span(words.say("allocation.always"), "dim") if always else EMPTY
        others = [_alternative(page, other) for other in alternatives]
        rows.append(
            Row(
                (
                    cell(span(page.ids(records), "bold")),
                    cell(words.label("subject", subject)),
                    cell(hours(units)),
                    cell(*others, *([standing] if standing else [])),
                )
            )
        )
    lines = lay_out(columns, rows, page.width, indent=INDENT)
    return page.section("allocation.title_allocate", [*lines, *optimum_lines(page, result.optimum)])


def _alternative(page: Page, item: Alternative) -> Text:
    words = page.words
    costs = []
    if item.more_shortfall:
        costs.append(words.say("allocation.more_missing", hours=hours(item.more_shortfall)))
    if item.fewer_hours:
        if not costs:
            costs.append(words.say("allocation.no_more_missing"))
        key = "allocation.fewer" if item.fewer_hours > 0 else "allocation.more"
        costs.append(words.say(key, hours=hours(abs(item.fewer_hours))))
    cost = words.say("allocation.but").join(costs) if costs else words.say("allocation.same")
    subject = words.label("subject", item.subject)
    return span(words.say("allocation.alternative", subject=subject, hours=hours(item.hours), cost=cost))


def _optima(page: Page, result: Result, optima: Optima) -> list[Text]:
    """Return a line for each optimum; what is the same in every optimum would only hide the differences."""
    words, optimum = page.words, result.optimum
    same = {item.record for item in result.allocation if item.in_every_optimum}
    if all(item.record in same for placements in optima for item in placements):
        same = set()
    lines: list[Text] = page.paragraph(span(words.say("optima.left_out"), "dim")) if same else []
    for number, placements in enumerate(optima, start=1):
        places: dict[str, list[str]] = {}
        for item in placements:
            if item.record in same:
                continue
            places.setdefault(item.subject, []).append(item.record)
        text = words.say("optima.between").join(
            words.say("head.about", label=words.label("subject", subject), text=words.listed(map(page.id, records)))
            for subject, records in places.items()
        )
        lines += page.paragraph(span(f"{number}. {text}"), hanging=3)
    whole = optimum.count_is_exact and optimum.count == len(optima)
    key = "optima.title" if whole else "optima.title_some" if optimum.count_is_exact else "optima.title_at_least"
    return page.titled(words.say(key, count=f"{optimum.count:,}", shown=f"{len(optima):,}"), lines)
