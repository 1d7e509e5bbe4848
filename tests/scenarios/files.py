"""Scenario files: their shape, their rows, and the single judgements that they stand for.

The format is described in docs/scenarios.md.  Everything that is wrong with a file is reported at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from tests.scenarios.reading import read_yaml

UNSTATED = "unstated"
"""A cell with this word takes the key that holds its placeholder out of the case."""

_PLACEHOLDER = re.compile(r"<([a-z][a-z0-9_]*)>")

Text = Annotated[str, Field(min_length=1)]
Verdict = Literal["compliant", "non_compliant", "undetermined", "deferred"]
Status = Literal["credited", "partly_credited", "not_credited", "undetermined"]


class ScenarioError(ValueError):
    """A scenario file that is at fault; the message holds one line for each fault."""


class Strict(BaseModel):
    """A model that knows its keys: any other key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Bounds(Strict):
    """Hours (学时) between bounds, both inclusive."""

    at_least: Decimal | None = None
    at_most: Decimal | None = None

    @model_validator(mode="after")
    def _some_bound(self) -> Bounds:
        if self.at_least is None and self.at_most is None:
            raise ValueError("needs at_least or at_most")
        return self


Hours = Decimal | Bounds
Subjects = dict[str, Hours]
OpenSubjects = dict[str, Hours | None]


class RecordExpect(Strict):
    """What is expected of one record: ``reasons`` must be among those found, ``not_reasons`` must not."""

    status: Status | None = None
    claimed: Subjects | None = None
    credited: Subjects | None = None
    amount: Hours | None = None
    lost: Hours | None = None
    reasons: list[Text] | None = None
    not_reasons: list[Text] | None = None


class LeaveExpect(Strict):
    """What is expected of one leave."""

    accepted: bool | None = None
    months: int | None = None
    days_over: int | None = None
    reasons: list[Text] | None = None


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


class OptimumExpect(Strict):
    """The standing of the allocation."""

    proven: bool | None = None
    count: int | None = None
    count_is_exact: bool | None = None


class DeemedExpect(Strict):
    """A completion that is deemed."""

    record: Text
    scope: Literal["professional", "year"]


class DecideExpect(Strict):
    """The least amount of an open record that would make the year compliant."""

    record: Text
    subject: Text
    hours: Hours


class WarningExpect(Strict):
    """A warning that must be among those found: of the record and with the code stated here."""

    code: Text | None = None
    record: Text | None = None


class Expect(Strict):
    """What a scenario expects; only what is stated here is compared."""

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
    allocation: dict[str, Text | PlaceExpect] | None = None
    optimum: OptimumExpect | None = None
    assumptions: dict[str, list[Text]] | None = None
    no_assumptions: dict[str, list[Text]] | None = None
    warnings: list[WarningExpect] | None = None
    error: list[Text] | None = None

    @model_validator(mode="after")
    def _something(self) -> Expect:
        stated = self.model_fields_set
        if not stated:
            raise ValueError("expects nothing")
        if "error" in stated and len(stated) > 1:
            raise ValueError("error stands alone: an input that is at fault has no result")
        return self


class ScenarioEntry(Strict):
    """One entry of a file's ``scenarios``, after a row's values have been put in."""

    name: Text
    readings: dict[str, Text] = Field(default_factory=dict)
    strict: bool = False
    base: Text | None = None
    given: dict[str, object]
    expect: Expect


class ScenarioFile(Strict):
    """The frame of a scenario file; its scenarios are checked row by row."""

    regulation: Text
    clause: Text
    about: Text
    case: dict[str, object]
    bases: dict[str, dict[str, object]] = Field(default_factory=dict)
    scenarios: Annotated[list[dict[str, object]], Field(min_length=1)]


@dataclass(frozen=True)
class Scenario:
    """One judgement to be run: a whole case, how it is judged, and what is expected."""

    file: Path
    regulation: str
    clause: str
    name: str
    readings: Mapping[str, str]
    strict: bool
    case: Mapping[str, object]
    expect: Expect


def read_scenarios(path: Path) -> list[Scenario]:
    """Return the scenarios of a file, one for each row of a table.

    Raises:
        ScenarioError: with every fault of the file, a line each.
    """
    return parse_scenarios(path.read_text(encoding="utf-8"), path)


