"""The justification graph for Graphviz (https://graphviz.org/doc/info/lang.html)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from xueshi.model.explanation import Explanation, NodeKind
from xueshi.report.explained.graph import INNER, Box, drawing
from xueshi.report.explained.head import say

COLUMNS = 32
"""Columns of a line in a node."""

_SMALL = 'shape=plaintext, style=filled, fillcolor="#ffffff", margin="0.04,0.02", height=0.15, fontsize=8'

_LOOKS: dict[NodeKind, str] = {
    "case": 'shape=box, style=filled, fillcolor="#d6e6f7", color="#2b6098"',
    "regulation": 'shape=note, style=filled, fillcolor="#fdf1c9", color="#8a6a00"',
    "reading": 'shape=hexagon, style=filled, fillcolor="#e6dcf5", color="#6a3fa0"',
    "assumption": 'shape=box, style="filled,dashed", fillcolor="#fbe0cc", color="#a04a00"',
    "conclusion": 'shape=box, style="filled,rounded", fillcolor="#ffffff", color="#333333"',
    "choice": 'shape=octagon, style=filled, fillcolor="#d9f0df", color="#1f7a3d"',
    "absence": 'shape=box, style="filled,dashed", fillcolor="#f2f2f2", color="#777777", fontcolor="#555555"',
    "step": f'{_SMALL}, fontcolor="#555555"',
    "obstacle": f'{_SMALL}, fontcolor="#a3242b"',
}
"""How each kind of node looks; its text is readable on each of these grounds (contrast above 4.5)."""

_ABSENT = 'style="filled,dashed", fillcolor="#f2f2f2", fontcolor="#555555"'
"""What is absent, whatever its kind."""


def explanation_dot(
    explanation: Explanation, labels: Mapping[str, str] | None = None, *, absences: bool = False
) -> str:
    """Return the graph in the DOT language, without a newline at its end; arguments as :func:`drawing` takes them."""
    return "\n".join(_lines(explanation, labels or {}, absences=absences))


def _lines(explanation: Explanation, labels: Mapping[str, str], *, absences: bool) -> Iterator[str]:
    drawn = drawing(explanation, labels, columns=COLUMNS, absences=absences)
    yield "digraph explanation {"
    yield f"  graph [label={_quoted(*drawn.title)}, labelloc=t, fontsize=14, ranksep=0.3, nodesep=0.2,"
    yield '    fontname="sans-serif"];'
    yield '  node [fontname="sans-serif", fontsize=10, margin="0.1,0.05", height=0.3];'
    yield '  edge [color="#777777", arrowsize=0.6];'
    yield "  subgraph cluster_legend {"
    yield f'    label={_quoted(say(explanation.lang, "graph.legend"))}; labelloc=t; fontsize=10; color="#bbbbbb";'
    for box in drawn.legend:
        yield f"    {_node(box)}"
    yield "  }"
    for box in drawn.boxes:
        yield f"  {_node(box)}"
    for above, below in drawn.edges:
        yield f"  {above} -> {below};"
    yield "}"


def _node(box: Box) -> str:
    looks = _LOOKS[box.kind]
    if not box.holds and box.kind not in INNER:
        looks = f"{looks}, {_ABSENT}"
    tip = f", tooltip={_quoted(box.rule)}" if box.rule else ""
    return f"{box.id} [label={_quoted(*box.lines)}, {looks}{tip}];"


def _quoted(*lines: str) -> str:
    """Return lines as one quoted string; nothing in them is a mark of the language or a character of HTML."""
    escaped = (line.replace("\\", "\\\\").replace('"', '\\"').replace("&", "&amp;") for line in lines)
    return '"' + "\\n".join(escaped) + '"'
