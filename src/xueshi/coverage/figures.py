"""What coverage found, as data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Literal

from xueshi.law.regulation import Regulation

State = Literal["full", "partly", "none", "beyond"]
"""Of a statement: covered and seen from every side; covered, but not so; not covered; beyond all cases."""

Group = Literal["cap", "boundary", "requirement", "condition", "cell"]
GROUPS: tuple[Group, ...] = ("cap", "boundary", "requirement", "condition", "cell")
"""What is looked at beside whether a statement is used at all."""


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    found: int
    of: int

    @property
    def tenths(self) -> int:
        """Tenths of a percent, cut off and not rounded: 1000 only where nothing is missing."""
        return 1000 * self.found // self.of if self.of else 1000

    @property
    def percent(self) -> str:
        """As it is shown: ``100`` or ``99.5``."""
        whole, tenth = divmod(self.tenths, 10)
        return f"{whole}.{tenth}" if tenth else str(whole)

    def below(self, tenths: int) -> bool:
        """Tell whether it is less than so many tenths of a percent, exactly."""
        return 1000 * self.found < tenths * self.of


@dataclass(frozen=True, slots=True)
class Aspect:
    """Something of a statement that has sides, each of which a case may show."""

    group: Group
    what: str
    """The condition, the comparison, the cell; empty where it is the statement itself."""
    sides: Mapping[str, bool]
    """Codes, and whether a case showed them."""

    @property
    def missing(self) -> tuple[str, ...]:
        """The sides that no case showed."""
        return tuple(side for side, seen in self.sides.items() if not seen)


@dataclass(frozen=True, slots=True)
class Blocked:
    """Why a rule never fired: so many of its literals held together, so often, and then this one did not."""

    literals: int
    times: int
    by: str
    """The literal; empty where all hold and nothing rests on what the rule says."""


@dataclass(frozen=True, slots=True)
class Item:
    """A fact or rule without pools."""

    text: str
    covered: bool
    times: int | None
    """How often it fired; ``None`` of what says the law and asks for no case."""
    blocked: Blocked | None
    aspects: tuple[Aspect, ...]
    is_answer: bool = False
    """An answer to an open question: covered where it decides."""


@dataclass(frozen=True, slots=True)
class Covered:
    """A statement."""

    file: Path
    line: int
    column: int
    last_line: int
    last_column: int
    clauses: tuple[str, ...]
    text: str
    is_fact: bool
    own: bool
    items: tuple[Item, ...]
    beyond: Mapping[str, str] | None = None
    """Why no case can reach it, by language; ``None`` where nothing is said so."""

    @property
    def found(self) -> int:
        """How many of its items are covered."""
        return sum(item.covered for item in self.items)

    @property
    def counts(self) -> int:
        """How many of its items count."""
        return 0 if self.beyond is not None else len(self.items)

    @property
    def state(self) -> State:
        """See :data:`State`."""
        if self.beyond is not None:
            return "beyond"
        if not self.found:
            return "none"
        whole = self.found == len(self.items) and not any(a.missing for item in self.items for a in item.aspects)
        return "full" if whole else "partly"

    def place(self) -> str:
        """Return file and line, as editors take them."""
        return f"{self.file.as_posix()}:{self.line}"


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to an open question."""

    code: str
    chosen: int
    """How many cases were judged under it."""
    decides: str
    """A scenario whose result another answer changes; empty where there is none."""


@dataclass(frozen=True, slots=True)
class Reading:
    """An open question."""

    id: str
    clause: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Occurred:
    """Codes, and whether they occurred."""

    found: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Coverage:
    """What cases reach of one regulation's encoding."""

    law: Regulation
    files: tuple[Path, ...]
    scenarios: int
    cases: int
    skipped: tuple[tuple[str, str], ...]
    """Places of scenarios and cases that were not judged, and why: ``refused`` or ``elsewhere``."""
    statements: tuple[Covered, ...]
    core: tuple[Covered, ...]
    """Statements of the vocabulary; empty where they were not asked for."""
    readings: tuple[Reading, ...]
    kinds: Occurred
    reasons: Occurred
    unmeasured: tuple[str, ...]
    """Places of statements that choose or forbid."""
    idle: tuple[str, ...]
    """Statements that are declared beyond all cases, and are not: they are covered, or there is none such."""

    @cached_property
    def clauses(self) -> Mapping[str, Sequence[Covered]]:
        """The statements by the clause cited above them, in the order of the file; those without under ``""``."""
        found: dict[str, list[Covered]] = {}
        for statement in self.statements:
            for clause in statement.clauses or ("",):
                found.setdefault(clause, []).append(statement)
        return found

    def clause_share(self) -> Share:
        """Return how many cited clauses have at least one covered statement."""
        counted = [listed for clause, listed in self.clauses.items() if clause and any(s.counts for s in listed)]
        return Share(sum(any(statement.found for statement in listed) for listed in counted), len(counted))

    def rule_share(self) -> Share:
        """Return how many rules were covered."""
        return share(statement for statement in self.statements if not statement.is_fact)

    def fact_share(self) -> Share:
        """Return how many facts were used."""
        return share(statement for statement in self.statements if statement.is_fact)

    def answer_share(self) -> Share:
        """Return how many answers decide a scenario."""
        answers = [answer for reading in self.readings for answer in reading.answers]
        return Share(sum(bool(answer.decides) for answer in answers), len(answers))

    def aspect_share(self, group: Group) -> Share:
        """Return how many sides of a group were seen."""
        return sides_share(self.statements, group)

    def fails(self, tenths: int) -> bool:
        """Tell whether clauses, rules or facts are covered less than so many tenths of a percent."""
        return any(one.below(tenths) for one in (self.clause_share(), self.rule_share(), self.fact_share()))


def together(found: Sequence[Coverage]) -> list[Covered]:
    """Return the vocabulary's statements, each item as the regulation under which it gets furthest has it."""
    best: dict[tuple[Path, int, int], Covered] = {}
    for one in found:
        for statement in one.core:
            key = (statement.file, statement.line, statement.column)
            other = best.get(key, statement)
            items = (max(pair, key=_reach) for pair in zip(other.items, statement.items, strict=True))
            best[key] = replace(statement, items=tuple(items))
    return list(best.values())


def _reach(item: Item) -> tuple[int, int, int]:
    blocked = item.blocked
    return (item.times or 0, 0, 0) if blocked is None else (0, blocked.literals, blocked.times)


def share(statements: Iterable[Covered]) -> Share:
    """Return how many items of ``statements`` are covered."""
    listed = [statement for statement in statements if statement.counts]
    return Share(sum(statement.found for statement in listed), sum(statement.counts for statement in listed))


def sides_share(statements: Iterable[Covered], group: Group | None = None) -> Share:
    """Return how many sides were seen, of one group or of all."""
    found = [
        seen
        for statement in statements
        for item in statement.items
        if statement.beyond is None
        for aspect in item.aspects
        if group in (None, aspect.group)
        for seen in aspect.sides.values()
    ]
    return Share(sum(found), len(found))
