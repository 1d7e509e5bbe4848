"""Why a record did not give what somebody expected: the stages it passed, the first at which it fails, and the price.

A record comes to its hours in stages: a clause covers it, its conditions are met, the clause gives an amount in the
subject, limits of its own, others that claim the same, caps over the year, the choice of its place.  The answer goes
through them in this order and tells which hold, which one fails first and on what; then what a full cap left and who
used it, and what it would cost to force the place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, cast

from xueshi.engine.choice import forced, solve
from xueshi.engine.judge import Settings
from xueshi.errors import Bare, InputError, Phrase, Problem
from xueshi.explain.derivation import Derivation, derive
from xueshi.explain.explanation import GraphData, answer, find_record, graph_data
from xueshi.explain.graph import Justification
from xueshi.explain.stories import Stories
from xueshi.explain.tree import Tree, headed, with_below
from xueshi.messages import text
from xueshi.model.case import Case
from xueshi.model.explanation import Explanation, Line, Mark
from xueshi.model.result import RecordResult
from xueshi.model.units import json_number, to_units
from xueshi.solver.trace import Atom

_AMOUNT = re.compile(r"[0-9]{1,5}(\.[0-9]{1,2})?")

CREDITED = "credited"
"""The goal that the record be credited at all, in full."""

Stage = Literal["condition", "clause", "amount", "limit", "rival", "sector", "open", "cap", "pool", "choice", "none"]
"""Where a record fails first; ``none`` where the goal is met."""


@dataclass(frozen=True, slots=True)
class Goal:
    """What was expected.

    Attributes:
        subject: ``None`` for any.
        units: how much; ``None`` for all that the record claims.
    """

    subject: str | None = None
    units: int | None = None


def why_not(case: Case, settings: Settings, record: str, goal: str, *, graph: bool = False) -> Explanation:
    """Explain why ``record`` did not give ``goal``: ``credited``, a subject, or ``subject=hours``.

    Raises:
        InputError: if there is no such record, or the goal cannot be read; and as
            :func:`xueshi.engine.judge.judge`.
        TimeLimitReached, EncodingError: as :func:`xueshi.engine.judge.judge`.
    """
    derivation = derive(case, settings)
    found = find_record(derivation, record)
    wanted = read_goal(derivation, goal)
    return _WhyNot(derivation, found, wanted, goal).answer(graph=graph)


def read_goal(derivation: Derivation, goal: str) -> Goal:
    """Return what ``goal`` says.

    Raises:
        InputError: if it is no goal.
    """
    if goal == CREDITED:
        return Goal()
    subjects = {str(row[0]) for row in derivation.grounding.rows("subject", 2)}
    subject, has_amount, amount = (part.strip() for part in goal.partition("="))
    known = ", ".join([CREDITED, *sorted(subjects), *(f"{one}=20" for one in sorted(subjects))])
    fault = Problem(
        derivation.case.name,
        "why_not",
        Phrase("goal", {"value": goal}, section="why_not"),
        Phrase("goals", {"known": Bare(known)}, section="why_not"),
    )
    if subject not in subjects:
        raise InputError([fault])
    if not has_amount:
        return Goal(subject)
    if not _AMOUNT.fullmatch(amount):
        raise InputError([fault])
    return Goal(subject, to_units(Decimal(amount)))


class _WhyNot:
    def __init__(self, derivation: Derivation, record: RecordResult, goal: Goal, asked: str) -> None:
        self._derivation, self._record, self._goal, self._asked = derivation, record, goal, asked
        rank = derivation.rank(record.id)
        assert rank is not None
        self._rank = rank
        self._person = derivation.person.number
        self._content = derivation.person.contents[rank - 1]
        self._stories = Stories(derivation)
        self._tree = Tree(self._stories.justification, self._stories.sentences)
        self._extra: dict[str, object] = {}

    def _say(self, key: str, **params: object) -> str:
        return text(self._stories.sentences.lang, "why_not", key, **params)

    def _hours(self, units: int) -> str:
        return self._stories.sentences.hours(units)

    def answer(self, *, graph: bool) -> Explanation:
        stages = list(self._stages())
        if not self._reached() and all(stage == "none" for stage, _ in stages):
            losses = self._lines(self._of("loss", 6, self._person, self._rank))
            stages.append(("limit", headed(self._say("lost"), losses, "bad")))
        first = next((stage for stage, _ in stages if stage != "none"), "none")
        if self._reached():
            first = "none"
        lines = [line for _, line in stages]
        goal = self._goal
        self._extra |= {
            "goal": {
                "record": self._record.id,
                "asked": self._asked,
                "subject": goal.subject,
                "hours": None if goal.units is None else json_number(goal.units),
            },
            "met": first == "none",
            "fails_at": None if first == "none" else first,
        }
        key = "met" if first == "none" else f"fails.{first}"
        head = headed(
            self._say(key, id=self._record.id, goal=self._wanted()), lines, "good" if first == "none" else "bad"
        )
        data: GraphData = self._graph() if graph else ((), ())
        about = {"record": self._record.id, "why_not": self._asked}
        return answer(self._derivation, about, [head], graph=data, extra=self._extra)

    def _reached(self) -> bool:
        """Tell whether the record gave what was expected."""
        credit = self._of("credit", 4, self._person, self._rank)
        got = sum(cast("int", atom[4]) for atom in credit if self._goal.subject in (None, atom[3]))
        if self._goal.units is not None:
            return got >= self._goal.units
        return got > 0 and self._record.lost == 0

    def _wanted(self) -> str:
        goal, sentences = self._goal, self._stories.sentences
        if goal.subject is None:
            return self._say("goal.credited")
        subject = sentences.words.say("subject", goal.subject, sentences.lang)
        if goal.units is None:
            return self._say("goal.subject", subject=subject)
        return self._say("goal.amount", subject=subject, amount=self._hours(goal.units))

    def _graph(self) -> GraphData:
        derivation, goal = self._derivation, self._goal
        units: object = "_" if goal.units is None else goal.units
        wanted = cast("Atom", ("credit", self._person, self._rank, goal.subject or "_", units))
        held = wanted in derivation.trace.firings
        justification = Justification(derivation, [wanted] if held else [], absent=[] if held else [wanted])
        return graph_data(justification, self._stories)

    # --- the stages -------------------------------------------------------------------------------------------------

    def _stages(self) -> Iterator[tuple[Stage, Line]]:
        """Yield each stage with its line; ``none`` where it is passed."""
        yield from self._conditions()
        yield from self._amounts()
        yield from self._rivals()
        yield from self._caps()
        yield from self._choice()

    def _of(self, name: str, arity: int, *first: object) -> list[Atom]:
        return list(self._derivation.atoms(name, arity, *cast("tuple[int, ...]", first)))

    def _lines(self, atoms: Iterable[Atom]) -> list[Line]:
        return [line for atom in atoms if (line := self._tree.atom(atom)) is not None]

    def _conditions(self) -> Iterator[tuple[Stage, Line]]:
        content = self._content
        routes = self._lines(self._of("route", 2, content))
        yield from (("none", line) for line in routes)
        held = self._lines([*self._of("met", 2, content), *self._of("assumed", 3, content)])
        if held:
            yield "none", headed(self._say("holding", count=len(held)), held, "good")
        self._extra["holds"] = [line.text for line in held]
        refused = self._lines(self._of("refusal", 4, content))
        failed = {str(atom[2]) for atom in self._of("refusal", 4, content)}
        if refused:
            stage: Stage = "condition" if routes and failed != {"no_table_row"} else "clause"
            self._extra["fails"] = [
                {"code": reason.code, "clause": reason.clause, "fact": reason.fact, "message": reason.message}
                for reason in self._record.reasons
            ]
            yield stage, headed(self._say("failing", count=len(refused)), refused, "bad")

    def _subjects(self) -> list[str]:
        if self._goal.subject is not None:
            return [self._goal.subject]
        return sorted({str(atom[2]) for atom in self._of("amount", 3, self._content)})

    def _amounts(self) -> Iterator[tuple[Stage, Line]]:
        amounts = {str(atom[2]): atom for atom in self._of("amount", 3, self._content)}
        yield from (("open", line) for line in self._lines(self._of("in_question", 5, self._person, self._rank)))
        for subject in self._subjects():
            atom = amounts.get(subject)
            if atom is None:
                if not self._of("refusal", 4, self._content):
                    named = self._stories.sentences.words.say("subject", subject, self._stories.sentences.lang)
                    below = self._lines(amounts.values())
                    yield "amount", headed(self._say("no_amount", subject=named), below, "bad")
                continue
            units = cast("int", atom[3])
            line = self._tree.atom(atom)
            wanted = self._goal.units
            stage: Stage = "none"
            if wanted is not None and units < wanted:
                stage = "amount"
                self._extra["amount"] = {"given": json_number(units), "wanted": json_number(wanted)}
                gives = self._say("too_little", given=self._hours(units), wanted=self._hours(wanted))
                yield stage, headed(gives, [line], "bad")
            elif line is not None:
                yield stage, line
            yield from self._own_limits(subject, units)

    def _own_limits(self, subject: str, units: int) -> Iterator[tuple[Stage, Line]]:
        """Yield what the cap by the day and the record's own limit take off."""
        within = [cast("int", atom[3]) for atom in self._of("within_record", 3, self._content, subject)]
        if within and within[0] < units:
            losses = [
                atom
                for atom in self._of("loss", 6, self._person, self._rank)
                if atom[3] == subject and not self._under_cap(atom)
            ]
            cut = self._say("own_limit", amount=self._hours(units), left=self._hours(within[0]))
            enough = self._goal.units is not None and within[0] >= self._goal.units
            yield "none" if enough else "limit", headed(cut, self._lines(losses), "bad")

    def _under_cap(self, loss: Atom) -> bool:
        clauses = {str(row[2]) for row in self._derivation.grounding.rows("cap", 3)}
        return str(loss[5]) in clauses and loss[4] in ("category_cap", "cap_exhausted", "pool_cap")

    def _rivals(self) -> Iterator[tuple[Stage, Line]]:
        named: tuple[tuple[str, int, Stage], ...] = (
            ("duplicate", 2, "rival"),
            ("outdone", 3, "rival"),
            ("surplus", 2, "rival"),
            ("barred", 4, "sector"),
        )
        for name, arity, stage in named:
            yield from ((stage, line) for line in self._lines(self._of(name, arity, self._person, self._rank)))

    def _caps(self) -> Iterator[tuple[Stage, Line]]:
        grounding, person = self._derivation.grounding, self._person
        credit = {(row[1], row[2]): cast("int", row[3]) for row in grounding.rows("credit", 4) if row[0] == person}
        limits = {row[1]: cast("int", row[2]) for row in grounding.rows("limit", 3) if row[0] == person}
        listed = []
        for atom in self._of("in_cap", 4, person, self._rank):
            _, _, _, subject, cap = atom
            if self._goal.subject not in (None, subject) or cap not in limits:
                continue
            members = [row for row in grounding.rows("in_cap", 4) if row[0] == person and row[3] == cap]
            used = {
                cast("int", row[1]): credit[row[1], row[2]]
                for row in members
                if row[1] != self._rank and credit.get((row[1], row[2]))
            }
            room = limits[cap] - sum(used.values())
            mine = credit.get((self._rank, subject), 0)
            wanted = self._wish(str(subject))
            listed.append(self._cap_data(str(cap), limits[cap], used, room))
            short = mine < wanted and room < wanted
            below = [
                Line(self._say("cap.user", record=self._id(rank), amount=self._hours(units)))
                for rank, units in sorted(used.items())
            ]
            said = self._say(
                "cap.full" if short else "cap.room",
                cap=self._stories.sentences.words.say("cap", str(cap), self._stories.sentences.lang),
                limit=self._hours(limits[cap]),
                used=self._hours(sum(used.values())),
                room=self._hours(room),
                wanted=self._hours(wanted),
            )
            clause = tuple(str(row[2]) for row in grounding.rows("cap", 3) if row[0] == cap)
            line = Line(said, "bad" if short else "good", "conclusion", "limit/3", clause, below=tuple(below))
            yield "cap" if short else "none", line
        if listed:
            self._extra["caps"] = listed
        pooled = self._of("pooled", 3, person, self._rank)
        if pooled:
            lost = [
                atom for atom in self._of("loss", 6, person, self._rank) if atom[4] in ("pool_cap", "cap_exhausted")
            ]
            uses = [atom for atom in self._of("pool_use", 4, person) if atom[2] == pooled[0][3]]
            yield from (("pool" if lost else "none", line) for line in self._lines([*uses, *lost]))

    def _cap_data(self, cap: str, limit: int, used: Mapping[int, int], room: int) -> dict[str, object]:
        return {
            "id": cap,
            "limit": json_number(limit),
            "used": [{"record": self._id(rank), "hours": json_number(units)} for rank, units in sorted(used.items())],
            "room": json_number(room),
        }

    def _wish(self, subject: str) -> int:
        """Return the amount that the goal asks for under a subject: what it says, else all that the record brings."""
        if self._goal.units is not None:
            return self._goal.units
        within = [cast("int", atom[3]) for atom in self._of("within_record", 3, self._content, subject)]
        return within[0] if within else 0

    def _id(self, rank: int) -> str:
        return self._derivation.person.records[rank - 1].id

    def _choice(self) -> Iterator[tuple[Stage, Line]]:
        choice, now = self._derivation.choice, self._derivation.answer
        if choice is None or now is None:
            return
        placed = [str(atom[3]) for atom in self._of("placed", 3, self._person, self._rank)]
        forcings = []
        for index, options in enumerate(choice.labels):
            for number, (rank, subject) in enumerate(options):
                if rank != self._rank or self._goal.subject not in (None, subject):
                    continue
                if now.places[index] == number:
                    line = self._tree.atom(("placed", self._person, rank, subject))
                    if line is not None:
                        yield "none", with_below(line, self._others())
                    continue
                if self._goal.subject is None and placed:
                    continue
                other = solve(forced(choice.problem, index, number))
                more, fewer = other.shortfall - now.shortfall, now.hours - other.hours
                forcings.append(
                    {
                        "subject": subject,
                        "shortfall": json_number(now.shortfall),
                        "shortfall_forced": json_number(other.shortfall),
                        "hours_fewer": json_number(fewer),
                    }
                )
                yield "choice", self._forced(subject, now.shortfall, other.shortfall, more, fewer)
        if forcings:
            self._extra["forced"] = forcings

    def _others(self) -> Iterator[Line]:
        for place in self._derivation.result.allocation:
            if place.record == self._record.id:
                yield from self._stories.alternatives(place)

    def _forced(self, subject: str, before: int, after: int, more: int, fewer: int) -> Line:
        sentences = self._stories.sentences
        key = "more" if more else "fewer" if fewer > 0 else "equal"
        said = self._say(
            f"forced.{key}",
            subject=sentences.words.say("subject", subject, sentences.lang),
            before=self._hours(before),
            after=self._hours(after),
            more=self._hours(more),
            fewer=self._hours(abs(fewer)),
        )
        mark: Mark = "bad" if key != "equal" else "open"
        below = self._lines(self._of("placed", 3, self._person, self._rank))
        return Line(said, mark, "choice", "placed/3", below=tuple(below))
