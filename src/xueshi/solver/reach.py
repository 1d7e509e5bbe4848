"""Which open questions an answer can still make a difference for, over the atoms that a case derives.

A first difference can only come from a rule that asks for the question's reading and whose other conditions hold; a
further one from a rule that asks for what then differs.  What is followed is predicates, not atoms, so a question is
never left out that could matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from clingo import SymbolType, __version__
from clingo.ast import AST, ASTType, Sign

from xueshi.kept import keep, kept
from xueshi.solver.grounding import Grounding, Term
from xueshi.solver.nodes import nodes_of

_FORM = f"reach-1-clingo-{__version__}"
_READING = "reading"

Pattern = tuple[str, tuple[str | int | None, ...]]
"""A predicate, and its arguments where they are constants or numbers."""


class _Rule(NamedTuple):
    derives: frozenset[str]
    holds: tuple[Pattern, ...]
    """What must hold; readings apart."""
    asks: frozenset[str]
    """Every predicate of the body."""
    questions: frozenset[str]


def questions_that_tell(
    file: Path, questions: Iterable[str], groundings: Sequence[Grounding], goals: Iterable[str]
) -> set[str]:
    """Return those of ``questions`` of which another answer could change an atom of one of the predicates ``goals``.

    Args:
        file: the encoding.
        groundings: the encoding over the facts of cases, under the answers in force.
        goals: names of predicates.
    """
    rules = _rules(file)
    present = _Present(groundings)
    possible = [rule for rule in rules if rule.questions or rule.asks]
    wanted = set(goals)
    found = set()
    for question in questions:
        changed: set[str] = set()
        waiting = possible
        while True:
            left = []
            more = False
            for rule in waiting:
                if question not in rule.questions and changed.isdisjoint(rule.asks):
                    left.append(rule)
                elif all(pattern[0] in changed or present.holds(pattern) for pattern in rule.holds):
                    more |= not rule.derives <= changed
                    changed |= rule.derives
                else:
                    left.append(rule)
            waiting = left
            if not more or not wanted.isdisjoint(changed):
                break
        if not wanted.isdisjoint(changed):
            found.add(question)
    return found


class _Present:
    def __init__(self, groundings: Sequence[Grounding]) -> None:
        self._groundings = groundings
        self._rows: dict[tuple[str, int], list[tuple[Term, ...]]] = {}
        self._known: dict[Pattern, bool] = {}

    def holds(self, pattern: Pattern) -> bool:
        """Tell whether some atom matches the pattern."""
        known = self._known.get(pattern)
        if known is None:
            name, arguments = pattern
            rows = self._rows.get((name, len(arguments)))
            if rows is None:
                rows = self._rows[name, len(arguments)] = [
                    row for grounding in self._groundings for row in grounding.rows(name, len(arguments))
                ]
            known = self._known[pattern] = any(
                all(wanted is None or wanted == own for wanted, own in zip(arguments, row, strict=True)) for row in rows
            )
        return known


def _rules(file: Path) -> list[_Rule]:
    rows = kept(file, _FORM)
    if rows is None:
        statements = nodes_of(file)
        made = [_rule(node) for node in statements if node.ast_type is ASTType.Rule and node.body]
        rows = [(sorted(r.derives), list(r.holds), sorted(r.asks), sorted(r.questions)) for r in made]
        keep(file, _FORM, rows, {Path(node.location.begin.filename) for node in statements})
    return [
        _Rule(
            frozenset(derives),
            tuple((name, tuple(arguments)) for name, arguments in holds),
            frozenset(asks),
            frozenset(questions),
        )
        for derives, holds, asks, questions in rows
    ]


def _rule(node: AST) -> _Rule:
    holds: list[Pattern] = []
    asks: set[str] = set()
    questions: set[str] = set()
    for literal in node.body:
        for symbol in _symbols(literal):
            asks.add(symbol.name)
            if symbol.name == _READING and len(symbol.arguments) == 3:
                question = _constant(symbol.arguments[1])
                questions.add("" if question is None else str(question))
        if literal.ast_type is ASTType.Literal and literal.sign == Sign.NoSign:
            atom = literal.atom
            if atom.ast_type is ASTType.SymbolicAtom and atom.symbol.ast_type is ASTType.Function:
                symbol = atom.symbol
                if symbol.name != _READING:
                    holds.append((symbol.name, tuple(map(_constant, symbol.arguments))))
    return _Rule(
        frozenset(symbol.name for symbol in _symbols(node.head)), tuple(holds), frozenset(asks - {_READING}),
        frozenset(questions),
    )  # fmt: skip


def _symbols(node: AST) -> list[AST]:
    """Return the atoms below ``node``."""
    if node.ast_type is ASTType.SymbolicAtom:
        return [node.symbol] if node.symbol.ast_type is ASTType.Function else []
    found: list[AST] = []
    for key in node.child_keys:
        child = getattr(node, key)
        for one in [child] if isinstance(child, AST) else child or []:
            found += _symbols(one)
    return found


def _constant(node: AST) -> str | int | None:
    if node.ast_type is ASTType.Function and not node.arguments and not node.external:
        return str(node.name)
    if node.ast_type is ASTType.SymbolicTerm:
        symbol = node.symbol
        if symbol.type is SymbolType.Number:
            return int(symbol.number)
        if symbol.type is SymbolType.String:
            return str(symbol.string)
        if symbol.type is SymbolType.Function and not symbol.arguments:
            return str(symbol.name)
    return None


__all__ = ["questions_that_tell"]
