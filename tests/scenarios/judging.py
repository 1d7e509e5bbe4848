"""Running a case through the program's public interface and reporting what is not as expected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

import xueshi
from xueshi.scenario.compare import differences
from xueshi.scenario.difference import Difference
from xueshi.scenario.model import Expect
from xueshi.scenario.written import as_yaml


def found_in(case: Mapping[str, object], readings: Mapping[str, str], strict: bool) -> Mapping[str, Any]:
    """Judge a case and return the public JSON object of its result."""
    found: Mapping[str, Any] = xueshi.result_json(xueshi.check(case, readings=dict(readings), strict=strict))
    return found


def verify(
    title: str, case: Mapping[str, object], expect: Expect, *, readings: Mapping[str, str], strict: bool
) -> None:
    """Judge a case and fail the running test, with a table of differences, where it is not as expected."""
    fail_on(differences(expect, found_in(case, readings, strict)), title, case, readings, strict)


def fail_on(
    wrong: Sequence[Difference], title: str, given: Mapping[str, object], readings: Mapping[str, str], strict: bool
) -> None:
    """Fail the running test if anything is wrong."""
    if wrong:
        rows = "\n".join("  ".join(difference.row("en")) for difference in wrong)
        how = f"readings: {dict(readings) or 'defaults'}, strict: {strict}"
        pytest.fail(f"{title}\n\n{rows}\n\n{how}\n{as_yaml(given)}", pytrace=False)
