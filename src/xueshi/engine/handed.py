"""The choices that the encodings hand over, read from their atoms (``asp/core/person.lp``, last section)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

from xueshi.engine.problem import Minimum, Option, Pool, Problem
from xueshi.solver.grounding import EncodingError, Grounding, Term

Place = tuple[int, str, int]
"""Rank of the record, subject, units."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The choice that one person's records leave open."""

    problem: Problem
    labels: tuple[tuple[tuple[int, str], ...], ...]
    """For each free place its options: rank of the record and subject."""
    open_subjects: frozenset[str]
    """Subjects of which an amount is open that the choice does not place."""
    open_items: tuple[tuple[int, tuple[Option, ...]], ...] = ()
    """Records with an open amount that choose their subject: each place with the largest amount that it could take."""
    open_pools: tuple[Pool, ...] = ()
    """Pools that a record with an open amount feeds: full, with the limits of the text."""

    @property
    def open(self) -> bool:
        """Tell whether an amount is open."""
        return bool(self.open_subjects or self.open_items or self.open_pools)


def read_choices(grounding: Grounding, subjects: Sequence[str]) -> dict[int, Choice]:
    """Return the choice of each person that has one; ``subjects`` in their order."""
    persons = sorted(cast("int", row[0]) for row in grounding.rows("choice_open", 1))
    if not persons:
        return {}
    atoms = _Atoms(grounding, subjects)
    return {number: atoms.choice(number) for number in persons}


_HANDED = {
    "seat": 3,
    "offer": 4,
    "lacks": 3,
    "floor": 3,
    "cap_room": 3,
    "in_cap": 4,
    "gap": 3,
    "pool_holds": 3,
    "outlet": 4,
    "open_beside": 2,
    "open_offer": 5,
    "open_outlet": 4,
}


class _Atoms:
    """What is handed over, by predicate and person."""

    def __init__(self, grounding: Grounding, subjects: Sequence[str]) -> None:
        self._subjects = tuple(subjects)
        self._order = {subject: index for index, subject in enumerate(subjects)}
        self._atoms = {name: _by_person(grounding.rows(name, arity)) for name, arity in _HANDED.items()}
        groups: dict[str, set[str]] = defaultdict(set)
        for minimum, subject in grounding.rows("adds", 2):
            groups[str(minimum)].add(str(subject))
        self._groups = {minimum: frozenset(group) for minimum, group in groups.items()}

    def choice(self, number: int) -> Choice:
        """Return the choice of person ``number``."""
        self._check_caps(number)
        seats = self._seats(number)
        under = {(rank, str(subject)): str(cap) for rank, subject, cap in self._of("in_cap", number)}
        problem = Problem(
            subjects=self._subjects,
            items=tuple(tuple(Option(s, units, under.get((rank, s))) for rank, s, units in seat) for seat in seats),
            minima=self._minima(number),
            caps=self._amounts("cap_room", number),
            gaps=self._amounts("gap", number),
            pools=self._pools(number),
        )
        open_limits = self._limits("open_outlet", number)
        return Choice(
            problem,
            tuple(tuple((rank, subject) for rank, subject, _ in seat) for seat in seats),
            frozenset(str(row[0]) for row in self._of("open_beside", number)),
            self._open_items(number),
            tuple(Pool(key, sum(most for _, most in limits), limits) for key, limits in open_limits.items()),
        )

    def _check_caps(self, number: int) -> None:
        """Refuse what is not carried: free records under a cap that hours of several subjects share."""
        subjects: dict[Term, set[Term]] = defaultdict(set)
        for _, subject, cap in self._of("in_cap", number):
            subjects[cap].add(subject)
        for cap, _ in self._of("cap_room", number):
            if len(subjects[cap]) > 1:
                raise EncodingError(
                    f"the cap {cap} is shared by several subjects, and records under it may choose theirs"
                )

    def _of(self, name: str, number: int) -> list[tuple[Term, ...]]:
        return self._atoms[name].get(number, [])

    def _amounts(self, name: str, number: int) -> tuple[tuple[str, int], ...]:
        return tuple(sorted((str(key), cast("int", units)) for key, units in self._of(name, number)))

    def _seats(self, number: int) -> list[list[Place]]:
        """Return the options of each seat, records by id, subjects in their order."""
        seat_of = {rank: seat for seat, rank in self._of("seat", number)}
        options: dict[Term, list[Place]] = defaultdict(list)
        for rank, subject, units in self._of("offer", number):
            options[seat_of[rank]].append((cast("int", rank), str(subject), cast("int", units)))
        return sorted(
            sorted(places, key=lambda place: (place[0], self._order[place[1]])) for places in options.values()
        )

    def _minima(self, number: int) -> tuple[Minimum, ...]:
        floors = dict(self._amounts("floor", number))
        return tuple(
            Minimum(key, max(0, units), self._groups[key], floors.get(key, 0))
            for key, units in self._amounts("lacks", number)
        )

    def _pools(self, number: int) -> tuple[Pool, ...]:
        limits = self._limits("outlet", number)
        return tuple(Pool(key, units, limits.get(key, ())) for key, units in self._amounts("pool_holds", number))

    def _limits(self, name: str, number: int) -> Mapping[str, tuple[tuple[str, int], ...]]:
        found: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for pool, subject, most in self._of(name, number):
            found[str(pool)].append((str(subject), cast("int", most)))
        return {
            pool: tuple(sorted(limits, key=lambda limit: self._order[limit[0]]))
            for pool, limits in sorted(found.items())
        }

    def _open_items(self, number: int) -> tuple[tuple[int, tuple[Option, ...]], ...]:
        found: dict[int, list[Option]] = defaultdict(list)
        for rank, subject, cap, units in self._of("open_offer", number):
            found[cast("int", rank)].append(Option(str(subject), cast("int", units), str(cap)))
        return tuple(
            (rank, tuple(sorted(options, key=lambda option: self._order[option.subject])))
            for rank, options in sorted(found.items())
        )


def helped(choice: Choice) -> Problem:
    """Return the choice as it would be with open amounts as large as one likes."""
    full = {pool.key: pool for pool in choice.open_pools}
    problem = replace(
        choice.problem,
        minima=tuple(
            replace(m, lacks=m.floor) if m.subjects & choice.open_subjects else m for m in choice.problem.minima
        ),
        pools=tuple(full.get(pool.key, pool) for pool in choice.problem.pools),
    )
    return with_items(problem, [options for _, options in choice.open_items])


def with_items(problem: Problem, more: Sequence[tuple[Option, ...]]) -> Problem:
    """Return the problem with more records to place."""
    return replace(problem, items=(*problem.items, *more))


def _by_person(rows: Iterable[tuple[Term, ...]]) -> dict[int, list[tuple[Term, ...]]]:
    found: dict[int, list[tuple[Term, ...]]] = defaultdict(list)
    for row in rows:
        found[cast("int", row[0])].append(row[1:])
    return found
