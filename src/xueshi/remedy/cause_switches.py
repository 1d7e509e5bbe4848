"""Which switches a case has: what its verdict may rest on (see :mod:`xueshi.remedy.cause_elements`).

Three looks find them.  The case as it stands shows which records and leaves do not count and which minima are missed.
With all these facts freed, caps that then bite and lengths that leaves then miss are found; and by changing one answer
at a time, in the one and in the other, the readings that change what is missing.  What is in none of these is
background, like the records themselves and their hours: it stays as it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import cast

from xueshi.engine.judge import CONTENT_ATOMS, Settings
from xueshi.law.declared import declared_readings
from xueshi.law.regulation import Regulation
from xueshi.model.case import Case
from xueshi.remedy.cause_elements import Freeing, Switch, joined, world
from xueshi.remedy.cause_facts import Facts, standings
from xueshi.remedy.cause_limits import caps, lengths, minima
from xueshi.remedy.cause_readings import readings_that_turn
from xueshi.remedy.changes import ChangeFinder
from xueshi.remedy.changes_worlds import World, Worlds
from xueshi.solver.grounding import Term

_DEMANDS = ("minimum", "share", "part")
"""Numbers that only ask for hours."""

_ROUNDS = 3
"""So often a freed record is looked at again: another route may ask for more."""


class Switches:
    """The switches of one case."""

    def __init__(self, case: Case, law: Regulation, settings: Settings) -> None:
        self._case, self._law, self._settings = case, law, settings
        answers = declared_readings(law.file)
        self.readings = {reading: settings.readings.get(reading, listed[0]) for reading, listed in answers.items()}

    def found(self) -> tuple[Worlds, list[Switch]]:
        """Return the case as it stands, and its switches in a fixed order: facts, numbers, readings."""
        actual = self._look([self._world(())])
        finder = ChangeFinder(self._law, self._case, actual.grounding, self.readings)
        facts = Facts(self._case, self._law, self._settings, finder)
        found = list(facts.found(actual, lambda freed: self._look([self._world((one,)) for one in freed])))
        freed, switches = self._freed(found, actual, facts)
        leave = {entry.id: entry for entry in self._case.leave}
        numbers = [*minima(actual), *caps(actual, freed), *lengths(freed, leave)]
        readings, owners = readings_that_turn(
            self._case, self._law, self.readings, self._look, (actual, ()), (freed, self._states(switches))
        )
        rivals = [_both_ways(one, owners) for one in (*switches, *numbers)]
        return actual, [*rivals, *readings]

    def _look(self, worlds: Sequence[World]) -> Worlds:
        return Worlds(self._law, worlds, self._settings, loosened=True)

    def _freed(self, facts: list[Switch], actual: Worlds, of_facts: Facts) -> tuple[Worlds, list[Switch]]:
        """Return the world in which all facts are freed, and those of them that can matter."""
        if not facts:
            return actual, facts
        for _ in range(_ROUNDS):
            worlds = self._with(facts)
            closer = self._closer(facts, worlds, of_facts)
            if closer == facts:
                break
            facts = closer
        else:
            facts = [one for one in facts if not one.name.startswith("record ")]
            worlds = self._with(facts)
        facts = [one for one in facts if not one.name.startswith("stated ") or _tells(one, actual, worlds)]
        gains = _gains(worlds)
        return worlds, [
            replace(one, gains=gains.get(_owner(one), {})) if one.name.startswith("record ") else one for one in facts
        ]

    def _closer(self, facts: Iterable[Switch], freed: Worlds, of_facts: Facts) -> list[Switch]:
        """Return the facts with what else keeps a freed record out; without the records that nothing frees."""
        of_records = standings(freed)
        found = []
        for switch in facts:
            sort, _, owner = switch.name.partition(" ")
            standing = of_records.get(owner) if sort == "record" else None
            if standing is None or not standing.refused:
                found.append(switch)
                continue
            # Another route asks for more; what then fails keeps the record out as well.
            more = of_facts.out(owner, standing)
            if more is not None and not more.states[0].drop and not set(more.alternatives) & set(switch.alternatives):
                alternatives = (*switch.alternatives, *more.alternatives)
                found.append(Switch(switch.name, alternatives, (joined((switch.states[0], more.states[0])),)))
        return found

    def _with(self, facts: Iterable[Switch]) -> Worlds:
        return self._look([self._world(self._states(facts))])

    def _world(self, freed: Iterable[Freeing]) -> World:
        return world(self._case, self.readings, freed)

    def _states(self, facts: Iterable[Switch]) -> tuple[Freeing, ...]:
        """Return how the facts are freed; what is open stays open."""
        return tuple(one.states[0] for one in facts if not one.name.startswith("open "))


def _both_ways(switch: Switch, owners: frozenset[str] | None) -> Switch:
    """Mark a switch that brings hours which could take something from others; ``None``: any hours could."""
    if any(element.what in _DEMANDS for element in switch.alternatives[0]):
        return switch
    rival = owners is None or (switch.name.startswith("record ") and _owner(switch) in owners)
    return replace(switch, both_ways=switch.both_ways or rival)


def _gains(freed: Worlds) -> dict[str, dict[str, int]]:
    """Return what each record could bring each minimum by its own amounts."""
    served: dict[Term, set[str]] = defaultdict(set)
    for minimum, subject in freed.grounding.rows("adds", 2):
        served[subject].add(str(minimum))
    found: dict[Term, dict[str, int]] = defaultdict(dict)
    for content, subject, units in freed.grounding.rows("within_record", 3):
        for minimum in served[subject]:
            found[content][minimum] = max(found[content].get(minimum, 0), cast("int", units))
    person = freed.persons[0]
    return {record.id: found[content] for record, content in zip(person.records, person.contents, strict=True)}


def _tells(switch: Switch, actual: Worlds, freed: Worlds) -> bool:
    """Tell whether a fact that is stated makes a difference to what its record is worth."""
    place = [record.id for record in actual.persons[0].records].index(_owner(switch))
    worth = []
    for worlds in (actual, freed):
        content = worlds.persons[0].contents[place]
        rows = ((name, row) for name, arity in CONTENT_ATOMS for row in worlds.grounding.rows(name, arity))
        worth.append({(name, *row[1:]) for name, row in rows if row[0] == content})
    return worth[0] != worth[1]


def _owner(switch: Switch) -> str:
    """Return the record or leave that a switch of facts is about; empty for the person."""
    return switch.alternatives[0][0].owner or ""


__all__ = ["Switches"]
