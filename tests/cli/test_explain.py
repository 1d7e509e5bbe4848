from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from wcwidth import wcswidth

from tests.cli.running import CHOICE, ENGINEER, NURSE, WEIHAI, bad, good, process, xueshi
from tests.report.explanations import HARM
from xueshi.report.characters import clean

FORMATS = ("text", "json", "html", "dot", "mermaid")
EMPTY = "{person: P, jurisdiction: jining, year: 2024, records: []}"


def explained(*args: str, **env: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(good("explain", *args, "--format", "json", **env))
    return found


def test_a_whole_case_is_explained_and_folded() -> None:
    page = good("explain", ENGINEER)
    assert page.startswith("COMPLIANT  P-0117, Jining 2024")
    for part in ("Explanation of the year", "Records", "Caps", "├─ ", "[附件1 二(3)]", "lines are folded: --full"):
        assert part in page
    full = good("explain", ENGINEER, "--full")
    assert "folded" not in full
    assert len(full.splitlines()) > len(page.splitlines())
    assert "\x1b" not in page


def test_a_record_is_explained_with_all_that_it_rests_on() -> None:
    page = good("explain", ENGINEER, "--record", "t2")
    assert "Explanation of record t2" in page
    assert "[三(二)、附件1 二(2)]" in page
    assert "folded" not in page
    assert page == good("explain", ENGINEER, "--record", "t2", "--full")


def test_a_cap_and_the_verdict_are_explained() -> None:
    assert "Explanation of the cap self_study_exam" in good("explain", ENGINEER, "--cap", "self_study_exam")
    assert "Explanation of the verdict" in good("explain", ENGINEER, "--verdict")


def test_a_goal_that_was_not_reached_is_explained() -> None:
    found = explained(ENGINEER, "--record", "t2", "--why-not", "professional=10")
    assert found["about"] == {"record": "t2", "why_not": "professional=10"}
    assert found["extra"]["fails_at"] == "condition"
    assert "Record t2: why not professional=10" in good(
        "explain", ENGINEER, "--record", "t2", "--why-not", "professional=10"
    )


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("columns", [60, 80, 120])
def test_no_line_is_wider_than_the_terminal(columns: int, lang: str) -> None:
    for case in (ENGINEER, NURSE):
        page = good("explain", "--lang", lang, case, "--full", COLUMNS=str(columns))
        assert max(wcswidth(line) for line in page.splitlines()) <= columns


def test_depth_cuts_the_tree() -> None:
    page = good("explain", ENGINEER, "--depth", "2")
    assert "├─" in page
    assert "│  ├─" not in page
    assert "lines lie deeper" in page


def test_the_object_names_the_question() -> None:
    assert explained(ENGINEER)["about"] == {"case": ENGINEER}
    assert explained(ENGINEER, "--record", "e1")["about"] == {"record": "e1"}
    assert explained(ENGINEER, "--cap", "training_day")["about"] == {"cap": "training_day"}
    assert explained(ENGINEER, "--verdict")["about"] == {"verdict": "compliant"}


def test_the_graph_goes_down_to_leaves() -> None:
    graph = explained(ENGINEER, "--record", "e1")["graph"]
    inner = {above for above, _ in graph["edges"]}
    leaves = {node["kind"] for node in graph["nodes"] if node["id"] not in inner}
    assert leaves <= {"case", "regulation", "reading", "assumption"}
    assert {"case", "regulation"} <= leaves


def test_json_is_english_unless_a_language_is_asked_for() -> None:
    assert explained(ENGINEER, LANG="zh_CN.UTF-8")["lang"] == "en"
    assert explained(ENGINEER, "--lang", "zh")["lang"] == "zh"
    assert good("explain", ENGINEER, LANG="zh_CN.UTF-8").startswith("合规")


def test_every_form_comes_in_the_language_asked_for() -> None:
    assert '<html lang="zh-CN">' in good("explain", ENGINEER, "--format", "html", "--lang", "zh")
    assert "图例" in good("explain", ENGINEER, "--format", "dot", "--record", "t2", "--lang", "zh")
    assert "图例" in good("explain", ENGINEER, "--format", "mermaid", "--record", "t2", "--lang", "zh")


def test_a_drawing_leaves_out_absences_unless_asked() -> None:
    drawn, whole = (
        good("explain", ENGINEER, "--format", "dot", "--record", "e1", *more) for more in ((), ("--absences",))
    )
    assert "are left out; --absences shows them" in drawn
    assert "left out" not in whole
    assert whole.count(" -> ") > 2 * drawn.count(" -> ")


def test_judging_options_change_what_is_explained() -> None:
    assert explained(ENGINEER, "--verdict", "--regulation", "weihai-2022")["regulation"]["id"] == "weihai-2022"
    rounded = explained(ENGINEER, "--reading", "round=down")["lines"]
    assert rounded != explained(ENGINEER)["lines"]
    text = EMPTY.replace("[]", "[{id: a, kind: paper, date: 2024-05-01}]")
    loose, strict = (
        json.loads(good("explain", "-", "--record", "a", "--format", "json", *more, stdin=text))
        for more in ((), ("--strict",))
    )
    assert loose["lines"] != strict["lines"]


def test_standard_input_is_a_file_too() -> None:
    text = Path(ENGINEER).read_text(encoding="utf-8")
    assert good("explain", "-", stdin=text) == good("explain", ENGINEER)


def test_a_case_without_records_is_explained() -> None:
    for form in FORMATS:
        assert good("explain", "-", "--format", form, stdin=EMPTY)


def test_colour_is_for_those_who_ask_and_for_terminals(tmp_path: Path) -> None:
    assert "\x1b[" in good("explain", "--colour", ENGINEER)
    assert "\x1b[" not in good("explain", "--no-colour", ENGINEER)
    file = tmp_path / "page.txt"
    xueshi("explain", ENGINEER, "--colour", "-o", str(file))
    assert "\x1b[" in file.read_text(encoding="utf-8")


def test_ascii_stands_for_what_a_stream_cannot_carry() -> None:
    env = {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    page = process("explain", ENGINEER, "--verdict", env=env).stdout
    assert b"+ compliant" in page
    assert b"|- " in page
    data = process("explain", ENGINEER, "--verdict", "--format", "json", env=env).stdout
    assert data.isascii()
    assert json.loads(data) == explained(ENGINEER, "--verdict")


@pytest.mark.parametrize("form", FORMATS)
def test_a_file_holds_what_standard_output_gives(form: str, tmp_path: Path) -> None:
    file = tmp_path / "out"
    result = xueshi("explain", ENGINEER, "--verdict", "--format", form, "-o", str(file))
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", f"{file} written\n")
    assert file.read_bytes().decode("utf-8") == good("explain", ENGINEER, "--verdict", "--format", form)
    assert good("explain", ENGINEER, "--verdict", "--format", form, "-o", "-").encode() == file.read_bytes()


def test_a_file_that_exists_is_not_overwritten(tmp_path: Path) -> None:
    file = tmp_path / "out"
    for _ in range(2):
        assert xueshi("explain", ENGINEER, "--verdict", "-o", str(file)).exit_code == 0
    before = file.read_bytes()
    lines = bad("explain", ENGINEER, "-o", str(file))
    assert len(lines) == 1
    assert lines[0].startswith(f"{file}: found a file that exists and holds something else, allowed: a name")
    assert file.read_bytes() == before


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    bad("explain", ENGINEER, "-o", str(tmp_path / "none" / "out"), status=74)


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--record", "zz"), "found the record or leave `zz`, allowed: the id of a record or leave of this case: `e1`"),
        (("--record", "t"), "(did you mean `t2`?)"),
        (("--cap", "training"), "found the cap `training` (did you mean `training_day`?), allowed: the id of a cap"),
        (("--record", "zz", "--why-not", "public"), "found the record or leave `zz`"),
        (("--record", "e1", "--why-not", "gold"), "`gold`"),
        (("--cap", "training_day", "--verdict"), "--verdict: found the option together with `--cap`"),
        (("--why-not", "public"), "--why-not: found the option without `--record`"),
        (("--format", "html", "--full"), "--full: found the option together with `--format html`"),
        (("--format", "dot", "--depth", "3"), "--depth: found the option together with `--format dot`"),
        (("--absences",), "--absences: found the option together with `--format text`"),
        (("--format", "pdf"), "--format: found `pdf`, allowed: one of text, json, html, dot, mermaid"),
        (("--depth", "0"), "--depth: found `0`, allowed: a whole number from 1"),
    ],
)  # fmt: skip
def test_faults_say_what_was_found_and_what_is_allowed(args: tuple[str, ...], said: str) -> None:
    (line,) = bad("explain", ENGINEER, *args)
    assert said in line


