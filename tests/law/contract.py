"""The contract of the vocabulary (``asp/core/contract.toml``) and the encodings, read for the tests of this room."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from xueshi.law.paths import asp_root
from xueshi.solver.syntax import Statement, Use, statements

CONTRACT = asp_root() / "core" / "contract.toml"
SOURCES = Path(__file__).parents[2] / "src" / "xueshi"
ROOMS = ("engine", "law")
"""The rooms that read groundings."""

_KEYS = {"arguments", "meaning", "example", "core", "asked", "engine"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One predicate of the contract."""

    signature: str
    stage: str
    role: str
    sorts: tuple[str, ...]
    meaning: str
    example: str
    core: bool
    asked: bool
    engine: bool


@cache
def tables() -> Mapping[str, Mapping[str, str]]:
    """Return the stages, roles and sorts with their meaning."""
    data = tomllib.loads(CONTRACT.read_text(encoding="utf-8"))
    return {table: data[table] for table in ("stages", "roles", "sorts")}


@cache
def entries() -> Mapping[str, Entry]:
    """Return the contract's predicates by signature, as ``flat/3``."""
    data = tomllib.loads(CONTRACT.read_text(encoding="utf-8"))
    found: dict[str, Entry] = {}
    for stage, roles in data.items():
        if stage in ("stages", "roles", "sorts"):
            continue
        for role, listed in roles.items():
            for signature, entry in listed.items():
                assert signature not in found, f"{signature} is declared twice"
                assert set(entry) <= _KEYS, f"{signature}: unknown keys {set(entry) - _KEYS}"
                sorts = tuple(argument.rpartition(": ")[2] for argument in entry["arguments"])
                found[signature] = Entry(
                    signature,
                    stage,
                    role,
                    sorts,
                    entry["meaning"],
                    entry["example"],
                    core=entry.get("core", False),
                    asked=entry.get("asked", False),
                    engine=entry.get("engine", False),
                )
    return found


def of_role(*roles: str) -> dict[str, Entry]:
    """Return the entries of these roles."""
    return {signature: entry for signature, entry in entries().items() if entry.role in roles}


@cache
def core() -> tuple[Statement, ...]:
    """Return the statements of the vocabulary's own files."""
    return tuple(s for file in sorted((asp_root() / "core").glob("*.lp")) for s in statements(file))


@dataclass(frozen=True, slots=True)
class City:
    """The encodings of one jurisdiction: its regulations, what they share, its questions over several years."""

    id: str
    files: tuple[Path, ...]

    @property
    def statements(self) -> tuple[Statement, ...]:
        """Return what its files say."""
        return tuple(s for file in self.files for s in _statements(file))

    @property
    def programs(self) -> tuple[Path, ...]:
        """Return the files that are run: those with metadata beside them."""
        return tuple(file for file in self.files if file.with_suffix(".toml").is_file())


@cache
def shipped() -> tuple[City, ...]:
    """Return the cities of the program."""
    folders = sorted(folder for folder in asp_root().iterdir() if folder.is_dir() and folder.name != "core")
    return tuple(City(folder.name, tuple(_encodings(folder))) for folder in folders)


def _encodings(folder: Path) -> Iterator[Path]:
    """Yield the encodings of a jurisdiction; properties beside them derive nothing that an encoding uses."""
    yield from (file for file in sorted(folder.rglob("*.lp")) if not file.name.endswith(".properties.lp"))


@cache
def _statements(file: Path) -> tuple[Statement, ...]:
    return statements(file)


def uses(listed: Sequence[Statement], *places: str) -> Iterator[tuple[Statement, Use]]:
    """Yield each use of a predicate in ``places`` with its statement."""
    for statement in listed:
        for use in statement.uses:
            if use.place in places:
                yield statement, use


def signatures(listed: Sequence[Statement], *places: str) -> set[str]:
    """Return the predicates used in ``places``."""
    return {use.signature for _, use in uses(listed, *places)}


@cache
def read_by_the_program() -> frozenset[str]:
    """Return the predicates that the program reads: its sources say ``rows("name", 3``, or ``"name": 3`` in a table."""
    found = set()
    for file in (file for room in ROOMS for file in (SOURCES / room).rglob("*.py")):
        text = file.read_text(encoding="utf-8")
        for name, arity in re.findall(r'(?:rows\(|[{ ])"([a-z]\w*)"(?:, |: )(\d)\b', text):
            found.add(f"{name}/{arity}")
        found |= {f"{name}/1" for name in re.findall(r'_only\("(\w+)"\)', text)}
    return frozenset(found)
