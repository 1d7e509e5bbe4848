"""Which scenario files there are, and all that they hold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from xueshi.errors import InputError, joined
from xueshi.law.dossier import questions
from xueshi.law.regulation import Regulation
from xueshi.scenario.cases import AnyScenario, Scenario
from xueshi.scenario.files import read_scenarios

FOLDER = "scenarios"
ENDING = ".yaml"


def load(law: Regulation) -> tuple[Scenario, ...]:
    """Return the scenarios on one year of a regulation, in the order of their files and lines.

    Raises:
        InputError: with the faults of all files of its folder.
    """
    found = read_files(files_in(law.file.parent / FOLDER))
    return tuple(s for s in found if isinstance(s, Scenario) and s.regulation == law.id)


def scenario_files(laws: Iterable[Regulation], roots: tuple[Path, ...] = ()) -> list[Path]:
    """Return the scenario files of the folders of ``laws`` and of the questions over several years that they answer.

    A folder holds those of all of its regulations.
    """
    chosen = list(laws)
    folders = [law.file.parent / FOLDER for law in chosen]
    folders += [q.file.parent / FOLDER for q in questions(roots) if any(law in chosen for law in q.regulations)]
    return [file for folder in dict.fromkeys(folders) for file in files_in(folder)]


def files_in(folder: Path) -> list[Path]:
    """Return the scenario files below a folder, by their paths; none where there is no such folder.

    A path below the current folder is given from there, as messages show it.
    """
    here = Path.cwd()
    found = sorted(file for file in folder.rglob(f"*{ENDING}") if file.is_file())
    return [file.relative_to(here) if file.is_relative_to(here) else file for file in found]


def read_files(files: Iterable[Path]) -> Sequence[AnyScenario]:
    """Return the scenarios of several files, in their order.

    Raises:
        InputError: with the faults of all files that have any.
    """
    found: list[AnyScenario] = []
    errors: list[InputError] = []
    for file in files:
        try:
            found += read_scenarios(file)
        except InputError as error:
            errors.append(error)
    if errors:
        raise joined(errors)
    return found
