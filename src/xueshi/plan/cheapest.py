"""The cheapest plan over a catalogue of activities, proven.

Counts are proposed in the order of their cost, as far as the hours that they could bring at best suffice
(:mod:`xueshi.plan.search`), and judged by the encoding as records added to the case.  The first that it accepts are the
cheapest.  Where a further unit never harms, a rejected proposal is first made as large as it can be without being
accepted: nothing below it needs to be judged any more.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from heapq import merge

from xueshi.engine.judge import PERSONS_TOGETHER, Batch, Settings
from xueshi.engine.space import check_time
from xueshi.law.regulation import Regulation
from xueshi.law.words import words
from xueshi.model.activity import ActivityCatalogue
from xueshi.model.case import Case
from xueshi.model.plan_result import Cheapest, Chosen, Offer, Plan, PlanStatus, Shortage, Unused
from xueshi.model.result import Amounts, Reason, RecordResult, Result
from xueshi.model.units import to_hours
from xueshi.plan.inquiry import Inquiry
from xueshi.plan.modes import Look, Mode, probes, sketches, useful
from xueshi.plan.search import Counts, Search
from xueshi.plan.supposed import Supposed

MOST_COUNTED = 50
"""Equally cheap plans up to which they are counted."""

_CENTS = 100
"""Costs have two decimals."""

_UNIT = 1 << 40
"""A cent in the search's figures, in which a unit of an activity counts 1: of equally cheap plans the smaller first."""


@dataclass(frozen=True, slots=True)
class _Proposal:
    mode: int
    cost: int
    """In cents."""
    counts: Counts


