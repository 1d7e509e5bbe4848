"""Cases grounded to be looked into: what the encoding derived of each person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from xueshi.engine.judge import Batch, Settings
from xueshi.engine.problem import Problem
from xueshi.facts.person import PersonFacts
from xueshi.law.regulation import Regulation
from xueshi.model.case import Case
from xueshi.model.result import Result
from xueshi.solver.grounding import Term

Row = tuple[Term, ...]


class Inquiry:
    """Persons in one grounding, numbered from 1 in their order; atoms by predicate and first argument."""

    def __init__(self, law: Regulation, cases: Sequence[Case], settings: Settings) -> None:
        """Ground ``law`` over ``cases``, up to the choice."""
        self._batch = Batch(law, cases, settings)
        self._grounding = self._batch.grounding
        self._drawers: dict[tuple[str, int], dict[Term, list[Row]]] = {}
        self.subjects = self._batch.subjects
        """The subjects in their order."""

    def facts(self, person: int) -> PersonFacts:
        """Return where a person's records stand in the facts."""
        return self._batch.persons[person - 1]

    def of(self, first: Term, name: str, arity: int) -> list[Row]:
        """Return what follows ``first`` in the atoms ``name/arity`` about it, in the order of the grounder."""
        drawer = self._drawers.get((name, arity))
        if drawer is None:
            drawer = self._drawers[name, arity] = defaultdict(list)
            for row in self._grounding.rows(name, arity):
                drawer[row[0]].append(row[1:])
        return drawer.get(first, [])

    def rows(self, name: str, arity: int) -> list[Row]:
        """Return the arguments of every atom ``name/arity``."""
        return list(self._grounding.rows(name, arity))

    def problem(self, person: int) -> Problem | None:
        """Return what is left to choose for a person."""
        choice = self._batch.choices.get(person)
        return None if choice is None else choice.problem

    def results(self) -> Iterator[Result]:
        """Take the choices and yield the results, in the order of the cases; to be asked for last.

        Raises:
            TimeLimitReached: if a choice cannot be proven in time.
        """
        return self._batch.results()
