"""Days and months against definitions that walk from day to day."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xueshi.facts.calendar import complete_months, days_in_month, month_and_day_after, within_year

DAY = timedelta(days=1)


@st.composite
def spans(draw: st.DrawFn) -> tuple[date, date]:
    """Return spans of up to some years, many of which begin or end about the end of a month."""
    day = st.dates(date(1900, 1, 1), date(2196, 1, 1))
    start = draw(day | day.map(month_end) | day.map(lambda found: month_end(found) - DAY))
    end = start + timedelta(days=draw(st.integers(0, 70) | st.integers(0, 1200)))
    return start, draw(st.sampled_from([end, max(start, month_end(end)), max(start, month_end(end) - DAY)]))


def month_end(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def last_day(start: date, number: int) -> date:
    """Return the day on which month ``number`` of a span ends: before the corresponding day, or at the month's end."""
    year, month = divmod(start.year * 12 + start.month - 1 + number, 12)
    try:
        return date(year, month + 1, start.day) - DAY
    except ValueError:
        return date(year, month + 1, calendar.monthrange(year, month + 1)[1])


def walked(start: date, end: date) -> tuple[int, int]:
    """Count complete months and the days left over by walking from day to day."""
    months = days = 0
    day = start
    while day <= end:
        days += 1
        if day == last_day(start, months + 1):
            months, days = months + 1, 0
        day += DAY
    return months, days


@given(spans())
def test_complete_months(span: tuple[date, date]) -> None:
    assert complete_months(*span) == walked(*span)


@pytest.mark.parametrize(
    ("start", "end", "months", "days"),
    [
        ("2024-01-01", "2024-06-30", 6, 0),
        ("2024-01-01", "2024-07-01", 6, 1),
        ("2024-01-01", "2024-12-31", 12, 0),
        ("2024-01-01", "2024-01-01", 0, 1),
        ("2024-01-15", "2024-02-14", 1, 0),
        ("2024-01-15", "2024-02-13", 0, 30),
        ("2024-01-31", "2024-02-29", 1, 0),
        ("2023-01-31", "2023-02-28", 1, 0),
        ("2024-01-31", "2024-02-28", 0, 29),
        ("2024-01-30", "2024-02-29", 1, 0),
        ("2023-01-29", "2023-02-28", 1, 0),
        ("2024-01-29", "2024-02-28", 1, 0),
        ("2024-01-31", "2024-03-30", 2, 0),
        ("2024-01-31", "2024-03-29", 1, 29),
        ("2024-02-29", "2025-02-28", 12, 0),
        ("2024-02-29", "2025-02-27", 11, 30),
        ("2024-02-29", "2028-02-28", 48, 0),
        ("2023-12-31", "2024-01-30", 1, 0),
        ("2199-12-01", "2199-12-31", 1, 0),
        ("1900-01-31", "1900-02-28", 1, 0),
    ],
)
def test_months_by_hand(start: str, end: str, months: int, days: int) -> None:
    assert complete_months(date.fromisoformat(start), date.fromisoformat(end)) == (months, days)


@given(spans(), st.integers(1, 3))
def test_months_of_adjacent_spans_never_exceed_those_of_the_whole(span: tuple[date, date], parts: int) -> None:
    start, end = span
    length = (end - start).days // (parts + 1)
    middle = start + timedelta(days=length)
    together = complete_months(start, middle)[0] + (complete_months(middle + DAY, end)[0] if middle < end else 0)
    assert together <= complete_months(start, end)[0] + 1
    assert complete_months(start, middle)[0] <= complete_months(start, end)[0]


@given(spans(), st.integers(-1, 4))
def test_the_part_inside_a_year(span: tuple[date, date], later: int) -> None:
    start, end = span
    year = start.year + later
    inside = [start + n * DAY for n in range((end - start).days + 1) if (start + n * DAY).year == year]
    assert within_year(start, end, year) == ((inside[0], inside[-1]) if inside else None)


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_the_day_after(day: date) -> None:
    month, number = month_and_day_after(day, day.year)
    after = day + DAY
    assert (month, number) == ((13, 1) if after.year > day.year else (after.month, after.day))


def test_the_length_of_every_month() -> None:
    for year in (1900, 2000, 2023, 2024, 2100, 2199):
        assert [days_in_month(year, month) for month in range(1, 13)] == [
            calendar.monthrange(year, month)[1] for month in range(1, 13)
        ]
