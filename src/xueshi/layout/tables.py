"""Facts of one predicate below each other: a table, whose columns stay aligned.

Whether a run of facts is a table is the author's decision: it is one where columns are padded with space, or where a
comment with headings of columns stands directly above.  Then each column begins where most rows have it, so that it
stays below its heading, or further right where a row needs the room.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from xueshi.layout.spacing import Piece
from xueshi.layout.tokens import Token
from xueshi.layout.wrapping import WIDTH, joined, width

_HEADINGS = re.compile(r"%\s{2,}\S.*\s{2,}\S")


class Row(NamedTuple):
    """A fact with arguments that stands in one line."""

    name: str
    """With what stands before it and its bracket: ``table(``."""
    cells: tuple[str, ...]
    ending: str
    """``).``"""
    starts: tuple[int, ...]
    """Columns, from the fact's own beginning, in which the arguments begin in the source."""
    pads: tuple[int, ...]
    """Spaces before each argument in the source."""

    @property
    def predicate(self) -> tuple[str, int]:
        """Return what has to be equal in all rows of a table."""
        return self.name, len(self.cells)


def row(text: str, statement: Sequence[Token], pieces: Sequence[Piece]) -> Row | None:
    """Return a statement of ``text`` as the row of a table, ``None`` if it is no fact with arguments."""
    marks = [token.text for token in statement]
    if len(marks) < 5 or marks[1] != "(" or marks[-2:] != [")", "."] or statement[0].kind != "word":
        return None
    if any(token.is_comment for token in statement) or marks[0].startswith("#"):
        return None
    separators = _separators(marks)
    if separators is None:
        return None
    bounds = [1, *separators, len(marks) - 2]
    cells = tuple(joined(pieces[start + 1 : end]) for start, end in pairwise(bounds))
    line = text[statement[0].start : statement[-1].end]
    firsts = [statement[bound + 1].start - statement[0].start for bound in bounds[:-1]]
    gaps = [statement[bound + 1].start - statement[bound].end for bound in bounds[:-1]]
    if "\n" in line:
        gaps = [0] * len(gaps)
    return Row(f"{marks[0]}(", cells, ").", tuple(width(line[:first]) for first in firsts), tuple(gaps))


def _separators(marks: Sequence[str]) -> list[int] | None:
    """Return where the commas between the arguments stand; ``None`` where it is no fact, or a pool of arguments."""
    depth = 0
    found = []
    for at, mark in enumerate(marks[1:-1], 1):
        depth += (mark in "([{") - (mark in ")]}")
        if depth == 0 and at < len(marks) - 2:
            return None
        if depth == 1 and mark == ";":
            return None
        if depth == 1 and mark == ",":
            found.append(at)
    empty = any(end - start < 2 for start, end in pairwise([1, *found, len(marks) - 2]))
    return None if empty else found


def is_heading(comment: str) -> bool:
    """Tell whether a comment holds headings of columns: words with two spaces or more before them and between them."""
    return bool(_HEADINGS.match(comment))


def table(rows: Sequence[Row], *, headed: bool) -> list[str] | None:
    """Return facts of one predicate as lines, aligned; ``None`` if they are no table.

    Args:
        headed: headings of columns stand directly above.
    """
    if not headed and not _padded([row.starts for row in rows], [row.pads for row in rows]):
        return None
    starts = _columns(rows)
    made = [_line(row, starts) for row in rows]
    pads = [_pads(row, starts) for row in rows]
    stays = headed or _padded([starts] * len(rows), pads)
    return made if stays and max(map(width, made)) <= WIDTH else None


def _padded(starts: Sequence[Sequence[int]], pads: Sequence[Sequence[int]]) -> bool:
    """Tell whether rows are padded: by two spaces or more somewhere, or by one where that aligns a column."""
    if len(pads) < 2:
        return False
    columns = range(1, len(pads[0]))
    return any(
        any(pad[column] > 1 for pad in pads)
        or (len({pad[column] for pad in pads}) > 1 and len({start[column] for start in starts}) == 1)
        for column in columns
    )


def _columns(rows: Sequence[Row]) -> tuple[int, ...]:
    """Return where each column begins."""
    starts = [width(rows[0].name)]
    for column in range(1, len(rows[0].cells)):
        least = starts[-1] + max(width(row.cells[column - 1]) for row in rows) + 1
        counted = Counter(row.starts[column] for row in rows)
        usual = min(counted, key=lambda start: (-counted[start], start))
        starts.append(max(least, usual))
    return tuple(starts)


def _pads(row: Row, starts: Sequence[int]) -> tuple[int, ...]:
    ends = [start + width(cell) for start, cell in zip(starts, row.cells, strict=True)]
    return (0, *(start - end - 1 for start, end in zip(starts[1:], ends, strict=False)))


def _line(row: Row, starts: Sequence[int]) -> str:
    pads = _pads(row, starts)
    cells = (" " * pad + cell for pad, cell in zip(pads, row.cells, strict=True))
    return row.name + ",".join(cells) + row.ending
