"""The kinds of plans that a catalogue offers, and what a unit of each activity could bring in each.

Most activities bring hours.  Some change the year as a whole: a record that deems a subject, or the year, complete; a
sector's result, which is then all that counts in its subject.  Which of these is in a plan, and which is the first of
its sort, makes its *mode*; within a mode the encoding asks for the same hours whatever else is in the plan.

All is read from what the encoding derives: of the case, of the case with one unit of an activity, and of the case with
units of all activities of a mode together.  The last tells whether records stand in each other's way (one work, one of
several, one day, lessons that make whole hours only together).  Where they do, a unit brings at most what its content
gives; where they do not, it brings just that, and the mode is *exact*.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import cast

from xueshi.model.activity import Activity
from xueshi.model.units import UNITS_PER_HOUR
from xueshi.plan.inquiry import Inquiry, Row
from xueshi.plan.ledger import Hours, Lack, Ledger, State
from xueshi.plan.search import Counts, Step
from xueshi.plan.standing import Standing, standing
from xueshi.plan.supposed import Supposed
from xueshi.solver.grounding import Term

PROBED = 2
"""Units of each activity that are looked at together: two of one activity may stand in each other's way."""

Effect = tuple[str, str]
"""``deems`` or ``result``, and the subject (or ``year``)."""


@dataclass(frozen=True, slots=True)
class Sketch:
    """A mode before it is looked into: the least and the most units of each activity."""

    least: Counts
    most: Counts


@dataclass(frozen=True, slots=True)
class Mode:
    """One kind of plan: what a search over it needs."""

    sketch: Sketch
    ledger: Ledger
    starts: tuple[State, ...]
    steps: tuple[Step, ...]
    pools: Mapping[str, tuple[tuple[str, int], ...]]
    exact: bool
    """Hours of steps are what units bring, not only what they could."""
    monotone: bool
    """A further unit never takes away what others bring."""


def useful(inquiry: Inquiry, activities: Sequence[Activity], supposed: Supposed) -> Counts:
    """Return how many units of each activity can be of use, from the inquiry of :func:`xueshi.plan.cheapest`.

    Person 1 is the case, person 2 + n the case with one unit of activity n.  A refused unit is of none; of units that
    claim one work only one counts.
    """
    most = []
    for at, activity in enumerate(activities):
        rank = rank_of(inquiry, at + 2, supposed.id(at, 1))
        valid = any(row[0] == rank for row in inquiry.of(at + 2, "valid", 3))
        most.append(0 if not valid else 1 if "work_id" in activity.record.stated else activity.most)
    return tuple(most)


def sketches(inquiry: Inquiry, supposed: Supposed, most: Counts) -> list[Sketch]:
    """Return the modes: of each effect that activities have, the first activity that brings it, or none."""
    sorts: dict[Effect, list[int]] = defaultdict(list)
    for at, units in enumerate(most):
        if units:
            for effect in _effects(inquiry, at + 2, rank_of(inquiry, at + 2, supposed.id(at, 1))):
                sorts[effect].append(at)
    for effect in _effects_there(inquiry, 1):
        sorts.pop(effect, None)
    found = []
    for firsts in product(*([None, *sorts[effect]] for effect in sorted(sorts))):
        least, upper = [0] * len(most), list(most)
        for effect, first in zip(sorted(sorts), firsts, strict=True):
            for at in sorts[effect]:
                if at == first:
                    least[at] = 1
                elif first is None or at < first:
                    upper[at] = 0
        if all(low <= high for low, high in zip(least, upper, strict=True)):
            found.append(Sketch(tuple(least), tuple(upper)))
    return found


def _effects(inquiry: Inquiry, person: int, rank: int) -> Iterator[Effect]:
    """Yield what a record of a person does to the year as a whole."""
    content = inquiry.facts(person).contents[rank - 1]
    for scope, _ in inquiry.of(content, "deems", 3):
        yield "deems", str(scope)
    ruled = {row[0] for row in inquiry.of(person, "ruled_by_sector", 3)}
    for row in inquiry.of(person, "certificate", 3):
        if row[0] == rank and row[1] in ruled:
            yield "result", str(row[1])


