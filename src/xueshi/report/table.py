"""Columns on a terminal: widths found from what stands in them, cells wrapped, double width measured.

A table never grows beyond the width that it is given, whatever its cells hold, and no line of it ends in blanks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from xueshi.report.styled import EMPTY, Text, cut, fill, join, measure, span, trim, wrap

GAP = 2
"""Blanks between two columns."""


@dataclass(frozen=True, slots=True)
class Titled:
    """A name that is wrapped and a title that is shortened: on one line where both find room."""

    name: Text
    title: Text
    between: Text
    ellipsis: str

    def natural(self) -> int:
        """Return the columns that both take in full."""
        return measure(join(self.between, (self.name, self.title)))

    def lines(self, width: int) -> list[Text]:
        """Return the lines in ``width`` columns."""
        if not self.title:
            return wrap(self.name, width)
        room = width - measure(self.name) - measure(self.between)
        if room >= min(measure(self.title), _ENOUGH_OF_A_TITLE):
            return wrap(cut(join(self.between, (self.name, self.title)), width, self.ellipsis), width)
        return [*wrap(self.name, width), cut(self.title, width, self.ellipsis)]


_ENOUGH_OF_A_TITLE = 16

Paragraph: TypeAlias = Text | Titled

Cell: TypeAlias = tuple[Paragraph, ...]
"""The paragraphs of a cell: each begins a line of its own and is wrapped."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column.  ``most`` bounds its width; ``least`` is what it keeps while others can still give way."""

    header: str
    align: Literal["left", "right"] = "left"
    most: int | None = None
    least: int = 12


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its cells, and paragraphs that run beneath them from column ``below_from`` to the table's end."""

    cells: tuple[Cell, ...]
    below: tuple[Text, ...] = ()
    below_from: int = 0


def cell(*paragraphs: Paragraph | str) -> Cell:
    """Return a cell of ``paragraphs``."""
    return tuple(span(part) if isinstance(part, str) else part for part in paragraphs)


def lay_out(columns: Sequence[Column], rows: Sequence[Row], width: int, *, indent: int = 0) -> list[Text]:
    """Return the lines of a table with a header (where any column has one) that fits ``width`` columns."""
    header = Row(tuple(cell(span(column.header, "dim")) for column in columns))
    headed = any(column.header for column in columns)
    shown = [header, *rows] if headed else list(rows)
    widths = _widths(columns, shown, width - indent)
    starts = [indent + sum(widths[:place]) + GAP * place for place in range(len(widths))]
    lines: list[Text] = []
    for row in shown:
        lines.extend(_row(columns, row, widths, indent))
        start = starts[row.below_from]
        for paragraph in row.below:
            lines.extend(trim((*fill(start), *line)) for line in wrap(paragraph, width - start))
    return lines


def _widths(columns: Sequence[Column], rows: Sequence[Row], width: int) -> list[int]:
    room = width - GAP * (len(columns) - 1)
    widths: list[int] = []
    for place, column in enumerate(columns):
        natural = max((_natural(part) for row in rows for part in row.cells[place]), default=0)
        widths.append(min(natural, room, column.most if column.most is not None else room))
    for floors in ([column.least for column in columns], [2] * len(columns)):
        while sum(widths) > room:
            givers = [place for place in range(len(widths)) if widths[place] > floors[place]]
            if not givers:
                break
            widths[max(givers, key=lambda place: (widths[place], place))] -= 1
    return widths


def _natural(paragraph: Paragraph) -> int:
    return paragraph.natural() if isinstance(paragraph, Titled) else measure(paragraph)


def _lines(paragraph: Paragraph, width: int) -> list[Text]:
    return paragraph.lines(width) if isinstance(paragraph, Titled) else wrap(paragraph, width)


def _row(columns: Sequence[Column], row: Row, widths: Sequence[int], indent: int) -> list[Text]:
    wrapped = [
        [line for paragraph in paragraphs for line in _lines(paragraph, max(2, size))]
        for paragraphs, size in zip(row.cells, widths, strict=True)
    ]
    lines: list[Text] = []
    for number in range(max((len(cell_lines) for cell_lines in wrapped), default=0)):
        line: Text = fill(indent)
        for place, (column, cell_lines) in enumerate(zip(columns, wrapped, strict=True)):
            text = cell_lines[number] if number < len(cell_lines) else EMPTY
            blank = fill(widths[place] - measure(text))
            gap = fill(GAP) if place else EMPTY
            line = (*line, *gap, *((*blank, *text) if column.align == "right" else (*text, *blank)))
        lines.append(trim(line))
    return lines
