"""Explanations of a case, of a record, of a cap, of the verdict.

Each reads its sentences off the justification; with ``graph`` it holds the justification itself, down to leaves.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from xueshi.engine.judge import Settings
from xueshi.errors import InputError, Near, Phrase, Problem
from xueshi.explain.derivation import Derivation, derive
from xueshi.explain.graph import Justification, Node, roots
from xueshi.explain.stories import OF_CAP, OF_CONTENT, OF_POOL, OF_RECORD, OF_VERDICT, Stories
from xueshi.explain.tree import Tree
from xueshi.model.case import Case
from xueshi.model.explanation import Explanation, GraphNode, Line
from xueshi.model.result import Alternative, RecordResult
from xueshi.solver.trace import Atom, written

_LISTED = 12
"""Ids that a message lists."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is to be explained: everything, or one record, one cap, or the verdict.

    Attributes:
        record: id of a record or of a leave.
        cap: id of a cap, as the result names it.
        verdict: the verdict.
    """

    record: str | None = None
    cap: str | None = None
    verdict: bool = False


GraphData = tuple[tuple[GraphNode, ...], tuple[tuple[str, str], ...]]
"""Nodes, and edges by the ids of their nodes."""


def explain(case: Case, settings: Settings, question: Question | None = None, *, graph: bool = False) -> Explanation:
    """Explain the result of ``case``.

    Args:
        graph: also give the justification graph below what is explained.

    Raises:
        InputError: if the case has no such record or cap; and as :func:`xueshi.engine.judge.judge`.
        TimeLimitReached, EncodingError: as :func:`xueshi.engine.judge.judge`.
    """
    derivation = derive(case, settings)
    return explanation(derivation, question or Question(), graph=graph)


def explanation(derivation: Derivation, question: Question, *, graph: bool = False) -> Explanation:
    """Explain what was derived already; arguments and errors as :func:`explain`."""
    stories = Stories(derivation)
    about, lines, atoms = _told(derivation, stories, question)
    made: GraphData = ((), ())
    if graph:
        made = graph_data(Justification(derivation, atoms), stories)
    extra: Mapping[str, object] | None = None
    if question.verdict and derivation.result.verdict != "compliant":
        from xueshi.explain.turning import turning

        more, extra = turning(derivation)
        lines = [*lines, *more]
    return answer(derivation, about, lines, graph=made, extra=extra)


def answer(
    derivation: Derivation,
    about: Mapping[str, str],
    lines: Iterable[Line],
    *,
    graph: GraphData = ((), ()),
    extra: Mapping[str, object] | None = None,
) -> Explanation:
    """Return an explanation of a derivation."""
    result = derivation.result
    nodes, edges = graph
    return Explanation(
        person=result.person,
        jurisdiction=result.jurisdiction,
        year=result.year,
        regulation=result.regulation,
        verdict=result.verdict,
        about=about,
        lines=tuple(lines),
        nodes=nodes,
        edges=edges,
        extra=extra,
        lang=derivation.settings.lang,
    )


def _told(
    derivation: Derivation, stories: Stories, question: Question
) -> tuple[Mapping[str, str], Sequence[Line], list[Atom]]:
    """Return what is explained, its lines, and the atoms that they tell of."""
    result, person = derivation.result, derivation.person.number
    if question.record is not None:
        leave = next((one for one in result.leave if one.id == question.record), None)
        record = next((one for one in result.records if one.id == question.record), None)
        if record is None and leave is not None:
            number = [one.id for one in derivation.person.leave].index(leave.id) + 1
            about = [atom for atom in roots(derivation) if atom[:3] == ("leave_refusal", person, number)]
            about += [atom for atom in roots(derivation) if atom[:3] == ("accepted", person, number)]
            return {"leave": leave.id}, [stories.leave(leave)], about
        if record is None:
            raise _unknown(
                derivation,
                "no_such_record",
                question.record,
                [*(one.id for one in result.records), *(one.id for one in result.leave)],
            )
        rank = derivation.rank(record.id)
        assert rank is not None
        content = derivation.person.contents[rank - 1]
        atoms = [atom for name, arity in OF_RECORD for atom in derivation.atoms(name, arity, person, rank)]
        atoms += [atom for name, arity in OF_CONTENT for atom in derivation.atoms(name, arity, content)]
        return {"record": record.id}, [stories.record(record)], atoms
    if question.cap is not None:
        cap = next((one for one in result.caps if one.id == question.cap), None)
        if cap is None:
            raise _unknown(derivation, "no_such_cap", question.cap, [one.id for one in result.caps])
        ranks = [derivation.rank(one) for one in cap.records]
        atoms = [atom for name, arity in (*OF_CAP, *OF_POOL) for atom in derivation.atoms(name, arity, person, cap.id)]
        atoms += [atom for rank in ranks for name in ("credit", "loss") for atom in _about(derivation, name, rank)]
        return {"cap": cap.id}, [stories.cap(cap)], atoms
    if question.verdict:
        atoms = [atom for name, arity in OF_VERDICT for atom in derivation.atoms(name, arity, person)]
        return {"verdict": result.verdict}, [stories.verdict()], atoms
    return {"case": derivation.case.name}, list(stories.whole()), roots(derivation)


def find_record(derivation: Derivation, record: str) -> RecordResult:
    """Return the result of a record.

    Raises:
        InputError: if the case has none of this id.
    """
    for one in derivation.result.records:
        if one.id == record:
            return one
    raise _unknown(derivation, "no_such_record", record, [one.id for one in derivation.result.records])


def _about(derivation: Derivation, name: str, rank: int | None) -> list[Atom]:
    arity = {"credit": 4, "loss": 6}[name]
    return list(derivation.atoms(name, arity, derivation.person.number, rank if rank is not None else 0))


def _unknown(derivation: Derivation, code: str, found: str, known: Sequence[str]) -> InputError:
    """Return the fault that there is no such record or cap; ``code`` is ``no_such_record`` or ``no_such_cap``."""
    sort = code.removeprefix("no_such_")
    listed = sorted(known)[:_LISTED]
    more = len(known) - len(listed)
    key = f"unknown.{sort}s" if known else f"unknown.no_{sort}s"
    allowed = Phrase(f"{key}_more" if more else key, {"ids": listed, "more": more}, section="explain_view")
    said = Phrase(f"unknown.{sort}", {"id": found}, section="explain_view")
    return InputError([Problem(derivation.case.name, code, said, allowed, near=Near(found, tuple(known)))])


def graph_data(justification: Justification, stories: Stories) -> GraphData:
    """Return the nodes and edges of a justification as plain data, numbered from the roots down."""
    tree = Tree(justification, stories.sentences)
    names: dict[Node, str] = {}
    waiting = list(reversed(justification.roots))
    while waiting:
        node = waiting.pop()
        if node not in names:
            names[node] = f"n{len(names) + 1}"
            waiting += reversed(list(justification.graph.successors(node)))
    nodes = tuple(_graph_node(justification, tree, stories, node, name) for node, name in names.items())
    edges = tuple(
        (name, names[below]) for node, name in names.items() for below in justification.graph.successors(node)
    )
    return nodes, edges


def _graph_node(justification: Justification, tree: Tree, stories: Stories, node: Node, name: str) -> GraphNode:
    rule = justification.graph.nodes[node].get("rule")
    inner = node.kind in ("step", "obstacle")
    return GraphNode(
        id=name,
        kind=node.kind,
        holds=node.holds,
        atom=written(node.atom),
        text="" if inner else stories.sentences.atom(node.atom, holds=node.holds, named=True) or "",
        clauses=tuple(rule.clauses) if rule is not None else tree.clauses(node),
        place=tree.place_of_rule(rule) if rule is not None else tree.place(node),
        rule=rule.text if rule is not None else "",
        fails=node.fails,
        alternatives=_alternatives(justification.derivation, node),
    )


def _alternatives(derivation: Derivation, node: Node) -> tuple[Alternative, ...]:
    """Return what the other places of a record would cost that the choice placed."""
    if node.kind != "choice" or not node.holds or node.atom[0] != "placed":
        return ()
    record = derivation.person.records[int(str(node.atom[2])) - 1].id
    return next((place.alternatives for place in derivation.result.allocation if place.record == record), ())
