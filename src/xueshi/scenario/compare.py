"""What a result has against what a scenario expects."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, TypeVar

from xueshi.scenario.difference import ABSENT, PRESENT, Difference, Said, hours_shown, shown, unexpected_result
from xueshi.scenario.model import (
    AssumptionExpect,
    Bounds,
    CapExpect,
    Expect,
    LeaveExpect,
    PlaceExpect,
    ReasonExpect,
    RecordExpect,
)

CASE = "case"
"""The key under ``assumptions`` for what is assumed of the person, not of a record."""

Json = Mapping[str, Any]
Hours = Decimal | Bounds
T = TypeVar("T")

POSSIBLE = "possible"
"""The key of an allocation's entry under which the subjects stand that some optimum gives the record."""


def differences(expect: Expect, result: Json) -> list[Difference]:
    """Return all the differences between what is expected and a result's public JSON object."""
    return list(_differences(expect, result))


def _differences(expect: Expect, result: Json) -> Iterator[Difference]:
    yield from unexpected_result(expect.error, result)
    if expect.verdict is not None and expect.verdict != result["verdict"]:
        yield Difference("verdict", expect.verdict, result["verdict"])
    for name in ("credited", "required", "shortfall", "relief", "by_kind"):
        yield from _amounts(name, getattr(expect, name), result[name])
    yield from _deemed(expect, result)
    for open_record in expect.would_decide or ():
        yield from _among("would_decide", open_record.model_dump(exclude_unset=True), open_record.hours, result)
    yield from _named("records", expect.records, result["records"], _record)
    yield from _named("leave", expect.leave, result.get("leave", ()), _leave)
    for cap in expect.caps or ():
        if not any(_same_cap(cap, other) for other in result["caps"]):
            yield Difference("caps", shown(cap.model_dump(exclude_unset=True)), shown(_brief(result["caps"])))
    yield from _places(expect, result)
    yield from _optimum(expect, result)
    yield from _assumed(expect, result)
    yield from _warned(expect, result)
    yield from _answered(expect, result)


def _deemed(expect: Expect, result: Json) -> Iterator[Difference]:
    if expect.deemed is None:
        return
    wanted = sorted((item.record, item.scope) for item in expect.deemed)
    got = sorted((item["record"], item["scope"]) for item in result["deemed"])
    if wanted != got:
        yield Difference("deemed", shown(wanted), shown(got))
    for one in expect.deemed:
        stated = one.model_dump(exclude_none=True)
        if one.clause is not None and not any(stated.items() <= other.items() for other in result["deemed"]):
            yield Difference(
                "deemed", shown(stated), shown([{key: o[key] for key in stated} for o in result["deemed"]])
            )


def _optimum(expect: Expect, result: Json) -> Iterator[Difference]:
    stated = {} if expect.optimum is None else expect.optimum.model_dump(exclude_unset=True)
    for name, value in stated.items():
        if result["optimum"][name] != value:
            yield Difference(f"optimum.{name}", shown(value), shown(result["optimum"][name]))


def _assumed(expect: Expect, result: Json) -> Iterator[Difference]:
    for record, wanted in _pairs(expect.assumptions):
        said, assumed = _as_stated(wanted, record, result)
        if said not in assumed:
            yield Difference(f"assumptions.{record}", shown(said), shown(assumed))
    for record, unwanted in _pairs(expect.no_assumptions):
        said, assumed = _as_stated(unwanted, record, result)
        if said in assumed:
            yield Difference(f"assumptions.{record}", Said("not", shown(said)), shown(said))


def _as_stated(expected: str | AssumptionExpect, record: str, result: Json) -> tuple[object, list[Any]]:
    """Return an assumption, and those that were found of the record, told as far as the scenario tells it."""
    own = [item for item in result["assumptions"] if (item["record"] or CASE) == record]
    if isinstance(expected, str):
        return expected, sorted({item["fact"] for item in own})
    facts = {(item["fact"], item["clause"]) for item in own}
    return expected.model_dump(), [{"fact": fact, "clause": clause} for fact, clause in sorted(facts)]


def _warned(expect: Expect, result: Json) -> Iterator[Difference]:
    for warning in expect.warnings or ():
        stated = warning.model_dump(exclude_unset=True)
        if not any(all(other.get(key) == value for key, value in stated.items()) for other in result["warnings"]):
            keys = ("code", "record", "clause") if warning.clause is not None else ("code", "record")
            brief = [{key: other.get(key) for key in keys} for other in result["warnings"]]
            yield Difference("warnings", shown(stated), shown(brief))
    for warning in expect.no_warnings or ():
        stated = warning.model_dump(exclude_unset=True)
        for other in result["warnings"]:
            if all(other.get(key) == value for key, value in stated.items()):
                yield Difference("warnings", Said("not", shown(stated)), shown({key: other.get(key) for key in stated}))


def _answered(expect: Expect, result: Json) -> Iterator[Difference]:
    found = {item["id"]: item["value"] for item in result["readings"]}
    for reading, answer in (expect.readings or {}).items():
        if reading not in found:
            yield Difference(f"readings.{reading}", answer, ABSENT)
        elif found[reading] != answer:
            yield Difference(f"readings.{reading}", answer, found[reading])


