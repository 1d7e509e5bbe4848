"""What failed: the conditions that a case's records and leave do not meet, and what else keeps them from counting."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from xueshi.law.remedies import Holder
from xueshi.solver.grounding import Grounding, Term


class Failure(NamedTuple):
    """A condition that is not met."""

    of: Holder
    owner: str
    """The id of the record or leave."""
    condition: Term
    """As the encoding writes it, such as ``("yes", "passed")``."""
    reason: str
    clause: str
    unstated: tuple[str, ...] = ()
    """Facts that are not stated, where judgement is strict or the condition compares a number."""

    @property
    def asks(self) -> str:
        """The condition's form."""
        return str(self.condition[0]) if isinstance(self.condition, tuple) else str(self.condition)

    @property
    def about(self) -> str:
        """The field, the papers or the name that the condition is about."""
        return str(self.condition[1]) if isinstance(self.condition, tuple) else str(self.condition)


class Refusal(NamedTuple):
    """A refusal that is no condition: no rule, no row, no amount, another year."""

    reason: str
    clause: str
    fact: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Why one record or leave does not count; it counts where both are empty."""

    failures: tuple[Failure, ...] = ()
    others: tuple[Refusal, ...] = ()

    @property
    def refused(self) -> bool:
        """Tell whether anything keeps it from counting."""
        return bool(self.failures or self.others)


def record_standings(grounding: Grounding, owners: Mapping[int, str]) -> dict[str, Standing]:
    """Return the standing of each record, by id.

    Args:
        owners: the id of a record that holds the content, by the content's number.
    """
    conditions: dict[Term, list[tuple[Term, str, str]]] = defaultdict(list)
    for content, condition, why, clause in grounding.rows("condition", 4):
        conditions[content].append((condition, str(why), str(clause)))
    met, unstated = set(grounding.rows("met", 2)), _unstated(grounding)
    assumed = {row[:2] for row in grounding.rows("assumed", 3)}
    missing = set(grounding.rows("missing", 2))
    refusals: dict[Term, set[Refusal]] = defaultdict(set)
    for content, why, clause, fact in grounding.rows("refusal", 4):
        refusals[content].add(Refusal(str(why), str(clause), str(fact)))
    found = {}
    for content, owner in owners.items():
        failures = []
        left = set(refusals.get(content, ()))
        for condition, why, clause in sorted(conditions.get(content, ()), key=str):
            absent = (content, condition) in missing
            if (content, condition) in met or ((content, condition) in assumed and not absent):
                continue
            about = str(condition[1]) if isinstance(condition, tuple) else str(condition)
            facts = (about,) if absent else unstated.get((content, condition), ())
            failure = Failure("record", owner, condition, "amount_missing" if absent else why, clause, facts)
            # A sector's figure stands in for a number that is missing.
            if Refusal(failure.reason, clause, about) in refusals.get(content, ()):
                failures.append(failure)
                left.discard(Refusal(failure.reason, clause, about))
        found[owner] = Standing(tuple(failures), tuple(sorted(left)))
    return found


def leave_standings(grounding: Grounding, person: int, owners: Mapping[int, str]) -> dict[str, Standing]:
    """Return the standing of each leave of a person, by id; ``owners`` are the ids by number."""
    met = {row[1:] for row in grounding.rows("leave_met", 3) if row[0] == person}
    assumed = {row[1:3] for row in grounding.rows("leave_assumed", 4) if row[0] == person}
    unstated: dict[tuple[Term, Term], tuple[str, ...]] = defaultdict(tuple)
    for number, leave, condition, fact in grounding.rows("leave_unstated", 4):
        if number == person:
            unstated[leave, condition] += (str(fact),)
    failures: dict[Term, list[Failure]] = defaultdict(list)
    for number, leave, condition, why, clause in sorted(grounding.rows("leave_condition", 5), key=str):
        if number == person and (leave, condition) not in met and (leave, condition) not in assumed:
            owner = owners[int(str(leave))]
            facts = tuple(sorted(unstated.get((leave, condition), ())))
            failures[leave].append(Failure("leave", owner, condition, str(why), str(clause), facts))
    others: dict[Term, set[Refusal]] = defaultdict(set)
    for number, leave, why, clause, fact in grounding.rows("leave_refusal", 5):
        if number == person:
            others[leave].add(Refusal(str(why), str(clause), str(fact)))
    found = {}
    for number, owner in owners.items():
        own = failures.get(number, [])
        left = others.get(number, set()) - {Refusal(one.reason, one.clause, one.about) for one in own}
        found[owner] = Standing(tuple(own), tuple(sorted(left)))
    return found


def _unstated(grounding: Grounding) -> dict[tuple[Term, Term], tuple[str, ...]]:
    found: dict[tuple[Term, Term], set[str]] = defaultdict(set)
    for content, condition, fact in grounding.rows("unstated", 3):
        found[content, condition].add(str(fact))
    return {key: tuple(sorted(facts)) for key, facts in found.items()}
