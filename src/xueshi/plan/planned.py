"""One year, and what is still to be done in it."""

from __future__ import annotations

from xueshi.engine.judge import Settings, law_for
from xueshi.model.activity import ActivityCatalogue
from xueshi.model.case import Case
from xueshi.model.plan_result import PlanResult
from xueshi.plan.cheapest import Planner, deadline_of
from xueshi.plan.inquiry import Inquiry
from xueshi.plan.least import additional
from xueshi.plan.standing import standing

LISTED = 10
"""Plans of the least cost that are listed where nothing else is asked for."""


def planned(
    case: Case, settings: Settings, catalogue: ActivityCatalogue | None = None, limit: int = LISTED
) -> PlanResult:
    """Return the least additional hours of a year, and the cheapest plans over a catalogue where there is one.

    Args:
        case: the year.
        settings: how to judge; the time limit is for the whole.
        catalogue: what could still be done.
        limit: plans that are listed at most, from 1.

    Raises:
        InputError: if nothing is in force, a reading is unknown, or amounts are beyond all measure.
        xueshi.engine.problem.TimeLimitReached: if nothing could be proven in time.
        xueshi.solver.grounding.EncodingError: if an encoding is at fault.
    """
    deadline = deadline_of(settings)
    law = law_for(case, settings)
    planner = None if catalogue is None else Planner(law, case, catalogue, settings, deadline)
    inquiry = Inquiry(law, [case] if planner is None else planner.cases, settings)
    found = standing(inquiry, 1)
    results = list(inquiry.results())
    least = additional(found, results[0], deadline)
    cheapest = None if planner is None else planner.cheapest(inquiry, results, limit)
    return PlanResult(results[0], least, cheapest)
