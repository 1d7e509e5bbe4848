"""Runs of styled text: joined, wrapped, shortened, and painted at the very end.

Styles never count in a width, because the terminal's sequences come into being only in :func:`paint`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, TypeAlias

from xueshi.report.characters import cells, clean, columns

Style = Literal["plain", "bold", "dim", "good", "bad", "open", "head", "clause"]
"""``clause`` looks as ``dim`` does, and no line breaks inside it while it fits one."""
Run: TypeAlias = tuple[str, Style]
Text: TypeAlias = tuple[Run, ...]

EMPTY: Text = ()

GLUE = "\u00a0"
"""A blank at which no line breaks; it is printed as a plain one."""

_SEQUENCES: dict[Style, str] = {
    "bold": "\x1b[1m",
    "dim": "\x1b[2m",
    "good": "\x1b[1;32m",
    "bad": "\x1b[1;31m",
    "open": "\x1b[1;33m",
    "head": "\x1b[1;36m",
    "clause": "\x1b[2m",
}
_RESET = "\x1b[0m"

_Cell: TypeAlias = tuple[str, int, Style]
_Word: TypeAlias = tuple[list[_Cell], list[_Cell]]
"""An unbreakable piece, and the blanks behind it."""

# What a line must not begin or end with, in Chinese and in Latin type.
_NOT_FIRST = frozenset("，。；：、！？）》〉」』】〕％…,.;:!?)]}%")
_NOT_LAST = frozenset("（《〈「『【〔([{")


def span(text: str, style: Style = "plain") -> Text:
    """Return ``text`` as one run; characters that could harm a terminal are escaped here, once for all output."""
    return ((clean(text), style),) if text else EMPTY


def join(separator: Text, parts: Iterable[Text]) -> Text:
    """Return the non-empty ``parts`` with ``separator`` between them."""
    out: list[Run] = []
    for part in parts:
        if part:
            out.extend(separator if out else ())
            out.extend(part)
    return tuple(out)


def measure(text: Text) -> int:
    """Return the columns that ``text`` takes."""
    return sum(columns(run) for run, _ in text)


def fill(count: int) -> Text:
    """Return ``count`` blanks."""
    return ((" " * count, "plain"),) if count > 0 else EMPTY


def trim(text: Text) -> Text:
    """Return ``text`` without white space at its end."""
    runs = list(text)
    while runs:
        run, style = runs.pop()
        if kept := run.rstrip():
            return (*runs, (kept, style))
    return EMPTY


def cut(text: Text, width: int, ellipsis: str) -> Text:
    """Return ``text`` shortened to ``width`` columns, ``ellipsis`` at the end of what is left."""
    if measure(text) <= width:
        return text
    room = width - columns(ellipsis)
    out: list[_Cell] = []
    for cell in _cells(text):
        room -= cell[1]
        if room < 0:
            break
        out.append(cell)
    kept = trim(_runs(out))
    return (*kept, (ellipsis, kept[-1][1] if kept else "plain"))


def cut_middle(text: str, width: int, ellipsis: str) -> str:
    """Return ``text`` shortened to ``width`` columns in its middle: the ends of an id tell it from its like."""
    text = clean(text)
    if columns(text) <= width:
        return text
    room = width - columns(ellipsis)
    parts = list(cells(text))
    head, tail = _within(parts, room - room // 2), _within(parts[::-1], room // 2)
    return "".join(head) + ellipsis + "".join(reversed(tail))


def _within(parts: Sequence[tuple[str, int]], room: int) -> list[str]:
    out: list[str] = []
    for char, width in parts:
        room -= width
        if room < 0:
            break
        out.append(char)
    return out


def wrap(text: Text, width: int) -> list[Text]:
    """Return ``text`` in lines of at most ``width`` columns (at least 2).

    A line breaks at blanks and between Chinese characters, not before closing or behind opening punctuation and not
    between a figure and the character behind it (``30学时``); a longer word is broken where the line ends.
    """
    if measure(text) <= width:
        return [trim(text)]
    lines: list[list[_Word]] = [[]]
    used = 0
    for word, blanks in _fitting(_words(text), width):
        size = sum(cell[1] for cell in word)
        if lines[-1] and used + size > width:
            lines.append([])
            used = 0
        lines[-1].append((word, blanks))
        used += size + sum(cell[1] for cell in blanks)
    _keep_company(lines)
    return [trim(_runs([cell for word, blanks in line for cell in (*word, *blanks)])) for line in lines]


def _fitting(words: Iterable[_Word], width: int) -> Iterator[_Word]:
    """Yield ``words``, those that are wider than a line in pieces that fit."""
    for word, blanks in words:
        piece: list[_Cell] = []
        used = 0
        for cell in word:
            if piece and used + cell[1] > width:
                yield piece, []
                piece, used = [], 0
            piece.append(cell)
            used += cell[1]
        yield piece, blanks


def _keep_company(lines: list[list[_Word]]) -> None:
    """Move a character down to one that would stand alone on the last line of a Chinese paragraph."""
    if len(lines) < 2 or len(lines[-1]) != 1 or len(lines[-2]) < 4:
        return
    alone, above = lines[-1][0], lines[-2][-1]
    if len(alone[0]) <= 2 and not above[1] and len(above[0]) <= 4 and alone[0][0][1] == above[0][0][1] == 2:
        lines[-1].insert(0, lines[-2].pop())


def paint(text: Text, *, colour: bool) -> str:
    """Return ``text`` as a string, with the terminal's sequences for its styles if ``colour``."""
    shown = ((run.replace(GLUE, " "), style) for run, style in text)
    if not colour:
        return "".join(run for run, _ in shown)
    return "".join(f"{_SEQUENCES[style]}{run}{_RESET}" if style in _SEQUENCES else run for run, style in shown)


def _cells(text: Text) -> list[_Cell]:
    return [(char, width, style) for run, style in text for char, width in cells(run)]


def _runs(line: Sequence[_Cell]) -> Text:
    runs: list[tuple[list[str], Style]] = []
    for char, _, style in line:
        if runs and runs[-1][1] == style:
            runs[-1][0].append(char)
        else:
            runs.append(([char], style))
    return tuple(("".join(chars), style) for chars, style in runs)


def _words(text: Text) -> list[_Word]:
    pieces: list[_Word] = []
    word: list[_Cell] = []
    blanks: list[_Cell] = []
    for cell in _cells(text):
        if cell[0].isspace() and cell[0] != GLUE and cell[2] != "clause":
            blanks.append(cell)
            continue
        if blanks or (word and _breakable(word[-1], cell)):
            pieces.append((word, blanks))
            word, blanks = [], []
        word.append(cell)
    pieces.append((word, blanks))
    return pieces


def _breakable(before: _Cell, after: _Cell) -> bool:
    if (before[1] < 2 and after[1] < 2) or before[2] == after[2] == "clause":
        return False
    if after[0] in _NOT_FIRST or before[0] in _NOT_LAST:
        return False
    if after[0] == "(":  # a clause stays whole: 二(2)
        return False
    return not before[0].isdigit() or after[0] in _NOT_LAST
