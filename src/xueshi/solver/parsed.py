"""A program's text as clingo reads it, without the files that it includes: to tell whether two texts say the same."""

from __future__ import annotations

import re
from typing import NamedTuple

from clingo.ast import AST, ASTType, parse_string

_PLACE = re.compile(r"<string>:(\d+):(\d+)[^ ]*: (?:error: )?(.*)", re.DOTALL)


class Part(NamedTuple):
    """A statement or a comment, in the order of the text."""

    is_comment: bool
    text: str
    """As clingo writes it; of a comment as it stands."""


class NotParsedError(Exception):
    """The text is no program; line and column count from 1, in characters."""

    def __init__(self, line: int, column: int, said: str) -> None:
        self.line, self.column, self.said = line, column, said
        super().__init__(f"{line}:{column}: {said}")


def parsed(text: str) -> tuple[Part, ...]:
    """Return what ``text`` says.

    Raises:
        NotParsedError: if clingo cannot read it.  A character that begins no token must have been found before: clingo
            ends the process where it is not ASCII.
    """
    messages: list[str] = []
    found: list[AST] = []
    try:
        parse_string(text, found.append, logger=lambda _, message: messages.append(message))
    except RuntimeError as error:
        raise _not_parsed(text, messages[0] if messages else str(error)) from None
    return tuple(Part(node.ast_type is ASTType.Comment, str(node)) for node in found)


def _not_parsed(text: str, message: str) -> NotParsedError:
    found = _PLACE.match(message)
    if found is None:
        return NotParsedError(1, 1, message.strip())
    number, octets = int(found[1]), int(found[2])
    lines = text.encode().split(b"\n")
    before = lines[number - 1][: octets - 1] if number <= len(lines) else b""
    column = len(before.decode(errors="replace")) + 1
    return NotParsedError(number, column, found[3].strip())
