"""Which files are laid out: those that are named, or those of the regulations that are named."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

from xueshi.errors import InputError, Phrase, Problem, joined
from xueshi.law.choose import chosen_regulations
from xueshi.law.paths import asp_root
from xueshi.layout.tokens import UnreadableError, tokens

SECTION = "layout"


def files_of(names: Iterable[str], roots: tuple[Path, ...] = ()) -> tuple[Path, ...]:
    """Return the encodings that ``names`` mean, each once.

    A name is a file or a folder (``x.lp``, or whatever has a slash), a jurisdiction, which means all files of its
    folder, or the id of a regulation, which means its file and those of the same folder that it includes.  None at all
    means every file of every folder, the vocabulary among them.

    Raises:
        InputError: naming each name that is neither, and what there is.
    """
    found: dict[Path, None] = {}
    errors: list[InputError] = []
    wanted = tuple(names)
    for name in wanted:
        try:
            found |= dict.fromkeys(_named(name, roots))
        except InputError as error:
            errors.append(error)
    if errors:
        raise joined(errors)
    if not wanted:
        found = dict.fromkeys(path for root in (asp_root(), *roots) for path in _below(root))
    once = {path.resolve(): _shown(path) for path in reversed(found)}
    return tuple(once[path] for path in sorted(once))


def _named(name: str, roots: tuple[Path, ...]) -> Iterator[Path]:
    if name.endswith(".lp") or "/" in name or os.sep in name:
        yield from _below(Path(name)) if Path(name).is_dir() else [Path(name)]
        return
    for law in chosen_regulations([name], roots):
        yield from _below(law.file.parent) if law.jurisdiction == name else _included(law.file)


def _below(folder: Path) -> list[Path]:
    """Return the encodings in a folder and below it; links lead outside and are followed at its first level only."""
    direct = [*folder.glob("*.lp"), *(path for inner in folder.glob("*/") for path in inner.rglob("*.lp"))]
    return sorted(direct)


def _included(file: Path, seen: frozenset[Path] = frozenset()) -> Iterator[Path]:
    """Yield ``file`` and what it includes, directly or not, of its own folder."""
    yield file
    try:
        text = file.read_text(encoding="utf-8")
        found = [token for token in tokens(text) if not token.is_comment]
    except (OSError, ValueError, UnreadableError):
        # Whoever lays it out says so.
        return
    for before, token in pairwise(found):
        if before.text == "#include" and token.kind == "string":
            inner = file.parent / token.text[1:-1]
            if inner.is_file() and inner.resolve().is_relative_to(file.parent.resolve()) and inner not in seen:
                yield from _included(inner, seen | {file})


def _shown(path: Path) -> Path:
    """Return a path as a person here would write it."""
    try:
        return path.resolve().relative_to(Path.cwd())
    except ValueError:
        return path


def text_of(path: Path) -> str:
    """Return what a file holds, its line ends as they are.

    Raises:
        InputError: if there is none, it cannot be read, or it is not UTF-8.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        key = {FileNotFoundError: "no_file", IsADirectoryError: "directory", PermissionError: "no_permission"}
        raise _fault(str(path), Phrase(key.get(type(error), "unreadable_file")), "fault.file") from None
    return decoded(data, str(path))


def decoded(data: bytes, name: str) -> str:
    """Return ``data`` as text.

    Raises:
        InputError: if it is not UTF-8.
    """
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _fault(name, Phrase("not_utf8", {"byte": error.start + 1}), "fault.utf8") from None


def _fault(name: str, found: Phrase, allowed: str) -> InputError:
    return InputError([Problem(name, "file", found, Phrase(allowed, section=SECTION))])
