"""What a reader should know besides the hours: leave, readings in force, assumptions, warnings."""

from __future__ import annotations

from typing import cast

from xueshi.engine.outcome.derived import by_first
from xueshi.engine.outcome.frame import Frame
from xueshi.facts.person import PersonFacts
from xueshi.model.result import Assumption, LeaveResult, ReadingInForce, Warning_
from xueshi.solver.grounding import Term


def leave_results(frame: Frame, facts: PersonFacts) -> tuple[LeaveResult, ...]:
    """Return what became of each leave; the months of adjacent leaves stand with the first of them."""
    atoms, number = frame.atoms, facts.number
    months = {row[0]: cast("int", row[1]) for row in atoms.of(number, "leave_months")}
    days = {row[0]: cast("int", row[1]) for row in atoms.of(number, "leave_days")}
    joined = {later for first, later in atoms.of(number, "runs") if first != later}
    refusals = by_first(atoms.of(number, "leave_refusal"))
    short = {row[0] for row in atoms.of(number, "too_short")}
    accepted = {row[0] for row in atoms.of(number, "accepted")}
    clause = str(atoms.whole["relief_clause"][0][0]) if atoms.whole["relief_clause"] else ""
    made = []
    for index, entry in enumerate(facts.leave, 1):
        why = sorted(refusals.get(index, []), key=str)
        reasons = [frame.reason(str(code), str(where), fact=str(fact)) for code, where, fact in why]
        if not reasons and index in short:
            reasons.append(frame.reason("threshold_not_exceeded", clause))
        counted = index not in joined
        made.append(
            LeaveResult(
                id=entry.id,
                kind=entry.kind,
                months=months.get(index, 0) if counted else 0,
                days_over=days.get(index, 0) if counted else 0,
                accepted=index in accepted,
                reasons=tuple(reasons),
            )
        )
    return tuple(made)


def readings_in_force(frame: Frame, context: Term) -> tuple[ReadingInForce, ...]:
    """Return every open question of the encoding with the answer that was taken in a context, by id."""
    atoms = frame.atoms
    taken = atoms.readings.get(context, {})
    defaults = {str(row[0]): str(row[1]) for row in atoms.whole["answer"] if row[2] == 1}
    made = []
    for question, clause in sorted(atoms.whole["question"], key=str):
        key = str(question)
        value = taken.get(key, defaults[key])
        asked = frame.words.say("question", key, frame.lang)
        made.append(ReadingInForce(key, value, None, str(clause), value == defaults[key], asked))
    return tuple(made)


def assumptions(frame: Frame, facts: PersonFacts) -> tuple[Assumption, ...]:
    """Return what was taken in the person's favour: of the person, then of records and leave by id."""
    atoms = frame.atoms
    found: list[tuple[str, str | None, str, str]] = []
    for fact, clause in atoms.of(facts.number, "person_assumption"):
        found.append((str(fact), None, str(clause), str(fact)))
    for record, content in zip(facts.records, facts.contents, strict=True):
        # What a refused record leaves unstated is of no account.
        if not frame.content(content).refusals:
            for fact, clause, about in atoms.about(content, "record_assumption"):
                found.append((str(fact), record.id, str(clause), str(about)))
    for index, fact, clause, about in atoms.of(facts.number, "leave_assumption"):
        found.append((str(fact), facts.leave[cast("int", index) - 1].id, str(clause), str(about)))
    words, lang = frame.words, frame.lang
    made = []
    for fact, owner, clause, about in sorted(set(found), key=lambda row: (row[1] is not None, row[1] or "", *row)):
        key = fact if words.has("assumption", fact) else "taken"
        message = words.say("assumption", key, lang, fact=words.fact(fact, lang), about=words.fact(about, lang))
        made.append(Assumption(owner, fact, clause, message))
    return tuple(made)


def warnings(frame: Frame, facts: PersonFacts) -> tuple[Warning_, ...]:
    """Return the warnings: of the person, then of records and leave by id."""
    atoms, number = frame.atoms, facts.number
    found: list[tuple[str, str | None, str]] = []
    for code, clause in atoms.of(number, "person_warning"):
        found.append((str(code), None, str(clause)))
    for rank, code, clause in atoms.of(number, "person_record_warning"):
        found.append((str(code), facts.records[cast("int", rank) - 1].id, str(clause)))
    for index, code, clause in atoms.of(number, "leave_warning"):
        found.append((str(code), facts.leave[cast("int", index) - 1].id, str(clause)))
    for record, content in zip(facts.records, facts.contents, strict=True):
        for code, clause in atoms.about(content, "record_warning"):
            found.append((str(code), record.id, str(clause)))
    ordered = sorted(set(found), key=lambda row: (row[1] is not None, row[1] or "", row[0], row[2]))
    say = frame.words.say
    return tuple(Warning_(code, owner, clause, say("warning", code, frame.lang)) for code, owner, clause in ordered)
