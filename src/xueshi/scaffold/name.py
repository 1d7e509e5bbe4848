"""What a new regulation may be called: ``heyang-2025``, or ``heyang`` and a year."""

from __future__ import annotations

import re
from typing import NamedTuple

from xueshi.errors import InputError, Phrase, Problem

JURISDICTION = re.compile(r"[a-z][a-z0-9_]*")
_ID = re.compile(r"([a-z][a-z0-9_]*)(?:-([0-9]{4}))?")
_TAKEN = frozenset({"core"})
"""Folders that hold no jurisdiction."""
_LONGEST = 64


class NewName(NamedTuple):
    """A jurisdiction's code, and the year in the id where it states one."""

    jurisdiction: str
    year: int | None

    def id(self, year: int) -> str:
        """Return the regulation's id; ``year`` stands in it where the name states none."""
        return f"{self.jurisdiction}-{self.year or year}"


def new_name(written: str) -> NewName:
    """Return what ``written`` means.

    Raises:
        InputError: if it is no name.
    """
    found = _ID.fullmatch(written)
    if found is None or found[1] in _TAKEN or len(written) > _LONGEST:
        raise InputError([fault("NAME", written, "name")])
    return NewName(found[1], int(found[2]) if found[2] else None)


def fault(place: str, found: str | None, allowed: str, **params: object) -> Problem:
    """Return a fault of the command line; ``allowed`` is a key of the section ``scaffold``."""
    shown = Phrase("fault.not_stated", section="scaffold") if found is None else Phrase("shown", {"value": found})
    return Problem(place, allowed, shown, Phrase(f"fault.{allowed}", params, section="scaffold"))
