"""Random choices, and the same choices decided by trying everything."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from xueshi.engine.problem import Draw, Minimum, Option, Pool, Problem

Draw_ = Callable[[st.SearchStrategy[Any]], Any]
Places = tuple[int, ...]

PUBLIC, PROFESSIONAL = "public", "professional"
BOTH = (PUBLIC, PROFESSIONAL)

SCALES = (1, 90, 9000)
"""Units of the figures: one, a hundredth of an hour, an hour."""

SCORES = ((5, 30), (4, 20), (3, 10), (3, 5), (2, 2), (7, 7), (0, 4), (4, 0), (0, 0))
"""What a free record may give in the two subjects: a table's rows, equal hours, nothing."""


@dataclass(frozen=True)
class Decided:
    """What trying every placement and every split of the pools says."""

    shortfall: int
    hours: int
    optima: tuple[Places, ...]
    """In their order."""
    draws: tuple[Draw, ...]
    """Of the first optimum the split that gives the first pool's first subject most, then its second, and so on."""


def decided(problem: Problem) -> Decided:
    """Try every placement; every split of the pools in whole units."""
    values = {}
    for places in itertools.product(*(range(len(item)) for item in problem.items)):
        gained = _gained(problem, places)
        values[places] = min((*_value(problem, gained, split), split) for split in _every_split(problem.pools))
    shortfall, lost = min(value[:2] for value in values.values())
    optima = sorted(places for places, value in values.items() if value[:2] == (shortfall, lost))
    return Decided(shortfall, -lost, tuple(optima), _draws(problem.pools, values[optima[0]][2]))


def _gained(problem: Problem, places: Places) -> dict[str, int]:
    room = dict(problem.caps)
    under: dict[tuple[str, str | None], int] = {}
    for item, chosen in zip(problem.items, places, strict=True):
        option = item[chosen]
        under[option.subject, option.cap] = under.get((option.subject, option.cap), 0) + option.units
    gained = dict.fromkeys(problem.subjects, 0)
    for (subject, cap), units in under.items():
        gained[subject] += units if cap is None else min(units, room[cap])
    return gained


def _value(problem: Problem, gained: Mapping[str, int], split: Places) -> tuple[int, int]:
    total = dict(gained)
    for draw in _draws(problem.pools, split):
        total[draw.subject] += draw.units
    gaps = dict(problem.gaps)
    visible = {subject: max(0, units - gaps.get(subject, 0)) for subject, units in total.items()}
    shortfall = 0
    for minimum in problem.minima:
        shortfall += max(0, minimum.floor, minimum.lacks - sum(visible[subject] for subject in minimum.subjects))
    return shortfall, -sum(visible.values())


def _every_split(pools: tuple[Pool, ...]) -> Iterator[Places]:
    """Yield what each subject of each pool draws, negated, so that the least split comes first in the order wanted."""
    parts = [
        [
            draws
            for draws in itertools.product(*(range(-limit, 1) for _, limit in pool.limits))
            if -sum(draws) <= pool.holds
        ]
        for pool in pools
    ]
    for split in itertools.product(*parts):
        yield tuple(itertools.chain.from_iterable(split))


def _draws(pools: tuple[Pool, ...], split: Places) -> tuple[Draw, ...]:
    outlets = [(pool.key, subject) for pool in pools for subject, _ in pool.limits]
    return tuple(Draw(key, subject, -units) for (key, subject), units in zip(outlets, split, strict=True))


def shortfall_and_hours(problem: Problem, places: Places) -> tuple[int, int]:
    """Return what one placement is worth in a problem without pools."""
    short, lost = _value(problem, _gained(problem, places), ())
    return short, -lost


# -- two subjects, nothing else: the usual case ----------------------------------------------------------------------


@st.composite
def plain_problems(draw: Draw_, most: int = 6) -> Problem:
    """Return records that go to one of two subjects, or are held in one, or stand in a group of which one counts."""
    scale = draw(st.sampled_from(SCALES))
    figures = st.tuples(st.integers(0, 12), st.integers(0, 12))
    items: list[tuple[Option, ...]] = []
    for _ in range(draw(st.integers(0, most))):
        shape = draw(st.sampled_from(["both", "both", "both", "held", "group"]))
        rows = [
            draw(st.sampled_from(SCORES) | figures) for _ in range(draw(st.integers(2, 3)) if shape == "group" else 1)
        ]
        options = [Option(subject, hours * scale) for row in rows for subject, hours in zip(BOTH, row, strict=True)]
        if shape == "held":
            options = [draw(st.sampled_from(options))]
        items.append(tuple(options))
    return Problem(BOTH, tuple(items), _minima(draw, BOTH, scale))


def _minima(draw: Draw_, subjects: tuple[str, ...], scale: int, most: int = 60) -> tuple[Minimum, ...]:
    """Return minima, some with a floor, some with an amount that the records' own amounts do not divide."""
    groups = [(subject, frozenset({subject})) for subject in subjects] + [("total", frozenset(subjects))]
    odd = st.sampled_from([0, 0, 0, 1, scale // 3])
    found = []
    for key, members in groups:
        if not draw(st.sampled_from([True, True, True, False])):
            continue
        lacks = draw(st.integers(-3, most)) * scale + draw(odd)
        floor = draw(st.sampled_from([0, 0, 0, 3, 20])) * scale
        found.append(Minimum(key, lacks, members, floor))
    return tuple(found)


# -- everything that the vocabulary may hand over --------------------------------------------------------------------


@st.composite
def problems(draw: Draw_, *, subjects: int | None = None, pools: int | None = None) -> Problem:
    """Return a small problem with caps, deemed minima and pools, in figures small enough to try every split."""
    names = ("public", "professional", "general")[: draw(st.sampled_from([2, 2, 3])) if subjects is None else subjects]
    caps = {f"cap_{name}": draw(st.integers(0, 9)) for name in names if draw(st.booleans())}
    items = []
    for _ in range(draw(st.integers(0, 4))):
        options = []
        for _ in range(draw(st.integers(1, 4))):
            subject = draw(st.sampled_from(names))
            under = f"cap_{subject}" if f"cap_{subject}" in caps and draw(st.booleans()) else None
            options.append(Option(subject, draw(st.integers(0, 6)), under))
        items.append(tuple(options))
    gaps = tuple((name, draw(st.integers(1, 6))) for name in names if draw(st.sampled_from([False, False, True])))
    found = []
    for index in range(draw(st.integers(0, 2)) if pools is None else pools):
        outlets = tuple((name, draw(st.integers(0, 5))) for name in names if draw(st.sampled_from([True, True, False])))
        found.append(Pool(f"pool_{index}", draw(st.integers(0, 8)), outlets))
    return Problem(
        names, tuple(items), _minima(draw, names, 1, most=14), tuple(sorted(caps.items())), gaps, tuple(found)
    )
