"""An explanation as one JSON object (docs/explaining.md), keys in a fixed order."""

from __future__ import annotations

from collections.abc import Iterable

from xueshi.model.explanation import Explanation, GraphNode, Line
from xueshi.report.json_view import alternative_json, dumps, regulation_json


def explanation_json(explanation: Explanation) -> dict[str, object]:
    """Return the JSON object of ``xueshi explain --format json``; ``extra`` is null where the question adds nothing."""
    return {
        **_but_graph(explanation),
        "graph": {
            "nodes": [_node(node) for node in explanation.nodes],
            "edges": [list(edge) for edge in explanation.edges],
        },
    }


def explanation_text(explanation: Explanation) -> str:
    """Return that object as JSON text, indented; each node and each edge of the graph has a line."""
    rest = dumps(_but_graph(explanation), 2).removesuffix("\n}")
    nodes = _rows(dumps(_node(node)) for node in explanation.nodes)
    # Ids are made of a letter and figures; there are tens of thousands of edges in a large year.
    edges = _rows(f'["{above}", "{below}"]' for above, below in explanation.edges)
    return f'{rest},\n  "graph": {{\n    "nodes": {nodes},\n    "edges": {edges}\n  }}\n}}'


def _rows(rows: Iterable[str]) -> str:
    listed = ",\n".join(f"      {row}" for row in rows)
    return f"[\n{listed}\n    ]" if listed else "[]"


def _but_graph(explanation: Explanation) -> dict[str, object]:
    return {
        "person": explanation.person,
        "jurisdiction": explanation.jurisdiction,
        "year": explanation.year,
        "regulation": regulation_json(explanation.regulation),
        "verdict": explanation.verdict,
        "lang": explanation.lang,
        "about": dict(explanation.about),
        "lines": [_line(line) for line in explanation.lines],
        "extra": None if explanation.extra is None else dict(explanation.extra),
    }


def _line(line: Line) -> dict[str, object]:
    return {
        "text": line.text,
        "mark": line.mark,
        "kind": line.kind,
        "predicate": line.predicate or None,
        "clauses": list(line.clauses),
        "place": line.place or None,
        "below": [_line(one) for one in line.below],
    }


def _node(node: GraphNode) -> dict[str, object]:
    return {
        "id": node.id,
        "kind": node.kind,
        "holds": node.holds,
        "atom": node.atom,
        "text": node.text or None,
        "clauses": list(node.clauses),
        "place": node.place or None,
        "rule": node.rule or None,
        "fails": node.fails or None,
        "alternatives": [alternative_json(other) for other in node.alternatives],
    }
