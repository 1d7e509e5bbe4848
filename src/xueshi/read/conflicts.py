"""Facts of one record or leave that cannot stand together."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping

from xueshi.errors import Bare, Phrase
from xueshi.read.findings import Fault
from xueshi.read.values import found

# Two statements of one amount of time.  `days` beside any of them says something else, and may stand.
_TWO_AMOUNTS = (("hours", "minutes"), ("hours", "daily_hours"), ("minutes", "daily_hours"))


def conflicts(stated: Mapping[str, object]) -> Iterator[Fault]:
    """Yield the faults between facts of one record or leave; the ``key`` of a fault is canonical.

    Args:
        stated: what is stated, invalid values included: that two keys stand side by side is a fault of its own.
    """
    yield from _pairs(stated)
    start, end = stated.get("start"), stated.get("end")
    if isinstance(start, datetime.date) and isinstance(end, datetime.date):
        if end < start:
            allowed = Phrase("not_before", {"start": Bare(start.isoformat())})
            yield Fault("order", found(end.isoformat(), "text"), allowed, "end")
        elif isinstance(daily := stated.get("daily_hours"), tuple):
            yield from _figures(len(daily), start, end)
    rank, authors = stated.get("rank"), stated.get("authors")
    if isinstance(rank, int) and isinstance(authors, int) and rank > authors:
        yield Fault("conflict", found(rank, "number"), Phrase("rank", {"authors": authors}), "rank")


def _pairs(stated: Mapping[str, object]) -> Iterator[Fault]:
    if "months" in stated:
        other = tuple(key for key in ("start", "end") if key in stated)
        if other:
            yield Fault("conflict", Phrase("beside", {"other": other}), Phrase("months_or_dates"), "months")
    for first, second in _TWO_AMOUNTS:
        if first in stated and second in stated:
            allowed = Phrase("one_amount", {"first": first, "second": second})
            yield Fault("conflict", Phrase("beside", {"other": (first,)}), allowed, second)


def _figures(figures: int, start: datetime.date, end: datetime.date) -> Iterator[Fault]:
    days = (end - start).days + 1
    found_figures = Phrase("a_list", {"n": figures})
    if figures > days:
        yield Fault("conflict", found_figures, Phrase("most_figures", {"n": days}), "daily_hours")
    elif figures < days and start.year != end.year:
        # Only the part inside the year counts, so each figure must belong to a known day.
        yield Fault("conflict", found_figures, Phrase("exact_figures", {"n": days}), "daily_hours")
