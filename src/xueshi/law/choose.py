"""Which regulation judges a case, and which readings were asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from xueshi.errors import Bare, InputError, Phrase, Problem
from xueshi.law.regulation import Regulation, regulations
from xueshi.model.case import Case


def regulation_for(case: Case, wanted: str | None = None, roots: tuple[Path, ...] = ()) -> Regulation:
    """Return what is in force in the case's jurisdiction on 31 December of its year, or the regulation ``wanted``.

    Raises:
        InputError: if nothing is in force (the message names the years that are), or ``wanted`` is not known.
    """
    known = regulations(roots)
    if wanted is not None:
        return named_regulation(wanted, roots)
    local = [regulation for regulation in known if regulation.jurisdiction == case.jurisdiction]
    for regulation in reversed(local):
        if regulation.governs(case.year):
            return regulation
    if not local:
        raise _fault(
            case.name, "jurisdiction", case.jurisdiction, "jurisdictions", dict.fromkeys(r.jurisdiction for r in known)
        )
    raise _fault(case.name, "year", case.year, "years", (f"{r.id} ({r.years()})" for r in local))


def named_regulation(wanted: str, roots: tuple[Path, ...] = ()) -> Regulation:
    """Return the regulation with the id ``wanted``.

    Raises:
        InputError: if there is none; the message lists those that there are.
    """
    known = regulations(roots)
    for regulation in known:
        if regulation.id == wanted:
            return regulation
    raise _fault("--regulation", None, wanted, "regulations", (regulation.id for regulation in known))


def chosen_regulations(names: Iterable[str], roots: tuple[Path, ...] = ()) -> tuple[Regulation, ...]:
    """Return the regulations that ``names`` mean, each an id or a jurisdiction (which means all of its regulations).

    Args:
        names: in any order, repeated or not; none at all means every regulation.
        roots: further folders of jurisdictions.

    Returns:
        Each regulation once, by jurisdiction and first day.

    Raises:
        InputError: naming each name that is neither, and what there is.
    """
    known = regulations(roots)
    wanted = tuple(names)
    ids = {r.id for r in known} | {r.jurisdiction for r in known}
    problems = [
        problem
        for name in dict.fromkeys(wanted)
        if name not in ids
        for problem in _fault("NAME", None, name, "regulations", sorted(ids)).problems
    ]
    if problems:
        raise InputError(problems)
    return tuple(r for r in known if not wanted or r.id in wanted or r.jurisdiction in wanted)


def check_readings(law: Regulation, chosen: Mapping[str, str], answers: Mapping[str, Iterable[str]]) -> None:
    """Make sure that each chosen reading is one of the encoding's, with one of its answers.

    Raises:
        InputError: naming what is not known and listing what is.
    """
    problems: list[Problem] = []
    for reading, answer in chosen.items():
        if reading not in answers:
            listed = _listed(answers) if answers else "-"
            allowed = Phrase("readings", {"regulation": Bare(law.id), "known": Bare(listed)}, section="law")
            problems.append(Problem("--reading", "unknown_reading", Phrase("shown", {"value": reading}), allowed))
        elif answer not in answers[reading]:
            allowed = Phrase(
                "answers", {"reading": Bare(reading), "known": Bare(_listed(answers[reading]))}, section="law"
            )
            problems.append(
                Problem("--reading", "unknown_answer", Phrase("shown", {"value": answer}), allowed, field=reading)
            )
    if problems:
        raise InputError(problems)


def _fault(file: str, field: str | None, found: object, allowed: str, known: Iterable[str]) -> InputError:
    listed = {"known": Bare(_listed(known))}
    shown = Phrase("shown", {"value": Bare(str(found)) if isinstance(found, int) else str(found)})
    return InputError([Problem(file, f"unknown_{allowed}", shown, Phrase(allowed, listed, section="law"), field=field)])


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names)
