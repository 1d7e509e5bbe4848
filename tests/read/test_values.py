"""Single values from Python: what is taken, what is refused, and exactness."""

from __future__ import annotations

import datetime
from decimal import Decimal, localcontext
from enum import IntEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.read.reading import refused
from xueshi.errors import InputError
from xueshi.model.kinds import Field, catalogue
from xueshi.read import case_from_mapping
from xueshi.read.values import INVALID, Faults, checked

HOURS = catalogue(None).field("hours")
DAYS = catalogue(None).field("days")
DATE = catalogue(None).field("date")
TITLE = catalogue(None).field("title")


def taken(field: Field, value: object) -> object:
    faults: Faults = []
    result = checked(field, value, faults)
    assert (result is INVALID) == bool(faults)
    return result


@pytest.mark.parametrize(
    ("value", "amount"),
    [
        (0, "0"),
        (8784, "8784"),
        (0.1, "0.1"),
        (2.50, "2.5"),
        (Decimal("1E+2"), "100"),
        (Decimal("7.500"), "7.5"),
        (-0.0, "0"),
    ],
)
def test_hours_are_exact(value: object, amount: str) -> None:
    assert str(taken(HOURS, value)) == amount


@pytest.mark.parametrize(
    "value",
    [
        0.1 + 0.2,
        0.001,
        -0.01,
        8784.01,
        float("nan"),
        float("inf"),
        Decimal("NaN"),
        Decimal("sNaN"),
        Decimal("Infinity"),
        Decimal("1e-999999"),
        Decimal("1e999999"),
        True,
        "8",
        None,
        [8],
        {"hours": 8},
        pytest.param(10**5000, id="5001 digits"),
        8j,
        datetime.date(2024, 1, 1),
        object(),
    ],
)
def test_hours_refused(value: object) -> None:
    assert taken(HOURS, value) is INVALID
    with pytest.raises(InputError) as error:
        case_from_mapping(
            {
                "person": "P",
                "jurisdiction": "x",
                "year": 2024,
                "records": [{"id": "a", "kind": "training", "hours": value}],
            }
        )
    assert "hours: found" in error.value.render("en")
    assert "hours：实为" in error.value.render("zh")


def test_the_caller_s_decimal_context_does_not_matter() -> None:
    with localcontext() as context:
        context.prec = 2
        assert str(taken(HOURS, Decimal("1234.56"))) == "1234.56"


class Number(IntEnum):
    three = 3


@pytest.mark.parametrize("value", [3, 3.0, Decimal("3.00"), Number.three])
def test_counts_are_whole_numbers(value: object) -> None:
    result = taken(DAYS, value)
    assert result == 3
    assert type(result) is int


@pytest.mark.parametrize("value", [2.5, True, "3", 367, -1, Decimal("1e400")])
def test_counts_refused(value: object) -> None:
    assert taken(DAYS, value) is INVALID


@pytest.mark.parametrize("value", [datetime.date(2024, 2, 29), "2024-02-29"])
def test_dates(value: object) -> None:
    assert taken(DATE, value) == datetime.date(2024, 2, 29)


@pytest.mark.parametrize(
    "value",
    [datetime.datetime(2024, 2, 29, 8, tzinfo=datetime.UTC), "2023-02-29", "20240229", datetime.date(1, 1, 1), 45000],
)
def test_dates_refused(value: object) -> None:
    assert taken(DATE, value) is INVALID


@pytest.mark.parametrize(
    "value", ["", " \n", "x" * 2001, "a\0b", "\ud800", 3, True, None, b"x", datetime.date(2024, 1, 1)]
)
def test_texts_refused(value: object) -> None:
    assert taken(TITLE, value) is INVALID


def test_a_long_list_of_faults_is_cut_and_counted() -> None:
    with pytest.raises(InputError) as error:
        case_from_mapping({f"key{n}": 1 for n in range(1500)})
    assert len(error.value.problems) == 1000
    assert error.value.more == 503
    assert error.value.render("en").endswith("\nand 503 more faults")
    assert error.value.render("zh").endswith("\n另有503处错误")


hundredths = st.integers(0, 878400).map(lambda n: Decimal(n).scaleb(-2))


@given(hundredths)
def test_every_amount_with_two_decimals_survives_a_float(amount: Decimal) -> None:
    assert taken(HOURS, float(amount)) == taken(HOURS, amount) == amount


KEYS = (
    *(
        "id",
        "kind",
        "hours",
        "学时",
        "start",
        "end",
        "daily_hours",
        "months",
        "evidence",
        "sector_rule",
        "rank",
        "authors",
    ),
    *("records", "leave", "person", "jurisdiction", "year", "years", "verdicts", "window", "application"),
)
trees = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.decimals()
    | st.text()
    | st.dates()
    | st.sampled_from(["training", "paper", "网络课程", "2024-01-01", "a"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(KEYS) | st.text(max_size=3) | st.integers(),
            inner,
            max_size=6,
        )
    ),
    max_leaves=20,
)


@given(trees, trees, trees)
def test_no_input_does_anything_but_be_read_or_be_refused(records: object, leave: object, whole: object) -> None:
    for data in (
        whole,
        {"person": "P", "jurisdiction": "jining", "year": 2024, "records": [records, records], "leave": leave},
    ):
        error = refused(lambda data=data: case_from_mapping(data))  # type: ignore[misc]
        assert error is None or (error.problems and error.render("en") and error.render("zh"))
