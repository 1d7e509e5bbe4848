"""Statements that no case can reach, each with the reason: ``[[beyond_cases]]`` in the metadata beside an encoding.

An entry holds ``statement``, as clingo writes it or as it stands in the encoding, and the reason in ``zh`` and ``en``.
"""

from __future__ import annotations

from collections.abc import Mapping

from xueshi.kept import read_table
from xueshi.law.regulation import LawError, Regulation
from xueshi.messages import LANGS
from xueshi.solver.measured import Measured

KEY = "beyond_cases"


def declared_beyond(law: Regulation, program: Measured) -> Mapping[str, Mapping[str, str]]:
    """Return the reasons by the statements that they are about, in the order of the file.

    Raises:
        LawError: if an entry is at fault; the message names the file.
    """
    file = law.file.with_suffix(".toml")
    by_letters = {_letters(one.text): one.text for one in program.statements if one.own}
    found: dict[str, Mapping[str, str]] = {}
    try:
        for entry in read_table(file).get(KEY, ()):
            statement = str(entry["statement"])
            found[by_letters.get(_letters(statement), statement)] = {str(lang): str(entry[lang]) for lang in LANGS}
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise LawError(f"{file}: {KEY}: {error}") from None
    return found


def _letters(text: str) -> str:
    """Return a statement without what may be written in several ways: blanks, and the marks between literals."""
    return "".join(text.split()).replace(";", ",").replace("(", "").replace(")", "").rstrip(".")
