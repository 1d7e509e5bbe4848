"""What a record may state, as far as an encoding looks at it: for each kind aspects, for each aspect a few options.

The numbers are those that the encoding compares with, one below and one above; what it never names is left unstated.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path

from xueshi.law.regulation import Regulation
from xueshi.model.case import Record, Stated
from xueshi.model.kinds import Field, Kind, catalogue
from xueshi.search.mentioned import Mentioned, mentioned

TIME = "time"
"""The aspect that holds all that a record says of hours, days, months and dates of study."""

_TIMED = ("hours", "minutes", "daily_hours", "days", "months", "start", "end")
_APART = (*_TIMED, "title", "work_id", "date", "registered", "registered_on", "evidence", "sector_rule", "notice")
_MOST_NUMBERS = 14
"""Numbers of a counted field, beyond which every other one is left out."""

Given = Mapping[str, object]


@dataclass(frozen=True)
class Aspect:
    """One thing that a record may state, and the ways to state it; the first is to say nothing."""

    key: str
    options: tuple[Stated, ...]


@dataclass(frozen=True)
class KindOptions:
    """What records of one kind may state."""

    kind: str
    aspects: tuple[Aspect, ...]

    def record(self, id_: str, chosen: Mapping[str, int]) -> Record:
        """Return the record that takes these options (by key of the aspect); of the others it says nothing."""
        stated: dict[str, object] = {}
        for aspect in self.aspects:
            stated |= aspect.options[chosen.get(aspect.key, 0)]
        return Record(id_, self.kind, Stated(stated))


@dataclass(frozen=True)
class Domain:
    """The records of which cases are made.

    Attributes:
        year: the year that the cases judge.
        kinds: in the order in which they are declared.
        left_out: fields that the encoding never names.
    """

    law: Regulation
    year: int
    kinds: tuple[KindOptions, ...]
    left_out: tuple[str, ...]

    @property
    def options(self) -> int:
        """Return how many options there are in all."""
        return sum(len(aspect.options) for kind in self.kinds for aspect in kind.aspects)


def years(law: Regulation) -> tuple[int, ...]:
    """Return the years in which cases are judged: the first and the last in force, and those about a year it names."""
    first = law.first_day.year
    last = law.last_day.year if law.last_day else max(first, 2000) + 8
    near = {y for n in mentioned(law).sort("year") for y in (n - 1, n, n + 1)} | {first, first + 1, last - 1, last}
    return tuple(sorted(y for y in near if law.governs(y) and 2000 <= y < 2200))


def main_year(law: Regulation) -> int:
    """Return the year in which most is looked for: the last in force, or one in the midst where no end is set."""
    judged = years(law)
    return judged[-1] if law.last_day else judged[len(judged) // 2]


@cache
def domain(law: Regulation, year: int, roots: tuple[Path, ...] = ()) -> Domain:
    """Return the records of which cases of ``year`` under ``law`` are made."""
    declared = catalogue(law.jurisdiction, (*roots, law.file.parent.parent))
    made = _Maker(law, year, mentioned(law))
    kinds = tuple(made.kind(declared.kind(code)) for code in declared.kinds)
    return Domain(law, year, kinds, tuple(sorted(made.left_out)))


class _Maker:
    def __init__(self, law: Regulation, year: int, seen: Mentioned) -> None:
        self._law, self._year, self._seen = law, year, seen
        self.left_out: set[str] = set()

    def kind(self, kind: Kind) -> KindOptions:
        aspects = []
        for key, field in kind.fields.items():
            if key in _APART:
                continue
            if key not in self._seen.codes:
                self.left_out.add(key)
                continue
            values = list(self._values(field))
            if values:
                aspects.append(Aspect(key, _stated({key: value} for value in values)))
        aspects.append(Aspect("evidence", _stated(self._evidence(kind))))
        aspects.append(Aspect("registered", _stated(self._registered())))
        aspects.append(Aspect("date", _stated({"date": day} for day in self._dates(kind))))
        aspects += [Aspect(key, _stated(self._given(key, kind.fields[key]))) for key in ("sector_rule", "notice")]
        timed = {key: kind.fields[key] for key in _TIMED if key in kind.fields}
        aspects.append(Aspect(TIME, _stated(self._times(kind, timed))))
        return KindOptions(kind.code, tuple(aspects))

    def _values(self, field: Field) -> Iterator[object]:
        if field.type == "flag":
            yield from (True, False)
        elif field.type == "choice" and field.choices is not None:
            yield from field.choices
        elif field.type in ("count", "hours"):
            numbers = self._numbers(field)
            if field.type == "count":
                yield from numbers
            else:
                yield from (*map(Decimal, numbers), Decimal("2.5"))

    def _numbers(self, field: Field) -> list[int]:
        near = self._around(self._seen.beside.get(field.key, ()))
        if field.type == "hours":
            near |= self._around(n for n in self._seen.sort("hours") if n >= 10)
        near |= {0, 1, 2, 3}
        if field.key in ("rank", "authors"):
            near |= self._around(self._seen.sort("count"))
        most = field.max if field.max is not None else 10_000
        found = sorted(n for n in near if field.min <= n <= most)
        while len(found) > _MOST_NUMBERS:
            found = [*found[: _MOST_NUMBERS // 2], *found[_MOST_NUMBERS // 2 :: 2]]
        return found

    @staticmethod
    def _around(numbers: Iterable[int]) -> set[int]:
        return {m for n in numbers for m in (n - 1, n, n + 1) if m >= 0}

    def _evidence(self, kind: Kind) -> Iterator[Given]:
        choices = kind.fields["evidence"].choices or ()
        named = [document for document in choices if document in self._seen.codes]
        yield {"evidence": ()}
        for document in named:
            yield {"evidence": (document,)}
        if len(named) > 1:
            yield {"evidence": tuple(sorted(named))}

    def _registered(self) -> Iterator[Given]:
        yield {"registered": True}
        yield {"registered": False}
        if self._law.registration_days:
            for day in self._days_near(self._year, self._year + 1):
                yield {"registered_on": day}

    def _dates(self, kind: Kind) -> Iterator[date]:
        yield date(self._year, 6, 3)
        yield date(self._year - 1, 6, 3)
        if kind.code in self._law.dated_kinds:
            yield from self._days_near(self._year, self._year)

    def _days_near(self, first: int, last: int) -> Iterator[date]:
        """Yield the days about those that the encoding names, and the edges of the years."""
        found = {date(first, 1, 1), date(last, 12, 31)}
        for number in self._seen.sort("date"):
            day = date(number // 10000, number // 100 % 100, number % 100)
            found |= {day - timedelta(1), day, day + timedelta(1)}
        yield from sorted(day for day in found if first <= day.year <= last)

    def _given(self, key: str, field: Field) -> Iterator[Given]:
        subjects = (field.fields or {})["subject"].choices or ()
        yield {key: Stated({"hours": Decimal(7)})}
        for subject in subjects:
            yield {key: Stated({"hours": Decimal(7), "subject": subject})}
        yield {key: Stated({"hours": Decimal(95), "subject": "professional"})}

    def _times(self, kind: Kind, timed: Mapping[str, Field]) -> Iterator[Given]:
        by_day = self._day_caps()
        cap = by_day[0]
        if "hours" in timed:
            yield from self._hours(by_day, with_days="days" in timed)
        if "daily_hours" in timed:
            for figures in ((cap + 1, 3), (cap,), (cap + 1, cap + 1)):
                yield {"daily_hours": tuple(map(Decimal, figures))}
            yield {
                "daily_hours": (Decimal(4),) * 4,
                "start": date(self._year - 1, 12, 30),
                "end": date(self._year, 1, 2),
            }
        if "minutes" in timed:
            for lesson in self._seen.sort("minutes") or (60,):
                for minutes in (lesson - 1, lesson, lesson * 2 + lesson // 3):
                    yield {"minutes": minutes}
        if "months" in timed and (kind.split or "months" in self._seen.codes):
            yield from self._months()
        if "days" in timed:
            near = self._around(self._seen.sort("days")) | {1, 2}
            for n in sorted(near - {0})[:8]:
                yield {"days": n}

    def _day_caps(self) -> list[int]:
        return sorted(n for n in self._seen.sort("hours") if 6 <= n <= 9) or [8]

    def _hours(self, by_day: list[int], *, with_days: bool) -> Iterator[Given]:
        whole = {1, 3} | {m for n in self._seen.sort("hours") if n >= 5 for m in (n, n + 1)}
        for hours in (*map(Decimal, sorted(whole)), Decimal("7.5"), Decimal("2.25")):
            yield {"hours": hours}
        if with_days:
            for cap in by_day:
                for amount, days in ((cap, 1), (cap + 1, 1), (2 * cap, 2), (2 * cap + 1, 2), (cap + 1, 2)):
                    yield {"hours": Decimal(amount), "days": days}
            for amount in sorted(n for n in whole if n > 2 * by_day[0]):
                yield {"hours": Decimal(amount), "days": -(-amount // by_day[0])}
            yield {"hours": Decimal(20), "start": date(self._year, 6, 3), "end": date(self._year, 6, 4)}

    def _months(self) -> Iterator[Given]:
        for months in sorted(self._around(self._seen.sort("months")) | {0, 1, 5, 12}):
            if months <= 12:
                yield {"months": months}
        y = self._year
        yield {"start": date(y, 1, 1), "end": date(y, 12, 31)}
        yield {"start": date(y - 1, 10, 15), "end": date(y, 5, 14)}
        yield {"start": date(y, 3, 1), "end": date(y, 4, 15)}
        yield {"start": date(y, 3, 1), "end": date(y, 3, 20)}


def _stated(given: Iterable[Given]) -> tuple[Stated, ...]:
    return tuple(dict.fromkeys([Stated({}), *map(Stated, given)]))
