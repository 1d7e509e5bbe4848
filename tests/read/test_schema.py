"""The JSON Schemas: sound, and of one mind with the reader."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.read.reading import BAD, good_inputs
from tests.read.test_kinds import FIELDS, sample
from xueshi.model.kinds import catalogue
from xueshi.model.schema import SchemaName, json_schema
from xueshi.read import parse
from xueshi.read.tree import Unusable

NAMES: tuple[SchemaName, ...] = ("case", "dossier", "result")
ENGLISH = [path for path in good_inputs() if "chinese" not in path.name and path.name != "dossier-window.yaml"]


def plain(value: object) -> Any:  # noqa: ANN401 - a tree of any shape
    """Return a tree as JSON gives it."""
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return float(value) if isinstance(value, Decimal) else value


def validator(name: SchemaName) -> Draft202012Validator:
    return Draft202012Validator(json_schema(name))


@pytest.mark.parametrize("name", NAMES)
def test_is_a_schema_of_the_dialect(name: SchemaName) -> None:
    schema = json_schema(name)
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert json.loads(json.dumps(schema)) == schema


@pytest.mark.parametrize("path", ENGLISH, ids=lambda path: path.name)
def test_good_inputs_pass(path: Path) -> None:
    tree = plain(parse(path.read_bytes(), path.name))
    validator("dossier" if path.name.startswith("dossier") else "case").validate(tree)


FACTS = Path(__file__).parents[2] / "facts"


@pytest.mark.parametrize("path", sorted(FACTS.glob("*/*.yaml")), ids=lambda path: path.name)
def test_realistic_cases_pass(path: Path) -> None:
    validator("case").validate(plain(parse(path.read_bytes(), path.name)))


@pytest.mark.parametrize(
    "name", ["ranges.yaml", "unknown-keys.yaml", "unknown-values.yaml", "missing.yaml", "nulls.yaml"]
)
def test_bad_inputs_fail(name: str) -> None:
    schema = validator("case")
    tree = parse((BAD / name).read_bytes(), name)
    assert isinstance(tree, dict)
    records = [item for item in tree["records"] if isinstance(item, dict)]
    head = {"person": "P", "jurisdiction": "jining", "year": 2024}
    schema.validate(head)
    for record in records:
        beyond_json = any(isinstance(value, Unusable) for value in record.values())
        too_fine = record.get("hours") == Decimal("0.125")
        if not beyond_json and not too_fine:
            assert not schema.is_valid({**head, "records": [plain(record)]}), record


def test_each_field_of_each_kind_has_its_place() -> None:
    schema = validator("case")
    for kind, field in FIELDS:
        value = sample(field)[1]
        if isinstance(value, tuple):
            value = [plain(item) for item in value]
        elif isinstance(value, dict):
            value = plain(dict(value))
        elif field.type == "date":
            value = str(value)
        record = {"id": "a", "kind": kind, field.key: plain(value)}
        schema.validate({"person": "P", "jurisdiction": "jining", "year": 2024, "records": [record]})


def test_one_branch_a_kind() -> None:
    schema = json_schema("case")
    branches = schema["properties"]["records"]["items"]["oneOf"]
    assert [branch["$ref"] for branch in branches] == [f"#/$defs/{code}" for code in catalogue(None).kinds]
    for code in catalogue(None).kinds:
        assert schema["$defs"][code]["properties"]["kind"] == {"const": code}


EXAMPLE = """{
  "person": "P-0001", "jurisdiction": "jining", "year": 2024,
  "regulation": {"id": "jining-2024", "title": "...", "in_force": ["2024-01-01", null]},
  "verdict": "compliant",
  "credited": {"public": 30, "professional": 60.5, "total": 90.5},
  "required": {"public": 30, "professional": 60, "total": null},
  "shortfall": {"public": 0, "professional": 0, "total": 0},
  "relief": {"public": 0, "professional": 0, "total": 0},
  "deemed": [{"record": "a3", "scope": "year", "clause": "x"}], "by_kind": {},
  "would_decide": [{"record": "a3", "subject": "public", "hours": 2}],
  "records": [{"id": "a3", "status": "credited", "claimed": {"public": 5, "professional": 30},
     "credited": {"public": 5, "professional": 0}, "amount": 5, "lost": 0,
     "reasons": [{"code": "allocated", "clause": "x", "message": "..."}]}],
  "caps": [{"id": "x", "clause": "x", "limit": 30, "counted": 40, "credited": 30, "lost": 10, "records": ["a1"]}],
  "allocation": [{"record": "a3", "subject": "public", "hours": 5, "in_every_optimum": true}],
  "optimum": {"proven": true, "count": 1, "count_is_exact": true},
  "readings": [{"id": "round", "value": "exact", "decisive": null}],
  "assumptions": [{"record": "a3", "fact": "hr_recognised", "clause": "x"}],
  "warnings": [],
  "all_readings": {"verdicts": ["compliant"], "holds": true,
     "turning": [{"change": {"round": "up"}, "verdict": "compliant"}]}
}"""


def test_a_result() -> None:
    schema = validator("result")
    example = json.loads(EXAMPLE)
    schema.validate(example)
    for key in ("verdict", "credited", "records", "optimum"):
        assert not schema.is_valid({name: value for name, value in example.items() if name != key})
    assert not schema.is_valid({**example, "verdict": "perhaps"})


@pytest.mark.parametrize("name", ["conflicts.yaml", "too-much.yaml", "duplicates.json"])
def test_what_a_schema_cannot_say(name: str) -> None:
    tree = plain(parse((BAD / name).read_bytes(), name))
    known = [record for record in tree["records"] if record.get("hours") != -1 and "开始" not in record]
    validator("case").validate({**tree, "records": known})
