"""The caps under which a person's records stand: by the year, by the day, and pools."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import cast

from xueshi.engine.outcome.frame import Frame, by_rank
from xueshi.facts.person import PersonFacts
from xueshi.model.result import CapUse, RecordResult
from xueshi.model.units import UNITS_PER_HOUR
from xueshi.solver.grounding import Term


def cap_uses(frame: Frame, facts: PersonFacts, records: Sequence[RecordResult]) -> tuple[CapUse, ...]:
    """Return every cap that has a record with hours: by the day first, then by the year, each by its id."""
    yearly = [*_yearly(frame, facts, records), *_pools(frame, facts, records)]
    return (*_daily(frame, facts, records), *sorted(yearly, key=lambda use: use.id))


def _yearly(frame: Frame, facts: PersonFacts, records: Sequence[RecordResult]) -> Iterator[CapUse]:
    atoms, number = frame.atoms, facts.number
    limits = {row[0]: cast("int", row[1]) for row in atoms.of(number, "limit")}
    rows = {row[0]: row for row in atoms.whole["cap"]}
    credit = {(rank, subject): cast("int", units) for rank, subject, units in atoms.of(number, "credit")}
    given = {(rank, subject) for rank, subject, units in atoms.of(number, "into") if units != 0}
    members: dict[Term, list[tuple[Term, ...]]] = defaultdict(list)
    for rank, subject, cap in atoms.of(number, "in_cap"):
        if (rank, subject) in given:
            members[cap].append((rank, subject))
    for cap, units in atoms.of(number, "cap_counts"):
        if cap in members:
            counted = cast("int", units)
            credited = sum(credit.get((rank, subject), 0) for rank, subject in members[cap])
            ranks = sorted({cast("int", rank) for rank, _ in members[cap]})
            yield CapUse(
                id=str(cap),
                clause=str(rows[cap][2]),
                title=frame.words.say("cap", str(cap), frame.lang),
                per="year",
                limit=limits[cap],
                counted=counted,
                credited=credited,
                lost=counted - credited,
                records=tuple(records[rank - 1].id for rank in ranks),
            )


def _pools(frame: Frame, facts: PersonFacts, records: Sequence[RecordResult]) -> Iterator[CapUse]:
    clauses = {row[0]: str(row[1]) for row in frame.atoms.whole["pool"]}
    for pool, limit, units in frame.atoms.of(facts.number, "pool_use"):
        ranks = sorted(cast("int", row[0]) for row in frame.atoms.of(facts.number, "pooled") if row[1] == pool)
        under = [records[rank - 1] for rank in ranks if records[rank - 1].amount > 0]
        counted, credited = cast("int", units), sum(sum(record.credited.values()) for record in under)
        yield CapUse(
            id=str(pool),
            clause=clauses[pool],
            title=frame.words.say("cap", str(pool), frame.lang),
            per="year",
            limit=cast("int", limit),
            counted=counted,
            credited=credited,
            lost=counted - credited,
            records=tuple(record.id for record in under),
        )


def _daily(frame: Frame, facts: PersonFacts, records: Sequence[RecordResult]) -> Iterator[CapUse]:
    atoms = frame.atoms
    caps = {row[0]: row for row in atoms.whole["day_cap"]}
    losses = {(row[0], row[1]): cast("int", row[4]) for row in atoms.of(facts.number, "loss") if row[2] == "day_cap"}
    under: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    for rank, subject, units in sorted(atoms.of(facts.number, "into"), key=by_rank):
        content = frame.content(facts.contents[cast("int", rank) - 1])
        if content.route is not None and content.route in caps:
            lost = losses.get((rank, subject), 0)
            # What other limits take afterwards, this cap has let through.
            claimed = content.amounts[str(subject)] if units or lost else 0
            under[content.route].append((cast("int", rank), claimed - lost, lost))
    for route in sorted(under):
        _, limit, clause = caps[route]
        credited, lost = sum(row[1] for row in under[route]), sum(row[2] for row in under[route])
        name = frame.words.say("route", route, frame.lang)
        yield CapUse(
            id=f"{route}_day",
            clause=str(clause),
            title=frame.words.say("cap", "day", frame.lang, route=name),
            per="day",
            limit=cast("int", limit) * UNITS_PER_HOUR,
            counted=credited + lost,
            credited=credited,
            lost=lost,
            records=tuple(dict.fromkeys(records[row[0] - 1].id for row in under[route])),
        )
