"""The reference for Lishui's article 13: dossiers computed by hand."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from tests.reference import judge_dossier
from tests.strategies import lishui_dossiers, readings

GOOD, BAD, OPEN = "compliant", "non_compliant", "undetermined"
BEFORE = {"2y": "before_application_year"}
CONSECUTIVE = {"n": "consecutive"}
SCATTERED = {2015: GOOD, 2016: BAD, 2017: GOOD, 2018: GOOD, 2019: BAD, 2020: BAD, 2021: GOOD, 2022: GOOD}


def dossier(kind: str, year: int, asked: int, verdicts: dict[int, str], **more: Any) -> dict[str, Any]:  # noqa: ANN401
    application = {"kind": kind, "year": year, "required_years": asked}
    return {"person": "P", "jurisdiction": "lishui", "application": application, "verdicts": verdicts, **more}


def met(found: dict[str, Any]) -> dict[str, bool | None]:
    return {name: part["met"] for name, part in found["parts"].items()}


@pytest.mark.parametrize(
    ("verdicts", "chosen", "verdict", "parts"),
    [
        (dict.fromkeys(range(2018, 2023), GOOD), {}, "eligible", (5, True, 2, True)),
        # any five years, the last two among them
        (SCATTERED, {}, "eligible", (5, True, 2, True)),
        (SCATTERED, CONSECUTIVE, "not_eligible", (3, False, 2, True)),
        (dict.fromkeys(range(2017, 2022), GOOD) | {2022: BAD}, {}, "not_eligible", (5, True, 1, False)),
        (dict.fromkeys(range(2017, 2022), GOOD) | {2022: BAD}, BEFORE, "eligible", (5, True, 2, True)),
        (dict.fromkeys(range(2017, 2022), GOOD) | {2022: BAD}, BEFORE | CONSECUTIVE, "eligible", (5, True, 2, True)),
        # four of the five asked for: 2018 is not qualified, and nothing before it is named
        ({2018: BAD} | dict.fromkeys(range(2019, 2023), GOOD), {}, "not_eligible", (4, False, 2, True)),
        # unknown years that could decide
        (dict.fromkeys(range(2019, 2023), GOOD), {}, "undetermined", (4, None, 2, True)),
        ({2016: GOOD, 2018: BAD} | dict.fromkeys(range(2019, 2022), GOOD), {}, "undetermined", (4, None, 1, None)),
        ({2018: OPEN} | dict.fromkeys(range(2019, 2023), GOOD), {}, "undetermined", (4, None, 2, True)),
        # unknown years that decide nothing
        ({2014: GOOD} | dict.fromkeys(range(2019, 2023), GOOD), {}, "eligible", (5, True, 2, True)),
        ({2021: GOOD, 2022: BAD}, {}, "not_eligible", (1, False, 1, False)),
        # a year after the application is of no account
        (dict.fromkeys(range(2019, 2024), GOOD) | {2018: BAD}, {}, "not_eligible", (4, False, 2, True)),
    ],
)
def test_title(
    verdicts: dict[int, str], chosen: dict[str, str], verdict: str, parts: tuple[int, bool | None, int, bool | None]
) -> None:
    found = judge_dossier(dossier("title", 2022, 5, verdicts), chosen)
    years, last = found["parts"]["years"], found["parts"]["last_two"]
    assert (years["credited"], years["met"], last["credited"], last["met"]) == parts
    assert (years["required"], last["required"]) == (5, 2)
    assert found["verdict"] == verdict


def test_an_unknown_year_fails_under_strict() -> None:
    known = dict.fromkeys(range(2019, 2023), GOOD)
    assert judge_dossier(dossier("title", 2022, 5, known), strict=True)["verdict"] == "not_eligible"


@pytest.mark.parametrize(
    ("asked", "verdicts", "parts"),
    [
        (1, {2022: GOOD}, {"current_year": True}),
        (0, {2021: GOOD, 2022: BAD}, {"current_year": False}),
        (1, {2021: GOOD}, {"current_year": None}),
        (2, {2021: GOOD, 2022: GOOD}, {"years": True, "last_two": True}),
        (3, {2020: BAD, 2021: GOOD, 2022: GOOD}, {"years": False, "last_two": True}),
    ],
)
def test_a_first_grading(asked: int, verdicts: dict[int, str], parts: dict[str, bool | None]) -> None:
    assert met(judge_dossier(dossier("initial", 2022, asked, verdicts))) == parts


def test_a_title_that_asks_one_year_still_asks_the_last_two() -> None:
    assert met(judge_dossier(dossier("title", 2022, 1, {2022: GOOD, 2021: BAD}))) == {"years": True, "last_two": False}


def test_years_are_judged_by_their_records() -> None:
    public = {"id": "a", "kind": "online_course", "subject": "sector_public", "hours": 18}
    enough = {"id": "b", "kind": "training", "hours": 72}
    years = {2021: {"records": [public, enough]}, "2022": {"records": [public, {**enough, "hours": 71}]}}
    found = judge_dossier(dossier("title", 2022, 2, {}, years=years))
    assert {year: each["verdict"] for year, each in found["years"].items()} == {2021: GOOD, 2022: BAD}
    assert found["years"][2021]["result"]["credited"]["total"] == 90
    assert found["verdict"] == "not_eligible"
    assert judge_dossier(dossier("title", 2022, 2, {2020: GOOD}, years=years), BEFORE)["verdict"] == "eligible"


def test_a_year_with_an_open_route_leaves_the_application_open() -> None:
    records = [
        {"id": "a", "kind": "online_course", "subject": "public", "hours": 18},
        {"id": "b", "kind": "training", "hours": 60},
        {"id": "c", "kind": "paper"},
    ]
    case = dossier("initial", 2022, 1, {}, years={2022: {"records": records}})
    assert judge_dossier(case)["verdict"] == "undetermined"
    assert judge_dossier(case, {"deleg": "zero"})["verdict"] == "not_eligible"


def test_what_cannot_be_judged() -> None:
    with pytest.raises(ValueError, match="window"):
        judge_dossier({"jurisdiction": "lishui", "window": {"from": 2019, "to": 2020}})
    with pytest.raises(ValueError, match="2019"):
        judge_dossier(dossier("title", 2022, 2, {}, years={2019: {"records": []}}))
    with pytest.raises(ValueError, match="weihai"):
        judge_dossier({"jurisdiction": "weihai", "application": {}})


@given(case=lishui_dossiers(), chosen=readings("lishui"))
def test_knowing_an_unknown_year_settles_and_never_turns(case: dict[str, Any], chosen: dict[str, str]) -> None:
    before = judge_dossier(case, chosen)
    year = case["application"]["year"]
    unknown = [each for each in range(year - 1, year + 1) if each not in before["years"]]
    for each in unknown:
        for verdict in (GOOD, BAD):
            known = {**case, "verdicts": {**case.get("verdicts", {}), each: verdict}}
            after = judge_dossier(known, chosen)["verdict"]
            assert before["verdict"] in ("undetermined", after)
    if before["verdict"] == "undetermined":
        assert judge_dossier(case, chosen, strict=True)["verdict"] in ("undetermined", "not_eligible")
