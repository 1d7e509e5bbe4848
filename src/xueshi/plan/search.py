"""Counts of activities in the order of their cost, as far as the hours that they could bring suffice.

The hours of a step are what a unit could bring at best.  So no counts that the encoding accepts are passed over, and
the first ones that it accepts are the cheapest.  The least cost from any state on is worked out once and kept, which
leads the search straight to the next counts (best first).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from heapq import heappop, heappush
from math import gcd

from xueshi.engine.space import check_time
from xueshi.plan.least import divisions
from xueshi.plan.ledger import Hours, Ledger, State

Counts = tuple[int, ...]
"""Units of each activity of a catalogue."""

NEVER = 1 << 120
"""More than any plan can cost."""


@dataclass(frozen=True, slots=True)
class Step:
    """Units of one activity: what one could bring, and how many there may be beside those that are there already."""

    activity: int
    """Its place in the catalogue."""
    options: tuple[tuple[Hours, ...], ...]
    """The places that one unit may take: in each, the hours that it brings together."""
    cost: int
    """Of one unit, in whole numbers above 0."""
    most: int
    pool: tuple[str, int] | None = None
    """Instead of options: the pool into which a unit goes, and its hours there."""


@dataclass(frozen=True, slots=True)
class _Division:
    """Where the pools are divided, once everything is in them."""

    pools: tuple[tuple[str, tuple[tuple[str, int], ...]], ...]
    grain: int


class Search:
    """The counts of one kind of plan.

    Args:
        ledger: what is missing, with nothing taken.
        starts: the states that the year's own records leave.
        steps: the activities that may be taken.
        pools: each pool's subjects and limits.
        base: units that are there already, counted in every plan.
        exact: whether hours of steps are what units bring, not only what they could: then a unit that changes nothing
            need not be tried.
        deadline: value of ``time.monotonic()`` at which to give up.

    Attributes:
        base: units that are there already.
        most: units that there may be.
        cuts: counts that are known to fail with everything below them.
        accepted: plans that were found; what holds one of them is not looked at.
    """

    def __init__(
        self,
        ledger: Ledger,
        starts: Sequence[State],
        steps: Iterable[Step],
        pools: Mapping[str, tuple[tuple[str, int], ...]],
        base: Counts,
        *,
        exact: bool,
        deadline: float | None,
    ) -> None:
        self._ledger, self._starts, self.base = ledger, tuple(starts), base
        self._exact, self._deadline = exact, deadline
        self._signed = {s for lack in ledger.lacks for s, weight in lack.weights.items() if weight < 0}
        ordered = sorted(steps, key=self._rank)
        poured = [step for step in ordered if step.pool is not None]
        self._steps: list[Step | _Division] = [*poured]
        if pools:
            self._steps.append(_Division(tuple(pools.items()), self._grain(ordered, pools)))
        self._steps += [step for step in ordered if step.pool is None]
        self._frames = [_Frame(ledger, self._steps[at:]) for at in range(len(self._steps) + 1)]
        self._kept: list[dict[State, int]] = [{} for _ in self._frames]
        self._asked = 0
        self.most: Counts = tuple(
            number + sum(step.most for step in ordered if step.activity == at) for at, number in enumerate(base)
        )
        self.cuts: list[Counts] = []
        self.accepted: list[Counts] = []

    def _rank(self, step: Step) -> tuple[object, ...]:
        """Order steps so that what is undecided stays small: what leaves a choice first, then subject by subject."""
        subjects = sorted({hours.subject for option in step.options for hours in option})
        plain = len(step.options) == 1 and len(subjects) == 1
        first = step.options[0][0] if plain else None
        return (
            plain,
            first is not None and first.subject not in self._signed,
            subjects,
            first is not None and first.cap is None,
            (first.cap or "") if first else "",
            sorted(first.forms) if first else [],
            step.activity,
        )

    def _grain(self, steps: Iterable[Step], pools: Mapping[str, tuple[tuple[str, int], ...]]) -> int:
        amounts = [units for state in self._starts for units in state]
        amounts += [limit for limits in pools.values() for _, limit in limits]
        amounts += [hours.units for step in steps for option in step.options for hours in option]
        amounts += [step.pool[1] for step in steps if step.pool is not None]
        return reduce(gcd, amounts, 0) or 1

    def candidates(self) -> Iterator[tuple[int, Counts]]:
        """Yield counts with their cost, the cheapest first; the units that are there already cost nothing here.

        Raises:
            TimeLimitReached: at the deadline.
        """
        heap: list[tuple[int, int, int, int, Counts, list[State]]] = []
        pushed = 0

        def push(at: int, spent: int, counts: Counts, states: list[State]) -> None:
            nonlocal pushed
            more = min((self._least(at, state) for state in states), default=NEVER)
            if more < NEVER:
                # Of equally cheap ones the one that is nearly whole first.
                heappush(heap, (spent + more, -at, pushed, spent, counts, states))
                pushed += 1

        push(0, 0, self.base, self._reduced(0, self._starts))
        while heap:
            check_time(self._deadline)
            _, depth, _, spent, counts, states = heappop(heap)
            at = -depth
            if self._known(at, counts):
                continue
            if at == len(self._steps):
                yield spent, counts
                continue
            step = self._steps[at]
            if isinstance(step, _Division):
                push(at + 1, spent, counts, self._reduced(at + 1, self._divided(states, step)))
                continue
            for number, found in self._multiples(at, step, states):
                taken = self.base[step.activity] + number
                with_units = (*counts[: step.activity], taken, *counts[step.activity + 1 :])
                push(at + 1, spent + number * step.cost, with_units, found)

    def _multiples(self, at: int, step: Step, states: list[State]) -> Iterator[tuple[int, list[State]]]:
        """Yield each number of units and the states after it."""
        before: list[State] | None = None
        for number in range(step.most + 1):
            # Compared as they are before the step: after it, what only this step brings counts as lost.
            here = self._reduced(at, states)
            if self._exact and here == before:
                return
            yield number, self._reduced(at + 1, here)
            before = here
            states = self._ledger.best(after for state in here for after in self._after(step, state))

    def _known(self, at: int, counts: Counts) -> bool:
        """Tell whether nothing new can come of counts of which the first ``at`` steps are decided."""
        if any(all(a >= b for a, b in zip(counts, plan, strict=True)) for plan in self.accepted):
            return True
        if not self.cuts:
            return False
        most = list(counts)
        for step in self._steps[at:]:
            if isinstance(step, Step):
                most[step.activity] += step.most
        return any(all(a <= b for a, b in zip(most, cut, strict=True)) for cut in self.cuts)

    def _after(self, step: Step, state: State) -> Iterator[State]:
        if step.pool is not None:
            yield self._ledger.pour(state, *step.pool)
            return
        for option in step.options:
            after = state
            for hours in option:
                after = self._ledger.put(after, hours)
            yield after

    def _divided(self, states: Iterable[State], division: _Division) -> Iterator[State]:
        for state in states:
            yield from divisions(self._ledger, state, division.pools, division.grain)

    def _reduced(self, at: int, states: Iterable[State]) -> list[State]:
        frame = self._frames[at]
        return self._ledger.best(found for state in states if (found := frame.reduced(state)) is not None)

    def _least(self, at: int, state: State) -> int:
        """Return the least cost at which what is missing can be there; :data:`NEVER` if it cannot."""
        found = self._frames[at].reduced(state)
        if found is None:
            return NEVER
        if self._ledger.met(found):
            return 0
        if at == len(self._steps):
            return NEVER
        kept = self._kept[at].get(found)
        if kept is None:
            self._asked += 1
            if self._asked & 0x3FF == 0:
                check_time(self._deadline)
            kept = self._kept[at][found] = self._worked_out(at, found)
        return kept

    def _worked_out(self, at: int, state: State) -> int:
        step = self._steps[at]
        if isinstance(step, _Division):
            return min(self._least(at + 1, after) for after in self._divided([state], step))
        least = self._least(at + 1, state)
        states, spent = [state], 0
        for _ in range(step.most):
            spent += step.cost
            if spent >= least:
                break
            after = self._ledger.best(found for one in states for found in self._after(step, one))
            if after == states:
                break
            states = after
            least = min(least, spent + min(self._least(at + 1, one) for one in states))
        return least


class _Frame:
    """What still matters of a state before the steps that are left: states that differ in nothing else are one."""

    def __init__(self, ledger: Ledger, steps: Sequence[Step | _Division]) -> None:
        self._lacks = len(ledger.lacks)
        self._met = (0,) * len(ledger.start())
        hours = [h for step in steps if isinstance(step, Step) for option in step.options for h in option]
        limits = {s for step in steps if isinstance(step, _Division) for _, outlets in step.pools for s, _ in outlets}
        fed = {h.subject for h in hours} | limits
        self._dead: list[int] = []
        self._clipped: list[int] = []
        groups: dict[object, list[int]] = {}
        self._single: list[tuple[int, int, int]] = []
        for at, lack in enumerate(ledger.lacks):
            if lack.form is not None:
                reached = {h.subject for h in hours if lack.form in h.forms and h.subject in lack.weights}
                weights = dict.fromkeys(reached, 1)
            else:
                weights = {s: weight for s, weight in lack.weights.items() if s in fed and weight}
            if not any(weight > 0 for weight in weights.values()):
                self._dead.append(at)
            if not any(weight < 0 for weight in weights.values()):
                self._clipped.append(at)
                groups.setdefault((lack.form, tuple(sorted(weights.items()))), []).append(at)
        # Lacks to which the same hours bring the same are one: the greatest of them.
        self._groups = [group for group in groups.values() if len(group) > 1 and group[0] not in self._dead]
        self._merge_single(ledger, fed)
        caps = {h.cap for h in hours}
        held = any(isinstance(step, _Division) for step in steps)
        kept = {ledger.place(gap=subject) for subject in ledger.gaps if subject in fed}
        kept |= {ledger.place(room=cap) for cap in ledger.rooms if cap in caps}
        kept |= {ledger.place(pool=pool) for pool in ledger.pools} if held else set()
        self._cleared = [at for at in range(self._lacks, len(self._met)) if at not in kept]

    def _merge_single(self, ledger: Ledger, fed: set[str]) -> None:
        """Where hours can come to one subject alone, what a weighted lack asks for is so many hours of it."""
        if len(fed) != 1:
            return
        (subject,) = fed
        plain = [at for at in self._clipped if ledger.lacks[at].form is None and at not in self._dead]
        whole = [at for at in plain if ledger.lacks[at].weights.get(subject) == 1]
        if whole:
            self._single = [
                (at, ledger.lacks[at].weights[subject], whole[0])
                for at in plain
                if ledger.lacks[at].weights[subject] > 1
            ]

    def reduced(self, state: State) -> State | None:
        """Return the state that stands for ``state`` here, ``None`` if what it lacks cannot come any more."""
        for at in self._dead:
            if state[at] > 0:
                return None
        now = list(state)
        for at in self._clipped:
            now[at] = max(now[at], 0)
        for at, weight, other in self._single:
            now[other] = max(now[other], -(-now[at] // weight))
            now[at] = 0
        for group in self._groups:
            now[group[0]] = max(now[at] for at in group)
            for at in group[1:]:
                now[at] = 0
        if not any(now[at] > 0 for at in range(self._lacks)):
            return self._met
        for at in self._cleared:
            now[at] = 0
        return tuple(now)
