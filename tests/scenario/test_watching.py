"""``--watch``: what is watched, and what is run again."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.running import xueshi
from xueshi.cli.regulation import watching


def test_a_change_a_new_file_and_a_lost_one_are_seen(tmp_path: Path) -> None:
    for name in ("a.lp", "b.toml", "c.po", "d.yaml", "notes.txt"):
        (tmp_path / name).write_text("one", encoding="utf-8")
    before = watching.state([tmp_path])
    assert len(before) == 4
    (tmp_path / "a.lp").write_text("another", encoding="utf-8")
    (tmp_path / "b.toml").unlink()
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "e.lp").write_text("", encoding="utf-8")
    (tmp_path / "notes.txt").write_text("another", encoding="utf-8")
    now = watching.state([tmp_path])
    assert watching.changed(before, now) == [str(tmp_path / name) for name in ("a.lp", "b.toml", "new/e.lp")]
    assert watching.changed(now, now) == []
    assert list(watching.state([tmp_path / "d.yaml"])) == [str(tmp_path / "d.yaml")]


def test_the_command_is_run_as_it_was_given_until_it_is_interrupted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.yaml"
    runs: list[list[str]] = []

    def run(command: list[str], *, check: bool) -> None:
        assert not check
        runs.append(command)

    def changes() -> Iterator[None]:
        for number in range(8):
            (tmp_path / f"{number}.lp").write_text("", encoding="utf-8")
        yield
        yield  # nothing more: the command is run again
        raise KeyboardInterrupt

    happening = changes()
    monkeypatch.setattr(subprocess, "run", run)
    monkeypatch.setattr("time.sleep", lambda _: next(happening))
    file.write_text("", encoding="utf-8")
    options = ["-k", "a text", "--jobs", "3", "--fail-fast", "--no-colour", "--lang", "zh", "--asp-path", str(tmp_path)]
    ended = xueshi("regulation", "test", "--watch", *options, "jining", str(file))
    assert (ended.exit_code, ended.stderr) == (0, "")
    assert len(ended.stdout.split()) == watching.SHOWN + 2
    assert "+ 3" in ended.stdout
    first, second = runs
    assert first == second
    assert first[:5] == [sys.executable, "-m", "xueshi", "regulation", "test"]
    given = " ".join(first[5:])
    for part in ("-k a text", "--jobs 3", "--fail-fast", "--no-color", "--lang zh", f"--asp-path {tmp_path}"):
        assert part in given
    assert given.endswith(f" -- jining {file}")
    assert "--watch" not in given
    assert "--verbose" not in given
