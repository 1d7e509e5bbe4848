"""Every scenario of every question over several years, and the dossiers of facts/, by the public interface."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import Field, TypeAdapter

import xueshi
from tests.scenarios.judging import fail_on
from xueshi.law.dossier import Question, questions
from xueshi.read import parse
from xueshi.scenario.cases import DossierScenario
from xueshi.scenario.compare_years import dossier_differences
from xueshi.scenario.judge import run
from xueshi.scenario.load import files_in, read_files
from xueshi.scenario.model import DossierExpect, Strict, Text
from xueshi.scenario.ran import Run
from xueshi.scenario.view import render_run

ROOT = Path(__file__).resolve().parents[2]
FACTS = ROOT / "facts" / "dossiers"
DOSSIERS = sorted(path.relative_to(FACTS).as_posix() for path in FACTS.glob("*/*.yaml"))


class Judgement(Strict):
    """One way of judging a realistic dossier and what comes of it."""

    readings: dict[str, Text] = Field(default_factory=dict)
    strict: bool = False
    expect: DossierExpect


JUDGEMENTS = TypeAdapter(dict[str, list[Judgement]]).validate_python(
    parse((ROOT / "facts" / "expected-dossiers.yaml").read_text(encoding="utf-8"), "expected-dossiers.yaml")
)


@pytest.mark.parametrize("question", questions(), ids=lambda question: question.id)
def test_scenarios(question: Question) -> None:
    scenarios = read_files(files_in(question.file.parent / "scenarios"))
    assert scenarios
    for scenario in scenarios:
        assert isinstance(scenario, DossierScenario)
        assert scenario.dossier["jurisdiction"] == question.jurisdiction
    ran = Run(scenarios, sorted(run(scenarios), key=lambda outcome: outcome.number))
    assert len(ran.outcomes) == len(scenarios)
    if ran.failed:
        pytest.fail(render_run(ran, lang="en", width=120, colour=False), pytrace=False)


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
    dossier = parse((FACTS / name).read_text(encoding="utf-8"), name)
    assert isinstance(dossier, dict)
    found = xueshi.dossier_json(xueshi.eligibility(dossier, readings=judgement.readings, strict=judgement.strict))
    wrong = dossier_differences(judgement.expect, found)
    fail_on(wrong, name, dossier, judgement.readings, judgement.strict)
