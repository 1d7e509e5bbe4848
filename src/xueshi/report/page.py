"""A page under way: its words, its drawing characters, its width, and the shapes that sections are made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from xueshi.messages import Lang
from xueshi.model.units import Unit
from xueshi.report.characters import clean
from xueshi.report.glyphs import Glyphs, carried, glyphs_for
from xueshi.report.styled import EMPTY, Style, Text, cut_middle, fill, paint, span, trim, wrap
from xueshi.report.words import Words

LEAST_WIDTH = 40
"""Narrower terminals get lines of this width."""

LONGEST_ID = 40
"""Columns that an id may take; a longer one is shortened in its middle (JSON has it whole)."""

INDENT = 2


@dataclass(frozen=True, slots=True)
class Page:
    """What every section needs to know of the page that it stands on."""

    words: Words
    glyphs: Glyphs
    width: int

    def id(self, name: str) -> str:
        """Return an id, shortened if it is very long, in quotes if its blanks would not be seen."""
        name = name if name and name == name.strip() else f'"{name}"'
        return cut_middle(name, min(LONGEST_ID, self.width // 2), self.glyphs.ellipsis)

    def ids(self, names: Iterable[str]) -> str:
        """Return ids as a list in words."""
        return self.words.names([self.id(name) for name in names])

    def paragraph(self, text: Text, *, indent: int = INDENT, hanging: int = 0) -> list[Text]:
        """Return ``text`` wrapped; lines after the first stand ``hanging`` columns further in."""
        first, *rest = wrap(text, self.width - indent - hanging)
        return [trim((*fill(indent), *first)), *(trim((*fill(indent + hanging), *line)) for line in rest)]

    def section(self, key: str, lines: Sequence[Text]) -> list[Text]:
        """Return ``lines`` under the heading ``key``, a blank line before; nothing if there are no lines."""
        return self.titled(self.words.say(key), lines)

    def titled(self, title: str, lines: Sequence[Text]) -> list[Text]:
        """Return ``lines`` under ``title``, a blank line before; nothing if there are no lines."""
        return [EMPTY, *self.paragraph(span(title, "head"), indent=0), *lines] if lines else []

    def cited(self, text: str, clause: str, style: Style = "plain") -> Text:
        """Return ``text`` with its clause."""
        if not clause:
            return span(text, style)
        before, after = self.words.say("head.clause", text=clean(text), clause="\0").split("\0")
        return (*span(before, style), *span(clause, "clause"), *span(after, style))


def new_page(
    *,
    lang: Lang,
    width: int,
    labels: Mapping[str, str] | None = None,
    encoding: str | None = "utf-8",
    unit: Unit = "hour",
) -> Page:
    """Return a page for a terminal of ``width`` columns whose stream has ``encoding``; amounts are of ``unit``."""
    return Page(Words(lang, labels or {}, unit), glyphs_for(encoding), max(width, LEAST_WIDTH))


def printed(lines: Iterable[Text], *, colour: bool, encoding: str | None) -> str:
    """Return ``lines`` as one string without a newline at its end."""
    return "\n".join(carried(paint(trim(line), colour=colour), encoding) for line in lines)
