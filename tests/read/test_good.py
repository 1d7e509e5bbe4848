"""Inputs that are right, whatever they look like."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from tests.read.reading import GOOD, good_inputs, read
from xueshi.model.case import Case
from xueshi.model.dossier import Dossier


@pytest.mark.parametrize("path", good_inputs(), ids=lambda path: path.name)
def test_is_read(path: Path) -> None:
    assert isinstance(read(path), Dossier if path.name.startswith("dossier") else Case)


def test_one_case_in_two_languages_and_two_formats() -> None:
    english = read(GOOD / "english.yaml")
    assert read(GOOD / "chinese.yaml") == english
    assert read(GOOD / "english.json") == english


def test_records_keep_their_order_and_state_only_what_is_there() -> None:
    case = read(GOOD / "english.yaml")
    assert isinstance(case, Case)
    assert [record.id for record in case.records] == ["a1", "a2", "a3", "a4"]
    assert case.records[3].stated == {
        "outlet": "unnumbered",
        "characters": 5000,
        "authors": 3,
        "rank": 1,
        "evidence": (),
    }
    assert case.leave[0].stated["applied"] is False
    assert "applied" not in case.records[0].stated


def test_amounts_are_exact() -> None:
    case = read(GOOD / "english.yaml")
    assert isinstance(case, Case)
    assert str(case.records[0].stated["hours"]) == "25.5"
    assert case.records[1].stated["daily_hours"] == (Decimal(8), Decimal("7.5"))


def test_a_dossier_s_years_are_cases_that_inherit_what_they_do_not_say() -> None:
    dossier = read(GOOD / "dossier-window.yaml")
    assert isinstance(dossier, Dossier)
    assert dossier.window == (2017, 2019)
    assert list(dossier.years) == [2017, 2019]
    assert [case.sector for case in dossier.years.values()] == ["education", "health"]
    assert dossier.years[2017].year == 2017
    assert dossier.years[2017].person == "P-2"
    assert dossier.verdicts == {2018: "compliant", 2016: "non_compliant"}


def test_text_that_looks_like_something_else_stays_text() -> None:
    case = read(GOOD / "strange-texts.yaml")
    assert isinstance(case, Case)
    assert [record.stated.get("work_id") for record in case.records] == [None, "no", "12:30", "2024-01-01", "0x1F"]
    assert case.jurisdiction == "外市"
    assert case.sector == "渔业"
