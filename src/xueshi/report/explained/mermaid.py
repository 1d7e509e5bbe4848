"""The justification graph as a Mermaid flowchart (https://mermaid.js.org/syntax/flowchart.html)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from xueshi.model.explanation import Explanation, NodeKind
from xueshi.report.explained.graph import INNER, Box, drawing
from xueshi.report.explained.head import say
from xueshi.report.json_view import dumps

COLUMNS = 24
"""Columns of a line in a node; Mermaid breaks what is wider than 200 pixels itself."""

MOST_TEXT, MOST_EDGES = 50_000, 500
"""What Mermaid draws where it is not told otherwise (``maxTextSize``, ``maxEdges``); a file cannot raise it itself."""

_SHAPES: dict[NodeKind, tuple[str, str]] = {
    "case": ("[", "]"),
    "regulation": ("[/", "/]"),
    "reading": ("{{", "}}"),
    "assumption": ("([", "])"),
    "conclusion": ("(", ")"),
    "choice": ("[[", "]]"),
    "absence": ("[", "]"),
    "step": ("[", "]"),
    "obstacle": ("[", "]"),
}

_LOOKS: dict[str, str] = {
    "case": "fill:#d6e6f7,stroke:#2b6098,color:#111",
    "regulation": "fill:#fdf1c9,stroke:#8a6a00,color:#111",
    "reading": "fill:#e6dcf5,stroke:#6a3fa0,color:#111",
    "assumption": "fill:#fbe0cc,stroke:#a04a00,color:#111,stroke-dasharray:4",
    "conclusion": "fill:#fff,stroke:#333,color:#111",
    "choice": "fill:#d9f0df,stroke:#1f7a3d,color:#111",
    "absence": "fill:#f2f2f2,stroke:#777,color:#555,stroke-dasharray:4",
    "step": "fill:#fff,stroke:#fff,color:#555,font-size:11px",
    "obstacle": "fill:#fff,stroke:#fff,color:#a3242b,font-size:11px",
}

_PLAIN = re.compile(r"[^0-9A-Za-z ,.:'()/\u00a1-\U0010ffff-]|^[^A-Za-z\u00a1-\U0010ffff]|(?<=\d)\.")
"""What Mermaid, Markdown or HTML might take for a mark: most punctuation, and at the start of a line more."""


_TITLE = str.maketrans("<>", "‹›")
"""Of a title Mermaid throws away what looks like HTML, and it knows no codes there."""


def explanation_mermaid(
    explanation: Explanation, labels: Mapping[str, str] | None = None, *, absences: bool = False
) -> str:
    """Return the graph as Mermaid text, without a newline at its end; arguments as :func:`drawing` takes them.

    A graph that is larger than Mermaid draws by default begins with a comment that names the settings it needs.
    """
    return "\n".join(_lines(explanation, labels, absences=absences))


def _lines(explanation: Explanation, labels: Mapping[str, str] | None, *, absences: bool) -> Iterator[str]:
    drawn = drawing(explanation, labels, columns=COLUMNS, absences=absences)
    # A title has one line.
    title, *notes = drawn.title
    body = ["flowchart TD"]
    body.append(f'  subgraph legend["{_label(say(explanation.lang, "graph.legend"))}"]')
    body.append("    direction TB")
    body += [f"    {_node(box)}" for box in drawn.legend]
    body.append(f'    about["{"<br/>".join(map(_label, notes))}"]:::step')
    body.append("  end")
    body += [f"  {_node(box)}" for box in drawn.boxes]
    body += [f"  {above} --> {below}" for above, below in drawn.edges]
    kinds = {"step", *(_look(box) for box in (*drawn.legend, *drawn.boxes))}
    body += [f"  classDef {kind} {look}" for kind, look in _LOOKS.items() if kind in kinds]
    head = ["---", f"title: {dumps(title.translate(_TITLE))}", "---"]
    size = sum(len(line) + 1 for line in (*head, *body))
    yield from head
    if size > MOST_TEXT or len(drawn.edges) > MOST_EDGES:
        # No braces: Mermaid takes them for a directive.
        settings = f"maxTextSize={_rounded(size)}, maxEdges={_rounded(len(drawn.edges))}"
        yield f"%% {say(explanation.lang, 'graph.limits', settings=settings)}"
    yield from body


def _rounded(number: int) -> int:
    """Return a number of thousands that leaves room for the comment itself."""
    return (number // 1000 + 2) * 1000


def _look(box: Box) -> str:
    return box.kind if box.holds or box.kind in INNER else "absence"


def _node(box: Box) -> str:
    begin, end = _SHAPES[box.kind]
    return f'{box.id}{begin}"{"<br/>".join(map(_label, box.lines))}"{end}:::{_look(box)}'


def _label(line: str) -> str:
    """Return a line with what could be a mark as the code of its character (``#34;``)."""
    return _PLAIN.sub(lambda found: f"#{ord(found.group())};", line)
