"""The drawing characters of a page, and their stand-ins where the stream's encoding cannot carry them."""

from __future__ import annotations

from dataclasses import dataclass, fields

from xueshi.report.characters import cells


@dataclass(frozen=True, slots=True)
class Glyphs:
    """One set of drawing characters, each one column wide."""

    full: str
    empty: str
    rule: str
    dot: str
    minus: str
    yes: str
    partly: str
    no: str
    open: str
    ellipsis: str
    tee: str
    corner: str
    bar: str


BLOCKS = Glyphs(
    full="█", empty="░", rule="─", dot="·", minus="−", yes="✓", partly="~", no="✗", open="?", ellipsis="…",
    tee="├", corner="└", bar="│",
)  # fmt: skip
ASCII = Glyphs(
    full="#", empty="-", rule="-", dot="-", minus="-", yes="+", partly="~", no="x", open="?", ellipsis="..",
    tee="|", corner="`", bar="|",
)  # fmt: skip


def glyphs_for(encoding: str | None) -> Glyphs:
    """Return the set that a stream of ``encoding`` can carry whole."""
    everything = "".join(getattr(BLOCKS, field.name) for field in fields(BLOCKS))
    try:
        everything.encode(encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return ASCII
    return BLOCKS


def carried(text: str, encoding: str | None) -> str:
    """Return ``text`` with question marks, as wide as what they replace, for what ``encoding`` cannot carry."""
    codec = encoding or "ascii"
    try:
        text.encode(codec)
        return text
    except LookupError:
        return carried(text, "ascii")
    except UnicodeEncodeError:
        return "".join(_carried_one(char, width, codec) for char, width in cells(text))


def _carried_one(char: str, width: int, codec: str) -> str:
    try:
        char.encode(codec)
    except UnicodeEncodeError:
        return "?" * width
    return char
