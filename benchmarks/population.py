"""Invented person-years of Jining: the same seed gives the same persons.

Realistic persons have about six records; one in seven has records that may go to either subject while public hours
are short, so that the place matters.  Hard persons have forty records, ten to twenty of them such.
"""

import math
import random
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Any

Record = dict[str, Any]
Person = dict[str, Any]

Generate = Callable[[int, int], list[Person]]
"""Seed and number of persons to case mappings."""

_LEVELS = ("national", "provincial", "municipal", "county")


def _hours(rng: random.Random, least: float, most: float) -> int | Decimal:
    """Return whole hours mostly, else halves, seldom hundredths."""
    grain = rng.choices((100, 50, 1), (70, 22, 8))[0]
    hundredths = rng.randint(math.ceil(least * 100 / grain), int(most * 100 / grain)) * grain
    whole, rest = divmod(hundredths, 100)
    return Decimal(hundredths) / 100 if rest else whole


def _date(rng: random.Random, first_month: int = 1) -> str:
    return f"2024-{rng.randint(first_month, 12):02}-{rng.randint(1, 28):02}"


def _stated(rng: random.Random, likelihood: float, **fields: object) -> Record:
    """Return each field or leave it unstated."""
    return {name: value for name, value in fields.items() if rng.random() < likelihood}


def _evidence(rng: random.Random, code: str) -> Record:
    """Return the document: at hand, not stated, or seldom none."""
    kind = rng.choices(("there", "unstated", "none"), (60, 36, 4))[0]
    documents: dict[str, Record] = {"there": {"evidence": [code]}, "unstated": {}, "none": {"evidence": []}}
    return documents[kind]


def _public(rng: random.Random, hours: int | Decimal) -> Iterator[Record]:
    """Yield one to three public courses of so many hours together."""
    parts = rng.choices((1, 2, 3), (45, 40, 15))[0]
    for part in range(parts, 0, -1):
        share = hours if part == 1 else int(hours / part)
        hours -= share
        yield {
            "kind": "online_course",
            "subject": "public",
            "hours": share,
            "date": _date(rng, first_month=6),
            **_stated(rng, 0.7, passed=True, platform="local", compulsory=rng.random() < 0.6),
        }


def _training(rng: random.Random) -> Record:
    days = rng.randint(1, 5)
    record: Record = {"kind": rng.choices(("training", "conference", "advanced_seminar"), (85, 10, 5))[0]}
    form = rng.choices(("total", "days", "daily"), (30, 45, 25))[0]
    if form == "daily":
        record["daily_hours"] = [_hours(rng, 4, 9.5) for _ in range(days)]
    else:
        record["hours"] = _hours(rng, 3 * days, 9 * days)
        if form == "days":
            record["days"] = days
    organiser = rng.choices(("hr_department", "sector_authority", "employer", "association"), (20, 35, 35, 10))[0]
    filed = rng.choices(("before", "after", "none"), (90, 4, 6))[0]
    return {
        **record,
        "date": _date(rng),
        **_stated(rng, 0.8, organiser=organiser, filed=filed),
        **_evidence(rng, "attendance_certificate"),
    }


def _paper(rng: random.Random) -> Record:
    return {"kind": "paper", "outlet": rng.choice(("national", "provincial")), "rank": 1, **_evidence(rng, "work_copy")}


def _patent(rng: random.Random) -> Record:
    kind = rng.choice(("invention", "utility_model", "design"))
    return {"kind": "patent", "type": kind, "rank": rng.randint(1, 4), **_evidence(rng, "patent_certificate")}


def _expert_service(rng: random.Random) -> Record:
    hours = [_hours(rng, 3, 9) for _ in range(rng.randint(1, 3))]
    return {
        "kind": "expert_service",
        "daily_hours": hours,
        **_stated(rng, 0.8, invited=True),
        **_evidence(rng, "invitation"),
    }


def _self_study_exam(rng: random.Random) -> Record:
    return {"kind": "self_study_exam", "courses": rng.randint(1, 5), **_evidence(rng, "transcript")}


def _qualification_exam(rng: random.Random) -> Record:
    passed = rng.random() < 0.85
    return {
        "kind": "qualification_exam",
        "scope": "national",
        "passed": passed,
        **_evidence(rng, "qualification_certificate"),
    }


def _skill_certificate(rng: random.Random) -> Record:
    grade = rng.choice(("senior_technician", "technician", "senior_worker"))
    issuer = rng.choices(("enterprise", "social"), (80, 20))[0]
    return {"kind": "skill_certificate", "grade": grade, "issuer": issuer, **_evidence(rng, "grade_certificate")}


def _secondment(rng: random.Random) -> Record:
    return {"kind": "secondment", "months": rng.randint(1, 12), **_evidence(rng, "assignment_order")}


def _language_exam(rng: random.Random) -> Record:
    return {"kind": "language_exam", "grade": rng.choice("ABC"), "passed": True, **_evidence(rng, "score_notice")}


def _computer_exam(rng: random.Random) -> Record:
    return {"kind": "computer_exam", "modules": rng.randint(1, 7), **_evidence(rng, "pass_certificate")}


