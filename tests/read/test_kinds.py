"""The declared kinds against the contract, and what each field takes."""

from __future__ import annotations

import datetime
from decimal import Decimal
from itertools import chain

import pytest

from xueshi.errors import InputError
from xueshi.model.case import Case
from xueshi.model.kinds import Field, catalogue, folder_file, jurisdictions
from xueshi.read import case_from_mapping

DECLARED = catalogue(None)
KINDS = [
    "online_course",
    "offline_public_course",
    "training",
    "conference",
    "advanced_seminar",
    "expert_service",
    "secondment",
    "self_study",
    "self_study_exam",
    "degree_study",
    "qualification_exam",
    "language_exam",
    "computer_exam",
    "competition",
    "other_learning",
    "award",
    "appraised_result",
    "patent",
    "standard",
    "project",
    "paper",
    "digest",
    "proceedings_paper",
    "conference_paper",
    "monograph",
    "book",
    "translation",
    "skill_certificate",
    "course_teaching",
    "premium_course",
    "digital_engineer",
    "overseas_visit",
    "transferred_hours",
    "sector_certificate",
    "business_inspection",
    "public_training",
    "study_app",
]
COMMON = [
    "title",
    "date",
    "start",
    "end",
    "evidence",
    "registered",
    "registered_on",
    "work_id",
    "related",
    "sector_rule",
    "notice",
]
DOCUMENTS = [
    "attendance_certificate",
    "participation_proof",
    "score_notice",
    "pass_certificate",
    "course_certificate",
    "transcript",
    "admission_letter",
    "diploma",
    "qualification_certificate",
    "invitation",
    "assignment_order",
    "work_copy",
    "grade_certificate",
    "award_certificate",
    "patent_certificate",
    "study_file",
    "unit_certificate",
    "visit_report",
    "origin_certificate",
    "system_record",
    "leave_papers",
]
NOT_ASSUMED = [
    "level",
    "grade",
    "prize",
    "outlet",
    "type",
    "scope",
    "hours",
    "minutes",
    "daily_hours",
    "days",
    "months",
    "date",
    "start",
    "end",
    "subject",
    "delivery",
    "organised_by",
    "field",
    "title",
    "work_id",
    "registered_on",
    "sector_rule",
    "notice",
    "courses",
    "modules",
    "points",
    "programme_years",
    "year_of_study",
    "class_hours",
    "live_hours",
    "public",
    "professional",
    "citation",
]
FIELDS = [(code, field) for code in KINDS for field in DECLARED.kind(code).fields.values()]


def sample(field: Field) -> tuple[object, object]:
    """Return a value for the field as a file writes it, and as a record states it."""
    match field.type:
        case "flag":
            return "否", False
        case "count":
            return field.max, field.max
        case "hours":
            return Decimal("12.50"), Decimal("12.5")
        case "daily":
            return [24, Decimal("0.25")], (Decimal(24), Decimal("0.25"))
        case "choice":
            code, term = list((field.choices or {}).items())[-1]
            return term.zh, code
        case "codes":
            return ["成绩单", "diploma", "transcript"], ("transcript", "diploma")
        case "date":
            return "2024-02-29", datetime.date(2024, 2, 29)
        case "group":
            return {"学时": 3}, {"hours": Decimal(3)}
        case _:
            return "some text", "some text"


def read(record: dict[str, object]) -> Case:
    return case_from_mapping({"person": "P", "jurisdiction": "jining", "year": 2024, "records": [record]})


def test_every_kind_of_the_contract_is_declared_in_its_order() -> None:
    assert list(DECLARED.kinds) == KINDS


def test_every_document_is_declared() -> None:
    assert list(DECLARED.choices("document")) == DOCUMENTS


def test_declarations_are_sound() -> None:
    DECLARED.check()


@pytest.mark.parametrize("code", KINDS)
def test_every_record_has_the_common_fields(code: str) -> None:
    assert set(COMMON) <= set(DECLARED.kind(code).fields)


