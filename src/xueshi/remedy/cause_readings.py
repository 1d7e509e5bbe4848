"""The readings that a verdict may rest on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from xueshi.law.declared import declared_readings
from xueshi.law.regulation import Regulation
from xueshi.model.case import Case
from xueshi.remedy.cause_elements import Element, Freeing, Switch, world
from xueshi.remedy.changes_worlds import World, Worlds, batches, entangled
from xueshi.solver.reach import questions_that_tell

Look = tuple[Worlds, tuple[Freeing, ...]]
"""A world, and what is freed in it."""


def readings_that_turn(
    case: Case,
    law: Regulation,
    readings: Mapping[str, str],
    judge: Callable[[Sequence[World]], Worlds],
    *looks: Look,
) -> tuple[list[Switch], frozenset[str] | None]:
    """Return the readings of which some other answer changes what is missing in one of the worlds ``looks``.

    And the records that could take something from others or from a minimum, under these answers or under another one
    (see :func:`~xueshi.remedy.changes_worlds.entangled`).

    Args:
        readings: the answers in force.
        judge: judges worlds.
    """
    answers = declared_readings(law.file)
    looks = tuple({id(one[0]): one for one in looks}.values())
    groundings = [worlds.grounding for worlds, _ in looks]
    likely = questions_that_tell(law.file, answers, groundings, ("falls_short_by", "verdict"))
    if law.daily_reading is not None and any(any(one.rows("day_limit", 2)) for one in groundings):
        # Under this answer there are further facts about the case.
        likely.add(law.daily_reading[0])
    others = {reading: [answer for answer in answers[reading] if answer != readings[reading]] for reading in likely}
    asked = [
        (reading, _missing(worlds, 0), world(case, {**readings, reading: other}, freed))
        for worlds, freed in looks
        for reading in sorted(likely)
        for other in others[reading]
    ]
    telling: set[str] = set()
    entangling = [entangled(worlds) for worlds, _ in looks]
    left = iter(asked)
    for part in batches([entry[2] for entry in asked]):
        judged = judge(part)
        for place in range(len(part)):
            reading, before, _ = next(left)
            if _missing(judged, place) != before:
                telling.add(reading)
                entangling.append(entangled(judged, place))
    cited = {str(row[0]): str(row[1]) for row in groundings[0].rows("question", 2)}
    found = []
    for reading in sorted(telling):
        element = Element("reading", "reading", reading, readings[reading], cited.get(reading, ""))
        states = tuple(Freeing(readings={reading: other}) for other in others[reading])
        found.append(Switch(f"reading {reading}", ((element,),), states, both_ways=True))
    if any(owners is None for owners in entangling):
        return found, None
    return found, frozenset(owner for owners in entangling for owner in owners or ())


def _missing(worlds: Worlds, place: int) -> tuple[object, ...]:
    """Return what a world lacks, and its verdict."""
    return worlds.judged[place], tuple(worlds.of_person("falls_short_by", 3, place))


__all__ = ["readings_that_turn"]
