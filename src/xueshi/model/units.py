"""Hours as exact integers.

One unit is 1/9000 of a credit hour (学时).  It holds without remainder: hours with two decimals, whole minutes
of a 45-minute or a 60-minute lesson, twelfths of 30 and of 60 hours, and a fifth of those (points).
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

UNITS_PER_HOUR = 9000
"""Units in one credit hour."""

_FOUR_PLACES = Decimal("0.0001")


def to_units(hours: Decimal | int) -> int:
    """Return ``hours`` (学时, at most two decimals) in units.

    Raises:
        ValueError: if the amount has no exact representation in units.
    """
    scaled = Decimal(hours) * UNITS_PER_HOUR
    units = int(scaled)
    if units != scaled:
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
