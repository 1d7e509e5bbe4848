"""The cases that are judged under both sides: those that the solver finds, then the generated ones, by size."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import chain
from typing import NamedTuple

from xueshi.comparison.answered import answered
from xueshi.comparison.pair import Pair
from xueshi.comparison.side import Side
from xueshi.law.regulation import Regulation
from xueshi.model.case import Case, Record, Stated
from xueshi.search.accepted import is_accepted
from xueshi.search.contents import Contents, Found
from xueshi.search.family import Family
from xueshi.search.judged import Trial
from xueshi.search.mentioned import mentioned
from xueshi.search.options import TIME, domain, main_year
from xueshi.search.samples import samples

MOST_SINGLE = 24
"""Records that the solver is asked for, one way and the other."""


class Single(NamedTuple):
    """Single records on which stage A of two encodings differs.

    Attributes:
        proven: whether the solver has looked at all; ``None`` where the encodings could not be laid over each other.
    """

    trials: tuple[Trial, ...]
    proven: bool | None


@dataclass(frozen=True)
class Generated:
    """The cases of both families that both can judge, each once, the smallest first."""

    trials: tuple[Trial, ...]
    left_out: int


def single(pair: Pair, seconds: float | None) -> Single:
    """Return what the solver finds: records that the two versions of one regulation treat differently."""
    found: list[Trial] = []
    proven: bool | None = True
    with answered(pair.first.file, pair.first.readings) as one, answered(pair.second.file, pair.second.readings) as two:
        if one is None or two is None:
            return Single((), None)
        ways = [(pair.first, one, two, False)]
        if pair.first.law.file != pair.second.law.file:
            ways.append((pair.second, two, one, True))
        for side, own, other, of_second in ways:
            law, year = side.law, main_year(side.law)
            looked = Contents(law, other, year, roots=side.roots, most_seconds=seconds, first=own)
            try:
                for record in looked.find(MOST_SINGLE // 2):
                    for trial in _around(law, record, year):
                        shared = pair.shared(trial, of_second=of_second)
                        if shared is not None:
                            found.append(shared)
            except TimeoutError:
                proven = False
    return Single(tuple(found), proven)


def _around(law: Regulation, found: Found, year: int) -> Iterator[Trial]:
    case = Case("generated", law.jurisdiction, year, (found.record,))
    yield Trial(case, found.readings, found.strict)
    yield Trial(replace(case, records=(found.record, replace(found.record, id="r2"))), found.readings, found.strict)


def generated(pair: Pair, records: int) -> Generated:
    """Return the generated cases; other answers and strictness are looked at where both encode one regulation."""
    seen: dict[tuple[object, ...], Trial] = {}
    left_out = 0
    for of_second, side in enumerate((pair.first, pair.second)):
        family = Family(_law(side), records, pair.versions, pair.versions, side.roots)
        more = () if pair.versions else _stating_more(side)
        same_day = _same_day(side) if records > 1 else ()
        for trial in chain(family.trials(), same_day, more):
            shared = pair.shared(trial, of_second=bool(of_second))
            if shared is None:
                left_out += 1
            else:
                seen.setdefault((shared.case, tuple(sorted(shared.readings.items())), shared.strict), shared)
    return Generated(tuple(sorted(seen.values(), key=lambda trial: trial.size)), left_out)


def _stating_more(side: Side) -> Iterator[Trial]:
    """Yield single records that count, each with one thing more stated: conditions met and failed, papers there or not.

    Between versions of one regulation the solver looks at these.
    """
    law, year = _law(side), main_year(side.law)
    first: dict[tuple[str, tuple[str, ...]], Record] = {}
    for sample in samples(law, year, side.roots):
        if sample.valid and sample.amounts:
            first.setdefault((sample.record.kind, sample.routes), sample.record)
    kinds = {kind.kind: kind for kind in domain(law, year, side.roots).kinds}
    for (kind, _), record in first.items():
        for aspect in kinds[kind].aspects:
            for option in aspect.options[1:]:
                if not option.keys() & record.stated.keys() and aspect.key not in (TIME, "sector_rule", "notice"):
                    stated = replace(record, stated=Stated({**record.stated, **option}))
                    case = Case("generated", law.jurisdiction, year, (stated,))
                    if is_accepted(case, side.roots):
                        yield Trial(case)


def _same_day(side: Side) -> Iterator[Trial]:
    """Yield two activities of one day, each as long as the longest cap by the day that the encoding names."""
    law, year = _law(side), main_year(side.law)
    hours = Decimal(max((n for n in mentioned(law).sort("hours") if 6 <= n <= 9), default=8))
    day = date(year, 6, 3)
    kinds = {
        kind.kind: {key for aspect in kind.aspects for o in aspect.options for key in o}
        for kind in domain(law, year, side.roots).kinds
    }
    for sample in samples(law, year, side.roots):
        if (
            sample.valid
            and set(sample.record.stated) <= {"hours", "subject"}
            and {"start", "end"} <= kinds[sample.record.kind]
        ):
            stated = Stated({**sample.record.stated, "hours": hours, "start": day, "end": day})
            records = tuple(Record(f"r{number}", sample.record.kind, stated) for number in (1, 2))
            case = Case("generated", law.jurisdiction, year, records)
            if "hours" in sample.record.stated and is_accepted(case, side.roots):
                yield Trial(case)


def options(pair: Pair) -> int:
    """Return how many ways to state one thing the records of both are put together from."""
    kinds = chain.from_iterable(
        (
            (kind.kind, aspect.key, option)
            for kind in found.kinds
            for aspect in kind.aspects
            for option in aspect.options
        )
        for found in (domain(side.law, main_year(side.law), side.roots) for side in (pair.first, pair.second))
    )
    return len(set(kinds))


def _law(side: Side) -> Regulation:
    """Return the law whose encoding names what cases are made of."""
    return side.law if side.program is None else replace(side.law, file=side.program)
