"""Generated cases judged in groups; of each a little is kept, so that none is judged twice for the same question."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from xueshi.engine.judge import PERSONS_TOGETHER, Batch, Settings
from xueshi.law.regulation import Regulation
from xueshi.model.result import Result
from xueshi.search.judged import Trial, whole

Key = tuple[object, ...]


class Group(NamedTuple):
    """Trials of one grounding, with their results."""

    trials: Sequence[Trial]
    results: Sequence[Result]
    batch: Batch


class Seen(NamedTuple):
    """What is kept of a judgement.

    Attributes:
        short: the sum of the shortfalls.
        outcome: verdict and credited hours by subject.
        totals: required, shortfall and relief by subject, and what was deemed.
        optima: how many placements are equally good, ``None`` where that is not known exactly.
        whole: of all that a result says.
    """

    verdict: str
    short: int
    hours: int
    outcome: Key
    totals: Key
    optima: int | None
    whole: int


def key(trial: Trial) -> Key:
    """Return what tells trials apart."""
    return trial.case, tuple(sorted(trial.readings.items())), trial.strict


def seen(result: Result) -> Seen:
    """Return what is kept of ``result``."""
    shown = whole(result)
    credited = tuple(sorted(result.credited.items()))
    return Seen(
        result.verdict,
        sum(result.shortfall.values()),
        result.credited["total"],
        (result.verdict, credited),
        (
            tuple(sorted(result.required.items())),
            tuple(sorted(result.shortfall.items())),
            tuple(sorted(result.relief.items())),
            tuple(sorted({(one.scope, one.clause) for one in result.deemed})),
        ),
        result.optimum.count if result.optimum.count_is_exact else None,
        hash((*shown[:11], *shown[12:])),  # the readings in force apart
    )


class Bench:
    """Judges trials of one regulation and remembers them."""

    def __init__(self, law: Regulation, roots: tuple[Path, ...]) -> None:
        self.law, self.roots = law, roots
        self._known: dict[Key, Seen] = {}

    def groups(self, trials: Iterable[Trial]) -> Iterator[Group]:
        """Yield the trials, each judged, group by group.

        Raises:
            EncodingError: if the encoding is at fault on one of them.
            TimeLimitReached: if a choice cannot be proven in time.
        """
        waiting = iter(trials)
        while part := list(islice(waiting, PERSONS_TOGETHER)):
            for strict in (False, True):
                listed = [trial for trial in part if trial.strict is strict]
                if listed:
                    yield self._group(listed)

    def _group(self, trials: Sequence[Trial]) -> Group:
        settings = Settings({}, trials[0].strict, regulation=self.law.id, lang="en", roots=self.roots)
        cases = [replace(trial.case, name="generated") for trial in trials]
        batch = Batch(self.law, cases, settings, [trial.readings for trial in trials])
        results = list(batch.results())
        for trial, result in zip(trials, results, strict=True):
            self._known[key(trial)] = seen(result)
        return Group(trials, results, batch)

    def all_seen(self, trials: Sequence[Trial]) -> list[Seen]:
        """Return what is kept of each trial, in their order; those that are known are not judged again."""
        missing = {key(trial): trial for trial in trials if key(trial) not in self._known}
        for _ in self.groups(missing.values()):
            pass
        return [self._known[key(trial)] for trial in trials]

    def seen(self, trial: Trial) -> Seen:
        """Return what is kept of one trial."""
        return self.all_seen([trial])[0]

    def one(self, trial: Trial) -> Group:
        """Judge one trial by itself."""
        return self._group([trial])

    def smallest(self, trial: Trial, shows: Callable[[Trial], bool]) -> Trial:
        """Return ``trial`` made smaller as long as it ``shows`` what it should."""
        from xueshi.search.shrink import shrunk

        return shrunk(trial, shows, tries=MOST_TRIES)


MOST_TRIES = 250
"""Smaller cases that are tried, at most, for one counterexample."""


@cache
def bench(law: Regulation, roots: tuple[Path, ...] = ()) -> Bench:
    """Return the bench of ``law``, one in a process."""
    return Bench(law, roots)
