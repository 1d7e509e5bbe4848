"""Judge the cases of a coverage, many in one grounding, and keep the groundings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from xueshi.engine.judge import PERSONS_TOGETHER, Batch, Settings
from xueshi.errors import InputError
from xueshi.law.choose import check_readings, regulation_for
from xueshi.law.declared import accepted_readings
from xueshi.law.regulation import Regulation
from xueshi.model.case import Case
from xueshi.report.json_view import result_json
from xueshi.scenario.cases import Scenario, case_of
from xueshi.solver.grounding import Grounding

Json = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Given:
    """A case and how it is judged.  ``place`` is a scenario's file and line, or a case file."""

    place: str
    name: str
    case: Case
    readings: Mapping[str, str]
    strict: bool


@dataclass(frozen=True, slots=True)
class Judged:
    """What came of a case: the result as JSON, the readings in force left out."""

    given: Given
    result: Json


def given_cases(
    law: Regulation, scenarios: Sequence[Scenario], cases: Sequence[Case], roots: tuple[Path, ...]
) -> tuple[list[Given], list[tuple[str, str]]]:
    """Return what is judged, and the places of what is not, with the reason."""
    found: list[Given] = []
    skipped: list[tuple[str, str]] = []
    answers = accepted_readings(law, roots)
    for scenario in scenarios:
        try:
            case = case_of(scenario, roots)
            own = regulation_for(case, None, roots).id == law.id
            check_readings(law, scenario.readings, answers)
        except InputError:
            skipped.append((scenario.place, "refused"))
            continue
        if own:
            found.append(Given(scenario.place, scenario.name, case, scenario.readings, scenario.strict))
        else:
            skipped.append((scenario.place, "elsewhere"))
    for case in cases:
        try:
            own = regulation_for(case, None, roots).id == law.id
        except InputError:
            own = False
        if own:
            found.append(Given(case.name, case.person, case, {}, strict=False))
        else:
            skipped.append((case.name, "elsewhere"))
    return found, skipped


class Judge:
    """Judges cases under one regulation.

    Attributes:
        groundings: of what was judged, whole.
        refused: places of cases that cannot be judged, as their amounts are beyond all measure.
    """

    def __init__(self, law: Regulation, roots: tuple[Path, ...], program: Path | None = None) -> None:
        self._law, self._roots, self._program = law, roots, program
        self.groundings: list[Grounding] = []
        self.refused: list[str] = []

    def judge(self, given: Sequence[Given], *, keep: bool = False) -> dict[int, Judged]:
        """Return what came of the cases, by their place in ``given``.

        Raises:
            EncodingError: if the encoding is at fault.
            TimeLimitReached: if a choice cannot be proven in time.
        """
        groups: dict[bool, list[tuple[int, Given]]] = defaultdict(list)
        for number, one in enumerate(given):
            groups[one.strict].append((number, one))
        found: dict[int, Judged] = {}
        for listed in groups.values():
            for first in range(0, len(listed), PERSONS_TOGETHER):
                found.update(self._together(listed[first : first + PERSONS_TOGETHER], keep=keep))
        return found

    def _together(self, listed: Sequence[tuple[int, Given]], *, keep: bool) -> Iterator[tuple[int, Judged]]:
        """Yield the results of a group; where one of its cases is refused the group is halved until it stands alone."""
        settings = Settings({}, listed[0][1].strict, roots=self._roots)
        try:
            readings = [one.readings for _, one in listed]
            batch = Batch(self._law, [one.case for _, one in listed], settings, readings, program=self._program)
            results = [_without_readings(result_json(result)) for result in batch.results()]
        except InputError:
            if len(listed) == 1:
                self.refused.append(listed[0][1].place)
                return
            middle = len(listed) // 2
            yield from self._together(listed[:middle], keep=keep)
            yield from self._together(listed[middle:], keep=keep)
            return
        if keep:
            self.groundings.append(batch.grounding)
        for (number, one), result in zip(listed, results, strict=True):
            yield number, Judged(one, result)


def _without_readings(result: dict[str, object]) -> Json:
    return {key: value for key, value in result.items() if key != "readings"}
