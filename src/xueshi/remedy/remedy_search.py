"""The fewest changes that turn a year: sets of options by growing size, judged as hypothetical cases.

Every set that is announced was judged; that no smaller one does was shown by judging every smaller set, or by a bound:
a set whose records could not bring the missing hours even if nothing held them back needs no judging.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import cast

from xueshi.engine.judge import PERSONS_TOGETHER, Settings
from xueshi.law.regulation import Regulation
from xueshi.model.case import Case
from xueshi.model.result import Result, Verdict
from xueshi.remedy.changes import applied
from xueshi.remedy.changes_worlds import Outcome, World, Worlds, entangled
from xueshi.remedy.remedy_options import Option
from xueshi.solver.grounding import Grounding, Term

AT_ONCE = 128
"""Up to so many sets of options all are judged; beyond, sets by growing size."""

MOST_AT_ONCE = 2_500
"""Records of all these hypothetical cases."""

MOST_JUDGED = 16_000
"""Records of hypothetical cases that one search judges; a search that needs more is given up, and says so."""

LISTED = 12
"""Sets of equal size that are listed; of more it is said that there are more."""

_BOUNDLESS = 2**62
"""More units than any case holds."""

Chosen = tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What the search found.

    Attributes:
        verdict: that the sets reach; ``None`` where no set reaches a better one.
        sets: the smallest sets, each with its result, in a fixed order, at most :data:`LISTED`.
        more: whether there are more of that size.
        proven: whether it was shown that no smaller set does as well; ``False`` where the search was given up.
        single: the result of each option alone.
        together: the result with everything done that can be done; ``None`` where nothing can.
    """

    verdict: Verdict | None
    sets: tuple[tuple[Chosen, Outcome], ...]
    more: bool
    proven: bool
    single: tuple[Outcome, ...]
    together: Outcome | None


