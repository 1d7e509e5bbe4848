"""An encoding as what can be covered: its statements, and the facts and rules without pools that they stand for.

What is written in a line, how it is broken and what it includes from where changes nothing of it but the places.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from clingo.ast import AST, ASTType

from xueshi.solver.bodies import Signature, in_order, named
from xueshi.solver.fault import EncodingError
from xueshi.solver.instrument import Part, TracedRule, cited, traced_rule
from xueshi.solver.nodes import nodes_of
from xueshi.solver.rules import Atom, Place, place_of, statement

_SEEKING = (ASTType.Aggregate, ASTType.HeadAggregate, ASTType.Disjunction)


@dataclass(frozen=True, slots=True)
class Statement:
    """A fact or rule as it is written; pools stand in it."""

    place: Place
    clauses: tuple[str, ...]
    text: str
    is_fact: bool
    own: bool
    """Belongs to the regulation, not to the vocabulary."""


@dataclass(frozen=True, slots=True)
class Counted:
    """An element of a rule's aggregate: the condition under which it counts, and the atoms in it that must hold."""

    condition: str
    atoms: tuple[tuple[Signature, str], ...]


@dataclass(frozen=True, slots=True)
class Instance:
    """A fact or rule without pools."""

    number: int
    statement: int
    text: str
    head: str
    signature: Signature
    arguments: tuple[str, ...]
    parts: tuple[Part, ...] = ()
    """The literals of its body, in the order in which they can be evaluated."""
    counted: tuple[Counted, ...] = ()

    @property
    def is_fact(self) -> bool:
        """Tell whether it has no body."""
        return not self.parts


@dataclass(frozen=True, slots=True)
class Measured:
    """The encoding.

    Attributes:
        about_cases: numbers of the rules that ask for what a case holds beyond its year and its readings.  The others
            say the law, and so do the facts.
        stated: predicates of which the law says something.
        unmeasured: statements that choose or forbid: nothing is derived by them.
    """

    statements: tuple[Statement, ...]
    instances: tuple[Instance, ...]
    about_cases: frozenset[int]
    stated: frozenset[Signature]
    unmeasured: tuple[Statement, ...]
    files: tuple[Path, ...]
    """The regulation's own."""
    chosen: tuple[tuple[frozenset[Signature], frozenset[Signature], frozenset[Signature]], ...]
    """Of each statement that chooses: what it derives, what it asks for, and what must not hold."""

    def switched_off(self, flags: Collection[str], known: Collection[str]) -> frozenset[int]:
        """Return the rules that cannot fire beside ``flags``, nor on what only such rules derive.

        Args:
            known: names of predicates of which there is something, whoever says it.
        """
        wanted = frozenset((flag, 0) for flag in flags)
        makers = [({one.signature}, set(_holding(one)), set(_lacking(one))) for one in self.instances]
        makers += [(set(heads), set(holding), set(lacking)) for heads, holding, lacking in self.chosen]
        off: set[Signature] = set()
        while True:
            live = [heads for heads, holding, lacking in makers if not (holding & off or lacking & wanted)]
            made = {signature for heads in live for signature in heads}
            lost = {s for heads, _, _ in makers for s in heads if s not in made and s[0] not in known} - off
            if not lost:
                break
            off |= lost
        return frozenset(
            one.number
            for one, (_, holding, lacking) in zip(self.instances, makers, strict=False)
            if holding & off or lacking & wanted
        )


def measured(file: Path, vocabulary: Collection[Path], of_the_year: Collection[Signature]) -> Measured:
    """Return what can be covered of the encoding in ``file``.

    Args:
        vocabulary: folders whose statements are not the regulation's own.
        of_the_year: predicates that a case states of its year and its readings, and of no person or record, and those
            that are the law's to state.

    Raises:
        EncodingError: if the encoding cannot be parsed; the message names the place.
    """
    statements: list[Statement] = []
    instances: list[Instance] = []
    unmeasured: list[Statement] = []
    chosen = []
    files: dict[Path, bool] = {}
    shared = {folder.resolve() for folder in vocabulary}
    for node, clauses in cited(nodes_of(file)):
        place = place_of(node)
        if place.file not in files:
            files[place.file] = place.file.resolve().parent not in shared
        own = files[place.file]
        if node.ast_type is ASTType.Minimize:
            unmeasured.append(Statement(place, clauses, str(node), is_fact=False, own=own))
        if node.ast_type is not ASTType.Rule:
            continue
        made = Statement(place, clauses, str(node), is_fact=not node.body, own=own)
        if node.head.ast_type in _SEEKING or node.head.atom.ast_type is not ASTType.SymbolicAtom:
            unmeasured.append(made)
            chosen.append(_chosen(node))
            continue
        for one in _instances(node, made.text):
            instances.append(replace(one, number=len(instances), statement=len(statements)))
        statements.append(made)
    fixed = _fixed(instances, of_the_year)
    about_cases = frozenset(one.number for one in instances if not _asks_only(one, fixed))
    stated = frozenset(one.signature for one in instances if one.number not in about_cases)
    own_files = tuple(name for name, own in files.items() if own)
    return Measured(
        tuple(statements), tuple(instances), about_cases, stated, tuple(unmeasured), own_files, tuple(chosen)
    )


