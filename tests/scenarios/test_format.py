"""The scenario format itself: rows, bases, bounds, and what is an error."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from textwrap import dedent, indent
from typing import Any

import pytest

from tests.scenarios.compare import differences, table
from tests.scenarios.files import Expect, Scenario, ScenarioError, parse_scenarios

FRAME = """\
regulation: jining-2024
clause: 附件1 一(2)
about: the foreign-language examination
case: {person: S-1, jurisdiction: jining, year: 2024}
bases:
  one: {records: [{id: b1, kind: patent}]}
scenarios:
"""

RESULT: dict[str, Any] = {
    "verdict": "non_compliant",
    "credited": {"public": 12.5, "professional": 60, "total": 72.5},
    "required": {"public": 30, "professional": 60, "total": None},
    "shortfall": {"public": 17.5, "professional": 0, "total": 0},
    "relief": {"public": 0, "professional": 0, "total": 0},
    "by_kind": {},
    "deemed": [{"record": "p1", "scope": "professional"}],
    "would_decide": [{"record": "a1", "subject": "public", "hours": 3}],
    "records": [
        {
            "id": "a1",
            "status": "partly_credited",
            "claimed": {"public": 20, "professional": 0},
            "credited": {"public": 12.5, "professional": 0},
            "amount": 20,
            "lost": 7.5,
            "reasons": [{"code": "category_cap"}],
        }
    ],
    "leave": [{"id": "L1", "accepted": True, "months": 7, "days_over": 0, "reasons": []}],
    "caps": [
        {"id": "modules", "limit": 30, "counted": 35, "credited": 30, "lost": 5, "records": ["a1"], "per": "year"}
    ],
    "allocation": [{"record": "a1", "subject": "public", "hours": 12.5, "in_every_optimum": True}],
    "optimum": {"proven": True, "count": 1, "count_is_exact": True},
    "assumptions": [{"record": "a1", "fact": "passed"}, {"record": None, "fact": "sector"}],
    "warnings": [{"code": "notice", "record": "a1"}],
}

AS_FOUND = {
    "verdict": "non_compliant",
    "credited": {"public": Decimal("12.5"), "professional": {"at_least": 60, "at_most": 60}},
    "required": {"total": None},
    "shortfall": {"public": {"at_most": 20}},
    "deemed": [{"record": "p1", "scope": "professional"}],
    "would_decide": [{"record": "a1", "subject": "public", "hours": 3}],
    "records": {
        "a1": {
            "status": "partly_credited",
            "claimed": {"public": 20},
            "credited": {"public": {"at_least": 12}},
            "amount": 20,
            "lost": Decimal("7.5"),
            "reasons": ["category_cap"],
            "not_reasons": ["day_cap"],
        }
    },
    "leave": {"L1": {"accepted": True, "months": 7}},
    "caps": [{"limit": 30, "counted": 35, "records": ["a1"]}],
    "allocation": {"a1": "public"},
    "optimum": {"proven": True},
    "assumptions": {"a1": ["passed"], "case": ["sector"]},
    "no_assumptions": {"a1": ["hr_recognised"]},
    "warnings": [{"record": "a1"}],
}


def parsed(scenarios: str, frame: str = FRAME) -> list[Scenario]:
    return parse_scenarios(frame + indent(dedent(scenarios), "  "), Path("f.yaml"))


def faults(scenarios: str, frame: str = FRAME) -> list[str]:
    with pytest.raises(ScenarioError) as caught:
        parsed(scenarios, frame)
    return str(caught.value).splitlines()


def test_a_scenario_takes_person_and_year_from_the_file_and_records_from_its_base() -> None:
    (found,) = parsed(
        """
        - name: with a base
          base: one
          given: {sector: engineering, records: [{id: a1, kind: paper, date: 2024-05-01, hours: 7.10}]}
          expect: {verdict: compliant}
        """
    )
    assert found.case == {
        "person": "S-1",
        "jurisdiction": "jining",
        "year": 2024,
        "sector": "engineering",
        "records": [
            {"id": "b1", "kind": "patent"},
            {"id": "a1", "kind": "paper", "date": "2024-05-01", "hours": Decimal("7.10")},
        ],
    }
    assert (found.readings, found.strict) == ({}, False)


def test_rows_put_typed_values_into_every_part_and_leave_out_what_is_unstated() -> None:
    first, second = parsed(
        """
        - name: grade <grade> with papers <papers>
          readings: {round: <round>}
          given: {records: [{id: a1, kind: language_exam, grade: <grade>, evidence: <papers>}]}
          expect: {credited: {public: <hours>}}
          rows:
            - [grade, papers, round, hours]
            - [A, [score_notice], up, 30]
            - [B, unstated, down, {at_least: 20}]
        """
    )
    assert first.name == "grade A with papers score_notice"
    assert first.case["records"] == [{"id": "a1", "kind": "language_exam", "grade": "A", "evidence": ["score_notice"]}]
    assert first.readings == {"round": "up"}
    assert first.expect.credited == {"public": Decimal(30)}
    assert second.case["records"] == [{"id": "a1", "kind": "language_exam", "grade": "B"}]


@pytest.mark.parametrize(
    ("scenario", "fault"),
    [
        ("- {name: a, given: {}, expect: {verdict: compliant}, hint: x}", "scenario 1 (a): hint: extra inputs"),
        ("- {name: a, given: {}, expect: {credits: {public: 1}}}", "expect.credits: extra inputs"),
        ("- {name: a, given: {}, expect: {records: {a1: {hours: 1}}}}", "expect.records.a1.hours: extra inputs"),
        ("- {name: a, given: {}, expect: {credited: {public: {above: 1}}}}", "above: extra inputs"),
        ("- {name: a, given: {}, expect: {credited: {public: {}}}}", "needs at_least or at_most"),
        ("- {name: a, given: {}, expect: {verdict: passed}}", "expect.verdict: input should be 'compliant'"),
        ("- {name: a, given: {}, expect: {}}", "expects nothing"),
        ("- {name: a, given: {}}", "expect: field required"),
        ("- {given: {}, expect: {verdict: compliant}}", "name: field required"),
        ("- {name: a, base: two, given: {}, expect: {verdict: compliant}}", "base 'two' is unknown, known are ['one']"),
        ("- {name: a, given: {}, expect: {error: [x], verdict: compliant}}", "error stands alone"),
        ("- {name: <x>, given: {}, expect: {verdict: compliant}}", "placeholders without rows: ['x']"),
        ("- {name: <x>, given: {}, expect: {verdict: compliant}, rows: [[x]]}", "at least one row of values"),
        ("- {name: <x>, given: {}, expect: {verdict: compliant}, rows: [[x, y], [1, 2]]}", "['x', 'y'] and"),
        ("- {name: <x>, given: {}, expect: {verdict: compliant}, rows: [[x], [1, 2]]}", "2 values for 1 columns"),
        ("- {name: a, name: b, given: {}, expect: {verdict: compliant}}", "key 'name' is given twice"),
        (
            "- {name: <x>, given: {}, expect: {verdict: compliant}, rows: [[x], [1], [1]]}",
            "the name '1' is given twice",
        ),
    ],
)
def test_a_file_at_fault_says_where(scenario: str, fault: str) -> None:
    assert fault in "\n".join(faults(scenario))


def test_all_faults_are_reported_at_once() -> None:
    found = faults("- {name: a, given: {}, expect: {}}\n- {name: b, given: {}, strict: maybe, expect: {verdict: no}}")
    assert len(found) == 3


@pytest.mark.parametrize("key", ["regulation", "clause", "about", "case"])
def test_the_frame_must_be_whole(key: str) -> None:
    frame = "\n".join(line for line in FRAME.splitlines() if not line.startswith(f"{key}:")) + "\n"
    assert faults("- {name: a, given: {}, expect: {verdict: compliant}}", frame) == [f"f.yaml: {key}: field required"]


def test_an_unknown_key_of_the_frame_is_an_error() -> None:
    assert (
        "f.yaml: author: extra inputs"
        in faults("- {name: a, given: {}, expect: {verdict: compliant}}", "author: me\n" + FRAME)[0]
    )


def test_nothing_differs_from_what_was_found() -> None:
    assert differences(Expect.model_validate(AS_FOUND), RESULT) == []


@pytest.mark.parametrize(
    ("expect", "where", "expected", "found"),
    [
        ({"verdict": "compliant"}, "verdict", "compliant", "non_compliant"),
        ({"credited": {"public": 12}}, "credited.public", "12", "12.5"),
        ({"credited": {"public": {"at_least": 13}}}, "credited.public", "at least 13", "12.5"),
        ({"credited": {"other": 1}}, "credited.other", "1", "absent"),
        ({"required": {"total": 90}}, "required.total", "90", "null"),
        ({"deemed": []}, "deemed", "[]", "[('p1', 'professional')]"),
        ({"records": {"a2": {"lost": 1}}}, "records.a2", "present", "absent"),
        ({"records": {"a1": {"status": "credited"}}}, "records.a1.status", "credited", "partly_credited"),
        ({"records": {"a1": {"lost": 1}}}, "records.a1.lost", "1", "7.5"),
        ({"records": {"a1": {"claimed": {"public": 1}}}}, "records.a1.claimed.public", "1", "20"),
        ({"records": {"a1": {"reasons": ["day_cap"]}}}, "records.a1.reasons", "day_cap", "[category_cap]"),
        (
            {"records": {"a1": {"not_reasons": ["category_cap"]}}},
            "records.a1.reasons",
            "not category_cap",
            "[category_cap]",
        ),
        ({"leave": {"L1": {"months": 6}}}, "leave.L1.months", "6", "7"),
        ({"allocation": {"a1": "professional"}}, "allocation.a1.subject", "professional", "public"),
        ({"allocation": {"a1": {"hours": 5}}}, "allocation.a1.hours", "5", "12.5"),
        ({"allocation": {"a2": "public"}}, "allocation.a2", "present", "absent"),
        ({"optimum": {"count": 2}}, "optimum.count", "2", "1"),
        ({"assumptions": {"a1": ["evidence"]}}, "assumptions.a1", "evidence", "[passed]"),
        ({"no_assumptions": {"a1": ["passed"]}}, "assumptions.a1", "not passed", "passed"),
        ({"warnings": [{"record": "a2"}]}, "warnings", "{record: a2}", "[{code: notice, record: a1}]"),
        (
            {"would_decide": [{"record": "a1", "subject": "public", "hours": 4}]},
            "would_decide",
            "{record: a1, subject: public, hours: 4}",
            "[{record: a1, subject: public, hours: 3}]",
        ),
        (
            {"caps": [{"limit": 40}]},
            "caps",
            "{limit: 40}",
            "[{id: modules, limit: 30, counted: 35, credited: 30, lost: 5, records: [a1]}]",
        ),
    ],
)
def test_a_difference_is_named(expect: dict[str, Any], where: str, expected: str, found: str) -> None:
    (only,) = differences(Expect.model_validate(expect), RESULT)
    assert (only.where, only.expected, only.found) == (where, expected, found)


def test_the_differences_stand_in_a_table() -> None:
    wrong = differences(Expect.model_validate({"verdict": "compliant", "credited": {"public": 1}}), RESULT)
    assert table(wrong).splitlines() == [
        "  where            expected   found",
        "  verdict          compliant  non_compliant",
        "  credited.public  1          12.5",
    ]
