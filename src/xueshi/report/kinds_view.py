"""What counts in a jurisdiction, as a page and as JSON: kinds, rates, caps, conditions, clauses, readings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path

from xueshi.law.regulation import Regulation
from xueshi.law.survey import Cap, Condition, Grid, Ground, Offer, Rate, Survey, Table, Way
from xueshi.law.words import words as law_words
from xueshi.messages import Lang, section, text
from xueshi.model.kinds import Field, Kind, Term, catalogue
from xueshi.report.characters import columns
from xueshi.report.labels import declared_labels
from xueshi.report.page import INDENT, Page, new_page, printed
from xueshi.report.styled import EMPTY, GLUE, Text, fill, measure, span
from xueshi.report.table import Column, Row, cell, lay_out
from xueshi.report.words import of_unit


class Speech:
    """The words for what an encoding declares, in one language.

    Keys, values and documents are named as a case file writes them: in English by their codes, in Chinese by terms.
    """

    def __init__(self, law: Regulation, lang: Lang, roots: tuple[Path, ...] = ()) -> None:
        self.lang = lang
        self.unit = law.unit
        self._law = law_words(law.file.parent)
        self._declared = catalogue(law.jurisdiction, roots)

    def say(self, key: str, **params: object) -> str:
        """Return the program's template ``key`` filled."""
        return of_unit(section(self.lang, "kinds"), key, self.unit).format(**params)

    def term(self, term: Term) -> str:
        """Return a declared code as a case file may write it."""
        return term.zh if self.lang == "zh" else term.code

    def subject(self, code: str) -> str:
        """Return the word for a subject."""
        return self._law.say("subject", code, self.lang)

    def fact(self, code: str) -> str:
        """Return the word for a flag, a document, a group of documents or a condition."""
        return self._law.fact(code, self.lang)

    def document(self, code: str) -> str:
        """Return the word for a document."""
        found = self._declared.choices("document").get(code)
        return self.term(found) if found else self.fact(code)

    def field(self, key: str, kind: Kind | None = None) -> str:
        """Return the word for a key."""
        field = self.declared(key, kind)
        return self.fact(key) if field is None else self.term(field.term)

    def declared(self, key: str, kind: Kind | None = None) -> Field | None:
        """Return the declaration of a key: the kind's own, else any record's, else a leave's."""
        if kind is not None and key in kind.fields:
            return kind.fields[key]
        return self._declared.every_field.get(key) or self._declared.leave.fields.get(key)

    def value(self, key: str, value: str, kind: Kind | None = None) -> str:
        """Return the word for a key's value as an encoding writes it."""
        term = self.value_term(key, value, kind)
        return self.term(term) if term else value

    def value_term(self, key: str, value: str, kind: Kind | None = None) -> Term | None:
        """Return the declared term of a key's value; codes are lower case in encodings."""
        field = self.declared(key, kind)
        choices = field.choices if field is not None and field.choices is not None else {}
        return next((term for code, term in choices.items() if code.lower() == value), None)

    def cap(self, cap: Cap) -> str:
        """Return a cap in words, without its clause."""
        hours = number(cap.hours)
        if cap.per == "pool":
            title = self._law.say("cap", cap.id, self.lang)
            return self.say("cap_pool", hours=hours, subject=self.listed(map(self.subject, cap.subjects)), title=title)
        if cap.per != "year":
            return self.say(f"cap_{cap.per}", hours=hours)
        title = self.listed(map(self.subject, cap.subjects))
        if self._law.has("cap", cap.id):
            title = self._law.say("cap", cap.id, self.lang)
        return self.say("cap_year_of", hours=hours, title=title) if title else self.say("cap_year", hours=hours)

    def question(self, code: str) -> str:
        """Return the question of a reading."""
        return self._law.say("question", code, self.lang)

    def reason(self, code: str) -> str:
        """Return the message of a reason without what it costs."""
        return self._law.say("reason", code, self.lang, fact="", subject="", hours="")

    def leave(self, code: str) -> str:
        """Return the word for a kind of leave."""
        found = self._declared.choices("leave").get(code)
        return self.term(found) if found else code

    def sector(self, code: str) -> str:
        """Return the word for a sector."""
        found = self._declared.choices("sector").get(code)
        return self.term(found) if found else code

    def either(self, parts: Iterable[str]) -> str:
        """Return parts of which any will do."""
        *head, last = dict.fromkeys(parts)
        return self.say("or", head=self.listed(head), last=last) if head else last

    def listed(self, parts: Iterable[str]) -> str:
        """Return parts as a list."""
        return self.say("comma").join(dict.fromkeys(parts))

    def condition(self, condition: Condition, kind: Kind | None = None) -> str:
        """Return a condition in words, without its clause."""
        if condition.form == "paper":
            return self.either(map(self.document, condition.documents))
        if condition.form == "at_least" and condition.threshold is not None:
            return self.say("at_least", field=self.field(condition.fact, kind), number=number(condition.threshold))
        if condition.form in ("one_of", "any_way") and condition.allowed:
            return self.keyed(condition.allowed, kind)
        if condition.form == "yes":
            return self.field(condition.fact, kind)
        ways = [self.keyed(condition.allowed, kind)] if condition.allowed else []
        ways += map(self.document, condition.documents)
        said = self.fact(condition.fact)
        return self.say("own", said=said, ways=self.either(ways)) if ways else said

    def keyed(self, allowed: Iterable[tuple[str, str]], kind: Kind | None = None) -> str:
        """Return keys with values of which any will do."""
        by_key: dict[str, list[str]] = {}
        for key, value in allowed:
            by_key.setdefault(key, []).append(value)
        return self.either(self._keyed(key, values, kind) for key, values in by_key.items())

    def _keyed(self, key: str, values: Sequence[str], kind: Kind | None) -> str:
        if list(values) == ["yes"]:
            return self.field(key, kind)
        named = self.either(self.value(key, value, kind) for value in values)
        return self.say("is", field=self.field(key, kind), value=named)


