"""What a regulation credits, for people to read: read from its encoding, with nothing known of it beforehand.

The encoding is grounded over *probes*: for each kind of record one content that states nothing but amounts, and one
more for each value of each of its keys.  The routes that they take say what counts; rates, caps and conditions stand
in the encoding.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cache, cached_property
from pathlib import Path
from typing import Literal, cast

from xueshi.law.declared import declared_readings, grounded
from xueshi.law.regulation import Regulation
from xueshi.model.kinds import Field, Kind, Term, catalogue
from xueshi.model.units import UNITS_PER_HOUR, to_hours
from xueshi.solver.grounding import Grounding
from xueshi.solver.grounding import Term as Atom

_SECTION = re.compile(r"^%@ clause (.+?)\s*$", re.MULTILINE)

_MOST_COUNTED = 24
"""How far a count is followed to see what it gives."""

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
class Grid:
    """Hours by the values of two keys, whichever subject they serve."""

    fields: tuple[str, str]
    """The key of the rows, the key of the columns."""
    rows: tuple[tuple[str, tuple[tuple[str, Decimal], ...]], ...]
    """Value of the rows' key; for each value of the columns' the hours."""
    subjects: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cap:
    """A cap over what this way gives; others may stand under it too."""

    id: str
    hours: Decimal
    per: Literal["day", "record", "year", "pool"]
    """``pool``: what the subject takes out of a pool in a year."""
    clause: str
    subjects: tuple[str, ...] = ()
    """The subjects that it caps; empty for all."""


@dataclass(frozen=True, slots=True)
class Condition:
    """What a record must fulfil.

    Attributes:
        form: ``yes`` a flag; ``one_of`` a key with certain values; ``any_way`` one of several keys' values;
            ``at_least`` a threshold; ``paper`` one of several documents; ``own`` a rule of the encoding.
        fact: the flag, key, group of documents or rule.
        allowed: key and value, any of which will do (``yes``, ``one_of``, ``any_way``, and ``own`` as far as one
            statement suffices).
        documents: any of which will do (``paper``, ``own``).
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
    """Key and value, any of which leads here; empty where a record need not state a key for it."""
    otherwise: bool
    """Some values of the kind's keys lead elsewhere."""
    rates: tuple[Rate, ...]
    tables: tuple[Table, ...]
    grids: tuple[Grid, ...]
    caps: tuple[Cap, ...]
    conditions: tuple[Condition, ...]
    chooses: bool
    """A record serves one of the subjects, not all of them."""
    pooled: bool
    """A record's hours may be split between the subjects."""
    deems: tuple[tuple[str, str], ...]
    """What it is taken to complete (a subject or ``year``), and the clause."""
    one_only: tuple[str, ...]
    """Clauses by which only one of several counts."""
    open: tuple[tuple[str, str], ...]
    """Why an amount is open, and the clause."""
    awaits: bool
    """The hours are what somebody else sets: without a figure the amount is open."""
    assumed: tuple[str, ...]
    """Keys that a record should state, because what is decided by them is else taken as given."""
    keys: tuple[str, ...]
    """Keys that a record must state, with whatever value."""

    @property
    def subjects(self) -> tuple[str, ...]:
        """Return the subjects that the way serves."""
        served = [rate.subject for rate in self.rates]
        served += [subject for table in self.tables for _, hours in table.rows for subject, _ in hours]
        served += [subject for grid in self.grids for subject in grid.subjects]
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
    shares: tuple[tuple[str, Fraction, str], ...]
    """Subject, its least share of all hours credited, clause."""
    every: tuple[Condition, ...]
    """Conditions of every record."""
    lesson: int | None
    """So many minutes are an hour, where a record states minutes."""
    offers: tuple[Offer, ...]
    without_rate: tuple[tuple[Term, str], ...]
    """Kinds that the text names without a rate, and the clause."""
    nothing: tuple[Term, ...]
    """Kinds that give nothing."""
    grounds: tuple[Ground, ...]
    relief_clause: str
    """Clause by which leave lowers the minima; empty where none does."""
    deferral_clause: str
    """Clause by which leave postpones the duty; empty where none does."""
    leave_conditions: tuple[Condition, ...]
    sectors: tuple[tuple[str, str, str], ...]
    """Sector, subject for which its own rule prevails, clause."""
    by_sector_rule: str | None
    """Clause by which a sector's rule may give any record hours."""
    by_notice: str | None
    """Clause by which an annual notice may give any record hours."""
    readings: tuple[Question, ...]


