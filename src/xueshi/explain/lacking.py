"""What an absence comes down to: what was asked for, and what the case states instead.

Why an atom is absent is found by trying its rules (:mod:`xueshi.solver.absence`).  What a reader wants to know of it
are the facts of the case that would have made it, of which any one would do, what the case states in their place, and
what holds against it or falls short.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from xueshi.explain.derivation import Derivation, order
from xueshi.law.sentences import Sentences, written
from xueshi.solver.absence import Obstacle
from xueshi.solver.instrument import ANY
from xueshi.solver.trace import Atom


@dataclass
class Want:
    """What an absence comes down to.

    Attributes:
        needed: facts that the case does not state, each of which could have helped.
        instead: what it states in their place; an absent fact (its last argument ``ANY``) where it states nothing.
        against: atoms that hold and decide: what stands in the way, what falls short and of what.
    """

    needed: list[Atom] = field(default_factory=list)
    instead: list[tuple[Atom, bool]] = field(default_factory=list)
    against: list[Atom] = field(default_factory=list)


class Lacking:
    """Looks into those absences of one derivation that the sentences ask for."""

    def __init__(self, derivation: Derivation, book: Sentences) -> None:
        self._derivation, self._book = derivation, book

    def asked(self, atom: Atom) -> list[Atom]:
        """Return the absences below ``atom`` that are to be looked into."""
        shape = self._book.shape(atom)
        wanted = shape.asks | shape.stands
        if not wanted:
            return []
        firings = self._derivation.trace.firings.get(atom, ())
        absent = (one for firing in firings for one in firing.absent)
        return [one for one in dict.fromkeys(absent) if written(one) in wanted]

    def want(self, absent: Atom) -> Want:
        """Return what an absence comes down to."""
        want = Want()
        self._into(absent, want, set())
        groups = dict.fromkeys(atom[:-1] for atom in want.needed if atom[-1] != ANY)
        want.instead = [found for group in groups for found in self._instead(group)]
        want.needed = list(dict.fromkeys(want.needed))
        want.against = list(dict.fromkeys(want.against))
        return want

    def decisive(self) -> Iterator[Atom]:
        """Yield the derived atoms that stand against what is asked for."""
        for absent in self._every:
            for atom in self.want(absent).against:
                if atom in self._derivation.trace.firings:
                    yield atom

    @cached_property
    def _every(self) -> Sequence[Atom]:
        """Return every absence that is to be looked into."""
        found = (one for atom in self._derivation.trace.firings for one in self.asked(atom))
        return tuple(dict.fromkeys(found))

    @cached_property
    def _obstacles(self) -> Mapping[Atom, Sequence[Obstacle]]:
        """Return what stands in the way of each; they are looked into at once, for a search costs a grounding."""
        return self._derivation.absences.obstacles(self._every) if self._every else {}

    def _into(self, absent: Atom, want: Want, seen: set[Atom]) -> None:
        if absent in seen:
            return
        seen.add(absent)
        for obstacle in self._obstacles.get(absent, ()):
            if obstacle.part.sort == "atom":
                self._missing(obstacle, want, seen)
            else:
                want.against += [atom for atom in self._deciding(obstacle) if self._tells(atom)]

    def _missing(self, obstacle: Obstacle, want: Want, seen: set[Atom]) -> None:
        fails = obstacle.fails
        if self._derivation.absences.derivable(fails):
            self._into(fails, want, seen)
        elif self._role(fails) == "input" and self._book.of(str(fails[0]), len(fails) - 1, holds=False):
            want.needed.append(fails)
        else:  # The text says nothing of the kind: what the case states is what it says nothing of.
            want.against += [atom for atom in obstacle.holds if self._role(atom) == "input" and self._tells(atom)]

    def _deciding(self, obstacle: Obstacle) -> Iterable[Atom]:
        return (obstacle.fails,) if obstacle.part.sort == "absent" else obstacle.holds

    def _tells(self, atom: Atom) -> bool:
        return self._book.shape(atom).tree != "hidden"

    def _role(self, atom: Atom) -> str:
        declared = self._derivation.predicate(atom)
        return declared.role if declared is not None else ""

    def _instead(self, group: Atom) -> Iterator[tuple[Atom, bool]]:
        """Yield what is stated of what ``group`` begins, in a fixed order; that nothing is, where nothing is."""
        name, *first = group
        found = [(atom, True) for atom in self._derivation.atoms(str(name), len(group), *first)]
        yield from sorted(found, key=lambda one: order(one[0])) or [((*group, ANY), False)]


def by_last(atoms: Iterable[Atom]) -> Iterator[Sequence[Atom]]:
    """Yield the atoms in groups that differ in nothing but their last argument."""
    groups: dict[Atom, list[Atom]] = {}
    for atom in atoms:
        groups.setdefault(atom[:-1], []).append(atom)
    yield from groups.values()
