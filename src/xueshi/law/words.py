"""What an encoding's codes are called: subjects, reasons, facts, caps, routes, questions, in Chinese and English.

``asp/core/words.en.po`` and ``words.zh.po`` hold the common ones, files of these names in a jurisdiction's folder add
its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from xueshi.kept import keep, kept
from xueshi.law.paths import asp_root
from xueshi.law.regulation import LawError
from xueshi.messages import LANGS
from xueshi.model.kinds import Catalogue, catalogue

_Section = Mapping[str, Mapping[str, str]]
"""Template by key and language."""


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
        LawError: if a file of words is at fault.
    """
    merged: dict[str, dict[str, Mapping[str, str]]] = {}
    for place in (asp_root() / "core", folder):
        for section, entries in read_words(place).items():
            merged.setdefault(section, {}).update(entries)
    return Words(merged, catalogue(folder.name, (folder.parent,)))


def read_words(folder: Path, name: str = "words") -> Mapping[str, _Section]:
    """Return the words that ``folder`` itself holds, by section, key and language; none where it has no such files.

    Args:
        name: what the files are called, before their language.

    Raises:
        LawError: if a file cannot be read, or the languages do not have the same templates with the same placeholders.
    """
    files = {lang: folder / f"{name}.{lang}.po" for lang in LANGS}
    first = files[LANGS[0]]
    if not any(file.is_file() for file in files.values()):
        return {}
    found: dict[str, dict[str, dict[str, str]]] | None = kept(first, "words")
    if found is None:
        # Babel is slow to import, and what it read is kept.
        from xueshi.messages.po import CatalogueError, entries_alike

        try:
            read = entries_alike(files)
        except CatalogueError as error:
            raise LawError(str(error)) from None
        found = {}
        for lang, listed in read.items():
            for entry in listed.values():
                if entry.plural:
                    raise LawError(f"{files[lang]}: line {entry.line}: {entry.name}: a plural, allowed: one template")
                found.setdefault(entry.section, {}).setdefault(entry.key, {})[lang] = entry.forms[0]
        keep(first, "words", found, files.values())
    return found
