"""What came of a run, as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from xueshi.scenario.cases import AnyScenario
from xueshi.scenario.judge import Outcome


@dataclass(frozen=True)
class Run:
    """Scenarios, and the outcomes of the first of them: all, unless the run ended early.

    Attributes:
        without: regulations asked for that have no scenario.
    """

    scenarios: Sequence[AnyScenario]
    outcomes: Sequence[Outcome]
    without: Sequence[str] = ()

    @property
    def failed(self) -> list[Outcome]:
        """The outcomes that are not as expected."""
        return [outcome for outcome in self.outcomes if not outcome.passed]

    @property
    def passed(self) -> int:
        """How many scenarios came out as expected."""
        return len(self.outcomes) - len(self.failed)

    @property
    def not_run(self) -> int:
        """How many scenarios came to no outcome."""
        return len(self.scenarios) - len(self.outcomes)

    @property
    def files(self) -> int:
        """In how many files the scenarios stand."""
        return len({scenario.file for scenario in self.scenarios})
