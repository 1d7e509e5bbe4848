"""A justification as a drawing: which nodes are drawn, and what stands in each, whatever draws it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import get_args

from xueshi.model.explanation import Explanation, GraphNode, NodeKind
from xueshi.report.characters import clean
from xueshi.report.explained.head import counted, head_of, say
from xueshi.report.styled import GLUE, Text, span, wrap

MOST_LINES = 8
"""Lines of a node; a longer sentence ends in an ellipsis (the JSON has it whole)."""

INNER = ("step", "obstacle")
"""Kinds of nodes that are rules: they are drawn small."""

_ABSENT = ("absence", "obstacle")

_PLACE = 40
"""Columns of a line that holds a place in the encoding: it is broken only where it is very long."""


@dataclass(frozen=True, slots=True)
class Box:
    """A node as it is drawn.

    Attributes:
        id: of the node.
        kind: see :data:`xueshi.model.explanation.NodeKind`.
        holds: false of what is absent.
        lines: what stands in it, cleaned (see :func:`xueshi.report.characters.clean`).
        rule: of a rule its text, cleaned.
    """

    id: str
    kind: NodeKind
    holds: bool
    lines: tuple[str, ...]
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A graph to be drawn.

    Attributes:
        title: lines above it: what is explained, whose, what is left out.
        boxes, edges: of the graph.
        legend: a box for each kind that is drawn.
    """

    title: tuple[str, ...]
    boxes: tuple[Box, ...]
    edges: tuple[tuple[str, str], ...]
    legend: tuple[Box, ...]


def drawing(
    explanation: Explanation, labels: Mapping[str, str] | None = None, *, columns: int, absences: bool = False
) -> Drawing:
    """Return what is drawn of an explanation.

    Args:
        columns: of a line in a node.
        labels: as :func:`xueshi.report.explained.head.head_of` takes them.
        absences: also draw why something is absent on whose absence a conclusion rests.  What was asked about an
            absence (why something did not come out) is always drawn.
    """
    lang, nodes, edges = explanation.lang, explanation.nodes, explanation.edges
    if not absences:
        kept = _without_absences(explanation)
        nodes = tuple(node for node in nodes if node.id in kept)
        edges = tuple((above, below) for above, below in edges if above in kept and below in kept)
    head = head_of(explanation, labels)
    title = [f"{head.title}{GLUE}· {head.case}", head.regulation]
    if left_out := len(explanation.nodes) - len(nodes):
        title.append(counted(lang, "graph.left_out", left_out))
    drawn = {_look(node) for node in nodes}
    legend = tuple(
        Box(f"legend_{kind}", kind, kind not in _ABSENT, (say(lang, f"kind.{kind}"),))
        for kind in get_args(NodeKind)
        if kind in drawn
    )
    return Drawing(
        tuple(line.replace(GLUE, " ") for line in title),
        tuple(_box(explanation, node, columns) for node in nodes),
        edges,
        legend,
    )


def _look(node: GraphNode) -> NodeKind:
    return node.kind if node.holds or node.kind in INNER else "absence"


def _without_absences(explanation: Explanation) -> set[str]:
    """Return the ids of the nodes that the roots reach without a step from what holds to what does not."""
    below: dict[str, list[str]] = defaultdict(list)
    for above, under in explanation.edges:
        below[above].append(under)
    holds = {node.id: node.holds for node in explanation.nodes}
    reached = {under for _, under in explanation.edges}
    waiting = [node.id for node in explanation.nodes if node.id not in reached]
    kept: set[str] = set()
    while waiting:
        node = waiting.pop()
        if node not in kept:
            kept.add(node)
            waiting += [under for under in below[node] if holds[under] or not holds[node]]
    return kept


def _box(explanation: Explanation, node: GraphNode, columns: int) -> Box:
    lang, inner = explanation.lang, node.kind in INNER
    said: list[tuple[str, int]] = []
    if node.kind == "obstacle" and node.fails:
        said.append((say(lang, "graph.fails", literal=node.fails), columns))
    elif not inner:
        atom = node.atom if node.holds else say(lang, "graph.absent", text=node.atom)
        said.append((node.text or atom, columns))
    # A leaf or a rule says where it comes from; of a conclusion its rules do.
    if inner or node.kind == "regulation":
        said += [*((clause, columns) for clause in node.clauses), (node.place, max(columns, _PLACE))]
    return Box(node.id, node.kind, node.holds, _lines(said) or (node.id,), clean(node.rule))


def _lines(said: list[tuple[str, int]]) -> tuple[str, ...]:
    lines = [plain for text, columns in said for line in wrap(span(text), columns) if (plain := _plain(line))]
    return tuple(lines if len(lines) <= MOST_LINES else [*lines[: MOST_LINES - 1], "…"])


def _plain(line: Text) -> str:
    return "".join(run for run, _ in line).replace(GLUE, " ").strip()
