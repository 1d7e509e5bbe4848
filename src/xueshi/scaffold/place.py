"""Where a new folder goes: beside the vocabulary, which is linked there, and over nothing that exists."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Literal

from xueshi.errors import InputError
from xueshi.law.paths import asp_root
from xueshi.scaffold.name import fault
from xueshi.scaffold.pieces import Files

Core = Literal["there", "linked", "copied"]
"""How the vocabulary comes to lie beside the new folder."""

_CORE = "core"
_MAIN = "core.lp"


def check_place(root: Path, jurisdiction: str) -> None:
    """Find out whether the folder can be made, before anything is.

    Raises:
        InputError: if it is there already, or what lies beside it is not the vocabulary.
    """
    folder = root / jurisdiction
    if folder.exists() or folder.is_symlink():
        raise InputError([fault(os.fspath(folder), os.fspath(folder), "taken")])
    if root.exists() and not root.is_dir():
        raise InputError([fault("--in", os.fspath(root), "folder")])
    core = root / _CORE
    if (core.exists() or core.is_symlink()) and not (core / _MAIN).is_file():
        raise InputError([fault(os.fspath(core), os.fspath(core), "core")])


def write(root: Path, jurisdiction: str, files: Files) -> Core:
    """Write ``files`` as the folder of ``jurisdiction`` under ``root``: all of them or none.

    Raises:
        OSError: if it cannot be written; what was begun is taken away.
    """
    root.mkdir(parents=True, exist_ok=True)
    core = _core_beside(root)
    draft = root / f".{jurisdiction}.{os.getpid()}"
    try:
        for path, content in files.items():
            target = draft / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        draft.rename(root / jurisdiction)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return core


def _core_beside(root: Path) -> Core:
    core = root / _CORE
    if (core / _MAIN).is_file():
        return "there"
    ours = asp_root() / _CORE
    try:
        core.symlink_to(ours, target_is_directory=True)
    except (OSError, NotImplementedError):  # some file systems have no links, some users may not make them
        shutil.copytree(ours, core, ignore=shutil.ignore_patterns("__pycache__"))
        return "copied"
    return "linked"
