"""JSON that is written in one way only."""

from __future__ import annotations

import hashlib
import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xueshi.read import parse
from xueshi.receipt.canonical import canonical, digest, exact, indented

_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
_NUMBERS = st.one_of(st.integers(-(10**50), 10**50), st.decimals(-9999, 9999, places=4), st.decimals(0, 8784, places=2))
DATA = st.recursive(
    st.one_of(st.none(), st.booleans(), _TEXT, _NUMBERS),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(_TEXT, inner, max_size=4)),
    max_leaves=12,
)


def test_the_order_of_keys_is_that_of_the_standards_example() -> None:
    """RFC 8785, 3.2.3: keys stand in the order of their UTF-16 code units."""
    names = {
        "\u20ac": "Euro Sign",
        "\r": "Carriage Return",
        "\ufb33": "Hebrew Letter Dalet With Dagesh",
        "1": "One",
        "\U0001f600": "Emoji: Grinning Face",
        "\u0080": "Control",
        "\u00f6": "Latin Small Letter O With Diaeresis",
    }
    assert list(json.loads(canonical(names)).values()) == [
        "Carriage Return",
        "One",
        "Control",
        "Latin Small Letter O With Diaeresis",
        "Euro Sign",
        "Emoji: Grinning Face",
        "Hebrew Letter Dalet With Dagesh",
    ]


def test_text_and_constants_are_written_as_in_the_standards_example() -> None:
    """RFC 8785, 3.2.2."""
    data = {"string": "\u20ac$\u000f\u000aA'\u0042\u0022\u005c\\\"/", "literals": [None, True, False]}
    assert canonical(data) == r'{"literals":[null,true,false],"string":"€$\u000f\nA' + r"'" + r'B\"\\\\\"/"}'


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (Decimal("4.50"), "4.5"),
        (Decimal("2e-3"), "0.002"),
        (Decimal("22.0"), "22"),
        (Decimal("-0.0"), "0"),
        (Decimal(0), "0"),
        (Decimal("1E+3"), "1000"),
        (Decimal("1e2"), "100"),
        (-3, "-3"),
        (10**30, "1" + "0" * 30),
    ],
)
def test_a_number_is_written_without_needless_digits(number: int | Decimal, written: str) -> None:
    assert canonical([number]) == f"[{written}]"


def test_no_float_gets_in() -> None:
    with pytest.raises(TypeError, match="no JSON for float"):
        canonical([0.5])
    assert exact({"a": (0.1, 2, True)}) == {"a": [Decimal("0.1"), 2, True]}


@given(DATA)
def test_what_the_file_says_is_what_was_hashed(data: object) -> None:
    read = parse(indented([data]), "r.json", "json")
    assert canonical(read) == canonical([data])


@given(DATA)
def test_anybody_can_compute_the_hash(data: object) -> None:
    """The recipe of docs/receipts.md, for data as receipts hold it: numbers of few digits, keys below U+10000."""
    text = json.dumps(json.loads(canonical(data)), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert text == canonical(data) or not _as_in_receipts(data)
    assert digest(data) == hashlib.sha256(canonical(data).encode()).hexdigest()


def _as_in_receipts(data: object) -> bool:
    if isinstance(data, dict):
        return all(max(key, default="") < "\U00010000" for key in data) and all(map(_as_in_receipts, data.values()))
    if isinstance(data, list):
        return all(map(_as_in_receipts, data))
    # json prints floats below 0.0001 with an exponent; hours have four decimals.
    return not isinstance(data, Decimal) or data == 0 or abs(data) >= Decimal("0.0001")


@given(DATA)
def test_a_file_holds_nothing_that_a_terminal_obeys(data: object) -> None:
    assert all(char.isprintable() or char == "\n" or ord(char) >= 0xA0 for char in indented(data))


def test_the_file_is_laid_out_as_the_json_module_does() -> None:
    data = {"a": [], "b": {}, "c": [1, {"d": None}], "学": "时"}
    assert indented(data) == json.dumps(data, indent=2, ensure_ascii=False)
