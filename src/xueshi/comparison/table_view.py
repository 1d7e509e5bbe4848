"""What two encodings say differently, on the page of their comparison."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from xueshi.comparison.facts import FactChange, ReadingChange, RuleChange, Sort, reading_changes
from xueshi.comparison.frame import Frame
from xueshi.comparison.side import PLACES
from xueshi.comparison.wording import Wording, fact_name
from xueshi.report.page import INDENT
from xueshi.report.styled import EMPTY, Text, span
from xueshi.report.table import Cell, Column, Row, cell, lay_out

_PART = re.compile(r'([,;])(?=(?:[^"]*"[^"]*")*[^"]*$)')
"""What parts arguments, outside of quotes."""


class TableLines(Frame):
    """Lines of the tables."""

    def credits(self) -> Iterator[Text]:
        """Yield what two regulations give for the same kinds of record."""
        told = self._found.credits
        if told is None:
            return
        rows = []
        for asked in told.year:
            both_say = (asked.first, asked.second)
            cells = (
                self._told(words.asked(asked, one, asked.numbers[place]) if one else None, one.clauses if one else ())
                for place, (words, one) in enumerate(zip(self._words, both_say, strict=True))
            )
            rows.append(Row((cell(self._word(asked.first is None).asked_of(asked)), *cells)))
        for row in told.rows:
            words = self._word(row.first is None)
            what = self._say(f"aspect.{row.aspect}", of=words.key(row)).strip()
            named = cell(span(self._listed(map(words.kind, row.kinds)), "bold"), what)
            both = zip(self._words, (row.first, row.second), strict=True)
            cells = (self._told(words.credit(row, t) if t else None, t.clauses if t else ()) for words, t in both)
            rows.append(Row((named, *cells)))
        columns = [
            Column("", most=max(24, self._page.width // 3), least=16),
            *(Column(self._named(place), least=18) for place in (0, 1)),
        ]
        lines = lay_out(columns, rows, self._page.width, indent=INDENT) if rows else []
        for place, only in enumerate(told.only):
            if only:
                said = self._say(
                    "only", place=self._named(place), kinds=self._listed(map(self._words[place].kind, only))
                )
                lines += self._page.paragraph(span(said), hanging=INDENT)
        for key, kinds in (("credited_alike", told.alike), ("neither", told.neither)):
            if kinds:
                said = self._say(key, kinds=self._listed(map(self._words[0].kind, kinds)))
                lines += self._page.paragraph(span(said), hanging=INDENT)
        yield from self._page.titled(self._say("title.credits"), lines)
        yield from self._readings_differ()

    def _word(self, of_second: bool) -> Wording:  # noqa: FBT001 - of two calls
        return self._words[1 if of_second else 0]

    def _told(self, lines: Sequence[str] | None, clauses: Sequence[str]) -> Cell:
        if lines is None:
            return cell(span(self._page.glyphs.rule, "dim"))
        cited = [part for part in dict.fromkeys(clauses) if part]
        return cell(*lines, *([span(f"[{'、'.join(cited)}]", "clause")] if cited else []))

    def _readings_differ(self) -> Iterator[Text]:
        yield from self._reading_lines(reading_changes(*self._sides))

    # -- what two versions say ---------------------------------------------------------------------------------------

    def changes(self) -> Iterator[Text]:
        """Yield what two versions of one regulation say differently."""
        told = self._found.changes
        if told is None:
            return
        if not told:
            yield EMPTY
            yield from self._page.paragraph(span(self._say("no_changes")), indent=0)
            return
        numbers = [one for one in told.facts if any(said and said.amounts for said in (one.first, one.second))]
        others = [one for one in told.facts if one not in numbers]
        for key, listed in (("numbers", numbers), ("facts", others)):
            yield from self._page.titled(self._say(f"title.{key}"), self._facts(listed))
        yield from self._page.titled(self._say("title.rules"), [*self._rules(told.rules)])
        yield from self._reading_lines(told.readings)
        lines: list[Text] = []
        for one in told.clauses:
            sort: Sort = "added" if one.first is None else "removed" if one.second is None else "changed"
            says = (one.second or one.first or {}).get(self._lang, "")
            lines += self._page.paragraph(
                (*span(self._say(f"sort.{sort}")), *span("  "), *span(one.id, "clause"), *span("  "), *span(says)),
                hanging=INDENT,
            )
        yield from self._page.titled(self._say("title.clauses"), lines)

    def _facts(self, listed: Sequence[FactChange]) -> list[Text]:
        if not listed:
            return []
        rows = []
        for one in listed:
            cited = one.first is None or one.second is None or one.first.clauses == one.second.clauses
            both = (
                cell(span(self._page.glyphs.rule, "dim"))
                if said is None
                else cell(words.said(said, clauses=not cited) or self._say("yes"))
                for words, said in zip(self._words, (one.first, one.second), strict=True)
            )
            clauses = tuple(span(clause, "clause") for clause in one.clauses) if cited else cell("")
            rows.append(Row((cell(fact_name(one)), *both, clauses)))
        columns = [Column(self._say("column.fact"), least=24)]
        columns += [Column(PLACES[place], least=10) for place in (0, 1)]
        columns.append(Column(self._say("column.clause"), least=8))
        return lay_out(columns, rows, self._page.width, indent=INDENT)

    def _rules(self, listed: Iterable[RuleChange]) -> Iterator[Text]:
        for one in listed:
            where = self._say("core") if one.core else "、".join(one.clauses) or self._say("no_clause")
            yield from self._page.paragraph((*span(self._say(f"sort.{one.sort}")), *span("  "), *span(where, "clause")))
            for place, written in zip(PLACES, (one.first, one.second), strict=True):
                if written is not None:
                    shown = _PART.sub(r"\1 ", written)
                    yield from self._page.paragraph(
                        (*span(f"{place}  ", "head"), *span(shown)), indent=INDENT * 2, hanging=3
                    )

    def _reading_lines(self, listed: Sequence[ReadingChange]) -> list[Text]:
        if not listed:
            return []
        rows = [
            Row(
                (
                    cell(span(one.id, "bold")),
                    *(
                        self._answers(answers, force)
                        for answers, force in zip((one.first, one.second), one.in_force, strict=True)
                    ),
                    cell(span(self._question(one), "dim")),
                )
            )
            for one in listed
        ]
        columns = [Column(self._say("column.reading")), *(Column(place) for place in PLACES), Column("", least=20)]
        return self._page.titled(self._say("title.readings"), lay_out(columns, rows, self._page.width, indent=INDENT))

    def _question(self, one: ReadingChange) -> str:
        return self._words[0 if one.first is not None else 1].speech.question(one.id)

    def _answers(self, answers: tuple[str, ...] | None, force: str | None) -> Cell:
        if answers is None:
            return cell(span(self._page.glyphs.rule, "dim"))
        parts: Text = EMPTY
        for answer in answers:
            parts = (*parts, *(span(" | ") if parts else EMPTY), *span(answer, "bold" if answer == force else "dim"))
        chosen = [] if force == answers[0] else [span(self._say("chosen", answer=force))]
        return cell(parts, *chosen)
