"""xueshi (学时): judge a year of continuing education against a city's regulation, written as an answer set program.

>>> import xueshi
>>> case = xueshi.read_case("facts/jining/engineer-2024.yaml")  # doctest: +SKIP
>>> xueshi.check(case).verdict  # doctest: +SKIP
'compliant'
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xueshi._version import __version__

if TYPE_CHECKING:
    from xueshi.errors import InputError
    from xueshi.messages import Lang
    from xueshi.model.activity import ActivityCatalogue
    from xueshi.model.case import Case
    from xueshi.model.dossier import Dossier
    from xueshi.model.dossier_result import DossierResult
    from xueshi.model.explanation import Explanation
    from xueshi.model.plan_result import PlanResult
    from xueshi.model.result import Placement, Result
    from xueshi.read import case_from_mapping, dossier_from_mapping, read_case, read_cases, read_dossier
    from xueshi.receipt.replay import Replay
    from xueshi.report.explained.json import explanation_json
    from xueshi.report.json_view import dossier_json, result_json
    from xueshi.report.plan_view import plan_json

__all__ = [
    "InputError",
    "__version__",
    "allocate",
    "case_from_mapping",
    "check",
    "check_many",
    "dossier_from_mapping",
    "dossier_json",
    "eligibility",
    "explain_case",
    "explanation_json",
    "make_receipt",
    "optima",
    "plan_case",
    "plan_json",
    "read_case",
    "read_cases",
    "read_dossier",
    "replay",
    "result_json",
]

# Fetched when first asked for: what a command does not need must not cost it time.
_ELSEWHERE = {
    "InputError": "xueshi.errors",
    "case_from_mapping": "xueshi.read",
    "dossier_from_mapping": "xueshi.read",
    "dossier_json": "xueshi.report.json_view",
    "explanation_json": "xueshi.report.explained.json",
    "plan_json": "xueshi.report.plan_view",
    "read_case": "xueshi.read",
    "read_cases": "xueshi.read",
    "read_dossier": "xueshi.read",
    "result_json": "xueshi.report.json_view",
}


if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        home = _ELSEWHERE.get(name)
        if home is None:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        found = globals()[name] = getattr(import_module(home), name)
        return found


def __dir__() -> list[str]:
    return __all__


def check(
    case: Case | Mapping[str, Any],
    *,
    readings: Mapping[str, str] | None = None,
    strict: bool = False,
    regulation: str | None = None,
    time_limit: float | None = 10.0,
    lang: Lang = "en",
    asp_path: Iterable[Path] = (),
    all_readings: bool = False,
) -> Result:
    """Judge one person-year.

    Args:
        case: a case as read, or a mapping as in a case file.
        readings: answers to open questions of the text, by id; the others keep their defaults.
        strict: take unstated facts as absent.
        regulation: id of the regulation that judges; by default the one in force in the case's jurisdiction and year.
        time_limit: seconds for the choice; ``None`` for no limit.
        lang: language of titles and messages in the result.
        asp_path: further folders that hold one folder a jurisdiction.
        all_readings: also give the verdict under every reading that touches the case, each by its own optimum.

    Returns:
        The result, every amount in units of 1/9000 hour; :func:`result_json` gives hours.

    Raises:
        InputError: if the case or what was asked is at fault.
        xueshi.engine.judge.TimeLimitReached: if the optimum could not be proven in time.
    """
    return check_many(
        [case],
        readings=readings,
        strict=strict,
        regulation=regulation,
        time_limit=time_limit,
        lang=lang,
        asp_path=asp_path,
        all_readings=all_readings,
    )[0]


def check_many(
    cases: Iterable[Case | Mapping[str, Any]],
    *,
    readings: Mapping[str, str] | None = None,
    strict: bool = False,
    regulation: str | None = None,
    time_limit: float | None = 10.0,
    lang: Lang = "en",
    asp_path: Iterable[Path] = (),
    all_readings: bool = False,
) -> list[Result]:
    """Judge many person-years, up to two hundred in one grounding; each result is that of :func:`check` alone.

    Args, errors: as :func:`check`; ``time_limit`` is for each case.
    """
    from xueshi.engine.judge import Settings, judge

    roots = tuple(asp_path)
    settings = Settings(dict(readings or {}), strict, regulation, time_limit, lang, roots, all_readings=all_readings)
    return judge(_cases(cases, roots), settings)


def allocate(
    case: Case | Mapping[str, Any],
    *,
    readings: Mapping[str, str] | None = None,
    strict: bool = False,
    regulation: str | None = None,
    time_limit: float | None = 10.0,
    lang: Lang = "en",
    asp_path: Iterable[Path] = (),
) -> Result:
    """Judge one person-year and add to each placement what its alternatives would cost.  Arguments as :func:`check`."""
    from xueshi.engine.judge import Settings, judge

    roots = tuple(asp_path)
    settings = Settings(dict(readings or {}), strict, regulation, time_limit, lang, roots, alternatives=True)
    return judge(_cases([case], roots), settings)[0]


def optima(
    case: Case | Mapping[str, Any],
    *,
    limit: int = 100,
    readings: Mapping[str, str] | None = None,
    strict: bool = False,
    regulation: str | None = None,
    time_limit: float | None = 10.0,
    lang: Lang = "en",
    asp_path: Iterable[Path] = (),
) -> list[tuple[Placement, ...]]:
    """Return the optimal placements of a case's free records, at most ``limit``, the printed one first.

    Arguments as :func:`check`.
    """
    from xueshi.engine.judge import Settings
    from xueshi.engine.optima import optimal_placements

    roots = tuple(asp_path)
    settings = Settings(dict(readings or {}), strict, regulation, time_limit, lang, roots)
    return optimal_placements(_cases([case], roots)[0], settings, limit)


def eligibility(
    dossier: Dossier | Mapping[str, Any],
    *,
    readings: Mapping[str, str] | None = None,
    strict: bool = False,
    regulation: str | None = None,
    time_limit: float | None = 10.0,
    lang: Lang = "en",
    asp_path: Iterable[Path] = (),
) -> DossierResult:
    """Judge several years of one person: an application for a title, or the window of a certificate.

    Args:
        dossier: a dossier as read, or a mapping as in a dossier's file.
        strict: take unstated facts as absent and unknown years as failed.

    The other arguments are those of :func:`check`; they rule the years that are judged here, too.

    Returns:
        The parts of the question and the years; :func:`dossier_json` gives hours.

    Raises:
        InputError: if the dossier or what was asked is at fault.
        xueshi.engine.judge.TimeLimitReached: if the optimum of a year could not be proven in time.
    """
    from xueshi.engine.dossier import judge_dossier
    from xueshi.engine.judge import Settings
    from xueshi.model.dossier import Dossier
    from xueshi.read import dossier_from_mapping

    roots = tuple(asp_path)
    read = dossier if isinstance(dossier, Dossier) else dossier_from_mapping(dossier, "dossier", roots)
    return judge_dossier(read, Settings(dict(readings or {}), strict, regulation, time_limit, lang, roots))


def explain_case(
    case: Case | Mapping[str, Any],
    *,
    record: str | None = None,
    cap: str | None = None,
    verdict: bool = False,
    why_not: str | None = None,
    graph: bool = False,
    readings: Mapping[str, str] | None = None,
    strict: bool = False,
    regulation: str | None = None,
    time_limit: float | None = 10.0,
    lang: Lang = "en",
    asp_path: Iterable[Path] = (),
) -> Explanation:
    """Explain the result of one person-year: all of it, one record or leave, one cap, or the verdict.

    Args:
        case: as :func:`check` takes it.
        record: id of the record or leave to explain.
        cap: id of the cap to explain, as the result names it.
        verdict: explain the verdict; one that is not compliant with its least causes and its remedies.
        why_not: with ``record``: what was expected of it, ``credited``, a subject, or ``professional=40``.
        graph: also give the justification graph, down to facts, numbers, readings and assumptions.

    The other arguments are those of :func:`check`.

    Returns:
        Sentences as a tree, with clauses and places; :func:`explanation_json` gives plain data.

    Raises:
        InputError: as :func:`check`, and if there is no such record or cap.
        ValueError: if more than one thing is asked for.
    """
    from xueshi.engine.judge import Settings
    from xueshi.explain.explanation import Question, explain

    if (record is not None) + (cap is not None) + verdict > 1 or (why_not is not None and record is None):
        raise ValueError("one of record, cap and verdict may be asked for, and why_not of a record alone")
    roots = tuple(asp_path)
    settings = Settings(dict(readings or {}), strict, regulation, time_limit, lang, roots)
    (read,) = _cases([case], roots)
    if why_not is not None and record is not None:
        from xueshi.explain.why_not import why_not as explain_why_not

        return explain_why_not(read, settings, record, why_not, graph=graph)
    return explain(read, settings, Question(record, cap, verdict), graph=graph)


def plan_case(
    case: Case | Mapping[str, Any],
    catalogue: ActivityCatalogue | None = None,
    *,
    readings: Mapping[str, str] | None = None,
    strict: bool = False,
    regulation: str | None = None,
    time_limit: float | None = 10.0,
    lang: Lang = "en",
    asp_path: Iterable[Path] = (),
) -> PlanResult:
    """Return what is still to be done in a year: the least additional hours, or the cheapest plan over a catalogue.

    Args:
        catalogue: activities that can still be had, as ``xueshi.read.activities.read_activities`` reads them.
        time_limit: seconds for the whole.

    The other arguments are those of :func:`check`; :func:`plan_json` gives plain data.
    """
    from xueshi.engine.judge import Settings
    from xueshi.plan.planned import planned

    roots = tuple(asp_path)
    settings = Settings(dict(readings or {}), strict, regulation, time_limit, lang, roots)
    return planned(_cases([case], roots)[0], settings, catalogue)


def make_receipt(
    cases: Iterable[Case | Mapping[str, Any]],
    *,
    readings: Mapping[str, str] | None = None,
    strict: bool = False,
    regulation: str | None = None,
    time_limit: float | None = 10.0,
    lang: Lang = "en",
    asp_path: Iterable[Path] = (),
    all_readings: bool = False,
) -> str:
    """Judge person-years and return the receipt of the results: the text of a file for :func:`replay`.

    The same cases in the same order give the same text, however they were written.  Arguments, errors: as
    :func:`check_many`.

    Raises:
        ValueError: if there is no case.
    """
    from xueshi.engine.judge import Settings, judge
    from xueshi.receipt.make import make, receipt_text

    roots = tuple(asp_path)
    settings = Settings(dict(readings or {}), strict, regulation, time_limit, lang, roots, all_readings=all_readings)
    read = _cases(cases, roots)
    return receipt_text(make(read, judge(read, settings), settings))


def replay(receipt: str | bytes, *, time_limit: float | None = 10.0, asp_path: Iterable[Path] = ()) -> Replay:
    """Judge the cases of a receipt again and say what differs.

    Args:
        receipt: the text of a receipt's file.
        time_limit: seconds for the choice of one case; ``None`` for no limit.
        asp_path: further folders that hold one folder a jurisdiction; a receipt holds only their names.

    Returns:
        What became of the receipt; ``same`` tells whether it holds.

    Raises:
        InputError: if the text is no receipt, or one of another version.
        xueshi.engine.judge.TimeLimitReached: if the optimum of a case could not be proven in time.
    """
    from xueshi.receipt.reading import receipt_from_text
    from xueshi.receipt.replay import replay as derive_again

    return derive_again(receipt_from_text(receipt), roots=tuple(asp_path), time_limit=time_limit)


def _cases(cases: Iterable[Case | Mapping[str, Any]], roots: tuple[Path, ...]) -> list[Case]:
    from xueshi.model.case import Case
    from xueshi.read import case_from_mapping

    return [case if isinstance(case, Case) else case_from_mapping(case, "case", roots) for case in cases]
