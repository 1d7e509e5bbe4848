"""Seek a case on which a mutant and the original judge differently."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from xueshi.engine.judge import PERSONS_TOGETHER
from xueshi.law.regulation import Regulation
from xueshi.model.result import Result
from xueshi.mutation.outcome import Witness
from xueshi.mutation.suite import Suite
from xueshi.mutation.witness import witness
from xueshi.search.distinguish import Bound, distinguish
from xueshi.search.judged import Trial, results, whole
from xueshi.search.shrink import shrunk
from xueshi.solver.mutants import Mutant

ALONE = 5
"""Cases that are judged again alone."""


@dataclass(frozen=True)
class Seeking:
    """How cases are sought.

    Attributes:
        records: the most records of a generated case.
        seconds: that the solver may take for one mutant and regulation.
    """

    records: int
    seconds: float


@dataclass(frozen=True)
class Found:
    """What a search gave: a case, or none within the bound; without a bound no search came to its end."""

    witness: Witness | None = None
    bound: Bound | None = None


class Distinguisher:
    """Seek cases for the mutants of one folder: first among those of the scenarios, then among all that are small."""

    def __init__(self, suite: Suite, laws: Sequence[Regulation], seeking: Seeking, roots: tuple[Path, ...]) -> None:
        self._suite, self._seeking, self._roots = suite, seeking, roots
        self._laws = {law.id: law for law in laws}
        self._known: dict[str, list[tuple[Trial, Result]]] = {}

    def find(self, mutant: Mutant) -> Found:
        """Return a case from which nothing can be left out, or how far there is none."""
        programs = {self._laws[law]: program for law, program in self._suite.write(mutant).items()}
        for law, program in programs.items():
            differs = partial(self._differ, law, program)
            different = sorted(self._among_scenarios(law, program), key=lambda trial: trial.size)
            # Judged together with others, a case may differ by what the mutant takes from them.
            alone = next(filter(differs, different[:ALONE]), None)
            if alone is not None:
                return Found(self._witness(law, shrunk(alone, differs), program))
        bounds = []
        for law, program in programs.items():
            found = distinguish(
                law, program, roots=self._roots, records=self._seeking.records, seconds=self._seeking.seconds
            )
            if found.difference is not None:
                return Found(self._witness(law, found.difference.trial, program))
            bounds.append(found.bound)
        return Found(bound=_together(bounds)) if all(bound.proven for bound in bounds) else Found()

    def _among_scenarios(self, law: Regulation, program: Path) -> Iterator[Trial]:
        """Yield the scenarios' cases on which the two differ, whatever the scenario looks at."""
        known = self._results(law)
        for start in range(0, len(known), PERSONS_TOGETHER):
            part = known[start : start + PERSONS_TOGETHER]
            for strict in (False, True):
                group = [pair for pair in part if pair[0].strict is strict]
                if group:
                    others = self._judged(law, [trial for trial, _ in group], program)
                    for (trial, ours), theirs in zip(group, others, strict=True):
                        if theirs is None or whole(ours) != whole(theirs):
                            yield trial

    def _results(self, law: Regulation) -> list[tuple[Trial, Result]]:
        """Return the scenarios' cases with what the original gives, worked out once."""
        known = self._known.get(law.id)
        if known is None:
            made = [Trial(one.case, one.scenario.readings, one.scenario.strict) for one in self._suite.judged(law.id)]
            known = self._known[law.id] = []
            for strict in (False, True):
                group = [trial for trial in made if trial.strict is strict]
                if group:
                    known += zip(group, results(law, group, roots=self._roots), strict=True)
        return known

    def _judged(self, law: Regulation, trials: Sequence[Trial], program: Path | None) -> list[Result | None]:
        """Return the results; of a program that cannot judge all of them, those that it can."""
        try:
            return list(results(law, trials, roots=self._roots, program=program))
        except Exception:  # noqa: BLE001 - a program that says what no regulation says may break anything
            if len(trials) == 1:
                return [None]
        middle = len(trials) // 2
        return [*self._judged(law, trials[:middle], program), *self._judged(law, trials[middle:], program)]

    def _both(self, law: Regulation, program: Path, trial: Trial) -> tuple[Result | None, Result | None]:
        return self._judged(law, [trial], None)[0], self._judged(law, [trial], program)[0]

    def _differ(self, law: Regulation, program: Path, trial: Trial) -> bool:
        ours, theirs = self._both(law, program, trial)
        return ours is not None and (theirs is None or whole(ours) != whole(theirs))

    def _witness(self, law: Regulation, trial: Trial, program: Path) -> Witness:
        return witness(law.id, trial, *self._both(law, program, trial))


def _together(bounds: Sequence[Bound]) -> Bound:
    """Return the bound of several searches for one mutant."""
    return Bound(
        min(bound.records for bound in bounds),
        sum(bound.options for bound in bounds),
        sum(bound.cases for bound in bounds),
        tuple(sorted({year for bound in bounds for year in bound.years})),
    )
