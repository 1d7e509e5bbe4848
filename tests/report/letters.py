"""Letters for the golden files: one for each reason that a result can give, from the realistic cases and small ones.

``python -m tests.report.letters`` writes the golden files again.  Read them before they are committed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from xueshi.engine.judge import Settings
from xueshi.letter.content import Letter
from xueshi.letter.writer import write_letter
from xueshi.messages import LANGS, Lang
from xueshi.model.case import Case
from xueshi.read import case_from_mapping, read_case
from xueshi.report.letter.page import letter_page
from xueshi.report.letter.text import letter_text

FACTS = Path(__file__).parents[2] / "facts"
HERE = Path(__file__).parent / "golden"


class Sample(NamedTuple):
    """A record of a case, and how it is judged."""

    case: str | Mapping[str, Any]
    """A file below ``facts/``, or a case."""
    record: str
    readings: Mapping[str, str] = {}
    strict: bool = False

    def settings(self, lang: Lang) -> Settings:
        return Settings(self.readings, strict=self.strict, lang=lang)

    def read(self) -> Case:
        return read_case(str(FACTS / self.case)) if isinstance(self.case, str) else case_from_mapping(self.case)


def small(jurisdiction: str, year: int, *records: Mapping[str, Any]) -> Mapping[str, Any]:
    return {"person": "P-1", "jurisdiction": jurisdiction, "year": year, "records": list(records)}


JINING = "jining/rejected-claims-2024.yaml"
WEIHAI = "weihai/rejected-claims-2022.yaml"
GANSU = "gansu/rejected-claims-2024.yaml"
BINZHOU = "binzhou/rejected-claims-2021.yaml"

CONTEST = {
    "kind": "competition", "organiser": "sector_authority", "hr_recognised": True, "evidence": ["participation_proof"],
    "registered": True,
}  # fmt: skip
SKILL = {"kind": "skill_certificate", "issuer": "enterprise", "evidence": ["grade_certificate"], "registered": True}
PAPER = {"kind": "paper", "outlet": "national", "characters": 3000, "authors": 1, "registered": True}

REASONS: Mapping[str, Sample] = {
    "after_deadline": Sample(BINZHOU, "b4"),
    "amount_missing": Sample(GANSU, "b3"),
    "before_start": Sample(JINING, "b1"),
    "blank_cell": Sample("binzhou/international-book-2021.yaml", "m1"),
    "cap_exhausted": Sample("jining/researcher-capped-2024.yaml", "w4"),
    "category_cap": Sample("gansu/researcher-capped-2024.yaml", "w3"),
    "day_cap": Sample("jining/engineer-2024.yaml", "t1"),
    "delegated": Sample("lishui/author-2022.yaml", "w1"),
    "document_missing": Sample(JINING, "c2"),
    "duplicate_work": Sample(JINING, "w2"),
    "mode_without_rate": Sample(WEIHAI, "c3"),
    "no_prize": Sample(BINZHOU, "c1"),
    "no_provincial_filing": Sample(GANSU, "d3"),
    "no_rule": Sample(JINING, "b2"),
    "no_serial_number": Sample(BINZHOU, "d2"),
    "no_study_file": Sample(GANSU, "b1"),
    "no_table_row": Sample(BINZHOU, "c4"),
    "not_approved": Sample(
        small("jining", 2024, {"id": "g1", "kind": "premium_course", "hours": 12, "live_hours": 9, "published": False}),
        "g1",
    ),
    "not_attended": Sample(
        small("jining", 2024, {"id": "g1", "kind": "premium_course", "hours": 12, "live_hours": 9, "attended": False}),
        "g1",
    ),
    "not_concluded": Sample(WEIHAI, "f1"),
    "not_filed": Sample(JINING, "e1"),
    "not_invited": Sample(JINING, "f2"),
    "not_live_enough": Sample(JINING, "g1"),
    "not_passed": Sample(GANSU, "a2"),
    "not_recognised": Sample(JINING, "h1"),
    "not_registered": Sample(JINING, "h2"),
    "not_related": Sample(WEIHAI, "c1"),
    "not_selected": Sample(
        small("jining", 2024, {"id": "c1", "kind": "course_teaching", "class_hours": 8, "selected": False}), "c1"
    ),
    "one_only": Sample(
        small(
            "jining",
            2024,
            {"id": "s1", "grade": "technician", **SKILL},
            {"id": "s2", "grade": "senior_worker", **SKILL},
        ),
        "s2",
        {"skill": "highest"},
    ),
    "other_year": Sample(JINING, "c3"),
    "outside_length": Sample(WEIHAI, "e2"),
    "pool_cap": Sample(
        small("binzhou", 2021, {"id": "w1", **PAPER}, {"id": "w2", **PAPER}, {"id": "w3", **PAPER}), "w3"
    ),
    "sector_rule_prevails": Sample("jining/nurse-2024.yaml", "t2"),
    "threshold_not_exceeded": Sample(small("binzhou", 2019, {"id": "x1", "kind": "study_app", "points": 1999}), "x1"),
    "too_short": Sample(BINZHOU, "d1"),
    "wrong_issuer": Sample(JINING, "f1"),
    "wrong_organiser": Sample(JINING, "d1"),
    "zero_amount": Sample(
        small("lishui", 2023, {"id": "c1", "kind": "online_course", "subject": "professional", "hours": 0}), "c1"
    ),
}
"""A record for each reason by which hours are lost or open."""

WHOLE: Mapping[str, Sample] = {
    "document": Sample(JINING, "c2"),
    "alternatives": Sample(JINING, "d1"),
    "several": Sample(
        small(
            "jining", 2024,
            {"id": "t1", "kind": "training", "title": "安全培训", "hours": 16, "days": 2, "organiser": "employer",
             "filed": "after", "date": "2023-07-01", "evidence": [], "registered": False},
        ),
        "t1",
    ),
    "cut": Sample("gansu/researcher-capped-2024.yaml", "a2"),
    "open": Sample("jining/nurse-2024.yaml", "t2"),
    "placed": Sample(small("jining", 2024, {"id": "k1", "level": "national", **CONTEST}), "k1"),
    "deemed": Sample("gansu/village-posting-2023.yaml", "s1"),
    "points": Sample(
        small("binzhou", 2018, {"id": "t1", "kind": "training", "hours": 12, "filed": "none", "passed": True,
                                "date": "2018-05-06", "evidence": ["attendance_certificate"]}),
        "t1",
    ),
    "strict": Sample(
        small("jining", 2024, {"id": "q1", "kind": "skill_certificate", "grade": "technician"}), "q1", strict=True
    ),
}  # fmt: skip
"""Whole letters."""


@cache
def _letter(name: str, lang: Lang) -> Letter:
    sample = WHOLE[name.removeprefix("whole ")] if name.startswith("whole ") else REASONS[name]
    return write_letter(sample.read(), sample.record, sample.settings(lang))


def letter(name: str, lang: Lang) -> Letter:
    """Return the letter for a reason, or a ``whole`` one."""
    return _letter(name, lang)


def whole(name: str, lang: Lang) -> str:
    return letter_text(letter_page(letter(f"whole {name}", lang))) + "\n"


def reasons(lang: Lang) -> str:
    """Return of each reason's letter the parts that differ: from the result up to the offices."""
    return "\n".join(_parts(lang))


def _parts(lang: Lang) -> Iterator[str]:
    for code in REASONS:
        page = letter_page(letter(code, lang))
        # The claim stands first, the offices and what the letter is last.
        cut = replace(
            page, title="", salutation="", opening="", sections=page.sections[1:-2], closing="", signature=(), date=""
        )
        yield f"==== {code}\n\n{letter_text(cut).strip()}\n"


GOLDEN = [(name, lang) for lang in LANGS for name in ("reasons", *WHOLE)]


def golden(name: str, lang: Lang) -> Path:
    """Return the golden file of a whole letter, or of all reasons."""
    return HERE / f"letter-{name}-{lang}.txt"


def held(name: str, lang: Lang) -> str:
    """Return what the golden file holds."""
    return reasons(lang) if name == "reasons" else whole(name, lang)


if __name__ == "__main__":
    for one in GOLDEN:
        golden(*one).write_text(held(*one), encoding="utf-8", newline="\n")
