"""What an encoding's statements are made of, as plain data: heads, literals, terms, and where each stands.

Where :mod:`xueshi.solver.syntax` tells which predicates a statement names, this tells how its variables hang together.
Nothing is run, neither rules nor scripts.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from clingo import SymbolType
from clingo.ast import AST, ASTType, BinaryOperator, ComparisonOperator, Sign, UnaryOperator

Sort = Literal["variable", "number", "text", "constant", "function", "operation", "interval", "pool"]


@dataclass(frozen=True, slots=True)
class Place:
    """A part of a file; lines and columns count from 1, columns in bytes, the last one not included."""

    file: Path
    line: int
    column: int
    last_line: int
    last_column: int


@dataclass(frozen=True, slots=True)
class Term:
    """A term.  ``name`` is a variable's, constant's or function's name, a text, or the sign of an operation."""

    sort: Sort
    name: str
    place: Place
    value: int = 0
    parts: tuple[Term, ...] = ()

    def within(self) -> Iterator[Term]:
        """Yield the term and all terms in it."""
        yield self
        for part in self.parts:
            yield from part.within()

    def variables(self) -> Iterator[Term]:
        """Yield the variables in it."""
        return (term for term in self.within() if term.sort == "variable")

    def __str__(self) -> str:
        return _text(self)


@dataclass(frozen=True, slots=True)
class Atom:
    """A predicate with its arguments."""

    name: str
    arguments: tuple[Term, ...]
    place: Place

    @property
    def signature(self) -> str:
        """Return name and arity, as ``flat/3``."""
        return f"{self.name}/{len(self.arguments)}"

    def terms(self) -> Iterator[Term]:
        """Yield all terms in it."""
        for argument in self.arguments:
            yield from argument.within()


@dataclass(frozen=True, slots=True)
class Compared:
    """A chain of comparisons: the first term, then each sign with the next term."""

    first: Term
    then: tuple[tuple[str, Term], ...]

    def pairs(self) -> Iterator[tuple[Term, str, Term]]:
        """Yield each comparison of two terms."""
        left = self.first
        for sign, right in self.then:
            yield left, sign, right
            left = right


