"""``xueshi regulation mutate`` on an invented city of which two scenarios look at the cap alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import bad, good, xueshi
from tests.mutation.city import SCENARIOS, STUDY, city
from xueshi.scenario.files import read_scenarios


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return city(tmp_path)


def mutate(folder: Path, *options: str) -> tuple[int, Any]:
    """Return exit status and what the command says of the city, as JSON."""
    found = xueshi("regulation", "mutate", "doll", "--asp-path", str(folder), "--json", "--jobs", "1", *options)
    assert found.stderr == ""
    return found.exit_code, json.loads(found.stdout)["regulations"][0]


def by_change(found: Any, operator: str) -> dict[str, str]:  # noqa: ANN401 - JSON
    return {one["after"]: one["status"] for one in found["list"] if one["operator"] == operator}


def test_what_the_scenarios_look_at_is_killed_and_the_rest_is_not(folder: Path) -> None:
    status, found = mutate(folder, "--no-search")
    assert status == 1
    # 21 hours under a cap of 20: either figure beside it gives another result.  Nothing looks at the minimum.
    assert by_change(found, "number") == {
        'minimum(professional,25,"1").': "open",
        'minimum(professional,23,"1").': "open",
        'cap(study,21,"2").': "killed",
        'cap(study,19,"2").': "killed",
    }
    assert by_change(found, "cap") == {"": "killed"}
    rules = by_change(found, "rule")
    assert rules["judged_as(training,study)."] == "open"
    assert rules["judged_as(conference,study)."] == "killed"
    # 2025 is the year of both scenarios; of the year before none is.
    assert by_change(found, "date") == {
        'in_force = ["2025-01-02", "2025-12-31"]': "equivalent",
        'in_force = ["2024-12-31", "2025-12-31"]': "survived",
        'in_force = ["2025-01-01", "2026-01-01"]': "equivalent",
        'in_force = ["2025-01-01", "2025-12-30"]': "killed",
    }
    counts = {key: sum(one["status"] == key for one in found["list"]) for key in ("killed", "survived", "open")}
    assert {key: found[key] for key in counts} == counts
    assert found["mutants"] == len(found["list"]) == sum(part["mutants"] for part in found["by_operator"])
    killed = next(one for one in found["list"] if one["after"] == 'cap(study,21,"2").')
    assert killed["place"] == "doll/study.lp:5"
    assert killed["clauses"] == ["2"]
    assert killed["scenario"]["place"] == "doll/scenarios/study.yaml:14"


def test_a_case_is_found_for_what_survives_and_written_as_a_draft(folder: Path) -> None:
    status, found = mutate(folder, "--operator", "number", "--write", "drafts")
    assert status == 1
    least = [one["case"] for one in found["list"] if one["status"] == "survived"]
    assert [one["case"] for one in least] == [
        {"person": "P", "jurisdiction": "doll", "year": 2025, "records": []},
        {"person": "P", "jurisdiction": "doll", "year": 2025, "records": []},
    ]
    assert [one["expect"]["required"]["professional"] for one in least] == [24, 24]
    assert [one["mutant"]["required"]["professional"] for one in least] == [25, 23]
    files = sorted((folder / "drafts" / "doll").iterdir())
    assert len(files) == 2
    for file in files:
        (draft,) = read_scenarios(file)
        assert (draft.regulation, draft.clause) == ("doll-2025", "1")
        assert file.read_text(encoding="utf-8").startswith("# DRAFT, to be judged")
    listed = [str(file) for file in files]
    assert good("regulation", "test", *listed, "--asp-path", str(folder)).endswith(": 2 passed\n")


def test_a_draft_that_somebody_works_on_is_left_alone(folder: Path) -> None:
    mutate(folder, "--operator", "number", "--write", "drafts")
    first, second = sorted((folder / "drafts" / "doll").iterdir())
    first.write_text("mine", encoding="utf-8")
    again = xueshi(
        "regulation", "mutate", "doll", "--asp-path", str(folder), "--operator", "number", "--write", "drafts"
    )
    left = [f"already there, left as it is: drafts/doll/{file.name}" for file in (first, second)]
    assert sorted(again.stdout.splitlines()[-2:]) == left
    assert first.read_text(encoding="utf-8") == "mine"


def test_a_scenario_on_the_minimum_kills_what_survived(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    more = "  - {name: the minimum, given: {records: []}, expect: {required: {professional: 24}}}\n"
    status, found = mutate(city(tmp_path, scenarios=SCENARIOS + more), "--operator", "number")
    assert (status, found["killed"], found["noticed_percent"]) == (0, 4, "100.0")


def test_a_rate_may_be_enough(folder: Path) -> None:
    options = ("--operator", "number", "--no-search")
    assert mutate(folder, *options, "--fail-under", "50")[0] == 0
    assert mutate(folder, *options, "--fail-under", "50.1")[0] == 1


def test_a_part_can_be_run(folder: Path) -> None:
    _, found = mutate(folder, "--no-search", "--clause", "1")
    assert {clause for one in found["list"] for clause in one["clauses"]} == {"1"}
    _, found = mutate(folder, "--no-search", "--sample", "3")
    assert (len(found["list"]), found["left_out"] > 0) == (3, True)


def test_the_page_names_what_survived_in_both_languages(folder: Path) -> None:
    options = ("regulation", "mutate", "doll", "--asp-path", str(folder), "--operator", "number", "--jobs", "1")
    page = xueshi(*options).stdout
    assert "doll-2025  4 mutants: 2 killed, 2 survived, 50.0 % of those that can be noticed are killed" in page
    assert '+ minimum(professional,25,"1").' in page
    assert "# required.professional: 24, the mutant gives 25" in page
    quick = (*options, "--no-search")
    assert "killed by doll/scenarios/study.yaml:14, 21 hours of training give 20" in " ".join(
        xueshi(*quick, "--verbose").stdout.split()
    )
    assert "未定 2 个" in xueshi(*quick, "--lang", "zh").stdout
    assert xueshi(*quick, "--jobs", "2").stdout == xueshi(*quick).stdout


def test_a_mutant_that_does_not_end_is_killed_by_the_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    root = city(tmp_path)
    # With the condition left out the rule counts on without end.
    loop = "%@ clause 2\nstep(0).\nstep(N+1) :- step(N), N < 3.\n"
    (root / "doll" / "study.lp").write_text(STUDY + loop, encoding="utf-8")
    _, found = mutate(root, "--no-search", "--operator", "condition", "--time-limit", "1")
    endless = [one for one in found["list"] if one["after"] == "step((N+1)) :- step(N)."]
    assert [(one["status"], one["noticed"]) for one in endless] == [("killed", "time")]


def test_scenarios_must_pass_before_they_can_kill(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    wrong = city(tmp_path, scenarios=SCENARIOS.replace("[21, 20]", "[21, 21]"))
    (said,) = bad("regulation", "mutate", "doll", "--asp-path", str(wrong))
    assert said.startswith("doll/scenarios/study.yaml:14: 21 hours of training give 21: found a scenario that fails")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("nowhere",), "NAME: found `nowhere`"),
        (("doll", "--operator", "typo"), "--operator: found `typo`"),
        (("doll", "--fail-under", "101"), "--fail-under: found `101`"),
        (("doll", "--sample", "0"), "--sample: found `0`"),
    ],
)
def test_bad_options_are_refused(folder: Path, options: tuple[str, ...], said: str) -> None:
    (line,) = bad("regulation", "mutate", *options, "--asp-path", str(folder))
    assert line.startswith(said)
