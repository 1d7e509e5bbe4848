"""The files that had a say in a judgement, and what they held."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from xueshi.law.paths import asp_root
from xueshi.law.regulation import LawError, Regulation
from xueshi.messages import LANGS
from xueshi.model.kinds import folder_file
from xueshi.receipt.canonical import digest, digest_of_bytes
from xueshi.solver.sources import source_files

_CORE = "core"
_WORDS = tuple(f"words.{lang}.po" for lang in LANGS)


@dataclass(frozen=True, slots=True)
class Sources:
    """Files by name, relative to the folder of jurisdictions in which they lie, each with the hash of its bytes."""

    law: Mapping[str, str]
    """The regulation's own: encoding, metadata, words, kinds."""
    vocabulary: Mapping[str, str]
    """What it is written in: the files of ``core`` that it includes, the common kinds and words."""


def sources_json(files: Mapping[str, str]) -> dict[str, object]:
    """Return the files of a law or vocabulary with one hash over all of them."""
    return {"sha256": digest(files), "files": dict(files)}


class Library:
    """Hashes the files of regulations, each once.

    Args:
        roots: further folders of jurisdictions.
    """

    def __init__(self, roots: tuple[Path, ...] = ()) -> None:
        self._roots = roots
        self._included: dict[Path, frozenset[Path]] = {}
        self._hashes: dict[Path, str] = {}
        self._folders = sorted(
            {_absolute(root) for root in (*roots, asp_root())}, key=lambda folder: -len(folder.parts)
        )

    def sources(self, law: Regulation, jurisdiction: str) -> Sources:
        """Return the files by which ``law`` judges a case of ``jurisdiction``.

        Raises:
            LawError: if one of them cannot be read.
            EncodingError: if the encoding cannot be parsed.
        """
        if law.file not in self._included:
            self._included[law.file] = source_files(law.file)
        files = {*self._included[law.file], *_tables(law, jurisdiction, self._roots)}
        named = self._named(files)
        core = {name for name in named if name.split("/")[-2:-1] == [_CORE]}
        return Sources(
            {name: named[name] for name in named if name not in core},
            {name: named[name] for name in named if name in core},
        )

    def _named(self, files: Iterable[Path]) -> dict[str, str]:
        named: dict[str, str] = {}
        found = {_absolute(file): (self._name(file), self._hash(file)) for file in files}
        for name, told in sorted(found.values()):
            # Two files of one name lie in different folders of jurisdictions; their contents tell them apart.
            again, free = 1, name
            while free in named:
                again += 1
                free = f"{name} ({again})"
            named[free] = told
        return dict(sorted(named.items()))

    def _name(self, file: Path) -> str:
        path = _absolute(file)
        for folder in self._folders:
            if path.is_relative_to(folder):
                return path.relative_to(folder).as_posix()
        # An encoding may include what lies anywhere; where that is is nobody's business.
        return "/".join(path.parts[-2:])

    def _hash(self, file: Path) -> str:
        if file not in self._hashes:
            try:
                self._hashes[file] = digest_of_bytes(file.read_bytes())
            except OSError as error:
                raise LawError(f"{os.fspath(file)}: {error.strerror}") from None
        return self._hashes[file]


def _absolute(path: Path) -> Path:
    # Links keep their names: a file is called as the encoding calls it, wherever its bytes are stored.
    return Path(os.path.abspath(path))  # noqa: PTH100


def _tables(law: Regulation, jurisdiction: str, roots: tuple[Path, ...]) -> set[Path]:
    """Return the tables beside the encoding: metadata, words, kinds."""
    core, folder = asp_root() / _CORE, law.file.parent
    found = {law.file.with_suffix(".toml"), core / "kinds.toml", *(core / name for name in _WORDS)}
    found.update(folder / name for name in _WORDS if (folder / name).is_file())
    # The kinds of the case's own jurisdiction rule what it may state, whichever regulation judges it.
    kinds = (
        folder_file(jurisdiction, (*roots, folder.parent)),
        folder_file(jurisdiction, roots),
        folder_file(folder.name, (folder.parent,)),
    )
    return found | {path for path in kinds if path is not None}
