"""Records and leaves: lists of mappings whose keys depend on their kind."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, Literal, NamedTuple

from xueshi.errors import Bare, Name, Phrase
from xueshi.model.case import Leave, Record, Stated
from xueshi.model.kinds import Kind, Terms
from xueshi.read.conflicts import conflicts
from xueshi.read.findings import Fault, names
from xueshi.read.scope import Entries, Scope
from xueshi.read.tree import Repeated
from xueshi.read.values import INVALID, Faults, checked, code, may_be_unstated, refused, repeated, text, twice, unknown


class Shape(NamedTuple):
    """How records, or leaves, are read."""

    key: Literal["records", "leave"]
    word: Literal["record", "leave"]
    """How messages call one of them."""
    kinds: Terms
    form: Callable[[str], Kind]
    general: Kind
    """The fields that are checked when the kind is not known."""
    every: Callable[[], Collection[str]]
    """The keys of all kinds."""


class _Read(NamedTuple):
    id: str
    kind: str
    stated: dict[str, object]
    place: Phrase


def read_records(scope: Scope, entries: Entries, within: Phrase | None = None) -> tuple[Record, ...]:
    """Return the records under the key ``records``; none where it is unstated."""
    declared = scope.catalogue
    shape = Shape(
        "records", "record", declared.kinds, declared.kind, declared.unknown_kind, lambda: declared.every_field
    )
    read = _read_list(scope, entries, shape, within)
    _check_sum(scope, entries, read, within)
    return tuple(Record(item.id, item.kind, Stated(item.stated)) for item in read)


def read_leave(scope: Scope, entries: Entries, within: Phrase | None = None) -> tuple[Leave, ...]:
    """Return the leaves under the key ``leave``; none where it is unstated."""
    form = scope.catalogue.leave
    shape = Shape("leave", "leave", scope.catalogue.choices("leave"), lambda _: form, form, lambda: form.names)
    read = _read_list(scope, entries, shape, within)
    _check_overlaps(scope, read)
    return tuple(Leave(item.id, item.kind, Stated(item.stated)) for item in read)


def _read_list(scope: Scope, entries: Entries, shape: Shape, within: Phrase | None) -> list[_Read]:
    if shape.key not in entries:
        return []
    written, items = entries[shape.key]
    most = scope.catalogue.limits[shape.key]
    faults: Faults = []
    if not isinstance(items, (list, tuple)):
        refused(items, Phrase(f"list_of_{shape.key}"), faults)
        if items is None:
            may_be_unstated(faults)
    elif len(items) > most:
        faults.append(Fault("limit", Phrase("a_list", {"n": len(items)}), Phrase("most_items", {"max": most})))
    if faults:
        scope.add(faults, within, written)
        return []
    read: list[_Read] = []
    first: dict[str, int] = {}
    for at, data in enumerate(items, 1):
        item = _read_item(scope, data, at, shape, within)
        if item is None:
            continue
        if item.id in first:
            shown = Phrase(f"again_{shape.word}", {"value": item.id, "first": first[item.id], "second": at})
            key = written_key(data, "id", scope.catalogue.heads)
            scope.findings.add(Fault("duplicate_id", shown, Phrase("own_id"), key), item.place)
        elif item.id:
            first[item.id] = at
        read.append(item)
    return read


def _read_item(scope: Scope, data: object, at: int, shape: Shape, within: Phrase | None) -> _Read | None:
    if not isinstance(data, Mapping):
        faults: Faults = []
        refused(data, Phrase(f"a_{shape.word}"), faults)
        scope.add(faults, _place(shape.word, at, None, within), None)
        return None
    item = Item(scope, data, shape)
    item.read()
    place = _place(shape.word, at, item.id or None, within)
    for fault in item.faults:
        scope.findings.add(fault, place)
    return _Read(item.id, item.kind, item.stated, place)


class Item:
    """One record or leave while it is read."""

    def __init__(self, scope: Scope, data: Mapping[Any, object], shape: Shape) -> None:
        self._keys = scope.catalogue.keys
        self._heads = scope.catalogue.heads
        self._data = data
        self._shape = shape
        self.faults: Faults = []
        self._written = {key: written_key(data, key, self._heads) for key in ("id", "kind")}
        self.kind = self._head("kind", lambda value, faults: code(value, shape.kinds, faults))
        self.id = self._head("id", text)
        self._form = shape.form(self.kind) if self.kind else shape.general
        self.stated: dict[str, object] = {}

    def read(self) -> None:
        """Fill :attr:`stated` and :attr:`faults`."""
        data, stated, faults = self._data, self.stated, self.faults
        known = self._form.names
        if isinstance(data, Repeated):
            faults += [repeated(key, line) for key, line in data.again]
        for key, value in data.items():
            field = known.get(key) if isinstance(key, str) else None
            if field is None:
                self._other_key(key)
            elif field.key in stated:
                faults.append(twice(key, self._as_written(field.key)))
            else:
                before = len(faults)
                stated[field.key] = checked(field, value, faults)
                if len(faults) > before:
                    _set_key(faults, before, key)
        if self._written["kind"] is None:
            kinds = Phrase("one_of", {"names": names(self._shape.kinds.values())})
            faults.append(Fault("missing", Phrase("nothing"), kinds, "kind"))
        if self._written["id"] is None:
            faults.append(Fault("missing", Phrase("nothing"), Phrase("own_id"), "id"))
        for fault in conflicts(stated):
            fault.key = self._as_written(fault.key or "")
            faults.append(fault)

    def _head(self, key: str, check: Callable[[object, Faults], object]) -> str:
        """Return ``id`` or ``kind``, empty where it is missing or invalid."""
        written = self._written[key]
        if written is None:
            return ""
        before = len(self.faults)
        value = check(self._data[written], self.faults)
        _set_key(self.faults, before, written)
        return value if isinstance(value, str) else ""

    def _other_key(self, key: object) -> None:
        """Judge a key that is no field of the form: ``id`` and ``kind``, a field of other kinds, or unknown."""
        head = self._heads.get(key) if isinstance(key, str) else None
        if head is not None:
            first = self._written[head]
            if key != first:
                self.faults.append(twice(str(key), str(first)))
            return
        elsewhere = isinstance(key, str) and key in self._shape.every()
        if elsewhere and not self.kind:
            return
        keys = [Name(term.code, term.zh) for term in (self._keys["id"], self._keys["kind"])]
        keys += names(field.term for field in self._form.fields.values())
        if self._shape.word == "record" and self.kind:
            allowed = Phrase("keys_of_kind", {"kind": self.kind, "names": keys})
        else:
            allowed = Phrase("keys", {"names": keys})
        if elsewhere:
            self.faults.append(Fault("unknown_key", Phrase("other_kinds_key", {"kind": self.kind}), allowed, str(key)))
        else:
            known = self._form.names if self.kind else self._shape.every()
            self.faults.append(unknown(key, (*self._heads, *known), allowed))

    def _as_written(self, key: str) -> str:
        known = {name: field.key for name, field in self._form.names.items()}
        return written_key(self._data, key, known) or key


def _check_sum(scope: Scope, entries: Entries, read: Sequence[_Read], within: Phrase | None) -> None:
    """Refuse records whose amounts together leave the range in which hours are summed exactly."""
    if len(read) < 2:
        return
    limits = scope.catalogue.limits
    total = Decimal(0)
    for item in read:
        if item.kind:
            total += most_hours(scope.catalogue.kind(item.kind), item.stated, limits["flat"])
    if total > limits["hours"]:
        shown = Phrase("hours_in_all", {"n": int(total)})
        allowed = Phrase("most_hours", {"max": limits["hours"]})
        scope.findings.add(Fault("limit", shown, allowed, entries["records"][0]), within)


def most_hours(kind: Kind, stated: Mapping[str, Any], flat: int) -> Decimal:
    """Return the most hours that a record's amounts can stand for."""
    most = Decimal(flat if kind.flat else 0)
    for key, inner, each in kind.weights:
        amount = stated.get(key, INVALID)
        if amount is not INVALID and inner is not None:
            amount = amount.get(inner, INVALID)
        if amount is not INVALID:
            most = max(most, each * (sum(amount) if isinstance(amount, tuple) else amount))
    return most


