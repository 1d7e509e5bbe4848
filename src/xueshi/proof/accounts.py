"""What a result itself shows that it must not: its own figures, compared with each other."""

from __future__ import annotations

from collections.abc import Iterator

from xueshi.model.result import Result
from xueshi.proof.data import Breach


def broken(result: Result) -> Iterator[Breach]:
    """Yield what the figures of ``result`` contradict."""
    yield from _caps(result)
    yield from _records(result)
    yield from _totals(result)


def _caps(result: Result) -> Iterator[Breach]:
    for cap in result.caps:
        if cap.per != "day" and cap.credited > cap.limit:
            yield Breach("shown_above_limit", cap.id, cap.limit, cap.credited)


def _records(result: Result) -> Iterator[Breach]:
    for record in result.records:
        credited = sum(record.credited.values())
        if record.amount != credited + record.lost or record.lost < 0:
            yield Breach("lost_and_credited", record.id, record.amount, credited + record.lost)
        given = sum(reason.hours for reason in record.reasons)
        if record.status != "undetermined" and given != record.lost:
            yield Breach("reasons_and_lost", record.id, record.lost, given)


def _totals(result: Result) -> Iterator[Breach]:
    deemed = {one.scope for one in result.deemed}
    for subject, units in result.credited.items():
        given = sum(
            sum(record.credited.values()) if subject == "total" else record.credited[subject]
            for record in result.records
        )
        if units != given and not deemed - {"year"}:
            yield Breach("total_of_records", subject, given, units)
    if result.verdict == "compliant" and any(result.shortfall.values()):
        yield Breach("compliant_and_short", "total", 0, sum(result.shortfall.values()))
    missing = {s for s, units in result.required.items() if units is None} & {
        s for s, u in result.shortfall.items() if u
    }
    for subject in sorted(missing):
        yield Breach("short_and_not_missing", subject, 0, result.shortfall[subject])
    parts = sum(units for subject, units in result.credited.items() if subject != "total")
    if result.credited["total"] != parts:
        yield Breach("total_of_subjects", "total", parts, result.credited["total"])
