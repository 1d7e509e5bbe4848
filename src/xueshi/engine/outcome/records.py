"""What each record gave and lost, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple, cast

from xueshi.engine.outcome.derived import Derived, Judged, by_first
from xueshi.engine.outcome.frame import Content, Frame
from xueshi.model.result import Reason, RecordResult, Status
from xueshi.solver.grounding import Term

Rows = Mapping[Term, list[tuple[Term, ...]]]

APPLIED = ("day_cap", "rounded", "category_cap", "pool_cap", "cap_exhausted")
"""Causes that can join in cutting one record, in the order in which they do."""

SECTOR_RULE = "sector_rule_prevails"
"""The reason that names hours which a sector's rule keeps out, whether they are lost or open."""


class _Drawers(NamedTuple):
    """What was derived of one person's records, by rank."""

    credit: Mapping[Term, dict[str, int]]
    losses: Rows
    deemed: Rows
    barred: Rows
    open_amounts: Rows
    duplicates: set[Term]
    outdone: set[Term]
    """Records of a group of which another one counts."""
    pooled: set[Term]
    placed: Mapping[int, str]


class _One(NamedTuple):
    """One record."""

    content: Content
    number: int
    """Of the content."""
    rank: int
    amount: int
    own: Mapping[str, int]
    """What is credited, by subject as shown."""


def record_results(frame: Frame, judged: Judged, placed: Mapping[int, str]) -> tuple[RecordResult, ...]:
    """Return the records of one person, by id; ``placed`` holds the subject of each free record by its rank."""
    facts = judged.facts
    drawers = _drawers(frame, facts.number, placed)
    made = []
    for rank, (record, number) in enumerate(zip(facts.records, facts.contents, strict=True), 1):
        content = frame.content(number)
        own = drawers.credit.get(rank, {})
        total = sum(own.values())
        amount = content.amounts[placed[rank]] if rank in placed else content.claim
        one = _One(content, number, rank, amount, own)
        refusals = _refusals(frame, one, drawers)
        in_doubt = not refusals and bool(drawers.open_amounts.get(rank)) and rank not in placed
        counts = not refusals and (one.amount > 0 or rank in drawers.deemed)
        made.append(
            RecordResult(
                id=record.id,
                kind=record.kind,
                title=record.title,
                status=_status(total, one.amount - total, counts=counts, in_doubt=in_doubt),
                claimed=content.claims,
                credited=dict.fromkeys(frame.columns, 0) | own,
                amount=one.amount,
                lost=one.amount - total,
                reasons=tuple(refusals or _reasons(frame, one, drawers, in_doubt=in_doubt)),
            )
        )
    return tuple(made)


def _drawers(frame: Frame, number: int, placed: Mapping[int, str]) -> _Drawers:
    atoms = frame.atoms
    credit: dict[Term, dict[str, int]] = defaultdict(dict)
    for rank, subject, units in atoms.of(number, "credit"):
        column = frame.shown[str(subject)]
        credit[rank][column] = credit[rank].get(column, 0) + cast("int", units)
    return _Drawers(
        credit=credit,
        losses=by_first(atoms.of(number, "loss")),
        deemed=by_first(atoms.of(number, "deemed")),
        barred=by_first(atoms.of(number, "barred")),
        open_amounts=by_first(atoms.of(number, "in_question")),
        duplicates=_first_terms(atoms, number, "duplicate"),
        outdone=_first_terms(atoms, number, "outdone"),
        pooled=_first_terms(atoms, number, "pooled"),
        placed=placed,
    )


def _first_terms(atoms: Derived, number: int, name: str) -> set[Term]:
    return {row[0] for row in atoms.of(number, name)}


def _refusals(frame: Frame, one: _One, drawers: _Drawers) -> list[Reason]:
    """Return why the record does not count at all; empty where it counts."""
    if one.content.refusals:
        return list(one.content.refusals)
    if one.rank in drawers.duplicates or one.rank in drawers.outdone:
        fact = "work_id" if one.rank in drawers.duplicates else None
        return [
            frame.reason(str(why), str(where), fact=fact, hours=cast("int", units))
            for _, why, where, units in drawers.losses.get(one.rank, [])
        ]
    return []


def _reasons(frame: Frame, one: _One, drawers: _Drawers, *, in_doubt: bool) -> Iterator[Reason]:
    """Yield why a record that counts gave what it gave."""
    yield from _grants(frame, one, drawers, in_doubt=in_doubt)
    for scope, where in drawers.deemed.get(one.rank, []):
        yield frame.reason("deemed", str(where), subject=str(scope))
    if one.content.rounded:
        yield frame.reason("rounded", one.content.clause)
    for why, where in sorted(frame.atoms.about(one.number, "remark"), key=str):
        yield frame.reason(str(why), str(where))
    losses = {row[:3]: cast("int", row[3]) for row in sorted(drawers.losses.get(one.rank, []), key=_as_applied)}
    for subject, where in sorted(drawers.barred.get(one.rank, []), key=str):
        # A record that stands in another subject, or only deems something complete, loses nothing here.
        hours = losses.pop((subject, SECTOR_RULE, where), 0)
        yield frame.reason(SECTOR_RULE, str(where), subject=str(subject), hours=hours)
    yield from _awaited(frame, one.rank, drawers)
    for (subject, why, where), units in losses.items():
        named = None if subject == "none" else str(subject)
        yield frame.reason(str(why), str(where), subject=named, hours=units)


def _as_applied(loss: tuple[Term, ...]) -> tuple[str, int, str]:
    """Sort key of losses: by subject, what is applied first before what is applied to the rest."""
    subject, why, where, _ = loss
    return str(subject), APPLIED.index(str(why)) if why in APPLIED else len(APPLIED), str(where)


def _grants(frame: Frame, one: _One, drawers: _Drawers, *, in_doubt: bool) -> Iterator[Reason]:
    clause = one.content.clause
    if one.rank in drawers.placed:
        yield frame.reason("allocated", clause, subject=drawers.placed[one.rank])
    elif one.rank in drawers.pooled and one.own:
        for subject in frame.columns:
            if one.own.get(subject):
                yield frame.reason("allocated", clause, subject=subject)
    elif sum(one.own.values()) > 0 or (one.amount == 0 and one.rank in drawers.deemed):
        yield frame.reason("credited", clause)
    elif one.amount == 0 and not in_doubt and one.rank not in drawers.barred:
        yield frame.reason("zero_amount", clause)


def _awaited(frame: Frame, rank: int, drawers: _Drawers) -> Iterator[Reason]:
    """Yield which amounts are open; one that could go to several subjects is named once."""
    awaiting: dict[tuple[str, str], list[str]] = defaultdict(list)
    for subject, why, where in sorted(drawers.open_amounts.get(rank, []), key=str):
        if why != SECTOR_RULE:
            awaiting[str(why), str(where)].append(str(subject))
    for (why, where), subjects in awaiting.items():
        fact = "amount" if why == "amount_missing" else None
        yield frame.reason(why, where, fact=fact, subject=subjects[0] if len(subjects) == 1 else None)


def _status(total: int, lost: int, *, counts: bool, in_doubt: bool) -> Status:
    if in_doubt:
        return "undetermined"
    if not counts or (total == 0 and lost > 0):
        return "not_credited"
    return "partly_credited" if lost > 0 else "credited"
