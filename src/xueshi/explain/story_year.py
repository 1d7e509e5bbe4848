"""The story of a year: what was demanded, what was credited, what is missing, minimum by minimum."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from xueshi.explain.telling import Telling
from xueshi.explain.tree import headed, with_below
from xueshi.model.explanation import Line, Mark
from xueshi.solver.grounding import Term
from xueshi.solver.trace import Atom

_OF_MINIMUM = ("demanded", "relief", "credited", "found", "shortfall")
_OF_YEAR = (("deemed", 4), ("deferral", 2), ("unjudged", 1), ("person_assumption", 3), ("person_warning", 3))
OF_VERDICT = (*((name, 3) for name in _OF_MINIMUM), *_OF_YEAR, ("verdict", 2))
"""What is told of the verdict."""

_MARKS: dict[str, Mark] = {"compliant": "good", "non_compliant": "bad", "undetermined": "open", "deferred": "open"}


def verdict_story(telling: Telling) -> Line:
    """Tell the verdict."""
    tree, result = telling.tree(), telling.derivation.result
    lines: list[Line] = []
    for minimum in _minima(telling):
        for atom in _of_minimum(telling, minimum):
            line = tree.atom(atom)
            lines += [] if line is None else [_with_share(telling, line, atom)]
    lines += telling.told(tree, (atom for name, arity in _OF_YEAR for atom in telling.of(name, arity)))
    key = "unjudged" if telling.of("unjudged", 1) else result.verdict
    return headed(telling.say(f"verdict.{key}"), lines, _MARKS[result.verdict])


def _minima(telling: Telling) -> list[Term]:
    """Return the minima, and the subjects without one, in the order of the subjects, the total last."""
    order = {row[0]: cast("int", row[1]) for row in telling.derivation.grounding.rows("subject", 2)}
    shown = {row[0]: row[1] for row in telling.derivation.grounding.rows("shown", 2)}
    places = dict(order)
    for subject, line in shown.items():
        places[line] = min(places.get(line, len(order)), order.get(subject, len(order)))
    demanded = {atom[2] for atom in telling.of("demanded", 3)}
    named = dict.fromkeys(atom[2] for name in ("demanded", "credited") for atom in telling.of(name, 3))
    told = [one for one in named if one in demanded or shown.get(one, one) not in demanded]
    return sorted(told, key=lambda one: (places.get(one, len(order) + 1), str(one)))


def _of_minimum(telling: Telling, minimum: Term) -> Iterator[Atom]:
    """Yield what is told of a minimum; of one that is no subject, what counts towards it."""
    credited = {atom[2] for atom in telling.of("credited", 3)}
    for name in _OF_MINIMUM:
        if name != "found" or minimum not in credited:
            yield from telling.of(name, 3, minimum)


def _with_share(telling: Telling, line: Line, atom: Atom) -> Line:
    """Add to what leave takes off a minimum how that is reckoned."""
    if atom[0] != "relief":
        return line
    duties = {row[1]: cast("int", row[2]) for row in telling.derivation.grounding.rows("duty", 3)}
    required = {row[0]: cast("int", row[1]) for row in telling.rows("required", 3)}
    months = next(telling.rows("on_post", 2))[0]
    text = telling.say(
        "share",
        full=telling.hours(duties[atom[2]]),
        months=months,
        required=telling.hours(required[atom[2]]),
        relief=telling.hours(cast("int", atom[3])),
    )
    return with_below(line, [Line(text, kind="conclusion", predicate="required/3")])
