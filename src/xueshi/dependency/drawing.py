"""A dependency graph for Graphviz and Mermaid, and how both and the SVG draw each role and kind."""

from __future__ import annotations

from collections.abc import Iterator

from xueshi.dependency.graph import Node
from xueshi.dependency.rules import Kind
from xueshi.dependency.view import View
from xueshi.dependency.words import KINDS, ROLES, role, say, scope, strongest, title
from xueshi.law.regulation import Regulation
from xueshi.messages import Lang

FILLS = {
    "input": ("#d6e6f7", "#2b6098"),
    "law": ("#fdf1c9", "#8a6a00"),
    "derived": ("#ffffff", "#555555"),
    "handed": ("#e6dcf5", "#6a3fa0"),
    "choice": ("#d9f0df", "#1f7a3d"),
    "output": ("#fbe0cc", "#a04a00"),
    "": ("#f2f2f2", "#777777"),
}
"""Ground and border of each role."""

LINES: dict[Kind, tuple[str, str]] = {
    "plain": ("#777777", ""),
    "negated": ("#b3261e", "5,3"),
    "aggregated": ("#2b6098", "1,3"),
}
"""Colour and dashes of each kind."""

MOST_EDGES = 500
"""What Mermaid draws where it is not told otherwise (``maxEdges``); a file cannot raise it itself."""

_STYLES: dict[Kind, str] = {"plain": "solid", "negated": "dashed", "aggregated": "dotted"}


def graph_dot(law: Regulation, view: View, lang: Lang) -> str:
    """Return the graph in the DOT language, without a line break at its end."""
    return "\n".join(_dot(law, view, lang))


def _dot(law: Regulation, view: View, lang: Lang) -> Iterator[str]:
    yield "digraph dependencies {"
    yield f"  graph [rankdir=LR, ranksep=0.5, nodesep=0.12, labelloc=t, label={_quoted(_head(law, view, lang))},"
    yield '    fontname="sans-serif"];'
    yield '  node [shape=box, style="filled,rounded", fontname="monospace", fontsize=10, height=0.25,'
    yield '    margin="0.08,0.03"];'
    yield "  edge [arrowsize=0.6];"
    for node in view.nodes:
        fill, border = FILLS[node.role]
        wide = ", penwidth=2" if node.own else ""
        told = _quoted(f"{node.meaning} {' '.join(node.clauses)}".strip() or role(node, lang))
        yield f'  "{node.signature}" [fillcolor="{fill}", color="{border}"{wide}, tooltip={told}];'
    for edge in view.edges:
        kind = strongest(edge)
        look = "" if kind == "plain" else f", style={_STYLES[kind]}"
        yield f'  "{edge.asked}" -> "{edge.derived}" [color="{LINES[kind][0]}"{look}];'
    yield "}"


def _head(law: Regulation, view: View, lang: Lang) -> str:
    return f"{title(law, lang)}\n{scope(view, lang)}\n{say(lang, 'legend.edges')}"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def graph_mermaid(law: Regulation, view: View, lang: Lang) -> str:
    """Return the graph as a Mermaid flowchart, without a line break at its end."""
    return "\n".join(_mermaid(law, view, lang))


def _mermaid(law: Regulation, view: View, lang: Lang) -> Iterator[str]:
    for line in _head(law, view, lang).split("\n"):
        # No braces: Mermaid takes them for a directive.
        yield f"%% {line.replace('{', '(').replace('}', ')')}"
    if len(view.edges) > MOST_EDGES:
        yield f"%% {say(lang, 'mermaid.large', edges=len(view.edges))}"
    yield "flowchart LR"
    numbers = {node.signature: f"p{at}" for at, node in enumerate(view.nodes)}
    for node in view.nodes:
        yield f'  {numbers[node.signature]}["{node.signature}"]:::{_class(node)}'
    arrows: dict[Kind, str] = {"plain": "-->", "negated": "-. not .->", "aggregated": "== aggregate ==>"}
    for edge in view.edges:
        yield f"  {numbers[edge.asked]} {arrows[strongest(edge)]} {numbers[edge.derived]}"
    used = {node.role for node in view.nodes}
    for name in (name for name in ROLES if name in used):
        fill, border = FILLS[name]
        yield f"  classDef {name or 'none'} fill:{fill},stroke:{border},color:#111"


def _class(node: Node) -> str:
    return node.role or "none"


def legend(view: View) -> tuple[list[str], list[Kind]]:
    """Return the roles and kinds that occur, in a fixed order."""
    roles = {node.role for node in view.nodes}
    kinds = {strongest(edge) for edge in view.edges}
    return [name for name in ROLES if name in roles], [kind for kind in KINDS if kind in kinds]
