"""Which regulations are found, and what their metadata say."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from xueshi.law.paths import asp_root
from xueshi.law.regulation import LawError, Regulation, regulations

METADATA = """
id = "{id}"
instrument = "文号"
title.zh = "规定"
title.en = "Rules"
in_force = ["{first}", "{last}"]
"""


def write(root: Path, path: str, first: str = "2020-01-01", last: str = "", more: str = "") -> Path:
    """Write an empty encoding with its metadata under ``root``; return the metadata file."""
    file = root / f"{path}.lp"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("", encoding="utf-8")
    metadata = file.with_suffix(".toml")
    metadata.write_text(METADATA.format(id=file.stem, first=first, last=last) + more, encoding="utf-8")
    return metadata


def own(root: Path, *more: Path) -> list[Regulation]:
    """Return what is found under ``root`` and ``more``, without what the program has itself."""
    return [law for law in regulations((root, *more)) if not law.file.is_relative_to(asp_root())]


def test_the_program_s_own_regulations() -> None:
    found = {law.id: law for law in regulations()}
    assert {"jining-2024", "weihai-2022"} <= set(found)
    jining = found["jining-2024"]
    assert (jining.jurisdiction, jining.file.name) == ("jining", "jining-2024.lp")
    assert (jining.first_day, jining.last_day, jining.years()) == (date(2024, 1, 1), date(2024, 12, 31), "2024")
    assert (found["weihai-2022"].last_day, found["weihai-2022"].years()) == (None, "2022-")
    for law in regulations():
        assert law.file.is_file()
        assert law.instrument
        assert all(law.titles[lang] for lang in ("zh", "en"))
        assert law.file.parent.name == law.jurisdiction


def test_they_stand_in_the_order_of_jurisdiction_and_first_day() -> None:
    order = [(law.jurisdiction, law.first_day, law.id) for law in regulations()]
    assert order == sorted(order)


def test_a_folder_of_one_s_own(tmp_path: Path) -> None:
    write(tmp_path, "b-city/b-2021", "2021-01-01")
    write(tmp_path, "b-city/b-2019", "2019-01-01", "2020-12-31")
    write(tmp_path, "a-city/a-2020")
    (tmp_path / "a-city" / "part.lp").write_text("", encoding="utf-8")  # no metadata: no regulation of its own
    write(tmp_path, "core/mine")  # the vocabulary's folder holds no regulations
    write(tmp_path, "a-city/deeper/deep-2020")
    (tmp_path / "loose.lp").write_text("", encoding="utf-8")
    assert [(law.jurisdiction, law.id) for law in own(tmp_path)] == [
        ("a-city", "a-2020"),
        ("b-city", "b-2019"),
        ("b-city", "b-2021"),
    ]


def test_the_first_root_wins_and_the_program_comes_last(tmp_path: Path) -> None:
    first, second = tmp_path / "one", tmp_path / "two"
    write(first, "jining/jining-2024", "2024-05-01")
    write(second, "jining/jining-2024", "2024-06-01")
    write(second, "jining/jining-2025", "2025-01-01")
    found = {law.id: law for law in regulations((first, second))}
    assert found["jining-2024"].first_day == date(2024, 5, 1)
    assert found["jining-2025"].file.is_relative_to(second)
    assert found["weihai-2022"].file.is_relative_to(asp_root())


def test_a_root_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    assert regulations((tmp_path / "nowhere",)) == regulations()


@pytest.mark.parametrize(
    ("first", "last", "years", "governed"),
    [
        ("2020-01-01", "", "2020-", [2020, 2021, 2199]),
        ("2020-12-31", "", "2020-", [2020, 2021, 2199]),
        ("2020-01-01", "2020-12-31", "2020", [2020]),
        ("2020-06-01", "2022-12-31", "2020-2022", [2020, 2021, 2022]),
        # In force for five years from the end of March: the last 31 December lies in the fourth year after.
        ("2023-03-31", "2028-03-30", "2023-2027", [2023, 2024, 2025, 2026, 2027]),
        ("2023-03-31", "2024-03-30", "2023", [2023]),
        ("2023-03-31", "2024-12-30", "2023", [2023]),
    ],
)
def test_a_year_is_governed_by_what_is_in_force_on_its_last_day(
    tmp_path: Path, first: str, last: str, years: str, governed: list[int]
) -> None:
    write(tmp_path, "a/a-1", first, last)
    (law,) = own(tmp_path)
    assert law.years() == years
    assert [year for year in (1900, *range(2019, 2030), 2199) if law.governs(year)] == [
        year for year in (*range(2019, 2030), 2199) if year in governed or (not last and year >= governed[0])
    ]


def test_what_the_program_must_know_beforehand(tmp_path: Path) -> None:
    more = 'dates = ["training", "paper"]\ndays = {reading = "day", answer = "merged"}\n'
    more += 'registration_days = true\nunit = "point"\n'
    write(tmp_path, "a/a-1", more=more)
    write(tmp_path, "b/b-1")
    much, little = own(tmp_path)
    assert much.dated_kinds == {"training", "paper"}
    assert much.daily_reading == ("day", "merged")
    assert (much.registration_days, much.unit) == (True, "point")
    assert (little.dated_kinds, little.daily_reading, little.registration_days, little.unit) == (
        frozenset(),
        None,
        False,
        "hour",
    )
    assert hash(much) == hash(much.id)


START = 'in_force = ["2020-01-01", ""]\nid = "a"\ninstrument = ""\ntitle.zh = ""'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("id = ", "Invalid value"),
        ("", "in_force"),
        ('in_force = ["2020-01-01", ""]', "id"),
        ('in_force = ["2020-01-01"]', "not enough values"),
        (
            'in_force = ["2020-13-01", ""]\nid = "a"\ninstrument = ""\ntitle.zh = ""\ntitle.en = ""',
            "month must be in 1..12",
        ),
        (START, "en"),
        (
            START + '\ntitle.en = ""\ndays = {reading = "x"}',
            "answer",
        ),
        (
            START + '\ntitle.en = ""\nunit = "day"',
            "none of hour, point",
        ),
    ],
)
def test_metadata_at_fault_name_their_file(tmp_path: Path, text: str, said: str) -> None:
    metadata = write(tmp_path, "a/a-1")
    metadata.write_text(text, encoding="utf-8")
    with pytest.raises(LawError) as caught:
        regulations((tmp_path,))
    assert str(caught.value).startswith(f"{metadata}: ")
    assert said in str(caught.value)


def test_metadata_that_are_no_text_name_their_file(tmp_path: Path) -> None:
    metadata = write(tmp_path, "a/a-1")
    metadata.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(LawError, match=r"a-1\.toml: "):
        regulations((tmp_path,))
