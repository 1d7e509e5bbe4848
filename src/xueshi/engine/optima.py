"""All optima of one case."""

from __future__ import annotations

import time
from itertools import islice

from xueshi.engine.choice import enumerate_optima, solve
from xueshi.engine.judge import Batch, Settings, law_for
from xueshi.model.case import Case
from xueshi.model.result import Placement


def optimal_placements(case: Case, settings: Settings, limit: int) -> list[tuple[Placement, ...]]:
    """Return at most ``limit`` optimal placements of the free records of ``case``, the printed one first.

    ``hours`` of a placement is what the record gives where it stands, before caps.  Without a free record there is one
    placement, the empty one.

    Raises:
        InputError, TimeLimitReached: as :func:`xueshi.engine.judge.judge`.
    """
    law = law_for(case, settings)
    batch = Batch(law, [case], settings)
    choice = batch.choices.get(1)
    if choice is None or not choice.problem.items:
        return [()]
    deadline = None if settings.time_limit is None else time.monotonic() + settings.time_limit
    possible = solve(choice.problem, deadline=deadline).possible
    ids = [record.id for record in sorted(case.records, key=lambda record: record.id)]
    found = []
    for places in islice(enumerate_optima(choice.problem, deadline=deadline), limit):
        row = []
        for index, chosen in enumerate(places):
            rank, subject = choice.labels[index][chosen]
            hours = choice.problem.items[index][chosen].units
            row.append(Placement(ids[rank - 1], subject, hours, len(possible[index]) == 1))
        found.append(tuple(sorted(row, key=lambda place: place.record)))
    return found
