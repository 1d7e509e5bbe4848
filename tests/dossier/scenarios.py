"""Scenario files of questions over several years: their shape, their rows, and how one is run (docs/eligibility.md)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Literal

import pytest
from pydantic import Field, ValidationError

import xueshi
from tests.scenarios.compare import Difference, table
from tests.scenarios.files import ScenarioError, Strict, Text, Verdict, _expand, _lines
from tests.scenarios.reading import read_yaml
from xueshi.errors import InputError

Answer = Literal["eligible", "not_eligible", "undetermined"]


class PartExpect(Strict):
    """What is expected of one part; only what is stated is compared."""

    required: Decimal | None = None
    credited: Decimal | None = None
    met: bool | None = None
    years: list[int] | None = None
    open_years: list[int] | None = None
    open_records: list[Text] | None = None


class DossierExpect(Strict):
    """What is expected of a dossier; ``parts`` are all of them, by id, in their order."""

    verdict: Answer | None = None
    parts: dict[str, PartExpect] | None = None
    years: dict[int, Verdict] | None = None
    warnings: list[Text] | None = None
    error: list[Text] | None = None


class Entry(Strict):
    """One scenario, after a row's values have been put in."""

    name: Text
    readings: dict[str, Text] = Field(default_factory=dict)
    strict: bool = False
    given: dict[str, Any]
    expect: DossierExpect


class Frame(Strict):
    """A file; a year that is given as a name stands for one of ``years``."""

    question: Text
    clause: Text
    about: Text
    dossier: dict[str, Any]
    years: dict[str, dict[str, Any]] = Field(default_factory=dict)
    scenarios: Annotated[list[dict[str, Any]], Field(min_length=1)]


@dataclass(frozen=True)
class Scenario:
    """One dossier to judge, how, and what is expected."""

    file: Path
    name: str
    readings: Mapping[str, str]
    strict: bool
    dossier: Mapping[str, Any]
    expect: DossierExpect


def read_scenarios(path: Path) -> list[Scenario]:
    """Return the scenarios of a file, one for each row of a table.

    Raises:
        ScenarioError: with every fault of the file, a line each.
    """
    faults: list[str] = []
    try:
        frame = Frame.model_validate(read_yaml(path.read_text(encoding="utf-8"), path))
    except ValidationError as error:
        raise ScenarioError("\n".join(_lines(f"{path}", error))) from error
    found: list[Scenario] = []
    for number, raw in enumerate(frame.scenarios, start=1):
        where = f"{path}: scenario {number} ({raw.get('name', 'without a name')})"
        for data in _expand(raw, where, faults):
            try:
                entry = Entry.model_validate(data)
            except ValidationError as error:
                faults += _lines(where, error)
                continue
            dossier = _joined(frame, entry.given)
            found.append(Scenario(path, entry.name, entry.readings, entry.strict, dossier, entry.expect))
    names = [scenario.name for scenario in found]
    faults += [f"{path}: the name {name!r} is given twice" for name in sorted({n for n in names if names.count(n) > 1})]
    if faults:
        raise ScenarioError("\n".join(faults))
    return found


def _joined(frame: Frame, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the file's dossier with what a scenario gives: its years beside the file's, other keys instead of them."""
    joined = {**frame.dossier, **given}
    for key in ("years", "verdicts"):
        years = {**(frame.dossier.get(key) or {}), **(given.get(key) or {})}
        if years:
            joined[key] = {
                int(year): frame.years[content] if key == "years" and isinstance(content, str) else content
                for year, content in years.items()
                if content != "unknown"
            }
    return joined


def verify(
    title: str, dossier: Mapping[str, Any], expect: DossierExpect, *, readings: Mapping[str, str], strict: bool
) -> None:
    """Judge a dossier and fail the running test, with a table of differences, where it is not as expected."""
    try:
        result = xueshi.dossier_json(xueshi.eligibility(dossier, readings=dict(readings), strict=strict))
    except InputError as error:
        if expect.error is None:
            raise
        wrong = [Difference("error", part, str(error)) for part in expect.error if part not in str(error)]
    else:
        wrong = list(_differences(expect, result))
        if expect.error is not None:
            wrong.append(Difference("error", ", ".join(expect.error), f"a result: {result['verdict']}"))
    if wrong:
        shown = f"{title}\n\n{table(wrong)}\n\n  readings: {dict(readings)}, strict: {strict}\n  {dict(dossier)}"
        pytest.fail(shown, pytrace=False)


def _differences(expect: DossierExpect, result: Mapping[str, Any]) -> Iterator[Difference]:
    if expect.verdict is not None and expect.verdict != result["verdict"]:
        yield Difference("verdict", expect.verdict, result["verdict"])
    if expect.parts is not None:
        ids = [part["id"] for part in result["parts"]]
        if ids != list(expect.parts):
            yield Difference("parts", ", ".join(expect.parts), ", ".join(ids))
        for part in result["parts"]:
            if part["id"] in expect.parts:
                yield from _part(expect.parts[part["id"]], part)
    for year, verdict in (expect.years or {}).items():
        found = result["years"].get(str(year), {}).get("verdict")
        if found != verdict:
            yield Difference(f"years.{year}", verdict, str(found))
    if expect.warnings is not None:
        codes = [warning["code"] for warning in result["warnings"]]
        if codes != expect.warnings:
            yield Difference("warnings", ", ".join(expect.warnings), ", ".join(codes))


def _part(expect: PartExpect, part: Mapping[str, Any]) -> Iterator[Difference]:
    for key in sorted(expect.model_fields_set):
        wanted, found = getattr(expect, key), part[key]
        if key == "open_records":
            found = [f"{item['year']} {item['record']}" for item in found]
        if isinstance(wanted, Decimal) and found is not None:
            found = Decimal(str(found))
        if wanted != found or isinstance(wanted, bool) != isinstance(found, bool):
            yield Difference(f"parts.{part['id']}.{key}", str(wanted), str(found))