def _check_overlaps(scope: Scope, read: Sequence[_Read]) -> None:
    """Note each leave that shares a day with an earlier one."""
    spans: list[tuple[datetime.date, datetime.date, Phrase]] = []
    for item, start, end in _spans(read):
        other = next((place for from_, to, place in spans if start <= to and from_ <= end), None)
        if other is not None:
            shown = Phrase("overlap", {"start": Bare(start.isoformat()), "end": Bare(end.isoformat()), "other": other})
            scope.findings.add(Fault("overlap", shown, Phrase("no_overlap"), "start"), item.place)
        spans.append((start, end, item.place))


def _spans(read: Sequence[_Read]) -> Iterator[tuple[_Read, datetime.date, datetime.date]]:
    for item in read:
        start, end = item.stated.get("start"), item.stated.get("end")
        if isinstance(start, datetime.date) and isinstance(end, datetime.date) and start <= end:
            yield item, start, end


def _place(word: str, at: int, ident: str | None, within: Phrase | None) -> Phrase:
    place = Phrase(f"{word}_at", {"n": at}) if ident is None else Phrase(word, {"id": Bare(ident)})
    return place if within is None else Phrase("within", {"outer": within, "inner": place})


def written_key(data: Mapping[Any, object], key: str, known: Mapping[str, str]) -> str | None:
    """Return how ``data`` writes the canonical ``key``; ``None`` where it does not."""
    if key in data:
        return key
    return next((name for name in data if isinstance(name, str) and known.get(name) == key), None)


def _set_key(faults: Faults, start: int, key: str) -> None:
    """Put ``key`` before the place of the faults from ``start`` on."""
    for fault in faults[start:]:
        fault.key = key if fault.key is None else f"{key}.{fault.key}"
