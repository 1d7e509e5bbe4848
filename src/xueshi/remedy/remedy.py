"""The remedy of a year that is not compliant: the cheapest legal changes, and what each record's own would bring.

>>> remedies(case, law, settings, result).cheapest[0].changes  # doctest: +SKIP

A change is a document handed in, a registration, a filing or an application that can still be made, a fact to have
confirmed (:class:`~xueshi.remedy.changes.Change`).  Which of them the text allows is data, ``remedies.toml``; what is
impossible or would be false is not there.  Whoever makes the changes in the case file gets the announced verdict:
:func:`~xueshi.remedy.changes.applied` makes them.  Amounts are units of 1/9000 hour.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from xueshi.engine.judge import Settings
from xueshi.law.regulation import Regulation
from xueshi.law.remedies import Holder
from xueshi.model.case import Case
from xueshi.model.result import Amounts, Reason, Result, Verdict, WouldDecide
from xueshi.model.value import Value
from xueshi.remedy.changes import Change, applied
from xueshi.remedy.changes_worlds import Outcome, World, Worlds
from xueshi.remedy.remedy_options import Ground, Option, look, options
from xueshi.remedy.remedy_search import Search


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Effect(Value):
    """Changes made together, and what comes of them."""

    changes: tuple[Change, ...]
    hours: Amounts
    """Credited hours that they add, by subject and ``total``; negative where the best placement brings fewer."""
    relief: Amounts
    """Hours that they take off the minima, by subject and ``total``."""
    shortfall: Amounts
    """What is still missing."""
    verdict: Verdict
    """The verdict after them."""
    would_decide: tuple[WouldDecide, ...] = ()
    """Where the verdict is then ``undetermined``: amounts that would decide."""


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Remedy(Value):
    """What can be done about one record or leave, and what would come of that alone."""

    of: Holder
    owner: str
    effect: Effect


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Beyond(Value):
    """A refused record or leave about which nothing can be done."""

    of: Holder
    owner: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Remedies(Value):
    """What can still be done about a year."""

    verdict: Verdict
    """The verdict as it stands."""
    target: Verdict | None
    """The verdict that :attr:`cheapest` reaches: ``compliant``, else ``deferred``; ``None`` where nothing suffices."""
    cheapest: tuple[Effect, ...]
    """All smallest sets of changes that reach it, or the first of them."""
    more: bool
    """Whether there are more sets of this size than are listed."""
    proven: bool
    """Whether it was shown that no smaller set does as well; ``False`` where the search was given up."""
    each: tuple[Remedy, ...]
    """Each record and leave that can be put right; one with several worthwhile sets of changes is there with each."""
    together: Effect | None
    """Everything that can be done, done; ``None`` where nothing can."""
    amounts: tuple[WouldDecide, ...]
    """Where the verdict is ``undetermined``: the amounts to have confirmed that would make the year compliant."""
    beyond: tuple[Beyond, ...]
    """Refused records and leave about which nothing can be done."""
    on: date | None = None
    """The day on which it is done; ``None``: before the end of the year judged."""


def remedies(case: Case, law: Regulation, settings: Settings, result: Result, on: date | None = None) -> Remedies:
    """Return what can still be done about ``case``.

    Args:
        law, settings, result: how the case was judged, and its result.
        on: the day on which something would be done; last days that the text writes are held against it.

    Raises:
        TimeLimitReached: if a hypothetical case's choice cannot be proven in time.
        LawError: if a ``remedies.toml`` is at fault.
    """
    settings = _plain(settings)
    ground = look(case, law, settings, on)
    found = options(case, law, settings, ground)
    search = Search(case, law, settings, found, result)
    outcome = search.run(ground.worlds)
    reached = result.verdict != "compliant"
    return Remedies(
        verdict=result.verdict,
        target=outcome.verdict if reached else None,
        cheapest=tuple(_effect(_changes(chosen), result, after) for chosen, after in outcome.sets) if reached else (),
        more=outcome.more and reached,
        proven=outcome.proven,
        each=tuple(
            Remedy(option.of, option.owner, _effect(option.changes, result, after))
            for option, after in zip(found, outcome.single, strict=True)
        ),
        together=(None if outcome.together is None else _effect(_changes(search.together), result, outcome.together)),
        amounts=result.would_decide,
        beyond=_beyond(ground, found, result),
        on=on,
    )


def record_remedy(  # noqa: PLR0917 - as `remedies`, and whose
    case: Case, law: Regulation, settings: Settings, result: Result, owner: str, on: date | None = None
) -> Remedy | None:
    """Return what can be done about the one record or leave ``owner``, ``None`` where nothing can.

    Of several worthwhile sets of changes (under strict judgement) it is the one that brings the most hours.  Arguments
    and errors as :func:`remedies`; one grounding of the case and one of the changed case.
    """
    settings = _plain(settings)
    ground = look(case, law, settings, on)
    records = [record for record in case.records if record.id == owner]
    leave = [entry for entry in case.leave if entry.id == owner and not records]
    alone = replace(case, records=tuple(records), leave=tuple(leave))
    found = options(alone, law, settings, ground)
    if not found:
        return None
    worlds = Worlds(law, [World(applied(case, option.changes)) for option in found], settings)
    assert worlds.judged
    made = [
        Remedy(option.of, owner, _effect(option.changes, result, worlds.outcome(place)))
        for place, option in enumerate(found)
    ]
    return max(made, key=lambda remedy: (remedy.effect.hours["total"], -len(remedy.effect.changes)))


def _plain(settings: Settings) -> Settings:
    """Return the settings without what only a result for people needs."""
    return replace(settings, alternatives=False, all_readings=False)


def _changes(chosen: Iterable[Option]) -> tuple[Change, ...]:
    return tuple(change for option in chosen for change in option.changes)


def _effect(changes: tuple[Change, ...], before: Result, after: Outcome) -> Effect:
    relief = {key: after.relief[key] - before.relief[key] for key in after.relief}
    return Effect(
        changes=changes,
        hours={key: after.credited[key] - before.credited[key] for key in after.credited},
        relief=relief,
        shortfall=after.shortfall,
        verdict=after.verdict,
        would_decide=after.would_decide,
    )


def _beyond(ground: Ground, found: Iterable[Option], result: Result) -> tuple[Beyond, ...]:
    curable = {(option.of, option.owner) for option in found}
    records = [
        Beyond("record", record.id, record.reasons)
        for record in result.records
        if ("record", record.id) not in curable and ground.standing("record", record.id).refused
    ]
    leave = [
        Beyond("leave", entry.id, entry.reasons)
        for entry in result.leave
        if ("leave", entry.id) not in curable and ground.standing("leave", entry.id).refused
    ]
    return (*records, *leave)


__all__ = ["Beyond", "Change", "Effect", "Remedies", "Remedy", "applied", "record_remedy", "remedies"]
