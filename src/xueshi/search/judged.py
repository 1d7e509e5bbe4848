"""Generated cases judged: what can be seen of each, as plain values that can be compared."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

from xueshi.engine.judge import PERSONS_TOGETHER, Batch, Settings
from xueshi.law.regulation import Regulation
from xueshi.model.case import Case
from xueshi.model.result import Reason, RecordResult, Result

Seen = tuple[object, ...]
"""What two judgements are compared by."""

View = Callable[[Result], Seen]


@dataclass(frozen=True)
class Trial:
    """A generated case with what it is judged under."""

    case: Case
    readings: Mapping[str, str] = field(default_factory=dict)
    strict: bool = False

    @property
    def size(self) -> tuple[int, ...]:
        """Return how large it is: records and leaves, then what they state, then what it is judged under."""
        stated = sum(len(record.stated) for record in self.case.records)
        stated += sum(len(leave.stated) for leave in self.case.leave)
        people = (self.case.sector is not None) + (self.case.earlier_modules is not None)
        entries = len(self.case.records) + len(self.case.leave)
        return entries, len(self.readings) + int(self.strict), stated + people


def judged(
    law: Regulation,
    trials: Iterable[Trial],
    *,
    roots: tuple[Path, ...] = (),
    program: Path | None = None,
    together: int = PERSONS_TOGETHER,
) -> Iterator[tuple[Trial, Result]]:
    """Yield each trial with its result, in their order as far as strictness does not part them.

    Args:
        law: judges, whatever is in force.
        program: an encoding that is ground instead of the law's.
        together: trials of one grounding.

    Raises:
        EncodingError: if the encoding is at fault on one of them.
    """
    waiting = iter(trials)
    while part := list(islice(waiting, together)):
        for strict in (False, True):
            group = [trial for trial in part if trial.strict is strict]
            if group:
                yield from zip(group, results(law, group, roots=roots, program=program), strict=True)


def results(
    law: Regulation, trials: Sequence[Trial], *, roots: tuple[Path, ...] = (), program: Path | None = None
) -> list[Result]:
    """Return the results of trials of equal strictness, judged in one grounding."""
    settings = Settings({}, trials[0].strict, regulation=law.id, lang="en", roots=roots)
    cases = [replace(trial.case, name="generated") for trial in trials]
    batch = Batch(law, cases, settings, [trial.readings for trial in trials], program=program)
    return list(batch.results())


def whole(result: Result) -> Seen:
    """Return all that a result says, its wording apart."""
    return (
        result.verdict,
        _amounts(result.credited),
        _amounts(result.required),
        _amounts(result.shortfall),
        _amounts(result.relief),
        tuple((one.record, one.scope, one.clause) for one in result.deemed),
        tuple((one.record, one.subject, one.hours) for one in result.would_decide),
        tuple(_record(one) for one in result.records),
        tuple((one.id, one.months, one.days_over, one.accepted, _reasons(one.reasons)) for one in result.leave),
        tuple((one.id, one.clause, one.per, one.limit, one.counted, one.credited, one.lost) for one in result.caps),
        tuple((one.record, one.subject, one.hours, one.in_every_optimum) for one in result.allocation),
        tuple((one.id, one.value) for one in result.readings),
        tuple((one.record, one.fact, one.clause) for one in result.assumptions),
        tuple((one.code, one.record, one.clause) for one in result.warnings),
    )


def outcome(result: Result) -> Seen:
    """Return what a person cares for: the verdict, and the hours credited by subject."""
    return result.verdict, _amounts(result.credited)


def _record(one: RecordResult) -> Seen:
    sums = _amounts(one.claimed), _amounts(one.credited), one.amount, one.lost
    return one.id, one.status, *sums, _reasons(one.reasons)


def _reasons(reasons: Iterable[Reason]) -> Seen:
    return tuple((one.code, one.clause, one.hours, one.subject, one.fact) for one in reasons)


def _amounts(amounts: Mapping[str, int | None]) -> Seen:
    return tuple(sorted((key, value) for key, value in amounts.items()))
