"""Characters that no program may hold outside comments and texts, such as a full-width comma.

Clingo itself must not see them: it cuts its message in the middle of the character, and the process ends.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from xueshi.solver.fault import EncodingError

_TOKEN = re.compile(rb'%\*.*?(?:\*%|\Z)|%[^\n]*|"(?:[^"\\\n]|\\["n\\])*"|[\x80-\xff]+|[^%"\x80-\xff]+|.', re.DOTALL)
_INCLUDE = re.compile(rb'^[ \t]*#include[ \t]*"([^"\n]+)"', re.MULTILINE)


class Stray(NamedTuple):
    """Characters that do not belong where they stand; columns count from 1, in bytes."""

    file: Path
    line: int
    column: int
    characters: str
    width: int


def stray(file: Path) -> tuple[Stray, ...]:
    """Return the stray characters of ``file`` and of all that it includes, and bytes that are no UTF-8."""
    found: list[Stray] = []
    todo, seen = [file], {file}
    while todo:
        path = todo.pop(0)
        try:
            text = path.read_bytes()
        except OSError:
            continue
        found.extend(_of(path, text))
        for name in _INCLUDE.findall(text):
            other = Path(os.path.normpath(path.parent / name.decode("utf-8", "replace")))
            if other not in seen:
                seen.add(other)
                todo.append(other)
    return tuple(found)


def refuse_stray(file: Path) -> None:
    """Make sure that clingo can read ``file`` and what it includes.

    Raises:
        EncodingError: naming each stray character, in clingo's manner.
    """
    odd = stray(file)
    if odd:
        said = (f"{one.file}:{one.line}:{one.column}: error: lexer error, unexpected {one.characters}" for one in odd)
        raise EncodingError("\n".join(said))


def _of(file: Path, text: bytes) -> Iterator[Stray]:
    if text.isascii():
        return
    try:
        text.decode("utf-8")
        whole = True
    except UnicodeDecodeError:
        whole = False
    line, begin = 1, 0
    for token in _TOKEN.finditer(text):
        said = token.group()
        odd = re.match(rb"[\x80-\xff]+", said) or (None if whole else _undecodable(said))
        if odd:
            shown = odd.group().decode("utf-8", "replace")
            before = said[: odd.start()]
            at = token.start() + odd.start()
            start = token.start() + before.rfind(b"\n") + 1 if b"\n" in before else begin
            yield Stray(file, line + before.count(b"\n"), at - start + 1, shown, len(odd.group()))
        line += said.count(b"\n")
        if b"\n" in said:
            begin = token.start() + said.rfind(b"\n") + 1


def _undecodable(said: bytes) -> re.Match[bytes] | None:
    try:
        said.decode("utf-8")
    except UnicodeDecodeError as error:
        return re.compile(rb".", re.DOTALL).match(said, error.start)
    return None
