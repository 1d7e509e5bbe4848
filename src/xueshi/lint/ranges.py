"""What a value may be: a range of whole numbers, some codes, or anything."""

from __future__ import annotations

from typing import NamedTuple


class Range(NamedTuple):
    """What an argument may hold; without ``low`` and ``high`` no number, or any."""

    low: int | None = None
    high: int | None = None
    codes: frozenset[str] | None = frozenset()
    """The codes that it may be; ``None`` for any."""
    anything: bool = False
    """Whether it may be any number."""

    @property
    def bounds(self) -> tuple[int, int] | None:
        """Return the least and the greatest number, ``None`` where it is no number or any."""
        if self.low is None or self.high is None or self.anything:
            return None
        return self.low, self.high

    def join(self, other: Range) -> Range:
        """Return what holds both."""
        codes = None if self.codes is None or other.codes is None else self.codes | other.codes
        if self.anything or other.anything:
            return Range(None, None, codes, anything=True)
        if self.low is None or self.high is None:
            return Range(other.low, other.high, codes)
        if other.low is None or other.high is None:
            return Range(self.low, self.high, codes)
        return Range(min(self.low, other.low), max(self.high, other.high), codes)

    def meet(self, other: Range) -> Range:
        """Return what both hold."""
        codes = other.codes if self.codes is None else self.codes
        if self.codes is not None and other.codes is not None:
            codes = self.codes & other.codes
        if self.anything:
            return Range(other.low, other.high, codes, anything=other.anything)
        if other.anything:
            return Range(self.low, self.high, codes)
        if self.low is None or self.high is None or other.low is None or other.high is None:
            return Range(None, None, codes)
        low, high = max(self.low, other.low), min(self.high, other.high)
        return Range(low, high, codes) if low <= high else Range(None, None, codes)

    def within(self, low: int, high: int) -> Range:
        """Return it no wider than ``low`` to ``high``."""
        if self.anything:
            return Range(low, high, self.codes)
        if self.low is None or self.high is None:
            return self
        return Range(min(max(self.low, low), high), max(min(self.high, high), low), self.codes)

    @property
    def empty(self) -> bool:
        """Return whether nothing is in it."""
        return not self.anything and self.low is None and self.codes == frozenset()


ANY = Range(None, None, None, anything=True)
NOTHING = Range()
ANY_NUMBER = Range(None, None, frozenset(), anything=True)


def number(low: int, high: int) -> Range:
    """Return a range of numbers."""
    return Range(low, high)


def combined(sign: str, one: Range, other: Range) -> Range:
    """Return the range of an operation; any number where it cannot be told."""
    if one.low is None or one.high is None or other.low is None or other.high is None:
        return ANY_NUMBER
    if sign == "+":
        return number(one.low + other.low, one.high + other.high)
    if sign == "-":
        return number(one.low - other.high, one.high - other.low)
    if sign == "*":
        corners = [a * b for a in (one.low, one.high) for b in (other.low, other.high)]
        return number(min(corners), max(corners))
    if sign == "/":
        least = max(1, other.low)
        most = max(least, other.high)
        corners = [_divided(a, b) for a in (one.low, one.high) for b in (least, most)]
        return number(min(corners), max(corners))
    if sign == "\\" and one.low >= 0:
        return number(0, min(one.high, max(0, other.high - 1)))
    if sign == "**" and one.low >= 0 and other.low >= 0 and other.high < 64:
        return number(one.low**other.low, one.high**other.high)
    return ANY_NUMBER


def _divided(one: int, other: int) -> int:
    """Divide as clingo does, towards zero."""
    return one // other if one >= 0 else -(-one // other)
