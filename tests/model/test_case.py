"""Cases are plain data that nothing changes."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from collections.abc import Callable
from typing import Any

import pytest

from xueshi.model.case import Case, Frozen, Leave, Record, Stated

CHANGES: list[Callable[[Any], object]] = [
    lambda found: found.__setitem__("a", 2),
    lambda found: found.__delitem__("a"),
    lambda found: found.clear(),
    lambda found: found.pop("a"),
    lambda found: found.popitem(),
    lambda found: found.setdefault("b", 1),
    lambda found: found.update(b=1),
    lambda found: found.__ior__({"b": 1}),
]


@pytest.mark.parametrize("change", CHANGES)
def test_a_frozen_mapping_cannot_be_changed(change: Callable[[Any], object]) -> None:
    found = Frozen({"a": 1})
    with pytest.raises(TypeError, match="this mapping cannot be changed"):
        change(found)
    assert found == {"a": 1}


def test_a_frozen_mapping_has_a_hash_that_knows_no_order() -> None:
    one, other = Stated({"a": 1, "b": (1, 2)}), Stated({"b": (1, 2), "a": 1})
    assert one == other
    assert hash(one) == hash(other)
    assert len({one, other}) == 1


def test_a_frozen_mapping_survives_copies_and_pickling() -> None:
    found = Stated({"a": Stated({"b": 1})})
    assert copy.copy(found) is found
    assert copy.deepcopy(found) is found
    again = pickle.loads(pickle.dumps(found))  # noqa: S301 - our own bytes
    assert again == found
    assert type(again) is Stated
    assert type(again["a"]) is Stated


def test_a_record_s_title_is_text_or_empty() -> None:
    assert Record("a", "paper", Stated({"title": "名称"})).title == "名称"
    assert Record("a", "paper", Stated()).title == ""
    assert Record("a", "paper", Stated({"title": 3})).title == ""


def test_a_case_s_name_is_no_part_of_it() -> None:
    case = Case(
        "P", "jining", 2024, (Record("a", "paper", Stated()),), (Leave("L", "illness", Stated()),), name="one.yaml"
    )
    other = dataclasses.replace(case, name="two.yaml")
    assert case == other
    assert hash(case) == hash(other)
    assert dataclasses.replace(case, sector="health") != case
    with pytest.raises(dataclasses.FrozenInstanceError):
        case.year = 2023  # type: ignore[misc]
