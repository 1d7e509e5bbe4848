"""A case with units of activities in it, as if they had been done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from xueshi.model.activity import Activity
from xueshi.model.case import Case, Record
from xueshi.plan.search import Counts


class Supposed:
    """The records that a case would have; those of an activity are told from the case's own by their ids."""

    def __init__(self, case: Case, activities: Sequence[Activity]) -> None:
        self._case, self._activities = case, tuple(activities)
        self._between = "#"
        while any(self._between in record.id for record in case.records):
            self._between += "#"

    def with_units(self, counts: Counts) -> Case:
        """Return the case with so many units of each activity."""
        more = [
            Record(self.id(at, number), activity.record.kind, activity.record.stated)
            for at, (activity, count) in enumerate(zip(self._activities, counts, strict=True))
            for number in range(1, count + 1)
        ]
        return replace(self._case, records=(*self._case.records, *more))

    def id(self, activity: int, unit: int) -> str:
        """Return the id of a unit, numbered from 1, of the activity at this place."""
        return f"{self._activities[activity].id}{self._between}{unit}"

    def activity(self, record: str) -> int | None:
        """Return the place of the activity whose unit a record is, ``None`` of the case's own."""
        name, between, _ = record.rpartition(self._between)
        if not between:
            return None
        return next(at for at, activity in enumerate(self._activities) if activity.id == name)
