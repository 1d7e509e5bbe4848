"""A comparison as JSON: codes and hours, the words of reasons in one language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from decimal import Decimal
from fractions import Fraction

from xueshi.comparison.compare import Compared
from xueshi.comparison.credits import Credits
from xueshi.comparison.facts import Changes
from xueshi.comparison.files import judgings, names
from xueshi.comparison.finding import Finding
from xueshi.comparison.side import Side
from xueshi.report.json_view import result_json


def comparison_json(found: Compared, folder: str = "") -> dict[str, object]:
    """Return the JSON object of ``xueshi regulation diff --json``."""
    pair, findings, bound = found.pair, found.findings, found.findings.bound
    by_name = names(findings)
    listed = {id(one): one for _, one in findings.smallest}
    listed |= {id(one): one for kind in findings.kinds for one in (kind.credit, kind.verdict) if one is not None}

    def name(one: Finding | None) -> str | None:
        return None if one is None else by_name[id(one)]

    return {
        "first": _side(pair.first, pair.years[0]),
        "second": _side(pair.second, pair.years[1]),
        "equal": found.equal,
        "smallest": [{"differs_in": what, "case": name(one)} for what, one in findings.smallest],
        "kinds": [
            {"kind": kind.kind, "credit": name(kind.credit), "verdict": name(kind.verdict)} for kind in findings.kinds
        ],
        "cases": {by_name[key]: _case(found, one, by_name[key], folder) for key, one in listed.items()},
        "bound": {
            "records": bound.records,
            "options": bound.options,
            "cases": bound.cases,
            "years": list(bound.years),
            "same_program": bound.alike,
            "single_records_proven": bound.proven,
            "other_readings": bound.readings,
            "strict": bound.strict,
            "left_out": bound.left_out,
            "amounts_compared": pair.one_unit,
        },
        "changes": None if found.changes is None else _changes(found.changes),
        "credits": None if found.credits is None else _credits(found.credits),
        "lang": pair.lang,
    }


def _side(side: Side, year: int) -> dict[str, object]:
    law = side.law
    return {
        "named": side.shown,
        "regulation": law.id,
        "instrument": law.instrument,
        "unit": law.unit,
        "year": year,
        "encoding_without_metadata": side.program is not None,
        "readings": dict(sorted(side.readings.items())),
    }


def _case(found: Compared, one: Finding, name: str, folder: str) -> dict[str, object]:
    made = judgings(found.pair, one, name, folder)
    return {
        "differs_in": list(one.what),
        "readings": dict(sorted(one.trial.readings.items())),
        "strict": one.trial.strict,
        "judged": [
            {
                "file": judging.file,
                "text": judging.text,
                "command": judging.command,
                "result": None if result is None else result_json(result),
            }
            for judging, result in zip(made, (one.first, one.second), strict=True)
        ],
    }


def _changes(told: Changes) -> dict[str, object]:
    return {
        "facts": [{"change": one.sort, **_plain_fields(one)} for one in told.facts],
        "rules": [{"change": one.sort, **_plain_fields(one)} for one in told.rules],
        "readings": [_plain(one) for one in told.readings],
        "clauses": [_plain(one) for one in told.clauses],
    }


def _credits(told: Credits) -> dict[str, object]:
    return {
        "year": [_plain(one) for one in told.year],
        "kinds": [_plain(one) for one in told.rows],
        "only_first": list(told.only[0]),
        "only_second": list(told.only[1]),
        "alike": list(told.alike),
        "neither": list(told.neither),
    }


def _plain_fields(value: object) -> dict[str, object]:
    return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}  # type: ignore[arg-type]


def _plain(value: object) -> object:
    if is_dataclass(value):
        return _plain_fields(value)
    if isinstance(value, Decimal):
        return int(value) if value % 1 == 0 else float(value)
    if isinstance(value, Fraction):
        return [value.numerator, value.denominator]
    if isinstance(value, dict):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, Iterable) and not isinstance(value, str):
        return [_plain(inner) for inner in value]
    return value
