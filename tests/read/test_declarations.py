"""A jurisdiction's own kinds.toml: what it may add, and what is said when it is wrong."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from xueshi.errors import InputError
from xueshi.model.declarations import DeclarationError
from xueshi.model.kinds import catalogue, jurisdictions
from xueshi.model.schema import json_schema
from xueshi.read import case_from_mapping

OWN = """
[kinds]
field_work = {zh = ["野外实习"], en = "field work", fields = ["@time", "crew", "tools", "permit", "region"]}
training = {fields = ["crew"]}
[fields]
crew = {type = "count", min = 1, max = 50, each = 0.5, zh = ["人数"], en = "crew", about = ["people", "人数"]}
tools = {type = "codes", choices = "tool", zh = ["工具"], en = "tools"}
permit = {type = "group", fields = ["citation", "crew"], zh = ["许可"], en = "permit"}
region = {type = "open", choices = "region", zh = ["区域"], en = "region"}
[choices.region]
pole = ["pole", "极区"]
[choices.tool]
drill = ["drill", "钻机"]
[choices.document]
field_book = ["field book", "野外记录本"]
[choices.jurisdiction]
mars = ["Mars", "火星"]
jining = ["Jining", "济宁"]
[choices.sector]
mining = ["mining", "采矿"]
"""


@pytest.fixture
def roots(tmp_path: Path) -> tuple[Path, ...]:
    write(tmp_path, OWN)
    return (tmp_path,)


def write(root: Path, text: str) -> None:
    folder = root / "mars"
    folder.mkdir(exist_ok=True)
    (folder / "kinds.toml").write_text(text, encoding="utf-8")


def case(*records: dict[str, object], jurisdiction: str = "mars") -> dict[str, object]:
    return {"person": "P", "jurisdiction": jurisdiction, "year": 2024, "records": list(records)}


def test_its_kinds_fields_and_documents_are_read(roots: tuple[Path, ...]) -> None:
    records = (
        {
            "id": "a",
            "种类": "野外实习",
            "人数": 3,
            "工具": ["钻机"],
            "hours": 8,
            "许可": {"人数": 2, "依据": "x"},
            "区域": "极区",
        },
        {"id": "b", "kind": "training", "crew": 4, "evidence": ["野外记录本", "transcript"]},
    )
    read = case_from_mapping(case(*records, jurisdiction="火星") | {"行业": "采矿"}, roots=roots)
    assert read.jurisdiction == "mars"
    assert read.sector == "mining"
    assert read.records[0].kind == "field_work"
    assert read.records[0].stated == {
        "crew": 3,
        "tools": ("drill",),
        "hours": Decimal(8),
        "permit": {"crew": 2, "citation": "x"},
        "region": "pole",
    }
    assert read.records[1].stated["evidence"] == ("field_book", "transcript")


def test_an_open_field_takes_other_texts_too(roots: tuple[Path, ...]) -> None:
    read = case_from_mapping(case({"id": "a", "kind": "field_work", "region": "crater"}), roots=roots)
    assert read.records[0].stated == {"region": "crater"}
    with pytest.raises(InputError, match="region: found the number `3`"):
        case_from_mapping(case({"id": "a", "kind": "field_work", "region": 3}), roots=roots)


def test_they_are_its_own(roots: tuple[Path, ...]) -> None:
    with pytest.raises(InputError) as error:
        case_from_mapping(case({"id": "a", "kind": "field_work"}, jurisdiction="jining"), roots=roots)
    assert error.value.problems[0].code == "value"
    with pytest.raises(InputError, match="crew"):
        case_from_mapping(case({"id": "a", "kind": "training", "crew": 1}, jurisdiction="jining"), roots=roots)


def test_the_schema_tells_them(roots: tuple[Path, ...]) -> None:
    assert "field_work" in json_schema("case", "mars", roots)["$defs"]
    assert "field_work" not in json_schema("case")["$defs"]
    assert jurisdictions(roots)["mars"].zh == "火星"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x = [", "Invalid value"),
        ("[limits]\nrecords = 1", "limits is no table of groups, fields, kinds, choices"),
        ("kinds = 3", "kinds is no table of"),
        ("[kinds]\nx = 3", "kinds.x is no table"),
        ("[kinds]\nx = {zh = ['x'], en = 'x'}", "kinds.x needs fields"),
        ("[kinds]\nx = {zh = ['x'], en = 'x', fields = ['y']}", "fields.y is not declared"),
        ("[kinds]\nx = {zh = ['x'], en = 'x', fields = ['@y']}", "groups.y is not declared"),
        ("[kinds]\nx = {zh = ['x'], en = 'x', fields = ['hours'], rate = 3}", "kinds.x: unknown key rate"),
        ("[kinds]\nx = {zh = 'x', en = 'x', fields = ['hours']}", "kinds.x.zh is no list of texts"),
        ("[kinds]\nx = {zh = ['论文'], en = 'x', fields = ['hours']}", "`论文` stands for both `paper` and `x`"),
        ("[kinds]\n'野外' = {zh = ['x'], en = 'x', fields = ['hours']}", "野外 is no code"),
        ("[kinds]\npaper = {en = 'x', fields = ['hours']}", "only fields can be added"),
        ("[fields]\nhours = {type = 'flag', zh = ['x'], en = 'x'}", "fields.hours is already declared"),
        ("[fields]\nx = {type = 'flog', zh = ['x'], en = 'x'}", "unknown type flog"),
        ("[fields]\nx = {type = 'flag', en = 'x'}", "fields.x needs zh"),
        ("[fields]\nx = {type = 'count', zh = ['x'], en = 'x'}", "fields.x needs max"),
        ("[fields]\nx = {type = 'count', max = 1.5, zh = ['x'], en = 'x'}", "max is no whole number"),
        ("[fields]\nx = {type = 'choice', choices = 'y', zh = ['x'], en = 'x'}", "choices.y is not declared"),
        ("[fields]\nx = {type = 'group', fields = ['x'], zh = ['x'], en = 'x'}", "fields.x: "),
        ("[fields]\nx = {type = 'flag', zh = ['x'], en = 'x', about = ['y']}", "about is no list of texts, at least 2"),
        ("[choices.level]\ncounty = ['a', 'b']", "choices.level.county is already declared"),
        ("[choices.level]\nvillage = ['village', '县级']", "`县级` stands for both"),
        ("[choices.x]\ny = ['a']", "choices.x.y is no list of texts, at least 2"),
        ("[groups]\nx = 3", "groups.x is no list of texts"),
    ],
)
def test_a_fault_names_file_and_entry(tmp_path: Path, text: str, said: str) -> None:
    write(tmp_path, text)
    with pytest.raises(DeclarationError) as error:
        catalogue("mars", (tmp_path,))
    assert str(error.value).startswith(str(tmp_path / "mars" / "kinds.toml"))
    assert said in str(error.value)
    with pytest.raises(InputError) as read:
        case_from_mapping(case(), roots=(tmp_path,))
    assert read.value.problems[0].code == "declaration"


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    write(tmp_path, "")
    (tmp_path / "mars" / "kinds.toml").write_bytes(b"\xff")
    with pytest.raises(DeclarationError, match="utf-8"):
        catalogue("mars", (tmp_path,))
