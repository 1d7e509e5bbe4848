"""Faults gathered while one file is read, in the order in which they are met."""

from __future__ import annotations

from collections.abc import Iterable

from xueshi.errors import LISTED, InputError, Name, Near, Phrase, Problem
from xueshi.model.kinds import Term


class Fault:
    """A fault of one value; ``key`` is where it stands inside the record, as the file writes it."""

    __slots__ = ("allowed", "code", "found", "key", "near")

    def __init__(
        self, code: str, found: Phrase, allowed: Phrase, key: str | None = None, near: Near | None = None
    ) -> None:
        self.code = code
        self.found = found
        self.allowed = allowed
        self.key = key
        self.near = near


class Findings:
    """The faults of one file."""

    def __init__(self, file: str) -> None:
        self.file = file
        self._problems: list[Problem] = []
        self._more = 0

    def add(self, fault: Fault, record: Phrase | None = None) -> None:
        """Note ``fault`` of ``record``, or of the file as a whole."""
        if len(self._problems) < LISTED:
            self._problems.append(
                Problem(self.file, fault.code, fault.found, fault.allowed, record, fault.key, fault.near)
            )
        else:
            self._more += 1

    def finish(self) -> None:
        """Raise :class:`InputError` if anything was noted."""
        if self._problems:
            raise InputError(self._problems, self._more)


def stop(file: str, code: str, found: Phrase, allowed: Phrase) -> InputError:
    """Return the error for a file that cannot be read at all."""
    return InputError([Problem(file, code, found, allowed)])


def names(terms: Iterable[Term]) -> tuple[Name, ...]:
    """Return what a message lists for ``terms``."""
    return tuple(Name(term.code, term.zh) for term in terms)