def test_an_id_that_is_not_there_is_told_with_the_file() -> None:
    assert bad("explain", ENGINEER, "--record", "zz")[0].startswith(f"{ENGINEER}: found ")
    (line,) = bad("explain", ENGINEER, "--record", "zz", "--lang", "zh")
    assert line.startswith(f"{ENGINEER}：实为记录或离岗编号`zz`，应为本年度记录或离岗的编号：`e1`、`k1`")
    (line,) = bad("explain", "-", "--record", "a", stdin=EMPTY)
    assert line.startswith("standard input: found the record or leave `a`, allowed: no id, for the case has neither")
    assert "no cap concerns this case" in bad("explain", "-", "--cap", "a", stdin=EMPTY)[0]


def test_of_many_ids_some_are_named() -> None:
    records = ", ".join(f"{{id: r{number:02}, kind: paper}}" for number in range(20))
    (line,) = bad("explain", "-", "--record", "zz", stdin=EMPTY.replace("[]", f"[{records}]"))
    assert line.endswith("`r10`, `r11` and 8 more")


def test_all_faults_of_the_command_line_come_together() -> None:
    lines = bad("explain", ENGINEER, "--record", "e1", "--cap", "x", "--verdict", "--format", "json", "--absences")
    assert [line.partition(":")[0] for line in lines] == ["--cap", "--verdict", "--absences"]


