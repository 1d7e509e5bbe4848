"""Judge cases: ground the law over their facts, take the choice, ground the totals, read the results.

A case alone and two hundred cases together take the same way; together they share one grounding, and what depends on a
record's content alone is derived once.
"""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

from xueshi.engine.choice import forced, solve
from xueshi.engine.handed import Choice, helped, read_choices, with_items
from xueshi.engine.outcome import Judged, ResultMaker, derived
from xueshi.engine.problem import Answer, Option, Problem, TimeLimitReached
from xueshi.engine.timing import Spent, last_timing
from xueshi.errors import Bare, InputError, Phrase
from xueshi.errors import Problem as Fault
from xueshi.facts.person import FactWriter, PersonFacts
from xueshi.law.choose import check_readings, regulation_for
from xueshi.law.declared import accepted_readings
from xueshi.law.regulation import Regulation
from xueshi.law.words import words
from xueshi.messages import Lang
from xueshi.model.case import Case
from xueshi.model.result import Alternative, Result
from xueshi.model.units import UNITS_PER_HOUR
from xueshi.solver.grounding import EncodingError, Grounding, Term

PERSONS_TOGETHER = 200
"""Persons that share one grounding; more gain nothing and cost memory."""

MOST_HOURS = 200_000
"""Hours that a case's amounts may add up to: clingo's integers hold 238 000 in units of 1/9000 hour."""

# What the stages before the choice derive of a record's content and of a person; see asp/core/contract.toml.
CONTENT_ATOMS = (
    ("route", 2),
    ("amount", 3),
    ("refusal", 4),
    ("within_record", 3),
    ("rounded", 3),
    ("open_amount", 4),
    ("chooses", 1),
    ("deems", 3),
    ("into_pool", 2),
    ("form", 2),
)
PERSON_ATOMS = (
    ("may", 4),
    ("seat", 3),
    ("pooled", 3),
    ("settled", 4),
    ("kept", 4),
    ("barred", 4),
    ("in_question", 5),
    ("uncertain", 2),
    ("deemed", 4),
    ("required", 3),
    ("floor", 3),
    ("lacks", 3),
    ("gap", 3),
    ("cap_room", 3),
    ("pool_holds", 3),
    ("outlet", 4),
    ("limit", 3),
    ("open_outlet", 4),
    ("open_offer", 5),
    ("leave_refusal", 5),
    ("papered", 3),
    ("too_short", 2),
    ("relieves", 2),
    ("on_post", 2),
    ("deferral", 2),
    ("sub_required", 4),
)

FLAGS = ("staged",)
"""What is stated beside the facts: the choice is taken here and not by clingo."""

DEFAULT_TIME_LIMIT = 10.0
"""Seconds for the choice of one case."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How cases are judged.

    Attributes:
        readings: answers chosen for open questions of the text, by id; the others keep their defaults.
        strict: take what is unstated as absent.
        regulation: id of the regulation that judges, whatever the jurisdiction and year; ``None`` for the one in force.
        time_limit: seconds for the choice of one case; ``None`` for no limit.
        lang: language of titles and messages in the result.
        roots: further folders of jurisdictions.
        alternatives: also work out what each alternative place would cost.
        all_readings: also give the verdict under every reading that touches the case.
    """

    readings: Mapping[str, str]
    strict: bool = False
    regulation: str | None = None
    time_limit: float | None = DEFAULT_TIME_LIMIT
    lang: Lang = "en"
    roots: tuple[Path, ...] = ()
    alternatives: bool = False
    all_readings: bool = False


