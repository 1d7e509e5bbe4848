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


class _Drawers(NamedTuple):
    """What was derived of one person's records, by rank."""

    credit: Mapping[Term, dict[str, int]]
    taken: Mapping[Term, set[str]]
    """Subjects, as shown, that the record gives hours to before caps."""
    losses: Rows
    deemed: Rows
    barred: Rows
    open_amounts: Rows
    duplicates: set[Term]
    surplus: set[Term]
    seated: set[Term]
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
        one = _One(content, number, rank, _amount(content, rank, drawers), own)
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
    taken: dict[Term, set[str]] = defaultdict(set)
    for rank, subject, _ in atoms.of(number, "into"):
        taken[rank].add(frame.shown[str(subject)])
    seated = {row[1] for row in atoms.of(number, "seat")}
    surplus = _first_terms(atoms, number, "surplus")
    # Of rivals for one place those that the best allocation leaves out are as surplus as those left out by rule.
    surplus.update(rank for rank in seated if rank not in placed)
    return _Drawers(
        credit=credit,
        taken=taken,
        losses=by_first(atoms.of(number, "loss")),
        deemed=by_first(atoms.of(number, "deemed")),
        barred=by_first(atoms.of(number, "barred")),
        open_amounts=by_first(atoms.of(number, "in_question")),
        duplicates=_first_terms(atoms, number, "duplicate"),
        surplus=surplus,
        seated=seated,
        pooled=_first_terms(atoms, number, "pooled"),
        placed=placed,
    )


def _first_terms(atoms: Derived, number: int, name: str) -> set[Term]:
    return {row[0] for row in atoms.of(number, name)}


def _amount(content: Content, rank: int, drawers: _Drawers) -> int:
    """Return the units of the place that the record took; of several that it did not take, the largest."""
    if not (content.one_place or rank in drawers.seated or rank in drawers.pooled):
        return sum(content.claims.values())
    taken = drawers.taken.get(rank, set())
    if len(taken) == 1:
        return content.claims[next(iter(taken))]
    return max(content.claims.values(), default=0)


def _refusals(frame: Frame, one: _One, drawers: _Drawers) -> list[Reason]:
    """Return why the record does not count at all; empty where it counts."""
    content = one.content
    if content.refusals:
        return list(content.refusals)
    if one.rank in drawers.duplicates:
        clause = "、".join(str(row[0]) for row in frame.atoms.whole["same_work"]) or content.clause
        return [frame.reason("duplicate_work", clause, fact="work_id", hours=one.amount)]
    if one.rank in drawers.surplus:
        groups = frame.atoms.one_only.get(one.number, [])
        return [frame.reason("one_only", str(groups[0][1]) if groups else content.clause, hours=one.amount)]
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
    for subject, where in sorted(drawers.barred.get(one.rank, []), key=str):
        hours = 0 if one.rank in drawers.placed else one.content.claims.get(frame.shown[str(subject)], 0)
        yield frame.reason("sector_rule_prevails", str(where), subject=str(subject), hours=hours)
    yield from _awaited(frame, one.rank, drawers)
    for subject, why, where, units in sorted(drawers.losses.get(one.rank, []), key=str):
        named = None if subject == "none" else str(subject)
        yield frame.reason(str(why), str(where), subject=named, hours=cast("int", units))


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
        if why != "sector_rule_prevails":
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
