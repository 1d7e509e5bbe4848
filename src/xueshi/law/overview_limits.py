"""Caps, tables and open amounts of an encoding, each with the routes and subjects that it is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, cast

from xueshi.law.survey import Cap, Grid, Table, Way
from xueshi.solver.grounding import Term

Rows = Callable[[str, int], list[tuple[Term, ...]]]
"""The rows of a predicate of the encoding, over no record."""
Ways = Sequence[tuple[str, Way]]
"""Kind, and a way of it."""
_AWAITED = "delegated"
"""The vocabulary's reason for an amount that somebody else sets."""


@dataclass(frozen=True, slots=True)
class Limit:
    """A cap: how much, of what, in which subjects, over which period.

    Attributes:
        id: the cap's or pool's name; that of the route where the cap looks at one alone.
        per: ``day`` and ``record`` look at a route's records one by one, ``year`` at all of a person's year under it,
            ``pool`` at what a subject draws of a pool in a year.
        routes: whose records stand under it.
    """

    id: str
    hours: Decimal
    per: Literal["day", "record", "year", "pool"]
    clause: str
    subjects: tuple[str, ...]
    routes: tuple[str, ...]
    default: bool
    """Records stand under it under the default readings."""


@dataclass(frozen=True, slots=True)
class RateTable:
    """A table of hours, by the values of one key or of two."""

    routes: tuple[str, ...]
    kinds: tuple[str, ...]
    clause: str
    table: Table | Grid
    either: bool
    """A record serves one of the subjects, not all of them."""


@dataclass(frozen=True, slots=True)
class OpenRow:
    """Hours that the text leaves to somebody else: the amount is open until a record states it."""

    routes: tuple[str, ...]
    kinds: tuple[str, ...]
    why: str
    """Code of the reason."""
    clause: str


class _Order:
    """The subjects that each route serves, and the order in which routes and subjects are shown."""

    def __init__(self, rows: Rows, ways: Ways) -> None:
        self._subjects = {str(subject): cast("int", place) for subject, place in rows("subject", 2)}
        self.serves: dict[str, set[str]] = {}
        for _, way in ways:
            self.serves.setdefault(way.route, set()).update(way.subjects)
        self._places = {route: number for number, route in enumerate(self.serves)}

    def routes(self, routes: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted(set(routes), key=lambda route: (self._places.get(route, len(self._places)), route)))

    def subjects(self, subjects: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted(set(subjects), key=lambda subject: (self._subjects.get(subject, 0), subject)))

    def served(self, routes: Iterable[str]) -> tuple[str, ...]:
        """Return the subjects that any of ``routes`` serves."""
        return self.subjects(subject for route in routes for subject in self.serves.get(route, ()))


def limits(rows: Rows, ways: Ways) -> Iterator[Limit]:
    """Yield every cap of the encoding."""
    order = _Order(rows, ways)
    seen: dict[Cap, list[str]] = defaultdict(list)
    for _, way in ways:
        for cap in way.caps:
            seen[cap].append(way.route)
    yield from _single(rows, seen, order)
    under: dict[Term, list[tuple[str, str]]] = defaultdict(list)
    for route, subject, over in rows("under", 3):
        under[over].append((str(route), str(subject)))
    for over, hours, clause in rows("cap", 3):
        subjects = order.subjects(subject for _, subject in under[over])
        routes = order.routes(route for route, _ in under[over])
        used = any(cap.per == "year" and cap.id == over for cap in seen)
        yield Limit(str(over), _number(hours), "year", str(clause), subjects, routes, used)
    for cap, through in seen.items():
        if cap.per == "pool":
            routes = order.routes(through)
            yield Limit(cap.id, cap.hours, "pool", cap.clause, order.subjects(cap.subjects), routes, default=True)


def _single(rows: Rows, seen: Mapping[Cap, list[str]], order: _Order) -> Iterator[Limit]:
    """Yield the caps that look at one record alone."""
    daily: dict[tuple[Term, Term], list[str]] = defaultdict(list)
    for route, hours, clause in rows("day_cap", 3):
        daily[hours, clause].append(str(route))
    for (hours, clause), routes in daily.items():
        used = any(route in order.serves for route in routes)
        yield Limit("", _number(hours), "day", str(clause), order.served(routes), order.routes(routes), used)
    single: dict[tuple[Decimal, str], list[str]] = defaultdict(list)
    for cap, through in seen.items():
        if cap.per == "record":
            single[cap.hours, cap.clause] += through
    for (amount, cited), routes in single.items():
        yield Limit("", amount, "record", cited, order.served(routes), order.routes(routes), default=True)


def tables(ways: Ways) -> Iterator[RateTable]:
    """Yield every table, once for all kinds that it is about."""
    found: dict[tuple[Table | Grid, str, bool], list[tuple[str, str]]] = defaultdict(list)
    for kind, way in ways:
        listed: tuple[Table | Grid, ...] = (*way.tables, *way.grids)
        for table in listed:
            found[table, way.clause, way.chooses or way.pooled].append((kind, way.route))
    for (table, clause, either), through in found.items():
        routes, kinds = _unzipped(through)
        yield RateTable(routes, kinds, clause, table, either)


def open_rows(ways: Ways) -> Iterator[OpenRow]:
    """Yield what the text leaves to others."""
    found: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for kind, way in ways:
        reasons = [*way.open, *([(_AWAITED, way.clause)] if way.awaits else [])]
        for why, clause in dict.fromkeys(reasons):
            found[why, clause].append((kind, way.route))
    for (why, clause), through in found.items():
        routes, kinds = _unzipped(through)
        yield OpenRow(routes, kinds, why, clause)


def _unzipped(through: Iterable[tuple[str, str]]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the routes and the kinds of pairs of a kind and a route, each once."""
    pairs = list(through)
    return tuple(dict.fromkeys(route for _, route in pairs)), tuple(dict.fromkeys(kind for kind, _ in pairs))


def _number(term: Term) -> Decimal:
    return Decimal(cast("int", term))
