"""The best allocation: least sum of shortfalls, then most hours, then a fixed order; proven, counted, and fast.

Every placement is covered by a dynamic programme over what the placements so far add up to, so the optimum is proven
by construction.  Two representations of the states:

* :class:`_Sums`: any caps, pools and deemed minima; a state is the sum in each cell (subject and cap).
* :class:`_Bits`: two subjects without caps, the usual case; the sums reached in the first subject are the bits of an integer,
  one integer for each number of hours given up, so that eighty records that all differ cost a few hundred shifts.

clasp was measured on the same problems: it needs seconds where sums are tight (docs/performance.md).  The plain encoding
(``asp/core/choice.lp``) states the same objective for clingo, and tests compare the two.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import reduce
from math import gcd
from typing import Generic, Protocol, TypeVar

from xueshi.engine.pools import Splits
from xueshi.engine.problem import Answer, Draw, Minimum, Option, Problem, TimeLimitReached

S = TypeVar("S")

COUNT_BUDGET = 60_000
"""States on optimal paths up to which the optima are counted exactly."""


def solve(problem: Problem, *, deadline: float | None = None) -> Answer:
    """Return the proven optimum of ``problem``.

    Args:
        deadline: value of ``time.monotonic()`` at which to give up.

    Raises:
        TimeLimitReached: at the deadline.
    """
    space = _space(problem, deadline)
    optima = _Optima(problem, space)
    return optima.answer()


def enumerate_optima(problem: Problem, *, deadline: float | None = None) -> Iterator[tuple[int, ...]]:
    """Yield every optimal placement (an option's index for each record), the printed one first, then in its order."""
    yield from _Optima(problem, _space(problem, deadline)).all()


def forced(problem: Problem, item: int, option: int) -> Problem:
    """Return ``problem`` with one record held at one of its options."""
    items = list(problem.items)
    items[item] = (items[item][option],)
    return replace(problem, items=tuple(items))


class _Space(Protocol[S]):
    """States reachable after each record, and those of them that lead to an optimum."""

    start: S
    best: tuple[int, int]
    """Least sum of shortfalls, most hours."""

    def step(self, state: S, index: int, option: int) -> S | None: ...

    def alive(self, layer: int, state: S) -> bool: ...

    def possible(self, index: int) -> frozenset[int]: ...

    def count(self) -> tuple[int, bool]: ...

    def draws(self, state: S) -> tuple[Draw, ...]: ...


def _space(problem: Problem, deadline: float | None) -> _Space[tuple[int, ...]]:
    if _Bits.fits(problem):
        return _Bits(problem, deadline)
    return _Sums(problem, deadline)


class _Optima(Generic[S]):
    def __init__(self, problem: Problem, space: _Space[S]) -> None:
        self._problem = problem
        self._space = space

    def answer(self) -> Answer:
        space, state, places = self._space, self._space.start, []
        for index in range(len(self._problem.items)):
            option, state = next(self._moves(index, state))
            places.append(option)
        count, exact = space.count()
        possible = tuple(space.possible(index) for index in range(len(places)))
        return Answer(*space.best, tuple(places), possible, count, exact, space.draws(state))

    def all(self) -> Iterator[tuple[int, ...]]:
        size = len(self._problem.items)
        if size == 0:
            yield ()
            return
        # An explicit stack: a case may have more free records than Python allows nested calls.
        stack = [self._moves(0, self._space.start)]
        places: list[int] = []
        while stack:
            move = next(stack[-1], None)
            if move is None:
                stack.pop()
                if places:
                    places.pop()
                continue
            places.append(move[0])
            if len(places) == size:
                yield tuple(places)
                places.pop()
            else:
                stack.append(self._moves(len(places), move[1]))

    def _moves(self, index: int, state: S) -> Iterator[tuple[int, S]]:
        for option in range(len(self._problem.items[index])):
            reached = self._space.step(state, index, option)
            if reached is not None and self._space.alive(index + 1, reached):
                yield option, reached


def _shortfall(minima: tuple[Minimum, ...], gained: Callable[[Minimum], int]) -> int:
    return sum(max(minimum.lacks - gained(minimum), minimum.floor, 0) for minimum in minima)


def _check(deadline: float | None) -> None:
    if deadline is not None and time.monotonic() > deadline:
        raise TimeLimitReached


Sums = tuple[int, ...]


class _Sums:
    """States are the sums in each cell, a cell being a subject under one cap or under none."""

    def __init__(self, problem: Problem, deadline: float | None) -> None:
        self._problem = problem
        self._room = dict(problem.caps)
        self._gaps = dict(problem.gaps)
        self._splits = Splits(problem, deadline)
        cells = sorted({(option.subject, option.cap or "") for item in problem.items for option in item})
        self._cells = cells
        self._place = {cell: index for index, cell in enumerate(cells)}
        self.start: Sums = (0,) * len(cells)
        layers: list[dict[Sums, int]] = [{self.start: 1}]
        for index, item in enumerate(problem.items):
            after: dict[Sums, int] = {}
            for number, (state, ways) in enumerate(layers[-1].items()):
                if number & 0xFFF == 0:
                    _check(deadline)
                for option in range(len(item)):
                    reached = self.step(state, index, option)
                    after[reached] = after.get(reached, 0) + ways
            layers.append(after)
        values = {state: self._value(state) for state in layers[-1]}
        top = min((short, -hours) for short, hours, _ in values.values())
        self.best = (top[0], -top[1])
        final = {state for state, (short, hours, _) in values.items() if (short, -hours) == top}
        self._draws = {state: values[state][2] for state in final}
        self._count = sum(layers[-1][state] for state in final)
        self._alive = [final]
        self._possible: list[frozenset[int]] = []
        for index in range(len(problem.items) - 1, -1, -1):
            _check(deadline)
            alive: set[Sums] = set()
            taken: set[int] = set()
            for state in layers[index]:
                for option in range(len(problem.items[index])):
                    if self.step(state, index, option) in self._alive[-1]:
                        alive.add(state)
                        taken.add(option)
            self._alive.append(alive)
            self._possible.append(frozenset(taken))
        self._alive.reverse()
        self._possible.reverse()

    def step(self, state: Sums, index: int, option: int) -> Sums:
        chosen = self._problem.items[index][option]
        cell = self._place[chosen.subject, chosen.cap or ""]
        total = state[cell] + chosen.units
        if chosen.cap is not None:
            total = min(total, self._room.get(chosen.cap, 0))
        return (*state[:cell], total, *state[cell + 1 :])

    def alive(self, layer: int, state: Sums) -> bool:
        return state in self._alive[layer]

    def possible(self, index: int) -> frozenset[int]:
        return self._possible[index]

    def count(self) -> tuple[int, bool]:
        return self._count, True

    def draws(self, state: Sums) -> tuple[Draw, ...]:
        return self._draws[state]

    def _value(self, state: Sums) -> tuple[int, int, tuple[Draw, ...]]:
        """Return the sum of shortfalls and the hours gained under the best split of the pools, and that split."""
        gained = dict.fromkeys(self._problem.subjects, 0)
        for (subject, _), units in zip(self._cells, state, strict=True):
            gained[subject] += units
        best: tuple[int, int, tuple[int, ...]] | None = None
        draws: tuple[Draw, ...] = ()
        for split in self._splits.worth_trying(gained):
            total = dict(gained)
            for draw in split:
                total[draw.subject] += draw.units
            shown = {subject: max(0, units - self._gaps.get(subject, 0)) for subject, units in total.items()}
            short = _shortfall(self._problem.minima, lambda minimum, shown=shown: sum(shown[s] for s in minimum.subjects))  # type: ignore[misc]
            rank = (short, -sum(shown.values()), tuple(-draw.units for draw in split))
            if best is None or rank < best:
                best, draws = rank, split
        assert best is not None
        return best[0], -best[1], draws


class _Bits:
    """States are (sum in the first subject, hours given up against each record's larger option).

    What a placement brings to the second subject follows from the two.  For one sum only the least hours given up are
    kept: giving up more lowers the second subject and the total.
    """

    def __init__(self, problem: Problem, deadline: float | None) -> None:
        first, second = problem.subjects
        amounts = []
        for item in problem.items:
            larger = max(option.units for option in item)
            # (step in the first subject, hours given up) of each option
            amounts.append(tuple((option.units if option.subject == first else 0, larger - option.units) for option in item))
        self._larger = sum(max(option.units for option in item) for item in problem.items)
        self._grain = reduce(gcd, (number for item in amounts for pair in item for number in pair), 0) or 1
        self._amounts = [tuple((step // self._grain, loss // self._grain) for step, loss in item) for item in amounts]
        self._minima = {minimum.subjects: minimum for minimum in problem.minima}
        self._first, self._second = frozenset({first}), frozenset({second})
        wanted = self._minima.get(self._first)
        self._wanted = -(-max(0, wanted.lacks) // self._grain) if wanted else 0
        self.start = (0, 0)
        layers = [{0: 1}]
        for index in range(len(problem.items)):
            _check(deadline)
            layers.append(self._after(layers[-1], index))
        self._layers = layers
        self._finish(deadline)

    @staticmethod
    def fits(problem: Problem) -> bool:
        if len(problem.subjects) != 2 or problem.pools or problem.gaps or not problem.items:
            return False
        first, second = problem.subjects
        groups = [minimum.subjects for minimum in problem.minima]
        return (
            len(set(groups)) == len(groups)
            and set(groups) <= {frozenset({first}), frozenset({second}), frozenset({first, second})}
            and all(option.cap is None for item in problem.items for option in item)
        )

    def _open(self, bits: int, index: int, option: int) -> int:
        """Return the states of ``bits`` from which the option is worth taking."""
        step, loss = self._amounts[index][option]
        # Beyond what the first subject lacks, a place there that costs hours only loses.
        return bits & ((1 << self._wanted) - 1) if step and loss else bits

    def _after(self, layer: dict[int, int], index: int) -> dict[int, int]:
        merged: dict[int, int] = {}
        for loss, bits in layer.items():
            for option, (step, more) in enumerate(self._amounts[index]):
                reached = self._open(bits, index, option) << step
                if reached:
                    merged[loss + more] = merged.get(loss + more, 0) | reached
        seen = 0
        kept: dict[int, int] = {}
        for loss in sorted(merged):
            bits = merged[loss] & ~seen
            if bits:
                kept[loss] = bits
                seen |= bits
        return kept

    def _short(self, total: int, loss: int) -> int:
        gained = {
            self._first: total * self._grain,
            self._second: self._larger - (loss + total) * self._grain,
            self._first | self._second: self._larger - loss * self._grain,
        }
        return _shortfall(tuple(self._minima.values()), lambda minimum: gained[minimum.subjects])

    def _nearest(self, bits: int, loss: int) -> tuple[int, int]:
        """Return the least sum of shortfalls among ``bits`` and the bits that have it.

        For a fixed number of hours given up it is convex in the sum: flat between two corners, steeper outside.
        """
        first, second = self._minima.get(self._first), self._minima.get(self._second)
        corners = []
        if first is not None:
            corners.append(first.lacks - first.floor)
        if second is not None:
            corners.append(self._larger - second.lacks + second.floor - loss * self._grain)
        lower, upper = 0, bits.bit_length() * self._grain
        if len(corners) == 2:
            lower, upper = min(corners), max(corners)
        elif first is not None:
            lower = corners[0]
        elif second is not None:
            upper = corners[0]
        low, high = max(0, -(-lower // self._grain)), max(-1, upper // self._grain)
        window = (bits >> low << low) & ((1 << (high + 1)) - 1) if high >= low else 0
        below = (bits & ((1 << low) - 1)).bit_length() - 1
        start = max(low, high + 1)
        above = bits >> start
        candidates = [below] if below >= 0 else []
        if above:
            candidates.append(start - 1 + (above & -above).bit_length())
        if window:
            candidates.append((window & -window).bit_length() - 1)
            candidates.append(window.bit_length() - 1)
        least = min(self._short(total, loss) for total in candidates)
        found = 0
        for total in candidates:
            if self._short(total, loss) == least:
                found |= 1 << total
        if window and self._short((window & -window).bit_length() - 1, loss) == least == self._short(window.bit_length() - 1, loss):
            found |= window
        return least, found

    def _finish(self, deadline: float | None) -> None:
        reached = {loss: self._nearest(bits, loss) for loss, bits in self._layers[-1].items()}
        least = min(short for short, _ in reached.values())
        loss = min(loss for loss, (short, _) in reached.items() if short == least)
        self.best = (least, self._larger - loss * self._grain)
        self._alive = [{loss: reached[loss][1]}]
        self._possible: list[frozenset[int]] = []
        for index in range(len(self._amounts) - 1, -1, -1):
            _check(deadline)
            before: dict[int, int] = {}
            taken: set[int] = set()
            for lost, bits in self._alive[-1].items():
                for option, (step, more) in enumerate(self._amounts[index]):
                    origin = (bits >> step) & self._open(self._layers[index].get(lost - more, 0), index, option)
                    if origin:
                        before[lost - more] = before.get(lost - more, 0) | origin
                        taken.add(option)
            self._alive.append(before)
            self._possible.append(frozenset(taken))
        self._alive.reverse()
        self._possible.reverse()

    def step(self, state: tuple[int, ...], index: int, option: int) -> tuple[int, ...] | None:
        total, lost = state
        if not self._open(1 << total, index, option):
            return None
        step, loss = self._amounts[index][option]
        return total + step, lost + loss

    def alive(self, layer: int, state: tuple[int, ...]) -> bool:
        total, lost = state
        return bool(self._alive[layer].get(lost, 0) >> total & 1)

    def possible(self, index: int) -> frozenset[int]:
        return self._possible[index]

    def count(self) -> tuple[int, bool]:
        if sum(bits.bit_count() for layer in self._alive for bits in layer.values()) > COUNT_BUDGET:
            # States after the same record are reached by different placements.
            return max(sum(bits.bit_count() for bits in layer.values()) for layer in self._alive), False
        ways: dict[tuple[int, ...], int] = {self.start: 1}
        for index in range(len(self._amounts)):
            after: dict[tuple[int, ...], int] = {}
            for state, number in ways.items():
                for option in range(len(self._amounts[index])):
                    reached = self.step(state, index, option)
                    if reached is not None and self.alive(index + 1, reached):
                        after[reached] = after.get(reached, 0) + number
            ways = after
        return sum(ways.values()), True

    def draws(self, state: tuple[int, ...]) -> tuple[Draw, ...]:
        return ()


__all__ = ["COUNT_BUDGET", "Option", "enumerate_optima", "forced", "solve"]
