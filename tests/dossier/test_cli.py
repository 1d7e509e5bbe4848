"""``xueshi eligibility`` as it is run."""

from __future__ import annotations

import json

import pytest

from tests.cli.running import ROOT, bad, good, xueshi

FACTS = ROOT / "facts" / "dossiers"
TITLE = str(FACTS / "lishui" / "engineer-title-2023.yaml")
INITIAL = str(FACTS / "lishui" / "graduate-initial-2022.yaml")
MIXED = str(FACTS / "binzhou" / "agronomist-2018-2021.yaml")
SURVEYOR = str(FACTS / "binzhou" / "surveyor-2017-2019.yaml")
SHORT = """
person: P
jurisdiction: 丽水
申报: {种类: 申报, 年度: 2021, 规定年限: 2}
verdicts: {2020: 合格, 2021: 不合格}
"""


def test_json_holds_the_contract_in_its_order() -> None:
    found = json.loads(good("eligibility", TITLE, "--json"))
    assert list(found) == [
        "person", "jurisdiction", "regulation", "application", "window", "verdict", "parts", "years", "readings",
        "warnings", "strict", "lang",
    ]  # fmt: skip
    assert found["verdict"] == "eligible"
    assert found["application"] == {"kind": "title", "year": 2023, "required_years": 5}
    assert found["window"] is None
    first, last = found["parts"]
    assert [first[key] for key in ("id", "required", "credited", "met", "clause")] == ["years", 5, 5, True, "13"]
    assert (last["id"], last["years"]) == ("last_two", [2022, 2023])
    assert list(found["years"]) == ["2018", "2019", "2020", "2021", "2022", "2023"]
    assert found["years"]["2018"] == {"verdict": "compliant"}
    assert found["years"]["2021"]["result"]["credited"] == {"public": 22, "professional": 70, "total": 92}
    assert found["lang"] == "en"


def test_points_are_numbers_of_points() -> None:
    found = json.loads(good("eligibility", MIXED, "--json", "--lang", "zh"))
    points = found["parts"][0]
    assert (points["required"], points["credited"], points["unit"], points["title"]) == (40, 46.6, "points", "总计学分")
    given = {f"{item['year']} {item['id']}": sum(item["credited"].values()) for item in points["records"]}
    assert given == {"2018 g1": 15, "2018 t1": 9.6, "2018 w1": 7, "2019 w2": 0, "2019 x1": 15}
    assert [part["id"] for part in found["parts"][1:]] == ["hours-2020", "hours-2021"]
    assert found["window"] == {"from": 2018, "to": 2021}


def test_several_files_give_a_line_each() -> None:
    lines = good("eligibility", TITLE, SURVEYOR, INITIAL, "--json").splitlines()
    assert [json.loads(line)["verdict"] for line in lines] == ["eligible", "not_eligible", "undetermined"]
    pages = good("eligibility", TITLE, SURVEYOR)
    assert pages.count("=" * 80) == 1


def test_standard_input_and_chinese_keys() -> None:
    assert json.loads(good("eligibility", "-", "--json", stdin=SHORT))["verdict"] == "not_eligible"


@pytest.mark.parametrize(
    ("options", "status"),
    [
        (["--fail-on", "eligible"], 1),
        (["--fail-on", "undetermined", "--fail-on", "not_eligible"], 0),
        (["--reading", "n=consecutive", "--fail-on", "not_eligible"], 1),
    ],
)
def test_the_exit_status(options: list[str], status: int) -> None:
    assert xueshi("eligibility", TITLE, *options).exit_code == status


def test_strict_judgement() -> None:
    found = json.loads(good("eligibility", TITLE, "--json", "--strict"))
    assert (found["strict"], found["verdict"]) == (True, "eligible")
    assert found["years"]["2021"]["result"]["strict"] is True


def test_faults_of_all_files_and_of_the_command_line() -> None:
    lines = bad("eligibility", TITLE, "/no/such.yaml", "--reading", "n")
    assert [line.split(":")[0] for line in lines] == ["--reading", "/no/such.yaml"]
    assert bad("eligibility", TITLE, "--fail-on", "compliant") == [
        "--fail-on: found `compliant`, allowed: one of eligible, not_eligible, undetermined"
    ]
    assert bad("eligibility", TITLE, MIXED, "--reading", "n=consecutive")[0].startswith("--reading: found `n`")
    assert bad("eligibility")[0] == "xueshi eligibility: DOSSIER... is missing"
    assert bad("eligibility", "-", stdin=SHORT.replace("丽水", "jining"))[0].startswith(
        "standard input: jurisdiction: "
    )
    assert bad("eligibility", "-", "--lang", "zh", stdin=SHORT.replace("丽水", "jining"))[0].endswith(
        "对多个年度有要求的地区：binzhou, lishui"
    )


def test_a_case_is_no_dossier() -> None:
    lines = bad("eligibility", str(ROOT / "facts" / "jining" / "engineer-2024.yaml"))
    assert any("found an unknown key" in line for line in lines)
