"""What only a process of its own shows: pipes, streams, environment, exit status."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.running import CHOICE, ENGINEER, LATE, ROOT, process

pytestmark = pytest.mark.skipif(os.name == "nt", reason="pipes and streams as on POSIX systems")


def test_a_check_in_a_pipe() -> None:
    done = process("check", ENGINEER)
    assert (done.returncode, done.stderr) == (0, b"")
    text = done.stdout.decode()
    assert text.startswith("COMPLIANT")
    assert "\x1b" not in text
    assert max(map(len, text.splitlines())) <= 80


def test_standard_input() -> None:
    done = process("check", "--json", "-", input=Path(ENGINEER).read_bytes())
    assert json.loads(done.stdout)["verdict"] == "compliant"


@pytest.mark.parametrize(("case", "status"), [(LATE, 1), (ENGINEER, 0)])
def test_the_exit_status_reaches_the_shell(case: str, status: int) -> None:
    assert process("check", "--fail-on", "non_compliant", case).returncode == status


def test_faults_and_the_time_limit_reach_the_shell() -> None:
    done = process("check", "nowhere.yaml")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.startswith(b"nowhere.yaml: ")
    done = process("check", "--time-limit", "0.0000001", CHOICE)
    assert (done.returncode, done.stdout) == (3, b"")


@pytest.mark.parametrize(
    "args", [["kinds", "jining"], ["check", *[ENGINEER] * 40], ["facts", ENGINEER], ["schema", "case"]]
)
def test_a_reader_that_goes_away_is_no_fault(args: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = process(*args, capture_output=False, stdout=writing, stderr=subprocess.PIPE)
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_reader_that_takes_only_the_head() -> None:
    command = [sys.executable, "-m", "xueshi", "kinds", "weihai"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
        assert run.stdout is not None
        assert run.stderr is not None
        run.stdout.readline()
        run.stdout.close()
        assert run.stderr.read() == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_is_told() -> None:
    with Path("/dev/full").open("wb") as full:
        done = process("check", ENGINEER, capture_output=False, stdout=full, stderr=subprocess.PIPE)
    assert done.returncode == 74
    assert done.stderr.startswith(b"the output could not be written: ")


def test_a_closed_output_is_survived() -> None:
    done = process("check", ENGINEER, preexec_fn=lambda: os.close(1), capture_output=False, stderr=subprocess.PIPE)
    assert b"Traceback" not in done.stderr


def test_the_locale_chooses_the_language() -> None:
    done = process("check", ENGINEER, env={"LANG": "zh_CN.UTF-8"})
    assert done.stdout.decode().startswith("合规")


def test_an_encoding_that_cannot_carry_chinese() -> None:
    plain = {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    for lang in ("zh", "en"):
        done = process("check", "--lang", lang, ENGINEER, env=plain)
        assert (done.returncode, done.stderr) == (0, b"")
        assert done.stdout.isascii()
    done = process("check", "--json", "--lang", "zh", ENGINEER, env=plain)
    assert done.stdout.isascii()
    assert json.loads(done.stdout) == json.loads(process("check", "--json", "--lang", "zh", ENGINEER).stdout)
    gbk = process("check", "--lang", "zh", ENGINEER, env={"PYTHONIOENCODING": "gbk"})
    assert gbk.stdout.decode("gbk").startswith("合规")
    for command in (["kinds", "jining"], ["regulation", "list"], ["facts", ENGINEER], ["new", "jining", "2024"]):
        done = process(*command, "--lang", "zh", env=plain)
        assert (done.returncode, b"Traceback" in done.stderr) == (0, False), command


@pytest.mark.parametrize("env", [{"NO_COLOR": "1"}, {"TERM": "dumb"}, {}])
def test_colour_on_a_terminal(env: dict[str, str]) -> None:
    import pty

    leader, follower = pty.openpty()
    done = process("check", ENGINEER, capture_output=False, stdout=follower, stderr=subprocess.PIPE, env=env)
    os.close(follower)
    shown = os.read(leader, 4096)
    os.close(leader)
    assert done.returncode == 0
    assert (b"\x1b[" in shown) is (not env)


def test_a_narrow_window() -> None:
    done = process("check", ENGINEER, env={"COLUMNS": "60"})
    from wcwidth import wcswidth

    assert max(wcswidth(line) for line in done.stdout.decode().splitlines()) <= 60


def test_what_a_check_does_not_need_is_not_imported(tmp_path: Path) -> None:
    needless = ("pydantic", "networkx", "babel", "difflib", "xueshi.law.survey")
    code = (
        "import sys; sys.argv = ['xueshi', 'check', sys.argv[1]]\n"
        "from xueshi.cli.app import app\n"
        "app.main(standalone_mode=False)\n"
        f"print([name for name in {needless} if name in sys.modules])"
    )
    env = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    env["PYTHONPYCACHEPREFIX"] = str(tmp_path)
    # What the first run parses it keeps for the second.
    first, second = (
        subprocess.run([sys.executable, "-c", code, ENGINEER], capture_output=True, check=True, cwd=ROOT, env=env)
        for _ in range(2)
    )
    assert "babel" in first.stdout.decode().splitlines()[-1]
    assert second.stdout.decode().splitlines()[-1] == "[]"
