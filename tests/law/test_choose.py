"""Which regulation judges a case, and which readings it has."""

from __future__ import annotations

from pathlib import Path

import pytest

import xueshi
from tests.law.test_regulation import write
from xueshi.errors import InputError
from xueshi.law.choose import check_readings, named_regulation, regulation_for
from xueshi.law.declared import declared_readings
from xueshi.law.regulation import regulations
from xueshi.model.case import Case


def case(jurisdiction: str, year: int) -> Case:
    return Case("P", jurisdiction, year, name="case.yaml")


@pytest.fixture
def roots(tmp_path: Path) -> tuple[Path, ...]:
    """Return a search path with a city whose rules changed over time, a gap between them."""
    write(tmp_path, "oldcity/old-1", "2010-01-01", "2013-12-31")
    write(tmp_path, "oldcity/old-2", "2015-06-01", "2018-03-30")
    write(tmp_path, "oldcity/old-3", "2018-02-01")
    write(tmp_path, "oldcity/old-4", "2020-07-01")
    return (tmp_path,)


@pytest.mark.parametrize(
    ("year", "wanted"),
    [
        (2010, "old-1"),
        (2013, "old-1"),
        (2015, "old-2"),
        (2017, "old-2"),
        (2018, "old-3"),
        (2019, "old-3"),
        (2020, "old-4"),
        (2199, "old-4"),
    ],
)
def test_what_is_in_force_on_the_last_day_the_latest_where_several_are(
    roots: tuple[Path, ...], year: int, wanted: str
) -> None:
    assert regulation_for(case("oldcity", year), None, roots).id == wanted


@pytest.mark.parametrize("year", [1900, 2009, 2014])
def test_a_year_without_a_regulation(roots: tuple[Path, ...], year: int) -> None:
    with pytest.raises(InputError) as caught:
        regulation_for(case("oldcity", year), None, roots)
    assert str(caught.value) == (
        f"case.yaml: year: found {year}, allowed: a year for which a regulation is in force: "
        "old-1 (2010-2013), old-2 (2015-2017), old-3 (2018-), old-4 (2020-)"
    )
    assert caught.value.render("zh") == (
        f"case.yaml：year：实为{year}，应为有规则施行的年度："
        "old-1 (2010-2013), old-2 (2015-2017), old-3 (2018-), old-4 (2020-)"
    )


def test_a_jurisdiction_without_a_regulation() -> None:
    cities = ", ".join(dict.fromkeys(law.jurisdiction for law in regulations()))
    with pytest.raises(InputError) as caught:
        regulation_for(case("atlantis", 2024))
    assert str(caught.value) == (
        f"case.yaml: jurisdiction: found `atlantis`, allowed: a jurisdiction that has an encoding: {cities}"
    )


def test_a_regulation_by_name_whatever_the_case(roots: tuple[Path, ...]) -> None:
    assert regulation_for(case("oldcity", 1900), "jining-2024", roots).id == "jining-2024"
    assert regulation_for(case("jining", 2024), "old-2", roots).id == "old-2"
    assert named_regulation("old-2", roots).jurisdiction == "oldcity"


def test_a_name_that_is_not_known() -> None:
    names = ", ".join(law.id for law in regulations())
    said = f"--regulation: found `jining-1999`, allowed: one of {names}"
    with pytest.raises(InputError) as caught:
        named_regulation("jining-1999")
    assert str(caught.value) == said
    with pytest.raises(InputError) as caught:
        regulation_for(case("jining", 2024), "jining-1999")
    assert str(caught.value) == said


def test_the_readings_that_an_encoding_declares() -> None:
    answers = declared_readings(named_regulation("weihai-2022").file)
    assert list(answers) == sorted(answers)
    assert answers["round"] == ("exact", "down", "half_up", "up")
    assert answers["insp"] == ("none", "training")
    assert "peritem" not in answers


def test_readings_are_checked_all_at_once() -> None:
    law = named_regulation("jining-2024")
    answers = declared_readings(law.file)
    check_readings(law, {}, answers)
    check_readings(law, {"round": "up", "2010": "binding"}, answers)
    with pytest.raises(InputError) as caught:
        check_readings(law, {"round": "upwards", "18": "sum", "day": "daily", 'a"b\n': "x"}, answers)
    known = "2010, apply, day, deem, gt6, mat, peritem, round, scope, sector, skill, teach"
    assert str(caught.value).splitlines() == [
        "--reading: round: found `upwards`, allowed: an answer to the reading round: exact, down, half_up, up",
        f"--reading: found `18`, allowed: a reading of jining-2024: {known}",
        f'--reading: found `a"b\\n`, allowed: a reading of jining-2024: {known}',
    ]
    assert [problem.code for problem in caught.value.problems] == [
        "unknown_answer",
        "unknown_reading",
        "unknown_reading",
    ]


def test_an_encoding_without_readings_says_so(tmp_path: Path) -> None:
    write(tmp_path, "plain/plain-1")
    law = named_regulation("plain-1", (tmp_path,))
    assert declared_readings(law.file) == {}
    with pytest.raises(InputError, match=r"allowed: a reading of plain-1: -$"):
        check_readings(law, {"round": "up"}, {})


def test_judging_checks_readings_for_each_regulation() -> None:
    cases = [{"person": "P", "jurisdiction": city, "year": 2024} for city in ("jining", "weihai")]
    assert len(xueshi.check_many(cases, readings={"round": "up"})) == 2
    with pytest.raises(InputError, match="allowed: a reading of weihai-2022: "):
        xueshi.check_many(cases, readings={"teach": "public"})
