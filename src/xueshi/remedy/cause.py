"""The least cause of a year that is not compliant: facts, numbers and readings that together force the verdict.

>>> causes(case, law, settings, result).sets[0].elements  # doctest: +SKIP

A **cause** is a minimal set of elements that forces the verdict: as long as they are kept, no way of freeing the other
elements gives another verdict; and leaving any one of them out would.  The elements are (see
:mod:`xueshi.remedy.cause_elements`)

- *facts* of the case: for which a condition failed (freed, it counts as met), that put a record into another year,
  claim one work twice, name the sector (freed, not stated), or make a record worth less than it would be without them;
- *numbers* of the regulation: minima (freed, gone), caps and limits (lifted), thresholds;
- *readings* (freed, any other answer).

Everything else is background and stays as it is: that there are these records and no others, their hours, the rates.
Where even with everything freed the verdict stands, it follows from the background alone: the cause is the empty set.
Amounts are units of 1/9000 hour.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, product

from xueshi.engine.judge import Settings
from xueshi.law.regulation import Regulation
from xueshi.model.case import Case
from xueshi.model.result import Result, Verdict
from xueshi.model.value import Value
from xueshi.remedy.cause_elements import Element, Switch
from xueshi.remedy.cause_guess import Set
from xueshi.remedy.cause_search import LISTED, CauseSearch
from xueshi.remedy.cause_switches import Switches


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Cause(Value):
    """Elements that together force the verdict, none of them in vain: facts by record, then numbers, then readings."""

    elements: tuple[Element, ...]


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Causes(Value):
    """Why a year is not compliant."""

    verdict: Verdict
    sets: tuple[Cause, ...]
    """Minimal causes, the smallest first; an empty one where the verdict follows from the background alone."""
    complete: bool
    """Whether these are all minimal causes."""
    proven: bool
    """Whether every way of freeing the other elements was judged, and of each set that it is minimal.

    ``False`` where there was too much to judge: then freeing all of the others together, and the readings in each way,
    stood for every way; or that a very large set is minimal rests on the hours that its records could bring.
    """
    elements: tuple[Element, ...]
    """Every element that was looked at."""
    unjudged: bool = False
    """Whether the text does not judge this year by itself at all."""


def causes(case: Case, law: Regulation, settings: Settings, result: Result) -> Causes:
    """Return the minimal causes of the verdict of ``case``; none for a compliant year.

    Args:
        law, settings, result: how the case was judged, and its result.

    Raises:
        TimeLimitReached: if a hypothetical case's choice cannot be proven in time.
    """
    if result.verdict == "compliant":
        return Causes(result.verdict, (), complete=True, proven=True, elements=())
    settings = replace(settings, alternatives=False, all_readings=False)
    switches = Switches(case, law, settings)
    actual, found = switches.found()
    search = CauseSearch(case, law, settings, switches.readings, found, result.verdict, actual.lacks(0))
    forcing = search.run()
    sets = list(islice(_expanded(forcing.sets, found), LISTED + 1))
    unjudged = bool(actual.of_person("unjudged", 1, 0))
    return Causes(
        verdict=result.verdict,
        sets=tuple(map(Cause, sets[:LISTED])),
        complete=forcing.complete and len(sets) <= LISTED,
        proven=forcing.proven,
        elements=tuple(sorted({e for s in found for a in s.alternatives for e in a}, key=lambda e: e.key)),
        unjudged=unjudged,
    )


def _expanded(sets: Sequence[Set], switches: Sequence[Switch]) -> Iterator[tuple[Element, ...]]:
    """Yield the causes in elements: of what keeps a switch, any one alternative."""
    for one in sets:
        for chosen in product(*(switches[place].alternatives for place in sorted(one))):
            elements = {element for alternative in chosen for element in alternative}
            yield tuple(sorted(elements, key=lambda element: element.key))


__all__ = ["Cause", "Causes", "Element", "causes"]
