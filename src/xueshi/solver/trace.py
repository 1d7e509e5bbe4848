"""Trace a model: which rules of the encoding fire, and on what; why an atom is absent.

See :mod:`xueshi.solver.instrument` for how the rules that say so come about.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from xueshi.kept import keep, kept
from xueshi.solver.grounding import Grounding, Term
from xueshi.solver.instrument import (
    COUNTED,
    FIRED,
    Instrumented,
    TracedFact,
    TracedRule,
    from_rows,
    instrument,
)

Atom = tuple[Term, ...]
"""Predicate and arguments; an argument that may be anything is :data:`~xueshi.solver.instrument.ANY`."""

_FORM = "trace-2"
_NAME = re.compile(r"[a-z_]\w*")
_memory: dict[Path, tuple[object, Instrumented]] = {}
"""The rows of a kept copy, and what was made of them."""


@dataclass(frozen=True, slots=True)
class Firing:
    """A rule that fires: what it derives, and from what."""

    rule: TracedRule
    head: Atom
    holds: tuple[Atom, ...]
    """Atoms of its body."""
    absent: tuple[Atom, ...]
    """Atoms whose absence it rests on."""
    counted: tuple[Atom, ...]
    """Atoms that its aggregates count."""


def instrumented(file: Path) -> Instrumented:
    """Return the encoding in ``file`` instrumented, from a kept copy where one holds."""
    rows = kept(file, _FORM)
    if rows is None:
        made = instrument(file)
        keep(file, _FORM, made.as_rows(), map(Path, made.sources))
        return made
    met = _memory.get(file)
    if met is None or met[0] is not rows:
        met = _memory[file] = (rows, from_rows(rows))
    return met[1]


class Trace:
    """The firings of one grounding, and the facts of the encoding by where they stand.

    Args:
        grounding: of the whole encoding, at its end.
        encoding: the same encoding, instrumented.

    Attributes:
        known: names of the predicates that something is known of.
    """

    def __init__(self, grounding: Grounding, encoding: Instrumented) -> None:
        self.grounding, self.encoding = grounding, encoding
        self._facts: dict[str, TracedFact] | None = None
        self.known = known = grounding.predicates()
        grounding.also(
            "\n".join(rule.trace for rule in encoding.rules if rule.name in known and _can_fire(rule, known))
        )
        self.firings: Mapping[Atom, Sequence[Firing]] = self._read()

    def _read(self) -> Mapping[Atom, Sequence[Firing]]:
        rules = self.encoding.rules
        counted: dict[tuple[Term, Term], list[Atom]] = defaultdict(list)
        for number, key, _, atoms in self.grounding.rows(COUNTED, 4):
            counted[number, key].extend(_atoms(atoms))
        firings: dict[Atom, list[Firing]] = defaultdict(list)
        for number, head, holds, absent, key in self.grounding.rows(FIRED, 5):
            counts = tuple(dict.fromkeys(counted.get((number, key), ()))) if key != 0 else ()
            made = Firing(rules[cast("int", number)], _atom(head), _atoms(holds), _atoms(absent), counts)
            firings[made.head].append(made)
        return firings

    def stated(self, atom: Atom) -> TracedFact | None:
        """Return the fact of the encoding that states ``atom``, ``None`` where none does."""
        if self._facts is None:
            self._facts = {fact.text.replace('"', ""): fact for fact in self.encoding.facts}
        return self._facts.get(written(atom)) or self._counted_out(atom)

    def _counted_out(self, atom: Atom) -> TracedFact | None:
        """Look among the facts that hold an interval or a calculation."""
        same = [i for i, fact in enumerate(self.encoding.facts) if _NAME.match(fact.text)[0] == atom[0]]  # type: ignore[index]
        if not same:
            return None
        name = f"_stated_{atom[0]}"
        if name not in self.grounding.predicates():
            self.grounding.also("\n".join(f"{name}({i},{self.encoding.facts[i].text})." for i in same))
        found = (i for i, one in self.grounding.rows(name, 2) if _atom(one) == atom)
        number = next(found, None)
        return None if number is None else self.encoding.facts[cast("int", number)]


def written(term: Term) -> str:
    """Return a term as one writes it, strings without quotes."""
    if not isinstance(term, tuple):
        return str(term)
    name, *arguments = term
    return f"{name}({','.join(map(written, arguments))})" if arguments else str(name)


def _can_fire(rule: TracedRule, known: frozenset[str]) -> bool:
    for part in rule.body:
        if part.sort == "atom" and part.name not in known:
            return False
        if part.sort == "absent" and not part.arguments and part.name in known:
            return False
    return True


def _atom(term: Term) -> Atom:
    return term if isinstance(term, tuple) else (term,)


def _atoms(terms: Term) -> tuple[Atom, ...]:
    """Return the atoms of a tuple; clingo's tuples come as a function without a name."""
    if isinstance(terms, tuple):
        return tuple(_atom(one) for one in terms[1:])
    return ()
