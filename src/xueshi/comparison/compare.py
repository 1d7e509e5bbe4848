"""Everything that is told of two sides."""

from __future__ import annotations

from dataclasses import dataclass

from xueshi.comparison.credits import Credits, credited
from xueshi.comparison.facts import Changes, changes
from xueshi.comparison.find import find
from xueshi.comparison.finding import Findings
from xueshi.comparison.pair import Pair
from xueshi.comparison.side import Side
from xueshi.messages import Lang


@dataclass(frozen=True)
class Compared:
    """Two sides held against each other.

    Attributes:
        changes: what two versions of one regulation say differently.
        credits: what two regulations credit for the same kinds.
    """

    pair: Pair
    findings: Findings
    changes: Changes | None
    credits: Credits | None

    @property
    def equal(self) -> bool:
        """Whether no case within the bound is judged differently."""
        return not self.findings.smallest and not any(k.credit or k.verdict for k in self.findings.kinds)


def compare(first: Side, second: Side, *, records: int = 3, kinds: tuple[str, ...] = (), lang: Lang = "en") -> Compared:
    """Return what tells two sides apart.

    Args:
        records: the most records of a generated case.
        kinds: only look at these kinds of record.
        lang: language of the results' reasons.

    Raises:
        EncodingError: if an encoding is at fault.
    """
    pair = Pair(first, second, lang)
    told = changes(first, second, pair.years) if pair.versions else None
    offered = None if pair.versions else credited(first, second, pair.years).of(kinds)
    return Compared(pair, find(pair, records=records, kinds=kinds, by_kind=not pair.versions), told, offered)
