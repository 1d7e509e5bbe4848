"""Plain hours: for each city and subject a record that counts in full, under no cap, whatever the readings."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

Record = dict[str, Any]

_COURSE: Record = {
    "kind": "online_course",
    "platform": "local",
    "passed": True,
    "registered": True,
    "related": True,
    "filed": "before",
    "compulsory": True,
    "evidence": ["course_certificate", "attendance_certificate", "system_record"],
}

SUBJECTS = {
    "jining": ("public", "professional"),
    "weihai": ("public", "professional"),
    "binzhou": ("public", "professional"),
    "gansu": ("public", "professional"),
    "lishui": ("general_public", "sector_public", "professional"),
    "toycity": ("public", "professional"),
}


def plain(city: str, subject: str, hours: Decimal | int, name: str) -> Record:
    """Return a record of so many hours of a subject; its id stands behind those of other records."""
    if city == "gansu" and subject == "professional":  # a course would be cut by the day where its days are known
        return {"id": name, "kind": "transferred_hours", "professional": hours, "registered": True}
    return {"id": name, **_COURSE, "subject": subject, "hours": hours}


def with_hours(case: dict[str, Any], hours: dict[str, Decimal]) -> dict[str, Any]:
    """Return a case with so many plain hours of each subject."""
    city = case["jurisdiction"]
    more = [plain(city, subject, amount, f"~{subject}") for subject, amount in hours.items() if amount]
    return {**case, "records": [*case.get("records", []), *more]}
