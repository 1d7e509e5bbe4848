"""Plans by trying everything: each combination of a catalogue judged as records of the case."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from hypothesis import settings

import xueshi
from xueshi.engine.judge import Settings
from xueshi.model.plan_result import Cheapest
from xueshi.plan.planned import planned
from xueshi.read import case_from_mapping
from xueshi.read.activities import activities_from_mapping

sparse = settings(max_examples=max(10, settings().max_examples // 10))
"""For properties that judge a case many times over: a quarter of the examples of elsewhere."""

Case = dict[str, Any]
Activity = dict[str, Any]
Counts = tuple[int, ...]


def cheapest(
    case: Case,
    activities: list[Activity],
    readings: Mapping[str, str] | None = None,
    *,
    strict: bool = False,
    roots: tuple[Path, ...] = (),
    limit: int = 10,
) -> Cheapest:
    read = case_from_mapping(case, "case", roots)
    catalogue = activities_from_mapping({"activities": activities}, "catalogue", case["jurisdiction"], roots)
    found = planned(read, Settings(dict(readings or {}), strict, roots=roots), catalogue, limit).cheapest
    assert found is not None
    return found


def counts_of(found: Cheapest, activities: list[Activity]) -> set[Counts]:
    """Return the plans as units of each activity, in the order of the list."""
    return {
        tuple({one.activity: one.units for one in plan.chosen}.get(activity["id"], 0) for activity in activities)
        for plan in found.plans
    }


def with_units(case: Case, activities: list[Activity], counts: Counts) -> Case:
    more = [
        {
            **{key: value for key, value in activity.items() if key not in {"cost", "most"}},
            "id": f"{activity['id']}#{n}",
        }
        for activity, count in zip(activities, counts, strict=True)
        for n in range(1, count + 1)
    ]
    return {**case, "records": [*case.get("records", []), *more]}


def every_plan(
    case: Case,
    activities: list[Activity],
    readings: Mapping[str, str] | None = None,
    *,
    strict: bool = False,
    roots: tuple[Path, ...] = (),
) -> tuple[Decimal | None, set[Counts]]:
    """Return the least cost and all plans of that cost that hold no other."""
    tried = list(itertools.product(*(range(activity.get("most", 1) + 1) for activity in activities)))
    results = xueshi.check_many(
        [with_units(case, activities, counts) for counts in tried], readings=readings, strict=strict, asp_path=roots
    )
    good = {
        counts: sum((Decimal(str(a["cost"])) * n for a, n in zip(activities, counts, strict=True)), Decimal(0))
        for counts, result in zip(tried, results, strict=True)
        if result.verdict == "compliant"
    }
    least = min(good.values(), default=None)
    best = [counts for counts, cost in good.items() if cost == least]
    return least, {one for one in best if not any(other != one and _inside(other, one) for other in best)}


def _inside(one: Counts, other: Counts) -> bool:
    return all(a <= b for a, b in zip(one, other, strict=True))


def agree(
    case: Case,
    activities: list[Activity],
    readings: Mapping[str, str] | None = None,
    *,
    strict: bool = False,
    roots: tuple[Path, ...] = (),
) -> Cheapest:
    """Assert that the cheapest plans are those of trying everything."""
    found = cheapest(case, activities, readings, strict=strict, roots=roots, limit=1000)
    least, plans = every_plan(case, activities, readings, strict=strict, roots=roots)
    assert found.cost == least, (found.cost, least, plans)
    if found.status != "points":
        assert found.status == ("infeasible" if least is None else "found")
    assert counts_of(found, activities) == plans, (counts_of(found, activities), plans)
    assert (found.count, found.count_is_exact) == (len(plans), True)
    return found
