"""The files of an encoding cut into the pieces that stand under one citation, comments included."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from xueshi.law.dossier import questions
from xueshi.law.regulation import Regulation
from xueshi.solver.sources import source_files
from xueshi.solver.syntax import CITATION, Statement, statements

_RULES = frozenset({"fact", "rule", "choice", "constraint", "weak"})
_RULER = re.compile(r"%\s*[=-]{3,}")


@dataclass(frozen=True, slots=True)
class Piece:
    """Statements in a row under the same citation.

    Attributes:
        text: as the file has it, from the first to the last.
        statements: those that say something: facts and rules.
    """

    file: Path
    line: int
    last_line: int
    clauses: tuple[str, ...]
    text: str
    statements: tuple[Statement, ...]


def pieces(law: Regulation, roots: tuple[Path, ...] = ()) -> tuple[Piece, ...]:
    """Return the pieces of the encoding's own files, those of its questions over several years last."""
    return tuple(piece for file in own_files(law, roots) for piece in _pieces(file))


def own_files(law: Regulation, roots: tuple[Path, ...] = ()) -> tuple[Path, ...]:
    """Return the files of the encoding without the vocabulary's."""
    mine = {file for file in _files(law.file) if not _is_core(file)}
    asked = [question for question in questions(roots) if any(one.file == law.file for one in question.regulations)]
    others = {file for question in asked for one in question.regulations for file in _files(one.file)}
    later = {file for question in asked for file in _files(question.file)} - others - mine
    return (
        *sorted(mine, key=lambda file: (file != law.file, str(file))),
        *sorted(file for file in later if not _is_core(file)),
    )


def _files(file: Path) -> set[Path]:
    # The same file may be included by two paths.
    return {Path(os.path.normpath(found)) for found in source_files(file)}


def _is_core(file: Path) -> bool:
    return file.parent.name == "core" and (file.parent / "contract.toml").is_file()


def _pieces(file: Path) -> Iterator[Piece]:
    lines = file.read_text(encoding="utf-8").split("\n")
    run: list[Statement] = []
    for statement in statements(file):
        # A citation begins a piece; the rulers and headings of sections belong to none.
        ruler = statement.form == "comment" and bool(_RULER.match(statement.text))
        begins = ruler or (statement.form == "comment" and statement.text.startswith(CITATION))
        if ruler or (_says(run) and (begins or statement.clauses != run[-1].clauses)):
            yield from _piece(file, run, lines)
            run = []
        run.append(statement)
    yield from _piece(file, run, lines)


def _says(run: list[Statement]) -> list[Statement]:
    return [one for one in run if one.form in _RULES]


def _piece(file: Path, run: list[Statement], lines: list[str]) -> Iterator[Piece]:
    said = _says(run)
    if said:
        text = "\n".join(lines[run[0].line - 1 : said[-1].last_line])
        yield Piece(file, run[0].line, said[-1].last_line, said[0].clauses, text, tuple(said))


def by_clause(found: tuple[Piece, ...]) -> Mapping[str, tuple[Piece, ...]]:
    """Return the pieces under each clause; those under none stand under ``""``."""
    listed: dict[str, list[Piece]] = {}
    for piece in found:
        for clause in piece.clauses or ("",):
            listed.setdefault(clause, []).append(piece)
    return {clause: tuple(of) for clause, of in listed.items()}
