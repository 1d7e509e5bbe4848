"""The choice beside its rival: clingo alone on the plain encoding, proven to the optimum, in the same run."""

import time
from collections.abc import Sequence

import xueshi
from benchmarks.choice import FAMILIES, SIZES, case_data
from benchmarks.figures import Table, milliseconds
from xueshi.facts.person import FactWriter
from xueshi.law.choose import regulation_for
from xueshi.model.case import Case
from xueshi.read import case_from_mapping
from xueshi.solver.plain import plain_optimum

STRATEGIES = ("bb", "usc,stratify")
"""clasp's ways to an optimum: by better and better models, and by unsatisfiable cores."""


class DisagreementError(Exception):
    """clingo found another optimum than the engine."""


def _clingo(case: Case, strategy: str, limit: float) -> tuple[float | None, int | None]:
    """Return the seconds that clingo took and the sum of shortfalls, nothing where the time did not suffice."""
    law = regulation_for(case)
    writer = FactWriter(law, {}, strict=False)
    writer.add(case)
    start = time.perf_counter()
    try:
        found = plain_optimum([law.file], writer.text(), time_limit=limit, options=[f"--opt-strategy={strategy}"])
    except TimeoutError:
        return None, None
    return time.perf_counter() - start, found.cost[0]


def _engine(case: Case) -> tuple[float, int]:
    start = time.perf_counter()
    result = xueshi.check(case)
    return time.perf_counter() - start, sum(result.shortfall[subject] for subject in ("public", "professional"))


def _row(family: str, size: int, given_up: set[tuple[str, str]], limit: float) -> Sequence[str]:
    case = case_from_mapping(case_data(FAMILIES[family], size), name=f"{family} {size}")
    seconds, shortfall = _engine(case)
    row = [family, str(size), milliseconds(seconds)]
    for strategy in STRATEGIES:
        if (family, strategy) in given_up:
            row.append("not tried")
            continue
        taken, other = _clingo(case, strategy, limit)
        if taken is None:
            given_up.add((family, strategy))
            row.append(f"over {limit:g} s")
            continue
        if other != shortfall:
            raise DisagreementError(f"{family}, {size}: {other} by clingo ({strategy}), {shortfall} by the engine")
        row.append(milliseconds(taken))
    return row


def measure(limit: float) -> list[Table]:
    """Run each family and size once; where ``limit`` (seconds) did not suffice, no larger size is tried."""
    xueshi.check(case_from_mapping(case_data(FAMILIES["all different"], 2), name="warm-up"))
    given_up: set[tuple[str, str]] = set()
    rows = [_row(family, size, given_up, limit) for family in FAMILIES for size in SIZES]
    columns = ("flexible records", "number", "xueshi, ms", *(f"clingo, {strategy}, ms" for strategy in STRATEGIES))
    notes = [
        "one run each, grounding included; xueshi: the whole check with its result; clingo: the optimum alone",
        "where clingo found an optimum in time, it was that of xueshi",
    ]
    return [Table("The choice, beside clingo on the plain encoding", columns, rows, notes)]
