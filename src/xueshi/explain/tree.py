"""Sentences in a tree: a justification read from its conclusions down, as far as there are sentences for it.

What a line rests on stands below it, without what was told before in the same tree.  The shape of a predicate
(:class:`xueshi.law.sentences.Shape`) says what is passed through, what is put in brackets, and where to stop.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from xueshi.explain.citations import Citations
from xueshi.explain.graph import Justification, Node
from xueshi.explain.lacking import Want, by_last
from xueshi.explain.sentences import Said, Sentences
from xueshi.law.sentences import Shape, written
from xueshi.model.explanation import Line, Mark
from xueshi.solver.instrument import TracedRule
from xueshi.solver.trace import Atom
from xueshi.solver.trace import written as as_term

_MARKS: dict[str, Mark] = {
    **dict.fromkeys(("refusal", "forfeit", "leave_refusal", "failed", "loss", "shortfall"), "bad"),
    **dict.fromkeys(("duplicate", "outdone", "surplus", "too_short"), "bad"),
    **dict.fromkeys(("barred", "in_question", "open_amount", "would_decide"), "open"),
    **dict.fromkeys(("assumed", "leave_assumed", "person_assumption", "record_assumption"), "open"),
    **dict.fromkeys(("met", "credit", "leave_met", "deemed", "accepted"), "good"),
}

_MOST_CLAUSES = 3
"""Clauses that a line cites of what it rests on; where there are more, they stand on the lines below."""


class _Below(NamedTuple):
    """A line below another, and the parts of its sentence."""

    line: Line
    said: Said
    node: Node


class Tree:
    """Reads one justification.

    Args:
        about: ids of the records and leaves that the tree is about: a line about another one names it; ``None`` where
            no line does.
    """

    def __init__(self, justification: Justification, sentences: Sentences, about: Iterable[str] | None = None) -> None:
        self._justification, self._sentences = justification, sentences
        self._citations = Citations(justification, sentences)
        self._about = None if about is None else frozenset(about)
        self._told: set[Node] = set()

    def atom(self, atom: Atom) -> Line | None:
        """Return the line of an atom of the graph, ``None`` where it is not there, has no sentence, or was told."""
        node = self._justification.node(atom)
        return None if node is None else self.line(node)

    def line(self, node: Node, under: Atom | None = None, *, flat: bool = False) -> Line | None:
        """Return the line of a node with all that it rests on; what was told before is not told again.

        Args:
            under: the atom whose line stands above.
            flat: without what stands below.
        """
        shape = self._sentences.shape(node.atom)
        if node in self._told and not shape.always:
            return None
        said = self._said(node, under)
        if said is None or not said.text:
            return None
        self._told.add(node)
        return self._lined(node, said, () if flat else tuple(self.below(node)), shape)

    def below(self, node: Node) -> Iterator[Line]:
        """Yield the lines of what a node rests on; what has no words is passed through."""
        shape = self._sentences.shape(node.atom)
        if shape.only is None or shape.only or shape.asks or shape.stands:
            yield from self._joined(list(self._passed(node, node, shape, set())))

    def clauses(self, node: Node) -> tuple[str, ...]:
        """Return the clauses that a node cites, see :class:`Citations`."""
        return self._citations.clauses(node)

    def place(self, node: Node) -> str:
        """Return where the encoding says so: the first rule or fact."""
        return self._citations.place(node)

    def place_of_rule(self, rule: TracedRule) -> str:
        """Return where a rule stands."""
        return self._citations.place_of(rule)

    # --- one line -----------------------------------------------------------------------------------------------------

    def _said(self, node: Node, under: Atom | None) -> Said | None:
        said = self._sentences.said(node.atom, holds=node.holds, under=under)
        if said is None or self._about is None or not said.text:
            return said
        missing = [name for name in self._sentences.about(node.atom) if name not in self._about]
        if not missing or any(name in said.text for name in missing):
            return said
        return said._replace(before=self._sentences.say("of", who=self._sentences.listed(missing), text=said.before))

    def _lined(self, node: Node, said: Said, below: tuple[Line, ...], shape: Shape) -> Line:
        text, clauses = said.text, self.clauses(node)
        if shape.inline and below:
            clauses = self._citations.single((*clauses, *(one for line in below for one in line.clauses)))
            brackets = [line.text for line in below if not text.endswith((f": {line.text}", f"：{line.text}"))]
            if brackets:
                text = self._sentences.say("inline", text=text, below=self._sentences.listed(brackets, wide=True))
            below = ()
        # What says the same as the line itself is not said below it again.
        below = tuple(deeper for line in below for deeper in (line.below if line.text == text else (line,)))
        return Line(
            text,
            _MARKS.get(str(node.atom[0]), "plain") if node.holds else "plain",
            node.kind,
            written(node.atom),
            clauses[:_MOST_CLAUSES] if node.kind == "conclusion" else clauses,
            self.place(node),
            below=below,
        )

    def _bare(self, node: Node) -> _Below:
        """Return the line of a leaf for which there are no words: the atom itself."""
        key = "bare.case" if node.kind == "case" else "bare.regulation"
        text = self._sentences.say(key, atom=as_term(node.atom))
        line = Line(text, "plain", node.kind, written(node.atom), self.clauses(node), self.place(node))
        return _Below(line, Said(text), node)

    # --- what stands below --------------------------------------------------------------------------------------------

    def _passed(self, node: Node, above: Node, shape: Shape, through: set[Node]) -> Iterator[_Below]:
        """Yield what stands below the line of ``above``, from ``node`` on."""
        for premise in self._citations.premises(node):
            if premise not in through:
                through.add(premise)
                yield from self._of_premise(premise, above, shape, through)
        if node.holds:
            asked = self._sentences.shape(node.atom).asks
            for absent in self._sentences.lacking.asked(node.atom):
                yield from self._wanting(absent, above, shape, needs=written(absent) in asked)

    def _of_premise(self, premise: Node, above: Node, shape: Shape, through: set[Node]) -> Iterator[_Below]:
        tree = self._treated(premise, shape)
        said = self._said(premise, above.atom) if tree == "line" else None
        if said is not None:
            if said.text and shape.may_hold(premise.atom):
                line = self.line(premise, above.atom, flat=shape.flat)
                yield from () if line is None else (_Below(line, said, premise),)
        elif tree != "hidden" and premise.holds and premise.kind == "conclusion":
            yield from self._passed(premise, above, shape, through)
        elif tree == "line" and premise.holds and premise.kind in ("case", "regulation"):
            yield self._bare(premise)

    def _treated(self, premise: Node, shape: Shape) -> str:
        """Return how a premise is treated below a line of ``shape``."""
        if not premise.holds:
            return "line" if shape.absent is None or written(premise.atom) in shape.absent else "hidden"
        return self._sentences.treated(premise.atom, shape)

    def _joined(self, found: Sequence[_Below]) -> Iterator[Line]:
        """Yield the lines, those that list as one; the same sentence once."""
        seen: set[str] = set()
        told: set[tuple[str, str, str]] = set()
        for one in found:
            key = _key(one)
            if one.said.item and not one.line.below:
                if key in told:
                    continue
                told.add(key)
                lines = self._list([other for other in found if _key(other) == key and not other.line.below])
            else:
                lines = [one.line]
            for line in lines:
                if line.text not in seen:
                    seen.add(line.text)
                    yield line

    def _list(self, same: Sequence[_Below]) -> list[Line]:
        """Return lines that list as one; where brackets were added to one of them, each stands for itself."""
        listed = sorted({one.node.atom: one for one in same}.values(), key=self._order)
        if any(one.line.text != one.said.text for one in listed):
            return [one.line for one in listed]
        first = listed[0]
        items = self._sentences.listed([one.said.item for one in listed], wide=first.said.wide)
        clauses = self._citations.single(clause for one in listed for clause in one.line.clauses)
        return [replace(first.line, text=f"{first.said.before}{items}{first.said.after}", clauses=clauses)]

    def _order(self, one: _Below) -> tuple[object, ...]:
        """Return a key by which items stand as the text writes them, then in the order of subjects and of terms."""
        line = one.line.place.rpartition(":")[2] if one.node.kind == "regulation" else ""
        return int(line or 0), self._sentences.order(one.node.atom)

    # --- what an absence comes down to --------------------------------------------------------------------------------

    def _wanting(self, absent: Atom, above: Node, shape: Shape, *, needs: bool) -> Iterator[_Below]:
        """Yield what was asked for and what is stated instead (``needs``), and what stands against it."""
        want = self._sentences.lacking.want(absent)
        if needs:
            yield from self._needed(absent, want)
            for atom, held in want.instead:
                yield from self._stated(atom, holds=held)
        for atom in want.against:
            node = self._justification.node(atom)
            if node is None:
                yield from self._stated(atom, holds=True)
            else:
                yield from self._of_premise(node, above, shape._replace(only=None), {node})

    def _needed(self, absent: Atom, want: Want) -> Iterator[_Below]:
        """Yield the line of what was asked for."""
        items = [item for group in by_last(want.needed) for item in self._any_of(group)]
        if items:
            listed = self._sentences.listed(items, wide=True)
            text = self._sentences.say("needed.any" if len(items) > 1 else "needed.one", items=listed)
            yield _Below(Line(text, kind="absence"), Said(text), Node("absence", absent, holds=False))

    def _any_of(self, group: Sequence[Atom]) -> Iterator[str]:
        """Yield how atoms that differ in their last argument alone are written in a list of what is needed."""
        declared = self._justification.derivation.predicate(group[0])
        if declared is None:
            return
        last = declared.arguments[-1]
        among = {one.sort: term for one, term in zip(declared.arguments, group[0][1:], strict=True)}
        known = [atom[-1] for atom in group if self._sentences.known(last.sort, atom[-1])]
        words = list(dict.fromkeys(self._sentences.value(last.sort, term, among) for term in known))
        either = self._sentences.say("or").join(words)
        said = self._sentences.said(group[0], holds=False, instead={last.name: either})
        if words and said is not None:
            # Where an item is the value alone, there is a list of values.
            yield from words if said.item == either else (said.item or said.text,)

    def _stated(self, atom: Atom, *, holds: bool) -> Iterator[_Below]:
        """Yield the line of an atom that need not be in the graph: a fact of the case or of the regulation."""
        said = self._sentences.said(atom, holds=holds)
        if said is None or not said.text:
            return
        derivation = self._justification.derivation
        declared = derivation.predicate(atom)
        case = declared is not None and declared.role == "input"
        node = Node("case" if case else "regulation", atom, holds)
        stated = None if case else derivation.trace.stated(atom)
        clauses = self._citations.of_this_text(stated.clauses) if stated is not None else ()
        place = self._citations.place_of(stated) if stated is not None else ""
        yield _Below(Line(said.text, "plain", node.kind, written(atom), clauses, place), said, node)


def _key(one: _Below) -> tuple[str, str, str]:
    return one.line.predicate, one.said.before, one.said.after


def headed(text: str, below: Iterable[Line | None], mark: Mark = "head", clauses: Iterable[str] = ()) -> Line:
    """Return a heading over lines."""
    return Line(text, mark, clauses=tuple(clauses), below=tuple(line for line in below if line is not None))


def with_below(line: Line, more: Iterable[Line]) -> Line:
    """Return the line with more lines below it."""
    return replace(line, below=(*line.below, *more))
