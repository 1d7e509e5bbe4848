"""``xueshi regulation test`` as its users meet it."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cli.running import ROOT, bad, good, process, xueshi
from xueshi.read import parse
from xueshi.scenario.cases import Scenario
from xueshi.scenario.difference import Difference
from xueshi.scenario.files import parse_scenarios
from xueshi.scenario.judge import Outcome
from xueshi.scenario.junit import junit
from xueshi.scenario.model import Expect
from xueshi.scenario.ran import Run
from xueshi.scenario.written import as_yaml

PAGE = (ROOT / "docs" / "scenarios.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(yaml|text)\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
EXAMPLE, FEW_FACTS = (block for language, block in BLOCKS if language == "yaml")
(FAILURE,) = (block for language, block in BLOCKS if language == "text")
WRONG = EXAMPLE.replace("[A, 30]", "[A, 31]")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(folder: Path, text: str, name: str = "language.yaml") -> str:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return name


def test_the_example_of_the_page_passes(folder: Path) -> None:
    assert good("regulation", "test", write(folder, EXAMPLE)) == "3 scenarios in 1 file: 3 passed\n"


def test_a_few_facts_are_enough(folder: Path) -> None:
    assert good("regulation", "test", write(folder, EXAMPLE + FEW_FACTS)) == "4 scenarios in 1 file: 4 passed\n"


def test_a_failure_is_shown_as_the_page_has_it(folder: Path) -> None:
    found = xueshi("regulation", "test", write(folder, WRONG))
    assert (found.exit_code, found.stderr) == (1, "")
    assert found.stdout == FAILURE


def test_the_case_that_failed_is_a_case_file(folder: Path) -> None:
    page = xueshi("regulation", "test", write(folder, WRONG)).stdout
    case = "".join(line[4:] for line in page.splitlines(keepends=True) if line.startswith("    "))
    (folder / "case.yaml").write_text(case, encoding="utf-8")
    assert json.loads(good("check", "case.yaml", "--json"))["credited"]["public"] == 30


def test_in_chinese(folder: Path) -> None:
    page = xueshi("regulation", "test", write(folder, WRONG), "--lang", "zh").stdout
    assert page.startswith("失败  language.yaml:17")
    assert page.endswith("1 个文件，3 个场景：2 个通过，1 个失败\n")


def test_every_scenario_can_be_listed(folder: Path) -> None:
    lines = good("regulation", "test", write(folder, EXAMPLE), "--verbose").splitlines()
    assert lines[:3] == [
        f"passed  language.yaml:{line}  附件1 一(2)  grade {grade} gives {hours} public hours"
        for line, grade, hours in ((17, "A", 30), (18, "B", 20), (19, "C", 10))
    ]


@pytest.mark.parametrize(
    ("text", "count"), [("grade B", 1), ("GRADE", 3), ("附件1 一(2)", 3), ("language.y", 3), ("jining-2024", 3)]
)
def test_a_text_selects_by_name_clause_file_and_regulation(folder: Path, text: str, count: int) -> None:
    found = json.loads(good("regulation", "test", write(folder, EXAMPLE), "-k", text, "--json"))
    assert (found["scenarios"], found["passed"]) == (count, count)


def test_folders_and_files_are_run_once(folder: Path) -> None:
    write(folder, EXAMPLE, "some/a.yaml")
    write(folder, EXAMPLE, "some/more/b.yaml")
    found = json.loads(good("regulation", "test", "some", "some/a.yaml", "--json"))
    assert (found["scenarios"], found["files"]) == (6, 2)
    assert [item["file"] for item in found["results"]] == ["some/a.yaml"] * 3 + ["some/more/b.yaml"] * 3


def test_the_first_failure_can_end_it(folder: Path) -> None:
    found = xueshi("regulation", "test", write(folder, WRONG), "--fail-fast")
    assert found.exit_code == 1
    assert found.stdout.endswith("3 scenarios in 1 file: 1 failed, 2 not run\n")


def test_json_says_what_differs_and_holds_the_case(folder: Path) -> None:
    found = xueshi("regulation", "test", write(folder, WRONG), "--json", "--lang", "zh")
    value = json.loads(found.stdout)
    assert found.exit_code == 1
    assert {key: value[key] for key in ("scenarios", "passed", "failed", "not_run", "without_scenarios")} == {
        "scenarios": 3,
        "passed": 2,
        "failed": 1,
        "not_run": 0,
        "without_scenarios": [],
    }
    failed, *rest = value["results"]
    assert failed["differences"] == [{"where": "credited.public", "expected": "31", "found": "30"}]
    assert (failed["line"], failed["clauses"], failed["strict"]) == (17, ["附件1 一(2)"], False)
    assert failed["given"]["records"][0]["grade"] == "A"
    assert all(item["passed"] and "given" not in item for item in rest)


def test_any_number_of_processes_gives_the_same_page() -> None:
    one, two = (good("regulation", "test", "weihai", "-k", "art-2", "--verbose", "--jobs", jobs) for jobs in ("1", "2"))
    assert one == two
    assert one.count("\n") > 200


def test_scenarios_of_several_years_are_run(folder: Path) -> None:
    page = good("regulation", "test", "lishui-2020", "-k", "lishui-2020-title", "--verbose")
    assert "asp/lishui/dossier/scenarios/" in page
    file = next((ROOT / "asp" / "lishui" / "dossier" / "scenarios").glob("*.yaml"))
    text = file.read_text(encoding="utf-8").replace("verdict: eligible", "verdict: not_eligible")
    assert xueshi("regulation", "test", write(folder, text), "-k", "five in a row").exit_code == 1


def _tree(xml: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(xml)  # noqa: S314 - written by the program itself


def test_junit(folder: Path) -> None:
    name = write(folder, WRONG)
    for _ in range(2):  # a report replaces an earlier one
        assert xueshi("regulation", "test", name, "--fail-fast", "--junit", "out.xml").exit_code == 1
    root = _tree((folder / "out.xml").read_bytes())
    (suite,) = root
    assert suite.attrib == {"name": name, "tests": "3", "failures": "1", "errors": "0", "skipped": "2"}
    assert [[part.tag for part in case] for case in suite] == [["failure"], ["skipped"], ["skipped"]]
    assert suite[0].attrib["name"] == "grade A gives 31 public hours"
    assert "credited.public | 31 | 30" in str(suite[0][0].text)


def test_no_other_file_is_replaced(folder: Path) -> None:
    name = write(folder, EXAMPLE)
    assert "found a file that is no report of a run" in bad("regulation", "test", name, "--junit", name)[0]
    assert (folder / name).read_text(encoding="utf-8") == EXAMPLE


@given(st.text(), st.text(), st.text())
def test_any_text_makes_valid_xml(name: str, expected: str, id_: str) -> None:
    expect = Expect.model_validate({"verdict": "compliant"})
    scenario = Scenario(Path("f.yaml"), 1, "jining-2024", name, name, {}, False, {"person": id_}, expect)
    outcome = Outcome(0, (Difference(name, expected, id_),))
    root = _tree(junit(Run([scenario], [outcome]), "en"))
    assert root.attrib["failures"] == "1"


_SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.decimals(-(10**6), 10**6, places=2)
    | st.text(
        st.characters(
            codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufeff\ufffe\uffff\u2028\u2029"
        )
    )
)
_VALUES = st.recursive(_SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abc"), inner))


@given(st.dictionaries(st.text("abc", min_size=1), _VALUES, min_size=1))
def test_a_case_that_is_shown_reads_back(case: dict[str, Any]) -> None:
    assert parse(as_yaml(case), "case.yaml") == case


def test_nothing_to_run(folder: Path) -> None:
    (folder / "empty").mkdir()
    assert bad("regulation", "test", "empty") == [
        "NAME: found no scenario (empty), allowed: regulations, files or folders that have scenarios"
    ]
    assert bad("regulation", "test", "jining", "-k", "zzz")[0].startswith("-k: found no scenario with `zzz`")
    assert bad("regulation", "test", "jinan")[0].startswith("NAME: found `jinan`, allowed: one of binzhou")
    assert bad("regulation", "test", "none.yaml") == [
        "none.yaml: found no file of this name, allowed: a YAML or JSON file"
    ]


def test_the_faults_of_all_files_are_told_together(folder: Path) -> None:
    write(folder, EXAMPLE.replace("verdict", "credits").replace("credited:", "credits:"), "bad/a.yaml")
    write(folder, EXAMPLE.replace("about:", "abut:"), "bad/b.yaml")
    lines = bad("regulation", "test", "bad")
    assert [line.partition(":")[0] for line in lines] == ["bad/a.yaml"] * 3 + ["bad/b.yaml"] * 2
    assert lines[0].startswith(
        "bad/a.yaml: line 17, scenario 1 (grade <grade> gives <hours> public hours): expect.credits:"
    )


def test_a_regulation_that_there_is_not_is_a_fault(folder: Path) -> None:
    (line,) = bad("regulation", "test", write(folder, EXAMPLE.replace("jining-2024", "jining-2042")))
    assert line.startswith(
        "language.yaml: regulation: found `jining-2042` (did you mean `jining-2024`?), allowed: one of"
    )


def test_another_regulation_judges_than_the_file_names(folder: Path) -> None:
    page = xueshi(
        "regulation",
        "test",
        write(
            folder, EXAMPLE.replace("regulation: jining", "regulation: weihai").replace("weihai-2024", "weihai-2022")
        ),
    ).stdout
    assert re.search(r"regulation +weihai-2022 +jining-2024", page)


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """Return a folder of encodings that holds one like Jining's, of another id."""
    city = tmp_path / "asp" / "heyang"
    (city / "scenarios").mkdir(parents=True)
    jining = ROOT / "asp" / "jining"
    for file in jining.glob("*.*"):
        new = city / file.name.replace("jining-2024", "heyang-2024")
        text = file.read_text(encoding="utf-8").replace("jining-2024", "heyang-2024")
        new.write_text(text.replace("../core/", f"{ROOT.as_posix()}/asp/core/"), encoding="utf-8")
    write(city / "scenarios", EXAMPLE.replace("jining", "heyang"))
    return tmp_path / "asp"


