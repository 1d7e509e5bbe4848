"""What each judgement shows by itself: broken promises, rules that fire, reasons that occur, choices."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TypeVar, cast

from xueshi.engine.problem import Problem
from xueshi.model.result import Result
from xueshi.model.units import to_hours
from xueshi.proof.accounts import broken
from xueshi.proof.bench import Bench, Group
from xueshi.proof.data import Breach
from xueshi.proof.firing import Firing
from xueshi.proof.found import Found, Shows
from xueshi.proof.own import Own
from xueshi.proof.properties import BREACHES, OWN
from xueshi.search.judged import Trial
from xueshi.solver.grounding import Grounding, Term

K = TypeVar("K")

Placing = tuple[Problem, tuple[tuple[tuple[int, str], ...], ...]]
"""A choice, and what its options stand for."""


class Judgements:
    """Looks at groups of judged cases, one after the other.

    Attributes:
        found: counterexamples, not yet shrunk.
        reasons: by code, the smallest case whose result holds that reason or warning.
        choices: by what was to be chosen, the smallest case that leaves it open.
        cases: how many judgements were looked at.
    """

    def __init__(self, bench: Bench, own: Own | None, firing: Firing) -> None:
        self._bench, self._own, self.firing = bench, own, firing
        self.found = Found()
        self.reasons: dict[str, Trial] = {}
        self.choices: dict[Placing, Trial] = {}
        self.cases = 0

    def look(self, group: Group) -> None:
        """Take note of what a group shows."""
        self.cases += len(group.trials)
        for trial, prop, code, _ in self._breaches(group):
            self.found.add(prop, code, trial)
        for trial, result in zip(group.trials, group.results, strict=True):
            for code in codes(result):
                _keep_smaller(self.reasons, code, trial)
        for number, choice in group.batch.choices.items():
            _keep_smaller(self.choices, (choice.problem, choice.labels), group.trials[number - 1])
        # Last, as what it adds is the largest.
        self.firing.look(group.batch.grounding)

    def look_for(self, code: str) -> Shows:
        """Return what tells whether a trial by itself shows the breach ``code``, or violates the property so named."""

        def look(trial: Trial) -> Mapping[str, str] | None:
            for _, _, shown, params in self._breaches(self._bench.one(trial)):
                if shown == code:
                    return params
            return None

        return look

    def _breaches(self, group: Group) -> Iterator[tuple[Trial, str, str, Mapping[str, str]]]:
        for trial, result in zip(group.trials, group.results, strict=True):
            for breach in broken(result):
                yield trial, BREACHES[breach.code], breach.code, told(breach)
        for number, breach in _by_rules(group.batch.grounding):
            yield group.trials[number - 1], BREACHES[breach.code], breach.code, told(breach)
        if self._own is not None:
            for name, number in sorted(set(self._own.violated(group.batch.grounding))):
                yield group.trials[number - 1], OWN, name, {}


def told(breach: Breach) -> Mapping[str, str]:
    """Return what fills the sentence of a breach."""
    return {"where": breach.where, "limit": f"{to_hours(breach.limit):f}", "found": f"{to_hours(breach.found):f}"}


def codes(result: Result) -> Iterator[str]:
    """Yield the codes of all reasons and warnings of a result."""
    for record in result.records:
        yield from (reason.code for reason in record.reasons)
    for leave in result.leave:
        yield from (reason.code for reason in leave.reasons)
    yield from (warning.code for warning in result.warnings)


@cache
def _rules() -> str:
    return Path(__file__).with_name("breaches.lp").read_text(encoding="utf-8")


def _by_rules(grounding: Grounding) -> Iterator[tuple[int, Breach]]:
    grounding.also(_rules())
    for code, person, where, limit, found in sorted(grounding.rows("breach", 5), key=str):
        yield (
            cast("int", person),
            Breach(str(code), _place(where), cast("int", limit), cast("int", found)),
        )


def _place(where: Term) -> str:
    # Generated records are named after their rank.
    return f"r{where}" if isinstance(where, int) else str(where)


def _keep_smaller(kept: dict[K, Trial], key: K, trial: Trial) -> None:
    known = kept.get(key)
    if known is None or trial.size < known.size:
        kept[key] = trial
