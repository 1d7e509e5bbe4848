"""A person's year as it stands: what is missing and what can still be chosen, as the encoding derived it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import cast

from xueshi.engine.problem import Option, Pool, Problem
from xueshi.engine.space import check_time
from xueshi.plan.inquiry import Inquiry
from xueshi.plan.ledger import Hours, Lack, Ledger, State


@dataclass(frozen=True, slots=True)
class Share:
    """A subject must have so many ``parts`` of each ``whole`` hours credited in all (a whole number of such)."""

    subject: str
    parts: int
    whole: int
    clause: str
    own: int
    """Units of the subject as it stands."""
    total: int
    """Units of all subjects."""


@dataclass(frozen=True, slots=True)
class Form:
    """Hours of one form that a subject's minimum still lacks."""

    form: str
    subject: str
    clause: str
    units: int


@dataclass(frozen=True, slots=True)
class Standing:
    """One year: what it lacks (:attr:`lacks`), what is shown already, what its records leave to choose."""

    subjects: tuple[str, ...]
    columns: Mapping[str, str]
    """The subject under which each is shown."""
    lacks: tuple[Lack, ...]
    gaps: Mapping[str, int]
    rooms: Mapping[str, int]
    items: tuple[tuple[Option, ...], ...]
    pools: tuple[Pool, ...]
    sealed: Mapping[str, tuple[str, bool]]
    """Subjects in which only a sector's result counts: the clause, and whether the result is there."""
    share: Share | None
    forms: tuple[Form, ...]
    deemed: Mapping[str, str]
    """Subjects deemed complete, and ``year``: the clause."""
    deferral: str | None
    """The clause that postpones the duty."""
    untested: bool
    """The text does not judge the year by itself."""
    open: bool
    """An amount is open."""

    @property
    def share_unclear(self) -> bool:
        """Tell whether a share is asked for where more than plain hours decides what is credited, or what must be.

        That is: a choice, a deemed subject, a sector's result, a minimum of several subjects that is not the total.
        """
        several = any(1 < len(lack.weights) < len(self.subjects) for lack in self.lacks)
        return self.share is not None and bool(self.items or self.pools or self.gaps or self.sealed or several)

    def ledger(self, rooms: Mapping[str, int] | None = None, pools: Iterable[str] = ()) -> Ledger:
        """Return the ledger of the year.

        Args:
            rooms: room under caps that records of the year do not touch.
            pools: pools beside those of the year, with nothing in them.
        """
        held = dict.fromkeys(pools, 0) | {pool.key: pool.holds for pool in self.pools}
        return Ledger(self.lacks, self.gaps, {**(rooms or {}), **self.rooms}, held)

    def settled(self, ledger: Ledger, deadline: float | None) -> list[State]:
        """Return the states that placements of the year's free records can reach; none betters another.

        Raises:
            TimeLimitReached: at the deadline.
        """
        states = [ledger.start()]
        for item in self.items:
            check_time(deadline)
            options = [Hours(option.subject, option.units, option.cap) for option in item]
            states = ledger.best(ledger.put(state, hours) for state in states for hours in options)
        return states


def standing(inquiry: Inquiry, person: int) -> Standing:
    """Return how the year of ``person`` stands."""
    problem = inquiry.problem(person) or Problem(inquiry.subjects, (), ())
    (context,) = (row[1] for row in inquiry.rows("person", 2) if row[0] == person)
    deemed = {str(scope): str(clause) for _, scope, clause in sorted(inquiry.of(person, "deemed", 4), key=str)}
    certified = {str(row[0]) for row in inquiry.of(person, "certified", 2)}
    forms = _forms(inquiry, person, context)
    gaps = {str(subject): cast("int", units) for subject, units in sorted(inquiry.of(person, "gap", 3), key=str)}
    share = _share(inquiry, person, context, deemed)
    found = Standing(
        subjects=inquiry.subjects,
        columns={str(subject): str(column) for subject, column in inquiry.rows("shown", 2)},
        lacks=(),
        gaps=gaps,
        rooms=dict(problem.caps),
        items=problem.items,
        pools=problem.pools,
        sealed={
            str(subject): (str(clause), str(subject) in certified)
            for subject, clause in sorted(inquiry.of(person, "gated", 3), key=str)
        },
        share=share,
        forms=forms,
        deemed=deemed,
        deferral=next((str(row[0]) for row in inquiry.of(person, "deferral", 2)), None),
        untested=(context,) in inquiry.rows("no_yearly_test", 1),
        open=bool(inquiry.of(person, "in_question", 5)),
    )
    if "year" in deemed:
        return found
    lacks = [*_minima(inquiry, person), *(Lack(f.subject, f.units, {f.subject: 1}, f.form) for f in forms)]
    found = replace(found, lacks=tuple(lacks))
    if share is not None and not found.share_unclear:
        found = replace(found, lacks=(*lacks, _share_lack(share, inquiry.subjects)))
    return found


def _minima(inquiry: Inquiry, person: int) -> list[Lack]:
    adding: dict[str, list[str]] = defaultdict(list)
    for minimum, subject in inquiry.rows("adds", 2):
        adding[str(minimum)].append(str(subject))
    order = inquiry.subjects
    return [
        Lack(str(key), max(0, cast("int", units)), {s: 1 for s in order if s in adding[str(key)]})
        for key, units in sorted(inquiry.of(person, "lacks", 3), key=str)
    ]


def _forms(inquiry: Inquiry, person: int, context: object) -> tuple[Form, ...]:
    clauses = {row[1:3]: str(row[4]) for row in inquiry.rows("sub_minimum", 5) if row[0] == context}
    there = {row[:2]: cast("int", row[2]) for row in inquiry.of(person, "of_form", 4)}
    return tuple(
        Form(str(form), str(subject), clauses.get((form, subject), ""), cast("int", units) - there[form, subject])
        for form, subject, units in sorted(inquiry.of(person, "sub_required", 4), key=str)
        if cast("int", units) > there.get((form, subject), 0)
    )


def _share(inquiry: Inquiry, person: int, context: object, deemed: Mapping[str, str]) -> Share | None:
    base = {str(subject): cast("int", units) for subject, units in inquiry.of(person, "base", 3)}
    for row in sorted(inquiry.rows("share_of_total", 5), key=str):
        subject = str(row[1])
        if row[0] == context and subject not in deemed:
            parts, whole = cast("int", row[2]), cast("int", row[3])
            return Share(subject, parts, whole, str(row[4]), base[subject], sum(base.values()))
    return None


def _share_lack(share: Share, subjects: Iterable[str]) -> Lack:
    """Return the share as something linear: less than it by no more than the division leaves over.

    With P of the subject and T in all, P >= T//D*N; then D*P - N*T >= -N*(T%D) >= -N*(D-1).
    """
    weights = {s: share.whole - share.parts if s == share.subject else -share.parts for s in subjects}
    units = share.parts * share.total - share.whole * share.own - share.parts * (share.whole - 1)
    return Lack("share", units, weights)
