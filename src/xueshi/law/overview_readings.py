"""The readings of a text, and which rules ask for each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from xueshi.law.declared import declared_readings, grounded
from xueshi.law.regulation import Regulation
from xueshi.solver.syntax import Statement


@dataclass(frozen=True, slots=True)
class Decided:
    """What asks for a reading: predicates of the encoding's own rules and of the vocabulary's, by answer.

    ``answer`` is empty where a rule asks whichever is in force.
    """

    answer: str
    predicate: str
    clauses: tuple[str, ...]
    own: bool
    rules: int


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """A question of the text: its answers, the default first, and what they decide."""

    id: str
    clause: str
    answers: tuple[str, ...]
    decides: tuple[Decided, ...]


def reading_rows(law: Regulation, own: Sequence[Statement], common: Sequence[Statement]) -> Iterator[ReadingRow]:
    """Yield the readings of ``law``; ``own`` and ``common`` are the statements of its files and the vocabulary's."""
    asking: dict[str, dict[tuple[str, str, bool], list[Statement]]] = defaultdict(lambda: defaultdict(list))
    for statement, mine in (*((one, True) for one in own), *((one, False) for one in common)):
        heads = sorted({use.signature for use in statement.uses if use.place == "head"})
        asked = {use.arguments[1:] for use in statement.uses if use.signature == "reading/3" and use.place == "body"}
        for question, answer in sorted(asked):
            written = answer.strip('"') if answer.startswith('"') else ""
            for head in heads:
                asking[question.strip('"')][written, head, mine].append(statement)
    clause_of = {str(question): str(clause) for question, clause in grounded(law.file).rows("question", 2)}
    for question, answers in declared_readings(law.file).items():
        rank = {answer: place for place, answer in enumerate(("", *answers))}
        decides = [
            Decided(
                answer,
                head,
                tuple(dict.fromkeys(clause for one in through for clause in one.clauses)),
                mine,
                len(through),
            )
            for (answer, head, mine), through in asking[question].items()
        ]
        decides.sort(key=lambda one: (rank.get(one.answer, len(rank)), not one.own, one.predicate))
        yield ReadingRow(question, clause_of.get(question, ""), answers, tuple(decides))
