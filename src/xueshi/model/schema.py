"""JSON Schema (2020-12) of a case, a dossier and a result.

Case and dossier are written from the declared kinds, one branch a kind.  A schema tells the canonical keys and codes;
the Chinese terms that files may use as well stand in the descriptions.  What a schema cannot say (unique ids, leaves
that do not overlap, two decimals) is checked where a file is read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Literal

from xueshi.model.kinds import Catalogue, Field, Kind, Term, catalogue

SchemaName = Literal["case", "dossier", "result"]

DIALECT = "https://json-schema.org/draft/2020-12/schema"

Schema = dict[str, Any]

_NAME: Schema = {"type": "string", "minLength": 1, "maxLength": 200, "pattern": r"\S"}
_YEAR: Schema = {"type": "integer", "minimum": 1900, "maximum": 2199}
_YEAR_KEY = "^(19|20|21)[0-9]{2}$"


def json_schema(name: SchemaName, jurisdiction: str | None = None, roots: tuple[Path, ...] = ()) -> Schema:
    """Return the JSON Schema of ``name``.

    Args:
        name: which document.
        jurisdiction: also admit what this jurisdiction's folder declares.
        roots: further folders of jurisdictions.

    Raises:
        DeclarationError: if a ``kinds.toml`` is at fault.
    """
    build: Mapping[SchemaName, Callable[[Catalogue], Schema]] = {"case": _case, "dossier": _dossier, "result": _result}
    head = {"$schema": DIALECT, "$id": f"urn:xueshi:{name}", "title": f"xueshi {name}"}
    return {**head, **build[name](catalogue(jurisdiction, roots))}


def field_schema(field: Field) -> Schema:
    """Return the schema of one field's values."""
    return {**_VALUES[field.type](field), "description": _described(field.term)}


def _case(declared: Catalogue) -> Schema:
    body = _body(declared)
    keys: Schema = {"person": _NAME, "jurisdiction": _jurisdiction(declared), "year": _YEAR}
    return {
        **_closed(_labelled(declared, {**keys, **body}), ["person", "jurisdiction", "year"]),
        "$defs": _definitions(declared),
    }


def _dossier(declared: Catalogue) -> Schema:
    body = _body(declared)
    keys: Schema = {
        "person": _NAME,
        "jurisdiction": _jurisdiction(declared),
        "sector": body["sector"],
        "earlier_modules": body["earlier_modules"],
        "window": _closed(_labelled(declared, {"from": _YEAR, "to": _YEAR}), ["from", "to"]),
        "application": _closed(_fields(declared.application), list(declared.application.fields)),
        "years": {
            "type": "object",
            "patternProperties": {_YEAR_KEY: _closed(_labelled(declared, body), [])},
            "additionalProperties": False,
        },
        "verdicts": {
            "type": "object",
            "patternProperties": {_YEAR_KEY: {"enum": list(declared.choices("verdict"))}},
            "additionalProperties": False,
        },
    }
    return {
        **_closed(_labelled(declared, keys), ["person", "jurisdiction"]),
        "oneOf": [{"required": ["window"]}, {"required": ["application"]}],
        "$defs": _definitions(declared),
    }


def _body(declared: Catalogue) -> Schema:
    """Return what a case and a year of a dossier have in common."""
    records = [{"$ref": f"#/$defs/{code}"} for code in declared.kinds]
    return {
        "sector": {**_NAME, "examples": list(declared.choices("sector"))},
        "earlier_modules": {"type": "integer", "minimum": 0, "maximum": 8784},
        "records": {"type": "array", "maxItems": declared.limits["records"], "items": {"oneOf": records}},
        "leave": {"type": "array", "maxItems": declared.limits["leave"], "items": {"$ref": "#/$defs/leave"}},
    }


def _definitions(declared: Catalogue) -> Schema:
    # What every record may carry is written once, under names that no kind can have.
    common = {f"record.{key}": field_schema(field) for key, field in declared.unknown_kind.fields.items()}
    kinds = {code: _record(declared.kind(code)) for code in declared.kinds}
    head = {"id": _NAME, "kind": {"enum": list(declared.choices("leave"))}}
    leave = _item({**head, **_fields(declared.leave)}, declared.leave.term)
    return {**kinds, "leave": leave, **common}


def _record(kind: Kind) -> Schema:
    properties: Schema = {"id": _NAME, "kind": {"const": kind.code}}
    for key, field in kind.fields.items():
        properties[key] = field_schema(field) if key in kind.own else {"$ref": f"#/$defs/record.{key}"}
    return _item(properties, kind.term)


def _jurisdiction(declared: Catalogue) -> Schema:
    return {**_NAME, "examples": list(declared.choices("jurisdiction"))}


def _fields(kind: Kind) -> Schema:
    return {key: field_schema(field) for key, field in kind.fields.items()}


def _item(properties: Schema, term: Term) -> Schema:
    return {**_closed(properties, ["id", "kind"]), "description": _described(term)}


def _closed(properties: Schema, required: list[str]) -> Schema:
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _labelled(declared: Catalogue, properties: Schema) -> Schema:
    return {key: {**value, "description": _described(declared.keys[key])} for key, value in properties.items()}


def _described(term: Term) -> str:
    return f"{term.about_en or term.en} ({'、'.join(term.aliases)})"


def _group(field: Field) -> Schema:
    return _closed({key: field_schema(inner) for key, inner in (field.fields or {}).items()}, [])


