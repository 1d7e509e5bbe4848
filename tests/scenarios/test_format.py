"""The scenario format itself: rows, bases, bounds, and what is an error."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from textwrap import dedent, indent
from typing import Any

import pytest

from xueshi.errors import InputError
from xueshi.messages import Lang
from xueshi.scenario.cases import DossierScenario, Scenario
from xueshi.scenario.compare import differences
from xueshi.scenario.compare_years import dossier_differences
from xueshi.scenario.files import parse_scenarios
from xueshi.scenario.model import DossierExpect, Expect

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
    "deemed": [{"record": "p1", "scope": "professional", "clause": "四"}],
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
    "allocation": [
        {"record": "a1", "subject": "public", "hours": 12.5, "in_every_optimum": False, "possible": ["public", "p2"]}
    ],
    "optimum": {"proven": True, "count": 1, "count_is_exact": True},
    "assumptions": [
        {"record": "a1", "fact": "passed", "clause": "三"},
        {"record": None, "fact": "sector", "clause": "一"},
    ],
    "warnings": [{"code": "notice", "record": "a1", "clause": "三"}],
    "readings": [{"id": "round", "value": "down"}],
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
    "allocation": {"a1": {"subject": "public", "possible": ["public", "p2"], "impossible": ["professional"]}},
    "optimum": {"proven": True},
    "assumptions": {"a1": ["passed", {"fact": "passed", "clause": "三"}], "case": ["sector"]},
    "no_assumptions": {"a1": ["hr_recognised", {"fact": "passed", "clause": "二"}]},
    "warnings": [{"record": "a1", "clause": "三"}],
    "no_warnings": [{"record": "a2"}, {"code": "notice", "clause": "二"}],
    "readings": {"round": "down"},
}


def parsed(scenarios: str, frame: str = FRAME) -> list[Scenario]:
    found = parse_scenarios(frame + indent(dedent(scenarios), "  "), Path("f.yaml"))
    assert all(isinstance(scenario, Scenario) for scenario in found)
    return [scenario for scenario in found if isinstance(scenario, Scenario)]


def faults(scenarios: str, frame: str = FRAME) -> list[str]:
    with pytest.raises(InputError) as caught:
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
        (
            "- {name: a, given: {}, expect: {verdict: compliant}, hint: x}",
            "hint: found an unknown key, allowed: the keys",
        ),
        (
            "- {name: a, given: {}, expect: {credits: {public: 1}}}",
            "expect.credits: found an unknown key (did you mean `cr",
        ),
        (
            "- {name: a, given: {}, expect: {records: {a1: {hours: 1}}}}",
            "expect.records.a1.hours: found an unknown key",
        ),
        ("- {name: a, given: {}, expect: {records: {a1: {hours: 1}}}}", "`claimed`, `credited`, `amount`, `lost`"),
        (
            "- {name: a, given: {}, expect: {caps: [{records: a1}]}}",
            "expect.caps.0.records: found the text `a1`, allowed: a",
        ),
        ("- {name: a, given: {}, expect: {credited: {public: {above: 1}}}}", "public.above: found an unknown key"),
        (
            "- {name: a, given: {}, expect: {credited: {public: {}}}}",
            "expect.credited.public: found nothing, allowed: `at_",
        ),
        ("- {name: a, given: {}, expect: {credited: {public: many}}}", "expect.credited.public: found the text `many`"),
        (
            "- {name: a, given: {}, expect: {credited: {public: true}}}",
            "expect.credited.public: found `true`, allowed: hours",
        ),
        (
            "- {name: a, given: {}, expect: {verdict: passed}}",
            "expect.verdict: found `passed`, allowed: one of `compliant`",
        ),
        ("- {name: a, given: {}, expect: {verdict: complient}}", "(did you mean `compliant`?)"),
        ("- {name: a, given: {}, expect: {}}", "expect: found nothing, allowed: something that is expected"),
        ("- {name: a, given: {}}", "expect: found nothing, allowed: a value"),
        (
            "- {given: {}, expect: {verdict: compliant}}",
            "scenario 1 (without a name): name: found nothing, allowed: a value",
        ),
        (
            "- {name: a, base: two, given: {}, expect: {verdict: compliant}}",
            "base: found `two`, allowed: one of the file's",
        ),
        ("- {name: a, given: {}, expect: {error: [x], verdict: compliant}}", "found `error` beside other keys"),
        (
            "- {name: <x>, given: {}, expect: {verdict: compliant}}",
            "rows: found the placeholders x, allowed: a table `rows`",
        ),
        (
            "- {name: <x>, given: {}, expect: {verdict: compliant}, rows: [[x]]}",
            "rows: found a list of 1, allowed: a row of",
        ),
        (
            "- {name: <x>, given: {}, expect: {verdict: compliant}, rows: [[x, y], [1, 2]]}",
            "rows: found the columns x, y, allowed: the placeholders x",
        ),
        (
            "- {name: <x>, given: {}, expect: {verdict: compliant}, rows: [[x], [1, 2]]}",
            "rows: found 2 in row no. 1, allowed: a value for each column, 1",
        ),
        (
            "- {name: a, name: b, given: {}, expect: {verdict: compliant}}",
            "f.yaml: name: found the key a second time, in line 8, allowed: each key once",
        ),
        (
            "- {name: <x>, given: {}, expect: {verdict: compliant}, rows: [[x], [1], [1]]}",
            "found the name `1` a second time, allowed: a name that is unique in the file",
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
    assert faults("- {name: a, given: {}, expect: {verdict: compliant}}", frame) == [
        f"f.yaml: {key}: found nothing, allowed: a value"
    ]


def test_an_unknown_key_of_the_frame_is_an_error() -> None:
    assert (
        "f.yaml: author: found an unknown key"
        in faults("- {name: a, given: {}, expect: {verdict: compliant}}", "author: me\n" + FRAME)[0]
    )


def test_nothing_differs_from_what_was_found() -> None:
    assert differences(Expect.model_validate(AS_FOUND), RESULT) == []


@pytest.mark.parametrize(
    ("expect", "where", "expected", "found"),
    [
        ({"verdict": "compliant"}, "verdict", "compliant", "non_compliant"),
        ({"credited": {"public": 12}}, "credited.public", "12", "12.5"),
        ({"credited": {"public": {"at_least": 13}}}, "credited.public", "≥ 13", "12.5"),
        ({"credited": {"other": 1}}, "credited.other", "1", "absent"),
        ({"required": {"total": 90}}, "required.total", "90", "null"),
        ({"deemed": []}, "deemed", "[]", "[[p1, professional]]"),
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
        (
            {"allocation": {"a1": {"possible": ["professional"]}}},
            "allocation.a1.possible",
            "professional",
            "[public, p2]",
        ),
        ({"allocation": {"a1": {"impossible": ["p2"]}}}, "allocation.a1.possible", "not p2", "[public, p2]"),
        ({"allocation": {"a2": "public"}}, "allocation.a2", "present", "absent"),
        ({"optimum": {"count": 2}}, "optimum.count", "2", "1"),
        ({"assumptions": {"a1": ["evidence"]}}, "assumptions.a1", "evidence", "[passed]"),
        ({"no_assumptions": {"a1": ["passed"]}}, "assumptions.a1", "not passed", "passed"),
        (
            {"assumptions": {"a1": [{"fact": "passed", "clause": "二"}]}},
            "assumptions.a1",
            "{fact: passed, clause: 二}",
            "[{fact: passed, clause: 三}]",
        ),
        (
            {"no_assumptions": {"case": [{"fact": "sector", "clause": "一"}]}},
            "assumptions.case",
            "not {fact: sector, clause: 一}",
            "{fact: sector, clause: 一}",
        ),
        ({"no_warnings": [{"record": "a1"}]}, "warnings", "not {record: a1}", "{record: a1}"),
        ({"readings": {"round": "up"}}, "readings.round", "up", "down"),
        ({"readings": {"other": "up"}}, "readings.other", "up", "absent"),
        (
            {"deemed": [{"record": "p1", "scope": "professional", "clause": "五"}]},
            "deemed",
            "{record: p1, scope: professional, clause: 五}",
            "[{record: p1, scope: professional, clause: 四}]",
        ),
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
    assert only.row("en") == (where, expected, found)


def test_a_scenario_and_each_row_know_their_line() -> None:
    text = """
        - name: first
          given: {}
          expect: {verdict: compliant}
        - name: row <n>
          given: {earlier_modules: <n>}
          expect: {verdict: compliant}
          rows:
            - [n]
            - [1]
            - [2]
        """
    # The frame has seven lines, and the text begins with a line break.
    assert [(s.name, s.place) for s in parsed(text)] == [
        ("first", "f.yaml:9"),
        ("row 1", "f.yaml:17"),
        ("row 2", "f.yaml:18"),
    ]


def test_clauses_are_separated_by_commas() -> None:
    frame = FRAME.replace("clause: 附件1 一(2)", "clause: 附件1 一(2)， 三(1), 二")
    (found,) = parsed("- {name: a, given: {}, expect: {verdict: compliant}}", frame)
    assert found.clauses == ("附件1 一(2)", "三(1)", "二")


DOSSIERS = """\
question: lishui-2020-title
clause: "13"
about: an application
dossier: {person: D-1, jurisdiction: lishui, sector: engineering}
years:
  good: {records: []}
