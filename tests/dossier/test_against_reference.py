"""Dossiers against the independent witness, on random years, windows and applications."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from hypothesis import given, note
from hypothesis import strategies as st

import xueshi
from tests import strategies
from tests.reference import judge_dossier
from xueshi.model.dossier_result import DossierResult, Part
from xueshi.model.units import UNITS_PER_HOUR


def number(part: Part, amount: int | None) -> Fraction | None:
    return None if amount is None else Fraction(amount, 1 if part.unit == "years" else UNITS_PER_HOUR)


def agree(dossier: Mapping[str, Any], readings: Mapping[str, str], *, strict: bool) -> DossierResult:
    """Assert that engine and reference say the same of ``dossier``."""
    note(f"dossier {dossier}\nreadings {readings} strict {strict}")
    result = xueshi.eligibility(dossier, readings=readings, strict=strict)
    expected = judge_dossier(dict(dossier), readings, strict)
    assert {year.year: year.verdict for year in result.years} == {
        year: found["verdict"] for year, found in expected["years"].items()
    }
    assert {year.year for year in result.years if year.result} == {
        year for year, found in expected["years"].items() if "result" in found
    }
    assert [part.id for part in result.parts] == list(expected["parts"])
    for part in result.parts:
        other = expected["parts"][part.id]
        assert number(part, part.required) == other["required"], part
        assert number(part, part.credited) == other["credited"], part
        assert part.met is other["met"], (part, other)
    assert result.verdict == expected["verdict"]
    return result


@given(
    dossier=strategies.lishui_dossiers(),
    readings=strategies.readings("lishui"),
    strict=st.booleans(),
)
def test_applications_in_lishui(dossier: dict[str, Any], readings: dict[str, str], strict: bool) -> None:
    result = agree(dossier, readings, strict=strict)
    for part in result.parts:
        assert (part.met is None) == bool(part.open_years and part.credited is not None and _could(part))


def _could(part: Part) -> bool:
    assert part.required is not None
    assert part.credited is not None
    return part.credited < part.required <= part.credited + len(part.open_years)


@given(
    dossier=strategies.binzhou_dossiers(),
    readings=strategies.readings("binzhou"),
    strict=st.booleans(),
)
def test_windows_in_binzhou(dossier: dict[str, Any], readings: dict[str, str], strict: bool) -> None:
    agree(dossier, readings, strict=strict)
