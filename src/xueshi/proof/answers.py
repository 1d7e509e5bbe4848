"""For each answer to an open question the smallest case that it decides otherwise than the default."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

from xueshi.engine.judge import PERSONS_TOGETHER
from xueshi.law.declared import declared_readings
from xueshi.law.dossier import questions
from xueshi.law.regulation import Regulation
from xueshi.model.units import to_hours
from xueshi.proof.bench import Bench, Seen, key
from xueshi.proof.cases import other_answers
from xueshi.proof.data import Finding, Outcome, Witness
from xueshi.proof.guessed import every_record
from xueshi.search.judged import Trial
from xueshi.solver.syntax import statements

PROPERTY = "readings"
DECIDES, SHOWS, NOTHING, LATER = "decides", "shows", "decides_nothing", "decides_years"

SECONDS = 40.0
"""Time for the solver to look for single records."""

Answer = tuple[str, str]

_APART = """
context(2).
of_context(2,2).
year(2,Y) :- year(1,Y).
1 { proof_asked(Q,A) : answer(Q,A,I), I > 1 } 1.
chosen(2,Q,A) :- proof_asked(Q,A).
proof_gives(T,S,U) :- within_record(T,S,U), not refused(T), U > 0.
proof_apart :- proof_gives(1,S,U), not proof_gives(2,S,U).
proof_apart :- proof_gives(2,S,U), not proof_gives(1,S,U).
:- not proof_apart.
#show proof_asked/2.
"""


def readings(bench: Bench, trials: Sequence[Trial]) -> Outcome:
    """Look for a case for each answer: one whose verdict, hours or minima it changes, else any change."""
    cases = {
        key(plain): plain for trial in trials if len(trial.readings) < 2 for plain in [replace(trial, readings={})]
    }
    ordered = sorted(cases.values(), key=lambda trial: (trial.strict, trial.size))
    short = [trial for trial in ordered if trial.size[0] <= 1 and not trial.strict]
    rest = [trial for trial in ordered if trial.size[0] > 1 or trial.strict]
    shown = dict(_shown(bench, short, rest))
    defaults = {question: answers[0] for question, answers in declared_readings(bench.law.file).items()}
    over_years = _asked_over_years(bench.law, bench.roots)
    witnesses: list[Witness] = []
    findings: list[Finding] = []
    notes: list[tuple[str, Mapping[str, str]]] = []
    listed = list(other_answers(bench.law))
    for question, answer in listed:
        told = {"question": question, "answer": answer, "default": defaults[question]}
        if (question, answer) in shown:
            witnesses.append(_witness(bench, told, *shown[question, answer]))
        elif question in over_years:
            notes.append((LATER, told))
        else:
            findings.append(Finding(PROPERTY, NOTHING, told, "unreached"))
    return Outcome(PROPERTY, "", len(listed), "answers", tuple(findings), tuple(witnesses), tuple(notes))


def _shown(bench: Bench, short: Sequence[Trial], rest: Sequence[Trial]) -> Iterator[tuple[Answer, tuple[str, Trial]]]:
    """Yield for each answer that decides anything how, and a case that shows it.

    Years with at most one record come first, then all single records, by the solver, then everything else.
    """
    waiting = list(other_answers(bench.law))
    for trials in (short, None, rest):
        found = dict(_by_solver(bench, waiting) if trials is None else _by_cases(bench, waiting, trials, _outcome))
        yield from ((answer, (DECIDES, trial)) for answer, trial in found.items())
        waiting = [answer for answer in waiting if answer not in found]
    for answer, trial in _by_cases(bench, waiting, [*short, *rest], _anything):
        yield answer, (SHOWS, trial)


def _by_cases(
    bench: Bench, waiting: Iterable[Answer], trials: Sequence[Trial], apart: View
) -> Iterator[tuple[Answer, Trial]]:
    for question, answer in waiting:
        trial = _first(bench, trials, {question: answer}, apart)
        if trial is not None:
            yield (question, answer), trial


def _by_solver(bench: Bench, waiting: Iterable[Answer]) -> Iterator[tuple[Answer, Trial]]:
    """Look for a record that gives other hours under another answer, nothing else being different."""
    left = set(waiting)
    guess = replace(every_record(bench.law, bench.roots), contents=2, by_default=True)
    search = guess.search(_APART + _only(left), seconds=SECONDS)
    try:
        while left and (model := search.best()) is not None:
            ((_, question, answer),) = (row for row in model.shown if row[0] == "proof_asked")
            asked = str(question), str(answer)
            trial = replace(guess.trial(model), readings={})
            if _decides(bench, trial, *asked, _outcome):
                yield asked, trial
            left.discard(asked)
            search.refuse(f':- proof_asked("{question}","{answer}").')
    except TimeoutError:
        return


def _only(left: Iterable[Answer]) -> str:
    return "\n".join(
        [f'proof_wanted("{q}","{a}").' for q, a in sorted(left)] + [":- proof_asked(Q,A), not proof_wanted(Q,A)."]
    )


def _witness(bench: Bench, told: Mapping[str, str], code: str, trial: Trial) -> Witness:
    question, answer = told["question"], told["answer"]
    apart = _outcome if code == DECIDES else _anything
    least = bench.smallest(trial, lambda smaller: _decides(bench, smaller, question, answer, apart))
    before, after = bench.all_seen([least, replace(least, readings={question: answer})])
    more = {
        "verdict": before.verdict,
        "other_verdict": after.verdict,
        "hours": f"{to_hours(before.hours):f}",
        "other_hours": f"{to_hours(after.hours):f}",
        "short": f"{to_hours(before.short):f}",
        "other_short": f"{to_hours(after.short):f}",
    }
    return Witness(PROPERTY, code, {**told, **more}, replace(least, readings={question: answer}))


View = Callable[[Seen], object]


def _outcome(one: Seen) -> object:
    return one.outcome, one.totals


def _anything(one: Seen) -> object:
    return one.whole


def _first(bench: Bench, ordered: Sequence[Trial], under: Mapping[str, str], apart: View) -> Trial | None:
    """Return the first of the cases that is judged otherwise ``under`` an answer."""
    waiting = iter(ordered)
    while part := list(islice(waiting, PERSONS_TOGETHER)):
        by_default = bench.all_seen(part)
        otherwise = bench.all_seen([replace(trial, readings=under) for trial in part])
        for trial, one, other in zip(part, by_default, otherwise, strict=True):
            if apart(one) != apart(other):
                return trial
    return None


def _decides(bench: Bench, trial: Trial, question: str, answer: str, apart: View) -> bool:
    by_default, otherwise = bench.all_seen([trial, replace(trial, readings={question: answer})])
    return apart(by_default) != apart(otherwise)


def _asked_over_years(law: Regulation, roots: tuple[Path, ...]) -> frozenset[str]:
    """Return the questions that the encodings over several years ask for themselves."""
    return frozenset(
        use.arguments[1].strip('"')
        for question in questions(roots)
        if law in question.regulations
        for statement in statements(question.file)
        for use in statement.uses
        if use.name == "reading" and len(use.arguments) > 1
    )
