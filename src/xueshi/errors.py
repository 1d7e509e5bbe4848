"""Faults of the input: what was found where, and what is allowed; all faults of a file together.

A fault is data.  The words come from ``messages/<lang>/errors.po``, so that one fault reads in any language.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from xueshi.messages import Lang, counted, section

SHOWN = 60
"""Characters of the input's own text that a message shows."""

BARE = 400
"""Characters that a message shows of a file's name or a parser's words."""

LISTED = 1000
"""Faults of one file that are listed; those beyond are only counted."""

STANDARD_INPUT = "-"
"""The name under which standard input is read."""


class Name(NamedTuple):
    """A name that is allowed and its Chinese term, as a message lists it."""

    code: str
    zh: str = ""


class Bare(str):
    """Text of the input that a message shows without backticks: ids in a place, a parser's own words."""

    __slots__ = ()


class Phrase(NamedTuple):
    """A template of the catalogue and what fills it.

    A parameter that is text from the input is escaped, shortened and set in backticks; a :class:`Phrase` is rendered in
    the same language; a sequence is listed; a number stands as it is.
    """

    key: str
    params: Mapping[str, object] = {}
    section: str = "errors"

    def __hash__(self) -> int:
        # The parameters may be lists; phrases that differ only in them may share a hash.
        return hash((self.key, self.section))

    def render(self, lang: Lang) -> str:
        """Return the phrase in ``lang``."""
        words = {name: _render(value, lang) for name, value in self.params.items()}
        return section(lang, self.section)[self.key].format_map(words)


class Near(NamedTuple):
    """The known name nearest to ``word``; it is looked up only when the message is rendered."""

    word: str
    known: tuple[str, ...]

    def name(self) -> str | None:
        """Return the nearest known name, or ``None`` where none is near."""
        if len(self.word) > SHOWN:
            return None
        import difflib

        # A Chinese word is short: one wrong character of two is still near.
        close = difflib.get_close_matches(self.word, self.known, n=1, cutoff=0.6 if self.word.isascii() else 0.5)
        return close[0] if close else None


class Problem(NamedTuple):
    """One fault of an input file."""

    file: str
    """The file's name as it was given; ``-`` for standard input."""
    code: str
    """Stable name of the sort of fault: ``range``, ``type``, ``unknown_key`` ..."""
    found: Phrase
    allowed: Phrase
    record: Phrase | None = None
    """Which record, leave, year or row; ``None`` for a fault of the file as a whole."""
    field: str | None = None
    """The key as the file writes it."""
    near: Near | None = None

    def render(self, lang: Lang = "en") -> str:
        """Return the fault as one line."""
        words = section(lang, "errors")
        parts = [words["standard_input"] if self.file == STANDARD_INPUT else escaped(self.file, BARE)]
        if self.record is not None:
            parts.append(self.record.render(lang))
        if self.field is not None:
            parts.append(escaped(self.field))
        nearest = self.near.name() if self.near is not None else None
        line = words["line" if nearest is None else "line_near"].format(
            found=self.found.render(lang), allowed=self.allowed.render(lang), near=f"`{nearest}`"
        )
        return words["separator"].join([*parts, line])


class InputError(ValueError):
    """The input is at fault; nothing was judged.  Exit status 2 on the command line.

    Attributes:
        problems: the faults, in the order of the files and of their content.
        more: how many further faults were found and are not listed (a file lists at most :data:`LISTED`).
    """

    def __init__(self, problems: Iterable[Problem], more: int = 0) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        self.more = more
        super().__init__(self.problems)

    def render(self, lang: Lang = "en") -> str:
        """Return all faults, a line each, without a final line break."""
        lines = [problem.render(lang) for problem in self.problems]
        if self.more:
            lines.append(section(lang, "errors")[counted(lang, "more", self.more)].format(n=self.more))
        return "\n".join(lines)

    def __str__(self) -> str:
        return self.render()

    def __reduce__(self) -> tuple[type[InputError], tuple[tuple[Problem, ...], int]]:
        return type(self), (self.problems, self.more)


def joined(errors: Sequence[InputError]) -> InputError:
    """Return one error that holds the faults of several files."""
    return InputError((p for e in errors for p in e.problems), sum(e.more for e in errors))


def escaped(text: str, longest: int = SHOWN) -> str:
    """Return ``text`` on one line: control and invisible characters escaped, cut after ``longest`` characters."""
    cut = text[:longest]
    if not cut.isprintable():
        cut = "".join(ch if ch.isprintable() else _escape(ch) for ch in cut)
    return cut + "…" if len(text) > longest else cut


def _escape(ch: str) -> str:
    named = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}.get(ch)
    if named is not None:
        return named
    code = ord(ch)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _render(value: object, lang: Lang) -> str:
    if isinstance(value, Phrase):
        return value.render(lang)
    if isinstance(value, Bare):
        return escaped(value, BARE)
    if isinstance(value, str):
        return f"`{escaped(value)}`"
    if isinstance(value, Name):
        if lang == "zh" and value.zh:
            return section(lang, "errors")["term"].format(code=value.code, zh=value.zh)
        return f"`{value.code}`"
    if isinstance(value, Sequence):
        return section(lang, "errors")["comma"].join(_render(item, lang) for item in value)
    return str(value)
