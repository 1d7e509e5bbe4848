"""A catalogue of activities that a person could still take up: plain immutable data without a rule."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from xueshi.model.case import Record


@dataclass(frozen=True, slots=True)
class Activity:
    """One activity: what a unit of it would be as a record, what the unit costs, how many units can be had."""

    record: Record
    """A unit of the activity as a record; its id is that of the activity."""
    cost: Decimal
    """Of one unit: zero or more, at most two decimals, in whatever the catalogue counts in."""
    most: int = 1
    """Units that can be had, from 1."""

    @property
    def id(self) -> str:
        """The id, unique in the catalogue."""
        return self.record.id


@dataclass(frozen=True, slots=True)
class ActivityCatalogue:
    """The activities of one file, in its order."""

    activities: tuple[Activity, ...]
    name: str = field(default="catalogue", compare=False)
    """Where the catalogue was read from, for messages."""
