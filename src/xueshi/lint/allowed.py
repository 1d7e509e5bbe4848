"""XS7: what an author allows on purpose: in a comment at the statement, or in the metadata, each with a reason.

``%@ allow XS401: reason`` holds for the statement below it or on its line; an entry ``[[suppress]]`` with ``code``,
``where`` and ``reason`` holds for the file beside it and for findings about what ``where`` names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from xueshi.kept import read_table
from xueshi.lint.codes import codes
from xueshi.lint.encoding import Folder, line_of
from xueshi.lint.finding import Finding
from xueshi.lint.names import near
from xueshi.solver.rules import Place, Statement
from xueshi.solver.syntax import ALLOWANCE

_COMMENT = re.compile(rf"{ALLOWANCE}\s*(?P<code>[\w-]*)\s*(?::\s*(?P<reason>.*))?")


class Allowance(NamedTuple):
    """One suppression."""

    code: str
    reason: str
    place: Place
    """Where it is written."""
    lines: range | None = None
    """The lines of the statement that it is about, in the file that it is written in."""
    where: str = ""
    files: frozenset[Path] = frozenset()
    """The files that an entry of the metadata is about."""

    def covers(self, finding: Finding) -> bool:
        """Tell whether it is about ``finding``."""
        if finding.code != self.code:
            return False
        if self.lines is not None:
            return finding.place.file == self.place.file and finding.place.line in self.lines
        return finding.place.file in self.files and (
            not self.where or self.where in (finding.about, finding.place.file.name)
        )


class Sifted(NamedTuple):
    """Findings apart from those that are allowed."""

    left: tuple[Finding, ...]
    allowed: tuple[tuple[Finding, Allowance], ...]


def sifted(folder: Folder, found: Iterable[Finding]) -> Sifted:
    """Return the findings that nobody allows, and what is wrong with the suppressions."""
    listed = [*_comments(folder), *_entries(folder)]
    left: list[Finding] = []
    allowed: list[tuple[Finding, Allowance]] = []
    used: set[int] = set()
    for finding in found:
        by = [n for n, one in enumerate(listed) if one.reason and one.covers(finding)]
        used.update(by)
        if by:
            allowed.append((finding, listed[by[0]]))
        else:
            left.append(finding)
    # What clingo cannot read was not looked at in every way.
    whole = all(program.parses for program in folder.programs)
    for number, one in enumerate(listed):
        if one.code not in codes():
            left.append(Finding("XS702", one.place, one.code, near=near(one.code, codes())))
        elif not one.reason:
            left.append(Finding("XS701", one.place, one.code))
        elif number not in used and whole:
            left.append(Finding("XS703", one.place, one.code))
    return Sifted(tuple(left), tuple(allowed))


def _comments(folder: Folder) -> Iterator[Allowance]:
    for listed in folder.files.values():
        for number, statement in enumerate(listed):
            found = _COMMENT.match(statement.text) if statement.form == "comment" else None
            if found:
                reason = (found["reason"] or "").strip()
                yield Allowance(found["code"], reason, statement.place, _lines(listed, number))


def _lines(listed: Sequence[Statement], number: int) -> range:
    line = listed[number].place.line
    for other in listed:
        if other.form != "comment" and other.place.last_line == line:
            return range(other.place.line, line + 1)
    for other in listed[number:]:
        if other.form != "comment":
            return range(line, other.place.last_line + 1)
    return range(line, line + 1)


def _entries(folder: Folder) -> Iterator[Allowance]:
    for program in folder.programs:
        metadata = program.main.with_suffix(".toml")
        files = frozenset((*program.own(), metadata, folder.path / "contract.toml"))
        for entry in _table(metadata):
            words = {key: str(entry.get(key, "")).strip() for key in ("code", "where", "reason")}
            place = line_of(metadata, words["code"]) if words["code"] else line_of(metadata, "suppress")
            yield Allowance(words["code"], words["reason"], place, None, words["where"], files)


def _table(metadata: Path) -> Iterable[Mapping[str, object]]:
    try:
        listed = read_table(metadata).get("suppress", []) if metadata.is_file() else []
    except (OSError, ValueError):
        return []
    return [entry for entry in listed if isinstance(entry, dict)] if isinstance(listed, list) else []
