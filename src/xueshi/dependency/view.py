"""The part of a dependency graph that is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from xueshi.dependency.graph import Edge, Graph, Node
from xueshi.errors import InputError, Near, Phrase, Problem

SECTION = "dependency"
STAGES = ("A", "B", "C", "D", "E")


class View(NamedTuple):
    """Predicates and what lies between them, both sorted."""

    graph: Graph
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    scope: str
    """``own``, ``all``, ``around`` or ``stage``."""
    about: str = ""
    """The predicate or the stage."""

    @property
    def left_out(self) -> int:
        """Return how many predicates are not shown."""
        return len(self.graph.nodes) - len(self.nodes)


def everything(graph: Graph) -> View:
    """Return all of ``graph``."""
    return View(graph, tuple(graph.nodes.values()), graph.edges, "all")


def own_part(graph: Graph) -> View:
    """Return the regulation's own rules: what they derive and ask for, and predicates that it alone has."""
    return _part(graph, "own", "", lambda edge: edge.own, (n.signature for n in graph.nodes.values() if not n.common))


def stage_part(graph: Graph, stage: str) -> View:
    """Return what is derived in a stage, and what that rests on."""
    inside = {node.signature for node in graph.nodes.values() if node.stage == stage}
    return _part(graph, "stage", stage, lambda edge: edge.derived in inside, inside)


def around(graph: Graph, name: str) -> View:
    """Return a predicate, given as ``name`` or ``name/arity``, with what it asks for and who asks for it.

    Raises:
        InputError: if there is none; the message names the nearest.
    """
    meant = {signature for signature in graph.nodes if name in (signature, signature.rpartition("/")[0])}
    if not meant:
        allowed = Phrase("fault.predicate", section=SECTION)
        near = Near(name, tuple(graph.nodes))
        raise InputError(
            [Problem("--around", "unknown_predicate", Phrase("shown", {"value": name}), allowed, near=near)]
        )
    return _part(graph, "around", name, lambda edge: bool(meant & {edge.asked, edge.derived}), meant)


def _part(graph: Graph, scope: str, about: str, belongs: Callable[[Edge], bool], also: Iterable[str]) -> View:
    edges = tuple(edge for edge in graph.edges if belongs(edge))
    shown = {*also, *(edge.asked for edge in edges), *(edge.derived for edge in edges)}
    return View(graph, tuple(graph.nodes[signature] for signature in sorted(shown)), edges, scope, about)
