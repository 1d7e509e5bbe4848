from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.cli.running import bad, good, xueshi
from xueshi.law.regulation import regulations
from xueshi.read import case_from_text

WHERE = [("jining", "2024"), ("weihai", "2022"), ("weihai", "2025")]
EVERYWHERE = [(law.jurisdiction, str(law.first_day.year)) for law in regulations()]


def whole(template: str) -> str:
    """Return the template with every example uncommented."""
    return re.sub(r"^#(?=\S|  )", "", template, flags=re.MULTILINE)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("jurisdiction", "year"), WHERE)
def test_the_file_is_a_case_that_check_accepts(jurisdiction: str, year: str, lang: str) -> None:
    template = good("new", jurisdiction, year, "--lang", lang)
    result = json.loads(good("check", "--json", "-", stdin=template))
    assert (result["jurisdiction"], result["year"]) == (jurisdiction, int(year))
    assert [record["status"] for record in result["records"]] == ["credited"]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("jurisdiction", "year"), EVERYWHERE)
def test_so_is_the_file_with_every_example(jurisdiction: str, year: str, lang: str) -> None:
    template = good("new", jurisdiction, year, "--lang", lang)
    for text in (template, whole(template)):
        result = json.loads(good("check", "--json", "-", stdin=text))
        assert result["regulation"]["id"].startswith(jurisdiction)
        assert result["records"]


@pytest.mark.parametrize("strict", [True, False])
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("jurisdiction", "year"), WHERE)
def test_every_example_is_credited(jurisdiction: str, year: str, lang: str, strict: bool) -> None:
    template = whole(good("new", jurisdiction, year, "--lang", lang))
    result = json.loads(good("check", "--json", *(["--strict"] if strict else []), "-", stdin=template))
    assert {record["id"]: record["status"] for record in result["records"] if record["status"] != "credited"} == {}
    assert len(result["records"]) >= 14
    assert result["leave"][0]["accepted"]
    assert not [item for item in result["assumptions"] if item["record"] is not None and strict]


@pytest.mark.parametrize(("jurisdiction", "year"), WHERE)
def test_there_is_an_example_of_each_way_that_counts(jurisdiction: str, year: str) -> None:
    template = good("new", jurisdiction, year)
    kinds = json.loads(good("kinds", jurisdiction, "--year", year, "--json"))["kinds"]
    examples = case_from_text(whole(template)).records
    assert {record.kind for record in examples} <= {item["kind"] for item in kinds}
    for item in kinds:
        assert re.search(rf"\b{item['kind']}\b", template), item["kind"]
    assert template.isprintable() is False
    assert max(map(len, template.splitlines())) <= 140


def test_a_file_is_written_and_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "案卷.yaml"
    result = xueshi("new", "jining", "2024", "-o", str(path))
    assert (result.exit_code, result.stdout) == (0, "")
    assert str(path) in result.stderr
    assert path.read_text(encoding="utf-8") == good("new", "jining", "2024")
    before = path.read_bytes()
    assert bad("new", "jining", "2024", "-o", str(path)) == [
        f"{path}: found a file that exists already, allowed: a name that is not taken; nothing is overwritten"
    ]
    assert path.read_bytes() == before
    assert bad("new", "jining", "2024", "-o", str(tmp_path / "none" / "x.yaml"), status=74)


def test_faults() -> None:
    assert bad("new", "jining", "2023")[0].startswith("YEAR: found 2023, allowed: a year")
    assert bad("new", "jining", "next")[0].startswith("YEAR: found `next`")
    assert bad("new", "atlantis", "2024")[0].startswith("JURISDICTION: found `atlantis`")
    assert bad("new", "jining")[0] == "xueshi new: YEAR is missing"
