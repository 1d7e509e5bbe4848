"""Terms and atoms as plain values."""

from __future__ import annotations

from typing import Protocol

from clingo import Control, Symbol, SymbolType

Term = int | str | tuple["Term", ...]
"""A term read back: a number, a constant or string as text, ``f(x, y)`` as ``("f", x, y)``."""


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
        return symbol.string
    if kind is SymbolType.Function:
        arguments = symbol.arguments
        return (symbol.name, *map(term, arguments)) if arguments else symbol.name
    return str(symbol)
