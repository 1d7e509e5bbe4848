"""Weihai: the notice of 2022 (威人社字〔2022〕2号), from its text."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from tests.reference.common import (
    ATTENDANCE,
    PROFESSIONAL,
    PUBLIC,
    PUBLIC_SUBJECTS,
    ZERO,
    Cap,
    Claim,
    Facts,
    Law,
    Record,
    Rule,
    certificate,
    counted,
    flat,
    judge_under,
    months_on_post,
    secondment,
    table,
)

READINGS: dict[str, tuple[str, ...]] = {
    "round": ("exact", "down", "half_up", "up"),
    "day": ("daily", "averaged", "merged"),
    "gt6": ("exceeds", "reaches"),
    "sector": ("undetermined", "municipal"),
    "mat": ("no_threshold", "threshold"),
    "len": ("inside", "extended"),
    "insp": ("none", "training"),
    "scope": ("year", "lifetime"),
}

FIRST_YEAR = 2022
LAST_YEAR: int | None = None


def online_course(facts: Facts) -> Claim:
    """二(一)1: the city's own platform, examined; 二(二)1(2): any platform, related, by the system's record."""
    if not facts.stated("subject"):
        return Claim("二", missing="amount_missing")
    if facts.record["subject"] in PUBLIC_SUBJECTS:
        if not facts.holds("platform", "local"):
            return Claim("二(一)1", missing="no_rule")
        claim = Claim("二(一)1")
        claim.need(facts.holds("passed"), "not_passed")
        return flat(claim, PUBLIC, facts.time())
    claim = Claim("二(二)1(2)")
    claim.need(facts.holds("related"), "not_related")
    claim.need(facts.paper("system_record", "course_certificate"), "document_missing")
    return flat(claim, PROFESSIONAL, facts.time())


def language_exam(facts: Facts) -> Claim:
    """二(一)2."""
    claim = Claim("二(一)2")
    claim.need(facts.holds("passed"), "not_passed")
    claim.need(facts.paper("score_notice"), "document_missing")
    hours, why = table(facts.record, "grade", {"A": 30, "B": 20, "C": 10})
    return flat(claim, PUBLIC, hours, why or "")


def computer_exam(facts: Facts) -> Claim:
    """二(一)3."""
    claim = Claim("二(一)3", caps="modules")
    claim.need(facts.paper("pass_certificate"), "document_missing")
    return flat(claim, PUBLIC, counted(facts, "modules", 5))


def training(facts: Facts) -> Claim:
    """二(二)1(1): the list of organisers is open; related to the speciality; 8 hours a day."""
    claim = Claim("二(二)1(1)", day_capped=True)
    claim.need(facts.holds("related"), "not_related")
    claim.need(facts.paper(*ATTENDANCE), "document_missing")
    return flat(claim, PROFESSIONAL, facts.time())


def business_inspection(facts: Facts) -> Claim:
    """一 ¶1 names the mode, 二 gives it no rate (reading ``insp``)."""
    if facts.readings["insp"] == "training":
        return training(facts)
    return Claim("一", missing="mode_without_rate")


def competition(facts: Facts) -> Claim:
    """二(二)1(3): participation suffices."""
    claim = Claim("二(二)1(3)")
    claim.need(facts.holds("organiser", "sector_authority"), "wrong_organiser")
    claim.need(facts.holds("hr_recognised"), "not_recognised")
    claim.need(facts.paper("participation_proof"), "document_missing")
    hours, why = table(facts.record, "level", {"national": 30, "provincial": 20, "municipal": 10, "county": 5})
    return flat(claim, PROFESSIONAL, hours, why or "")


def expert_service(facts: Facts) -> Claim:
    """二(二)2(1)."""
    claim = Claim("二(二)2(1)", day_capped=True)
    claim.need(facts.holds("invited"), "not_invited")
    claim.need(facts.paper("invitation"), "document_missing")
    return flat(claim, PROFESSIONAL, facts.time())


def posting(facts: Facts) -> Claim:
    """二(二)2(2)."""
    return secondment(facts, "二(二)2(2)")


def self_study_exam(facts: Facts) -> Claim:
    """二(二)3(1)."""
    claim = Claim("二(二)3(1)", caps="self_study_exam")
    claim.need(facts.paper("course_certificate", "pass_certificate", "transcript"), "document_missing")
    return flat(claim, PROFESSIONAL, counted(facts, "courses", 10))


def degree_study(facts: Facts) -> Claim:
    """二(二)3(2): inside the programme's length (reading ``len``); a length that is not stated is taken as kept."""
    claim = Claim("二(二)3(2)")
    if facts.readings["len"] == "inside" and facts.stated("programme_years") and facts.stated("year_of_study"):
        inside = int(facts.record["year_of_study"]) <= int(facts.record["programme_years"])
        claim.need(inside, "outside_length")
    claim.need(facts.paper("admission_letter"), "document_missing")
    claim.need(facts.paper("transcript", "diploma"), "document_missing")
    return flat(claim, PROFESSIONAL, Fraction(40))


