"""Every rule can fire, and every reason can occur: over generated cases, and of single records by the solver."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Set

from xueshi.kept import read_table
from xueshi.law.regulation import LawError, Regulation
from xueshi.law.vocabulary import Vocabulary, vocabulary
from xueshi.messages import LANGS
from xueshi.proof.bench import Bench
from xueshi.proof.data import Finding, Outcome, Witness
from xueshi.proof.firing import Firing, body, derivable, lacking
from xueshi.proof.guessed import every_record
from xueshi.proof.judgements import Judgements, codes
from xueshi.search.judged import Trial
from xueshi.solver.measured import Instance

SECONDS = 90.0
"""Time for the solver to look for records on which idle rules fire."""

IDLE, DEAD, OUTSIDE = "idle", "dead", "needs_what_is_not_said"
"""A rule that no case reaches; one that no record of the domain can reach; one that asks for what nothing says."""

ABSENT, IMPOSSIBLE = "does_not_occur", "no_rule_gives_it"

Signature = tuple[str, int]

_CODE = re.compile(r"[a-z]\w*")


def reach(bench: Bench, judgements: Judgements) -> frozenset[int]:
    """Look for records on which idle rules fire, or that bring in a reason which no case has shown; judge them too.

    The solver looks at what follows of a record by itself; of rules about a person it can say nothing.

    Returns:
        The rules about a record that no record of the domain makes fire.
    """
    known = vocabulary(bench.law.file.parent)
    firing = judgements.firing
    waiting = {one.number: one for one in firing.idle.values() if _about_record(one, known)}
    missing = set(_said(bench, firing)[0]) - set(judgements.reasons)
    goals = [f"reached({_goal(one.number)}) :- {body(one)}." for one in waiting.values()]
    goals += [rule.format(code=code) for code in sorted(missing) for rule in _BRINGS]
    if not goals:
        return frozenset()
    guess = every_record(bench.law, bench.roots)
    search = guess.search("\n".join((*goals, _REACHED)), seconds=SECONDS)
    left = {*map(_goal, waiting), *missing}
    try:
        while left and (model := search.best()) is not None:
            judgements.look(bench.one(guess.trial(model)))
            left -= {str(row[1]) for row in model.shown if row[0] == "reached"}
            search.refuse(f":- not 1 {{ {' ; '.join(f'reached({goal})' for goal in sorted(left))} }}.")
    except TimeoutError:
        return frozenset()
    return frozenset(number for number in waiting if _goal(number) in left)


def _goal(rule: int) -> str:
    return f"rule_{rule}"


_BRINGS = (
    "reached({code}) :- refusal(1,{code},_,_).",
    "reached({code}) :- record_warning(1,{code},_).",
    "reached({code}) :- remark(1,{code},_).",
    "reached({code}) :- open_amount(1,_,{code},_).",
    "reached({code}) :- overclaim(1,_,{code},_,_).",
)

_REACHED = """
:- not reached(_).
#show reached/1.
#defined reached/1. #defined remark/3. #defined record_warning/3. #defined overclaim/5. #defined open_amount/4.
"""


def rules(
    bench: Bench, judgements: Judgements, dead: frozenset[int], beyond: Mapping[str, Mapping[str, str]]
) -> Outcome:
    """Tell which rules fire.

    Args:
        dead: rules that no record makes fire.
        beyond: statements that no case can reach, each with the reason, by language.
    """
    firing = judgements.firing
    possible = derivable(firing.program, _given(bench))
    findings = []
    for one in firing.idle.values():
        statement = firing.program.statements[one.statement]
        told = {
            "rule": re.sub(r"\bA_\d+\b", "_", one.text),
            "file": statement.place.file.name,
            "line": str(statement.place.line),
            "clauses": "、".join(statement.clauses),
        }
        missing = list(lacking(one, possible))
        code = OUTSIDE if missing else DEAD if one.number in dead else IDLE
        told |= {"missing": ", ".join(missing)} if missing else {}
        findings.append(Finding("rules", code, told, "unreached", None, beyond.get(statement.text)))
    return Outcome("rules", "", len(firing.rules), "rules", tuple(findings))


def _about_record(rule: Instance, known: Vocabulary) -> bool:
    """Tell whether nothing that a rule asks for is about a person."""
    for part in rule.parts:
        declared = known.get((part.name, len(part.arguments)))
        if part.sort == "count" or (part.sort in ("atom", "absent") and (declared is None or declared.stage > "A")):
            return False
    return True


def _given(bench: Bench) -> frozenset[tuple[str, int]]:
    known = vocabulary(bench.law.file.parent)
    return frozenset(signature for signature, one in known.items() if one.role in ("input", "choice") or one.engine)


# -- reasons ---------------------------------------------------------------------------------------------------------


def reasons(bench: Bench, judgements: Judgements) -> Outcome:
    """Tell which reasons and warnings occur, each with the smallest case."""
    seen = judgements.reasons
    possible, said = _said(bench, judgements.firing)
    witnesses = tuple(_witness(bench, code, seen[code]) for code in sorted(seen))
    known = _never(bench.law)
    findings = tuple(
        Finding("reasons", ABSENT, {"reason": code, "by": "、".join(by)}, "unreached", None, known.get(code))
        for code, by in sorted(possible.items())
        if code not in seen
    )
    never = sorted(said - set(possible) - set(seen))
    notes = ((IMPOSSIBLE, {"reasons": ", ".join(never)}),) if never else ()
    return Outcome("reasons", "", len(set(possible) | set(seen)), "reasons", findings, witnesses, notes)


def _witness(bench: Bench, code: str, trial: Trial) -> Witness:
    def shows(smaller: Trial) -> bool:
        return code in set(codes(bench.one(smaller).results[0]))

    least = trial if trial.size <= (1, 0, 1) else bench.smallest(trial, shows)
    return Witness("reasons", "reason", {"reason": code}, least)


def _said(bench: Bench, firing: Firing) -> tuple[dict[str, list[str]], set[str]]:
    """Return the reasons that a rule or fact can bring in, with the clauses of those; and all that there are."""
    known = vocabulary(bench.law.file.parent)
    can = derivable(firing.program, _given(bench))
    facts = {one.signature for one in firing.program.instances if one.is_fact}
    live = [one for one in firing.program.instances if not list(lacking(one, can)) and not _barred(one, facts)]
    given = _codes(live, known)
    possible: dict[str, list[str]] = {}
    said: set[str] = set()
    for one in firing.program.instances:
        for place in _places(one.signature, known):
            if _CODE.fullmatch(one.arguments[place]):
                said.add(one.arguments[place])
    for one in live:
        for place in _places(one.signature, known):
            code = one.arguments[place]
            if _CODE.fullmatch(code) and _asks_for_given(one, known, given):
                listed = possible.setdefault(code, [])
                listed += [c for c in firing.program.statements[one.statement].clauses if c not in listed]
    return possible, said


def _barred(one: Instance, facts: Set[Signature]) -> bool:
    """Tell whether a rule asks that nothing be said where a fact says something."""
    return any(
        part.sort == "absent"
        and (part.name, len(part.arguments)) in facts
        and all(argument.text == "_" for argument in part.arguments)
        for part in one.parts
    )


def _places(signature: Signature, known: Vocabulary) -> tuple[int, ...]:
    declared = known.get(signature)
    return () if declared is None else (*declared.places("reason"), *declared.places("notice"))


def _codes(live: Iterable[Instance], known: Vocabulary) -> set[tuple[Signature, str]]:
    """Return which codes each predicate can hold, where rules hand them on in variables."""
    listed = [one for one in live if _places(one.signature, known)]
    given: set[tuple[Signature, str]] = set()
    while True:
        before = len(given)
        for one in listed:
            if _asks_for_given(one, known, given):
                for place in _places(one.signature, known):
                    given |= {(one.signature, code) for code in _held(one, one.arguments[place], known, given)}
        if len(given) == before:
            return given


def _held(one: Instance, argument: str, known: Vocabulary, given: set[tuple[Signature, str]]) -> set[str]:
    if _CODE.fullmatch(argument):
        return {argument}
    found = set()
    for part in one.parts:
        signature = part.name, len(part.arguments)
        if part.sort == "atom" and any(part.arguments[n].text == argument for n in _places(signature, known)):
            found |= {code for name, code in given if name == signature}
    return found


def _asks_for_given(one: Instance, known: Vocabulary, given: set[tuple[Signature, str]]) -> bool:
    """Tell whether every code that a rule asks for is one that the predicate can hold."""
    for part in one.parts:
        signature = part.name, len(part.arguments)
        for place in _places(signature, known) if part.sort == "atom" else ():
            code = part.arguments[place].text
            if _CODE.fullmatch(code) and (signature, code) not in given:
                return False
    return True


NEVER = "reasons_never_given"


def _never(law: Regulation) -> Mapping[str, Mapping[str, str]]:
    """Return the reasons of which the metadata says why no case is given them, by language.

    Raises:
        LawError: if an entry is at fault; the message names the file.
    """
    file = law.file.with_suffix(".toml")
    try:
        entries = read_table(file).get(NEVER, ())
        return {str(entry["reason"]): {lang: str(entry[lang]) for lang in LANGS} for entry in entries}
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise LawError(f"{file}: {NEVER}: {error}") from None
