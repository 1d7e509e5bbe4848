"""A case that tells two programs apart, with what each gives."""

from __future__ import annotations

from xueshi.model.result import Result
from xueshi.mutation.expectation import ALWAYS, Expected, apart, expected
from xueshi.mutation.outcome import Witness
from xueshi.receipt.case_form import case_form
from xueshi.report.json_view import result_json
from xueshi.search.judged import Trial


def witness(law: str, trial: Trial, ours: Result | None, theirs: Result | None) -> Witness:
    """Return ``trial`` with what the original and the mutant give, as scenarios say it."""
    found = _apart(ours, theirs)
    form = {key: value for key, value in case_form(trial.case).items() if value != [] or key == "records"}
    return Witness(law, form, dict(trial.readings), trial.strict, *found)


def _apart(ours: Result | None, theirs: Result | None) -> tuple[Expected, Expected]:
    if ours is not None and theirs is not None:
        one, other = result_json(ours), result_json(theirs)
        found = apart(one, other)
        if found is not None:
            return found
    # They differ in what no scenario looks at, or one of them cannot judge the case.
    return _brief(ours), _brief(theirs)


def _brief(result: Result | None) -> Expected:
    if result is None:
        return {"error": ["-"]}
    found = expected(result_json(result))
    return {key: found[key] for key in ALWAYS}
