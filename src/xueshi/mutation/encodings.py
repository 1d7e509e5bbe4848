"""The mutants of several regulations: each once, with the regulations that it concerns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from xueshi.law.regulation import Regulation, regulations
from xueshi.law.vocabulary import vocabulary
from xueshi.mutation.in_force import in_force_mutants
from xueshi.solver.mutants import Mutant, Operator, Orders, Source, mutants


@dataclass(frozen=True)
class Wanted:
    """Which mutants are wanted.

    Attributes:
        operators: of these sorts only; none for all.
        clauses: of statements under these clauses only, or under one of their parts; none for all.
        sample: at most so many of each regulation, spread evenly; ``None`` for all.
    """

    operators: frozenset[Operator] = frozenset()
    clauses: tuple[str, ...] = ()
    sample: int | None = None

    def takes(self, mutant: Mutant) -> bool:
        """Tell whether a mutant is of the sorts and clauses that are wanted."""
        if self.operators and mutant.operator not in self.operators:
            return False
        return not self.clauses or any(within(one, clause) for one in self.clauses for clause in mutant.clauses)


@dataclass(frozen=True)
class Encodings:
    """The mutants of the regulations of one folder.

    Attributes:
        laws: the regulations that were asked for.
        local: all regulations of the folder; a file that several include is judged with the scenarios of all.
        mutants: of each regulation that was asked for, of files that an earlier one shares not again.
        days: what the mutants of the days in force make of their regulation.
        left_out: how many of each a sample passes over.
        shared: the files that an earlier one shares.
    """

    laws: tuple[Regulation, ...]
    local: tuple[Regulation, ...]
    mutants: dict[str, tuple[Mutant, ...]] = field(default_factory=dict)
    days: dict[Mutant, Regulation] = field(default_factory=dict)
    left_out: dict[str, int] = field(default_factory=dict)
    shared: dict[str, tuple[Path, ...]] = field(default_factory=dict)

    @property
    def folder(self) -> Path:
        """Return the folder."""
        return self.local[0].file.resolve().parent


def encodings(laws: Sequence[Regulation], wanted: Wanted, roots: tuple[Path, ...] = ()) -> Iterator[Encodings]:
    """Yield the mutants of ``laws``, folder by folder.

    Raises:
        EncodingError: if an encoding cannot be parsed.
        LawError: if a file beside it is at fault.
    """
    known = regulations(roots)
    for folder in dict.fromkeys(law.file.parent for law in laws):
        local = tuple(law for law in known if law.file.parent == folder)
        chosen = tuple(law for law in laws if law.file.parent == folder)
        found: dict[str, tuple[Mutant, ...]] = {}
        days: dict[Mutant, Regulation] = {}
        seen: set[Path] = set()
        left_out: dict[str, int] = {}
        shared: dict[str, tuple[Path, ...]] = {}
        for law in chosen:
            source = Source(law.file)
            own = dict(in_force_mutants(law))
            made = [one for one in (*own, *mutants(source, orders(law))) if one.file not in seen and wanted.takes(one)]
            kept = made if wanted.sample is None else spread(made, wanted.sample)
            left_out[law.id] = len(made) - len(kept)
            shared[law.id] = tuple(law.file.parent / file.name for file in source.files if file in seen)
            found[law.id] = tuple(kept)
            days.update({one: own[one] for one in kept if one in own})
            seen.update(source.files)
        yield Encodings(chosen, local, found, days, left_out, shared)


def orders(law: Regulation) -> Orders:
    """Return the predicates that a regulation says of which one argument is a place in an order."""
    return {
        signature: predicate.places("order")[0]
        for signature, predicate in vocabulary(law.file.parent).items()
        if predicate.role == "law" and predicate.places("order")
    }


def spread(found: Sequence[Mutant], most: int) -> list[Mutant]:
    """Return at most ``most`` of a list, evenly spread over it."""
    count = len(found)
    return [found[at * count // most] for at in range(most)] if count > most else list(found)


def within(part: str, clause: str) -> bool:
    """Tell whether ``clause`` is ``part`` or belongs to it: 附件1 二(2) belongs to 附件1 二, and to 附件1."""
    if not clause.startswith(part) or clause == part:
        return clause == part
    behind = clause[len(part)]
    return behind in " (（¶" or (behind.isdigit() and part[-1] in ")）")


def clauses_of(mutants: Iterable[Mutant]) -> list[str]:
    """Return the clauses of mutants, in the order of the encoding."""
    return list(dict.fromkeys(clause for mutant in mutants for clause in mutant.clauses))
