"""What ``xueshi regulation new`` says of the folder that it made: the files, what to know of them, what to run next."""

from __future__ import annotations

import os
import shlex
from collections.abc import Sequence
from pathlib import Path

from xueshi.messages import LANGS, Lang, text
from xueshi.scaffold import Made


def made_text(made: Made, lang: Lang, roots: tuple[Path, ...]) -> str:
    """Return what was made, for people."""

    def say(key: str, **params: object) -> str:
        return text(lang, "scaffold", key, **params)

    lines = [say("made", folder=_shown(made.root / made.jurisdiction))]
    listed = _listed(made.files)
    widest = max(map(len, listed))
    lines += [f"  {name:<{widest}}  {say(f'file.{_sort(name)}', count=count)}" for name, count in listed.items()]
    if made.core != "there":
        lines.append(say(f"core.{made.core}", path=_shown(made.root / "core")))
    if made.source is not None:
        lines.append(say("source", file=made.source.file, sha256=made.source.sha256))
    if made.moved:
        lines.append(say("moved", copied=made.copied, year=made.year))
    if made.still:
        named = say("comma").join(say("lines", file=path.as_posix(), count=count) for path, count in made.still)
        lines.append(say("still", copied=made.copied, files=named))
    lines.append(say("next" if made.copied else "next_template"))
    return "\n".join([*lines, *(f"  {command}" for command in commands(made, roots))])


def made_json(made: Made, roots: tuple[Path, ...]) -> dict[str, object]:
    """Return what was made, for programs."""
    return {
        "jurisdiction": made.jurisdiction,
        "regulations": list(made.regulations),
        "year": made.year,
        "folder": (made.root / made.jurisdiction).as_posix(),
        "files": [path.as_posix() for path in made.files],
        "core": made.core,
        "source": None if made.source is None else {"file": made.source.file, "sha256": made.source.sha256},
        "copied": made.copied,
        "moved": made.moved,
        "still_named": [{"file": path.as_posix(), "lines": count} for path, count in made.still],
        "next": commands(made, roots),
    }


def commands(made: Made, roots: tuple[Path, ...]) -> list[str]:
    """Return the three commands to go on with."""
    there = os.environ.get("XUESHI_ASP_PATH", "").split(os.pathsep)
    known = made.root in roots and _shown(made.root) in there
    path = "" if known else f" --asp-path {shlex.quote(_shown(made.root))}"
    of = made.jurisdiction if len(made.regulations) > 1 else made.regulations[0]
    return [
        f"xueshi regulation lint {of}{path}",
        f"xueshi regulation test {of}{path}",
        f"xueshi new {made.jurisdiction} {made.year}{path} | xueshi check -{path}",
    ]


def _listed(files: Sequence[Path]) -> dict[str, int]:
    """Return the files and folders in a city's folder, with how many files each stands for."""
    found: dict[str, int] = {}
    for path in files:
        _, *inside = path.parts
        name = inside[0] if len(inside) == 1 else f"{inside[0]}/"
        for lang in LANGS:  # one line for both languages
            name = name.removesuffix(f".{lang}.po") + ".*.po" if name.endswith(f".{lang}.po") else name
        found[name] = found.get(name, 0) + 1
    return found


def _sort(name: str) -> str:
    """Return what a file is, as the section's table ``file`` calls it."""
    parts = name.split(".")
    for sort in ("scenarios/", "dossier/"):
        if name == sort:
            return sort.removesuffix("/")
    for sort in ("letters", "words", "sentences", "kinds", "contract", "remedies"):
        if sort in parts:
            return sort
    return {"lp": "encoding", "toml": "metadata"}.get(parts[-1], "other")


def _shown(path: Path) -> str:
    return path.as_posix()
