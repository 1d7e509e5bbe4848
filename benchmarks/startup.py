"""Start-up: one check from the command line beside the import of the libraries that it cannot do without."""

import os
import statistics
import sys
from pathlib import Path

from benchmarks.clock import Job, interleaved, ratio
from benchmarks.figures import Table, goal, milliseconds

CASE = "facts/jining/engineer-2024.yaml"
IMPORTS = "import clingo, pydantic, click"
ROOT = Path(__file__).resolve().parents[1]

# Byte code is kept on a machine where the program is used; without it every start compiles the program anew.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def command() -> list[str]:
    """Return how the program is started."""
    script = Path(sys.executable).with_name("xueshi")
    return [str(script)] if script.exists() else [sys.executable, "-m", "xueshi"]


def process(started: list[str], processor: list[float]) -> Job:
    """Return a job that runs ``started`` and adds the seconds of processor time that it took to ``processor``."""

    def job(_run: int) -> None:
        with Path(os.devnull).open("r+b") as nothing:
            child = os.posix_spawn(
                started[0],
                started,
                ENVIRONMENT,
                file_actions=[(os.POSIX_SPAWN_DUP2, nothing.fileno(), 0), (os.POSIX_SPAWN_DUP2, nothing.fileno(), 1)],
            )
            _, status, used = os.wait4(child, 0)
        if status:
            raise RuntimeError(f"{started} ended with status {status}")
        processor.append(used.ru_utime + used.ru_stime)

    return job


def measure(runs: int) -> list[Table]:
    """Time whole processes, ``runs`` times each: seconds of wall clock, and of processor time."""
    os.chdir(ROOT)
    warm_up = 2
    commands = {
        f"xueshi check {CASE} --json": [*command(), "check", CASE, "--json"],
        f'python -c "{IMPORTS}"': [sys.executable, "-c", IMPORTS],
        'python -c ""': [sys.executable, "-c", ""],
    }
    processor: dict[str, list[float]] = {name: [] for name in commands}
    jobs = {name: process(started, processor[name]) for name, started in commands.items()}
    timings = interleaved(jobs, runs=runs, warm_up=warm_up)
    used = {name: statistics.median(seconds[warm_up:]) for name, seconds in processor.items()}
    rows = [
        (f"`{name}`", *map(milliseconds, (timing.median, timing.least, used[name]))) for name, timing in timings.items()
    ]
    check, imports, _bare = timings.values()
    check_used, imports_used, _ = used.values()
    notes = [
        f"{runs} runs each, in turn, with byte code kept (`PYTHONDONTWRITEBYTECODE` is taken out of the environment)",
        goal("ratio of the first to the second", found=ratio(check, imports), limit=1.5),
        f"by processor time the ratio is {check_used / imports_used:.2f}",
    ]
    return [Table("Start-up", ("command", "median ms", "least ms", "processor, median ms"), rows, notes)]
