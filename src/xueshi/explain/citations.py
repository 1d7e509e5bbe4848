"""Which clauses a node of a justification cites, and where in the encoding it is said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from xueshi.explain.graph import Justification, Node
from xueshi.explain.sentences import Sentences
from xueshi.law.letters import letter_words
from xueshi.law.sentences import Shape
from xueshi.solver.instrument import ANY, TracedFact, TracedRule


class Citations:
    """The clauses and places of one justification."""

    def __init__(self, justification: Justification, sentences: Sentences) -> None:
        self._sentences, self._graph = sentences, justification.graph
        self._law = justification.derivation.law
        self._vocabulary = justification.derivation.predicate
        self._places: dict[tuple[str, int], tuple[int, ...]] = {}

    def clauses(self, node: Node) -> tuple[str, ...]:
        """Return the clauses that a node cites.

        They are its own, else those above the rule or fact that says it; where a rule of the core does, those of what
        it rests on and what has no line of its own.
        """
        own = self._own(node)
        if own or not node.holds:
            return own
        return self.single(self._of_premises(node)) if self._sentences.shape(node.atom).cites else ()

    def single(self, clauses: Iterable[str]) -> tuple[str, ...]:
        """Return the clauses once each, without those that stand in a citation of several."""
        cited = dict.fromkeys(clauses)
        if len(cited) < 2:
            return tuple(cited)
        separate = letter_words(self._law).separate
        within = {part for clause in cited for part in separate(clause) if part != clause}
        return tuple(clause for clause in cited if clause not in within)

    def place(self, node: Node) -> str:
        """Return where the encoding says so: the first rule or fact."""
        for said in self._sayings(node):
            return self.place_of(said)
        return ""

    def place_of(self, said: TracedRule | TracedFact) -> str:
        """Return file and line, the file from the folder of the encodings on: ``jining/jining-2024.lp:120``."""
        return f"{_shown(said.file, self._law.file)}:{said.line}"

    def premises(self, node: Node) -> Iterator[Node]:
        """Yield the atoms, held or absent, on which a node rests."""
        for below in self._graph.successors(node):
            if below.kind in ("step", "obstacle"):
                yield from self._graph.successors(below)
            else:
                yield below

    def _own(self, node: Node) -> tuple[str, ...]:
        named = self._named(node)
        if not named and node.holds:
            return self.of_this_text(dict.fromkeys(one for said in self._sayings(node) for one in said.clauses))
        return named

    def _named(self, node: Node) -> tuple[str, ...]:
        """Return the clauses that an atom holds."""
        name, arity = str(node.atom[0]), len(node.atom) - 1
        places = self._places.get((name, arity))
        if places is None:
            declared = self._vocabulary(node.atom)
            places = self._places[name, arity] = declared.places("clause") if declared is not None else ()
        return tuple(dict.fromkeys(one for place in places if (one := str(node.atom[1 + place])) not in ("", ANY)))

    def of_this_text(self, clauses: Iterable[str]) -> tuple[str, ...]:
        """Leave out clauses of another regulation that shares a file with this one, where this one's are written."""
        found = tuple(clauses)
        known = letter_words(self._law).clauses if len(found) > 1 else ()
        own = tuple(one for one in found if any(k.startswith(one) or one.startswith(k) for k in known))
        return own or found

    def _of_premises(self, node: Node) -> Iterator[str]:
        """Yield the clauses of what a node rests on without a line of its own; those that an atom names go first."""
        unsaid = list(self._unsaid(node, self._sentences.shape(node.atom), {node}))
        named = [clause for premise in unsaid for clause in self._named(premise)]
        yield from named or (clause for premise in unsaid for clause in self._own(premise))

    def _unsaid(self, node: Node, shape: Shape, seen: set[Node]) -> Iterator[Node]:
        for premise in self.premises(node):
            if premise in seen or not premise.holds or premise.kind not in ("conclusion", "regulation"):
                continue
            seen.add(premise)
            tree = self._sentences.treated(premise.atom, shape)
            if tree == "line" and shape.may_hold(premise.atom) and self._sentences.said(premise.atom):
                continue
            yield premise
            if tree == "through" and not self._own(premise):
                yield from self._unsaid(premise, shape, seen)

    def _sayings(self, node: Node) -> Iterator[TracedRule | TracedFact]:
        stated = self._graph.nodes[node].get("stated")
        if stated is not None:
            yield stated
        for step in self._graph.successors(node):
            if step.kind == "step":
                yield self._graph.nodes[step]["rule"]


@cache
def _shown(name: str, encoding: Path) -> str:
    file, root = Path(name).resolve(), encoding.resolve().parents[1]
    shown = file.relative_to(root) if file.is_relative_to(root) else Path(file.parent.name) / file.name
    return shown.as_posix()
