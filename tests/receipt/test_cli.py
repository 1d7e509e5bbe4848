"""The commands: ``xueshi check --receipt`` and ``xueshi replay``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import xueshi as package
from tests.cli.running import CHOICE, ENGINEER, LATE, WEIHAI, bad, good, process, xueshi
from tests.receipt.making import copied_law, rewrite
from xueshi.cli import receipts

EMPTY = "{person: P, jurisdiction: jining, year: 2024, records: []}"


@pytest.fixture
def receipt(tmp_path: Path) -> Path:
    """A receipt of one real case."""
    path = tmp_path / "r.json"
    assert xueshi("check", ENGINEER, "--receipt", str(path)).exit_code == 0
    return path


def test_check_writes_a_receipt_beside_its_page(tmp_path: Path) -> None:
    path = tmp_path / "r.json"
    result = xueshi("check", ENGINEER, "--receipt", str(path))
    assert result.stdout == good("check", ENGINEER)
    assert result.stderr == f"{path} written; `xueshi replay {path}` derives it again\n"
    assert path.read_text(encoding="utf-8") == package.make_receipt([package.read_case(ENGINEER)])
    assert b"\r" not in path.read_bytes()


def test_the_message_is_in_the_language_of_the_page(tmp_path: Path) -> None:
    path = tmp_path / "r.json"
    result = xueshi("check", ENGINEER, "--receipt", str(path), "--lang", "zh")
    assert result.stderr == f"已写入 {path}；用 `xueshi replay {path}` 复算\n"
    assert json.loads(path.read_text(encoding="utf-8"))["cases"][0]["settings"]["lang"] == "zh"


def test_json_is_printed_without_a_word(tmp_path: Path) -> None:
    path = tmp_path / "r.json"
    printed = good("check", "--json", WEIHAI, ENGINEER, "--receipt", str(path))
    found = [case["result"]["found"] for case in json.loads(path.read_text(encoding="utf-8"))["cases"]]
    assert [json.loads(line) for line in printed.splitlines()] == found


def test_all_options_of_a_check_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "r.json"
    options = ["--strict", "--reading", "round=down", "--all-readings", "--regulation", "jining-2024"]
    good("check", "--json", ENGINEER, *options, "--receipt", str(path))
    settings = json.loads(path.read_text(encoding="utf-8"))["cases"][0]["settings"]
    assert settings["readings"]["round"] == "down"
    assert (settings["strict"], settings["all_readings"], settings["regulation"]) == (True, True, "jining-2024")
    assert good("replay", str(path)).startswith("SAME")


def test_a_verdict_that_fails_has_its_receipt(tmp_path: Path) -> None:
    path = tmp_path / "r.json"
    assert xueshi("check", "--json", LATE, "--fail-on", "non_compliant", "--receipt", str(path)).exit_code == 1
    assert good("replay", str(path)).startswith("SAME")


def test_nothing_is_overwritten(receipt: Path) -> None:
    before = receipt.read_bytes()
    assert good("check", ENGINEER, "--receipt", str(receipt))
    allowed = "a name that is not taken, or that of the same receipt; nothing is overwritten"
    told = [f"{receipt}: found a file that exists and holds something else, allowed: {allowed}"]
    assert bad("check", WEIHAI, "--receipt", str(receipt)) == told
    assert bad("check", ENGINEER, "--strict", "--receipt", str(receipt)) == told
    assert receipt.read_bytes() == before
    chinese = bad("check", WEIHAI, "--receipt", str(receipt), "--lang", "zh")
    assert chinese == [f"{receipt}：实为已有的文件，且内容不同，应为未被占用的文件名，或同一份凭据；不覆盖任何文件"]


def test_where_a_receipt_cannot_be_written_nothing_is_printed(tmp_path: Path) -> None:
    path = tmp_path / "no" / "r.json"
    lines = bad("check", ENGINEER, "--receipt", str(path), status=74)
    assert lines == [f"the output could not be written: {path}: No such file or directory"]
    assert bad("check", ENGINEER, "--receipt", str(tmp_path))[0].startswith(f"{tmp_path}: found a file that exists")
    assert bad("check", ENGINEER, "--receipt", "a\0b", status=74)
    assert bad("check", ENGINEER, "--receipt", "-") == ["--receipt: found `-`, allowed: the name of a file"]
    assert bad("check", ENGINEER, "--receipt", "")


def test_a_full_disk_leaves_no_half_of_a_receipt(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    run = process(
        "check", ENGINEER, "--receipt", "r.json",
        cwd=tmp_path, env={"PYTHONDONTWRITEBYTECODE": "1"},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000)),
    )  # fmt: skip
    assert (run.returncode, run.stdout) == (74, b"")
    assert run.stderr.startswith(b"the output could not be written: r.json: ")
    assert not list(tmp_path.iterdir())


def test_a_receipt_that_could_not_be_read_again_is_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receipts, "LARGEST", 10_000)
    path = tmp_path / "r.json"
    lines = bad("check", ENGINEER, "--receipt", str(path))
    assert lines == [f"{path}: found a file that is too large, allowed: at most 0 million bytes"]
    assert not path.exists()


def test_without_a_result_there_is_no_receipt(tmp_path: Path) -> None:
    path = tmp_path / "r.json"
    bad("check", "nowhere.yaml", "--receipt", str(path))
    bad("check", CHOICE, "--time-limit", "0.0000001", "--receipt", str(path), status=3)
    assert not path.exists()


def test_replay_says_same(receipt: Path) -> None:
    assert good("replay", str(receipt)).splitlines() == [
        f"SAME  {receipt}",
        "P-0117, 2024, jining-2024: the result is the same",
    ]
    assert good("replay", str(receipt), LANG="zh_CN.UTF-8").startswith("相符")
    assert json.loads(good("replay", "--json", str(receipt)))["same"] is True


def test_replay_of_standard_input(receipt: Path) -> None:
    written = receipt.read_text(encoding="utf-8")
    assert good("replay", "-", stdin=written).startswith("SAME  standard input")
    assert good("replay", "-", "--lang", "zh", stdin=written).startswith("相符  标准输入")


def test_the_receipt_stands_alone(tmp_path: Path) -> None:
    case, path = tmp_path / "case.yaml", tmp_path / "r.json"
    case.write_text(EMPTY)
    good("check", "--json", str(case), "--receipt", str(path))
    case.unlink()
    assert good("replay", str(path)).startswith("SAME")


def test_a_difference_has_status_1_and_goes_to_standard_output(receipt: Path, tmp_path: Path) -> None:
    root = copied_law(tmp_path / "corrected")
    rewrite(root / "jining" / "jining-2024.lp", "day_cap((training;seminar),8,", "day_cap((training;seminar),9,")
    result = xueshi("replay", str(receipt), "--asp-path", str(root))
    assert (result.exit_code, result.stderr) == (1, "")
    assert "  law: jining/jining-2024.lp has changed" in result.stdout.splitlines()
    machine = xueshi("replay", "--json", str(receipt), "--asp-path", str(root))
    assert machine.exit_code == 1
    (case,) = json.loads(machine.stdout)["cases"]
    assert case["law"] == [{"file": "jining/jining-2024.lp", "change": "changed"}]
    assert {"key": "records[t1].lost", "old": 2, "new": 1} in case["changes"]


def test_a_changed_receipt_has_status_1_even_where_the_result_is_the_same(receipt: Path) -> None:
    written = receipt.read_text(encoding="utf-8").replace('"clingo": "', '"clingo": "1')
    result = xueshi("replay", "-", stdin=written)
    assert (result.exit_code, result.stderr) == (1, "")
    assert result.stdout.splitlines()[1] == "the receipt was changed after it was written: its hash does not fit"
    assert "the result is the same" in result.stdout


def test_what_is_no_receipt_has_status_2() -> None:
    told = "allowed: a receipt, as `xueshi check --receipt` writes it"
    assert bad("replay", "nowhere.json") == [f"nowhere.json: found no file of this name, {told}"]
    assert bad("replay", ENGINEER) == [
        f"{ENGINEER}: found a syntax error in line 1, column 1 (expecting value), {told}"
    ]
    assert bad("replay", "-", stdin="{}") == [f"standard input: found something else, {told}"]
    assert bad("replay", "-", "--json", stdin="{}", LANG="zh_CN.UTF-8") == [
        f"standard input: found something else, {told}"
    ]
    assert bad("replay", "-", stdin="{}", LANG="zh_CN.UTF-8")[0].startswith("标准输入：实为其他内容")


def test_a_law_at_fault_has_status_2(receipt: Path, tmp_path: Path) -> None:
    root = copied_law(tmp_path / "broken")
    (root / "jining" / "jining-2024.lp").write_text("p(X) :- .\n")
    (line,) = bad("replay", str(receipt), "--asp-path", str(root))[:1]
    assert line.startswith("an encoding is at fault: ")


def test_the_end_of_the_time_limit_has_status_3(tmp_path: Path) -> None:
    path = tmp_path / "r.json"
    good("check", "--json", CHOICE, "--receipt", str(path))
    assert bad("replay", str(path), "--time-limit", "0.0000001", status=3)[0].startswith("the time limit ended")


def test_help_tells_the_statuses() -> None:
    page = good("replay", "--help")
    for status in ("0  the results", "1  a result", "2  FILE", "3  the time limit"):
        assert status in page


def test_a_process_of_its_own(tmp_path: Path) -> None:
    """The bytes of a file do not depend on what the streams are set to."""
    path, other = tmp_path / "r.json", tmp_path / "other.json"
    process("check", "--json", ENGINEER, "--receipt", str(path), env={"PYTHONIOENCODING": "ascii"}, cwd=tmp_path)
    good("check", "--json", ENGINEER, "--receipt", str(other))
    assert path.read_bytes() == other.read_bytes()
    run = process("replay", "r.json", "--lang", "zh", cwd=tmp_path, env={"PYTHONUTF8": "1"})
    assert (run.returncode, run.stderr) == (0, b"")
    assert run.stdout.decode().startswith("相符  r.json")
