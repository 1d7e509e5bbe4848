"""The letter as a page: headings, paragraphs and tables in their order, the same for text, HTML and DOCX.

Everything that the case says is made harmless here, once for all forms (:func:`xueshi.report.characters.clean`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from xueshi.letter.content import Cause, Entry, Finding, Letter, Note
from xueshi.messages import section
from xueshi.model.result import Amounts
from xueshi.report.characters import clean
from xueshi.report.words import hours, of_unit

_NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: str


@dataclass(frozen=True, slots=True)
class Items:
    """Numbered points, each a paragraph that begins with its number."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a head, which may be empty; ``figures``: all columns but the first hold amounts."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    figures: bool


Block = Paragraph | Items | Table


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered heading and what stands under it."""

    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class LetterPage:
    """The whole letter; ``signature``: labels of lines that people fill in, ``date``: the last of them."""

    lang: str
    title: str
    salutation: str
    opening: str
    sections: tuple[Section, ...]
    closing: str
    signature: tuple[str, ...]
    date: str


def letter_page(letter: Letter, day: date | None = None) -> LetterPage:
    """Return ``letter`` as a page; ``day`` is its date, a blank line to fill in where there is none."""
    return _Composer(letter).page(day)


class _Composer:
    def __init__(self, letter: Letter) -> None:
        self._letter = letter
        self._templates = section(letter.lang, "letter")
        self._unit = self._templates[f"unit.{letter.unit}"]

    def page(self, day: date | None) -> LetterPage:
        letter = self._letter
        blocks: list[tuple[str, list[Block]]] = [
            ("claim", [self._particulars()]),
            ("hours", list(self._hours())),
            ("rules", self._points(self._rules())),
        ]
        if letter.causes:
            kind = "partly_credited" if letter.status == "credited" else letter.status
            blocks.append((f"causes_{kind}", [*self._points(map(self._cause, letter.causes)), *self._any()]))
        if letter.grants and letter.status != "not_credited":
            blocks.append(("grants", self._points(map(self._note, letter.grants))))
        if letter.causes:
            remedies = [*self._points(self._remedies()), *map(Paragraph, self._after())]
            blocks.append(("open" if letter.status == "undetermined" else "remedies", remedies))
        notes = list(self._notes())
        if notes:
            blocks.append(("readings", self._points(notes)))
        blocks += [("offices", self._points(self._offices())), ("standing", list(map(Paragraph, self._standing())))]
        when = self._say("signature.date") if day is None else self._day(day.isoformat())
        return LetterPage(
            lang=letter.lang,
            title=self._say("title", person=letter.person, year=letter.year),
            salutation=self._say("salutation", person=letter.person),
            opening=self._opening(),
            sections=tuple(
                Section(self._numbered(number, self._say(f"heading.{key}")), tuple(found))
                for number, (key, found) in enumerate((entry for entry in blocks if entry[1]), 1)
            ),
            closing=self._say("closing"),
            signature=(self._say("signature.reviewer"), self._say("signature.unit")),
            date=when,
        )

    # -- words -----------------------------------------------------------------------------------------------------

    def _say(self, key: str, **params: object) -> str:
        shown = {name: clean(value) if isinstance(value, str) else value for name, value in params.items()}
        return of_unit(self._templates, key, self._letter.unit).format_map({"unit": self._unit, **shown})

    def _numbered(self, number: int, heading: str) -> str:
        if self._letter.lang == "zh":
            return f"{_NUMERALS[number - 1]}、{heading}"
        return f"{number}. {heading}"

    def _points(self, said: Iterable[str]) -> list[Block]:
        """Return paragraphs as numbered points, a single one as it is."""
        texts = [self._sentence(text) for text in said]
        if len(texts) < 2:
            return [Paragraph(text) for text in texts]
        if self._letter.lang == "zh":
            return [Items(tuple(f"（{_chinese(place)}）{text}" for place, text in enumerate(texts, 1)))]
        return [Items(tuple(f"({place}) {text}" for place, text in enumerate(texts, 1)))]

    def _sentence(self, text: str) -> str:
        """Return ``text`` with a capital at its beginning where the language has any."""
        return text[:1].upper() + text[1:] if self._letter.lang == "en" else text

    def _of(self, units: int) -> str:
        """Return an amount with its unit."""
        return self._say("unit.of", hours=hours(units), unit=self._unit_of(units))

    def _unit_of(self, units: int) -> str:
        one = hours(units) == "1"
        return self._templates[f"unit.{self._letter.unit}_one" if one else f"unit.{self._letter.unit}"]

    def _cited(self, clauses: Iterable[str]) -> str:
        return self._listed(clauses, "value.cited")

    def _listed(self, parts: Iterable[str], separator: str = "value.comma") -> str:
        return self._say(separator).join(parts)

    def _day(self, iso: str) -> str:
        day = date.fromisoformat(iso)
        named = self._say(f"value.month.{day.month}")
        return self._say("value.day", year=day.year, month=day.month, day=day.day, month_name=named)

    def _name(self) -> str:
        return self._letter.claim.title or self._letter.claim.kind

    def _instrument(self) -> str:
        one = self._letter.instrument
        if one.number:
            return self._say("instrument.full", name=one.name, name_zh=one.name_zh, number=one.number)
        if one.date:
            return self._say("instrument.dated", name=one.name, name_zh=one.name_zh, date=self._day(one.date))
        return self._say("instrument.plain", name=one.name, name_zh=one.name_zh)

    def _amounts(self, amounts: Mapping[str, int]) -> str:
        """Return the amounts that are not zero; the total only where it says more than its parts."""
        labels = dict(self._letter.subjects)
        parts = sum(units for key, units in amounts.items() if key != "total")
        return self._listed(
            self._say(
                "year.amount_total" if key == "total" else "year.amount",
                subject=labels.get(key, key),
                hours=hours(units),
                unit=self._unit_of(units),
            )
            for key, units in amounts.items()
            if units and (key != "total" or units > parts)
        )

    # -- sections --------------------------------------------------------------------------------------------------

    def _opening(self) -> str:
        letter = self._letter
        key: str = letter.status
        if key == "credited" and not letter.amount:
            key = "deemed"
        return self._say(f"opening.{key}", year=letter.year, name=self._name(), instrument=self._instrument())

    def _particulars(self) -> Table:
        claim, say = self._letter.claim, self._say
        rows = [
            ("title", claim.title or say("claim.untitled")),
            ("id", claim.id),
            ("kind", claim.kind),
            ("date", self._day(claim.date) if claim.date else ""),
            ("stated", self._listed(map(self._pair, claim.stated), "value.semicolon")),
            ("papers", self._papers(claim.papers, "claim.papers_unstated")),
        ]
        shown = tuple((say(f"claim.{key}"), clean(value)) for key, value in rows if value)
        return Table((), shown, figures=False)

    def _pair(self, entry: Entry) -> str:
        return self._say("value.pair", label=entry.label, value=entry.value or "")

    def _papers(self, papers: tuple[str, ...] | None, unstated: str) -> str:
        if papers is None:
            return self._say(unstated)
        return self._listed(papers) or self._say("claim.papers_none")

    def _hours(self) -> Iterator[Block]:
        letter, say = self._letter, self._say
        rows = list(self._hour_rows())
        if rows:
            yield Table(
                tuple(say(f"hours.{key}") for key in ("subject", "claimed", "credited", "lost")),
                tuple(rows),
                figures=True,
            )
            if letter.pooled and len(rows) > 1:
                yield Paragraph(say("hours.pooled"))
            elif letter.either:
                key = "either_placed" if any(letter.credited.values()) else "either"
                yield Paragraph(say(f"hours.{key}" if letter.lost else "hours.either_credited"))
        elif letter.status in {"not_credited", "undetermined"}:
            yield Paragraph(say("hours.nothing" if letter.status == "not_credited" else "hours.nothing_open"))
        if any(units is not None for units in letter.required.values()):
            missing = self._amounts(letter.shortfall)
            verdict = say(f"verdict.{letter.verdict}")
            if missing:
                yield Paragraph(say("year.short", verdict=verdict, missing=missing))
            else:
                yield Paragraph(say("year.now", verdict=verdict))

    def _hour_rows(self) -> Iterator[tuple[str, ...]]:
        letter = self._letter
        labels = dict(letter.subjects)
        held = [key for key in letter.claimed if letter.claimed[key] or letter.credited.get(key)]
        is_open = letter.status == "undetermined"
        for key in held:
            claimed, credited = letter.claimed[key], letter.credited.get(key, 0)
            lost = "" if letter.either or letter.pooled else hours(claimed - credited)
            yield self._row(labels.get(key, key), hours(claimed), hours(credited), lost, is_open=is_open)
        if len(held) > 1:
            total = hours(sum(letter.credited.values()))
            label = self._say("hours.taken" if letter.either else "hours.total")
            yield self._row(label, hours(letter.amount), total, hours(letter.lost), is_open=is_open)

    def _row(self, label: str, claimed: str, credited: str, lost: str, *, is_open: bool) -> tuple[str, ...]:
        if is_open:
            return clean(label), claimed, self._say("hours.open"), ""
        return clean(label), claimed, credited, lost

    def _rules(self) -> Iterator[str]:
        letter = self._letter
        for rule in letter.rules:
            key = "rule.covered" if rule.says else "rule.bare"
            yield self._say(key, cited=rule.cited, says=rule.says)
        if not letter.rules:
            yield self._say("rule.none", instrument=self._instrument())

    def _cause(self, cause: Cause) -> str:
        cited = self._cited(cause.clauses)
        # A message of a cap names its hours itself; of several refusals each takes all of them.
        costs = cause.units and cause.cap is None and len(self._letter.causes) == 1
        costs = costs and self._letter.status != "undetermined"
        key = ("costs" if costs else "plain") if cited else ("costs_uncited" if costs else "uncited")
        parts = [self._say(f"cause.{key}", says=cause.says, cited=cited, amount=self._of(cause.units))]
        if cause.finding is not None:
            parts += self._finding(cause, cause.finding)
        if cause.cap is not None:
            parts += self._cap(cause)
        if cause.counts_instead is not None:
            name, title = cause.counts_instead
            parts.append(self._say("cause.instead" if title else "cause.instead_untitled", id=name, title=title))
        return self._joined(parts)

    def _joined(self, sentences: Iterable[str]) -> str:
        return ("" if self._letter.lang == "zh" else " ").join(sentences)

    def _finding(self, cause: Cause, finding: Finding) -> Iterator[str]:
        found = self._listed(map(self._is, finding.found), "value.semicolon")
        if found and cause.code == "no_rule":
            yield self._say("cause.found_other", found=found)
        elif found:
            yield self._say("cause.found", found=found)
        if finding.wanted:
            yield self._say("cause.wanted", wanted=self._listed(self._wanted(finding.wanted), "value.or"))
        if finding.least:
            yield self._say("cause.least", least=finding.least)
        if finding.papers and finding.papers_wanted:
            wanted = self._listed(finding.papers_wanted)
            if len(finding.papers_wanted) > 1:
                wanted = self._say("remedy.papers", papers=wanted)
            if finding.papers_found is None:
                yield self._say("cause.papers_unstated", wanted=wanted)
            else:
                yield self._say("cause.papers", found=self._papers(finding.papers_found, ""), wanted=wanted)

    def _wanted(self, entries: Iterable[Entry]) -> Iterator[str]:
        """Yield what would have done, the values of one field together."""
        fields: dict[str, list[str]] = {}
        for entry in entries:
            fields.setdefault(entry.label, []).append(entry.value or "")
        for label, values in fields.items():
            yield self._say("value.is", label=label, value=self._listed(map(self._quoted, values), "value.or_value"))

    def _is(self, entry: Entry) -> str:
        if entry.value is None:
            return self._say("value.is_unstated", label=entry.label)
        return self._say("value.is", label=entry.label, value=self._quoted(entry.value))

    def _quoted(self, value: str) -> str:
        return self._say("value.quoted", value=value)

    def _cap(self, cause: Cause) -> Iterator[str]:
        cap = cause.cap
        assert cap is not None
        key = "cause.cap_day" if cap.per == "day" else "cause.cap_year"
        yield self._say(key, limit=self._of(cap.limit), counted=self._of(cap.counted), credited=self._of(cap.credited))
        if cap.others:
            others = [self._say("cause.cap_other", id=name, amount=self._of(units)) for name, units in cap.others]
            key = "cause.cap_others" if any(self._letter.credited.values()) else "cause.cap_full"
            yield self._say(key, others=self._listed(others))

    def _any(self) -> Iterator[Block]:
        if self._letter.refused and len(self._letter.causes) > 1:
            yield Paragraph(self._say("cause.any"))

    def _remedies(self) -> Iterator[str]:
        return (self._say("remedy.says", says=remedy.says) for remedy in self._letter.remedies)

    def _after(self) -> Iterator[str]:
        """Yield what comes after the remedies: what they bring, and what if an entry was a mistake."""
        letter, say = self._letter, self._say
        if letter.refused and {remedy.possible for remedy in letter.remedies} == {True, False}:
            yield say("remedy.mixed")
        if letter.effect is not None:
            yield self._effect()
        if letter.decides:
            amounts = self._amounts_list(letter.decides)
            yield say("remedy.decides", amounts=amounts)
        if letter.refused:
            yield say("remedy.mistake")

    def _amounts_list(self, amounts: Iterable[tuple[str, int]]) -> str:
        return self._listed(self._amounts({key: units}) for key, units in amounts)

    def _effect(self) -> str:
        letter, say = self._letter, self._say
        effect = letter.effect
        assert effect is not None
        parts = [say("remedy.effect_deemed", says=says) for says in effect.deemed]
        if effect.credited or not parts:
            parts.insert(0, say("remedy.effect", amount=self._of(effect.credited)))
        if any(units is not None for units in letter.required.values()):
            parts.append(self._verdict_after(effect.verdict, effect.shortfall))
        return self._joined(parts)

    def _verdict_after(self, verdict: str, shortfall: Amounts) -> str:
        before, after = (self._say(f"verdict.{key}") for key in (self._letter.verdict, verdict))
        if before != after:
            return self._say("remedy.verdict_new", before=before, after=after)
        missing = self._amounts(shortfall)
        return self._say("remedy.verdict_short" if missing else "remedy.verdict_same", verdict=after, missing=missing)

    def _notes(self) -> Iterator[str]:
        letter, say = self._letter, self._say
        for reading in letter.readings:
            key = "note.reading" if reading.default else "note.reading_chosen"
            cited = self._cited(reading.cited)
            yield say(
                key, question=reading.question, cited=cited, answer=reading.answer, id=reading.id, value=reading.value
            )
        for note in letter.assumptions:
            yield say("note.assumed", says=note.says, cited=self._cited(note.cited))
        for note in letter.warnings:
            yield say(
                "note.warned" if note.cited else "note.warned_uncited", says=note.says, cited=self._cited(note.cited)
            )
        if letter.strict:
            yield say("strict")

    def _note(self, note: Note) -> str:
        return self._say("note.cited" if note.cited else "note.uncited", says=note.says, cited=self._cited(note.cited))

    def _offices(self) -> Iterator[str]:
        for office in self._letter.offices:
            yield self._say("office.says", says=office.says, cited=self._cited(office.cited))
        if not self._letter.offices:
            yield self._say("office.none")

    def _standing(self) -> Iterator[str]:
        yield self._say("standing.calculation", id=self._letter.instrument.id)
        yield self._say("standing.papers")


def _chinese(number: int) -> str:
    """Return ``number`` (1 to 99) in Chinese numerals."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_NUMERALS[tens - 1]}十"
    return head + (_NUMERALS[ones - 1] if ones else "")
