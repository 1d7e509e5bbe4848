"""Whether two encodings are the same program, however they are laid out."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

from xueshi.comparison.side import Side
from xueshi.solver.sources import source_files
from xueshi.solver.syntax import Statement, statements

_SAYS_NOTHING = frozenset({"comment", "show", "defined"})


def same_program(first: Side, second: Side) -> bool:
    """Tell whether both encodings hold the same statements, files, order and layout apart."""
    if first.law.dated_kinds != second.law.dated_kinds or first.law.daily_reading != second.law.daily_reading:
        return False
    if first.law.registration_days != second.law.registration_days:
        return False
    return _said(first.file) == _said(second.file)


def _said(file: Path) -> Counter[tuple[str, str]]:
    found: Counter[tuple[str, str]] = Counter()
    for part in source_files(file):
        within = "base"
        for statement in _parsed(part):
            if statement.form == "program":
                within = statement.text
            elif statement.form not in _SAYS_NOTHING and not statement.text.startswith("#include"):
                found[within, statement.text] += 1
    return found


def said_statements(file: Path) -> tuple[tuple[Statement, ...], tuple[Statement, ...]]:
    """Return the statements of an encoding's own files, and of the vocabulary's."""
    own: list[Statement] = []
    core: list[Statement] = []
    for part in source_files(file):
        kept = [one for one in _parsed(part) if one.form not in _SAYS_NOTHING and one.form != "program"]
        (core if part.parent.name == "core" else own).extend(kept)
    return tuple(own), tuple(core)


@cache
def _parsed(file: Path) -> tuple[Statement, ...]:
    return statements(file)


def _files(file: Path) -> list[Path]:
    """Return the files of an encoding, its own first, then those that it includes by name."""
    return sorted(source_files(file), key=lambda part: (part != file, part.name, str(part)))
