"""Divide an encoding into pieces: what each statement derives, and what it cannot do without.

Apart from :mod:`xueshi.solver.pieces`, which needs no syntax trees once this was done.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from clingo.ast import AST, ASTType, Sign

from xueshi.solver.nodes import nodes_of

# What is printed and what is searched: over facts alone nothing is.
_LEFT_OUT = (ASTType.Comment, ASTType.Defined, ASTType.ShowSignature, ASTType.ShowTerm, ASTType.Minimize)

Row = tuple[str, str, list[str], list[str], list[str]]
"""The fields of a :class:`~xueshi.solver.pieces.Piece`."""


def divide(file: Path) -> tuple[list[Row], set[Path]]:
    """Return the pieces as rows, none if there is a statement of another sort, and the files that they come from.

    Raises:
        EncodingError: if clingo cannot parse it.
    """
    statements = nodes_of(file)
    sources = {Path(statement.location.begin.filename) for statement in statements}
    rows: list[Row] = []
    part = "base"
    facts: list[AST] = []

    def close() -> None:
        if facts:
            names = {name for fact in facts if fact.ast_type is ASTType.Rule for name in _names(fact.head)}
            rows.append((part, "\n".join(map(str, facts)), sorted(names), [], []))
            facts.clear()

    for statement in statements:
        kind = statement.ast_type
        if kind is ASTType.Program and not statement.parameters:
            close()
            part = statement.name
        elif kind is ASTType.Definition or (kind is ASTType.Rule and not statement.body):
            facts.append(statement)
        elif kind is ASTType.Rule:
            rows.append((part, str(statement), sorted(set(_names(statement.head))), *_asked(statement.body)))
        elif kind not in _LEFT_OUT:
            return [], sources
    close()
    return rows, sources


def _names(node: AST) -> Iterator[str]:
    """Yield the predicates below ``node``, whatever they are there for."""
    if node.ast_type is ASTType.SymbolicAtom:
        yield from _names(node.symbol)
        return
    if node.ast_type is ASTType.Function:
        yield node.name
        return
    for key in node.child_keys:
        child = getattr(node, key)
        for one in [child] if isinstance(child, AST) else child or []:
            yield from _names(one)


def _asked(body: Iterable[AST]) -> tuple[list[str], list[str]]:
    """Return what a body cannot do without: predicates that must hold of something, flags that must not hold."""
    needs: set[str] = set()
    unless: set[str] = set()
    for literal in body:
        if literal.ast_type is ASTType.Literal and literal.atom.ast_type is ASTType.SymbolicAtom:
            names = set(_names(literal.atom))
            if literal.sign == Sign.NoSign:
                needs |= names
            elif literal.sign == Sign.Negation and str(literal.atom) in names:
                unless |= names
    return sorted(needs), sorted(unless)