@cache
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
        self._read: dict[tuple[str, int], list[tuple[Atom, ...]]] = {}
        self._lines = [f"staged. context(1). year(1,{year})."]
        self._sectors = dict(enumerate(self._declared.choices("sector"), 1))
        self._scales: dict[tuple[str, str], tuple[int, int, int]] = {}
        self._silent: dict[tuple[str, str | None, str | None], int] = {}
        for kind in self._kinds:
            self._probe(kind)
        self._lines += [f"person({number},1). sector({number},{sector})." for number, sector in self._sectors.items()]
        self._grounding = Grounding([law.file])
        self._grounding.ground(" ".join(self._lines))

    # -- the probes --------------------------------------------------------------------------------------------------

    def _probe(self, kind: Kind) -> None:
        amounts = [field for field in map(kind.fields.__getitem__, kind.own) if field.type in ("count", "hours")]
        measures = self._measures(kind)
        keys: list[tuple[str | None, str | None]] = [(None, None)]
        for key in kind.own:
            field = kind.fields[key]
            keys += [(key, value.lower()) for value in field.choices or () if field.type in ("choice", "open")]
        for at, value in keys:
            said = f"says(#,{at},{value})." if at else ""
            self._content(kind, f"{measures} {said}", at, value)
            self._silent[kind.code, at, value] = self._content(kind, said, "")
        for field in amounts:
            once = UNITS_PER_HOUR if field.type == "hours" else 1
            first, second = (self._content(kind, f"measure(#,{field.key},{n * once}).", "") for n in (1, 2))
            self._scales[kind.code, field.key] = (first, second, once)

    def _measures(self, kind: Kind) -> str:
        """Return facts that state one of everything that can be counted or measured."""
        amounts = [field for field in map(kind.fields.__getitem__, kind.own) if field.type in ("count", "hours")]
        stated = {field.key: self._amount(field) for field in amounts if field.key != "minutes"}
        return " ".join(f"measure(#,{key},{units})." for key, units in stated.items())

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
        return Survey(
            regulation=self._law,
            year=self._year,
            minima=self._minima(),
            shares=tuple(
                (str(subject), Fraction(cast("int", n), cast("int", d)), str(clause))
                for _, subject, n, d, clause in self._rows("share_of_total", 5)
            ),
            every=tuple(self._condition(row, None) for row in self._required("every")),
            lesson=next((cast("int", row[0]) for row in self._rows("lesson_minutes", 1)), None),
            offers=offers,
            without_rate=tuple((term, without[term.code]) for term in rest if term.code in without),
            nothing=tuple(term for term in rest if term.code not in without),
            grounds=self._grounds(),
            relief_clause=self._only("relief_clause") or "",
            deferral_clause=self._only("deferral_clause") or "",
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
        rows = self._read.get((name, arity))
        if rows is None:
            rows = self._read[name, arity] = list(self._grounding.rows(name, arity))
        return rows

    def _only(self, name: str) -> str | None:
        rows = self._rows(name, 1)
        return str(rows[0][0]) if rows else None

    def _minima(self) -> tuple[tuple[str, Decimal, str], ...]:
        rows = dict.fromkeys([*self._rows("minimum", 3), *(row[1:] for row in self._rows("minimum_under", 4))])
        order = {subject: cast("int", place) for subject, place in self._rows("subject", 2)}
        ranked = sorted(rows, key=lambda row: order.get(row[0], len(order) + 1 if row[0] == "total" else 0))
        return tuple((str(key), _number(hours), str(clause)) for key, hours, clause in ranked)

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
            elsewhere = any(probe not in through and probe.content in self._routes for probe in probes)
            way = self._way(kind, route, when, through, otherwise=always and elsewhere)
            if not self._gives_nothing(way):
                yield way

    def _gives_nothing(self, way: Way) -> bool:
        """Tell whether records on this way give no hours: a way may be there only to say what is missing."""
        nothing = {row[0] for row in self._rows("gives_none", 1)}
        return way.route in nothing and not (way.rates or way.tables or way.deems or way.open)

    def _way(
        self, kind: Kind, route: str, when: tuple[tuple[str, str], ...], through: Sequence[_Probe], *, otherwise: bool
    ) -> Way:
        contents = {probe.content for probe in through}
        rates, tables = self._rates(route), self._tables(route)
        if not rates and not tables:
            rates, tables = self._inferred(kind, route, through)
        grids = tuple(self._gridded(kind, route)) if not rates and not tables else ()
        deems = [(str(scope), str(clause)) for content, scope, clause in self._rows("deems", 3) if content in contents]
        return Way(
            route=route,
            clause=self._clauses.get(route, ""),
            when=when,
            otherwise=otherwise,
            rates=rates,
            tables=tables,
            grids=grids,
            caps=self._caps(route, contents),
            conditions=tuple(
                self._met_by(condition, kind, when) if condition.form == "own" else condition
                for condition in (self._condition(row, route) for row in self._conditions(contents))
            ),
            chooses=any(row[0] in contents for row in self._rows("chooses", 1)),
            pooled=any(row[0] in contents for row in self._rows("into_pool", 2)),
            deems=tuple(dict.fromkeys(deems)),
            one_only=tuple(dict.fromkeys(str(row[2]) for row in self._rows("one_only", 3) if row[0] in contents)),
            assumed=tuple(
                dict.fromkeys(
                    self._assumed(kind, {self._silent[kind.code, probe.key, probe.value] for probe in through})
                )
            ),
            keys=tuple(str(key) for at, key in self._rows("needs_key", 2) if at == route),
            open=tuple(
                dict.fromkeys((str(row[2]), str(row[3])) for row in self._rows("open_amount", 4) if row[0] in contents)
            ),
            awaits=any(row[0] == route for row in self._rows("awaits", 2)),
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

    def _inferred(
        self, kind: Kind, route: str, through: Sequence[_Probe]
    ) -> tuple[tuple[Rate, ...], tuple[Table, ...]]:
        """Return rates and tables that the encoding states by rules of its own, as the probes bring them to light."""
        scaled = tuple(self._scaled(kind, route, through[0]))
        if scaled:
            return scaled, ()
        always = [probe for probe in through if probe.key is None]
        flat = [
            Rate("flat", subject, to_hours(units)) for probe in always for subject, units in self._own[probe.content]
        ]
        if flat:
            banded = next(self._banded(kind), None)
            return ((), (banded,)) if banded else (tuple(flat), ())
        cells: dict[str, list[tuple[str, tuple[tuple[str, Decimal], ...]]]] = defaultdict(list)
        for probe in through:
            if self._own[probe.content]:
                hours = tuple((subject, to_hours(units)) for subject, units in self._own[probe.content])
                cells[str(probe.key)].append((str(probe.value), hours))
        return (), tuple(Table(key, tuple(rows)) for key, rows in cells.items())

    def _scaled(self, kind: Kind, route: str, through: _Probe) -> Iterator[Rate]:
        """Yield what one unit of a key gives, where two give twice as much."""
        said = f"says(#,{through.key},{through.value})." if through.key else ""
        for (code, key), (first, second, once) in self._scales.items():
            if code != kind.code or key == "minutes":  # minutes are but another way to state hours
                continue
            one, two = self._own[first], self._own[second]
            if said:
                one, two = self._tried(kind, [f"{said} measure(#,{key},{n * once})." for n in (1, 2)], route)
            elif route not in self._routes.get(first, ()):
                continue
            for subject, units in one:
                if (subject, 2 * units) in two:
                    hours = kind.fields[key].type == "hours"
                    number = Decimal(units) / once if hours else to_hours(units)
                    yield Rate("times" if hours else "each", subject, number, key)

    def _banded(self, kind: Kind) -> Iterator[Table]:
        """Yield the hours by a count, where they change with it other than in proportion."""
        for (code, key), (first, second, _) in self._scales.items():
            if code != kind.code or kind.fields[key].type != "count" or self._own[first] == self._own[second]:
                continue
            numbers = range(_MOST_COUNTED + 1)
            amounts = self._tried(kind, [f"measure(#,{key},{number})." for number in numbers])
            starts = [number for number in numbers if number == 0 or amounts[number] != amounts[number - 1]]
            ends = [*(start - 1 for start in starts[1:]), None]
            rows = []
            for start, end in zip(starts, ends, strict=True):
                label = f"{start}+" if end is None else f"{start}" if end == start else f"{start}-{end}"
                rows.append((label, tuple((subject, to_hours(units)) for subject, units in amounts[start])))
            if starts[-1] > _MOST_COUNTED // 2:
                rows[-1] = ("...", ())
            yield Table(key, tuple(rows))

    def _gridded(self, kind: Kind, route: str) -> Iterator[Grid]:
        """Yield the hours by two keys, where no key alone gives any."""
        keys = [key for key in kind.own if kind.fields[key].type == "choice"]
        best: Grid | None = None
        size = 0
        for index, across in enumerate(keys):
            for down in keys[index + 1 :]:
                values = [[value.lower() for value in kind.fields[key].choices or ()] for key in (across, down)]
                pairs = [(row, column) for row in values[0] for column in values[1]]
                said = [
                    f"{self._measures(kind)} says(#,{across},{row}). says(#,{down},{column})." for row, column in pairs
                ]
                found = dict(zip(pairs, self._tried(kind, said, route), strict=True))
                if sum(map(bool, found.values())) > size:
                    size = sum(map(bool, found.values()))
                    cells = {
                        row: tuple(
                            (column, to_hours(found[row, column][0][1])) for column in values[1] if found[row, column]
                        )
                        for row in values[0]
                    }
                    subjects = dict.fromkeys(subject for amounts in found.values() for subject, _ in amounts)
                    best = Grid(
                        (across, down), tuple((row, cell) for row, cell in cells.items() if cell), tuple(subjects)
                    )
        if best is not None:
            yield best

    def _tried(self, kind: Kind, contents: Sequence[str], route: str | None = None) -> list[list[tuple[str, int]]]:
        """Return the hours of each of ``contents`` (facts with ``#`` for the number), on ``route`` if named."""
        lines = [f"staged. context(1). year(1,{self._year})."]
        for number, facts in enumerate(contents, 1):
            lines.append(f"content({number},1). kind({number},{kind.code}). {facts}".replace("#", str(number)))
        tried = Grounding([self._law.file])
        tried.ground(" ".join(lines))
        there = {content for content, at in tried.rows("route", 2) if route is None or at == route}
        amounts: dict[Atom, list[tuple[str, int]]] = defaultdict(list)
        for content, subject, units in tried.rows("own", 3):
            if content in there:
                amounts[content].append((str(subject), cast("int", units)))
        return [amounts[number] for number in range(1, len(contents) + 1)]

    @cached_property
    def _own(self) -> Mapping[int, list[tuple[str, int]]]:
        own: dict[int, list[tuple[str, int]]] = defaultdict(list)
        for content, subject, units in self._rows("own", 3):
            own[cast("int", content)].append((str(subject), cast("int", units)))
        return own

    def _caps(self, route: str, contents: set[int]) -> tuple[Cap, ...]:
        caps = [Cap(route, _number(h), "day", str(cl)) for r, h, cl in self._rows("day_cap", 3) if r == route]
        caps += [
            Cap(route, _number(h), "record", str(cl)) for t, h, cl in self._rows("record_limit", 3) if t in contents
        ]
        limits = {cap: (hours, str(clause)) for cap, hours, clause in self._rows("cap", 3)}
        under: dict[Atom, list[str]] = defaultdict(list)
        pooled = any(content in contents for content, _ in self._rows("into_pool", 2))
        for at, subject, cap in self._rows("under", 3):
            if at == route and not pooled:
                under[cap].append(str(subject))
        for cap, subjects in under.items():
            if cap in limits:
                hours, clause = limits[cap]
                caps.append(Cap(str(cap), _number(hours), "year", clause, tuple(subjects)))
        pools = {pool for content, pool in self._rows("into_pool", 2) if content in contents}
        clauses = {pool: str(clause) for pool, clause in self._rows("pool", 2)}
        for pool, subject, hours in self._rows("pool_limit", 3):
            if pool in pools:
                caps.append(Cap(str(pool), _number(hours), "pool", clauses.get(pool, ""), (str(subject),)))
        return tuple(dict.fromkeys(caps))

    # -- conditions --------------------------------------------------------------------------------------------------

    def _conditions(self, contents: set[int]) -> Iterator[tuple[Atom, ...]]:
        """Yield the conditions of contents that are not those of every record."""
        every = set(self._required("every"))
        asked = dict.fromkeys(row[1:] for row in self._rows("condition", 4) if row[0] in contents)
        return (row for row in asked if row not in every)

    def _assumed(self, kind: Kind, contents: set[int]) -> Iterator[str]:
        """Yield own keys of a kind that are taken as given by rules of the encoding, beside its conditions."""
        stated = {fact for row in self._rows("condition", 4) for fact in (cast("tuple[Atom, ...]", row[1])[1],)}
        for content, fact, *_ in self._rows("record_assumption", 4):
            if content in contents and fact in kind.own and fact not in stated:
                yield str(fact)

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

    def _met_by(self, condition: Condition, kind: Kind, when: tuple[tuple[str, str], ...]) -> Condition:
        """Return a condition that is a rule of the encoding with the statements each of which alone meets it."""
        statements: list[tuple[str, str]] = [("", "")]
        for field in kind.fields.values():
            if field.type in ("choice", "open"):
                statements += [(field.key, value.lower()) for value in field.choices or ()]
            elif field.type == "flag":
                statements.append((field.key, "yes"))
        documents = list(self._declared.choices("document"))
        said = "".join(f"says(#,{key},{value})." for key, value in when[:1])
        facts = [f"says(#,{key},{value})." if key else "" for key, value in statements]
        facts += [f"evidence(#). paper(#,{document})." for document in documents]
        lines = [f"staged. context(1). year(1,{self._year})."]
        for number, fact in enumerate(facts):
            lines.append(f"content({number},1). kind({number},{kind.code}). {said} {fact}".replace("#", str(number)))
        grounding = Grounding([self._law.file])
        grounding.ground(" ".join(lines))
        met = {cast("int", content) for content, what in grounding.rows("met", 2) if what == ("own", condition.fact)}
        if 0 in met:
            return condition
        return replace(
            condition,
            allowed=tuple(statement for number, statement in enumerate(statements) if number in met),
            documents=tuple(paper for number, paper in enumerate(documents, len(statements)) if number in met),
        )

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
