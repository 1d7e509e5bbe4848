"""The generated cases of one regulation, the smallest first.

They are built from samples, one for all records that are alike by themselves, so that some thousand cases stand for
much of what records of the domain can do together:

* no record, in each year, sector and reading;
* one record: every sample, and samples under every reading;
* one leave: every ground, each condition met, unstated and failed, the months about each threshold;
* two records that meet under a cap, in a pool, in a group or by one work, with amounts about what is left;
* records that fill the minima exactly, or almost, beside one sample (three and more records).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from xueshi.law.declared import declared_readings
from xueshi.law.regulation import Regulation
from xueshi.model.case import Case, Leave, Record, Stated
from xueshi.model.kinds import catalogue
from xueshi.search.fillers import Fillers
from xueshi.search.judged import Trial, results
from xueshi.search.mentioned import mentioned
from xueshi.search.options import main_year, years
from xueshi.search.samples import Sample, samples

MOST_RECORDS = 4
"""A sample, and what fills the year beside it."""

ALIKE = 6
"""Samples of one kind and way of counting that are put together with others."""


@dataclass(frozen=True)
class Family:
    """Which cases are made.

    Attributes:
        records: the most records of one case.
        readings: also judge under every other answer to each open question.
        strict: also judge strictly.
    """

    law: Regulation
    records: int = MOST_RECORDS
    readings: bool = True
    strict: bool = True
    roots: tuple[Path, ...] = ()

    def trials(self) -> Iterator[Trial]:
        """Yield the cases, by number of records and leaves."""
        return _Maker(self).trials()


class _Maker:
    def __init__(self, family: Family) -> None:
        self._family, self._law = family, family.law
        self._year = main_year(family.law)
        self._seen = mentioned(family.law)
        self._samples = samples(family.law, self._year, family.roots)
        self._valid = [sample for sample in self._samples if sample.valid]
        self._answers = declared_readings(family.law.file)

    def case(self, records: Sequence[Record] = (), leave: Sequence[Leave] = (), **more: object) -> Case:
        named = tuple(replace(record, id=f"r{n}") for n, record in enumerate(records, 1))
        made = Case("generated", self._law.jurisdiction, self._year, named, tuple(leave))
        return replace(made, **more)  # type: ignore[arg-type]

    def trials(self) -> Iterator[Trial]:
        yield from self._varied(self._none(), every=True)
        if self._family.records >= 1:
            yield from self._ones()
        if self._family.records >= 2:
            yield from self._varied(self._pairs(), every=False)
        if self._family.records >= 3:
            within = (case for case in self._full() if len(case.records) <= self._family.records)
            yield from self._varied(within, every=False)

    def _varied(self, cases: Iterable[Case], *, every: bool) -> Iterator[Trial]:
        """Yield each case by default, and under each other reading: all of them, or every tenth."""
        made = list(cases)
        yield from map(Trial, made)
        chosen = made if every else made[::12]
        if self._family.strict:
            yield from (Trial(case, strict=True) for case in chosen)
        if self._family.readings:
            for question, answers in self._answers.items():
                for answer in answers[1:]:
                    yield from (Trial(case, {question: answer}) for case in chosen)

    # -- no record and one -------------------------------------------------------------------------------------------

    def _none(self) -> Iterator[Case]:
        yield self.case()
        for year in years(self._law):
            if year != self._year:
                yield self.case(year=year)
        yield from (self.case(sector=sector) for sector in self._sectors())

    def _sectors(self) -> list[str]:
        choices = catalogue(self._law.jurisdiction, self._roots()).choices("sector")
        return [*(code for code in choices if code in self._seen.codes), "unlisted sector"]

    def _roots(self) -> tuple[Path, ...]:
        return (*self._family.roots, self._law.file.parent.parent)

    def _ones(self) -> Iterator[Trial]:
        yield from (Trial(self.case([sample.record])) for sample in self._samples)
        few = self._few()
        yield from (Trial(self.case([s.record], sector=sector)) for s in few for sector in self._sectors())
        if "earlier_modules" in self._seen.codes or any("modules" in s.record.stated for s in few):
            counted = [s for s in self._valid if "modules" in s.record.stated]
            for sample in counted[:ALIKE]:
                yield from (Trial(self.case([sample.record], earlier_modules=n)) for n in (0, 1, 5, 6, 7))
        yield from self._varied((self.case([sample.record]) for sample in few), every=True)
        leaves = list(self._leaves())
        plain = [leave for leave in leaves if not {"unit_approved", "applied", "evidence"} & set(leave.stated)]
        yield from self._varied((self.case(leave=[leave]) for leave in plain), every=True)
        rest = (self.case(leave=[leave]) for leave in leaves if leave not in plain)
        yield from self._varied(rest, every=False)

    def _few(self) -> list[Sample]:
        """Return some samples of each kind and way of counting: small, middling and large amounts."""
        groups: dict[object, list[Sample]] = defaultdict(list)
        for sample in self._samples:
            groups[sample.record.kind, sample.routes, sample.valid, tuple(sorted(sample.amounts))].append(sample)
        return [sample for group in groups.values() for sample in _spread(group, ALIKE)]

    def _leaves(self) -> Iterator[Leave]:
        form = catalogue(self._law.jurisdiction, self._roots()).leave
        kinds = catalogue(self._law.jurisdiction, self._roots()).choices("leave")
        near = sorted({m for n in self._seen.sort("months") for m in (n - 1, n, n + 1) if 0 <= m <= 12} | {1, 12})
        documents = [code for code in form.fields["evidence"].choices or () if code in self._seen.codes]
        spans = [(date(self._year, 2, 1), date(self._year, 2 + m, 15)) for m in near if 2 + m <= 12]
        for code in kinds:
            for months in near:
                yield Leave("l1", code, Stated({"months": months}))
            for start, end in spans:
                yield Leave("l1", code, Stated({"start": start, "end": end}))
            yield Leave("l1", code, Stated({}))
            yield Leave("l1", code, Stated({"start": date(self._year - 1, 1, 1), "end": date(self._year - 1, 9, 1)}))
            for most in near[-2:]:
                for key in ("unit_approved", "applied"):
                    for said in (True, False):
                        yield Leave("l1", code, Stated({"months": most, key: said}))
                yield Leave("l1", code, Stated({"months": most, "evidence": ()}))
                for document in documents:
                    yield Leave("l1", code, Stated({"months": most, "evidence": (document,)}))

    # -- records that meet -------------------------------------------------------------------------------------------

    def _pairs(self) -> Iterator[Case]:
        """Yield two records that may touch each other."""
        met: set[tuple[int, int]] = set()
        for group in self._meeting():
            for i, one in enumerate(group):
                for other in group[i:]:
                    if (id(one), id(other)) not in met:
                        met.add((id(one), id(other)))
                        yield self.case([one.record, other.record])
        yield from self._same_work()
        first: dict[object, Sample] = {}
        for sample in self._few():
            if sample.valid:
                first.setdefault((sample.routes, sample.chooses, tuple(sorted(sample.amounts))), sample)
        different = list(first.values())
        for i, one in enumerate(different):
            for other in different[i + 1 :]:
                if not (one.groups & other.groups) and (one.chooses or other.chooses or i % 3 == 0):
                    yield self.case([one.record, other.record])
        for sample in different[::3]:
            for leave in self._long_leaves():
                yield self.case([sample.record], [leave])

    def _meeting(self) -> Iterator[list[Sample]]:
        """Yield samples that stand under one cap, in one pool or group, and samples of one way of counting."""
        together: dict[object, list[Sample]] = defaultdict(list)
        for sample in self._valid:
            for group in sorted(sample.groups):
                together[group].append(sample)
            together["way", sample.record.kind, sample.routes].append(sample)
        for key, alike in together.items():
            own = isinstance(key, tuple) and key[0] == "way"
            yield _spread(alike, 3 if own else 2 * ALIKE)

    def _same_work(self) -> Iterator[Case]:
        few = [sample for sample in self._few() if sample.valid and sample.routes]
        for i, one in enumerate(few):
            alike = [other for other in few[i:] if one.routes == other.routes]
            for other in dict.fromkeys((*alike[:2], *alike[-1:])):
                pair = [replace(s.record, stated=Stated({**s.record.stated, "work_id": "w"})) for s in (one, other)]
                yield self.case(pair)

    def _long_leaves(self) -> list[Leave]:
        months = max((n for n in self._seen.sort("months") if n < 12), default=6) + 1
        kinds = catalogue(self._law.jurisdiction, self._roots()).choices("leave")
        return [Leave("l1", code, Stated({"months": min(months, 12)})) for code in kinds]

    # -- full years --------------------------------------------------------------------------------------------------

    def _full(self) -> Iterator[Case]:
        """Yield years that are filled exactly, or almost, around each of a few samples; and three records alike."""
        empty = results(self._law, [Trial(self.case())], roots=self._family.roots)[0]
        fillers = Fillers(self._law, self._valid, empty.shortfall)
        yield from map(self.case, fillers.around(None))
        for sample in self._few():
            if sample.amounts:
                yield from map(self.case, fillers.around(sample))
        for sample in self._few():
            if sample.valid and sample.groups:
                yield self.case([sample.record] * 3)


def _spread(group: Sequence[Sample], most: int) -> list[Sample]:
    """Return at most ``most`` samples of different amounts, the smallest and the largest among them."""
    by_amount: dict[tuple[tuple[str, int], ...], Sample] = {}
    for sample in group:
        by_amount.setdefault(tuple(sorted(sample.amounts.items())), sample)
    ordered = [by_amount[key] for key in sorted(by_amount, key=lambda key: (sum(u for _, u in key), key))]
    if len(ordered) <= most:
        return ordered
    step = (len(ordered) - 1) / (most - 1)
    return [ordered[round(i * step)] for i in range(most)]
