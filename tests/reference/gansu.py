"""Gansu: the provincial measures of 2023 (甘肃省专业技术人员继续教育学时认定管理办法), from their text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from tests.reference.common import (
    PROFESSIONAL,
    PUBLIC,
    PUBLIC_SUBJECTS,
    SUBJECTS,
    ZERO,
    Cap,
    Claim,
    Facts,
    Law,
    Record,
    Rule,
    account,
    apply_cap,
    certificate,
    clip,
    day_count,
    drop_duplicates,
    flat,
    place,
    read_record,
    span,
)

READINGS: dict[str, tuple[str, ...]] = {
    "day": ("daily", "averaged", "merged"),
    "23": ("required", "actual"),
    "pub0": ("none", "thirty"),
    "30": ("person_year", "activity"),
    "deem": ("larger", "added"),
    "rec": ("either", "both"),
    "confday": ("eight", "zero"),
    "deg40": ("shared", "apart"),
}

# 17: from 2023-03-31, five years; a year is judged by what is in force on its last day
FIRST_YEAR = 2023
LAST_YEAR: int | None = 2027

TOTAL = Fraction(90)
YEAR = "year"

GROUNDS = ("injury", "illness", "pregnancy", "maternity", "other_recognised")


def examined(claim: Claim, facts: Facts) -> None:
    """10: on the provincial bases' platform study counts once it is examined."""
    ways: list[tuple[str, object]] = [("platform", "local"), ("platform", "other"), ("passed", True)]
    claim.need(facts.any_holds(*ways), "not_passed")


def online_course(facts: Facts) -> Claim:
    """5: a public course's length; 6(一): a professional one is distance education, 8 hours a day."""
    if not facts.stated("subject"):
        return Claim("5", missing="amount_missing")
    public = facts.record["subject"] in PUBLIC_SUBJECTS
    claim = Claim("5") if public else Claim("6(一)", day_capped=True)
    examined(claim, facts)
    return flat(claim, PUBLIC if public else PROFESSIONAL, facts.time())


def offline_public_course(facts: Facts) -> Claim:
    """5: as the professional subject, so 8 hours a day after 6(一)."""
    subject = PROFESSIONAL if facts.record.get("subject") == PROFESSIONAL else PUBLIC
    return flat(Claim("5", day_capped=True), subject, facts.time())


def training(facts: Facts) -> Claim:
    """6(一)."""
    return flat(Claim("6(一)", day_capped=True), PROFESSIONAL, facts.time())


def awaiting(claim: Claim, facts: Facts) -> Claim:
    """Give the hours that the employer (or who recognises) has set; without them the amount is open."""
    hours = facts.time()
    if hours is None:
        claim.awaits = True
        return claim
    return flat(claim, PROFESSIONAL, hours)


def self_study(facts: Facts) -> Claim:
    """6(二): the employer keeps a file and sets the hours in it; without a file nothing is registered."""
    apart = facts.record["kind"] == "degree_study" and facts.readings["deg40"] == "apart"
    claim = Claim("6(二)", caps="degree" if apart else "self_study")
    claim.need(facts.holds("study_file"), "no_study_file")
    claim.need(facts.paper("study_file"), "document_missing")
    return awaiting(claim, facts)


def conference(facts: Facts) -> Claim:
    """6(三): by the actual days, up to 8 hours each (reading ``confday`` where only days are known)."""
    claim = Claim("6(三)", day_capped=True)
    hours = facts.time()
    if hours is None and facts.readings["confday"] == "eight":
        days = day_count(facts.record, facts.year)
        hours = None if days is None else Fraction(8 * days)
    return flat(claim, PROFESSIONAL, hours)


def work(facts: Facts) -> Claim:
    """6(四): no rate for an item; the hours are the employer's."""
    claim = Claim("6(四)", caps="works")
    kind = facts.record["kind"]
    if kind == "project":
        claim.need(facts.holds("concluded"), "not_concluded")
    if kind in ("standard", "appraised_result"):
        claim.need(facts.holds("employer_recognised"), "not_recognised")
    return awaiting(claim, facts)


def secondment(facts: Facts) -> Claim:
    """6(五): certified by the unit and filed with the province, of any length, it deems the year completed."""
    claim = Claim("6(五)", deems=True, deems_scope=YEAR)
    claim.need(facts.holds("unit_certificate"), "document_missing")
    claim.need(facts.paper("unit_certificate"), "document_missing")
    claim.need(facts.holds("provincial_filing"), "no_provincial_filing")
    return claim


