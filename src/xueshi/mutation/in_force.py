"""Mutants of the days on which a regulation begins and ends to be in force."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import MAXYEAR, MINYEAR, date, timedelta
from pathlib import Path

from xueshi.engine.judge import Settings, judge
from xueshi.law.regulation import Regulation
from xueshi.mutation.expectation import ALWAYS
from xueshi.mutation.outcome import Trial, Witness
from xueshi.read import case_from_mapping
from xueshi.report.json_view import result_json
from xueshi.scenario.cases import CASE_NAME, Scenario
from xueshi.solver.mutants import Edit, Mutant

_LINE = re.compile(rb'^in_force\s*=\s*\[\s*"([^"]*)"\s*,\s*"([^"]*)"\s*\]', re.MULTILINE)
ONE_DAY = timedelta(days=1)


def in_force_mutants(law: Regulation) -> Iterator[tuple[Mutant, Regulation]]:
    """Yield a mutant for each day by which the regulation could begin or end otherwise, and what it makes of it."""
    file = law.file.resolve().with_suffix(".toml")
    text = file.read_bytes()
    found = _LINE.search(text)
    if found is None:
        return
    line = text.count(b"\n", 0, found.start()) + 1
    for group, (first, last) in enumerate(((True, False), (False, True)), start=1):
        day = law.first_day if first else law.last_day
        for step in (ONE_DAY, -ONE_DAY):
            if day is None or not date.min < day < date.max:
                continue
            other = day + step
            edit = Edit(file, found.start(group), found.end(group), other.isoformat())
            before = found[0].decode()
            after = before.replace(f'"{day.isoformat()}"', f'"{other.isoformat()}"')
            changed = replace(law, first_day=other) if first else replace(law, last_day=other)
            if last and law.first_day == day:
                after = f'in_force = ["{law.first_day.isoformat()}", "{other.isoformat()}"]'
            yield Mutant("date", file, line, (), before, after, (edit,)), changed


def years_apart(law: Regulation, changed: Regulation, local: Sequence[Regulation]) -> list[int]:
    """Return the years that another regulation judges, or none, if ``changed`` takes the place of ``law``.

    Args:
        local: the regulations of the jurisdiction, by their first days.
    """
    others = sorted(
        (changed if one.id == law.id else one for one in local),
        key=lambda one: (one.jurisdiction, one.first_day, one.id),
    )
    days = [day for one in (law, changed) for day in (one.first_day, one.last_day) if day is not None]
    # Only the years around a day that moved can change hands.
    near = sorted({year for day in days for year in (day.year - 1, day.year, day.year + 1)})
    return [year for year in near if MINYEAR <= year <= MAXYEAR and _judge(local, year) != _judge(others, year)]


def in_force_trial(years: Iterable[int], scenarios: Iterable[Scenario]) -> Trial:
    """Return which scenario is of a year that changes hands."""
    changed = set(years)
    for scenario in scenarios:
        if scenario.case.get("year") in changed:
            return Trial("year", (scenario.place, scenario.name))
    return Trial()


def in_force_witness(law: Regulation, years: Sequence[int], roots: tuple[Path, ...] = ()) -> Witness | None:
    """Return an empty case of a year that changes hands, ``None`` where none does."""
    if not years:
        return None
    case = {"person": "P", "jurisdiction": law.jurisdiction, "year": years[0], "records": []}
    refused: dict[str, object] = {"error": [str(years[0])]}
    if not law.governs(years[0]):
        return Witness(law.id, case, expect=refused, other={"regulation": law.id})
    settings = Settings({}, regulation=law.id, roots=roots)
    result = result_json(judge([case_from_mapping(case, CASE_NAME, roots)], settings)[0])
    given = {key: result[key] for key in ALWAYS}
    return Witness(law.id, case, expect=given, other=refused)


def _judge(local: Iterable[Regulation], year: int) -> str | None:
    found = [law.id for law in local if law.governs(year)]
    return found[-1] if found else None
