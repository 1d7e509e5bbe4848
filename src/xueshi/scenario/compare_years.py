"""What the result of a dossier has against what a scenario expects."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from xueshi.scenario.difference import ABSENT, Difference, shown, unexpected_result
from xueshi.scenario.model import DossierExpect, PartExpect

Json = Mapping[str, Any]


def dossier_differences(expect: DossierExpect, result: Json) -> list[Difference]:
    """Return all the differences between what is expected and a dossier's public JSON object."""
    return list(_of_dossier(expect, result))


def _of_dossier(expect: DossierExpect, result: Json) -> Iterator[Difference]:
    yield from unexpected_result(expect.error, result)
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
        found = result["years"].get(str(year), {}).get("verdict", ABSENT)
        if found != verdict:
            yield Difference(f"years.{year}", verdict, found)
    if expect.warnings is not None:
        codes = [warning["code"] for warning in result["warnings"]]
        if codes != expect.warnings:
            yield Difference("warnings", shown(expect.warnings), shown(codes))


def _part(expect: PartExpect, part: Json) -> Iterator[Difference]:
    for key in sorted(expect.model_fields_set):
        wanted, found = getattr(expect, key), part[key]
        if key == "open_records":
            found = [f"{item['year']} {item['record']}" for item in found]
        if isinstance(wanted, Decimal) and found is not None:
            found = Decimal(str(found))
        if wanted != found or isinstance(wanted, bool) != isinstance(found, bool):
            yield Difference(f"parts.{part['id']}.{key}", shown(wanted), shown(found))
