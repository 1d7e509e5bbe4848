"""Figures from reports that were saved: those of ``regulation mutate --json`` and of ``regulation verify --json``."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from xueshi.errors import InputError, Phrase, Problem

_COUNTED = ("killed", "survived", "equivalent", "open", "stillborn")


@dataclass(frozen=True, slots=True)
class Shown:
    """The smallest case on which an answer to a question of the text matters."""

    says: str
    case: str
    command: str


@dataclass(frozen=True, slots=True)
class Reports:
    """What saved reports say of one regulation.

    Attributes:
        mutants: counts by what became of them; ``None`` without a report.
        properties: code or own name, and whether it holds; ``None`` without a report.
        witnesses: by question and answer.
    """

    mutants: Mapping[str, int] | None = None
    properties: tuple[tuple[str, bool], ...] | None = None
    witnesses: Mapping[tuple[str, str], Shown] = field(default_factory=dict)


def read_reports(files: Iterable[str], law: str) -> Reports:
    """Return what ``files`` say of the regulation ``law``; one that says nothing of it is passed over.

    Raises:
        InputError: naming each file that is no such report.
    """
    found = Reports()
    problems: list[Problem] = []
    for name in files:
        try:
            entries = _entries(name)
            for entry in entries:
                if entry["regulation"] == law:
                    found = _with(found, entry)
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            found_phrase, allowed = (Phrase(f"fault.{key}", section="lawbook") for key in ("no_report", "report"))
            problems.append(Problem(name, "no_report", found_phrase, allowed))
    if problems:
        raise InputError(problems)
    return found


def _entries(name: str) -> list[dict[str, Any]]:
    data = json.loads(Path(name).read_text(encoding="utf-8"))
    listed: list[dict[str, Any]] = data["regulations"]
    for entry in listed:
        if not isinstance(entry["regulation"], str) or not ("mutants" in entry or "properties" in entry):
            raise ValueError(name)
    return listed


def _with(found: Reports, entry: Mapping[str, Any]) -> Reports:
    if "mutants" in entry:
        counts = {key: int(entry[key]) for key in _COUNTED if entry.get(key)}
        return Reports({"mutants": int(entry["mutants"]), **counts}, found.properties, found.witnesses)
    held = tuple((str(one["name"] or one["property"]), bool(one["holds"])) for one in entry["properties"])
    shown = {
        (str(one["params"]["question"]), str(one["params"]["answer"])): Shown(one["says"], one["case"], one["command"])
        for each in entry["properties"]
        if each["property"] == "readings"
        for one in each["witnesses"]
    }
    return Reports(found.mutants, held, shown)
