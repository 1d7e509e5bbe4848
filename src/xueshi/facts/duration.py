"""When a record happened and how long it took, as facts about its content: the year it belongs to, days, months."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import cast

from xueshi.facts.calendar import complete_months, within_year
from xueshi.model.units import to_units

Fact = tuple[str, str]
"""Predicate, and the arguments after the content's number."""

MOST_DAYS = 20_000
"""Days of an activity, as many as a record may state; the hours of more would leave clingo's integers."""

Span = tuple[date, date]


def duration(stated: Mapping[str, object], year: int, *, split: bool, by_the_day: bool) -> Iterator[Fact]:
    """Yield what ``stated`` says of time, for a case of ``year``.

    Args:
        split: the kind is rated by the months of the year.
        by_the_day: also give the calendar days of an activity (``on_day``), where they are known.
    """
    span = _span(stated)
    # What is rated by the day or by months counts with its part inside the year; all else belongs whole to one year.
    divided = span if span is not None and (split or "daily_hours" in stated) else None
    inside = within_year(*divided, year) if divided is not None else None
    yield from _year(stated, year, divided, inside)
    yield from _days(stated, span, inside, by_the_day=by_the_day)
    yield from _months(stated, inside if split and inside is not None else span)


def _span(stated: Mapping[str, object]) -> Span | None:
    start, end = stated.get("start"), stated.get("end")
    return (start, end) if isinstance(start, date) and isinstance(end, date) else None


def _year(stated: Mapping[str, object], year: int, divided: Span | None, inside: Span | None) -> Iterator[Fact]:
    """Yield the year that the record belongs to, where it is another one."""
    if divided is not None:
        if inside is None:
            yield "belongs", str(divided[1].year)
        return
    own_day = stated.get("date") or stated.get("end") or stated.get("start")
    if isinstance(own_day, date) and own_day.year != year:
        yield "belongs", str(own_day.year)


def _days(stated: Mapping[str, object], span: Span | None, inside: Span | None, *, by_the_day: bool) -> Iterator[Fact]:
    if "daily_hours" in stated:
        yield from _daily(stated, span, inside, by_the_day=by_the_day)
        return
    if "days" in stated:
        yield "measure", f"days,{stated['days']}"
    elif span is not None:
        yield "measure", f"days,{min((span[1] - span[0]).days + 1, MOST_DAYS)}"
        if by_the_day and span[0] == span[1] and "hours" in stated:
            yield "on_day", f"{span[0]:%Y%m%d},{to_units(cast('Decimal', stated['hours']))}"


def _daily(stated: Mapping[str, object], span: Span | None, inside: Span | None, *, by_the_day: bool) -> Iterator[Fact]:
    """Yield the figures of the days inside the year; days left out of a longer span are not placed in it."""
    figures = [to_units(hours) for hours in cast("tuple[Decimal, ...]", stated["daily_hours"])]
    first = 0
    every_day = span is None or len(figures) == (span[1] - span[0]).days + 1
    if span is not None and inside is not None and every_day:
        first = (inside[0] - span[0]).days
        figures = figures[first : first + (inside[1] - inside[0]).days + 1]
    start = stated.get("start")
    yield "measure", f"days,{len(figures)}"
    for number, units in enumerate(figures, 1):
        yield "daily", f"{number},{units}"
        if by_the_day and every_day and isinstance(start, date):
            yield "on_day", f"{start + timedelta(days=first + number - 1):%Y%m%d},{units}"


def _months(stated: Mapping[str, object], counted: Span | None) -> Iterator[Fact]:
    if "months" in stated:
        yield "measure", f"months,{stated['months']}"
    elif counted is not None:
        months, left = complete_months(*counted)
        yield "measure", f"months,{months}"
        if left:
            yield "measure", f"days_over,{left}"
