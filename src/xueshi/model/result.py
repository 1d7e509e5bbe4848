"""The result of judging one case: plain immutable data, every amount in units of 1/9000 hour.

:func:`xueshi.report.json_view.result_json` gives the public JSON object, in which hours are JSON numbers.
The names of the keys are a public contract (docs/results.md): they are added to, never renamed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from xueshi.model.units import Unit
from xueshi.model.value import Value

Verdict = Literal["compliant", "non_compliant", "undetermined", "deferred"]
"""``undetermined``: an amount that the text delegates could still decide; ``deferred``: the duty is postponed."""

Status = Literal["credited", "partly_credited", "not_credited", "undetermined"]

Amounts = Mapping[str, int]
"""Units by subject key (``public``, ``professional``, ``total`` or what a regulation declares)."""

OpenAmounts = Mapping[str, int | None]
"""As :data:`Amounts`; ``None`` for a minimum that the regulation does not write."""


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Regulation(Value):
    """The regulation that judged the case."""

    id: str
    title: str
    in_force: tuple[str, str | None]
    """First and last day in force, ISO dates; an open end is ``None``."""
    instrument: str = ""
    """The instrument's own number or name, in Chinese."""
    unit: Unit = "hour"
    """What all amounts of the result are: hours (学时) or points (学分)."""


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Reason(Value):
    """Why a record was credited, cut or refused."""

    code: str
    clause: str
    message: str
    hours: int = 0
    """Units that this reason cost the record; 0 for reasons that explain a credit."""
    subject: str | None = None
    fact: str | None = None
    """The field or document that decided, where there is one."""


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class RecordResult(Value):
    """What one record gave and lost.  ``lost`` = ``amount`` - the sum of ``credited``."""

    id: str
    kind: str
    title: str
    status: Status
    claimed: Amounts
    credited: Amounts
    amount: int
    lost: int
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class CapUse(Value):
    """One cap under which records stand: what it let through and what it cost."""

    id: str
    clause: str
    title: str
    per: Literal["day", "record", "year"]
    limit: int
    """The cap itself; for a cap by the day, the units of one day."""
    counted: int
    credited: int
    lost: int
    records: tuple[str, ...]


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Alternative(Value):
    """Another place for a record of the allocation and the price of forcing it there."""

    subject: str
    hours: int
    """What the record itself would give there."""
    more_shortfall: int
    """By how much the least sum of shortfalls would grow."""
    fewer_hours: int
    """At an equal sum of shortfalls, by how much the credited hours would fall (negative: they would rise)."""


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Placement(Value):
    """Where the optimum puts a record that had a choice."""

    record: str
    subject: str
    hours: int
    in_every_optimum: bool
    alternatives: tuple[Alternative, ...] = ()
    """Filled by ``allocate`` only."""


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Optimum(Value):
    """The standing of the allocation; ``count`` is a lower bound unless ``count_is_exact``."""

    proven: bool
    count: int
    count_is_exact: bool


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class ReadingInForce(Value):
    """The answer under which an open question of the text was judged."""

    id: str
    value: str
    decisive: bool | None
    clause: str
    default: bool
    question: str


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Assumption(Value):
    """A fact that was not stated and was taken in the person's favour.  ``record`` is ``None`` for the person."""

    record: str | None
    fact: str
    clause: str
    message: str


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Warning_(Value):
    """Something that a reader of the result should know; it changes no hour."""

    code: str
    record: str | None
    clause: str
    message: str


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Deemed(Value):
    """A completion that the regulation deems."""

    record: str
    scope: Literal["professional", "year"]
    clause: str


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class WouldDecide(Value):
    """The least amount of an open record that would make an undetermined year compliant."""

    record: str
    subject: str
    hours: int


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class LeaveResult(Value):
    """What became of one leave: the months it takes off the year, or why it takes none."""

    id: str
    kind: str
    months: int
    days_over: int
    accepted: bool
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Result(Value):
    """The judgement of one case."""

    person: str
    jurisdiction: str
    year: int
    regulation: Regulation
    verdict: Verdict
    credited: Amounts
    required: OpenAmounts
    shortfall: Amounts
    relief: Amounts
    deemed: tuple[Deemed, ...]
    by_kind: Amounts
    would_decide: tuple[WouldDecide, ...]
    records: tuple[RecordResult, ...]
    leave: tuple[LeaveResult, ...]
    caps: tuple[CapUse, ...]
    allocation: tuple[Placement, ...]
    optimum: Optimum
    readings: tuple[ReadingInForce, ...]
    strict: bool
    assumptions: tuple[Assumption, ...]
    warnings: tuple[Warning_, ...]
    all_readings: Mapping[str, object] | None = field(default=None)
    lang: str = "en"
