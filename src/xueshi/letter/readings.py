"""Which open questions of a text touch one record: another answer would change what is derived of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from xueshi.engine.judge import Batch
from xueshi.explain.derivation import Derivation
from xueshi.law.declared import declared_readings
from xueshi.solver.grounding import Grounding, Term

_OF_CONTENT = (
    ("route", 2),
    ("condition", 4),
    ("amount", 3),
    ("refusal", 4),
    ("within_record", 3),
    ("rounded", 3),
    ("deems", 3),
    ("chooses", 1),
    ("into_pool", 2),
    ("record_assumption", 4),
)
_OF_RECORD = (
    ("duplicate", 2),
    ("surplus", 2),
    ("may", 4),
    ("pooled", 3),
    ("settled", 4),
    ("kept", 4),
    ("barred", 4),
    ("in_question", 5),
    ("deemed", 4),
)
"""Atoms whose second argument is the record; see asp/core/contract.toml."""
_WITH_OTHERS = (("one_only", 3),)
"""What binds a content to others of its like: it tells only where there are any."""
_RECORD_WITH_OTHERS = (("daywise", 2), ("by_lessons", 3))

Answers = Mapping[str, str]
Signature = frozenset[tuple[Term, ...]]


def touching(derivation: Derivation, rank: int) -> frozenset[str]:
    """Return the readings of which another answer, the rest kept, changes what is derived of the record ``rank``.

    What is derived before the choice is compared: its route and conditions, its amounts, its place under caps.  First
    the record is looked at alone, which is cheap; what could touch it there is tried beside the other records.
    """
    law, settings = derivation.law, derivation.settings
    answers = declared_readings(law.file)
    base = {reading: settings.readings.get(reading, listed[0]) for reading, listed in answers.items()}
    changes = [(reading, answer) for reading, listed in answers.items() for answer in listed if answer != base[reading]]
    alone = replace(derivation, case=replace(derivation.case, records=(derivation.person.records[rank - 1],)))
    possible = _turning(alone, 1, base, changes, with_others=True)
    return frozenset(reading for reading, _ in _turning(derivation, rank, base, possible, with_others=False))


def _turning(
    derivation: Derivation, rank: int, base: Answers, changes: Sequence[tuple[str, str]], *, with_others: bool
) -> list[tuple[str, str]]:
    """Return those of ``changes`` under which the record fares differently."""
    if not changes:
        return []
    variants: list[Answers] = [base, *({**base, reading: answer} for reading, answer in changes)]
    batch = Batch(derivation.law, [derivation.case] * len(variants), derivation.settings, variants)
    places = [(person.number, person.contents[rank - 1]) for person in batch.persons]
    own, *others = _signatures(batch.grounding, places, rank, with_others=with_others)
    return [change for change, other in zip(changes, others, strict=True) if _differ(own, other)]


def _differ(own: Signature, other: Signature) -> bool:
    """Tell whether a record fares differently; where it is refused either way, only its claim could."""
    if all(any(atom[0] == "refusal" for atom in found) for found in (own, other)):
        own, other = (frozenset(atom for atom in found if atom[0] == "amount") for found in (own, other))
    return own != other


def _signatures(
    grounding: Grounding, places: Sequence[tuple[int, int]], rank: int, *, with_others: bool
) -> list[Signature]:
    """Return what is derived of the record ``rank`` of each person, given with the record's content."""
    contents: dict[Term, set[tuple[Term, ...]]] = {content: set() for _, content in places}
    persons: dict[Term, set[tuple[Term, ...]]] = {person: set() for person, _ in places}
    for name, arity in (*_OF_CONTENT, *(_WITH_OTHERS if with_others else ())):
        _collect(contents, ((row[0], (name, *row[1:])) for row in grounding.rows(name, arity)))
    for name, arity in (*_OF_RECORD, *(_RECORD_WITH_OTHERS if with_others else ())):
        _collect(persons, ((row[0], (name, *row[2:])) for row in grounding.rows(name, arity) if row[1] == rank))
    _collect(persons, ((row[0], ("seat", row[1])) for row in grounding.rows("seat", 3) if row[2] == rank))
    caps = {(row[0], row[3]) for row in grounding.rows("in_cap", 4) if row[1] == rank}
    limits = (row for row in grounding.rows("limit", 3) if row[:2] in caps)
    _collect(persons, ((row[0], ("limit", *row[1:])) for row in limits))
    return [frozenset(contents[content] | persons[person]) for person, content in places]


def _collect(drawers: Mapping[Term, set[tuple[Term, ...]]], rows: Iterable[tuple[Term, tuple[Term, ...]]]) -> None:
    for key, row in rows:
        if key in drawers:
            drawers[key].add(row)
