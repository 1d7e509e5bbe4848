"""Which scenarios are asked for: by regulation, by file or folder, by a text in them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from xueshi.errors import Bare, InputError, Name, Near, Phrase, Problem
from xueshi.law.choose import chosen_regulations
from xueshi.law.dossier import questions
from xueshi.law.regulation import Regulation, regulations
from xueshi.scenario.cases import AnyScenario
from xueshi.scenario.load import ENDING, files_in, read_files, scenario_files

NAMES = "NAME"
"""What messages call the arguments."""


@dataclass(frozen=True)
class Chosen:
    """What was asked for.

    Attributes:
        scenarios: in the order of regulations, files and lines.
        without: the regulations asked for that have no scenario at all.
    """

    scenarios: tuple[AnyScenario, ...]
    without: tuple[str, ...]


def chosen(names: Sequence[str], roots: tuple[Path, ...] = (), wanted: str | None = None) -> Chosen:
    """Return the scenarios that ``names`` mean: regulations, jurisdictions, files and folders; none means all.

    Args:
        wanted: a text that name, clause, file or regulation must hold, whatever its case.

    Raises:
        InputError: with the faults of all files, or if nothing is left.
    """
    known = regulations(roots)
    ids = {law.id for law in known} | {law.jurisdiction for law in known}
    paths = [name for name in names if name not in ids and _is_path(name)]
    laws = chosen_regulations([name for name in names if name not in paths], roots) if paths != list(names) else ()
    if not names:
        laws = chosen_regulations((), roots)
    found = [*_of_laws(laws, roots), *_of_paths(paths, roots)]
    once: dict[tuple[Path, str], AnyScenario] = {}
    for scenario in found:
        once.setdefault((scenario.file.resolve(), scenario.name), scenario)
    asked = {scenario.regulation for scenario in once.values()}
    without = tuple(law.id for law in laws if law.id not in asked)
    kept = tuple(s for s in once.values() if wanted is None or _holds(s, wanted))
    if not kept:
        raise InputError([_nothing(names, wanted, without)])
    return Chosen(kept, without)


def _is_path(name: str) -> bool:
    return os.sep in name or name.endswith((ENDING, ".yml")) or Path(name).exists()


def _of_laws(laws: Sequence[Regulation], roots: tuple[Path, ...]) -> list[AnyScenario]:
    ids = {law.id for law in laws} | {q.id for q in questions(roots) if any(law in laws for law in q.regulations)}
    read = read_files(scenario_files(laws, roots))
    _known(read, roots)
    return [scenario for scenario in read if scenario.regulation in ids]


def _of_paths(paths: Iterable[str], roots: tuple[Path, ...]) -> Sequence[AnyScenario]:
    read = read_files(file for path in map(Path, paths) for file in (files_in(path) if path.is_dir() else [path]))
    _known(read, roots)
    return read


def _known(scenarios: Iterable[AnyScenario], roots: tuple[Path, ...]) -> None:
    """Make sure that each file names a regulation, or a question over several years, that there is."""
    ids = (*(law.id for law in regulations(roots)), *(question.id for question in questions(roots)))
    files = {scenario.file: scenario for scenario in scenarios if scenario.regulation not in ids}
    if files:
        allowed = Phrase("one_of", {"names": tuple(map(Name, ids))})
        raise InputError(
            Problem(
                str(file),
                "unknown_regulation",
                Phrase("shown", {"value": scenario.regulation}),
                allowed,
                field="regulation" if hasattr(scenario, "case") else "question",
                near=Near(scenario.regulation, ids),
            )
            for file, scenario in files.items()
        )


def _holds(scenario: AnyScenario, text: str) -> bool:
    looked = (scenario.name, scenario.clause, scenario.file.as_posix(), scenario.regulation)
    return any(text.casefold() in part.casefold() for part in looked)


def _nothing(names: Sequence[str], wanted: str | None, without: Sequence[str]) -> Problem:
    where = ", ".join(names or without) or "-"
    found = Phrase("no_scenario", {"where": Bare(where)}, section="scenario")
    if wanted is None:
        return Problem(NAMES, "no_scenario", found, Phrase("some_scenario", section="scenario"))
    found = Phrase("none_holds", {"text": wanted}, section="scenario")
    return Problem("-k", "no_scenario", found, Phrase("text_held", section="scenario"))
