"""Judge scenarios, many in one grounding, and compare what is found with what they expect."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xueshi.engine.dossier import judge_dossier
from xueshi.engine.judge import PERSONS_TOGETHER, Batch, Settings, TimeLimitReached
from xueshi.errors import InputError
from xueshi.law.choose import check_readings, regulation_for
from xueshi.law.declared import accepted_readings
from xueshi.law.regulation import Regulation
from xueshi.model.case import Case
from xueshi.report.json_view import dossier_json, result_json
from xueshi.scenario.cases import AnyScenario, DossierScenario, Scenario, case_of, dossier_of
from xueshi.scenario.compare import POSSIBLE, differences
from xueshi.scenario.compare_years import dossier_differences
from xueshi.scenario.difference import A_RESULT, Difference, Said, Told
from xueshi.solver.grounding import EncodingError, Grounding

Json = Mapping[str, Any]
_RESULT = "result"

FIRST_TOGETHER = 25
"""Scenarios of the first grounding where the first failure ends the run; each further one holds twice as many."""


@dataclass(frozen=True)
class Outcome:
    """What came of a scenario.

    Attributes:
        number: its place among the scenarios that were run, from 0.
        differences: what is not as expected; empty where it passed.
    """

    number: int
    differences: tuple[Difference, ...]

    @property
    def passed(self) -> bool:
        """Tell whether all is as expected."""
        return not self.differences


@dataclass(frozen=True)
class Under:
    """What scenarios are run against.

    Attributes:
        roots: further folders of jurisdictions.
        programs: by id of a regulation, the file of an encoding that is ground instead of its own; words, kinds and
            readings remain the regulation's.  The file may include others; nothing is kept of it.
        time_limit: seconds for the choice of one case.
    """

    roots: tuple[Path, ...] = ()
    programs: Mapping[str, Path] | None = None
    time_limit: float | None = 10.0

    def settings(self, *, strict: bool) -> Settings:
        """Return how the engine judges."""
        return Settings({}, strict, time_limit=self.time_limit, roots=self.roots)


def run(scenarios: Sequence[AnyScenario], under: Under | None = None, *, fail_fast: bool = False) -> Iterator[Outcome]:
    """Yield the outcome of each scenario, group by group: those of one regulation share a grounding.

    Args:
        scenarios: in the order in which they are best tried.
        fail_fast: end after the first group that holds a failure; groups begin small.

    Raises:
        EncodingError: if an encoding cannot be ground even over no case.
        LawError, DeclarationError: if a file beside it is at fault.
    """
    under = under or Under()
    for part in _parts(len(scenarios), FIRST_TOGETHER if fail_fast else max(len(scenarios), 1)):
        failed = False
        for outcome in _run(part, scenarios, under):
            yield outcome
            failed |= not outcome.passed
        if failed and fail_fast:
            return


def _parts(count: int, size: int) -> Iterator[range]:
    start = 0
    while start < count:
        yield range(start, min(start + size, count))
        start, size = start + size, size * 2


@dataclass(frozen=True)
class Ready:
    """A scenario whose case was read and whose regulation was found."""

    number: int
    scenario: Scenario
    case: Case


def _run(numbers: Iterable[int], scenarios: Sequence[AnyScenario], under: Under) -> Iterator[Outcome]:
    groups: dict[tuple[Regulation, bool], list[Ready]] = defaultdict(list)
    for number in numbers:
        scenario = scenarios[number]
        try:
            if isinstance(scenario, DossierScenario):
                yield Outcome(number, tuple(_dossier(scenario, under)))
                continue
            law, made = ready(number, scenario, under)
        except InputError as error:
            yield Outcome(number, tuple(_refused(scenario, error)))
            continue
        if law.id == scenario.regulation:
            groups[law, scenario.strict].append(made)
        else:
            yield Outcome(number, (Difference("regulation", scenario.regulation, law.id),))
    for (law, strict), group in groups.items():
        settings = under.settings(strict=strict)
        program = (under.programs or {}).get(law.id)
        for start in range(0, len(group), PERSONS_TOGETHER):
            yield from judged(law, group[start : start + PERSONS_TOGETHER], settings, program)


def ready(number: int, scenario: Scenario, under: Under) -> tuple[Regulation, Ready]:
    """Return the regulation that judges ``scenario``, and the scenario with its case read.

    Raises:
        InputError: if the case, or a reading, is at fault.
    """
    case = case_of(scenario, under.roots)
    law = regulation_for(case, None, under.roots)
    if scenario.readings:
        check_readings(law, scenario.readings, accepted_readings(law, under.roots))
    return law, Ready(number, scenario, case)


def judged(law: Regulation, group: Sequence[Ready], settings: Settings, program: Path | None) -> Iterator[Outcome]:
    """Yield the outcomes of a group; if one of its cases is refused, the group is halved until it stands alone."""
    try:
        outcomes = together(law, group, settings, program)
    except (InputError, EncodingError, TimeLimitReached) as error:
        if isinstance(error, EncodingError):
            make_sure(program or law.file)
        if len(group) == 1:
            yield Outcome(group[0].number, tuple(_refused(group[0].scenario, error)))
            return
        middle = len(group) // 2
        yield from judged(law, group[:middle], settings, program)
        yield from judged(law, group[middle:], settings, program)
    else:
        yield from outcomes


def together(law: Regulation, group: Sequence[Ready], settings: Settings, program: Path | None) -> list[Outcome]:
    """Return the outcomes of a group of which no case is refused.

    Raises:
        EncodingError, InputError, TimeLimitReached: if one is.
    """
    readings = [item.scenario.readings for item in group]
    batch = Batch(law, [item.case for item in group], settings, readings, program=program)
    outcomes = []
    for item, person, result in zip(group, batch.persons, list(batch.results()), strict=True):
        found = result_json(result)
        _add_possible(found, batch, person.number, [record.id for record in person.records])
        outcomes.append(Outcome(item.number, tuple(differences(item.scenario.expect, found))))
    return outcomes


def make_sure(file: Path) -> None:
    """Make sure that the encoding as such can be ground.

    Raises:
        EncodingError: if it cannot.
    """
    Grounding([file]).ground("staged.")


def _add_possible(found: Json, batch: Batch, number: int, records: Sequence[str]) -> None:
    """Note with each place of the allocation under which subjects some optimum puts the record."""
    possible: dict[str, list[str]] = defaultdict(list)
    choice, answer = batch.choices.get(number), batch.answers.get(number)
    if choice is not None and answer is not None:
        for options, taken in zip(choice.labels, answer.possible, strict=True):
            for option in sorted(taken):
                rank, subject = options[option]
                possible[records[rank - 1]].append(subject)
    for place in found["allocation"]:
        place[POSSIBLE] = possible.get(place["record"], [place["subject"]])


def _dossier(scenario: DossierScenario, under: Under) -> Iterator[Difference]:
    settings = Settings(dict(scenario.readings), scenario.strict, time_limit=under.time_limit, roots=under.roots)
    try:
        result = judge_dossier(dossier_of(scenario, under.roots), settings)
    except TimeLimitReached as error:
        yield from _refused(scenario, error)
    else:
        yield from dossier_differences(scenario.expect, dossier_json(result))


def _refused(scenario: AnyScenario, error: Exception) -> Iterator[Difference]:
    """Yield what is not as expected where there is no result."""
    if isinstance(error, TimeLimitReached):
        yield Difference(_RESULT, A_RESULT, Said("time_limit"))
        return
    if not isinstance(error, InputError):
        yield Difference(_RESULT, A_RESULT, str(error))
        return
    told = Told(error.render("en"), error.render("zh"))
    if scenario.expect.error is None:
        yield Difference(_RESULT, A_RESULT, told)
    else:
        yield from (Difference("error", part, told) for part in scenario.expect.error if part not in str(error))