def number(value: Decimal) -> str:
    """Return a number of hours as people write it."""
    return format(value.normalize() if value % 1 else value.to_integral_value(), "f")


# --- the page -------------------------------------------------------------------------------------------------------


def render_kinds(
    found: Survey,
    *,
    lang: Lang,
    width: int,
    colour: bool,
    encoding: str | None = "utf-8",
    roots: tuple[Path, ...] = (),
) -> str:
    """Return the page of ``xueshi kinds``; see :func:`xueshi.report.text_view.render_check` for the parameters."""
    law = found.regulation
    labels = declared_labels(lang, law.jurisdiction, roots)
    page = new_page(lang=lang, width=width, labels=labels, encoding=encoding)
    speech = Speech(law, lang, roots)
    lines = [
        *head_lines(page, law, found.year),
        *minima_lines(page, speech, found),
        *every_lines(page, speech, found),
        *_counting(page, speech, found),
        *other_lines(page, speech, found),
        *leave_lines(page, speech, found),
        *_readings(page, speech, found),
    ]
    return printed(lines, colour=colour, encoding=encoding)


def head_lines(page: Page, law: Regulation, year: int) -> list[Text]:
    """Return what the regulation is called, its id, since when it is in force."""
    words = page.words
    end = law.last_day.isoformat() if law.last_day else ""
    force = words.say(
        "head.span" if end else "head.since", start=words.date(law.first_day.isoformat()), end=words.date(end)
    )
    lines = page.paragraph(span(law.titles[words.lang], "bold"), indent=0, hanging=INDENT)
    if law.instrument != law.titles[words.lang]:
        lines += page.paragraph(span(law.instrument), indent=0, hanging=INDENT)
    said = text(words.lang, "kinds", "head", id=law.id, span=force, year=year)
    return [*lines, *page.paragraph(span(said, "dim"), indent=0, hanging=INDENT)]


def minima_lines(page: Page, speech: Speech, found: Survey) -> list[Text]:
    """Return what a year asks."""
    rows = [
        Row(
            (cell(page.words.minimum(key)), cell(page.cited(speech.say("at_least_hours", hours=number(hours)), clause)))
        )
        for key, hours, clause in found.minima
    ]
    for subject, share, clause in found.shares:
        said = speech.say("share", n=share.numerator, d=share.denominator)
        rows.append(Row((cell(page.words.minimum(subject)), cell(page.cited(said, clause)))))
    return page.titled(
        speech.say("minima"), lay_out([Column("", least=8), Column("")], rows, page.width, indent=INDENT)
    )


def every_lines(page: Page, speech: Speech, found: Survey) -> list[Text]:
    """Return the conditions of every record."""
    lines: list[Text] = []
    for condition in found.every:
        lines += page.paragraph(page.cited(speech.condition(condition), condition.clause), hanging=INDENT)
    if found.lesson not in (None, 60):  # an hour of sixty minutes is no news
        lines += page.paragraph(span(speech.say("lesson", minutes=found.lesson)), hanging=INDENT)
    return page.titled(speech.say("every"), lines)


def _counting(page: Page, speech: Speech, found: Survey) -> list[Text]:
    lines: list[Text] = []
    for offer in found.offers:
        lines += [EMPTY, *_offer(page, speech, offer)] if lines else _offer(page, speech, offer)
    return page.titled(speech.say("counting"), lines)


