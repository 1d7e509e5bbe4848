"""What the workbench finds on every encoding: scenarios, coverage, mutants, proofs, each by its own command."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xueshi.law.regulation import regulations

Json = dict[str, Any]


@dataclass(frozen=True)
class Figures:
    """What was found of one regulation; each part is the JSON of its command."""

    law: str
    scenarios: Json
    coverage: Json
    mutants: Json
    proofs: Json


def figures(kept: Path | None) -> Iterator[Figures]:
    """Yield the figures of each regulation.

    Args:
        kept: a folder in which what each command said is kept, and from which a run that was broken off goes on.
    """
    for law in regulations():
        tested, covered, proved = (_known(command, law.id, kept) for command in ("test", "coverage", "verify"))
        # A file that two regulations include is mutated once, and run against the scenarios of both.
        mutated = _known("mutate", law.jurisdiction, kept)
        yield Figures(
            law.id,
            tested,
            _of(covered, law.id),
            _of(mutated["regulations"], law.id),
            _of(proved["regulations"], law.id),
        )


def _known(command: str, law: str, kept: Path | None) -> Any:  # noqa: ANN401 - the JSON of a command
    if kept is None:
        return json.loads(_said(command, law))
    file = kept / f"{law}-{command}.json"
    if not file.is_file():
        kept.mkdir(parents=True, exist_ok=True)
        file.write_text(_said(command, law), encoding="utf-8")
    return json.loads(file.read_text(encoding="utf-8"))


def _said(command: str, law: str) -> str:
    print(f"{law}: {command}", file=sys.stderr, flush=True)  # noqa: T201 - a command line
    words = [sys.executable, "-m", "xueshi", "regulation", command, law, "--json"]
    ended = subprocess.run(words, capture_output=True, encoding="utf-8", check=False)
    if ended.returncode not in (0, 1):
        raise SystemExit(ended.stderr)
    return ended.stdout


def _of(listed: list[Json], law: str) -> Json:
    return next(one for one in listed if one["regulation"] == law)
