"""Throughput: person-years a second in one process, one by one and many in one grounding."""

from collections.abc import Callable, Sequence
from typing import Any

import xueshi
from benchmarks import population
from benchmarks.clock import Job, interleaved, ratio
from benchmarks.figures import Table, goal
from xueshi.read import case_from_mapping

Judge = Callable[[Sequence[Any]], object]


def _one_by_one(cases: Sequence[Any]) -> object:
    return [xueshi.check(case) for case in cases]


def _many(cases: Sequence[Any]) -> object:
    return xueshi.check_many(cases)


def _validated(people: Sequence[dict[str, Any]]) -> list[Any]:
    return [case_from_mapping(person, name=person["person"]) for person in people]


WAYS: dict[str, Judge] = {"one by one": _one_by_one, "many in one grounding": _many}


def _job(judge: Judge, people: Sequence[Sequence[Any]], prepare: Callable[[Sequence[Any]], list[Any]]) -> Job:
    return lambda run: judge(prepare(people[run]))


def _jobs(generate: population.Generate, persons: int, rounds: int) -> dict[str, Job]:
    """Return a job for each way and each source; every run of every job gets persons that no other has seen."""
    jobs: dict[str, Job] = {}
    seed = 0
    for way, judge in WAYS.items():
        raw = [generate(seed + number, persons) for number in range(rounds)]
        ready = [_validated(generate(seed + rounds + number, persons)) for number in range(rounds)]
        seed += 2 * rounds
        jobs[f"{way}, from mappings"] = _job(judge, raw, _validated)
        jobs[f"{way}, from cases"] = _job(judge, ready, list)
    return jobs


def _table(title: str, generate: population.Generate, persons: int, runs: int, limit: float | None = None) -> Table:
    warm_up = 1
    timings = interleaved(_jobs(generate, persons, warm_up + runs), runs=runs, warm_up=warm_up)
    rows = []
    for source in ("from mappings", "from cases"):
        single, many = (timings[f"{way}, {source}"] for way in WAYS)
        rows.append(
            [source, f"{persons / single.median:.0f}", f"{persons / many.median:.0f}", f"{ratio(single, many):.1f}"]
        )
    single, many = (timings[f"{way}, from cases"] for way in WAYS)
    notes = [
        f"{persons} persons a run, {runs} runs each, in turn, other persons at every run",
        f"the persons: {population.describe(generate(0, persons))}",
    ]
    if limit is not None:
        notes.append(goal("many against one by one, from cases", found=ratio(single, many), limit=limit, at_least=True))
    return Table(title, ("input", *(f"{way}, persons/s" for way in WAYS), "ratio"), rows, notes)


def measure(runs: int, persons: int) -> list[Table]:
    """Time both ways on both populations; of hard persons a tenth as many."""
    return [
        _table("Throughput, realistic persons", population.realistic, persons, runs, limit=10),
        _table("Throughput, hard persons", population.hard, max(persons // 10, 1), runs),
    ]
