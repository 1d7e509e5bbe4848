"""The codes of findings: stable, each with its severity and an example; ``codes.toml`` lists them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple, get_args

from xueshi.kept import read_table

Severity = Literal["error", "warning", "note"]
SEVERITIES: tuple[Severity, ...] = get_args(Severity)


class Code(NamedTuple):
    """A sort of finding."""

    id: str
    name: str
    """What it is called in data, as ``unsafe_variable``."""
    group: str
    severity: Severity
    bad: str
    """A short example that has the finding, as it stands in an encoding or in its metadata."""
    good: str
    """The example put right."""


@cache
def codes() -> Mapping[str, Code]:
    """Return every code by its id, in order."""
    table = read_table(Path(__file__).with_name("codes.toml"))
    found = {}
    for group, listed in table.items():
        for code, entry in listed.items():
            found[code] = Code(code, entry["name"], group, entry["severity"], entry["bad"], entry["good"])
    return found


def matching(pattern: str) -> tuple[str, ...]:
    """Return the codes that ``pattern`` means: a code, the beginning of some (``XS2``), or a group (``names``)."""
    return tuple(code.id for code in codes().values() if code.id.startswith(pattern) or code.group == pattern)
