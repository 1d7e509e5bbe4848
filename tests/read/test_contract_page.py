"""docs/records.md tells what is declared, and its examples are read."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from tests.read.contract_tables import PAGE, TABLES, page_with_tables
from tests.read.test_declarations import write
from xueshi.model.kinds import catalogue
from xueshi.read import case_from_mapping, case_from_text, dossier_from_text, parse

TEXT = PAGE.read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", TEXT, re.DOTALL)


def test_the_tables_are_those_of_the_declarations() -> None:
    assert page_with_tables(TEXT) == TEXT, "run: python -m tests.read.contract_tables"
    assert set(re.findall(r"<!-- table: (\w+) -->", TEXT)) == set(TABLES)


def test_the_case_is_read() -> None:
    case = case_from_text(blocks("yaml")[0])
    assert [record.id for record in case.records] == ["a1", "a2", "a3"]
    chinese = parse(blocks("yaml")[1], "x.yaml")
    assert isinstance(chinese, dict)
    again = case_from_mapping({"person": "P", "jurisdiction": "jining", "year": 2024, **chinese})
    assert again.records[0] == case.records[1]


def test_the_dossier_is_read() -> None:
    assert list(dossier_from_text(blocks("yaml")[2]).years) == [2018, 2020]


def test_the_declaration_is_taken(tmp_path: Path) -> None:
    own = blocks("toml")[0]
    assert tomllib.loads(own)
    write(tmp_path, own)
    assert "crew" in catalogue("mars", (tmp_path,)).kind("training").fields


@pytest.mark.parametrize("line", blocks("text")[0].splitlines())
def test_the_messages_are_shaped_so(line: str) -> None:
    assert re.fullmatch(r"case\.yaml: (record|leave) \w+: \w+: found .+, allowed: .+", line)
