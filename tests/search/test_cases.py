"""What cases are made of, and that they are cases like any other."""

from __future__ import annotations

import itertools
from decimal import Decimal

import pytest

from tests.search.versions import law
from xueshi.read import case_from_text
from xueshi.search.case_file import case_text, command
from xueshi.search.family import Family
from xueshi.search.judged import Trial
from xueshi.search.options import domain, main_year, years
from xueshi.search.samples import samples
from xueshi.search.shrink import shrunk

LAWS = ["gansu-2023", "jining-2024"]


@pytest.mark.parametrize("name", LAWS)
def test_a_generated_case_reads_back_from_its_file(name: str) -> None:
    trials = itertools.islice(Family(law(name), readings=False).trials(), 0, None, 61)
    for trial in trials:
        read = case_from_text(case_text(trial.case), name="generated.yaml")
        assert read == trial.case, case_text(trial.case)


@pytest.mark.parametrize("name", ["gansu-2023", "lishui-2020"])
def test_cases_come_in_the_order_of_their_records(name: str) -> None:
    counts = [len(trial.case.records) for trial in Family(law(name), readings=False, strict=False).trials()]
    firsts = [counts.index(n) for n in sorted(set(counts))]
    assert firsts == sorted(firsts)
    assert set(counts) >= {0, 1, 2, 3}
    assert max(counts) <= 4


def test_a_bound_on_the_records_holds() -> None:
    assert max(len(trial.case.records) for trial in Family(law("jining-2024"), records=1).trials()) == 1


def test_numbers_stand_on_both_sides_of_those_compared_with() -> None:
    # 附件1 二(2): at most 8 hours a day.
    found = domain(law("jining-2024"), 2024)
    training = next(kind for kind in found.kinds if kind.kind == "training")
    times = next(aspect for aspect in training.aspects if aspect.key == "time").options
    stated = {(one.get("hours"), one.get("days")) for one in times}
    assert {(Decimal(8), 1), (Decimal(9), 1)} <= stated


def test_fields_that_no_rule_names_are_left_out_and_said() -> None:
    # Jining's annex rates no work by its length in characters.
    assert "characters" in domain(law("jining-2024"), 2024).left_out
    assert "characters" not in domain(law("binzhou-2021-hours"), 2021).left_out


def test_years_are_those_that_the_regulation_judges() -> None:
    assert years(law("jining-2024")) == (2024,)
    assert main_year(law("gansu-2023")) in range(2023, 2028)
    assert set(years(law("binzhou-2021-hours"))) == {2020, 2021}


def test_samples_differ_from_each_other() -> None:
    # 附件1 一(4): four levels of competitions, two of which give the same.
    of_contests = [s for s in samples(law("jining-2024"), 2024) if s.record.kind == "competition" and s.valid]
    amounts = {tuple(sorted(s.amounts.items())) for s in of_contests if "sector_rule" not in s.record.stated}
    hour = 9000
    levels = [(5, 30), (4, 20), (3, 10), (3, 5)]
    assert amounts == {(("professional", b * hour), ("public", a * hour)) for a, b in levels}


def test_a_case_shrinks_to_what_shows_it() -> None:
    whole = next(t for t in Family(law("jining-2024")).trials() if len(t.case.records) == 3)
    kind = whole.case.records[-1].kind
    least = shrunk(whole, lambda trial: any(record.kind == kind for record in trial.case.records))
    assert [record.kind for record in least.case.records] == [kind]
    assert not least.case.records[0].stated


def test_the_command_says_readings_and_strictness() -> None:
    trial = Trial(next(Family(law("jining-2024")).trials()).case, {"scope": "lifetime"}, strict=True)
    assert command(trial, "a case.yaml") == "xueshi check 'a case.yaml' --reading scope=lifetime --strict"
