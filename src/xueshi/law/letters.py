"""What letters to claimants say of a regulation: its full name, its clauses in our own words, its offices, remedies.

``asp/core/letters.toml`` holds what is common, ``<id>.letters.toml`` beside an encoding what is its own, each with its
texts in ``letters.<lang>.po`` beside it (all optional for a further city: what is not said is left out);
``[[offices]]`` in ``<id>.toml`` who verifies hours under the text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from xueshi.kept import read_table
from xueshi.law.paths import asp_root
from xueshi.law.regulation import LawError, Regulation
from xueshi.law.words import read_words
from xueshi.messages import LANGS, Lang

T = TypeVar("T")

_SECTIONS = ("instrument", "clause", "answer", "looks_at", "action", "remedy")

_Spoken = Mapping[str, str]
"""A text by language."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause: how a letter cites it, and what it says in our words (empty where nothing is written)."""

    id: str
    cited: str
    says: str


@dataclass(frozen=True, slots=True)
class Advice:
    """What is said of a reason that no action puts right; ``possible``: something can still be supplied.

    ``text`` is a template with the placeholders ``{fact}`` and ``{year}``.
    """

    possible: bool
    text: str


@dataclass(frozen=True, slots=True)
class Office:
    """Who verifies or recognises hours, and the clauses that say so, as a letter cites them."""

    says: str
    cited: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _OfficeEntry:
    clauses: tuple[str, ...]
    of: frozenset[str]
    routes: frozenset[str]
    says: _Spoken


class LetterWords:
    """What the letters of one regulation say of it."""

    def __init__(self, tables: Sequence[Mapping[str, Any]], offices: Iterable[Mapping[str, Any]]) -> None:
        """Take the tables of letters, the common one first, and the regulation's offices.

        Raises:
            KeyError, TypeError: if an entry has not both languages.
        """
        merged: dict[str, dict[str, Any]] = {section: {} for section in _SECTIONS}
        for table in tables:
            for section, entries in table.items():
                merged[section].update(entries)
        self._instrument: Mapping[str, str] = merged["instrument"]
        self._clauses: Mapping[str, Any] = merged["clause"]
        self._answers: Mapping[str, _Spoken] = merged["answer"]
        self._looks_at: Mapping[str, Sequence[str]] = merged["looks_at"]
        self._actions: Mapping[str, _Spoken] = merged["action"]
        self._remedies: Mapping[str, Any] = merged["remedy"]
        self._offices = tuple(
            _OfficeEntry(
                tuple(entry["clauses"]), frozenset(entry.get("of", ())), frozenset(entry.get("routes", ())), entry
            )
            for entry in offices
        )
        for spoken in (
            *(entry for entry in self._clauses.values() if set(LANGS) & set(entry)),
            *(entry["cite"] for entry in self._clauses.values() if "cite" in entry),
            *self._answers.values(),
            *self._actions.values(),
            *self._remedies.values(),
            *(entry.says for entry in self._offices),
            *((self._instrument,) if self._instrument else ()),
        ):
            for lang in LANGS:
                spoken[lang]

    @property
    def clauses(self) -> tuple[str, ...]:
        """Return the clauses of which it is written what they say."""
        return tuple(clause for clause, entry in self._clauses.items() if LANGS[0] in entry)

    def name(self, lang: Lang) -> str:
        """Return the instrument's full name; empty where none is written."""
        return self._instrument.get(lang, "")

    @property
    def number(self) -> str:
        """Return the instrument's own number (文号), empty where it has none."""
        return self._instrument.get("number", "")

    @property
    def date(self) -> str:
        """Return the day of the instrument as ISO text, empty where the text does not give it."""
        return self._instrument.get("date", "")

    def separate(self, cited: str) -> list[str]:
        """Return the single clauses of what a result cites: of ``附件1 一(4)、二(7)`` two of annex 1."""
        found: list[str] = []
        annex = ""
        for part in filter(None, cited.split("、")):
            inherited = f"{annex} {part}"
            found.append(inherited if annex and inherited in self._clauses else part)
            if " " in part:
                annex = part.split(" ")[0]
        return found

    def clause(self, clause: str, lang: Lang) -> Clause:
        """Return a single clause; the one whose id is not known is cited as it is."""
        entry = self._clauses.get(clause, {})
        return Clause(clause, entry.get("cite", {}).get(lang, clause), entry.get(lang, ""))

    def answer(self, question: str, value: str, lang: Lang) -> str:
        """Return what an answer to an open question means, the answer's code where nothing is written."""
        entry = self._answers.get(f"{question}={value}")
        return entry[lang] if entry else value

    def looks_at(self, fact: str) -> tuple[str, ...]:
        """Return the fields of a record that decide ``fact``; by default the field of that name."""
        return tuple(self._looks_at.get(fact, (fact,)))

    def action(self, action: str, lang: Lang) -> str | None:
        """Return what is to be done, ``None`` where nothing is written.

        The template has the placeholders ``{documents}`` and ``{stated}``.
        """
        entry = self._actions.get(action)
        return entry[lang] if entry else None

    def remedy(self, reason: str, lang: Lang) -> Advice | None:
        """Return what is said of a loss for ``reason`` that no action puts right, ``None`` where nothing is written."""
        entry = self._remedies.get(reason)
        return Advice(bool(entry["can"]), entry[lang]) if entry else None

    def offices(self, clauses: Iterable[str], route: str | None, lang: Lang) -> tuple[Office, ...]:
        """Return who verifies hours that these single clauses decide, on this route, in the order of the file."""
        asked = set(clauses)
        return tuple(
            Office(entry.says[lang], tuple(self.clause(one, lang).cited for one in entry.clauses))
            for entry in self._offices
            if (not entry.of or entry.of & asked) and (not entry.routes or route in entry.routes)
        )

    def every_office(self, lang: Lang) -> Iterable[tuple[tuple[str, ...], str]]:
        """Yield the clauses and the words of every entry."""
        return ((entry.clauses, entry.says[lang]) for entry in self._offices)


def letter_words(law: Regulation) -> LetterWords:
    """Return what the letters of ``law`` say of it.

    Raises:
        LawError: if one of the files is at fault; the message names it.
    """
    return _read(law.file)


@cache
def _read(encoding: Path) -> LetterWords:
    own = encoding.with_suffix(".letters.toml")
    tables = [_with_texts(file) for file in (asp_root() / "core" / "letters.toml", own)]
    metadata = encoding.with_suffix(".toml")
    return _made(own, lambda: LetterWords(tables, _table(metadata).get("offices", ())))


def _with_texts(file: Path) -> Mapping[str, Any]:
    """Return a table of letters with its texts, which stand in catalogues of its name beside it."""
    found: dict[str, dict[str, Any]] = {}
    if file.is_file():
        found = {section: dict(entries) for section, entries in _table(file).items()}
    for section, texts in read_words(file.parent, file.stem).items():
        entries = found.setdefault("clause" if section == "cite" else section, {})
        for key, said in texts.items():
            if section == "instrument":
                entries.update(said)
            else:
                entries[key] = {**entries.get(key, {}), **({"cite": said} if section == "cite" else said)}
    return found


def _table(file: Path) -> Mapping[str, Any]:
    def read() -> Mapping[str, Any]:
        table: Mapping[str, Any] = read_table(file)
        return table

    return _made(file, read)


def _made(file: Path, make: Callable[[], T]) -> T:
    try:
        return make()
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise LawError(f"{file}: {type(error).__name__}: {error}") from None