def _hours(field: Field) -> Schema:
    return {"type": "number", "minimum": field.min, "maximum": field.max}


_VALUES: Mapping[str, Callable[[Field], Schema]] = {
    "flag": lambda _: {"type": "boolean"},
    "count": lambda field: {"type": "integer", "minimum": field.min, "maximum": field.max},
    "hours": _hours,
    "daily": lambda field: {"type": "array", "maxItems": field.longest, "items": _hours(field)},
    "choice": lambda field: {"enum": list(field.choices or ())},
    "open": lambda field: {**_NAME, "examples": list(field.choices or ())},
    "codes": lambda field: {"type": "array", "items": {"enum": list(field.choices or ())}},
    "date": lambda _: {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
    "text": lambda field: {"type": "string", "minLength": 1, "maxLength": field.max, "pattern": r"\S"},
    "group": _group,
}


# -- the result ------------------------------------------------------------------------------------------------------

_TEXT: Schema = {"type": "string"}
_FLAG: Schema = {"type": "boolean"}
_COUNT: Schema = {"type": "integer", "minimum": 0}
_AMOUNT: Schema = {"type": "number", "minimum": 0}
_MAYBE_TEXT: Schema = {"type": ["string", "null"]}
_OPEN_AMOUNT: Schema = {"type": ["number", "null"], "minimum": 0}


def _object(required: Schema, more: Schema | None = None) -> Schema:
    """Return an object whose ``required`` keys are the contract; keys may be added to it, so it is not closed."""
    return {"type": "object", "properties": {**required, **(more or {})}, "required": list(required)}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _by_subject(amount: Schema, *, total: bool) -> Schema:
    return {"type": "object", "additionalProperties": amount, "required": ["total"] if total else []}


def _result(declared: Catalogue) -> Schema:
    verdict: Schema = {"enum": list(declared.choices("verdict"))}
    reasons = _list({"$ref": "#/$defs/reason"})
    record = _object(
        {
            "id": _TEXT,
            "status": {"enum": ["credited", "partly_credited", "not_credited", "undetermined"]},
            "claimed": _by_subject(_AMOUNT, total=False),
            "credited": _by_subject(_AMOUNT, total=False),
            "amount": _AMOUNT,
            "lost": _AMOUNT,
            "reasons": reasons,
        },
        {"kind": _TEXT, "title": _TEXT},
    )
    cap = _object(
        {
            "id": _TEXT,
            "clause": _TEXT,
            "limit": _AMOUNT,
            "counted": _AMOUNT,
            "credited": _AMOUNT,
            "lost": _AMOUNT,
            "records": _list(_TEXT),
        },
        {"per": {"enum": ["day", "record", "year"]}, "title": _TEXT},
    )
    turning = _object({"change": {"type": "object", "additionalProperties": _TEXT}, "verdict": verdict})
    contract: Schema = {
        "person": _TEXT,
        "jurisdiction": _TEXT,
        "year": {"type": "integer"},
        "regulation": _object(
            {
                "id": _TEXT,
                "title": _TEXT,
                "in_force": {"type": "array", "prefixItems": [_TEXT, _MAYBE_TEXT], "minItems": 2, "maxItems": 2},
            },
            {"instrument": _TEXT},
        ),
        "verdict": verdict,
        "credited": _by_subject(_AMOUNT, total=True),
        "required": _by_subject(_OPEN_AMOUNT, total=True),
        "shortfall": _by_subject(_AMOUNT, total=True),
        "relief": _by_subject(_AMOUNT, total=True),
        "deemed": _list(_object({"record": _TEXT, "scope": {"enum": ["professional", "year"]}, "clause": _TEXT})),
        "by_kind": _by_subject(_AMOUNT, total=False),
        "would_decide": _list(_object({"record": _TEXT, "subject": _TEXT, "hours": _AMOUNT})),
        "records": _list(record),
        "caps": _list(cap),
        "allocation": _list(_object({"record": _TEXT, "subject": _TEXT, "hours": _AMOUNT, "in_every_optimum": _FLAG})),
        "optimum": _object({"proven": _FLAG, "count": _COUNT, "count_is_exact": _FLAG}),
        "readings": _list(
            _object(
                {"id": _TEXT, "value": _TEXT, "decisive": {"type": ["boolean", "null"]}},
                {"clause": _TEXT, "default": _FLAG, "question": _TEXT},
            )
        ),
        "assumptions": _list(_object({"record": _MAYBE_TEXT, "fact": _TEXT, "clause": _TEXT}, {"message": _TEXT})),
        "warnings": _list({"type": "object", "properties": {"code": _TEXT, "record": _MAYBE_TEXT, "message": _TEXT}}),
    }
    extensions: Schema = {
        "all_readings": _object({"verdicts": _list(verdict), "holds": _FLAG, "turning": _list(turning)}),
        "leave": _list(
            _object(
                {
                    "id": _TEXT,
                    "kind": _TEXT,
                    "months": _COUNT,
                    "days_over": _COUNT,
                    "accepted": _FLAG,
                    "reasons": reasons,
                }
            )
        ),
        "strict": _FLAG,
        "lang": {"enum": ["zh", "en"]},
    }
    reason = _object(
        {"code": _TEXT, "clause": _TEXT, "message": _TEXT},
        {"hours": _AMOUNT, "subject": _MAYBE_TEXT, "fact": _MAYBE_TEXT},
    )
    return {**_object(contract, extensions), "$defs": {"reason": reason}}
