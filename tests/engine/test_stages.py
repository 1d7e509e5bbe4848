"""The stages between a case and its result: nothing is left undecided, no text gets in, no number grows too large."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import xueshi
from tests import strategies
from tests.engine.running import CITIES, facts_of, few, law_of, read, taken
from tests.engine.toycity import YEAR, Figures, build
from xueshi.engine.judge import MOST_HOURS, TimeLimitReached
from xueshi.law.regulation import Regulation, regulations
from xueshi.model.case import Case, Leave, Record, Stated
from xueshi.model.kinds import Field, Kind, catalogue
from xueshi.model.result import Result
from xueshi.model.units import UNITS_PER_HOUR
from xueshi.solver.grounding import EncodingError, Grounding

# -- what the grounder leaves ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("city", CITIES)
@few
@given(data=st.data())
def test_the_grounder_decides_everything(city: str, data: st.DataObject) -> None:
    case = data.draw(strategies.cases(city))
    readings, strict = data.draw(strategies.readings(city)), data.draw(st.booleans())
    grounding = Grounding([law_of(case).file])
    grounding.ground("staged.\n" + facts_of(case, readings, strict=strict))
    assert list(grounding.undecided()) == []
    choice = taken(case, readings, strict=strict)
    grounding.ground(choice.facts() if choice else "", "totals")
    assert list(grounding.undecided()) == []
    assert len(list(grounding.rows("verdict", 2))) == 1
    if choice is not None:
        # What the choice promised is what the totals say.
        short = [units for _, _, units in grounding.rows("shortfall", 3)]
        assert sum(units for units in short if isinstance(units, int)) == choice.answer.shortfall


@few
@given(data=st.data())
def test_the_choice_keeps_its_promise_of_hours(data: st.DataObject) -> None:
    """What the free records give is what the choice said, beyond what the others give by themselves."""
    case = data.draw(strategies.cases("jining"))
    for record in case["records"]:
        record.pop("work_id", None)
    choice = taken(case)
    if choice is not None:
        in_order = sorted(case["records"], key=lambda record: str(record["id"]))
        fixed = [record for rank, record in enumerate(in_order, 1) if rank not in choice.free]
        full, rest = xueshi.check_many([case, case | {"records": fixed}])
        assert full.credited["total"] == rest.credited["total"] + choice.answer.hours


# -- text of a case --------------------------------------------------------------------------------------------------

NASTY = (
    'a"', "a\\", 'a\n#include "x".', "verdict(1,compliant).", "%*", "*%", "#script(python)", "not", "1..9", "😀",
    "学时",
    "a\x00b", "X", "_", "\u2028", "' OR 1=1", "(", "p(1). :-", "@f()", "#const hour=1.", "#end.",
)  # fmt: skip
ODD = st.sampled_from(NASTY) | st.text(min_size=1, max_size=20)


def bare(value: str) -> Case:
    """Return a case in which every text is ``value``, or begins with it."""
    stated = {
        "title": value, "work_id": value, "hours": Decimal(8),
        "sector_rule": Stated({"hours": Decimal(3), "subject": "public", "citation": value}),
        "notice": Stated({"hours": Decimal(3), "citation": value}),
    }  # fmt: skip
    records = tuple(Record(f"{value}{number}", "paper", Stated(stated)) for number in range(3))
    leave = (Leave(value, "illness", Stated({"months": 7})),)
    return Case(value, "jining", 2024, records, leave, name=value)


@given(ODD)
def test_no_text_of_a_case_reaches_the_program(text: str) -> None:
    assert facts_of(bare(text)) == facts_of(bare("plain"))


@few
@given(ODD)
def test_a_result_carries_the_text_as_it_was(text: str) -> None:
    result = xueshi.check(bare(text))
    assert result.person == text
    assert [record.id for record in result.records] == [f"{text}{number}" for number in range(3)]
    assert [record.title for record in result.records] == [text] * 3
    assert [leave.id for leave in result.leave] == [text]
    for other in (bare("plain"),):
        assert xueshi.check(other).credited == result.credited


@given(ODD)
def test_any_sector_is_a_sector(text: str) -> None:
    case = Case("P", "jining", 2024, sector=text)
    (fact,) = re.findall(r"^person\(1,1\)\. (.*)$", facts_of(case), re.MULTILINE)
    assert re.fullmatch(r"sector\(1,[a-z][a-z0-9_]*\)\.", fact)
    assert xueshi.check(case).verdict in ("non_compliant", "undetermined")


@pytest.mark.parametrize("text", ["not", "Not", "NOT", "a b", "a-b", "医疗", "_x", "1", "#inf", "x'"])
def test_a_sector_that_could_be_no_constant_is_an_unlisted_one(text: str) -> None:
    assert "sector(1,unlisted)." in facts_of(Case("P", "jining", 2024, sector=text))


# -- numbers ---------------------------------------------------------------------------------------------------------

LAWS = tuple(law for law in regulations() if law.jurisdiction in CITIES)


def sound(result: Result) -> None:
    """Assert that no amount went over the edge of clingo's integers."""
    for amounts in (result.credited, result.shortfall, result.relief):
        assert all(units >= 0 for units in amounts.values()), result
    for record in result.records:
        assert 0 <= record.lost <= record.amount <= MOST_HOURS * UNITS_PER_HOUR
        assert all(units >= 0 for units in (*record.credited.values(), *record.claimed.values()))
    assert result.credited["total"] <= MOST_HOURS * UNITS_PER_HOUR


