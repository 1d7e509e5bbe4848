"""The least additional hours, against judging the case with plain hours in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import ROUND_CEILING, Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, note
from hypothesis import strategies as st

import xueshi
from tests import strategies
from tests.engine.test_toycity import FIGURES, case_of, claims
from tests.engine.toycity import Figures, build
from tests.plan.every import sparse
from tests.plan.plain import SUBJECTS, with_hours
from xueshi.engine.judge import Settings
from xueshi.model.plan_result import Additional
from xueshi.model.units import UNITS_PER_HOUR
from xueshi.plan.least import MOST_WAYS
from xueshi.plan.planned import planned
from xueshi.read import case_from_mapping

CENT = Decimal("0.01")
CITIES = ("jining", "weihai", "lishui", "gansu", "binzhou")

Case = dict[str, Any]


def least(
    case: Case, readings: Mapping[str, str] | None = None, *, strict: bool = False, roots: tuple[Path, ...] = ()
) -> Additional:
    settings = Settings(dict(readings or {}), strict, roots=roots)
    return planned(case_from_mapping(case, "case", roots), settings).additional


def up(units: int) -> Decimal:
    """Return the least hours of two decimals that are not less."""
    return (Decimal(units) / UNITS_PER_HOUR).quantize(CENT, ROUND_CEILING)


def splits(total: Decimal, subjects: tuple[str, ...]) -> Iterator[dict[str, Decimal]]:
    """Yield divisions of a total: in whole hours, from each side."""
    if len(subjects) == 1:
        yield {subjects[0]: total}
        return
    step = max(Decimal(1), (total / (10 if len(subjects) == 2 else 4)).quantize(Decimal(1), ROUND_CEILING))
    first = Decimal(0)
    while first < total:
        for rest in splits(total - first, subjects[1:]):
            yield {subjects[0]: first, **rest}
        first += step
    yield {subjects[0]: total, **dict.fromkeys(subjects[1:], Decimal(0))}
    if total > first - step:
        yield {**dict.fromkeys(subjects[:-1], Decimal(0)), subjects[0]: total % 1, subjects[-1]: total - total % 1}


def verdicts(
    case: Case, hours: list[dict[str, Decimal]], readings: Mapping[str, str], strict: bool, roots: tuple[Path, ...]
) -> list[str]:
    found = xueshi.check_many(
        [with_hours(case, amounts) for amounts in hours], readings=readings, strict=strict, asp_path=roots
    )
    return [result.verdict for result in found]


def agree(case: Case, readings: Mapping[str, str], *, strict: bool = False, roots: tuple[Path, ...] = ()) -> Additional:
    """Assert that the year is compliant with the hours that are announced, and with none less."""
    found = least(case, readings, strict=strict, roots=roots)
    note(f"case {case}\nreadings {readings} strict {strict}\nfound {found}")
    city = case["jurisdiction"]
    subjects = SUBJECTS[city]
    total = found.least["total"]
    now = xueshi.check(case, readings=readings, strict=strict, asp_path=roots)
    if now.verdict == "compliant":
        assert set(found.least.values()) == {0}
        return found
    if total is None:
        assert found.notes
        assert verdicts(case, [dict.fromkeys(subjects, Decimal(500))], readings, strict, roots) != ["compliant"]
        return found
    assert total > 0
    assert total == sum(v or 0 for key, v in found.least.items() if key != "total") + found.any_subject
    # The announced hours, with what is free of subject in each of them in turn.
    for way in (found.least, *found.other_ways):
        fixed = {key: units or 0 for key, units in way.items() if key != "total"}
        rest = (way["total"] or 0) - sum(fixed.values())
        for place in fixed:
            assert verdicts(case, list(put(city, fixed, place, rest, found)), readings, strict, roots).count(
                "compliant"
            )
    # No division of a little less will do; hours that are no hundredths are tried from below.
    below = (Decimal(total - 1) / UNITS_PER_HOUR).quantize(CENT, "ROUND_FLOOR")
    tried = list(splits(below, subjects))
    assert "compliant" not in verdicts(case, tried, readings, strict, roots)
    if len(subjects) == 2 and total % (UNITS_PER_HOUR // 100) == 0:
        assert_divisions(case, found, total, readings, strict=strict, roots=roots)
    return found


def assert_divisions(
    case: Case, found: Additional, total: int, readings: Mapping[str, str], *, strict: bool, roots: tuple[Path, ...]
) -> None:
    """Assert that the announced divisions of the total are all that will do: a hundredth beside them will not."""
    spans = []
    for way in (found.least, *found.other_ways):
        low, other = way["public"], way["professional"]
        assert low is not None
        assert other is not None
        spans.append((low, total - other))
    all_listed = len(found.other_ways) < MOST_WAYS
    tried = {edge for low, high in spans for edge in (up(low) - CENT, up(high + 1))} | {Decimal(0), up(total) / 2}
    for first in sorted(one.quantize(CENT) for one in tried if 0 <= one <= up(total)):
        units = int(first * UNITS_PER_HOUR)
        inside = any(low <= units <= high for low, high in spans)
        hours = {"public": first, "professional": up(total) - first}
        verdict = verdicts(case, [hours], readings, strict, roots)[0]
        assert (verdict == "compliant") == inside or not all_listed, (hours, spans)


def put(city: str, fixed: Mapping[str, int], place: str, rest: int, found: Additional) -> Iterator[dict[str, Decimal]]:
    """Yield plain hours for announced ones, the rest in one place; of two kinds shown as one, in any."""
    columns = {key: units + (rest if key == place else 0) for key, units in fixed.items()}
    if city != "lishui":
        yield {key: up(units) for key, units in columns.items()}
        return
    kinds = {key: found.by_kind.get(key, 0) for key in ("general_public", "sector_public")}
    left = columns["public"] - sum(kinds.values())
    yield {
        "general_public": up(kinds["general_public"] + left),
        "sector_public": up(kinds["sector_public"]),
        "professional": up(columns["professional"]),
    }


@pytest.mark.parametrize("city", CITIES)
@sparse
@given(data=st.data())
def test_random_cases(city: str, data: st.DataObject) -> None:
    case = data.draw(strategies.cases(city))
    agree(case, data.draw(strategies.readings(city)), strict=data.draw(st.booleans()))


@sparse
@given(figures=FIGURES, records=claims(), readings=st.sampled_from([{}, {"deem": "added"}]))
def test_all_of_the_vocabulary_of_choice(figures: Figures, records: list[Any], readings: dict[str, str]) -> None:
    with TemporaryDirectory() as folder:
        agree(case_of(records), readings, roots=build(Path(folder), figures))
