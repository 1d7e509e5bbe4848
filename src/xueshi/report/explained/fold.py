"""Which lines of an explanation a page shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from xueshi.model.explanation import Line

ALWAYS = 2
"""Levels that a folded page shows whole: the sections, and what each holds."""


class Shown(NamedTuple):
    """Lines to show, and how many are not."""

    lines: tuple[Line, ...]
    hidden: int


def folded(lines: Iterable[Line]) -> Shown:
    """Keep of each record, cap and minimum what decided: what failed, what is open, what was chosen, and on which fact.

    The levels above :data:`ALWAYS` stay.
    """
    return _taken([_folded(line, 1) for line in lines])


def cut(lines: Iterable[Line], depth: int) -> Shown:
    """Keep ``depth`` levels (at least 1)."""
    return _taken([_cut(line, depth - 1) for line in lines])


def _taken(parts: Iterable[Shown]) -> Shown:
    parts = list(parts)
    return Shown(tuple(line for part in parts for line in part.lines), sum(part.hidden for part in parts))


def _with(line: Line, below: Shown) -> Shown:
    return Shown((replace(line, below=below.lines),), below.hidden)


def _size(line: Line) -> int:
    return sum(1 for _ in line.walk())


def _cut(line: Line, depth: int) -> Shown:
    if depth > 0:
        return _with(line, _taken([_cut(one, depth - 1) for one in line.below]))
    return Shown((replace(line, below=()),), _size(line) - 1)


def _folded(line: Line, level: int) -> Shown:
    below: list[Shown] = []
    # Below a decisive line stand the facts and numbers on which it turns; a record itself turns on nothing.
    turns = level > ALWAYS or (line.mark == "bad" and line.kind is not None)
    for one in line.below:
        if level < ALWAYS or _decides(one, line):
            below.append(_folded(one, level + 1))
        elif turns and not one.below:
            below.append(_cut(one, 0))
        else:
            below.append(Shown((), _size(one)))
    return _with(line, _taken(below))


def _decides(line: Line, above: Line) -> bool:
    """Tell whether a folded page keeps a line: assumptions have a section of their own, what is well needs no more."""
    if line.mark == "open":
        return above.mark != "good" and line.kind != "assumption"
    return decisive(line)


def decisive(line: Line) -> bool:
    """Tell whether a line by itself tells why something is not simply as claimed."""
    return line.mark in ("bad", "open") or line.kind == "choice"
