"""Cases as data: immutable, comparable, ready for a cache and for another process."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable

import pytest

from tests.read.reading import GOOD, read
from xueshi.model.case import Case, Frozen, Record, Stated
from xueshi.model.dossier import Dossier


def test_equal_cases_have_equal_hashes() -> None:
    one, other = read(GOOD / "english.yaml"), read(GOOD / "chinese.yaml")
    assert one == other
    assert hash(one) == hash(other)


@pytest.mark.parametrize("name", ["english.yaml", "dossier-window.yaml"])
def test_they_can_be_copied_and_sent(name: str) -> None:
    one = read(GOOD / name)
    assert copy.deepcopy(one) == one
    assert copy.copy(one) == one
    assert pickle.loads(pickle.dumps(one)) == one  # noqa: S301


def test_the_name_of_the_file_is_no_part_of_a_case() -> None:
    assert Case("P", "x", 2024, name="a") == Case("P", "x", 2024, name="b")
    assert Dossier("P", "x", Frozen(), Frozen(), name="a") == Dossier("P", "x", Frozen(), Frozen(), name="b")


def test_what_is_stated_cannot_be_changed() -> None:
    stated = Stated({"hours": 3})
    changes: tuple[Callable[[], object], ...] = (
        lambda: stated.__setitem__("hours", 4),
        lambda: stated.__delitem__("hours"),
        lambda: stated.pop("hours"),
        lambda: stated.update(hours=4),
        lambda: stated.setdefault("x", 4),
        stated.clear,
        stated.popitem,
        lambda: stated.__ior__({"x": 1}),
    )
    for change in changes:
        with pytest.raises(TypeError, match="cannot be changed"):
            change()
    assert stated == {"hours": 3}
    assert copy.copy(stated) is stated


def test_a_title_is_empty_where_none_is_stated() -> None:
    assert Record("a", "paper", Stated()).title == ""
    assert Record("a", "paper", Stated({"title": "x"})).title == "x"
