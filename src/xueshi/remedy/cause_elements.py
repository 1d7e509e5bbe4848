"""What can be an element of a cause, and the switch that frees it.

A **switch** is one thing that a verdict may rest on: a record that does not count, a cap, a minimum, a reading.  It is
*kept*, as the case and the text have it, or *freed*: a condition counts as met, a number is lifted, a reading has
another answer.  What keeps it is one or several alternatives, each a set of **elements** that hold together: a record
with two missing papers is kept out by either; a course with too few live hours by their number and the number that the
text asks for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from xueshi.facts.duration import Fact
from xueshi.law.remedies import Holder
from xueshi.model.case import Case, Record, Stated
from xueshi.model.value import Value
from xueshi.remedy.changes_worlds import World

Kind = Literal["fact", "number", "reading"]
KINDS: tuple[Kind, ...] = ("fact", "number", "reading")


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Element(Value):
    """One fact of the case, number of the regulation or reading that a verdict rests on."""

    kind: Kind
    what: str
    """What it is.

    Of facts: ``condition``, ``stated``, ``year``, ``work``, ``sector``, ``earlier``, ``length``, ``leave``, ``open``;
    of numbers: ``minimum``, ``share``, ``part``, ``cap``, ``day``, ``record``, ``pool``, ``threshold``,
    ``leave_threshold``; ``reading``.
    """
    field: str
    """The field of a fact, the name of a number in the encoding, the id of a question."""
    value: object
    """What the case states, ``None`` where it states nothing; a number, ``(n, d)`` for a share; a reading's answer."""
    clause: str
    of: Holder | None = None
    owner: str | None = None
    """The record or leave of a fact; ``None`` for the person and for the text."""
    others: tuple[str, ...] = ()
    """Further records that the element is about: of one work, of a cap."""
    beside: tuple[tuple[str, object], ...] = ()
    """Further fields that decide a condition, and what they state."""
    unit: Literal["units", "months", "count", "share"] | None = None
    """What a number counts."""
    reason: str = ""
    """The reason code, where a condition failed for it."""
    about: str = ""
    """What the failed condition is about, as the law's words have it; of a number, the subject that it concerns."""

    @property
    def key(self) -> tuple[str, ...]:
        """Sort key: facts by record, then numbers, then readings."""
        return (str(KINDS.index(self.kind)), str(self.of), self.owner or "", self.what, self.field, self.about)


@dataclass(frozen=True, slots=True)
class Freeing:
    """What is different where a switch is freed."""

    about: Mapping[str, tuple[Fact, ...]] = field(default_factory=dict)
    """Facts about the content of records, by id."""
    without: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Predicates of a record's content that are not stated."""
    person: tuple[Fact, ...] = ()
    leave_met: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Conditions of leaves, by id, that count as met."""
    drop: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Fields of records that are not stated."""
    state: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    """Fields of records that are stated so."""
    gone: frozenset[str] = frozenset()
    """Records that are not there."""
    leave_gone: frozenset[str] = frozenset()
    plain: frozenset[str] = frozenset()
    """Facts of the person that are not stated: ``sector``, ``earlier_modules``."""
    readings: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Switch:
    """One thing that the verdict may rest on.

    Attributes:
        alternatives: what keeps it, each alternative by itself.
        states: how it can be freed, each by itself.
        both_ways: whether freeing it could also make things worse, so that a freed one must be tried as it is, too.
        gains: what it could bring the minima, in units, as far as the record's own amounts tell.
    """

    name: str
    alternatives: tuple[tuple[Element, ...], ...]
    states: tuple[Freeing, ...]
    both_ways: bool = False
    gains: Mapping[str, int] = field(default_factory=dict)


def joined(freeings: Iterable[Freeing]) -> Freeing:
    """Return what frees the same as all of ``freeings``, which concern the content of records."""
    about: dict[str, tuple[Fact, ...]] = defaultdict(tuple)
    without: dict[str, frozenset[str]] = defaultdict(frozenset)
    drop: dict[str, frozenset[str]] = defaultdict(frozenset)
    state: dict[str, dict[str, object]] = defaultdict(dict)
    for one in freeings:
        for owner, facts in one.about.items():
            about[owner] += facts
        for owner, predicates in one.without.items():
            without[owner] |= predicates
        for owner, fields in one.drop.items():
            drop[owner] |= fields
        for owner, values in one.state.items():
            state[owner] |= values
    return Freeing(dict(about), dict(without), drop=dict(drop), state=dict(state))


def world(case: Case, readings: Mapping[str, str], freed: Iterable[Freeing]) -> World:
    """Return ``case`` as it is where all of ``freed`` are."""
    freed = tuple(freed)
    content = joined(freed)
    person = [fact for one in freed for fact in one.person]
    met: dict[str, tuple[str, ...]] = defaultdict(tuple)
    chosen = dict(readings)
    for one in freed:
        for owner, conditions in one.leave_met.items():
            met[owner] += conditions
        chosen |= one.readings
    gone = {owner for one in freed for owner in one.gone}
    leave_gone = {owner for one in freed for owner in one.leave_gone}
    plain = {key for one in freed for key in one.plain}
    changed = replace(
        case,
        records=tuple(_stating(record, content) for record in case.records if record.id not in gone),
        leave=tuple(entry for entry in case.leave if entry.id not in leave_gone),
        sector=None if "sector" in plain else case.sector,
        earlier_modules=None if "earlier_modules" in plain else case.earlier_modules,
    )
    # Leaves are numbered by their ids.
    for number, entry in enumerate(sorted(changed.leave, key=lambda entry: entry.id), 1):
        person += [("leave_met", f"{number},{condition}") for condition in met[entry.id]]
    about = {owner: tuple(dict.fromkeys(facts)) for owner, facts in content.about.items()}
    return World(changed, chosen, about, content.without, tuple(dict.fromkeys(person)))


def _stating(record: Record, content: Freeing) -> Record:
    """Return the record as it states itself where ``content`` is freed."""
    drop, state = content.drop.get(record.id, frozenset()), content.state.get(record.id, {})
    if not drop and not state:
        return record
    kept = {key: value for key, value in record.stated.items() if key not in drop}
    return replace(record, stated=Stated({**kept, **state}))


__all__ = ["Element", "Freeing", "Kind", "Switch", "joined", "world"]
