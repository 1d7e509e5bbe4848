"""How many mutants were noticed: of a regulation, by clause, by operator."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from xueshi.mutation.outcome import STATUSES, Outcome, Status
from xueshi.solver.mutants import OPERATORS

JOINT = "、"
"""Between the clauses of a statement that stands under several."""


@dataclass(frozen=True)
class Tally:
    """How many of some mutants there are of each status."""

    of: Mapping[Status, int]

    @property
    def mutants(self) -> int:
        """Return how many there are."""
        return sum(self.of.values())

    @property
    def noticed(self) -> int | None:
        """Return how many of a thousand that could be noticed were; ``None`` where there were none."""
        could = self.of["killed"] + self.of["survived"] + self.of["open"]
        return self.of["killed"] * 1000 // could if could else None


def tally(outcomes: Iterable[Outcome]) -> Tally:
    """Return how many there are of each status."""
    found = Counter(outcome.status for outcome in outcomes)
    return Tally({status: found[status] for status in STATUSES})


def by_clause(outcomes: Iterable[Outcome]) -> list[tuple[str, Tally]]:
    """Return a tally for each clause in the order of the encoding; several of one statement are joined."""
    return _by(outcomes, lambda outcome: JOINT.join(outcome.mutant.clauses))


def by_operator(outcomes: Sequence[Outcome]) -> list[tuple[str, Tally]]:
    """Return a tally for each operator that was used, in their order."""
    found = dict(_by(outcomes, lambda outcome: outcome.mutant.operator))
    return [(operator, found[operator]) for operator in OPERATORS if operator in found]


def _by(outcomes: Iterable[Outcome], key: Callable[[Outcome], str]) -> list[tuple[str, Tally]]:
    groups: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        groups.setdefault(key(outcome), []).append(outcome)
    return [(name, tally(group)) for name, group in groups.items()]


def percent(noticed: int | None) -> str:
    """Return thousandths as per cent, cut and not rounded: only all is 100.0."""
    return "" if noticed is None else f"{noticed // 10}.{noticed % 10}"
