"""Explaining: the whole explanation of a case beside its check, as commands and within one process."""

import json
import os
import tempfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import xueshi
from benchmarks.clock import Job, Timing, interleaved, ratio
from benchmarks.figures import Table, goal, milliseconds
from benchmarks.startup import CASE, ROOT, command, process
from xueshi.engine.judge import Settings
from xueshi.explain.explanation import explain
from xueshi.model.case import Case
from xueshi.read import case_from_mapping

FLEXIBLE, FIXED = 60, 140


def large() -> dict[str, Any]:
    """Return a Jining year of 200 records, 60 of which may go to either subject; no two give the same hours."""
    teaching = [
        {
            "id": f"c{n:03}",
            "kind": "course_teaching",
            "class_hours": float(Decimal("0.20") + n * Decimal("0.01")),
            "selected": True,
        }
        for n in range(FLEXIBLE)
    ]
    training = [
        {
            "id": f"t{n:03}",
            "kind": "training",
            "hours": float(Decimal("0.10") + n * Decimal("0.01")),
            "filed": "before",
            "date": f"2024-0{n % 9 + 1}-{n % 28 + 1:02}",
            "evidence": ["attendance_certificate"],
        }
        for n in range(FIXED)
    ]
    return {"person": "P-200", "jurisdiction": "jining", "year": 2024, "records": teaching + training}


def measure(runs: int) -> list[Table]:
    """Time both, ``runs`` times each: seconds of wall clock."""
    os.chdir(ROOT)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "large.json"
        file.write_text(json.dumps(large()), encoding="utf-8")
        rows: list[tuple[str, ...]] = []
        notes = []
        for name, path in (("7 records", CASE), ("200 records, 60 flexible", str(file))):
            taken = interleaved(_commands(path), runs=runs, warm_up=2)
            rows += [_row(f"{name}, command", job, timing, taken["check"]) for job, timing in taken.items()]
            if path == CASE:
                found = ratio(taken["explain"], taken["check"])
                notes.append(goal("explaining a case to checking it, as commands", found=found, limit=4))
            else:
                slowest = max(timing.median for job, timing in taken.items() if job != "check")
                notes.append(goal("200 records, the slowest explanation", found=slowest, limit=2, unit=" s"))
        for name, case in (
            ("7 records", xueshi.read_case(CASE)),
            ("200 records, 60 flexible", case_from_mapping(large(), "large")),
        ):
            taken = interleaved(_calls(case), runs=runs, warm_up=2)
            rows += [_row(f"{name}, in a process", job, timing, taken["check"]) for job, timing in taken.items()]
            found = ratio(taken["explain"], taken["check"])
            notes.append(goal(f"{name}: explaining to checking, in a process", found=found, limit=4))
    columns = ("case", "what", "median ms", "times the check")
    notes.insert(
        0, f"{runs} runs each, in turn; `explain --format json` carries the graph down to its leaves, absences included"
    )
    return [Table("Explaining", columns, rows, notes)]


def _row(name: str, job: str, timing: Timing, check: Timing) -> tuple[str, ...]:
    return (name, job, milliseconds(timing.median), f"{ratio(timing, check):.2f}")


def _commands(path: str) -> dict[str, Job]:
    used: list[float] = []
    return {
        "check": process([*command(), "check", path], used),
        "explain": process([*command(), "explain", path], used),
        "explain --format json": process([*command(), "explain", path, "--format", "json"], used),
    }


def _calls(case: Case) -> dict[str, Job]:
    settings = Settings({})
    return {
        "check": lambda _: xueshi.check(case),
        "explain": lambda _: explain(case, settings),
        "with the graph": lambda _: explain(case, settings, graph=True),
    }
