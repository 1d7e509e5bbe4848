"""Terms and atoms as plain values."""

from __future__ import annotations

import re
from typing import Protocol

from clingo import Control, Symbol, SymbolType

Term = int | str | tuple["Term", ...]
"""A term read back: a number, a constant as text, a string as :class:`Text`, ``f(x, y)`` as ``("f", x, y)``."""


class Text(str):
    """A string of a program; it equals a constant of the same letters, and is written in quotes."""

    __slots__ = ()


class Atoms(Protocol):
    """The atoms of one control."""

    def rows(self, name: str, arity: int) -> list[tuple[Term, ...]]:
        """Return the arguments of each atom ``name/arity``, in the order in which the grounder derived them."""


def atoms_of(control: Control) -> Atoms:
    """Return the atoms of ``control``: straight from the library where this clingo lets us, else by its classes."""
    try:
        from xueshi.solver.atoms import AtomReader
    except (ImportError, AttributeError):  # the library's inside is nobody's promise
        return SlowAtoms(control)
    return AtomReader(control)


class SlowAtoms:
    """Atoms by clingo's own classes."""

    def __init__(self, control: Control) -> None:
        self._control = control

    def rows(self, name: str, arity: int) -> list[tuple[Term, ...]]:
        """See :class:`Atoms`."""
        found = self._control.symbolic_atoms.by_signature(name, arity)
        return [tuple(map(term, atom.symbol.arguments)) for atom in found]


def term(symbol: Symbol) -> Term:
    """Return a symbol as a plain value."""
    kind = symbol.type
    if kind is SymbolType.Number:
        return symbol.number
    if kind is SymbolType.String:
        return Text(symbol.string)
    if kind is SymbolType.Function:
        arguments = symbol.arguments
        return (symbol.name, *map(term, arguments)) if arguments else symbol.name
    return str(symbol)


_CONSTANT = re.compile(r"_*[a-z][A-Za-z0-9_]*")


def program_text(term: Term) -> str:
    """Return a term that was read back as program text; a text that is no constant is a string."""
    if isinstance(term, tuple):
        name, *arguments = term
        listed = ",".join(map(program_text, arguments))
        return f"{name}({listed})" if listed else str(name)
    if isinstance(term, int):
        return str(term)
    if not isinstance(term, Text) and _CONSTANT.fullmatch(term):
        return term
    escaped = term.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'
