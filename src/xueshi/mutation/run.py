"""Try every mutant: first the scenarios, then, for those that none noticed, the search for a case."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from xueshi.errors import InputError, Phrase, Problem
from xueshi.mutation.distinguish import Distinguisher, Found, Seeking
from xueshi.mutation.encodings import Encodings
from xueshi.mutation.in_force import in_force_trial, in_force_witness, years_apart
from xueshi.mutation.outcome import Outcome, Trial, Witness
from xueshi.mutation.suite import Suite
from xueshi.mutation.workers import Ended, TooLong, done
from xueshi.scenario.load import load
from xueshi.solver.mutants import Mutant

LEAST_SEARCH = 120.0
"""Seconds that a search has beside the solver's: to judge cases by the engine."""

Progress = Callable[[int, int], None]
"""Called with how many mutants were tried, and of how many."""


@dataclass(frozen=True)
class Trying:
    """How mutants are tried.

    Attributes:
        jobs: processes.
        seconds: that the scenarios may take with one mutant; one that takes longer counts as noticed.
        seeking: how cases are sought; ``None`` where none are.
        roots: further folders of jurisdictions.
    """

    jobs: int = 1
    seconds: float = 30.0
    seeking: Seeking | None = None
    roots: tuple[Path, ...] = ()


def tried(found: Encodings, how: Trying, progress: Progress | None = None) -> list[Outcome]:
    """Return what came of each mutant of a folder, in the order of its regulations and their files.

    Raises:
        InputError: if a scenario file is at fault, or a scenario fails as the encodings stand.
        EncodingError: if an encoding is.
    """
    listed = [mutant for law in found.laws for mutant in found.mutants[law.id]]
    scenarios = [one for law in found.local for one in load(law)]
    trials: dict[int, Trial] = {}
    searched: dict[int, Found] = {}
    days: dict[int, Witness | None] = {}
    for number, mutant in enumerate(listed):
        if mutant in found.days:
            changed = found.days[mutant]
            law = next(law for law in found.laws if law.id == changed.id)
            years = years_apart(law, changed, found.local)
            trials[number] = in_force_trial(years, scenarios)
            days[number] = in_force_witness(law, years, how.roots)
    numbers = [number for number in range(len(listed)) if number not in trials]
    with tempfile.TemporaryDirectory(prefix="xueshi-mutants-") as folder:
        _make_sure(Suite(found.local, how.roots, Path(folder), how.seconds).failing())
        start = partial(_suite, found, how, Path(folder))
        for count, (at, came) in enumerate(
            done(start, [listed[n] for n in numbers], jobs=how.jobs, seconds=how.seconds), start=1
        ):
            trials[numbers[at]] = came if isinstance(came, Trial) else _lost(came)
            if progress is not None:
                progress(count, len(numbers))
        left = [number for number in numbers if trials[number] == Trial()]
        if how.seeking is not None and left:
            look = partial(_search, found, how, Path(folder))
            limit = how.seeking.seconds * 2 + LEAST_SEARCH
            for at, seen in done(look, [listed[n] for n in left], jobs=how.jobs, seconds=limit):
                searched[left[at]] = seen if isinstance(seen, Found) else Found()
    return [
        _on_days(mutant, trials[at], days[at])
        if at in days
        else _outcome(mutant, trials[at], searched.get(at, Found()))
        for at, mutant in enumerate(listed)
    ]


def _make_sure(failing: Sequence[tuple[str, str]]) -> None:
    """Refuse scenarios that fail without any mutant: they would kill every one.

    Raises:
        InputError: naming each of them.
    """
    if failing:
        found, allowed = (Phrase(key, section="mutation") for key in ("fails", "passes"))
        raise InputError([Problem(place, "fails", found, allowed, field=name) for place, name in failing])


def _lost(came: TooLong | Ended | Trial) -> Trial:
    return Trial("time" if isinstance(came, TooLong) else "broken")


def _outcome(mutant: Mutant, trial: Trial, seen: Found) -> Outcome:
    if trial.stillborn is not None:
        return Outcome(mutant, "stillborn", trial)
    if trial.noticed is not None:
        return Outcome(mutant, "killed", trial)
    if seen.witness is not None:
        return Outcome(mutant, "survived", trial, seen.witness)
    return Outcome(mutant, "open" if seen.bound is None else "equivalent", trial, searched=seen.bound)


def _on_days(mutant: Mutant, trial: Trial, witness: Witness | None) -> Outcome:
    """Return what came of a mutant of the days in force: years are few, and all were looked at."""
    if trial.noticed is not None:
        return Outcome(mutant, "killed", trial)
    return Outcome(mutant, "survived" if witness is not None else "equivalent", trial, witness)


def _suite(found: Encodings, how: Trying, folder: Path) -> Callable[[Mutant], Trial]:
    """Return what tries a mutant, in a process of its own."""
    own = Path(tempfile.mkdtemp(dir=folder))
    return Suite(found.local, how.roots, own, how.seconds).trial


def _search(found: Encodings, how: Trying, folder: Path) -> Callable[[Mutant], Found]:
    """Return what seeks a case for a mutant, in a process of its own."""
    own = Path(tempfile.mkdtemp(dir=folder))
    assert how.seeking is not None
    return Distinguisher(Suite(found.local, how.roots, own, how.seconds), found.local, how.seeking, how.roots).find
