"""Start-up: one check from the command line beside the import of the libraries that it cannot do without."""

import subprocess
import sys
from pathlib import Path

from benchmarks.clock import Job, interleaved, ratio
from benchmarks.figures import Table, goal, milliseconds

CASE = "facts/jining/engineer-2024.yaml"
IMPORTS = "import clingo, pydantic, click"
ROOT = Path(__file__).resolve().parents[1]


def _command() -> list[str]:
    script = Path(sys.executable).with_name("xueshi")
    return [str(script)] if script.exists() else [sys.executable, "-m", "xueshi"]


def _process(command: list[str]) -> Job:
    def job(_run: int) -> object:
        return subprocess.run(command, cwd=ROOT, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)

    return job


def measure(runs: int) -> list[Table]:
    """Time whole processes, ``runs`` times each (seconds of wall clock)."""
    commands = {
        f"xueshi check {CASE} --json": [*_command(), "check", CASE, "--json"],
        f'python -c "{IMPORTS}"': [sys.executable, "-c", IMPORTS],
        'python -c ""': [sys.executable, "-c", ""],
    }
    timings = interleaved({name: _process(command) for name, command in commands.items()}, runs=runs, warm_up=2)
    check, imports, _bare = timings.values()
    rows = [(f"`{name}`", milliseconds(timing.median), milliseconds(timing.least)) for name, timing in timings.items()]
    notes = [
        f"{runs} runs each, in turn",
        goal("ratio of the first to the second", found=ratio(check, imports), limit=1.5),
    ]
    return [Table("Start-up", ("command", "median ms", "least ms"), rows, notes)]
