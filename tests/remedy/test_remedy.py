"""The remedy of a year: legal changes only, each gives what it announces, and fewer do not."""

from __future__ import annotations

import itertools
import json
import shutil
import string
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, note, settings
from hypothesis import strategies as st

from tests.remedy.cases import public, training, year
from tests.remedy.damaged import YEAR, damaged_cases, done, legal_steps
from xueshi.engine.judge import Settings, judge
from xueshi.law.choose import regulation_for
from xueshi.law.declared import grounded
from xueshi.law.paths import asp_root
from xueshi.law.regulation import LawError, Regulation, regulations
from xueshi.law.remedies import remediable
from xueshi.messages import LANGS, section
from xueshi.model.case import Case
from xueshi.model.result import Result
from xueshi.model.units import UNITS_PER_HOUR
from xueshi.read import case_from_mapping
from xueshi.remedy import remedy_search
from xueshi.remedy.changes import Change
from xueshi.remedy.remedy import Remedies, applied, record_remedy, remedies
from xueshi.remedy.remedy_words import RemedyWords, remedies_json
from xueshi.solver.syntax import statements

CITIES = tuple(YEAR)
few = settings(max_examples=max(10, settings().max_examples // 10))


def judged(
    mapping: dict[str, Any], *, strict: bool = False, readings: dict[str, str] | None = None
) -> tuple[Case, Regulation, Settings, Result]:
    case = case_from_mapping(mapping)
    asked = Settings(readings or {}, strict)
    return case, regulation_for(case, None, ()), asked, judge([case], asked)[0]


def remedied(
    mapping: dict[str, Any],
    on: date | None = None,
    *,
    strict: bool = False,
    readings: dict[str, str] | None = None,
) -> tuple[Case, Settings, Remedies]:
    case, law, asked, result = judged(mapping, strict=strict, readings=readings)
    return case, asked, remedies(case, law, asked, result, on)


def acts(changes: tuple[Change, ...]) -> list[tuple[str, str, str]]:
    return [(change.owner, change.action, change.about) for change in changes]


# ---- what the texts let be put right -------------------------------------------------------------------------------


def test_a_missing_document_is_handed_in_any_of_those_that_serve() -> None:
    _, _, found = remedied(year("jining", [public(), training("t1", 60, evidence=[])]))
    assert found.target == "compliant"
    (effect,) = found.cheapest
    assert acts(effect.changes) == [("t1", "hand_in", "attendance")]
    assert set(effect.changes[0].documents) == {
        "attendance_certificate", "participation_proof", "course_certificate", "pass_certificate",
    }  # fmt: skip
    assert effect.hours["professional"] == 60 * UNITS_PER_HOUR
    assert effect.changes[0].clause == "附件1 二(2)"


@pytest.mark.parametrize("city", CITIES)
def test_what_is_not_registered_can_be(city: str) -> None:
    records = [public(), training("t1", 60, registered=False)]
    _, _, found = remedied(year(city, records))
    (effect,) = found.cheapest
    assert acts(effect.changes) == [("t1", "register", "registered")]
    assert effect.verdict == "compliant"


def test_a_posting_can_still_be_filed_with_the_province() -> None:
    posting = {
        "id": "s1", "kind": "secondment", "months": 6, "unit_certificate": False, "provincial_filing": False,
        "registered": True, "evidence": [],
    }  # fmt: skip
    _, _, found = remedied(year("gansu", [posting]))
    (effect,) = found.cheapest
    assert acts(effect.changes) == [
        ("s1", "file", "provincial_filing"),
        ("s1", "certify", "unit_certificate"), ("s1", "hand_in", "unit_certificate"),
    ]  # fmt: skip
    assert {change.clause for change in effect.changes} == {"6(五)"}
    assert effect.hours["total"] == 0, "a year that is deemed completed changes the verdict, not the hours"


@pytest.mark.parametrize("filed", ["after", "none"])
def test_nobody_files_a_training_after_the_fact(filed: str) -> None:
    _, _, found = remedied(year("jining", [public(), training("t1", 60, filed=filed, organiser="employer")]))
    assert found.target is None
    assert found.each == ()
    assert [one.owner for one in found.beyond] == ["t1"]


@pytest.mark.parametrize(
    ("city", "record"),
    [
        ("jining", {"kind": "language_exam", "grade": "A", "passed": False, "evidence": ["score_notice"]}),
        (
            "jining",
            {
                "kind": "competition", "level": "national", "organiser": "association", "hr_recognised": True,
                "evidence": ["participation_proof"],
            },
        ),
        (
            "jining",
            {
                "kind": "competition", "level": "national", "organiser": "sector_authority", "hr_recognised": False,
                "evidence": ["participation_proof"],
            },
        ),
        ("jining", {"kind": "premium_course", "hours": 10, "live_hours": 7, "published": True, "attended": True}),
        ("weihai", {"kind": "project", "concluded": False, "evidence": ["work_copy"]}),
        ("weihai", {"kind": "training", "hours": 60, "related": False, "evidence": ["attendance_certificate"]}),
        ("gansu", {"kind": "self_study", "hours": 40, "study_file": False, "evidence": []}),
        ("lishui", {"kind": "online_course", "subject": "public", "hours": 20, "passed": False, "platform": "local"}),
        ("binzhou", {"kind": "paper", "outlet": "unnumbered", "characters": 3000}),
        ("binzhou", {"kind": "paper", "outlet": "national", "characters": 999}),
        ("binzhou", {"kind": "competition", "level": "national", "prize": "none", "organiser": "sector_authority"}),
    ],
)  # fmt: skip
def test_what_is_past_is_never_turned(city: str, record: dict[str, Any]) -> None:
    case = year(city, [{"id": "x1", "registered": False, **record}])
    _, _, found = remedied(case)
    assert found.each == ()
    assert found.together is None
    assert [one.owner for one in found.beyond] == ["x1"]


def test_a_recognition_of_the_employer_can_still_be_given() -> None:
    work = {"id": "w1", "kind": "standard", "employer_recognised": False, "registered": True, "evidence": ["work_copy"]}
    _, _, found = remedied(year("jining", [public(), training("t1", 50), work]))
    (effect,) = found.cheapest
    assert acts(effect.changes) == [("w1", "recognise", "employer_recognised")]


def test_a_document_is_not_asked_for_where_it_would_be_false() -> None:
    course = {
        "id": "t1", "kind": "training", "hours": 60, "passed": False, "organiser": "hr_department", "registered": True,
        "evidence": [],
    }  # fmt: skip
    _, _, found = remedied(year("jining", [public(), course]))
    assert "pass_certificate" not in found.cheapest[0].changes[0].documents
    assert "attendance_certificate" in found.cheapest[0].changes[0].documents


def test_leave_is_applied_for_approved_and_proved() -> None:
    leave = {
        "id": "L1", "kind": "illness", "months": 8, "unit_approved": False, "applied": False, "evidence": [],
    }  # fmt: skip
    _, _, found = remedied(year("jining", [public(10), training("t1", 20)], leave=[leave]))
    (effect,) = found.cheapest
    assert acts(effect.changes) == [
        ("L1", "apply", "applied"), ("L1", "hand_in", "leave_papers"), ("L1", "approve", "unit_approved"),
    ]  # fmt: skip
    assert effect.relief["public"] == 20 * UNITS_PER_HOUR
    assert effect.verdict == "compliant"


def test_a_leave_that_is_too_short_cannot_be_lengthened() -> None:
    leave = {"id": "L1", "kind": "illness", "months": 5, "unit_approved": False, "evidence": []}
    _, _, found = remedied(year("weihai", [public(10)], leave=[leave]))
    assert found.target is None
    assert found.each[0].effect.verdict == "non_compliant"
    assert not any(found.each[0].effect.relief.values())


def test_a_certificate_of_the_unit_postpones_the_year_in_gansu() -> None:
    leave = {"id": "L1", "kind": "illness", "months": 3, "unit_approved": True, "evidence": []}
    _, _, found = remedied(year("gansu", [public(10)], leave=[leave]))
    assert found.target == "deferred"
    (effect,) = found.cheapest
    assert set(effect.changes[0].documents) == {"unit_certificate", "leave_papers"}
    assert effect.verdict == "deferred"


def test_what_is_compliant_beats_what_is_only_postponed() -> None:
    leave = {"id": "L1", "kind": "illness", "months": 3, "unit_approved": True, "evidence": []}
    case = year("gansu", [public(), training("t1", 60, registered=False)], leave=[leave])
    _, _, found = remedied(case)
    assert found.target == "compliant"
    assert acts(found.cheapest[0].changes) == [("t1", "register", "registered")]


def test_a_last_day_of_the_text_ends_registration() -> None:
    case = year("binzhou", [public(), training("t1", 60, registered=False)])
    for on in (None, date(2021, 12, 31)):
        _, _, found = remedied(case, on)
        assert found.target == "compliant", on
    _, _, late = remedied(case, date(2022, 1, 1))
    assert late.target is None
    assert late.each == ()
    _, _, open_ = remedied(case, date(2022, 1, 1), readings={"deadline": "open"})
    assert open_.target == "compliant"


def test_what_is_done_on_a_day_is_registered_on_that_day() -> None:
    case, _, found = remedied(year("binzhou", [public(), training("t1", 60, registered=False)]), date(2021, 12, 30))
    record = next(one for one in applied(case, found.cheapest[0].changes).records if one.id == "t1")
    assert record.stated["registered_on"] == date(2021, 12, 30)


def test_texts_without_a_last_day_know_none() -> None:
    _, _, found = remedied(year("jining", [public(), training("t1", 60, registered=False)]), date(2030, 1, 1))
    assert found.target == "compliant"


# ---- facts to confirm ----------------------------------------------------------------------------------------------


def test_strict_judgement_asks_for_confirmation() -> None:
    bare = {"id": "t1", "kind": "training", "hours": 60, "days": 10}
    _, _, found = remedied(year("jining", [public(), bare]), strict=True)
    (effect,) = found.cheapest
    said = {(change.action, change.about): change for change in effect.changes}
    assert set(said) == {("hand_in", "attendance"), ("confirm", "filed"), ("confirm", "registered")}
    assert said["confirm", "filed"].ways == (("filed", "before"), ("organiser", "hr_department"))
    assert said["confirm", "registered"].otherwise == "register"
    assert said["confirm", "filed"].otherwise is None


def test_nothing_is_confirmed_that_was_stated() -> None:
    bare = {"id": "t1", "kind": "training", "hours": 60, "organiser": "employer", "filed": "after"}
    _, _, found = remedied(year("jining", [public(), bare]), strict=True)
    assert found.each == ()


def test_the_platform_of_a_course_is_confirmed() -> None:
    course = {"id": "a1", "kind": "online_course", "subject": "public", "hours": 30, "registered": True, "passed": True}
    for city in ("jining", "weihai", "binzhou"):
        _, _, found = remedied(year(city, [course, training("t1", 60)]), strict=True)
        assert acts(found.cheapest[0].changes) == [("a1", "confirm", "platform")], city
        assert found.cheapest[0].changes[0].ways == (("platform", "local"),)


def test_another_route_may_ask_for_more() -> None:
    course = {"id": "a1", "kind": "online_course", "subject": "public", "hours": 30}
    _, _, found = remedied(year("weihai", [course, training("t1", 60)]), strict=True)
    assert {(change.action, change.about) for change in found.cheapest[0].changes} == {
        ("confirm", "platform"), ("confirm", "passed"), ("confirm", "registered"),
    }  # fmt: skip


def test_an_unstated_fact_that_only_costs_hours() -> None:
    seminar = {
        "id": "s1", "kind": "advanced_seminar", "level": "national", "days": 3, "hours": 18, "registered": True,
        "evidence": ["attendance_certificate"],
    }  # fmt: skip
    rest = {**public(18), "subject": "general_public"}
    _, _, found = remedied(year("lishui", [rest, seminar, training("t1", 12)]), strict=True)
    (effect,) = found.cheapest
    assert acts(effect.changes) == [("s1", "confirm", "hr_approved")]
    assert effect.hours["professional"] == 42 * UNITS_PER_HOUR


def test_a_place_among_authors_is_confirmed_as_the_first() -> None:
    paper = {
        "id": "p1", "kind": "paper", "outlet": "national", "authors": 2, "registered": True, "characters": 2000,
        "evidence": ["work_copy"],
    }  # fmt: skip
    _, _, found = remedied(year("binzhou", [paper]), strict=True)
    assert [(change.about, change.ways) for change in found.each[0].effect.changes] == [("rank", (("rank", 1),))]


def test_a_number_that_is_not_stated_is_confirmed_as_the_least() -> None:
    course = {
        "id": "g1",
        "kind": "premium_course",
        "hours": 12,
        "published": True,
        "attended": True,
        "registered": True,
    }
    _, _, found = remedied(year("jining", [public(), course]))
    (effect,) = found.cheapest
    assert acts(effect.changes) == [("g1", "confirm", "live_hours")]
    assert effect.changes[0].ways == (("live_hours", 8),)


# ---- which sets ----------------------------------------------------------------------------------------------------


def test_all_smallest_sets_and_no_larger() -> None:
    records = [public(), *(training(f"t{n}", 30, registered=False) for n in range(3))]
    _, _, found = remedied(year("weihai", records))
    assert [[change.owner for change in effect.changes] for effect in found.cheapest] == [
        ["t0", "t1"], ["t0", "t2"], ["t1", "t2"],
    ]  # fmt: skip
    assert found.proven
    assert not found.more


@pytest.mark.parametrize("at_once", [remedy_search.AT_ONCE, 0])
def test_many_records_that_are_not_registered(at_once: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remedy_search, "AT_ONCE", at_once)
    count = 40 if at_once else 6
    records = [public(), *(training(f"t{n:02}", 15, registered=False) for n in range(count))]
    _, _, found = remedied(year("weihai", records))
    assert {len(effect.changes) for effect in found.cheapest} == {4}
    assert len(found.cheapest) == remedy_search.LISTED
    assert found.more
    assert found.proven, "three can bring 45 hours at most: no need to judge them"


def test_what_is_missing_even_so() -> None:
    _, _, found = remedied(year("weihai", [public(10), training("t1", 20, registered=False)]))
    assert found.target is None
    assert found.cheapest == ()
    assert found.together is not None
    assert found.together.shortfall == {
        "public": 20 * UNITS_PER_HOUR, "professional": 40 * UNITS_PER_HOUR, "total": 60 * UNITS_PER_HOUR,
    }  # fmt: skip


def test_a_cap_may_leave_nothing_to_a_record_that_is_put_right() -> None:
    works = [{"id": f"w{n}", "kind": "paper", "registered": n < 3, "evidence": ["work_copy"]} for n in range(4)]
    _, _, found = remedied(year("weihai", [public(), training("t1", 20), *works]))
    assert found.each[0].owner == "w3"
    assert not any(found.each[0].effect.hours.values())
    assert found.target is None


def test_open_amounts_are_named() -> None:
    work = {"id": "w1", "kind": "paper", "registered": True}
    _, _, found = remedied(year("gansu", [public(), training("t1", 40), work]))
    assert found.verdict == "undetermined"
    assert [(one.record, one.subject, one.hours) for one in found.amounts] == [
        ("w1", "professional", 20 * UNITS_PER_HOUR)
    ]


def test_a_compliant_year_needs_nothing_but_shows_what_can_be_done() -> None:
    _, _, found = remedied(year("weihai", [public(), training("t1", 60), training("t2", 8, registered=False)]))
    assert found.target is None
    assert found.cheapest == ()
    assert [one.owner for one in found.each] == ["t2"]


def test_the_order_of_records_does_not_matter() -> None:
    records = [public(), *(training(f"t{n}", 30, registered=False) for n in range(3)), training("x", 5, evidence=[])]
    _, _, one = remedied(year("weihai", records))
    _, _, other = remedied(year("weihai", records[::-1]))
    assert one == other


def test_one_record_by_itself() -> None:
    case, law, asked, result = judged(year("jining", [public(), training("t1", 60, evidence=[]), training("t2", 3)]))
    found = record_remedy(case, law, asked, result, "t1")
    assert found is not None
    assert found.effect.verdict == "compliant"
    assert record_remedy(case, law, asked, result, "t2") is None
    assert record_remedy(case, law, asked, result, "nobody") is None


# ---- whatever the case ---------------------------------------------------------------------------------------------


def effects(found: Remedies) -> Iterator[Any]:
    yield from found.cheapest
    yield from (one.effect for one in found.each)
    if found.together is not None:
        yield found.together


@few
@given(st.data(), st.sampled_from(CITIES), st.booleans())
def test_each_remedy_gives_what_it_announces(data: st.DataObject, city: str, strict: bool) -> None:
    mapping = data.draw(damaged_cases(city))
    case, law, asked, before = judged(mapping, strict=strict)
    found = remedies(case, law, asked, before)
    note(found)
    for effect in effects(found):
        after = judge([applied(case, effect.changes)], asked)[0]
        assert after.verdict == effect.verdict
        assert after.shortfall == effect.shortfall
        assert {key: after.credited[key] - before.credited[key] for key in after.credited} == effect.hours
        assert {key: after.relief[key] - before.relief[key] for key in after.relief} == effect.relief
    for effect in found.cheapest:
        assert effect.verdict == found.target


@few
@given(st.data(), st.sampled_from(CITIES))
def test_no_smaller_remedy_exists(data: st.DataObject, city: str) -> None:
    mapping = data.draw(damaged_cases(city, most=4))
    case, law, asked, result = judged(mapping)
    assume(result.verdict in ("non_compliant", "undetermined"))
    found = remedies(case, law, asked, result)
    note(found)
    # One document of those that serve stands for the others.
    steps = list(legal_steps(mapping))
    assume(len(steps) <= 9)
    least = len(found.cheapest[0].changes) if found.cheapest else len(steps) + 1
    smaller = [chosen for size in range(min(least, len(steps) + 1)) for chosen in itertools.combinations(steps, size)]
    verdicts = [one.verdict for one in judge([case_from_mapping(done(mapping, chosen)) for chosen in smaller], asked)]
    assert found.target not in verdicts if found.target else not {"compliant"} & set(verdicts)
    if found.target is None and result.verdict == "non_compliant":
        assert "deferred" not in verdicts


@few
@given(st.data(), st.sampled_from(CITIES))
def test_both_ways_of_searching_find_the_same(data: st.DataObject, city: str) -> None:
    mapping = data.draw(damaged_cases(city))
    case, law, asked, result = judged(mapping)
    one = remedies(case, law, asked, result)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(remedy_search, "AT_ONCE", 0)
        other = remedies(case, law, asked, result)
    assert one == other


@few
@given(st.data(), st.sampled_from(CITIES), st.booleans())
def test_only_what_may_be_turned_is_turned(data: st.DataObject, city: str, strict: bool) -> None:
    mapping = data.draw(damaged_cases(city))
    _, _, found = remedied(mapping, strict=strict)
    stated = {holder["id"]: holder for part in ("records", "leave") for holder in mapping.get(part, [])}
    allowed = {step[:2] for step in legal_steps(mapping)}
    for effect in effects(found):
        for change in effect.changes:
            for field, value in change.ways:
                if field == "evidence":
                    assert value not in stated[change.owner].get("evidence", [])
                elif field in stated[change.owner]:
                    assert stated[change.owner][field] is False
                    assert (change.owner, field) in allowed
                else:
                    assert change.action == "confirm"


# ---- the data ------------------------------------------------------------------------------------------------------


def conditions(law: Regulation) -> Iterator[tuple[str, str, str, str]]:
    """Yield every condition that an encoding writes: of what, form, about, clause."""
    for _, condition, _, clause in grounded(law.file).rows("requires", 4):
        assert isinstance(condition, tuple)
        yield "record", str(condition[0]), str(condition[1]), str(clause)
    for file in (law.file, *law.file.parent.glob("annex.lp")):
        for statement in statements(file):
            for use in statement.uses:
                if use.place == "head" and use.signature in ("condition/4", "leave_requires/4"):
                    form, _, about = use.arguments[1].rstrip(")").partition("(")
                    of = "leave" if use.name == "leave_requires" else "record"
                    yield of, form, about, use.arguments[3].strip('"')


@pytest.mark.parametrize("law", regulations(), ids=lambda law: law.id)
def test_every_condition_is_decided(law: Regulation) -> None:
    decided = remediable(law.file.parent)
    found = sorted(set(conditions(law)))
    assert found
    undecided = [one for one in found if decided.decide(*one) is None]  # type: ignore[arg-type]
    assert undecided == []


@pytest.mark.parametrize("law", regulations(), ids=lambda law: law.id)
def test_no_decision_is_idle(law: Regulation) -> None:
    asked = {one for other in regulations() if other.jurisdiction == law.jurisdiction for one in conditions(other)}
    everywhere = {one for other in regulations() for one in conditions(other)}
    own = asp_root() / law.jurisdiction / "remedies.toml"
    for decision in remediable(law.file.parent).decisions:
        fits = [one for one in everywhere if decision.fits(*one)]  # type: ignore[arg-type]
        assert fits, decision
        if decision.clauses and own.is_file():
            assert {one[3] for one in asked if decision.fits(*one)} == set(decision.clauses)  # type: ignore[arg-type]


def test_every_action_has_words() -> None:
    actions = {
        decision.action
        for law in regulations()
        for decision in remediable(law.file.parent).decisions
        if decision.possible
    }
    for lang in LANGS:
        templates = section(lang, "cause")
        assert all(f"change.{action}" in templates and f"action.{action}" in templates for action in actions)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[change]]\n", "change 1: 'asks'"),
        ('[[change]]\nasks = "perhaps"\n', "asks: 'perhaps' is none of yes, one_of"),
        ('[[change]]\nasks = "yes"\naction = "x"\nground = {en = "e"}\n', "change 1: 'zh'"),
        ('[[change]]\nasks = "yes"\nabout = "x"\n', "about: 'x' is no list of texts"),
        ("[other]\n", "other: none of change, confirm"),
        ("[confirm]\nx = [1.5]\n", "confirm.x: "),
        ("[deadline]\nday = 1\n", "deadline: day: none of law, reading"),
        ("[attests]\nx = 1\n", "attests.x: "),
    ],
)
def test_a_file_of_another_form_is_refused(text: str, said: str, tmp_path: Path) -> None:
    folder = tmp_path / "toycity"
    folder.mkdir()
    (folder / "remedies.toml").write_text(text, encoding="utf-8")
    with pytest.raises(LawError, match=r"remedies\.toml: ") as error:
        remediable(folder)
    assert said in str(error.value)


