"""What the workbench finds on every encoding: scenarios, coverage, mutants, proofs, each by its own command."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
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
    minutes: int
    """Wall time of all of it, rounded up."""


def figures() -> Iterator[Figures]:
    """Yield the figures of each regulation."""
    for law in regulations():
        begun = time.monotonic()
        tested = _said("test", law.id)
        covered = _said("coverage", law.id)
        mutated = _said("mutate", law.id)
        proved = _said("verify", law.id)
        spent = int(-(-(time.monotonic() - begun) // 60))
        yield Figures(
            law.id,
            tested,
            _of(covered, law.id),
            _of(mutated["regulations"], law.id),
            _of(proved["regulations"], law.id),
            spent,
        )


def _said(command: str, law: str) -> Any:  # noqa: ANN401 - the JSON of a command
    print(f"{law}: {command}", file=sys.stderr, flush=True)  # noqa: T201 - a command line
    words = [sys.executable, "-m", "xueshi", "regulation", command, law, "--json"]
    ended = subprocess.run(words, capture_output=True, encoding="utf-8", check=False)
    if ended.returncode not in (0, 1):
        raise SystemExit(ended.stderr)
    return json.loads(ended.stdout)


def _of(listed: list[Json], law: str) -> Json:
    return next(one for one in listed if one["regulation"] == law)
