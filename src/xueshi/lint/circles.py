"""XS502, XS503: what follows from its own absence, or from a sum over itself.

A rule depends on another if one of its conditions may be an atom that the other derives, by predicate and by the shape
of the arguments, which is how the grounder sees it.  Rules that choose, and constraints, are left out: that they are
open is their purpose.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import networkx as nx

from xueshi.lint.encoding import Folder
from xueshi.lint.finding import Finding
from xueshi.solver.rules import Atom, Statement, Term


def circles(folder: Folder) -> Iterator[Finding]:
    """Yield where the rules of a program go round in a circle through ``not`` or an aggregate."""
    for program in folder.programs:
        own = set(program.files) & set(folder.files)
        for _, atom, aggregated in through_absence(list(program.statements())):
            if atom.place.file in own:
                yield Finding("XS502" if aggregated else "XS503", atom.place, atom.signature)


def through_absence(listed: list[Statement]) -> Iterator[tuple[Statement, Atom, bool]]:
    """Yield each condition that closes such a circle with its rule, and whether an aggregate closes it."""
    rules = [statement for statement in listed if statement.form in ("rule", "fact")]
    derived: defaultdict[str, list[tuple[int, Atom]]] = defaultdict(list)
    for number, rule in enumerate(rules):
        for head in rule.head_atoms():
            derived[head.signature].append((number, head))
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(range(len(rules)))
    critical: list[tuple[int, int, Atom, bool]] = []
    for number, rule in enumerate(rules):
        if rule.form == "fact":
            continue
        for atom, negated, aggregated in rule.asked():
            for source, head in derived[atom.signature]:
                if source != number and rules[source].form == "fact":
                    continue
                if _may_be_one(head, atom):
                    graph.add_edge(source, number)
                    if negated or aggregated:
                        critical.append((source, number, atom, aggregated))
    circle = {rule: number for number, part in enumerate(nx.strongly_connected_components(graph)) for rule in part}
    seen = set()
    for source, number, atom, aggregated in critical:
        if circle[source] == circle[number] and atom not in seen:
            seen.add(atom)
            yield rules[number], atom, aggregated


def _may_be_one(head: Atom, body: Atom) -> bool:
    return all(map(_may_be_equal, head.arguments, body.arguments))


def _may_be_equal(one: Term, other: Term) -> bool:
    if one.sort == "pool":
        return any(_may_be_equal(part, other) for part in one.parts)
    if other.sort == "pool":
        return any(_may_be_equal(one, part) for part in other.parts)
    open_sorts = ("variable", "operation", "interval")
    if one.sort in open_sorts or other.sort in open_sorts:
        return True
    if (one.sort, one.name, len(one.parts)) != (other.sort, other.name, len(other.parts)):
        return False
    return all(map(_may_be_equal, one.parts, other.parts))
