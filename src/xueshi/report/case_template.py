"""A case file to start from: one example for each way in which a record counts, written from what the encoding says.

The first example stands, the others are comments; each is a whole record once the ``#`` in front of its lines is
removed.  The amounts in it are examples and no figures of a regulation.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from xueshi.law.survey import Condition, Offer, Survey, Way
from xueshi.messages import Lang, text
from xueshi.model.kinds import Field, Kind, Terms, catalogue, jurisdictions
from xueshi.report.characters import columns
from xueshi.report.kinds_view import Speech, number
from xueshi.report.page import new_page
from xueshi.report.styled import wrap

WIDTH = 100
"""Columns of a comment."""
BESIDE = 36
"""Column at which a comment beside a value begins."""

_PLAIN = re.compile(r"[A-Za-z\u4e00-\u9fff][\w（）、。·-]*")
_HOURS, _COUNT, _MONTHS = 10, 2, 4


class _Line(NamedTuple):
    """A key of an example, its value as YAML, and what is said beside it."""

    key: str
    value: str
    beside: str = ""


def case_template(found: Survey, *, lang: Lang, roots: tuple[Path, ...] = ()) -> str:
    """Return the text of a case file for the regulation and year of ``found``, without a line break at its end.

    It is YAML; keys, values and comments are in ``lang``.
    """
    return "\n".join(_Template(found, lang, roots).lines())


class _Template:
    def __init__(self, found: Survey, lang: Lang, roots: tuple[Path, ...]) -> None:
        self._found, self._lang = found, lang
        self._speech = Speech(found.regulation, lang, roots)
        self._declared = catalogue(found.regulation.jurisdiction, roots)
        self._jurisdictions = jurisdictions(roots)
        self._page = new_page(lang=lang, width=WIDTH)
        self._ids = 0

    # -- the file ----------------------------------------------------------------------------------------------------

    def lines(self) -> Iterator[str]:
        """Yield the lines of the file."""
        law = self._found.regulation
        yield from self._prose(self._say("intro"))
        yield from self._prose(f"{law.id}: {law.titles[self._lang]}")
        if law.instrument not in law.titles[self._lang]:
            yield from self._prose(law.instrument)
        yield from self._prose(self._say("more", jurisdiction=law.jurisdiction))
        yield "#"
        yield from self._prose(self._say("unstated"))
        yield from self._prose(self._say("uncomment"))
        yield ""
        where = self._jurisdictions.get(law.jurisdiction)
        yield from self._pairs(
            [
                _Line(self._key("person"), "P-0001", self._about("person")),
                _Line(self._key("jurisdiction"), _scalar(self._speech.term(where) if where else law.jurisdiction)),
                _Line(self._key("year"), str(self._found.year)),
            ]
        )
        yield ""
        yield from self._optional()
        yield ""
        yield f"{self._key('records')}:"
        yield from self._records()
        yield from self._leave()
        yield from self._rest()

    def _optional(self) -> Iterator[str]:
        known = list(self._declared.choices("sector"))
        ruled = {sector for sector, _, _ in self._found.sectors}
        said = self._say("sector", known=self._speech.listed(map(self._speech.sector, known)))
        if ruled:
            said += self._say(
                "sector_ruled",
                sectors=self._speech.listed(self._speech.sector(code) for code in known if code in ruled),
            )
        yield from self._prose(said)
        first = next((code for code in known if code not in ruled), known[0])
        yield from self._pairs([_Line(self._key("sector"), _scalar(self._speech.sector(first)))], "#")
        yield from self._pairs([_Line(self._key("earlier_modules"), "0", self._about("earlier_modules"))], "#")

    def _records(self) -> Iterator[str]:
        examples = [(offer, way) for offer in self._found.offers for way in offer.ways]
        standing = next((way for _, way in examples if any(rate.form == "actual" for rate in way.rates)), None)
        # The one that stands comes first, so that a reader meets a whole record before the comments.
        for offer, way in sorted(examples, key=lambda example: example[1] is not standing):
            yield ""
            yield from self._prose(self._title(offer, way), "  # ", way.clause)
            yield from self._record(offer, way, "" if way is standing or standing is None else "#")
            standing = standing or way

    def _leave(self) -> Iterator[str]:
        grounds = self._found.grounds
        if not grounds:
            return
        yield ""
        kinds = [self._speech.leave(kind) for ground in grounds for kind in ground.kinds]
        yield from self._prose(self._say("leave", kinds=self._speech.listed(kinds)))
        yield f"#{self._key('leave')}:"
        months = (grounds[0].longer_than or grounds[0].no_shorter_than or _MONTHS - 1) + 1
        end = date(self._found.year, min(months, 11) + 1, 1).toordinal() - 1
        stated = {
            "start": _Line(self._leave_key("start"), f"{self._found.year}-01-01"),
            "end": _Line(self._leave_key("end"), date.fromordinal(end).isoformat(), self._say("months")),
        }
        for condition in self._found.leave_conditions:
            stated |= self._fulfilled(condition, self._declared.leave)
        papers = [condition.documents for condition in self._found.leave_conditions if condition.form == "paper"]
        if papers:
            stated["evidence"] = self._evidence(self._declared.leave, papers)
        head = [_Line(self._key("id"), "L1"), _Line(self._key("kind"), _scalar(kinds[0]))]
        yield from self._item([*head, *stated.values()], "#")

    def _rest(self) -> Iterator[str]:
        names = [
            self._speech.term(term) for term in (*(term for term, _ in self._found.without_rate), *self._found.nothing)
        ]
        if names:
            yield ""
            yield from self._prose(self._say("nothing", kinds=self._speech.listed(names)))

    # -- one record --------------------------------------------------------------------------------------------------

    def _title(self, offer: Offer, way: Way) -> str:
        named = [kind.term.zh if self._lang == "zh" else f"{kind.code} {kind.term.zh}" for kind in offer.kinds]
        said = self._speech.listed(named)
        if way.when:
            said = self._say("where", kinds=said, when=self._speech.keyed(way.when, offer.kinds[0]))
        subjects = [self._speech.subject(subject) for subject in way.subjects]
        if subjects:
            listed = self._speech.either(subjects) if way.chooses else self._speech.listed(subjects)
            said = self._say("serves", kinds=said, subjects=listed)
        return said

    def _record(self, offer: Offer, way: Way, mark: str) -> Iterator[str]:
        kind = offer.kinds[0]
        self._ids += 1
        others = [self._speech.term(other.term) for other in offer.kinds[1:]]
        head = [
            _Line(self._key("id"), f"r{self._ids:02}"),
            _Line(
                self._key("kind"),
                _scalar(self._speech.term(kind.term)),
                self._say("or", names=self._speech.listed(others)) if others else "",
            ),
        ]
        stated = self._stated(kind, way)
        yield from self._item([*head, *stated.values()], mark)
        amount = {"hours", "minutes", "daily_hours", "days", "months"}
        timed = bool(amount & set(stated)) or "start" in stated
        unsaid = [key for key in kind.own if key not in stated and not (timed and key in amount)]
        if unsaid:
            listed = self._say("between").join(self._described(kind.fields[key]) for key in unsaid)
            yield from self._prose(self._say("also", fields=listed), "    # ")

    def _stated(self, kind: Kind, way: Way) -> dict[str, _Line]:
        """Return what an example states: what leads to the way, what its amount is made of, what its conditions ask."""
        stated: dict[str, _Line] = {}
        for key, value in way.when[:1]:
            same = [other for at, other in way.when if at == key]
            stated[key] = self._chosen(kind, key, value, same)
        stated |= self._looked_up(kind, way)
        for key in way.keys:
            values = [value.lower() for value in kind.fields[key].choices or ()]
            if values and key not in stated:
                stated[key] = self._chosen(kind, key, values[0], values)
        for rate in way.rates:
            if rate.field is not None:
                stated[rate.field] = self._counted(kind.fields[rate.field])
        stated |= self._time(kind, way)
        conditions = (*way.conditions, *self._found.every)
        for condition in conditions:
            for key, line in self._fulfilled(condition, kind).items():
                stated.setdefault(key, line)
        papers = [condition.documents for condition in conditions if _by_paper(condition)]
        if papers:
            stated["evidence"] = self._evidence(kind, papers)
        for key in way.assumed:
            field = kind.fields[key]
            if field.type in ("flag", "count"):
                value = self._yes() if field.type == "flag" else str(max(1, field.min))
                stated.setdefault(key, _Line(self._field(kind, key), value, self._about_field(field)))
        order = [*kind.own, "date", "start", "end", "registered", "evidence"]
        return dict(sorted(stated.items(), key=lambda item: order.index(item[0]) if item[0] in order else len(order)))

    def _looked_up(self, kind: Kind, way: Way) -> dict[str, _Line]:
        """Return the keys by which the way's tables are read, each with the first row's value."""
        stated: dict[str, _Line] = {}
        for table in way.tables:
            field, values = kind.fields[table.field], [value for value, _ in table.rows]
            stated[field.key] = (
                self._chosen(kind, field.key, values[0], values) if field.choices else self._counted(field)
            )
        for grid in way.grids:
            (row, cells), (across, down) = grid.rows[0], grid.fields
            stated[across] = self._chosen(kind, across, row, [value for value, _ in grid.rows])
            stated[down] = self._chosen(kind, down, cells[0][0], [value for value, _ in cells])
        return stated

    def _time(self, kind: Kind, way: Way) -> dict[str, _Line]:
        forms = {rate.form for rate in way.rates}
        if "yearly" in forms:
            return self._span(kind, "03-01", "08-31", self._say("months"))
        if "actual" not in forms:
            return {"date": _Line(self._field(kind, "date"), self._day("09-10"), self._say("date"))}
        hours = (
            {"hours": _Line(self._field(kind, "hours"), str(_HOURS), self._instead(kind))}
            if "hours" in kind.fields
            else {}
        )
        if "daily_hours" in kind.own and any(cap.per == "day" for cap in way.caps):
            return hours | self._span(kind, "09-10", "09-11")
        return hours | {"date": _Line(self._field(kind, "date"), self._day("09-10"), self._say("date"))}

    def _instead(self, kind: Kind) -> str:
        ways = []
        if "daily_hours" in kind.own:
            ways.append(f"{self._field(kind, 'daily_hours')}: [6, 4]")
        if "minutes" in kind.own:
            ways.append(f"{self._field(kind, 'minutes')}: 600")
        return self._or(ways)

    def _span(self, kind: Kind, first: str, last: str, beside: str = "") -> dict[str, _Line]:
        return {
            "start": _Line(self._field(kind, "start"), self._day(first)),
            "end": _Line(self._field(kind, "end"), self._day(last), beside),
        }

    def _fulfilled(self, condition: Condition, kind: Kind) -> dict[str, _Line]:
        """Return what states that ``condition`` is met."""
        if condition.form == "at_least" and condition.fact in kind.fields:
            beside = self._speech.condition(condition, kind)
            return {
                condition.fact: _Line(
                    self._field(kind, condition.fact), number(condition.threshold or Decimal(0)), beside
                )
            }
        allowed = [(key, value) for key, value in condition.allowed if key in kind.fields]
        if not allowed:
            return {}
        (key, value), *others = sorted(allowed, key=lambda pair: pair[0] != condition.fact)
        if value == "yes":
            return {key: _Line(self._field(kind, key), self._yes(), "")}
        beside = self._or(self._speech.keyed([other], kind) for other in others)
        return {key: _Line(self._field(kind, key), self._value(kind, key, value), beside)}

    def _evidence(self, kind: Kind, papers: Sequence[Sequence[str]]) -> _Line:
        """Return the first document of each condition; the others that would do stand beside them."""
        first = dict.fromkeys(_scalar(self._speech.document(documents[0])) for documents in papers)
        others = [self._speech.document(document) for documents in papers for document in documents[1:]]
        return _Line(self._field(kind, "evidence"), f"[{', '.join(first)}]", self._or(others))

    def _chosen(self, kind: Kind, key: str, value: str, among: Iterable[str]) -> _Line:
        others = [self._value(kind, key, other) for other in among if other != value]
        return _Line(self._field(kind, key), self._value(kind, key, value), self._or(others))

    def _counted(self, field: Field) -> _Line:
        return _Line(
            self._speech.term(field.term), str(_HOURS if field.type == "hours" else _COUNT), self._about_field(field)
        )

    # -- words -------------------------------------------------------------------------------------------------------

    def _say(self, key: str, **params: object) -> str:
        return text(self._lang, "template", key, **params)

    def _key(self, code: str) -> str:
        return self._speech.term(self._declared.keys[code])

    def _about(self, code: str) -> str:
        term = self._declared.keys[code]
        return term.about_zh if self._lang == "zh" else term.about_en

    def _about_field(self, field: Field) -> str:
        return field.term.about_zh if self._lang == "zh" else field.term.about_en

    def _leave_key(self, code: str) -> str:
        return self._field(self._declared.leave, code)

    def _field(self, kind: Kind, key: str) -> str:
        return self._speech.field(key, kind)

    def _value(self, kind: Kind, key: str, value: str) -> str:
        return _scalar(self._speech.value(key, value, kind))

    def _yes(self) -> str:
        return self._say("yes")

    def _day(self, day: str) -> str:
        return f"{self._found.year}-{day}"

    def _or(self, names: Iterable[str]) -> str:
        listed = [*names]
        return self._say("or", names=self._speech.listed(listed)) if listed else ""

    def _described(self, field: Field) -> str:
        key = self._speech.term(field.term)
        if field.choices is not None:
            return self._say("one_of", field=key, values=self._speech.listed(self._values(field.choices)))
        return self._say("flag", field=key) if field.type == "flag" else key

    def _values(self, choices: Terms) -> Iterator[str]:
        return (self._speech.term(term) for term in choices.values())

    # -- layout ------------------------------------------------------------------------------------------------------

    def _prose(self, said: str, lead: str = "# ", clause: str = "") -> Iterator[str]:
        """Yield ``said`` and its clause as comment lines."""
        for line in wrap(self._page.cited(said, clause), WIDTH - len(lead)):
            yield lead + "".join(run for run, _ in line)

    def _pairs(self, pairs: Iterable[_Line], mark: str = "") -> Iterator[str]:
        for pair in pairs:
            yield _beside(f"{mark}{pair.key}: {pair.value}", pair.beside)

    def _item(self, pairs: Iterable[_Line], mark: str) -> Iterator[str]:
        for place, pair in enumerate(pairs):
            lead = "  - " if place == 0 else "    "
            yield _beside(f"{mark}{lead}{pair.key}: {pair.value}", pair.beside)


def _by_paper(condition: Condition) -> bool:
    """Tell whether a document is what meets the condition."""
    return bool(condition.documents) and not condition.allowed


def _beside(line: str, said: str) -> str:
    return f"{line}{' ' * max(2, BESIDE - columns(line))}# {said}" if said else line


def _scalar(value: str) -> str:
    """Return text as a YAML scalar that is read back as this text."""
    return value if _PLAIN.fullmatch(value) and not _speaking(value) else json.dumps(value, ensure_ascii=False)


def _speaking(value: str) -> bool:
    """Tell whether YAML would read a bare word as something else than text."""
    return value.lower() in ("y", "n", "yes", "no", "on", "off", "true", "false", "null")


__all__ = ["case_template"]
