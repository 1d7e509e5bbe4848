"""Years that would be compliant, or nearly, had nothing gone wrong: sound records, some of which then lack something.

Each thing that is wrong is known, and whether the text lets it still be put right was read from the text by hand.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from hypothesis import strategies as st

from xueshi.model.kinds import catalogue

Mapping = dict[str, Any]

YEAR = {"jining": 2024, "weihai": 2022, "lishui": 2023, "gansu": 2024, "binzhou": 2021}

_COURSE = {"kind": "online_course", "platform": "local", "passed": True, "compulsory": True, "registered": True}
_TRAINING = {
    "kind": "training", "organiser": "sector_authority", "filed": "before", "passed": True, "registered": True,
    "related": True, "evidence": ["attendance_certificate"],
}  # fmt: skip
_PAPER = {
    "kind": "paper", "outlet": "national", "characters": 5000, "authors": 1, "rank": 1, "registered": True,
    "evidence": ["work_copy"],
}  # fmt: skip
_CONTEST = {
    "kind": "competition", "organiser": "sector_authority", "hr_recognised": True, "sector_recognised": True,
    "registered": True, "evidence": ["participation_proof"],
}  # fmt: skip
_EXAM = {"kind": "language_exam", "passed": True, "registered": True, "evidence": ["score_notice"]}
_MODULES = {"kind": "computer_exam", "registered": True, "evidence": ["pass_certificate"]}
_POSTING = {"kind": "secondment", "registered": True, "unit_certificate": True, "provincial_filing": True}

PUBLIC = [{**_COURSE, "subject": "public", "hours": hours} for hours in (8, 18, 22, 30)]
STUDY = [{**_TRAINING, "hours": hours, "days": 10} for hours in (10, 20, 30, 60)]

SOUND: dict[str, list[Mapping]] = {
    "jining": [
        *PUBLIC, *STUDY, _PAPER, {**_PAPER, "kind": "project", "concluded": True, "employer_recognised": True},
        {**_CONTEST, "level": "national"}, {**_CONTEST, "level": "county"}, {**_EXAM, "grade": "C"},
        {**_MODULES, "modules": 2}, {**_POSTING, "months": 6, "evidence": ["assignment_order"]},
    ],
    "weihai": [
        *PUBLIC, *STUDY, _PAPER, {**_PAPER, "kind": "project", "concluded": True}, {**_CONTEST, "level": "municipal"},
        {**_EXAM, "grade": "B"}, {**_MODULES, "modules": 2},
        {**_POSTING, "months": 6, "evidence": ["assignment_order"]},
        {"kind": "degree_study", "programme_years": 3, "year_of_study": 2, "registered": True,
         "evidence": ["admission_letter", "transcript"]},
    ],
    "lishui": [
        *PUBLIC, *STUDY, {**_COURSE, "subject": "professional", "hours": 20},
        {**_COURSE, "subject": "general_public", "hours": 9, "platform": "other", "evidence": ["course_certificate"]},
        {"kind": "advanced_seminar", "level": "provincial", "hr_approved": True, "filed": "before", "registered": True,
         "evidence": ["course_certificate"]},
    ],
    "gansu": [
        *PUBLIC, *STUDY, {**_COURSE, "subject": "professional", "hours": 20, "days": 5}, {**_PAPER, "hours": 12},
        {"kind": "self_study", "hours": 25, "study_file": True, "registered": True, "evidence": ["study_file"]},
        {"kind": "standard", "hours": 15, "employer_recognised": True, "concluded": True, "registered": True},
        {**_CONTEST, "level": "municipal", "hours": 16}, {**_POSTING, "months": 8, "evidence": ["unit_certificate"]},
        {"kind": "qualification_exam", "scope": "national", "passed": True, "registered": True,
         "evidence": ["qualification_certificate"]},
    ],
    "binzhou": [
        *PUBLIC, *STUDY, _PAPER, {**_COURSE, "subject": "professional", "hours": 20},
        {"kind": "overseas_visit", "months": 2, "registered": True, "evidence": ["visit_report"]},
        {"kind": "degree_study", "exams_passed": True, "registered": True},
        {"kind": "self_study_exam", "courses": 3, "registered": True, "evidence": ["course_certificate"]},
    ],
}  # fmt: skip

LEAVE: dict[str, Mapping] = {
    "jining": {"kind": "illness", "months": 7, "unit_approved": True, "applied": True, "evidence": ["leave_papers"]},
    "weihai": {"kind": "maternity", "months": 5, "unit_approved": True, "evidence": ["leave_papers"]},
    "gansu": {"kind": "pregnancy", "months": 3, "unit_approved": True, "evidence": ["unit_certificate"]},
}

NEVER = ("passed", "exams_passed", "invited", "hr_recognised", "concluded", "hr_approved", "study_file")
"""Facts that are stated as no and stay so."""

PAPERS: dict[str, tuple[str, ...]] = {
    "training": ("attendance_certificate", "participation_proof", "course_certificate", "pass_certificate"),
    "paper": ("work_copy", "award_certificate", "patent_certificate"),
    "project": ("work_copy", "award_certificate", "patent_certificate"),
    "competition": ("participation_proof",),
    "language_exam": ("score_notice",),
    "computer_exam": ("pass_certificate",),
    "online_course": ("course_certificate", "system_record"),
    "advanced_seminar": ("attendance_certificate", "participation_proof", "course_certificate", "pass_certificate"),
    "self_study": ("study_file",),
    "qualification_exam": ("qualification_certificate",),
    "overseas_visit": ("visit_report",),
    "self_study_exam": ("course_certificate", "pass_certificate"),
    "degree_study": ("admission_letter", "transcript", "diploma"),
    "secondment": ("assignment_order", "unit_certificate"),
}
"""By kind, the documents that some text asks for."""


class Step(NamedTuple):
    """One thing that can be done about one record or leave: a fact that becomes true, or a document that is added."""

    owner: str
    what: str
    document: bool = False

    def do(self, holder: Mapping) -> Mapping:
        """Return the record or leave with it done."""
        if self.document:
            return {**holder, "evidence": [*holder["evidence"], self.what]}
        return {**holder, self.what: True}


@st.composite
def damaged_cases(draw: st.DrawFn, city: str, *, most: int = 5) -> Mapping:
    """Return a year whose records were sound, and of which some lack something now."""
    chosen = [
        draw(st.sampled_from([PUBLIC[-1], PUBLIC[-1], *PUBLIC])),
        draw(st.sampled_from([STUDY[-1], STUDY[-1], STUDY[-2], *STUDY])),
        *(draw(st.sampled_from(SOUND[city])) for _ in range(draw(st.integers(0, most - 2)))),
    ]
    records = []
    for number, record in enumerate(chosen):
        known = catalogue().kind(record["kind"]).fields
        sound = {key: value for key, value in record.items() if key == "kind" or key in known}
        records.append(_damaged(draw, {"id": f"r{number}", **sound}))
    case: Mapping = {"person": "P-0001", "jurisdiction": city, "year": YEAR[city], "records": records}
    if city in LEAVE and draw(st.integers(0, 3)) == 0:
        case["leave"] = [_damaged(draw, {"id": "L1", **LEAVE[city]})]
    return case


def _damaged(draw: st.DrawFn, holder: Mapping) -> Mapping:
    for _ in range(draw(st.sampled_from([0, 0, 1, 1, 1, 2]))):
        flags = [key for key, value in holder.items() if value is True]
        how = draw(st.sampled_from(["flag", "flag", "registered", "evidence", "silent", "never"]))
        if how == "flag" and flags:
            key = draw(st.sampled_from([key for key in flags if key not in NEVER] or flags))
            holder = {**holder, key: False}
        elif how == "registered" and "registered" in holder:
            holder = {**holder, "registered": False}
        elif how == "evidence" and "evidence" in holder:
            holder = {**holder, "evidence": []}
        elif how == "silent" and flags:
            gone = draw(st.sampled_from([*flags, "evidence"]))
            holder = {key: value for key, value in holder.items() if key != gone}
        elif how == "never" and (stuck := [key for key in flags if key in NEVER]):
            holder = {**holder, draw(st.sampled_from(stuck)): False}
    return holder


TURNED: dict[str, tuple[str, ...]] = {
    "jining": ("registered", "employer_recognised"),
    "weihai": ("registered",),
    "lishui": ("registered",),
    "gansu": ("registered", "employer_recognised", "unit_certificate", "provincial_filing"),
    "binzhou": ("registered",),
}
"""Facts of records that are stated as no and can still become true."""

LEAVE_TURNED: dict[str, tuple[str, ...]] = {
    "jining": ("unit_approved", "applied"),
    "weihai": ("unit_approved",),
    "gansu": ("unit_approved",),
}


def legal_steps(case: Mapping) -> Iterator[Step]:
    """Yield every single thing that the texts let still be done about a case, whether it helps or not."""
    city = case["jurisdiction"]
    for record in case["records"]:
        yield from _steps(record, TURNED[city], PAPERS.get(record["kind"], ()))
    for leave in case.get("leave", []):
        yield from _steps(leave, LEAVE_TURNED.get(city, ()), ("leave_papers", "unit_certificate"))


def _steps(holder: Mapping, turned: tuple[str, ...], papers: tuple[str, ...]) -> Iterator[Step]:
    yield from (Step(holder["id"], key) for key in turned if holder.get(key) is False)
    for code in papers:
        # Nobody hands in a study file that the employer does not keep.
        kept = code != "study_file" or holder.get("study_file") is not False
        if "evidence" in holder and code not in holder["evidence"] and kept:
            yield Step(holder["id"], code, document=True)


def done(case: Mapping, steps: tuple[Step, ...]) -> Mapping:
    """Return the case with ``steps`` made."""
    made = dict(case)
    for part in ("records", "leave"):
        holders = []
        for holder in case.get(part, []):
            changed = holder
            for step in steps:
                if step.owner == holder["id"]:
                    changed = step.do(changed)
            holders.append(changed)
        made[part] = holders
    return made
