"""A dependency graph as a page: strata, cycles, what is unused, undefined or unsaid."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from xueshi.dependency.graph import Cycle, Edge, Node
from xueshi.dependency.view import View
from xueshi.dependency.words import places, role, say, scope, title
from xueshi.law.regulation import Regulation
from xueshi.messages import Lang

_MARKS = {"plain": "{}", "negated": "not {}", "aggregated": "{{{}}}"}


def graph_text(law: Regulation, view: View, lang: Lang) -> str:
    """Return the page, without a line break at its end."""
    return "\n".join(_lines(law, view, lang))


def _lines(law: Regulation, view: View, lang: Lang) -> Iterator[str]:
    graph = view.graph
    yield title(law, lang)
    counts = {"nodes": len(graph.nodes), "edges": len(graph.edges), "strata": graph.strata}
    yield say(lang, "counts", **counts, cycles=len(graph.cycles))
    yield scope(view, lang)
    yield say(lang, "marks")
    yield from _strata(view, lang)
    yield ""
    yield say(lang, "cycles")
    yield from [line for cycle in graph.cycles for line in _cycle(cycle, lang)] or [f"  {say(lang, 'nothing')}"]
    for key, listed in (("unused", graph.unused), ("undefined", graph.undefined), ("unsaid", graph.unsaid)):
        yield ""
        yield say(lang, key)
        yield from _listed(listed, lang)


def _strata(view: View, lang: Lang) -> Iterator[str]:
    asked: dict[str, list[Edge]] = defaultdict(list)
    for edge in view.edges:
        asked[edge.derived].append(edge)
    wide = max((len(node.signature) for node in view.nodes), default=0)
    stratum = -1
    for node in sorted(view.nodes, key=lambda node: (node.stratum, node.signature)):
        if node.stratum != stratum:
            stratum = node.stratum
            yield ""
            yield say(lang, "stratum", n=stratum)
        yield f"  {node.signature:{wide}}  {_about(node, lang)}".rstrip()
        if asked[node.signature]:
            yield f"    ← {_asked(asked[node.signature])}"


def _about(node: Node, lang: Lang) -> str:
    clauses = f"[{' '.join(node.clauses)}]" if node.clauses else ""
    return "  ".join(part for part in (node.stage, role(node, lang), places(node.places), clauses) if part)


def _asked(edges: Sequence[Edge]) -> str:
    return ", ".join(_MARKS[kind].format(edge.asked) for edge in edges for kind in edge.kinds)


def _cycle(cycle: Cycle, lang: Lang) -> Iterator[str]:
    key = "cycle.broken" if cycle.through else "cycle.plain"
    yield f"  {', '.join(cycle.members)}: {say(lang, key)}"
    for edge in cycle.through:
        yield f"    {edge.derived} ← {_asked([edge])}  {places(edge.places)}"


def _listed(names: Sequence[str], lang: Lang) -> Iterator[str]:
    line = ""
    for at, name in enumerate(names or [say(lang, "nothing")]):
        said = name + ("," if at + 1 < len(names) else "")
        if line and len(line) + 1 + len(said) > 98:
            yield f"  {line}"
            line = ""
        line = f"{line} {said}" if line else said
    yield f"  {line}"
