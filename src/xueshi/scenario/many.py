"""Run many scenarios, on several processors where that pays; the outcomes come in the scenarios' order."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import groupby

from xueshi.scenario.cases import AnyScenario, DossierScenario
from xueshi.scenario.judge import Outcome, Under, run

TOGETHER = 100
"""Scenarios that a process takes at a time."""

DOSSIERS_TOGETHER = 12
"""Scenarios on several years that it takes at a time; each is a grounding of its own."""

_Task = tuple[Sequence[AnyScenario], Under, int]


def run_all(scenarios: Sequence[AnyScenario], under: Under, *, jobs: int | None, fail_fast: bool) -> list[Outcome]:
    """Return the outcomes of the scenarios, in their order.

    Args:
        jobs: processes; ``None`` for one a processor, as far as there is work for it.
        fail_fast: return nothing beyond the first that fails.

    Raises:
        EncodingError, LawError, DeclarationError: as :func:`~xueshi.scenario.judge.run`.
    """
    tasks = list(_tasks(scenarios, under))
    outcomes: list[Outcome] = []
    for part in _done(tasks, jobs):
        outcomes += part
        if fail_fast and not all(outcome.passed for outcome in part):
            break
    outcomes.sort(key=lambda outcome: outcome.number)
    if fail_fast:
        failed = next((at for at, outcome in enumerate(outcomes) if not outcome.passed), len(outcomes))
        return outcomes[: failed + 1]
    return outcomes


def _tasks(scenarios: Sequence[AnyScenario], under: Under) -> Iterator[_Task]:
    """Yield what is run together: neighbours that ask one regulation."""
    at = 0
    for (_, several), group in groupby(scenarios, key=lambda s: (s.regulation, isinstance(s, DossierScenario))):
        listed = list(group)
        size = DOSSIERS_TOGETHER if several else TOGETHER
        for start in range(0, len(listed), size):
            yield listed[start : start + size], under, at + start
        at += len(listed)


def _done(tasks: Sequence[_Task], jobs: int | None) -> Iterator[list[Outcome]]:
    workers = min(len(tasks), jobs or processors())
    if workers < 2:
        yield from map(_run, tasks)
        return
    pool = ProcessPoolExecutor(workers, initializer=_leave_interrupts)
    try:
        yield from pool.map(_run, tasks)
    finally:
        pool.shutdown(cancel_futures=True)


def _run(task: _Task) -> list[Outcome]:
    scenarios, under, start = task
    return [Outcome(start + outcome.number, outcome.differences) for outcome in run(scenarios, under)]


def _leave_interrupts() -> None:
    """Let the process that was asked end a run; its helpers end with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
