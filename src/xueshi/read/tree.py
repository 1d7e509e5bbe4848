"""What a document holds before the contract is applied: mappings, lists, text, exact numbers, yes and no.

YAML and JSON give the same tree, and a mapping from Python is one already.  No number passes through ``float``.
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

DEEPEST = 32
"""Levels of lists and mappings in a YAML file."""

NODES = 500_000
"""Values in a YAML file after its aliases are followed."""

_INTEGER = re.compile(r"[-+]?[0-9]+")
_DECIMAL = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_LONGEST = 60
_LARGEST_EXPONENT = 30


class Repeated(dict[object, object]):
    """A mapping in which keys were given more than once; the first value stands."""

    __slots__ = ("again",)

    def __init__(self, entries: dict[object, object], again: list[tuple[object, int | None]]) -> None:
        super().__init__(entries)
        self.again = again
        """The keys that came again, each with its line where the format tells it."""


class Unusable:
    """A number that no field can hold (``NaN``, an infinity, hundreds of digits), kept as it was written."""

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text


def number(text: str) -> int | Decimal | Unusable | None:
    """Return the number that ``text`` writes in decimal notation, exactly; ``None`` if it writes none."""
    if _INTEGER.fullmatch(text):
        return int(text) if len(text) <= _LONGEST else Unusable(text)
    if not _DECIMAL.fullmatch(text):
        return None
    if len(text) > _LONGEST:
        return Unusable(text)
    try:
        value = Decimal(text)
    except InvalidOperation:
        return Unusable(text)
    if not value:
        return Decimal(0)
    return value if abs(value.adjusted()) <= _LARGEST_EXPONENT else Unusable(text)
