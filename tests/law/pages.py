"""The pages of ``docs/regulations``: which clauses, readings and warnings of a text they name, and where.

The form of a page is described in ``docs/regulations/README.md``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

PAGES = Path(__file__).parents[2] / "docs" / "regulations"
NOT_ENCODED = "not encoded"
"""How the last column of a clause begins that no rule names."""


@dataclass(frozen=True, slots=True)
class Page:
    """What the tables of one page say."""

    clauses: Mapping[str, str]
    """Each clause with the last column of its row: where it is encoded, or why not."""
    readings: Mapping[str, frozenset[str]]
    """Each reading with its clause, or clauses."""
    warnings: frozenset[str]

    def not_encoded(self) -> frozenset[str]:
        """Return the clauses that the page says no rule names."""
        return frozenset(clause for clause, where in self.clauses.items() if where.startswith(NOT_ENCODED))


def page(city: str) -> Page:
    """Return the page of a jurisdiction.

    Raises:
        FileNotFoundError: if there is none.
        ValueError: as :func:`read_page`.
    """
    return read_page((PAGES / f"{city}.md").read_text(encoding="utf-8"))


def read_page(text: str) -> Page:
    """Return what the tables of a page say.

    Raises:
        ValueError: if a row has more or fewer columns than its head, names nothing in backticks or something twice.
    """
    clauses: dict[str, str] = {}
    readings: dict[str, str] = {}
    warnings: dict[str, str] = {}
    columns = {"clause": (clauses, -1), "reading": (readings, 1), "warning": (warnings, -1)}
    for head, cells in _rows(text):
        if head not in columns:
            continue
        table, column = columns[head]
        names = quoted(cells[0])
        if not names:
            raise ValueError(f"a row of the {head} table names none: {' | '.join(cells)}")
        for name in names:
            if name in table:
                raise ValueError(f"{head} {name} has two rows")
            table[name] = cells[column]
    return Page(clauses, {name: frozenset(quoted(cell)) for name, cell in readings.items()}, frozenset(warnings))


def quoted(cell: str) -> list[str]:
    """Return what stands in backticks."""
    return re.findall(r"`([^`]+)`", cell)


def _rows(text: str) -> Iterator[tuple[str, list[str]]]:
    """Yield each row of each table, with the first word of the table's head."""
    head: list[str] = []
    for line in text.splitlines():
        if not line.startswith("|"):
            head = []
            continue
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if not head:
            head = cells
        elif len(cells) != len(head):
            raise ValueError(f"{len(cells)} columns where the head has {len(head)}: {line}")
        elif not all(set(cell) <= set("-: ") for cell in cells):
            yield head[0], cells


def separate(joined: str, known: Mapping[str, str]) -> list[str]:
    """Return the clauses of ``附件1 一(1)、二(1)``; the name of an annex holds for those behind it."""
    found: list[str] = []
    annex = ""
    for part in joined.split("、"):
        if " " in part:
            annex = part.split(" ")[0]
        inherited = f"{annex} {part}"
        found.append(inherited if annex and inherited in known else part)
    return found
