"""What a year still lacks, and what hours put to a subject do to it.

A state is a tuple of whole numbers: what each minimum lacks, what hours of each deemed subject are shown already, the
room under each cap, and what each pool holds.  Everything that brings hours changes a state by :meth:`Ledger.put`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

State = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Lack:
    """Something that must be reached: ``units`` are missing, and an hour of a subject brings so much towards it.

    A weight below zero stands for hours that raise what must be reached.
    """

    key: str
    units: int
    weights: Mapping[str, int]
    form: str | None = None
    """Only hours of this form count, before caps."""

    @property
    def signed(self) -> bool:
        """Tell whether hours of some subject raise it: then what is reached can be lost again."""
        return any(weight < 0 for weight in self.weights.values())


@dataclass(frozen=True, slots=True)
class Hours:
    """Hours that a record would bring to one subject, before the cap over the year."""

    subject: str
    units: int
    cap: str | None = None
    forms: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Ledger:
    """The places of a state, and what stands there at the beginning."""

    lacks: tuple[Lack, ...]
    gaps: Mapping[str, int] = field(default_factory=dict)
    """Hours of a deemed subject that are shown already: the first of these bring nothing more."""
    rooms: Mapping[str, int] = field(default_factory=dict)
    """Room under each cap."""
    pools: Mapping[str, int] = field(default_factory=dict)
    """What each pool holds, still undivided."""
    _gap_at: dict[str, int] = field(init=False, default_factory=dict)
    _room_at: dict[str, int] = field(init=False, default_factory=dict)
    _pool_at: dict[str, int] = field(init=False, default_factory=dict)
    _serves: dict[str, list[tuple[int, int, bool]]] = field(init=False, default_factory=dict)
    """For each subject the lacks that its hours lessen: place, weight, whether hours of another raise it."""

    def __post_init__(self) -> None:
        for at, lack in enumerate(self.lacks):
            for subject, weight in lack.weights.items() if lack.form is None else ():
                if weight:
                    self._serves.setdefault(subject, []).append((at, weight, lack.signed))
        at = len(self.lacks)
        for places, keys in ((self._gap_at, self.gaps), (self._room_at, self.rooms), (self._pool_at, self.pools)):
            for key in keys:
                places[key] = at
                at += 1

    def start(self) -> State:
        """Return the state before anything is put."""
        lacks = (lack.units if lack.signed else max(0, lack.units) for lack in self.lacks)
        return (*lacks, *self.gaps.values(), *self.rooms.values(), *self.pools.values())

    def put(self, state: State, hours: Hours) -> State:
        """Return the state once ``hours`` are there."""
        now = list(state)
        units = hours.units
        if hours.forms:
            for at, lack in enumerate(self.lacks):
                if lack.form is not None and lack.form in hours.forms and hours.subject in lack.weights:
                    now[at] = max(0, now[at] - units)
        if hours.cap is not None and (room := self._room_at.get(hours.cap)) is not None:
            units = min(units, now[room])
            now[room] -= units
        if (gap := self._gap_at.get(hours.subject)) is not None:
            hidden = min(units, now[gap])
            now[gap] -= hidden
            units -= hidden
        if units:
            for at, weight, signed in self._serves.get(hours.subject, ()):
                left = now[at] - weight * units
                now[at] = left if signed or left > 0 else 0
        return tuple(now)

    def pour(self, state: State, pool: str, units: int) -> State:
        """Return the state once a pool holds so much more; a pool that is not open takes nothing."""
        at = self._pool_at.get(pool)
        return state if at is None else (*state[:at], state[at] + units, *state[at + 1 :])

    def held(self, state: State, pool: str) -> int:
        """Return what a pool holds."""
        return state[self._pool_at[pool]]

    def emptied(self, state: State, pool: str) -> State:
        """Return the state with nothing left in a pool."""
        at = self._pool_at[pool]
        return (*state[:at], 0, *state[at + 1 :])

    def gap(self, state: State, subject: str) -> int:
        """Return what of a subject is shown already."""
        at = self._gap_at.get(subject)
        return 0 if at is None else state[at]

    def place(self, *, gap: str | None = None, room: str | None = None, pool: str | None = None) -> int:
        """Return where a gap, a room or a pool stands in a state."""
        if gap is not None:
            return self._gap_at[gap]
        return self._room_at[room] if room is not None else self._pool_at[pool or ""]

    def met(self, state: State) -> bool:
        """Tell whether nothing is missing."""
        return all(state[at] <= 0 for at in range(len(self.lacks)))

    def best(self, states: Iterable[State]) -> list[State]:
        """Return the states that no other one betters, in a fixed order.

        One betters another if it lacks no more, hides no more, has no less room and holds no less.
        """
        unique = set(states)
        if len(unique) < 2:
            return list(unique)
        turned = len(self.lacks) + len(self.gaps)
        if not self.rooms and not self.pools:
            return _front(sorted(unique))
        # Less is better in every place once rooms and pools are turned about.
        found = sorted((*state[:turned], *[-units for units in state[turned:]]) for state in unique)
        kept = _front(found)
        return [(*state[:turned], *[-units for units in state[turned:]]) for state in kept]


def _front(ordered: Sequence[State]) -> list[State]:
    """Return the states of a sorted list that are not everywhere at least as great as another."""
    if len(ordered) < 2:
        return list(ordered)
    varying = [at for at in range(len(ordered[0])) if len({state[at] for state in ordered}) > 1]
    kept: list[State] = []
    if len(varying) <= 2:
        # Sorted by the first, a state is worth keeping where it is smaller in the last than all before it.
        least: int | None = None
        for state in ordered:
            if least is None or state[varying[-1]] < least:
                kept.append(state)
                least = state[varying[-1]]
        return kept
    for state in ordered:
        if not any(all(other[at] <= state[at] for at in varying) for other in kept):
            kept.append(state)
    return kept
