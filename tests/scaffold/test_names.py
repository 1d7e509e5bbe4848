"""What a new regulation may be called, and how the ids of a copied city are replaced."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xueshi.errors import InputError
from xueshi.scaffold.name import new_name
from xueshi.scaffold.rename import Renaming

CODES = st.from_regex(r"[a-z][a-z0-9_]{0,6}", fullmatch=True)


@pytest.mark.parametrize(
    ("written", "jurisdiction", "year", "id_in_2030"),
    [
        ("heyang-2025", "heyang", 2025, "heyang-2025"),
        ("heyang", "heyang", None, "heyang-2030"),
        ("x_9", "x_9", None, "x_9-2030"),
    ],
)
def test_a_name_is_a_jurisdiction_and_mostly_a_year(
    written: str, jurisdiction: str, year: int | None, id_in_2030: str
) -> None:
    name = new_name(written)
    assert (name.jurisdiction, name.year, name.id(2030)) == (jurisdiction, year, id_in_2030)


@pytest.mark.parametrize(
    "written",
    ["", "Heyang", "9city", "he yang", "heyang-25", "heyang-2025-hours", "../heyang", "core", "core-2025", "河阳",
     "heyang-20250", "heyang-", "-2025", "a" * 70, "heyang\n"],
)  # fmt: skip
def test_other_names_are_refused(written: str) -> None:
    with pytest.raises(InputError, match="NAME: found"):
        new_name(written)


@pytest.mark.parametrize(
    ("text", "renamed"),
    [
        ("regulation: jining-2024", "regulation: heyang-2025"),
        ("jurisdiction: jining,", "jurisdiction: heyang,"),
        ("jining-2024.letters.en.po", "heyang-2025.letters.en.po"),
        ("jining-2024-title", "heyang-2025-title"),
        # Other years, other words, and the city's name in prose stay.
        ("jining-2023", "heyang-2023"),
        ("jining-20241", "heyang-20241"),
        ("jining_2024 xjining jiningx jining_rule", "jining_2024 xjining jiningx jining_rule"),
        ("Jining 2024 济宁", "Jining 2024 济宁"),
    ],
)
def test_ids_are_replaced_as_whole_words(text: str, renamed: str) -> None:
    assert Renaming("jining", "heyang", {2024}, 2025)(text) == renamed


def test_without_another_year_the_years_stay() -> None:
    renaming = Renaming("binzhou", "heyang", {2021}, None)
    assert renaming("binzhou-2021-hours, binzhou") == "heyang-2021-hours, heyang"


@given(old=CODES, new=CODES, text=st.text(alphabet="abz_09-. 济(\n"))
def test_there_and_back(old: str, new: str, text: str) -> None:
    """Whatever does not name the new city already is as it was when the old name is put back."""
    there, back = Renaming(old, new, {2024}, 2025), Renaming(new, old, {2025}, 2024)
    if back(text) == text and "-2025" not in text:
        assert back(there(text)) == text
    assert there(there(text)) == there(text) or Renaming(old, old, {2024}, 2025)(new) != new
