"""Where the predicates of a picture stand: in columns, each to the right of what it asks for.

Long edges are led through the columns between by points that take part in the ordering, so that they pass between
boxes; those of one predicate and one kind share their points.  The order within a column is that of the neighbours'
mean places, swept to and fro a few times.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import networkx as nx

SWEEPS = 24
"""How often the columns are ordered anew."""

Pair = tuple[str, str]


class Layers(NamedTuple):
    """Columns of predicates and of the points through which edges lead."""

    columns: tuple[tuple[str, ...], ...]
    routes: Mapping[Pair, tuple[str, ...]]
    """The points of each edge, from what is asked for to what is derived."""


def layers(signatures: Iterable[str], lanes: Mapping[Pair, str]) -> Layers:
    """Return ``signatures`` in columns.

    Args:
        signatures: the predicates.
        lanes: the kind of each edge from what is asked for to what is derived.
    """
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(sorted(signatures))
    graph.add_edges_from(sorted(lanes))
    column = _columns(graph)
    found: dict[int, list[str]] = defaultdict(list)
    for signature in graph:
        found[column[signature]].append(signature)
    routes: dict[Pair, tuple[str, ...]] = {}
    links: dict[Pair, None] = {}
    for asked, derived in graph.edges:
        between = range(column[asked] + 1, column[derived])
        points = tuple(f"{asked} {lanes[asked, derived]} {at}" for at in between)
        for at, point in zip(between, points, strict=True):
            if point not in found[at]:
                found[at].append(point)
        routes[asked, derived] = points
        if column[asked] < column[derived]:
            chain = (asked, *points, derived)
            links |= dict.fromkeys(pairwise(chain))
    return Layers(_ordered([found[at] for at in sorted(found)], tuple(links)), routes)


def _columns(graph: nx.DiGraph[str]) -> dict[str, int]:
    """Return each predicate's column: as far left as what it asks for allows; what asks for nothing, near its use."""
    whole = nx.condensation(graph)
    order = list(nx.lexicographical_topological_sort(whole))
    column: dict[int, int] = {}
    for number in order:
        column[number] = max((column[before] + 1 for before in whole.predecessors(number)), default=0)
    for number in reversed(order):
        if not whole.in_degree(number) and whole.out_degree(number):
            column[number] = min(column[after] for after in whole.successors(number)) - 1
    return {signature: column[number] for number in order for signature in whole.nodes[number]["members"]}


def _ordered(columns: Sequence[Sequence[str]], links: Sequence[Pair]) -> tuple[tuple[str, ...], ...]:
    before: dict[str, list[str]] = defaultdict(list)
    after: dict[str, list[str]] = defaultdict(list)
    for left, right in links:
        before[right].append(left)
        after[left].append(right)
    best = [list(column) for column in columns]
    least = _crossings(best, after)
    now = [list(column) for column in columns]
    for sweep in range(SWEEPS):
        forward = sweep % 2 == 0
        neighbours = before if forward else after
        for at in range(1, len(now)) if forward else range(len(now) - 2, -1, -1):
            beside = {name: place for place, name in enumerate(now[at - 1 if forward else at + 1])}
            places = {name: place for place, name in enumerate(now[at])}
            now[at].sort(key=lambda name: (_mean(neighbours[name], beside, places[name]), places[name]))
        crossings = _crossings(now, after)
        if crossings < least:
            best, least = [list(column) for column in now], crossings
    return tuple(tuple(column) for column in best)


def _mean(names: Sequence[str], beside: Mapping[str, int], else_: int) -> float:
    found = [beside[name] for name in names if name in beside]
    return sum(found) / len(found) if found else else_


def _crossings(columns: Sequence[Sequence[str]], after: Mapping[str, Sequence[str]]) -> int:
    """Return how many pairs of lines cross."""
    crossings = 0
    for left, right in pairwise(columns):
        place = {name: at for at, name in enumerate(right)}
        ends = [sorted(place[name] for name in after.get(one, ()) if name in place) for one in left]
        seen: list[int] = []
        for of_one in ends:
            crossings += sum(1 for end in of_one for other in seen if other > end)
            seen += of_one
    return crossings