_PROFESSIONAL: dict[Callable[[random.Random], Record], int] = {
    _paper: 30,
    _expert_service: 25,
    _patent: 14,
    _self_study_exam: 8,
    _qualification_exam: 12,
    _skill_certificate: 11,
}
_PUBLIC: dict[Callable[[random.Random], Record], int] = {_secondment: 4, _language_exam: 3, _computer_exam: 3}


def _flexible(rng: random.Random, level_weights: Sequence[int] = (10, 25, 40, 25)) -> Record:
    level = rng.choices(_LEVELS, level_weights)[0]
    return {
        "kind": rng.choices(("competition", "other_learning"), (80, 20))[0],
        "level": level,
        "organiser": "sector_authority",
        "date": _date(rng),
        **_stated(rng, 0.8, hr_recognised=True),
        **_stated(rng, 0.6, evidence=["participation_proof"]),
    }


def _teaching(rng: random.Random) -> Record:
    return {"kind": "course_teaching", "class_hours": _hours(rng, 0.5, 3), "selected": True}


def _leave(rng: random.Random, number: int) -> Record:
    kind = rng.choice(("maternity", "illness", "overseas_assignment"))
    return {
        "id": f"L{number}",
        "kind": kind,
        "months": rng.randint(4, 6) if kind == "maternity" else rng.randint(5, 10),
        **_stated(rng, 0.8, unit_approved=True, applied=True, evidence=["leave_papers"]),
    }


def _spoilt(rng: random.Random, record: Record) -> Record:
    """Return the record, seldom with a flaw."""
    flaw = rng.choices((None, "registered", "year"), (96, 2, 2))[0]
    if flaw == "registered":
        return {**record, "registered": False}
    if flaw == "year":
        return {**record, "date": "2023-11-20"}
    return record


def _person(number: int, rng: random.Random, records: Sequence[Record]) -> Person:
    shuffled = list(records)
    rng.shuffle(shuffled)
    return {
        "person": f"P-{number:05}",
        "jurisdiction": "jining",
        "year": 2024,
        "records": [{"id": f"r{place:02}", **record} for place, record in enumerate(shuffled, 1)],
    }


def _realistic(number: int, rng: random.Random) -> Person:
    matters = rng.random() < 0.14
    records: list[Record] = []
    if matters:
        records += _public(rng, _hours(rng, 15, 29))
        records += (_flexible(rng) for _ in range(rng.choices((1, 2, 3), (65, 25, 10))[0]))
    elif rng.random() < 0.72:
        records += _public(rng, 30 if rng.random() < 0.8 else _hours(rng, 30, 36))
        records += (_flexible(rng) for _ in range(rng.choices((0, 1), (88, 12))[0]))
    else:
        records += _public(rng, _hours(rng, 6, 29))
        if rng.random() < 0.35:
            records += (kind(rng) for kind in rng.choices(list(_PUBLIC), list(_PUBLIC.values())))
    records += (_training(rng) for _ in range(rng.choices((0, 1, 2, 3, 4, 5), (3, 15, 30, 30, 15, 7))[0]))
    extra = rng.choices((0, 1, 2, 3), (32, 34, 24, 10))[0]
    records += (kind(rng) for kind in rng.choices(list(_PROFESSIONAL), list(_PROFESSIONAL.values()), k=extra))
    person = _person(number, rng, [_spoilt(rng, record) for record in records])
    if rng.random() < 0.7:
        person["sector"] = rng.choices(("engineering", "agriculture", "health", "education"), (75, 19, 3, 3))[0]
    if rng.random() < 0.03:
        person["leave"] = [_leave(rng, 1)]
    return person


def _hard(number: int, rng: random.Random) -> Person:
    size, flexible = 40, rng.randint(10, 20)
    teaching = rng.randint(flexible // 3, flexible // 2)
    records = [_teaching(rng) for _ in range(teaching)]
    records += (_flexible(rng, (2, 8, 40, 50)) for _ in range(flexible - teaching))
    while len(records) < size:
        if rng.random() < 0.4:
            records.append({"kind": "online_course", "subject": "public", "hours": _hours(rng, 0.2, 1), "passed": True})
        else:
            hours = _hours(rng, 0.5, 2)
            records.append({"kind": "training", "hours": hours, "days": 1, "organiser": "employer", "filed": "before"})
    return _person(number, rng, records)


def _people(make: Callable[[int, random.Random], Person], seed: int, count: int) -> list[Person]:
    rng = random.Random(seed)
    return [make(number, rng) for number in range(1, count + 1)]


def realistic(seed: int, count: int) -> list[Person]:
    """Return ``count`` case mappings such as an office sees."""
    return _people(_realistic, seed, count)


def hard(seed: int, count: int) -> list[Person]:
    """Return ``count`` case mappings of forty records, ten to twenty of them with a choice."""
    return _people(_hard, seed, count)


FLEXIBLE = frozenset({"competition", "other_learning", "course_teaching"})
"""The kinds that may go to either subject."""


def describe(people: Sequence[Person]) -> str:
    """Return the size of the persons and the share of those with a flexible record, in words."""
    records = [record for person in people for record in person["records"]]
    choosers = sum(any(record["kind"] in FLEXIBLE for record in person["records"]) for person in people)
    flexible = sum(record["kind"] in FLEXIBLE for record in records)
    return (
        f"{len(records) / len(people):.1f} records each, {flexible / len(people):.1f} of them flexible; "
        f"{choosers / len(people):.0%} have a flexible record"
    )
