"""docs/coverage.md shows what the command says of the invented regulation of these tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import ROOT, good
from tests.coverage.small import small_law

PAGE = ROOT / "docs" / "coverage.md"


def shown(root: Path) -> str:
    """Return the block of the page: the command and its output."""
    small_law(root / "cities")
    output = good("regulation", "coverage", "small", "--asp-path", "cities", COLUMNS="100")
    return f"```text\n$ xueshi regulation coverage small --asp-path cities\n{output}```\n"


def test_the_page_shows_what_the_command_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert shown(tmp_path) in PAGE.read_text(encoding="utf-8")