def _offer(page: Page, speech: Speech, offer: Offer) -> list[Text]:
    names: list[Text] = []
    for place, kind in enumerate(offer.kinds):
        if place:
            names.append(span(speech.say("comma")))
        names.append(span(speech.term(kind.term), "bold"))
        names.append(span(f" {kind.code if speech.lang == 'zh' else kind.term.zh}"))
        if speech.lang == "en" and len(offer.kinds) == 1:
            names.append(span(f" {page.glyphs.dot} {kind.term.en}", "dim"))
    lines = page.paragraph(tuple(run for name in names for run in name), hanging=INDENT)
    for way in offer.ways:
        lines += _way(page, speech, offer.kinds[0], way)
    return lines


_ROWS = ("where", "gives", "caps", "needs", "papers", "once", "clause")


def _way(page: Page, speech: Speech, kind: Kind, way: Way) -> list[Text]:
    rows: list[tuple[str, list[Text]]] = []
    labels = {key: speech.say(f"row.{key}") for key in _ROWS}
    if way.when:
        rows.append(("where", [span(speech.keyed(way.when, kind), "bold")]))
    elif way.otherwise:
        rows.append(("where", [span(speech.say("otherwise_where"), "bold")]))
    rows.append(("gives", _gives(page, speech, kind, way)))
    if way.caps:
        rows.append(("caps", [page.cited(speech.cap(cap), _other(cap.clause, way.clause)) for cap in way.caps]))
    keys = [span(speech.say("any_value", field=speech.field(key, kind))) for key in way.keys]
    needs = [condition for condition in way.conditions if condition.form != "paper"]
    papers = [condition for condition in way.conditions if condition.form == "paper"]
    for key, first, conditions in (("needs", keys, needs), ("papers", [], papers)):
        said = [page.cited(speech.condition(item, kind), _other(item.clause, way.clause)) for item in conditions]
        if first or said:
            rows.append((key, [*first, *said]))
    if way.one_only:
        rows.append(
            ("once", [page.cited(speech.say("one_only"), _other(clause, way.clause)) for clause in way.one_only])
        )
    if way.clause:
        rows.append(("clause", [span(way.clause, "clause")]))
    widest = max(columns(label) for label in labels.values())
    padded = {key: span(label + GLUE * (widest - columns(label)), "dim") for key, label in labels.items()}
    shown = [Row((cell(padded[key]), tuple(paragraphs))) for key, paragraphs in rows]
    return lay_out([Column("", least=widest), Column("")], shown, page.width, indent=INDENT * 2)


def _other(clause: str, known: str) -> str:
    """Return ``clause`` where it says more than the clause of the whole block."""
    return "" if clause == known else clause


def _gives(page: Page, speech: Speech, kind: Kind, way: Way) -> list[Text]:
    given = [span(_rate(speech, kind, rate, way)) for rate in way.rates]
    for table in way.tables:
        given += table_lines(speech, kind, table, either=way.chooses or way.pooled)
    for grid in way.grids:
        given += grid_lines(speech, kind, grid)
    if (way.chooses or way.pooled) and len(way.subjects) > 1:
        given.append(span(speech.say("choice" if way.chooses else "split")))
    for scope, clause in way.deems:
        said = speech.say("deems_year") if scope == "year" else speech.say("deems", subject=speech.subject(scope))
        given.append(page.cited(said, _other(clause, way.clause)))
    given += [page.cited(speech.say("open", why=speech.reason(why)), _other(cl, way.clause)) for why, cl in way.open]
    return given or [span(speech.say("by_clause"))]


def _rate(speech: Speech, kind: Kind, rate: Rate, way: Way) -> str:
    params = {"subject": speech.subject(rate.subject)}
    if rate.number is not None:
        params["number"] = number(rate.number)
    if rate.field is not None:
        params["field"] = speech.field(rate.field, kind)
    if rate.form == "actual" and way.awaits:
        return speech.say("rate.awaited", **params)
    return speech.say(f"rate.{rate.form}", **params)


def table_lines(speech: Speech, kind: Kind, table: Table, *, either: bool) -> list[Text]:
    """Return a table by one key; ``either``: a record serves one of the subjects."""
    between = speech.say("or_else" if either else "and_also")
    names = [span(speech.value(table.field, value, kind)) for value, _ in table.rows]
    widest = max(map(measure, names))
    lines = [span(speech.say("by", field=speech.field(table.field, kind)), "dim")]
    for name, (_, hours) in zip(names, table.rows, strict=True):
        amounts = between.join(speech.say("amount", subject=speech.subject(s), hours=number(h)) for s, h in hours)
        lines.append((*fill(INDENT), *name, *fill(widest - measure(name) + INDENT), *span(amounts)))
    return lines


