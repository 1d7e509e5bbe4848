"""What a receipt holds (docs/receipts.md): plain immutable data, and the JSON object that a file holds of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from xueshi.messages import Lang
from xueshi.receipt.canonical import ALGORITHM, digest
from xueshi.receipt.sources import Sources, sources_json

FORMAT = "xueshi-receipt"
VERSION = 1
"""Of the format; a file of another version is not read."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The settings under which a case was judged."""

    regulation: str | None
    """The regulation that was named; ``None`` where the one in force was to judge."""
    readings: Mapping[str, str]
    """The answer in force to each open question, the defaults included."""
    strict: bool
    all_readings: bool
    lang: Lang
    asp_path: tuple[str, ...]
    """Names of the further folders of encodings, without the way to them."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One case, what judged it, and the result."""

    regulation: str
    """Id of the regulation that judged."""
    sources: Sources
    asked: Asked
    case: Mapping[str, object]
    """See :func:`xueshi.receipt.case_form.case_form`."""
    result: Mapping[str, object]
    """The public JSON object; numbers are ``int`` or ``Decimal``."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was judged, by which program, and with which results."""

    program: str
    """Version of the program."""
    clingo: str
    """Version of the clingo library."""
    entries: tuple[Entry, ...]


def receipt_json(receipt: Receipt) -> dict[str, object]:
    """Return the JSON object of a receipt's file, with its hashes; keys in a fixed order."""
    out: dict[str, object] = {
        "format": {"name": FORMAT, "version": VERSION},
        "hash": ALGORITHM,
        "program": {"name": "xueshi", "version": receipt.program},
        "clingo": receipt.clingo,
        "cases": [_entry_json(entry) for entry in receipt.entries],
    }
    out["sha256"] = digest(out)
    return out


def _entry_json(entry: Entry) -> dict[str, object]:
    asked = entry.asked
    return {
        "regulation": entry.regulation,
        "law": sources_json(entry.sources.law),
        "vocabulary": sources_json(entry.sources.vocabulary),
        "settings": {
            "regulation": asked.regulation,
            "readings": dict(asked.readings),
            "strict": asked.strict,
            "all_readings": asked.all_readings,
            "lang": asked.lang,
            "asp_path": list(asked.asp_path),
        },
        "case": {"sha256": digest(entry.case), "stated": entry.case},
        "result": {"sha256": digest(entry.result), "found": entry.result},
    }


def broken_hashes(data: Mapping[str, object]) -> Iterator[tuple[int | None, str]]:
    """Yield the hashes that do not fit what they are of: the case (from 1; ``None`` for the receipt) and the part.

    Args:
        data: the JSON object of a file that has the form of a receipt.
    """
    if data["sha256"] != digest({key: value for key, value in data.items() if key != "sha256"}):
        yield None, "receipt"
    cases = data["cases"]
    assert isinstance(cases, list)
    for number, entry in enumerate(cases, 1):
        for part, content in (("law", "files"), ("vocabulary", "files"), ("case", "stated"), ("result", "found")):
            if entry[part]["sha256"] != digest(entry[part][content]):
                yield number, part
