"""One regulation as its encoding has it, as JSON."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from xueshi.law.letters import letter_words
from xueshi.law.overview import Overview
from xueshi.law.overview_limits import Limit, RateTable
from xueshi.law.overview_readings import ReadingRow
from xueshi.law.survey import Table
from xueshi.law.vocabulary import vocabulary
from xueshi.messages import Lang
from xueshi.report.kinds_view import kinds_json


def overview_json(found: Overview, lang: Lang, roots: tuple[Path, ...] = ()) -> dict[str, object]:
    """Return the JSON object of ``xueshi regulation show --json``: codes, with words in ``lang`` beside them."""
    law = found.regulation
    kinds = kinds_json(found.survey, lang, roots)
    source: dict[str, object] | None = None
    if found.origin is not None and found.found is not None:
        source = {
            "file": found.origin.file,
            "sha256": found.origin.sha256,
            "standing": found.found.standing,
            "path": None if found.found.path is None else found.found.path.as_posix(),
            "sha256_now": found.found.sha256,
        }
    return {
        "id": law.id,
        "jurisdiction": law.jurisdiction,
        "title": law.titles[lang],
        "instrument": law.instrument,
        "unit": law.unit,
        "in_force": [law.first_day.isoformat(), law.last_day.isoformat() if law.last_day else None],
        "years": law.years(),
        "year": found.survey.year,
        "source": source,
        "clauses": [
            {
                "id": row.id,
                "says": row.says.get(lang, ""),
                "standing": row.standing,
                "routes": list(row.routes),
                "facts": row.facts,
                "rules": row.rules,
            }
            for row in found.clauses
        ],
        "minima": kinds["minima"],
        "shares": kinds["shares"],
        "every_record": kinds["every_record"],
        "caps": [_limit(limit) for limit in found.limits],
        "tables": [_table(row) for row in found.tables],
        "kinds": [
            {"kind": row.kind, "routes": [{"route": route, "clause": clause} for route, clause in row.ways]}
            for row in found.kinds
        ],
        "without_rate": kinds["without_rate"],
        "no_rule": kinds["no_rule"],
        "sector_rule_clause": kinds["sector_rule_clause"],
        "notice_clause": kinds["notice_clause"],
        "sectors": kinds["sectors"],
        "open": [
            {"code": row.why, "clause": row.clause, "routes": list(row.routes), "kinds": list(row.kinds)}
            for row in found.open
        ],
        "leave": kinds["leave"],
        "readings": [_reading(found, row, lang, kinds) for row in found.readings],
        "numbers": [
            {
                "clauses": list(figure.clauses),
                "predicate": figure.predicate,
                "numbers": [
                    {"argument": item.argument or None, "unit": item.sort or None, "value": item.value}
                    for item in figure.numbers
                ],
                "text": figure.text,
                "fact": figure.fact,
                "file": figure.file.name,
                "line": figure.line,
            }
            for figure in found.figures
        ],
        "lang": lang,
    }


def _limit(limit: Limit) -> dict[str, object]:
    return {
        "id": limit.id or None,
        "hours": _plain(limit.hours),
        "per": limit.per,
        "subjects": list(limit.subjects),
        "routes": list(limit.routes),
        "clause": limit.clause,
        "default": limit.default,
    }


def _table(row: RateTable) -> dict[str, object]:
    table = row.table
    fields = (table.field,) if isinstance(table, Table) else table.fields
    return {
        "routes": list(row.routes),
        "kinds": list(row.kinds),
        "clause": row.clause,
        "choice": row.either,
        "fields": list(fields),
        "columns": "subject" if isinstance(table, Table) else table.fields[1],
        "rows": [
            {"value": value, "hours": {key: _plain(hours) for key, hours in cells}} for value, cells in table.rows
        ],
    }


def _reading(found: Overview, row: ReadingRow, lang: Lang, kinds: dict[str, object]) -> dict[str, object]:
    words = letter_words(found.regulation)
    known = vocabulary(found.regulation.file.parent)
    asked = kinds["readings"]
    assert isinstance(asked, list)
    return {
        "id": row.id,
        "clause": row.clause,
        "question": next((item["question"] for item in asked if item["id"] == row.id), row.id),
        "default": row.answers[0],
        "answers": [{"answer": answer, "means": words.answer(row.id, answer, lang)} for answer in row.answers],
        "decides": [
            {
                "answer": item.answer or None,
                "predicate": item.predicate,
                "meaning": known[_signature(item.predicate)].meaning if _signature(item.predicate) in known else None,
                "clauses": list(item.clauses),
                "rules": item.rules,
                "vocabulary": not item.own,
            }
            for item in row.decides
        ],
    }


def _signature(predicate: str) -> tuple[str, int]:
    name, _, arity = predicate.rpartition("/")
    return name, int(arity)


def _plain(value: Decimal) -> int | float:
    return int(value) if value % 1 == 0 else float(value)
