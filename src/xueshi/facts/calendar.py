"""Days and months of a year, as the records count them."""

from __future__ import annotations

from datetime import date, timedelta

ONE_DAY = timedelta(days=1)


def days_in_month(year: int, month: int) -> int:
    """Return how many days the month has, as ``calendar`` would, which loads ``locale``."""
    return 31 if month == 12 else (date(year, month + 1, 1) - ONE_DAY).day


def within_year(start: date, end: date, year: int) -> tuple[date, date] | None:
    """Return the part of ``start``..``end`` (both inclusive) that lies in ``year``, or ``None``."""
    first, last = max(start, date(year, 1, 1)), min(end, date(year, 12, 31))
    return (first, last) if first <= last else None


def complete_months(start: date, end: date) -> tuple[int, int]:
    """Return the complete months of ``start``..``end`` (both inclusive) and the days left over.

    A month is complete on the day before the corresponding day, or at the month's end where there is no such day
    (as the Civil Code art. 202 counts).
    """
    after = end + ONE_DAY
    months = (after.year - start.year) * 12 + after.month - start.month - (after.day < start.day)
    index = start.year * 12 + start.month - 1 + months
    year, month = divmod(index, 12)
    length = days_in_month(year, month + 1)
    begun = date(year, month + 1, start.day) if start.day <= length else date(year, month + 1, length) + ONE_DAY
    return months, (after - begun).days


def month_and_day_after(day: date, year: int) -> tuple[int, int]:
    """Return month and day of the day after ``day``; 1 January of the next year is month 13."""
    after = day + ONE_DAY
    return (after.month + 12 * (after.year - year), after.day)