def parse_scenarios(text: str, path: Path) -> list[Scenario]:
    """As :func:`read_scenarios`, from text; ``path`` is named in the messages."""
    faults: list[str] = []
    try:
        frame = ScenarioFile.model_validate(read_yaml(text, path))
    except ValidationError as error:
        raise ScenarioError("\n".join(_lines(f"{path}", error))) from error
    except ValueError as error:
        raise ScenarioError(str(error)) from error
    found: list[Scenario] = []
    for number, raw in enumerate(frame.scenarios, start=1):
        where = f"{path}: scenario {number} ({raw.get('name', 'without a name')})"
        for data in _expand(raw, where, faults):
            try:
                entry = ScenarioEntry.model_validate(data)
                found.append(_scenario(path, frame, entry))
            except ValidationError as error:
                faults += _lines(where, error)
            except ValueError as error:
                faults.append(f"{where}: {error}")
    names = [scenario.name for scenario in found]
    faults += [f"{path}: the name {name!r} is given twice" for name in sorted({n for n in names if names.count(n) > 1})]
    if faults:
        raise ScenarioError("\n".join(faults))
    return found


def _lines(where: str, error: ValidationError) -> list[str]:
    return [f"{where}: {'.'.join(map(str, item['loc']))}: {item['msg'].lower()}" for item in error.errors()]


def _scenario(path: Path, frame: ScenarioFile, entry: ScenarioEntry) -> Scenario:
    case = dict(frame.case)
    if entry.base is not None:
        if entry.base not in frame.bases:
            raise ValueError(f"base {entry.base!r} is unknown, known are {sorted(frame.bases)}")
        case = _joined(case, frame.bases[entry.base])
    return Scenario(
        file=path,
        regulation=frame.regulation,
        clause=frame.clause,
        name=entry.name,
        readings=entry.readings,
        strict=entry.strict,
        case=_joined(case, entry.given),
        expect=entry.expect,
    )


def _joined(under: Mapping[str, object], over: Mapping[str, object]) -> dict[str, object]:
    """Return ``over`` laid over ``under``; lists (records, leave) are put one behind the other."""
    joined = dict(under)
    for key, value in over.items():
        before = joined.get(key)
        if value == UNSTATED:
            joined.pop(key, None)
        elif isinstance(before, list) and isinstance(value, list):
            joined[key] = [*before, *value]
        else:
            joined[key] = value
    return joined


def _expand(raw: Mapping[str, object], where: str, faults: list[str]) -> Iterator[dict[str, object]]:
    """Yield a scenario once for each row, the row's values put in the place of ``<column>``."""
    body = {key: value for key, value in raw.items() if key != "rows"}
    used = set(_placeholders(body))
    if "rows" not in raw:
        if used:
            faults.append(f"{where}: placeholders without rows: {sorted(used)}")
            return
        yield body
        return
    table = raw["rows"]
    if not (isinstance(table, list) and len(table) > 1 and all(isinstance(row, list) for row in table)):
        faults.append(f"{where}: rows: needs a row of column names and at least one row of values")
        return
    columns = [str(cell) for cell in table[0]]
    if used != set(columns):
        faults.append(f"{where}: rows: columns {sorted(columns)} and placeholders {sorted(used)} differ")
        return
    for number, row in enumerate(table[1:], start=1):
        if len(row) != len(columns):
            faults.append(f"{where}: row {number}: {len(row)} values for {len(columns)} columns")
            continue
        filled = _filled(body, dict(zip(columns, row, strict=True)))
        assert isinstance(filled, dict)
        # A name is text even where it is one cell alone.
        yield filled if "name" not in filled else {**filled, "name": _shown(filled["name"])}


def _placeholders(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield from _PLACEHOLDER.findall(value)
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _placeholders(key)
            yield from _placeholders(item)
    elif isinstance(value, list):
        for item in value:
            yield from _placeholders(item)


def _filled(value: object, cells: Mapping[str, object]) -> object:
    if isinstance(value, str):
        whole = _PLACEHOLDER.fullmatch(value)
        if whole:
            return cells[whole[1]]
        return _PLACEHOLDER.sub(lambda match: _shown(cells[match[1]]), value)
    if isinstance(value, Mapping):
        filled = {_filled(key, cells): _filled(item, cells) for key, item in value.items()}
        return {key: item for key, item in filled.items() if item != UNSTATED or value.get(key) == UNSTATED}
    if isinstance(value, list):
        return [_filled(item, cells) for item in value]
    return value


def _shown(cell: object) -> str:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, list):
        return "+".join(_shown(item) for item in cell) or "none"
    if isinstance(cell, Mapping):
        return ", ".join(f"{key} {_shown(item)}" for key, item in cell.items())
    return str(cell)
