"""The general representation of a choice: states are the sums in each cell (a subject under one cap or under none)."""

from __future__ import annotations

from xueshi.engine.pools import Splits
from xueshi.engine.problem import Draw, Problem
from xueshi.engine.space import State, check_time, shortfall


class Sums:
    """Every state of any problem; see :class:`xueshi.engine.space.Space` for the methods."""

    def __init__(self, problem: Problem, deadline: float | None) -> None:
        self._problem = problem
        self._room = dict(problem.caps)
        self._gaps = dict(problem.gaps)
        self._splits = Splits(problem, deadline)
        cells = sorted({(option.subject, option.cap or "") for item in problem.items for option in item})
        self._cells = cells
        self._place = {cell: index for index, cell in enumerate(cells)}
        self.start: State = (0,) * len(cells)
        layers: list[dict[State, int]] = [{self.start: 1}]
        for index, item in enumerate(problem.items):
            after: dict[State, int] = {}
            for number, (state, ways) in enumerate(layers[-1].items()):
                if number & 0xFFF == 0:
                    check_time(deadline)
                for option in range(len(item)):
                    reached = self.step(state, index, option)
                    after[reached] = after.get(reached, 0) + ways
            layers.append(after)
        values = {state: self._value(state) for state in layers[-1]}
        top = min((short, -hours) for short, hours, _ in values.values())
        self.best = (top[0], -top[1])
        final = {state for state, (short, hours, _) in values.items() if (short, -hours) == top}
        self._draws = {state: values[state][2] for state in final}
        self._count = sum(layers[-1][state] for state in final)
        self._alive = [final]
        self._possible: list[frozenset[int]] = []
        for index in range(len(problem.items) - 1, -1, -1):
            check_time(deadline)
            alive: set[State] = set()
            taken: set[int] = set()
            for state in layers[index]:
                for option in range(len(problem.items[index])):
                    if self.step(state, index, option) in self._alive[-1]:
                        alive.add(state)
                        taken.add(option)
            self._alive.append(alive)
            self._possible.append(frozenset(taken))
        self._alive.reverse()
        self._possible.reverse()

    def step(self, state: State, index: int, option: int) -> State:
        """See :class:`xueshi.engine.space.Space`."""
        chosen = self._problem.items[index][option]
        cell = self._place[chosen.subject, chosen.cap or ""]
        total = state[cell] + chosen.units
        if chosen.cap is not None:
            total = min(total, self._room.get(chosen.cap, 0))
        return (*state[:cell], total, *state[cell + 1 :])

    def alive(self, layer: int, state: State) -> bool:
        """See :class:`xueshi.engine.space.Space`."""
        return state in self._alive[layer]

    def possible(self, index: int) -> frozenset[int]:
        """See :class:`xueshi.engine.space.Space`."""
        return self._possible[index]

    def count(self) -> tuple[int, bool]:
        """See :class:`xueshi.engine.space.Space`."""
        return self._count, True

    def draws(self, state: State) -> tuple[Draw, ...]:
        """See :class:`xueshi.engine.space.Space`."""
        return self._draws[state]

    def _value(self, state: State) -> tuple[int, int, tuple[Draw, ...]]:
        """Return the sum of shortfalls and the hours gained under the best split of the pools, and that split."""
        gained = dict.fromkeys(self._problem.subjects, 0)
        for (subject, _), units in zip(self._cells, state, strict=True):
            gained[subject] += units
        best: tuple[int, int, tuple[int, ...]] | None = None
        draws: tuple[Draw, ...] = ()
        for split in self._splits.worth_trying(gained):
            total = dict(gained)
            for draw in split:
                total[draw.subject] += draw.units
            shown = {subject: max(0, units - self._gaps.get(subject, 0)) for subject, units in total.items()}
            short = shortfall(self._problem.minima, [sum(shown[s] for s in m.subjects) for m in self._problem.minima])
            rank = (short, -sum(shown.values()), tuple(-draw.units for draw in split))
            if best is None or rank < best:
                best, draws = rank, split
        assert best is not None
        return best[0], -best[1], draws
