"""Every scenario of every regulation, many in one grounding, and some of them alone through the public interface."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scenarios.judging import fail_on, found_in
from xueshi.law.declared import declared_readings
from xueshi.law.regulation import Regulation, regulations
from xueshi.scenario.cases import Scenario
from xueshi.scenario.compare import differences
from xueshi.scenario.judge import Under, run
from xueshi.scenario.load import files_in, load, read_files
from xueshi.scenario.ran import Run
from xueshi.scenario.view import render_run

ROOT = Path(__file__).resolve().parents[2]
LAWS = regulations()
CITIES = sorted({law.jurisdiction for law in LAWS})

laws = pytest.mark.parametrize("law", LAWS, ids=lambda law: law.id)


@pytest.mark.parametrize("city", CITIES)
def test_files_are_of_their_city(city: str) -> None:
    known = {law.id for law in LAWS if law.jurisdiction == city}
    found = read_files(files_in(ROOT / "asp" / city / "scenarios"))
    assert {scenario.regulation for scenario in found} == known
    for scenario in found:
        assert isinstance(scenario, Scenario)
        assert scenario.case["jurisdiction"] == city


@laws
def test_scenarios(law: Regulation) -> None:
    scenarios = load(law)
    assert len(scenarios) > 50
    outcomes = sorted(run(scenarios), key=lambda outcome: outcome.number)
    assert [outcome.number for outcome in outcomes] == list(range(len(scenarios)))
    ran = Run(scenarios, outcomes)
    if ran.failed:
        pytest.fail(render_run(ran, lang="en", width=120, colour=False), pytrace=False)


@laws
def test_every_reading_is_turned(law: Regulation) -> None:
    """Some scenario chooses another answer than the default of each reading that the regulation declares."""
    defaults = {reading: answers[0] for reading, answers in declared_readings(law.file).items()}
    turned = {
        reading
        for scenario in load(law)
        for reading, answer in scenario.readings.items()
        if answer != defaults.get(reading)
    }
    assert sorted(defaults) == sorted(turned)


@laws
def test_alone_as_together_and_in_any_order(law: Regulation) -> None:
    """The richest scenarios again, each alone through the public interface, and their records turned round."""
    ours = [scenario for scenario in load(law) if scenario.expect.error is None]
    for scenario in sorted(ours, key=_size, reverse=True)[:5]:
        records = scenario.case["records"]
        assert isinstance(records, list)
        found = found_in(scenario.case, scenario.readings, scenario.strict)
        # Which places some optimum has is no part of the public result.
        wrong = [item for item in differences(scenario.expect, found) if not item.where.endswith(".possible")]
        fail_on(wrong, scenario.place, scenario.case, scenario.readings, scenario.strict)
        backwards = {**scenario.case, "records": records[::-1]}
        assert found_in(backwards, scenario.readings, scenario.strict) == found


def test_a_scenario_that_expects_another_figure_fails_alone() -> None:
    law = next(law for law in LAWS if law.id == "jining-2024")
    scenarios = load(law)[:40]
    wrong = scenarios[7].expect.model_copy(update={"verdict": "deferred"})
    changed = [*scenarios[:7], Scenario(**{**vars(scenarios[7]), "expect": wrong}), *scenarios[8:]]
    outcomes = {outcome.number: outcome for outcome in run(changed, Under())}
    assert [number for number, outcome in sorted(outcomes.items()) if not outcome.passed] == [7]
    assert [item.where for item in outcomes[7].differences] == ["verdict"]


def _size(scenario: Scenario) -> int:
    records = scenario.case.get("records")
    return len(records) if isinstance(records, list) else 0
