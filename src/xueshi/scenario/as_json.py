"""What came of a run, as JSON."""

from __future__ import annotations

from decimal import Decimal

from xueshi.scenario.cases import AnyScenario
from xueshi.scenario.judge import Outcome
from xueshi.scenario.ran import Run


def run_json(run: Run) -> dict[str, object]:
    """Return the JSON value of ``xueshi regulation test --json``; the case stands with what failed."""
    return {
        "scenarios": len(run.scenarios),
        "files": run.files,
        "passed": run.passed,
        "failed": len(run.failed),
        "not_run": run.not_run,
        "without_scenarios": list(run.without),
        "results": [_result_json(run.scenarios[outcome.number], outcome) for outcome in run.outcomes],
    }


def _result_json(scenario: AnyScenario, outcome: Outcome) -> dict[str, object]:
    entry: dict[str, object] = {
        "regulation": scenario.regulation,
        "file": scenario.file.as_posix(),
        "line": scenario.line,
        "clauses": list(scenario.clauses),
        "name": scenario.name,
        "passed": outcome.passed,
    }
    if not outcome.passed:
        keys = ("where", "expected", "found")
        entry["differences"] = [dict(zip(keys, item.row("en"), strict=True)) for item in outcome.differences]
        entry["readings"] = dict(scenario.readings)
        entry["strict"] = scenario.strict
        entry["given"] = _plain(scenario.given)
    return entry


def _plain(value: object) -> object:
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, Decimal):
        # A whole number as such; any other as the text that a case file may hold, exactly.
        return int(value) if value == int(value) else f"{value:f}"
    return value
