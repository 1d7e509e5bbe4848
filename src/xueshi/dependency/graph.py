"""The dependency graph of an encoding with the vocabulary in which it is written.

A predicate lies one stratum above what it asks for by negation or inside an aggregate, and no lower than what it asks
for otherwise.  Predicates that rest on each other form a cycle and share a stratum.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import networkx as nx

from xueshi.dependency.rules import Kind, Place, Rule, rules_of
from xueshi.law.paths import asp_root
from xueshi.law.regulation import Regulation
from xueshi.law.vocabulary import Predicate, Vocabulary, vocabulary

_READ = frozenset({"output", "handed", "choice", "law"})
"""Roles of the vocabulary that somebody asks for outside the rules."""
_STATED = frozenset({"input"})
"""Roles that no rule has to derive."""


Declared = Mapping[str, Predicate]
"""What contracts say of predicates, by signature."""


class Node(NamedTuple):
    """A predicate."""

    signature: str
    role: str
    """As ``contract.toml`` has it; empty for one that no contract declares."""
    stage: str
    meaning: str
    own: bool
    """A rule or fact of the regulation's own files derives it."""
    common: bool
    """The vocabulary declares it."""
    places: tuple[Place, ...]
    """The rules and facts that derive it."""
    stratum: int

    @property
    def clauses(self) -> tuple[str, ...]:
        """Return the clauses that these rules cite, each once."""
        return tuple(dict.fromkeys(clause for place in self.places for clause in place.clauses))


class Edge(NamedTuple):
    """One predicate is asked for where another is derived."""

    asked: str
    derived: str
    kinds: tuple[Kind, ...]
    places: tuple[Place, ...]
    own: bool
    """A rule of the regulation's own files asks so."""


class Cycle(NamedTuple):
    """Predicates that rest on each other."""

    members: tuple[str, ...]
    through: tuple[Edge, ...]
    """Where one asks for another by negation or in an aggregate; none: plain recursion."""


class Graph(NamedTuple):
    """The dependency graph; everything in it is sorted."""

    nodes: Mapping[str, Node]
    edges: tuple[Edge, ...]
    cycles: tuple[Cycle, ...]
    unused: tuple[str, ...]
    """Derived, and nobody asks."""
    undefined: tuple[str, ...]
    """Asked for, and nobody says or declares it."""
    unsaid: tuple[str, ...]
    """What a regulation may say by the vocabulary and this one does not."""

    @property
    def strata(self) -> int:
        """Return how many strata there are."""
        return max((node.stratum for node in self.nodes.values()), default=-1) + 1


def dependency_graph(law: Regulation, roots: tuple[Path, ...] = ()) -> Graph:
    """Return the graph of a regulation's encoding.

    Raises:
        EncodingError: if a file cannot be read or parsed.
        LawError: if a contract cannot be read.
    """
    rules = tuple(rules_of(law.file, roots))
    core = _by_signature(vocabulary(asp_root() / "core"))
    return graph_of(rules, _by_signature(vocabulary(law.file.parent)), core)


def graph_of(rules: Iterable[Rule], declared: Declared, core: Declared) -> Graph:
    """Return the graph of ``rules``.

    Args:
        declared: what contracts say of predicates, by signature.
        core: the part of it that the vocabulary declares.
    """
    listed = tuple(rules)
    derived: dict[str, list[Rule]] = defaultdict(list)
    asked: set[str] = set()
    named: dict[str, set[str]] = defaultdict(set)
    for rule in listed:
        for head in rule.heads:
            derived[head].append(rule)
        asked |= {signature for signature, _ in rule.asked}
        named[rule.place.form].update(rule.named)
    edges = _edges(listed)
    strata, cycles = _strata({*derived, *asked}, edges)
    nodes = {
        signature: _node(signature, derived[signature], declared, core, strata[signature])
        for signature in sorted(strata)
    }
    known = {signature for signature, said in declared.items() if said.role in _STATED or said.engine}
    missing = {signature for signature in asked if not derived[signature]} - known
    return Graph(
        nodes,
        edges,
        cycles,
        tuple(s for s in nodes if derived[s] and not (s in asked or s in named["show"] or _read(s, core, declared))),
        tuple(sorted(missing - named["defined"])),
        tuple(sorted(s for s in missing & named["defined"] if s in core and core[s].role == "law")),
    )


def _read(signature: str, core: Declared, declared: Declared) -> bool:
    if signature in core:
        return core[signature].role in _READ
    return signature in declared and declared[signature].role == "output"


def _node(signature: str, rules: Sequence[Rule], declared: Declared, core: Declared, stratum: int) -> Node:
    said = declared.get(signature)
    role, stage, meaning = (said.role, said.stage, said.meaning) if said else ("", "", "")
    own = any(rule.own for rule in rules)
    places = tuple(rule.place for rule in rules)
    return Node(signature, role, stage, meaning, own, signature in core, places, stratum)


def _edges(rules: Iterable[Rule]) -> tuple[Edge, ...]:
    kinds: dict[tuple[str, str], set[Kind]] = defaultdict(set)
    places: dict[tuple[str, str], dict[Place, bool]] = defaultdict(dict)
    for rule in rules:
        for head in rule.heads:
            for signature, kind in rule.asked:
                kinds[signature, head].add(kind)
                places[signature, head][rule.place] = rule.own
    return tuple(
        Edge(asked, head, tuple(sorted(kinds[asked, head])), tuple(where), any(where.values()))
        for (asked, head), where in sorted(places.items())
    )


def _strata(signatures: Iterable[str], edges: Iterable[Edge]) -> tuple[dict[str, int], tuple[Cycle, ...]]:
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(sorted(signatures))
    graph.add_edges_from((edge.asked, edge.derived, {"edge": edge}) for edge in edges)
    whole = nx.condensation(graph)
    strata: dict[str, int] = {}
    cycles = []
    for number in nx.lexicographical_topological_sort(whole):
        members = whole.nodes[number]["members"]
        entering = [graph.edges[pair]["edge"] for pair in graph.in_edges(members)]
        inner = sorted(edge for edge in entering if edge.asked in members)
        outer = (strata[edge.asked] + (edge.kinds != ("plain",)) for edge in entering if edge.asked not in members)
        strata |= dict.fromkeys(members, max(outer, default=0))
        if inner:
            cycles.append(Cycle(tuple(sorted(members)), tuple(edge for edge in inner if edge.kinds != ("plain",))))
    return strata, tuple(sorted(cycles))


def _by_signature(declared: Vocabulary) -> dict[str, Predicate]:
    return {f"{name}/{arity}": said for (name, arity), said in declared.items()}
