"""The rules of an encoding as a dependency graph needs them: what each derives, and what it asks for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal, NamedTuple

from xueshi.law.paths import asp_root
from xueshi.solver.grounding import EncodingError
from xueshi.solver.sources import source_files
from xueshi.solver.stray import stray
from xueshi.solver.syntax import Form, Use, statements

Kind = Literal["plain", "negated", "aggregated"]
"""How a rule asks: for an atom, for its absence, or for a sum, a count or the like of atoms."""


class Place(NamedTuple):
    """Where a rule stands."""

    file: str
    """From the folder of jurisdictions, ``core/totals.lp``."""
    line: int
    form: Form
    clauses: tuple[str, ...]


class Rule(NamedTuple):
    """A statement, and which predicates it names."""

    place: Place
    own: bool
    """It stands in the regulation's files, not in those of the vocabulary."""
    heads: tuple[str, ...]
    asked: tuple[tuple[str, Kind], ...]
    named: tuple[str, ...]
    """By ``#show`` or ``#defined``."""


def rules_of(file: Path, roots: tuple[Path, ...] = ()) -> Iterator[Rule]:
    """Yield the statements of an encoding and of all that it includes: the vocabulary's, then the regulation's own.

    Raises:
        EncodingError: if a file cannot be read or parsed; the message names the place.
    """
    for odd in stray(file):
        # Clingo itself would end the process over one.
        raise EncodingError(f"{odd.file}:{odd.line}:{odd.column}: error: unexpected {odd.characters}")
    folders = [root.resolve() for root in (file.parent.parent, *roots, asp_root())]
    core = {folder / "core" for folder in folders} | {(folder / "core").resolve() for folder in folders}
    found = {path.resolve() for path in source_files(file)}
    for own, name, path in sorted((not core.intersection(path.parents), _shown(path, folders), path) for path in found):
        for statement in statements(path):
            if statement.form != "comment":
                place = Place(name, statement.line, statement.form, statement.clauses)
                yield Rule(
                    place,
                    own,
                    tuple(dict.fromkeys(use.signature for use in statement.uses if use.place == "head")),
                    tuple((use.signature, _kind(use)) for use in statement.uses if use.place == "body"),
                    tuple(use.signature for use in statement.uses if use.place == "named"),
                )


def _kind(use: Use) -> Kind:
    if use.negated:
        return "negated"
    return "aggregated" if use.aggregated else "plain"


def _shown(path: Path, folders: Iterable[Path]) -> str:
    """Return a file's name from the folder of jurisdictions in which it lies."""
    for folder in folders:
        if path.is_relative_to(folder):
            return path.relative_to(folder).as_posix()
    return "/".join(path.parts[-2:])
