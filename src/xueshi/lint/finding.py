"""A finding as data; the words come from the catalogue ``lint``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from xueshi.lint.codes import Severity, codes
from xueshi.messages import Lang, section
from xueshi.solver.rules import Place


class Finding(NamedTuple):
    """One thing that was found."""

    code: str
    place: Place
    """Columns in bytes, as clingo counts them."""
    about: str = ""
    """What it is about: a predicate, a clause, a cap ...; a suppression may name it."""
    params: Mapping[str, str] = {}
    form: str = ""
    """Which of the code's sentences says it, where it has several."""
    near: str = ""
    """The nearest name that is known."""
    detail: str = ""
    """Clingo's own words."""
    others: tuple[Place, ...] = ()
    """Other places that belong to it."""

    def __hash__(self) -> int:
        return hash((self.code, self.place, self.about, self.form))

    @property
    def severity(self) -> Severity:
        """Return how much it matters."""
        return codes()[self.code].severity

    def says(self, lang: Lang) -> str:
        """Return the message."""
        words = section(lang, "lint")
        template = words[f"{self.code}.{self.form}" if self.form else f"{self.code}.said"]
        params = {
            key: words.get(value, value) if value.startswith("unit.") else value for key, value in self.params.items()
        }
        said = template.format_map({**params, "about": self.about})
        return words["near"].format(said=said, near=self.near) if self.near else said


def order(finding: Finding) -> tuple[str, int, int, str, str, str]:
    """Return by what findings are ordered."""
    place = finding.place
    return str(place.file), place.line, place.column, finding.code, finding.form, finding.about


def spot(file: Path, line: int = 1, column: int = 1, last_column: int | None = None) -> Place:
    """Return a place within one line."""
    return Place(file, line, column, line, column if last_column is None else last_column)
