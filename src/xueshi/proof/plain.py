"""The engine takes the choice on a path of its own; clingo alone, running the encoding as it stands, takes the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from xueshi.engine.choice import solve
from xueshi.engine.problem import Answer, Problem
from xueshi.facts.person import FactWriter
from xueshi.model.units import to_hours
from xueshi.proof.bench import Bench
from xueshi.proof.data import Outcome
from xueshi.proof.found import Found, Shows
from xueshi.proof.judgements import Placing
from xueshi.search.judged import Trial
from xueshi.solver.plain import PlainOptimum, plain_optimum

PROPERTY = "plain"
COSTS, PLACES, SPLIT = "plain_costs", "plain_places", "plain_split"

MOST = 120
"""Choices that clingo alone takes, of one regulation; more are left out evenly."""

SECONDS = 20.0
"""Time that clingo alone has for one choice."""


def plain(bench: Bench, choices: Mapping[Placing, Trial]) -> Outcome:
    """Compare the two ways on cases that leave something to choose, one for each problem."""
    found, slow = Found(), 0
    every = sorted(choices.values(), key=lambda trial: trial.size)
    listed = [every[n * len(every) // MOST] for n in range(MOST)] if len(every) > MOST else every
    for trial in listed:
        try:
            for code in _apart(bench, trial):
                found.add(PROPERTY, code, trial)
        except TimeoutError:
            slow += 1

    def shows(code: str) -> Shows:
        def look(trial: Trial) -> Mapping[str, str] | None:
            try:
                return _apart(bench, trial).get(code)
            except TimeoutError:
                return None

        return look

    notes: list[tuple[str, Mapping[str, str]]] = []
    if len(every) > len(listed):
        notes.append(("left_out", {"n": str(len(every) - len(listed)), "of": str(len(every))}))
    if slow:
        notes.append(("slow", {"n": str(slow)}))
    return Outcome(
        PROPERTY, "", len(listed) - slow, "choices", tuple(found.of(PROPERTY, bench, shows)), notes=tuple(notes)
    )


def _apart(bench: Bench, trial: Trial) -> dict[str, Mapping[str, str]]:
    choice = bench.one(trial).batch.choices.get(1)
    if choice is None:
        return {}
    answer = solve(choice.problem)
    placed = {options[chosen] for options, chosen in zip(choice.labels, answer.places, strict=True)}
    return dict(_differences(choice.problem, answer, placed, _plainly(bench, trial)))


def _plainly(bench: Bench, trial: Trial) -> PlainOptimum:
    writer = FactWriter(bench.law, {}, trial.strict, bench.roots)
    writer.add(trial.case, trial.readings)
    return plain_optimum([bench.law.file], writer.text(), time_limit=SECONDS)


def _differences(
    problem: Problem, answer: Answer, placed: set[tuple[int, str]], other: PlainOptimum
) -> Iterator[tuple[str, Mapping[str, str]]]:
    own = (answer.shortfall, -answer.hours)
    if tuple(other.cost[:2]) != own:
        told = [f"{to_hours(abs(units)):f}" for units in (*own, *other.cost[:2])]
        yield COSTS, dict(zip(("short", "hours", "other_short", "other_hours"), told, strict=True))
        return
    places = {(cast("int", row[2]), str(row[3])) for row in other.shown if row[0] == "placed"}
    if places != placed:
        yield PLACES, {"places": _listed(placed), "other_places": _listed(places)}
    # Where a minimum is deemed, hours below it bring nothing, and clingo has no reason to draw them.
    elif not problem.gaps:
        drawn: dict[tuple[str, str], int] = defaultdict(int)
        for row in other.shown:
            if row[0] == "drawn":
                drawn[str(row[2]), str(row[3])] += cast("int", row[4])
        if dict(drawn) != {(draw.pool, draw.subject): draw.units for draw in answer.draws if draw.units}:
            yield SPLIT, {}


def _listed(places: Sequence[tuple[int, str]] | set[tuple[int, str]]) -> str:
    return ", ".join(f"r{rank}: {subject}" for rank, subject in sorted(places)) or "-"