def test_a_city_without_a_file_has_the_common_decisions(tmp_path: Path) -> None:
    decided = remediable(tmp_path / "toycity")
    assert decided.decide("record", "paper", "whatever", "1").action == "hand_in"  # type: ignore[union-attr]
    assert decided.decide("record", "yes", "something_else", "1") is None


# ---- in words ------------------------------------------------------------------------------------------------------


@few
@given(st.data(), st.sampled_from(CITIES), st.booleans())
def test_sentences_and_json(data: st.DataObject, city: str, strict: bool) -> None:
    mapping = data.draw(damaged_cases(city))
    case, law, asked, result = judged(mapping, strict=strict)
    found = remedies(case, law, asked, result)
    for lang in LANGS:
        lines = list(RemedyWords(case, law, lang).lines(found))
        assert lines
        assert not any("{" in line or "}" in line for line in lines)
    json.dumps(remedies_json(found, case, law), allow_nan=False)


def test_the_sentences() -> None:
    records = [
        public(),
        training("t1", 30, evidence=[], registered=False),
        {"id": "w1", "kind": "standard", "employer_recognised": False, "registered": True, "evidence": ["work_copy"]},
        training("t2", 20),
    ]
    case, law, asked, result = judged(year("jining", records))
    found = remedies(case, law, asked, result)
    handed = "- 记录t1：补交参训证明、参赛证明、考试合格证书、单科合格证书（任一即可）（附件1 二(2)）"
    assert list(RemedyWords(case, law, "zh").lines(found)) == [
        "可以补正的事项",
        "同时办理以下3项，结论即为“合规”，再少则不能：",
        handed,
        "- 记录t1：办理学时登记，并经审核通过（附件1 前言）",
        "- 记录w1：由用人单位认可（附件1 二(4)）",
        "增加专业科目40学时，办理后结论为“合规”",
        "各项单独办理的结果：",
        f"{handed}；办理学时登记，并经审核通过（附件1 前言）。增加专业科目30学时，办理后结论为“不合规”",
        "- 记录w1：由用人单位认可（附件1 二(4)）。增加专业科目10学时，办理后结论为“不合规”",
    ]
    papers = "certificate of attendance, proof of participation, pass certificate, course certificate"
    assert list(RemedyWords(case, law, "en").lines(found))[:6] == [
        "What can still be put right",
        "These 3 together make the year compliant; fewer do not:",
        f"- record t1: hand in {papers} (any of these) [附件1 二(2)]",
        "- record t1: register it and have it approved [附件1 前言]",
        "- record w1: have the employer recognise it [附件1 二(4)]",
        "This brings 40 h professional; the verdict is then: compliant",
    ]


