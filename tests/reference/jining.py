"""Jining: the notice of 2024 and its annex 1, from its text."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
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
    day_of,
    flat,
    judge_under,
    months_on_post,
    number,
    secondment,
    table,
)

READINGS: dict[str, tuple[str, ...]] = {
    "round": ("exact", "down", "half_up", "up"),
    "day": ("daily", "averaged", "merged"),
    "gt6": ("exceeds", "reaches"),
    "sector": ("undetermined", "municipal"),
    "mat": ("no_threshold", "threshold"),
    "scope": ("year", "lifetime"),
    "peritem": ("each", "one"),
    "teach": ("free", "public", "professional"),
    "2010": ("structure", "binding"),
    "skill": ("each", "highest"),
    "apply": ("needed", "automatic"),
    "deem": ("larger", "added"),
}

FIRST_YEAR = 2024
LAST_YEAR: int | None = 2024

PUBLIC_STUDY_OPENS = date(2024, 5, 10)


def online_course(facts: Facts) -> Claim:
    """二(二): public courses of the city's own platform, open from 10 May; professional ones follow training."""
    record = facts.record
    if not facts.stated("subject"):
        return Claim("二(二)", missing="amount_missing")
    if record["subject"] not in PUBLIC_SUBJECTS:
        return training(facts)
    if not facts.holds("platform", "local"):
        return Claim("二(二)", missing="no_rule")
    claim = Claim("二(二)")
    begun = record.get("start") or record.get("date") or record.get("end")
    claim.need(begun is None or day_of(begun) >= PUBLIC_STUDY_OPENS, "before_start")
    if facts.readings["2010"] == "binding":
        claim.compulsory = facts.holds("compulsory")
    return flat(claim, PUBLIC, facts.time())


def training(facts: Facts) -> Claim:
    """三(二), 附件1 二(2): the HR department's own, or filed with it before, or (a seminar) approved by it."""
    claim = Claim("附件1 二(2)", day_capped=True)
    ways: list[tuple[str, object]] = [("filed", "before"), ("organiser", "hr_department")]
    if facts.record["kind"] == "advanced_seminar":
        ways.append(("hr_approved", True))
    claim.need(facts.any_holds(*ways), "not_filed")
    claim.need(facts.paper(*ATTENDANCE), "document_missing")
    return flat(claim, PROFESSIONAL, facts.time())


def digital_engineer(facts: Facts) -> Claim:
    """四."""
    claim = Claim("四")
    claim.need(facts.holds("assessed"), "not_passed")
    claim.need(facts.paper("pass_certificate"), "document_missing")
    return flat(claim, PROFESSIONAL, facts.time())


def course_teaching(facts: Facts) -> Claim:
    """五(一): twice the course's class hours; the text names no subject (reading ``teach``)."""
    claim = Claim("五(一)", keeps_rest=facts.readings["teach"] == "free")
    claim.need(facts.holds("selected"), "not_selected")
    if not facts.stated("class_hours"):
        claim.missing = "amount_missing"
        return claim
    double = 2 * number(facts.record["class_hours"])
    if facts.readings["teach"] == "free":
        claim.options = [{PUBLIC: double}, {PROFESSIONAL: double}]
        return claim
    return flat(claim, facts.readings["teach"], double)


def premium_course(facts: Facts) -> Claim:
    """五(二): approved and published, attended as asked, at least 8 live hours: the professional part is deemed."""
    claim = Claim("五(二)")
    claim.need(facts.holds("published"), "not_approved")
    claim.need(facts.holds("attended"), "not_attended")
    own = facts.time()
    if own is not None:
        claim.options = [{PROFESSIONAL: own}]
    if not facts.stated("live_hours"):
        claim.missing = "amount_missing"
        return claim
    claim.need(number(facts.record["live_hours"]) >= 8, "not_live_enough")
    claim.deems = True
    return claim


def posting(facts: Facts) -> Claim:
    """附件1 一(1), 二(1)."""
    return secondment(facts, "附件1 一(1)")


def language_exam(facts: Facts) -> Claim:
    """附件1 一(2)."""
    claim = Claim("附件1 一(2)")
    claim.need(facts.holds("passed"), "not_passed")
    claim.need(facts.paper("score_notice"), "document_missing")
    hours, why = table(facts.record, "grade", {"A": 30, "B": 20, "C": 10})
    return flat(claim, PUBLIC, hours, why or "")


def computer_exam(facts: Facts) -> Claim:
    """附件1 一(3)."""
    claim = Claim("附件1 一(3)", caps="modules")
    claim.need(facts.paper("pass_certificate"), "document_missing")
    return flat(claim, PUBLIC, counted(facts, "modules", 5))


