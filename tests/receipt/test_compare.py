"""What differs between two JSON objects."""

from __future__ import annotations

from copy import deepcopy
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.receipt.test_canonical import DATA
from xueshi.receipt.canonical import canonical
from xueshi.receipt.compare import ABSENT, Change, FileChange, changes, file_changes


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ({"a": 1}, {"a": 1}, []),
        ({"a": Decimal("1.50")}, {"a": Decimal("1.5")}, []),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}, []),
        ({"a": True}, {"a": 1}, [("a", True, 1)]),
        ({"a": None}, {}, [("a", None, ABSENT)]),
        ({}, {"a": None}, [("a", ABSENT, None)]),
        ({"a": {"b": {"c": 1}}}, {"a": {"b": {"c": 2}}}, [("a.b.c", 1, 2)]),
        ({"a": {"b": 1}}, {"a": [1]}, [("a", {"b": 1}, [1])]),
        ({"a": [1, 2, 3]}, {"a": [1, 5, 3]}, [("a[2]", 2, 5)]),
        ({"a": [1, 2, 3]}, {"a": [2, 3]}, [("a[1]", 1, ABSENT)]),
        ({"a": [2, 3]}, {"a": [1, 2, 3]}, [("a[1]", ABSENT, 1)]),
        (
            {"records": [{"id": "x", "lost": 0}, {"id": "y", "lost": 1}]},
            {"records": [{"id": "y", "lost": 2}]},
            [("records[x]", {"id": "x", "lost": 0}, ABSENT), ("records[y].lost", 1, 2)],
        ),
        (
            {"allocation": [{"record": "x", "subject": "public"}]},
            {"allocation": [{"record": "x", "subject": "professional"}, {"record": "z"}]},
            [("allocation[x].subject", "public", "professional"), ("allocation[z]", ABSENT, {"record": "z"})],
        ),
        ({"a": [{"id": "x"}, {"id": "y"}]}, {"a": [{"id": "y"}, {"id": "x"}]}, [("a[]", ["x", "y"], ["y", "x"])]),
        # A record that is there twice has no name of its own.
        ({"a": [{"id": "x"}, {"id": "x"}]}, {"a": [{"id": "x"}]}, [("a[2]", {"id": "x"}, ABSENT)]),
        ({"a\nb": 1}, {"a\nb": 2}, [("a\\nb", 1, 2)]),
    ],
)  # fmt: skip
def test_says_what_differs(old: object, new: object, told: list[tuple[str, object, object]]) -> None:
    assert list(changes(old, new)) == [Change(*row) for row in told]


@given(DATA, DATA)
def test_nothing_is_told_exactly_where_nothing_differs(old: object, new: object) -> None:
    assert (list(changes(old, new)) == []) == (canonical(old) == canonical(new))
    assert list(changes(old, deepcopy(old))) == []


_ITEMS = st.lists(st.fixed_dictionaries({"id": st.sampled_from("abcd"), "n": st.integers(0, 2)}), max_size=4)


@given(_ITEMS, _ITEMS)
def test_no_change_of_a_list_of_records_is_missed(old: list[Any], new: list[Any]) -> None:
    assert bool(list(changes(old, new))) == (old != new)


def test_files() -> None:
    then = {"a.lp": "1", "b.lp": "2", "c.lp": "3"}
    now = {"d.lp": "4", "b.lp": "0", "a.lp": "1"}
    assert file_changes(then, now) == (
        FileChange("b.lp", "changed"),
        FileChange("c.lp", "gone"),
        FileChange("d.lp", "new"),
    )
    assert file_changes(then, dict(reversed(then.items()))) == ()