def lines(mapping: dict[str, Any], *, strict: bool = False) -> tuple[list[str], list[str]]:
    """Return what is said of a year's remedies in Chinese and in English."""
    case, law, asked, result = judged(mapping, strict=strict)
    found = remedies(case, law, asked, result)
    json.dumps(remedies_json(found, case, law))
    return list(RemedyWords(case, law, "zh").lines(found)), list(RemedyWords(case, law, "en").lines(found))


def test_the_sentences_of_a_leave() -> None:
    leave = {"id": "L1", "kind": "illness", "months": 8, "unit_approved": True, "applied": False, "evidence": []}
    zh, en = lines(year("jining", [public(10), training("t1", 20)], leave=[leave]))
    assert zh == [
        "可以补正的事项",
        "同时办理以下2项，结论即为“合规”，再少则不能：",
        "- 离岗L1：提出学时申报（附件1 三）",
        "- 离岗L1：补交请假材料（附件1 三）",
        "年度要求减少公需科目20学时、专业科目40学时，办理后结论为“合规”",
    ]
    assert (
        en[-1] == "This takes 20 h public, 40 h professional off what the year asks for; the verdict is then: compliant"
    )


def test_the_sentences_of_strict_judgement() -> None:
    bare = {"id": "t1", "kind": "training", "hours": 60, "days": 10, "filed": "before", "evidence": ["transcript"]}
    zh, en = lines(year("jining", [public(), bare]), strict=True)
    assert zh[2:5] == [
        "- 记录t1：补交参训证明、参赛证明、考试合格证书、单科合格证书（任一即可）（附件1 二(2)）",
        "- 记录t1：据实确认后补填：“已登记”为“是”；尚未办理的，可补办（登记并审核）（附件1 前言）",
        "增加专业科目60学时，办理后结论为“合规”",
    ]
    assert en[3] == (
        "- record t1: if it is so, have it confirmed and state registered: yes;"
        " where it was not done, it still can be (registration) [附件1 前言]"
    )


