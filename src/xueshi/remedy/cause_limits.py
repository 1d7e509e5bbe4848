"""The numbers of a regulation that a verdict may rest on: missed minima, caps and limits that hold hours back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import cast

from xueshi.model.case import Leave
from xueshi.model.units import UNITS_PER_HOUR
from xueshi.remedy.cause_elements import Element, Freeing, Switch
from xueshi.remedy.changes_worlds import Worlds
from xueshi.solver.grounding import Term

# ---- minima --------------------------------------------------------------------------------------------------------


def minima(actual: Worlds) -> Iterator[Switch]:
    """Yield the minima that are missed, shares of the total and parts of a subject's minimum among them."""
    grounding = actual.grounding
    hours = {str(row[0]): row[1:] for row in grounding.rows("minimum", 3)}
    hours |= {str(row[1]): row[2:] for row in grounding.rows("minimum_under", 4)}
    shares = {str(row[1]): row[2:] for row in grounding.rows("share_of_total", 5)}
    parts = {str(row[2]): row for row in grounding.rows("sub_minimum", 5)}
    required, credited = _amounts(actual, "required"), _amounts(actual, "found")
    floors = {str(row[0]) for row in actual.of_person("floor", 3, 0)}
    shared = {str(row[0]) for row in actual.of_person("by_share", 4, 0)}
    for minimum in sorted({str(row[0]) for row in actual.of_person("falls_short_by", 3, 0)}):
        if minimum in required and credited.get(minimum, 0) < required[minimum]:
            least, clause = hours[minimum]
            element = Element(
                "number", "minimum", minimum, _units(least), str(clause), unit="units", about=minimum
            )  # fmt: skip
            yield _lifted(f"minimum({minimum})", element)
        if minimum in shared:
            share, of, clause = shares[minimum]
            element = Element("number", "share", minimum, (share, of), str(clause), unit="share", about=minimum)
            yield _lifted(f"share({minimum})", element)
        if minimum in floors:
            _, form, _, least, clause = parts[minimum]
            element = Element("number", "part", str(form), _units(least), str(clause), unit="units", about=minimum)
            yield _lifted(f"part({minimum})", element)


def _lifted(what: str, element: Element) -> Switch:
    """Return the switch of a number that a fact about the person lifts."""
    return Switch(f"number {what}", ((element,),), (Freeing(person=(("lifted", what),)),))


def _amounts(worlds: Worlds, name: str) -> dict[str, int]:
    return {str(row[0]): cast("int", row[1]) for row in worlds.of_person(name, 3, 0)}


def _units(hours: Term) -> int:
    return cast("int", hours) * UNITS_PER_HOUR


# ---- caps and limits -----------------------------------------------------------------------------------------------


def caps(*looks: Worlds) -> Iterator[Switch]:
    """Yield the caps and limits that hold hours back in one of the worlds, or bound what is open there.

    Those by the day and by the record are lifted for the records that they cut, the others for the person.
    """
    law = looks[0].grounding
    yearly: dict[Term, set[str]] = defaultdict(set)
    alone: dict[tuple[str, str, int], set[str]] = defaultdict(set)
    pools: dict[tuple[Term, Term], set[str]] = defaultdict(set)
    for worlds in looks:
        for cap, owner in (*_full(worlds), *_bounding(worlds)):
            yearly[cap].add(owner)
        for owner, *number in (*_by_the_day(worlds), *_by_the_record(worlds)):
            alone[cast("tuple[str, str, int]", tuple(number))].add(owner)
        for pool, subject in _narrow(worlds):
            pools[pool, subject] |= {
                _ids(worlds)[cast("int", row[0]) - 1] for row in worlds.of_person("pooled", 3, 0) if row[1] == pool
            }
    limits = {row[0]: row[1:] for row in law.rows("cap", 3)}
    for cap in sorted(yearly, key=str):
        limit, clause = limits[cap]
        others = tuple(sorted(yearly[cap]))
        yield _lifted(
            f"cap({cap})", Element("number", "cap", str(cap), _units(limit), str(clause), others=others, unit="units")
        )
    for (sort, clause, limit), owners in sorted(alone.items()):
        others = tuple(sorted(owners))
        element = Element("number", sort, sort, limit, clause, others=others, unit="units")
        loose = ("loose", "day_cap" if sort == "day" else "record_limit")
        freeing = Freeing(about=dict.fromkeys(others, (loose,)))
        yield Switch(f"number {sort} {clause} {limit}", ((element,),), (freeing,))
    most = {row[:2]: row[2] for row in law.rows("pool_limit", 3)}
    cited = {row[0]: str(row[1]) for row in law.rows("pool", 2)}
    for pool, subject in sorted(pools, key=str):
        others = tuple(sorted(pools[pool, subject]))
        element = Element(
            "number", "pool", str(pool), _units(most[pool, subject]), cited.get(pool, ""),
            others=others, unit="units", about=str(subject),
        )  # fmt: skip
        yield _lifted(f"pool({pool},{subject})", element)


def _ids(worlds: Worlds) -> list[str]:
    return [record.id for record in worlds.persons[0].records]


