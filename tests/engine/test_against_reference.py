"""The engine against the independent witness, on random cases."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, note
from hypothesis import strategies as st

import xueshi
from tests import strategies
from tests.reference import judge
from xueshi.model.result import RecordResult, Result
from xueshi.model.units import UNITS_PER_HOUR

CITIES = ("jining", "weihai", "lishui", "gansu")


def hours(amounts: Mapping[str, int | None]) -> dict[str, Fraction | None]:
    return {key: None if units is None else Fraction(units, UNITS_PER_HOUR) for key, units in amounts.items()}


REFUSALS = {
    "no_rule",
    "mode_without_rate",
    "amount_missing",
    "no_table_row",
    "not_registered",
    "other_year",
    "before_start",
    "document_missing",
    "not_passed",
    "not_related",
    "not_recognised",
    "wrong_organiser",
    "not_filed",
    "not_approved",
    "not_invited",
    "not_selected",
    "not_concluded",
    "not_live_enough",
    "wrong_issuer",
    "outside_length",
    "not_attended",
}
"""Reasons for which a record is refused as such; what it leaves unstated is then of no account."""


ENGINE_ONLY = {"days", "programme_years", "year_of_study"}
"""Assumptions of the engine about facts that the contract does not count among those that can be unstated."""


def compare_record(record: RecordResult, other: Mapping[str, Any]) -> None:
    """Assert that engine and reference say the same of one record."""
    codes = {reason.code for reason in record.reasons} - {"zero_amount"}
    assert hours(record.credited) == other["credited"], (record, other)
    if "rounded" in codes and record.kind != "secondment":
        return  # courseware summed over the year: the reference takes what is cut off the claim itself
    if codes & {"one_only", "duplicate_work"}:
        return  # the reference goes on to name what else would have stood against it
    assert record.status == other["status"], (record, other)
    if "other_year" not in codes:  # the reference claims nothing for a posting that lies outside the year
        assert hours(record.claimed) == other["claimed"], record
        assert (hours({"amount": record.amount, "lost": record.lost})) == {
            "amount": other["amount"],
            "lost": other["lost"],
        }, record
    expected = set(other["codes"])
    if REFUSALS & codes:
        expected -= {"rounded"}  # nothing of a refused record needs to be said to be rounded
    if codes & {"no_rule", "mode_without_rate"}:
        expected -= {"not_registered"}  # a kind without rule needs no further reason
    if "cap_exhausted" in expected:
        expected -= {"category_cap"}
    # The reference names the deeming or the sector's rule alone; the engine also says what else is credited.
    if not codes & {"deemed", "sector_rule_prevails"}:
        assert ("credited" in codes) == ("credited" in expected), (record, other)
    assert codes - {"credited"} == expected - {"credited"}, (record, other)


def agree(case: Mapping[str, Any], readings: Mapping[str, str], *, strict: bool) -> Result:
    """Assert that engine and reference say the same of ``case``."""
    result = xueshi.check(case, readings=readings, strict=strict)
    expected = judge(dict(case), readings, strict)
    placed = tuple(sorted((place.record, place.subject) for place in result.allocation))
    note(f"case {case}\nreadings {readings} strict {strict}\nplaced {placed}")
    assert placed in expected["optimal"], (placed, expected["optimal"])
    if result.optimum.count_is_exact:
        assert result.optimum.count == expected["optimal_count"]
    assert hours(result.by_kind) == expected.get("by_kind", {})
    if "would_decide" in expected:
        decide = sorted((each["record"], each["subject"], each["hours"]) for each in expected["would_decide"])
        assert sorted((w.record, w.subject, Fraction(w.hours, UNITS_PER_HOUR)) for w in result.would_decide) == decide
    for place in result.allocation:
        everywhere = all((place.record, place.subject) in optimum for optimum in expected["optimal"])
        assert place.in_every_optimum == everywhere
    outcome = expected["outcomes"][placed]
    assert result.verdict == expected["verdict"]
    assert hours(result.required) == expected["required"]
    assert hours(result.relief) == expected["relief"]
    assert hours(result.credited) == outcome["credited"]
    assert hours(result.shortfall) == outcome["shortfall"]
    assert sorted((d.record, d.scope) for d in result.deemed) == sorted(outcome["deemed"])
    for record in result.records:
        compare_record(record, outcome["records"][record.id])
    caps = {(c.clause, c.limit, c.counted, c.credited, c.lost, c.records) for c in result.caps if c.per == "year"}
    units = UNITS_PER_HOUR
    assert caps == {
        (
            c["clause"],
            c["limit"] * units,
            c["counted"] * units,
            c["credited"] * units,
            c["lost"] * units,
            tuple(c["records"]),
        )
        for c in outcome["caps"]
    }
    considered = {record.id for record in result.records if record.credited or record.status == "undetermined"}
    considered -= {record.id for record in result.records if REFUSALS & {reason.code for reason in record.reasons}}
    considered -= {record.id for record in result.records if record.status == "not_credited"}
    assumed = {(a.record, a.fact) for a in result.assumptions if a.record in considered and a.fact not in ENGINE_ONLY}
    awaited = {(record, fact) for record, fact in expected["assumptions"] if record in considered}
    assert assumed == awaited, (assumed - awaited, awaited - assumed)
    assert ("sector" not in case) == ((None, "sector") in {(a.record, a.fact) for a in result.assumptions})
    return result


@pytest.mark.parametrize("city", CITIES)
@given(data=st.data())
def test_random_cases(city: str, data: st.DataObject) -> None:
    case = data.draw(strategies.cases(city))
    readings = data.draw(strategies.readings(city))
    agree(case, readings, strict=data.draw(st.booleans()))
