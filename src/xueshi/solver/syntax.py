"""What an encoding's file says, statement by statement, without running it: predicates, numbers, comments, citations.

A citation is a comment ``%@ clause 二(一)1`` above a rule, or several in a row.  It holds for every statement below it
until the next citation or the next heading, a comment that begins with a row of ``=`` or ``-``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from clingo import SymbolType
from clingo.ast import AST, ASTType, Sign

from xueshi.solver.nodes import nodes_of

Form = Literal[
    "fact", "rule", "choice", "constraint", "weak", "show", "defined", "const", "program", "comment", "other"
]
"""What a statement is.  A fact has no body and no variable; a choice has a choice or an aggregate in its head."""

Place = Literal["head", "body", "named"]
"""Where a predicate stands: derived, asked for, or only named by ``#show`` or ``#defined``."""

CITATION = "%@ clause "
ALLOWANCE = "%@ allow"
"""How a comment begins that allows what a check would find; it neither ends nor parts citations."""
_HEADING = re.compile(r"%\s*(={3,}|-{3,})")

_FORMS: dict[ASTType, Form] = {
    ASTType.Minimize: "weak",
    ASTType.ShowSignature: "show",
    ASTType.ShowTerm: "show",
    ASTType.Defined: "defined",
    ASTType.Definition: "const",
    ASTType.Program: "program",
    ASTType.Comment: "comment",
}
_CHOICES = (ASTType.Aggregate, ASTType.HeadAggregate, ASTType.Disjunction)


@dataclass(frozen=True, slots=True)
class Use:
    """One occurrence of a predicate."""

    name: str
    arity: int
    place: Place
    line: int
    column: int
    arguments: tuple[str, ...] = ()
    """Each argument as clingo writes it: a string keeps its quotes, a pool its parentheses."""
    negated: bool = False
    aggregated: bool = False
    """Stands inside an aggregate of the body."""

    @property
    def signature(self) -> str:
        """Return name and arity, as ``flat/3``."""
        return f"{self.name}/{self.arity}"


@dataclass(frozen=True, slots=True)
class Number:
    """A number that is written out."""

    value: int
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of a file, or one line of comment.  Lines and columns count from 1."""

    file: Path
    line: int
    last_line: int
    form: Form
    text: str
    """As clingo writes it, layout and comments apart."""
    uses: tuple[Use, ...]
    numbers: tuple[Number, ...]
    clauses: tuple[str, ...]
    """The clauses that the citation above names."""


def statements(file: Path) -> tuple[Statement, ...]:
    """Return the statements of ``file`` in their order; what it includes is checked, but not returned.

    Raises:
        EncodingError: if the file, or one that it includes, cannot be read or parsed; the message names the place.
    """
    found = nodes_of(file)
    own = [node for node in found if node.location.begin.filename == str(file) and not _implied(node)]
    return tuple(_cited(file, own))


def _implied(node: AST) -> bool:
    """Tell whether the parser has put the statement there itself: the part ``base`` that every file begins with."""
    begin, end = node.location.begin, node.location.end
    return node.ast_type is ASTType.Program and (begin.line, begin.column) == (end.line, end.column)


def _cited(file: Path, nodes: Sequence[AST]) -> Iterator[Statement]:
    for node, clauses in citations(nodes):
        yield _statement(file, node, str(node), clauses)


def citations(nodes: Iterable[AST]) -> Iterator[tuple[AST, tuple[str, ...]]]:
    """Yield the statements of one file, each with the clauses that the citation above it names."""
    clauses: tuple[str, ...] = ()
    last_was_citation = False
    for node in nodes:
        comment = str(node) if node.ast_type is ASTType.Comment else ""
        if comment.startswith(ALLOWANCE):
            yield node, clauses
            continue
        citation = comment.startswith(CITATION)
        if citation:
            clause = comment.removeprefix(CITATION).strip()
            clauses = (*clauses, clause) if last_was_citation else (clause,)
        elif _HEADING.match(comment):
            clauses = ()
        last_was_citation = citation
        yield node, clauses


def _statement(file: Path, node: AST, text: str, clauses: tuple[str, ...]) -> Statement:
    walk = _Walk()
    if node.ast_type in (ASTType.ShowSignature, ASTType.Defined):
        begin = node.location.begin
        walk.uses.append(Use(node.name, node.arity, "named", begin.line, begin.column))
    elif node.ast_type is ASTType.Rule:
        walk.literal(node.head, "head")
        for part in node.body:
            walk.literal(part, "body")
    elif node.ast_type is not ASTType.Comment:
        walk.literal(node, "body")
    place = node.location
    return Statement(
        file,
        place.begin.line,
        place.end.line,
        _form(node, variable=walk.variable),
        text,
        tuple(walk.uses),
        tuple(walk.numbers),
        clauses,
    )


def _form(node: AST, *, variable: bool) -> Form:
    if node.ast_type is not ASTType.Rule:
        return _FORMS.get(node.ast_type, "other")
    if node.head.ast_type in _CHOICES:
        return "choice"
    if node.head.atom.ast_type is ASTType.BooleanConstant:
        return "constraint"
    return "rule" if node.body or variable else "fact"


@dataclass(slots=True)
class _Walk:
    """Collect what stands in one statement."""

    uses: list[Use] = field(default_factory=list)
    numbers: list[Number] = field(default_factory=list)
    variable: bool = False

    def literal(self, node: AST, place: Place, *, negated: bool = False, aggregated: bool = False) -> None:
        """Walk through ``node``; conditions and the elements of body aggregates are asked for wherever they stand."""
        if node.ast_type is ASTType.Literal:
            self.literal(node.atom, place, negated=node.sign != Sign.NoSign, aggregated=aggregated)
        elif node.ast_type is ASTType.ConditionalLiteral:
            self.literal(node.literal, place, aggregated=aggregated)
            for part in node.condition:
                self.literal(part, "body", aggregated=aggregated)
        elif node.ast_type is ASTType.SymbolicAtom:
            self._atom(node.symbol, place, negated=negated, aggregated=aggregated)
            self._term(node.symbol)
        elif node.ast_type in (ASTType.Variable, ASTType.SymbolicTerm):
            self._term(node)
        else:
            inside = aggregated or (place == "body" and node.ast_type in (ASTType.BodyAggregate, ASTType.Aggregate))
            for child in _children(node):
                self.literal(child, place, aggregated=inside)

    def _atom(self, symbol: AST, place: Place, *, negated: bool, aggregated: bool) -> None:
        if symbol.ast_type is ASTType.Pool:
            for argument in symbol.arguments:
                self._atom(argument, place, negated=negated, aggregated=aggregated)
        elif symbol.ast_type is ASTType.UnaryOperation:
            self._atom(symbol.argument, place, negated=negated, aggregated=aggregated)
        elif symbol.ast_type is ASTType.Function:
            begin = symbol.location.begin
            arguments = tuple(str(argument) for argument in symbol.arguments)
            found = Use(symbol.name, len(arguments), place, begin.line, begin.column, arguments, negated, aggregated)
            self.uses.append(found)

    def _term(self, node: AST) -> None:
        if node.ast_type is ASTType.Variable:
            self.variable = True
        elif node.ast_type is ASTType.SymbolicTerm:
            if node.symbol.type is SymbolType.Number:
                begin = node.location.begin
                self.numbers.append(Number(node.symbol.number, begin.line, begin.column))
        else:
            for child in _children(node):
                self._term(child)


def _children(node: AST) -> Iterator[AST]:
    for key in node.child_keys:
        child = getattr(node, key)
        if isinstance(child, AST):
            yield child
        elif child is not None:
            yield from child
