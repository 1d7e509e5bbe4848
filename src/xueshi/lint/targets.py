"""What is to be looked at, by the names and files that somebody gives."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from xueshi.errors import Bare, InputError, Phrase, Problem
from xueshi.law.choose import chosen_regulations
from xueshi.law.regulation import regulations
from xueshi.lint.encoding import CORE, Folder, plain, read


class Target(NamedTuple):
    """A folder, and the files of it that findings are told of."""

    folder: Folder
    told: frozenset[Path]


CORE_NAME = "core"


def targets(names: Iterable[str], roots: tuple[Path, ...] = ()) -> tuple[Target, ...]:
    """Return what ``names`` mean: ids, jurisdictions, ``core`` for the vocabulary, or files; none means all but files.

    Raises:
        InputError: naming each that is none of these.
    """
    asked = tuple(dict.fromkeys(names))
    files = [name for name in asked if name.endswith(".lp")]
    known = [name for name in asked if name not in files and name != CORE_NAME]
    missing = [file for file in files if not Path(file).is_file()]
    problems = [
        Problem(file, "no_file", Phrase("no_file", section="lint"), Phrase("a_file", section="lint"))
        for file in missing
    ]
    problems += _unknown(known, roots)
    if problems:
        raise InputError(problems)
    found = _folders(known, roots) if known or not asked else []
    if CORE_NAME in asked or not asked:
        folder = read([CORE / "core.lp", CORE / "dossier.lp"], CORE, core=True)
        found.append(Target(folder, frozenset(folder.files)))
    found.extend(_file(Path(file), roots) for file in files)
    return tuple(found)


def _unknown(names: Iterable[str], roots: tuple[Path, ...]) -> list[Problem]:
    laws = regulations(roots)
    known = sorted({r.id for r in laws} | {r.jurisdiction for r in laws} | {CORE_NAME})
    allowed = Phrase("a_name", {"known": Bare(", ".join(known))}, section="lint")
    return [
        Problem("NAME", "unknown_regulations", Phrase("shown", {"value": name}), allowed)
        for name in names
        if name not in known
    ]


def _folders(names: Iterable[str], roots: tuple[Path, ...]) -> list[Target]:
    found = []
    chosen = chosen_regulations(names, roots)
    for path in dict.fromkeys(law.file.parent for law in chosen):
        folder = _folder(path, roots)
        mains = {plain(law.file) for law in chosen if law.file.parent == path}
        told: set[Path] = {folder.path / "contract.toml"}
        for program in folder.programs:
            if program.main in mains or mains & set(program.files):
                told |= {*program.own(), program.main.with_suffix(".toml")}
        found.append(Target(folder, frozenset(told)))
    return found


def _folder(path: Path, roots: tuple[Path, ...]) -> Folder:
    files = [
        file for file in sorted((*path.glob("*.lp"), *path.glob("dossier/*.lp"))) if file.with_suffix(".toml").is_file()
    ]
    return read(files, path, roots)


def _file(file: Path, roots: tuple[Path, ...]) -> Target:
    """Return a file: with its folder where an encoding with metadata includes it or it is one, else by itself."""
    path = plain(file)
    if path.parent.resolve() == CORE.resolve():
        folder = read([CORE / "core.lp", CORE / path.name], CORE, core=True)
        return Target(folder, frozenset((CORE / path.name,)))
    for above in (*([path.parent.parent] if path.parent.name == "dossier" else []), path.parent):
        # Whatever root it lies under, its own folder is one that is known here.
        folder = _folder(above, (*roots, above.parent))
        if path in folder.files:
            metadata = {path.with_suffix(".toml")} if path.with_suffix(".toml").is_file() else set()
            return Target(folder, frozenset({path} | metadata))
    folder = read([path], path.parent, roots)
    return Target(folder, frozenset(folder.files))
