"""Bounds of a case as a whole, and the shapes that Python may hand over."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

import pytest

from xueshi.errors import InputError
from xueshi.read import case_from_mapping, dossier_from_mapping

HEAD = {"person": "P", "jurisdiction": "jining", "year": 2024}


def refusal(data: object) -> str:
    with pytest.raises(InputError) as error:
        case_from_mapping(data)
    return error.value.render()


def items(number: int, **fields: object) -> list[dict[str, object]]:
    return [{"id": f"r{n}", **fields} for n in range(number)]


def test_ten_thousand_records() -> None:
    assert len(case_from_mapping({**HEAD, "records": items(10_000, kind="training", hours=1)}).records) == 10_000
    said = refusal({**HEAD, "records": items(10_001, kind="training")})
    assert said == "case: records: found a list of 10001, allowed: a list of at most 10000"


def test_a_thousand_leaves() -> None:
    assert "a list of at most 1000" in refusal({**HEAD, "leave": items(1001, kind="illness")})


@pytest.mark.parametrize(
    ("fields", "most"),
    [
        ({"kind": "training", "hours": 8784}, 22),
        ({"kind": "training", "days": 366}, 68),
        ({"kind": "online_course", "minutes": 527_040}, 17),
        ({"kind": "paper"}, 2000),
        ({"kind": "paper", "sector_rule": {"hours": 8784}}, 22),
        ({"kind": "training", "notice": {"hours": 8784}, "hours": 3}, 22),
        ({"kind": "transferred_hours", "public": 8784, "professional": 1}, 22),
    ],
)
def test_the_sum_of_the_stated_amounts(fields: dict[str, Any], most: int) -> None:
    case_from_mapping({**HEAD, "records": items(most, **fields)})
    assert "allowed: at most 200000 hours" in refusal({**HEAD, "records": items(most + 1, **fields)})


def test_mappings_and_tuples_of_any_sort() -> None:
    record = MappingProxyType({"id": "a", "kind": "training", "evidence": ("transcript",), "daily_hours": (8, 8)})
    case = case_from_mapping(MappingProxyType({**HEAD, "records": (record,)}))
    assert case.records[0].stated["evidence"] == ("transcript",)


@pytest.mark.parametrize("data", [None, 3, "x", [HEAD], {HEAD["person"]}, object()])
def test_what_is_no_mapping(data: object) -> None:
    assert refusal(data).startswith("case: found ")


def test_a_name_for_messages() -> None:
    with pytest.raises(InputError) as error:
        case_from_mapping({**HEAD, "year": 3}, name="row 7")
    assert error.value.render().startswith("row 7: year: found `3`")
    assert case_from_mapping(HEAD, name="row 7").name == "row 7"


def test_the_input_is_left_as_it_is() -> None:
    record: dict[str, object] = {"id": "a", "kind": "training", "evidence": ["参训证明"], "hours": -1}
    data = {**HEAD, "records": [record]}
    with pytest.raises(InputError):
        case_from_mapping(data)
    assert record == {"id": "a", "kind": "training", "evidence": ["参训证明"], "hours": -1}


def test_a_dossier_whose_year_repeats_the_person_in_another_way() -> None:
    data = {
        "person": "P",
        "jurisdiction": "binzhou",
        "window": {"from": 2018, "to": 2019},
        "years": {2018: {"person": "P", "jurisdiction": "滨州", "year": 2018}},
    }
    assert dossier_from_mapping(data).years[2018].jurisdiction == "binzhou"
    data["years"] = {2018: {"year": True}}
    with pytest.raises(InputError, match="the dossier's own"):
        dossier_from_mapping(data)
