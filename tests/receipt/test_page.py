"""What docs/receipts.md shows comes out, and what it lists is what there is."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.cli.running import xueshi
from tests.receipt.making import ROOT, copied_law, made, replayed, rewrite
from xueshi.receipt.canonical import ALGORITHM
from xueshi.receipt.form import FORMAT, VERSION
from xueshi.receipt.view import replay_json

PAGE = (ROOT / "docs" / "receipts.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
SHOWN = [body for language, body in BLOCKS if language == "text"]


def test_the_commands_give_what_is_shown(tmp_path: Path) -> None:
    (commands,) = [body for language, body in BLOCKS if language == "sh"]
    check, replay = [line.split()[1:] for line in commands.splitlines()]
    file = tmp_path / "engineer.json"
    assert check[-1] == replay[-1] == file.name
    assert xueshi(check[0], str(ROOT / check[1]), check[2], str(file)).exit_code == 0
    assert shown(replay[0], str(file)).replace(str(file), file.name) == SHOWN[0]
    root = copied_law(tmp_path / "corrected")
    rewrite(root / "jining" / "jining-2024.lp", "day_cap((training;seminar),8,", "day_cap((training;seminar),9,")
    assert shown(replay[0], str(file), "--asp-path", str(root)).replace(str(file), file.name) == SHOWN[1]


def shown(*args: str) -> str:
    return xueshi(*args).stdout


def test_the_programs_print_what_is_shown(tmp_path: Path) -> None:
    programs = [body for language, body in BLOCKS if language == "python"]
    case = ROOT / "facts" / "jining" / "engineer-2024.yaml"
    assert xueshi("check", str(case), "--receipt", str(tmp_path / "engineer.json")).exit_code == 0
    printed = []
    for program in programs:
        there = program.replace('"facts/jining/engineer-2024.yaml"', repr(str(case)))
        run = subprocess.run(
            [sys.executable, "-X", "utf8", "-c", there], cwd=tmp_path, capture_output=True, encoding="utf-8", check=True
        )
        printed.append(run.stdout)
    assert printed == SHOWN[2:]


def named(*tables: str) -> set[str]:
    """Return what the first columns of the tables below these lines name."""
    found: set[str] = set()
    for table in tables:
        rows = PAGE.partition(f"\n{table}\n")[2].lstrip("\n").partition("\n\n")[0]
        for row in rows.splitlines():
            found |= set(re.findall(r"`(\w+)`", row.split("|")[1]))
    return found


def test_the_keys_are_those_of_a_receipt() -> None:
    data = made()
    assert named("One JSON object, indented, in UTF-8:") == set(data)
    assert named("Each case:") == set(data["cases"][0])
    settings = next(row for row in PAGE.splitlines() if row.startswith("| `settings` |"))
    assert all(f"`{key}`" in settings for key in data["cases"][0]["settings"])
    assert f"`{FORMAT}`" in PAGE
    assert f"the number {VERSION}." in PAGE
    assert f"`{ALGORITHM}`" in PAGE


def test_the_keys_are_those_of_a_replay() -> None:
    told = replay_json(replayed(made()), "en")
    assert named("With `--json`:") == set(told)
    case: Any = told["cases"]
    row = next(row for row in PAGE.splitlines() if row.startswith("| `cases` | for each case"))
    assert set(case[0]) <= set(re.findall(r"`(\w+)`", row))
