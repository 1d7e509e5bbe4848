from __future__ import annotations

import json
from pathlib import Path

import pytest
from wcwidth import wcswidth

from tests.cli.running import CASES, CHOICE, ENGINEER, LATE, NURSE, WEIHAI, bad, good, xueshi

EMPTY = "{person: P, jurisdiction: jining, year: 2024, records: []}"


def test_a_person_sees_verdict_minima_records_and_readings() -> None:
    page = good("check", ENGINEER)
    assert page.startswith("COMPLIANT  P-0117, Jining 2024")
    for part in ("Public", "Professional", "skills competition", "10 h lost", "[附件1 二(3)]", "Readings in force"):
        assert part in page
    assert "\x1b" not in page


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("columns", [60, 80, 120])
def test_no_line_is_wider_than_the_terminal(columns: int, lang: str) -> None:
    page = good("check", "--lang", lang, ENGINEER, NURSE, COLUMNS=str(columns))
    assert max(wcswidth(line) for line in page.splitlines()) <= columns


@pytest.mark.parametrize("columns", ["", "0", "-3", "many", "１２０", "99999999999"])
def test_an_odd_width_is_not_believed(columns: str) -> None:
    assert good("check", ENGINEER, COLUMNS=columns) == good("check", ENGINEER, COLUMNS="80")


def test_json_of_one_file_is_indented_and_of_several_one_object_a_line() -> None:
    one = good("check", "--json", ENGINEER)
    assert one.startswith('{\n  "person": "P-0117"')
    several = good("check", "--json", WEIHAI, ENGINEER, ENGINEER).splitlines()
    assert len(several) == 3
    assert [json.loads(line)["jurisdiction"] for line in several] == ["weihai", "jining", "jining"]
    assert json.loads(several[1]) == json.loads(one)


def test_several_pages_are_set_apart() -> None:
    page = good("check", ENGINEER, WEIHAI)
    assert f"\n\n{'=' * 80}\n\n" in page
    assert page == good("check", ENGINEER) + f"\n{'=' * 80}\n\n" + good("check", WEIHAI)


def test_the_language_is_the_one_asked_for_else_the_locales() -> None:
    assert good("check", ENGINEER, LANG="zh_CN.UTF-8").startswith("合规")
    assert good("check", ENGINEER, LANG="zh_CN.UTF-8", LC_ALL="en_GB.UTF-8").startswith("COMPLIANT")
    assert good("check", ENGINEER, "--lang", "zh").startswith("合规")
    assert good("check", ENGINEER, "--lang", "en", LANG="zh_CN.UTF-8").startswith("COMPLIANT")


def test_json_is_english_unless_a_language_is_asked_for() -> None:
    assert json.loads(good("check", "--json", ENGINEER, LANG="zh_CN.UTF-8"))["lang"] == "en"
    assert json.loads(good("check", "--json", "--lang", "zh", ENGINEER))["lang"] == "zh"


def test_colour_is_for_those_who_ask_and_for_terminals() -> None:
    assert "\x1b[" in good("check", "--colour", ENGINEER)
    assert "\x1b[" in good("check", "--color", ENGINEER, NO_COLOR="1")
    assert "\x1b[" not in good("check", "--no-colour", ENGINEER)


def test_standard_input_is_a_file_too() -> None:
    text = Path(ENGINEER).read_text(encoding="utf-8")
    assert good("check", "-", stdin=text) == good("check", ENGINEER)
    data = '{"person": "P", "jurisdiction": "jining", "year": 2024, "records": []}'
    assert json.loads(good("check", "--json", "-", stdin=data))["verdict"] == "non_compliant"


def test_readings_change_the_law() -> None:
    assert "round = down" in good("check", ENGINEER, "--reading", "round=down", "--reading", "scope=lifetime")
    readings = json.loads(good("check", "--json", ENGINEER, "--reading", "round=down"))["readings"]
    assert {item["id"]: item["value"] for item in readings if not item["default"]} == {"round": "down"}


def test_strictness_and_regulation() -> None:
    assert json.loads(good("check", "--json", "--strict", ENGINEER))["strict"] is True
    other = json.loads(good("check", "--json", "--regulation", "weihai-2022", ENGINEER))
    assert other["regulation"]["id"] == "weihai-2022"


def test_the_exit_status_tells_a_verdict_only_where_asked() -> None:
    assert xueshi("check", LATE).exit_code == 0
    for asked, status in (
        (["non_compliant"], 1),
        (["compliant"], 0),
        (["undetermined", "non_compliant"], 1),
        (["undetermined", "deferred"], 0),
    ):
        options = [part for verdict in asked for part in ("--fail-on", verdict)]
        result = xueshi("check", *options, LATE)
        assert (result.exit_code, result.stderr) == (status, "")
        assert result.stdout.startswith("NOT COMPLIANT")
    assert xueshi("check", "--fail-on", "undetermined", ENGINEER, NURSE).exit_code == 1


def test_the_end_of_the_time_limit_is_said_honestly() -> None:
    lines = bad("check", "--time-limit", "0.0000001", CHOICE, status=3)
    assert len(lines) == 1
    assert lines[0].startswith("the time limit ended the search before an optimum was proven: there is no result")
    assert bad("check", "--time-limit=0.0000001", "--lang=zh", CHOICE, status=3)[0].startswith("时限已到")


@pytest.mark.parametrize("value", ["0", "-1", "nan", "inf", "soon", "1e999"])
def test_a_time_limit_is_above_zero(value: str) -> None:
    assert bad("check", f"--time-limit={value}", ENGINEER) == [
        f"--time-limit: found `{value}`, allowed: a number of seconds above 0"
    ]


