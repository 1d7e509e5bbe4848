"""What came of a mutant."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from xueshi.search.distinguish import Bound
from xueshi.solver.mutants import Mutant

Status = Literal["killed", "survived", "open", "equivalent", "stillborn"]
"""A scenario noticed it; none did, and a case tells it from the original; none did, and no search came to its end; no
case within the bound does; it is no program that could be run."""

STATUSES: tuple[Status, ...] = get_args(Status)

How = Literal["scenario", "broken", "time", "year"]
"""What killed it: a scenario that failed; the engine could not judge with it; it took too long; years are judged by
another regulation, or by none."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What the scenarios say of a mutant.

    Attributes:
        noticed: how it was noticed; ``None`` where it was not.
        by: file and line of the scenario that failed first, and its name.
        stillborn: why the program cannot be run.
    """

    noticed: How | None = None
    by: tuple[str, str] | None = None
    stillborn: str | None = None


@dataclass(frozen=True, slots=True)
class Witness:
    """A case on which a mutant and the original differ.

    Attributes:
        regulation: id of the regulation that judges it.
        case: as a case file holds it.
        readings: the answers under which they differ.
        strict: whether an unstated fact counts as absent.
        expect: what the original gives, as a scenario expects it.
        other: what the mutant gives.
    """

    regulation: str
    case: Mapping[str, object]
    readings: Mapping[str, str] = field(default_factory=dict)
    strict: bool = False
    expect: Mapping[str, object] = field(default_factory=dict)
    other: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a mutant: one of the four statuses, and what it rests on."""

    mutant: Mutant
    status: Status
    trial: Trial
    witness: Witness | None = None
    searched: Bound | None = None
    """The bound within which the search found no case; ``None`` where none was needed, or it did not end."""
