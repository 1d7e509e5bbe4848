"""An encoding as tokens, with all of its comments.

Space is not kept, but each token knows where it stood.  Tokens are clingo's, but for what is never laid out anew: a
``#script`` is one token.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple, cast

Kind = Literal["word", "string", "mark", "comment", "block", "script"]
"""``word`` is a name, a variable, a number or a directive; ``block`` a comment in ``%*`` and ``*%``."""


class Token(NamedTuple):
    """A token, or a comment."""

    kind: Kind
    text: str
    start: int
    """Where it begins in the whole text, from 0."""
    line: int
    last_line: int

    @property
    def end(self) -> int:
        """Return where it ends."""
        return self.start + len(self.text)

    @property
    def is_comment(self) -> bool:
        """Tell whether it is a comment of either form."""
        return self.kind in ("comment", "block")


class UnreadableError(Exception):
    """A character that begins no token; line and column count from 1."""

    def __init__(self, text: str, at: int) -> None:
        self.line, self.column = place(text, at)
        self.found = text[at : at + 1]
        super().__init__(f"{self.line}:{self.column}: {self.found!r}")


_WORD = r"[_']*[A-Za-z][A-Za-z0-9_']*|_|0x[0-9A-Fa-f]+|0o[0-7]+|0b[01]+|0|[1-9][0-9]*|\#sum\+|\#[A-Za-z]+"
_TOKEN = re.compile(
    rf"""
      (?P<comment>%(?!\*)[^\n]*)
    | (?P<block>%\*)
    | (?P<script>\#script\b.*?\#end\b)
    | (?P<string>"(?:[^\\"\n]|\\["\\n])*")
    | (?P<word>{_WORD})
    | (?P<mark>:-|:~|\.\.|\*\*|<=|>=|!=|==|<>|[.,;:|()\[\]{{}}<>=+\-*/\\?^&~@])
    """,
    re.VERBOSE | re.DOTALL,
)
_SPACE = re.compile(r"[ \t\r\n]*")
_IN_BLOCK = re.compile(r"%\*|\*%|%[^\n]*")
_OPERATOR = re.compile(r"[/!<=>+\-*\\?&@|:;~^.]+")
"""What clingo takes for one operator inside a theory atom."""

_OPEN, _CLOSE = "([{", ")]}"


def place(text: str, at: int) -> tuple[int, int]:
    """Return line and column, from 1, of a place in ``text``."""
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens and comments of an encoding.

    Raises:
        UnreadableError: at the first character that can begin none.
    """
    if "\0" in text:
        raise UnreadableError(text, text.index("\0"))
    line, seen = 1, 0
    theory = _Theory()
    at = 0
    while True:
        found_space = _SPACE.match(text, at)
        assert found_space is not None
        at = found_space.end()
        if at == len(text):
            return
        kind, end = _token(text, at, inside_theory=theory.inside)
        line += text.count("\n", seen, at)
        said = text[at:end]
        token = Token(kind, said, at, line, line + said.count("\n"))
        seen = at
        theory.take(token)
        yield token
        at = end


def _token(text: str, at: int, *, inside_theory: bool) -> tuple[Kind, int]:
    if inside_theory and (mark := _OPERATOR.match(text, at)):
        return "mark", mark.end()
    found = _TOKEN.match(text, at)
    if found is None:
        raise UnreadableError(text, at)
    kind = cast("Kind", found.lastgroup)
    return kind, _block_end(text, at) if kind == "block" else found.end()


def _block_end(text: str, at: int) -> int:
    """Return the end of a block comment: blocks stand in blocks, and ``%`` hides the rest of its line."""
    depth = 0
    for found in _IN_BLOCK.finditer(text, at):
        if found.group() == "%*":
            depth += 1
        elif found.group() == "*%":
            depth -= 1
            if depth == 0:
                return found.end()
    raise UnreadableError(text, at)


class _Theory:
    """Whether the next token stands in a theory atom or its definition, where marks join into operators."""

    def __init__(self) -> None:
        self.inside = False
        self._definition = False
        self._depth = 0
        self._ends_term = False

    def take(self, token: Token) -> None:
        if token.is_comment:
            return
        if self.inside:
            if token.kind == "mark":
                self._mark(token.text)
        elif token.text == "#theory":
            self.inside = self._definition = True
        elif token.text == "&" and not self._ends_term:
            self.inside = True
        self._ends_term = ends_term(token)

    def _mark(self, mark: str) -> None:
        if mark in _OPEN:
            self._depth += 1
        elif mark in _CLOSE:
            self._depth -= 1
        elif self._depth == 0 and (mark == "." or (mark in (",", ";", ":-", ":") and not self._definition)):
            self.inside = self._definition = False


_VALUES = frozenset({"#inf", "#sup", "#infimum", "#supremum", "#true", "#false"})
"""Directives that are values."""


def ends_term(token: Token) -> bool:
    """Tell whether a term, an atom or a set may end with ``token``, so that a mark after it stands between two."""
    if token.kind == "word":
        return token.text != "not" and (not token.text.startswith("#") or token.text in _VALUES)
    return token.kind == "string" or token.text in (")", "]", "}")
