"""What two encodings say differently: facts matched by predicate and key, their numbers, rules, readings, clauses."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, TypeVar

from xueshi.comparison.same import said_statements
from xueshi.comparison.side import Side
from xueshi.facts.person import PREDICATES
from xueshi.law.clauses import clauses
from xueshi.law.declared import declared_readings
from xueshi.law.vocabulary import Argument, vocabulary
from xueshi.solver.grounding import Grounding, Term
from xueshi.solver.syntax import Statement

Sort = Literal["changed", "added", "removed"]
AMOUNTS = frozenset({"units", "hours", "grains", "minutes", "days", "months", "count", "year", "date", "month", "day"})
"""Sorts of arguments that are amounts: what changes, not what it is said of."""
_RULES = frozenset({"rule", "choice", "constraint", "weak"})
_APART = frozenset({("question", 2), ("answer", 3)})
"""Shown as readings."""

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number of a fact: what it is, its unit by the argument's sort (empty where it is not declared), the number."""

    name: str
    sort: str
    value: int | str
    """Text where it is no number: ``#sup``, without an end."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a fact says of what its key names: amounts, and clauses."""

    amounts: tuple[Amount, ...]
    clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FactChange:
    """A fact of which the two say different things; ``None`` where one says nothing.

    Attributes:
        predicate: name and arity.
        key: the arguments that are neither amounts nor clauses, as the encodings write them.
    """

    predicate: str
    key: tuple[str, ...]
    first: Said | None
    second: Said | None

    @property
    def sort(self) -> Sort:
        """How the second differs."""
        return _sort(self.first, self.second)

    @property
    def clauses(self) -> tuple[str, ...]:
        """The clauses that either cites."""
        return tuple(dict.fromkeys(c for said in (self.first, self.second) if said for c in said.clauses))


@dataclass(frozen=True, slots=True)
class RuleChange:
    """A rule that only one of the two has, or that stands changed under the same clause with the same head."""

    clauses: tuple[str, ...]
    core: bool
    first: str | None
    second: str | None

    @property
    def sort(self) -> Sort:
        """How the second differs."""
        return _sort(self.first, self.second)


@dataclass(frozen=True, slots=True)
class ReadingChange:
    """A question that the two answer in different ways; the answers with the default first."""

    id: str
    first: tuple[str, ...] | None
    second: tuple[str, ...] | None
    in_force: tuple[str | None, str | None]


@dataclass(frozen=True, slots=True)
class ClauseChange:
    """A clause that only one of the two lists, or that they say in other words."""

    id: str
    first: Mapping[str, str] | None
    second: Mapping[str, str] | None


@dataclass(frozen=True, slots=True)
class Changes:
    """Everything that two encodings of one jurisdiction say differently."""

    facts: tuple[FactChange, ...]
    rules: tuple[RuleChange, ...]
    readings: tuple[ReadingChange, ...]
    clauses: tuple[ClauseChange, ...]

    def __bool__(self) -> bool:
        return bool(self.facts or self.rules or self.readings or self.clauses)


def changes(first: Side, second: Side, years: tuple[int, int]) -> Changes:
    """Return what the encodings of two sides say differently; facts that follow from the readings are among them."""
    own = said_statements(first.file), said_statements(second.file)
    return Changes(
        tuple(_facts(first, second, own[0][0], own[1][0], years)),
        (*_rules(own[0][0], own[1][0], core=False), *_rules(own[0][1], own[1][1], core=True)),
        reading_changes(first, second),
        tuple(_clauses(first, second)),
    )


def _sort(first: object, second: object) -> Sort:
    return "added" if first is None else "removed" if second is None else "changed"


# --- facts ----------------------------------------------------------------------------------------------------------


def _facts(
    first: Side, second: Side, own: Iterable[Statement], others: Iterable[Statement], years: tuple[int, int]
) -> Iterator[FactChange]:
    told = dict.fromkeys((use.name, use.arity) for one in (*own, *others) for use in one.uses if use.place == "head")
    before, after = (_ground(side, year) for side, year in zip((first, second), years, strict=True))
    for name, arity in told:
        if (name, arity) in _APART:
            continue
        one, other = (dict(_said(side, name, arity, rows)) for side, rows in ((first, before), (second, after)))
        for key in dict.fromkeys((*one, *other)):
            for ours, theirs in _matched(one.get(key, Counter()), other.get(key, Counter())):
                yield FactChange(f"{name}/{arity}", key, ours, theirs)


_Rows = Callable[[str, int], Iterable[tuple[Term, ...]]]


