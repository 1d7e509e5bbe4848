"""From a mapping to a dossier: several years, each read as a case is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import cast

from xueshi.errors import Bare, Phrase
from xueshi.model.case import Case, Frozen
from xueshi.model.dossier import Application, Dossier, JudgedElsewhere
from xueshi.model.kinds import Field
from xueshi.read.findings import Fault
from xueshi.read.items import read_leave, read_records
from xueshi.read.scope import CASE_KEYS, Entries, Scope, read_in
from xueshi.read.tree import Repeated
from xueshi.read.values import (
    FIRST_DAY,
    INVALID,
    LAST_DAY,
    Faults,
    checked,
    code,
    found,
    may_be_unstated,
    refused,
    repeated,
    twice,
    whole,
)

_DOSSIER_KEYS = ("person", "jurisdiction", "sector", "earlier_modules", "window", "application", "years", "verdicts")


def dossier_from_mapping(data: object, name: str = "dossier", roots: tuple[Path, ...] = ()) -> Dossier:
    """Return the dossier that ``data`` describes; as :func:`xueshi.read.case_from_mapping`.

    Raises:
        InputError: with every fault of ``data``.
    """
    return read_in(Scope(name, roots), lambda scope: _dossier(scope, data))


def _dossier(scope: Scope, data: object) -> Dossier | None:
    entries = scope.entries(data, _DOSSIER_KEYS)
    if entries is None:
        return None
    person, jurisdiction = scope.name(entries, "person"), scope.jurisdiction(entries)
    common = Case(
        person,
        jurisdiction,
        year=0,
        sector=scope.sector(entries),
        earlier_modules=scope.earlier_modules(entries),
        name=scope.findings.file,
    )
    window, application = _window(scope, entries), _application(scope, entries)
    if "window" in entries and "application" in entries:
        both = Phrase("beside", {"other": (entries["window"][0],)})
        key = entries["application"][0]
        scope.findings.add(Fault("conflict", both, Phrase("window_or_application"), key))
    elif "window" not in entries and "application" not in entries:
        scope.findings.add(Fault("missing", Phrase("neither"), Phrase("window_or_application")))
    years = _years(scope, entries, common)
    return Dossier(
        person,
        jurisdiction,
        years=Frozen(years),
        verdicts=Frozen(_verdicts(scope, entries, years)),
        window=window,
        application=application,
        sector=common.sector,
        earlier_modules=common.earlier_modules,
        name=common.name,
    )


def _window(scope: Scope, entries: Entries) -> tuple[int, int] | None:
    if "window" not in entries:
        return None
    written, data = entries["window"]
    inner = scope.entries(data, ("from", "to"), None, written)
    if inner is None:
        return None
    place = Phrase("at", {"key": Bare(written)})
    first, last = scope.year(inner, "from", place), scope.year(inner, "to", place)
    if first is None or last is None:
        return None
    if last < first:
        allowed = Phrase("not_before_year", {"year": first})
        scope.findings.add(Fault("order", found(last, "number"), allowed, inner["to"][0]), place)
    return first, last


def _application(scope: Scope, entries: Entries) -> Application | None:
    if "application" not in entries:
        return None
    written, data = entries["application"]
    fields = scope.catalogue.application.fields
    inner = scope.entries(data, tuple(fields), None, written)
    if inner is None:
        return None
    place = Phrase("at", {"key": Bare(written)})
    values = {}
    for key, field in fields.items():

        def check(value: object, faults: Faults, field: Field = field) -> object:
            return checked(field, value, faults)

        values[key] = scope.value(inner, key, check, Phrase("given"), place)
    if None in values.values():
        return None
    return Application(values["kind"], values["year"], values["required_years"])


def _years(scope: Scope, entries: Entries, common: Case) -> dict[int, Case]:
    cases: dict[int, Case] = {}
    for year, _, data in _by_year(scope, entries, "years"):
        place = Phrase("year", {"year": year})
        inner = scope.entries(data, CASE_KEYS, place)
        if inner is None:
            continue
        _same(scope, inner, {"person": common.person, "jurisdiction": common.jurisdiction, "year": year}, place)
        sector, modules = scope.sector(inner, place), scope.earlier_modules(inner, place)
        cases[year] = Case(
            common.person,
            common.jurisdiction,
            year,
            records=read_records(scope, inner, place),
            leave=read_leave(scope, inner, place),
            sector=common.sector if sector is None else sector,
            earlier_modules=common.earlier_modules if modules is None else modules,
            name=common.name,
        )
    return cases


def _same(scope: Scope, inner: Entries, expected: Mapping[str, str | int], place: Phrase) -> None:
    """Note what a year says of the whole dossier and says otherwise."""
    for key, value in expected.items():
        if key not in inner:
            continue
        written, said = inner[key]
        if key == "jurisdiction" and isinstance(said, str):
            said = scope.known_jurisdiction(said)
        if type(said) is not type(value) or said != value:
            shown = found(said, "number" if key == "year" else "text")
            allowed = Phrase("as_dossier", {"value": str(value)})
            scope.findings.add(Fault("conflict", shown, allowed, written), place)


def _verdicts(scope: Scope, entries: Entries, years: Mapping[int, Case]) -> dict[int, JudgedElsewhere]:
    verdicts: dict[int, JudgedElsewhere] = {}
    for year, written, value in _by_year(scope, entries, "verdicts"):
        faults: Faults = []
        verdict = code(value, scope.catalogue.choices("verdict"), faults)
        if year in years:
            faults.append(Fault("conflict", Phrase("also_in_years"), Phrase("years_or_verdicts")))
        scope.add(faults, Phrase("at", {"key": Bare(entries["verdicts"][0])}), written)
        if verdict is not INVALID:
            verdicts[year] = cast("JudgedElsewhere", verdict)
    return verdicts


def _by_year(scope: Scope, entries: Entries, key: str) -> Iterator[tuple[int, str, object]]:
    """Yield the entries of a mapping from years: the year, the key as written, the value."""
    if key not in entries:
        return
    outer, data = entries[key]
    if not isinstance(data, Mapping):
        faults: Faults = []
        refused(data, Phrase("a_mapping_by_year"), faults)
        if data is None:
            may_be_unstated(faults)
        scope.add(faults, None, outer)
        return
    place = Phrase("at", {"key": Bare(outer)})
    if isinstance(data, Repeated):
        for again, line in data.again:
            scope.findings.add(repeated(again, line), place)
    seen: dict[int, str] = {}
    for written, value in data.items():
        faults = []
        year = whole(_year_key(written), FIRST_DAY.year, LAST_DAY.year, faults)
        if not isinstance(year, int):
            scope.add(faults, place, None)
        elif year in seen:
            scope.findings.add(twice(str(written), seen[year]), place)
        else:
            seen[year] = str(written)
            yield year, str(written), value


def _year_key(key: object) -> object:
    """Return the number that a year written as text stands for: JSON has only text for keys."""
    return int(key) if isinstance(key, str) and len(key) == 4 and key.isascii() and key.isdigit() else key
