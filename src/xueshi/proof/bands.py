"""Bands over a counted field neither overlap nor leave a hole: of all records of the domain, over the field's range."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from xueshi.model.case import Stated
from xueshi.model.kinds import Field, catalogue
from xueshi.model.units import to_hours
from xueshi.proof.bench import Bench
from xueshi.proof.data import Finding, Outcome
from xueshi.proof.guessed import Guess, with_range
from xueshi.search.judged import Trial
from xueshi.search.mentioned import Mentioned, mentioned
from xueshi.search.options import TIME, Aspect, KindOptions, domain, main_year
from xueshi.solver.twins import Model

PROPERTY = "bands"
OVERLAP, HOLE = "overlap", "hole"

SECONDS = 60.0
"""Time for the solver, for each of the two questions about one kind."""

MOST_NUMBERS = 12
"""Every number up to this one is looked at; beyond, those that the encoding compares with and their neighbours."""

_OVERLAP = """
proof_two(S,U,V) :- own(1,S,U), own(1,S,V), U < V, not refused(1).
:- not proof_two(_,_,_).
:- strict(1).
#show swept/2.
#show proof_two/3.
"""

# What a number turns on beside itself is stated or assumed; where it is not, nothing is proven of the band.
_HOLE = """
proof_at(T,I) :- took(T,K,A,I), swept(K,A).
:- proof_at(1,0).
:- proof_at(1,I), proof_at(2,J), I >= J.
:- proof_at(2,I), proof_at(3,J), I >= J.
proof_rated(T) :- own(T,_,U), U > 0, not refused(T).
proof_open(T) :- open_amount(T,_,_,_).
:- not proof_rated(1). :- not proof_rated(3). :- proof_rated(2). :- proof_open(2).
:- strict(1).
#show swept/2.
"""


def bands(bench: Bench) -> Outcome:
    """Look for a record with two amounts of one subject, and for a number without amount between two that have one."""
    law, seen = bench.law, mentioned(bench.law)
    year = main_year(law)
    declared = catalogue(law.jurisdiction, (*bench.roots, law.file.parent.parent))
    kinds, fields = [], {}
    for kind in domain(law, year, bench.roots).kinds:
        ranged = kind
        for aspect, field in _swept(kind, declared.kind(kind.kind).fields, seen):
            ranged = with_range(ranged, aspect)
            fields[kind.kind, aspect.key] = field
        kinds.append(ranged)
    found: list[Finding] = []
    slow: list[str] = []
    for kind in kinds:
        swept = tuple(place for place in fields if place[0] == kind.kind)
        guess = Guess(law, year, (kind,), bench.roots, swept=swept)
        for code, goal, contents in ((OVERLAP, _OVERLAP, 1), (HOLE, _HOLE, 3)) if swept else ():
            try:
                found += _search(replace(guess, contents=contents), code, goal, fields)
            except TimeoutError:
                slow.append(kind.kind)
    notes: tuple[tuple[str, Mapping[str, str]], ...] = (("unproven", {"kinds": ", ".join(slow)}),) if slow else ()
    return Outcome(PROPERTY, "", len(fields), "fields", tuple(found), notes=notes)


def _search(guess: Guess, code: str, goal: str, fields: Mapping[tuple[str, str], str]) -> Iterator[Finding]:
    search = guess.search(goal, seconds=SECONDS)
    while (model := search.best()) is not None:
        ((_, kind, aspect),) = (row for row in model.shown if row[0] == "swept")
        yield _finding(guess, model, code, str(kind), fields[str(kind), str(aspect)])
        search.refuse(f":- swept({kind},{aspect}).")


def _finding(guess: Guess, model: Model, code: str, kind: str, field: str) -> Finding:
    trial = guess.trial(model, 1 if code == OVERLAP else 2)
    told = {"kind": kind, "field": field, "value": _value(trial, field)}
    if code == OVERLAP:
        _, subject, one, other = next(row for row in model.shown if row[0] == "proof_two")
        told |= {"subject": str(subject), "one": _hours(one), "other": _hours(other)}
    else:
        told |= {"below": _value(guess.trial(model, 1), field), "above": _value(guess.trial(model, 3), field)}
    return Finding(PROPERTY, code, told, "consequence" if trial.readings else "violated", trial)


def _hours(units: object) -> str:
    return f"{to_hours(int(str(units))):f}"


def _value(trial: Trial, field: str) -> str:
    return str(trial.case.records[0].stated.get(field, "-"))


def _swept(kind: KindOptions, fields: Mapping[str, Field], seen: Mentioned) -> Iterator[tuple[Aspect, str]]:
    """Yield the numeric aspects of a kind that the encoding names, over their range."""
    for aspect in kind.aspects:
        field = fields.get(aspect.key)
        if field is not None and field.type == "count":
            yield _range(aspect.key, aspect.key, field, seen), aspect.key
        elif aspect.key == TIME and "months" in fields and any("months" in one for one in aspect.options):
            yield _range(TIME, "months", fields["months"], seen), "months"


def _range(aspect: str, name: str, field: Field, seen: Mentioned) -> Aspect:
    compared = {*seen.beside.get(name, ()), *seen.sort("count")}
    last = max((n for n in compared if n <= 10_000), default=12) + 2
    last = last if field.max is None else min(last, field.max)
    near = {m for n in compared for m in (n - 1, n, n + 1)} | set(range(min(last, MOST_NUMBERS) + 1))
    numbers = sorted(n for n in near if field.min <= n <= last)
    return Aspect(aspect, (Stated({}), *(Stated({name: n}) for n in numbers)))
