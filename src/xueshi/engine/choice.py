"""The best allocation: least sum of shortfalls, then most hours, then a fixed order; proven, counted, and fast.

Every placement is covered by a dynamic programme over what the placements so far add up to, so the optimum is proven
by construction.  Two representations of the states:

* :class:`xueshi.engine.sums.Sums`: any caps, pools and deemed minima; a state is the sum in each cell, a cell being a
  subject under one cap or under none.
* :class:`xueshi.engine.bits.Bits`: two subjects without caps, the usual case; the sums reached in the first subject are
  the bits of an integer, one integer for each number of hours given up, so that eighty records that all differ cost a
  few hundred shifts.

clasp was measured on the same problems: it needs seconds where sums are tight (docs/performance.md).  The plain
encoding (``asp/core/choice.lp``) states the same objective for clingo, and tests compare the two.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from xueshi.engine.bits import Bits
from xueshi.engine.problem import Answer, Problem
from xueshi.engine.space import Space, State
from xueshi.engine.sums import Sums


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


def _space(problem: Problem, deadline: float | None) -> Space:
    if Bits.fits(problem):
        return Bits(problem, deadline)
    return Sums(problem, deadline)


class _Optima:
    def __init__(self, problem: Problem, space: Space) -> None:
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

    def _moves(self, index: int, state: State) -> Iterator[tuple[int, State]]:
        for option in range(len(self._problem.items[index])):
            reached = self._space.step(state, index, option)
            if reached is not None and self._space.alive(index + 1, reached):
                yield option, reached
