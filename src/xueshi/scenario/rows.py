"""Table-driven rows: one entry becomes as many as its table has rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from xueshi.errors import Bare, Phrase
from xueshi.read.findings import Fault
from xueshi.read.values import found

UNSTATED = "unstated"
"""A cell with this word takes the key that holds its placeholder out of the case."""

_PLACEHOLDER = re.compile(r"<([a-z][a-z0-9_]*)>")


class Expanded(NamedTuple):
    """An entry with the values of one row in it."""

    row: int | None
    """Which row, from 1 for the first of values; ``None`` where the entry has no table."""
    data: dict[str, object]


def expanded(raw: Mapping[str, object]) -> Iterator[Expanded | Fault]:
    """Yield an entry once for each row, the row's values put in the place of ``<column>``; or what is wrong."""
    body = {key: value for key, value in raw.items() if key != "rows"}
    used = sorted(set(_placeholders(body)))
    if "rows" not in raw:
        if used:
            yield Fault("placeholders", _names("placeholders", used), Phrase("a_table", section="scenario"), "rows")
        else:
            yield Expanded(None, body)
        return
    table = raw["rows"]
    if not (isinstance(table, list) and len(table) > 1 and all(isinstance(row, list) for row in table)):
        yield Fault("rows", found(table), Phrase("rows_and_values", section="scenario"), "rows")
        return
    columns = [_shown(cell) for cell in table[0]]
    if used != sorted(columns):
        yield Fault("columns", _names("columns", columns), _names("placeholders", used), "rows")
        return
    for number, row in enumerate(table[1:], start=1):
        if len(row) != len(columns):
            said = Phrase("a_row", {"row": number, "n": len(row)}, section="scenario")
            yield Fault("row", said, Phrase("as_columns", {"n": len(columns)}, section="scenario"), "rows")
            continue
        filled = _filled(body, dict(zip(columns, row, strict=True)))
        assert isinstance(filled, dict)
        # A name is text even where it is one cell alone.
        yield Expanded(number, filled if "name" not in filled else {**filled, "name": _shown(filled["name"])})


def _names(key: str, names: list[str]) -> Phrase:
    return Phrase(key, {"names": tuple(map(Bare, names)) or Bare("-")}, section="scenario")


def _placeholders(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield from _PLACEHOLDER.findall(value)
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _placeholders(key)
            yield from _placeholders(item)
    elif isinstance(value, list):
        for item in value:
            yield from _placeholders(item)


def _filled(value: object, cells: Mapping[str, object]) -> object:
    if isinstance(value, str):
        whole = _PLACEHOLDER.fullmatch(value)
        if whole:
            return cells[whole[1]]
        return _PLACEHOLDER.sub(lambda match: _shown(cells[match[1]]), value)
    if isinstance(value, Mapping):
        filled = {_key(key, cells): _filled(item, cells) for key, item in value.items()}
        return {key: item for key, item in filled.items() if item != UNSTATED or value.get(key) == UNSTATED}
    if isinstance(value, list):
        return [_filled(item, cells) for item in value]
    return value


def _key(key: object, cells: Mapping[str, object]) -> object:
    """Return a key; one that is a list or a mapping in a cell is shown as text."""
    filled = _filled(key, cells)
    return _shown(filled) if isinstance(filled, list | Mapping) else filled


def _shown(cell: object) -> str:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, list):
        return "+".join(_shown(item) for item in cell) or "none"
    if isinstance(cell, Mapping):
        return ", ".join(f"{key} {_shown(item)}" for key, item in cell.items())
    return f"{cell:f}" if isinstance(cell, Decimal) else str(cell)
