"""What cases of Gansu have of their own: employer's hours and files, caps of 40 and 30, deemed parts, postponement."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.strategies.records import ACHIEVEMENTS, WORKS, Draw, Record

YEARS = [2023, 2024, 2027]

SELF_STUDY = ("self_study", "self_study_exam", "degree_study")

_CONTESTS = ("competition", "other_learning")

DECIDING = (
    *["online_course"] * 2,
    "offline_public_course",
    *["training"] * 2,
    *["conference"] * 2,
    *SELF_STUDY,
    *["expert_service"] * 2,
    *["competition", "other_learning"] * 2,
    "paper",
    "award",
    "project",
    "standard",
    "qualification_exam",
    "secondment",
    "transferred_hours",
    "sector_certificate",
)


def base(draw: Draw, names: list[str], sure: Record) -> list[Record]:
    """Return records that bring most of each minimum."""
    return [
        {
            "id": names[0],
            "kind": "online_course",
            "subject": "public",
            "hours": draw(st.integers(0, 50)),
            "passed": True,
            **sure,
        },
        {"id": names[1], "kind": "training", "hours": draw(st.integers(10, 80)), **sure},
    ]


def fitted(draw: Draw, record: Record, mood: str) -> None:
    """Bring a record near the bounds of Gansu's text."""
    kind = record["kind"]
    if kind in (*SELF_STUDY, *WORKS, *ACHIEVEMENTS, *_CONTESTS):
        record.pop("hours", None)
        if draw(st.sampled_from([True, True, False])):
            record["hours"] = draw(st.sampled_from([5, 10, 20, 25, 29, 30, 31, 39, 40, 41]))
    papers = {"secondment": "unit_certificate", **dict.fromkeys(SELF_STUDY, "study_file")}
    if kind in papers and (mood == "stated" or (record.get("evidence") and draw(st.booleans()))):
        record["evidence"] = [papers[kind]]


def fitted_leave(draw: Draw, leave: Record) -> None:
    """Let the unit's certificate prove a leave."""
    if leave.get("evidence"):
        leave["evidence"] = [draw(st.sampled_from(["unit_certificate", "leave_papers", "admission_letter"]))]
