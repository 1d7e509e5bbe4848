"""The least additional hours that make a year compliant, and what of them must be in each subject.

Additional hours are plain: outside all caps, placed where one likes, while the free records of the year are placed
anew.  Where these stand in one place each, the least is a sum over the minima; over their placements it is the least of
these sums.  All placements that matter are gone through (:meth:`xueshi.plan.standing.Standing.settled`), so the least
is proven.  Amounts are units of 1/9000 hour.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from itertools import combinations
from math import gcd

from xueshi.engine.space import check_time
from xueshi.model.plan_result import Additional, Note
from xueshi.model.result import Result
from xueshi.plan.ledger import Hours, Ledger, State
from xueshi.plan.standing import Share, Standing

MOST_WAYS = 10
"""Other divisions of the least total that are listed."""


@dataclass(frozen=True, slots=True)
class _Way:
    """Plans of one total: so much in each column at least, and the rest in any."""

    least: tuple[int, ...]
    """By column."""
    rest: int
    kinds: tuple[int, ...]
    """By subject: what must be in it by itself."""

    @property
    def total(self) -> int:
        return sum(self.least) + self.rest


def additional(found: Standing, result: Result, deadline: float | None) -> Additional:
    """Return the least additional hours of a year.

    Raises:
        TimeLimitReached: at the deadline.
    """
    columns = tuple(dict.fromkeys(found.columns[subject] for subject in found.subjects))
    notes = tuple(_notes(found, result))
    none: dict[str, int | None] = dict.fromkeys((*columns, "total"), 0)
    if result.verdict == "compliant":
        return Additional(none, 0, {}, (), ())
    unknown = dict.fromkeys(none, None)
    if found.untested:
        return Additional(unknown, 0, {}, (), (Note("points"),))
    if found.share_unclear and found.share is not None:
        share = found.share
        note = Note("share_and_choice", share.clause, found.columns[share.subject])
        return Additional(unknown, 0, {}, (), (note, *notes))
    ways, open_columns = _ways(found, columns, deadline)
    first = min(ways, key=lambda way: (not _holds(way, columns, result), -way.rest, way.least))
    others = [_amounts(way, columns, open_columns) for way in ways if way is not first]
    least = _amounts(first, columns, open_columns)
    kinds = {s: units for s, units in zip(found.subjects, first.kinds, strict=True) if found.columns[s] != s}
    return Additional(
        least,
        first.rest if least["total"] is not None else 0,
        kinds if any(kinds.values()) else {},
        tuple(others[:MOST_WAYS]),
        notes,
    )


def _amounts(way: _Way, columns: tuple[str, ...], undecided: frozenset[str]) -> dict[str, int | None]:
    """Return the amounts of a way; ``undecided`` are the columns in which plain hours do not decide."""
    found: dict[str, int | None] = {
        column: None if column in undecided else units for column, units in zip(columns, way.least, strict=True)
    }
    return found | {"total": None if undecided else way.total}


def _holds(way: _Way, columns: tuple[str, ...], result: Result) -> bool:
    """Tell whether the hours that the result shows as missing are a plan of this way."""
    missing = [result.shortfall.get(column, 0) for column in columns]
    return sum(missing) <= way.total and all(a >= b for a, b in zip(missing, way.least, strict=True))


def _notes(found: Standing, result: Result) -> Iterator[Note]:
    if found.deferral is not None:
        yield Note("deferred", found.deferral)
    for subject, (clause, there) in found.sealed.items():
        hours = max((lack.units for lack in found.lacks if set(lack.weights) == {subject}), default=0)
        if hours:
            yield Note("sector_result" if there else "sector", clause, found.columns[subject], hours)
    for form in found.forms:
        yield Note("form", form.clause, found.columns[form.subject], form.units, form.form)
    total = any(lack.key == "total" and lack.units for lack in found.lacks)
    for subject, units in found.gaps.items():
        if total:
            yield Note("deemed", found.deemed.get(subject, ""), found.columns[subject], units)
    if found.share is not None and not found.share_unclear:
        yield Note("share", found.share.clause, found.columns[found.share.subject])
    if found.open and (result.would_decide or result.verdict == "undetermined"):
        yield Note("open_amounts")


def _ways(found: Standing, columns: tuple[str, ...], deadline: float | None) -> tuple[list[_Way], frozenset[str]]:
    """Return all plans of the least total, and the columns in which plain hours do not decide."""
    if found.share is not None:
        return [_by_share(found, found.share, columns)], frozenset()
    undecided = {
        found.columns[subject]
        for subject in found.sealed
        if any(
            lack.units > 0 and set(lack.weights) <= set(found.sealed) for lack in found.lacks if subject in lack.weights
        )
    }
    account = _Account(found, columns, frozenset(undecided))
    ledger = found.ledger()
    least: int | None = None
    ways: list[_Way] = []
    for number, state in enumerate(found.settled(ledger, deadline)):
        if number & 0xFF == 0:
            check_time(deadline)
        for way in _poured(found, ledger, state, account):
            if least is None or way.total < least:
                least, ways = way.total, []
            if way.total == least:
                ways.append(way)
    return _merged(ways), frozenset(undecided)


def _by_share(found: Standing, share: Share, columns: tuple[str, ...]) -> _Way:
    """Return the plan where a subject must have a share of all hours; nothing is left to choose there.

    Whatever the total, as few hours as may be go to the other subjects.  The share is taken exactly, as a fraction; the
    encoding divides whole units, which asks for less by at most some units.
    """
    others = [0] * len(found.subjects)
    total = 0
    for lack in found.lacks:
        if lack.signed:
            continue
        subjects = [subject for subject in found.subjects if subject in lack.weights]
        if len(subjects) == 1:
            at = found.subjects.index(subjects[0])
            others[at] = max(others[at], lack.units)
        else:
            total = max(total, lack.units)
    own = found.subjects.index(share.subject)
    rest = sum(others) - others[own]
    # With so much more in all, of it ``rest`` elsewhere: whole * (own + needed - rest) >= parts * (total + needed).
    lacking = share.parts * share.total - share.whole * (share.own - rest)
    needed = max(total, sum(others), -(-lacking // (share.whole - share.parts)))
    others[own] = max(others[own], -(-share.parts * (share.total + needed) // share.whole) - share.own)
    least = tuple(
        sum(units for subject, units in zip(found.subjects, others, strict=True) if found.columns[subject] == column)
        for column in columns
    )
    return _Way(least, needed - sum(least), tuple(others))


class _Account:
    """What a state asks for: the least hours in each subject, in each column, in all."""

    def __init__(self, found: Standing, columns: tuple[str, ...], undecided: frozenset[str]) -> None:
        self._found, self._columns, self._undecided = found, columns, undecided
        self._own: dict[str, list[int]] = {subject: [] for subject in found.subjects}
        self._forms: dict[str, list[int]] = {subject: [] for subject in found.subjects}
        self._column: dict[str, list[int]] = {column: [] for column in columns}
        self._total: list[int] = []
        for at, lack in enumerate(found.lacks):
            subjects = set(lack.weights)
            kept = {found.columns[subject] for subject in subjects}
            if lack.form is not None:
                self._forms[next(iter(subjects))].append(at)
            elif len(subjects) == 1 and lack.key != "total":
                self._own[next(iter(subjects))].append(at)
            elif len(kept) == 1 and lack.key != "total":
                self._column[next(iter(kept))].append(at)
            else:
                self._total.append(at)

    def ways(self, ledger: Ledger, state: State) -> Iterator[_Way]:
        """Yield the least plans of a state, one for each set of deemed subjects beyond which hours are put."""
        gaps = {s: gap for s in self._found.subjects if (gap := ledger.gap(state, s)) and s not in self._found.sealed}
        for size in range(len(gaps) + 1):
            for passed in combinations(gaps, size):
                way = self._way(state, gaps, frozenset(passed))
                if way is not None:
                    yield way

    def _way(self, state: State, gaps: Mapping[str, int], passed: frozenset[str]) -> _Way | None:
        found = self._found
        usable = {s for s in found.subjects if s not in found.sealed and (s not in gaps or s in passed)}
        kinds: dict[str, int] = {}
        least: dict[str, int] = {}
        shown = 0
        for column in self._columns:
            inside = [subject for subject in found.subjects if found.columns[subject] == column]
            bring = 0
            for subject in inside:
                own = max((state[at] for at in self._own[subject]), default=0)
                form = max((state[at] for at in self._forms[subject]), default=0)
                if column in self._undecided and subject in found.sealed:
                    own = form = 0
                if own and subject not in usable:
                    return None
                gap = gaps.get(subject, 0) if subject in passed else 0
                kinds[subject] = max(form, gap + own)
                bring += max(own, kinds[subject] - gap) if subject in usable else 0
            asked = max((state[at] for at in self._column[column]), default=0)
            more = max(0, asked - bring)
            if more and not usable & set(inside):
                if column not in self._undecided:
                    return None
                more = 0
            least[column] = sum(kinds[subject] for subject in inside) + more
            shown += bring + more
        rest = max(0, max((state[at] for at in self._total), default=0) - shown)
        if self._undecided:
            rest = 0
        elif rest:
            ready = {found.columns[subject] for subject in usable}
            if not ready:
                return None
            if len(ready) == 1:
                (only,) = ready
                least[only] += rest
                if only in kinds:
                    kinds[only] += rest
                rest = 0
        return _Way(tuple(least[column] for column in self._columns), rest, tuple(kinds[s] for s in found.subjects))


def _poured(found: Standing, ledger: Ledger, state: State, account: _Account) -> Iterator[_Way]:
    """Yield the least plans of a state over all divisions of what its pools hold."""
    if not found.pools:
        yield from account.ways(ledger, state)
        return
    if len(found.pools) == 1 and len(found.pools[0].limits) == len(found.subjects) == 2 and not found.gaps:
        yield _between(found, ledger, state, account)
        return
    grain = reduce(gcd, (*state, *(limit for pool in found.pools for _, limit in pool.limits)), 0) or 1
    for divided in divisions(ledger, state, [(pool.key, pool.limits) for pool in found.pools], grain):
        yield from account.ways(ledger, divided)


def divisions(
    ledger: Ledger, state: State, pools: Iterable[tuple[str, Iterable[tuple[str, int]]]], grain: int
) -> Iterator[State]:
    """Yield the states after each division of the pools in steps of ``grain``; what a subject can take it takes."""
    listed = [(key, tuple(limits)) for key, limits in pools]
    if not listed:
        yield state
        return
    (key, limits), rest = listed[0], listed[1:]
    for divided in _drawn(ledger, ledger.emptied(state, key), limits, ledger.held(state, key), grain):
        yield from divisions(ledger, divided, rest, grain)


def _drawn(ledger: Ledger, state: State, limits: tuple[tuple[str, int], ...], left: int, grain: int) -> Iterator[State]:
    if not limits:
        yield state
        return
    (subject, limit), rest = limits[0], limits[1:]
    most = min(limit, left)
    for units in range(0, most + 1, grain) if rest else (most,):
        yield from _drawn(ledger, ledger.put(state, Hours(subject, units)), rest, left - units, grain)


def _between(found: Standing, ledger: Ledger, state: State, account: _Account) -> _Way:
    """Return the least plans where one pool is divided between the two subjects, all divisions together.

    The least total is convex in what the first subject draws: each minimum's lack is, and so are their sum and maximum.
    So the divisions of the least total lie side by side, and with them what each subject needs beside its draw.
    """
    pool = found.pools[0]
    (first, limit), (second, other) = pool.limits
    held = ledger.held(state, pool.key)
    base = ledger.emptied(state, pool.key)

    def way(units: int) -> _Way:
        drawn = ledger.put(base, Hours(first, units))
        (least,) = account.ways(ledger, ledger.put(drawn, Hours(second, min(other, held - units))))
        return least

    low, high = 0, min(limit, held)
    while low < high:
        middle = (low + high) // 2
        if way(middle).total <= way(middle + 1).total:
            high = middle
        else:
            low = middle + 1
    start, total = low, way(low).total
    high = min(limit, held)
    while low < high:
        middle = (low + high + 1) // 2
        if way(middle).total == total:
            low = middle
        else:
            high = middle - 1
    # The more the first subject draws, the less it needs beside; the second the other way round.
    at_first, at_second = found.subjects.index(first), found.subjects.index(second)
    least = list(way(low).least)
    least[at_second] = way(start).least[at_second]
    assert at_first != at_second
    return _Way(tuple(least), total - sum(least), tuple(least))


def _merged(ways: list[_Way]) -> list[_Way]:
    """Return plans of one total without repetition; between two columns, ways that touch become one."""
    unique = sorted(set(ways), key=lambda way: (way.least, way.rest, way.kinds))
    if not unique or len(unique[0].least) != 2 or len(unique[0].kinds) != 2:
        return [way for way in unique if not any(_inside(way, other) for other in unique if other is not way)]
    # By what is in the first column: from its least to all but the least of the second.
    spans: list[list[int]] = []
    for way in unique:
        low, high = way.least[0], way.least[0] + way.rest
        if spans and low <= spans[-1][1] + 1:
            spans[-1][1] = max(spans[-1][1], high)
        else:
            spans.append([low, high])
    total = unique[0].total
    return [_Way((low, total - high), high - low, (low, total - high)) for low, high in spans]


def _inside(way: _Way, other: _Way) -> bool:
    """Tell whether every plan of ``way`` is one of ``other``."""
    return all(a >= b for a, b in zip(way.least, other.least, strict=True)) and all(
        a >= b for a, b in zip(way.kinds, other.kinds, strict=True)
    )
