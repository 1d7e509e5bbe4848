"""The files that declare kinds (``kinds.toml``): loading, the shape of a jurisdiction's own, and merging it.

The common file is the program's own and is trusted; a jurisdiction's is written by a rule engineer and is checked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

from xueshi.kept import read_table

FieldType = Literal["flag", "count", "hours", "daily", "choice", "open", "codes", "date", "text", "group"]

_FIELD_KEYS = frozenset(
    ["type", "min", "max", "longest", "choices", "fields", "assumable", "each", "zh", "en", "about"]
)
_KIND_KEYS = frozenset(["zh", "en", "fields", "flat", "split"])
_TABLES = ("limits", "keys", "groups", "fields", "kinds", "choices")
_OWN_TABLES = ("groups", "fields", "kinds", "choices")
_OPEN_CHOICES = ("jurisdiction", "sector")
_NEEDS = {
    "count": "max",
    "hours": "max",
    "daily": "max",
    "text": "max",
    "choice": "choices",
    "open": "choices",
    "codes": "choices",
    "group": "fields",
}


class DeclarationError(ValueError):
    """A ``kinds.toml`` is at fault.  The message names the file and the entry."""


@cache
def load(path: Path) -> dict[str, Any]:
    """Return the tables of the file at ``path``; decimals are exact.

    Raises:
        DeclarationError: if it cannot be read or is no TOML.
    """
    try:
        return read_table(path)
    except (OSError, ValueError) as error:
        raise DeclarationError(f"{path}: {error}") from None


def merged(core: Mapping[str, Any], more: Mapping[str, Any], path: Path) -> dict[str, Any]:
    """Return ``core`` with what ``more``, read from ``path``, adds; what stands in ``core`` stays as it is.

    Raises:
        DeclarationError: if ``more`` has another shape or declares anew what stands in ``core``.
    """
    _check_shape(more, path)
    out: dict[str, Any] = {table: dict(core[table]) for table in _TABLES}
    for table in ("groups", "fields"):
        for name, entry in more.get(table, {}).items():
            _new(name, out[table], f"{path}: {table}.{name}")
            out[table][name] = entry
    for name, listed in more.get("choices", {}).items():
        known = out["choices"].get(name, {})
        for code in listed:
            # A city may repeat its own name; every other code keeps the meaning that it has everywhere.
            if name != "jurisdiction":
                _new(code, known, f"{path}: choices.{name}.{code}")
        out["choices"][name] = {**listed, **known} if name == "jurisdiction" else {**known, **listed}
    for code, entry in more.get("kinds", {}).items():
        known = out["kinds"].get(code)
        if known is None:
            _all_of(entry, ("zh", "en", "fields"), f"{path}: kinds.{code}")
            out["kinds"][code] = entry
        elif set(entry) != {"fields"}:
            raise DeclarationError(f"{path}: kinds.{code} is already declared: only fields can be added to it")
        else:
            out["kinds"][code] = {**known, "fields": [*known["fields"], *entry["fields"]]}
    return out


def _check_shape(data: Mapping[str, Any], path: Path) -> None:
    _check_tables(data, path)
    for code in _codes(data):
        if not (code.isascii() and code.isidentifier() and code[0].isalpha()):
            raise DeclarationError(f"{path}: {code} is no code: letters, digits and _, a letter first")
    for spec, entry in data.get("fields", {}).items():
        _check_field(entry, f"{path}: fields.{spec}")
    for code, entry in data.get("kinds", {}).items():
        _check_words(entry, _KIND_KEYS, f"{path}: kinds.{code}")
    for name, group in data.get("groups", {}).items():
        _check_texts(group, f"{path}: groups.{name}")
    for name, listed in data.get("choices", {}).items():
        for code, words in listed.items():
            _check_texts(words, f"{path}: choices.{name}.{code}", least=2)


def _check_tables(data: Mapping[str, Any], path: Path) -> None:
    for table, entries in data.items():
        if table not in _OWN_TABLES or not isinstance(entries, dict):
            raise DeclarationError(f"{path}: {table} is no table of {', '.join(_OWN_TABLES)}")
    for table in ("fields", "kinds", "choices"):
        for name, entry in data.get(table, {}).items():
            if not isinstance(entry, dict):
                raise DeclarationError(f"{path}: {table}.{name} is no table")


def _check_field(entry: Mapping[str, Any], where: str) -> None:
    _all_of(entry, ("type", "zh", "en"), where)
    _check_words(entry, _FIELD_KEYS, where)
    if entry["type"] not in get_args(FieldType):
        raise DeclarationError(f"{where}: unknown type {entry['type']}, allowed: {', '.join(get_args(FieldType))}")
    needed = _NEEDS.get(entry["type"])
    if needed is not None:
        _all_of(entry, (needed,), where)
    for key in ("min", "max", "longest"):
        if type(entry.get(key, 0)) is not int:
            raise DeclarationError(f"{where}: {key} is no whole number")


def _check_words(entry: Mapping[str, Any], known: frozenset[str], where: str) -> None:
    other = sorted(set(entry) - known)
    if other:
        raise DeclarationError(f"{where}: unknown key {other[0]}, allowed: {', '.join(sorted(known))}")
    for key, least in (("zh", 1), ("fields", 1), ("about", 2)):
        if key in entry:
            _check_texts(entry[key], f"{where}.{key}", least)


def _check_texts(value: object, where: str, least: int = 1) -> None:
    if not isinstance(value, list) or len(value) < least or not all(isinstance(item, str) for item in value):
        raise DeclarationError(f"{where} is no list of texts, at least {least}")


def _codes(data: Mapping[str, Any]) -> Iterator[str]:
    """Yield the codes that become constants of an encoding."""
    for spec in data.get("fields", {}):
        yield spec.partition(".")[0]
    yield from data.get("kinds", {})
    for name, listed in data.get("choices", {}).items():
        if name not in _OPEN_CHOICES:
            yield from listed


def _all_of(entry: Mapping[str, Any], keys: tuple[str, ...], where: str) -> None:
    missing = [key for key in keys if key not in entry]
    if missing:
        raise DeclarationError(f"{where} needs {', '.join(missing)}")


def _new(name: str, known: Mapping[str, Any], where: str) -> None:
    if name in known:
        raise DeclarationError(f"{where} is already declared for every jurisdiction")
