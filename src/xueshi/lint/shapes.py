"""XS401 and XS5: numbers inside rules, sums over the choice, pools behind ``not``, sums without their records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from xueshi.lint.encoding import Folder
from xueshi.lint.finding import Finding
from xueshi.solver.rules import Aggregate, Atom, Part, Statement, Term, asked

_LAWFUL = ("rule", "choice", "constraint", "weak")


def shapes(folder: Folder) -> Iterator[Finding]:
    """Yield forms of rules that do not mean what they seem to, or that cannot be computed."""
    chosen = choice_dependent(folder)
    for statement in folder.own:
        if not folder.core and statement.form in _LAWFUL:
            yield from _numbers(statement)
        parts = [*statement.body, *(part for head in statement.heads for part in head.condition)]
        for part in parts:
            yield from _pools(part)
            yield from _absent_yes(part)
            if part.aggregate is not None:
                yield from _sums(statement, part.aggregate, chosen)


def _numbers(statement: Statement) -> Iterator[Finding]:
    for term in statement.all_terms():
        if term.sort == "number":
            yield Finding("XS401", term.place, term.name)


# ---- the choice ----------------------------------------------------------------------------------------------------


def choice_dependent(folder: Folder) -> frozenset[str]:
    """Return the predicates that the grounder leaves open, because something is chosen: not those of the totals."""
    below: defaultdict[str, set[str]] = defaultdict(set)
    found: set[str] = set()
    for statement in folder.everything:
        if statement.part == "totals":
            continue
        heads = {atom.signature for atom in statement.head_atoms()}
        if statement.form == "choice":
            found |= heads
        for atom, _, _ in statement.asked():
            below[atom.signature] |= heads
    todo = list(found)
    while todo:
        for signature in below[todo.pop()] - found:
            found.add(signature)
            todo.append(signature)
    return frozenset(found)


def _sums(statement: Statement, aggregate: Aggregate, chosen: frozenset[str]) -> Iterator[Finding]:
    bound = [term for sign, term in aggregate.guards if sign == "=" and term.sort == "variable"]
    inside = [atom for element in aggregate.elements for atom, _, _ in asked(element.condition)]
    open_ones = sorted({atom.signature for atom in inside} & chosen)
    if bound and open_ones and statement.part != "totals" and aggregate.function != "all":
        yield Finding("XS501", aggregate.place, bound[0].name, {"predicates": ", ".join(open_ones)})
    if aggregate.function in ("sum", "sum+", "count"):
        yield from _sets(statement, aggregate)


def _sets(statement: Statement, aggregate: Aggregate) -> Iterator[Finding]:
    """Yield a sum whose tuple is one variable alone, though what it ranges over has more variables."""
    if aggregate.function == "count":
        return
    outside = _outside(statement, aggregate)
    for element in aggregate.elements:
        if len(element.terms) != 1 or element.terms[0].sort == "number":
            continue
        own = {v.name for v in element.terms[0].variables()}
        local = {
            v.name
            for atom, negated, _ in asked(element.condition)
            if not negated
            for argument in atom.arguments
            for v in argument.variables()
        }
        others = sorted(local - own - outside - {"_"})
        hidden = any(v == "_" for v in local)
        if others or hidden:
            yield Finding("XS505", aggregate.place, str(element.terms[0]), {"others": ", ".join(others) or "_"})


def _outside(statement: Statement, aggregate: Aggregate) -> set[str]:
    found = {v.name for atom in statement.head_atoms() for a in atom.arguments for v in a.variables()}
    for part in statement.body:
        if part.aggregate is aggregate:
            continue
        for atom in part.atoms:
            found |= {v.name for argument in atom.arguments for v in argument.variables()}
        if part.compared is not None:
            for term in (part.compared.first, *(term for _, term in part.compared.then)):
                found |= {v.name for v in term.variables()}
    return found | {v.name for _, term in aggregate.guards for v in term.variables()}


# ---- traps ---------------------------------------------------------------------------------------------------------


def _pools(part: Part) -> Iterator[Finding]:
    if part.negated and len(part.atoms) > 1:
        yield Finding("XS504", part.atoms[0].place, part.atoms[0].signature)
    elif part.negated:
        for atom in part.atoms:
            pool = _pool(atom)
            if pool is not None:
                yield Finding("XS504", pool.place, atom.signature)
    if part.aggregate is not None:
        for element in part.aggregate.elements:
            for inner in element.condition:
                yield from _pools(inner)


def _pool(atom: Atom) -> Term | None:
    return next((term for term in atom.terms() if term.sort in ("pool", "interval")), None)


def _absent_yes(part: Part) -> Iterator[Finding]:
    if part.negated:
        for atom in part.atoms:
            if atom.name in ("says", "leave_says") and atom.arguments[-1].name in ("yes", "no"):
                yield Finding("XS506", atom.place, atom.arguments[-2].name, {"value": atom.arguments[-1].name})