def expert_service(facts: Facts) -> Claim:
    """6(六)1."""
    claim = Claim("6(六)1", day_capped=True, caps="expert")
    claim.need(facts.holds("invited"), "not_invited")
    return flat(claim, PROFESSIONAL, facts.time())


def qualification_exam(facts: Facts) -> Claim:
    """6(六)2: the professional part is deemed."""
    claim = Claim("6(六)2")
    claim.need(facts.holds("passed"), "not_passed")
    claim.need(facts.paper("qualification_certificate"), "document_missing")
    if facts.stated("scope"):
        claim.deems = True
    else:
        claim.missing = "amount_missing"
    return claim


def contest(facts: Facts) -> Claim:
    """6(六)3: recognised by the sector's authority or the HR department (reading ``rec``)."""
    claim = Claim("6(六)3", caps="contest")
    if facts.readings["rec"] == "both":
        claim.need(facts.holds("sector_recognised"), "not_recognised")
        claim.need(facts.holds("hr_recognised"), "not_recognised")
    else:
        claim.need(facts.any_holds(("sector_recognised", True), ("hr_recognised", True)), "not_recognised")
    return awaiting(claim, facts)


def sector_certificate(facts: Facts) -> Claim:
    """7."""
    return certificate(facts, "7")


def transferred_hours(facts: Facts) -> Claim:
    """11 ¶2."""
    return certificate(facts, "11")


ROUTES: dict[str, Rule] = {
    "online_course": online_course,
    "offline_public_course": offline_public_course,
    "training": training,
    "advanced_seminar": training,
    "self_study": self_study,
    "self_study_exam": self_study,
    "degree_study": self_study,
    "conference": conference,
    "award": work,
    "patent": work,
    "project": work,
    "standard": work,
    "appraised_result": work,
    "paper": work,
    "proceedings_paper": work,
    "conference_paper": work,
    "monograph": work,
    "book": work,
    "translation": work,
    "secondment": secondment,
    "expert_service": expert_service,
    "qualification_exam": qualification_exam,
    "competition": contest,
    "other_learning": contest,
    "sector_certificate": sector_certificate,
    "transferred_hours": transferred_hours,
}


def postponed(leaves: Iterable[Record], year: int, strict: bool) -> bool:
    """6(六)4: tell whether a ground with the unit's certificate falls into the year."""
    for leave in leaves:
        facts = Facts(leave, strict, year, {})
        good = leave["kind"] in GROUNDS
        good = facts.holds("unit_approved") and good
        good = facts.paper("unit_certificate", "leave_papers") and good
        both = span(leave)
        if good and (both is None or clip(*both, year) is not None):
            return True
    return False


@dataclass
class Balance:
    """4: what the credited hours are worth against the minima."""

    readings: Mapping[str, str]
    public: Fraction
    professional: Fraction
    deemed: bool

    @property
    def credited(self) -> dict[str, Fraction]:
        """The hours shown: a deemed professional part is worth two thirds of the 90, whatever reading ``23`` says."""
        shown = self.professional
        if self.deemed:
            part = TOTAL * 2 / 3
            shown = shown + part if self.readings["deem"] == "added" else max(shown, part)
        return {PUBLIC: self.public, PROFESSIONAL: shown, "total": self.public + shown}

    @property
    def required(self) -> dict[str, Fraction | None]:
        """The minima."""
        base = self.credited["total"] if self.readings["23"] == "actual" else TOTAL
        return {
            PUBLIC: Fraction(30) if self.readings["pub0"] == "thirty" else None,
            PROFESSIONAL: base * 2 / 3,
            "total": TOTAL,
        }

    @property
    def shortfall(self) -> dict[str, Fraction]:
        """What is missing; nothing of a deemed part."""
        credited = self.credited
        missing = {s: max(ZERO, (need or ZERO) - credited[s]) for s, need in self.required.items()}
        if self.deemed:
            missing[PROFESSIONAL] = ZERO
        return missing

    def short(self) -> bool:
        """Tell whether anything is missing."""
        return sum(self.shortfall.values()) > 0

    def with_more(self, hours: Fraction) -> Balance:
        """Return the balance after so many more professional hours."""
        return Balance(self.readings, self.public, self.professional + hours, self.deemed)

    def least(self, room: Fraction) -> Fraction | None:
        """Return the least professional hours that leave nothing missing, ``None`` where ``room`` has not enough.

        The bounds are all linear, so the least amount meets one of them exactly: each is tried.
        """
        total = self.public + self.professional
        bounds = [
            TOTAL * 2 / 3 - self.professional,
            TOTAL - total,
            TOTAL / 3 - total,
            2 * self.public - self.professional,
        ]
        enough = [hours for hours in bounds if 0 <= hours <= room and not self.with_more(hours).short()]
        return min(enough, default=None)