scenarios:
"""


def test_a_file_on_several_years_names_the_years() -> None:
    entry = (
        "  - {name: a, given: {years: {2021: good, 2022: {records: []}, 2023: unknown}}, expect: {verdict: eligible}}"
    )
    (found,) = parse_scenarios(DOSSIERS + entry, Path("f.yaml"))
    assert isinstance(found, DossierScenario)
    assert found.dossier["years"] == {2021: {"records": []}, 2022: {"records": []}}
    assert found.regulation == "lishui-2020-title"


def test_a_year_that_the_file_does_not_name_is_a_fault() -> None:
    entry = "  - {name: a, given: {years: {2021: goood}}, expect: {verdict: eligible}}"
    with pytest.raises(InputError, match=r"given.years: found `goood` \(did you mean `good`\?\)"):
        parse_scenarios(DOSSIERS + entry, Path("f.yaml"))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_fault_reads_in_both_languages(lang: Lang) -> None:
    with pytest.raises(InputError) as caught:
        parsed("- {name: a, given: {}, strict: maybe, expect: {verdict: no}}\n- {name: <x>, given: {}, expect: {}}")
    assert len(caught.value.render(lang).splitlines()) == 3


DOSSIER_RESULT: dict[str, Any] = {
    "verdict": "not_eligible",
    "parts": [
        {
            "id": "years",
            "required": 5,
            "credited": 4,
            "met": False,
            "years": [2019, 2020],
            "open_records": [{"year": 2021, "record": "w"}],
        }
    ],
    "years": {"2021": {"verdict": "undetermined"}},
    "warnings": [{"code": "notice"}],
}


def test_nothing_differs_from_what_was_found_of_several_years() -> None:
    expect = {
        "verdict": "not_eligible",
        "parts": {"years": {"required": 5, "met": False, "years": [2019, 2020], "open_records": ["2021 w"]}},
        "years": {2021: "undetermined"},
        "warnings": ["notice"],
    }
    assert dossier_differences(DossierExpect.model_validate(expect), DOSSIER_RESULT) == []


@pytest.mark.parametrize(
    ("expect", "where", "expected", "found"),
    [
        ({"verdict": "eligible"}, "verdict", "eligible", "not_eligible"),
        ({"parts": {"years": {}, "last": {}}}, "parts", "years, last", "years"),
        ({"parts": {"years": {"credited": 5}}}, "parts.years.credited", "5", "4"),
        ({"parts": {"years": {"met": None}}}, "parts.years.met", "null", "false"),
        ({"parts": {"years": {"open_records": []}}}, "parts.years.open_records", "[]", "[2021 w]"),
        ({"years": {2021: "compliant"}}, "years.2021", "compliant", "undetermined"),
        ({"years": {2020: "compliant"}}, "years.2020", "compliant", "absent"),
        ({"warnings": []}, "warnings", "[]", "[notice]"),
        ({"error": ["years"]}, "error", "years", "a result: not_eligible"),
    ],
)
def test_a_difference_of_several_years_is_named(expect: dict[str, Any], where: str, expected: str, found: str) -> None:
    (only,) = dossier_differences(DossierExpect.model_validate(expect), DOSSIER_RESULT)
    assert only.row("en") == (where, expected, found)
