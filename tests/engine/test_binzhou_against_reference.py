"""Binzhou's encodings against the independent witness, on random cases: a pool that is split, open amounts, points."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from hypothesis import given, note
from hypothesis import strategies as st

import xueshi
from tests import strategies
from tests.engine.test_against_reference import REFUSALS, hours
from tests.reference import binzhou as reference
from tests.strategies import binzhou
from xueshi.model.result import RecordResult, Result
from xueshi.model.units import UNITS_PER_HOUR

NO_LOSS = {"author_share", "rank_lowered", "zero_amount"}
"""Reasons that only explain, and that the reference does not give."""

CUTS = {"pool_cap", "cap_exhausted", "category_cap"}


def plain(codes: set[str], *, refused: bool) -> set[str]:
    """Return reasons as both sides give them: of a cut that there was one, of a placement that it counts."""
    found = codes - NO_LOSS
    if found & CUTS:
        found = found - CUTS | {"cut"}
    if "allocated" in found:
        found = found - {"allocated"} | {"credited"}
    if refused:
        found -= {"rounded", "blank_cell", "amount_missing"} if found & {"no_rule", "other_year"} else {"rounded"}
    return found


def compare_record(record: RecordResult, other: Mapping[str, Any]) -> None:
    """Assert that engine and reference say the same of one record."""
    codes = {reason.code for reason in record.reasons}
    assert hours(record.credited) == other["credited"], (record, other)
    if "duplicate_work" in codes:
        return
    assert record.status == other["status"], (record, other)
    assert hours(record.claimed) == other["claimed"], (record, other)
    sums = hours({"amount": record.amount, "lost": record.lost})
    assert sums == {"amount": other["amount"], "lost": other["lost"]}, (record, other)
    found, expected = (plain(each, refused=bool(REFUSED & codes)) for each in (codes, set(other["codes"])))
    if "no_rule" in codes:  # what else stands against a record without a rule is of no account
        found, expected = found & {"no_rule"}, expected & {"no_rule"}
    assert found - {"credited"} == expected - {"credited"}, (record, other)


REFUSED = REFUSALS | {"no_prize", "no_serial_number", "too_short", "after_deadline", "threshold_not_exceeded"}


def compare(case: Mapping[str, Any], result: Result, expected: Mapping[str, Any], outcome: Mapping[str, Any]) -> None:
    """Assert that engine and reference agree on a whole case."""
    assert result.verdict == expected["verdict"]
    assert hours(result.required) == expected["required"]
    assert hours(result.relief) == expected["relief"]
    assert hours(result.credited) == outcome["credited"]
    assert hours(result.shortfall) == outcome["shortfall"]
    for record in result.records:
        compare_record(record, outcome["records"][record.id])
    units = UNITS_PER_HOUR
    assert {(c.limit, c.counted, c.credited, c.lost, c.records) for c in result.caps} == {
        (c["limit"] * units, c["counted"] * units, c["credited"] * units, c["lost"] * units, tuple(c["records"]))
        for c in outcome["caps"]
    }
    assert {r.id for r in result.records if r.status == "undetermined"} == set(expected["open"])
    _compare_assumptions(case, result, expected)


def _compare_assumptions(case: Mapping[str, Any], result: Result, expected: Mapping[str, Any]) -> None:
    considered = {record.id for record in result.records}
    refused = REFUSED | {"duplicate_work"}
    considered -= {record.id for record in result.records if {reason.code for reason in record.reasons} & refused}
    ruled = {str(record["id"]) for record in case["records"] if record.get("sector_rule")}
    assumed = {(a.record, a.fact) for a in result.assumptions if a.record in considered}
    awaited = {
        (record, fact)
        for record, fact in expected["assumptions"]
        # Under a higher rule's figure the place among the authors is of no account.
        if record in considered and not (record in ruled and fact in ("rank", "authors"))
    }
    assert assumed == awaited, (assumed - awaited, awaited - assumed)
    assert ("sector" not in case) == ((None, "sector") in {(a.record, a.fact) for a in result.assumptions})


def agree_on_hours(case: Mapping[str, Any], readings: Mapping[str, str], *, strict: bool) -> None:
    """Assert that engine and reference say the same of a year of hours, under the engine's own split or placement."""
    result = xueshi.check(case, readings=readings, strict=strict)
    note(f"case {case}\nreadings {readings} strict {strict}\nallocation {result.allocation}")
    decided: dict[str, dict[str, int]] = {}
    for row in result.would_decide:
        decided.setdefault(row.record, {})[row.subject] = row.hours
    if readings.get("pool") == "item":
        expected = reference.judge(dict(case), readings, strict)
        placed = {(place.record, place.subject) for place in result.allocation}
        free = {record for optimum in expected["optimal"] for record, _ in optimum}
        key = tuple(sorted(row for row in placed if row[0] in free))
        assert key in expected["optimal"], (key, expected["optimal"])
        assert result.optimum.count == expected["optimal_count"] or not result.optimum.count_is_exact
        outcome = expected["outcomes"][key]
    else:
        pooled = sum(p.hours for p in result.allocation if p.subject == "public")
        expected = reference.judge(dict(case), readings, strict, pool_public=Fraction(pooled, UNITS_PER_HOUR))
        outcome = expected["outcomes"][()]
        assert result.optimum.count == 1
    compare(case, result, expected, outcome)
    ways = {
        record: tuple(Fraction(found.get(subject, 0), UNITS_PER_HOUR) for subject in ("public", "professional"))
        for record, found in decided.items()
    }
    assert ways.keys() == expected["would_decide"].keys()
    for record, way in ways.items():
        assert way in expected["would_decide"][record]


@given(case=strategies.cases("binzhou"), readings=strategies.readings("binzhou"), strict=st.booleans())
def test_random_years_of_hours(case: dict[str, Any], readings: dict[str, str], strict: bool) -> None:
    agree_on_hours(case, readings, strict=strict)


@given(case=binzhou.point_cases(), readings=strategies.readings("binzhou"), strict=st.booleans())
def test_random_years_of_points(case: dict[str, Any], readings: dict[str, str], strict: bool) -> None:
    result = xueshi.check(case, readings=readings, strict=strict)
    note(f"case {case}\nreadings {readings} strict {strict}")
    expected = reference.judge(dict(case), readings, strict)
    compare(case, result, expected, expected["outcomes"][()])
    assert not result.would_decide
