"""Which rules of an encoding fire over judged cases, as far as it is not known already."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast

from xueshi.law.paths import asp_root
from xueshi.law.regulation import Regulation
from xueshi.solver.grounding import Grounding
from xueshi.solver.measured import Instance, Measured, measured

FIRES = "proof_fires"


class Firing:
    """The rules of one encoding, and which of them have not fired yet."""

    def __init__(self, law: Regulation) -> None:
        self.program: Measured = measured(law.file, (law.file.parent.parent / "core", asp_root() / "core"), frozenset())
        self.rules: Sequence[Instance] = [
            one for one in self.program.instances if one.parts and self.program.statements[one.statement].own
        ]
        self.idle: dict[int, Instance] = {one.number: one for one in self.rules}

    def look(self, grounding: Grounding) -> None:
        """Take off the list what fires in ``grounding``, which is whole."""
        known = grounding.predicates()
        waiting = [one for one in self.idle.values() if _possible(one, known)]
        if waiting:
            grounding.also("\n".join(f"{FIRES}({one.number}) :- {body(one)}." for one in waiting))
            for (number,) in grounding.rows(FIRES, 1):
                self.idle.pop(cast("int", number), None)


def body(rule: Instance) -> str:
    """Return the body of a rule as text."""
    return ", ".join(part.text for part in rule.parts)


def derivable(program: Measured, given: frozenset[tuple[str, int]]) -> frozenset[tuple[str, int]]:
    """Return the predicates of which something can be said at all, if of those ``given`` anything is."""
    found = set(given)
    while True:
        more = {one.signature for one in program.instances if one.signature not in found and _asked(one) <= found}
        if not more:
            return frozenset(found)
        found |= more


def lacking(rule: Instance, possible: frozenset[tuple[str, int]]) -> Iterator[str]:
    """Yield the predicates that a rule asks for and that nothing says."""
    yield from sorted(f"{name}/{arity}" for name, arity in _asked(rule) - possible)


def _asked(rule: Instance) -> set[tuple[str, int]]:
    return {(part.name, len(part.arguments)) for part in rule.parts if part.sort == "atom"}


def _possible(rule: Instance, known: frozenset[str]) -> bool:
    return all(part.sort != "atom" or part.name in known for part in rule.parts)
