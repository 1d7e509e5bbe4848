"""For each record and leave of a case: the sets of changes that would make it count, or count for more.

A set is found by closing: what failed is put right, the record is derived again, and what then fails is put right too,
until nothing fails or something cannot be put right.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations

from xueshi.engine.judge import CONTENT_ATOMS, Settings
from xueshi.law.regulation import Regulation
from xueshi.law.remedies import Holder
from xueshi.model.case import Case, Frozen, Record, Stated
from xueshi.model.units import UNITS_PER_HOUR
from xueshi.remedy.changes import Change, ChangeFinder, Way, changed
from xueshi.remedy.changes_failures import Standing, leave_standings, record_standings
from xueshi.remedy.changes_worlds import World, Worlds, batches

_ROUNDS = 5
"""So often a record is derived again; each time some condition more is met, and no route has so many one by one."""

_MOST_CONFIRMED = 3
"""Facts without a condition that are confirmed together."""

Signature = frozenset[tuple[object, ...]]
"""What is derived of a record's content."""


@dataclass(frozen=True, slots=True)
class Option:
    """One set of changes of one record or leave, and what the record would then be worth."""

    of: Holder
    owner: str
    changes: tuple[Change, ...]
    gains: Mapping[str, int] | None
    """The most units that it could bring, by subject; ``None`` where no bound is known."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What was derived of one record's content.

    Attributes:
        gains: the most units that it brings by itself, by subject; ``None`` where no amount bounds it.
    """

    standing: Standing
    routes: tuple[str, ...]
    signature: Signature
    gains: Mapping[str, int] | None


@dataclass(frozen=True, slots=True)
class Ground:
    """A case as it stands, looked at once: its records and leave by id."""

    worlds: Worlds
    records: Mapping[str, Seen]
    leave: Mapping[str, Standing]
    finder: ChangeFinder

    def standing(self, of: Holder, owner: str) -> Standing:
        """Return why a record or leave does not count."""
        return self.records[owner].standing if of == "record" else self.leave[owner]


def look(case: Case, law: Regulation, settings: Settings, on: date | None = None) -> Ground:
    """Derive a case and see what failed; ``on`` as for :class:`~xueshi.remedy.changes.ChangeFinder`."""
    worlds = Worlds(law, [World(case)], settings)
    person = worlds.persons[0]
    seen = _read(worlds, person.contents)
    records = {}
    for record, content in zip(person.records, person.contents, strict=True):
        one = seen[content]
        records[record.id] = replace(one, standing=_owned(one.standing, record.id))
    numbers = {number: entry.id for number, entry in enumerate(person.leave, 1)}
    leave = leave_standings(worlds.grounding, person.number, numbers)
    readings = {str(row[1]): str(row[2]) for row in worlds.grounding.rows("reading", 3)}
    return Ground(worlds, records, leave, ChangeFinder(law, case, worlds.grounding, readings, on))


def options(case: Case, law: Regulation, settings: Settings, ground: Ground) -> list[Option]:
    """Return every option of the case's records and leave, records first, by id."""
    found: list[Option] = []
    for entry in sorted(case.leave, key=lambda entry: entry.id):
        standing = ground.leave[entry.id]
        changes = ground.finder.changes(entry, standing) if standing.refused else None
        if changes:
            found.append(Option("leave", entry.id, changes, None))
    return [*_Closing(case, law, settings, ground).options(), *found]


@dataclass(frozen=True, slots=True)
class _Variant:
    """A record with some changes made."""

    record: Record
    changes: tuple[Change, ...]
    by: Record
    """The record with them."""


