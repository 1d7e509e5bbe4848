"""One input file being read: its faults, the declarations that hold for it, and the keys outside its records."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar, cast

from xueshi.errors import Bare, Phrase
from xueshi.model.declarations import DeclarationError
from xueshi.model.kinds import Catalogue, catalogue, folder_file, jurisdictions
from xueshi.read.findings import Fault, Findings, names, stop
from xueshi.read.tree import Repeated
from xueshi.read.values import (
    FIRST_DAY,
    INVALID,
    LAST_DAY,
    LONGEST_NAME,
    Faults,
    may_be_unstated,
    refused,
    repeated,
    text,
    twice,
    unknown,
    whole,
)

CASE_KEYS = ("person", "jurisdiction", "year", "sector", "earlier_modules", "records", "leave")
_MOST_MODULES = 8784

Entries = dict[str, tuple[str, Any]]
"""Canonical key -> the key as the file writes it, and the value."""

_Built = TypeVar("_Built")


class Scope:
    """What the parts of one file share while it is read."""

    def __init__(self, file: str, roots: tuple[Path, ...]) -> None:
        self.findings = Findings(file)
        self.catalogue: Catalogue = catalogue(None)
        self._roots = roots

    def add(self, faults: Faults, place: Phrase | None, key: str | None) -> None:
        """Note ``faults`` of the value under ``key``."""
        for fault in faults:
            if fault.key is None:
                fault.key = key
            self.findings.add(fault, place)

    def entries(
        self, data: object, codes: Sequence[str], place: Phrase | None = None, key: str | None = None
    ) -> Entries | None:
        """Return the entries of a mapping with the keys ``codes``; ``None`` where ``data`` is no mapping."""
        keys = Phrase("keys", {"names": names(self.catalogue.keys[name] for name in codes)})
        if not isinstance(data, Mapping):
            faults: Faults = []
            refused(data, Phrase("a_mapping_of", {"keys": keys}), faults)
            self.add(faults, place, key)
            return None
        known = self.catalogue.key_names(*codes)
        if isinstance(data, Repeated):
            for again, line in data.again:
                self.findings.add(repeated(again, line), place)
        entries: Entries = {}
        for written, value in data.items():
            name = known.get(written) if isinstance(written, str) else None
            if name is None:
                self.findings.add(unknown(written, tuple(known), keys), place)
            elif name in entries:
                self.findings.add(twice(written, entries[name][0]), place)
            else:
                entries[name] = (written, value)
        return entries

    def value(
        self,
        entries: Entries,
        key: str,
        check: Callable[[object, Faults], object],
        required: Phrase | None = None,
        place: Phrase | None = None,
    ) -> Any:  # noqa: ANN401 - each check tells what it returns
        """Return the checked value of ``key``; ``None`` where it is unstated or invalid (which is then noted)."""
        if key not in entries:
            if required is not None:
                self.findings.add(Fault("missing", Phrase("nothing"), required, key), place)
            return None
        written, value = entries[key]
        faults: Faults = []
        result = check(value, faults)
        if value is None and required is None:
            may_be_unstated(faults)
        self.add(faults, place, written)
        return None if result is INVALID else result

    def name(self, entries: Entries, key: str) -> str:
        """Return a required text; an empty one where it is missing or invalid."""
        value = self.value(entries, key, text, Phrase("text", {"max": LONGEST_NAME}))
        return value if isinstance(value, str) else ""

    def jurisdiction(self, entries: Entries) -> str:
        """Return the jurisdiction's folder name, and take the declarations that hold there."""
        written = self.name(entries, "jurisdiction")
        if not written:
            return written
        known = self.known_jurisdiction(written)
        self.catalogue = catalogue(known, self._roots)
        return known

    def known_jurisdiction(self, written: str) -> str:
        """Return the folder name for a jurisdiction's name in any language; an unknown name stays as it is."""
        known = self.catalogue.choices("jurisdiction").names.get(written)
        if known is None and folder_file(written, self._roots) is None and not written.isascii():
            known = jurisdictions(self._roots).names.get(written)
        return known or written

    def year(self, entries: Entries, key: str, place: Phrase | None = None) -> int | None:
        """Return a required year."""
        least, most = FIRST_DAY.year, LAST_DAY.year
        required = Phrase("count", {"min": least, "max": most})
        value = self.value(entries, key, lambda value, faults: whole(value, least, most, faults), required, place)
        return cast("int | None", value)

    def sector(self, entries: Entries, place: Phrase | None = None) -> str | None:
        """Return the sector, ``None`` where it is unstated."""
        value = self.value(entries, "sector", text, None, place)
        return self.catalogue.choices("sector").names.get(value, value) if isinstance(value, str) else None

    def earlier_modules(self, entries: Entries, place: Phrase | None = None) -> int | None:
        """Return the modules of earlier years, ``None`` where they are unstated."""

        def check(value: object, faults: Faults) -> object:
            return whole(value, 0, _MOST_MODULES, faults)

        return cast("int | None", self.value(entries, "earlier_modules", check, None, place))


def read_in(scope: Scope, build: Callable[[Scope], _Built | None]) -> _Built:
    """Return what ``build`` makes if nothing was noted in ``scope``.

    Raises:
        InputError: with everything that was noted, or with the fault of a jurisdiction's ``kinds.toml``.
    """
    try:
        built = build(scope)
    except DeclarationError as error:
        said = Phrase("declaration", {"said": Bare(str(error))})
        raise stop(scope.findings.file, "declaration", said, Phrase("good_kinds")) from None
    scope.findings.finish()
    assert built is not None
    return built