_known: dict[str, tuple[Instance, ...]] = {}
"""What statements stand for, by their text: each is taken apart once, whichever encodings hold it."""


def _instances(node: AST, text: str) -> tuple[Instance, ...]:
    found = _known.get(text)
    if found is None:
        try:
            found = tuple(map(_instance, node.unpool()))
        except AttributeError:
            place = place_of(node)
            said = f"{place.file}:{place.line}:{place.column}: a statement with classical negation cannot be measured"
            raise EncodingError(said) from None
        _known[text] = found
    return found


def _instance(node: AST) -> Instance:
    symbol = node.head.atom.symbol
    signature = (symbol.name, len(symbol.arguments))
    arguments = tuple(map(str, symbol.arguments))
    if not node.body:
        return Instance(0, 0, str(node.head), str(node.head), signature, arguments)
    rule = traced_rule(0, node, "", (0, 0), ())
    parts, counted = in_order(rule.body), tuple(_counted(node, rule))
    return Instance(0, 0, str(node), str(node.head), signature, arguments, parts, counted)


def _counted(node: AST, rule: TracedRule) -> Iterator[Counted]:
    given = {part.assigns for part in rule.body if part.sort == "count" and part.assigns}
    plain = ", ".join(
        part.text for part in rule.body if part.sort != "count" and not given.intersection(part.variables)
    )
    for literal, part in zip(node.body, rule.body, strict=True):
        if part.sort != "count":
            continue
        for element in literal.atom.elements:
            atoms = tuple(
                ((one.atom.symbol.name, len(one.atom.symbol.arguments)), named(str(one.atom), f"C_{place}"))
                for place, one in enumerate(element.condition)
                if one.atom.ast_type is ASTType.SymbolicAtom and not one.sign
            )
            other = [str(one) for one in element.condition if one.sign or one.atom.ast_type is not ASTType.SymbolicAtom]
            condition = ", ".join(filter(None, [plain, *(text for _, text in atoms), *other]))
            yield Counted(condition, atoms)


def _fixed(instances: Iterable[Instance], of_the_year: Collection[Signature]) -> frozenset[Signature]:
    """Return what follows from facts, and from rules that ask for nothing else but that and ``of_the_year``."""
    listed = list(instances)
    found = {one.signature for one in listed} | set(of_the_year)
    while True:
        lost = {one.signature for one in listed if one.signature in found and not _asks_only(one, found)}
        if not lost:
            return frozenset(found)
        found -= lost


def _asks_only(instance: Instance, known: Collection[Signature]) -> bool:
    return all(signature in known for signature in asked(instance)) and all(
        signature in known for counted in instance.counted for signature, _ in counted.atoms
    )


def _chosen(node: AST) -> tuple[frozenset[Signature], frozenset[Signature], frozenset[Signature]]:
    made = statement(node, "", ())
    asked_for = [(_of(atom), negated) for atom, negated, _ in made.asked()]
    return (
        frozenset(_of(atom) for atom in made.head_atoms()),
        frozenset(signature for signature, negated in asked_for if not negated),
        frozenset(signature for signature, negated in asked_for if negated),
    )


def _of(atom: Atom) -> Signature:
    return atom.name, len(atom.arguments)


def _holding(instance: Instance) -> Iterator[Signature]:
    return ((part.name, len(part.arguments)) for part in instance.parts if part.sort == "atom")


def _lacking(instance: Instance) -> Iterator[Signature]:
    return ((part.name, len(part.arguments)) for part in instance.parts if part.sort == "absent")


def asked(instance: Instance) -> Iterator[Signature]:
    """Yield the predicates of the literals of a body; aggregates apart."""
    for part in instance.parts:
        if part.sort in ("atom", "absent"):
            yield part.name, len(part.arguments)