def grid_lines(speech: Speech, kind: Kind, grid: Grid) -> list[Text]:
    """Return a table by two keys."""
    across, down = (speech.field(key, kind) for key in grid.fields)
    names = [span(speech.value(grid.fields[0], value, kind)) for value, _ in grid.rows]
    widest = max(map(measure, names))
    lines = [span(speech.say("by_two", first=across, second=down), "dim")]
    for name, (_, cells) in zip(names, grid.rows, strict=True):
        amounts = speech.listed(
            speech.say("cell", value=speech.value(grid.fields[1], value, kind), hours=number(hours))
            for value, hours in cells
        )
        lines.append((*fill(INDENT), *name, *fill(widest - measure(name) + INDENT), *span(amounts)))
    return lines


def other_lines(page: Page, speech: Speech, found: Survey) -> list[Text]:
    """Return what counts in other ways, or not at all."""
    lines: list[Text] = []
    for key, clause in (("by_sector_rule", found.by_sector_rule), ("by_notice", found.by_notice)):
        if clause is not None:
            lines += page.paragraph(page.cited(speech.say(key), clause), hanging=INDENT)
    subjects: dict[tuple[str, str], list[str]] = {}
    for sector, subject, clause in found.sectors:
        subjects.setdefault((subject, clause), []).append(speech.sector(sector))
    for (subject, clause), sectors in subjects.items():
        said = speech.say("sectors", sectors=speech.listed(sectors), subject=speech.subject(subject))
        lines += page.paragraph(page.cited(said, clause), hanging=INDENT)
    for term, clause in found.without_rate:
        lines += page.paragraph(
            page.cited(speech.say("without_rate", kind=_named(speech, term)), clause), hanging=INDENT
        )
    if found.nothing:
        said = speech.say("nothing", kinds=speech.listed(_named(speech, term) for term in found.nothing))
        lines += page.paragraph(span(said), hanging=INDENT)
    return page.titled(speech.say("otherwise"), lines)


def _named(speech: Speech, term: Term) -> str:
    return term.zh if speech.lang == "zh" else f"{term.code} {term.zh}"


def leave_lines(page: Page, speech: Speech, found: Survey) -> list[Text]:
    """Return what leave does."""
    if not found.grounds:
        return page.titled(speech.say("leave"), page.paragraph(span(speech.say("no_leave"))))
    lines: list[Text] = []
    if found.relief_clause:
        lines += page.paragraph(page.cited(speech.say("relief"), found.relief_clause), hanging=INDENT)
    if found.deferral_clause:
        lines += page.paragraph(page.cited(speech.say("deferral"), found.deferral_clause), hanging=INDENT)
    for ground in found.grounds:
        kinds = speech.listed(map(speech.leave, ground.kinds))
        lines += page.paragraph(
            span(speech.say(_threshold(ground), kinds=kinds, months=_months(ground))), hanging=INDENT
        )
    needs = speech.listed(speech.condition(item) for item in found.leave_conditions)
    if needs:
        lines += page.paragraph(span(speech.say("leave_needs", needs=needs)), hanging=INDENT)
    return page.titled(speech.say("leave"), lines)


def _threshold(ground: Ground) -> str:
    if ground.longer_than is not None:
        return "leave_longer"
    return "leave_any" if ground.no_shorter_than is None else "leave_reaches"


def _months(ground: Ground) -> int | None:
    return ground.longer_than if ground.longer_than is not None else ground.no_shorter_than


def _readings(page: Page, speech: Speech, found: Survey) -> list[Text]:
    rows = [
        Row(
            (
                cell(span(item.id, "bold")),
                cell(span(" | ".join(item.answers))),
                cell(page.cited(speech.question(item.id), item.clause, "dim")),
            )
        )
        for item in found.readings
    ]
    lines = (
        lay_out([Column(""), Column("", most=24), Column("", least=24)], rows, page.width, indent=INDENT)
        if rows
        else []
    )
    return page.titled(speech.say("readings"), lines)


# --- JSON -----------------------------------------------------------------------------------------------------------


