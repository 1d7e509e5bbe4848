"""Which answers decide a question over several years that the regulation answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from xueshi.engine.dossier import judge_dossier
from xueshi.engine.judge import Settings
from xueshi.errors import InputError
from xueshi.law.dossier import questions
from xueshi.law.regulation import Regulation
from xueshi.report.json_view import dossier_json
from xueshi.scenario.cases import DossierScenario, dossier_of
from xueshi.scenario.load import FOLDER, files_in, read_files


class OverYears:
    """The scenarios of such questions."""

    def __init__(self, law: Regulation, roots: tuple[Path, ...]) -> None:
        self._law, self._roots = law, roots
        self._scenarios: Sequence[DossierScenario] | None = None
        self._results: dict[str, object] = {}

    def __call__(self, question: str, answer: str, listed: Sequence[str]) -> tuple[int, str]:
        """Return how many scenarios have the answer, and one that it decides."""
        having = [one for one in self._all() if one.readings.get(question, listed[0]) == answer]
        # A scenario that names the question comes first; those that do not are many.
        named = {one.file for one in self._all() if question in one.readings}
        for one in having:
            if one.file in named and any(
                self._as_it_is(one) != self._result(one, {question: other}) for other in listed if other != answer
            ):
                return len(having), one.place
        return len(having), ""

    def _all(self) -> Sequence[DossierScenario]:
        if self._scenarios is None:
            self._scenarios = tuple(self._read())
        return self._scenarios

    def _read(self) -> Iterator[DossierScenario]:
        for question in questions(self._roots):
            if self._law not in question.regulations:
                continue
            for scenario in read_files(files_in(question.file.parent / FOLDER)):
                if isinstance(scenario, DossierScenario) and scenario.regulation == question.id:
                    yield scenario

    def _as_it_is(self, scenario: DossierScenario) -> object:
        if scenario.place not in self._results:
            self._results[scenario.place] = self._result(scenario, {})
        return self._results[scenario.place]

    def _result(self, scenario: DossierScenario, other: dict[str, str]) -> object:
        settings = Settings({**scenario.readings, **other}, scenario.strict, roots=self._roots)
        try:
            result = judge_dossier(dossier_of(scenario, self._roots), settings)
        except InputError:
            return None
        years = tuple(
            replace(year, result=None if year.result is None else replace(year.result, readings=()))
            for year in result.years
        )
        return dossier_json(replace(result, readings=(), years=years))
