"""Hours as exact integers."""

from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xueshi.model.units import UNITS_PER_HOUR, json_number, to_hours, to_units

UNITS = st.integers(-(2**31), 2**31)


@pytest.mark.parametrize(
    "amount", [Fraction(1, 100), Fraction(1, 60), Fraction(1, 45), Fraction(30, 12), Fraction(60, 12), Fraction(1, 500)]
)
def test_what_a_unit_must_divide(amount: Fraction) -> None:
    assert (amount * UNITS_PER_HOUR).denominator == 1


@given(st.decimals(-9999, 9999, places=2))
def test_hours_with_two_decimals_are_exact(hours: Decimal) -> None:
    units = to_units(hours)
    assert Fraction(units, UNITS_PER_HOUR) == Fraction(hours)
    assert to_hours(units) == hours


@pytest.mark.parametrize(
    ("hours", "units"), [(0, 0), (1, 9000), (Decimal("0.01"), 90), (Decimal("2.5"), 22500), (8784, 79_056_000)]
)
def test_to_units(hours: Decimal | int, units: int) -> None:
    assert to_units(hours) == units


@pytest.mark.parametrize("hours", [Decimal("0.00001"), Decimal("1.0001"), Decimal("0.3333333333333333333333333333")])
def test_hours_that_no_units_make(hours: Decimal) -> None:
    with pytest.raises(ValueError, match="are not a whole number of units of 1/9000 hour"):
        to_units(hours)


@given(UNITS)
def test_shown_hours_are_exact_or_rounded_half_up_to_four_places(units: int) -> None:
    shown, exact = to_hours(units), Fraction(units, UNITS_PER_HOUR)
    assert abs(Fraction(shown) - exact) <= Fraction(1, 20000)
    scaled = abs(exact) * 10000
    rounded = int(scaled + Fraction(1, 2))
    assert abs(Fraction(shown)) * 10000 == rounded
    assert (shown >= 0) == (exact >= 0) or shown == 0


@pytest.mark.parametrize(
    ("units", "number"),
    [
        (0, "0"),
        (9000, "1"),
        (-9000, "-1"),
        (4500, "0.5"),
        (90, "0.01"),
        (1, "0.0001"),
        (3000, "0.3333"),
        (6000, "0.6667"),
        (1_800_000_000, "200000"),
    ],
)
def test_a_result_s_numbers(units: int, number: str) -> None:
    assert json.dumps(json_number(units)) == number
    assert f"{to_hours(units):f}" == number
    assert isinstance(json_number(units), float) == ("." in number)


@given(UNITS)
def test_a_number_printed_is_the_hours_shown(units: int) -> None:
    assert Decimal(json.dumps(json_number(units))) == to_hours(units)
