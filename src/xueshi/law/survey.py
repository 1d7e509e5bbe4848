"""What a regulation credits, for people to read: read from its encoding, with nothing known of it beforehand.

The encoding is grounded over *probes*: for each kind of record one content that states nothing but amounts, and one
more for each value of each of its keys.  The routes that they take say what counts; rates, caps and conditions stand
in the encoding.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Literal, cast

from xueshi.law.declared import declared_readings, grounded
from xueshi.law.regulation import Regulation
from xueshi.model.kinds import Field, Kind, Term, catalogue
from xueshi.model.units import UNITS_PER_HOUR, to_hours
from xueshi.solver.grounding import Grounding
from xueshi.solver.grounding import Term as Atom

_SECTION = re.compile(r"^%@ clause (.+?)\s*$", re.MULTILINE)

RateForm = Literal["flat", "each", "times", "actual", "as_stated", "yearly"]


@dataclass(frozen=True, slots=True)
class Rate:
    """How a record's hours come about in one subject.

    ``flat`` hours a record; ``each`` hours for each unit of ``field``; ``times`` as many hours as ``field`` has,
    multiplied; ``actual`` the hours of study; ``as_stated`` what ``field`` says; ``yearly`` hours a year, by months.
    """

    form: RateForm
    subject: str
    number: Decimal | None = None
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Hours by the value of one key."""

    field: str
    rows: tuple[tuple[str, tuple[tuple[str, Decimal], ...]], ...]
    """Value, and the hours in each subject."""


@dataclass(frozen=True, slots=True)
class Cap:
    """A cap over what this way gives; others may stand under it too."""

    id: str
    hours: Decimal
    per: Literal["day", "year"]
    clause: str
    subjects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Condition:
    """What a record must fulfil.

    Attributes:
        form: ``yes`` a flag; ``one_of`` a key with certain values; ``any_way`` one of several keys' values;
            ``at_least`` a threshold; ``paper`` one of several documents; ``own`` a rule of the encoding.
        fact: the flag, key, group of documents or rule.
        allowed: key and value, any of which will do (``yes``, ``one_of``, ``any_way``).
        documents: any of which will do (``paper``).
        threshold: in hours, or in what the key counts (``at_least``).
    """

    form: Literal["yes", "one_of", "any_way", "at_least", "paper", "own"]
    fact: str
    reason: str
    clause: str
    allowed: tuple[tuple[str, str], ...] = ()
    documents: tuple[str, ...] = ()
    threshold: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Way:
    """One route by which records of a kind give hours."""

    route: str
    clause: str
    when: tuple[tuple[str, str], ...]
    """Key and value, any of which leads here; empty where every record of the kind does."""
    rates: tuple[Rate, ...]
    tables: tuple[Table, ...]
    caps: tuple[Cap, ...]
    conditions: tuple[Condition, ...]
    chooses: bool
    """A record serves one of the subjects, not all of them."""
    deems: tuple[tuple[str, str], ...]
    """What it is taken to complete (a subject or ``year``), and the clause."""
    one_only: tuple[str, ...]
    """Clauses by which only one of several counts."""
    open: tuple[tuple[str, str], ...]
    """Why an amount is open, and the clause."""

    @property
    def subjects(self) -> tuple[str, ...]:
        """Return the subjects that the way serves."""
        served = [rate.subject for rate in self.rates]
        served += [subject for table in self.tables for _, hours in table.rows for subject, _ in hours]
        return tuple(dict.fromkeys(served))


@dataclass(frozen=True, slots=True)
class Offer:
    """Kinds that count in the same ways."""

    kinds: tuple[Kind, ...]
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class Ground:
    """Leaves that relieve together."""

    limb: str
    kinds: tuple[str, ...]
    longer_than: int | None
    """Months that the leave must exceed."""
    no_shorter_than: int | None
    """Months that the leave must reach."""


@dataclass(frozen=True, slots=True)
class Question:
    """A reading: its answers, the default first."""

    id: str
    clause: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Survey:
    """What a regulation asks and credits in one year, under the default readings."""

    regulation: Regulation
    year: int
    minima: tuple[tuple[str, Decimal, str], ...]
    """Subject or ``total``, hours a year, clause."""
    every: tuple[Condition, ...]
    """Conditions of every record."""
    offers: tuple[Offer, ...]
    without_rate: tuple[tuple[Term, str], ...]
    """Kinds that the text names without a rate, and the clause."""
    nothing: tuple[Term, ...]
    """Kinds that give nothing."""
    grounds: tuple[Ground, ...]
    relief_clause: str
    leave_conditions: tuple[Condition, ...]
    sectors: tuple[tuple[str, str, str], ...]
    """Sector, subject for which its own rule prevails, clause."""
    by_sector_rule: str | None
    """Clause by which a sector's rule may give any record hours."""
    by_notice: str | None
    """Clause by which an annual notice may give any record hours."""
    readings: tuple[Question, ...]


