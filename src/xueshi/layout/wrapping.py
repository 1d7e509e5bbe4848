"""A statement in lines: one where it fits, else its head and its body apart, broken between literals."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from xueshi.layout.spacing import BODY, LITERAL, Piece

WIDTH = 120
"""Columns of the longest line of code; comments are left as long as they are."""
INDENT = 2


def width(text: str) -> int:
    """Return the columns that ``text`` takes on a screen; a Chinese character takes two."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(char) else 1 + (unicodedata.east_asian_width(char) in "WF") for char in text)


def joined(pieces: Sequence[Piece]) -> str:
    """Return pieces as one line."""
    return "".join(f" {piece.text}" if piece.spaced and at else piece.text for at, piece in enumerate(pieces))


def lines(pieces: Sequence[Piece]) -> list[str]:
    """Return a statement as lines."""
    if not any(piece.comment for piece in pieces):
        line = joined(pieces)
        if width(line) <= WIDTH:
            return [line]
    paper = _Paper()
    body = next((at for at, piece in enumerate(pieces) if piece.place == BODY and at > 1), None)
    if body is None:
        paper.fill(pieces, LITERAL, INDENT)
    else:
        paper.fill(pieces[:body], LITERAL, INDENT)
        paper.line_break(INDENT)
        paper.fill(pieces[body:], LITERAL, INDENT)
    return [line.rstrip() for line in paper.lines]


class _Paper:
    """Lines that are filled one after the other."""

    def __init__(self) -> None:
        self.lines = [""]
        self._closed = False
        """A comment ended the line."""

    def line_break(self, indent: int) -> None:
        """Begin a line, if the last one holds anything yet."""
        self._closed = False
        if self.lines[-1].strip():
            self.lines.append(" " * indent)
        else:
            self.lines[-1] = " " * indent

    def fill(self, pieces: Sequence[Piece], place: int, indent: int) -> None:
        """Write ``pieces``, broken at places as good as ``place`` where that is enough, else at worse ones."""
        for chunk in _chunks(pieces, place):
            if chunk[0].comment:
                self._comment(chunk[0], indent)
                continue
            if self._closed:
                self.line_break(indent)
            if self._room(chunk):
                self._write(chunk)
                continue
            if self.lines[-1].strip() and (chunk[0].place is not None and chunk[0].place <= place):
                self.line_break(indent)
            worse = min((p.place for p in chunk[1:] if p.place is not None and p.place > place), default=None)
            if worse is None or self._room(chunk):
                self._write(chunk)
            else:
                line = self.lines[-1]
                self.fill(chunk, worse, len(line) - len(line.lstrip()) + INDENT)

    def _room(self, chunk: Sequence[Piece]) -> bool:
        space = bool(self.lines[-1].strip()) and chunk[0].spaced
        return width(self.lines[-1]) + space + width(joined(chunk)) <= WIDTH and not any(p.comment for p in chunk)

    def _write(self, chunk: Sequence[Piece]) -> None:
        space = " " if self.lines[-1].strip() and chunk[0].spaced else ""
        self.lines[-1] += space + joined(chunk)

    def _comment(self, piece: Piece, indent: int) -> None:
        if piece.comment == "own" or self._closed:
            self.line_break(indent)
            self.lines[-1] += piece.text
        else:
            self.lines[-1] += f"  {piece.text}"
        self._closed = True


def _chunks(pieces: Sequence[Piece], place: int) -> Iterator[Sequence[Piece]]:
    """Yield what stands between two breaks; a comment that needs its line is always by itself."""
    start = 0
    for at, piece in enumerate(pieces):
        after_comment = at > 0 and bool(pieces[at - 1].comment)
        breaks = piece.place is not None and piece.place <= place
        if at > start and (breaks or piece.comment or after_comment):
            yield pieces[start:at]
            start = at
    if start < len(pieces):
        yield pieces[start:]
