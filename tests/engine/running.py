"""One case through the stages, so that each can be looked at by itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hypothesis import settings

from xueshi.engine.choice import solve
from xueshi.engine.judge import Batch, Settings
from xueshi.engine.problem import Answer, Problem
from xueshi.facts.person import FactWriter
from xueshi.law.choose import regulation_for
from xueshi.law.regulation import Regulation
from xueshi.model.case import Case
from xueshi.read import case_from_mapping
from xueshi.solver.plain import PlainOptimum, plain_optimum

CITIES = ("jining", "weihai", "lishui", "gansu", "binzhou")
"""Jurisdictions whose random cases the engine's own tests use."""

few = settings(max_examples=max(20, settings().max_examples // 2))
"""For properties of whole cases, which take their time: half as many examples as elsewhere."""

MOST_FREE = 5
"""Free records up to which the plain encoding is solved."""


@dataclass(frozen=True)
class Taken:
    """The choice of one case as the engine takes it."""

    problem: Problem
    answer: Answer
    placed: frozenset[tuple[int, str]]
    """Rank and subject of each placed record."""
    free: frozenset[int]
    """Ranks of all records that have a choice."""

    def facts(self) -> str:
        """Return the choice as the engine hands it to the last stage."""
        placed = [f"placed(1,{rank},{subject})." for rank, subject in sorted(self.placed)]
        drawn = [f"drawn(1,{draw.pool},{draw.subject},{draw.units})." for draw in self.answer.draws]
        return " ".join([*placed, *drawn])


def read(case: Mapping[str, Any] | Case, roots: tuple[Path, ...] = ()) -> Case:
    return case if isinstance(case, Case) else case_from_mapping(case, "case", roots)


def law_of(case: Mapping[str, Any] | Case, roots: tuple[Path, ...] = ()) -> Regulation:
    return regulation_for(read(case, roots), None, roots)


def facts_of(
    case: Mapping[str, Any] | Case,
    readings: Mapping[str, str] | None = None,
    *,
    strict: bool = False,
    roots: tuple[Path, ...] = (),
) -> str:
    """Return the facts of one case, as clingo alone would get them."""
    writer = FactWriter(law_of(case, roots), readings or {}, strict, roots)
    writer.add(read(case, roots))
    return writer.text()


def taken(
    case: Mapping[str, Any] | Case,
    readings: Mapping[str, str] | None = None,
    *,
    strict: bool = False,
    roots: tuple[Path, ...] = (),
) -> Taken | None:
    """Return the choice of one case, ``None`` where nothing is left open."""
    batch = Batch(law_of(case, roots), [read(case, roots)], Settings(readings or {}, strict, roots=roots))
    choice = batch.choices.get(1)
    if choice is None:
        return None
    answer = solve(choice.problem)
    placed = {options[chosen] for options, chosen in zip(choice.labels, answer.places, strict=True)}
    free = frozenset(rank for options in choice.labels for rank, _ in options)
    return Taken(choice.problem, answer, frozenset(placed), free)


def plainly(
    case: Mapping[str, Any] | Case,
    readings: Mapping[str, str] | None = None,
    *,
    strict: bool = False,
    roots: tuple[Path, ...] = (),
) -> PlainOptimum:
    """Return what clingo alone makes of one case."""
    facts = facts_of(case, readings, strict=strict, roots=roots)
    return plain_optimum([law_of(case, roots).file], facts, time_limit=60)


def assert_plain_agrees(choice: Taken, plain: PlainOptimum) -> None:
    """Assert that clingo alone finds the engine's optimum: its costs, its placement, its split of the pools.

    Where a minimum is deemed, a draw below it shows nothing, and clingo has no reason to make it.
    """
    assert plain.cost[:2] == (choice.answer.shortfall, -choice.answer.hours), (choice, plain)
    assert {row[2:] for row in plain.shown if row[0] == "placed"} == choice.placed, (choice, plain)
    if not choice.problem.gaps:
        drawn: dict[tuple[object, ...], int] = {}
        for row in plain.shown:
            if row[0] == "drawn":
                assert isinstance(row[4], int)
                drawn[row[2:4]] = drawn.get(row[2:4], 0) + row[4]
        assert drawn == {(draw.pool, draw.subject): draw.units for draw in choice.answer.draws if draw.units}