class _Closing:
    def __init__(self, case: Case, law: Regulation, settings: Settings, ground: Ground) -> None:
        self._case, self._law, self._settings, self._ground = case, law, settings, ground

    def options(self) -> list[Option]:
        """Return every option of the records, by id."""
        records = sorted(self._case.records, key=lambda record: record.id)
        bare = [_Variant(record, (), record) for record in records if self._ground.records[record.id].standing.refused]
        seen = {_key(variant): self._ground.records[variant.record.id] for variant in bare}
        confirmed = self._confirmed(records) if self._settings.strict else []
        seen |= dict(zip(map(_key, confirmed), self._see(confirmed), strict=True))
        closed: dict[str, dict[Signature, Option]] = defaultdict(dict)
        variants = [*bare, *confirmed]
        for _ in range(_ROUNDS):
            further = []
            for variant in variants:
                one = seen[_key(variant)]
                if one.standing.refused:
                    standing = _owned(one.standing, variant.record.id)
                    more = self._ground.finder.changes(variant.by, standing, one.routes)
                    if more:
                        further.append(_Variant(variant.record, (*variant.changes, *more), changed(variant.by, more)))
                else:
                    _take(closed[variant.record.id], variant, one, self._ground.records[variant.record.id])
            seen |= dict(zip(map(_key, further), self._see(further), strict=True))
            variants = further
        found = [
            replace(option, changes=self._same_ways(record, option))
            for record in records
            for option in closed[record.id].values()
        ]
        return sorted(found, key=lambda option: (option.owner, len(option.changes), [c.key for c in option.changes]))

    def _confirmed(self, records: Sequence[Record]) -> list[_Variant]:
        """Return records with facts confirmed that no condition asks for, together and alone, where they tell."""
        single = [
            _Variant(record, (change,), changed(record, [change]))
            for record in records
            for change in self._ground.finder.favours(record)
            # What a condition asks for is put right with it.
            if change.about not in self._asked(record)
        ]
        telling: dict[str, list[Change]] = defaultdict(list)
        for variant, seen in zip(single, self._see(single), strict=True):
            if seen.signature != self._ground.records[variant.record.id].signature:
                telling[variant.record.id].append(variant.changes[0])
        made = []
        for record in records:
            listed = telling[record.id]
            for size in range(1, min(len(listed), _MOST_CONFIRMED) + 1):
                made += [_Variant(record, chosen, changed(record, chosen)) for chosen in combinations(listed, size)]
        return made

    def _asked(self, record: Record) -> set[str]:
        """Return the unstated facts for which a condition of the record failed."""
        return {fact for failure in self._ground.records[record.id].standing.failures for fact in failure.unstated}

    def _same_ways(self, record: Record, option: Option) -> tuple[Change, ...]:
        """Keep of each change the ways that make of the record what the first one makes of it."""
        kept = []
        for place, change in enumerate(option.changes):
            others = [way for way in change.ways[1:] if not _document(way) or not _document(change.ways[0])]
            if others:
                variants = []
                for way in (change.ways[0], *others):
                    changes = (*option.changes[:place], replace(change, ways=(way,)), *option.changes[place + 1 :])
                    variants.append(_Variant(record, changes, changed(record, changes)))
                first, *seen = self._see(variants)
                like = {way for way, one in zip(others, seen, strict=True) if one.signature == first.signature}
                kept.append(replace(change, ways=tuple(way for way in change.ways if way not in others or way in like)))
            else:
                kept.append(change)
        return tuple(kept)

    def _see(self, variants: Sequence[_Variant]) -> list[Seen]:
        """Derive each variant's record by itself."""
        found: list[Seen] = []
        for part in batches([World(replace(self._case, records=(_alone(v.by),), leave=())) for v in variants]):
            worlds = Worlds(self._law, part, self._settings)
            contents = [person.contents[0] for person in worlds.persons]
            seen = _read(worlds, contents)
            found += [seen[content] for content in contents]
        return found


def _read(worlds: Worlds, contents: Iterable[int]) -> dict[int, Seen]:
    """Return what was derived of each content; the owners of its failures are its number."""
    owners = {content: str(content) for content in contents}
    standings = record_standings(worlds.grounding, owners)
    atoms: dict[object, set[tuple[object, ...]]] = defaultdict(set)
    for name, arity in CONTENT_ATOMS:
        for row in worlds.grounding.rows(name, arity):
            atoms[row[0]].add((name, *row[1:]))
    slack = _slack(worlds)
    found = {}
    for content, owner in owners.items():
        signature = frozenset(atoms[content])
        routes = tuple(sorted(str(atom[1]) for atom in signature if atom[0] == "route"))
        found[content] = Seen(standings[owner], routes, signature, _gains(signature, slack))
    return found


def _key(variant: _Variant) -> tuple[str, tuple[Change, ...]]:
    return variant.record.id, variant.changes


def _alone(record: Record) -> Record:
    """Return the record without what only tells it from others."""
    stated = {key: value for key, value in record.stated.items() if key not in ("work_id", "title")}
    return replace(record, stated=Stated(stated))


def _owned(standing: Standing, owner: str) -> Standing:
    return Standing(tuple(failure._replace(owner=owner) for failure in standing.failures), standing.others)


def _take(closed: dict[Signature, Option], variant: _Variant, seen: Seen, before: Seen) -> None:
    """Keep a variant that counts and is worth something else than the record as it is, by the fewest changes."""
    if not before.standing.refused and before.signature == seen.signature:
        return
    known = closed.get(seen.signature)
    if known is None or len(variant.changes) < len(known.changes):
        closed[seen.signature] = Option("record", variant.record.id, _sorted(variant.changes), seen.gains)


def _sorted(changes: Iterable[Change]) -> tuple[Change, ...]:
    return tuple(sorted(changes, key=lambda change: change.key))


def _document(way: Way) -> bool:
    return way[0] == "evidence"


def _slack(worlds: Worlds) -> int:
    """Return by how much more than its amount a record can bring: where whole hours are made of a year's sum."""
    return UNITS_PER_HOUR if any(worlds.grounding.rows("whole_sum", 1)) else 0


def _gains(signature: Signature, slack: int) -> Frozen[str, int] | None:
    """Return the most that a record of this content brings by itself, ``None`` where no amount bounds it."""
    gains: dict[str, int] = {}
    for atom in signature:
        if atom[0] in ("deems", "open_amount", "form"):
            return None
        if atom[0] in ("amount", "within_record"):
            assert isinstance(atom[2], int)
            gains[str(atom[1])] = max(gains.get(str(atom[1]), 0), atom[2] + slack)
    return Frozen(gains)


__all__ = ["Ground", "Option", "look", "options"]
