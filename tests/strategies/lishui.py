"""What cases of Lishui have of their own: two kinds of public hours, 45 minutes, 6 hours a day, delegated routes."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from tests.strategies.records import Draw, Record, put

YEARS = [2020, 2021, 2024]

DELEGATED = (
    "secondment",
    "degree_study",
    "self_study_exam",
    "qualification_exam",
    "award",
    "patent",
    "project",
    "paper",
    "proceedings_paper",
    "conference_paper",
    "monograph",
    "book",
    "translation",
)

DECIDING = (
    *["online_course"] * 4,
    *["offline_public_course"] * 2,
    *["advanced_seminar"] * 3,
    *["training"] * 2,
    "conference",
    *DELEGATED,
)

_PROOF = (
    "work_copy",
    "transcript",
    "qualification_certificate",
    "assignment_order",
    "award_certificate",
    "patent_certificate",
)

_MINUTES = [1, 44, 45, 46, 89, 90, 100, 134, 135, 390, 405, 449, 450, 494, 495, 809, 810, 811, 1000, 1800]


def base(draw: Draw, names: list[str], sure: Record) -> list[Record]:
    """Return records that bring most of each minimum."""
    return [
        {
            "id": names[0],
            "kind": "online_course",
            "subject": draw(st.sampled_from(["public", "general_public", "sector_public"])),
            "hours": draw(st.integers(8, 30)),
            "platform": "local",
            "passed": True,
            **sure,
        },
        {
            "id": names[1],
            "kind": "training",
            "hours": draw(st.integers(40, 90)),
            "evidence": ["attendance_certificate"],
            **sure,
        },
    ]


def fitted(draw: Draw, record: Record, mood: str) -> None:
    """Bring a record near the bounds of Lishui's text."""
    kind = record["kind"]
    if kind in ("online_course", "offline_public_course") and record.get("subject") in ("public", "general_public"):
        record["subject"] = draw(st.sampled_from(["public", "general_public", "sector_public", "sector_public"]))
    if "minutes" in record:
        record["minutes"] = draw(st.sampled_from(_MINUTES))
    elif kind == "online_course" and "hours" in record and draw(st.booleans()):
        del record["hours"]
        record["minutes"] = draw(st.sampled_from(_MINUTES))
    if "hours" in record and "days" in record and kind != "overseas_visit":
        record["hours"] = 6 * record["days"] + draw(st.sampled_from([-1, 0, 0, 1, 5]))
    if "daily_hours" in record:
        record["daily_hours"] = [draw(st.sampled_from([figure, 5, 6, 7])) for figure in record["daily_hours"]]
    if kind in DELEGATED:
        _delegated(draw, record, mood)
    elif "sector_rule" in record and record["sector_rule"].get("subject") == "public":
        record["sector_rule"]["subject"] = draw(st.sampled_from(["public", "general_public", "sector_public"]))


def _delegated(draw: Draw, record: Record, mood: str) -> None:
    """Prove a delegated route, and now and then give the sector's figure."""
    if mood == "stated" or (record.get("evidence") and draw(st.booleans())):
        record["evidence"] = [draw(st.sampled_from(_PROOF))]
    if draw(st.sampled_from([True, False, False])):
        figure: dict[str, Any] = {"hours": draw(st.sampled_from([5, 10, 12, 18, 30, 40])), "citation": "登记细则第三条"}
        put(figure, subject=draw(st.sampled_from([None, None, "professional", "sector_public", "public"])))
        record["sector_rule"] = figure
