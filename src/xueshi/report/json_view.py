"""A result as the public JSON object (docs/results.md): hours as JSON numbers, keys in a fixed order.

The keys of the contract come first and in its order; what this program adds stands behind them in each object.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from xueshi.model.units import json_number

if TYPE_CHECKING:
    from xueshi.model.dossier_result import DossierResult, Part, YearOfDossier
    from xueshi.model.result import (
        Alternative,
        CapUse,
        LeaveResult,
        OpenAmounts,
        Optimum,
        Placement,
        ReadingInForce,
        Reason,
        RecordResult,
        Regulation,
        Result,
    )

_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")
"""What JSON lets stand in a string, but a terminal, a reader of lines or an encoder does not."""


_ON_ONE_LINE = json.JSONEncoder(ensure_ascii=False, allow_nan=False)


def dumps(value: object, indent: int | None = None) -> str:
    """Return ``value`` as JSON text, on one line unless ``indent`` is given; Chinese stands as it is."""
    encoder = _ON_ONE_LINE if indent is None else json.JSONEncoder(ensure_ascii=False, allow_nan=False, indent=indent)
    text = encoder.encode(value)
    return _UNSAFE.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


def alternative_json(item: Alternative) -> dict[str, object]:
    """Return another place of a record and its price as a JSON object."""
    return {
        "subject": item.subject,
        "hours": json_number(item.hours),
        "more_shortfall": json_number(item.more_shortfall),
        "fewer_hours": json_number(item.fewer_hours),
    }


def result_json(result: Result) -> dict[str, object]:
    """Return the JSON object of ``xueshi check --json``; ``all_readings`` is a key only where they were asked for."""
    out: dict[str, object] = {
        "person": result.person,
        "jurisdiction": result.jurisdiction,
        "year": result.year,
        "regulation": regulation_json(result.regulation),
        "verdict": result.verdict,
        "credited": amounts_json(result.credited),
        "required": amounts_json(result.required),
        "shortfall": amounts_json(result.shortfall),
        "relief": amounts_json(result.relief),
        "deemed": [{"record": item.record, "scope": item.scope, "clause": item.clause} for item in result.deemed],
        "by_kind": amounts_json(result.by_kind),
        "would_decide": [
            {"record": item.record, "subject": item.subject, "hours": json_number(item.hours)}
            for item in result.would_decide
        ],
        "records": [_record(record) for record in result.records],
        "caps": [_cap(cap) for cap in result.caps],
        "allocation": [placement_json(item) for item in result.allocation],
        "optimum": optimum_json(result.optimum),
        "readings": [reading_json(reading) for reading in result.readings],
        "assumptions": [
            {"record": item.record, "fact": item.fact, "clause": item.clause, "message": item.message}
            for item in result.assumptions
        ],
        "warnings": [
            {"code": item.code, "record": item.record, "clause": item.clause, "message": item.message}
            for item in result.warnings
        ],
    }
    if result.all_readings is not None:
        out["all_readings"] = _plain(result.all_readings)
    out["leave"] = [_leave(leave) for leave in result.leave]
    out["strict"] = result.strict
    out["lang"] = result.lang
    return out


def dossier_json(result: DossierResult) -> dict[str, object]:
    """Return the JSON object of ``xueshi eligibility --json``; the other of ``application`` and ``window`` is null."""
    application = result.application
    return {
        "person": result.person,
        "jurisdiction": result.jurisdiction,
        "regulation": regulation_json(result.regulation),
        "application": application
        and {"kind": application.kind, "year": application.year, "required_years": application.required_years},
        "window": result.window and {"from": result.window[0], "to": result.window[1]},
        "verdict": result.verdict,
        "parts": [_part(part) for part in result.parts],
        "years": {str(year.year): _year(year) for year in result.years},
        "readings": [reading_json(reading) for reading in result.readings],
        "warnings": [{"code": item.code, "clause": item.clause, "message": item.message} for item in result.warnings],
        "strict": result.strict,
        "lang": result.lang,
    }


def _part(part: Part) -> dict[str, object]:
    def number(amount: int | None) -> object:
        return amount if amount is None or part.unit == "years" else json_number(amount)

    return {
        "id": part.id,
        "required": number(part.required),
        "credited": number(part.credited),
        "met": part.met,
        "clause": part.clause,
        "unit": part.unit,
        "title": part.title,
        "years": list(part.years),
        "open_years": list(part.open_years),
        "open_records": [{"year": item.year, "record": item.record} for item in part.open_records],
        "records": [{"year": item.year, **_record(item.record)} for item in part.records],
    }


def _year(year: YearOfDossier) -> dict[str, object]:
    out: dict[str, object] = {"verdict": year.verdict}
    if year.result is not None:
        out["result"] = result_json(year.result)
    return out


def amounts_json(amounts: OpenAmounts) -> dict[str, object]:
    """Return hours by subject; ``None`` stays null."""
    return {subject: None if units is None else json_number(units) for subject, units in amounts.items()}


def regulation_json(regulation: Regulation) -> dict[str, object]:
    """Return the regulation that judged."""
    return {
        "id": regulation.id,
        "title": regulation.title,
        "in_force": list(regulation.in_force),
        "instrument": regulation.instrument,
        "unit": regulation.unit,
    }


def placement_json(item: Placement) -> dict[str, object]:
    """Return one placement without its alternatives."""
    return {
        "record": item.record,
        "subject": item.subject,
        "hours": json_number(item.hours),
        "in_every_optimum": item.in_every_optimum,
    }


def optimum_json(optimum: Optimum) -> dict[str, object]:
    """Return the standing of the allocation."""
    return {"proven": optimum.proven, "count": optimum.count, "count_is_exact": optimum.count_is_exact}


def reading_json(reading: ReadingInForce) -> dict[str, object]:
    """Return one reading in force."""
    return {
        "id": reading.id,
        "value": reading.value,
        "decisive": reading.decisive,
        "clause": reading.clause,
        "default": reading.default,
        "question": reading.question,
    }


def _record(record: RecordResult) -> dict[str, object]:
    return {
        "id": record.id,
        "status": record.status,
        "claimed": amounts_json(record.claimed),
        "credited": amounts_json(record.credited),
        "amount": json_number(record.amount),
        "lost": json_number(record.lost),
        "reasons": [_reason(reason) for reason in record.reasons],
        "kind": record.kind,
        "title": record.title,
    }


def _reason(reason: Reason) -> dict[str, object]:
    return {
        "code": reason.code,
        "clause": reason.clause,
        "message": reason.message,
        "hours": json_number(reason.hours),
        "subject": reason.subject,
        "fact": reason.fact,
    }


def _cap(cap: CapUse) -> dict[str, object]:
    return {
        "id": cap.id,
        "clause": cap.clause,
        "limit": json_number(cap.limit),
        "counted": json_number(cap.counted),
        "credited": json_number(cap.credited),
        "lost": json_number(cap.lost),
        "records": list(cap.records),
        "per": cap.per,
        "title": cap.title,
    }


def _leave(leave: LeaveResult) -> dict[str, object]:
    return {
        "id": leave.id,
        "kind": leave.kind,
        "months": leave.months,
        "days_over": leave.days_over,
        "accepted": leave.accepted,
        "reasons": [_reason(reason) for reason in leave.reasons],
    }


def _plain(value: object) -> object:
    """Return ``value`` with plain dictionaries and lists, as :mod:`json` wants them."""
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str | bytes):
        return [_plain(item) for item in value]
    return value
