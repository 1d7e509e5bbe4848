"""Instrument an encoding: for each of its rules a rule that says when it fires and on what.

The encoding stays as it is.  Beside a rule ``h :- b, not c, X = #sum { U,R : d(R,U) }.`` stand

* ``_fired(I,h,(b,),(c,),K) :- b, not c, X = #sum { U,R : d(R,U) }.``: rule ``I`` fires, with its head, the
  atoms that it rests on, those whose absence it rests on, and a key;
* ``_counted(I,K,0,(d(R,U),)) :- b, not c, d(R,U).``: what its first aggregate counts at that key.

Variables that are only counted over stay out of the key.  Grounded over the atoms of a model, nothing is searched and
nothing new is derived of the encoding itself.  The idea is that of xclingo (Cabalar, Fandinno and Muñiz, "A System for
Explainable Answer Set Programming", ICLP 2020), with the model taken as given.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from clingo.ast import AST, ASTType, ComparisonOperator, Sign, Transformer

from xueshi.solver.grounding import EncodingError
from xueshi.solver.nodes import nodes_of
from xueshi.solver.syntax import citations

FIRED, COUNTED = "_fired", "_counted"
ANY = "_"
"""Stands in an atom for an argument that may be anything."""

Sort = Literal["atom", "absent", "test", "count"]
"""What a body literal is: an atom that must hold, one that must not, a comparison, an aggregate."""


@dataclass(frozen=True, slots=True)
class Argument:
    """An argument of an atom, as the rule writes it."""

    text: str
    variables: tuple[str, ...]

    @property
    def variable(self) -> bool:
        """Tell whether it is a variable and nothing else."""
        return self.variables == (self.text,)


@dataclass(frozen=True, slots=True)
class Part:
    """One literal of a body."""

    sort: Sort
    text: str
    name: str = ""
    """The predicate of an atom."""
    arguments: tuple[Argument, ...] = ()
    """Of an atom; of a test its two sides.  Nameless variables have names of their own in an atom that must hold."""
    variables: tuple[str, ...] = ()
    """Variables that it shares with the rest of the rule."""
    assigns: str = ""
    """The variable that it gives a value, where it is an assignment."""


@dataclass(frozen=True, slots=True)
class TracedRule:
    """A rule of an encoding, without pools: one that has some stands here once for each choice from them."""

    number: int
    file: str
    line: int
    last_line: int
    clauses: tuple[str, ...]
    text: str
    name: str
    arguments: tuple[Argument, ...]
    body: tuple[Part, ...]
    trace: str
    """The rules that say when it fires."""


@dataclass(frozen=True, slots=True)
class TracedFact:
    """A fact of an encoding: where it stands; pools and intervals are atoms of their own."""

    text: str
    file: str
    line: int
    clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Instrumented:
    """An encoding, instrumented."""

    rules: tuple[TracedRule, ...]
    facts: tuple[TracedFact, ...]
    constants: tuple[str, ...]
    """The statements that define constants."""
    sources: tuple[str, ...]

    def as_rows(self) -> dict[str, Any]:
        """Return plain data that :func:`from_rows` takes."""
        return asdict(self)


def from_rows(rows: Mapping[str, Any]) -> Instrumented:
    """Return what :meth:`Instrumented.as_rows` was made of."""

    def arguments(listed: Sequence[Mapping[str, Any]]) -> tuple[Argument, ...]:
        return tuple(Argument(one["text"], tuple(one["variables"])) for one in listed)

    def part(one: Mapping[str, Any]) -> Part:
        return Part(
            one["sort"],
            one["text"],
            one["name"],
            arguments(one["arguments"]),
            tuple(one["variables"]),
            one["assigns"],
        )

    rules = tuple(
        TracedRule(
            row["number"],
            row["file"],
            row["line"],
            row["last_line"],
            tuple(row["clauses"]),
            row["text"],
            row["name"],
            arguments(row["arguments"]),
            tuple(map(part, row["body"])),
            row["trace"],
        )
        for row in rows["rules"]
    )
    facts = tuple(TracedFact(row["text"], row["file"], row["line"], tuple(row["clauses"])) for row in rows["facts"])
    return Instrumented(rules, facts, tuple(rows["constants"]), tuple(rows["sources"]))


def instrument(file: Path) -> Instrumented:
    """Return the encoding in ``file``, with what it includes, instrumented.

    Choice rules, constraints and weak constraints are left out: of a given model they derive nothing.

    Raises:
        EncodingError: if the encoding cannot be parsed; the message names the place.
    """
    nodes = nodes_of(file)
    rules: list[TracedRule] = []
    facts: list[TracedFact] = []
    for node, clauses in cited(nodes):
        if node.ast_type is not ASTType.Rule or node.head.ast_type is not ASTType.Literal:
            continue
        if node.head.atom.ast_type is not ASTType.SymbolicAtom:
            continue
        place = node.location
        for single in node.unpool():
            if single.body:
                rules.append(
                    traced_rule(len(rules), single, place.begin.filename, (place.begin.line, place.end.line), clauses)
                )
            else:
                facts.append(TracedFact(str(single.head), place.begin.filename, place.begin.line, clauses))
    sources = sorted({node.location.begin.filename for node in nodes} | {str(file)})
    constants = tuple(str(node) for node in nodes if node.ast_type is ASTType.Definition)
    return Instrumented(tuple(rules), tuple(facts), constants, tuple(sources))


def cited(nodes: Sequence[AST]) -> Iterator[tuple[AST, tuple[str, ...]]]:
    """Yield the statements with the clauses cited above them, file by file."""
    by_file: dict[str, list[AST]] = {}
    for node in nodes:
        by_file.setdefault(node.location.begin.filename, []).append(node)
    for listed in by_file.values():
        yield from citations(listed)


def traced_rule(number: int, node: AST, file: str, lines: tuple[int, int], clauses: tuple[str, ...]) -> TracedRule:
    """Return a rule without pools, instrumented."""
    named = _Names()
    head = node.head.atom.symbol
    literals = [named.literal(literal) for literal in node.body]
    outside = {name for literal in literals if not _counts(literal) for name in _variables(literal)}
    outside.update(_variables(head))
    outside.update(name for literal in literals if _counts(literal) for name in _guards(literal))
    parts = tuple(_part(literal, outside) for literal in literals)
    arguments = _arguments(head)
    return TracedRule(
        number,
        file,
        lines[0],
        lines[1],
        clauses,
        str(node),
        head.name,
        arguments,
        parts,
        "\n".join(_traces(number, str(head), literals, parts)),
    )


def _traces(number: int, head: str, literals: Sequence[AST], parts: Sequence[Part]) -> Iterator[str]:
    given = {part.assigns for part in parts if part.sort == "count" and part.assigns}
    plain = [part for part in parts if part.sort != "count" and not given.intersection(part.variables)]
    counts = [(literal, part) for literal, part in zip(literals, parts, strict=True) if part.sort == "count"]
    key = "0"
    if counts:
        key = _tuple(sorted({name for part in plain for name in part.variables if part.sort != "absent"}))
    holds = _tuple([_atom(part) for part in parts if part.sort == "atom"])
    lacks = _tuple([_atom(part) for part in parts if part.sort == "absent"])
    body = ", ".join(part.text for part in parts)
    yield f"{FIRED}({number},{head},{holds},{lacks},{key}) :- {body}."
    for index, (literal, _) in enumerate(counts):
        for element in literal.atom.elements:
            names = _Names("C")
            condition = [names.literal(one) for one in element.condition]
            atoms = [str(one.atom) for one in condition if _sort(one) == "atom"]
            within = ", ".join([*(part.text for part in plain), *map(str, condition)])
            yield f"{COUNTED}({number},{key},{index},{_tuple(atoms)}) :- {within}."


def _tuple(terms: Sequence[str]) -> str:
    return f"({','.join(terms)}{',' if len(terms) == 1 else ''})"


def _atom(part: Part) -> str:
    """Return the atom as a term; of one that must not hold, what may be anything is said so."""
    if not part.arguments:
        return part.name
    texts = (f'"{ANY}"' if argument.text == "_" else argument.text for argument in part.arguments)
    return f"{part.name}({','.join(texts)})"


class _Names(Transformer):
    """Give nameless variables names, in atoms that must hold."""

    def __init__(self, prefix: str = "A") -> None:
        self._prefix, self._count = prefix, 0

    def literal(self, node: AST) -> AST:
        """Return the literal of a body with its nameless variables named where that changes nothing."""
        if _sort(node) != "atom":
            return node
        found = self.visit(node)
        assert isinstance(found, AST)
        return found

    def visit_Variable(self, node: AST) -> AST:  # noqa: N802 - the name that clingo's visitor looks for
        """Rename ``_``."""
        if node.name != "_":
            return node
        self._count += 1
        return node.update(name=f"{self._prefix}_{self._count}")


def _counts(node: AST) -> bool:
    return node.atom.ast_type in (ASTType.BodyAggregate, ASTType.Aggregate)


def _sort(node: AST) -> Sort:
    if node.ast_type is not ASTType.Literal:
        raise EncodingError(f"{_where(node)}: a conditional literal in a body cannot be traced")
    if node.atom.ast_type is ASTType.SymbolicAtom:
        return "atom" if node.sign == Sign.NoSign else "absent"
    return "count" if _counts(node) else "test"


def _where(node: AST) -> str:
    begin = node.location.begin
    return f"{begin.filename}:{begin.line}:{begin.column}"


def _part(node: AST, outside: set[str]) -> Part:
    sort = _sort(node)
    used = tuple(dict.fromkeys(name for name in _variables(node) if name in outside and name != "_"))
    if sort in ("atom", "absent"):
        symbol = node.atom.symbol
        return Part(sort, str(node), symbol.name, _arguments(symbol), used)
    if sort == "count":
        return Part(sort, str(node), "", (), used, _assigned_by_count(node))
    return _test(node, used)


def _test(node: AST, used: tuple[str, ...]) -> Part:
    if node.atom.ast_type is not ASTType.Comparison or len(node.atom.guards) != 1:
        return Part("test", str(node), "", (), used)
    guard = node.atom.guards[0]
    sides = tuple(Argument(str(side), tuple(_variables(side))) for side in (node.atom.term, guard.term))
    assigns = ""
    if guard.comparison == ComparisonOperator.Equal and node.sign == Sign.NoSign:
        assigns = next((side.text for side, other in (sides, sides[::-1]) if side.variable and side != other), "")
    return Part("test", str(node), "", sides, used, assigns)


def _assigned_by_count(node: AST) -> str:
    guard = getattr(node.atom, "left_guard", None)
    if guard is None or node.sign != Sign.NoSign or guard.comparison != ComparisonOperator.Equal:
        return ""
    return str(guard.term) if guard.term.ast_type is ASTType.Variable else ""


def _guards(node: AST) -> Iterator[str]:
    for guard in (node.atom.left_guard, node.atom.right_guard):
        if guard is not None:
            yield from _variables(guard)


def _arguments(symbol: AST) -> tuple[Argument, ...]:
    return tuple(Argument(str(one), tuple(_variables(one))) for one in symbol.arguments)


def _variables(node: AST) -> Iterator[str]:
    if node.ast_type is ASTType.Variable:
        yield node.name
        return
    for key in node.child_keys:
        child = getattr(node, key)
        for one in _listed(child):
            yield from _variables(one)


def _listed(child: AST | Iterable[AST] | None) -> Iterable[AST]:
    return [child] if isinstance(child, AST) else child or ()
