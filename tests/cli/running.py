"""Run commands in this process, and some in one of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from xueshi.cli.app import app

ROOT = Path(__file__).resolve().parents[2]
ENGINEER = str(ROOT / "facts" / "jining" / "engineer-2024.yaml")
CHOICE = str(ROOT / "facts" / "jining" / "competitor-choice-2024.yaml")
LATE = str(ROOT / "facts" / "jining" / "late-starter-2024.yaml")
NURSE = str(ROOT / "facts" / "jining" / "nurse-2024.yaml")
WEIHAI = str(ROOT / "facts" / "weihai" / "surveyor-2022.yaml")
CASES = sorted(str(path) for path in (ROOT / "facts").glob("*/*.yaml"))

# What the tester's own terminal says must not decide a test.
_PLAIN = {"LC_ALL": "", "LC_MESSAGES": "", "LANG": "C.UTF-8", "COLUMNS": "", "NO_COLOR": "", "TERM": "xterm"}


def xueshi(*args: str, stdin: str | bytes | None = None, **env: str) -> Result:
    """Run ``xueshi`` in this process."""
    return CliRunner(env={**_PLAIN, **env}).invoke(app, args, input=stdin, prog_name="xueshi")


def good(*args: str, stdin: str | bytes | None = None, **env: str) -> str:
    """Run ``xueshi``, which must succeed without a word on standard error; return its output."""
    result = xueshi(*args, stdin=stdin, **env)
    assert (result.exit_code, result.stderr) == (0, ""), result.stderr
    return result.stdout


def bad(*args: str, stdin: str | bytes | None = None, status: int = 2, **env: str) -> list[str]:
    """Run ``xueshi``, which must fail with ``status`` and print nothing; return the lines of its message."""
    result = xueshi(*args, stdin=stdin, **env)
    assert (result.exit_code, result.stdout) == (status, ""), result.output
    assert "Traceback" not in result.stderr
    return result.stderr.splitlines()


def process(*args: str, **settings: Any) -> subprocess.CompletedProcess[bytes]:  # noqa: ANN401 - those of subprocess
    """Run ``python -m xueshi`` in a process of its own."""
    settings.setdefault("capture_output", True)
    env = {**os.environ, **_PLAIN, **settings.pop("env", {})}
    return subprocess.run([sys.executable, "-m", "xueshi", *args], env=env, check=False, timeout=120, **settings)
