"""The justification of a result: a directed acyclic graph from what follows down to what was given.

Nodes are

* atoms that hold (``Fact``-like leaves, or conclusions),
* absences: atoms that do not hold, on which something rests,
* steps: a rule that fires, with its clause and its place in the encoding,
* obstacles: a rule that would derive an absent atom, and the first condition at which it fails.

Edges lead from a conclusion to the steps that derive it, and from a step to what it rests on.  Every leaf is a fact of
the case, something that the regulation says, a reading that was chosen, or an assumption; anything else is an
:class:`UnsupportedError`.  What the choice decided rests on what was handed to it, with the price of each alternative.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import networkx as nx

from xueshi.explain.derivation import Derivation, order
from xueshi.solver.absence import Obstacle
from xueshi.solver.grounding import Term
from xueshi.solver.instrument import ANY, TracedRule
from xueshi.solver.trace import Atom, Firing

Leaf = Literal["case", "regulation", "reading", "assumption"]
LEAVES: tuple[Leaf, ...] = ("case", "regulation", "reading", "assumption")

Kind = Literal["case", "regulation", "reading", "assumption", "conclusion", "choice", "absence", "step", "obstacle"]
"""What a node is; the first four are leaves."""

ROOTS = (
    ("verdict", 2),
    ("credited", 3),
    ("required", 3),
    ("demanded", 3),
    ("shortfall", 3),
    ("relief", 3),
    ("credit", 4),
    ("loss", 6),
    ("limit", 3),
    ("cap_counts", 3),
    ("pool_use", 4),
    ("deemed", 4),
    ("placed", 3),
    ("drawn", 4),
    ("in_question", 5),
    ("would_decide", 4),
    ("leave_refusal", 5),
    ("accepted", 2),
)
"""What a result shows of a person, as derived."""
CONTENT_ROOTS = (("refusal", 4), ("record_assumption", 4))
"""Likewise of a record's content."""

_ASSUMED = {"assumed", "leave_assumed"}
_ABOUT = ("record", "pool")


class UnsupportedError(Exception):
    """An atom of a justification is neither derived nor given: a fault of the program, never of a case."""


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """A node; one is equal to itself alone.

    Attributes:
        kind: see :data:`Kind`.
        holds: whether the atom is there; of an absence false.
        atom: the atom; of a step what it derives, of an obstacle what it would derive.
        rule: of steps and obstacles.
        fails: of an obstacle the literal that fails, as the rule writes it.
        serial: the order in which it was met.
    """

    kind: Kind
    atom: Atom
    holds: bool = True
    rule: int = -1
    fails: str = ""
    serial: int = 0


