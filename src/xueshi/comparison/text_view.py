"""A comparison as a page."""

from __future__ import annotations

from collections.abc import Iterator

from xueshi.comparison.case_view import CaseLines
from xueshi.comparison.compare import Compared
from xueshi.comparison.frame import Frame
from xueshi.comparison.side import PLACES, Side
from xueshi.comparison.table_view import TableLines
from xueshi.messages import Lang
from xueshi.report.labels import declared_labels
from xueshi.report.page import INDENT, new_page, printed
from xueshi.report.styled import Text, span
from xueshi.report.table import Column, Row, cell, lay_out


def render_comparison(
    found: Compared, *, lang: Lang, width: int, colour: bool, encoding: str | None = "utf-8", folder: str = ""
) -> str:
    """Return the page of ``xueshi regulation diff``.

    Args:
        folder: where the case files are written; empty where they are not.
    """
    pair = found.pair
    labels = {
        **declared_labels(lang, pair.second.law.jurisdiction, pair.second.roots),
        **declared_labels(lang, pair.first.law.jurisdiction, pair.first.roots),
    }
    page = new_page(lang=lang, width=width, labels=labels, encoding=encoding, unit=pair.first.law.unit)
    about, cases, tables = (
        _About(page, found, lang, folder),
        CaseLines(page, found, lang, folder),
        TableLines(page, found, lang, folder),
    )
    lines = [*about.head(), *cases.cases(), *cases.kinds(), *about.bound(), *tables.credits(), *tables.changes()]
    return printed(lines, colour=colour, encoding=encoding)


class _About(Frame):
    """What was compared, and how far was looked."""

    def head(self) -> Iterator[Text]:
        rows = []
        for place, side, year in zip(PLACES, self._sides, self._pair.years, strict=True):
            law = side.law
            about = [span(law.titles[self._lang]), span(self._say("judged_for", years=law.years(), year=year), "dim")]
            if side.readings:
                about.append(span(self._say("under", readings=_readings(side))))
            if side.program is not None:
                about.append(span(self._say("in_place_of", id=law.id), "dim"))
            rows.append(Row((cell(span(place, "head")), cell(span(side.shown, "bold")), tuple(about))))
        yield from lay_out([Column(""), Column("", most=32), Column("")], rows, self._page.width)

    def bound(self) -> Iterator[Text]:
        bound = self._found.findings.bound
        if bound.alike:
            return
        parts = [self._say("bound.cases", cases=bound.cases, records=bound.records, options=bound.options)]
        if bound.proven is not None:
            parts.append(self._say("bound.proven" if bound.proven else "bound.not_proven"))
        elif self._pair.versions:
            parts.append(self._say("bound.not_asked"))
        if bound.years[0] == bound.years[1]:
            parts.append(self._say("bound.year", years=self._listed(map(str, bound.first_years))))
        else:
            parts.append(self._say("bound.years", first=bound.years[0], second=bound.years[1]))
        parts.append(self._say("bound.readings" if bound.readings else "bound.defaults"))
        if not self._pair.versions:
            parts.append(self._say("bound.by_kind"))
        if not self._pair.one_unit:
            parts.append(self._say("bound.units"))
        if bound.left_out:
            parts.append(self._say("bound.left_out", cases=bound.left_out))
        parts.append(self._say("bound.outside"))
        lines: list[Text] = []
        for part in parts:
            lines += self._page.paragraph(span(part, "dim"), hanging=INDENT)
        yield from self._page.titled(self._say("title.bound"), lines)


def _readings(side: Side) -> str:
    return ", ".join(f"{question}={answer}" for question, answer in sorted(side.readings.items()))