def test_every_fault_of_every_file_is_told_and_nothing_is_judged(tmp_path: Path) -> None:
    first, second = tmp_path / "a.yaml", tmp_path / "b.yaml"
    first.write_text("{person: P, jurisdiction: jining, year: 2024, records: [{id: a, kind: trainin}], colour: red}")
    second.write_text("")
    lines = bad("check", str(first), ENGINEER, str(second), "nowhere.yaml", "--reading", "round", "--json")
    assert [line.split(": ")[0] for line in lines] == ["--reading", str(first), str(first), str(second), "nowhere.yaml"]
    assert lines[0] == "--reading: found `round`, allowed: ID=ANSWER"
    assert any("did you mean `training`?" in line for line in lines)


def test_messages_are_in_the_language_of_the_page() -> None:
    assert bad("check", "nowhere.yaml", LANG="zh_CN.UTF-8") == ["nowhere.yaml：实为不存在的文件，应为YAML 或 JSON 文件"]
    assert bad("check", "nowhere.yaml", "--json", LANG="zh_CN.UTF-8")[0].startswith("nowhere.yaml: found")


def test_unknown_readings_and_answers_name_those_that_are_known() -> None:
    lines = bad("check", ENGINEER, "--reading", "rund=up", "--reading", "round=sideways")
    assert "rund" in lines[0]
    assert "peritem, round, scope" in lines[0]
    assert (
        lines[1]
        == "--reading: round: found `sideways`, allowed: an answer to the reading round: exact, down, half_up, up"
    )


@pytest.mark.parametrize("written", ["round", "=up", "round=", "="])
def test_a_reading_has_an_id_and_an_answer(written: str) -> None:
    assert bad("check", ENGINEER, "--reading", written) == [f"--reading: found `{written}`, allowed: ID=ANSWER"]


def test_one_reading_has_one_answer() -> None:
    lines = bad("check", ENGINEER, "--reading", "round=up", "--reading", "round=down")
    assert lines == ["--reading: round: found `round=down`, allowed: one answer to a reading"]
    good("check", ENGINEER, "--reading", "round=up", "--reading", "round=up")


def test_an_unknown_regulation_or_folder_is_a_fault() -> None:
    assert "jining-2024" in bad("check", ENGINEER, "--regulation", "jining-1999")[0]
    assert bad("check", ENGINEER, "--asp-path", "/no/such") == [
        "--asp-path: found `/no/such`, allowed: a folder that exists"
    ]


def test_a_year_without_regulation_names_the_years_that_have_one() -> None:
    lines = bad("check", "-", stdin=EMPTY.replace("2024", "2019"))
    assert (
        lines
        == ["standard input: year: found 2019, allowed: a year for which a regulation is in force: jining-2024 (2024)"]
        or "jining-2024" in lines[0]
    )


def test_standard_input_is_read_once() -> None:
    assert bad("check", "-", "nowhere.yaml", "-", stdin=EMPTY) == [
        "standard input: found `-` a second time, allowed: standard input once",
        "nowhere.yaml: found no file of this name, allowed: a YAML or JSON file",
    ]


def test_a_further_folder_of_encodings_is_used(tmp_path: Path) -> None:
    folder = tmp_path / "utopia"
    folder.mkdir()
    (folder / "utopia-1.lp").write_text(
        'subject(public,1). minimum(public,1,"1"). judged_as(paper,work). clause(work,"2"). flat(work,public,3).\n'
        f'#include "{Path(__file__).resolve().parents[2]}/asp/core/core.lp".\n'
    )
    (folder / "utopia-1.toml").write_text(
        'id = "utopia-1"\ninstrument = "U1"\ntitle.zh = "乌托邦"\ntitle.en = "Utopia"\nin_force = ["2024-01-01", ""]\n'
    )
    case = "{person: P, jurisdiction: utopia, year: 2025, records: [{id: a, kind: paper}]}"
    result = json.loads(good("check", "--json", "--asp-path", str(tmp_path), "-", stdin=case))
    assert (result["verdict"], result["credited"]["public"]) == ("compliant", 3)
    assert "utopia-1" in good("regulation", "list", "--asp-path", str(tmp_path))
    assert "paper" in good("kinds", "utopia", "--asp-path", str(tmp_path))


@pytest.mark.parametrize(
    ("encoding", "metadata", "named"),
    [
        (
            "p(X) :- .\n",
            'id = "u"\ninstrument = "U"\ntitle = {zh = "U", en = "U"}\nin_force = ["2024-01-01", ""]\n',
            "u.lp:1:",
        ),
        ("p(1).\n", 'id = "u"\n', "u.toml: "),
        ("p(1).\n", "id = ", "u.toml: "),
    ],
)
def test_an_encoding_at_fault_is_told_without_a_traceback(
    encoding: str, metadata: str, named: str, tmp_path: Path
) -> None:
    folder = tmp_path / "utopia"
    folder.mkdir()
    (folder / "u.lp").write_text(encoding)
    (folder / "u.toml").write_text(metadata)
    case = "{person: P, jurisdiction: utopia, year: 2025, records: []}"
    lines = bad("check", "--asp-path", str(tmp_path), "-", stdin=case)
    assert lines[0].startswith("an encoding is at fault: ")
    assert named in lines[0]


@pytest.mark.parametrize("path", CASES)
def test_every_shipped_case_is_judged_in_both_languages(path: str) -> None:
    for lang in ("zh", "en"):
        assert good("check", "--lang", lang, path)
