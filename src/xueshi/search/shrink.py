"""Make a case that shows something smaller, as long as it still does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TypeVar

from xueshi.model.case import Leave, Record, Stated
from xueshi.search.judged import Trial

_Entry = TypeVar("_Entry", Record, Leave)
_SIMPLER = {"hours": (1, 8, 10, 30, 60, 90), "days": (1,), "months": (12, 6)}


def shrunk(trial: Trial, shows: Callable[[Trial], bool], *, tries: int = 400) -> Trial:
    """Return a trial made of ``trial`` from which nothing can be left out without losing what it ``shows``.

    Args:
        tries: so often another trial is looked at, at most.
    """
    left = tries
    while True:
        for less in smaller(trial):
            left -= 1
            if shows(less):
                trial = less
                break
            if left <= 0:
                return trial
        else:
            return trial


def smaller(trial: Trial) -> Iterator[Trial]:
    """Yield what ``trial`` becomes with one thing less, the largest part first."""
    case = trial.case
    for index in range(len(case.records)):
        yield replace(trial, case=replace(case, records=case.records[:index] + case.records[index + 1 :]))
    for index in range(len(case.leave)):
        yield replace(trial, case=replace(case, leave=case.leave[:index] + case.leave[index + 1 :]))
    for reading in trial.readings:
        yield replace(trial, readings={key: value for key, value in trial.readings.items() if key != reading})
    if trial.strict:
        yield replace(trial, strict=False)
    if case.sector is not None:
        yield replace(trial, case=replace(case, sector=None))
    if case.earlier_modules is not None:
        yield replace(trial, case=replace(case, earlier_modules=None))
    for index, record in enumerate(case.records):
        for other in _less(record):
            yield replace(trial, case=replace(case, records=(*case.records[:index], other, *case.records[index + 1 :])))
    for index, leave in enumerate(case.leave):
        for absence in _less(leave):
            yield replace(trial, case=replace(case, leave=(*case.leave[:index], absence, *case.leave[index + 1 :])))


def _less(entry: _Entry) -> Iterator[_Entry]:
    stated = dict(entry.stated)
    for key in stated:
        gone = {"start", "end"} if key in ("start", "end") else {key}
        yield replace(entry, stated=Stated({k: v for k, v in stated.items() if k not in gone}))
    for key, value in stated.items():
        for simple in _SIMPLER.get(key, ()):
            if isinstance(value, Decimal | int) and not isinstance(value, bool) and simple < value:
                number = Decimal(simple) if isinstance(value, Decimal) else simple
                yield replace(entry, stated=Stated({**stated, key: number}))
        if isinstance(value, date) and key == "date" and (value.month, value.day) != (6, 3):
            yield replace(entry, stated=Stated({**stated, key: date(value.year, 6, 3)}))
