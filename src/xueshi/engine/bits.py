"""The fast representation of a choice between two subjects: sums as the bits of an integer."""

from __future__ import annotations

from functools import reduce
from math import gcd

from xueshi.engine.problem import Draw, Problem
from xueshi.engine.space import State, check_time, shortfall

COUNT_BUDGET = 15_000
"""States on optimal paths up to which the optima are counted exactly."""


class Bits:
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
            amounts.append(
                tuple((option.units if option.subject == first else 0, larger - option.units) for option in item)
            )
        self._larger = sum(max(option.units for option in item) for item in problem.items)
        self._grain = reduce(gcd, (number for item in amounts for pair in item for number in pair), 0) or 1
        self._amounts = [tuple((step // self._grain, loss // self._grain) for step, loss in item) for item in amounts]
        self._minima = {minimum.subjects: minimum for minimum in problem.minima}
        self._first, self._second = frozenset({first}), frozenset({second})
        wanted = self._minima.get(self._first)
        self._wanted = -(-max(0, wanted.lacks) // self._grain) if wanted else 0
        self.start: State = (0, 0)
        layers = [{0: 1}]
        for index in range(len(problem.items)):
            check_time(deadline)
            layers.append(self._after(layers[-1], index))
        self._layers = layers
        self._finish(deadline)

    @staticmethod
    def fits(problem: Problem) -> bool:
        """Tell whether the problem is of this form: two subjects, one minimum for each set of them, no caps."""
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
        return shortfall(list(self._minima.values()), [gained[subjects] for subjects in self._minima])

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
        if window and self._short((window & -window).bit_length() - 1, loss) == least == self._short(
            window.bit_length() - 1, loss
        ):
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
            check_time(deadline)
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

    def step(self, state: State, index: int, option: int) -> State | None:
        """See :class:`xueshi.engine.space.Space`."""
        total, lost = state
        if not self._open(1 << total, index, option):
            return None
        step, loss = self._amounts[index][option]
        return total + step, lost + loss

    def alive(self, layer: int, state: State) -> bool:
        """See :class:`xueshi.engine.space.Space`."""
        total, lost = state
        return bool(self._alive[layer].get(lost, 0) >> total & 1)

    def possible(self, index: int) -> frozenset[int]:
        """See :class:`xueshi.engine.space.Space`."""
        return self._possible[index]

    def count(self) -> tuple[int, bool]:
        """See :class:`xueshi.engine.space.Space`."""
        if sum(bits.bit_count() for layer in self._alive for bits in layer.values()) > COUNT_BUDGET:
            # States after the same record are reached by different placements.
            return max(sum(bits.bit_count() for bits in layer.values()) for layer in self._alive), False
        ways: dict[State, int] = {self.start: 1}
        for index in range(len(self._amounts)):
            after: dict[State, int] = {}
            for state, number in ways.items():
                for option in range(len(self._amounts[index])):
                    reached = self.step(state, index, option)
                    if reached is not None and self.alive(index + 1, reached):
                        after[reached] = after.get(reached, 0) + number
            ways = after
        return sum(ways.values()), True

    def draws(self, state: State) -> tuple[Draw, ...]:  # noqa: ARG002 - there is no pool
        """See :class:`xueshi.engine.space.Space`."""
        return ()
