"""The year that a record belongs to, its days and its months."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.facts.writing import facts
from xueshi.facts.calendar import complete_months
from xueshi.facts.duration import MOST_DAYS, duration


def span(start: str, end: str) -> dict[str, Any]:
    return {"start": date.fromisoformat(start), "end": date.fromisoformat(end)}


@pytest.mark.parametrize(
    ("stated", "belongs"),
    [
        ({}, set()),
        ({"date": date(2024, 12, 31)}, set()),
        ({"date": date(2025, 1, 1)}, {"belongs(2025)"}),
        (span("2023-12-01", "2024-01-02"), set()),
        (span("2024-12-01", "2025-01-02"), {"belongs(2025)"}),
        # the document's date decides over the activity's end
        (span("2024-12-01", "2025-01-02") | {"date": date(2024, 12, 5)}, set()),
        ({"start": date(2023, 5, 1)}, {"belongs(2023)"}),
        ({"end": date(2023, 5, 1)}, {"belongs(2023)"}),
    ],
)
def test_an_activity_belongs_whole_to_the_year_of_its_document_or_end(
    stated: dict[str, Any], belongs: set[str]
) -> None:
    assert {fact for fact in facts("conference", **stated) if fact.startswith("belongs")} == belongs


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (("2024-01-01", "2024-12-31"), {"measure(days,366)", "measure(months,12)"}),
        (("2023-07-01", "2024-03-31"), {"measure(days,275)", "measure(months,3)"}),
        (("2024-11-15", "2025-02-14"), {"measure(days,92)", "measure(months,1)", "measure(days_over,17)"}),
        (("2022-01-01", "2026-12-31"), {"measure(days,1826)", "measure(months,12)"}),
        (("2022-01-01", "2022-02-28"), {"belongs(2022)", "measure(days,59)", "measure(months,2)"}),
        (("2025-01-01", "2025-02-28"), {"belongs(2025)", "measure(days,59)", "measure(months,2)"}),
    ],
)
def test_what_is_rated_by_months_counts_with_its_part_inside_the_year(
    dates: tuple[str, str], expected: set[str]
) -> None:
    assert facts("secondment", **span(*dates)) == expected


def test_the_date_of_a_document_does_not_move_a_split_activity() -> None:
    written = facts("secondment", **span("2023-07-01", "2024-03-31"), date=date(2023, 7, 1))
    assert not any(fact.startswith("belongs") for fact in written)


def test_stated_months_and_days_go_before_those_of_the_dates() -> None:
    assert facts("secondment", months=4) == {"measure(months,4)"}
    assert facts("training", days=3, hours=20, **span("2024-03-01", "2024-03-31")) == {
        "measure(days,3)",
        "measure(hours,180000)",
        "measure(months,1)",
    }


def test_a_stay_abroad_is_measured_whole() -> None:
    assert {"measure(months,14)", "belongs(2025)"} < facts("overseas_visit", **span("2023-12-01", "2025-01-31"))


def test_daily_hours_count_the_days_inside_the_year() -> None:
    figures = [Decimal(hours) for hours in (8, 7, 6, 5)]
    dates = span("2023-12-30", "2024-01-02")
    assert facts("training", daily_hours=figures, **dates, by_the_day=True) == {
        "measure(days,2)", "daily(1,54000)", "daily(2,45000)", "on_day(20240101,54000)", "on_day(20240102,45000)",
        "measure(months,0)", "measure(days_over,4)",
    }  # fmt: skip
    earlier = facts("training", daily_hours=figures, **dates, year=2023)
    assert {"measure(days,2)", "daily(1,72000)", "daily(2,63000)"} <= earlier
    assert "belongs(2024)" in facts("training", daily_hours=figures, **dates, year=2025)


def test_daily_hours_without_dates() -> None:
    assert facts("training", daily_hours=[Decimal("8.5"), 0, 8], by_the_day=True) == {
        "measure(days,3)", "daily(1,76500)", "daily(2,0)", "daily(3,72000)",
    }  # fmt: skip


def test_fewer_figures_than_days_are_not_placed_on_days() -> None:
    written = facts("training", daily_hours=[8, 8], **span("2024-03-01", "2024-03-05"), by_the_day=True)
    assert not any(fact.startswith("on_day") for fact in written)
    assert {"measure(days,2)", "daily(1,72000)", "daily(2,72000)"} < written


def test_the_day_of_an_activity_of_one_day() -> None:
    one = span("2024-03-01", "2024-03-01")
    assert "on_day(20240301,90000)" in facts("training", hours=10, **one, by_the_day=True)
    assert not any(fact.startswith("on_day") for fact in facts("training", hours=10, **one))
    several = facts("training", hours=10, **span("2024-03-01", "2024-03-02"), by_the_day=True)
    assert not any(fact.startswith("on_day") for fact in several)


def test_the_days_of_a_very_long_activity_are_bounded() -> None:
    assert f"measure(days,{MOST_DAYS})" in facts("training", hours=8, **span("1900-01-01", "2199-12-31"))


YEARS = st.dates(date(2022, 6, 1), date(2026, 6, 1))


@given(start=YEARS, length=st.integers(0, 500), hours=st.data())
def test_daily_hours_of_the_years_add_up(start: date, length: int, hours: st.DataObject) -> None:
    """What a split activity gives in each year is what it gives in all."""
    end = start + timedelta(days=min(length, 365))
    count = (end - start).days + 1
    figures = tuple(Decimal(n) for n in hours.draw(st.lists(st.integers(0, 24), min_size=count, max_size=count)))
    stated = {"start": start, "end": end, "daily_hours": figures}
    total = 0
    for judged in range(2021, 2029):
        found = list(duration(stated, judged, split=False, by_the_day=True))
        days = {rest for name, rest in found if name == "on_day"}
        if "belongs" in {name for name, _ in found}:
            continue
        assert all(rest.startswith(str(judged)) for rest in days)
        total += sum(int(rest.split(",")[1]) for rest in days)
    assert total == sum(figures) * 9000


@given(start=YEARS, length=st.integers(0, 900))
def test_months_of_a_posting_lie_inside_the_years(start: date, length: int) -> None:
    end = start + timedelta(days=length)
    months = 0
    for year in range(start.year, end.year + 1):
        found = dict(
            rest.split(",") for name, rest in duration({"start": start, "end": end}, year, split=True, by_the_day=False)
        )
        assert 0 <= int(found["months"]) <= 12
        assert int(found["days"]) == length + 1
        months += int(found["months"])
    assert months <= complete_months(start, end)[0] + 1
