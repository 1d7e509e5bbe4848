"""What differs between two JSON objects, key by key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, Literal

from xueshi.errors import BARE, escaped
from xueshi.receipt.canonical import canonical

ABSENT: Final = object()
"""Stands for a value where there is none; ``null`` is a value."""

_NAMES = ("id", "record")
"""Keys by which the objects of a list are told apart, so that one more of them does not shift all others."""


@dataclass(frozen=True, slots=True)
class Change:
    """A value that is not as it was."""

    key: str
    """Where it stands: keys joined with dots; items of lists in brackets, by their id or by their place from 1 in the
    list in which they are; empty brackets for the order of the items."""
    old: object
    """:data:`ABSENT` where it is new."""
    new: object
    """:data:`ABSENT` where it is gone."""


FileFate = Literal["changed", "gone", "new"]


@dataclass(frozen=True, slots=True)
class FileChange:
    """A file that is not what it was."""

    file: str
    fate: FileFate


def changes(old: object, new: object, key: str = "") -> Iterator[Change]:
    """Yield what differs between two pieces of JSON data, in the order of ``old``, then of what ``new`` adds."""
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        for name in dict.fromkeys((*old, *new)):
            inner = escaped(str(name))
            yield from changes(old.get(name, ABSENT), new.get(name, ABSENT), f"{key}.{inner}" if key else inner)
    elif isinstance(old, list) and isinstance(new, list):
        by_name = _by_name(old, new)
        yield from _unnamed(key, old, new) if by_name is None else _named(key, *by_name)
    elif old is ABSENT or new is ABSENT or canonical(old) != canonical(new):
        yield Change(key, old, new)


def _named(key: str, old: Mapping[str, object], new: Mapping[str, object]) -> Iterator[Change]:
    for name in dict.fromkeys((*old, *new)):
        yield from changes(old.get(name, ABSENT), new.get(name, ABSENT), f"{key}[{name}]")
    before, after = [name for name in old if name in new], [name for name in new if name in old]
    if before != after:
        yield Change(f"{key}[]", before, after)


def _unnamed(key: str, old: Sequence[object], new: Sequence[object]) -> Iterator[Change]:
    """Yield what differs between two lists: an item more or less does not shift those after it."""
    before, after = list(map(canonical, old)), list(map(canonical, new))
    for what, first, last, start, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if what == "replace" and last - first == end - start:
            for place, one, other in zip(range(first, last), old[first:last], new[start:end], strict=True):
                yield from changes(one, other, f"{key}[{place + 1}]")
        elif what != "equal":
            yield from (Change(f"{key}[{place + 1}]", old[place], ABSENT) for place in range(first, last))
            yield from (Change(f"{key}[{place + 1}]", ABSENT, new[place]) for place in range(start, end))


def _by_name(old: Sequence[object], new: Sequence[object]) -> tuple[Mapping[str, object], Mapping[str, object]] | None:
    """Return both lists by the name of their items, ``None`` where a name is missing or is there twice."""
    for name in _NAMES:
        both = [
            {
                escaped(item[name], BARE): item
                for item in listed
                if isinstance(item, Mapping) and isinstance(item.get(name), str)
            }
            for listed in (old, new)
        ]
        if (len(both[0]), len(both[1])) == (len(old), len(new)):
            return both[0], both[1]
    return None


def file_changes(old: Mapping[str, str], new: Mapping[str, str]) -> tuple[FileChange, ...]:
    """Return the files that differ, by name."""
    found = []
    for name in sorted({*old, *new}):
        if name not in new:
            found.append(FileChange(name, "gone"))
        elif name not in old:
            found.append(FileChange(name, "new"))
        elif old[name] != new[name]:
            found.append(FileChange(name, "changed"))
    return tuple(found)