def kinds_json(found: Survey, lang: Lang, roots: tuple[Path, ...] = ()) -> dict[str, object]:
    """Return the JSON object of ``xueshi kinds --json``: codes, with words in ``lang`` beside them."""
    law = found.regulation
    speech = Speech(law, lang, roots)
    return {
        "jurisdiction": law.jurisdiction,
        "year": found.year,
        "regulation": {
            "id": law.id,
            "title": law.titles[lang],
            "in_force": [law.first_day.isoformat(), law.last_day.isoformat() if law.last_day else None],
            "instrument": law.instrument,
        },
        "minima": [{"subject": key, "hours": _plain(hours), "clause": clause} for key, hours, clause in found.minima],
        "shares": [
            {"subject": subject, "share": [share.numerator, share.denominator], "clause": clause}
            for subject, share, clause in found.shares
        ],
        "every_record": [_condition_json(speech, item, None) for item in found.every],
        "lesson_minutes": found.lesson,
        "kinds": [
            {
                "kind": kind.code,
                "zh": kind.term.zh,
                "en": kind.term.en,
                "ways": [_way_json(speech, kind, way) for way in offer.ways],
            }
            for offer in found.offers
            for kind in offer.kinds
        ],
        "without_rate": [{"kind": term.code, "clause": clause} for term, clause in found.without_rate],
        "no_rule": [term.code for term in found.nothing],
        "sector_rule_clause": found.by_sector_rule,
        "notice_clause": found.by_notice,
        "sectors": [
            {"sector": sector, "subject": subject, "clause": clause} for sector, subject, clause in found.sectors
        ],
        "leave": {
            "relief_clause": found.relief_clause or None,
            "deferral_clause": found.deferral_clause or None,
            "grounds": [
                {
                    "kinds": list(ground.kinds),
                    "longer_than": ground.longer_than,
                    "no_shorter_than": ground.no_shorter_than,
                }
                for ground in found.grounds
            ],
            "conditions": [_condition_json(speech, item, None) for item in found.leave_conditions],
        },
        "readings": [
            {"id": item.id, "answers": list(item.answers), "clause": item.clause, "question": speech.question(item.id)}
            for item in found.readings
        ],
        "lang": lang,
    }


def _way_json(speech: Speech, kind: Kind, way: Way) -> dict[str, object]:
    return {
        "route": way.route,
        "clause": way.clause,
        "when": _pairs(speech, kind, way.when),
        "otherwise": way.otherwise,
        "keys": list(way.keys),
        "subjects": list(way.subjects),
        "choice": way.chooses,
        "split": way.pooled,
        "rates": [
            {
                "form": rate.form,
                "subject": rate.subject,
                "number": None if rate.number is None else _plain(rate.number),
                "field": rate.field,
            }
            for rate in way.rates
        ],
        "tables": [
            {
                "field": table.field,
                "rows": [
                    {"value": _code(speech, kind, table.field, value), "hours": {s: _plain(h) for s, h in hours}}
                    for value, hours in table.rows
                ],
            }
            for table in way.tables
        ],
        "grids": [
            {
                "fields": list(grid.fields),
                "subjects": list(grid.subjects),
                "rows": [
                    {
                        "value": _code(speech, kind, grid.fields[0], value),
                        "hours": {_code(speech, kind, grid.fields[1], column): _plain(h) for column, h in cells},
                    }
                    for value, cells in grid.rows
                ],
            }
            for grid in way.grids
        ],
        "caps": [
            {
                "id": cap.id,
                "per": cap.per,
                "hours": _plain(cap.hours),
                "subjects": list(cap.subjects),
                "clause": cap.clause,
            }
            for cap in way.caps
        ],
        "conditions": [_condition_json(speech, item, kind) for item in way.conditions],
        "deems": [{"scope": scope, "clause": clause} for scope, clause in way.deems],
        "one_only": list(way.one_only),
        "open": [{"code": why, "clause": clause} for why, clause in way.open],
        "awaits": way.awaits,
    }


def _condition_json(speech: Speech, item: Condition, kind: Kind | None) -> dict[str, object]:
    return {
        "form": item.form,
        "fact": item.fact,
        "text": speech.condition(item, kind),
        "reason": item.reason,
        "clause": item.clause,
        "allowed": _pairs(speech, kind, item.allowed),
        "documents": list(item.documents),
        "threshold": None if item.threshold is None else _plain(item.threshold),
    }


def _pairs(speech: Speech, kind: Kind | None, allowed: Iterable[tuple[str, str]]) -> list[dict[str, object]]:
    return [
        {"field": key, "value": True if value == "yes" else _code(speech, kind, key, value)} for key, value in allowed
    ]


def _code(speech: Speech, kind: Kind | None, key: str, value: str) -> str:
    term = speech.value_term(key, value, kind)
    return term.code if term else value


def _plain(value: Decimal) -> int | float:
    return int(value) if value % 1 == 0 else float(value)
