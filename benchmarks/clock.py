"""Timing of several things side by side, so that a machine that slows down slows them all."""

import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

Job = Callable[[int], object]
"""Something to be timed; it is told the number of the run, unmeasured ones included: no two runs need be alike."""


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds that one thing took, run after run."""

    seconds: tuple[float, ...]

    @property
    def median(self) -> float:
        """The middle of the runs, in seconds."""
        return statistics.median(self.seconds)

    @property
    def least(self) -> float:
        """The quickest run, in seconds."""
        return min(self.seconds)


def interleaved(jobs: Mapping[str, Job], *, runs: int, warm_up: int = 1) -> dict[str, Timing]:
    """Run every job once a round, ``warm_up`` rounds unmeasured and ``runs`` measured."""
    taken: dict[str, list[float]] = {name: [] for name in jobs}
    for run in range(warm_up + runs):
        for name, job in jobs.items():
            start = time.perf_counter()
            job(run)
            seconds = time.perf_counter() - start
            if run >= warm_up:
                taken[name].append(seconds)
    return {name: Timing(tuple(seconds)) for name, seconds in taken.items()}


def ratio(above: Timing, below: Timing) -> float:
    """Return the median of the ratios of the runs that stood side by side."""
    return statistics.median(a / b for a, b in zip(above.seconds, below.seconds, strict=True))
