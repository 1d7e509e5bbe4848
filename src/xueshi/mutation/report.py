"""What came of the mutants of several regulations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from xueshi.law.regulation import Regulation
from xueshi.mutation.distinguish import Seeking
from xueshi.mutation.encodings import Encodings
from xueshi.mutation.outcome import Outcome
from xueshi.mutation.tally import Tally, tally


@dataclass(frozen=True)
class Part:
    """The mutants of one regulation, of files that it shares with an earlier one left out."""

    law: Regulation
    outcomes: tuple[Outcome, ...]
    left_out: int
    shared: tuple[Path, ...]
    """Files that it shares with an earlier one, whose mutants are listed there."""

    @property
    def tally(self) -> Tally:
        """Return how many there are of each status."""
        return tally(self.outcomes)

    def place(self, outcome: Outcome) -> str:
        """Return file and line of a mutant; the file from where we are, if it lies below."""
        file = outcome.mutant.file
        here = Path.cwd()
        return f"{(file.relative_to(here) if file.is_relative_to(here) else file).as_posix()}:{outcome.mutant.line}"


@dataclass(frozen=True)
class Report:
    """What came of all of them."""

    parts: tuple[Part, ...]
    seeking: Seeking | None

    def failed(self, least: int | None) -> bool:
        """Tell whether a mutant survived, or fewer than ``least`` of a thousand were noticed.

        Without a search one that no scenario noticed has survived.
        """
        if least is not None:
            noticed = tally(outcome for part in self.parts for outcome in part.outcomes).noticed
            return noticed is not None and noticed < least
        bad = ("survived",) if self.seeking is not None else ("survived", "open")
        return any(outcome.status in bad for part in self.parts for outcome in part.outcomes)


def parts(found: Encodings, outcomes: Sequence[Outcome]) -> list[Part]:
    """Return the outcomes regulation by regulation."""
    made = []
    at = 0
    for law in found.laws:
        count = len(found.mutants[law.id])
        made.append(Part(law, tuple(outcomes[at : at + count]), found.left_out[law.id], found.shared[law.id]))
        at += count
    return made
