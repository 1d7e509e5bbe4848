"""Cost of choice: checks of a Jining person-year with ever more records that may go to either subject."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

import xueshi
from benchmarks.clock import Job, Timing, interleaved, ratio
from benchmarks.figures import Table, goal, milliseconds
from benchmarks.solving import last_solving
from xueshi.read import case_from_mapping

SIZES = (4, 8, 20, 40, 80)

Record = dict[str, Any]
Family = Callable[[int], list[Record]]


def _competition(number: int, **more: object) -> Record:
    return {
        "id": f"c{number:02}",
        "kind": "competition",
        "level": "national",
        "organiser": "sector_authority",
        "hr_recognised": True,
        "evidence": ["participation_proof"],
        **more,
    }


def _teaching(number: int, class_hours: Decimal) -> Record:
    return {"id": f"t{number:02}", "kind": "course_teaching", "class_hours": class_hours, "selected": True}


def interchangeable(count: int) -> list[Record]:
    """Return competitions that differ in their ids alone."""
    return [_competition(number) for number in range(count)]


def differing(count: int) -> list[Record]:
    """Return selected courses of which no two have the same class hours."""
    return [_teaching(number, Decimal("0.37") + Decimal("0.11") * number) for number in range(count)]


def scarce(count: int) -> list[Record]:
    """Return selected courses that all differ and, doubled, together come close to what is missing."""
    step = Decimal("0.01")
    mean = (Decimal(39) / count).quantize(step)
    return [_teaching(number, mean + step * (number - count // 2)) for number in range(count)]


def mixed(count: int) -> list[Record]:
    """Return selected courses and competitions with hours by a sector's rule, in turn, all different."""
    courses = differing(count)
    return [
        _competition(
            number, sector_rule={"hours": Decimal("1.25") + Decimal("0.17") * number, "citation": "a sector's rule"}
        )
        if number % 2
        else courses[number]
        for number in range(count)
    ]


FAMILIES: Mapping[str, Family] = {
    "interchangeable": interchangeable,
    "all different": differing,
    "all different, scarce": scarce,
    "all different, mixed kinds": mixed,
}


def case_data(family: Family, count: int, run: int = 0) -> dict[str, Any]:
    """Return a case with ``count`` flexible records; each ``run`` misses other hours, so none can be reused."""
    return {
        "person": f"P-{count:02}-{run:02}",
        "jurisdiction": "jining",
        "year": 2024,
        "sector": "engineering",
        "records": [
            {
                "id": "a1",
                "kind": "online_course",
                "subject": "public",
                "hours": 4 + Decimal("0.01") * run,
                "passed": True,
            },
            {"id": "a2", "kind": "training", "hours": 8, "days": 3, "organiser": "hr_department", "filed": "before"},
            *family(count),
        ],
    }


def _rows(family: str, timings: Mapping[str, Timing], solving: Mapping[str, list[float]]) -> list[list[str]]:
    four = timings[f"{family} {SIZES[0]}"]
    rows = []
    for size in SIZES:
        name = f"{family} {size}"
        rows.append(
            [
                family,
                str(size),
                milliseconds(timings[name].median),
                f"{ratio(timings[name], four):.2f}",
                milliseconds(Timing(tuple(solving[name])).median),
            ]
        )
    return rows


def measure(runs: int) -> list[Table]:
    """Time ``runs`` checks of each family and size, in one process, from validated cases."""
    warm_up = 1
    solving: dict[str, list[float]] = {}

    def job(name: str, family: Family, size: int) -> Job:
        cases = [case_from_mapping(case_data(family, size, run), name=f"{name} {run}") for run in range(warm_up + runs)]
        solving[name] = []

        def run_job(run: int) -> None:
            xueshi.check(cases[run])
            if run >= warm_up:
                solving[name].append(last_solving())

        return run_job

    jobs = {
        f"{name} {size}": job(f"{name} {size}", family, size) for name, family in FAMILIES.items() for size in SIZES
    }
    timings = interleaved(jobs, runs=runs, warm_up=warm_up)
    least, most = SIZES[0], SIZES[-1]
    notes = [
        f"{runs} runs each, in turn; no two runs miss the same hours",
        goal(
            f"{most} interchangeable records against {least}",
            found=ratio(timings[f"interchangeable {most}"], timings[f"interchangeable {least}"]),
            limit=2,
        ),
    ]
    for family in list(FAMILIES)[1:]:
        found = Timing(tuple(solving[f"{family} {most}"])).median * 1000
        notes.append(goal(f"solving for {most} records, {family}", found=found, limit=50, unit=" ms"))
    columns = ("flexible records", "number", "check, median ms", f"times that of {least}", "solving, median ms")
    rows = [row for family in FAMILIES for row in _rows(family, timings, solving)]
    return [Table("Cost of choice", columns, rows, notes)]