def test_the_sentences_where_nothing_suffices() -> None:
    failed = {"id": "x1", "kind": "language_exam", "grade": "A", "passed": False, "registered": True, "evidence": []}
    zh, en = lines(year("jining", [public(10), training("t1", 20, registered=False), failed]))
    assert zh == [
        "可以补正的事项",
        "以下事项可以补正，但全部补正后结论仍为“不合规”。",
        "- 记录t1：办理学时登记，并经审核通过（附件1 前言）。增加专业科目20学时，办理后结论为“不合规”",
        "仍缺公需科目20学时、专业科目40学时",
        "以下各项不能补正：记录x1。",
    ]
    assert en[3:] == ["still missing 20 h public, 40 h professional", "Nothing can be done about record x1."]


def test_the_sentences_where_several_sets_do() -> None:
    records = [public(), *(training(f"t{n}", 60, registered=False) for n in range(2))]
    zh, _ = lines(year("jining", records))
    assert zh[:6] == [
        "可以补正的事项",
        "办理以下一项，结论即为“合规”：",
        "- 记录t0：办理学时登记，并经审核通过（附件1 前言）",
        "增加专业科目60学时，办理后结论为“合规”",
        "或者：",
        "- 记录t1：办理学时登记，并经审核通过（附件1 前言）",
    ]