def _effects_there(inquiry: Inquiry, person: int) -> Iterator[Effect]:
    """Yield what the case's own records do already."""
    yield from (("deems", str(row[1])) for row in inquiry.of(person, "deemed", 4))
    yield from (("result", str(row[0])) for row in inquiry.of(person, "certified", 2))


def rank_of(inquiry: Inquiry, person: int, record: str) -> int:
    """Return the number of a person's record."""
    return next(at for at, one in enumerate(inquiry.facts(person).records, 1) if one.id == record)


def probes(sketch: Sketch) -> tuple[Counts, Counts]:
    """Return the units that a mode has at least, and those with which it is looked into."""
    pairs = zip(sketch.least, sketch.most, strict=True)
    return sketch.least, tuple(low + min(PROBED, high - low) for low, high in pairs)


class Look:
    """One mode, looked into: the person with its least units, and the one with units of all its activities."""

    def __init__(
        self, inquiry: Inquiry, persons: tuple[int, int], sketch: Sketch, supposed: Supposed, costs: Sequence[int]
    ) -> None:
        self._inquiry, self._sketch, self._supposed, self._costs = inquiry, sketch, supposed, costs
        self._least, self._all = persons
        self._facts = inquiry.facts(self._all)
        self._ranks = {record.id: rank for rank, record in enumerate(self._facts.records, 1)}
        own = inquiry.facts(self._least).records
        self._old = {self._ranks[record.id]: rank for rank, record in enumerate(own, 1)}
        """Records that are there with the least units: rank among all -> rank there."""
        self._new = [rank for rank in self._ranks.values() if rank not in self._old]
        self._standing = standing(inquiry, self._least)
        self._caps = self._cap_subjects()

    def mode(self, deadline: float | None) -> Mode:
        """Return the mode.

        Raises:
            TimeLimitReached: at the deadline.
        """
        found = self._standing
        regular = self._regular()
        steps = tuple(step for at in range(len(self._costs)) if (step := self._step(at)) is not None)
        exact = regular and found.share is None
        monotone = found.share is None and (regular or self._monotone())
        if not regular:
            found = self._at_best(found)
        pools = self._pools()
        ledger = found.ledger(self._rooms(), pools)
        return Mode(
            self._sketch,
            ledger,
            tuple(found.settled(ledger, deadline)),
            steps,
            pools,
            exact,
            monotone,
        )

    # -- what a unit brings ----------------------------------------------------------------------------------------

    def _step(self, at: int) -> Step | None:
        """Return what further units of an activity could bring; ``None`` where that is nothing."""
        more = self._sketch.most[at] - self._sketch.least[at]
        if more == 0:
            return None
        rank = self._ranks[self._supposed.id(at, self._sketch.least[at] + 1)]
        content = self._facts.contents[rank - 1]
        into = self._inquiry.of(content, "into_pool", 2)
        if into:
            units = max((cast("int", row[0]) for row in self._inquiry.of(content, "claim", 2)), default=0)
            return Step(at, (), self._costs[at], more, (str(into[0][0]), units)) if units else None
        hours = tuple(self._hours(rank, content))
        if not hours:
            return None
        if self._chooses(content):
            return Step(at, tuple((one,) for one in hours), self._costs[at], more)
        return Step(at, (hours,), self._costs[at], more)

    def _chooses(self, content: int) -> bool:
        several = len({row[0] for row in self._inquiry.of(content, "amount", 3)}) > 1
        return several and (content,) in self._inquiry.rows("chooses", 1)

    def _hours(self, rank: int, content: int) -> Iterator[Hours]:
        forms = frozenset(str(row[0]) for row in self._inquiry.of(content, "form", 2))
        if self._chooses(content):
            forms = frozenset()
        caps = {str(s): str(cap) for s, cap in self._rows("in_cap", 4, rank)}
        for subject, units in self._entitled(rank, content):
            cap = caps.get(subject)
            single = cap if cap is not None and len(self._caps[cap]) == 1 else None
            yield Hours(subject, units, single, forms)

    def _entitled(self, rank: int, content: int) -> Iterator[tuple[str, int]]:
        """Yield what a record's content gives in each subject that a sector's rule does not keep it from."""
        barred = {row[0] for row in self._rows("barred", 4, rank)}
        for subject, units in sorted(self._inquiry.of(content, "within_record", 3), key=str):
            if subject not in barred and units:
                yield str(subject), cast("int", units)

    def _rows(self, name: str, arity: int, rank: int, person: int | None = None) -> list[Row]:
        """Return what follows a record in the atoms about a person's records."""
        rows = self._inquiry.of(person or self._all, name, arity)
        return [row[1:] for row in rows if row[0] == rank]

    # -- what they stand under -------------------------------------------------------------------------------------

    def _cap_subjects(self) -> dict[str, set[Term]]:
        found: dict[str, set[Term]] = defaultdict(set)
        for _, subject, cap in self._inquiry.of(self._all, "in_cap", 4):
            found[str(cap)].add(subject)
        return found

    def _rooms(self) -> dict[str, int]:
        used = {row[0]: cast("int", row[1]) for row in self._inquiry.of(self._least, "together", 3)}
        return {
            str(cap): max(0, cast("int", units) - used.get(cap, 0))
            for cap, units in sorted(self._inquiry.of(self._all, "limit", 3), key=str)
            if len(self._caps.get(str(cap), ())) == 1
        }

    def _pools(self) -> dict[str, tuple[tuple[str, int], ...]]:
        limits = {row[:2]: cast("int", row[2]) * UNITS_PER_HOUR for row in self._inquiry.rows("pool_limit", 3)}
        found: dict[str, list[tuple[str, int]]] = defaultdict(list)
        order = {subject: at for at, subject in enumerate(self._standing.subjects)}
        rows = sorted(self._inquiry.of(self._all, "serving", 4), key=lambda row: (str(row[0]), order[str(row[1])]))
        for pool, subject, _ in rows:
            found[str(pool)].append((str(subject), limits[pool, subject]))
        for row in self._inquiry.of(self._all, "pool_open", 2):
            found.setdefault(str(row[0]), [])
        return {pool: tuple(outlets) for pool, outlets in found.items()}

    # -- whether records stand in each other's way -----------------------------------------------------------------

    def _regular(self) -> bool:
        """Tell whether each unit brings what its content gives, and the records that are there stay as they are."""
        if any(len(subjects) > 1 for subjects in self._caps.values()) or self._inquiry.of(self._all, "sole", 4):
            return False
        return all(map(self._undisturbed, self._old)) and all(map(self._whole, self._new))

    def _undisturbed(self, rank: int) -> bool:
        """Tell whether a record that is there brings the same beside all the others."""
        old = self._old[rank]
        for name, arity in (("counted", 3), ("settled", 4), ("in_cap", 4), ("pooled", 3)):
            here, there = self._rows(name, arity, rank), self._rows(name, arity, old, self._least)
            if name == "counted":
                here, there = [()] * len(here), [()] * len(there)
            if sorted(here, key=str) != sorted(there, key=str):
                return False
        return self._seat(self._all, rank) == self._seat(self._least, old)

    def _seat(self, person: int, rank: int) -> object:
        """Return how a record takes its place: by itself, as one of a group, or not at all."""
        for seat, sitting in self._inquiry.of(person, "seat", 3):
            if sitting == rank:
                return seat[0] if isinstance(seat, tuple) and seat[0] == "own" else seat
        return None

    def _whole(self, rank: int) -> bool:
        """Tell whether a unit brings what its content gives, whatever else there is."""
        content = self._facts.contents[rank - 1]
        if not self._rows("counted", 3, rank):
            return False
        if any(self._rows(name, arity, rank) for name, arity in (("daywise", 2), ("by_lessons", 3))):
            return False
        if self._rows("pooled", 3, rank) or self._inquiry.of(content, "into_pool", 2):
            return True
        seat = self._seat(self._all, rank)
        if self._chooses(content):
            return seat == "own" or (seat is None and not list(self._entitled(rank, content)))
        brought = {(str(s), units) for s, units in self._rows("settled", 4, rank) if units}
        return seat is None and brought == set(self._entitled(rank, content))

    def _monotone(self) -> bool:
        """Tell whether records that stand in each other's way have hours of one sort: a further one never harms.

        Then what counts of them together is the largest of one work, the first of a day up to its limit, or whole hours
        of a sum: it can only grow.
        """
        if any(len(subjects) > 1 for subjects in self._caps.values()):
            return False
        bound: dict[object, set[object]] = defaultdict(set)
        shared = {row[0]: ("work", row[1]) for row in self._inquiry.of(self._all, "work", 3)}
        daily = {row[0] for row in self._inquiry.of(self._all, "daywise", 2)}
        for rank, content in enumerate(self._facts.contents, 1):
            sort = self._sort(rank, content)
            if rank in shared:
                bound[shared[rank]].add(sort)
            for group, _ in self._inquiry.of(content, "one_only", 3):
                if not self._chooses(content):
                    bound["one", group].add(sort)
            if rank in daily:
                limit = tuple(self._inquiry.of(content, "day_limit", 2))
                bound["day"].add((sort, limit))
        return all(len(sorts) == 1 and None not in sorts for sorts in bound.values())

    def _sort(self, rank: int, content: int) -> object:
        """Return subject and cap of a record's hours; ``None`` where it has several, or does more than bring hours."""
        subjects = {str(row[0]) for row in self._inquiry.of(content, "amount", 3)}
        if len(subjects) != 1 or self._inquiry.of(content, "deems", 3) or self._rows("certificate", 3, rank):
            return None
        into = tuple(self._inquiry.of(content, "into_pool", 2))
        form = tuple(sorted(self._inquiry.of(content, "form", 2), key=str))
        route = tuple(self._inquiry.of(content, "route", 2))
        under = tuple(row for row in self._inquiry.rows("under", 3) if route and row[0] == route[0][0])
        barred = tuple(sorted(map(str, self._rows("barred", 4, rank))))
        return (*subjects, tuple(row[1:] for row in under), into, form, barred)

    def _at_best(self, found: Standing) -> Standing:
        """Return the year with what its own records could bring at best if others made way for them.

        Hours that they lose to each other are taken as theirs.  Hours lost to a cap are not: what is under it is full.
        """
        spread = {cap for cap, subjects in self._caps.items() if len(subjects) > 1}
        free = {row[1] for row in self._inquiry.of(self._all, "seat", 3)}
        back: dict[str, int] = defaultdict(int)
        counted = {row[0] for row in self._inquiry.of(self._least, "counted", 3)}
        for rank, old in self._old.items():
            if (rank in free or self._rows("pooled", 3, rank)) and old in counted:
                continue
            shared = any(str(row[1]) in spread for row in self._rows("in_cap", 4, rank))
            name = "kept" if shared else "settled"
            brought = {str(s): cast("int", units) for s, units in self._rows(name, 4, old, self._least)}
            valid = any(row[0] == old for row in self._inquiry.of(self._least, "valid", 3))
            for subject, units in self._entitled(rank, self._facts.contents[rank - 1]) if valid else ():
                back[subject] += max(0, units - brought.get(subject, 0))
        lacks = tuple(self._lightened(lack, back) for lack in found.lacks)
        return Standing(
            **{name: getattr(found, name) for name in Standing.__slots__ if name not in {"lacks", "gaps"}},
            lacks=lacks,
            gaps={subject: max(0, units - back.get(subject, 0)) for subject, units in found.gaps.items()},
        )

    @staticmethod
    def _lightened(lack: Lack, back: Mapping[str, int]) -> Lack:
        units = lack.units - sum(max(0, weight) * back.get(subject, 0) for subject, weight in lack.weights.items())
        if lack.signed:
            # Nor is it sure then that what is there of the others stays.
            units = min(units, 0)
        return Lack(lack.key, units if lack.signed else max(0, units), lack.weights, lack.form)
