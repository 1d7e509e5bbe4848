"""Every scenario of every question over several years, and the dossiers of facts/, by the public interface."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import Field, TypeAdapter

from tests.dossier.scenarios import DossierExpect, Scenario, read_scenarios, verify
from tests.scenarios.files import Strict, Text
from tests.scenarios.reading import read_yaml
from xueshi.law.dossier import questions

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted(ROOT.glob("asp/*/dossier/scenarios/*.yaml"))
SCENARIOS = [scenario for path in FILES for scenario in read_scenarios(path)]

FACTS = ROOT / "facts" / "dossiers"
DOSSIERS = sorted(path.relative_to(FACTS).as_posix() for path in FACTS.glob("*/*.yaml"))


class Judgement(Strict):
    """One way of judging a realistic dossier and what comes of it."""

    readings: dict[str, Text] = Field(default_factory=dict)
    strict: bool = False
    expect: DossierExpect


JUDGEMENTS = TypeAdapter(dict[str, list[Judgement]]).validate_python(
    read_yaml((ROOT / "facts" / "expected-dossiers.yaml").read_text(encoding="utf-8"), "expected-dossiers.yaml")
)


def test_every_question_has_scenarios() -> None:
    assert {path.parents[2].name for path in FILES} == {question.jurisdiction for question in questions()}


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda s: f"{s.file.parents[2].name}/{s.file.stem}: {s.name}")
def test_scenario(scenario: Scenario) -> None:
    title = f"{scenario.file.name}: {scenario.name}"
    verify(title, scenario.dossier, scenario.expect, readings=scenario.readings, strict=scenario.strict)


def test_every_dossier_has_figures_and_is_listed() -> None:
    readme = (ROOT / "facts" / "README.md").read_text(encoding="utf-8")
    assert sorted(JUDGEMENTS) == DOSSIERS
    assert [name for name in DOSSIERS if f"`dossiers/{name}`" not in readme] == []


@pytest.mark.parametrize(
    ("name", "judgement"),
    [
        pytest.param(name, judgement, id=f"{name}: {judgement.readings or ''} {'strictly' if judgement.strict else ''}")
        for name, judgements in JUDGEMENTS.items()
        for judgement in judgements
    ],
)
def test_figures(name: str, judgement: Judgement) -> None:
    dossier = read_yaml((FACTS / name).read_text(encoding="utf-8"), name)
    assert isinstance(dossier, dict)
    verify(name, dossier, judgement.expect, readings=judgement.readings, strict=judgement.strict)