def judge(case: Record, readings: Mapping[str, str], strict: bool, _forced: Mapping[str, str] | None) -> dict[str, Any]:
    """Judge one person-year.  Nothing is free to choose, so there is one placement."""
    chosen = {name: answers[0] for name, answers in READINGS.items()} | dict(readings)
    year = int(case["year"])
    law = Law(
        readings=chosen,
        minima={},
        routes=ROUTES,
        caps=[
            Cap("self_study", "6(二)", Fraction(40)),
            Cap("degree", "6(二)", Fraction(40)),
            Cap("works", "6(四)", Fraction(40)),
            Cap("expert", "6(六)1", Fraction(40)),
            Cap("contest", "6(六)3", Fraction(30)),
        ],
        sectors=frozenset(),
        on_post=12,
        notice=False,
        day_limit=Fraction(8),
    )
    entries = sorted(
        (read_record(law, record, year, strict) for record in case.get("records") or []), key=lambda entry: entry.id
    )
    drop_duplicates(entries)
    scale = place(law, entries, {entry.id: 0 for entry in entries if entry.live}, year)

    caps = []
    # what each open record may still bring, and by group what all of them together may
    room: dict[str, Fraction] = {}
    shared: dict[str, Fraction] = {}
    for cap in law.caps:
        members = [entry for entry in entries if entry.live and entry.claim.caps == cap.group]
        awaited = [entry.id for entry in members if entry.open]
        if cap.group == "contest" and chosen["30"] == "activity":
            for entry in members:
                apply_cap(cap, [entry.id], scale)
            room |= dict.fromkeys(awaited, cap.limit)
            shared[cap.group] = cap.limit * len(awaited)
            continue
        use = apply_cap(cap, [entry.id for entry in members], scale)
        if use is not None:
            caps.append(use)
        left = cap.limit - (ZERO if use is None else use["credited"])
        room |= dict.fromkeys(awaited, left)
        shared[cap.group] = left if awaited else ZERO

    balance = Balance(
        chosen,
        sum((hours.get(PUBLIC, ZERO) for hours in scale.given.values()), ZERO),
        sum((hours.get(PROFESSIONAL, ZERO) for hours in scale.given.values()), ZERO),
        deemed=any(scope == PROFESSIONAL for _, scope in scale.deemed),
    )
    shortfall = balance.shortfall
    verdict = "non_compliant"
    if any(scope == YEAR for _, scope in scale.deemed):
        shortfall = dict.fromkeys(shortfall, ZERO)
        verdict = "compliant"
    elif not balance.short():
        verdict = "compliant"
    elif postponed(case.get("leave") or [], year, strict):
        verdict = "deferred"
    elif not balance.with_more(sum(shared.values(), ZERO)).short():
        verdict = "undetermined"
    would_decide = []
    if verdict == "undetermined":
        for record, left in sorted(room.items()):
            least = balance.least(left)
            if least is not None:
                would_decide.append({"record": record, "subject": PROFESSIONAL, "hours": least})

    records = {entry.id: account(entry, scale) for entry in entries}
    outcome = {
        "credited": balance.credited,
        "shortfall": shortfall,
        "deemed": scale.deemed,
        "records": records,
        "caps": caps,
    }
    return {
        **outcome,
        "verdict": verdict,
        "required": balance.required,
        "relief": dict.fromkeys((*SUBJECTS, "total"), ZERO),
        "by_kind": {},
        "would_decide": would_decide,
        "lost": sum((record["lost"] for record in records.values()), ZERO),
        "optimal": {()},
        "optimal_count": 1,
        "outcomes": {(): {**outcome, "placement": ()}},
        "assumptions": {(entry.id, name) for entry in entries for name in entry.facts.assumed},
    }
