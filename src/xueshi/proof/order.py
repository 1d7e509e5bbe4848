"""Neither the ids of records nor their order in the file decide anything that a person cares for.

Of a case whose file lists the same records in another order the facts are the same, letter by letter.  Of a case whose
ids are given the other way round the verdict, what is required, relieved and deemed, the sum of the shortfalls, the
hours credited in all and the number of best placements are the same; hours and shortfalls by subject too, where one
placement alone is best.  Which record bears a loss the ids may decide.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from xueshi.facts.person import FactWriter
from xueshi.messages import LANGS, text
from xueshi.model.case import Case
from xueshi.model.units import to_hours
from xueshi.proof.bench import Bench, Seen
from xueshi.proof.data import Finding, Outcome
from xueshi.proof.found import Found, Shows
from xueshi.proof.judgements import codes
from xueshi.search.judged import Trial

PROPERTY = "order"

DISPLACED = frozenset({"duplicate_work", "one_only"})
"""Reasons of records of which another one counts."""

CUT = frozenset({"category_cap", "cap_exhausted", "pool_cap"})
"""Reasons of records that a cap of the year leaves less, those before them by id more."""

FILE, VERDICT, SUMS, SUBJECTS = "order_in_file", "ids_verdict", "ids_sums", "ids_subjects"


def order(bench: Bench, trials: Sequence[Trial]) -> Outcome:
    """Compare each case of several records with itself in another order, and under other ids."""
    found = Found()
    several = [trial for trial in trials if len(trial.case.records) > 1]
    turned = [_other_ids(trial) for trial in several]
    for trial, own, other in zip(several, bench.all_seen(several), bench.all_seen(turned), strict=True):
        for code in _apart(own, other):
            found.add(PROPERTY, code, trial)
        if not _same_facts(bench, trial):
            found.add(PROPERTY, FILE, trial)

    def shows(code: str) -> Shows:
        def look(trial: Trial) -> Mapping[str, str] | None:
            if len(trial.case.records) < 2:
                return None
            if code == FILE:
                return None if _same_facts(bench, trial) else {}
            own, other = bench.all_seen([trial, _other_ids(trial)])
            if code not in _apart(own, other):
                return None
            return {
                "verdict": own.verdict,
                "other_verdict": other.verdict,
                "short": f"{to_hours(own.short):f}",
                "other_short": f"{to_hours(other.short):f}",
                "hours": f"{to_hours(own.hours):f}",
                "other_hours": f"{to_hours(other.hours):f}",
            }

        return look

    findings = tuple(_by_rule(bench, one) for one in found.of(PROPERTY, bench, shows))
    return Outcome(PROPERTY, "", len(several), "cases", findings)


def _by_rule(bench: Bench, one: Finding) -> Finding:
    """Say where a rule lets the ids decide: of records that displace each other at equal claims the first counts."""
    assert one.trial is not None
    shown = set(codes(bench.one(one.trial).results[0]))
    rule = "displaced" if shown & DISPLACED else "cut" if shown & CUT else None
    return replace(one, allowed={lang: text(lang, "proof", rule) for lang in LANGS}) if rule else one


def _apart(one: Seen, other: Seen) -> Iterator[str]:
    if one.verdict != other.verdict:
        yield VERDICT
    sums = ((s.short, s.hours, s.optima, s.totals[0], s.totals[2], s.totals[3]) for s in (one, other))
    if len(set(sums)) > 1:
        yield SUMS
    elif one.optima == 1 and (one.outcome[1], one.totals[1]) != (other.outcome[1], other.totals[1]):
        yield SUBJECTS


def _other_ids(trial: Trial) -> Trial:
    """Return the trial whose records have each other's ids: the first the last one's."""
    records = trial.case.records
    ids = sorted((record.id for record in records), reverse=True)
    named = tuple(replace(record, id=other) for record, other in zip(records, ids, strict=True))
    return replace(trial, case=replace(trial.case, records=named))


def _same_facts(bench: Bench, trial: Trial) -> bool:
    turned = replace(trial.case, records=trial.case.records[::-1], leave=trial.case.leave[::-1])
    return _facts(bench, trial, trial.case) == _facts(bench, trial, turned)


def _facts(bench: Bench, trial: Trial, case: Case) -> tuple[str, tuple[str, ...]]:
    writer = FactWriter(bench.law, {}, trial.strict, bench.roots)
    person = writer.add(case, trial.readings)
    return writer.text(), tuple(record.id for record in person.records)
