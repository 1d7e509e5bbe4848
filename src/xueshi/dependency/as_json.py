"""A dependency graph as data."""

from __future__ import annotations

from collections.abc import Iterable

from xueshi.dependency.graph import Edge
from xueshi.dependency.rules import Place
from xueshi.dependency.view import View
from xueshi.law.regulation import Regulation


def graph_json(law: Regulation, view: View) -> dict[str, object]:
    """Return the part that is shown, and the findings about the whole."""
    graph = view.graph
    return {
        "regulation": law.id,
        "scope": view.scope,
        "about": view.about or None,
        "whole": {"predicates": len(graph.nodes), "dependencies": len(graph.edges), "strata": graph.strata},
        "predicates": [
            {
                "predicate": node.signature,
                "role": node.role or None,
                "stage": node.stage or None,
                "meaning": node.meaning or None,
                "own": node.own,
                "vocabulary": node.common,
                "stratum": node.stratum,
                "derived_at": _places(node.places),
            }
            for node in view.nodes
        ],
        "dependencies": [_edge(edge) for edge in view.edges],
        "cycles": [
            {"predicates": list(cycle.members), "through": [_edge(edge) for edge in cycle.through]}
            for cycle in graph.cycles
        ],
        "unused": list(graph.unused),
        "undefined": list(graph.undefined),
        "unsaid": list(graph.unsaid),
    }


def _edge(edge: Edge) -> dict[str, object]:
    return {
        "asked": edge.asked,
        "derived": edge.derived,
        "kinds": list(edge.kinds),
        "own": edge.own,
        "at": _places(edge.places),
    }


def _places(found: Iterable[Place]) -> list[dict[str, object]]:
    return [
        {"file": place.file, "line": place.line, "form": place.form, "clauses": list(place.clauses)} for place in found
    ]