@dataclass(frozen=True, slots=True)
class Element:
    """An element of an aggregate, or a conditional literal: terms, or an atom, under a condition."""

    terms: tuple[Term, ...]
    atoms: tuple[Atom, ...]
    condition: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Aggregate:
    """An aggregate; ``function`` is sum, sum+, count, min, max, or ``all`` of a conditional literal."""

    function: str
    guards: tuple[tuple[str, Term], ...]
    """Signs as they stand between a guard on the left and the aggregate."""
    elements: tuple[Element, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Part:
    """One literal of a body.  Of a pool of atoms all alternatives are listed."""

    negated: bool
    atoms: tuple[Atom, ...] = ()
    compared: Compared | None = None
    aggregate: Aggregate | None = None


Form = Literal[
    "fact", "rule", "choice", "constraint", "weak", "show", "defined", "const", "program", "comment", "other"
]


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement of a file."""

    place: Place
    form: Form
    text: str
    part: str
    """The part of the program: ``base`` or what ``#program`` names."""
    clauses: tuple[str, ...]
    heads: tuple[Element, ...] = ()
    body: tuple[Part, ...] = ()
    terms: tuple[Term, ...] = ()
    """Of a weak constraint: weight, priority and tuple."""
    named: str = ""
    """The signature that ``#defined`` or ``#show`` names, or the constant that ``#const`` defines."""
    value: Term | None = None
    """Of ``#const``."""

    @property
    def file(self) -> Path:
        """Return the file."""
        return self.place.file

    def head_atoms(self) -> Iterator[Atom]:
        """Yield the atoms that it derives or chooses."""
        for head in self.heads:
            yield from head.atoms

    def asked(self) -> Iterator[tuple[Atom, bool, bool]]:
        """Yield the atoms that it asks for, whether negated, and whether inside an aggregate."""
        for head in self.heads:
            yield from asked(head.condition)
        yield from asked(self.body)

    def all_terms(self) -> Iterator[Term]:
        """Yield every term in it."""
        for head in self.heads:
            yield from _of_element(head)
        for part in self.body:
            yield from _of_part(part)
        for term in self.terms:
            yield from term.within()


def asked(parts: Sequence[Part], *, aggregated: bool = False) -> Iterator[tuple[Atom, bool, bool]]:
    """Yield the atoms of ``parts``, whether negated, and whether inside an aggregate."""
    for part in parts:
        for atom in part.atoms:
            yield atom, part.negated, aggregated
        if part.aggregate is not None:
            inside = aggregated or part.aggregate.function != "all"
            for element in part.aggregate.elements:
                for atom in element.atoms:
                    yield atom, part.negated, inside
                yield from asked(element.condition, aggregated=inside)


def _of_element(element: Element) -> Iterator[Term]:
    for term in element.terms:
        yield from term.within()
    for atom in element.atoms:
        yield from atom.terms()
    for part in element.condition:
        yield from _of_part(part)


def _of_part(part: Part) -> Iterator[Term]:
    for atom in part.atoms:
        yield from atom.terms()
    if part.compared is not None:
        yield from part.compared.first.within()
        for _, term in part.compared.then:
            yield from term.within()
    if part.aggregate is not None:
        for _, guard in part.aggregate.guards:
            yield from guard.within()
        for element in part.aggregate.elements:
            yield from _of_element(element)


def _text(term: Term) -> str:
    if term.sort == "text":
        return f'"{term.name}"'
    if term.sort == "number":
        return str(term.value)
    if term.sort == "operation":
        if len(term.parts) == 1:
            return f"{term.name}{term.parts[0]}"
        return term.name.join(f"({part})" if part.sort == "operation" else str(part) for part in term.parts)
    if term.sort == "interval":
        return "..".join(map(str, term.parts))
    if term.sort == "pool":
        return f"({';'.join(map(str, term.parts))})"
    if term.sort == "function":
        return f"{term.name}({','.join(map(str, term.parts))})"
    return term.name


# ---- from clingo's own tree ----------------------------------------------------------------------------------------

_SIGNS = {
    ComparisonOperator.Equal: "=",
    ComparisonOperator.NotEqual: "!=",
    ComparisonOperator.LessThan: "<",
    ComparisonOperator.LessEqual: "<=",
    ComparisonOperator.GreaterThan: ">",
    ComparisonOperator.GreaterEqual: ">=",
}
_OPERATIONS = {
    BinaryOperator.Plus: "+",
    BinaryOperator.Minus: "-",
    BinaryOperator.Multiplication: "*",
    BinaryOperator.Division: "/",
    BinaryOperator.Modulo: "\\",
    BinaryOperator.Power: "**",
    BinaryOperator.And: "&",
    BinaryOperator.Or: "?",
    BinaryOperator.XOr: "^",
}
_UNARY = {UnaryOperator.Minus: "-", UnaryOperator.Negation: "~", UnaryOperator.Absolute: "|"}
_FUNCTIONS = ("count", "sum", "sum+", "min", "max")
_FORMS: dict[ASTType, Form] = {
    ASTType.Minimize: "weak",
    ASTType.ShowSignature: "show",
    ASTType.ShowTerm: "show",
    ASTType.Defined: "defined",
    ASTType.Definition: "const",
    ASTType.Program: "program",
    ASTType.Comment: "comment",
}


def statement(node: AST, part: str, clauses: tuple[str, ...]) -> Statement:
    """Return a statement of clingo's tree as data."""
    place = place_of(node)
    form = _FORMS.get(node.ast_type, "other")
    text = str(node)
    if node.ast_type is ASTType.Rule:
        heads = tuple(_heads(node.head))
        body = tuple(_part(literal) for literal in node.body)
        made = Statement(place, "rule", text, part, clauses, heads, body)
        return Statement(place, _form(node.head, made), text, part, clauses, heads, body)
    if node.ast_type is ASTType.Minimize:
        terms = (_term(node.weight), _term(node.priority), *map(_term, node.terms))
        return Statement(place, form, text, part, clauses, (), tuple(map(_part, node.body)), terms)
    if node.ast_type in (ASTType.ShowSignature, ASTType.Defined):
        return Statement(place, form, text, part, clauses, named=f"{node.name}/{node.arity}")
    if node.ast_type is ASTType.ShowTerm:
        return Statement(place, form, text, part, clauses, (), tuple(map(_part, node.body)), (_term(node.term),))
    if node.ast_type is ASTType.Definition:
        return Statement(place, form, text, part, clauses, named=node.name, value=_term(node.value))
    return Statement(place, form, text, part, clauses, named=node.name if form == "program" else "")


def place_of(node: AST) -> Place:
    """Return where a node stands."""
    location = node.location
    begin, end = location.begin, location.end
    return Place(path_of(begin.filename), begin.line, begin.column, end.line, end.column)


@cache
def path_of(name: str) -> Path:
    """Return the file that clingo calls ``name``, without the detours of includes."""
    return Path(os.path.normpath(name))


def _form(head: AST, made: Statement) -> Form:
    if head.ast_type in (ASTType.Aggregate, ASTType.HeadAggregate, ASTType.Disjunction):
        return "choice"
    if not made.heads:
        return "constraint"
    return "rule" if made.body or any(term.sort == "variable" for term in made.all_terms()) else "fact"


def _heads(head: AST) -> Iterator[Element]:
    if head.ast_type is ASTType.Literal:
        if head.atom.ast_type is ASTType.SymbolicAtom:
            yield Element((), tuple(_atoms(head.atom.symbol)), ())
    elif head.ast_type in (ASTType.Aggregate, ASTType.Disjunction):
        for element in head.elements:
            yield _conditional(element)
    elif head.ast_type is ASTType.HeadAggregate:
        for element in head.elements:
            inner = _conditional(element.condition)
            yield Element(tuple(map(_term, element.terms)), inner.atoms, inner.condition)


def _conditional(node: AST) -> Element:
    first = _part(node.literal)
    return Element((), first.atoms, tuple(map(_part, node.condition)))


def _part(node: AST) -> Part:
    if node.ast_type is ASTType.ConditionalLiteral:
        first = _part(node.literal)
        element = Element((), first.atoms, tuple(map(_part, node.condition)))
        return Part(first.negated, aggregate=Aggregate("all", (), (element,), place_of(node)))
    negated = node.sign != Sign.NoSign
    atom = node.atom
    if atom.ast_type is ASTType.SymbolicAtom:
        return Part(negated, tuple(_atoms(atom.symbol)))
    if atom.ast_type is ASTType.Comparison:
        then = tuple((_SIGNS[guard.comparison], _term(guard.term)) for guard in atom.guards)
        return Part(negated, compared=Compared(_term(atom.term), then))
    if atom.ast_type in (ASTType.BodyAggregate, ASTType.Aggregate):
        return Part(negated, aggregate=_aggregate(atom))
    return Part(negated)


def _aggregate(node: AST) -> Aggregate:
    guards = tuple(
        (_SIGNS[guard.comparison], _term(guard.term)) for guard in (node.left_guard, node.right_guard) if guard
    )
    if node.ast_type is ASTType.Aggregate:
        return Aggregate("count", guards, tuple(map(_conditional, node.elements)), place_of(node))
    elements = tuple(
        Element(tuple(map(_term, element.terms)), (), tuple(map(_part, element.condition))) for element in node.elements
    )
    return Aggregate(_FUNCTIONS[node.function], guards, elements, place_of(node))


def _atoms(symbol: AST) -> Iterator[Atom]:
    if symbol.ast_type is ASTType.Pool:
        for argument in symbol.arguments:
            yield from _atoms(argument)
    elif symbol.ast_type is ASTType.UnaryOperation:
        for atom in _atoms(symbol.argument):
            yield Atom(f"-{atom.name}", atom.arguments, atom.place)
    elif symbol.ast_type is ASTType.Function:
        yield Atom(symbol.name, tuple(map(_term, symbol.arguments)), place_of(symbol))
    else:
        yield Atom(str(symbol), (), place_of(symbol))


def _term(node: AST) -> Term:
    place = place_of(node)
    kind = node.ast_type
    if kind is ASTType.Variable:
        return Term("variable", node.name, place)
    if kind is ASTType.SymbolicTerm:
        symbol = node.symbol
        if symbol.type is SymbolType.Number:
            return Term("number", str(symbol.number), place, symbol.number)
        if symbol.type is SymbolType.String:
            return Term("text", symbol.string, place)
        return Term("constant", str(symbol), place)
    if kind is ASTType.UnaryOperation:
        return Term("operation", _UNARY[node.operator_type], place, parts=(_term(node.argument),))
    if kind is ASTType.BinaryOperation:
        return Term("operation", _OPERATIONS[node.operator_type], place, parts=(_term(node.left), _term(node.right)))
    if kind is ASTType.Interval:
        return Term("interval", "..", place, parts=(_term(node.left), _term(node.right)))
    if kind is ASTType.Pool:
        return Term("pool", ";", place, parts=tuple(map(_term, node.arguments)))
    if kind is ASTType.Function:
        if not node.arguments and node.name:
            return Term("constant", node.name, place)
        return Term("function", node.name, place, parts=tuple(map(_term, node.arguments)))
    return Term("constant", str(node), place)
