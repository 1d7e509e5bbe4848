"""A command line at fault is told in a line, in lower case, and never with a traceback."""

from __future__ import annotations

import re

import pytest

from tests.cli.running import ENGINEER, bad, good, xueshi
from xueshi.cli.app import COMMANDS
from xueshi.messages import LANGS, section


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["chek"], "xueshi: there is no command `chek`; the commands are check, "),
        (["check"], "xueshi check: CASE... is missing"),
        (["check", "--jsn", "x"], "xueshi check: there is no option `--jsn` (did you mean `--json`?)"),
        (["check", "-x", "x"], "xueshi check: there is no option `-x`"),
        (["check", "x", "--reading"], "xueshi check: the option `--reading` needs a value"),
        (["check", "x", "--json=1"], "xueshi check: the option `--json` takes no value"),
        (["facts", "a", "b"], "xueshi facts: too many arguments: b"),
        (["regulation", "lst"], "xueshi regulation: there is no command `lst`"),
        (["check", "--lang", "fr", "x"], "--lang: found `fr`, allowed: one of zh, en"),
        (["check", "--fail-on", "bad", "x"], "--fail-on: found `bad`, allowed: one of compliant, non_compliant, "),
    ],
)
def test_faults_of_use(args: list[str], message: str) -> None:
    assert bad(*args)[0].startswith(message)


def test_faults_of_use_in_chinese() -> None:
    assert bad("check", LANG="zh_CN.UTF-8") == ["xueshi check：缺少 CASE...", "用法见 `xueshi check --help`"]
    assert bad("chek", "--lang", "zh")[0].endswith("（是否想写`check`？）")


@pytest.mark.parametrize("args", [[], ["regulation"], *([name, "--help"] for name in COMMANDS), ["-h"]])
def test_help_is_no_fault(args: list[str]) -> None:
    page = good(*args)
    assert page.startswith("Usage: xueshi")
    assert max(map(len, page.splitlines())) <= 80


def test_an_error_of_the_program_has_an_exit_status_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("oops")

    monkeypatch.setattr("xueshi.engine.judge.judge", broken)
    result = xueshi("check", ENGINEER)
    assert (result.exit_code, result.stdout) == (70, "")
    assert "ZeroDivisionError: oops" in result.stderr
    assert result.stderr.splitlines()[-1].startswith("an error inside xueshi")


def test_an_interrupt_ends_in_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("xueshi.engine.judge.judge", stopped)
    result = xueshi("check", ENGINEER)
    assert (result.exit_code, result.output.strip()) == (130, "")


@pytest.mark.parametrize("name", ["cli", "kinds", "regulations", "template", "facts"])
def test_both_languages_have_the_same_words(name: str) -> None:
    chinese, english = (section(lang, name) for lang in LANGS)
    assert english.keys() == chinese.keys()
    for key, words in english.items():
        assert set(re.findall(r"{(\w+)}", words)) == set(re.findall(r"{(\w+)}", chinese[key])), key
