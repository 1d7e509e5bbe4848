"""Which answers to the open questions decide: in some case another answer gives another result.

Two cases that are alike but for one reading show it by themselves.  Where there are none, cases are judged once more
under the other answer; the hours, verdicts, losses and reasons of both results are compared.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from xueshi.coverage.figures import Answer, Reading
from xueshi.coverage.judged import Given, Judge, Judged

Answers = Mapping[str, Sequence[str]]
Turned = Callable[[str, str, Sequence[str]], tuple[int, str]]
"""Of a question, an answer and all answers: how many cases it was in force for, and one that it decides or ``""``."""


Decided = dict[tuple[str, str], str]
"""A scenario by question and answer: the answer decides it."""


class _Asked(NamedTuple):
    question: str
    answer: str
    listed: Sequence[str]


def readings_of(
    judge: Judge, judged: Sequence[Judged], answers: Answers, clauses: Mapping[str, str], over_years: Turned
) -> tuple[Reading, ...]:
    """Return for each answer how often it was in force and where it decides.

    Args:
        answers: of each question, the default first.
        clauses: the clause of each question.
        over_years: asked for what no case of one year decides.
    """
    chosen: Counter[tuple[str, str]] = Counter()
    for one in judged:
        for question, listed in answers.items():
            chosen[question, one.given.readings.get(question, listed[0])] += 1
    decides: Decided = {}
    _by_pairs(judged, answers, decides)
    _by_chosen(judge, judged, answers, decides)
    for question, listed in answers.items():
        for answer in listed:
            if (question, answer) not in decides and chosen[question, answer]:
                _by_any(judge, judged, _Asked(question, answer, listed), decides)
            if (question, answer) not in decides:
                times, place = over_years(question, answer, listed)
                chosen[question, answer] += times
                if place:
                    decides[question, answer] = place
    return tuple(
        Reading(
            question,
            clauses.get(question, ""),
            tuple(Answer(one, chosen[question, one], decides.get((question, one), "")) for one in listed),
        )
        for question, listed in answers.items()
    )


def _effective(given: Given, question: str, listed: Sequence[str]) -> str:
    return given.readings.get(question, listed[0])


def _by_pairs(judged: Sequence[Judged], answers: Answers, decides: Decided) -> None:
    """Find cases that are alike but for one reading."""
    for question, listed in answers.items():
        alike: dict[str, list[Judged]] = defaultdict(list)
        for one in judged:
            others = {key: value for key, value in one.given.readings.items() if key != question}
            key = repr((one.given.strict, sorted(others.items()), replace(one.given.case, name="")))
            alike[key].append(one)
        for group in alike.values():
            for one in group:
                mine = _effective(one.given, question, listed)
                if (question, mine) not in decides and any(
                    _effective(other.given, question, listed) != mine and _differ(one, other) for other in group
                ):
                    decides[question, mine] = one.given.place


def _by_chosen(judge: Judge, judged: Sequence[Judged], answers: Answers, decides: Decided) -> None:
    """Judge the cases for which an answer was chosen under the default instead."""
    wanted = [
        (one, question, answer)
        for one in judged
        for question, answer in one.given.readings.items()
        if question in answers and answer != answers[question][0] and (question, answer) not in decides
    ]
    turned = [
        replace(one.given, readings={**one.given.readings, question: answers[question][0]})
        for one, question, _ in wanted
    ]
    found = judge.judge(turned)
    for number, (one, question, answer) in enumerate(wanted):
        if number in found and _differ(one, found[number]):
            decides.setdefault((question, answer), one.given.place)


def _by_any(judge: Judge, judged: Sequence[Judged], asked: _Asked, decides: Decided) -> None:
    """Judge every case that has the answer under each other one."""
    question, answer, listed = asked
    having = [one for one in judged if _effective(one.given, question, listed) == answer]
    for part in _likely_first(having, [decides[question, other] for other in listed if (question, other) in decides]):
        for other in listed:
            if other == answer:
                continue
            turned = [replace(one.given, readings={**one.given.readings, question: other}) for one in part]
            found = judge.judge(turned)
            for number, one in enumerate(part):
                if number in found and _differ(one, found[number]):
                    decides[question, answer] = one.given.place
                    return


def _likely_first(judged: Sequence[Judged], places: Sequence[str]) -> Iterator[list[Judged]]:
    """Yield the cases in two parts: those of the files in which another answer decides, and the others."""
    files = {_file(place) for place in places}
    for likely in (True, False):
        part = [one for one in judged if (_file(one.given.place) in files) is likely]
        if part:
            yield part


def _file(place: str) -> str:
    return place.rpartition(":")[0]


def _differ(one: Judged, other: Judged) -> bool:
    return one.result != other.result
