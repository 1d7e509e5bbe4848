"""What an encoding holds, clause by clause: what names each, numbers, caps, tables, readings, what is left open.

Numbers, rules and what readings decide are read from its files as they are written, all else from what the grounder
makes of them (:mod:`xueshi.law.survey`), under the default readings.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from xueshi.law.dossier import questions
from xueshi.law.figures import Figure, figures
from xueshi.law.origin import Found, Origin, look_for, origin
from xueshi.law.overview_clauses import ClauseRow, clause_rows
from xueshi.law.overview_limits import Limit, OpenRow, RateTable, Rows, limits, open_rows, tables
from xueshi.law.overview_readings import ReadingRow, reading_rows
from xueshi.law.regulation import Regulation
from xueshi.law.survey import Survey, survey
from xueshi.law.vocabulary import vocabulary
from xueshi.solver.grounding import Grounding
from xueshi.solver.sources import source_files
from xueshi.solver.syntax import statements


@dataclass(frozen=True, slots=True)
class Covered:
    """A kind of record, the routes that it takes and their clauses."""

    kind: str
    ways: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything that is shown of a regulation."""

    regulation: Regulation
    survey: Survey
    clauses: tuple[ClauseRow, ...]
    figures: tuple[Figure, ...]
    limits: tuple[Limit, ...]
    tables: tuple[RateTable, ...]
    readings: tuple[ReadingRow, ...]
    open: tuple[OpenRow, ...]
    kinds: tuple[Covered, ...]
    origin: Origin | None
    found: Found | None


def overview(law: Regulation, year: int, roots: tuple[Path, ...] = (), *, folders: Sequence[Path] = ()) -> Overview:
    """Return what the encoding of ``law`` holds; amounts that can differ by year are those of ``year``.

    Args:
        roots: further folders of jurisdictions.
        folders: where the notice's file is looked for, beside the encoding and in the folder above.
    """
    seen = survey(law, year, roots)
    rows = _rows(law, year)
    own, common = _files(law, roots)
    said = [statement for file in own for statement in statements(file)]
    source = origin(law)
    places = (law.file.parent, law.file.parent.parent, *folders)
    ways = [(kind.code, way) for offer in seen.offers for kind in offer.kinds for way in offer.ways]
    return Overview(
        regulation=law,
        survey=seen,
        clauses=tuple(clause_rows(law, said, {str(route): str(clause) for route, clause in rows("clause", 2)}, roots)),
        figures=tuple(figures(said, vocabulary(law.file.parent))),
        limits=tuple(limits(rows, ways)),
        tables=tuple(tables(ways)),
        readings=tuple(reading_rows(law, said, [s for file in common for s in statements(file)])),
        open=tuple(open_rows(ways)),
        kinds=tuple(
            Covered(kind.code, tuple((way.route, way.clause) for way in offer.ways))
            for offer in seen.offers
            for kind in offer.kinds
        ),
        origin=source,
        found=None if source is None else look_for(source, places),
    )


def _files(law: Regulation, roots: tuple[Path, ...]) -> tuple[list[Path], list[Path]]:
    """Return the files of the encoding, those of its questions over several years too, and the vocabulary's."""
    mine = _sources(law.file)
    asked = [question for question in questions(roots) if any(one.file == law.file for one in question.regulations)]
    of_years = {file for question in asked for one in question.regulations for file in _sources(one.file)}
    more = {file for question in asked for file in _sources(question.file)} - of_years - mine
    every = [*sorted(mine, key=lambda file: (file != law.file, str(file))), *sorted(more)]
    return [file for file in every if not _is_core(file)], [file for file in every if _is_core(file)]


def _sources(file: Path) -> set[Path]:
    return {Path(os.path.normpath(found)) for found in source_files(file)}


def _is_core(file: Path) -> bool:
    return file.parent.name == "core" and (file.parent / "contract.toml").is_file()


def _rows(law: Regulation, year: int) -> Rows:
    """Return the encoding's rows over no record at all."""
    grounding = Grounding([law.file])
    grounding.ground(f"staged. context(1). year(1,{year}).")
    return lambda name, arity: list(grounding.rows(name, arity))
