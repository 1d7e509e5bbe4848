"""The one regulation that a command of the workbench is about."""

from __future__ import annotations

from pathlib import Path

from xueshi.errors import Bare, InputError, Phrase, Problem
from xueshi.law.choose import chosen_regulations
from xueshi.law.regulation import Regulation


def one_regulation(name: str, year: int | None, roots: tuple[Path, ...] = ()) -> tuple[Regulation, int]:
    """Return the regulation that ``name`` means, and the year that is judged: its first where none is named.

    Args:
        name: its id, or a jurisdiction that has one regulation, or one that governs ``year``.

    Raises:
        InputError: naming those that there are, if there is none or there are several, or none governs the year.
    """
    known = chosen_regulations([name], roots)
    found = [law for law in known if law.id == name] or [law for law in known if year is None or law.governs(year)]
    if not found:
        listed = Bare(", ".join(f"{law.id} ({law.years()})" for law in known))
        raise InputError(
            [Problem("--year", "unknown_years", Phrase("shown", {"value": Bare(str(year))}), _years(listed))]
        )
    if len(found) > 1:
        listed = Bare(", ".join(law.id for law in found))
        several = Phrase("regulations", {"known": listed}, section="law")
        raise InputError([Problem("NAME", "several_regulations", Phrase("shown", {"value": name}), several)])
    law = found[0]
    return law, law.first_day.year if year is None else year


def _years(listed: Bare) -> Phrase:
    return Phrase("years", {"known": listed}, section="law")
