"""A dossier: several years of one person, for the rules that look at more than one year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from xueshi.model.case import Case

JudgedElsewhere = Literal["compliant", "non_compliant", "undetermined", "deferred"]


@dataclass(frozen=True, slots=True)
class Application:
    """An application for a professional title."""

    kind: Literal["title", "initial"]
    year: int
    required_years: int | None
    """Years that the title requires; ``None`` where the input states none."""


@dataclass(frozen=True, slots=True)
class Dossier:
    """Several years of one person.  Either ``window`` or ``application`` is given, never both."""

    person: str
    jurisdiction: str
    years: Mapping[int, Case]
    """The years to judge, each a case, in the order of the input."""
    verdicts: Mapping[int, JudgedElsewhere]
    """Years that were judged elsewhere; a year in neither mapping is unknown."""
    window: tuple[int, int] | None = None
    """First and last year that a certificate covers, both inclusive."""
    application: Application | None = None
    sector: str | None = None
    earlier_modules: int | None = None
    name: str = field(default="dossier", compare=False)
    """Where the dossier was read from, for messages."""
