"""Records on which two encodings differ, found by the solver: every record of the domain is looked at.

What one record gives by itself is derived without regard to the person (stage A), so two encodings can be laid over one
guessed record, and the solver asked for the record that says least and is yet treated differently.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import cast

from xueshi.engine.judge import CONTENT_ATOMS
from xueshi.facts.person import PREDICATES
from xueshi.facts.record import record_facts
from xueshi.law.regulation import Regulation
from xueshi.law.vocabulary import vocabulary
from xueshi.model.case import Case, Record
from xueshi.model.kinds import Catalogue, catalogue
from xueshi.search.accepted import is_accepted
from xueshi.search.options import Domain, KindOptions, domain
from xueshi.solver.sources import source_files
from xueshi.solver.syntax import statements
from xueshi.solver.twins import DIFFERENT, Model, Search, base_rules, differences

LATER = frozenset({"person.lp", "choice.lp", "totals.lp", "dossier.lp"})
"""Files of the core that say what follows for a person; a record by itself is what the others say."""

_GUESS = Path(__file__).with_name("guess.lp")

Interface = frozenset[tuple[str, int]]
"""Predicates by name and arity."""


@dataclass(frozen=True)
class Found:
    """A record, with what it is judged under.

    Attributes:
        differs: predicates of which the two encodings derive different atoms, as ``amount/3``.
    """

    record: Record
    readings: Mapping[str, str]
    strict: bool
    differs: tuple[str, ...]


@cache
def interface(file: Path, folder: Path) -> Interface:
    """Return the predicates about a record alone that anything beyond that record asks for."""
    known = vocabulary(folder)

    def about_record(name: str, arity: int) -> bool:
        declared = known.get((name, arity))
        return declared is not None and bool(declared.arguments) and declared.arguments[0].sort == "content"

    found = {(name, arity) for name, arity in CONTENT_ATOMS}
    for part in sorted(source_files(file)):
        for statement in statements(part):
            heads = [use for use in statement.uses if use.place == "head"]
            if part.name not in LATER and any(about_record(use.name, use.arity) for use in heads):
                continue
            for use in statement.uses:
                if use.place == "body" and about_record(use.name, use.arity):
                    found.add((use.name, use.arity))
    shown = {("record_assumption", 4), ("record_warning", 3), ("remark", 3)}
    inputs = {key for key, declared in known.items() if declared.role == "input"}
    return frozenset((found | shown) - inputs)


class Contents:
    """Records of one year on which two encodings of one regulation differ.

    Args:
        law: the regulation, with the first encoding.
        other: the second one.
        most_seconds: time for the whole search.
        readings: also guess readings and strictness.
    """

    def __init__(
        self,
        law: Regulation,
        other: Path,
        year: int,
        *,
        roots: tuple[Path, ...] = (),
        most_seconds: float | None = 60.0,
        first: Path | None = None,
    ) -> None:
        self._domain, self._roots = domain(law, year, roots), roots
        shared = _inputs(law)
        compared = interface(first or law.file, law.file.parent)
        text = "\n".join(
            (
                base_rules(first or law.file, without=LATER),
                base_rules(other, without=LATER, second_name_of=shared),
                _options(self._domain, roots),
                _GUESS.read_text(encoding="utf-8"),
                differences(compared),
                f":- not {DIFFERENT}(_,_).",
            )
        )
        self._search = Search(text, seconds=most_seconds)

    def find(self, most: int = 20) -> Iterator[Found]:
        """Yield records, the one that says least first; the next differs in other predicates or is of another kind.

        Raises:
            TimeoutError: if the time ended before it was known whether there is another one.
        """
        for _ in range(most):
            model = self._search.best()
            if model is None:
                return
            found, kind = self._found(model)
            if not is_accepted(self._case(found.record), self._roots):
                taken = ", ".join(f"takes({row[1]},{row[2]},{row[3]})" for row in model.shown if row[0] == "takes")
                self._search.refuse(f":- {taken}.")
                continue
            yield found
            alike = ", ".join(f"{DIFFERENT}({name},{arity})" for name, arity in _differing(model))
            others = ", ".join(
                f"not {DIFFERENT}({name},{arity})"
                for name, arity in sorted(interface(self._domain.law.file, self._domain.law.file.parent))
                if (name, arity) not in set(_differing(model))
            )
            self._search.refuse(f":- guessed_kind({kind}), {alike}{', ' if others else ''}{others}.")

    def _case(self, record: Record) -> Case:
        return Case("generated", self._domain.law.jurisdiction, self._domain.year, (record,))

    def _found(self, model: Model) -> tuple[Found, str]:
        takes = {str(row[2]): cast("int", row[3]) for row in model.shown if row[0] == "takes"}
        (kind,) = (str(row[1]) for row in model.shown if row[0] == "guessed_kind")
        options = _kind(self._domain, kind)
        readings = {str(row[2]): str(row[3]) for row in model.shown if row[0] == "chosen"}
        strict = any(row[0] == "strict" for row in model.shown)
        differs = tuple(f"{name}/{arity}" for name, arity in _differing(model))
        return Found(options.record("r1", takes), readings, strict, differs), kind


def _differing(model: Model) -> list[tuple[str, int]]:
    return [(str(row[1]), cast("int", row[2])) for row in model.shown if row[0] == DIFFERENT]


def _kind(records: Domain, code: str) -> KindOptions:
    return next(kind for kind in records.kinds if kind.kind == code)


def _inputs(law: Regulation) -> frozenset[str]:
    known = vocabulary(law.file.parent)
    return frozenset(name for (name, _), declared in known.items() if declared.role == "input")


@cache
def _options(records: Domain, roots: tuple[Path, ...]) -> str:
    """Return the options of every kind as rules from the option taken to the facts that it writes."""
    law = records.law
    declared = catalogue(law.jurisdiction, (*roots, law.file.parent.parent))
    lines = [f"year(1,{records.year})."]
    for number, kind in enumerate(records.kinds):
        lines.append(f"kind_number({kind.kind},{number}).")
        nothing = set(_facts(kind.record("r", {}), records, declared))
        for aspect in kind.aspects:
            for index in range(len(aspect.options)):
                lines.append(f"kind_option({kind.kind},{aspect.key},{index}).")
                taken = set(_facts(kind.record("r", {aspect.key: index}), records, declared)) - nothing
                here = f"takes({kind.kind},{aspect.key},{index})"
                lines += [
                    f"{PREDICATES.get(name, name)}(1{',' if rest else ''}{rest}) :- {here}."
                    for name, rest in sorted(taken)
                ]
    return "\n".join(lines)


def _facts(record: Record, records: Domain, declared: Catalogue) -> tuple[tuple[str, str], ...]:
    law = records.law
    by_the_day = law.daily_reading is not None
    return record_facts(record, records.year, law, declared, by_the_day=by_the_day)