def _full(worlds: Worlds) -> Iterator[tuple[Term, str]]:
    """Yield the caps of the year that hold hours back, each with the records under it."""
    assert worlds.judged
    limits = {row[0]: cast("int", row[1]) for row in worlds.of_person("limit", 3, 0)}
    under = worlds.of_person("in_cap", 4, 0)
    full = {
        row[0]
        for row in worlds.of_person("cap_counts", 3, 0)
        if cast("int", row[1]) > limits.get(row[0], cast("int", row[1]))
    }
    # Free records may have kept away from a cap that has no room for all of them.
    room = {row[0]: cast("int", row[1]) for row in worlds.of_person("cap_room", 3, 0)}
    cap_of = {row[:2]: row[2] for row in under}
    offered: dict[Term, int] = defaultdict(int)
    for rank, subject, units in worlds.of_person("offer", 4, 0):
        offered[cap_of.get((rank, subject), "")] += cast("int", units)
    full |= {cap for cap, units in room.items() if offered[cap] > units}
    ids = _ids(worlds)
    for rank, _, cap in under:
        if cap in full:
            yield cap, ids[cast("int", rank) - 1]


def _bounding(worlds: Worlds) -> Iterator[tuple[Term, str]]:
    """Yield the caps that bound an open amount, each with its record."""
    ids = _ids(worlds)
    for rank, _, cap in worlds.of_person("open_under", 4, 0):
        yield cap, ids[cast("int", rank) - 1]
    for rank, _, cap, _ in worlds.of_person("open_offer", 5, 0):
        yield cap, ids[cast("int", rank) - 1]


def _by_the_day(worlds: Worlds) -> Iterator[tuple[str, str, str, int]]:
    """Yield the records that a cap by the day cuts: id, ``day``, its clause, its units a day."""
    day_caps = {row[0]: row[1:] for row in worlds.grounding.rows("day_cap", 3)}
    routes = {row[0]: row[1] for row in worlds.grounding.rows("route", 2)}
    person = worlds.persons[0]
    for rank in sorted({cast("int", row[0]) for row in worlds.of_person("loss", 6, 0) if row[2] == "day_cap"}):
        route = routes.get(person.contents[rank - 1])
        if route in day_caps:
            limit, clause = day_caps[route]
            yield person.records[rank - 1].id, "day", str(clause), _units(limit)


def _by_the_record(worlds: Worlds) -> Iterator[tuple[str, str, str, int]]:
    """Yield the records that a limit of their own cuts, or of which it bounds what is open; as :func:`_by_the_day`."""
    grounding, person = worlds.grounding, worlds.persons[0]
    limits = {row[0]: row[1:] for row in grounding.rows("record_limit", 3)}
    claims: dict[Term, int] = defaultdict(int)
    for content, _, units in grounding.rows("within_days", 3):
        claims[content] = max(claims[content], cast("int", units))
    open_ = {row[0] for row in grounding.rows("open_amount", 4)}
    for record, content in zip(person.records, person.contents, strict=True):
        if content in limits:
            limit, clause = limits[content]
            if content in open_ or claims[content] > _units(limit):
                yield record.id, "record", str(clause), _units(limit)


def _narrow(worlds: Worlds) -> Iterator[tuple[Term, Term]]:
    """Yield the limits of pools that hold hours back: pool and subject."""
    outlets = {row[:2]: cast("int", row[2]) for row in worlds.of_person("outlet", 4, 0)}
    for pool, subject, units in worlds.of_person("serving", 4, 0):
        if cast("int", units) > outlets.get((pool, subject), 0):
            yield pool, subject


# ---- the length of a leave -----------------------------------------------------------------------------------------


def lengths(freed: Worlds, leave: Mapping[str, Leave]) -> Iterator[Switch]:
    """Yield the lengths that leaves do not pass, each with the leaves that would have to; ``leave`` by id."""
    grounding = freed.grounding
    short = {row[0] for row in freed.of_person("too_short", 2, 0)}
    ids = [entry.id for entry in freed.persons[0].leave]
    cited = [str(row[0]) for name in ("relief_clause", "deferral_clause") for row in grounding.rows(name, 1)]
    clause = cited[0] if cited else ""
    limbs: dict[str, list[str]] = defaultdict(list)
    for number, limb in freed.of_person("papered", 3, 0):
        if number in short:
            limbs[str(limb)].append(ids[cast("int", number) - 1])
    context = next(iter(grounding.rows("person", 2)))[1]
    for limb, owners in sorted(limbs.items()):
        elements = [
            Element("fact", "length", "months", _length(leave[owner]), clause, "leave", owner)
            for owner in sorted(owners)
        ]
        elements += [
            Element("number", "leave_threshold", limb, row[2], clause, unit="months", about=name)
            for name in ("longer_than", "no_shorter_than")
            for row in grounding.rows(name, 3)
            if row[:2] == (context, limb)
        ]
        yield Switch(f"length {limb}", (tuple(elements),), (Freeing(person=(("lifted", f"limb({limb})"),)),))


def _length(leave: Leave) -> object:
    stated = leave.stated
    if "months" in stated:
        return stated["months"]
    return (stated.get("start"), stated.get("end"))


__all__ = ["caps", "lengths", "minima"]
