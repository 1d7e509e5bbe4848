"""An encoding of which some conclusions can be lifted by facts, without touching its files.

A guard names a predicate and what, stated as a fact, keeps its rules from deriving it: under
``Guard("in_cap", 4, "lifted({0},cap({3}))")`` the rule ``in_cap(P,R,S,Ca) :- b.`` reads
``in_cap(P,R,S,Ca) :- b, not lifted(P,cap(Ca)).``, so that the fact ``lifted(1,cap(works)).`` frees person 1 of the cap.
Where no such fact is stated the encoding says what it said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from clingo import __version__
from clingo.ast import AST, ASTType, parse_string

from xueshi.kept import keep, kept
from xueshi.solver.division import divide
from xueshi.solver.grounding import Grounding
from xueshi.solver.nodes import nodes_of
from xueshi.solver.pieces import Piece, Pieces

_FORM = f"loosened-1-clingo-{__version__}"
_NAME = re.compile(r"[a-z_]\w*")

Row = tuple[str, str, list[str], list[str], list[str]]
"""The fields of a :class:`~xueshi.solver.pieces.Piece`."""


class Guard(NamedTuple):
    """What lifts the atoms of one predicate."""

    name: str
    arity: int
    unless: str
    """An atom; ``{0}``, ``{1}`` ... stand for the arguments of the atom that is derived."""
    asking: str | None = None
    """Only rules whose body asks for this predicate are guarded; ``None`` for all."""


class Loosening(NamedTuple):
    """How an encoding is loosened."""

    guards: tuple[Guard, ...]
    more: tuple[tuple[str, str], ...] = ()
    """Further rules: the ``#program`` part and the rule."""


class LoosenedGrounding(Grounding):
    """A grounding of a loosened encoding.

    Args:
        file: the encoding.
        loosening: what can be lifted.
        flags: facts without arguments, as for :class:`~xueshi.solver.grounding.Grounding`.

    Raises:
        EncodingError: from any method, if clingo refuses the program.
    """

    def __init__(self, file: Path, loosening: Loosening, *, flags: Sequence[str] = ()) -> None:
        # Over no file: the rules are added in pieces, as the encoding's own are.
        super().__init__([], flags=flags)
        self._files = [file]
        self._pieces = Pieces([Piece(*row) for row in _rows(file, loosening)], flags)


def _rows(file: Path, loosening: Loosening) -> list[Row]:
    form = f"{_FORM}-{loosening_mark(loosening)}"
    rows: list[Row] | None = kept(file, form)
    if rows is None:
        divided, sources = divide(file)
        rows = [*_guarded(divided or _statements(file), loosening.guards), *map(_rule_row, loosening.more)]
        keep(file, form, rows, sources)
    return rows


def loosening_mark(loosening: Loosening) -> str:
    """Return a short name of the loosening, that another one does not have: its copies are kept under it."""
    from hashlib import sha256

    return sha256(repr(loosening).encode()).hexdigest()[:12]


def _guarded(rows: Iterable[Row], guards: Sequence[Guard]) -> Iterator[Row]:
    names = {guard.name for guard in guards}
    for row in rows:
        part, text, derives, needs, unless = row
        if names.isdisjoint(derives):
            yield row
            continue
        statements: list[AST] = []
        parse_string(text, statements.append)
        rules = [node for node in statements if node.ast_type is not ASTType.Program]
        yield part, "\n".join(_with_guards(node, guards) for node in rules), derives, needs, unless


def _with_guards(node: AST, guards: Sequence[Guard]) -> str:
    text = str(node)
    found = [literal for guard in guards for literal in _literals(node, guard)]
    if not found:
        return text
    return f"{text.removesuffix('.')}{'; ' if node.body else ' :- '}{'; '.join(found)}."


def _literals(node: AST, guard: Guard) -> Iterator[str]:
    if node.ast_type is not ASTType.Rule or node.head.ast_type is not ASTType.Literal:
        return
    atom = node.head.atom
    if atom.ast_type is ASTType.SymbolicAtom and atom.symbol.ast_type is ASTType.Function:
        symbol = atom.symbol
        asked = guard.asking is None or guard.asking in _NAME.findall(" ".join(map(str, node.body)))
        if asked and (symbol.name, len(symbol.arguments)) == (guard.name, guard.arity):
            yield f"not {guard.unless.format(*map(str, symbol.arguments))}"


def _statements(file: Path) -> list[Row]:
    """Return the statements of an encoding that cannot be divided, a row each, none of which is ever left out."""
    rows: list[Row] = []
    part = "base"
    for node in nodes_of(file):
        if node.ast_type is ASTType.Program:
            part = node.name
        elif node.ast_type is not ASTType.Comment:
            rows.append((part, str(node), _NAME.findall(str(node)), [], []))
    return rows


def _rule_row(rule: tuple[str, str]) -> Row:
    part, text = rule
    head = _NAME.match(text)
    return part, text, [head[0]] if head else [], [], []


__all__ = ["Guard", "LoosenedGrounding", "Loosening"]
