"""The clauses of a text, and what of its encoding stands under each."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from xueshi.law.clauses import clauses
from xueshi.law.regulation import Regulation, regulations
from xueshi.law.vocabulary import Vocabulary, vocabulary
from xueshi.solver.syntax import Statement

_RULES = ("rule", "choice", "constraint", "weak")
Standing = Literal["encoded", "in_parts", "listed", "not_encoded", "not_listed"]
"""Of a clause: rules name it; they name its parts; none does, though it is listed; none is to; rules name it and the
list does not."""


@dataclass(frozen=True, slots=True)
class ClauseRow:
    """A clause, and what of the encoding stands under it."""

    id: str
    says: Mapping[str, str]
    """By language; empty where nothing is written."""
    standing: Standing
    routes: tuple[str, ...]
    facts: int
    rules: int


def clause_rows(
    law: Regulation, said: Sequence[Statement], routes: Mapping[str, str], roots: tuple[Path, ...]
) -> Iterator[ClauseRow]:
    """Yield the clauses of ``law`` in the order of its list.

    Args:
        said: the statements of its files.
        routes: routes with the clause that each stands for.
    """
    listed = {clause.id: clause for clause in clauses(law)}
    # A file that several regulations include names the clauses of all of them; those of the others are left to them.
    others = {
        clause.id
        for other in regulations(roots)
        if other.file != law.file and (other.jurisdiction, other.instrument) == (law.jurisdiction, law.instrument)
        for clause in clauses(other)
    }
    known = listed.keys() | others | {clause for statement in said for clause in statement.clauses}
    sorts = vocabulary(law.file.parent)
    facts, rules = Counter[str](), Counter[str]()
    named: dict[str, None] = {}
    for statement in said:
        if statement.form in ("fact", *_RULES):
            for cited in dict.fromkeys((*statement.clauses, *_handed(statement, sorts, known))):
                named[cited] = None
                (facts if statement.form == "fact" else rules)[cited] += 1
    by_clause: dict[str, list[str]] = defaultdict(list)
    for route, joined in routes.items():
        for one in separate(joined, known):
            by_clause[one].append(route)
    mine = [one for one in dict.fromkeys((*named, *by_clause)) if one in listed or one not in others]
    for one in _in_order(list(listed), mine):
        clause = listed.get(one)
        standing: Standing = "encoded" if one in mine else "not_encoded"
        if clause is None:
            standing = "not_listed"
        elif clause.encoded and one not in mine:
            standing = "in_parts" if any(is_part(other, one) for other in mine) else "listed"
        says = {} if clause is None else clause.says
        yield ClauseRow(one, says, standing, tuple(sorted(by_clause[one])), facts[one], rules[one])


def _handed(statement: Statement, known: Vocabulary, clauses: Container[str]) -> Iterator[str]:
    """Yield the clauses that a statement hands to the result."""
    for use in statement.uses:
        declared = known.get((use.name, use.arity))
        if use.place == "head" and declared is not None:
            for place in declared.places("clause"):
                if use.arguments[place].startswith('"'):
                    yield from separate(use.arguments[place].strip('"'), clauses)


def is_part(clause: str, above: str) -> bool:
    """Tell whether a clause stands inside another: ``6(六)1`` in ``6(六)`` and in ``6``, and ``12 ¶2`` in ``12``."""
    rest = clause.removeprefix(above)
    return rest != clause and (rest[:1] in ("(", " ") or (above.endswith(")") and rest[:1].isdigit()))


def _in_order(listed: list[str], named: list[str]) -> list[str]:
    """Return the clauses that are listed, and after each those that the encoding names there besides."""
    order = list(listed)
    place = 0
    for one in named:
        if one not in order:
            order.insert(place, one)
        place = order.index(one) + 1
    return order


def separate(joined: str, known: Container[str]) -> list[str]:
    """Return the single clauses of a citation: of ``附件1 一(4)、二(7)`` two of annex 1."""
    found: list[str] = []
    annex = ""
    for part in filter(None, joined.split("、")):
        inherited = f"{annex} {part}"
        found.append(inherited if annex and inherited in known else part)
        if " " in part:
            annex = part.split(" ", maxsplit=1)[0]
    return found
