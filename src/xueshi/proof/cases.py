"""The cases of a proof: those that every search looks at, and pairs of records under other readings and in sectors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import chain, combinations
from pathlib import Path

from xueshi.law.declared import declared_readings, grounded
from xueshi.law.regulation import Regulation
from xueshi.model.case import Case, Leave, Record, Stated
from xueshi.model.kinds import catalogue
from xueshi.model.units import to_hours
from xueshi.proof.bench import Bench, Key, bench, key
from xueshi.search.family import Family
from xueshi.search.judged import Trial
from xueshi.search.mentioned import mentioned
from xueshi.search.options import main_year
from xueshi.search.samples import Sample, samples


@dataclass(frozen=True)
class Cases:
    """Which cases are judged: those of one regulation with at most so many records."""

    law: Regulation
    records: int = 3
    roots: tuple[Path, ...] = ()


@cache
def trials(cases: Cases) -> tuple[Trial, ...]:
    """Return the cases, each once, in the order of the family and then of what is added to it."""
    found: dict[Key, Trial] = {}
    for trial in chain(Family(cases.law, records=cases.records, roots=cases.roots).trials(), _more(cases)):
        found.setdefault(key(trial), trial)
    return tuple(found.values())


def sectors(cases: Cases) -> tuple[str, ...]:
    """Return the sectors that the encoding names."""
    choices = catalogue(cases.law.jurisdiction, (*cases.roots, cases.law.file.parent.parent)).choices("sector")
    codes = mentioned(cases.law).codes
    return tuple(code for code in choices if code in codes)


def other_answers(law: Regulation) -> Iterator[tuple[str, str]]:
    """Yield each question with each answer to it other than the default."""
    for question, answers in declared_readings(law.file).items():
        yield from ((question, answer) for answer in answers[1:])


def _more(cases: Cases) -> Iterator[Trial]:
    yield from _earlier(cases)
    yield from _two_answers(cases)
    yield from _two_leaves(cases)
    if cases.records < 2:
        return
    different = list(_different(cases))
    everywhere = list(_pairs(cases, different))
    yield from map(Trial, everywhere)
    for question, answer in other_answers(cases.law):
        readings = {question: answer}
        yield from (Trial(case, readings) for case in _touched(cases, different, readings))
    yield from _in_sectors(cases, different, everywhere)
    yield from _complete(cases, different)
    yield from _under_one_cap(cases)
    yield from _same_day(cases, different)


def _two_answers(cases: Cases) -> Iterator[Trial]:
    """Yield a year without records under every two answers: some rules rest on readings alone."""
    for one, other in combinations(other_answers(cases.law), 2):
        if one[0] != other[0]:
            yield Trial(_case(cases, ()), dict([one, other]))


def _two_leaves(cases: Cases) -> Iterator[Trial]:
    """Yield a long leave of each ground with a short one of each."""
    kinds = catalogue(cases.law.jurisdiction, (*cases.roots, cases.law.file.parent.parent)).choices("leave")
    for long in kinds:
        for short in kinds:
            leave = Leave("l1", long, Stated({"months": 7})), Leave("l2", short, Stated({"months": 2}))
            yield Trial(replace(_case(cases, ()), leave=leave))


def _earlier(cases: Cases) -> Iterator[Trial]:
    """Yield records of modules after earlier ones, under every answer."""
    if cases.records < 1 or "modules" not in mentioned(cases.law).codes:
        return
    counted = [
        s for s in samples(cases.law, main_year(cases.law), cases.roots) if s.valid and "modules" in s.record.stated
    ]
    for question, answer in other_answers(cases.law):
        for sample in counted[:2]:
            case = _case(cases, [sample.record])
            yield from (Trial(replace(case, earlier_modules=n), {question: answer}) for n in (1, 5, 6))


def _different(cases: Cases) -> Iterator[Sample]:
    """Yield of the records that count in one way the one that states least."""
    met: set[object] = set()
    for sample in samples(cases.law, main_year(cases.law), cases.roots):
        way = sample.routes, sample.chooses, tuple(sorted(sample.amounts)), sample.groups
        if sample.valid and way not in met:
            met.add(way)
            yield sample


def _case(cases: Cases, records: Iterable[Record], sector: str | None = None) -> Case:
    named = tuple(replace(record, id=f"r{number}") for number, record in enumerate(records, 1))
    return Case("generated", cases.law.jurisdiction, main_year(cases.law), named, sector=sector)


def _pairs(cases: Cases, different: Sequence[Sample]) -> Iterator[Case]:
    for index, one in enumerate(different):
        for other in different[index:]:
            yield _case(cases, (one.record, other.record))


def _touched(
    cases: Cases, different: Sequence[Sample], readings: Mapping[str, str], sector: str | None = None
) -> Iterator[Case]:
    """Yield the pairs of which one is judged otherwise under ``readings``; all, if a year without records is."""
    judge = bench(cases.law, cases.roots)
    alone = [_case(cases, (), sector), *(_case(cases, [sample.record], sector) for sample in different)]
    by_default, otherwise = (judge.all_seen([Trial(case, under) for case in alone]) for under in ({}, readings))
    nothing, *turned = (one.whole != other.whole for one, other in zip(by_default, otherwise, strict=True))
    for index, one in enumerate(different):
        for place, other in enumerate(different[index:], index):
            if nothing or turned[index] or turned[place]:
                yield _case(cases, (one.record, other.record), sector)


def _complete(cases: Cases, different: Sequence[Sample]) -> Iterator[Trial]:
    """Yield years that one record completes exactly, with another beside it, under every answer."""
    law = cases.law
    declared = catalogue(law.jurisdiction, (*cases.roots, law.file.parent.parent))
    subjects = [str(row[0]) for row in grounded(law.file).rows("subject", 2)]
    empty = bench(law, cases.roots).one(Trial(_case(cases, ()))).results[0].required
    least = {subject: to_hours(empty[subject] or 0) for subject in subjects if subject in empty}
    spare = max(Decimal(0), to_hours(empty["total"] or 0) - sum(least.values()))
    for kind in map(declared.kind, declared.kinds):
        if not set(least) <= set(kind.fields):
            continue
        for favoured in least:
            stated = {s: h + spare if s == favoured else h for s, h in least.items() if h or s == favoured}
            whole = Record("r1", kind.code, Stated(stated))
            for sample in different:
                case = _case(cases, (whole, sample.record))
                yield Trial(case)
                yield from (Trial(case, {question: answer}) for question, answer in other_answers(law))
            if not spare:
                break


def _under_one_cap(cases: Cases) -> Iterator[Trial]:
    """Yield pairs of the largest records of two kinds that some cap or group holds together, under every answer."""
    largest: dict[tuple[tuple[str, ...], str], Sample] = {}
    for sample in samples(cases.law, main_year(cases.law), cases.roots):
        for group in sample.groups if sample.valid else ():
            known = largest.get((group, sample.record.kind))
            if known is None or sum(sample.amounts.values()) > sum(known.amounts.values()):
                largest[group, sample.record.kind] = sample
    for (group, kind), one in sorted(largest.items(), key=lambda item: item[0]):
        for (other_group, other_kind), other in sorted(largest.items(), key=lambda item: item[0]):
            if group == other_group and kind < other_kind:
                case = _case(cases, (one.record, other.record))
                yield Trial(case)
                yield from (Trial(case, {question: answer}) for question, answer in other_answers(cases.law))


def _in_sectors(cases: Cases, different: Sequence[Sample], everywhere: Sequence[Case]) -> Iterator[Trial]:
    """Yield the pairs in each sector that is treated in its own way, and under the answers that matter there alone."""
    judge = bench(cases.law, cases.roots)
    singles = [_case(cases, [sample.record]) for sample in different]
    at_large = {answer: _turned(judge, singles, dict([answer])) for answer in other_answers(cases.law)}
    ways: set[tuple[object, ...]] = set()
    for sector in sectors(cases):
        inside = [replace(case, sector=sector) for case in singles]
        way = tuple(one.whole for one in judge.all_seen([Trial(case) for case in inside]))
        if way in ways:
            continue
        ways.add(way)
        yield from (Trial(replace(case, sector=sector)) for case in everywhere)
        for answer, turned in at_large.items():
            here = _turned(judge, inside, dict([answer]))
            if any(one and not other for one, other in zip(here, turned, strict=True)):
                yield from (Trial(case, dict([answer])) for case in _touched(cases, different, dict([answer]), sector))


def _turned(judge: Bench, cases: Sequence[Case], readings: Mapping[str, str]) -> list[bool]:
    by_default, otherwise = (judge.all_seen([Trial(case, under) for case in cases]) for under in ({}, readings))
    return [one.outcome != other.outcome for one, other in zip(by_default, otherwise, strict=True)]


def _same_day(cases: Cases, different: Sequence[Sample]) -> Iterator[Trial]:
    """Yield records of one and the same day, where a reading looks at the days of several together."""
    law = cases.law
    if law.daily_reading is None:
        return
    caps = sorted({hours for _, hours, _ in grounded(law.file).rows("day_cap", 3)}, key=str)
    day = date(main_year(law), 6, 3)
    on_the_day: dict[object, Record] = {}
    kinds = catalogue(law.jurisdiction, (*cases.roots, law.file.parent.parent))
    for sample in different:
        stated = sample.record.stated
        fields = kinds.kind(sample.record.kind).fields
        if (
            {"hours", "start", "end"} <= set(fields)
            and set(stated) <= {"hours", "days", "subject"}
            and "hours" in stated
        ):
            told = {k: v for k, v in stated.items() if k == "subject"}
            for hours in caps:
                own = Stated({**told, "hours": Decimal(str(hours)), "start": day, "end": day})
                on_the_day.setdefault((sample.routes, hours), replace(sample.record, stated=own))
    records = list(on_the_day.values())
    readings = dict([law.daily_reading])
    for one in records:
        for other in records:
            for under in ({}, readings):
                yield Trial(_case(cases, (one, other)), under)
