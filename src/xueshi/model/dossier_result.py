"""What becomes of a dossier: the parts of the question that it puts, and the years that it holds.

The JSON keys that are made of this are a public contract (docs/eligibility.md): they are added to, never renamed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from xueshi.model.dossier import Application
from xueshi.model.result import ReadingInForce, RecordResult, Regulation, Result, Verdict

Eligibility = Literal["eligible", "not_eligible", "undetermined"]

Unit = Literal["years", "hours", "points"]
"""What a part counts: qualified years, hours of one year, points of all its years together."""


@dataclass(frozen=True, slots=True)
class OpenRecord:
    """A record whose amount is open and could still decide a part."""

    year: int
    record: str


@dataclass(frozen=True, slots=True)
class SpanRecord:
    """What a record of one of the years that are added up gives them together."""

    year: int
    record: RecordResult


@dataclass(frozen=True, slots=True)
class Part:
    """One test of the question."""

    id: str
    title: str
    unit: Unit
    required: int | None
    """Years, or units of 1/9000 hour or point; ``None`` where the text has no test or the dossier does not say."""
    credited: int | None
    """As ``required``; ``None`` where nothing was judged here."""
    met: bool | None
    """``None``: undetermined."""
    clause: str
    years: tuple[int, ...]
    """The years that the part looks at."""
    open_years: tuple[int, ...]
    """Those of them that are unknown or undecided and could count."""
    open_records: tuple[OpenRecord, ...]
    records: tuple[SpanRecord, ...]
    """Of points, what each record gives them; else empty, for the years' own results tell."""


@dataclass(frozen=True, slots=True)
class YearOfDossier:
    """What is known of one year; ``result`` where it was judged here."""

    year: int
    verdict: Verdict
    result: Result | None = None


@dataclass(frozen=True, slots=True)
class DossierWarning:
    """Something that a reader of the result should know; it changes no part."""

    code: str
    clause: str
    message: str


@dataclass(frozen=True, slots=True)
class DossierResult:
    """The judgement of one dossier."""

    person: str
    jurisdiction: str
    regulation: Regulation
    """The regulation in force in the year of the application, or in the window's last year."""
    application: Application | None
    window: tuple[int, int] | None
    verdict: Eligibility
    parts: tuple[Part, ...]
    years: tuple[YearOfDossier, ...]
    """The years that the dossier knows of, in their order."""
    readings: tuple[ReadingInForce, ...]
    strict: bool
    warnings: tuple[DossierWarning, ...]
    lang: str
