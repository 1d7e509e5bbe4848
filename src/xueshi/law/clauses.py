"""The clauses of a text: their numbers in its order, and what each says in our own words.

They stand in ``<id>.toml`` beside the encoding::

    [clauses]
    "一" = {zh = "…", en = "…"}
    "二(一)" = {zh = "…", en = "…", not_encoded = true}

``not_encoded`` is said of a clause that no rule of the encoding names, because it decides no hours.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from xueshi.kept import read_table
from xueshi.law.letters import letter_words
from xueshi.law.regulation import LawError, Regulation
from xueshi.messages import LANGS


class Clause(NamedTuple):
    """One clause of a text."""

    id: str
    says: Mapping[str, str]
    """In our own words, by language; empty where nothing is written."""
    encoded: bool = True
    """Whether a rule is to name it."""


def clauses(law: Regulation) -> tuple[Clause, ...]:
    """Return the clauses of ``law`` in the order in which they are listed; none where the file lists none.

    Where the list does not say what a clause says, the letters' words for it stand.

    Raises:
        LawError: if the list is at fault; the message names the file.
    """
    words = letter_words(law)
    spoken: dict[str, Mapping[str, str]] = {
        clause: {str(lang): words.clause(clause, lang).says for lang in LANGS} for clause in words.clauses
    }
    return tuple(
        clause if any(clause.says.values()) else clause._replace(says=spoken.get(clause.id, clause.says))
        for clause in _listed(law.file.with_suffix(".toml"))
    ) or tuple(Clause(clause, says) for clause, says in spoken.items())


@cache
def _listed(metadata: Path) -> tuple[Clause, ...]:
    try:
        table = read_table(metadata).get("clauses", {})
        return tuple(
            Clause(
                str(clause),
                {str(lang): str(entry.get(lang, "")) for lang in LANGS},
                not entry.get("not_encoded", False),
            )
            for clause, entry in table.items()
        )
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise LawError(f"{metadata}: clauses: {error}") from None
