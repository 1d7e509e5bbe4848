"""Derive again what a receipt tells, by the law at hand, and say what differs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, Literal, TypeVar

from xueshi._version import __version__
from xueshi.engine.judge import DEFAULT_TIME_LIMIT, Settings, judge
from xueshi.errors import InputError, Phrase, Problem
from xueshi.law.choose import regulation_for
from xueshi.law.declared import declared_readings
from xueshi.law.regulation import Regulation
from xueshi.messages import Lang
from xueshi.model.case import Case
from xueshi.model.result import Result
from xueshi.read import case_from_mapping
from xueshi.receipt.canonical import canonical
from xueshi.receipt.compare import Change, FileChange, changes, file_changes
from xueshi.receipt.form import Asked, Entry
from xueshi.receipt.make import folder_names, found_json
from xueshi.receipt.reading import Loaded, case_at
from xueshi.receipt.sources import Library, Sources
from xueshi.solver.grounding import clingo_version

_T = TypeVar("_T")

_WORDS = frozenset(["title", "message", "question"])
"""Keys of the result whose values depend on its language."""

Outcome = Literal["same", "differs", "no_result"]


@dataclass(frozen=True, slots=True)
class ThenAndNow(Generic[_T]):
    """What held when the receipt was made, and what holds now."""

    then: _T
    now: _T

    @property
    def differ(self) -> bool:
        """Tell whether they are not the same."""
        return self.then != self.now


@dataclass(frozen=True, slots=True)
class CaseReplay:
    """What became of one case."""

    person: object
    """As the receipt states it; in one that was changed it may be anything, as may the year."""
    year: object
    regulation: ThenAndNow[str]
    """Id of the regulation that judged then, and of the one that judges now (the same where none does)."""
    broken: tuple[str, ...]
    """Parts of the receipt whose hash does not fit them: ``law``, ``vocabulary``, ``case``, ``result``."""
    law: tuple[FileChange, ...]
    vocabulary: tuple[FileChange, ...]
    readings_gone: tuple[tuple[str, str], ...]
    """Readings in force then that the law at hand does not know, with their answers."""
    changes: tuple[Change, ...]
    """What differs in the result, from then to now."""
    refused: tuple[Problem, ...]
    """Why the law at hand gives no result."""

    @property
    def outcome(self) -> Outcome:
        """Tell how the result at hand stands to that of the receipt."""
        return "no_result" if self.refused else "differs" if self.changes else "same"

    @property
    def words_only(self) -> bool:
        """Tell whether what differs are titles and messages alone, and neither an amount nor a code."""
        return bool(self.changes) and all(change.key.rpartition(".")[2] in _WORDS for change in self.changes)


@dataclass(frozen=True, slots=True)
class Replay:
    """What became of a receipt."""

    name: str
    """The file's name as it was given."""
    broken: bool
    """Whether the receipt as a whole does not fit its hash: it was changed after it was written."""
    program: ThenAndNow[str]
    clingo: ThenAndNow[str]
    folders: ThenAndNow[tuple[str, ...]]
    """Names of the further folders of encodings."""
    cases: tuple[CaseReplay, ...]

    @property
    def same(self) -> bool:
        """Tell whether every result came out again and the receipt is as it was written.

        Versions and files of the law may differ: they are told, and they did not matter.
        """
        whole = not self.broken and not any(case.broken for case in self.cases)
        return whole and all(case.outcome == "same" for case in self.cases)


def replay(loaded: Loaded, *, roots: tuple[Path, ...] = (), time_limit: float | None = DEFAULT_TIME_LIMIT) -> Replay:
    """Judge the cases of a receipt again, under the settings that it tells.

    The readings are those that were in force, whatever is the default now.  Where the receipt names no regulation that
    was asked for, the one now in force judges.

    Args:
        loaded: the receipt.
        roots: further folders of jurisdictions.
        time_limit: seconds for the choice of one case; ``None`` for no limit.

    Raises:
        TimeLimitReached: if the optimum of a case could not be proven in time.
        EncodingError, LawError: if an encoding at hand is at fault.
    """
    made = _Replaying(loaded, roots, time_limit)
    then = dict.fromkeys(name for entry in loaded.receipt.entries for name in entry.asked.asp_path)
    return Replay(
        name=loaded.name,
        broken=(None, "receipt") in loaded.broken,
        program=ThenAndNow(loaded.receipt.program, __version__),
        clingo=ThenAndNow(loaded.receipt.clingo, clingo_version()),
        folders=ThenAndNow(tuple(then), tuple(folder_names(roots))),
        cases=made.cases(),
    )


