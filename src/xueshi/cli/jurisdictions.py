"""Which regulation the command line means where no case names it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from xueshi.errors import Bare, InputError, Phrase, Problem
from xueshi.law.choose import named_regulation
from xueshi.law.regulation import Regulation, regulations
from xueshi.model.kinds import jurisdictions


def in_force(
    jurisdiction: str, year: int | None, roots: tuple[Path, ...] = (), *, option: str
) -> tuple[Regulation, int]:
    """Return what judges ``year`` in a jurisdiction; without a year the latest regulation and its first year.

    Args:
        jurisdiction: its code, or one of its names.
        option: what the command line calls the year.

    Raises:
        InputError: naming what is known, if the jurisdiction is not or nothing is in force.
    """
    local = regulations_of(jurisdiction, roots)
    if year is None:
        return local[-1], local[-1].first_day.year
    for law in reversed(local):
        if law.governs(year):
            return law, year
    raise _unknown(option, "years", Bare(str(year)), (f"{law.id} ({law.years()})" for law in local))


def of_regulation(jurisdiction: str, wanted: str, roots: tuple[Path, ...] = ()) -> Regulation:
    """Return the regulation ``wanted``, one of the jurisdiction's.

    Raises:
        InputError: naming what is known.
    """
    law = named_regulation(wanted, roots)
    local = regulations_of(jurisdiction, roots)
    if law not in local:
        raise _unknown("--regulation", "regulations", wanted, (law.id for law in local))
    return law


def regulations_of(jurisdiction: str, roots: tuple[Path, ...] = ()) -> list[Regulation]:
    """Return the regulations of a jurisdiction by their first day, at least one.

    Raises:
        InputError: naming what is known, if there is none.
    """
    terms = jurisdictions(roots)
    english = {term.en.lower(): code for code, term in terms.items()}
    code = terms.names.get(jurisdiction) or english.get(jurisdiction.lower()) or jurisdiction
    known = regulations(roots)
    local = [law for law in known if law.jurisdiction == code]
    if not local:
        raise _unknown("JURISDICTION", "jurisdictions", jurisdiction, dict.fromkeys(law.jurisdiction for law in known))
    return local


def _unknown(option: str, allowed: str, found: str, known: Iterable[str]) -> InputError:
    listed = Phrase(allowed, {"known": Bare(", ".join(known))}, section="law")
    return InputError([Problem(option, f"unknown_{allowed}", Phrase("shown", {"value": found}), listed)])
