"""The scenarios of a folder, ready to be run against many mutants of its encodings."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from xueshi.engine.judge import PERSONS_TOGETHER, TimeLimitReached
from xueshi.errors import InputError
from xueshi.law.regulation import Regulation
from xueshi.mutation.encodings import within
from xueshi.mutation.outcome import Trial
from xueshi.scenario.judge import Ready, Under, judged, make_sure, ready, together
from xueshi.scenario.load import load
from xueshi.solver.grounding import EncodingError
from xueshi.solver.mutants import Mutant, Source

FIRST = 80
"""Scenarios of the first grounding: those of the clause that was changed, so that most mutants end there."""


_PARAGRAPH = re.compile(r"\s*(¶.*|第[一二三四五六七八九十]+[款段句].*)$")
"""How scenarios and citations name a paragraph of a clause, each in a way of its own."""


class Suite:
    """Scenarios of several regulations, with their cases read.

    Args:
        laws: the regulations.
        roots: further folders of jurisdictions.
        folder: where the programs of mutants are written.
        time_limit: seconds for the choice of one case.

    Raises:
        InputError: if a scenario file is at fault.
        EncodingError: if an encoding cannot be parsed.
    """

    def __init__(self, laws: Sequence[Regulation], roots: tuple[Path, ...], folder: Path, time_limit: float) -> None:
        self._under = Under(roots, time_limit=time_limit)
        self._folder = folder
        self._laws = {law.id: law for law in laws}
        self._sources = {law.id: Source(law.file) for law in laws}
        self._scenarios = {law.id: tuple(_ready(law, self._under)) for law in laws}
        self._groups: dict[tuple[str, tuple[str, ...]], list[list[Ready]]] = {}

    def using(self, mutant: Mutant) -> list[str]:
        """Return the regulations that the mutant changes, by id."""
        files = {edit.file for edit in mutant.edits}
        return [law for law, source in self._sources.items() if files & set(source.files)]

    def text(self, mutant: Mutant, law: str) -> str:
        """Return the program of a mutant for one of the regulations that it changes."""
        return self._sources[law].program(mutant.edits)

    def write(self, mutant: Mutant) -> Mapping[str, Path]:
        """Write the mutant's program for each regulation that it changes; the next mutant's take their place."""
        files = {law: self._folder / f"{law}.lp" for law in self.using(mutant)}
        for law, file in files.items():
            file.write_text(self.text(mutant, law), encoding="utf-8")
        return files

    def judged(self, law: str) -> Sequence[Ready]:
        """Return the scenarios of a regulation that have a result."""
        return [item for item in self._scenarios[law] if item.scenario.expect.error is None]

    def failing(self) -> list[tuple[str, str]]:
        """Return file and line, and name, of the scenarios that fail as the encodings stand."""
        found = []
        for law in self._laws:
            for group in self._tried(law, ()):
                settings = self._under.settings(strict=group[0].scenario.strict)
                for item, outcome in zip(group, judged(self._laws[law], group, settings, None), strict=True):
                    if not outcome.passed:
                        found.append((item.scenario.place, item.scenario.name))
        return sorted(found)

    def trial(self, mutant: Mutant) -> Trial:
        """Return what the scenarios say of a mutant."""
        programs = self.write(mutant)
        for law, program in programs.items():
            for group in self._tried(law, mutant.clauses):
                found = self._group(law, group, program)
                if found is not None:
                    return _stillborn(programs.values()) or found if found.noticed == "broken" else found
        return Trial()

    def _group(self, law: str, group: Sequence[Ready], program: Path) -> Trial | None:
        """Return how a group of scenarios notices the program, if it does."""
        settings = self._under.settings(strict=group[0].scenario.strict)
        try:
            if group[0].scenario.expect.error is not None:
                outcomes = list(judged(self._laws[law], group, settings, program))
            else:
                outcomes = together(self._laws[law], group, settings, program)
        except TimeLimitReached:
            return Trial("time")
        except (InputError, EncodingError):
            return Trial("broken")
        except Exception:  # noqa: BLE001 - a program that says what no regulation says may break anything
            return Trial("broken")
        for item, outcome in zip(group, outcomes, strict=True):
            if not outcome.passed:
                return Trial("scenario", (item.scenario.place, item.scenario.name))
        return None

    def _tried(self, law: str, clauses: tuple[str, ...]) -> Sequence[Sequence[Ready]]:
        """Return the scenarios in groups that one grounding holds, those of the clauses first."""
        key = (law, clauses)
        groups = self._groups.get(key)
        if groups is None:
            near: list[Ready] = []
            far: list[Ready] = []
            for item in self._scenarios[law]:
                (near if _about(item, clauses) else far).append(item)
            groups = [*_grouped(near[:FIRST], FIRST), *_grouped([*near[FIRST:], *far], PERSONS_TOGETHER)]
            self._groups[key] = groups
        return groups


def _about(item: Ready, clauses: Iterable[str]) -> bool:
    """Tell whether a scenario is of one of the clauses, paragraphs apart, or of what one of them belongs to."""
    own = [_PARAGRAPH.sub("", clause) for clause in item.scenario.clauses]
    cited = [_PARAGRAPH.sub("", clause) for clause in clauses]
    return any(within(one, other) or within(other, one) for one in own for other in cited)


def _ready(law: Regulation, under: Under) -> Iterator[Ready]:
    """Yield the scenarios that reach the encoding: one whose case is refused before that says nothing of it."""
    for number, scenario in enumerate(load(law)):
        try:
            judge, item = ready(number, scenario, under)
        except InputError:
            continue
        if judge.id == law.id:
            yield item


def _grouped(items: Sequence[Ready], most: int) -> Iterator[list[Ready]]:
    """Yield them as they can be judged together.

    Those under the default readings stand apart: a rule that asks for a reading of any other case would find one there.
    """
    groups: dict[tuple[bool, bool, bool], list[Ready]] = defaultdict(list)
    for item in items:
        scenario = item.scenario
        groups[scenario.strict, scenario.expect.error is not None, bool(scenario.readings)].append(item)
    for group in groups.values():
        for start in range(0, len(group), most):
            yield group[start : start + most]


def _stillborn(programs: Iterable[Path]) -> Trial | None:
    """Return why one of the programs cannot be run at all, if one cannot."""
    for program in programs:
        try:
            make_sure(program)
        except EncodingError as error:
            return Trial(stillborn=_place_free(str(error), program))
    return None


def _place_free(said: str, program: Path) -> str:
    """Return the grounder's words with the encoding's name instead of the place where the program was written."""
    return said.replace(program.as_posix(), program.name)
