"""docs/language.md: the page knows every word, and what it shows stands in the encodings."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.law.contract import core, of_role, shipped, uses
from xueshi.solver.syntax import statements

PAGE = Path(__file__).parents[2] / "docs" / "language.md"
TEXT = PAGE.read_text(encoding="utf-8")


def parsed(block: str, folder: Path) -> list[str]:
    """Return the statements of a block, as clingo writes them."""
    file = folder / "block.lp"
    file.write_text(block, encoding="utf-8")
    return [statement.text for statement in statements(file) if statement.form != "comment"]


@pytest.mark.parametrize("signature", of_role("law"))
def test_the_page_knows_the_word(signature: str) -> None:
    assert re.search(rf"\b{signature.split('/', maxsplit=1)[0]}\b", TEXT)


def test_what_the_page_shows_stands_in_the_encodings(tmp_path: Path) -> None:
    known = {statement.text for law in shipped() for statement in law.statements} | {s.text for s in core()}
    blocks = re.findall(r"^```prolog\n(.*?)^```$", TEXT, re.DOTALL | re.MULTILINE)
    assert blocks
    shown = [text for block in blocks for text in parsed(block, tmp_path)]
    assert not [text for text in shown if text not in known]


def test_the_tables_of_the_page_show_facts_of_the_encodings(tmp_path: Path) -> None:
    written = [statement for law in shipped() for statement in law.statements]
    known = {statement.text for statement in written}
    cells = re.findall(r"^\|[^|]*\| `([^`]*\.)` \|$", TEXT, re.MULTILINE)
    assert cells
    strange = [text for cell in cells for text in parsed(cell, tmp_path) if text not in known]
    # A word that no regulation needs yet may be shown by an example of its own.
    used = {use.name for _, use in uses(written, "head")}
    assert not [text for text in strange if text.split("(", maxsplit=1)[0] in used]
