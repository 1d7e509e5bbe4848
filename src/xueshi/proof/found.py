"""Counterexamples gathered: of each sort and shape, under each answer, the smallest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from xueshi.proof.bench import Bench
from xueshi.proof.data import Finding
from xueshi.search.judged import Trial

Readings = tuple[tuple[str, str], ...]
Shape = tuple[bool, ...]

Shows = Callable[[Trial], Mapping[str, str] | None]
"""Judges a trial by itself; returns what fills the sentence where it shows what is looked for."""

MOST = 60
"""Trials of one sort that are tried by themselves, the smallest first."""


class Found:
    """Trials that show something, by what they show."""

    def __init__(self) -> None:
        self._trials: dict[tuple[str, str, Readings, Shape], dict[int, Trial]] = defaultdict(dict)

    def add(self, prop: str, code: str, trial: Trial) -> None:
        """Take note of a trial that shows ``code``."""
        place = prop, code, tuple(sorted(trial.readings.items())), shape(trial)
        self._trials[place].setdefault(id(trial), trial)

    def of(self, prop: str, bench: Bench, shows: Callable[[str], Shows]) -> Iterator[Finding]:
        """Yield the findings of a property, shrunk: those by default first, then by answer.

        Args:
            shows: for a code, what tells whether a trial by itself shows it.
        """
        done: set[tuple[str, Readings, Shape]] = set()
        places = sorted((p for p in self._trials if p[0] == prop), key=lambda p: (len(p[2]), p[2], p[1], p[3]))
        for place in places:
            _, code, readings, _ = place
            look = _alone(shows(code), readings)
            candidates = sorted(self._trials[place].values(), key=lambda trial: trial.size)[:MOST]
            trial = next((trial for trial in candidates if look(trial) is not None), None)
            if trial is None:
                continue
            least = bench.smallest(trial, _tells(look))
            params = look(least)
            if params is not None and (code, readings, shape(least)) not in done:
                done.add((code, readings, shape(least)))
                told = {**params, "cases": str(len(self._trials[place]))}
                yield Finding(prop, code, told, "consequence" if readings else "violated", least)


def _tells(look: Shows) -> Callable[[Trial], bool]:
    return lambda trial: look(trial) is not None


def shape(trial: Trial) -> Shape:
    """Return what tells causes apart before anything is known of them."""
    works = [record.stated["work_id"] for record in trial.case.records if "work_id" in record.stated]
    return len(works) > len(set(works)), trial.case.sector is not None, bool(trial.case.leave), trial.strict


def _alone(look: Shows, readings: Readings) -> Shows:
    """Return what tells whether a trial shows something under these readings, and not by default already."""

    def shown(trial: Trial) -> Mapping[str, str] | None:
        if tuple(sorted(trial.readings.items())) != readings:
            return None
        found = look(trial)
        return None if found is None or (readings and look(replace(trial, readings={})) is not None) else found

    return shown