class Batch:
    """Persons judged in one grounding, under one regulation.

    Attributes:
        grounding: the encoding over the facts of all; whole once the results were made.
        persons: each case's facts, in the order of the cases.
        subjects: the encoding's, in their order.
        choices: by number of the person, of those that have a choice, what is handed to it.
        answers: likewise its optimum, once it was taken.
    """

    def __init__(
        self,
        law: Regulation,
        cases: Sequence[Case],
        settings: Settings,
        readings: Sequence[Mapping[str, str]] | None = None,
        *,
        program: Path | None = None,
    ) -> None:
        """Ground ``law`` over ``cases``.

        Args:
            readings: each case's own, instead of those of ``settings``.
            program: an encoding that is ground instead of the law's; words and kinds remain the law's.
        """
        with Spent("facts"):
            writer = FactWriter(law, settings.readings, settings.strict, settings.roots)
            own = readings if readings is not None else [settings.readings] * len(cases)
            persons = [writer.add(case, chosen) for case, chosen in zip(cases, own, strict=True)]
        self._begin(law, settings, persons, writer.text(), Grounding([program or law.file], flags=FLAGS))

    def _begin(
        self, law: Regulation, settings: Settings, persons: Sequence[PersonFacts], facts: str, grounding: Grounding
    ) -> None:
        """Ground the encoding that ``grounding`` holds over ``facts``, and read what is handed to the choice."""
        self._law, self._settings = law, settings
        self.persons, self.grounding = persons, grounding
        self.answers: dict[int, Answer] = {}
        with Spent("ground"):
            grounding.ground(facts)
        with Spent("read"):
            self._check_sums()
            subjects = sorted(grounding.rows("subject", 2), key=lambda row: cast("int", row[1]))
            self.subjects = tuple(str(subject) for subject, _ in subjects)
            self.choices = read_choices(grounding, self.subjects)

    def results(self) -> Iterator[Result]:
        """Yield the results, in the order of the cases.

        Raises:
            TimeLimitReached: if a choice cannot be proven in time.
        """
        memo: dict[Problem, Answer] = {}
        answers = self._take_choices(memo)
        with Spent("result"):
            atoms = derived(self.grounding)
            maker = ResultMaker(
                self._law, words(self._law.file.parent), self._settings.lang, atoms, strict=self._settings.strict
            )
        for person in self.persons:
            chosen = self.choices.get(person.number)
            with Spent("result"):
                result = maker.make(Judged(person, answers.get(person.number), chosen.labels if chosen else ()))
            if self._settings.alternatives and chosen is not None:
                result = self._with_alternatives(result, person, chosen, answers[person.number], memo)
            yield result

    def signatures(self) -> list[frozenset[tuple[object, ...]]]:
        """Return for each case all that the stages before the choice derived of it, wherever it stands in the facts.

        Two readings under which a case has equal signatures judge it alike.
        """
        persons: dict[Term, set[tuple[object, ...]]] = defaultdict(set)
        for name, arity in PERSON_ATOMS:
            for row in self.grounding.rows(name, arity):
                persons[row[0]].add((name, *row[1:]))
        contents: dict[Term, set[tuple[object, ...]]] = defaultdict(set)
        for name, arity in CONTENT_ATOMS:
            for row in self.grounding.rows(name, arity):
                contents[row[0]].add((name, *row[1:]))
        return [
            frozenset(persons[person.number]).union(
                (rank, *atom) for rank, content in enumerate(person.contents, 1) for atom in contents[content]
            )
            for person in self.persons
        ]

    def verdicts(self) -> list[str]:
        """Return the verdicts alone, in the order of the cases.

        Raises:
            TimeLimitReached: if a choice cannot be proven in time.
        """
        self._take_choices({})
        found = {row[0]: row[1] for row in self.grounding.rows("verdict", 2)}
        return [str(found[person.number]) for person in self.persons]

    def _take_choices(self, memo: dict[Problem, Answer]) -> dict[int, Answer]:
        """Solve each choice and ground the totals with it."""
        answers = self.answers
        facts: list[str] = []
        for number, choice in self.choices.items():
            answers[number] = answer = self._solve(choice.problem, memo)
            for options, chosen in zip(choice.labels, answer.places, strict=True):
                rank, subject = options[chosen]
                facts.append(f"placed({number},{rank},{subject}).")
            facts += [f"drawn({number},{draw.pool},{draw.subject},{draw.units})." for draw in answer.draws]
            if choice.open and answer.shortfall:
                facts += self._reached(number, choice, memo)
        with Spent("totals"):
            self.grounding.ground(" ".join(facts), "totals")
        self._check_verdicts()
        return answers

    def _check_verdicts(self) -> None:
        """Refuse an encoding that leaves anybody without exactly one verdict: it is not stratified, or not whole."""
        verdicts = Counter(row[0] for row in self.grounding.rows("verdict", 2))
        for person in self.persons:
            if verdicts[person.number] != 1:
                left_open = ", ".join(sorted(self.grounding.undecided())[:5])
                hint = f"; left open by the grounder: {left_open}" if left_open else ""
                count = verdicts[person.number]
                raise EncodingError(f"{self._law.file}: {count} verdicts for one case where there must be one{hint}")

    def _reached(self, number: int, choice: Choice, memo: dict[Problem, Answer]) -> Iterator[str]:
        """Yield what open amounts could do for a year that falls short."""
        if self._solve(helped(choice), memo).shortfall == 0:
            yield f"within_reach({number})."
        for pool in choice.open_pools:
            alone = replace(choice, open_subjects=frozenset(), open_items=(), open_pools=(pool,))
            if self._solve(helped(alone), memo).shortfall == 0:
                yield f"pool_completes({number},{pool.key})."
        for rank, options in choice.open_items:
            # The least amount of this record alone; of equal ones that in the first subject.
            ways = [
                (least, index)
                for index, option in enumerate(options)
                if (least := self._least(choice.problem, option, memo)) is not None
            ]
            if ways:
                least, index = min(ways)
                yield f"least_open({number},{rank},{options[index].subject},{least})."

    def _least(self, problem: Problem, option: Option, memo: dict[Problem, Answer]) -> int | None:
        """Return the least amount at this place that completes the year, ``None`` where none does."""
        low, high = 0, option.units
        if self._solve(with_items(problem, [(replace(option, units=high),)]), memo).shortfall:
            return None
        while low < high:
            middle = (low + high) // 2
            if self._solve(with_items(problem, [(replace(option, units=middle),)]), memo).shortfall:
                low = middle + 1
            else:
                high = middle
        return low

    def _solve(self, problem: Problem, memo: dict[Problem, Answer]) -> Answer:
        answer = memo.get(problem)
        if answer is None:
            limit = self._settings.time_limit
            with Spent("solve"):
                answer = memo[problem] = solve(problem, deadline=None if limit is None else time.monotonic() + limit)
        return answer

    def _check_sums(self) -> None:
        """Refuse a case whose amounts clingo's integers could not add up."""
        amounts: dict[Term, int] = defaultdict(int)
        for content, _, units in self.grounding.rows("amount", 3):
            amounts[content] += abs(cast("int", units))
        faults = []
        for person in self.persons:
            total = sum(amounts[content] for content in person.contents)
            if total > MOST_HOURS * UNITS_PER_HOUR:
                found = Phrase("adds_up", {"hours": Bare(str(total // UNITS_PER_HOUR))}, section="law")
                allowed = Phrase("too_many_hours", {"most": Bare(str(MOST_HOURS))}, section="law")
                faults.append(Fault(person.case.name, "too_many_hours", found, allowed, field="records"))
        if faults:
            raise InputError(faults)

    def _with_alternatives(
        self, result: Result, person: PersonFacts, choice: Choice, answer: Answer, memo: dict[Problem, Answer]
    ) -> Result:
        """Add to each placement what forcing the record elsewhere would cost."""
        costs: dict[str, tuple[Alternative, ...]] = {}
        for index, (options, chosen) in enumerate(zip(choice.labels, answer.places, strict=True)):
            others = []
            for number, (rank, subject) in enumerate(options):
                if number != chosen and rank == options[chosen][0]:
                    other = self._solve(forced(choice.problem, index, number), memo)
                    hours = choice.problem.items[index][number].units
                    others.append(
                        Alternative(subject, hours, other.shortfall - answer.shortfall, answer.hours - other.hours)
                    )
            costs[person.records[options[chosen][0] - 1].id] = tuple(others)
        placed = tuple(replace(place, alternatives=costs.get(place.record, ())) for place in result.allocation)
        return replace(result, allocation=placed)


def law_for(case: Case, settings: Settings) -> Regulation:
    """Return the regulation that judges ``case``.

    Raises:
        InputError: if nothing is in force, or a reading is unknown to it.
    """
    law = regulation_for(case, settings.regulation, settings.roots)
    if settings.readings:
        check_readings(law, settings.readings, accepted_readings(law, settings.roots))
    return law


def judge(cases: Sequence[Case], settings: Settings) -> list[Result]:
    """Return the results of ``cases``, in their order.

    Raises:
        InputError: if nothing is in force, a reading is unknown, or a case's amounts are beyond all measure.
        TimeLimitReached: if a choice cannot be proven in time; nothing is returned then.
        xueshi.solver.grounding.EncodingError: if an encoding is at fault.
    """
    last_timing.clear()
    results: list[Result | None] = [None] * len(cases)
    groups = _grouped(cases, settings)
    for law, numbers in groups.items():
        if settings.readings:
            check_readings(law, settings.readings, accepted_readings(law, settings.roots))
        for first in range(0, len(numbers), PERSONS_TOGETHER):
            part = numbers[first : first + PERSONS_TOGETHER]
            for number, result in zip(part, Batch(law, [cases[n] for n in part], settings).results(), strict=True):
                results[number] = result
    made = cast("list[Result]", results)
    if settings.all_readings:
        from xueshi.engine.readings import judge_readings

        laws = {number: law for law, numbers in groups.items() for number in numbers}
        made = [judge_readings(case, laws[number], settings, made[number]) for number, case in enumerate(cases)]
    return made


def _grouped(cases: Sequence[Case], settings: Settings) -> dict[Regulation, list[int]]:
    groups: dict[Regulation, list[int]] = {}
    faults: list[Fault] = []
    for number, case in enumerate(cases):
        try:
            groups.setdefault(regulation_for(case, settings.regulation, settings.roots), []).append(number)
        except InputError as error:
            faults += error.problems
    if faults:
        raise InputError(dict.fromkeys(faults))
    return groups


__all__ = [
    "DEFAULT_TIME_LIMIT",
    "MOST_HOURS",
    "PERSONS_TOGETHER",
    "Batch",
    "Choice",
    "Settings",
    "TimeLimitReached",
    "judge",
]
