"""Running a case through the program's public interface and reporting what is not as expected."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest
import yaml

import xueshi
from tests.scenarios.compare import Difference, differences, table
from tests.scenarios.files import Expect, Scenario


def found_in(case: Mapping[str, object], readings: Mapping[str, str], strict: bool) -> Mapping[str, Any]:
    """Judge a case and return the public JSON object of its result."""
    found: Mapping[str, Any] = xueshi.result_json(xueshi.check(case, readings=dict(readings), strict=strict))
    return found


def verify(
    title: str, case: Mapping[str, object], expect: Expect, *, readings: Mapping[str, str], strict: bool
) -> None:
    """Judge a case and fail the running test, with a table of differences, where it is not as expected."""
    if expect.error is not None:
        _verify_error(title, case, expect.error, readings, strict)
        return
    wrong = differences(expect, found_in(case, readings, strict))
    if wrong:
        pytest.fail(_report(title, table(wrong), case, readings, strict), pytrace=False)


def verify_scenario(scenario: Scenario) -> None:
    """As :func:`verify`, for one scenario of a file; the regulation that judges must be the file's."""
    title = f"{scenario.file.name}, {scenario.clause}: {scenario.name}"
    verify(title, scenario.case, scenario.expect, readings=scenario.readings, strict=scenario.strict)


def _verify_error(
    title: str, case: Mapping[str, object], parts: list[str], readings: Mapping[str, str], strict: bool
) -> None:
    try:
        found = found_in(case, readings, strict)
    except Exception as error:
        # An input that is at fault must be told so by the program itself, not by a crash below it.
        if not type(error).__module__.startswith("xueshi"):
            raise
        wrong = [Difference("error", part, str(error)) for part in parts if part not in str(error)]
    else:
        wrong = [Difference("error", ", ".join(parts), f"a result: {found['verdict']}")]
    if wrong:
        pytest.fail(_report(title, table(wrong), case, readings, strict), pytrace=False)


def _report(title: str, differing: str, case: Mapping[str, object], readings: Mapping[str, str], strict: bool) -> str:
    class Dumper(yaml.SafeDumper):
        """Amounts are written as they were read."""

        def represent_amount(self, value: object) -> yaml.Node:
            return self.represent_scalar("tag:yaml.org,2002:float", str(value))

    Dumper.add_representer(Decimal, Dumper.represent_amount)
    how = f"  readings: {dict(readings) or 'defaults'}, strict: {strict}"
    shown = yaml.dump(
        dict(case), Dumper=Dumper, allow_unicode=True, sort_keys=False, default_flow_style=None, width=110
    )
    given = "\n".join(f"  {line}" for line in shown.splitlines())
    return f"{title}\n\n{differing}\n\ngiven\n{how}\n{given}"