def _most(field: Field) -> object:
    if field.type in ("count", "hours"):
        return field.max
    if field.type == "daily":
        return [field.max] * field.longest
    return True if field.type == "flag" else next(iter(field.choices or ()), None)


def _extremes(kind: Kind) -> list[dict[str, object]]:
    """Return records of ``kind`` with everything in order, each with one amount at its largest."""
    fixed = {
        key: _most(field)
        for key, field in kind.fields.items()
        if field.type in ("flag", "choice") and _most(field) is not None
    }
    amounts = {key: _most(field) for key, field in kind.fields.items() if field.type in ("count", "hours", "daily")}
    amounts.pop("rank", None)
    amounts.pop("authors", None)
    made = [fixed | {key: most} for key, most in amounts.items()]
    return [entry | {"kind": kind.code, "id": f"{kind.code}-{number}"} for number, entry in enumerate(made)]


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.id)
def test_the_largest_amounts_stay_within_the_integers(law: Regulation) -> None:
    kinds = [catalogue(None).kind(code) for code in catalogue(None).kinds]
    cases = []
    for record in [record for kind in kinds for record in _extremes(kind)]:
        case = {"person": "P", "jurisdiction": law.jurisdiction, "year": law.first_day.year, "records": [record]}
        try:
            cases.append(read(case))
        except xueshi.InputError:
            continue  # an amount that the contract refuses beside others
    assert len(cases) > 50
    for result in xueshi.check_many(cases):
        sound(result)


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.id)
@pytest.mark.parametrize("kind", ["training", "conference", "secondment", "overseas_visit", "expert_service"])
@pytest.mark.parametrize("hours", [{}, {"hours": 8784}, {"minutes": 527040}])
def test_an_activity_of_three_centuries_stays_within_the_integers(
    law: Regulation, kind: str, hours: dict[str, int]
) -> None:
    record = {"id": "a", "kind": kind, "start": date(1900, 1, 1), "end": date(2199, 12, 31)} | hours
    for year in (1900, law.first_day.year, 2199):
        case = {"person": "P", "jurisdiction": law.jurisdiction, "year": year, "records": [record]}
        try:
            given_case = read(case)
        except xueshi.InputError:
            return  # a kind without that way to state its time
        sound(xueshi.check(given_case, regulation=law.id))


