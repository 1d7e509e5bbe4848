"""How long each stage of the latest judging in this process took, for those who measure it."""

from __future__ import annotations

from time import perf_counter
from typing import Literal

Stage = Literal["facts", "ground", "read", "solve", "totals", "result"]
"""Cases to facts; the law over the facts; the choices read back; their optima; the totals; the results."""

last_timing: dict[Stage, float] = {}
"""Seconds by stage, over all cases of the latest call to :func:`xueshi.engine.judge.judge`."""


class Spent:
    """Add what passes inside a ``with`` block to a stage."""

    __slots__ = ("_stage", "_start")

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def __enter__(self) -> None:
        self._start = perf_counter()

    def __exit__(self, *_: object) -> None:
        last_timing[self._stage] = last_timing.get(self._stage, 0.0) + perf_counter() - self._start
