"""Small years of which causes and remedies are asked."""

from __future__ import annotations

from typing import Any

from tests.remedy.damaged import YEAR


def year(city: str, records: list[dict[str, Any]], **more: object) -> dict[str, Any]:
    return {"person": "P-0001", "jurisdiction": city, "year": YEAR[city], "records": records, **more}


def public(hours: int = 30) -> dict[str, Any]:
    return {
        "id": "a1", "kind": "online_course", "subject": "public", "hours": hours, "platform": "local", "passed": True,
        "compulsory": True, "registered": True,
    }  # fmt: skip


def training(name: str, hours: int, **more: object) -> dict[str, Any]:
    return {
        "id": name, "kind": "training", "hours": hours, "days": 10, "organiser": "sector_authority", "filed": "before",
        "related": True, "registered": True, "evidence": ["attendance_certificate"], **more,
    }  # fmt: skip
