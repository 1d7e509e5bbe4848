"""From a file to a catalogue of activities: each is read as a record is, with its cost and how often it can be had."""

from __future__ import annotations

import os
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import cast

from xueshi.errors import Bare, Phrase
from xueshi.model.activity import Activity, ActivityCatalogue
from xueshi.model.case import Record, Stated
from xueshi.model.kinds import Field, Kind, Term, Terms, catalogue
from xueshi.read import parse
from xueshi.read.findings import Fault, names
from xueshi.read.items import Item, Shape, most_hours, written_key
from xueshi.read.scope import Scope, read_in
from xueshi.read.source import text_of
from xueshi.read.tree import Repeated
from xueshi.read.values import Faults, refused, repeated, twice, unknown

MOST_ACTIVITIES = 300
MOST_UNITS = 1000
MOST_COST = 10_000_000

_TOP = Terms([Term("activities", "activities", "活动", ("活动", "活动目录", "可选活动"))])
_COST = Field("cost", "hours", Term("cost", "cost", "费用", ("费用", "单价", "价格")), max=MOST_COST)
_MOST = Field("most", "count", Term("most", "most", "数量上限", ("数量上限", "次数上限")), min=1, max=MOST_UNITS)
_OWN = (_COST, _MOST)
_OWN_NAMES = {field.key: (field.key, *field.term.aliases) for field in _OWN}


def read_activities(
    path: str | os.PathLike[str], jurisdiction: str | None = None, roots: tuple[Path, ...] = ()
) -> ActivityCatalogue:
    """Return the catalogue in the YAML or JSON file at ``path``; ``-`` is standard input.

    Args:
        path: the file; messages name it as it stands here.
        jurisdiction: whose declared kinds the activities may be.
        roots: further folders of jurisdictions.

    Raises:
        InputError: with every fault of the file.
    """
    name = os.fspath(path)
    return activities_from_mapping(parse(text_of(name), name), name, jurisdiction, roots)


def activities_from_mapping(
    data: object, name: str = "catalogue", jurisdiction: str | None = None, roots: tuple[Path, ...] = ()
) -> ActivityCatalogue:
    """Return the catalogue that ``data`` describes, a mapping as in a file; as :func:`read_activities`.

    Raises:
        InputError: with every fault of ``data``.
    """
    scope = Scope(name, roots)

    def build(scope: Scope) -> ActivityCatalogue | None:
        scope.catalogue = catalogue(jurisdiction, roots)
        return _Reader(scope).read(data)

    return read_in(scope, build)


class _Reader:
    """One file while it is read."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self._kinds: dict[str, Kind] = {}
        general = scope.catalogue.unknown_kind
        own = Kind(general.term, (*general.fields.values(), *_OWN))
        # Messages call an activity's form that of a record: it is one.
        self._shape = Shape(
            "records",
            "record",
            scope.catalogue.kinds,
            self._kind,
            own,
            lambda: {**scope.catalogue.every_field, **own.names},
        )

    def read(self, data: object) -> ActivityCatalogue | None:
        """Return the catalogue, ``None`` where ``data`` is no mapping."""
        scope, keys = self._scope, Phrase("keys", {"names": names(_TOP.values())})
        if not isinstance(data, Mapping):
            faults: Faults = []
            refused(data, Phrase("a_mapping_of", {"keys": keys}), faults)
            scope.add(faults, None, None)
            return None
        if isinstance(data, Repeated):
            for again, line in data.again:
                scope.findings.add(repeated(again, line))
        found: str | None = None
        for written in data:
            if not isinstance(written, str) or written not in _TOP.names:
                scope.findings.add(unknown(written, tuple(_TOP.names), keys))
            elif found is not None:
                scope.findings.add(twice(written, found))
            else:
                found = written
        if found is None:
            missing = Fault("missing", Phrase("nothing"), _said("list"), "activities")
            scope.findings.add(missing)
            return None
        activities = self._activities(found, data[found])
        self._check_sum(found, activities)
        return ActivityCatalogue(tuple(activities), scope.findings.file)

    def _kind(self, code: str) -> Kind:
        """Return the kind ``code`` with the fields of an activity."""
        kind = self._kinds.get(code)
        if kind is None:
            base = self._scope.catalogue.kind(code)
            kind = Kind(base.term, (*_OWN, *base.fields.values()), base.own, flat=base.flat, split=base.split)
            self._kinds[code] = kind
        return kind

    def _activities(self, written: str, items: object) -> list[Activity]:
        faults: Faults = []
        if not isinstance(items, (list, tuple)):
            refused(items, _said("list"), faults)
        elif not items:
            faults.append(Fault("limit", _said("empty_list"), _said("list")))
        elif len(items) > MOST_ACTIVITIES:
            many = Phrase("most_items", {"max": MOST_ACTIVITIES})
            faults.append(Fault("limit", Phrase("a_list", {"n": len(items)}), many))
        if faults or not isinstance(items, (list, tuple)):
            self._scope.add(faults, None, written)
            return []
        read: list[Activity] = []
        first: dict[str, int] = {}
        for at, data in enumerate(items, 1):
            activity = self._activity(data, at, first)
            if activity is not None:
                read.append(activity)
        return read

    def _activity(self, data: object, at: int, first: dict[str, int]) -> Activity | None:
        scope = self._scope
        if not isinstance(data, Mapping):
            faults: Faults = []
            refused(data, _said("an_activity"), faults)
            scope.add(faults, _said("activity_at", n=at), None)
            return None
        item = Item(scope, data, self._shape)
        item.read()
        place = _said("activity_at", n=at)
        if item.id:
            place = _said("activity", id=Bare(item.id))
        if "cost" not in item.stated:
            allowed = Phrase("hours", {"min": _COST.min, "max": _COST.max})
            item.faults.append(Fault("missing", Phrase("nothing"), allowed, "cost"))
        if item.id in first:
            key = written_key(data, "id", scope.catalogue.heads)
            allowed = _said("own_id")
            item.faults.append(
                Fault("duplicate_id", _said("again", value=item.id, first=first[item.id], second=at), allowed, key)
            )
        elif item.id:
            first[item.id] = at
        for fault in item.faults:
            if fault.allowed.key == "own_id":
                fault.allowed = _said("own_id")
            elif fault.allowed.key == "or_leave_out" and fault.key in _OWN_NAMES["cost"]:
                fault.allowed = cast("Phrase", fault.allowed.params["allowed"])  # a cost must be stated
            scope.findings.add(fault, place)
        if item.faults:
            return None
        stated = dict(item.stated)
        cost, most = cast("Decimal", stated.pop("cost")), cast("int", stated.pop("most", 1))
        return Activity(Record(item.id, item.kind, Stated(stated)), cost, most)

    def _check_sum(self, written: str, activities: list[Activity]) -> None:
        """Refuse a catalogue whose hours together leave the range in which hours are summed exactly."""
        limits = self._scope.catalogue.limits
        # Half of what a case may hold: the other half is the case's own.
        most = limits["hours"] // 2
        total = Decimal(0)
        for activity in activities:
            kind = self._scope.catalogue.kind(activity.record.kind)
            total += activity.most * most_hours(kind, activity.record.stated, limits["flat"])
        if total > most:
            shown = Phrase("hours_in_all", {"n": int(total)})
            self._scope.findings.add(Fault("limit", shown, Phrase("most_hours", {"max": most}), written))


def _said(key: str, **params: object) -> Phrase:
    """Return a phrase of the section that holds the words of plans."""
    return Phrase(key, params, section="plan")
