"""What an encoding says under each clause, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal

from xueshi.law.overview_limits import Limit
from xueshi.law.survey import Cap, Condition, Grid, Ground, Offer, Rate, Table, Way
from xueshi.law.words import words as law_words
from xueshi.lawbook.book import Book
from xueshi.lawbook.tags import clause, listed, rows, text
from xueshi.messages import Lang, section
from xueshi.model.kinds import Kind, Term
from xueshi.report.kinds_view import Speech, number
from xueshi.report.words import of_unit

Anchor = Callable[[str], str]
"""The place on the page of a clause; empty where it has none."""


class Plain(Speech):
    """The words for what an encoding declares, as people read them: no codes where there is a word."""

    def term(self, term: Term) -> str:
        """Return the word for a declared code."""
        return term.zh if self.lang == "zh" else term.en


class InWords:
    """Sentences about one regulation.

    Args:
        anchor: where on the page a clause stands.
    """

    def __init__(self, book: Book, lang: Lang, anchor: Anchor) -> None:
        self._book, self._lang, self._anchor = book, lang, anchor
        self._survey = book.overview.survey
        self.speech = Plain(book.law, lang, book.roots)
        self._words = law_words(book.law.file.parent)

    def of(self, wanted: str) -> str:
        """Return what stands under one clause, as HTML; empty where nothing can be said in words."""
        plain = [*self._asked(wanted), *self._leave(wanted), *self._others(wanted)]
        blocks = [listed(plain, "said")] if plain else []
        for offer in self._survey.offers:
            blocks += [self._way(offer, way, wanted) for way in offer.ways if self._is(way.clause, wanted)]
        blocks += [listed(self._limits(wanted), "said")]
        return "".join(filter(None, blocks))

    def _is(self, cited: str, wanted: str) -> bool:
        return wanted in self._book.clauses_of(cited)

    def say(self, key: str, **params: object) -> str:
        """Return a template of the page."""
        return of_unit(section(self._lang, "lawbook"), key, self._book.law.unit).format(**params)

    # -- what is asked -----------------------------------------------------------------------------------------------

    def _asked(self, wanted: str) -> Iterator[str]:
        found, say = self._survey, self.speech.say
        for key, hours, cited in found.minima:
            if self._is(cited, wanted):
                asked = say("at_least_hours", hours=number(hours))
                yield text(self.say("minimum", subject=self._subject(key), asked=asked))
        for key, share, cited in found.shares:
            if self._is(cited, wanted):
                asked = say("share", n=share.numerator, d=share.denominator)
                yield text(self.say("minimum", subject=self._subject(key), asked=asked))
        for condition in found.every:
            if self._is(condition.clause, wanted):
                yield text(self.say("every", asked=self.speech.condition(condition)))

    def _subject(self, key: str) -> str:
        return self.say("total") if key == "total" else self.speech.subject(key)

    def _leave(self, wanted: str) -> Iterator[str]:
        found, say = self._survey, self.speech.say
        for key, cited in (("relief", found.relief_clause), ("deferral", found.deferral_clause)):
            if cited and self._is(cited, wanted):
                yield text(say(key))
                yield from (text(self._ground(ground)) for ground in found.grounds)
        needs = [one for one in found.leave_conditions if self._is(one.clause, wanted)]
        if needs:
            asked = self.speech.listed(map(self.speech.condition, needs))
            yield text(self.say("leave_needs", asked=asked))

    def _ground(self, ground: Ground) -> str:
        kinds = self.speech.listed(map(self.speech.leave, ground.kinds))
        if ground.longer_than is not None:
            return self.speech.say("leave_longer", kinds=kinds, months=ground.longer_than)
        if ground.no_shorter_than is not None:
            return self.speech.say("leave_reaches", kinds=kinds, months=ground.no_shorter_than)
        return self.speech.say("leave_any", kinds=kinds, months="")

    def _others(self, wanted: str) -> Iterator[str]:
        found = self._survey
        for key, cited in (("by_sector_rule", found.by_sector_rule), ("by_notice", found.by_notice)):
            if cited is not None and self._is(cited, wanted):
                yield text(self.say(key))
        subjects: dict[str, list[str]] = {}
        for sector, subject, cited in found.sectors:
            if self._is(cited, wanted):
                subjects.setdefault(subject, []).append(self.speech.sector(sector))
        for subject, sectors in subjects.items():
            listed_sectors = self.speech.listed(sectors)
            yield text(self.speech.say("sectors", sectors=listed_sectors, subject=self.speech.subject(subject)))
        for term, cited in found.without_rate:
            if self._is(cited, wanted):
                yield text(self.speech.say("without_rate", kind=self.kind(term.code)))

    # -- ways of counting --------------------------------------------------------------------------------------------

    def kind(self, code: str) -> str:
        """Return what a kind of record is called in the language of the page."""
        return self._words.kind(code, self._lang)

    def _way(self, offer: Offer, way: Way, wanted: str) -> str:
        kind = offer.kinds[0]
        names = self.speech.listed(self.kind(one.code) for one in offer.kinds)
        where = []
        if way.when:
            where = [text(self.speech.keyed(way.when, kind))]
        elif way.otherwise:
            where = [text(self.speech.say("otherwise_where"))]
        label = self.speech.say
        needs = [text(label("any_value", field=self.speech.field(key, kind))) for key in way.keys]
        needs += [self._condition(one, kind, wanted) for one in way.conditions if one.form != "paper"]
        pairs = [
            (label("row.where"), where),
            (label("row.gives"), self._gives(kind, way, wanted)),
            (label("row.caps"), [self._cited(self.speech.cap(cap), cap.clause, wanted) for cap in way.caps]),
            (label("row.needs"), needs),
            (label("row.papers"), [self._condition(c, kind, wanted) for c in way.conditions if c.form == "paper"]),
            (label("row.once"), [self._cited(label("one_only"), one, wanted) for one in way.one_only]),
        ]
        return f'<div class="way"><h4>{text(names)}</h4>{rows(pairs)}</div>'

    def _condition(self, condition: Condition, kind: Kind, wanted: str) -> str:
        return self._cited(self.speech.condition(condition, kind), condition.clause, wanted)

    def _cited(self, said: str, cited: str, wanted: str) -> str:
        """Return a sentence, with its clause where that is another than the one at hand."""
        clauses = self._book.clauses_of(cited)
        others = [] if wanted in clauses else clauses
        return text(said) + "".join(f" {clause(one, self._anchor(one))}" for one in others)

    def _gives(self, kind: Kind, way: Way, wanted: str) -> list[str]:
        given = [text(self._rate(kind, rate, way)) for rate in way.rates]
        given += [self._table(kind, table) for table in way.tables]
        given += [self._grid(kind, grid) for grid in way.grids]
        if (way.chooses or way.pooled) and len(way.subjects) > 1:
            given.append(text(self.speech.say("choice" if way.chooses else "split")))
        for scope, cited in way.deems:
            key = "deems_year" if scope == "year" else "deems"
            given.append(self._cited(self.speech.say(key, subject=self.speech.subject(scope)), cited, wanted))
        for why, cited in way.open:
            given.append(self._cited(self.speech.say("open", why=self.speech.reason(why)), cited, wanted))
        return given or [text(self.speech.say("by_clause"))]

    def _rate(self, kind: Kind, rate: Rate, way: Way) -> str:
        params = {"subject": self.speech.subject(rate.subject)}
        if rate.number is not None:
            params["number"] = number(rate.number)
        if rate.field is not None:
            params["field"] = self.speech.field(rate.field, kind)
        form = "awaited" if rate.form == "actual" and way.awaits else rate.form
        return self.speech.say(f"rate.{form}", **params)

    def _table(self, kind: Kind, table: Table) -> str:
        subjects = list(dict.fromkeys(subject for _, hours in table.rows for subject, _ in hours))
        heads = [self.speech.field(table.field, kind), *map(self.speech.subject, subjects)]
        body = [
            [self.speech.value(table.field, value, kind), *(self._hours(dict(hours).get(s)) for s in subjects)]
            for value, hours in table.rows
        ]
        return _table(heads, body)

    def _grid(self, kind: Kind, grid: Grid) -> str:
        columns = list(dict.fromkeys(column for _, cells in grid.rows for column, _ in cells))
        heads = [self.speech.field(grid.fields[0], kind)]
        heads += [self.speech.value(grid.fields[1], column, kind) for column in columns]
        body = [
            [self.speech.value(grid.fields[0], row, kind), *(self._hours(dict(cells).get(c)) for c in columns)]
            for row, cells in grid.rows
        ]
        return _table(heads, body)

    def _hours(self, hours: Decimal | None) -> str:
        return "" if hours is None else self.say("hours", hours=number(hours))

    # -- caps that no way of the clause has --------------------------------------------------------------------------

    def _limits(self, wanted: str) -> Iterator[str]:
        told = {
            (cap.id, cap.per)
            for offer in self._survey.offers
            for way in offer.ways
            if self._is(way.clause, wanted)
            for cap in way.caps
        }
        for limit in self._book.overview.limits:
            shown = (limit.id, limit.per) in told or (limit.per in ("day", "record") and self._told(limit, wanted))
            if self._is(limit.clause, wanted) and not shown:
                cap = Cap(limit.id, limit.hours, limit.per, limit.clause, limit.subjects)
                yield text(self.say("limit", cap=self.speech.cap(cap)))

    def _told(self, limit: Limit, wanted: str) -> bool:
        ways = [way for offer in self._survey.offers for way in offer.ways if self._is(way.clause, wanted)]
        return any(way.route in limit.routes for way in ways)


def _table(heads: Iterable[str], body: Iterable[Iterable[str]]) -> str:
    head = "".join(f'<th scope="col">{text(one)}</th>' for one in heads)
    lines = "".join(
        "<tr>"
        + "".join(
            f"<{'td' if place else 'th'}>{text(one)}</{'td' if place else 'th'}>" for place, one in enumerate(row)
        )
        + "</tr>"
        for row in body
    )
    return f'<table class="cells"><thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table>'
