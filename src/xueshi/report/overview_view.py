"""One regulation as its encoding has it, as a page: clauses, minima, caps, tables, kinds, readings, numbers, source."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from xueshi.law.figures import Figure, Number
from xueshi.law.letters import letter_words
from xueshi.law.overview import Overview
from xueshi.law.overview_clauses import ClauseRow
from xueshi.law.overview_limits import Limit, RateTable
from xueshi.law.overview_readings import Decided
from xueshi.law.survey import Table
from xueshi.law.words import words as law_words
from xueshi.messages import Lang, section
from xueshi.model.kinds import Kind, catalogue
from xueshi.report.kinds_view import (
    Speech,
    every_lines,
    grid_lines,
    head_lines,
    leave_lines,
    minima_lines,
    number,
    other_lines,
    table_lines,
)
from xueshi.report.labels import declared_labels
from xueshi.report.page import INDENT, Page, new_page, printed
from xueshi.report.styled import EMPTY, GLUE, Text, span
from xueshi.report.table import Column, Row, cell, lay_out
from xueshi.report.words import of_unit

_PART = re.compile(r'([,;])(?=(?:[^"]*"[^"]*")*[^"]*$)')
"""What parts arguments, outside of quotes."""

_FEW = 3
"""A route without a word of its own is named by so many kinds at most."""


def render_overview(
    found: Overview,
    *,
    lang: Lang,
    width: int,
    colour: bool,
    encoding: str | None = "utf-8",
    roots: tuple[Path, ...] = (),
) -> str:
    """Return the page of ``xueshi regulation show``; parameters as those of :func:`~xueshi.report.render_check`."""
    labels = declared_labels(lang, found.regulation.jurisdiction, roots)
    page = new_page(lang=lang, width=width, labels=labels, encoding=encoding)
    return printed(_View(page, found, lang, roots).lines(), colour=colour, encoding=encoding)


class _View:
    def __init__(self, page: Page, found: Overview, lang: Lang, roots: tuple[Path, ...]) -> None:
        self._page, self._found, self._lang = page, found, lang
        self._law = found.regulation
        self._speech = Speech(self._law, lang, roots)
        self._words = law_words(self._law.file.parent)
        self._letters = letter_words(self._law)
        self._declared = catalogue(self._law.jurisdiction, roots)

    def lines(self) -> list[Text]:
        """Return the lines of the page."""
        page, speech, survey = self._page, self._speech, self._found.survey
        return [
            *head_lines(page, self._law, survey.year),
            *self._source(),
            *self._clauses(),
            *minima_lines(page, speech, survey),
            *every_lines(page, speech, survey),
            *self._limits(),
            *self._tables(),
            *self._kinds(),
            *other_lines(page, speech, survey),
            *self._open(),
            *leave_lines(page, speech, survey),
            *self._readings(),
            *self._figures(),
        ]

    def _say(self, key: str, **params: object) -> str:
        return of_unit(section(self._lang, "show"), key, self._law.unit).format(**params)

    def _listed(self, parts: Iterable[str]) -> str:
        return self._speech.listed(parts)

    # -- names -------------------------------------------------------------------------------------------------------

    def _kind(self, code: str) -> str:
        return self._speech.term(self._declared.kinds[code])

    def _route(self, code: str) -> str:
        """Return what a route is called: its word, else the kind of its name, else its few kinds, else its code."""
        if self._words.has("route", code):
            return self._words.say("route", code, self._lang)
        if code in self._declared.kinds:
            return self._words.kind(code, self._lang)
        kinds = [row.kind for row in self._found.kinds if any(route == code for route, _ in row.ways)]
        return self._listed(self._words.kind(kind, self._lang) for kind in kinds) if 0 < len(kinds) <= _FEW else code

    # -- sections ----------------------------------------------------------------------------------------------------

    def _source(self) -> list[Text]:
        """Return the file of the notice's text, and whether it still holds what it held."""
        origin, there = self._found.origin, self._found.found
        if origin is None or there is None:
            return self._page.paragraph(span(self._say("source.none"), "dim"), indent=0, hanging=INDENT)
        path = "" if there.path is None else there.path.as_posix()
        said = self._say(
            f"source.{there.standing}", file=origin.file, sha256=origin.sha256, path=path, now=there.sha256
        )
        return self._page.paragraph(
            span(said, "bad" if there.standing == "changed" else "dim"), indent=0, hanging=INDENT
        )

    def _clauses(self) -> list[Text]:
        rows = [
            Row((cell(span(row.id, "clause")), cell(row.says.get(self._lang, "")), cell(self._under(row))))
            for row in self._found.clauses
        ]
        columns = [
            Column(self._say("column.clause"), most=14, least=8),
            Column(self._say("column.says"), least=20),
            Column(self._say("column.encoded"), most=self._page.width // 3, least=16),
        ]
        return self._titled("clauses", lay_out(columns, rows, self._page.width, indent=INDENT) if rows else [])

    def _under(self, row: ClauseRow) -> Text:
        if row.standing in ("listed", "in_parts", "not_encoded"):
            return span(self._say(f"standing.{row.standing}"), "open" if row.standing == "listed" else "dim")
        parts = [self._say("routes", routes=self._listed(map(self._route, row.routes)))] if row.routes else []
        parts += [self._say(key, count=count) for key, count in (("facts", row.facts), ("rules", row.rules)) if count]
        if row.standing == "not_listed":
            parts.append(self._say("standing.not_listed"))
        return span(self._say("semicolon").join(parts))

    def _limits(self) -> list[Text]:
        rows = [
            Row(
                (
                    cell(self._say(f"per.{limit.per}", hours=number(limit.hours))),
                    cell(self._listed(map(self._speech.subject, limit.subjects))),
                    cell(self._of(limit) if limit.default else self._say("otherwise", of=self._of(limit))),
                    cell(span(limit.clause, "clause")),
                )
            )
            for limit in self._found.limits
        ]
        columns = [
            Column(self._say("column.limit"), least=10),
            Column(self._say("column.subject"), least=8),
            Column(self._say("column.of"), least=20),
            Column(self._say("column.clause"), least=8),
        ]
        return self._titled("caps", lay_out(columns, rows, self._page.width, indent=INDENT) if rows else [])

    def _of(self, limit: Limit) -> str:
        routes = self._listed(map(self._route, limit.routes))
        if limit.id and self._words.has("cap", limit.id):
            named = self._words.say("cap", limit.id, self._lang, route="")
            return named if named == routes or not routes else self._say("named", name=named, routes=routes)
        return routes or limit.id or self._say("no_route")

    def _tables(self) -> list[Text]:
        lines: list[Text] = []
        for row in self._found.tables:
            lines += [EMPTY, *self._table(row)] if lines else self._table(row)
        return self._titled("tables", lines)

    def _table(self, row: RateTable) -> list[Text]:
        kind: Kind = self._declared.kind(row.kinds[0])
        names = self._listed(map(self._kind, row.kinds))
        lines = self._page.paragraph(self._page.cited(names, row.clause, "bold"), hanging=INDENT)
        table = row.table
        inside = (
            table_lines(self._speech, kind, table, either=row.either)
            if isinstance(table, Table)
            else grid_lines(self._speech, kind, table)
        )
        for line in inside:
            lines += self._page.paragraph(line, indent=INDENT * 2, hanging=INDENT * 2)
        return lines

    def _kinds(self) -> list[Text]:
        rows = [
            Row(
                (
                    cell(self._kind(row.kind)),
                    tuple(self._page.cited(self._route(route), clause) for route, clause in row.ways),
                )
            )
            for row in self._found.kinds
        ]
        columns = [Column(self._say("column.kind"), least=12), Column(self._say("column.routes"), least=20)]
        return self._titled("kinds", lay_out(columns, rows, self._page.width, indent=INDENT) if rows else [])

    def _open(self) -> list[Text]:
        lines: list[Text] = []
        for row in self._found.open:
            kinds = self._listed(map(self._kind, row.kinds))
            said = self._say("open_amount", kinds=kinds, why=self._speech.reason(row.why))
            lines += self._page.paragraph(self._page.cited(said, row.clause), hanging=INDENT)
        return self._titled("open", lines)

    def _readings(self) -> list[Text]:
        lines: list[Text] = []
        for row in self._found.readings:
            question = self._speech.question(row.id)
            head = (*span(row.id, "bold"), *span("  "), *self._page.cited(question, row.clause))
            lines += [EMPTY, *self._page.paragraph(head, hanging=INDENT)] if lines else self._page.paragraph(head)
            for place, answer in enumerate(row.answers):
                lines += self._answer(row.id, answer, row.decides, default=place == 0)
            general = [item for item in row.decides if not item.answer]
            if general:
                lines += self._page.paragraph(
                    span(self._say("whichever", decides=self._decides(general)), "dim"),
                    indent=INDENT * 2,
                    hanging=INDENT,
                )
        return self._titled("readings", lines)

    def _answer(self, question: str, answer: str, decides: Iterable[Decided], *, default: bool) -> list[Text]:
        said = self._letters.answer(question, answer, self._lang)
        text: Text = span(answer, "bold" if default else "plain")
        if said != answer:
            text = (*text, *span(self._say("means", said=said)))
        if default:
            text = (*text, *span(self._say("default")))
        mine = [item for item in decides if item.answer == answer]
        if mine:
            text = (*text, *span(self._say("decides", decides=self._decides(mine)), "dim"))
        return self._page.paragraph(text, indent=INDENT * 2, hanging=INDENT)

    def _decides(self, items: Iterable[Decided]) -> str:
        own = [item.predicate for item in items if item.own]
        core = [item.predicate for item in items if not item.own]
        parts = [self._listed(own)] if own else []
        return self._say("semicolon").join([*parts, *([self._say("core", names=self._listed(core))] if core else [])])

    def _figures(self) -> list[Text]:
        rows = [
            Row(
                (
                    cell(self._numbers(figure)),
                    tuple(span(clause, "clause") for clause in figure.clauses),
                    cell(_PART.sub(r"\1 ", figure.text)),
                )
            )
            for figure in self._found.figures
        ]
        columns = [
            Column(self._say("column.number"), most=28, least=10),
            Column(self._say("column.clause"), most=24, least=8),
            Column(self._say("column.stated"), least=24),
        ]
        return self._titled("numbers", lay_out(columns, rows, self._page.width, indent=INDENT) if rows else [])

    def _numbers(self, figure: Figure) -> str:
        return self._listed(self._number(figure, item).replace(" ", GLUE) for item in figure.numbers)

    def _number(self, figure: Figure, item: Number) -> str:
        if not figure.fact:
            return self._say("in_rule", value=item.value)
        value = item.value
        if item.sort == "date" and value.isdigit() and len(value) == 8:
            value = self._page.words.date(f"{value[:4]}-{value[4:6]}-{value[6:]}")
        templates = section(self._lang, "show")
        key = f"unit.{item.sort}"
        said = self._say(key, value=value) if key in templates else value
        return said if len(figure.numbers) == 1 else self._say("argument", name=item.argument, value=said).strip()

    def _titled(self, key: str, lines: list[Text]) -> list[Text]:
        return self._page.titled(self._say(f"title.{key}"), lines)
