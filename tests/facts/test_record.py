"""What one record states, as facts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import strategies
from tests.facts.writing import case, facts, law
from xueshi.facts.record import code, record_facts
from xueshi.model.case import Record, Stated
from xueshi.model.kinds import catalogue
from xueshi.read import case_from_mapping


@pytest.mark.parametrize(
    ("kind", "stated", "expected"),
    [
        # flags: a stated no is not silence
        ("training", {"passed": True}, {"says(passed,yes)"}),
        ("training", {"passed": False}, {"says(passed,no)"}),
        ("training", {}, set()),
        # counts and hours
        ("computer_exam", {"modules": 0}, {"measure(modules,0)"}),
        ("paper", {"hours": Decimal("0.01")}, {"measure(hours,90)"}),
        ("paper", {"hours": Decimal("10.50")}, {"measure(hours,94500)"}),
        ("training", {"minutes": 45}, {"measure(minutes,45)"}),
        ("premium_course", {"live_hours": 8}, {"measure(live_hours,72000)"}),
        # choices, in the case of constants
        ("language_exam", {"grade": "A"}, {"says(grade,a)"}),
        ("training", {"filed": "none"}, {"says(filed,none)"}),
        ("online_course", {"subject": "general_public"}, {"says(subject,general_public)"}),
        # no documents at all is not silence either
        ("paper", {"evidence": []}, {"evidence"}),
        ("paper", {"evidence": ["work_copy", "study_file"]}, {"evidence", "paper(work_copy)", "paper(study_file)"}),
        # groups
        ("paper", {"sector_rule": {"hours": 12, "citation": "x"}}, {"sector_rule(unstated,108000)"}),
        ("paper", {"sector_rule": {"hours": 12, "subject": "public"}}, {"sector_rule(public,108000)"}),
        ("paper", {"notice": {"hours": Decimal("2.5"), "subject": "sector_public"}}, {"notice(sector_public,22500)"}),
        ("paper", {"notice": {"citation": "only that"}}, set()),
        # registration
        ("paper", {"registered_on": date(2024, 5, 1)}, {"says(registered,yes)"}),
        ("paper", {"registered": False, "registered_on": date(2024, 5, 1)}, {"says(registered,no)"}),
        # free text, and what names the record, is no fact of its content
        ("paper", {"title": "verdict(1,compliant).", "work_id": "W", "date": date(2024, 1, 1)}, set()),
    ],
)  # fmt: skip
def test_each_type_of_field(kind: str, stated: dict[str, Any], expected: set[str]) -> None:
    assert facts(kind, **stated) == expected


def test_dates_only_where_an_encoding_looks_at_them() -> None:
    dated = law(dated_kinds=frozenset({"training"}))
    begun: dict[str, Any] = {"start": date(2024, 5, 9), "end": date(2024, 5, 9)}
    assert "studied_from(20240509)" in facts("training", regulation=dated, **begun)
    assert facts("training", regulation=dated, date=date(2024, 6, 1)) == {"studied_from(20240601)"}
    assert facts("training", regulation=dated, end=date(2024, 6, 2)) == {"studied_from(20240602)"}
    assert facts("paper", regulation=dated, date=date(2024, 6, 1)) == set()
    assert not any(fact.startswith("studied_from") for fact in facts("training", **begun))


def test_the_day_of_registration_only_where_an_encoding_looks_at_it() -> None:
    day: dict[str, Any] = {"registered_on": date(2021, 12, 31)}
    assert facts("paper", regulation=law(registration_days=True), **day) == {
        "says(registered,yes)",
        "registered_on(20211231)",
    }
    assert facts("paper", **day) == {"says(registered,yes)"}


@given(data=st.data())
def test_content_is_what_is_stated_in_whatever_order(data: st.DataObject) -> None:
    """Records that state the same have the same content, whatever their ids, titles and the order of their keys."""
    kind = data.draw(st.sampled_from(strategies.KINDS))
    (record,) = case(data.draw(strategies.records(kind, 2024, "a"))).records
    turned = Stated(reversed(list(record.stated.items())))
    other = Record("another", record.kind, Stated({**turned, "title": "another", "work_id": "another"}))
    for by_the_day in (False, True):
        first, second = (
            record_facts(found, 2024, law(), catalogue(None), by_the_day=by_the_day) for found in (record, other)
        )
        assert first == second
        assert len(set(first)) == len(first)


@given(data=st.data())
def test_only_integers_and_codes_are_written(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(strategies.KINDS))
    (record,) = case(data.draw(strategies.records(kind, 2024, "a"))).records
    everything = law(dated_kinds=frozenset({kind}), registration_days=True)
    for name, rest in record_facts(record, 2024, everything, catalogue(None), by_the_day=True):
        for term in (name, *rest.split(",")) if rest else (name,):
            assert term.isascii()
            assert term.isdigit() or (term == code(term))


KINDS = """
[fields.tools]
type = "codes"
choices = "tool"
zh = ["工具"]
en = "tools"
[kinds.handicraft]
zh = ["手工"]
en = "handicraft"
fields = ["tools"]
[choices.tool]
hammer = ["hammer", "锤子"]
saw = ["saw", "锯"]
"""


@pytest.mark.parametrize(
    ("tools", "said"), [(None, set()), ([], set()), (["锯", "hammer"], {"tools,hammer", "tools,saw"})]
)
def test_a_list_of_codes_that_a_city_declares(tmp_path: Path, tools: list[str] | None, said: set[str]) -> None:
    (tmp_path / "craftcity").mkdir()
    (tmp_path / "craftcity" / "kinds.toml").write_text(KINDS, encoding="utf-8")
    entry = {"id": "a", "kind": "handicraft"} | ({} if tools is None else {"tools": tools})
    city = {"person": "P", "jurisdiction": "craftcity", "year": 2024, "records": [entry]}
    (record,) = case_from_mapping(city, "case", (tmp_path,)).records
    found = record_facts(record, 2024, law(), catalogue("craftcity", (tmp_path,)), by_the_day=False)
    assert {rest for name, rest in found if name == "says"} == said


@pytest.mark.parametrize(
    ("text", "constant"), [("A", "a"), ("public", "public"), ("x1_y", "x1_y"), ("HEALTH", "health")]
)
def test_a_code_is_a_constant(text: str, constant: str) -> None:
    assert code(text) == constant


@pytest.mark.parametrize(
    "text", ["", " ", "1a", "_a", "a b", "a-b", "a.b", "é", "学", "not", "Not", "a\n", "p(1)", '"a"']
)
def test_anything_else_is_none(text: str) -> None:
    with pytest.raises(ValueError, match="is not a declared code"):
        code(text)
