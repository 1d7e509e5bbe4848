"""Running scenarios against an encoding, as other tools do."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from tests.cli.running import ROOT
from xueshi.law.choose import named_regulation
from xueshi.scenario.cases import case_of
from xueshi.scenario.judge import FIRST_TOGETHER, Under, run
from xueshi.scenario.load import load
from xueshi.scenario.model import Expect
from xueshi.solver.grounding import EncodingError

JINING = named_regulation("jining-2024")
SCENARIOS = load(JINING)
EXAMINATION = [s for s in SCENARIOS if "附件1 一(2)" in s.clauses]


def program(folder: Path, old: str, new: str) -> Under:
    """Return what runs scenarios against Jining's encoding with one change."""
    text = JINING.file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file = folder / "changed.lp"
    file.write_text(text.replace(old, new).replace("../core/", f"{ROOT.as_posix()}/asp/core/"), encoding="utf-8")
    return Under(programs={JINING.id: file})


def test_a_changed_number_fails_where_it_counts(tmp_path: Path) -> None:
    under = program(tmp_path, "table(language_exam,grade,a,public,30).", "table(language_exam,grade,a,public,31).")
    failed = {outcome.number for outcome in run(EXAMINATION, under) if not outcome.passed}
    assert {EXAMINATION[number].name for number in failed} == {
        "grade A gives 30 public hours",
        "two grades passed in one year both count",
    }
    assert all(outcome.passed for outcome in run(EXAMINATION))


def test_the_first_failure_ends_the_run(tmp_path: Path) -> None:
    under = program(tmp_path, "table(language_exam,grade,a,public,30).", "table(language_exam,grade,a,public,31).")
    others = [scenario for scenario in SCENARIOS if scenario not in EXAMINATION]
    outcomes = list(run([*EXAMINATION, *others], under, fail_fast=True))
    assert len(outcomes) == FIRST_TOGETHER
    assert not all(outcome.passed for outcome in outcomes)
    assert len(list(run(others[:60], fail_fast=True))) == 60


def test_a_program_that_cannot_be_ground_is_no_failure_of_a_scenario(tmp_path: Path) -> None:
    under = program(tmp_path, "table(language_exam,grade,a,public,30).", "table(language_exam,grade,a,public,Hours).")
    with pytest.raises(EncodingError):
        list(run(EXAMINATION, under))


def test_a_case_that_is_refused_leaves_the_others_alone() -> None:
    at = next(number for number, scenario in enumerate(SCENARIOS) if scenario.case.get("records"))
    one = SCENARIOS[at]
    records = [
        {"id": f"c{n}", "kind": "online_course", "subject": "public", "hours": Decimal(8000), "platform": "local"}
        for n in range(30)
    ]
    beyond = replace(one, case={**one.case, "records": records})
    outcomes = {outcome.number: outcome for outcome in run([*SCENARIOS[:at], beyond, *SCENARIOS[at + 1 : 60]])}
    assert [number for number, outcome in sorted(outcomes.items()) if not outcome.passed] == [at]
    (difference,) = outcomes[at].differences
    where, expected, found = difference.row("zh")
    assert (where, expected) == ("result", "有结果")
    assert "200000" in found
    refused = replace(beyond, expect=Expect(error=["200000"]))
    assert [outcome.passed for outcome in run([refused])] == [True]


def test_what_is_refused_only_after_grounding_leaves_the_others_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("xueshi.engine.judge.MOST_HOURS", 25)
    together = sorted(run(SCENARIOS[:30]), key=lambda outcome: outcome.number)
    refused = [outcome for outcome in together if not outcome.passed]
    assert 0 < len(refused) < 30
    assert {difference.where for outcome in refused for difference in outcome.differences} == {"result"}
    for number, outcome in enumerate(together):
        (alone,) = run([SCENARIOS[number]])
        assert alone.differences == outcome.differences


def test_a_result_where_a_refusal_is_expected() -> None:
    (outcome,) = run([replace(SCENARIOS[0], expect=Expect(error=["no such thing"]))])
    assert [difference.row("en")[:2] for difference in outcome.differences] == [("error", "no such thing")]


def test_every_case_can_be_had() -> None:
    cases = [case_of(scenario) for scenario in SCENARIOS if scenario.expect.error is None]
    assert {case.jurisdiction for case in cases} == {"jining"}
    assert all(scenario.line > 0 for scenario in SCENARIOS)
