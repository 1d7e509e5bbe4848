"""The story of a record, in the order in which a reviewer asks.

Under which clause, were its conditions met, what is it worth, what was cut and why, where was it placed, what is left.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from xueshi.explain.story_caps import BY_CAP, room_lines
from xueshi.explain.telling import Telling
from xueshi.explain.tree import headed, with_below
from xueshi.model.explanation import Line, Mark
from xueshi.model.result import Placement, RecordResult
from xueshi.solver.grounding import Term
from xueshi.solver.trace import Atom, Firing

OF_CONTENT = (
    ("route", 2),
    ("met", 2),
    ("assumed", 3),
    ("forfeit", 5),
    ("refusal", 4),
    ("record_assumption", 4),
    ("remark", 3),
    ("amount", 3),
    ("rounded", 3),
    ("record_warning", 3),
)
"""What is told of a record's content."""
OF_RECORD = (
    ("barred", 4),
    ("in_question", 5),
    ("duplicate", 2),
    ("outdone", 3),
    ("deemed", 4),
    ("pooled", 3),
    ("placed", 3),
    ("loss", 6),
    ("credit", 4),
    ("would_decide", 4),
    ("person_record_warning", 4),
)
"""What is told of the record as the person holds it."""

_CONDITIONS = ("met", "assumed", "refusal", "forfeit")
_STATUS: dict[str, Mark] = {
    "credited": "good",
    "partly_credited": "open",
    "not_credited": "bad",
    "undetermined": "open",
}
_LAST = 1_000_000
"""After every line of an encoding."""


def record_story(telling: Telling, record: RecordResult) -> Line:
    """Tell of one record."""
    rank = telling.derivation.rank(record.id)
    assert rank is not None
    content = telling.derivation.person.contents[rank - 1]
    tree = telling.tree(record.id, telling.word("content", content))
    lines = list(telling.told(tree, _of_content(telling, content)))
    for name, arity in OF_RECORD:
        for atom in telling.of(name, arity, rank):
            line = None if _told_by_another(telling, atom) else tree.atom(atom)
            lines += [] if line is None else [_with_more(telling, line, atom, record)]
    # Records that count once, whatever their subject, say the same of each subject.
    single = list({line.text: line for line in reversed(lines)}.values())[::-1]
    return headed(_heading(telling, record, rank), single, _STATUS[record.status], _clauses(telling, content))


def alternatives(telling: Telling, place: Placement) -> Iterator[Line]:
    """Tell what each other place of a record would cost."""
    for other in place.alternatives:
        if other.more_shortfall:
            key = "dearer"
        else:
            key = "poorer" if other.fewer_hours > 0 else "richer" if other.fewer_hours < 0 else "equal"
        text = telling.say(
            f"alternative.{key}",
            subject=telling.word("subject", other.subject),
            hours=telling.hours(other.hours),
            shortfall=telling.hours(other.more_shortfall),
            fewer=telling.hours(abs(other.fewer_hours)),
        )
        yield Line(text, "plain", "choice", "placed/3")


def _heading(telling: Telling, record: RecordResult, rank: int) -> str:
    key: str = record.status
    if not record.amount and record.status != "undetermined":
        key = "deemed" if telling.of("deemed", 4, rank) else "empty"
    return telling.say(
        f"record.{key}",
        id=record.id,
        kind=telling.word("kind", record.kind),
        title=telling.say("record.titled", title=record.title) if record.title else "",
        credited=telling.hours(sum(record.credited.values())),
        amount=telling.hours(record.amount),
    )


def _clauses(telling: Telling, content: int) -> list[str]:
    """Return the clause that a content's route stands for."""
    routes = {atom[2] for atom in telling.derivation.atoms("route", 2, content)}
    return sorted({str(row[1]) for row in telling.derivation.grounding.rows("clause", 2) if row[0] in routes})


# --- what is told of a content ----------------------------------------------------------------------------------------


