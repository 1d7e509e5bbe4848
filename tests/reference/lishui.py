"""Lishui: the measures of 2020 (丽人社〔2020〕83号), from their text.

Article 13, which looks at several years, is in :mod:`tests.reference.eligibility`.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from tests.reference.common import (
    ATTENDANCE,
    PROFESSIONAL,
    PUBLIC,
    SUBJECTS,
    ZERO,
    Claim,
    Entry,
    Facts,
    Hours,
    Law,
    Record,
    Rule,
    account,
    certificate,
    drop_duplicates,
    flat,
    number,
    place,
    read_record,
    rounded,
    table,
)

READINGS: dict[str, tuple[str, ...]] = {
    "day": ("daily", "averaged", "merged"),
    "18": ("sum", "each"),
    "45": ("proportional", "per_course", "year_sum"),
    "filed": ("training", "seminar"),
    "deleg": ("undetermined", "zero"),
    "2y": ("with_application_year", "before_application_year"),
    "n": ("at_least", "consecutive"),
}

FIRST_YEAR = 2020
LAST_YEAR: int | None = None

SECTOR_PUBLIC = "sector_public"
"""行业公需; the plain public subject stands for 一般公需 until the two are added up."""

LESSON = 45
"""Minutes of courseware to the hour: 12 ¶1."""

PROOF = (
    "work_copy",
    "transcript",
    "qualification_certificate",
    "assignment_order",
    "award_certificate",
    "patent_certificate",
)
"""What may prove a delegated route: 16(二)."""


def timed(claim: Claim, facts: Facts, subject: str) -> Claim:
    """12 ¶1: the record's hours; courseware by the 45 minutes (reading ``45``)."""
    hours = facts.time(LESSON)
    record = facts.record
    claim.courseware = "minutes" in record and "hours" not in record and "daily_hours" not in record
    own = "sector_rule" not in record
    if hours is not None and own and claim.courseware and facts.readings["45"] == "per_course":
        whole = rounded(hours, "down")
        claim.was_rounded = whole != hours
        hours = whole
    return flat(claim, subject, hours)


def subject_of(value: object) -> str:
    """6: general public, sector public, professional; a plain public subject means general."""
    return str(value) if value in (SECTOR_PUBLIC, PROFESSIONAL) else PUBLIC


def linked(facts: Facts) -> bool:
    """16: a linked system registers by itself (16(一), 15); an unlinked one needs proof (16(二))."""
    if facts.stated("platform") and facts.record["platform"] != "other":
        return True
    if facts.stated("platform") or "course_certificate" in (facts.record.get("evidence") or ()):
        return facts.paper("course_certificate")
    return facts.holds("platform")


def online_course(facts: Facts) -> Claim:
    """7, 12 ¶1: no cap by the day; public courses are registered once passed."""
    if not facts.stated("subject"):
        return Claim("12", missing="amount_missing")
    subject = subject_of(facts.record["subject"])
    claim = Claim("12")
    if subject != PROFESSIONAL:
        claim.need(facts.holds("passed"), "not_passed")
    claim.need(linked(facts), "document_missing")
    return timed(claim, facts, subject)


def offline_public_course(facts: Facts) -> Claim:
    """7 (主要: mainly, not only, online), 12 ¶1."""
    subject = subject_of(facts.record.get("subject"))
    claim = Claim("7", day_capped=True)
    if subject != PROFESSIONAL:
        claim.need(facts.holds("passed"), "not_passed")
    claim.need(facts.paper(*ATTENDANCE), "document_missing")
    return timed(claim, facts, subject)


def training(facts: Facts) -> Claim:
    """12 ¶1: offline 6 hours a day; what is studied online has no such cap."""
    claim = Claim("12", day_capped=facts.record.get("delivery") != "online")
    claim.need(facts.paper(*ATTENDANCE), "document_missing")
    return timed(claim, facts, PROFESSIONAL)


def advanced_seminar(facts: Facts) -> Claim:
    """12 ¶1: approved ones at three levels are flat; county ones and those not approved are training."""
    if facts.record.get("level") == "county":
        return training(facts)
    ways: list[tuple[str, object]] = [("hr_approved", True)]
    if facts.readings["filed"] == "seminar":
        ways += [("filed", "before"), ("filed", "after")]
    if not facts.any_holds(*ways):
        return training(facts)
    claim = Claim("12")
    claim.need(facts.paper(*ATTENDANCE), "document_missing")
    hours, why = table(facts.record, "level", {"national": 60, "provincial": 48, "municipal": 36})
    return flat(claim, PROFESSIONAL, hours, why or "")


def delegated(facts: Facts) -> Claim:
    """8: what it gives is in the rules of the sector's authority; proof after 16(二)."""
    claim = Claim("8")
    if facts.record["kind"] == "qualification_exam":
        claim.need(facts.holds("passed"), "not_passed")
    if facts.record["kind"] == "project":
        claim.need(facts.holds("concluded"), "not_concluded")
    claim.need(facts.paper(*PROOF), "document_missing")
    if facts.readings["deleg"] == "zero":
        claim.missing = "delegated"
    else:
        claim.awaits = True
    return claim


