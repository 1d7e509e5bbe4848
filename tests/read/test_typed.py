"""The Pydantic models: of one mind with the reader."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from tests.read.reading import good_inputs, read
from tests.read.test_declarations import OWN, write
from tests.read.test_kinds import FIELDS, KINDS, sample
from xueshi.model.dossier import Dossier
from xueshi.read import case_from_mapping, parse
from xueshi.read.typed import CaseModel, DossierModel, leave_model, record_model


@pytest.mark.parametrize("path", good_inputs(), ids=lambda path: path.name)
def test_good_inputs_make_models_that_give_them_back(path: Path) -> None:
    tree = parse(path.read_bytes(), path.name)
    expected = read(path)
    if isinstance(expected, Dossier):
        dossier = DossierModel.model_validate(tree)
        assert dossier.dossier() == expected
        assert DossierModel.model_validate_json(dossier.model_dump_json(exclude_unset=True)).dossier() == expected
    else:
        case = CaseModel.model_validate(tree)
        assert case.case() == expected
        assert CaseModel.model_validate_json(case.model_dump_json(exclude_unset=True)).case() == expected


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_has_a_model_with_its_fields(kind: str) -> None:
    model = record_model(kind)
    fields = {field.key: sample(field) for code, field in FIELDS if code == kind}
    assert set(model.model_fields) == {"id", "kind", *fields}
    for key, (written, stated) in fields.items():
        record = model.model_validate({"编号": "a", "kind": kind, key: written}).record()
        assert (record.id, record.kind, record.stated) == ("a", kind, {key: stated})
    assert model.model_json_schema()["properties"]["kind"]["const"] == kind


def test_in_code() -> None:
    training: Any = record_model("training")
    record = training(id="a1", hours=60, days=8, evidence=[], passed=False)
    assert record.hours == Decimal(60)
    assert record.organiser is None
    assert record.stated() == {"hours": Decimal(60), "days": 8, "evidence": (), "passed": False}
    leave: Any = leave_model()
    case = CaseModel(
        person="P", jurisdiction="济宁", year=2024, records=(record,), leave=(leave(id="L", kind="产假", months=3),)
    )
    assert case.case() == case_from_mapping(
        {
            "person": "P",
            "jurisdiction": "jining",
            "year": 2024,
            "records": [{"id": "a1", "kind": "training", "hours": 60, "days": 8, "evidence": [], "passed": False}],
            "leave": [{"id": "L", "kind": "maternity", "months": 3}],
        }
    )
    assert case.leave[0].leave() == case.case().leave[0]
    assert case.records[0].record() == case.case().records[0]
    with pytest.raises(ValidationError):
        record.hours = 3


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"id": "a", "hours": -1}, "allowed: a number from 0 to 8784"),
        ({"id": "a", "hours": None}, "leave the key out"),
        ({"id": "a", "hours": 1, "minutes": 3}, "either `hours` or `minutes`"),
        ({"id": "a", "hours": 1, "学时": 3}, "the key a second time"),
        ({"id": "a", "hour": 1}, "Extra inputs are not permitted"),
        ({"id": 3}, "set in quotes"),
        ({"id": "a", "kind": "paper"}, "the kind is `training`"),
        ({}, "Field required"),
        ([], "valid dictionary"),
    ],
)
def test_refused(values: object, said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        record_model("training").model_validate(values)


def test_a_leave_is_checked() -> None:
    with pytest.raises(ValidationError, match="one of `overseas_assignment`"):
        leave_model().model_validate({"id": "L", "kind": "holiday"})


def test_whole_documents_are_refused_with_the_reader_s_words() -> None:
    with pytest.raises(ValidationError, match="record a: hours: found `-1`"):
        CaseModel.model_validate(
            {
                "person": "P",
                "jurisdiction": "x",
                "year": 2024,
                "records": [{"id": "a", "kind": "training", "hours": -1}],
            }
        )
    with pytest.raises(ValidationError, match="neither `window` nor `application`"):
        DossierModel.model_validate({"person": "P", "jurisdiction": "x"})
    with pytest.raises(ValidationError, match="valid dictionary"):
        CaseModel.model_validate(3)
    with pytest.raises(ValidationError, match="valid dictionary"):
        DossierModel.model_validate(3)


def test_an_unknown_kind() -> None:
    with pytest.raises(KeyError):
        record_model("nonsense")


def test_a_jurisdiction_s_own_kinds(tmp_path: Path) -> None:
    write(tmp_path, OWN)
    model: Any = record_model("field_work", "mars", (tmp_path,))
    assert model(id="a", crew=3).record().stated == {"crew": 3}