def qualification_exam(facts: Facts) -> Claim:
    """二(二)3(3)."""
    claim = Claim("二(二)3(3)")
    claim.need(facts.holds("passed"), "not_passed")
    claim.need(facts.paper("qualification_certificate"), "document_missing")
    hours, why = table(facts.record, "scope", {"national": 16, "international": 16})
    return flat(claim, PROFESSIONAL, hours, why or "")


def work(facts: Facts) -> Claim:
    """二(二)4: achievements and works."""
    claim = Claim("二(二)4", caps="works")
    if facts.record["kind"] == "project":
        claim.need(facts.holds("concluded"), "not_concluded")
    claim.need(facts.paper("work_copy", "award_certificate", "patent_certificate"), "document_missing")
    return flat(claim, PROFESSIONAL, Fraction(10))


def transferred_hours(facts: Facts) -> Claim:
    """三: hours of the place of origin are merged."""
    claim = certificate(facts, "三")
    claim.need(facts.paper("origin_certificate"), "document_missing")
    return claim


def sector_certificate(facts: Facts) -> Claim:
    """二(三) ¶2: the sector's own result."""
    claim = certificate(facts, "二(三)")
    claim.result = facts.stated(PROFESSIONAL)
    return claim


ROUTES: dict[str, Rule] = {
    "online_course": online_course,
    "language_exam": language_exam,
    "computer_exam": computer_exam,
    "training": training,
    "conference": training,
    "advanced_seminar": training,
    "overseas_visit": training,
    "business_inspection": business_inspection,
    "competition": competition,
    "expert_service": expert_service,
    "secondment": posting,
    "self_study_exam": self_study_exam,
    "degree_study": degree_study,
    "qualification_exam": qualification_exam,
    "award": work,
    "patent": work,
    "standard": work,
    "project": work,
    "paper": work,
    "proceedings_paper": work,
    "conference_paper": work,
    "monograph": work,
    "book": work,
    "translation": work,
    "transferred_hours": transferred_hours,
    "sector_certificate": sector_certificate,
}


def judge(case: Record, readings: Mapping[str, str], strict: bool, forced: Mapping[str, str] | None) -> dict[str, Any]:
    """Judge one person-year."""
    chosen = {name: answers[0] for name, answers in READINGS.items()} | dict(readings)
    year = int(case["year"])

    modules = Fraction(30)
    if chosen["scope"] == "lifetime":
        modules = max(ZERO, modules - 5 * int(case.get("earlier_modules") or 0))
    law = Law(
        readings=chosen,
        # 二 ¶1
        minima={PUBLIC: Fraction(30), PROFESSIONAL: Fraction(60), "total": Fraction(90)},
        routes=ROUTES,
        caps=[
            Cap("modules", "二(一)3", modules),
            Cap("secondment", "二(二)2(2)", Fraction(30), PUBLIC),
            Cap("secondment", "二(二)2(2)", Fraction(60), PROFESSIONAL),
            Cap("self_study_exam", "二(二)3(1)", Fraction(40)),
            Cap("works", "二(二)4", Fraction(30)),
        ],
        # 二(三) ¶2
        sectors=frozenset({"education", "health", "accounting", "archives"}),
        # 二(三) ¶1
        on_post=months_on_post(
            case.get("leave") or [],
            year,
            limbs={
                "overseas_assignment": "abroad",
                "injury": "sick",
                "illness": "sick",
                "maternity": "maternity",
                "other_recognised": "other",
            },
            thresholds={"abroad", "sick"} | ({"maternity"} if chosen["mat"] == "threshold" else set()),
            reaches=chosen["gt6"] == "reaches",
            application=False,
            strict=strict,
        ),
        notice=True,
        day_limit=Fraction(8),
    )
    return judge_under(law, case, strict, forced)