def competition(facts: Facts) -> Claim:
    """附件1 一(4), 二(7): one subject or the other, never both."""
    claim = Claim("附件1 一(4)", keeps_rest=True)
    if facts.readings["peritem"] == "one":
        claim.one_of = "deduction"
    claim.need(facts.holds("organiser", "sector_authority"), "wrong_organiser")
    claim.need(facts.holds("hr_recognised"), "not_recognised")
    claim.need(facts.paper("participation_proof"), "document_missing")
    level = facts.record
    as_public, why = table(level, "level", {"national": 5, "provincial": 4, "municipal": 3, "county": 3})
    as_professional, _ = table(level, "level", {"national": 30, "provincial": 20, "municipal": 10, "county": 5})
    if as_public is None or as_professional is None:
        claim.missing = why
    else:
        claim.options = [{PUBLIC: as_public}, {PROFESSIONAL: as_professional}]
    return claim


def self_study_exam(facts: Facts) -> Claim:
    """附件1 二(3)."""
    claim = Claim("附件1 二(3)", caps="self_study_exam")
    claim.need(facts.paper("course_certificate", "pass_certificate", "transcript"), "document_missing")
    return flat(claim, PROFESSIONAL, counted(facts, "courses", 10))


def work(facts: Facts) -> Claim:
    """附件1 二(4): awards, patents, other results that the employer recognises, and works."""
    claim = Claim("附件1 二(4)", caps="works")
    if facts.record["kind"] in ("standard", "project", "appraised_result"):
        claim.need(facts.holds("employer_recognised"), "not_recognised")
    claim.need(facts.paper("work_copy", "award_certificate", "patent_certificate"), "document_missing")
    return flat(claim, PROFESSIONAL, Fraction(10))


def expert_service(facts: Facts) -> Claim:
    """附件1 二(5)."""
    claim = Claim("附件1 二(5)", day_capped=True)
    claim.need(facts.holds("invited"), "not_invited")
    claim.need(facts.paper("invitation"), "document_missing")
    return flat(claim, PROFESSIONAL, facts.time())


def qualification_exam(facts: Facts) -> Claim:
    """附件1 二(6)."""
    claim = Claim("附件1 二(6)")
    claim.need(facts.holds("passed"), "not_passed")
    claim.need(facts.paper("qualification_certificate"), "document_missing")
    hours, why = table(facts.record, "scope", {"national": 16, "international": 16})
    return flat(claim, PROFESSIONAL, hours, why or "")


def skill_certificate(facts: Facts) -> Claim:
    """附件1 二(8): an enterprise's evaluation only."""
    claim = Claim("附件1 二(8)")
    if facts.readings["skill"] == "highest":
        claim.highest_of = "skill"
    claim.need(facts.holds("issuer", "enterprise"), "wrong_issuer")
    claim.need(facts.paper("grade_certificate"), "document_missing")
    rates = {
        "chief_technician": 30,
        "special_technician": 25,
        "senior_technician": 20,
        "technician": 15,
        "senior_worker": 10,
    }
    hours, why = table(facts.record, "grade", rates)
    return flat(claim, PROFESSIONAL, hours, why or "")


def sector_certificate(facts: Facts) -> Claim:
    """三(二): the sector's own result."""
    claim = certificate(facts, "三(二)")
    claim.result = facts.stated(PROFESSIONAL)
    return claim


ROUTES: dict[str, Rule] = {
    "online_course": online_course,
    "training": training,
    "conference": training,
    "advanced_seminar": training,
    "overseas_visit": training,
    "digital_engineer": digital_engineer,
    "course_teaching": course_teaching,
    "premium_course": premium_course,
    "secondment": posting,
    "language_exam": language_exam,
    "computer_exam": computer_exam,
    "competition": competition,
    "other_learning": competition,
    "self_study_exam": self_study_exam,
    "award": work,
    "patent": work,
    "standard": work,
    "project": work,
    "appraised_result": work,
    "paper": work,
    "proceedings_paper": work,
    "conference_paper": work,
    "monograph": work,
    "book": work,
    "translation": work,
    "expert_service": expert_service,
    "qualification_exam": qualification_exam,
    "skill_certificate": skill_certificate,
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
        # the minima of 二(一) and 三(一); no total is written
        minima={PUBLIC: Fraction(30), PROFESSIONAL: Fraction(60), "total": None},
        routes=ROUTES,
        caps=[
            Cap("secondment", "附件1 一(1)", Fraction(30), PUBLIC),
            Cap("modules", "附件1 一(3)", modules),
            Cap("secondment", "附件1 二(1)", Fraction(60), PROFESSIONAL),
            Cap("self_study_exam", "附件1 二(3)", Fraction(40)),
            Cap("works", "附件1 二(4)", Fraction(30)),
        ],
        # precedence of the sector: 三(二)
        sectors=frozenset({"education", "health", "accounting"}),
        # leave: 附件1 三
        on_post=months_on_post(
            case.get("leave") or [],
            year,
            limbs={"overseas_assignment": "abroad", "injury": "sick", "illness": "sick", "maternity": "maternity"},
            thresholds={"abroad", "sick"} | ({"maternity"} if chosen["mat"] == "threshold" else set()),
            reaches=chosen["gt6"] == "reaches",
            application=chosen["apply"] == "needed",
            strict=strict,
        ),
        notice=False,
        day_limit=Fraction(8),
        # the structure of the course: 二(二)
        compulsory=Fraction(20) if chosen["2010"] == "binding" else None,
    )
    return judge_under(law, case, strict, forced)
