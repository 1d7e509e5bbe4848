"""What the parts of a story share: one derivation, its sentences, the justification of what is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from xueshi.explain.derivation import Derivation
from xueshi.explain.graph import Justification
from xueshi.explain.sentences import Sentences
from xueshi.explain.tree import Tree
from xueshi.model.explanation import Line
from xueshi.solver.grounding import Term
from xueshi.solver.trace import Atom


@dataclass
class Telling:
    """One derivation that is told."""

    derivation: Derivation
    sentences: Sentences
    justification: Justification

    def of(self, name: str, arity: int, *more: Term) -> list[Atom]:
        """Return the person's atoms of a predicate whose next arguments are these, in the order of the subjects."""
        return self.about(name, arity, self.derivation.person.number, *more)

    def about(self, name: str, arity: int, *first: Term) -> list[Atom]:
        """Return the atoms of a predicate whose first arguments are these, in the order of the subjects."""
        return sorted(self.derivation.atoms(name, arity, *first), key=self.sentences.order)

    def rows(self, name: str, arity: int) -> Iterator[tuple[Term, ...]]:
        """Yield the arguments of the person's atoms of a predicate, without the person."""
        number = self.derivation.person.number
        return (row[1:] for row in self.derivation.grounding.rows(name, arity) if row[0] == number)

    def tree(self, *about: str) -> Tree:
        """Return a tree about these records and leaves: a line about another one names it."""
        return Tree(self.justification, self.sentences, about)

    def told(self, tree: Tree, atoms: Iterable[Atom]) -> Iterator[Line]:
        """Yield the lines of the atoms."""
        for atom in atoms:
            line = tree.atom(atom)
            if line is not None:
                yield line

    def say(self, key: str, **params: object) -> str:
        """Return a sentence of the program's own."""
        return self.sentences.say(key, **params)

    def hours(self, units: int) -> str:
        """Return an amount with its unit."""
        return self.sentences.hours(units)

    def word(self, sort: str, term: Term) -> str:
        """Return a term of a sort in words."""
        return self.sentences.value(sort, term)
