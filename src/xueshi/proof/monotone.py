"""An added record never makes a year worse.

Two rules let it, and what they explain is told and is no fault: of claims of one work or group the largest counts,
which is settled before caps and deemed parts are looked at; and a sector's result is the whole of its subject.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from xueshi.messages import LANGS, text
from xueshi.model.units import to_hours
from xueshi.proof.bench import Bench, Seen
from xueshi.proof.data import Finding, Outcome
from xueshi.proof.found import Found, Shows
from xueshi.proof.judgements import codes
from xueshi.proof.order import DISPLACED
from xueshi.search.judged import Trial

PROPERTY = "monotone"
SECTOR = "sector_rule_prevails"
"""The reason of records beside a sector's result."""

RAISES, TURNS = "raises_shortfall", "turns_compliant"


def monotone(bench: Bench, trials: Sequence[Trial]) -> Outcome:
    """Compare each case with what it is without one of its records."""
    found, pairs = Found(), 0
    whole = [trial for trial in trials if trial.case.records]
    parts = [list(_without_one(trial)) for trial in whole]
    bench.all_seen([*whole, *(less for listed in parts for _, less in listed)])
    for trial, listed in zip(whole, parts, strict=True):
        own = bench.seen(trial)
        for _, less in listed:
            pairs += 1
            for code in _worse(bench.seen(less), own):
                found.add(PROPERTY, code, trial)

    def shows(code: str) -> Shows:
        def look(trial: Trial) -> Mapping[str, str] | None:
            for record, less in _without_one(trial):
                before, after = bench.all_seen([less, trial])
                if code in _worse(before, after):
                    return {
                        "record": record,
                        "before": f"{to_hours(before.short):f}",
                        "after": f"{to_hours(after.short):f}",
                        "verdict_before": before.verdict,
                        "verdict_after": after.verdict,
                    }
            return None

        return look

    findings = tuple(_by_rule(bench, one) for one in found.of(PROPERTY, bench, shows))
    return Outcome(PROPERTY, "", pairs, "pairs", findings)


def _by_rule(bench: Bench, one: Finding) -> Finding:
    """Say which rule lets the record do that, where one does."""
    assert one.trial is not None
    shown = set(codes(bench.one(one.trial).results[0]))
    rule = "largest" if shown & DISPLACED else "sector_result" if SECTOR in shown else None
    return replace(one, allowed={lang: text(lang, "proof", rule) for lang in LANGS}) if rule else one


def _worse(before: Seen, after: Seen) -> Iterator[str]:
    if after.short > before.short:
        yield RAISES
    if before.verdict == "compliant" and after.verdict != "compliant":
        yield TURNS


def _without_one(trial: Trial) -> Iterator[tuple[str, Trial]]:
    """Yield the id of each record, with the trial without it; the others keep their order, and are named anew."""
    records = trial.case.records
    for index, one in enumerate(records):
        left = (*records[:index], *records[index + 1 :])
        named = tuple(replace(record, id=f"r{number}") for number, record in enumerate(left, 1))
        yield one.id, replace(trial, case=replace(trial.case, records=named))