def _same(expected: Hours | None, found: object) -> bool:
    if expected is None or found is None:
        return expected is found
    number = Decimal(str(found))
    if isinstance(expected, Bounds):
        low, high = expected.at_least, expected.at_most
        return (low is None or number >= low) and (high is None or number <= high)
    return number == expected


def _amounts(where: str, expected: Mapping[str, Hours | None] | None, found: Json) -> Iterator[Difference]:
    for subject, hours in (expected or {}).items():
        if subject not in found:
            yield Difference(f"{where}.{subject}", hours_shown(hours), ABSENT)
        elif not _same(hours, found[subject]):
            yield Difference(
                f"{where}.{subject}", hours_shown(hours), "null" if found[subject] is None else str(found[subject])
            )


def _named(
    where: str,
    expected: Mapping[str, T] | None,
    found: Sequence[Json],
    each: Callable[[str, T, Json], Iterator[Difference]],
) -> Iterator[Difference]:
    by_id = {item["id"]: item for item in found}
    for name, wanted in (expected or {}).items():
        if name in by_id:
            yield from each(f"{where}.{name}", wanted, by_id[name])
        else:
            yield Difference(f"{where}.{name}", PRESENT, ABSENT)


def _record(where: str, expect: RecordExpect, found: Json) -> Iterator[Difference]:
    if expect.status is not None and expect.status != found["status"]:
        yield Difference(f"{where}.status", expect.status, found["status"])
    yield from _amounts(f"{where}.claimed", expect.claimed, found["claimed"])
    yield from _amounts(f"{where}.credited", expect.credited, found["credited"])
    for name in ("amount", "lost"):
        hours = getattr(expect, name)
        if hours is not None and not _same(hours, found[name]):
            yield Difference(f"{where}.{name}", hours_shown(hours), str(found[name]))
    yield from _reasons(where, expect.reasons, expect.not_reasons, found)


def _leave(where: str, expect: LeaveExpect, found: Json) -> Iterator[Difference]:
    for name in ("accepted", "months", "days_over"):
        wanted = getattr(expect, name)
        if wanted is not None and wanted != found[name]:
            yield Difference(f"{where}.{name}", shown(wanted), shown(found[name]))
    yield from _reasons(where, expect.reasons, None, found)


def _reasons(
    where: str, wanted: Sequence[str | ReasonExpect] | None, unwanted: Sequence[str | ReasonExpect] | None, found: Json
) -> Iterator[Difference]:
    for listed, is_wanted in ((wanted, True), (unwanted, False)):
        for reason in listed or ():
            stated = {"code": reason} if isinstance(reason, str) else reason.model_dump(exclude_unset=True)
            if any(_same_reason(stated, other) for other in found["reasons"]) is not is_wanted:
                brief = [{key: other[key] for key in stated} for other in found["reasons"]]
                if isinstance(reason, str):
                    said, given = reason, shown([other["code"] for other in brief])
                else:
                    said, given = shown(stated), shown(brief)
                yield Difference(f"{where}.reasons", said if is_wanted else Said("not", said), given)


def _same_reason(stated: Json, found: Json) -> bool:
    return all(_same(value, found[key]) if key == "hours" else value == found[key] for key, value in stated.items())


def _same_cap(expect: CapExpect, found: Json) -> bool:
    amounts = ("limit", "counted", "credited", "lost")
    return (
        all(
            getattr(expect, name) is None or getattr(expect, name) == found.get(name)
            for name in ("id", "clause", "per")
        )
        and all(getattr(expect, name) is None or _same(getattr(expect, name), found[name]) for name in amounts)
        and (expect.records is None or sorted(expect.records) == sorted(found["records"]))
    )


def _brief(caps: Sequence[Json]) -> list[dict[str, object]]:
    return [{name: cap[name] for name in ("id", "limit", "counted", "credited", "lost", "records")} for cap in caps]


def _among(where: str, stated: Json, hours: Hours, result: Json) -> Iterator[Difference]:
    names = ("record", "subject")
    for other in result[where]:
        if all(other[name] == stated[name] for name in names) and _same(hours, other["hours"]):
            return
    yield Difference(where, shown(stated), shown(result[where]))


def _places(expect: Expect, result: Json) -> Iterator[Difference]:
    found = {item["record"]: item for item in result["allocation"]}
    for record, place in (expect.allocation or {}).items():
        where = f"allocation.{record}"
        wanted = PlaceExpect(subject=place) if isinstance(place, str) else place
        if record not in found:
            yield Difference(where, PRESENT, ABSENT)
            continue
        for name in ("subject", "in_every_optimum"):
            value = getattr(wanted, name)
            if value is not None and value != found[record][name]:
                yield Difference(f"{where}.{name}", shown(value), shown(found[record][name]))
        if wanted.hours is not None and not _same(wanted.hours, found[record]["hours"]):
            yield Difference(f"{where}.hours", hours_shown(wanted.hours), str(found[record]["hours"]))
        possible = found[record].get(POSSIBLE, ())
        for subject in wanted.possible or ():
            if subject not in possible:
                yield Difference(f"{where}.possible", subject, shown(possible))
        for subject in wanted.impossible or ():
            if subject in possible:
                yield Difference(f"{where}.possible", Said("not", subject), shown(possible))


def _pairs(expected: Mapping[str, Sequence[T]] | None) -> Iterator[tuple[str, T]]:
    for record, facts in (expected or {}).items():
        for fact in facts:
            yield record, fact
