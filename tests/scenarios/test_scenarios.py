"""Every scenario of every regulation, judged through the public interface."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scenarios.files import Scenario, ScenarioError, read_scenarios
from tests.scenarios.judging import found_in, verify_scenario

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted(ROOT.glob("asp/*/scenarios/*.yaml"))


def _city(path: Path) -> str:
    return path.parent.parent.name


def _scenarios() -> list[Scenario]:
    found: list[Scenario] = []
    for path in FILES:
        try:
            found += read_scenarios(path)
        except ScenarioError:
            continue  # reported by test_file_is_sound, so that one bad file does not hide the others
    return found


SCENARIOS = _scenarios()
CITIES = sorted({_city(path) for path in FILES})


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{_city(path)}/{path.stem}")
def test_file_is_sound(path: Path) -> None:
    for scenario in read_scenarios(path):
        assert scenario.case["jurisdiction"] == _city(path)
        assert scenario.regulation.startswith(_city(path))


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda s: f"{_city(s.file)}/{s.file.stem}: {s.name}")
def test_scenario(scenario: Scenario) -> None:
    verify_scenario(scenario)


@pytest.mark.parametrize("regulation", sorted({scenario.regulation for scenario in SCENARIOS}))
def test_every_reading_is_turned(regulation: str) -> None:
    """Some scenario chooses another answer than the default of each reading that the regulation declares."""
    ours = [scenario for scenario in SCENARIOS if scenario.regulation == regulation]
    plain = next(scenario for scenario in ours if scenario.expect.error is None)
    defaults = {reading["id"]: reading["value"] for reading in found_in(plain.case, {}, strict=False)["readings"]}
    turned = {name for scenario in ours for name, answer in scenario.readings.items() if answer != defaults.get(name)}
    assert sorted(defaults) == sorted(turned)


@pytest.mark.parametrize("city", CITIES)
def test_the_order_of_records_changes_nothing(city: str) -> None:
    """The richest scenarios again, their records turned round."""
    ours = [scenario for scenario in SCENARIOS if _city(scenario.file) == city and scenario.expect.error is None]
    for scenario in sorted(ours, key=_size, reverse=True)[:5]:
        records = scenario.case["records"]
        assert isinstance(records, list)
        backwards = {**scenario.case, "records": records[::-1]}
        found = found_in(backwards, scenario.readings, scenario.strict)
        assert found == found_in(scenario.case, scenario.readings, scenario.strict)


def _size(scenario: Scenario) -> int:
    records = scenario.case.get("records")
    return len(records) if isinstance(records, list) else 0
