"""Every scenario of every regulation, judged through the public interface."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scenarios.files import Scenario, ScenarioError, read_scenarios
from tests.scenarios.judging import verify_scenario

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


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{_city(path)}/{path.stem}")
def test_file_is_sound(path: Path) -> None:
    for scenario in read_scenarios(path):
        assert scenario.case["jurisdiction"] == _city(path)
        assert scenario.regulation.startswith(_city(path))


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda s: f"{_city(s.file)}/{s.file.stem}: {s.name}")
def test_scenario(scenario: Scenario) -> None:
    verify_scenario(scenario)
