"""What a regulation lets be put right after a refusal, read from data.

``asp/core/remedies.toml`` holds the decisions that all texts share, ``remedies.toml`` in a jurisdiction's folder its
own, which are asked first.  The form of the files is told at the head of the common one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

from xueshi.kept import read_table
from xueshi.law.paths import asp_root
from xueshi.law.regulation import LawError
from xueshi.messages import LANGS
from xueshi.model.case import Frozen

Holder = Literal["record", "leave"]
"""What a condition is asked of."""

Form = Literal["yes", "one_of", "paper", "any_way", "at_least", "own"]
"""The forms of a condition (asp/core/contract.toml)."""

NOTHING = "none"
"""The action of what cannot be put right."""

_FILE = "remedies.toml"


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether a condition that failed can still be met.

    Attributes:
        of: whose condition.
        asks: the condition's form.
        about: what it may be about; empty for anything.
        clauses: the clauses that may ask for it; empty for any.
        action: what can be done, :data:`NOTHING` where nothing can.
        documents: for an own condition, documents of which any meets it.
        ground: why, by language.
    """

    of: Holder
    asks: Form
    about: tuple[str, ...]
    clauses: tuple[str, ...]
    action: str
    documents: tuple[str, ...]
    ground: Mapping[str, str]

    @property
    def possible(self) -> bool:
        """Tell whether something can be done."""
        return self.action != NOTHING

    def fits(self, of: Holder, asks: str, about: str, clause: str) -> bool:
        """Tell whether this decides about the condition."""
        return (
            (self.of, self.asks) == (of, asks)
            and (not self.about or about in self.about)
            and (not self.clauses or clause in self.clauses)
        )


@dataclass(frozen=True, slots=True)
class Favour:
    """What an unstated fact is to be confirmed as: any of some values, else another field's, else a law's number."""

    values: tuple[str | int | bool, ...] = ()
    field: str | None = None
    law: str | None = None


@dataclass(frozen=True, slots=True)
class LastDay:
    """A last day that the text writes.

    Attributes:
        law: the encoding's predicate of year and day (YYYYMMDD).
        reading: answers under which it binds, by question.
        actions: what it ends.
        clause: where it is written.
    """

    law: str
    reading: Mapping[str, str]
    actions: tuple[str, ...]
    clause: str


@dataclass(frozen=True, slots=True)
class Remediable:
    """All that a jurisdiction lets be put right."""

    decisions: tuple[Decision, ...]
    confirm: Mapping[str, Favour]
    """Facts that no condition asks for, by field."""
    last_day: LastDay | None
    attests: Mapping[str, Mapping[str, tuple[str | bool, ...]]]
    """By document and field, the values that the document would contradict."""

    def decide(self, of: Holder, asks: str, about: str, clause: str) -> Decision | None:
        """Return the decision about a failed condition, ``None`` where nothing was decided: it cannot be put right."""
        return next((entry for entry in self.decisions if entry.fits(of, asks, about, clause)), None)


@cache
def remediable(folder: Path) -> Remediable:
    """Return what the jurisdiction whose folder is ``folder`` lets be put right.

    Raises:
        LawError: if a ``remedies.toml`` cannot be read or has another form; the message names file and entry.
    """
    decisions: list[Decision] = []
    confirm: dict[str, Favour] = {}
    last_day: LastDay | None = None
    attests: dict[str, Mapping[str, tuple[str | bool, ...]]] = {}
    for file in (folder / _FILE, asp_root() / "core" / _FILE):
        if file.is_file():
            made = _read(file)
            decisions += made.decisions
            confirm = {**made.confirm, **confirm}
            last_day = last_day or made.last_day
            attests = {**made.attests, **attests}
    return Remediable(tuple(decisions), confirm, last_day, attests)


def _read(file: Path) -> Remediable:
    where = ""
    try:
        data = read_table(file)
        _known(data, ("change", "confirm", "deadline", "attests"))
        decisions = []
        for number, entry in enumerate(data.get("change", []), 1):
            where = f"change {number}: "
            decisions.append(_decision(entry))
        confirm = {}
        for field, entry in data.get("confirm", {}).items():
            where = f"confirm.{field}: "
            confirm[field] = _favour(entry)
        where = "deadline: "
        deadline = None if "deadline" not in data else _last_day(data["deadline"])
        attests = {}
        for document, entry in data.get("attests", {}).items():
            where = f"attests.{document}: "
            attests[document] = {str(field): tuple(values) for field, values in entry.items()}
        return Remediable(tuple(decisions), confirm, deadline, attests)
    except (OSError, KeyError, ValueError, TypeError, AttributeError) as error:
        raise LawError(f"{file}: {where}{error}") from None


def _decision(entry: Mapping[str, Any]) -> Decision:
    _known(entry, ("of", "asks", "about", "clauses", "action", "documents", "ground"))
    return Decision(
        of=_one("of", entry.get("of", "record"), get_args(Holder)),
        asks=_one("asks", entry["asks"], get_args(Form)),
        about=_texts(entry, "about"),
        clauses=_texts(entry, "clauses"),
        action=str(entry["action"]),
        documents=_texts(entry, "documents"),
        ground=Frozen({lang: str(entry["ground"][lang]) for lang in LANGS}),
    )


def _favour(entry: object) -> Favour:
    if isinstance(entry, dict):
        _known(entry, ("field", "law"))
        return Favour(field=entry.get("field"), law=entry.get("law"))
    values = tuple(entry) if isinstance(entry, list) else (entry,)
    if not all(isinstance(value, str | int) for value in values):
        raise TypeError(f"{entry!r} is neither a value nor a list of values")
    return Favour(values)


def _last_day(entry: Mapping[str, Any]) -> LastDay:
    _known(entry, ("law", "reading", "actions", "clause"))
    reading = {str(question): str(answer) for question, answer in entry.get("reading", {}).items()}
    return LastDay(str(entry["law"]), reading, _texts(entry, "actions"), str(entry["clause"]))


def _texts(entry: Mapping[str, Any], key: str) -> tuple[str, ...]:
    listed = entry.get(key, [])
    if not isinstance(listed, list) or not all(isinstance(text, str) for text in listed):
        raise TypeError(f"{key}: {listed!r} is no list of texts")
    return tuple(listed)


def _known(entry: Iterable[str], allowed: Iterable[str]) -> None:
    more = sorted(set(entry) - set(allowed))
    if more:
        raise ValueError(f"{', '.join(more)}: none of {', '.join(allowed)}")


def _one(key: str, value: object, allowed: tuple[Any, ...]) -> Any:  # noqa: ANN401 - one of the literals it is given
    if value not in allowed:
        raise ValueError(f"{key}: {value!r} is none of {', '.join(allowed)}")
    return value


__all__ = ["NOTHING", "Decision", "Favour", "Form", "Holder", "LastDay", "Remediable", "remediable"]