@dataclass(slots=True)
class _Ready:
    """A case that can be judged."""

    case: Case
    law: Regulation
    pinned: Mapping[str, str]
    """The readings in force then that are known now."""


_Group = tuple[Lang, bool, bool, str | None, tuple[tuple[str, str], ...]]


class _Replaying:
    def __init__(self, loaded: Loaded, roots: tuple[Path, ...], time_limit: float | None) -> None:
        self._loaded, self._roots, self._time_limit = loaded, roots, time_limit
        self._entries = loaded.receipt.entries
        self._library = Library(roots)
        self._refused: dict[int, tuple[Problem, ...]] = {}

    def cases(self) -> tuple[CaseReplay, ...]:
        ready = {number: made for number in range(len(self._entries)) if (made := self._ready(number)) is not None}
        results = self._judged(ready)
        return tuple(
            self._case(number, entry, ready.get(number), results.get(number))
            for number, entry in enumerate(self._entries)
        )

    def _ready(self, number: int) -> _Ready | None:
        entry = self._entries[number]
        try:
            case = case_from_mapping(entry.case, self._loaded.name, self._roots)
            law = regulation_for(case, entry.asked.regulation, self._roots)
        except InputError as error:
            self._refuse(number, error)
            return None
        known = declared_readings(law.file)
        pinned = {key: answer for key, answer in entry.asked.readings.items() if answer in known.get(key, ())}
        return _Ready(case, law, pinned)

    def _judged(self, ready: Mapping[int, _Ready]) -> dict[int, Result]:
        """Judge what can be judged together: cases under equal settings."""
        groups: dict[_Group, list[int]] = defaultdict(list)
        for number, made in ready.items():
            asked = self._entries[number].asked
            key = (asked.lang, asked.strict, asked.all_readings, asked.regulation, tuple(sorted(made.pinned.items())))
            groups[key].append(number)
        results: dict[int, Result] = {}
        for numbers in groups.values():
            try:
                results.update(zip(numbers, self._judge(numbers, ready), strict=True))
            except InputError:
                self._one_by_one(numbers, ready, results)
        return results

    def _one_by_one(self, numbers: Iterable[int], ready: Mapping[int, _Ready], results: dict[int, Result]) -> None:
        for number in numbers:
            try:
                results[number] = self._judge([number], ready)[0]
            except InputError as error:
                self._refuse(number, error)

    def _judge(self, numbers: Sequence[int], ready: Mapping[int, _Ready]) -> list[Result]:
        first = numbers[0]
        asked: Asked = self._entries[first].asked
        settings = Settings(
            ready[first].pinned,
            asked.strict,
            asked.regulation,
            self._time_limit,
            asked.lang,
            self._roots,
            all_readings=asked.all_readings,
        )
        return judge([ready[number].case for number in numbers], settings)

    def _refuse(self, number: int, error: InputError) -> None:
        """Note why a case has no result, each fault placed in the case of the receipt."""
        case = case_at(number + 1)
        self._refused[number] = tuple(
            problem._replace(
                file=self._loaded.name,
                record=case if problem.record is None else Phrase("within", {"outer": case, "inner": problem.record}),
            )
            for problem in error.problems
        )

    def _case(self, number: int, entry: Entry, ready: _Ready | None, result: Result | None) -> CaseReplay:
        now = self._sources(ready)
        readings = entry.asked.readings.items() if ready else ()
        return CaseReplay(
            person=entry.case.get("person"),
            year=entry.case.get("year"),
            regulation=ThenAndNow(entry.regulation, ready.law.id if ready else entry.regulation),
            broken=tuple(part for at, part in self._loaded.broken if at == number + 1),
            law=file_changes(entry.sources.law, now.law) if now else (),
            vocabulary=file_changes(entry.sources.vocabulary, now.vocabulary) if now else (),
            readings_gone=tuple((key, answer) for key, answer in readings if ready and key not in ready.pinned),
            changes=_changes(entry.result, found_json(result)) if result else (),
            refused=self._refused.get(number, ()),
        )

    def _sources(self, ready: _Ready | None) -> Sources | None:
        return self._library.sources(ready.law, ready.case.jurisdiction) if ready else None


def _changes(then: Mapping[str, object], now: Mapping[str, object]) -> tuple[Change, ...]:
    return () if canonical(then) == canonical(now) else tuple(changes(then, now))