@pytest.mark.parametrize(
    ("minutes", "hours"),
    [
        (59, Decimal(59) / 60),
        (60, 1),
        (200_000, Decimal(200_000) / 60),
        (238_620, 3977),
        (300_000, 5000),
        (527_040, 8784),
    ],
)
def test_minutes_of_courseware_are_exact(minutes: int, hours: Decimal | int) -> None:
    record = {"id": "a", "kind": "online_course", "subject": "public", "minutes": minutes}
    result = xueshi.check({"person": "P", "jurisdiction": "jining", "year": 2024, "records": [record]})
    assert result.credited["public"] == round(hours * UNITS_PER_HOUR)


def test_hours_over_many_days_are_not_cut() -> None:
    record = {"id": "a", "kind": "training", "hours": 60, "start": date(1930, 1, 1), "end": date(2024, 6, 30)}
    result = xueshi.check({"person": "P", "jurisdiction": "jining", "year": 2024, "records": [record]})
    assert result.credited["professional"] == 60 * UNITS_PER_HOUR


def heavy(records: int, class_hours: int) -> Case:
    stated = Stated({"class_hours": Decimal(class_hours), "selected": True})
    return Case("P", "jining", 2024, tuple(Record(f"a{n}", "course_teaching", stated) for n in range(records)))


def test_amounts_beyond_all_measure_are_refused() -> None:
    with pytest.raises(xueshi.InputError) as caught:
        xueshi.check(heavy(30, 8784))
    # Each of the courses claims its hours in both subjects.
    assert str(caught.value) == (
        "case: records: found amounts of 1054080 hours in all, "
        "allowed: a case whose amounts add up to at most 200000 hours"
    )
    assert caught.value.render("zh") != str(caught.value)
    assert xueshi.check(heavy(50, 1000)).verdict == "compliant"


def test_every_heavy_case_of_a_batch_is_named() -> None:
    cases = [Case("P", "jining", 2024, heavy(30, 8784).records, name=name) for name in ("one.yaml", "two.yaml")]
    with pytest.raises(xueshi.InputError) as caught:
        xueshi.check_many([cases[0], heavy(1, 1), cases[1]])
    assert [problem.file for problem in caught.value.problems] == ["one.yaml", "two.yaml"]


# -- an encoding at fault --------------------------------------------------------------------------------------------


def broken(tmp_path: Path, line: str) -> tuple[dict[str, object], tuple[Path, ...], Path]:
    """Return a case of a city whose encoding ends with ``line``, the search path, and the encoding."""
    roots = build(tmp_path, Figures())
    file = tmp_path / "toycity" / "toycity-2020.lp"
    file.write_text(file.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")
    return {"person": "P", "jurisdiction": "toycity", "year": YEAR}, roots, file


@pytest.mark.parametrize(
    ("line", "columns", "said"),
    [
        ("flat(work,public,1)).", "20-21", "error: syntax error, unexpected )"),
        ("worth(X) :- not route(X,_).", "1-28", "error: unsafe variables"),
        ("flat(work,public,X) :- X = a+1, route(_,_).", "28-31", "info: operation undefined"),
    ],
)
def test_a_fault_of_an_encoding_names_file_and_line(tmp_path: Path, line: str, columns: str, said: str) -> None:
    case, roots, file = broken(tmp_path, line)
    number = len(file.read_text(encoding="utf-8").splitlines())
    with pytest.raises(EncodingError) as caught:
        xueshi.check(case | {"records": [{"id": "a", "kind": "paper"}]}, asp_path=roots)
    assert str(caught.value).startswith(f"{file}:{number}:{columns}: {said}")


# -- the time limit --------------------------------------------------------------------------------------------------


def test_no_time_gives_no_result() -> None:
    case = {
        "person": "P",
        "jurisdiction": "jining",
        "year": 2024,
        "records": [{"id": "c", "kind": "competition", "level": "county"}],
    }
    with pytest.raises(TimeLimitReached):
        xueshi.check(case, time_limit=-1)
    with pytest.raises(TimeLimitReached):
        xueshi.optima(case, time_limit=-1)
    assert xueshi.check(case, time_limit=None) == xueshi.check(case)
    nothing: Mapping[str, Any] = case | {"records": []}
    assert xueshi.check(nothing, time_limit=-1).verdict == "non_compliant"
