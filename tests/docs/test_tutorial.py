"""The tutorial tells the truth: its commands print what it shows, and the folder that it makes passes every check."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.cli.running import good
from tests.law.example import TUTORIAL, shown
from xueshi.law.regulation import regulations


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """Return the page as it comes out, and the folder in which it ran."""
    folder = tmp_path_factory.mktemp("tutorial")
    return shown(TUTORIAL.read_text(encoding="utf-8"), folder), folder / "cities"


def test_the_commands_print_what_the_page_shows(made: tuple[str, Path]) -> None:
    assert made[0] == TUTORIAL.read_text(encoding="utf-8"), "run: python -m tests.law.example"


def test_the_folder_passes_every_check(made: tuple[str, Path]) -> None:
    path = ("--asp-path", str(made[1]))
    assert "nothing found" in good("regulation", "lint", "wangchuan", *path)
    good("regulation", "format", "--check", "wangchuan", *path)
    report = json.loads(good("regulation", "test", "wangchuan", *path, "--json"))
    assert report["passed"] == report["scenarios"] > 30


def test_every_clause_of_the_notice_is_in_the_list_and_the_notice_is_the_one_shown(made: tuple[str, Path]) -> None:
    (law,) = (law for law in regulations((made[1],)) if law.jurisdiction == "wangchuan")
    notice = (made[1].parent / "notice.txt").read_text(encoding="utf-8")
    found = json.loads(good("regulation", "show", law.id, "--asp-path", str(made[1]), "--json"))
    assert [row["id"] for row in found["clauses"]] == re.findall(r"^  ([一二三四五六七八])、", notice, re.MULTILINE)
    assert [row["id"] for row in found["clauses"] if row["standing"] != "encoded"] == ["八"]
    assert found["source"]["sha256"] in made[0]
    # Every figure of the notice stands in a fact, and no other does.
    figures = {item["value"] for row in found["numbers"] for item in row["numbers"]}
    assert figures == set(re.findall(r"(\d+)(?:学时|个月)", notice))
