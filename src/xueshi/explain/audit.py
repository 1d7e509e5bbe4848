"""Replay a justification from its leaves up: each step is run again, over what it rests on and nothing else.

That is the proof that the graph is whole: what the leaves say, the rules that the graph names, and the places that the
choice took give every conclusion, to the unit.
"""

from __future__ import annotations

import networkx as nx

from xueshi.explain.graph import Justification, Node
from xueshi.solver.rerun import derived_by
from xueshi.solver.trace import Atom


def replayed(justification: Justification) -> set[Atom]:
    """Return the atoms that follow, step by step, from the leaves and the choice.

    A step counts if its rule, run over the atoms that it rests on alone, derives what the graph says; an atom counts if
    one of its steps does.  A conclusion of the graph that is not in the answer is one that the graph does not support.
    """
    graph = justification.graph
    constants = justification.derivation.trace.encoding.constants
    holds: set[Node] = set()
    for node in reversed(list(nx.topological_sort(graph))):
        below = list(graph.successors(node))
        if node.kind == "step":
            atoms = [premise.atom for premise in below if premise.holds]
            if all(premise in holds for premise in below if premise.holds) and node.atom in derived_by(
                graph.nodes[node]["rule"], atoms, constants
            ):
                holds.add(node)
        elif node.kind == "conclusion" and node.holds:
            if any(step in holds for step in below):
                holds.add(node)
        elif node.holds:
            holds.add(node)
    return {node.atom for node in holds if node.kind != "step"}
