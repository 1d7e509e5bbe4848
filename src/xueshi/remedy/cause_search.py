"""Minimal sets of switches that force a verdict, found by judging worlds.

A set of kept switches *forces* the verdict if no way of freeing others gives another one.  Such sets are the hitting
sets of the *ways out*, the sets of switches that, freed, do give another (Reiter's duality of conflicts and diagnoses).

Where few switches are there, every world is judged, in one grounding, and the sets are read off.  Where there are many,
sets are proposed, on the guess that hours add up, and each is judged: that it forces the verdict, and that without any
one of its switches it does not.  What is learnt by that goes into the next proposals.  Whether these are all is judged
by the same duality: then the smallest sets that meet each of them are ways out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from xueshi.engine.judge import PERSONS_TOGETHER, Settings
from xueshi.law.regulation import Regulation
from xueshi.model.case import Case
from xueshi.model.result import Verdict
from xueshi.remedy.cause_elements import Switch, world
from xueshi.remedy.cause_guess import FEW, Guess, Set, minimal, transversals
from xueshi.remedy.changes_worlds import Worlds

ALL_WORLDS = 72
"""Up to so many worlds all are judged."""

MOST_AT_ONCE = 2_500
"""Records of all these worlds."""

MOST_ROUNDS = 6
"""So often sets are proposed."""

MOST_BATCHES = 20
"""Groundings that one search takes; one that needs more is given up, and says so."""

MOST_RECORDS = 9_000
"""Records of all worlds that one search judges."""

MOST_COMBINED = 64
"""Worlds that are judged to tell whether a set of freed switches is a way out."""

LISTED = 5
"""Sets that are looked for; of more it is said that there are more."""

State = tuple[int, ...]
"""Of each switch the state: 0 kept, else which freed one."""


@dataclass(frozen=True, slots=True)
class Forcing:
    """What the search found.

    Attributes:
        sets: minimal sets of switches that force the verdict, the smallest first.
        complete: whether these are all of them.
        proven: whether every way of freeing the others was judged; ``False`` where they were too many, and freeing all
            of them together stood for the rest.
    """

    sets: tuple[Set, ...]
    complete: bool
    proven: bool


class CauseSearch:
    """The search for one case."""

    def __init__(  # noqa: PLR0917 - what a case is judged by, and what is searched
        self,
        case: Case,
        law: Regulation,
        settings: Settings,
        readings: dict[str, str],
        switches: Sequence[Switch],
        verdict: Verdict,
        lacks: Mapping[str, int],
    ) -> None:
        self._case, self._law, self._settings, self._readings = case, law, settings, readings
        self._switches, self._verdict = switches, verdict
        self._all = frozenset(range(len(switches)))
        self._known: dict[State, bool] = {(0,) * len(switches): False}
        self._short: dict[State, Mapping[str, int]] = {(0,) * len(switches): lacks}
        self._batches = self._records = 0
        self._proven = True

    def run(self) -> Forcing:
        """Search."""
        count = 1
        for switch in self._switches:
            count *= 1 + len(switch.states)
        if count <= ALL_WORLDS and count * len(self._case.records) <= MOST_AT_ONCE:
            return self._by_all_worlds()
        return self._by_proposals()

    # ---- worlds ----------------------------------------------------------------------------------------------------

    def _judge(self, states: Iterable[State]) -> None:
        """Judge the worlds that are not known yet: whether each has another verdict."""
        asked = sorted({state for state in states if state not in self._known})
        for first in range(0, len(asked), PERSONS_TOGETHER):
            part = asked[first : first + PERSONS_TOGETHER]
            worlds = [
                world(
                    self._case,
                    self._readings,
                    (self._switches[place].states[state - 1] for place, state in enumerate(one) if state),
                )
                for one in part
            ]
            judged = Worlds(self._law, worlds, self._settings, loosened=True)
            self._known.update(
                (one, verdict != self._verdict) for one, verdict in zip(part, judged.judged, strict=True)
            )
            self._short.update((one, judged.lacks(place)) for place, one in enumerate(part))
            self._batches += 1
            self._records += len(part) * max(1, len(self._case.records))

    def _spent(self) -> bool:
        return self._batches >= MOST_BATCHES or self._records >= MOST_RECORDS

    def _states(self, freed: Set) -> list[State]:
        """Return the worlds that tell whether ``freed`` is a way out."""
        ranges: list[Sequence[int]] = []
        size = 1
        for place, switch in enumerate(self._switches):
            if place not in freed:
                ranges.append((0,))
                continue
            ranges.append(range(0 if switch.both_ways else 1, len(switch.states) + 1))
            size *= len(ranges[-1])
        if size > MOST_COMBINED:
            self._proven = False
            ranges = [states if len(states) == 1 else self._fewer(place) for place, states in enumerate(ranges)]
            size = 1
            for states in ranges:
                size *= len(states)
        if size > MOST_COMBINED:
            ranges = [states[-1:] for states in ranges]
        return list(product(*ranges))

    def _fewer(self, place: int) -> Sequence[int]:
        """Return the freed states alone of a fact, both of a reading: readings turn either way."""
        switch = self._switches[place]
        reading = switch.alternatives[0][0].kind == "reading"
        return range(0 if reading else 1, len(switch.states) + 1)

    def _way_out(self, freed: Set) -> bool:
        """Tell whether freeing the switches ``freed``, in some way, gives another verdict."""
        states = self._states(freed)
        self._judge(states)
        return any(self._known[state] for state in states)

    def _ways_out(self, sets: Sequence[Set]) -> list[bool]:
        """Tell it of several sets, judged together."""
        listed = [self._states(freed) for freed in sets]
        self._judge(state for states in listed for state in states)
        return [any(self._known[state] for state in states) for states in listed]

    # ---- few switches ----------------------------------------------------------------------------------------------

    def _by_all_worlds(self) -> Forcing:
        ranges = [range(1 + len(switch.states)) for switch in self._switches]
        self._judge(product(*ranges))
        outs = minimal(
            frozenset(place for place, state in enumerate(states) if state)
            for states, other in self._known.items()
            if other
        )
        sets = minimal(kept for kept in _subsets(self._all) if all(kept & out for out in outs))
        return Forcing(tuple(sets), complete=True, proven=True)

    # ---- many switches ---------------------------------------------------------------------------------------------

    def _by_proposals(self) -> Forcing:
        guess = Guess(self._switches)
        guess.expect(self._short[(0,) * len(self._switches)], [switch.gains for switch in self._switches])
        self._try_few(guess)
        confirmed: list[Set] = []
        for _ in range(MOST_ROUNDS):
            if self._spent() or (confirmed and not self._proven):
                break
            proposed = guess.causes(LISTED if len(self._all) <= FEW else 1)
            new = [kept for kept in proposed if kept not in confirmed]
            if not new:
                break
            surprises = self._verify(new, guess, confirmed)
            for out in self._shrunk(surprises):
                guess.learn(out, out=True)
        if not confirmed:
            self._proven = False
            confirmed = [self._any_forcing(guess)]
        least = minimal(confirmed)
        return Forcing(tuple(least[:LISTED]), self._all_of_them(least), self._proven)

    def _try_few(self, guess: Guess) -> None:
        """Judge switches freed alone, and limits together with what stands under them."""
        sets = [frozenset({place}) for place in sorted(self._all)]
        if len(sets) * len(self._case.records) > MOST_RECORDS // 4:
            return
        for place in sorted(self._all):
            under = set(self._switches[place].alternatives[0][0].others)
            sets += [
                frozenset({place, other})
                for other in sorted(self._all - {place})
                if self._switches[other].alternatives[0][0].owner in under
            ]
        sets.append(self._all)
        for freed, out in zip(sets, self._ways_out(sets), strict=True):
            guess.learn(freed, out=out)
        alone = [
            [self._short[state] for state in self._states(frozenset({place})) if any(state)]
            for place in sorted(self._all)
        ]
        guess.measure(self._short[(0,) * len(self._switches)], alone)

    def _verify(self, proposed: Sequence[Set], guess: Guess, confirmed: list[Set]) -> list[Set]:
        """Judge whether sets force the verdict and are minimal; return ways out that were not expected.

        As many are judged as can be paid for; where not even one can, that it is minimal stays a guess.
        """
        rests: dict[Set, Set] = {}
        sets: dict[Set, None] = {}
        left = MOST_RECORDS - self._records
        for kept in proposed:
            rest = self._all - kept
            wanted = [rest, *(rest | {place} for place in sorted(kept))]
            price = sum(len(self._states(one)) for one in wanted) * max(1, len(self._case.records))
            if price > left and rests:
                break
            if price > left:
                self._proven = False
                wanted = wanted[:1]
            left -= price
            rests[kept] = rest
            sets |= dict.fromkeys(wanted)
        answers = dict(zip(sets, self._ways_out(list(sets)), strict=True))
        for freed, out in answers.items():
            guess.learn(freed, out=out)
        surprises = []
        for kept, rest in rests.items():
            if answers[rest]:
                surprises.append(rest)
            elif all(answers.get(rest | {place}, True) for place in kept):
                confirmed.append(kept)
        return surprises

    def _shrunk(self, outs: Sequence[Set]) -> list[Set]:
        """Return a minimal way out inside each of ``outs``; all of them are looked for at the same time."""
        needed: list[Set] = [frozenset() for _ in outs]
        rest = [sorted(out, key=lambda place: ((place * 7 + turn * 3) % 11, place)) for turn, out in enumerate(outs)]
        left = list(range(len(outs)))
        while left and not self._spent():
            runs = [
                needed[turn] | frozenset(rest[turn][:length]) for turn in left for length in range(len(rest[turn]) + 1)
            ]
            answers = iter(self._ways_out(runs))
            again = []
            for turn in left:
                # The shortest run from the front that suffices: its last switch is needed.
                found = [next(answers) for _ in range(len(rest[turn]) + 1)]
                first = found.index(True) if True in found else 0
                if first:
                    needed[turn] |= {rest[turn][first - 1]}
                    rest[turn] = rest[turn][: first - 1]
                    again.append(turn)
                else:
                    rest[turn] = []
            left = again
        return [one | frozenset(more) for one, more in zip(needed, rest, strict=True)]

    def _any_forcing(self, guess: Guess) -> Set:
        """Return a set that forces the verdict, where what was proposed did not: the guess, until it holds."""
        for kept in guess.causes(1):
            if not self._way_out(self._all - kept):
                return kept
        return self._all

    def _all_of_them(self, found: Sequence[Set]) -> bool:
        """Tell whether there is no other cause: then every smallest set that meets all of ``found`` is a way out."""
        meeting = transversals(found, MOST_COMBINED)
        return meeting is not None and not self._spent() and all(self._ways_out(meeting))


def _subsets(places: Set) -> Iterator[Set]:
    for size in range(len(places) + 1):
        yield from map(frozenset, combinations(sorted(places), size))


__all__ = ["LISTED", "CauseSearch", "Forcing"]
