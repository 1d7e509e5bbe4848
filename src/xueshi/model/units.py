"""Hours as exact integers.

One unit is 1/9000 of a credit hour (学时).  It holds without remainder: hours with two decimals, whole minutes
of a 45-minute or a 60-minute lesson, twelfths of 30 and of 60 hours, and a fifth of those (points).
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Literal, get_args

Unit = Literal["hour", "point"]
"""What a regulation counts in: credit hours (学时) or credit points (学分).  A point has the units of an hour."""
UNITS: tuple[Unit, ...] = get_args(Unit)

UNITS_PER_HOUR = 9000
"""Units in one credit hour."""

_FOUR_PLACES = Decimal("0.0001")


def to_units(hours: Decimal | int) -> int:
    """Return ``hours`` (学时, at most two decimals) in units.

    Raises:
        ValueError: if the amount has no exact representation in units.
    """
    # As integers: the product of decimals is rounded to the digits that the context keeps.
    numerator, denominator = hours.as_integer_ratio()
    units, rest = divmod(numerator * UNITS_PER_HOUR, denominator)
    if rest:
        raise ValueError(f"{hours} hours are not a whole number of units of 1/{UNITS_PER_HOUR} hour")
    return units


def to_hours(units: int) -> Decimal:
    """Return ``units`` as hours: exact where four decimals suffice, else rounded half up to four."""
    whole, rest = divmod(units, UNITS_PER_HOUR)
    if rest == 0:
        return Decimal(whole)
    quotient = Decimal(units) / UNITS_PER_HOUR
    return quotient.quantize(_FOUR_PLACES, rounding=ROUND_HALF_UP).normalize()


def json_number(units: int) -> int | float:
    """Return ``units`` as the JSON number of hours that a result prints (see :func:`to_hours`)."""
    whole, rest = divmod(units, UNITS_PER_HOUR)
    return whole if rest == 0 else float(to_hours(units))