def _ground(side: Side, year: int) -> _Rows:
    """Return the rows of an encoding over no record, under the readings of the side."""
    predicate = PREDICATES.get("chosen", "chosen")
    chosen = " ".join(f'{predicate}(1,"{q}","{a}").' for q, a in sorted(side.readings.items()))
    grounding = Grounding([side.file])
    grounding.ground(f"staged. context(1). year(1,{year}). {chosen}")
    return grounding.rows


def _said(side: Side, name: str, arity: int, rows: _Rows) -> Iterator[tuple[tuple[str, ...], Counter[Said]]]:
    declared = vocabulary(side.law.file.parent).get((name, arity))
    found: dict[tuple[str, ...], Counter[Said]] = defaultdict(Counter)
    for row in rows(name, arity):
        key: list[str] = []
        amounts: list[Amount] = []
        cited: list[str] = []
        for place, term in enumerate(row):
            argument = declared.arguments[place] if declared else Argument("", "")
            if argument.sort == "context":
                continue
            if argument.sort == "clause":
                cited.append(str(term))
            elif _is_amount(term, argument.sort, declared is not None):
                amounts.append(Amount(argument.name, argument.sort, term if isinstance(term, int) else str(term)))
            else:
                key.append(_written(term))
        found[tuple(key)][Said(tuple(amounts), tuple(cited))] += 1
    yield from sorted(found.items())


def _is_amount(term: Term, sort: str, declared: bool) -> bool:  # noqa: FBT001 - of one call
    if sort in AMOUNTS or sort == "order":
        return not isinstance(term, tuple)
    return not declared and isinstance(term, int)


def _written(term: Term) -> str:
    if isinstance(term, tuple):
        name, *inside = term
        return f"{name}({','.join(map(_written, inside))})" if inside else str(name)
    return str(term)


def _matched(ours: Counter[Said], theirs: Counter[Said]) -> Iterator[tuple[Said | None, Said | None]]:
    """Yield what only one of the two says of one key, in pairs as far as both say something."""
    left, right = (sorted((a - b).elements(), key=_place) for a, b in ((ours, theirs), (theirs, ours)))
    yield from _zipped(left, right)


def _place(said: Said) -> tuple[object, ...]:
    return said.clauses, tuple((isinstance(a.value, str), a.value) for a in said.amounts)


def _zipped(left: list[_Value], right: list[_Value]) -> Iterator[tuple[_Value | None, _Value | None]]:
    for place in range(max(len(left), len(right))):
        yield (left[place] if place < len(left) else None, right[place] if place < len(right) else None)


# --- rules, readings, clauses ---------------------------------------------------------------------------------------


def _rules(ours: Iterable[Statement], theirs: Iterable[Statement], *, core: bool) -> Iterator[RuleChange]:
    one, other = _by_head(ours), _by_head(theirs)
    for group in dict.fromkeys((*one, *other)):
        left = list((Counter(one.get(group, [])) - Counter(other.get(group, []))).elements())
        right = list((Counter(other.get(group, [])) - Counter(one.get(group, []))).elements())
        for before, after in _zipped(left, right):
            yield RuleChange(group[0], core, before, after)


def _by_head(listed: Iterable[Statement]) -> dict[tuple[tuple[str, ...], tuple[str, ...]], list[str]]:
    found: dict[tuple[tuple[str, ...], tuple[str, ...]], list[str]] = defaultdict(list)
    for one in listed:
        if one.form in _RULES:
            heads = tuple(sorted({use.signature for use in one.uses if use.place == "head"}))
            found[one.clauses, heads].append(one.text)
    return found


def reading_changes(first: Side, second: Side) -> tuple[ReadingChange, ...]:
    """Return the questions of which the answers, the default or the answer in force differ."""
    ours, theirs = declared_readings(first.file), declared_readings(second.file)
    found = []
    for question in dict.fromkeys((*ours, *theirs)):
        one, other = ours.get(question), theirs.get(question)
        force = _in_force(first, question, one), _in_force(second, question, other)
        if one != other or force[0] != force[1]:
            found.append(ReadingChange(question, one, other, force))
    return tuple(found)


def _in_force(side: Side, question: str, answers: tuple[str, ...] | None) -> str | None:
    return None if answers is None else side.readings.get(question, answers[0])


def _clauses(first: Side, second: Side) -> Iterator[ClauseChange]:
    if first.law.file == second.law.file:
        return
    ours, theirs = ({c.id: c for c in clauses(side.law)} for side in (first, second))
    for one in dict.fromkeys((*ours, *theirs)):
        left, right = ours.get(one), theirs.get(one)
        if left is None or right is None or (dict(left.says), left.encoded) != (dict(right.says), right.encoded):
            yield ClauseChange(one, left and left.says, right and right.says)
