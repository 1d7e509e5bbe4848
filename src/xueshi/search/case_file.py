"""A generated case as a case file, and the command that judges it as it was judged."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from shlex import quote

from xueshi.model.case import Case, Leave, Record
from xueshi.search.judged import Trial


def case_text(case: Case, person: str = "generated") -> str:
    """Return the case as YAML that ``xueshi check`` accepts: the head, then a line for each record and leave."""
    lines = [f"person: {_value(person)}", f"jurisdiction: {_value(case.jurisdiction)}", f"year: {case.year}"]
    if case.sector is not None:
        lines.append(f"sector: {_value(case.sector)}")
    if case.earlier_modules is not None:
        lines.append(f"earlier_modules: {case.earlier_modules}")
    for key, entries in (("records", case.records), ("leave", case.leave)):
        if entries:
            lines.append(f"{key}:")
            lines += [f"  - {_entry(entry)}" for entry in entries]
        elif key == "records":
            lines.append("records: []")
    return "\n".join(lines) + "\n"


def command(trial: Trial, file: str, regulation: str | None = None, roots: tuple[Path, ...] = ()) -> str:
    """Return the command line that judges ``file`` under the readings and the strictness of ``trial``."""
    words = ["xueshi", "check", quote(file)]
    words += [word for key, value in sorted(trial.readings.items()) for word in ("--reading", quote(f"{key}={value}"))]
    if trial.strict:
        words.append("--strict")
    if regulation is not None:
        words += ["--regulation", regulation]
    words += [word for root in roots for word in ("--asp-path", quote(str(root)))]
    return " ".join(words)


def _entry(entry: Record | Leave) -> str:
    return _value({"id": entry.id, "kind": entry.kind, **entry.stated})


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | Decimal):
        return format(value, "f") if isinstance(value, Decimal) else str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_value(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, tuple | list):
        return "[" + ", ".join(map(_value, value)) + "]"
    text = str(value)
    plain = text.replace("_", "").replace(" ", "").isalpha() and text.lower() not in _WORDS and text.isascii()
    return text if plain and text == text.strip() else '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


_WORDS = frozenset({"yes", "no", "on", "off", "true", "false", "null", "y", "n"})