def test_the_sentences_of_open_amounts_and_of_a_compliant_year() -> None:
    zh, en = lines(year("gansu", [public(), training("t1", 40), {"id": "w1", "kind": "paper", "registered": True}]))
    assert zh[1:] == [
        "没有可以补正的事项。",
        "以下任一学时经有权部门（单位）确认后，本年度即合规：",
        "- 记录w1：专业科目20学时以上",
    ]
    assert en[-1] == "- record w1: 20 h professional or more"
    zh, _ = lines(year("weihai", [public(), training("t1", 60), training("t2", 8, registered=False)]))
    assert zh[1] == "本年度已合规，以下事项仍可补正："


# ---- what cannot be searched through -------------------------------------------------------------------------------


def test_a_search_that_is_given_up_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remedy_search, "AT_ONCE", 0)
    monkeypatch.setattr(remedy_search, "MOST_JUDGED", 0)
    records = [public(), *(training(f"t{n}", 25, registered=False) for n in range(6))]
    case, law, asked, result = judged(year("jining", records))
    found = remedies(case, law, asked, result)
    assert not found.proven
    assert found.more
    (effect,) = found.cheapest
    assert effect.verdict == "compliant"
    assert len(effect.changes) == 3, "those that bring most come first"
    assert "未能核算是否有更少的办法" in list(RemedyWords(case, law, "zh").lines(found))[1]


