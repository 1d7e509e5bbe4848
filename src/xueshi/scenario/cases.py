"""The single judgements that scenario files stand for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from xueshi.model.case import Case
from xueshi.model.dossier import Dossier
from xueshi.read import case_from_mapping, dossier_from_mapping
from xueshi.scenario.model import DossierExpect, Expect

CASE_NAME = "case"
"""What messages call the case of a scenario."""


@dataclass(frozen=True)
class Judged:
    """What every judgement has, of one year or of several.

    Attributes:
        file: the scenario file, as it was named.
        line: where the scenario, or its row, stands in the file.
        regulation: id of the regulation, or of the question over several years.
        clause: as the file has it.
        name: unique in the file.
        readings: answers other than the defaults.
        strict: whether an unstated fact counts as absent.
    """

    file: Path
    line: int
    regulation: str
    clause: str
    name: str
    readings: Mapping[str, str]
    strict: bool

    @property
    def clauses(self) -> tuple[str, ...]:
        """The clauses one by one."""
        return tuple(part.strip() for part in self.clause.replace("，", ",").split(",") if part.strip())

    @property
    def place(self) -> str:
        """File and line, as editors take them."""
        return f"{self.file.as_posix()}:{self.line}"


@dataclass(frozen=True)
class Scenario(Judged):
    """A case, how it is judged, and what is expected."""

    case: Mapping[str, object] = field(repr=False)
    """As a case file would hold it."""
    expect: Expect = field(repr=False)

    @property
    def given(self) -> Mapping[str, object]:
        """What is judged."""
        return self.case


@dataclass(frozen=True)
class DossierScenario(Judged):
    """Several years of one person, how they are judged, and what is expected."""

    dossier: Mapping[str, object] = field(repr=False)
    expect: DossierExpect = field(repr=False)

    @property
    def given(self) -> Mapping[str, object]:
        """What is judged."""
        return self.dossier


AnyScenario = Scenario | DossierScenario


def case_of(scenario: Scenario, roots: tuple[Path, ...] = ()) -> Case:
    """Return the case that ``scenario`` judges.

    Raises:
        InputError: if the case is at fault, which a scenario may expect.
    """
    return case_from_mapping(scenario.case, CASE_NAME, roots)


def dossier_of(scenario: DossierScenario, roots: tuple[Path, ...] = ()) -> Dossier:
    """Return the dossier that ``scenario`` judges.

    Raises:
        InputError: if it is at fault, which a scenario may expect.
    """
    return dossier_from_mapping(scenario.dossier, "dossier", roots)
