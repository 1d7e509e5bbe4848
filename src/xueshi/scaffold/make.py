"""A new jurisdiction's folder from beginning to end: asked for, checked, put together, written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from xueshi.errors import InputError, Problem
from xueshi.law.choose import chosen_regulations
from xueshi.law.origin import Origin, digest_of
from xueshi.law.regulation import Regulation, regulations
from xueshi.model.kinds import Term, catalogue, jurisdictions
from xueshi.scaffold.name import NewName, fault, new_name
from xueshi.scaffold.pieces import (
    TEMPLATE,
    TEMPLATE_YEAR,
    City,
    in_force_from,
    judged_in,
    named,
    pieces,
    source_block,
    template,
    with_source,
)
from xueshi.scaffold.place import Core, check_place, write
from xueshi.scaffold.rename import Renaming

_KINDS = Path("kinds.toml")


class Wanted(NamedTuple):
    """What is asked for.

    Attributes:
        name: ``heyang-2025``, or ``heyang``.
        root: the folder that is to hold the new one.
        copied: the jurisdiction whose folder is copied; ``None`` for the one that every encoding starts from.
        year: the first year in force.
        source: the file with the notice's text.
        zh: names of the jurisdiction in Chinese.
    """

    name: str
    root: Path
    copied: str | None = None
    year: int | None = None
    source: Path | None = None
    zh: Sequence[str] = ()


class Made(NamedTuple):
    """What was made.

    Attributes:
        regulations: their ids; the first is the one asked for.
        files: their paths, the folder's name first.
        core: how the vocabulary came to lie beside the folder.
        moved: the interval in force was moved to another year, which scenarios and dates of a copy do not follow.
        still: files that still name the city that was copied, and how many of their lines.
    """

    jurisdiction: str
    regulations: tuple[str, ...]
    year: int
    root: Path
    files: tuple[Path, ...]
    core: Core
    source: Origin | None
    copied: str | None
    moved: bool
    still: tuple[tuple[Path, int], ...]


def scaffold(wanted: Wanted, roots: tuple[Path, ...] = ()) -> Made:
    """Make the folder.

    Args:
        roots: further folders of jurisdictions.

    Raises:
        InputError: if something that is asked for cannot be; nothing is written then.
        OSError: if a file cannot be read or written.
    """
    name = new_name(wanted.name)
    old = [] if wanted.copied is None else _to_copy(wanted.copied, (*roots, wanted.root))
    year = _year(wanted, name, old)
    source = _source(wanted.source)
    seen = (*roots, wanted.root)
    problems = [*_names_taken(wanted.zh, name.jurisdiction, jurisdictions(seen).values())]
    check_place(wanted.root, name.jurisdiction)

    files, ids = _files(name, year, old, source, wanted)
    known = {law.id for law in regulations(seen)}
    problems += [fault("NAME", one, "id") for one in ids if one in known]
    if problems:
        raise InputError(problems)
    core = write(wanted.root, name.jurisdiction, files)
    for cached in (regulations, jurisdictions):
        cached.cache_clear()
    return Made(
        jurisdiction=name.jurisdiction,
        regulations=ids,
        year=year,
        root=wanted.root,
        files=tuple(sorted(Path(name.jurisdiction) / path for path in files)),
        core=core,
        source=source,
        copied=old[0].jurisdiction if old else None,
        moved=bool(old) and year != old[-1].first_day.year,
        still=tuple(_still_named(files, jurisdictions(seen).get(old[0].jurisdiction)))
        if old and old[0].jurisdiction != name.jurisdiction
        else (),
    )


def _to_copy(copied: str, roots: tuple[Path, ...]) -> list[Regulation]:
    """Return the regulations of the folder that is copied, one instrument's or all of a jurisdiction's."""
    try:
        first = chosen_regulations([copied], roots)[0]
    except InputError as error:
        raise InputError(problem._replace(file="--from") for problem in error.problems) from None
    return [law for law in regulations(roots) if law.file.parent == first.file.parent]


def _year(wanted: Wanted, name: NewName, old: Sequence[Regulation]) -> int:
    year = wanted.year or name.year or (old[-1].first_day.year if old else None)
    if year is None:
        raise InputError([fault("--year", None, "year", name=f"{name.jurisdiction}-2025")])
    return year


def _source(path: Path | None) -> Origin | None:
    return None if path is None else Origin(path.name, digest_of(path))


def _names_taken(names: Sequence[str], code: str, terms: Iterable[Term]) -> list[Problem]:
    taken = {word: term.code for term in terms for word in (term.code, *term.aliases)}
    return [fault("--zh", word, "zh") for word in names if not word.strip() or taken.get(word, code) != code]


def _files(
    name: NewName, year: int, old: Sequence[Regulation], source: Origin | None, wanted: Wanted
) -> tuple[dict[Path, bytes], tuple[str, ...]]:
    """Return the files of the new folder and the ids of its regulations."""
    start = template()
    block = source_block((start / f"{TEMPLATE}-{TEMPLATE_YEAR}.toml").read_text(encoding="utf-8"))
    if old:
        folder, code = old[0].file.parent, old[0].jurisdiction
        years = {int(part) for law in old for part in law.id.split("-")[1:] if part.isdigit() and len(part) == 4}
        new_year = name.year or (wanted.year if len(years) == 1 else None)
    else:
        folder, code, years, new_year = start, TEMPLATE, {TEMPLATE_YEAR}, name.year or year
    renaming = Renaming(code, name.jurisdiction, years, new_year)
    files = pieces(folder, renaming)
    declared = name.jurisdiction in catalogue(None).choices("jurisdiction")
    city = City(name.jurisdiction, wanted.zh, declared)
    kinds = named(files[_KINDS].decode("utf-8") if _KINDS in files else None, city)
    if kinds:
        files[_KINDS] = kinds.encode()
    metadata = [path.with_suffix(".toml") for path in files if path.suffix == ".lp" and len(path.parts) == 1]
    ids = tuple(sorted(path.stem for path in metadata if path in files))
    for path in metadata:
        if path in files:
            text = with_source(files[path].decode("utf-8"), source, block)
            if not old or year != old[-1].first_day.year:
                text = in_force_from(text, year)
            files[path] = text.encode()
    if not old:
        files = {
            path: judged_in(content, year) if path.suffix == ".yaml" else content for path, content in files.items()
        }
    return dict(sorted(files.items())), ids


def _still_named(files: dict[Path, bytes], term: Term | None) -> list[tuple[Path, int]]:
    """Return the files that still name the jurisdiction ``term`` by a word, and how many of their lines do."""
    if term is None:
        return []
    english = rf"(?<![a-z0-9_]){re.escape(term.en.lower())}(?![a-z0-9_])"
    names = re.compile("|".join((english, *(re.escape(word) for word in term.aliases if not word.isascii()))))
    found = []
    for path, content in files.items():
        count = sum(names.search(line) is not None for line in content.decode("utf-8", "replace").lower().splitlines())
        if count:
            found.append((path, count))
    return found