def test_another_city_may_let_more_be_put_right(tmp_path: Path) -> None:
    root = tmp_path / "asp"
    for name in ("core", "gansu"):
        shutil.copytree(asp_root() / name, root / name, ignore=shutil.ignore_patterns("__pycache__", "scenarios"))
    decisions = root / "gansu" / "remedies.toml"
    first = '[[change]]\nasks = "any_way"\nabout = ["sector_recognised"]\naction = "endorse"\n'
    first += 'ground = {en = "as may be", zh = "视情况"}\n'
    decisions.write_text(first + decisions.read_text(encoding="utf-8"), encoding="utf-8")
    contest = {"id": "k1", "kind": "competition", "hours": 20, "registered": True, "evidence": []}
    refused = {**contest, "sector_recognised": False, "hr_recognised": False}
    case = case_from_mapping(year("gansu", [public(), training("t1", 40), refused]), "case", (root,))
    asked = Settings({}, roots=(root,))
    law = regulation_for(case, None, (root,))
    found = remedies(case, law, asked, judge([case], asked)[0])
    (change,) = found.cheapest[0].changes
    assert change.ways == (("sector_recognised", True), ("hr_recognised", True))
    assert "记录k1：办理行业主管部门认可" in "".join(RemedyWords(case, law, "zh").lines(found)), (
        "an action without words"
    )


