"""What stands in a scenario file: its frame, its entries, and what they expect.

A ``ValueError`` here names the fault; :mod:`xueshi.scenario.faults` has the words.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, Tag, model_validator

Text = Annotated[str, Field(min_length=1)]
Verdict = Literal["compliant", "non_compliant", "undetermined", "deferred"]
Status = Literal["credited", "partly_credited", "not_credited", "undetermined"]
Eligible = Literal["eligible", "not_eligible", "undetermined"]


def _number(value: object) -> object:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise ValueError("hours")  # noqa: TRY004 - what Pydantic takes for a fault of the value
    return value


Number = Annotated[Decimal, BeforeValidator(_number)]


class Strict(BaseModel):
    """A model that knows its keys: any other key is a fault."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Bounds(Strict):
    """Hours (学时) between bounds, both inclusive."""

    at_least: Number | None = None
    at_most: Number | None = None

    @model_validator(mode="after")
    def _some_bound(self) -> Bounds:
        if self.at_least is None and self.at_most is None:
            raise ValueError("bounds")
        return self


def _form(value: object) -> str:
    return "mapping" if isinstance(value, Mapping | BaseModel) else "plain"


Hours = Annotated[
    Annotated[Number, Tag("plain")] | Annotated[Bounds, Tag("mapping")],
    Discriminator(_form),
]
Subjects = dict[str, Hours]
OpenSubjects = dict[str, Hours | None]


class ReasonExpect(Strict):
    """A reason that must be among those found, where its code alone does not say enough."""

    code: Text
    clause: Text | None = None
    hours: Number | None = None
    subject: Text | None = None
    fact: Text | None = None


Reason = Annotated[
    Annotated[Text, Tag("plain")] | Annotated[ReasonExpect, Tag("mapping")],
    Discriminator(_form),
]


class RecordExpect(Strict):
    """What is expected of one record: ``reasons`` must be among those found, ``not_reasons`` must not."""

    status: Status | None = None
    claimed: Subjects | None = None
    credited: Subjects | None = None
    amount: Hours | None = None
    lost: Hours | None = None
    reasons: list[Reason] | None = None
    not_reasons: list[Reason] | None = None


class LeaveExpect(Strict):
    """What is expected of one leave."""

    accepted: bool | None = None
    months: int | None = None
    days_over: int | None = None
    reasons: list[Reason] | None = None


class CapExpect(Strict):
    """A cap that must be among those found: the one with all the values stated here."""

    id: Text | None = None
    clause: Text | None = None
    per: Literal["day", "record", "year"] | None = None
    limit: Hours | None = None
    counted: Hours | None = None
    credited: Hours | None = None
    lost: Hours | None = None
    records: list[Text] | None = None


class PlaceExpect(Strict):
    """Where the optimum puts a record, where the subject alone does not say enough."""

    subject: Text | None = None
    hours: Hours | None = None
    in_every_optimum: bool | None = None
    possible: list[Text] | None = None
    """Subjects under which some optimum puts the record."""
    impossible: list[Text] | None = None
    """Subjects under which no optimum puts it."""


Place = Annotated[
    Annotated[Text, Tag("plain")] | Annotated[PlaceExpect, Tag("mapping")],
    Discriminator(_form),
]


class OptimumExpect(Strict):
    """The standing of the allocation."""

    proven: bool | None = None
    count: int | None = None
    count_is_exact: bool | None = None


class DeemedExpect(Strict):
    """A completion that is deemed."""

    record: Text
    scope: Literal["professional", "year"]
    clause: Text | None = None


class DecideExpect(Strict):
    """The least amount of an open record that would make the year compliant."""

    record: Text
    subject: Text
    hours: Hours


class WarningExpect(Strict):
    """A warning that must be among those found: of the record, with the code and the clause stated here."""

    code: Text | None = None
    record: Text | None = None
    clause: Text | None = None


class AssumptionExpect(Strict):
    """An assumption, where its fact alone does not say enough."""

    fact: Text
    clause: Text


Assumed = Annotated[
    Annotated[Text, Tag("plain")] | Annotated[AssumptionExpect, Tag("mapping")],
    Discriminator(_form),
]


class _Expecting(Strict):
    """Something is expected; a refusal stands alone."""

    error: list[Text] | None = None

    @model_validator(mode="after")
    def _something(self) -> _Expecting:
        if not self.model_fields_set:
            raise ValueError("nothing_expected")
        if "error" in self.model_fields_set and len(self.model_fields_set) > 1:
            raise ValueError("error_beside")
        return self


class Expect(_Expecting):
    """What a scenario expects of a year; only what is stated here is compared."""

    verdict: Verdict | None = None
    credited: Subjects | None = None
    required: OpenSubjects | None = None
    shortfall: Subjects | None = None
    relief: Subjects | None = None
    by_kind: Subjects | None = None
    deemed: list[DeemedExpect] | None = None
    would_decide: list[DecideExpect] | None = None
    records: dict[str, RecordExpect] | None = None
    leave: dict[str, LeaveExpect] | None = None
    caps: list[CapExpect] | None = None
    allocation: dict[str, Place] | None = None
    optimum: OptimumExpect | None = None
    assumptions: dict[str, list[Assumed]] | None = None
    no_assumptions: dict[str, list[Assumed]] | None = None
    warnings: list[WarningExpect] | None = None
    no_warnings: list[WarningExpect] | None = None
    readings: dict[str, Text] | None = None


class PartExpect(Strict):
    """What is expected of one part of a question over several years; only what is stated is compared."""

    required: Number | None = None
    credited: Number | None = None
    met: bool | None = None
    years: list[int] | None = None
    open_years: list[int] | None = None
    open_records: list[Text] | None = None


class DossierExpect(_Expecting):
    """What is expected of a dossier; ``parts`` are all of them, by id, in their order."""

    verdict: Eligible | None = None
    parts: dict[str, PartExpect] | None = None
    years: dict[int, Verdict] | None = None
    warnings: list[Text] | None = None


class _Entry(Strict):
    name: Text
    readings: dict[str, Text] = Field(default_factory=dict)
    strict: bool = False
    given: dict[str, Any]


class CaseEntry(_Entry):
    """One entry of a file's ``scenarios``, after a row's values have been put in."""

    base: Text | None = None
    expect: Expect


class DossierEntry(_Entry):
    """One entry of a file on several years."""

    expect: DossierExpect


class _File(Strict):
    clause: Text
    about: Text
    scenarios: Annotated[list[dict[str, Any]], Field(min_length=1)]


class CaseFile(_File):
    """The frame of a file on one year; its scenarios are checked row by row."""

    regulation: Text
    case: dict[str, Any]
    bases: dict[str, dict[str, Any]] = Field(default_factory=dict)


class DossierFile(_File):
    """The frame of a file on several years; a year that is given as a name stands for one of ``years``."""

    question: Text
    dossier: dict[str, Any]
    years: dict[str, dict[str, Any]] = Field(default_factory=dict)
