"""The smallest case on which two encodings of one regulation judge differently, or how far there is none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from pathlib import Path

from xueshi.engine.judge import PERSONS_TOGETHER
from xueshi.law.regulation import Regulation
from xueshi.model.case import Case
from xueshi.model.result import Result
from xueshi.search.contents import Contents, Found
from xueshi.search.family import MOST_RECORDS, Family
from xueshi.search.judged import Trial, View, judged, results, whole
from xueshi.search.options import domain, main_year
from xueshi.search.shrink import shrunk
from xueshi.solver.grounding import EncodingError

SECONDS = 60.0
"""Time for the solver's part of one search."""


@dataclass(frozen=True)
class Bound:
    """How far was looked.

    Attributes:
        records: the most records of a generated case.
        options: ways to state one thing, from which single records were put together; all of them were looked at.
        cases: generated cases that were judged.
        years: the years in which single records were looked at.
        proven: whether the solver finished looking at single records.
    """

    records: int
    options: int
    cases: int
    years: tuple[int, ...]
    proven: bool = True


@dataclass(frozen=True)
class Difference:
    """A case that is judged differently.

    Attributes:
        first, second: the two judgements; ``None`` where an encoding cannot judge the case at all.
    """

    trial: Trial
    first: Result | None
    second: Result | None


@dataclass(frozen=True)
class Comparison:
    """What a search found: the smallest difference, ``None`` where there is none within the bound."""

    difference: Difference | None
    bound: Bound


def distinguish(
    law: Regulation,
    other: Path,
    *,
    roots: tuple[Path, ...] = (),
    records: int = MOST_RECORDS,
    readings: bool = True,
    view: View = whole,
    seconds: float | None = SECONDS,
) -> Comparison:
    """Search for the smallest case on which ``law`` and the encoding ``other`` judge differently.

    First the solver looks at every single record of the domain (:mod:`xueshi.search.contents`); what it finds is judged
    by the engine.  Then the generated cases are judged under both (:mod:`xueshi.search.family`).

    Args:
        other: another encoding of the same regulation: its kinds, words and readings are the law's.
        records: the most records of a generated case.
        readings: also look under answers to open questions other than the default.
        view: what of a result is compared.
        seconds: time for the solver; ``None`` for no limit.

    Raises:
        EncodingError: if an encoding cannot be ground at all.
    """
    year = main_year(law)
    options = domain(law, year, roots).options
    bound = Bound(records, options, 0, (year,))

    def differs(trial: Trial) -> bool:
        first, second = _both(law, other, trial, roots)
        return _seen(first, view) != _seen(second, view)

    def made(trial: Trial, bound: Bound) -> Comparison:
        least = shrunk(trial, differs)
        return Comparison(Difference(least, *_both(law, other, least, roots)), bound)

    proven = True
    judged_so_far = 0
    try:
        for found in _single(law, other, roots, seconds):
            for trial in _around(law, found, year):
                judged_so_far += 1
                if differs(trial):
                    return made(trial, replace(bound, cases=judged_so_far, proven=proven))
    except TimeoutError:
        proven = False
    family = Family(law, records=records, readings=readings, roots=roots)
    known = _judged_by_law(family, view)
    for part, seen in _parts(known):
        judged_so_far += len(part)
        try:
            found_by_other = dict(_seen_of(law, part, other, roots, view))
        except EncodingError:
            found_by_other = {}
        for trial, own in zip(part, seen, strict=True):
            if found_by_other.get(_key(trial)) != own and differs(trial):
                return made(trial, replace(bound, cases=judged_so_far, proven=proven))
    return Comparison(None, replace(bound, cases=judged_so_far, proven=proven))


def _single(law: Regulation, other: Path, roots: tuple[Path, ...], seconds: float | None) -> Iterator[Found]:
    looked = Contents(law, other, main_year(law), roots=roots, most_seconds=seconds)
    yield from looked.find(12)


def _around(law: Regulation, found: Found, year: int) -> Iterator[Trial]:
    """Yield cases that may show what two encodings make of one record: alone, and beside another of its like."""
    case = Case("generated", law.jurisdiction, year, (found.record,))
    yield Trial(case, found.readings, found.strict)
    if len(found.record.stated) > 0:
        twice = (found.record, replace(found.record, id="r2"))
        yield Trial(replace(case, records=twice), found.readings, found.strict)


def _both(law: Regulation, other: Path, trial: Trial, roots: tuple[Path, ...]) -> tuple[Result | None, Result | None]:
    return _one(law, trial, roots, None), _one(law, trial, roots, other)


def _one(law: Regulation, trial: Trial, roots: tuple[Path, ...], program: Path | None) -> Result | None:
    try:
        return results(law, [trial], roots=roots, program=program)[0]
    except EncodingError:
        return None


def _seen(result: Result | None, view: View) -> object:
    return None if result is None else view(result)


Key = int
Known = tuple[tuple[Trial, object], ...]


def _key(trial: Trial) -> int:
    return id(trial)


@cache
def _judged_by_law(family: Family, view: View) -> Known:
    return tuple((trial, hash(view(r))) for trial, r in judged(family.law, family.trials(), roots=family.roots))


def _parts(known: Known) -> Iterator[tuple[list[Trial], list[object]]]:
    waiting = iter(known)
    while part := list(islice(waiting, PERSONS_TOGETHER)):
        yield [trial for trial, _ in part], [seen for _, seen in part]


def _seen_of(
    law: Regulation, trials: list[Trial], program: Path, roots: tuple[Path, ...], view: View
) -> Iterator[tuple[Key, object]]:
    for trial, result in judged(law, trials, roots=roots, program=program):
        yield _key(trial), hash(view(result))