def test_a_course_elsewhere_is_confirmed_or_proved() -> None:
    course = {"id": "a1", "kind": "online_course", "subject": "public", "hours": 18, "registered": True, "passed": True}
    _, _, found = remedied(year("lishui", [course, training("t1", 72, days=12)]), strict=True)
    (change,) = found.cheapest[0].changes
    assert change.ways == (("platform", "local"), ("platform", "provincial"), ("evidence", "course_certificate"))
    assert change.otherwise == "hand_in"


def test_templates_are_filled_by_name() -> None:
    for lang in LANGS:
        for key, template in section(lang, "cause").items():
            names = {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}
            assert "" not in names, key


def test_a_remedy_is_plain_data() -> None:
    case, law, asked, result = judged(year("jining", [public(), training("t1", 60, evidence=[])]))
    one, other = (remedies(case, law, asked, result) for _ in range(2))
    assert one == other
    assert hash(one.cheapest[0].changes[0]) == hash(other.cheapest[0].changes[0])
    assert replace(one.cheapest[0].changes[0], owner="t2") != other.cheapest[0].changes[0]


def test_the_page_lists_what_can_be_put_right() -> None:
    """Every decision of a city that lets something be done has its row, and no row is idle."""
    page = (Path(__file__).parents[2] / "docs" / "remedies.md").read_text(encoding="utf-8")
    rows = [tuple(cell.strip() for cell in row.split("|")[1:5]) for row in page.splitlines() if row.startswith("| ")]
    shown = {(city, clause, action.strip("`")) for city, clause, _, action in rows if city in NAMES.values()}
    known = set()
    for city, name in NAMES.items():
        for decision in remediable(asp_root() / city).decisions:
            if decision.possible:
                known |= {(name, clause, decision.action) for clause in decision.clauses}
    assert shown == known


NAMES = {"jining": "Jining", "weihai": "Weihai", "lishui": "Lishui", "gansu": "Gansu", "binzhou": "Binzhou"}
