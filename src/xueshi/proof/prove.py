"""Prove the properties of regulations, as far as the bound goes; on several processors where that pays."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import groupby

from xueshi.coverage.beyond import declared_beyond
from xueshi.proof.answers import readings
from xueshi.proof.bands import bands
from xueshi.proof.bench import Bench, bench
from xueshi.proof.cases import Cases, other_answers, sectors, trials
from xueshi.proof.data import Bound, Outcome, Proof
from xueshi.proof.firing import Firing
from xueshi.proof.judgements import Judgements
from xueshi.proof.monotone import monotone
from xueshi.proof.order import order
from xueshi.proof.own import own_properties
from xueshi.proof.plain import plain
from xueshi.proof.properties import BREACHES, OWN, PROPERTIES
from xueshi.proof.reached import reach, reasons, rules
from xueshi.search.options import domain, main_year, years

Tell = Callable[[str, Sequence[str]], None]
"""Is told which properties of which regulation are looked at next."""

_TOGETHER: tuple[frozenset[str], ...] = (
    frozenset({*BREACHES.values(), OWN, "plain", "rules", "reasons"}),
    frozenset({"monotone"}),
    frozenset({"order"}),
    frozenset({"readings", "bands"}),
)
"""Properties that one process looks at; each of the groups judges the cases by itself."""


@dataclass(frozen=True)
class _Task:
    cases: Cases
    wanted: tuple[str, ...]


def prove(every: Sequence[Cases], wanted: Sequence[str], *, jobs: int, tell: Tell) -> Iterator[Proof]:
    """Yield the proofs, one for each regulation.

    Args:
        wanted: codes of the properties.
        jobs: processes.

    Raises:
        EncodingError, LawError: if an encoding or a file beside it is at fault.
        TimeLimitReached: if a choice cannot be proven in time.
    """
    asked = [code for code in PROPERTIES if code in wanted]
    groups = _TOGETHER if jobs > 1 else (frozenset(PROPERTIES),)
    parts = [tuple(code for code in asked if code in group) for group in groups]
    tasks = [_Task(cases, part) for cases in every for part in parts if part]
    for cases, found in groupby(_done(tasks, jobs, tell), key=lambda done: done[0].cases):
        bounds, listed = zip(*(done[1] for done in found), strict=True)
        outcomes = [one for outcomes in listed for one in outcomes]
        outcomes.sort(key=lambda one: (PROPERTIES.index(one.about), one.name))
        yield Proof(cases.law, bounds[0], tuple(outcomes))


def _done(tasks: Sequence[_Task], jobs: int, tell: Tell) -> Iterator[tuple[_Task, tuple[Bound, tuple[Outcome, ...]]]]:
    if min(jobs, len(tasks)) < 2:
        last = None
        for task in tasks:
            if task.cases != last:
                bench.cache_clear()
                trials.cache_clear()
            last = task.cases
            tell(task.cases.law.id, task.wanted)
            yield task, _run(task)
        return
    with ProcessPoolExecutor(min(jobs, len(tasks)), initializer=_quiet) as pool:
        for task, done in zip(tasks, pool.map(_run, tasks), strict=True):
            tell(task.cases.law.id, task.wanted)
            yield task, done


def _quiet() -> None:
    """Leave an interrupt to the process that waits."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _run(task: _Task) -> tuple[Bound, tuple[Outcome, ...]]:
    judge = bench(task.cases.law, task.cases.roots)
    return _bound(task.cases), tuple(_outcomes(task, judge))


def _bound(cases: Cases) -> Bound:
    law = cases.law
    records = domain(law, main_year(law), cases.roots)
    return Bound(
        records=cases.records,
        options=records.options,
        cases=len(trials(cases)),
        years=years(law),
        answers=len(list(other_answers(law))),
        sectors=sectors(cases),
        left_out=records.left_out,
    )


def _outcomes(task: _Task, judge: Bench) -> Iterator[Outcome]:
    wanted, made = set(task.wanted), trials(task.cases)
    if wanted & _TOGETHER[0]:
        yield from _by_judgement(task, judge)
    if "monotone" in wanted:
        yield monotone(judge, made)
    if "order" in wanted:
        yield order(judge, made)
    if "readings" in wanted:
        yield readings(judge, made)
    if "bands" in wanted:
        yield bands(judge)


def _by_judgement(task: _Task, judge: Bench) -> Iterator[Outcome]:
    """Yield what each judgement shows by itself."""
    law, wanted = task.cases.law, set(task.wanted)
    own = own_properties(law) if OWN in wanted else None
    shown = Judgements(judge, own, Firing(law))
    for group in judge.groups(trials(task.cases)):
        shown.look(group)
    for code in dict.fromkeys(BREACHES.values()):
        if code in wanted:
            yield Outcome(code, "", shown.cases, "cases", tuple(shown.found.of(code, judge, shown.look_for)))
    if own is not None:
        findings = tuple(shown.found.of(OWN, judge, shown.look_for))
        for name, sentence in own.sentences.items():
            mine = tuple(one for one in findings if one.code == name)
            yield Outcome(OWN, name, shown.cases, "cases", mine, sentence=sentence)
    if "plain" in wanted:
        yield plain(judge, shown.choices)
    dead = reach(judge, shown) if wanted & {"rules", "reasons"} else frozenset()
    if "rules" in wanted:
        yield rules(judge, shown, dead, declared_beyond(law, shown.firing.program))
    if "reasons" in wanted:
        yield reasons(judge, shown)
