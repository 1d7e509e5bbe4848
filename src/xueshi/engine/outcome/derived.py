"""What the encodings derived in one grounding, sorted into drawers once for all its persons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from xueshi.engine.problem import Answer
from xueshi.facts.person import PersonFacts
from xueshi.solver.grounding import Grounding, Term

Rows = Mapping[Term, list[tuple[Term, ...]]]

BY_CONTENT = {
    "route": 2,
    "amount": 3,
    "claim": 2,
    "refusal": 4,
    "forfeit": 5,
    "record_assumption": 4,
    "record_warning": 3,
    "rounded": 3,
    "remark": 3,
}
"""Atoms about a record's content and their arity."""

BY_PERSON = {
    "credited": 3,
    "demanded": 3,
    "relief": 3,
    "shortfall": 3,
    "verdict": 2,
    "credit": 4,
    "into": 4,
    "loss": 6,
    "deemed": 4,
    "duplicate": 2,
    "outdone": 3,
    "barred": 4,
    "in_question": 5,
    "would_decide": 4,
    "cap_counts": 3,
    "limit": 3,
    "in_cap": 4,
    "person_assumption": 3,
    "person_warning": 3,
    "person_record_warning": 4,
    "leave_refusal": 5,
    "leave_assumption": 5,
    "leave_months": 3,
    "leave_days": 3,
    "papered": 3,
    "runs": 3,
    "too_short": 2,
    "accepted": 2,
    "leave_warning": 4,
    "relieved": 1,
    "pooled": 3,
    "pool_use": 4,
    "counted": 3,
}
"""Atoms about a person (stages B and D) and their arity."""

WHOLE = {
    "clause": 2,
    "cap": 3,
    "pool": 2,
    "day_cap": 3,
    "minimum": 3,
    "subject": 2,
    "shown": 2,
    "question": 2,
    "answer": 3,
    "relief_clause": 1,
}
"""Facts of the regulation and their arity."""


class Derived(NamedTuple):
    """The atoms of one grounding, sorted into drawers once for all its persons."""

    content: Mapping[str, Rows]
    person: Mapping[str, Rows]
    whole: Mapping[str, list[tuple[Term, ...]]]
    readings: Mapping[Term, Mapping[str, str]]
    """By context."""
    contexts: Mapping[Term, Term]
    """By person."""
    clauses: Mapping[Term, str]

    def of(self, person: int, name: str) -> list[tuple[Term, ...]]:
        """Return the arguments after the person of each atom ``name``."""
        return self.person[name].get(person, [])

    def about(self, content: int, name: str) -> list[tuple[Term, ...]]:
        """Return the arguments after the content of each atom ``name``."""
        return self.content[name].get(content, [])


def derived(grounding: Grounding) -> Derived:
    """Read everything that results are made of."""
    drawers = {name: by_first(grounding.rows(name, arity)) for name, arity in (BY_CONTENT | BY_PERSON).items()}
    whole = {name: list(grounding.rows(name, arity)) for name, arity in WHOLE.items()}
    readings: dict[Term, dict[str, str]] = defaultdict(dict)
    for context, question, answer in grounding.rows("reading", 3):
        readings[context][str(question)] = str(answer)
    contexts = {row[0]: row[1] for row in grounding.rows("person", 2)}
    clauses = {row[0]: str(row[1]) for row in whole["clause"]}
    return Derived(drawers, drawers, whole, readings, contexts, clauses)


def by_first(rows: Iterable[tuple[Term, ...]]) -> dict[Term, list[tuple[Term, ...]]]:
    """Return the rows by their first term, without it."""
    drawer: dict[Term, list[tuple[Term, ...]]] = defaultdict(list)
    for row in rows:
        drawer[row[0]].append(row[1:])
    return drawer


class Judged(NamedTuple):
    """What a person's result is made of besides the atoms."""

    facts: PersonFacts
    answer: Answer | None
    free: tuple[tuple[tuple[int, str], ...], ...] = ()
    """For each choice its options: rank of the record, subject."""
