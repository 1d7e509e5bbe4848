"""What two jurisdictions credit for the same kind of record, side by side, whatever their encodings call it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Literal, TypeAlias

from xueshi.comparison.side import Side
from xueshi.law.survey import Condition, Survey, Way, survey

Aspect = Literal["where", "gives", "cell", "pair", "way", "cap", "needs", "papers", "deems", "once", "open"]

Hours: TypeAlias = tuple[tuple[str, Decimal], ...]
"""Subject and hours."""


@dataclass(frozen=True, slots=True)
class Gives:
    """A rate: its form (see :class:`xueshi.law.survey.Rate`), field, and number by subject."""

    form: str
    field: str | None
    numbers: tuple[tuple[str, Decimal | None], ...]
    either: bool
    awaits: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """What one value of a key gives, or two values of two keys; ``either`` subject, or all of them."""

    hours: Hours
    either: bool


@dataclass(frozen=True, slots=True)
class Capped:
    """A cap of so many hours over these subjects."""

    hours: Decimal
    per: str
    subjects: tuple[str, ...]


Value: TypeAlias = (
    tuple[Gives, ...]
    | Cell
    | tuple[Capped, ...]
    | tuple[Condition, ...]
    | tuple[str, ...]
    | tuple[tuple[str, str], ...]
)
"""What stands in one place of the table."""


@dataclass(frozen=True, slots=True)
class Told:
    """A value with the clauses that it stands under."""

    value: Value
    clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CreditRow:
    """One thing in which the two differ.

    Attributes:
        kinds: of record, all those that differ alike.
        aspect: what is compared.
        key: of a cell the keys and their values; of a way of several what leads to it.
    """

    kinds: tuple[str, ...]
    aspect: Aspect
    key: tuple[tuple[str, str], ...]
    first: Told | None
    second: Told | None


@dataclass(frozen=True, slots=True)
class YearRow:
    """Something that is asked of a year, of leave, or of every record, in which the two differ."""

    aspect: str
    key: str
    first: Told | None
    second: Told | None
    numbers: tuple[Decimal | Fraction | None, Decimal | Fraction | None] = (None, None)


@dataclass(frozen=True, slots=True)
class Credits:
    """What the two credit.

    Attributes:
        rows: where both credit a kind and differ.
        only: kinds that only one credits, by place.
        alike: kinds that both credit alike.
        neither: kinds that neither credits.
        year: what differs beside the kinds.
    """

    rows: tuple[CreditRow, ...]
    only: tuple[tuple[str, ...], tuple[str, ...]]
    alike: tuple[str, ...]
    neither: tuple[str, ...]
    year: tuple[YearRow, ...]

    def of(self, kinds: Sequence[str]) -> Credits:
        """Return what is told of ``kinds`` alone; none means all."""
        if not kinds:
            return self

        def kept(listed: Sequence[str]) -> tuple[str, ...]:
            return tuple(kind for kind in listed if kind in kinds)

        rows = (replace(row, kinds=kept(row.kinds)) for row in self.rows)
        return Credits(
            tuple(row for row in rows if row.kinds),
            (kept(self.only[0]), kept(self.only[1])),
            kept(self.alike),
            kept(self.neither),
            self.year,
        )


def _survey(side: Side, year: int) -> Survey:
    law = side.law if side.program is None else replace(side.law, file=side.program)
    return survey(law, year, side.roots)


_Place = tuple[Aspect, tuple[tuple[str, str], ...]]


def credited(first: Side, second: Side, years: tuple[int, int]) -> Credits:
    """Return what both sides credit, under their default readings and as far as it differs."""
    found = _survey(first, years[0]), _survey(second, years[1])
    ways = tuple({kind.code: offer.ways for offer in one.offers for kind in offer.kinds} for one in found)
    rows: dict[tuple[_Place, Told | None, Told | None], list[str]] = {}
    alike, only = [], ([], [])  # type: tuple[list[str], tuple[list[str], list[str]]]
    for kind in dict.fromkeys((*ways[0], *ways[1])):
        if kind not in ways[0] or kind not in ways[1]:
            only[0 if kind in ways[0] else 1].append(kind)
            continue
        single = len(ways[0][kind]) == len(ways[1][kind]) == 1
        one, other = (dict(_places(ways[place][kind], single=single)) for place in (0, 1))
        differs = False
        for place in dict.fromkeys((*one, *other)):
            ours, theirs = one.get(place), other.get(place)
            if (ours and ours.value) != (theirs and theirs.value):
                rows.setdefault((place, ours, theirs), []).append(kind)
                differs = True
        if not differs:
            alike.append(kind)
    none = {term.code for one in found for term in (*one.nothing, *(t for t, _ in one.without_rate))}
    return Credits(
        tuple(CreditRow(tuple(kinds), aspect, key, a, b) for ((aspect, key), a, b), kinds in rows.items()),
        (tuple(only[0]), tuple(only[1])),
        tuple(alike),
        tuple(sorted(none - ways[0].keys() - ways[1].keys())),
        tuple(_year(*found)),
    )


def _places(ways: Iterable[Way], *, single: bool) -> Iterator[tuple[_Place, Told]]:
    """Yield what each way says, by what it is said of; of several ways each has what leads to it in its key."""
    for way in ways:
        cited = (way.clause,) if way.clause else ()
        when = () if single else way.when
        either = way.chooses or way.pooled
        if single and way.when:
            yield ("where", ()), Told(way.when, cited)
        if not (single or way.rates or way.tables or way.grids):
            yield ("way", when), Told((), cited)
        if way.rates:
            yield ("gives", when), Told(tuple(_gives(way, either=either)), cited)
        for table in way.tables:
            for value, hours in table.rows:
                yield ("cell", (*when, (table.field, value))), Told(Cell(hours, either), cited)
        for grid in way.grids:
            for row, cells in grid.rows:
                for column, amount in cells:
                    key = (*when, (grid.fields[0], row), (grid.fields[1], column))
                    yield ("pair", key), Told(Cell(tuple((s, amount) for s in grid.subjects), either), cited)
        yield from _limits(way, when)


def _gives(way: Way, *, either: bool) -> Iterator[Gives]:
    by_form: dict[tuple[str, str | None], list[tuple[str, Decimal | None]]] = {}
    for rate in way.rates:
        by_form.setdefault((rate.form, rate.field), []).append((rate.subject, rate.number))
    for (form, field), numbers in sorted(by_form.items(), key=lambda item: (item[0][0], item[0][1] or "")):
        yield Gives(form, field, tuple(numbers), either, way.awaits)


def _limits(way: Way, when: tuple[tuple[str, str], ...]) -> Iterator[tuple[_Place, Told]]:
    caps = tuple(sorted({Capped(cap.hours, cap.per, cap.subjects) for cap in way.caps}, key=repr))
    if caps:
        yield ("cap", when), Told(caps, tuple(dict.fromkeys(cap.clause for cap in way.caps)))
    for aspect in ("needs", "papers"):
        asked = [one for one in way.conditions if (one.form == "paper") is (aspect == "papers")]
        if asked:
            plain = tuple(sorted(map(_plain, asked), key=repr))
            yield (aspect, when), Told(plain, tuple(dict.fromkeys(one.clause for one in asked)))
    if way.deems:
        yield ("deems", when), Told(tuple(scope for scope, _ in way.deems), tuple(c for _, c in way.deems))
    if way.one_only:
        yield ("once", when), Told(("once",), way.one_only)
    if way.open:
        yield ("open", when), Told(tuple(why for why, _ in way.open), tuple(c for _, c in way.open))


def _plain(asked: Condition) -> Condition:
    """Return a condition without what an encoding calls it by itself, where something else says what it is."""
    named = asked.form in ("yes", "own", "at_least") or not (asked.allowed or asked.documents)
    return Condition(
        asked.form,
        asked.fact if named else "",
        "",
        "",
        tuple(sorted(asked.allowed)),
        tuple(sorted(asked.documents)),
        asked.threshold,
    )


# --- beside the kinds -------------------------------------------------------------------------------------------------


def _year(first: Survey, second: Survey) -> Iterator[YearRow]:
    one, other = _asked(first), _asked(second)
    for place in dict.fromkeys((*one, *other)):
        ours, theirs = one.get(place), other.get(place)
        values = tuple(None if told is None else (told[0].value, told[1]) for told in (ours, theirs))
        if values[0] != values[1]:
            numbers = ours and ours[1], theirs and theirs[1]
            yield YearRow(*place, ours and ours[0], theirs and theirs[0], numbers)


def _asked(found: Survey) -> Mapping[tuple[str, str], tuple[Told, Decimal | Fraction | None]]:
    said: dict[tuple[str, str], tuple[Told, Decimal | Fraction | None]] = {}
    for subject, hours, clause in found.minima:
        said["minimum", subject] = Told((), (clause,)), hours
    for subject, share, clause in found.shares:
        said["share", subject] = Told((), (clause,)), share
    if found.every:
        said["every", ""] = Told(tuple(map(_plain, found.every)), tuple(c.clause for c in found.every)), None
    if found.lesson is not None:
        said["lesson", ""] = Told((), ()), Decimal(found.lesson)
    relief = found.relief_clause or found.deferral_clause
    for ground in found.grounds:
        form = (
            "longer" if ground.longer_than is not None else "reaches" if ground.no_shorter_than is not None else "any"
        )
        months = ground.longer_than if ground.longer_than is not None else ground.no_shorter_than
        effect = "relief" if found.relief_clause else "deferral"
        for kind in ground.kinds:
            number = None if months is None else Decimal(months)
            said["leave", kind] = Told((form, effect), (relief,)), number
    if found.leave_conditions:
        needs = tuple(sorted(map(_plain, found.leave_conditions), key=repr))
        said["leave_needs", ""] = Told(needs, tuple(dict.fromkeys(c.clause for c in found.leave_conditions))), None
    for sector, subject, clause in found.sectors:
        said["sector", sector] = Told((subject,), (clause,)), None
    for key, by in (("by_sector_rule", found.by_sector_rule), ("by_notice", found.by_notice)):
        if by is not None:
            said[key, ""] = Told((), (by,)), None
    return said
