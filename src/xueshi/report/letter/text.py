"""The letter as plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from xueshi.report.characters import columns
from xueshi.report.letter.page import Items, LetterPage, Paragraph, Table
from xueshi.report.styled import EMPTY, Run, Text, fill, paint, span, trim, wrap

WIDTH = 76
"""Columns of a line: the same on every screen, so that a letter is the same everywhere."""

_BLANK_LINE = 24
"""Columns left free for a name or a stamp."""

_LEAST = 12

_AT_QUOTES = re.compile("(“.?”|“.|.”)")


def letter_text(page: LetterPage) -> str:
    """Return the letter as plain text, without a line break at its end."""
    return "\n".join(paint(trim(line), colour=False) for line in _lines(page))


def _lines(page: LetterPage) -> Iterator[Text]:
    indent = 4 if page.lang == "zh" else 0
    for line in wrap(span(page.title), WIDTH):
        yield (*fill((WIDTH - columns(paint(line, colour=False))) // 2), *line)
    yield EMPTY
    yield from wrap(span(page.salutation), WIDTH)
    yield EMPTY
    yield from _paragraph(page.opening, indent)
    for section in page.sections:
        yield EMPTY
        yield from wrap(span(section.heading), WIDTH)
        yield EMPTY
        for place, block in enumerate(section.blocks):
            if place and (indent == 0 or isinstance(section.blocks[place - 1], Table)):
                yield EMPTY
            if isinstance(block, Paragraph):
                yield from _paragraph(block.text, indent)
            elif isinstance(block, Items):
                for item in block.items:
                    yield from _paragraph(item, indent)
            else:
                yield from _table(block, indent)
    if page.closing:
        yield EMPTY
        yield from _paragraph(page.closing, indent)
    yield EMPTY
    yield EMPTY
    for label in page.signature:
        yield from _right(label)
        yield EMPTY
    yield from _right(page.date)


def _paragraph(text: str, indent: int) -> Iterator[Text]:
    """Yield a paragraph; Chinese ones have their first line two characters further in."""
    # The indent is part of the first line only: it is measured as a word that cannot be parted from its text.
    yield from wrap((*span("\u00a0" * indent), *_quoted(text)), WIDTH)


def _quoted(text: str) -> Text:
    """Return ``text`` with its quotation marks tied to what they enclose: no line begins or ends with the wrong one."""
    runs: list[Run] = []
    for part in _AT_QUOTES.split(text):
        runs += span(part, "clause" if _AT_QUOTES.fullmatch(part) else "plain")
    return tuple(runs)


def _table(table: Table, indent: int) -> Iterator[Text]:
    rows = [table.head, *table.rows] if table.head else list(table.rows)
    last = len(rows[0]) - 1
    widths = [max(columns(row[at]) for row in rows) for at in range(last + 1)]
    if not table.figures:
        widths[last] = max(WIDTH - indent - sum(widths[:last]) - 2 * last, _LEAST)
    for row in rows:
        yield from _row(row, widths, indent, figures=table.figures)


def _row(row: Sequence[str], widths: Sequence[int], indent: int, *, figures: bool) -> Iterator[Text]:
    cells = [wrap(span(cell), width) if cell else [EMPTY] for cell, width in zip(row, widths, strict=True)]
    for at in range(max(map(len, cells))):
        line: list[tuple[str, str]] = list(fill(indent))
        for place, (cell, width) in enumerate(zip(cells, widths, strict=True)):
            part = cell[at] if at < len(cell) else EMPTY
            blank = fill(width - columns(paint(part, colour=False)))
            gap = fill(2) if place else EMPTY
            line += (*gap, *blank, *part) if figures and place else (*gap, *part, *blank)
        yield trim(tuple(line))  # type: ignore[arg-type]


def _right(label: str) -> Iterator[Text]:
    yield trim((*fill(WIDTH - _BLANK_LINE - columns(label)), *span(label)))
