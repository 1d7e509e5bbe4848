"""What is known of the ways out of a verdict, and a guess at the rest; sets of switches that meet each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from xueshi.remedy.cause_elements import Switch

Set = frozenset[int]
"""Switches by number."""

FEW = 18
"""Up to so many switches the smallest sets are proposed; of more, some."""

MOST_TURNS = 600
"""So often another set is tried before some are proposed instead."""


class Guess:
    """What is known of the ways out, and a guess where nothing is: that hours add up.

    A guess only says what to try next; whatever is reported was judged.  Sets are the bits of a number here.
    """

    def __init__(self, switches: Sequence[Switch]) -> None:
        self._count = len(switches)
        self._outs: list[int] = []
        self._no_outs: list[int] = []
        self._base: Mapping[str, int] = {}
        self._gains: dict[str, list[int]] = {}
        self._lifts: dict[str, int] = defaultdict(int)
        for place, switch in enumerate(switches):
            for element in switch.alternatives[0]:
                if element.what in ("minimum", "share", "part"):
                    self._lifts[element.about] |= 1 << place

    def expect(self, base: Mapping[str, int], gains: Sequence[Mapping[str, int]]) -> None:
        """Take note of what the minima lack, and of what each switch could bring them by its own amounts."""
        self._base = base
        self._gains = {minimum: [own.get(minimum, 0) for own in gains] for minimum in base}

    def measure(self, base: Mapping[str, int], alone: Sequence[Sequence[Mapping[str, int]]]) -> None:
        """Take note of what the minima lack: as it stands, and with each switch freed alone, in each of its states."""
        self._base = base
        for minimum, lacking in base.items():
            self._gains[minimum] = [
                max((lacking - lacks.get(minimum, 0) for lacks in states), default=0) for states in alone
            ]

    def learn(self, freed: Set, *, out: bool) -> None:
        """Take note of what was judged."""
        bits = _bits(freed)
        if out:
            self._outs = _least([*self._outs, bits])
        else:
            self._no_outs = [*(one for one in self._no_outs if one & ~bits), bits]

    def causes(self, limit: int) -> list[Set]:
        """Return sets that would force the verdict, at most ``limit``; the smallest where there are few switches."""
        found = self._smallest(limit) if self._count <= FEW else None
        if found is None:
            found = list(dict.fromkeys(self._some(turn) for turn in range(limit)))
        return [_places(one) for one in found]

    def _smallest(self, limit: int) -> list[int] | None:
        """Return the smallest sets, ``None`` where there are too many ways out."""
        outs, found, size = list(self._outs), list[int](), 0
        for _ in range(MOST_TURNS):
            if len(found) == limit or size > self._count:
                return found
            kept = next(_hitting(outs, 0, size, found), None)
            if kept is None:
                size += 1
                continue
            freed = ((1 << self._count) - 1) & ~kept
            if self._out(freed):
                outs = _least([*outs, self._shrunk(freed)])
            else:
                found.append(kept)
        return None

    def _some(self, turn: int) -> int:
        """Return a set that would force the verdict, by freeing switches one by one, each time from another on."""
        freed = 0
        for step in range(self._count):
            place = (step + turn * 7) % self._count
            if not self._out(freed | 1 << place):
                freed |= 1 << place
        return ((1 << self._count) - 1) & ~freed

    def _out(self, freed: int) -> bool:
        """Guess whether ``freed`` is a way out."""
        if any(not one & ~freed for one in self._outs):
            return True
        if not self._base or any(not freed & ~one for one in self._no_outs):
            return False
        for minimum, lacking in self._base.items():
            if not freed & self._lifts[minimum]:
                gains = self._gains[minimum]
                if sum(gains[place] for place in range(self._count) if freed >> place & 1) < lacking:
                    return False
        return True

    def _shrunk(self, freed: int) -> int:
        for place in range(self._count):
            if freed >> place & 1 and self._out(freed & ~(1 << place)):
                freed &= ~(1 << place)
        return freed


def _hitting(outs: Sequence[int], kept: int, left: int, found: Sequence[int]) -> Iterator[int]:
    """Yield the sets of at most ``left`` more bits that meet each of ``outs`` and contain none of ``found``."""
    for one in found:
        if not one & ~kept:
            return
    for out in outs:
        if not out & kept:
            if left:
                rest = out
                while rest:
                    bit = rest & -rest
                    yield from _hitting(outs, kept | bit, left - 1, found)
                    rest ^= bit
            return
    yield kept


def _least(sets: Iterable[int]) -> list[int]:
    """Return those of ``sets`` that contain no other, the smallest first."""
    least: list[int] = []
    for one in sorted(set(sets), key=lambda bits: (bits.bit_count(), bits)):
        if not any(not smaller & ~one for smaller in least):
            least.append(one)
    return least


def _bits(places: Set) -> int:
    return sum(1 << place for place in places)


def _places(bits: int) -> Set:
    return frozenset(place for place in range(bits.bit_length()) if bits >> place & 1)


def transversals(sets: Sequence[Set], most: int) -> list[Set] | None:
    """Return the minimal sets that meet each of ``sets``, ``None`` where they are more than ``most``."""
    meeting: list[Set] = [frozenset()]
    for one in sets:
        meeting = minimal(
            other for kept in meeting for other in ([kept] if kept & one else [kept | {place} for place in one])
        )
        if len(meeting) > most:
            return None
    return meeting


def minimal(sets: Iterable[Set]) -> list[Set]:
    """Return those of ``sets`` that contain no other, the smallest first."""
    least: list[Set] = []
    for one in sorted(set(sets), key=lambda found: (len(found), sorted(found))):
        if not any(smaller <= one for smaller in least):
            least.append(one)
    return least


__all__ = ["FEW", "Guess", "Set", "minimal", "transversals"]
