"""A receipt that was changed is found out."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import xueshi
from tests.receipt.making import CASE, Data, edited, made, places, replayed, sealed, text
from xueshi.errors import InputError
from xueshi.receipt.reading import receipt_from_text

GOOD = made()
PLACES = list(places(GOOD))


def another(value: Any) -> Any:  # noqa: ANN401 - any JSON
    """Return a value of the same sort that says something else."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, str):
        return "0" * 64 if len(value) == 64 and value != "0" * 64 else f"{value}x"
    if isinstance(value, (int, float)):
        return value + 1
    if isinstance(value, list):
        return [*value, "x"]
    return {**value, "x": 1} if isinstance(value, dict) else "x"


def replace(holder: Any, key: str | int) -> None:  # noqa: ANN401 - a list or a dictionary
    holder[key] = another(holder[key])


def remove(holder: Any, key: str | int) -> None:  # noqa: ANN401 - as above
    del holder[key]


def empty(holder: Any, key: str | int) -> None:  # noqa: ANN401 - as above
    holder[key] = None if holder[key] is not None else 0


def noticed(data: object) -> bool:
    """Tell whether the receipt is refused, or a hash of it does not fit."""
    try:
        return bool(receipt_from_text(text(data)).broken)
    except InputError as error:
        return bool(error.render("en") and error.render("zh"))


def test_an_untouched_receipt_is_whole() -> None:
    assert not noticed(GOOD)
    assert not noticed(sealed(GOOD))
    assert sealed(GOOD) == GOOD


@pytest.mark.parametrize("change", [replace, remove, empty])
def test_every_place_that_is_touched_is_noticed(change: Callable[[Any, str | int], None]) -> None:
    unnoticed = [path for path in PLACES if not noticed(edited(GOOD, path, change))]
    assert unnoticed == []


_VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(), st.text(max_size=70), st.lists(st.text(max_size=3), max_size=3)
)


@given(st.sampled_from(PLACES), _VALUES)
def test_any_other_value_anywhere_is_noticed(path: tuple[str | int, ...], value: object) -> None:
    def put(holder: Any, key: str | int) -> None:  # noqa: ANN401 - a list or a dictionary
        holder[key] = value

    changed = edited(GOOD, path, put)
    assume(json.dumps(changed) != json.dumps(GOOD))
    assert noticed(changed)


def test_the_layout_and_the_order_of_keys_are_not_the_content() -> None:
    told = {"sort_keys": True, "ensure_ascii": True, "indent": None}
    assert not receipt_from_text(json.dumps(GOOD, **told)).broken  # type: ignore[arg-type]
    assert not receipt_from_text(text(GOOD).replace("22.5", "22.50")).broken
    assert not receipt_from_text(("\ufeff" + text(GOOD)).encode()).broken


@pytest.mark.parametrize("part", ["law", "vocabulary", "case", "result"])
def test_the_part_that_was_changed_is_named(part: str) -> None:
    content = {"law": "files", "vocabulary": "files", "case": "stated", "result": "found"}[part]
    path: tuple[str | int, ...] = ("cases", 0, part, content)
    inside = next(place for place in PLACES if place[:4] == path and len(place) == 5)
    found = replayed(edited(GOOD, inside, replace))
    assert found.broken
    assert found.cases[0].broken == (part,)
    assert not found.same


def with_result(data: Data, hours: int) -> Data:
    def put(holder: Any, key: str | int) -> None:  # noqa: ANN401 - a list or a dictionary
        holder[key] = hours

    return edited(data, ("cases", 0, "result", "found", "credited", "total"), put)


def test_a_result_that_was_forged_with_all_its_hashes_is_derived_otherwise() -> None:
    forged = sealed(with_result(GOOD, 99))
    assert not noticed(forged)
    found = replayed(forged)
    assert (found.broken, found.cases[0].broken) == (False, ())
    (change,) = found.cases[0].changes
    assert (change.key, change.old, change.new) == ("credited.total", 99, 22.5)
    assert not found.same


def test_a_case_that_was_forged_with_all_its_hashes_gives_another_result() -> None:
    def put(holder: Any, key: str | int) -> None:  # noqa: ANN401 - a list or a dictionary
        holder[key] = 10

    path = ("cases", 0, "case", "stated", "records", 0, "hours")
    found = replayed(sealed(edited(GOOD, path, put)))
    assert not found.broken
    keys = {change.key for change in found.cases[0].changes}
    assert "credited.total" in keys
    assert not found.same


@given(st.data())
def test_no_figure_of_a_result_can_be_changed(data: st.DataObject) -> None:
    """Whatever hashes stand beside it: the result is derived, not believed."""
    inside = [path for path in PLACES if path[:4] == ("cases", 0, "result", "found") and len(path) > 4]
    change = data.draw(st.sampled_from([replace, remove, empty]))
    forged = sealed(edited(GOOD, data.draw(st.sampled_from(inside)), change))
    found = replayed(forged)
    assert found.cases[0].outcome == "differs"
    assert not found.same


def test_the_readings_are_believed_and_lead_to_their_own_result() -> None:
    """Who changes a setting has to change the result as well, and then has a good receipt of something else."""

    def put(holder: Any, key: str | int) -> None:  # noqa: ANN401 - a list or a dictionary
        holder[key] = "one"

    found = replayed(sealed(edited(GOOD, ("cases", 0, "settings", "readings", "peritem"), put)))
    assert [change.key for change in found.cases[0].changes] == ["readings[peritem].value", "readings[peritem].default"]
    other = made(readings={"peritem": "one"})
    assert other["cases"][0]["settings"]["readings"]["peritem"] == "one"
    assert xueshi.replay(text(other)).same
    assert CASE["records"]