def _of_content(telling: Telling, content: int) -> list[Atom]:
    """Return what is told of a content: its conditions as the encoding writes them stand between route and amount."""
    atoms = [atom for name, arity in OF_CONTENT for atom in telling.about(name, arity, content)]
    borne: set[Atom] = {("refusal", *atom[1:5]) for atom in atoms if atom[0] == "forfeit"}
    stages = {name: index for index, (name, _) in enumerate(OF_CONTENT)} | dict.fromkeys(_CONDITIONS, 1)
    told = [atom for atom in atoms if atom not in borne and not _of_a_condition(telling, atom)]
    return sorted(told, key=lambda atom: (stages[str(atom[0])], _line(telling, atom)))


def _of_a_condition(telling: Telling, atom: Atom) -> bool:
    """Tell whether an assumption is one that was made of a condition, which tells it itself."""
    firings = telling.derivation.trace.firings.get(atom, ())
    return atom[0] == "record_assumption" and any(held[0] == "assumed" for one in firings for held in one.holds)


def _line(telling: Telling, atom: Atom) -> int:
    """Return the line of the encoding that asks for the condition behind a conclusion; after all where none does."""
    firings = telling.derivation.trace.firings
    asked = _conditions(telling, atom)
    conditions = telling.derivation.atoms("condition", 4, atom[1]) if asked else ()
    rules = [firing for one in conditions if one[2] in asked for firing in firings.get(one, ())]
    return min((_asked_at(telling, firing) for firing in rules), default=_LAST)


def _asked_at(telling: Telling, firing: Firing) -> int:
    """Return where a rule that asks for a condition stands, or what it passes on."""
    trace = telling.derivation.trace
    for held in firing.holds:
        if held[0] == "requires":
            stated = None if held in trace.firings else trace.stated(held)
            return trace.firings[held][0].rule.line if stated is None else stated.line
    return firing.rule.line


def _conditions(telling: Telling, atom: Atom) -> set[Term]:
    if atom[0] in ("met", "assumed"):
        return {atom[2]}
    if atom[0] not in _CONDITIONS:
        return set()
    firings = telling.derivation.trace.firings.get(("refusal", *atom[1:5]), ())
    return {held[2] for firing in firings for held in firing.holds if held[0] in ("failed", "missing")}


# --- what is told of the record as the person holds it ----------------------------------------------------------------


def _told_by_another(telling: Telling, atom: Atom) -> bool:
    """Tell whether a record's sector is told by what is open or lost because of it."""
    if atom[0] != "barred":
        return False
    rank, subject, clause = atom[2:]
    lost = telling.of("loss", 6, rank, subject)
    return bool(telling.of("in_question", 5, rank, subject)) or any(one[5] == clause for one in lost)


def _with_more(telling: Telling, line: Line, atom: Atom, record: RecordResult) -> Line:
    """Add what is told of a choice and of a cap: the alternatives, who used it before."""
    if atom[0] == "placed":
        places = [place for place in telling.derivation.result.allocation if place.record == record.id]
        return with_below(line, (one for place in places for one in alternatives(telling, place)))
    if atom[0] == "outdone":
        return with_below(line, _rivals(telling, atom[2]))
    if atom[0] == "loss" and atom[4] in BY_CAP:
        return with_below(line, room_lines(telling, cast("int", atom[2]), atom[3]))
    return line


def _rivals(telling: Telling, rank: Term) -> Iterator[Line]:
    """Tell which record the choice took of those of which one counts."""
    seats = list(telling.rows("seat", 3))
    mine = {seat for seat, record in seats if record == rank}
    for atom in telling.of("placed", 3):
        if any(seat in mine and record == atom[2] for seat, record in seats):
            record, subject = telling.word("record", atom[2]), telling.word("subject", atom[3])
            yield Line(telling.say("rival", record=record, subject=subject), kind="choice", predicate="placed/3")
