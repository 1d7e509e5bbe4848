"""What one record states, as facts about its content.

A content carries no id, no title and no person, so that records of equal content share it.  Only integers and declared
codes are written; free text never is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import cast

from xueshi.facts.duration import Fact, duration
from xueshi.law.regulation import Regulation
from xueshi.model.case import Record
from xueshi.model.kinds import Catalogue, Kind
from xueshi.model.units import to_units

_ELSEWHERE = frozenset(
    {"title", "work_id", "date", "start", "end", "registered_on", "evidence", "daily_hours", "months", "days"}
)
"""Fields that are no fact by themselves: free text, what makes a duration, what is written in a form of its own."""


def record_facts(record: Record, year: int, law: Regulation, kinds: Catalogue, *, by_the_day: bool) -> tuple[Fact, ...]:
    """Return the facts of ``record``, judged in ``year``, in a fixed order.

    Args:
        by_the_day: also give the calendar days of an activity (``on_day``), where they are known.
    """
    return tuple(sorted(_facts(record, year, law, kinds.kind(record.kind), by_the_day=by_the_day)))


def _facts(record: Record, year: int, law: Regulation, kind: Kind, *, by_the_day: bool) -> Iterator[Fact]:
    stated = record.stated
    yield "kind", code(record.kind)
    for key, value in stated.items():
        if key not in _ELSEWHERE:
            yield from _stated(key, kind.fields[key].type, value)
    if "registered_on" in stated and "registered" not in stated:
        yield "says", "registered,yes"
    if "evidence" in stated:
        yield "evidence", ""
        for document in cast("tuple[str, ...]", stated["evidence"]):
            yield "paper", code(document)
    yield from duration(stated, year, split=kind.split, by_the_day=by_the_day)
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


def code(text: str) -> str:
    """Return a declared code as a clingo constant.

    Raises:
        ValueError: if it is none; free text is never written into facts.
    """
    constant = text.lower()
    if not (constant.isascii() and constant.isidentifier() and constant[0].isalpha()) or constant == "not":
        raise ValueError(f"`{text}` is not a declared code")
    return constant
