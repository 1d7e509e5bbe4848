"""JSON: exact numbers, repeated keys, and documents that mean harm."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.read.reading import refused
from xueshi.errors import InputError
from xueshi.read.json_text import parse_json
from xueshi.read.tree import Repeated, Unusable


def refusal(text: str) -> str:
    with pytest.raises(InputError) as error:
        parse_json(text, "f")
    return error.value.render()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1", 1),
        ("-0", 0),
        ("1.10", Decimal("1.10")),
        ("1e2", Decimal("1e2")),
        ("0e999999", Decimal(0)),
        ("true", True),
        ("null", None),
        (' \n{"a": [1, {}]}\t', {"a": [1, {}]}),
    ],
)
def test_values(text: str, expected: object) -> None:
    found = parse_json(text, "f")
    assert found == expected
    assert type(found) is type(expected)


@pytest.mark.parametrize(
    "text", ["NaN", "Infinity", "-Infinity", "1e400", "9" * 10_000, "1e" + "9" * 30, "0." + "3" * 99]
)
def test_numbers_that_no_field_can_hold_keep_their_text(text: str) -> None:
    found = parse_json(text, "f")
    assert isinstance(found, Unusable)
    assert found.text == text


def test_repeated_keys_keep_the_first_value() -> None:
    tree = parse_json('{"a": 1, "b": 2, "a": 3, "a": 4}', "f")
    assert isinstance(tree, Repeated)
    assert tree == {"a": 1, "b": 2}
    assert tree.again == [("a", None), ("a", None)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "a syntax error in line 1, column 2"),
        ('{"a": 1,\n x}', "a syntax error in line 2, column 2"),
        ("{'a': 1}", "a syntax error in line 1, column 2"),
        ("[1,]", "a syntax error"),
        ("1 2", "(extra data)"),
        ('"a\nb"', "(invalid control character at)"),
        ("[" * 100_000, "too many levels"),
        ('{"a":' * 100_000, "too many levels"),
        ("01", "a syntax error"),
        ("nan", "a syntax error"),
    ],
)
def test_refused(text: str, said: str) -> None:
    assert said in refusal(text)


@given(st.text())
def test_any_text_is_parsed_or_refused(text: str) -> None:
    error = refused(lambda: parse_json(text, "f"))
    assert error is None or len(error.problems) == 1


trees: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**50), 10**50) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


@given(trees)
def test_what_is_dumped_is_read(tree: object) -> None:
    assert parse_json(json.dumps(tree), "f") == tree
