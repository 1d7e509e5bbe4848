"""Records that fill what a year lacks: exactly, and an hour short."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from xueshi.law.declared import grounded
from xueshi.law.regulation import Regulation
from xueshi.model.case import Record, Stated
from xueshi.model.units import UNITS_PER_HOUR
from xueshi.search.samples import Sample

_HOURS_A_DAY = 6
"""Few enough for any cap by the day."""


class Fillers:
    """For each subject a record that gives as many hours as it states, and stands under no cap of the year.

    Args:
        valid: samples, from which the records are taken.
        lacks: units that an empty year lacks, by minimum.
    """

    def __init__(self, law: Regulation, valid: Sequence[Sample], lacks: Mapping[str, int]) -> None:
        subjects = [str(row[0]) for row in grounded(law.file).rows("subject", 2)]
        self._records = {subject: _filler(subject, valid) for subject in subjects}
        self._needs = {subject: lacks.get(subject, 0) for subject in subjects}
        self._total = lacks.get("total", 0)

    def around(self, sample: Sample | None) -> Iterator[list[Record]]:
        """Yield the records of years that are full with ``sample`` in each of its subjects, and an hour short of it."""
        amounts = {} if sample is None else sample.amounts
        beside = [] if sample is None else [sample.record]
        for place in list(amounts) or [""]:
            given = amounts.get(place, 0)
            needs = {s: max(0, units - (given if s == place else 0)) for s, units in self._needs.items()}
            rest = max(0, self._total - given - sum(needs.values()))
            for less in (0, UNITS_PER_HOUR):
                for spare, record in self._records.items():
                    if record is not None:
                        filled = {**needs, spare: max(0, needs[spare] + rest - less)}
                        made = [_of(self._records[s], units) for s, units in filled.items() if units]
                        if None not in made:
                            yield [*beside, *(one for one in made if one is not None)]


def _filler(subject: str, valid: Sequence[Sample]) -> Record | None:
    for sample in sorted(valid, key=lambda s: -sum(s.amounts.values())):
        hours = sample.record.stated.get("hours")
        plain = set(sample.record.stated) <= {"hours", "days", "subject"} and not sample.groups
        if plain and isinstance(hours, Decimal) and dict(sample.amounts) == {subject: int(hours * UNITS_PER_HOUR)}:
            return sample.record
    return None


def _of(record: Record | None, units: int) -> Record | None:
    if record is None:
        return None
    hours = Decimal(units * 100 // UNITS_PER_HOUR) / 100
    days = {"days": max(1, min(366, int(-(-hours // _HOURS_A_DAY))))} if "days" in record.stated else {}
    return replace(record, stated=Stated({**record.stated, "hours": hours, **days}))
