"""Run an encoding as it stands, choice rule and weak constraints included: what clingo alone would do.

The engine does not need it; tests and tools compare the engine with it.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from clingo import Control

from xueshi.solver.grounding import EncodingError, Term
from xueshi.solver.stray import refuse_stray
from xueshi.solver.terms import term


@dataclass(frozen=True, slots=True)
class PlainOptimum:
    """The proven optimum of one run: the weak constraints' costs, highest level first, and the shown atoms."""

    cost: tuple[int, ...]
    shown: tuple[tuple[Term, ...], ...]
    """Each shown atom as (name, argument, ...), sorted."""


def plain_optimum(
    files: Sequence[Path], facts: str, *, time_limit: float | None = None, options: Sequence[str] = ()
) -> PlainOptimum:
    """Solve ``files`` with ``facts`` to the proven optimum; ``options`` are clingo's (``--opt-strategy=usc``).

    Raises:
        EncodingError: if clingo refuses the program.
        TimeoutError: if the time limit (seconds) ends the search.
    """
    messages: list[str] = []
    try:
        control = Control(["--warn=none", *options], logger=lambda _, message: messages.append(message))
        for file in files:
            refuse_stray(file)
            control.load(str(file))
        control.add("base", [], facts)
        control.ground([("base", [])])
    except RuntimeError as error:
        raise EncodingError("\n".join(messages) or str(error)) from error
    best: PlainOptimum | None = None
    deadline = None if time_limit is None else time.monotonic() + time_limit
    with control.solve(yield_=True, async_=True) as handle:
        while True:
            handle.resume()
            if not handle.wait(None if deadline is None else max(0.0, deadline - time.monotonic())):
                handle.cancel()
                raise TimeoutError("the time limit ended the search")
            model = handle.model()
            if model is None:
                break
            shown = sorted((symbol.name, *[term(a) for a in symbol.arguments]) for symbol in model.symbols(shown=True))
            best = PlainOptimum(tuple(model.cost), tuple(shown))
    if best is None:
        raise EncodingError("the encoding has no answer set")
    return best
