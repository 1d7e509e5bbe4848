"""Two encodings, and cases judged under both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice

from xueshi.comparison.common import Known, judged_years, moved
from xueshi.comparison.side import Side
from xueshi.engine.judge import PERSONS_TOGETHER, Batch, Settings
from xueshi.law.declared import declared_readings
from xueshi.messages import Lang
from xueshi.model.case import Case
from xueshi.model.result import Result
from xueshi.search.fillers import Fillers
from xueshi.search.judged import Trial, results, whole
from xueshi.search.options import main_year
from xueshi.search.samples import samples
from xueshi.solver.grounding import EncodingError

Both = tuple[Result | None, Result | None]
"""What each makes of a case; ``None`` where its encoding fails on it."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What is compared of a result.

    Attributes:
        credited: units by subject and in total.
        lacking: what each minimum still lacks.
        all: stands for all that the result says, the readings in force apart.
    """

    verdict: str
    credited: Mapping[str, int]
    lacking: Mapping[str, int]
    all: int


SeenBoth = tuple[Seen | None, Seen | None]


class Pair:
    """Two sides.  A trial is written for the first; the second judges it moved to its jurisdiction and year.

    Attributes:
        versions: both encode the same regulation.
        years: what is judged, under each.
        lang: language of the results' reasons.
    """

    def __init__(self, first: Side, second: Side, lang: Lang = "en") -> None:
        self.first, self.second, self.lang = first, second, lang
        self.versions = first.law.id == second.law.id
        self.years = judged_years(first.law, second.law)
        self._known: dict[tuple[object, ...], SeenBoth] = {}

    @property
    def local(self) -> bool:
        """Whether both are of one jurisdiction."""
        return self.first.law.jurisdiction == self.second.law.jurisdiction

    @property
    def one_unit(self) -> bool:
        """Whether both count in the same unit, so that their amounts can be compared."""
        return self.first.law.unit == self.second.law.unit

    def full(self, trial: Trial, most: int) -> Iterator[Trial]:
        """Yield ``trial`` with records that make up what its year lacks under either, ``most`` records in all."""
        ((_, seen),) = self.judged([trial])
        valid = [sample for sample in samples(self.first.law, self._main[0], self.first.roots) if sample.valid]
        for one in seen:
            if one is None:
                continue
            for fill in Fillers(self.first.law, valid, one.lacking).around(None):
                records = (*trial.case.records, *fill)
                named = tuple(replace(record, id=f"r{number}") for number, record in enumerate(records, 1))
                if fill and len(records) <= most:
                    yield replace(trial, case=replace(trial.case, records=named))

    @cached_property
    def questions(self) -> frozenset[str]:
        """The questions that both have with the same answers, and that neither side answers itself."""
        one, other = declared_readings(self.first.file), declared_readings(self.second.file)
        alike = {question for question in one.keys() & other.keys() if set(one[question]) == set(other[question])}
        return frozenset(alike - self.first.readings.keys() - self.second.readings.keys())

    @cached_property
    def _knows(self) -> tuple[Known, Known]:
        return Known(self.first), Known(self.second)

    def shared(self, trial: Trial, *, of_second: bool = False) -> Trial | None:
        """Return what both can judge of ``trial``, written for the first; ``None`` where one of them cannot.

        Args:
            of_second: the trial is written for the second.
        """
        if not trial.readings.keys() <= self.questions:
            return None
        case: Case | None = trial.case
        for known in self._knows:
            case = None if case is None else known.case(case)
        if case is None:
            return None
        place = 1 if of_second else 0
        if self.years[0] != self.years[1] and case.year != self._main[place]:
            return None
        by = self.years[0] - self._main[place] if case.year == self._main[place] else 0
        case = moved(case, self.first.law.jurisdiction, by)
        there = case.year + self.years[1] - self.years[0]
        if not (self.first.law.governs(case.year) and self.second.law.governs(there)):
            return None
        return replace(trial, case=case)

    def shared_here(self, trial: Trial) -> Trial | None:
        """Return ``trial``, which is written for the first, where both can judge its year."""
        there = trial.case.year + self.years[1] - self.years[0]
        return trial if self.first.law.governs(trial.case.year) and self.second.law.governs(there) else None

    @cached_property
    def _main(self) -> tuple[int, int]:
        return main_year(self.first.law), main_year(self.second.law)

    def for_second(self, trial: Trial) -> Trial:
        """Return ``trial`` as the second judges it."""
        return replace(trial, case=moved(trial.case, self.second.law.jurisdiction, self.years[1] - self.years[0]))

    def judged(self, trials: Iterable[Trial]) -> Iterator[tuple[Trial, SeenBoth]]:
        """Yield each trial with what is seen of both results, in their order, a few hundred at a time."""
        waiting = iter(trials)
        while part := list(islice(waiting, PERSONS_TOGETHER)):
            new = list({_key(trial): trial for trial in part if _key(trial) not in self._known}.values())
            one = _results(self.first, new)
            other = _results(self.second, [self.for_second(trial) for trial in new])
            for trial, ours, theirs in zip(new, one, other, strict=True):
                self._known[_key(trial)] = _seen(ours), _seen(theirs)
            yield from ((trial, self._known[_key(trial)]) for trial in part)

    def both(self, trial: Trial) -> Both:
        """Return what each makes of one trial, its reasons in the language of the pair."""
        return _worded(self.first, trial, self.lang), _worded(self.second, self.for_second(trial), self.lang)


def _worded(side: Side, trial: Trial, lang: Lang) -> Result | None:
    settings = Settings({}, trial.strict, regulation=side.law.id, lang=lang, roots=side.roots)
    case = replace(trial.case, name="generated")
    readings = {**trial.readings, **side.readings}
    try:
        return next(iter(Batch(side.law, [case], settings, [readings], program=side.program).results()))
    except EncodingError:
        return None


def _seen(result: Result | None) -> Seen | None:
    return None if result is None else _of(result)


def _key(trial: Trial) -> tuple[object, ...]:
    return trial.case, tuple(sorted(trial.readings.items())), trial.strict


def _results(side: Side, trials: Sequence[Trial]) -> list[Result | None]:
    found: list[Result | None] = [None] * len(trials)
    for strict in (False, True):
        places = [place for place, trial in enumerate(trials) if trial.strict is strict]
        own = [replace(trials[place], readings={**trials[place].readings, **side.readings}) for place in places]
        for place, result in zip(places, _together(side, own), strict=True):
            found[place] = result
    return found


def _together(side: Side, trials: Sequence[Trial]) -> list[Result | None]:
    """Return the results of one grounding; where it fails, of half of them each, so that one case alone fails."""
    if not trials:
        return []
    try:
        return [*results(side.law, trials, roots=side.roots, program=side.program)]
    except EncodingError:
        if len(trials) == 1:
            return [None]
        half = len(trials) // 2
        return [*_together(side, trials[:half]), *_together(side, trials[half:])]


def _of(result: Result) -> Seen:
    # Which readings are in force is what may be compared, and no difference by itself.
    said = hash(whole(replace(result, readings=())))
    return Seen(result.verdict, dict(result.credited), dict(result.shortfall), said)
