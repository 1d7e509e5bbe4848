"""Sentences for atoms: templates of the law's sentences, filled by what the arguments are.

Which predicates have a sentence, and which of several says an atom, is data (:mod:`xueshi.law.sentences`).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple

from xueshi.explain.derivation import Derivation
from xueshi.explain.lacking import Lacking
from xueshi.explain.terms import Filling, Terms
from xueshi.law.sentences import Sentences as Book
from xueshi.law.sentences import Shape, Template, Tree, fits, sentences, written
from xueshi.law.vocabulary import Predicate
from xueshi.solver.trace import Atom


class Said(NamedTuple):
    """A sentence in parts: ``item`` is what lists, where the same is said of several."""

    before: str
    item: str = ""
    after: str = ""
    wide: bool = False
    """Whether items may hold commas."""

    @property
    def text(self) -> str:
        """Return the whole sentence."""
        return f"{self.before}{self.item}{self.after}"


class Sentences(Terms):
    """The sentences of one derivation, in the language of its result."""

    def __init__(self, derivation: Derivation) -> None:
        super().__init__(derivation)
        self.book: Book = sentences(derivation.law.file.parent)

    @cached_property
    def lacking(self) -> Lacking:
        """What absences come down to, those that the sentences ask for."""
        return Lacking(self._derivation, self.book)

    def atom(self, atom: Atom, *, holds: bool = True, named: bool = False) -> str | None:
        """Return the sentence of an atom or of its absence: "" hides it, ``None`` where there is none.

        Args:
            named: put before it whom it is about, where it does not say so.
        """
        said = self.said(atom, holds=holds)
        if said is None or not said.text or not named:
            return None if said is None else said.text
        missing = [name for name in self.about(atom) if name not in said.text]
        return self.say("of", who=self.listed(missing), text=said.text) if missing else said.text

    def said(
        self, atom: Atom, *, holds: bool = True, under: Atom | None = None, instead: Mapping[str, str] | None = None
    ) -> Said | None:
        """Return the sentence of an atom or of its absence in parts, ``None`` where there is none.

        Args:
            under: the atom whose line stands above.
            instead: words in the place of arguments, by their names.
        """
        name, arity = str(atom[0]), len(atom) - 1
        declared = self._derivation.vocabulary.get((name, arity))
        for entry in self.book.of(name, arity, holds=holds):
            if declared is not None and fits(entry.conditions, atom, under):
                return self._filled(entry.spoken[self.lang], declared, atom, instead)
        return None

    def _filled(self, template: Template, declared: Predicate, atom: Atom, instead: Mapping[str, str] | None) -> Said:
        filling = Filling(self, declared, atom, instead or {})
        before, item, after = (part.format_map(filling) if part else "" for part in template[:3])
        return Said(before, item, after, template.wide)

    def shape(self, atom: Atom) -> Shape:
        """Return how the atom's predicate stands in a tree."""
        return self.book.shape(atom)

    def treated(self, atom: Atom, shape: Shape) -> Tree:
        """Return how an atom that holds is treated below a line of ``shape``."""
        return "through" if written(atom) in shape.through else self.shape(atom).tree

    def about(self, atom: Atom) -> tuple[str, ...]:
        """Return the id of the record or leave that an atom is about, the first that it names."""
        declared = self._derivation.predicate(atom)
        for argument, term in zip(declared.arguments if declared is not None else (), atom[1:], strict=False):
            if argument.sort in ("record", "leave", "content") and isinstance(term, int):
                return (self.who(argument.sort, term),)
        return ()
