"""How text that others wrote stands on a terminal: made harmless, and measured in columns.

``wcwidth`` costs more to import than a whole page costs to lay out, so it is asked only about what is neither plain
ASCII nor an ordinary Chinese character, bar or bracket: emoji, combining marks, other scripts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_WIDE = "\u3000-\u3029\u3030-\u303e\u4e00-\u9fff\uff01-\uff60"
_NARROW = " -~\u00a0-\u00ac\u00b0-\u00ff\u2010-\u2015\u2018-\u201f\u2026\u2212\u2500-\u259f\u2713\u2717"
_SIMPLE = re.compile(f"[{_NARROW}{_WIDE}]*")
_WIDE_ONE = re.compile(f"[{_WIDE}]")
_SUSPECT = re.compile(f"[^{_NARROW}{_WIDE}]")

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Categories that steer a terminal, hide, reorder the line or have no glyph."""

_JOINER = "\u200d"


@lru_cache(maxsize=4096)
def clean(text: str) -> str:
    r"""Return ``text`` with every character that has no place on a line written as an escape (``\x1b``, ``\u202e``).

    No record can so send a terminal sequence, break a line, or turn the direction of writing.  A joiner stays only
    between the parts of an emoji, a combining mark only behind a character that carries it.
    """
    if not _SUSPECT.search(text):
        return text
    out: list[str] = []
    for position, char in enumerate(text):
        category = unicodedata.category(char)
        if char == _JOINER:
            before = unicodedata.category(text[position - 1]) if position else "Zs"
            after = unicodedata.category(text[position + 1]) if position + 1 < len(text) else "Zs"
            keep = before in {"So", "Sk", "Mn"} and after == "So"
        elif category.startswith("M"):
            keep = position > 0 and not text[position - 1].isspace()
        else:
            keep = category not in _UNSEEN
        out.append(char if keep else _escape(char))
    return "".join(out)


def _escape(char: str) -> str:
    short = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}.get(char)
    if short:
        return short
    code = ord(char)
    if code <= 0xFF:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def columns(text: str) -> int:
    """Return the columns that ``text`` (cleaned) takes on a terminal."""
    if text.isascii():
        return len(text)
    if _SIMPLE.fullmatch(text):
        return len(text) + len(_WIDE_ONE.findall(text))
    return sum(width for _, width in cells(text))


def cells(text: str) -> Iterator[tuple[str, int]]:
    """Yield the characters of ``text`` (cleaned) as a reader sees them, each with its columns: 0, 1 or 2."""
    if _SIMPLE.fullmatch(text):
        for char in text:
            yield char, 2 if _WIDE_ONE.match(char) else 1
        return
    from wcwidth import iter_graphemes, wcswidth

    for grapheme in iter_graphemes(text):
        yield grapheme, max(0, wcswidth(grapheme))
