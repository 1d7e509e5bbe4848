"""Read atoms straight from clingo's library: what ``clingo.SymbolicAtoms`` gives, without an object for each term.

clingo's Python classes ask for type, name and arguments of every term anew, which takes longer than to ground the
program.  In the library equal terms are one number, so that each has to be converted only once.
"""

from __future__ import annotations

from typing import Any

from clingo import Control, Symbol
from clingo._internal import _ffi as ffi  # type: ignore[attr-defined]
from clingo._internal import _lib as lib  # type: ignore[attr-defined]

from xueshi.solver.terms import Term, Text


class AtomReader:
    """The atoms of one control."""

    def __init__(self, control: Control) -> None:
        self._control = control
        self._terms: dict[int, Term] = {}
        # Where the library's functions put what they return.
        self._signature = ffi.new("clingo_signature_t*")
        self._place = ffi.new("clingo_symbolic_atom_iterator_t*")
        self._flag = ffi.new("bool*")
        self._symbol = ffi.new("clingo_symbol_t*")
        self._arguments = ffi.new("clingo_symbol_t**")
        self._size = ffi.new("size_t*")
        self._number = ffi.new("int*")
        self._text = ffi.new("char**")

    def rows(self, name: str, arity: int) -> list[tuple[Term, ...]]:
        """Return the arguments of each atom ``name/arity``, in the order in which the grounder derived them."""
        atoms: Any = self._control.symbolic_atoms._rep  # noqa: SLF001 - the handle that the library's functions take
        place, flag, symbol, arguments, size = self._place, self._flag, self._symbol, self._arguments, self._size
        is_valid, following = lib.clingo_symbolic_atoms_is_valid, lib.clingo_symbolic_atoms_next
        symbol_of, arguments_of, unpack = lib.clingo_symbolic_atoms_symbol, lib.clingo_symbol_arguments, ffi.unpack
        terms, convert = self._terms, self._convert
        positive = True
        _done(lib.clingo_signature_create(name.encode(), arity, positive, self._signature))
        _done(lib.clingo_symbolic_atoms_begin(atoms, self._signature, place))
        found: list[tuple[Term, ...]] = []
        # None of these calls can fail on a valid place: their answers are not asked for a million times.
        while is_valid(atoms, place[0], flag) and flag[0]:
            symbol_of(atoms, place[0], symbol)
            arguments_of(symbol[0], arguments, size)
            handles = unpack(arguments[0], arity) if arity else ()
            found.append(tuple([terms[handle] if handle in terms else convert(handle) for handle in handles]))
            following(atoms, place[0], place)
        return found

    def _convert(self, handle: int) -> Term:
        """Convert a term, and keep it."""
        kind = lib.clingo_symbol_type(handle)
        made: Term
        if kind == lib.clingo_symbol_type_number:
            _done(lib.clingo_symbol_number(handle, self._number))
            made = int(self._number[0])
        elif kind == lib.clingo_symbol_type_string:
            _done(lib.clingo_symbol_string(handle, self._text))
            made = Text(ffi.string(self._text[0]).decode())
        elif kind == lib.clingo_symbol_type_function:
            _done(lib.clingo_symbol_name(handle, self._text))
            made = ffi.string(self._text[0]).decode()
            _done(lib.clingo_symbol_arguments(handle, self._arguments, self._size))
            if self._size[0]:
                made = (made, *map(self._convert, ffi.unpack(self._arguments[0], self._size[0])))
        else:
            made = str(Symbol(handle))  # type: ignore[no-untyped-call]
        self._terms[handle] = made
        return made


def _done(ok: bool) -> None:  # noqa: FBT001 - as the library's functions return it
    if not ok:
        raise RuntimeError(ffi.string(lib.clingo_error_message()).decode())
