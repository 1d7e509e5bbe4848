"""The page on writing a regulation tells the truth, and its city keeps the rules that it gives."""

from __future__ import annotations

from pathlib import Path

import clingo

from tests.law.contract import entries, of_role, uses
from tests.law.example import PAGE, shown
from xueshi.solver.syntax import statements


def test_the_commands_print_what_the_page_shows(tmp_path: Path) -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert shown(page, tmp_path) == page


def test_the_example_keeps_the_rules(tmp_path: Path) -> None:
    shown(PAGE.read_text(encoding="utf-8"), tmp_path)
    file = tmp_path / "cities" / "heyang" / "heyang-2025.lp"
    written = statements(file)
    assert {use.signature for _, use in uses(written, "head")} <= of_role("law").keys()
    assert {use.signature for _, use in uses(written, "body")} <= entries().keys()
    assert not [s.text for s in written if s.uses and not s.clauses]
    assert not [s.text for s in written if s.numbers and s.form != "fact"]
    messages: list[str] = []
    control = clingo.Control(["--warn=all"], logger=lambda _, message: messages.append(message))
    control.load(str(file))
    control.ground([("base", [])])
    assert not messages
