"""Binzhou: the notice of 2021 (滨人社信函〔2021〕7号): points up to 2019, hours in 2020 and 2021, windows."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from tests.reference import binzhou_hours, binzhou_points
from tests.reference.binzhou_hours import READINGS
from tests.reference.binzhou_points import windows as binzhou_windows
from tests.reference.common import Record

FIRST_YEAR = binzhou_points.FIRST_YEAR
LAST_YEAR: int | None = binzhou_hours.LAST_YEAR

__all__ = ["FIRST_YEAR", "LAST_YEAR", "READINGS", "binzhou_windows", "judge"]


def judge(
    case: Record,
    readings: Mapping[str, str],
    strict: bool,
    forced: Mapping[str, str] | None = None,
    pool_public: Fraction | None = None,
) -> dict[str, Any]:
    """Judge one person-year; ``pool_public``: see :func:`tests.reference.binzhou_hours.judge`."""
    if int(case["year"]) <= binzhou_points.LAST_YEAR:
        return binzhou_points.judge(case, readings, strict)
    return binzhou_hours.judge(case, readings, strict, forced, pool_public)
