"""What every part of a comparison's page needs."""

from __future__ import annotations

from collections.abc import Iterable

from xueshi.comparison.compare import Compared
from xueshi.comparison.files import names
from xueshi.comparison.side import PLACES
from xueshi.comparison.wording import Wording
from xueshi.messages import Lang, text
from xueshi.report.page import Page


class Frame:
    """Page, words and names of the two sides."""

    def __init__(self, page: Page, found: Compared, lang: Lang, folder: str) -> None:
        self._page, self._found, self._lang, self._folder = page, found, lang, folder
        self._pair = found.pair
        self._sides = (found.pair.first, found.pair.second)
        self._words = (Wording(found.pair.first, lang), Wording(found.pair.second, lang))
        self._names = names(found.findings)

    def _say(self, key: str, **params: object) -> str:
        return text(self._lang, "comparison", key, **params)

    def _named(self, place: int) -> str:
        side, other = self._sides[place], self._sides[1 - place]
        return f"{PLACES[place]}  {side.law.id if side.law.id != other.law.id else side.shown}"

    def _listed(self, parts: Iterable[str]) -> str:
        return self._words[0].speech.listed(parts)
