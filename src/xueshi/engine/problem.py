"""What the law hands to the choice: free records, what is still missing, caps and pools; and what an answer says.

Nothing here knows a regulation: the numbers are derived by the encodings (``asp/core/person.lp``, last section).
All amounts are units of 1/9000 hour.
"""

from __future__ import annotations

from dataclasses import dataclass

from xueshi.model.value import Value


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Option(Value):
    """One place that a free record may take."""

    subject: str
    units: int
    cap: str | None = None


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Minimum(Value):
    """A minimum with what is still missing from it before any choice."""

    key: str
    lacks: int
    subjects: frozenset[str]
    floor: int = 0
    """Part of the shortfall that no choice can lift."""


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Pool(Value):
    """Hours that are split between subjects, each up to its limit."""

    key: str
    holds: int
    limits: tuple[tuple[str, int], ...]
    """Subject and limit, in the order of the subjects."""


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Problem(Value):
    """The choice of one person.  Two persons with equal problems have equal answers."""

    subjects: tuple[str, ...]
    items: tuple[tuple[Option, ...], ...]
    """The options of each free record, records by id, options in the order of the subjects."""
    minima: tuple[Minimum, ...]
    caps: tuple[tuple[str, int], ...] = ()
    """Room that is left under each cap."""
    gaps: tuple[tuple[str, int], ...] = ()
    """Hours of a deemed subject that are shown already, so that the first of these bring nothing more."""
    pools: tuple[Pool, ...] = ()


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Draw(Value):
    """What a subject draws from a pool."""

    pool: str
    subject: str
    units: int


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Answer(Value):
    """The proven optimum of a problem.

    Of all optima, ``places`` is the one in which the first record takes the first subject that an optimum gives it,
    then the second record, and so on.
    """

    shortfall: int
    """Least sum of the shortfalls."""
    hours: int
    """Most credited hours at that sum, beyond what was fixed."""
    places: tuple[int, ...]
    """Index of the option that each free record takes."""
    possible: tuple[frozenset[int], ...]
    """For each free record the options that it takes in some optimum (its brave consequences)."""
    count: int
    """Number of optimal placements; a lower bound unless ``count_is_exact``."""
    count_is_exact: bool
    draws: tuple[Draw, ...]


class TimeLimitReached(Exception):  # noqa: N818 - no fault of the program
    """The time limit ended the search before an optimum was proven."""