def sector_certificate(facts: Facts) -> Claim:
    """8, 12 ¶2: what the sector's authority certifies."""
    return certificate(facts, "12 ¶2")


ROUTES: dict[str, Rule] = {
    "online_course": online_course,
    "offline_public_course": offline_public_course,
    "training": training,
    "conference": training,
    "advanced_seminar": advanced_seminar,
    "secondment": delegated,
    "degree_study": delegated,
    "self_study_exam": delegated,
    "qualification_exam": delegated,
    "award": delegated,
    "patent": delegated,
    "project": delegated,
    "paper": delegated,
    "proceedings_paper": delegated,
    "conference_paper": delegated,
    "monograph": delegated,
    "book": delegated,
    "translation": delegated,
    "sector_certificate": sector_certificate,
}


def whole_year_sums(entries: list[Entry]) -> None:
    """Reading ``45=year_sum``: a subject's yearly minutes give whole hours; the last courses bear what is over."""
    for subject in (PUBLIC, SECTOR_PUBLIC, PROFESSIONAL):
        courses = [
            entry
            for entry in entries
            if entry.live and entry.claim.courseware and not entry.claim.given and subject in entry.claim.options[0]
        ]
        room = rounded(sum((entry.claim.options[0][subject] for entry in courses), ZERO), "down")
        for entry in courses:
            hours = entry.claim.options[0][subject]
            taken = min(hours, room)
            room -= taken
            entry.claim.options = [{subject: taken}]
            entry.claim.was_rounded = taken != hours


def folded(hours: Hours) -> Hours:
    """Return hours with both kinds of public hours added up."""
    both = {s: h for s, h in hours.items() if s != SECTOR_PUBLIC}
    if SECTOR_PUBLIC in hours:
        both[PUBLIC] = both.get(PUBLIC, ZERO) + hours[SECTOR_PUBLIC]
    return both


def judge(case: Record, readings: Mapping[str, str], strict: bool, _forced: Mapping[str, str] | None) -> dict[str, Any]:
    """Judge one person-year.  Nothing is free to choose, so there is one placement; leave changes nothing."""
    chosen = {name: answers[0] for name, answers in READINGS.items()} | dict(readings)
    year = int(case["year"])
    each = chosen["18"] == "each"
    law = Law(
        readings=chosen,
        # 11
        minima={PUBLIC: Fraction(36 if each else 18), PROFESSIONAL: Fraction(60), "total": Fraction(90)},
        routes=ROUTES,
        caps=[],
        sectors=frozenset(),
        on_post=12,
        notice=False,
        # 12 ¶1
        day_limit=Fraction(6),
        apart=frozenset({SECTOR_PUBLIC}),
    )
    entries = sorted(
        (read_record(law, record, year, strict) for record in case.get("records") or []), key=lambda entry: entry.id
    )
    drop_duplicates(entries)
    if chosen["45"] == "year_sum":
        whole_year_sums(entries)
    scale = place(law, entries, {entry.id: 0 for entry in entries if entry.live}, year)

    def sum_of(subject: str) -> Fraction:
        return sum((hours.get(subject, ZERO) for hours in scale.given.values()), ZERO)

    general, sector = sum_of(PUBLIC), sum_of(SECTOR_PUBLIC)
    credited = {PUBLIC: general + sector, PROFESSIONAL: sum_of(PROFESSIONAL)}
    credited["total"] = credited[PUBLIC] + credited[PROFESSIONAL]
    shortfall = {s: max(ZERO, number(law.minima[s]) - credited[s]) for s in law.minima}
    if each:
        shortfall[PUBLIC] = max(ZERO, 18 - general) + max(ZERO, 18 - sector)

    verdict = "compliant"
    would_decide: list[dict[str, Any]] = []
    if sum(shortfall.values()) > 0:
        # professional hours are all that an open record can bring, and nothing limits them
        awaited = [entry.id for entry in entries if entry.live and entry.open]
        verdict = "undetermined" if awaited and shortfall[PUBLIC] == 0 else "non_compliant"
        if verdict == "undetermined":
            least = max(shortfall[PROFESSIONAL], shortfall["total"])
            would_decide = [{"record": i, "subject": PROFESSIONAL, "hours": least} for i in awaited]

    for entry in entries:
        entry.claim.options = [folded(option) for option in entry.claim.options]
    scale.given = {i: folded(hours) for i, hours in scale.given.items()}
    scale.asked = {i: folded(hours) for i, hours in scale.asked.items()}
    records = {entry.id: account(entry, scale) for entry in entries}
    outcome = {"credited": credited, "shortfall": shortfall, "deemed": [], "records": records, "caps": []}
    return {
        **outcome,
        "verdict": verdict,
        "required": dict(law.minima),
        "relief": dict.fromkeys((*SUBJECTS, "total"), ZERO),
        "by_kind": {"general_public": general, "sector_public": sector},
        "would_decide": would_decide,
        "lost": sum((record["lost"] for record in records.values()), ZERO),
        "optimal": {()},
        "optimal_count": 1,
        "outcomes": {(): {**outcome, "placement": ()}},
        "assumptions": {(entry.id, name) for entry in entries for name in entry.facts.assumed},
    }