class Planner:
    """A case and a catalogue.

    Args:
        law: the regulation that judges.
        case: the year.
        catalogue: what could still be done.
        settings: how to judge.
        deadline: value of ``time.monotonic()`` at which to give up.
    """

    def __init__(
        self, law: Regulation, case: Case, catalogue: ActivityCatalogue, settings: Settings, deadline: float | None
    ) -> None:
        # By id, so that the order of the file does not matter.
        self._activities = tuple(sorted(catalogue.activities, key=lambda activity: activity.id))
        self._law, self._settings, self._deadline = law, settings, deadline
        self._supposed = Supposed(replace(case, name=f"{case.name}, {catalogue.name}"), self._activities)
        self._costs = tuple(int(activity.cost * _CENTS) for activity in self._activities)
        self._useful: Counts = ()
        self._judged = 0

    @property
    def cases(self) -> list[Case]:
        """The case, and the case with one unit of each activity: what :meth:`cheapest` wants to have looked into."""
        size = len(self._activities)
        single = [tuple(int(at == other) for other in range(size)) for at in range(size)]
        return [self._supposed.with_units(counts) for counts in ((0,) * size, *single)]

    def cheapest(self, inquiry: Inquiry, results: Sequence[Result], limit: int) -> Cheapest:
        """Return the cheapest plans, at most ``limit`` of them.

        Args:
            inquiry: of :attr:`cases`.
            results: of the same.
            limit: from 1.

        Raises:
            TimeLimitReached: at the deadline.
        """
        now, alone = results[0], results[1:]
        offers = tuple(map(self._offer, range(len(alone)), alone))
        if now.verdict == "compliant":
            empty = Plan((), now.credited, now.required, ())
            return _cheapest("found", offers, cost=Decimal(0), plans=(empty,))
        (context,) = (row[1] for row in inquiry.rows("person", 2) if row[0] == 1)
        if (context,) in inquiry.rows("no_yearly_test", 1):
            return _cheapest("points", offers)
        modes = self._modes(inquiry)
        most = max(limit, MOST_COUNTED)
        found = self._search(modes, most)
        if not found:
            return _cheapest("infeasible", offers, shortage=self._shortage(modes), judged=self._judged)
        listed = sorted(found, key=lambda one: (sum(one.counts), tuple(-count for count in one.counts)))
        plans = self._plans([one.counts for one in listed[:limit]])
        return Cheapest(
            "found",
            Decimal(found[0].cost) / _CENTS,
            tuple(plans),
            count=min(len(found), most),
            count_is_exact=len(found) <= most,
            offers=offers,
            shortage=None,
            judged=self._judged,
        )

    # -- the search ------------------------------------------------------------------------------------------------

    def _modes(self, inquiry: Inquiry) -> list[Mode]:
        self._useful = useful(inquiry, self._activities, self._supposed)
        drawn = sketches(inquiry, self._supposed, self._useful)
        weights = tuple(cost * _UNIT + 1 for cost in self._costs)
        modes = []
        for first in range(0, len(drawn), PERSONS_TOGETHER // 2):
            check_time(self._deadline)
            part = drawn[first : first + PERSONS_TOGETHER // 2]
            cases = [self._supposed.with_units(counts) for sketch in part for counts in probes(sketch)]
            looked = Inquiry(self._law, cases, self._settings)
            for at, sketch in enumerate(part):
                look = Look(looked, (2 * at + 1, 2 * at + 2), sketch, self._supposed, weights)
                modes.append(look.mode(self._deadline))
        return modes

    def _search(self, modes: Sequence[Mode], most: int) -> list[_Proposal]:
        """Return the cheapest plans that the encoding accepts, at most one more than ``most``."""
        searches = [
            Search(
                mode.ledger,
                mode.starts,
                mode.steps,
                mode.pools,
                mode.sketch.least,
                exact=mode.exact,
                deadline=self._deadline,
            )
            for mode in modes
        ]
        self._try_everything(modes, searches)
        accepted: list[_Proposal] = []
        proposals = merge(*map(self._proposals, range(len(modes)), searches), key=lambda one: one[:2])
        waiting = (_Proposal(at, weight // _UNIT, counts) for weight, at, counts in proposals)
        following = next(waiting, None)
        while following is not None and not (accepted and following.cost > accepted[0].cost):
            cost = following.cost
            group: list[_Proposal] = []
            while following is not None and following.cost == cost and len(group) <= most:
                if not self._holds_one(following, accepted):
                    group.append(following)
                following = next(waiting, None)
            verdicts = self._verdicts([one.counts for one in group])
            for one, verdict in zip(group, verdicts, strict=True):
                if verdict == "compliant":
                    if not self._holds_one(one, accepted):
                        accepted.append(one)
                        for search in searches:
                            search.accepted.append(one.counts)
                else:
                    self._reject(one.counts, modes[one.mode], searches[one.mode])
            if len(accepted) > most:
                return accepted[: most + 1]
        return accepted

    def _proposals(self, at: int, search: Search) -> Iterator[tuple[int, int, Counts]]:
        there = sum(count * (cost * _UNIT + 1) for count, cost in zip(search.base, self._costs, strict=True))
        for weight, counts in search.candidates():
            yield there + weight, at, counts

    @staticmethod
    def _holds_one(one: _Proposal, accepted: Iterable[_Proposal]) -> bool:
        return any(all(a >= b for a, b in zip(one.counts, plan.counts, strict=True)) for plan in accepted)

    def _try_everything(self, modes: Sequence[Mode], searches: Sequence[Search]) -> None:
        """Rule out modes in which everything together does not suffice and no less can do better."""
        loose = [at for at, mode in enumerate(modes) if mode.monotone and not mode.exact]
        verdicts = self._verdicts([searches[at].most for at in loose])
        for at, verdict in zip(loose, verdicts, strict=True):
            if verdict != "compliant":
                searches[at].cuts.append(searches[at].most)

    def _reject(self, counts: Counts, mode: Mode, search: Search) -> None:
        """Rule out counts that the encoding rejected, and where a further unit never harms all that lies below them."""
        if not mode.monotone or any(all(a <= b for a, b in zip(counts, cut, strict=True)) for cut in search.cuts):
            return
        largest = counts
        open_ = [at for at, most in enumerate(search.most) if counts[at] < most]
        while open_:
            # The first so many raised together: as many as fail, and the next one stays as it is.
            raised = [_raised(largest, search.most, open_[:number]) for number in range(1, len(open_) + 1)]
            verdicts = self._verdicts(raised)
            failing = next((at for at, verdict in enumerate(verdicts) if verdict == "compliant"), len(open_))
            largest = raised[failing - 1] if failing else largest
            open_ = open_[failing + 1 :]
        search.cuts.append(largest)

    def _verdicts(self, counts: Sequence[Counts]) -> list[str]:
        found: list[str] = []
        for first in range(0, len(counts), PERSONS_TOGETHER):
            check_time(self._deadline)
            part = [self._supposed.with_units(one) for one in counts[first : first + PERSONS_TOGETHER]]
            found += Batch(self._law, part, self._settings).verdicts()
        self._judged += len(found)
        return found

    # -- what is told ----------------------------------------------------------------------------------------------

    def _results(self, counts: Sequence[Counts]) -> list[Result]:
        found: list[Result] = []
        for first in range(0, len(counts), PERSONS_TOGETHER):
            part = [self._supposed.with_units(one) for one in counts[first : first + PERSONS_TOGETHER]]
            found += Batch(self._law, part, self._settings).results()
        return found

    def _offer(self, at: int, result: Result) -> Offer:
        activity = self._activities[at]
        (record,) = (one for one in result.records if one.id == self._supposed.id(at, 1))
        return Offer(
            activity.id,
            activity.record.kind,
            activity.record.title,
            activity.cost,
            activity.most,
            record.claimed,
            record.credited,
            record.reasons,
        )

    def _plans(self, plans: Sequence[Counts]) -> list[Plan]:
        return [self._plan(counts, result) for counts, result in zip(plans, self._results(plans), strict=True)]

    def _plan(self, counts: Counts, result: Result) -> Plan:
        units = self._units(result)
        chosen = [
            Chosen(activity.id, count, activity.cost * count, _sum(record.credited for record in units[at]))
            for at, (activity, count) in enumerate(zip(self._activities, counts, strict=True))
            if count
        ]
        assumed = []
        for one in result.assumptions:
            at = None if one.record is None else self._supposed.activity(one.record)
            if at is not None:
                assumed.append(replace(one, record=self._activities[at].id))
        return Plan(tuple(chosen), result.credited, result.required, tuple(dict.fromkeys(assumed)))

    def _units(self, result: Result) -> Mapping[int, list[RecordResult]]:
        """Return the records of a result that are units of activities, by activity."""
        found: dict[int, list[RecordResult]] = {at: [] for at in range(len(self._activities))}
        for record in result.records:
            at = self._supposed.activity(record.id)
            if at is not None:
                found[at].append(record)
        return found

    def _shortage(self, modes: Sequence[Mode]) -> Shortage:
        """Return why there is no plan: the best that everything in the catalogue comes to, mode by mode."""
        every = [self._everything(mode) for mode in modes]
        results = self._results(every)
        best = min(range(len(results)), key=lambda at: (sum(results[at].shortfall.values()), at))
        result, units = results[best], self._units(results[best])
        unused = [
            Unused(
                self._activities[at].id,
                len(records),
                _sum(record.credited for record in records),
                sum(record.lost for record in records),
                tuple(self._reasons(records)),
            )
            for at, records in units.items()
            if records
        ]
        return Shortage(result.credited, result.required, result.shortfall, tuple(unused))

    def _everything(self, mode: Mode) -> Counts:
        """Return all units of a mode; of those that the encoding refuses, or counts but once, one more to show why."""
        return tuple(
            most if most != useful else min(activity.most, most + 1) if most < activity.most else most
            for activity, useful, most in zip(self._activities, self._useful, mode.sketch.most, strict=True)
        )

    def _reasons(self, records: Sequence[RecordResult]) -> Iterator[Reason]:
        """Yield why units of one activity lose hours: each reason once, with the hours of all."""
        grouped: dict[tuple[object, ...], list[Reason]] = {}
        for record in records:
            for reason in record.reasons:
                if reason.hours or record.status != "credited":
                    key = (reason.code, reason.clause, reason.subject, reason.fact)
                    grouped.setdefault(key, []).append(reason)
        said = words(self._law.file.parent)
        lang = self._settings.lang
        for reasons in grouped.values():
            first, hours = reasons[0], sum(reason.hours for reason in reasons)
            if hours == first.hours:
                yield first
                continue
            message = said.say(
                "reason",
                first.code,
                lang,
                fact=said.fact(first.fact, lang) if first.fact else "",
                subject=said.say("subject", first.subject, lang) if first.subject else "",
                hours=f"{to_hours(hours):f}",
            )
            yield replace(first, hours=hours, message=message)


def _cheapest(
    status: PlanStatus,
    offers: tuple[Offer, ...],
    *,
    cost: Decimal | None = None,
    plans: tuple[Plan, ...] = (),
    shortage: Shortage | None = None,
    judged: int = 0,
) -> Cheapest:
    """Return what there is to tell without a search, or where it found nothing."""
    return Cheapest(
        status, cost, plans, len(plans), count_is_exact=True, offers=offers, shortage=shortage, judged=judged
    )


def deadline_of(settings: Settings) -> float | None:
    """Return the moment at which the time of ``settings`` is over."""
    return None if settings.time_limit is None else time.monotonic() + settings.time_limit


def _sum(amounts: Iterable[Amounts]) -> dict[str, int]:
    total: dict[str, int] = {}
    for one in amounts:
        for key, units in one.items():
            total[key] = total.get(key, 0) + units
    return total


def _raised(counts: Counts, most: Counts, places: Iterable[int]) -> Counts:
    raised = list(counts)
    for at in places:
        raised[at] = most[at]
    return tuple(raised)