class Justification:
    """The graph of a result.

    Attributes:
        graph: its nodes are :class:`Node`; steps and obstacles carry the attribute ``rule`` (a ``TracedRule``), leaves
            that the regulation states the attribute ``stated`` (a ``TracedFact``).
        roots: what it was asked for, in order.
    """

    def __init__(
        self, derivation: Derivation, roots: Iterable[Atom], *, absent: Iterable[Atom] = (), deep: bool = True
    ) -> None:
        """Build the graph below ``roots``, atoms that hold, and below ``absent``, atoms that do not.

        Args:
            deep: also look into absences; without it they stay as they are, ``absence`` nodes that rest on nothing, and
                the graph costs a fraction.
        """
        self.derivation = derivation
        self._deep = deep
        self._obstacles: dict[Atom, Sequence[Obstacle]] | None = None
        self.graph: nx.DiGraph[Node] = nx.DiGraph()
        self._waiting: list[Node] = []
        self._found: dict[tuple[bool, Atom], Node] = {}
        self.roots = [self._node(atom, holds=True) for atom in dict.fromkeys(roots)]
        self.roots += [self._node(atom, holds=False) for atom in dict.fromkeys(absent)]
        self._build()
        self._untie()
        self._check()

    def leaves(self) -> Iterator[Node]:
        """Yield the nodes that rest on nothing."""
        return (node for node, degree in self.graph.out_degree() if degree == 0)

    def below(self, node: Node) -> list[Node]:
        """Return what a node rests on, in a fixed order."""
        return sorted(self.graph.successors(node), key=_order)

    def node(self, atom: Atom, *, holds: bool = True) -> Node | None:
        """Return the node of an atom, ``None`` where the graph does not reach it."""
        return self._found.get((holds, atom))

    def _node(self, atom: Atom, *, holds: bool) -> Node:
        found = self._found.get((holds, atom))
        if found is None:
            kind = self._kind_of(atom) if holds else self._kind_of_absent(atom)
            found = self._found[holds, atom] = Node(kind, atom, holds, serial=len(self.graph))
            self.graph.add_node(found)
            if kind in ("conclusion", "choice"):
                self._waiting.append(found)
            elif kind == "regulation" and holds:
                self.graph.nodes[found]["stated"] = self.derivation.trace.stated(atom)
        return found

    def _kind_of(self, atom: Atom) -> Kind:
        name, trace = atom[0], self.derivation.trace
        if name == "reading":
            return "reading"
        if name in _ASSUMED:
            return "assumption"
        if atom in trace.firings:
            return "conclusion"
        declared = self.derivation.predicate(atom)
        if declared is not None and declared.role == "input":
            return "case"
        if declared is not None and (declared.engine or declared.role == "choice"):
            return "choice"
        if trace.stated(atom) is not None:
            return "regulation"
        raise UnsupportedError(f"{atom}: neither derived nor given")

    def _kind_of_absent(self, atom: Atom) -> Kind:
        if atom[0] == "reading":
            return "reading"
        declared = self.derivation.predicate(atom)
        if declared is not None and (declared.engine or declared.role == "choice"):
            return "choice"
        if self.derivation.absences.derivable(atom):
            if not self._deep:
                return "absence"
            # That no rule's head fits says as much as that there is no rule: it is what the regulation says.
            return "conclusion" if self._in_the_way(atom) else "regulation"
        return "case" if declared is not None and declared.role == "input" else "regulation"

    def _build(self) -> None:
        while self._waiting:
            node = self._waiting.pop()
            if node.kind == "choice":
                self._rest(node, self._handed(node.atom), ())
            elif node.holds:
                for firing in self.derivation.trace.firings[node.atom]:
                    self._step(node, firing)
            else:
                for obstacle in self._in_the_way(node.atom):
                    self._obstacle(node, obstacle)

    def _in_the_way(self, atom: Atom) -> Sequence[Obstacle]:
        """Return the obstacles of an absent atom; all are looked into at once, for each search costs a grounding."""
        absences = self.derivation.absences
        if self._obstacles is None:
            rests = (
                one for firings in self.derivation.trace.firings.values() for firing in firings for one in firing.absent
            )
            self._obstacles = dict(absences.obstacles([atom, *(one for one in rests if absences.derivable(one))]))
        if atom not in self._obstacles:
            self._obstacles.update(absences.obstacles([atom]))
        return self._obstacles[atom]

    def _step(self, node: Node, firing: Firing) -> None:
        step = Node("step", node.atom, rule=firing.rule.number, serial=len(self.graph))
        self.graph.add_node(step, rule=firing.rule)
        self.graph.add_edge(node, step)
        self._rest(step, (*firing.holds, *firing.counted), firing.absent)

    def _obstacle(self, node: Node, obstacle: Obstacle) -> None:
        made = Node(
            "obstacle",
            node.atom,
            holds=False,
            rule=obstacle.rule.number,
            fails=obstacle.part.text,
            serial=len(self.graph),
        )
        self.graph.add_node(made, rule=obstacle.rule, part=obstacle.part, sides=obstacle.fails)
        self.graph.add_edge(node, made)
        absent: tuple[Atom, ...] = ()
        holds = obstacle.holds
        if obstacle.part.sort == "atom":
            absent = (obstacle.fails,)
        elif obstacle.part.sort == "absent":
            holds = (*holds, obstacle.fails)
        self._rest(made, holds, absent)

    def _rest(self, node: Node, holds: Iterable[Atom], absent: Iterable[Atom]) -> None:
        for atom in holds:
            self.graph.add_edge(node, self._node(atom, holds=True))
        for atom in absent:
            self.graph.add_edge(node, self._node(atom, holds=False))

    def _handed(self, decided: Atom) -> Iterator[Atom]:
        """Yield what the choice was told of the same person, and of the same record or pool where it is about one."""
        declared = self.derivation.predicate(decided)
        assert declared is not None
        about = {sort: decided[1 + place] for sort in _ABOUT for place in declared.places(sort)}
        for atom, told in self._told_to_the_choice:
            if atom[1] == decided[1] and all(about.get(sort, term) in (term, ANY) for sort, term in told):
                yield atom

    @cached_property
    def _told_to_the_choice(self) -> list[tuple[Atom, tuple[tuple[str, Term], ...]]]:
        """What was handed to the choice, each atom with the record and the pool that it is about."""
        found: list[tuple[Atom, tuple[tuple[str, Term], ...]]] = []
        for declared in self.derivation.vocabulary.values():
            if declared.role != "handed" or not declared.arguments or declared.arguments[0].sort != "person":
                continue
            places = [(sort, 1 + place) for sort in _ABOUT for place in declared.places(sort)]
            found += [
                (atom, tuple((sort, atom[place]) for sort, place in places))
                for atom in self.derivation.atoms(declared.name, len(declared.arguments))
            ]
        return found

    def _untie(self) -> None:
        """Cut circles: an atom keeps the steps that rest on what was there before it.

        Absent atoms that wait for each other are absent together; they keep the way down that is met first.
        """
        circles = list(_back_edges(self.graph))
        if any(above.kind == "step" for above, _ in circles):
            level = self._levels()
            late = [
                step
                for step in self.graph
                if step.kind == "step"
                and any(level[below] >= level[self._found[True, step.atom]] for below in self.graph.successors(step))
            ]
            self.graph.remove_nodes_from(late)
            circles = list(_back_edges(self.graph))
        self.graph.remove_edges_from(circles)
        # What was left of a rule that waits for its own head says nothing further.
        self.graph.remove_nodes_from([node for node in self.graph if node.kind == "obstacle" and not self.graph[node]])
        for node in [node for node in self.graph if not node.holds and node.kind == "conclusion"]:
            if not self.graph[node]:
                self._settle(node)

    def _settle(self, node: Node) -> None:
        """Turn an absence that only waits for itself into a leaf: no rule of the regulation begins it."""
        leaf = Node("regulation", node.atom, holds=False, serial=node.serial)
        self.graph.add_edges_from([(above, leaf) for above in self.graph.predecessors(node)])
        self.graph.add_node(leaf)
        self.graph.remove_node(node)
        self._found[False, node.atom] = leaf
        self.roots = [leaf if root is node else root for root in self.roots]

    def _levels(self) -> dict[Node, int]:
        """Return for each atom in how many rounds it follows from what is given."""
        level = {node: 0 for node in self.graph if not node.holds or node.kind not in ("conclusion", "step")}
        waiting = [node for node in self.graph if node.kind == "step"]
        round_ = 0
        while waiting:
            round_ += 1
            ready = [step for step in waiting if all(below in level for below in self.graph.successors(step))]
            if not ready:
                break
            for step in ready:
                level[step] = round_
                level.setdefault(self._found[True, step.atom], round_)
            done = set(ready)
            waiting = [step for step in waiting if step not in done]
        return level

    def _check(self) -> None:
        given = (*LEAVES, "absence") if not self._deep else LEAVES
        for node in self.leaves():
            if node.kind not in given:
                raise UnsupportedError(f"{node.atom}: nothing supports it")