@pytest.mark.parametrize(
    ("code", "own"),
    [
        ("online_course", "subject hours minutes passed platform compulsory organiser filed"),
        ("training", "hours minutes daily_hours days months organiser filed delivery full_time passed"),
        ("conference", "hours days organiser filed"),
        ("advanced_seminar", "level hr_approved filed organiser hours points"),
        ("secondment", "months unit_certificate provincial_filing"),
        ("self_study_exam", "courses hours study_file"),
        ("degree_study", "programme_years year_of_study exams_passed hours study_file"),
        ("competition", "level organiser hr_recognised sector_recognised prize rank hours"),
        ("award", "level prize rank field employer_recognised hours"),
        ("project", "concluded employer_recognised hours"),
        ("paper", "outlet characters authors rank hours"),
        ("conference_paper", "level prize characters authors rank hours"),
        ("premium_course", "hours live_hours published attended"),
        ("overseas_visit", "months days hours daily_hours organiser filed"),
        ("transferred_hours", "public professional"),
        ("sector_certificate", "professional public citation"),
        ("study_app", "points"),
    ],
)
def test_own_fields(code: str, own: str) -> None:
    assert set(own.split()) <= set(DECLARED.kind(code).own)


def test_what_is_taken_in_the_person_s_favour() -> None:
    fields = {field.key: field for _, field in FIELDS} | dict(DECLARED.leave.fields)
    for key, field in fields.items():
        assert field.assumable == (key not in NOT_ASSUMED), key
        assert field.assumable or field.type != "flag", key


@pytest.mark.parametrize(("kind", "field"), FIELDS, ids=[f"{kind}-{field.key}" for kind, field in FIELDS])
def test_each_field_is_read_under_each_of_its_names(kind: str, field: Field) -> None:
    written, stated = sample(field)
    for name in (field.key, *field.term.aliases):
        record = read({"id": "a", "kind": kind, name: written}).records[0]
        assert record.stated == {field.key: stated}


@pytest.mark.parametrize("code", KINDS)
def test_each_kind_is_read_under_each_of_its_names(code: str) -> None:
    for name in (code, *DECLARED.kinds[code].aliases):
        assert read({"编号": "a", "种类": name}).records[0].kind == code


@pytest.mark.parametrize("kind", KINDS)
def test_each_code_is_read_under_each_of_its_names(kind: str) -> None:
    for field in DECLARED.kind(kind).fields.values():
        for code, term in (field.choices or {}).items():
            for name in (code, *term.aliases):
                value = [name] if field.type == "codes" else name
                stated = read({"id": "a", "kind": kind, field.key: value}).records[0].stated[field.key]
                assert stated == ((code,) if field.type == "codes" else code)


def test_null_is_refused_by_every_field() -> None:
    for kind, field in FIELDS:
        with pytest.raises(InputError, match="leave the key out"):
            read({"id": "a", "kind": kind, field.key: None})


def test_labels_and_descriptions_in_both_languages() -> None:
    fields = chain((field for _, field in FIELDS), DECLARED.leave.fields.values())
    terms = [field.term for field in fields] + list(DECLARED.keys.values())
    for term in terms:
        assert term.en, term
        assert term.zh, term
        assert term.about_en, term
        assert term.about_zh, term
    assert all(term.en and term.zh for term in DECLARED.kinds.values())


@pytest.mark.parametrize(
    ("name", "code"),
    [("威海", "weihai"), ("丽水", "lishui"), ("济宁市", "jining"), ("滨州", "binzhou"), ("甘肃省", "gansu")],
)
def test_chinese_names_of_jurisdictions(name: str, code: str) -> None:
    assert case_from_mapping({"person": "P", "地区": name, "年度": 2024}).jurisdiction == code
    assert jurisdictions()[code].zh


@pytest.mark.parametrize("name", ["core", "../core", "/etc", "", "a/b", ".", "a\0b", "x" * 5000])
def test_only_folders_of_jurisdictions_are_looked_at(name: str) -> None:
    assert folder_file(name) is None
