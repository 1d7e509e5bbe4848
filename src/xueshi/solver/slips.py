"""How a statement can be changed by one small slip: clingo's syntax tree in, changed trees out."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Literal, NamedTuple, get_args

from clingo import Number, SymbolType
from clingo.ast import AST, ASTType, ComparisonOperator, Sign, SymbolicTerm

Operator = Literal[
    "number", "date", "comparison", "condition", "negation", "rule", "cap", "tuple", "subject", "default"
]
"""A number by one, a date by a day, a comparison, a dropped condition, one with or without its `not`, a dropped rule or
fact, a dropped member of a cap, a dropped term of an aggregate, a swapped subject, another first answer."""

OPERATORS: tuple[Operator, ...] = get_args(Operator)

Orders = Mapping[tuple[str, int], int]
"""By name and arity of a predicate, which argument is a place in an order."""

Path = tuple[tuple[str, int | None], ...]
"""The way from a node to one below it: attributes, and places in those that are lists."""

_CAP_MEMBER = ("under", 3)
_OTHERWISE = {
    ComparisonOperator.LessThan: (ComparisonOperator.LessEqual, ComparisonOperator.GreaterEqual),
    ComparisonOperator.LessEqual: (ComparisonOperator.LessThan, ComparisonOperator.GreaterThan),
    ComparisonOperator.GreaterThan: (ComparisonOperator.GreaterEqual, ComparisonOperator.LessEqual),
    ComparisonOperator.GreaterEqual: (ComparisonOperator.GreaterThan, ComparisonOperator.LessThan),
    ComparisonOperator.Equal: (ComparisonOperator.NotEqual,),
    ComparisonOperator.NotEqual: (ComparisonOperator.Equal,),
}
_AGGREGATES = (ASTType.BodyAggregate, ASTType.HeadAggregate, ASTType.Aggregate)
_FIRST_YEAR, _LAST_YEAR = 1900, 2199


class Slip(NamedTuple):
    """One change of a statement, and the statements that come of it."""

    operator: Operator
    statements: Sequence[AST]


def slips(node: AST, subjects: Sequence[str], orders: Orders) -> Iterator[Slip]:
    """Yield every change of one statement, in the order of the operators of a place and of the places in the text."""
    if node.ast_type is ASTType.Rule:
        yield from _dropped(node)
    for path, child in _below(node):
        if child.ast_type is ASTType.SymbolicTerm and child.symbol.type is SymbolType.Number:
            yield from _numbers(node, path, child, orders)
        elif child.ast_type is ASTType.SymbolicTerm or (child.ast_type is ASTType.Function and not child.arguments):
            yield from _subjects(node, path, child, subjects)
        elif child.ast_type is ASTType.Guard:
            for sign in _OTHERWISE[ComparisonOperator(child.comparison)]:
                yield Slip("comparison", [_with(node, path, child.update(comparison=sign))])
        elif _is_condition(path):
            yield from _conditions(node, path, child)
        if _is_one_of(node, path):
            yield Slip("tuple", [_with(node, path, None)])


def _conditions(node: AST, path: Path, child: AST) -> Iterator[Slip]:
    if child.ast_type is ASTType.Literal and child.atom.ast_type is ASTType.SymbolicAtom:
        sign = Sign.Negation if child.sign == Sign.NoSign else Sign.NoSign
        yield Slip("negation", [_with(node, path, child.update(sign=sign))])
    yield Slip("condition", [_with(node, path, None)])


def _is_one_of(node: AST, path: Path) -> bool:
    """Tell whether one of several terms of a tuple, or of several elements of an aggregate, stands there."""
    key = path[-1][0]
    above = _at(node, path[:-1])
    if key == "elements":
        return above.ast_type in _AGGREGATES and len(above.elements) > 1
    return key == "terms" and len(above.terms) > 1


def _dropped(node: AST) -> Iterator[Slip]:
    """Yield the statement left out, and each of its instances where it stands for several."""
    operator: Operator = "cap" if _signature(node) == _CAP_MEMBER else "rule"
    yield Slip(operator, [])
    pools = [(path, child) for path, child in _below(node) if child.ast_type is ASTType.Pool]
    if len(pools) == 1:
        path, pool = pools[0]
        for index in range(len(pool.arguments)):
            rest = [argument for at, argument in enumerate(pool.arguments) if at != index]
            yield Slip(operator, [_with(node, path, rest[0] if len(rest) == 1 else pool.update(arguments=rest))])
    elif pools:
        instances = sorted(node.unpool(), key=str)
        for index in range(len(instances)):
            yield Slip(operator, [one for at, one in enumerate(instances) if at != index])


def _numbers(node: AST, path: Path, child: AST, orders: Orders) -> Iterator[Slip]:
    number = child.symbol.number
    day = _date(number)
    if day is not None:
        for days in (1, -1):
            other = day + timedelta(days=days)
            yield Slip("date", [_with(node, path, _number(child, int(f"{other:%Y%m%d}")))])
    elif not _is_order(node, path, orders):
        for step in (1, -1):
            yield Slip("number", [_with(node, path, _number(child, number + step))])


def _number(child: AST, value: int) -> AST:
    return SymbolicTerm(child.location, Number(value))


def _date(number: int) -> date | None:
    year, rest = divmod(number, 10_000)
    if _FIRST_YEAR <= year <= _LAST_YEAR:
        with contextlib.suppress(ValueError):
            return date(year, *divmod(rest, 100))
    return None


def _subjects(node: AST, path: Path, child: AST, subjects: Sequence[str]) -> Iterator[Slip]:
    name = str(child)
    if name not in subjects or path[-1][0] != "arguments":
        return
    for other in subjects:
        if other != name:
            yield Slip("subject", [_with(node, path, _constant(child, other))])


def _constant(child: AST, name: str) -> AST:
    from clingo import Function

    return SymbolicTerm(child.location, Function(name))


def swaps(
    number: int, nodes: Sequence[AST], order: Sequence[Ordered | None]
) -> Iterator[tuple[tuple[int, Sequence[AST]], ...]]:
    """Yield the exchanges of two places in an order of which statement ``number`` has a later one, the other the first.

    Each is given as pairs: which statement, and what takes its place.

    Args:
        order: of each statement what :func:`ordered` says.
    """
    own = order[number]
    if own is None:
        return
    key, at, place = own
    for other, (node, found) in enumerate(zip(nodes, order, strict=True)):
        if found is not None and found.order == key and found.place == 1 < place:
            yield (number, [_placed(nodes[number], at, 1)]), (other, [_placed(node, at, place)])


class Ordered(NamedTuple):
    """A fact that gives something a place in an order."""

    order: tuple[object, ...]
    argument: int
    """Which one the place is."""
    place: int


def ordered(node: AST, orders: Orders) -> Ordered | None:
    """Return of a fact that gives a place in an order: the order, which argument the place is, and the place."""
    signature = _signature(node)
    at = orders.get(signature) if signature is not None else None
    if at is None or node.body:
        return None
    arguments = node.head.atom.symbol.arguments
    place = arguments[at]
    if place.ast_type is not ASTType.SymbolicTerm or place.symbol.type is not SymbolType.Number:
        return None
    # What is put into an order stands right before its place.
    order = tuple(str(argument) for index, argument in enumerate(arguments) if index not in (at, at - 1))
    return Ordered((signature, *order), at, place.symbol.number)


def _placed(node: AST, at: int, place: int) -> AST:
    path: Path = (("head", None), ("atom", None), ("symbol", None), ("arguments", at))
    return _with(node, path, _number(_at(node, path), place))


def _is_order(node: AST, path: Path, orders: Orders) -> bool:
    if len(path) != 4 or path[0][0] != "head":
        return False
    signature = _signature(node)
    return signature is not None and orders.get(signature) == path[-1][1]


def _signature(node: AST) -> tuple[str, int] | None:
    """Return name and arity of the one predicate that a rule derives."""
    if node.ast_type is not ASTType.Rule or node.head.ast_type is not ASTType.Literal:
        return None
    atom = node.head.atom
    if atom.ast_type is not ASTType.SymbolicAtom:
        return None
    symbol = atom.symbol.arguments[0] if atom.symbol.ast_type is ASTType.Pool else atom.symbol
    return (symbol.name, len(symbol.arguments)) if symbol.ast_type is ASTType.Function else None


def _is_condition(path: Path) -> bool:
    return path[-1][0] in ("body", "condition") and path[-1][1] is not None


def _below(node: AST, path: Path = ()) -> Iterator[tuple[Path, AST]]:
    """Yield every node below ``node`` with the way to it, in the order of the text."""
    for key in node.child_keys:
        child = getattr(node, key)
        if isinstance(child, AST):
            here: Path = (*path, (key, None))
            yield here, child
            yield from _below(child, here)
        elif child is not None:
            for index, one in enumerate(child):
                here = (*path, (key, index))
                yield here, one
                yield from _below(one, here)


def _at(node: AST, path: Path) -> AST:
    for key, index in path:
        child = getattr(node, key)
        node = child if index is None else child[index]
    return node


def _with(node: AST, path: Path, new: AST | None) -> AST:
    """Return ``node`` with ``new`` at the end of the way; nothing takes one out of a list."""
    (key, index), *rest = path
    child = getattr(node, key)
    if index is None:
        return node.update(**{key: _with(child, tuple(rest), new) if rest else new})
    items = list(child)
    if rest:
        items[index] = _with(items[index], tuple(rest), new)
    elif new is None:
        del items[index]
    else:
        items[index] = new
    return node.update(**{key: items})


def shown(node: AST) -> str:
    """Return a statement as encodings write it: conditions parted by commas."""
    if node.ast_type is not ASTType.Rule or not node.body:
        return str(node)
    body = ""
    for part in node.body:
        body += f"{part}{'; ' if part.ast_type is ASTType.ConditionalLiteral else ', '}"
    head = str(node.head)
    return f"{'' if head == '#false' else head + ' '}:- {body[:-2]}."
