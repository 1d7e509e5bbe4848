"""The verdict under every reading of the text that touches a case.

Combinations of answers share one grounding, as persons do; each is judged by its own optimum.  A reading touches the
case when changing its answer changes anything that is derived of the case's records or person before the choice, on top
of some combination of the readings found so far.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations, product

from xueshi.engine.judge import PERSONS_TOGETHER, Batch, Settings
from xueshi.law.declared import declared_readings
from xueshi.law.regulation import Regulation
from xueshi.model.case import Case
from xueshi.model.result import Result

MOST_COMBINATIONS = 20_000
"""Combinations of answers that are judged; more are an error."""

PROBED = 600
"""Up to so many, each combination of the touching readings is a ground for probing the others; beyond, each pair."""

_ORDER = ("compliant", "deferred", "undetermined", "non_compliant")

Answers = Mapping[str, str]


class TooManyReadingsError(Exception):
    """More combinations of readings touch the case than are judged; the message tells how many."""


def judge_readings(case: Case, law: Regulation, settings: Settings, result: Result) -> Result:
    """Return ``result`` with the verdicts under all readings, and which readings are decisive.

    Raises:
        TooManyReadingsError: if more than :data:`MOST_COMBINATIONS` combinations touch the case.
        TimeLimitReached: if a choice cannot be proven in time.
    """
    answers = declared_readings(law.file)
    base = {reading: settings.readings.get(reading, listed[0]) for reading, listed in answers.items()}
    probe = _Probe(case, law, settings, base, answers)
    touching = probe.touching()
    found = probe.verdicts(touching)
    own = found[frozenset()]
    turning = _turning(found, own)
    decisive = {
        reading for change, verdict in found.items() if len(change) == 1 and verdict != own for reading, _ in change
    }
    return replace(
        result,
        readings=tuple(replace(reading, decisive=reading.id in decisive) for reading in result.readings),
        all_readings={
            "verdicts": [verdict for verdict in _ORDER if verdict in set(found.values())],
            "holds": not turning,
            "turning": [{"change": dict(sorted(change)), "verdict": verdict} for change, verdict in turning],
            "combined": sorted(touching),
            "combinations": len(found),
        },
    )


Change = frozenset[tuple[str, str]]
"""Readings whose answer differs from the one in force, with the other answer."""


class _Probe:
    def __init__(
        self, case: Case, law: Regulation, settings: Settings, base: Answers, answers: Mapping[str, Sequence[str]]
    ) -> None:
        self._case, self._law, self._settings, self._base, self._answers = case, law, settings, base, answers

    def touching(self) -> set[str]:
        """Return the readings of which another answer changes what is derived of the case."""
        touching: set[str] = set()
        seen: dict[Change, frozenset[tuple[object, ...]]] = {}
        while True:
            grounds = self._grounds(touching)
            outside = [
                (reading, other)
                for reading in self._answers
                if reading not in touching
                for other in self._others(reading)
            ]
            wanted = [*grounds, *(ground | {change} for ground in grounds for change in outside)]
            self._sign([change for change in wanted if change not in seen], seen)
            more = {
                reading
                for ground in grounds
                for reading, other in outside
                if seen[ground | {(reading, other)}] != seen[ground]
            }
            if not more:
                return touching
            touching |= more

    def verdicts(self, touching: Iterable[str]) -> dict[Change, str]:
        """Return the verdict of each combination of the readings ``touching``."""
        changes = self._combinations(touching)
        found: dict[Change, str] = {}
        for part in _parts(changes):
            batch = Batch(self._law, [self._case] * len(part), self._settings, [self._with(change) for change in part])
            found.update(zip(part, batch.verdicts(), strict=True))
        return found

    def _grounds(self, touching: set[str]) -> list[Change]:
        size = 1
        for reading in touching:
            size *= len(self._answers[reading])
        if size <= PROBED:
            return self._combinations(touching)
        single = [(reading, other) for reading in sorted(touching) for other in self._others(reading)]
        pairs = (frozenset(pair) for pair in combinations(single, 2) if pair[0][0] != pair[1][0])
        return [frozenset(), *(frozenset({change}) for change in single), *pairs]

    def _combinations(self, touching: Iterable[str]) -> list[Change]:
        listed = sorted(touching)
        size = 1
        for reading in listed:
            size *= len(self._answers[reading])
        if size > MOST_COMBINATIONS:
            raise TooManyReadingsError(str(size))
        rows = product(*([None, *self._others(reading)] for reading in listed))
        return [
            frozenset((reading, other) for reading, other in zip(listed, row, strict=True) if other is not None)
            for row in rows
        ]

    def _others(self, reading: str) -> list[str]:
        return [answer for answer in self._answers[reading] if answer != self._base[reading]]

    def _with(self, change: Change) -> Answers:
        return {**self._base, **dict(change)}

    def _sign(self, changes: Sequence[Change], seen: dict[Change, frozenset[tuple[object, ...]]]) -> None:
        for part in _parts(changes):
            batch = Batch(self._law, [self._case] * len(part), self._settings, [self._with(change) for change in part])
            seen.update(zip(part, batch.signatures(), strict=True))


def _parts(changes: Sequence[Change]) -> Iterable[Sequence[Change]]:
    return (changes[first : first + PERSONS_TOGETHER] for first in range(0, len(changes), PERSONS_TOGETHER))


def _turning(found: Mapping[Change, str], own: str) -> list[tuple[Change, str]]:
    """Return the changes that turn the verdict and are minimal by inclusion, the smallest first."""
    turned = sorted(
        ((change, verdict) for change, verdict in found.items() if verdict != own),
        key=lambda row: (len(row[0]), sorted(row[0])),
    )
    least: list[tuple[Change, str]] = []
    for change, verdict in turned:
        if not any(smaller < change for smaller, _ in least):
            least.append((change, verdict))
    return least


__all__ = ["MOST_COMBINATIONS", "TooManyReadingsError", "judge_readings"]
