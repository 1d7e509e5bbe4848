"""An explanation: sentences in a tree, and the graph that they are read off.  Plain immutable data, in one language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from xueshi.messages import Lang
from xueshi.model.result import Alternative, Regulation, Verdict
from xueshi.model.value import Value

Mark = Literal["plain", "good", "bad", "open", "head"]
"""How a line is meant: something that holds, that fails, that is open; a heading."""

NodeKind = Literal["case", "regulation", "reading", "assumption", "conclusion", "choice", "absence", "step", "obstacle"]
"""What a node of the graph is: the first four are leaves (a fact of the case, something that the regulation says, a
reading, an assumption); ``step`` and ``obstacle`` are a rule that fires and one that fails."""


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Line(Value):
    """A sentence and what it rests on.

    Attributes:
        text: the sentence.
        mark: how it is meant.
        kind: of the node of the graph that it says; ``None`` of a heading.
        predicate: of that node, as ``credit/4``; empty of a heading.
        clauses: clauses of the regulation that it cites.
        place: where the encoding says so, as ``jining/jining-2024.lp:120``; empty where nothing of it does.
        node: id of the node in the graph; empty where the graph is not given.
        below: what it rests on.
    """

    text: str
    mark: Mark = "plain"
    kind: NodeKind | None = None
    predicate: str = ""
    clauses: tuple[str, ...] = ()
    place: str = ""
    node: str = ""
    below: tuple[Line, ...] = ()

    def walk(self) -> Iterator[Line]:
        """Yield the line and all below it, from the top down."""
        yield self
        for line in self.below:
            yield from line.walk()


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class GraphNode(Value):
    """A node of the justification graph.

    Attributes:
        id: ``n1``, ``n2`` ...
        kind: see :data:`NodeKind`.
        holds: false of what is absent.
        atom: as the encoding writes it; ``_`` stands for anything.  Of a step what it derives.
        text: the sentence, where the vocabulary has words for it.
        clauses, place: as of a :class:`Line`.
        rule: of steps and obstacles the rule itself.
        fails: of an obstacle the literal that fails.
        alternatives: of a record's place that the choice took, what each other place would cost.
    """

    id: str
    kind: NodeKind
    holds: bool
    atom: str
    text: str = ""
    clauses: tuple[str, ...] = ()
    place: str = ""
    rule: str = ""
    fails: str = ""
    alternatives: tuple[Alternative, ...] = ()


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Explanation(Value):
    """Why a result, or a part of it, is what it is.

    Attributes:
        about: what was asked for: ``case``, ``record``, ``cap``, ``verdict`` or ``why_not``, and whose.
        lines: the sentences.
        nodes, edges: the graph, if it was asked for; edges lead from what follows to what it rests on.
        extra: what a question adds to the answer as data (a why-not's conditions, the least cause, remedies).
    """

    person: str
    jurisdiction: str
    year: int
    regulation: Regulation
    verdict: Verdict
    about: Mapping[str, str]
    lines: tuple[Line, ...]
    nodes: tuple[GraphNode, ...] = ()
    edges: tuple[tuple[str, str], ...] = ()
    extra: Mapping[str, object] | None = None
    lang: Lang = "en"