def _back_edges(graph: nx.DiGraph[Node]) -> Iterator[tuple[Node, Node]]:
    """Yield the edges that lead back to a node on the way down to them."""
    below = graph.adj
    on_way: set[Node] = set()
    done: set[Node] = set()
    for first in graph:
        if first in done:
            continue
        stack = [(first, iter(below[first]))]
        on_way.add(first)
        while stack:
            node, following = stack[-1]
            for one in following:
                if one in on_way:
                    yield node, one
                elif one not in done:
                    on_way.add(one)
                    stack.append((one, iter(below[one])))
                    break
            else:
                stack.pop()
                on_way.discard(node)
                done.add(node)


def _order(node: Node) -> tuple[object, ...]:
    return (node.kind, not node.holds, node.rule, order(node.atom), node.fails, node.serial)


def roots(derivation: Derivation) -> list[Atom]:
    """Return what the result shows, as derived atoms."""
    person: Term = derivation.person.number
    found = [atom for name, arity in ROOTS for atom in derivation.atoms(name, arity, person)]
    contents = set(derivation.person.contents)
    for name, arity in CONTENT_ROOTS:
        found += [atom for atom in derivation.atoms(name, arity) if atom[1] in contents]
    return found


def justify(derivation: Derivation, *, deep: bool = True) -> Justification:
    """Return the justification of the whole result; ``deep`` as :class:`Justification` takes it."""
    return Justification(derivation, roots(derivation), deep=deep)


__all__ = ["LEAVES", "Justification", "Kind", "Leaf", "Node", "TracedRule", "UnsupportedError", "justify", "roots"]
