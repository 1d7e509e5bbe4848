"""The story of a cap: its limit, who stands under it, who had its hours and who lost some, what it left."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from xueshi.explain.telling import Telling
from xueshi.explain.tree import headed
from xueshi.model.explanation import Line
from xueshi.model.result import CapUse
from xueshi.solver.grounding import Term
from xueshi.solver.trace import Atom

OF_CAP = (("limit", 3), ("cap_counts", 3))
OF_POOL = (("pool_use", 4), ("drawn", 4))

BY_CAP = ("category_cap", "cap_exhausted", "pool_cap")
"""Reasons by which a cap over the year takes hours off."""


def cap_story(telling: Telling, cap: CapUse) -> Line:
    """Tell of one cap."""
    lines = [*telling.told(telling.tree(), _of_cap(telling, cap)), *_shares(telling, cap)]
    text = telling.say(
        f"cap.{cap.per}" if cap.lost else f"cap.{cap.per}_unused",
        title=cap.title,
        limit=telling.hours(cap.limit),
        counted=telling.hours(cap.counted),
        credited=telling.hours(cap.credited),
        lost=telling.hours(cap.lost),
        room=telling.hours(max(0, cap.limit - cap.counted)),
    )
    return headed(text, lines, "bad" if cap.lost else "good", [cap.clause])


def _of_cap(telling: Telling, cap: CapUse) -> Iterator[Atom]:
    yield from telling.derivation.atoms("pool_limit", 3, cap.id)
    yield from telling.of("spent", 3, cap.id)
    drawn = telling.of("drawn", 4, cap.id)
    if drawn:
        yield from (atom for atom in telling.of("lacks", 3) if cast("int", atom[3]) > 0)
        yield from (atom for atom in drawn if atom[4] != 0)


def _shares(telling: Telling, cap: CapUse) -> Iterator[Line]:
    """Tell what each record under a cap had of it, and lost by it."""
    for record in cap.records:
        rank = telling.derivation.rank(record)
        assert rank is not None
        lost = sum(cast("int", atom[6]) for atom in telling.of("loss", 6, rank) if _by(cap, atom))
        had = _had(telling, cap, rank, lost)
        key = "share_cut" if lost else "share"
        text = telling.say(f"cap.{key}", record=record, credited=telling.hours(had), amount=telling.hours(had + lost))
        yield Line(text, "bad" if lost else "good", "conclusion")


def _by(cap: CapUse, loss: Atom) -> bool:
    """Tell whether a cap is what a loss is due to."""
    if cap.per == "day":
        return loss[4] == "day_cap"
    return loss[4] in BY_CAP and loss[5] == cap.clause


def _had(telling: Telling, cap: CapUse, rank: int, lost: int) -> int:
    """Return what a cap let a record through."""
    if cap.per == "day":
        subjects = {atom[3] for atom in telling.of("into", 4, rank)}
        content = telling.derivation.person.contents[rank - 1]
        claims = telling.derivation.atoms("amount", 3, content)
        return sum(cast("int", atom[3]) for atom in claims if atom[2] in subjects) - lost
    under = {atom[3] for atom in telling.of("in_cap", 4, rank) if atom[4] == cap.id}
    pooled = any(atom[3] == cap.id for atom in telling.of("pooled", 3, rank))
    return sum(cast("int", atom[4]) for atom in telling.of("credit", 4, rank) if pooled or atom[3] in under)


def room_lines(telling: Telling, rank: int, subject: Term) -> Iterator[Line]:
    """Tell what was left for a record of the caps and the pool over it, and which records used them before it."""
    limits = {row[0]: cast("int", row[1]) for row in telling.rows("limit", 3)}
    members = sorted(telling.rows("in_cap", 4), key=str)
    credit = {row[:2]: cast("int", row[2]) for row in telling.rows("credit", 4)}
    for cap in sorted({row[2] for row in members if row[0] == rank and subject in (row[1], "none")}, key=str):
        used = [
            (cast("int", other), credit[other, served])
            for other, served, under in members
            if under == cap and cast("int", other) < rank and credit.get((other, served))
        ]
        yield from telling.told(telling.tree(), telling.of("spent", 3, cap))
        yield from _room(telling, used, limits[cap])
    for _, pool in [row for row in telling.rows("pooled", 3) if row[0] == rank]:
        drawn = sum(cast("int", row[2]) for row in telling.rows("drawn", 4) if row[0] == pool)
        others = [cast("int", row[0]) for row in telling.rows("pooled", 3) if row[1] == pool]
        totals = [(one, _credited(telling, one)) for one in others if one < rank]
        yield from _room(telling, [(one, units) for one, units in totals if units], drawn)


def _credited(telling: Telling, rank: int) -> int:
    return sum(cast("int", atom[4]) for atom in telling.of("credit", 4, rank))


def _room(telling: Telling, used: list[tuple[int, int]], limit: int) -> Iterator[Line]:
    """Tell who used a limit before a record, and what was left; nothing where nobody did."""
    if used:
        users = [
            telling.say("cap.user", record=telling.word("record", rank), amount=telling.hours(units))
            for rank, units in sorted(used)
        ]
        left = telling.hours(max(0, limit - sum(units for _, units in used)))
        text = telling.say("cap.before", users=telling.sentences.listed(users), left=left)
        yield Line(text, kind="conclusion", predicate="credit/4")
