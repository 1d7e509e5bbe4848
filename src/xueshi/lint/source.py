"""Lines of source and places in them, counted in characters."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from xueshi.solver.rules import Place


class Spot(NamedTuple):
    """A place by characters, columns from 1, the last one not included; and its first line."""

    line: int
    column: int
    last_line: int
    last_column: int
    """In the last line; of a place over several lines :attr:`text` may be shorter."""
    text: str


class Lines:
    """The files that findings point to, each read once."""

    def __init__(self) -> None:
        self._files: dict[Path, list[bytes]] = {}

    def spot(self, place: Place) -> Spot:
        """Return where ``place`` is, whose columns are counted in bytes."""
        line = self._line(place.file, place.line)
        column = _characters(line, place.column)
        if place.last_line == place.line:
            last = _characters(line, place.last_column)
        else:
            last = _characters(self._line(place.file, place.last_line), place.last_column)
        text = line.decode("utf-8", "replace")
        return Spot(place.line, column, place.last_line, max(last, column + (place.last_line == place.line)), text)

    def _line(self, file: Path, number: int) -> bytes:
        if file not in self._files:
            try:
                # Lines end as clingo ends them.
                self._files[file] = [line.rstrip(b"\r") for line in file.read_bytes().split(b"\n")]
            except OSError:
                self._files[file] = []
        listed = self._files[file]
        return listed[number - 1] if 0 < number <= len(listed) else b""


def _characters(line: bytes, column: int) -> int:
    return len(line[: column - 1].decode("utf-8", "replace")) + 1
