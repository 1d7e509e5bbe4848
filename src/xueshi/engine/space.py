"""What the two representations of a choice's states have in common."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from typing import Protocol

from xueshi.engine.problem import Draw, Minimum, TimeLimitReached

State = tuple[int, ...]
"""What the placements so far add up to; each representation has its own form."""


class Space(Protocol):
    """States reachable after each record, and those of them that lead to an optimum."""

    start: State
    best: tuple[int, int]
    """Least sum of shortfalls, most hours."""

    def step(self, state: State, index: int, option: int) -> State | None:
        """Return the state after the option, ``None`` where no optimum takes it from here."""

    def alive(self, layer: int, state: State) -> bool:
        """Tell whether the state, reached after ``layer`` records, leads to an optimum."""

    def possible(self, index: int) -> frozenset[int]:
        """Return the options that the record takes in some optimum."""

    def count(self) -> tuple[int, bool]:
        """Return the number of optimal placements, and whether it is exact or a lower bound."""

    def draws(self, state: State) -> tuple[Draw, ...]:
        """Return how the pools are split in a final state."""


def shortfall(minima: Sequence[Minimum], gained: Iterable[int]) -> int:
    """Return the sum of shortfalls where the minima gain ``gained``, in their order."""
    return sum(max(m.lacks - units, m.floor, 0) for m, units in zip(minima, gained, strict=True))


def check_time(deadline: float | None) -> None:
    """Raise :class:`TimeLimitReached` at the deadline (a value of ``time.monotonic()``)."""
    if deadline is not None and time.monotonic() > deadline:
        raise TimeLimitReached