def survey(law: Regulation, year: int, roots: tuple[Path, ...] = ()) -> Survey:
    """Return what ``law`` asks and credits in ``year``.

    Raises:
        xueshi.solver.grounding.EncodingError: if the encoding is at fault.
    """
    return _Surveyor(law, year, roots).survey()


@dataclass(frozen=True, slots=True)
class _Probe:
    content: int
    kind: str
    key: str | None = None
    value: str | None = None


class _Surveyor:
    def __init__(self, law: Regulation, year: int, roots: tuple[Path, ...]) -> None:
        self._law, self._year = law, year
        self._declared = catalogue(law.jurisdiction, roots)
        self._kinds = [self._declared.kind(code) for code in self._declared.kinds]
        self._thresholds = {str(key): cast("int", least) for key, least in grounded(law.file).rows("threshold", 2)}
        self._probes: list[_Probe] = []
        self._lines = [f"staged. context(1). year(1,{year})."]
        self._sectors = dict(enumerate(self._declared.choices("sector"), 1))
        self._scales: dict[tuple[str, str], tuple[int, int, int]] = {}
        for kind in self._kinds:
            self._probe(kind)
        self._lines += [f"person({number},1). sector({number},{sector})." for number, sector in self._sectors.items()]
        self._grounding = Grounding([law.file])
        self._grounding.ground(" ".join(self._lines))

    # -- the probes --------------------------------------------------------------------------------------------------

    def _probe(self, kind: Kind) -> None:
        amounts = [field for field in map(kind.fields.__getitem__, kind.own) if field.type in ("count", "hours")]
        stated = {field.key: self._amount(field) for field in amounts if field.key != "minutes"}
        measures = " ".join(f"measure(#,{key},{units})." for key, units in stated.items())
        self._content(kind, measures)
        for key in kind.own:
            field = kind.fields[key]
            for value in field.choices or () if field.type in ("choice", "open") else ():
                self._content(kind, f"{measures} says(#,{key},{value.lower()}).", key, value.lower())
        for field in amounts:
            once = UNITS_PER_HOUR if field.type == "hours" else 1
            first, second = (self._content(kind, f"measure(#,{field.key},{n * once}).", "") for n in (1, 2))
            self._scales[kind.code, field.key] = (first, second, once)

    def _amount(self, field: Field) -> int:
        return max(UNITS_PER_HOUR if field.type == "hours" else 1, self._thresholds.get(field.key, 0))

    def _content(self, kind: Kind, facts: str, key: str | None = None, value: str | None = None) -> int:
        number = len(self._probes) + 1
        self._probes.append(_Probe(number, kind.code, key, value))
        self._lines.append(f"content({number},1). kind({number},{kind.code}). {facts}".replace("#", str(number)))
        return number

    # -- the answers -------------------------------------------------------------------------------------------------

    def survey(self) -> Survey:
        offers = self._offers()
        without = {str(kind): str(clause) for kind, clause in self._rows("without_rate", 2)}
        counting = {kind.code for offer in offers for kind in offer.kinds}
        rest = [kind.term for kind in self._kinds if kind.code not in counting]
        relief = [str(row[0]) for row in self._rows("relief_clause", 1)]
        return Survey(
            regulation=self._law,
            year=self._year,
            minima=tuple(
                (str(key), Decimal(cast("int", hours)), str(clause)) for key, hours, clause in self._rows("minimum", 3)
            ),
            every=tuple(self._condition(row, None) for row in self._required("every")),
            offers=offers,
            without_rate=tuple((term, without[term.code]) for term in rest if term.code in without),
            nothing=tuple(term for term in rest if term.code not in without),
            grounds=self._grounds(),
            relief_clause=relief[0] if relief else "",
            leave_conditions=tuple(self._condition(row[1:], None) for row in self._rows("leave_requires", 4)),
            sectors=tuple(
                (self._sectors[cast("int", number)], str(subject), str(clause))
                for number, subject, clause in sorted(
                    self._rows("ruled_by_sector", 3), key=lambda row: cast("int", row[0])
                )
            ),
            by_sector_rule=self._only("sector_clause"),
            by_notice=self._only("notice_clause"),
            readings=self._questions(),
        )

    def _rows(self, name: str, arity: int) -> list[tuple[Atom, ...]]:
        return list(self._grounding.rows(name, arity))

    def _only(self, name: str) -> str | None:
        rows = self._rows(name, 1)
        return str(rows[0][0]) if rows else None

    def _offers(self) -> tuple[Offer, ...]:
        by_ways: dict[tuple[Way, ...], list[Kind]] = defaultdict(list)
        for kind in self._kinds:
            ways = tuple(sorted(self._ways(kind), key=lambda way: self._order(way.route)))
            if ways:
                by_ways[ways].append(kind)
        offers = [Offer(tuple(kinds), ways) for ways, kinds in by_ways.items()]
        return tuple(sorted(offers, key=lambda offer: self._order(offer.ways[0].route)))

    def _order(self, route: str) -> int:
        """Return the place of ``route`` in the encoding, whose sections stand in the order of the text."""
        first = self._clauses.get(route, "").split("、")[0]
        return self._sections.get(first, len(self._sections))

    @cached_property
    def _sections(self) -> Mapping[str, int]:
        places: dict[str, int] = {}
        for clause in _SECTION.findall(self._law.file.read_text(encoding="utf-8")):
            places.setdefault(clause, len(places))
        return places

    @cached_property
    def _clauses(self) -> Mapping[str, str]:
        return {str(route): str(clause) for route, clause in self._rows("clause", 2)}

    @cached_property
    def _routes(self) -> Mapping[int, tuple[str, ...]]:
        found: dict[int, list[str]] = defaultdict(list)
        for content, route in self._rows("route", 2):
            found[cast("int", content)].append(str(route))
        return {content: tuple(routes) for content, routes in found.items()}

    def _ways(self, kind: Kind) -> Iterable[Way]:
        probes = [probe for probe in self._probes if probe.kind == kind.code and probe.key != ""]
        taken: dict[str, list[_Probe]] = defaultdict(list)
        for probe in probes:
            for route in self._routes.get(probe.content, ()):
                taken[route].append(probe)
        for route, through in taken.items():
            always = through[0].key is None
            when = () if always else tuple((str(probe.key), str(probe.value)) for probe in through)
            way = self._way(kind, route, when, through)
            if way.rates or way.tables or way.deems or way.open:
                yield way

    def _way(self, kind: Kind, route: str, when: tuple[tuple[str, str], ...], through: Sequence[_Probe]) -> Way:
        contents = {probe.content for probe in through}
        rates, tables = self._rates(route), self._tables(route)
        if not rates and not tables:
            rates = self._inferred(kind, contents)
        conditions = tuple(self._condition(row, route) for row in self._required(route))
        deems = [(str(scope), str(clause)) for content, scope, clause in self._rows("deems", 3) if content in contents]
        return Way(
            route=route,
            clause=self._clauses.get(route, ""),
            when=when,
            rates=rates,
            tables=tables,
            caps=self._caps(route),
            conditions=conditions,
            chooses=any(row[0] in contents for row in self._rows("chooses", 1)),
            deems=tuple(dict.fromkeys(deems)),
            one_only=tuple(dict.fromkeys(str(row[2]) for row in self._rows("one_only", 3) if row[0] in contents)),
            open=tuple(
                dict.fromkeys((str(row[2]), str(row[3])) for row in self._rows("open_amount", 4) if row[0] in contents)
            ),
        )

    def _rates(self, route: str) -> tuple[Rate, ...]:
        rates = [Rate("flat", str(s), _number(h)) for r, s, h in self._rows("flat", 3) if r == route]
        rates += [Rate("each", str(s), _number(h), str(f)) for r, f, s, h in self._rows("each", 4) if r == route]
        rates += [Rate("times", str(s), _number(n), str(f)) for r, f, s, n in self._rows("times", 4) if r == route]
        rates += [Rate("actual", str(s)) for r, s in self._rows("actual", 2) if r == route]
        rates += [Rate("as_stated", str(s), None, str(f)) for r, f, s in self._rows("as_stated", 3) if r == route]
        rates += [Rate("yearly", str(s), _number(h)) for r, s, h in self._rows("yearly", 3) if r == route]
        return tuple(rates)

    def _tables(self, route: str) -> tuple[Table, ...]:
        cells: dict[str, dict[str, dict[str, Decimal]]] = defaultdict(lambda: defaultdict(dict))
        for at, key, value, subject, hours in self._rows("table", 5):
            if at == route:
                cells[str(key)][str(value)][str(subject)] = _number(hours)
        return tuple(
            Table(key, tuple((value, tuple(hours.items())) for value, hours in rows.items()))
            for key, rows in cells.items()
        )

    def _inferred(self, kind: Kind, contents: set[int]) -> tuple[Rate, ...]:
        """Return rates that the encoding states by rules of its own: what a unit gives, if two give twice as much."""
        own: dict[int, dict[str, int]] = defaultdict(dict)
        for content, subject, units in self._rows("own", 3):
            own[cast("int", content)][str(subject)] = cast("int", units)
        rates = []
        for (code, key), (first, second, once) in self._scales.items():
            for subject, units in own[first].items() if code == kind.code else ():
                if own[second].get(subject) == 2 * units:
                    hours = kind.fields[key].type == "hours"
                    number = Decimal(units) / once if hours else to_hours(units)
                    rates.append(Rate("times" if hours else "each", subject, number, key))
        if not rates:
            found = {(s, u) for content in contents for s, u in own[content].items()}
            rates = [Rate("flat", subject, to_hours(units)) for subject, units in sorted(found)]
        return tuple(rates)

    def _caps(self, route: str) -> tuple[Cap, ...]:
        limits = {cap: (hours, str(clause)) for cap, hours, clause in self._rows("cap", 3)}
        under: dict[Atom, list[str]] = defaultdict(list)
        for at, subject, cap in self._rows("under", 3):
            if at == route:
                under[cap].append(str(subject))
        daily = [Cap(route, _number(h), "day", str(cl)) for r, h, cl in self._rows("day_cap", 3) if r == route]
        yearly = [
            Cap(str(cap), _number(limits[cap][0]), "year", limits[cap][1], tuple(subjects))
            for cap, subjects in under.items()
            if cap in limits
        ]
        return (*daily, *yearly)

    # -- conditions --------------------------------------------------------------------------------------------------

    def _required(self, route: str) -> list[tuple[Atom, ...]]:
        return [row[1:] for row in self._rows("requires", 4) if row[0] == route]

    def _condition(self, row: tuple[Atom, ...], route: str | None) -> Condition:
        """Return the condition of a row ``requires(route, form(fact), reason, clause)`` without its route."""
        (what, reason, clause) = row
        form, fact = (str(part) for part in cast("tuple[Atom, ...]", what)[:2])
        allowed: list[tuple[str, str]] = []
        documents: list[str] = []
        threshold = None
        if form == "yes":
            allowed = [(fact, "yes")]
        elif form == "one_of":
            allowed = [(str(f), str(v)) for r, f, v in self._rows("allows", 3) if r == route and f == fact]
        elif form == "any_way":
            allowed = [(str(f), str(v)) for r, q, f, v in self._rows("way", 4) if r == route and q == fact]
        elif form == "paper":
            documents = [str(d) for g, d in self._rows("serves", 2) if g == fact] or [fact]
        elif form == "at_least" and fact in self._thresholds:
            field = self._declared.every_field.get(fact)
            units = self._thresholds[fact]
            threshold = to_hours(units) if field is not None and field.type == "hours" else Decimal(units)
        shape = cast("Literal['yes', 'one_of', 'any_way', 'at_least', 'paper', 'own']", form)
        return Condition(shape, fact, str(reason), str(clause), tuple(allowed), tuple(documents), threshold)

    # -- leave and readings ------------------------------------------------------------------------------------------

    def _grounds(self) -> tuple[Ground, ...]:
        limbs: dict[str, list[str]] = defaultdict(list)
        for kind, limb in self._rows("ground", 2):
            limbs[str(limb)].append(str(kind))
        longer = {str(limb): cast("int", months) for _, limb, months in self._rows("longer_than", 3)}
        reached = {str(limb): cast("int", months) for _, limb, months in self._rows("no_shorter_than", 3)}
        return tuple(Ground(limb, tuple(kinds), longer.get(limb), reached.get(limb)) for limb, kinds in limbs.items())

    def _questions(self) -> tuple[Question, ...]:
        answers = declared_readings(self._law.file)
        clauses = {str(question): str(clause) for question, clause in self._rows("question", 2)}
        return tuple(Question(question, clauses.get(question, ""), listed) for question, listed in answers.items())


def _number(term: Atom) -> Decimal:
    return Decimal(cast("int", term))
