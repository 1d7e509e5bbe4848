"""A case judged with everything kept that an explanation looks into."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

from xueshi.engine.handed import Choice
from xueshi.engine.judge import Batch, Settings, law_for
from xueshi.engine.problem import Answer
from xueshi.facts.person import PersonFacts
from xueshi.law.regulation import Regulation
from xueshi.law.vocabulary import Predicate, Vocabulary, vocabulary
from xueshi.model.case import Case
from xueshi.model.result import Result
from xueshi.solver.absence import Absences
from xueshi.solver.grounding import Grounding, Term
from xueshi.solver.trace import Atom, Trace, instrumented


@dataclass
class Derivation:
    """One case, judged.

    Attributes:
        result: with what each other place of a free record would cost.
        grounding: every atom that was derived.
        person: the facts of the case; there is one person, its number is 1.
        choice, answer: what was left to choose, and the optimum; ``None`` where nothing was.
    """

    case: Case
    law: Regulation
    settings: Settings
    result: Result
    grounding: Grounding
    person: PersonFacts
    choice: Choice | None
    answer: Answer | None
    _atoms: dict[tuple[str, int, int], dict[tuple[Term, ...], list[Atom]]] = field(default_factory=dict, repr=False)

    @cached_property
    def trace(self) -> Trace:
        """Every rule that fires, and on what."""
        return Trace(self.grounding, instrumented(self.law.file))

    @cached_property
    def absences(self) -> Absences:
        """Why atoms are absent."""
        return Absences(self.trace)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """What the predicates are."""
        return vocabulary(self.law.file.parent)

    def predicate(self, atom: Atom) -> Predicate | None:
        """Return what is declared of the predicate of ``atom``."""
        return self.vocabulary.get((str(atom[0]), len(atom) - 1))

    def atoms(self, name: str, arity: int, *first: Term) -> Iterator[Atom]:
        """Yield the atoms ``name/arity`` whose first arguments are these, in a fixed order."""
        key = (name, arity, len(first))
        found = self._atoms.get(key)
        if found is None:
            found = self._atoms[key] = defaultdict(list)
            for row in sorted(self.grounding.rows(name, arity), key=order):
                found[row[: len(first)]].append((name, *row))
        yield from found.get(first, ())

    def rank(self, record: str) -> int | None:
        """Return the number of the record with this id, ``None`` where there is none."""
        ids = [one.id for one in self.person.records]
        return ids.index(record) + 1 if record in ids else None


def order(atom: Term) -> tuple[object, ...]:
    """Return a key by which atoms stand in a fixed order: numbers by size, before texts, before terms."""
    if isinstance(atom, int):
        return (0, atom)
    if isinstance(atom, str):
        return (1, atom)
    return (2, len(atom), *map(order, atom))


def derive(case: Case, settings: Settings) -> Derivation:
    """Judge ``case``, and keep everything.

    Raises:
        InputError, TimeLimitReached, EncodingError: as :func:`xueshi.engine.judge.judge`.
    """
    law = law_for(case, settings)
    batch = Batch(law, [case], replace(settings, alternatives=True))
    result = next(batch.results())
    person = batch.persons[0]
    return Derivation(
        case,
        law,
        settings,
        result,
        batch.grounding,
        person,
        batch.choices.get(person.number),
        batch.answers.get(person.number),
    )
