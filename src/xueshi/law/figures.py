"""The numbers of a text as its encoding states them: each with its unit, its clause and the fact that holds it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from xueshi.law.vocabulary import Vocabulary
from xueshi.solver.syntax import Statement

_NUMBER = re.compile(r'(?<![\w"])-?\d+(?![\w"])')
_PLACE = "order"
"""The sort of what is no figure: a place in an order."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a fact.

    Attributes:
        argument: what the number is, by the argument's name in the contract; empty where the predicate is not declared.
        sort: its unit, by the argument's sort: ``hours``, ``months``, ``date`` ...; empty likewise.
        value: as the fact writes it; several values are a pool, ``(1;2)``.
    """

    argument: str
    sort: str
    value: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A fact that holds numbers, or a rule that does."""

    file: Path
    line: int
    text: str
    clauses: tuple[str, ...]
    predicate: str
    """Name and arity."""
    numbers: tuple[Number, ...]
    fact: bool
    """A number in a rule has no argument to say what it is."""


def figures(listed: Iterable[Statement], known: Vocabulary) -> Iterator[Figure]:
    """Yield every fact or rule of ``listed`` that holds a number, places in an order apart."""
    for statement in listed:
        if not statement.numbers or statement.form in ("comment", "defined", "show", "program"):
            continue
        heads = {(use.name, use.arity) for use in statement.uses if use.place == "head"}
        if statement.form != "fact":
            numbers: tuple[Number, ...] = tuple(Number("", "", str(number.value)) for number in statement.numbers)
        else:
            numbers = tuple(
                dict.fromkeys(
                    number for use in statement.uses for number in _numbers(use.arguments, known, (use.name, use.arity))
                )
            )
        if numbers:
            named = "/".join(map(str, min(heads))) if heads else ""
            yield Figure(
                statement.file,
                statement.line,
                statement.text,
                statement.clauses,
                named,
                numbers,
                statement.form == "fact",
            )


def _numbers(arguments: tuple[str, ...], known: Vocabulary, predicate: tuple[str, int]) -> Iterator[Number]:
    declared = known.get(predicate)
    for place, argument in enumerate(arguments):
        if argument.startswith('"') or not _NUMBER.search(argument):
            continue
        name, sort = declared.arguments[place] if declared else ("", "")
        if sort != _PLACE:
            yield Number(name, sort, argument)