class Search:
    """The search for one case."""

    def __init__(
        self, case: Case, law: Regulation, settings: Settings, options: Sequence[Option], before: Result
    ) -> None:
        self._case, self._law, self._settings, self._before = case, law, settings, before
        owners: dict[tuple[str, str], list[Option]] = defaultdict(list)
        for option in options:
            owners[option.of, option.owner].append(option)
        self._owners = list(owners.values())
        self._options = list(options)
        self._judged = 0

    def run(self, actual: Worlds) -> Found:
        """Search; ``actual`` holds the case as it stands."""
        if not self._options:
            return Found(None, (), more=False, proven=True, single=(), together=None)
        ways = 1
        for listed in self._owners:
            ways *= 1 + len(listed)
        if self._before.verdict == "compliant":
            single, together = self._one_by_one()
            return Found(None, (), more=False, proven=True, single=single, together=together)
        if ways <= AT_ONCE and ways * len(self._case.records) <= MOST_AT_ONCE:
            return self._all_at_once()
        return self._by_size(actual)

    def _worlds(self, sets: Sequence[Chosen]) -> Worlds:
        cases = [applied(self._case, (change for option in chosen for change in option.changes)) for chosen in sets]
        return Worlds(self._law, [World(case) for case in cases], self._settings)

    @property
    def together(self) -> Chosen:
        """Return what can be done about everything: of each record the most changes."""
        return tuple(max(listed, key=lambda option: len(option.changes)) for listed in self._owners)

    def _all_at_once(self) -> Found:
        choices = product(*([None, *listed] for listed in self._owners))
        sets = sorted((_chosen(choice) for choice in choices), key=_order)
        worlds = self._worlds(sets)
        verdicts = worlds.judged
        place = {chosen: index for index, chosen in enumerate(sets)}
        target = _target(self._before.verdict, verdicts)
        best = [chosen for chosen, verdict in zip(sets, verdicts, strict=True) if verdict == target]
        least = [chosen for chosen in best if _size(chosen) == _size(best[0])] if best else []
        return Found(
            target,
            tuple((chosen, worlds.outcome(place[chosen])) for chosen in least[:LISTED]),
            more=len(least) > LISTED,
            proven=True,
            single=tuple(worlds.outcome(place[option,]) for option in self._options),
            together=worlds.outcome(place[self.together]),
        )

    def _one_by_one(self) -> tuple[tuple[Outcome, ...], Outcome]:
        """Return what comes of each option alone, and of everything that can be done."""
        outcomes: list[Outcome] = []
        for part in _parts([*((option,) for option in self._options), self.together], PERSONS_TOGETHER):
            worlds = self._worlds(part)
            outcomes += [worlds.outcome(place) for place in range(len(part))]
        return tuple(outcomes[:-1]), outcomes[-1]

    def _by_size(self, actual: Worlds) -> Found:
        single, whole = self._one_by_one()
        target = _target(self._before.verdict, [whole.verdict, *(outcome.verdict for outcome in single)])
        if target is None and entangled(actual) == frozenset():
            # What each change brings adds up: where all together do not suffice, none of them does.
            return Found(None, (), more=False, proven=True, single=single, together=whole)
        best, proven = self._smallest(_Bound(actual.grounding, actual.persons[0].number), target or "compliant")
        if not best and target is not None and whole.verdict == target:
            best = [self._some(target)]
        listed = self._worlds(best[:LISTED])
        reached = listed.judged
        return Found(
            reached[0] if best else None,
            tuple((chosen, listed.outcome(place)) for place, chosen in enumerate(best[:LISTED])),
            more=len(best) > LISTED or (bool(best) and not proven),
            proven=proven,
            single=single,
            together=whole,
        )

    def _some(self, target: Verdict) -> Chosen:
        """Return a set that reaches the verdict, where the smallest could not be found: those that bring most first."""
        order = sorted(self.together, key=lambda option: -_BOUNDLESS if option.gains is None else -_most(option))
        low, high = 0, len(order)
        while high - low > 1:
            steps = sorted({low + (high - low) * part // 8 for part in range(1, 8)} - {low, high})
            verdicts = self._worlds([tuple(order[:step]) for step in steps]).judged
            reached = [step for step, verdict in zip(steps, verdicts, strict=True) if verdict == target]
            high = min([high, *reached])
            low = max([low, *(step for step in steps if step < high)])
        return tuple(option for option in self.together if option in order[:high])

    def _smallest(self, bound: _Bound, wanted: Verdict) -> tuple[list[Chosen], bool]:
        """Return the smallest sets of options that reach the verdict wanted, and whether none smaller does.

        Of those of the smallest size one more than are listed is looked for.
        """
        largest = sum(max(len(option.changes) for option in listed) for listed in self._owners)
        for size in range(1, largest + 1):
            best: list[Chosen] = []
            for part in _parts(bound.sets(self._owners, size), PERSONS_TOGETHER):
                self._judged += len(part) * max(1, len(self._case.records))
                if self._judged > MOST_JUDGED:
                    return best, False
                verdicts = self._worlds(part).judged
                best += [chosen for chosen, verdict in zip(part, verdicts, strict=True) if verdict == wanted]
                if len(best) > LISTED:
                    return best, True
            if best:
                return best, True
        return [], True


class _Bound:
    """What the missing minima lack at least, however the free records are placed."""

    def __init__(self, ground: Grounding, person: int) -> None:
        adds: dict[str, set[str]] = defaultdict(set)
        for minimum, subject in ground.rows("adds", 2):
            adds[str(minimum)].add(str(subject))
        self._adds = adds
        possible: dict[Term, dict[str, int]] = defaultdict(dict)
        for number, rank, subject, units in ground.rows("offer", 4):
            if number == person:
                possible[rank][str(subject)] = cast("int", units)
        pools = [row[1:] for row in ground.rows("outlet", 4) if row[0] == person]
        self._lacks: dict[str, int] = {}
        for number, minimum, units in ground.rows("lacks", 3):
            if number == person:
                served = adds[str(minimum)]
                free = sum(sum(own.get(subject, 0) for subject in served) for own in possible.values())
                pooled = sum(cast("int", most) for _, subject, most in pools if subject in served)
                self._lacks[str(minimum)] = max(0, cast("int", units) - free - pooled)

    def sets(self, owners: Sequence[Sequence[Option]], size: int) -> Iterator[Chosen]:
        """Yield the sets of ``size`` changes that could bring what is missing, in a fixed order."""
        reach = [self._reach(owners[place:], size) for place in range(len(owners) + 1)]

        def extend(place: int, left: int, chosen: Chosen, lacks: Mapping[str, int]) -> Iterator[Chosen]:
            if any(lacking > reach[place][minimum][left] for minimum, lacking in lacks.items()):
                return
            if left == 0:
                yield chosen
                return
            for further in range(place, len(owners)):
                for option in owners[further]:
                    if len(option.changes) <= left:
                        yield from extend(
                            further + 1, left - len(option.changes), (*chosen, option), self._after(lacks, option)
                        )

        yield from extend(0, size, (), {minimum: lacking for minimum, lacking in self._lacks.items() if lacking})

    def _after(self, lacks: Mapping[str, int], option: Option) -> Mapping[str, int]:
        """Return what is lacking after an option, at best."""
        return {
            minimum: lacking - gain
            for minimum, lacking in lacks.items()
            if (gain := self._gain(option, minimum)) is not None and gain < lacking
        }

    def _gain(self, option: Option, minimum: str) -> int | None:
        if option.gains is None:
            return None
        return sum(option.gains.get(subject, 0) for subject in self._adds[minimum])

    def _reach(self, owners: Sequence[Sequence[Option]], size: int) -> dict[str, list[int]]:
        """Return the most that so many changes among ``owners`` can bring each minimum."""
        found: dict[str, list[int]] = {}
        for minimum in self._lacks:
            gains: list[int] = []
            for listed in owners:
                of_option = [self._gain(option, minimum) for option in listed]
                gains.append(_BOUNDLESS if None in of_option else max(cast("list[int]", of_option)))
            gains.sort(reverse=True)
            sums: list[int] = [0]
            for place in range(size):
                sums.append(sums[-1] + (gains[place] if place < len(gains) else 0))
            found[minimum] = sums
        return found


def _most(option: Option) -> int:
    return sum((option.gains or {}).values())


def _target(before: Verdict, reached: Sequence[Verdict]) -> Verdict | None:
    """Return the best verdict that is reached, ``None`` where none is better than the one before."""
    better: list[Verdict] = ["compliant"] if before != "non_compliant" else ["compliant", "deferred"]
    return next((verdict for verdict in better if verdict in reached and verdict != before), None)


def _chosen(choice: Sequence[Option | None]) -> Chosen:
    return tuple(option for option in choice if option is not None)


def _size(chosen: Chosen) -> int:
    return sum(len(option.changes) for option in chosen)


def _order(chosen: Chosen) -> tuple[object, ...]:
    return _size(chosen), [(option.of != "record", option.owner, len(option.changes)) for option in chosen]


def _parts(sets: Iterator[Chosen] | Sequence[Chosen], size: int) -> Iterator[list[Chosen]]:
    part: list[Chosen] = []
    for chosen in sets:
        part.append(chosen)
        if len(part) == size:
            yield part
            part = []
    if part:
        yield part


__all__ = ["LISTED", "Chosen", "Found", "Search"]
