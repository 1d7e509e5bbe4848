"""Which rule asks for what another derives, as the grounder sees it: by predicate and the shape of the arguments."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

import networkx as nx

from xueshi.solver.syntax import Statement, Use

_SHAPE = re.compile(r'[a-z_]*[a-z]\w*|"[^"]*"|-?\d+$')


def through_absence(listed: Sequence[Statement]) -> list[str]:
    """Return where rules go round in a circle through ``not`` or an aggregate, as ``file:line name/arity``."""
    rules = [statement for statement in listed if statement.form in ("rule", "fact")]
    derived: dict[str, list[tuple[int, Use]]] = defaultdict(list)
    for number, rule in enumerate(rules):
        for head in _uses(rule, "head"):
            derived[head.signature].append((number, head))
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(range(len(rules)))
    critical: list[tuple[int, int, Use]] = []
    for number, rule in enumerate(rules):
        for body in _uses(rule, "body"):
            for source, head in derived[body.signature]:
                if _may_be_one(head, body):
                    graph.add_edge(source, number)
                    if body.negated or body.aggregated:
                        critical.append((source, number, body))
    circle = {rule: number for number, part in enumerate(nx.strongly_connected_components(graph)) for rule in part}
    return sorted(
        {
            f"{rules[number].file.name}:{body.line} {body.signature}"
            for source, number, body in critical
            if circle[source] == circle[number]
        }
    )


def _uses(rule: Statement, place: str) -> Iterator[Use]:
    return (use for use in rule.uses if use.place == place)


def _may_be_one(head: Use, body: Use) -> bool:
    shapes = zip(map(_shape, head.arguments), map(_shape, body.arguments), strict=True)
    return all(one is None or other is None or one == other for one, other in shapes)


def _shape(argument: str) -> str | None:
    """Return what an argument begins with that no other constant or function has; ``None`` if it may be anything."""
    found = _SHAPE.match(argument)
    return None if found is None else found.group()
