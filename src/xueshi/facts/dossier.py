"""A dossier as facts: what it asks, what became of each year, and the records of years that are added up together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from xueshi.facts.person import PREDICATES, PersonFacts, shared_works
from xueshi.facts.record import code, record_facts
from xueshi.law.dossier import Question
from xueshi.law.regulation import Regulation
from xueshi.model.case import Case, Record
from xueshi.model.dossier import Dossier
from xueshi.model.kinds import Catalogue, catalogue
from xueshi.model.result import Result

DOSSIER = PERSON = CONTEXT = 1
"""One dossier a program: its number, that of the person who holds its records, and that of its context."""


@dataclass(frozen=True, slots=True)
class DossierFacts:
    """A dossier's facts, and where its parts stand in them."""

    text: str
    span: PersonFacts | None
    """The years that are added up together, as the one year of a person; ``None`` where none are."""
    span_years: tuple[int, ...]
    """The year of each record of the span."""


def dossier_facts(
    dossier: Dossier,
    question: Question,
    results: Mapping[int, Result],
    readings: Mapping[str, str],
    *,
    strict: bool,
    roots: tuple[Path, ...] = (),
) -> DossierFacts:
    """Return ``dossier`` as facts for the encoding of ``question``.

    Args:
        results: the years that were judged here.
        readings: answers to open questions that the encoding knows.
        strict: take unstated facts as absent and unknown years as failed.
        roots: further folders of jurisdictions, whose declared kinds the dossier may hold.
    """
    writer = _Writer(readings, strict=strict)
    writer.context(CONTEXT)
    lines = writer.lines
    lines.append(f"dossier({DOSSIER},{CONTEXT}).")
    if dossier.application is not None:
        lines.append(f"application({DOSSIER},{code(dossier.application.kind)},{dossier.application.year}).")
        if dossier.application.required_years is not None:
            lines.append(f"required_years({DOSSIER},{dossier.application.required_years}).")
    if dossier.window is not None:
        lines.append(f"window({DOSSIER},{dossier.window[0]},{dossier.window[1]}).")
    lines += [f"year_verdict({DOSSIER},{year},{code(verdict)})." for year, verdict in sorted(dossier.verdicts.items())]
    for year, result in sorted(results.items()):
        lines.append(f"year_given({DOSSIER},{year}). year_verdict({DOSSIER},{year},{result.verdict}).")
        if "total" in result.credited:
            lines.append(f"year_hours({DOSSIER},{year},{result.credited['total']}).")
    span: PersonFacts | None = None
    span_years: tuple[int, ...] = ()
    law = next((law for law in question.regulations if law.id == question.adds_up), None)
    if law is not None:
        kinds = catalogue(dossier.jurisdiction, (*roots, law.file.parent.parent))
        summed = [dossier.years[year] for year, result in sorted(results.items()) if result.regulation.id == law.id]
        records = writer.span(summed, law, kinds)
        span = PersonFacts(
            Case(dossier.person, dossier.jurisdiction, year=0, records=records, name=dossier.name),
            PERSON,
            records,
            (),
            tuple(range(1, len(records) + 1)),
        )
        span_years = tuple(case.year for case in summed for _ in case.records)
    return DossierFacts("\n".join(lines) + "\n", span, span_years)


class _Writer:
    def __init__(self, readings: Mapping[str, str], *, strict: bool) -> None:
        self._readings, self._strict = readings, strict
        self.lines: list[str] = []

    def context(self, number: int) -> None:
        """Write a context: the readings in force, and whether judgement is strict."""
        written = [f"context({number})."]
        if self._strict:
            written.append(f"strict({number}).")
        # Readings and answers were checked against the encoding's own; they are strings there.
        written += [f'chosen({number},"{reading}","{answer}").' for reading, answer in sorted(self._readings.items())]
        self.lines.append(" ".join(written))

    def span(self, cases: list[Case], law: Regulation, kinds: Catalogue) -> tuple[Record, ...]:
        """Write the years ``cases`` as the records of one person, each in the context of its own year."""
        lines = self.lines
        lines.append(f"person({PERSON},{CONTEXT}). added_up({DOSSIER},{PERSON}).")
        held: list[Record] = []
        for context, case in enumerate(cases, CONTEXT + 1):
            self.context(context)
            lines.append(f"year({context},{case.year}). in_span({context},{DOSSIER}).")
            for record in sorted(case.records, key=lambda record: record.id):
                held.append(record)
                rank = len(held)
                written = [f"holds({PERSON},{rank},{rank}). rank({PERSON},{rank},{rank}). content({rank},{context})."]
                for name, rest in record_facts(record, case.year, law, kinds, by_the_day=False):
                    written.append(f"{PREDICATES.get(name, name)}({rank}{',' if rest else ''}{rest}).")
                lines.append(" ".join(written))
        lines += shared_works(PERSON, held)
        return tuple(held)
