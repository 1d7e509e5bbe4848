"""A city that stands outside the program's own folder, and uses the rest of the vocabulary of choice."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import xueshi
from tests.engine.running import assert_plain_agrees, few, plainly, taken
from tests.engine.toycity import LEVELS, YEAR, Figures, build, decide
from xueshi.model.result import Result
from xueshi.model.units import UNITS_PER_HOUR

Record = dict[str, Any]

ROWS = st.tuples(*[st.tuples(st.integers(0, 12), st.integers(0, 30))] * 4)

FIGURES = st.builds(
    Figures,
    public=st.integers(0, 30),
    professional=st.integers(0, 60),
    total=st.none() | st.integers(0, 90),
    compulsory=st.sampled_from([0, 0, 5, 20]),
    study=st.integers(0, 60),
    contest_public=st.integers(0, 20),
    paper=st.integers(0, 15),
    book=st.integers(0, 15),
    offset_public=st.integers(0, 8),
    offset_professional=st.integers(0, 30),
    contest=ROWS,
    other=ROWS,
)

HALVES = st.integers(0, 60).map(lambda half: half / 2)


@st.composite
def claims(draw: st.DrawFn) -> list[Record]:
    """Return records of the city's kinds, at most five of them free."""
    level = st.sampled_from(LEVELS)
    record = st.one_of(
        st.fixed_dictionaries(
            {"kind": st.just("online_course"), "subject": st.sampled_from(["public", "professional"]), "hours": HALVES},
            optional={"compulsory": st.booleans()},
        ),
        st.fixed_dictionaries({"kind": st.just("training"), "hours": HALVES}),
        st.fixed_dictionaries(
            {"kind": st.sampled_from(["competition", "competition", "other_learning"]), "level": level}
        ),
        st.fixed_dictionaries({"kind": st.sampled_from(["paper", "paper", "book"])}),
        st.fixed_dictionaries({"kind": st.just("premium_course"), "hours": HALVES}),
    )
    found = draw(st.lists(record, max_size=8))
    free = [entry for entry in found if "level" in entry]
    kept = [entry for entry in found if "level" not in entry] + free[:5]
    return [entry | {"id": f"r{number}"} for number, entry in enumerate(draw(st.permutations(kept)))]


def case_of(records: list[Record]) -> dict[str, Any]:
    return {"person": "P", "jurisdiction": "toycity", "year": YEAR, "records": records}


def hours(units: int) -> Fraction:
    return Fraction(units, UNITS_PER_HOUR)


def whole(units: int) -> int:
    """Return units as whole hours."""
    found, rest = divmod(units, UNITS_PER_HOUR)
    assert rest == 0
    return found


def agree(figures: Figures, records: list[Record], root: Path, readings: dict[str, str]) -> Result:
    roots = build(root, figures)
    case = case_of(records)
    result = xueshi.check(case, readings=readings, asp_path=roots)
    expected = decide(figures, records, added=readings.get("deem") == "added")
    assert {key: hours(units) for key, units in result.credited.items()} == expected.credited
    assert {key: hours(units) for key, units in result.shortfall.items()} == expected.shortfall
    assert result.verdict == ("non_compliant" if any(expected.shortfall.values()) else "compliant")
    papers = {record["id"] for record in records if record["kind"] in ("paper", "book")}
    placed = {(place.record, place.subject) for place in result.allocation if place.record not in papers}
    assert placed == expected.placed
    assert (result.optimum.count, result.optimum.count_is_exact) == (expected.count, True)
    pooled = {"public": Fraction(0), "professional": Fraction(0)}
    for place in result.allocation:
        if place.record in papers:
            pooled[place.subject] += hours(place.hours)
    assert pooled == expected.drawn
    for record in result.records:
        assert record.lost == record.amount - sum(record.credited.values()) >= 0
    choice = taken(case, readings, roots=roots)
    if choice is not None:
        assert_plain_agrees(choice, plainly(case, readings, roots=roots))
    return result


@few
@given(figures=FIGURES, records=claims(), readings=st.sampled_from([{}, {"deem": "added"}]))
def test_engine_clingo_and_trying_everything_agree(
    tmp_path_factory: pytest.TempPathFactory, figures: Figures, records: list[Record], readings: dict[str, str]
) -> None:
    agree(figures, records, tmp_path_factory.mktemp("asp"), readings)


def test_a_full_year(tmp_path: Path) -> None:
    records: list[Record] = [
        {"id": "a", "kind": "online_course", "subject": "public", "hours": 12, "compulsory": True},
        {"id": "b", "kind": "training", "hours": 35},
        {"id": "c", "kind": "competition", "level": "national"},
        {"id": "d", "kind": "other_learning", "level": "provincial"},
        {"id": "e", "kind": "other_learning", "level": "national"},
        {"id": "f", "kind": "paper"},
        {"id": "g", "kind": "paper"},
    ]
    result = agree(Figures(public=22, total=60, compulsory=10), records, tmp_path, {})
    assert result.verdict == "compliant"
    by_id = {record.id: record for record in result.records}
    assert [reason.code for reason in by_id["e"].reasons] == ["one_only"]
    # The training and the competition share a cap of 40 hours; the papers' 16 hours are split 5 and 11.
    assert {place.record: place.subject for place in result.allocation if place.record in "cd"} == {
        "c": "public",
        "d": "professional",
    }
    caps = {cap.id: (whole(cap.limit), whole(cap.counted), whole(cap.credited)) for cap in result.caps}
    assert caps["study"] == (40, 35, 35)
    assert caps["contest_public"] == (10, 5, 5)


def test_a_cap_is_handed_out_by_id_to_fixed_and_free_records_alike(tmp_path: Path) -> None:
    records: list[Record] = [
        {"id": "b", "kind": "training", "hours": 30},
        {"id": "a", "kind": "competition", "level": "national"},
        {"id": "p", "kind": "online_course", "subject": "public", "hours": 30},
    ]
    result = agree(Figures(), records, tmp_path, {})
    assert [(r.id, whole(sum(r.credited.values())), [x.code for x in r.reasons]) for r in result.records] == [
        ("a", 30, ["allocated"]),
        ("b", 10, ["credited", "category_cap"]),
        ("p", 30, ["credited"]),
    ]
    cap = next(cap for cap in result.caps if cap.id == "study")
    assert (whole(cap.limit), whole(cap.counted), whole(cap.lost), cap.records) == (40, 60, 20, ("a", "b"))


def test_a_pool_that_holds_more_than_its_outlets_take(tmp_path: Path) -> None:
    records: list[Record] = [{"id": name, "kind": "paper"} for name in "xyz"]
    result = agree(Figures(), records, tmp_path, {})
    assert [
        (r.id, {s: whole(u) for s, u in r.credited.items()}, [x.code for x in r.reasons]) for r in result.records
    ] == [
        ("x", {"public": 5, "professional": 3}, ["allocated", "allocated"]),
        ("y", {"public": 0, "professional": 8}, ["allocated"]),
        ("z", {"public": 0, "professional": 1}, ["allocated", "pool_cap"]),
    ]


def test_the_city_is_found_and_judges_others_when_it_is_asked_to(tmp_path: Path) -> None:
    roots = build(tmp_path, Figures())
    case = case_of([]) | {"jurisdiction": "jining", "year": 2024}
    assert xueshi.check(case, asp_path=roots).regulation.id == "jining-2024"
    assert xueshi.check(case, regulation="toycity-2020", asp_path=roots).regulation.id == "toycity-2020"
    with pytest.raises(xueshi.InputError):
        xueshi.check(case, regulation="toycity-2020")
