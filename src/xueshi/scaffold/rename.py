"""The ids of one city in the files of another: whole words only, in texts and in the names of files."""

from __future__ import annotations

import re
from collections.abc import Iterable


class Renaming:
    """Puts one jurisdiction's code and its regulations' years in the place of another's.

    Args:
        old, new: codes of jurisdictions.
        years: those that stand in ids of the old one, behind the code: ``jining-2024``.
        year: what stands there in the new one's ids; ``None`` for the same.
    """

    def __init__(self, old: str, new: str, years: Iterable[int], year: int | None) -> None:
        self._new, self._year = new, year
        listed = "|".join(str(one) for one in sorted(years)) or "(?!)"
        self._word = re.compile(rf"(?<![A-Za-z0-9_]){re.escape(old)}(?P<year>-(?:{listed})(?![0-9]))?(?![A-Za-z0-9_])")

    def __call__(self, text: str) -> str:
        """Return ``text`` with the new ids in it."""
        return self._word.sub(self._renamed, text)

    def _renamed(self, found: re.Match[str]) -> str:
        if not found["year"]:
            return self._new
        return self._new + (found["year"] if self._year is None else f"-{self._year}")