@pytest.mark.parametrize("case", [ENGINEER, CHOICE])
@pytest.mark.parametrize("form", FORMATS)
def test_the_order_of_the_records_does_not_matter(case: str, form: str) -> None:
    stated = yaml.safe_load(Path(case).read_text(encoding="utf-8"))
    records = stated["records"]
    orders = (records, records[::-1], [*records[2:], *records[:2]])
    pages = [
        good("explain", "-", "--format", form, stdin=yaml.safe_dump({**stated, "records": order})) for order in orders
    ]
    assert pages[0] == pages[1] == pages[2]


@pytest.mark.parametrize("form", FORMATS)
def test_two_runs_give_the_same_bytes(form: str) -> None:
    runs = [process("explain", WEIHAI, "--format", form, env={"PYTHONHASHSEED": seed}).stdout for seed in ("1", "2")]
    assert runs[0] == runs[1]
    assert len(runs[0]) > 100


IDS = [text for text in HARM if text.strip() and "\ud800" not in text]


def awkward_case() -> str:
    records = [
        {"id": text[:60], "kind": "training", "title": text, "hours": 8, "date": "2024-05-01", "filed": "after"}
        for text in IDS
    ]
    return json.dumps({"person": "<script>", "jurisdiction": "jining", "year": 2024, "records": records})


@pytest.mark.parametrize("form", FORMATS)
def test_awkward_ids_are_harmless(form: str) -> None:
    text = awkward_case()
    result = xueshi("explain", "-", "--format", form, stdin=text)
    assert result.exit_code == 0, result.stderr
    if form == "html":
        assert "<script" not in result.stdout
        assert "<img" not in result.stdout
    if form == "json":
        assert json.loads(result.stdout)["person"] == "<script>"
    else:
        assert not set(result.stdout) & set("\x1b\x07\u202e\u2066\u200f\u2028\r\t")


def test_awkward_ids_can_be_asked_for() -> None:
    for text in IDS:
        name = text[:60]
        assert (
            clean(name[:8])
            in good("explain", "-", "--record", name, stdin=awkward_case()).split("Explanation of record")[1]
        )


def test_text_looks_into_no_absences(monkeypatch: pytest.MonkeyPatch) -> None:
    """Why something is absent costs most of a graph, and the text does not tell it."""
    import xueshi.explain.explanation as module

    monkeypatch.setattr(module, "graph_data", None)
    for form in ("text", "html"):
        assert good("explain", ENGINEER, "--format", form)


def test_other_commands_do_not_load_what_explaining_needs() -> None:
    code = (
        "import sys\n"
        "from xueshi.cli.app import app\n"
        f"app.main(['check', {ENGINEER!r}], standalone_mode=False)\n"
        "print('networkx' in sys.modules, 'xueshi.explain' in sys.modules, file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr == "False False\n"
