"""An independent witness: the regulations evaluated in plain Python, written from their texts alone.

It tries every placement of the free records, so it is slow and obvious; the encodings are compared with it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.reference import binzhou, eligibility, gansu, jining, lishui, weihai
from tests.reference.common import Record

_CITIES = {"jining": jining, "weihai": weihai, "lishui": lishui, "gansu": gansu, "binzhou": binzhou}

_DOSSIERS = {"lishui": eligibility.judge_dossier, "binzhou": binzhou.binzhou_windows}
"""Jurisdiction -> the test that looks at several years; other texts have none."""

READINGS: dict[str, dict[str, tuple[str, ...]]] = {name: city.READINGS for name, city in _CITIES.items()}
"""Jurisdiction -> reading -> answers, the default first."""


def judge(
    case: Record,
    readings: Mapping[str, str] | None = None,
    strict: bool = False,
    placement: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """Judge a case.

    Args:
        case: a valid case file in canonical keys; dates as dates or ISO text.
        readings: reading id -> answer; the others keep their default.
        strict: unstated facts count as absent.
        placement: record id -> subject; only placements that agree are tried.

    Returns:
        Hours are fractions.  ``verdict``; ``credited``, ``required``, ``shortfall``, ``relief`` by public,
        professional, total (``required`` may hold ``None``); ``deemed``: pairs of record and scope; ``records``: id ->
        status, claimed, credited, amount, lost, codes; ``caps``: one for each cap by person-year that has records;
        ``lost``: all hours lost; ``optimal``: every optimal placement, as sorted pairs of record and subject, with
        ``optimal_count``; ``outcomes``: optimal placement -> credited, shortfall, records, caps under it;
        ``assumptions``: pairs of record and fact.  Where several placements are optimal, the figures are those of the
        first in code-point order.  Lishui and Gansu add ``by_kind`` and ``would_decide``: record, subject, hours.
    """
    name = str(case["jurisdiction"])
    if name not in _CITIES:
        raise ValueError(f"no reference for {name}")
    city = _CITIES[name]
    year = int(case["year"])
    if year < city.FIRST_YEAR or (city.LAST_YEAR is not None and year > city.LAST_YEAR):
        raise ValueError(f"{name} has nothing in force for {year}")
    for reading, answer in (readings or {}).items():
        if answer not in city.READINGS[reading]:
            raise ValueError(f"{name} has no answer {answer} to {reading}")
    result: dict[str, Any] = city.judge(case, readings or {}, strict, placement)
    return result


def judge_dossier(dossier: Record, readings: Mapping[str, str] | None = None, strict: bool = False) -> dict[str, Any]:
    """Judge a dossier.

    Args:
        dossier: a valid dossier in canonical keys; years as numbers or text.
        readings: reading id -> answer; they also rule the years judged here.
        strict: unstated facts count as absent, unknown years as failed.

    Returns:
        ``verdict``: eligible, not_eligible or undetermined; ``parts``: id -> ``required``, ``credited``, ``met`` (true,
        false, or ``None`` where it is open) and ``clause``; ``years``: year -> ``verdict`` and, where it was judged
        here, ``result``.
    """
    name = str(dossier["jurisdiction"])
    if name not in _DOSSIERS:
        raise ValueError(f"{name} has no test over several years")
    return _DOSSIERS[name](dossier, readings or {}, strict)