def test_an_encoding_outside_the_program(elsewhere: Path) -> None:
    assert good("regulation", "test", "heyang", "--asp-path", str(elsewhere)) == "3 scenarios in 1 file: 3 passed\n"
    (elsewhere / "heyang" / "scenarios" / "language.yaml").unlink()
    lines = good("regulation", "test", "heyang", "weihai", "-k", "grade", "--asp-path", str(elsewhere)).splitlines()
    assert lines[0] == "no scenarios: heyang-2024"


def test_an_encoding_that_cannot_be_ground_is_a_fault(elsewhere: Path) -> None:
    file = elsewhere / "heyang" / "heyang-2024.lp"
    file.write_text(file.read_text(encoding="utf-8") + "\nbroken(\n", encoding="utf-8")
    (line, *_) = bad("regulation", "test", "heyang", "--asp-path", str(elsewhere))
    assert line.startswith("an encoding is at fault: ")
    assert "heyang-2024.lp" in line


def test_watching_runs_again_after_a_change_of_an_encoding(elsewhere: Path) -> None:
    file = elsewhere / "heyang" / "heyang-2024.lp"
    command = [sys.executable, "-m", "xueshi", "regulation", "test", "heyang", "--asp-path", str(elsewhere), "--watch"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8") as run:
        assert run.stdout is not None
        assert run.stderr is not None
        assert "3" in run.stdout.readline()
        text = file.read_text(encoding="utf-8")
        changed = text.replace("table(language_exam,grade,a,public,30)", "table(language_exam,grade,a,public,33)")
        assert changed != text
        file.write_text(changed, encoding="utf-8")
        assert any("heyang-2024.lp" in line for line in (run.stdout.readline() for _ in range(2)))
        seen: list[str] = []
        while not seen or "33" not in seen[-1]:
            seen.append(run.stdout.readline())
            assert seen[-1], "".join(seen)
        run.send_signal(signal.SIGINT)
        _, told = run.communicate(timeout=60)
    assert (run.returncode, told) == (0, "")


def test_a_run_in_a_process_of_its_own(folder: Path) -> None:
    ended = process("regulation", "test", write(folder, EXAMPLE), "weihai", "-k", "grade", cwd=folder)
    assert (ended.returncode, ended.stderr) == (0, b"")


def test_rows_share_nothing() -> None:
    """Each row's case is its own, whatever was done to another's."""
    first, second, _ = parse_scenarios(EXAMPLE, Path("f.yaml"))
    assert first.given["records"] != second.given["records"]
