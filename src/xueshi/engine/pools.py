"""How pools may be split between subjects: few splits, one of which is the best.

Shortfall and hours are piecewise linear in what a subject draws, and drawing more never harms.  Of one pool between two
subjects the corners are therefore enough; what other pools and further subjects draw is tried in steps of the grain,
which divides every amount in play.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping
from functools import reduce
from math import gcd

from xueshi.engine.problem import Draw, Pool, Problem, TimeLimitReached

Outlets = tuple[tuple[str, int], ...]
"""Subjects and their limits."""


class Splits:
    """The splits of a problem's pools."""

    def __init__(self, problem: Problem, deadline: float | None) -> None:
        self._problem = problem
        self._deadline = deadline
        self._gaps = dict(problem.gaps)
        self._grain = reduce(gcd, _amounts(problem), 0) or 1

    def worth_trying(self, gained: Mapping[str, int]) -> Iterator[tuple[Draw, ...]]:
        """Yield splits, the best among them, where the placed records give ``gained`` in each subject.

        Raises:
            TimeLimitReached: at the deadline.
        """
        yield from self._of(self._problem.pools, dict(gained))

    def _of(self, pools: tuple[Pool, ...], gained: Mapping[str, int]) -> Iterator[tuple[Draw, ...]]:
        if not pools:
            yield ()
            return
        pool, rest = pools[0], pools[1:]
        for draws in self._parts(pool, pool.limits, pool.holds, gained, last=not rest):
            for more in self._of(rest, _after(gained, draws)):
                yield (*draws, *more)

    def _parts(
        self, pool: Pool, outlets: Outlets, left: int, gained: Mapping[str, int], *, last: bool
    ) -> Iterator[tuple[Draw, ...]]:
        if not outlets:
            yield ()
            return
        (subject, limit), rest = outlets[0], outlets[1:]
        most = min(limit, left)
        steps: Iterable[int]
        if not rest:
            steps = (most,)
        elif last and len(rest) == 1:
            steps = sorted(units for units in self._corners(outlets, left, gained) if 0 <= units <= most)
        else:
            steps = range(0, most + 1, self._grain)
        for units in steps:
            if self._deadline is not None and time.monotonic() > self._deadline:
                raise TimeLimitReached
            draw = Draw(pool.key, subject, units)
            for more in self._parts(pool, rest, left - units, _after(gained, (draw,)), last=last):
                yield (draw, *more)

    def _corners(self, outlets: Outlets, left: int, gained: Mapping[str, int]) -> set[int]:
        """Return the draws of the first of two subjects at which shortfall or hours change their slope."""
        (first, limit), (second, other) = outlets
        # Below these draws a subject shows nothing of what it gains.
        hidden = {subject: self._gaps.get(subject, 0) - gained[subject] for subject in gained}
        corners = {0, min(limit, left), left - other, hidden[first], left - hidden[second]}
        for minimum in self._problem.minima:
            need = minimum.lacks - max(minimum.floor, 0)
            need -= sum(max(0, -hidden[subject]) for subject in minimum.subjects - {first, second})
            if first in minimum.subjects:
                corners.add(need + hidden[first])
            if second in minimum.subjects:
                corners.add(left - need - hidden[second])
            if {first, second} <= minimum.subjects:
                corners.add(need + hidden[first] + hidden[second] - other)
        return corners


def _after(gained: Mapping[str, int], draws: Iterable[Draw]) -> dict[str, int]:
    after = dict(gained)
    for draw in draws:
        after[draw.subject] += draw.units
    return after


def _amounts(problem: Problem) -> Iterator[int]:
    for item in problem.items:
        yield from (option.units for option in item)
    for minimum in problem.minima:
        yield from (minimum.lacks, minimum.floor)
    yield from (units for _, units in (*problem.caps, *problem.gaps))
    for pool in problem.pools:
        yield pool.holds
        yield from (limit for _, limit in pool.limits)
