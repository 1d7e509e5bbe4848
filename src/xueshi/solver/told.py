"""The atoms that a few facts of a program stand for, pools and intervals put in full."""

from __future__ import annotations

from clingo import Control

from xueshi.solver.grounding import EncodingError
from xueshi.solver.terms import Term, term


def atoms_told(facts: str) -> tuple[tuple[Term, ...], ...]:
    """Return each atom of ``facts`` as its predicate and its arguments, sorted as clingo sorts them.

    Raises:
        EncodingError: if clingo cannot read them.
    """
    messages: list[str] = []
    control = Control(["--warn=none"], logger=lambda _, message: messages.append(message))
    try:
        control.add("base", [], facts)
        control.ground([("base", [])])
    except RuntimeError as error:
        raise EncodingError("\n".join(messages) or str(error)) from error
    symbols = sorted(atom.symbol for atom in control.symbolic_atoms)
    return tuple((symbol.name, *map(term, symbol.arguments)) for symbol in symbols)
