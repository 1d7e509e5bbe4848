"""What one record states, as facts about its content.

A content carries no id, no title and no person, so that records of equal content share it.  Only integers and declared codes
are written; free text never is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import cast

from xueshi.facts.calendar import complete_months, within_year
from xueshi.law.regulation import Regulation
from xueshi.model.case import Record
from xueshi.model.kinds import Catalogue, Kind
from xueshi.model.units import to_units

Fact = tuple[str, str]
"""Predicate, and the arguments after the content's number."""

MOST_DAYS = 20_000
"""Days of an activity, as many as a record may state; the hours of more would leave clingo's integers."""

_SILENT = frozenset({"title", "work_id", "date", "start", "end", "registered_on", "evidence"})


def record_facts(record: Record, year: int, law: Regulation, kinds: Catalogue, *, by_the_day: bool) -> tuple[Fact, ...]:
    """Return the facts of ``record``, judged in ``year``, in a fixed order.

    Args:
        by_the_day: also give the calendar days of an activity (``on_day``), where they are known.
    """
    return tuple(sorted(_facts(record, year, law, kinds.kind(record.kind), by_the_day)))


def _facts(record: Record, year: int, law: Regulation, kind: Kind, by_the_day: bool) -> Iterator[Fact]:
    stated = record.stated
    yield "kind", code(record.kind)
    for key, value in stated.items():
        if key not in _SILENT and key != "daily_hours" and key != "months" and key != "days":
            yield from _stated(key, kind.fields[key].type, value)
    if "registered_on" in stated and "registered" not in stated:
        yield "says", "registered,yes"
    if "evidence" in stated:
        yield "evidence", ""
        for document in cast("tuple[str, ...]", stated["evidence"]):
            yield "paper", code(document)
    yield from _time(record.kind, stated, year, kind.split, by_the_day)
    if record.kind in law.dated_kinds:
        began = stated.get("start") or stated.get("date") or stated.get("end")
        if isinstance(began, date):
            yield "studied_from", began.strftime("%Y%m%d")
    registered_on = stated.get("registered_on")
    if law.registration_days and isinstance(registered_on, date):
        yield "registered_on", registered_on.strftime("%Y%m%d")


def _stated(key: str, form: str, value: object) -> Iterator[Fact]:
    if form == "flag":
        yield "says", f"{key},{'yes' if value else 'no'}"
    elif form == "count":
        yield "measure", f"{key},{value}"
    elif form == "hours":
        yield "measure", f"{key},{to_units(cast('Decimal', value))}"
    elif form == "choice":
        yield "says", f"{key},{code(cast('str', value))}"
    elif form == "codes":
        for entry in cast("tuple[str, ...]", value):
            yield "says", f"{key},{code(entry)}"
    elif form == "group":
        given = cast("Mapping[str, object]", value)
        hours, subject = given.get("hours"), given.get("subject")
        if isinstance(hours, Decimal | int):
            yield key, f"{code(str(subject)) if subject else 'unstated'},{to_units(hours)}"


def _time(kind: str, stated: Mapping[str, object], year: int, split: bool, by_the_day: bool) -> Iterator[Fact]:
    start, end, day = stated.get("start"), stated.get("end"), stated.get("date")
    daily = cast("tuple[Decimal, ...] | None", stated.get("daily_hours"))
    span = (start, end) if isinstance(start, date) and isinstance(end, date) else None
    # What is rated by the day or by months counts with its part inside the year; all else belongs whole to one year.
    divided = span is not None and (split or daily is not None)
    inside = within_year(*span, year) if span is not None and divided else None
    if span is not None and divided:
        if inside is None:
            yield "belongs", str(span[1].year)
    else:
        own_day = day or end or start
        if isinstance(own_day, date) and own_day.year != year:
            yield "belongs", str(own_day.year)
    if daily is not None:
        figures = [to_units(hours) for hours in daily]
        first = 0
        if span is not None and inside is not None and len(figures) == (span[1] - span[0]).days + 1:
            first = (inside[0] - span[0]).days
            figures = figures[first : first + (inside[1] - inside[0]).days + 1]
        for number, units in enumerate(figures, 1):
            yield "daily", f"{number},{units}"
        yield "measure", f"days,{len(figures)}"
        if by_the_day and isinstance(start, date):
            for number, units in enumerate(figures):
                yield "on_day", f"{start + timedelta(days=first + number):%Y%m%d},{units}"
    elif "days" in stated:
        yield "measure", f"days,{stated['days']}"
    elif span is not None:
        yield "measure", f"days,{min((span[1] - span[0]).days + 1, MOST_DAYS)}"
    if (
        by_the_day
        and daily is None
        and span is not None
        and span[0] == span[1]
        and "hours" in stated
        and "days" not in stated
    ):
        yield "on_day", f"{span[0]:%Y%m%d},{to_units(cast('Decimal', stated['hours']))}"
    if "months" in stated:
        yield "measure", f"months,{stated['months']}"
    elif span is not None:
        # Of what is not rated by the month of the year (a stay abroad) the whole length counts.
        months, left = complete_months(*(inside if split and inside is not None else span))
        yield "measure", f"months,{months}"
        if left:
            yield "measure", f"days_over,{left}"


def code(text: str) -> str:
    """Return a declared code as a clingo constant.

    Raises:
        ValueError: if it is none; free text is never written into facts.
    """
    constant = text.lower()
    if not (constant.isascii() and constant.isidentifier() and constant[0].isalpha()) or constant == "not":
        raise ValueError(f"`{text}` is not a declared code")
    return constant
