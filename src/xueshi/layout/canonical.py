"""An encoding in its canonical layout, proved to say the same."""

from __future__ import annotations

from collections.abc import Sequence

from xueshi.errors import Bare, InputError, Phrase, Problem
from xueshi.layout.comments import comment
from xueshi.layout.page import page
from xueshi.layout.tokens import Token, UnreadableError, tokens
from xueshi.solver.parsed import NotParsedError, Part, parsed

SECTION = "layout"


def formatted(text: str, name: str) -> str:
    """Return the encoding ``text`` in the canonical layout.

    The result is taken apart and parsed again: tokens, comments and parsed statements must be those of ``text``.

    Args:
        text: the encoding.
        name: of the file, for messages.

    Raises:
        InputError: if ``text`` is no program, or the result would not say the same.
    """
    before = _tokens(text, name)
    try:
        said = _said(text, before)
    except NotParsedError as error:
        raise _syntax(name, error.line, error.column, Bare(error.said)) from None
    laid_out = page(text, before)
    try:
        after = list(tokens(laid_out))
        same = _kept(before) == _kept(after) and said == _said(laid_out, after)
    except (UnreadableError, NotParsedError):
        same = False
    if not same:
        found, allowed = (Phrase(f"fault.{key}", section=SECTION) for key in ("changed", "same"))
        raise InputError([Problem(name, "changed", found, allowed)])
    return laid_out


def _tokens(text: str, name: str) -> list[Token]:
    try:
        return list(tokens(text))
    except UnreadableError as error:
        found = Phrase("fault.character", {"value": error.found}, section=SECTION)
        raise _syntax(name, error.line, error.column, found) from None


def _kept(found: Sequence[Token]) -> list[str]:
    """Return what must stay, in its order."""
    return [comment(token) if token.is_comment else token.text for token in found]


def _said(text: str, found: Sequence[Token]) -> list[Part]:
    """Return what clingo reads, the comments in their one form, without what is included."""
    marks = list(text)
    for at, token in enumerate(found):
        if token.text == "#include":
            # A fact stands for it: what it includes is no part of this text, and need not be there.
            marks[token.start : token.end] = "include("
            full_stop = next((mark for mark in found[at:] if mark.text == "."), None)
            if full_stop is not None:
                marks[full_stop.start] = ")."
            for mark in found[at : at + 4]:
                if mark.text in "<>":
                    marks[mark.start] = " "
    parts = parsed("".join(marks))
    return [part._replace(text=_comment(part.text)) if part.is_comment else part for part in parts]


def _comment(text: str) -> str:
    return comment(Token("block" if text.startswith("%*") else "comment", text, 0, 1, 1))


def _syntax(name: str, line: int, column: int, said: object) -> InputError:
    found = Phrase("fault.syntax", {"line": line, "column": column, "said": said}, section=SECTION)
    return InputError([Problem(name, "syntax", found, Phrase("fault.program", section=SECTION))])
