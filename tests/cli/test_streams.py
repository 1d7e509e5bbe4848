"""Streams that misbehave, in this process (``test_process`` has the real ones)."""

from __future__ import annotations

import io
import json
import os
import sys
from typing import NoReturn

import pytest

from tests.cli.running import ENGINEER
from xueshi import cli
from xueshi.cli.faults import OutputError
from xueshi.cli.screen import screen, write, write_file, write_json

TEXT = "合规 😀 é"


class Failing(io.StringIO):
    def __init__(self, error: OSError) -> None:
        super().__init__()
        self._error = error

    def write(self, text: str) -> NoReturn:  # noqa: ARG002 - as every stream
        raise self._error


def stream(encoding: str) -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(), encoding=encoding, newline="\n")


def written(into: io.TextIOWrapper) -> bytes:
    assert isinstance(into.buffer, io.BytesIO)
    return into.buffer.getvalue()


def test_a_broken_pipe_is_silent_and_another_error_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", Failing(BrokenPipeError()))
    write("x")
    monkeypatch.setattr(sys, "stdout", Failing(OSError(28, "No space left on device")))
    with pytest.raises(OutputError, match="No space left"):
        write("x")


def test_no_stream_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    write("x")
    write_file("x")
    write_json({})
    assert screen(colour=None) == (80, False, None)


@pytest.mark.parametrize("encoding", ["ascii", "gbk", "latin-1", "utf-8"])
def test_what_a_stream_cannot_carry(encoding: str, monkeypatch: pytest.MonkeyPatch) -> None:
    into = stream(encoding)
    monkeypatch.setattr(sys, "stdout", into)
    write(f"{TEXT}\nx")
    lines = written(into).decode(encoding).splitlines()
    assert len(lines) == 2
    assert ("合规" in lines[0]) is (encoding in ("gbk", "utf-8"))


@pytest.mark.parametrize("encoding", ["ascii", "gbk", "utf-8"])
def test_json_is_the_same_in_every_encoding(encoding: str, monkeypatch: pytest.MonkeyPatch) -> None:
    into = stream(encoding)
    monkeypatch.setattr(sys, "stdout", into)
    write_json({"id": TEXT})
    assert json.loads(written(into).decode("utf-8")) == {"id": TEXT}


def test_a_file_is_written_in_utf8_whatever_the_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    into = stream("gbk")
    monkeypatch.setattr(sys, "stdout", into)
    write_file(TEXT)
    assert written(into).decode("utf-8") == f"{TEXT}\n"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True

    def fileno(self) -> int:
        return 99


def test_the_terminal_is_asked_for_its_width_and_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", Terminal())
    monkeypatch.setattr(os, "get_terminal_size", lambda _: os.terminal_size((132, 50)))
    for name in ("COLUMNS", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert screen(colour=None)[:2] == (132, True)
    assert screen(colour=False)[:2] == (132, False)
    monkeypatch.setenv("COLUMNS", "70")
    monkeypatch.setenv("NO_COLOR", "1")
    assert screen(colour=None)[:2] == (70, False)
    monkeypatch.setenv("NO_COLOR", "")
    monkeypatch.setenv("TERM", "dumb")
    assert screen(colour=None)[:2] == (70, False)


class Ended(BaseException):
    pass


@pytest.mark.parametrize(("args", "status"), [(["check", ENGINEER], 0), (["check", "nowhere"], 2), (["--version"], 0)])
def test_the_process_ends_with_the_status(
    args: list[str], status: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ends = []

    def end(code: int) -> NoReturn:
        ends.append(code)
        raise Ended

    monkeypatch.setattr(os, "_exit", end)
    monkeypatch.setattr("gc.set_threshold", lambda *_: None)
    monkeypatch.setattr(sys, "argv", ["xueshi", *args])
    with pytest.raises(Ended):
        cli.main()
    assert ends == [status]
    assert bool(capsys.readouterr().err) is (status == 2)
