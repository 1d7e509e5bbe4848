"""Make receipts of what was judged."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from xueshi._version import __version__
from xueshi.engine.judge import Settings
from xueshi.law.choose import named_regulation
from xueshi.model.case import Case
from xueshi.model.result import Result
from xueshi.receipt.canonical import exact, indented
from xueshi.receipt.case_form import case_form
from xueshi.receipt.form import Asked, Entry, Receipt, receipt_json
from xueshi.receipt.sources import Library
from xueshi.report.json_view import result_json
from xueshi.solver.grounding import clingo_version


def make(cases: Sequence[Case], results: Sequence[Result], settings: Settings) -> Receipt:
    """Return the receipt of ``results``, those of ``cases`` in their order under ``settings``.

    Raises:
        ValueError: if there is no case.
        LawError: if a file of the law cannot be read any more.
    """
    if not cases:
        raise ValueError("a receipt is of at least one case")
    library = Library(settings.roots)
    entries = tuple(_entry(case, result, settings, library) for case, result in zip(cases, results, strict=True))
    return Receipt(__version__, clingo_version(), entries)


def receipt_text(receipt: Receipt) -> str:
    """Return what a receipt's file holds, its last line break included: the same receipt gives the same text."""
    return indented(receipt_json(receipt)) + "\n"


def folder_names(roots: Iterable[Path]) -> tuple[str, ...]:
    """Return the names of the further folders of encodings; the way to them differs between machines."""
    return tuple(root.resolve().name for root in roots)


def _entry(case: Case, result: Result, settings: Settings, library: Library) -> Entry:
    law = named_regulation(result.regulation.id, settings.roots)
    return Entry(
        regulation=law.id,
        sources=library.sources(law, case.jurisdiction),
        asked=Asked(
            regulation=settings.regulation,
            readings={reading.id: reading.value for reading in result.readings},
            strict=settings.strict,
            all_readings=settings.all_readings,
            lang=settings.lang,
            asp_path=folder_names(settings.roots),
        ),
        case=case_form(case),
        result=found_json(result),
    )


def found_json(result: Result) -> dict[str, object]:
    """Return the public JSON object of ``result`` with exact numbers."""
    made = exact(result_json(result))
    assert isinstance(made, dict)
    return made
