"""What was worked out from the program's own files, kept beside them as Python keeps byte code.

A copy is JSON in ``__pycache__``.  It holds only while every file that it was made from has the size and the time of
change that it had then; none is written where ``sys.dont_write_bytecode`` is set or the folder cannot be written to.
Files of others (a folder given with ``--asp-path``) get no copy.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from typing import Any

from xueshi._version import __version__

_PACKAGE = Path(__file__).resolve().parent
_ROOTS = (_PACKAGE, _PACKAGE.parents[1] / "asp")
_DECIMAL = "$decimal"
_memory: dict[tuple[Path, str], Any] = {}


def kept(file: Path, form: str) -> Any | None:  # noqa: ANN401 - whatever JSON carries
    """Return what :func:`keep` was given for ``file``, ``None`` where there is nothing that still holds.

    Args:
        form: what it is and by which version it was made; another form is another copy.
    """
    if not is_ours(file):
        return None
    with suppress(OSError, ValueError, TypeError, KeyError):
        found = _memory.get((file, form)) or json.loads(_copy(file, form).read_bytes(), object_hook=_decimal)
        folder = str(file.parent)
        if found["by"] == __version__ and all(
            _mark(os.path.join(folder, name)) == mark  # noqa: PTH118 - a path object costs more than the question
            for name, mark in found["from"].items()
        ):
            _memory[file, form] = found
            return found["value"]
    _memory.pop((file, form), None)
    return None


def keep(file: Path, form: str, value: object, sources: Iterable[Path] = ()) -> None:
    """Keep ``value``, which was made from ``file`` and ``sources``, for this process and where possible for later ones.

    What JSON cannot carry (a date) is not kept for later ones.
    """
    if not is_ours(file):
        return
    with suppress(OSError, TypeError, ValueError):
        marks = {os.path.relpath(source, file.parent): _mark(source) for source in (file, *sources)}
        found = _memory[file, form] = {"by": __version__, "from": marks, "value": value}
        if lasts(file):
            text = json.dumps(found, ensure_ascii=False, separators=(",", ":"), default=_tagged)
            copy = _copy(file, form)
            copy.parent.mkdir(parents=True, exist_ok=True)
            draft = copy.with_name(f"{copy.name}.{os.getpid()}")
            draft.write_text(text, encoding="utf-8")
            draft.replace(copy)


def lasts(file: Path) -> bool:
    """Tell whether what is kept for ``file`` outlasts the process."""
    return not sys.dont_write_bytecode and (sys.pycache_prefix is not None or os.access(file.parent, os.W_OK))


def is_ours(file: Path) -> bool:
    """Tell whether ``file`` is one of the program's own."""
    return str(file).startswith(tuple(f"{root}{os.sep}" for root in _ROOTS))


def read_table(path: Path) -> dict[str, Any]:
    """Return the TOML file at ``path``; numbers with a decimal point are :class:`~decimal.Decimal`.

    Raises:
        OSError, ValueError: if it cannot be read or is no TOML in UTF-8.
    """
    table: dict[str, Any] | None = kept(path, "toml")
    if table is None:
        import tomllib

        table = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
        keep(path, "toml", table)
    return table


def _copy(file: Path, form: str) -> Path:
    prefix = sys.pycache_prefix
    folder = Path(prefix, *file.parent.parts[1:]) if prefix else file.parent / "__pycache__"
    return folder / f"{file.stem}.{form}.json"


def _mark(file: str | Path) -> list[int]:
    now = os.stat(file)  # noqa: PTH116 - as above
    return [now.st_size, now.st_mtime_ns]


def _tagged(value: object) -> dict[str, str]:
    if isinstance(value, Decimal):
        return {_DECIMAL: str(value)}
    raise TypeError(type(value))


def _decimal(entry: dict[str, Any]) -> Any:  # noqa: ANN401 - an object of JSON or what it stands for
    return Decimal(entry[_DECIMAL]) if _DECIMAL in entry else entry
