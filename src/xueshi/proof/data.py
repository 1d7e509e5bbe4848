"""What a proof found: plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from xueshi.law.regulation import Regulation
from xueshi.search.judged import Trial

Status = Literal["violated", "consequence", "unreached"]
"""``violated`` under the readings by default, a known ``consequence`` of another reading, or something that should
occur and was not ``unreached``."""


class Breach(NamedTuple):
    """A promise that one judgement breaks.

    Attributes:
        code: which promise.
        where: a cap, a record, a subject, a verdict.
        limit, found: units that are allowed, and that are there.
    """

    code: str
    where: str
    limit: int = 0
    found: int = 0


@dataclass(frozen=True, slots=True)
class Finding:
    """A counterexample, or something that no case shows.

    Attributes:
        code: what of the property does not hold; the key of its sentence.
        params: what fills the sentence: codes, names and amounts in hours.
        trial: the smallest case that shows it, where there is one.
        allowed: why it need not be so, by language, where the metadata beside the encoding gives a reason.
    """

    about: str
    code: str
    params: Mapping[str, str]
    status: Status
    trial: Trial | None = None
    allowed: Mapping[str, str] | None = None

    @property
    def readings(self) -> Mapping[str, str]:
        """Return the answers other than the default under which it shows."""
        return {} if self.trial is None else self.trial.readings


@dataclass(frozen=True, slots=True)
class Witness:
    """A case that shows something that should occur."""

    about: str
    code: str
    params: Mapping[str, str]
    trial: Trial


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one property.

    Attributes:
        about: the code of the property.
        name: of a property that stands beside the encoding, its own name.
        looked_at: how many were looked at of what the property is about.
        of: what that is: ``cases``, ``pairs``, ``choices``, ``fields``, ``rules``, ``reasons``, ``answers``.
        notes: what a reader should know beside; keys of sentences with what fills them.
    """

    about: str
    name: str
    looked_at: int
    of: str
    findings: tuple[Finding, ...] = ()
    witnesses: tuple[Witness, ...] = ()
    notes: tuple[tuple[str, Mapping[str, str]], ...] = ()
    sentence: Mapping[str, str] = field(default_factory=dict)
    """Of a property beside the encoding, what it says, by language."""

    @property
    def holds(self) -> bool:
        """Tell whether it holds under the readings by default."""
        return not any(one.status != "consequence" and one.allowed is None for one in self.findings)


@dataclass(frozen=True, slots=True)
class Bound:
    """How far was looked.

    Attributes:
        records: the most records of a generated case.
        options: ways to state one thing of a record.
        cases: cases that were generated.
        years: the years that they judge.
        answers: answers other than the default, each looked at by itself.
        left_out: fields that the encoding never names and no case states.
        sectors: the sectors that cases state.
    """

    records: int
    options: int
    cases: int
    years: tuple[int, ...]
    answers: int
    sectors: tuple[str, ...]
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Proof:
    """All that was found of one regulation."""

    law: Regulation
    bound: Bound
    outcomes: tuple[Outcome, ...]

    def fails(self, *, strict_readings: bool) -> bool:
        """Tell whether a property is violated; ``strict_readings`` counts what fails under another reading only."""
        return any(
            not one.holds or (strict_readings and any(f.status == "consequence" for f in one.findings))
            for one in self.outcomes
        )
