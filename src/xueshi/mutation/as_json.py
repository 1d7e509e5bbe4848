"""What came of mutants, as JSON."""

from __future__ import annotations

from xueshi.mutation.drafts import witness_form
from xueshi.mutation.outcome import Outcome
from xueshi.mutation.report import Part, Report
from xueshi.mutation.tally import Tally, by_clause, by_operator, percent


def report_json(report: Report) -> dict[str, object]:
    """Return the JSON value of ``xueshi regulation mutate --json``: every mutant, in the order of the encodings."""
    return {
        "search": report.seeking and {"records": report.seeking.records, "seconds": report.seeking.seconds},
        "regulations": [_part(part) for part in report.parts],
    }


def _part(part: Part) -> dict[str, object]:
    return {
        "regulation": part.law.id,
        **_counts(part.tally),
        "left_out": part.left_out,
        "shared": [file.as_posix() for file in part.shared],
        "by_clause": [{"clause": name, **_counts(found)} for name, found in by_clause(part.outcomes)],
        "by_operator": [{"operator": name, **_counts(found)} for name, found in by_operator(part.outcomes)],
        "list": [_outcome(part, outcome) for outcome in part.outcomes],
    }


def _counts(found: Tally) -> dict[str, object]:
    return {
        "mutants": found.mutants,
        **dict[str, object](found.of.items()),
        "noticed_percent": percent(found.noticed) or None,
    }


def _outcome(part: Part, outcome: Outcome) -> dict[str, object]:
    mutant, trial = outcome.mutant, outcome.trial
    entry: dict[str, object] = {
        "operator": mutant.operator,
        "place": part.place(outcome),
        "clauses": list(mutant.clauses),
        "before": mutant.before,
        "after": mutant.after,
        "status": outcome.status,
    }
    if trial.noticed is not None:
        entry["noticed"] = trial.noticed
    if trial.by is not None:
        entry["scenario"] = {"place": trial.by[0], "name": trial.by[1]}
    if trial.stillborn is not None:
        entry["said"] = trial.stillborn
    if outcome.searched is not None:
        bound = outcome.searched
        entry["bound"] = {
            "records": bound.records,
            "options": bound.options,
            "cases": bound.cases,
            "years": list(bound.years),
        }
    if outcome.witness is not None:
        entry["case"] = witness_form(outcome.witness)
    return entry
