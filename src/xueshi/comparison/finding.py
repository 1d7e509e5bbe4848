"""What a comparison finds: cases that are judged differently, and how far was looked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from xueshi.model.result import Result
from xueshi.search.judged import Trial

What = Literal["verdict", "total", "subjects", "other"]
"""In what two results differ: verdict, hours credited in all, hours by subject, anything else that they say."""

WHATS: tuple[What, ...] = get_args(What)


@dataclass(frozen=True)
class Finding:
    """A case that is judged differently.

    Attributes:
        what: all in which the two differ.
        trial: the case as the first judges it, ``other`` as the second does.
        first, second: the results; ``None`` where an encoding cannot judge the case.
    """

    what: tuple[What, ...]
    trial: Trial
    other: Trial
    first: Result | None
    second: Result | None


@dataclass(frozen=True)
class KindFinding:
    """The smallest cases in which records of one kind make the difference.

    Attributes:
        credit: other hours are credited.
        verdict: another verdict is reached.
    """

    kind: str
    credit: Finding | None
    verdict: Finding | None


@dataclass(frozen=True)
class Bound:
    """How far was looked.

    Attributes:
        records: the most records of a generated case.
        options: ways to state one thing, from which single records were put together.
        cases: cases that were judged under both.
        years: what is judged, under each.
        first_years: the years of the cases, as the first judges them.
        alike: the two say the same, rule by rule, so that nothing had to be judged.
        proven: whether the solver has looked at every single record; ``None`` where it was not asked.
        readings, strict: whether cases were also judged under other answers, and strictly.
        left_out: generated cases that only one of the two knows.
        narrowed: only cases were looked for in which certain kinds make the difference.
    """

    records: int
    options: int
    cases: int
    years: tuple[int, int]
    alike: bool = False
    proven: bool | None = None
    readings: bool = False
    strict: bool = False
    left_out: int = 0
    narrowed: bool = False
    first_years: tuple[int, ...] = ()


@dataclass(frozen=True)
class Findings:
    """All that was found.

    Attributes:
        smallest: for each view in which the two differ, the smallest case; views that share it are listed once.
        kinds: kind by kind, where it was asked for.
        compared: the kinds that were looked at.
    """

    smallest: tuple[tuple[What, Finding], ...]
    kinds: tuple[KindFinding, ...]
    compared: tuple[str, ...]
    bound: Bound
