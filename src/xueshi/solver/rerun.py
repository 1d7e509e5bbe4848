"""Run one rule over given atoms alone: does it derive what a trace says that it derived?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from clingo import Control

from xueshi.solver.instrument import TracedRule
from xueshi.solver.terms import Term, atoms_of, program_text


def derived_by(rule: TracedRule, atoms: Iterable[tuple[Term, ...]], constants: Sequence[str]) -> set[tuple[Term, ...]]:
    """Return the atoms of the rule's head that it derives over ``atoms`` and nothing else.

    Args:
        constants: the encoding's ``#const`` statements.
    """
    control = Control(["--warn=none"])
    facts = "".join(f"{program_text(atom)}.\n" for atom in atoms)
    control.add("base", [], "\n".join([*constants, facts, rule.text]))
    control.ground([("base", [])])
    return {(rule.name, *row) for row in atoms_of(control).rows(rule.name, len(rule.arguments))}
