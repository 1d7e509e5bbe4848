"""What an encoding's codes are called: subjects, reasons, facts, caps, routes, questions, in Chinese and English.

``asp/core/words.toml`` holds the common ones, ``words.toml`` in a jurisdiction's folder adds its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from xueshi.kept import read_table
from xueshi.law.paths import asp_root
from xueshi.law.regulation import LawError
from xueshi.model.kinds import Catalogue, catalogue

_Section = Mapping[str, Mapping[str, str]]


class Words:
    """The words of one jurisdiction."""

    def __init__(self, sections: Mapping[str, _Section], kinds: Catalogue) -> None:
        self._sections = sections
        self._kinds = kinds

    def has(self, section: str, key: str) -> bool:
        """Tell whether a template is there."""
        return key in self._sections.get(section, {})

    def say(self, section: str, key: str, lang: str, **params: object) -> str:
        """Return template ``key`` of ``section`` in ``lang``, filled; the key itself where there is none."""
        entry = self._sections.get(section, {}).get(key)
        return entry[lang].format(**params) if entry else key

    def fact(self, key: str, lang: str) -> str:
        """Return what a field, a document or a condition is called."""
        if self.has("fact", key):
            return self.say("fact", key, lang)
        field = self._kinds.every_field.get(key) or self._kinds.leave.names.get(key)
        if field is not None:
            return field.term.zh if lang == "zh" else field.term.en
        for listed in ("document",):
            terms = self._kinds.choices(listed)
            if key in terms:
                return terms[key].zh if lang == "zh" else terms[key].en
        return key

    def kind(self, key: str, lang: str) -> str:
        """Return what a kind of record is called."""
        term = self._kinds.kinds.get(key)
        return key if term is None else term.zh if lang == "zh" else term.en


@cache
def words(folder: Path) -> Words:
    """Return the words of the jurisdiction whose folder is ``folder``.

    Raises:
        LawError: if a ``words.toml`` cannot be read.
    """
    merged: dict[str, dict[str, Mapping[str, str]]] = {}
    for file in (asp_root() / "core" / "words.toml", folder / "words.toml"):
        if not file.is_file():
            continue
        try:
            data = read_table(file)
        except (OSError, ValueError) as error:
            raise LawError(f"{file}: {error}") from None
        for section, entries in data.items():
            merged.setdefault(section, {}).update(entries)
    return Words(merged, catalogue(folder.name, (folder.parent,)))
