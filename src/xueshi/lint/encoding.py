"""What is looked at together: the encodings of one folder, what they include, and what is declared beside them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from xueshi.kept import read_table
from xueshi.law.paths import asp_root
from xueshi.law.vocabulary import FILE_NAME, Predicate, vocabulary
from xueshi.model.kinds import Catalogue, catalogue
from xueshi.solver.complaints import Complaint, Parsed, parsed
from xueshi.solver.rules import Atom, Place, Statement, Term


def plain(path: Path) -> Path:
    """Return a path from the root, without detours; links stay as they are."""
    return Path(os.path.abspath(path))  # noqa: PTH100 - Path.resolve() would follow links


CORE = plain(asp_root()) / "core"


@cache
def is_core(file: Path) -> bool:
    """Tell whether a file is of the vocabulary (also where a folder reaches it by a link, or holds a copy)."""
    return file.parent == CORE or (file.parent.name == CORE.name and (file.parent / FILE_NAME).is_file())


@dataclass(frozen=True, slots=True, eq=False)
class Program:
    """One file with all that it includes."""

    main: Path
    files: Mapping[Path, tuple[Statement, ...]]
    complaints: tuple[Complaint, ...]

    def own(self) -> tuple[Path, ...]:
        """Return its files that are not the vocabulary's."""
        return tuple(file for file in self.files if not is_core(file))

    def statements(self) -> Iterator[Statement]:
        """Yield everything that is said, the vocabulary's part too."""
        for listed in self.files.values():
            yield from listed

    @property
    def parses(self) -> bool:
        """Return whether clingo takes it."""
        return not any(complaint.grade == "error" for complaint in self.complaints)


@dataclass(eq=False)
class Folder:
    """The encodings of a jurisdiction, the vocabulary itself, or a single file, and what stands beside them."""

    path: Path
    programs: tuple[Program, ...]
    roots: tuple[Path, ...] = ()
    core: bool = False
    contract: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    @cached_property
    def files(self) -> Mapping[Path, tuple[Statement, ...]]:
        """Return the statements of all files that are looked at, by file."""
        found: dict[Path, tuple[Statement, ...]] = {}
        for program in self.programs:
            for file, listed in program.files.items():
                if is_core(file) == self.core:
                    found.setdefault(file, listed)
        return dict(sorted(found.items()))

    @cached_property
    def own(self) -> tuple[Statement, ...]:
        """Return the statements of these files."""
        return tuple(statement for listed in self.files.values() for statement in listed)

    @cached_property
    def everything(self) -> tuple[Statement, ...]:
        """Return these statements and the vocabulary's."""
        found: dict[Path, tuple[Statement, ...]] = {}
        for program in self.programs:
            found |= {file: listed for file, listed in program.files.items() if file not in found}
        return tuple(statement for listed in found.values() for statement in listed)

    @cached_property
    def words(self) -> Mapping[tuple[str, int], Predicate]:
        """Return what is declared of predicates, the folder's own too."""
        return vocabulary(self.path)

    @cached_property
    def common(self) -> Mapping[tuple[str, int], Predicate]:
        """Return what is declared of the vocabulary's own predicates."""
        return vocabulary(CORE)

    @cached_property
    def open_to_ask(self) -> frozenset[str]:
        """Return the derived predicates that a regulation's rules may ask for."""
        table = read_table(CORE / FILE_NAME)
        return frozenset(
            signature
            for stage in "ABCDE"
            for listed in table.get(stage, {}).values()
            for signature, entry in listed.items()
            if entry.get("asked")
        )

    @cached_property
    def kinds(self) -> Catalogue:
        """Return the kinds, fields and codes that a case may state here."""
        return catalogue(self.path.name if (self.path / "kinds.toml").is_file() else None, self.roots)

    def dossier(self, file: Path) -> bool:
        """Tell whether a file is about several years."""
        return file.parent.name == "dossier" and file.parent.parent == self.path

    @cached_property
    def regulations(self) -> tuple[Program, ...]:
        """Return the programs that judge a year: those with metadata of an instrument."""
        return tuple(
            program
            for program in self.programs
            if not self.core and program.main.with_suffix(".toml").is_file() and not self.dossier(program.main)
        )

    def sorts(self, atom: Atom) -> tuple[str, ...]:
        """Return the sorts of an atom's arguments; none where the predicate is not declared."""
        found = self.words.get((atom.name, len(atom.arguments)))
        return tuple(argument.sort for argument in found.arguments) if found else ()

    def heads(self, signature: str, listed: Iterable[Statement] | None = None) -> Iterator[tuple[Statement, Atom]]:
        """Yield where ``signature`` is derived or stated."""
        for statement in self.own if listed is None else listed:
            for atom in statement.head_atoms():
                if atom.signature == signature:
                    yield statement, atom


def read(files: Iterable[Path], path: Path, roots: tuple[Path, ...] = (), *, core: bool = False) -> Folder:
    """Return the folder ``path`` with the programs ``files``."""
    listed = [plain(file) for file in files]
    programs = []
    for group in [listed] if core else [[file] for file in listed]:
        found: Parsed = parsed(*group, known=(lambda _: False) if core else is_core)
        programs.append(Program(group[0], found.files, found.complaints))
    return Folder(plain(path), tuple(programs), roots, core)


def constants(term: Term) -> Iterator[Term]:
    """Yield the constants and texts that a term stands for; of a pool each."""
    if term.sort in ("constant", "text"):
        yield term
    elif term.sort == "pool":
        for part in term.parts:
            yield from constants(part)


def lines_of(file: Path) -> Iterator[tuple[Place, str]]:
    """Yield the lines of a file that say something, without blanks around them, each with its place."""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return
    for number, line in enumerate(lines, 1):
        said = line.strip()
        if said and not said.startswith("#"):
            begin = len(line) - len(line.lstrip()) + 1
            yield Place(file, number, begin, number, len(line.rstrip().encode()) + 1), said


def line_of(file: Path, *words: str) -> Place:
    """Return the first line of a file that holds all of ``words``, else the first line."""
    found = (place for place, line in lines_of(file) if all(word in line for word in words))
    return next(found, Place(file, 1, 1, 1, 1))
