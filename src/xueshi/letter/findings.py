"""The facts on which a record failed: which condition of the text, what the record states, what would have done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import cast

from xueshi.engine.judge import FLAGS
from xueshi.explain.derivation import Derivation
from xueshi.facts.person import FactWriter
from xueshi.law.letters import LetterWords
from xueshi.letter.content import Entry, Finding
from xueshi.letter.values import Values
from xueshi.model.case import Record, Stated
from xueshi.model.result import Reason
from xueshi.model.units import to_hours
from xueshi.solver.grounding import Grounding, Term

AMOUNT_MISSING = "amount_missing"
"""The reason that names what should have been stated: it is shown as such beside what was."""


@dataclass(frozen=True, slots=True)
class Failed:
    """A condition that the record fails: its form and what it is about, and the reason and clause that it gives.

    ``allowed``: field and value, any of which would meet it; ``documents``: any of which would; ``least``: units, or
    things counted.
    """

    form: str
    about: str
    reason: str
    clause: str
    allowed: tuple[tuple[str, str], ...] = ()
    documents: tuple[str, ...] = ()
    least: int | None = None


class Findings:
    """What the encoding derived of one record's conditions."""

    def __init__(self, derivation: Derivation, rank: int, said: LetterWords, values: Values) -> None:
        self._derivation, self._rank, self._said, self._values = derivation, rank, said, values
        self._content = derivation.person.contents[rank - 1]
        self.record: Record = derivation.person.records[rank - 1]
        routes = [str(row[1]) for row in self._rows("route", 2) if row[0] == self._content]
        self.route = routes[0] if routes else None
        self.refused = any(row[0] == self._content for row in self._rows("refusal", 4))
        """Whether a refusal of its own stands against the record; each of several alone suffices."""
        self.pooled = any(row[0] == self._content for row in self._rows("into_pool", 2))
        """Whether its hours may be split between subjects."""
        self.failed = tuple(self._failed())

    def of(self, reason: Reason) -> Finding | None:
        """Return the fact behind a reason, ``None`` where it names none that a record states."""
        conditions = self.conditions(reason)
        if conditions:
            return self._of_condition(conditions[0])
        if reason.fact is None:
            keys = self._said.looks_at(reason.code)
            found = tuple(entry for entry in self._values.found(self.record, keys) if entry.value is not None)
            return Finding(found) if found else None
        if reason.fact == "kind":
            return self._of_outside()
        missing = reason.code == AMOUNT_MISSING
        found = self._values.found(self.record, self._said.looks_at(reason.fact), always=missing)
        rows = [str(row[2]) for row in self._rows("table", 5) if row[:2] == (self.route, reason.fact)]
        wanted = [self._values.wanted(self.record, reason.fact, row) for row in rows]
        return Finding(found, tuple(dict.fromkeys(wanted))) if found else None

    def _of_outside(self) -> Finding | None:
        keys, _, allowed = self.outside
        found = self._values.found(self.record, keys)
        wanted = [self._values.wanted(self.record, key, value) for key, value in allowed]
        return Finding(found, tuple(wanted)) if found else None

    def conditions(self, reason: Reason) -> list[Failed]:
        """Return the failed conditions that gave a reason."""
        key = (reason.code, reason.clause, reason.fact)
        return [one for one in self.failed if (one.reason, one.clause, one.about) == key]

    def remarks(self) -> frozenset[str]:
        """Return the codes by which the encoding explains the record's amount, and which cost nothing."""
        return frozenset(str(row[1]) for row in self._rows("remark", 3) if row[0] == self._content)

    def clause(self) -> str:
        """Return the clause of the record's route, empty where no clause covers it."""
        return next((str(row[1]) for row in self._rows("clause", 2) if row[0] == self.route), "")

    @cached_property
    def outside(self) -> tuple[tuple[str, ...], str, tuple[tuple[str, str], ...]]:
        """Return, of a record that no clause covers, the fields each of which alone puts it there, and the clause.

        Without such a field the clause would cover the record; third, the values that the clause allows there, by
        field.  All are empty where records of its kind are not covered at all.
        """
        if self.route is not None:
            return (), "", ()
        keys = [key for key in self._values.own(self.record) if key in self.record.stated]
        shorter = [without(self.record, key) for key in keys]
        grounding, contents = self._tried(shorter)
        empty = {row[0] for row in grounding.rows("gives_none", 1)}
        routes = {row[0]: row[1] for row in grounding.rows("route", 2) if row[1] not in empty}
        clauses = {row[0]: str(row[1]) for row in grounding.rows("clause", 2)}
        found = {key: routes[content] for key, content in zip(keys, contents, strict=True) if content in routes}
        rows = [(row[1], row[2]) for row in grounding.rows("allows", 3) if found.get(str(row[1])) == row[0]]
        allowed = tuple(dict.fromkeys((str(key), str(value)) for key, value in rows))
        return tuple(found), next((clauses.get(route, "") for route in found.values()), ""), allowed

    def _of_condition(self, condition: Failed) -> Finding:
        values, record = self._values, self.record
        if condition.form == "paper" or (condition.documents and not condition.allowed):
            # Beside the documents a condition of the encoding's own may look at fields.
            keys = self._said.looks_at(condition.about) if condition.form == "own" else ()
            found = values.found(record, keys)
            return Finding(
                found,
                papers=True,
                papers_found=values.papers(record),
                papers_wanted=values.papers_wanted(condition.documents),
            )
        keys = tuple(dict.fromkeys(key for key, _ in condition.allowed)) or self._said.looks_at(condition.about)
        field = values.field(record, condition.about)
        least = ""
        if condition.least is not None:
            hours = field is not None and field.type == "hours"
            least = f"{to_hours(condition.least):f}" if hours else str(condition.least)
        wanted = () if condition.form == "yes" else condition.allowed
        # Any of several fields could have met the condition: each is shown, stated or not.
        found = self._each(keys) if condition.allowed else values.found(record, keys)
        return Finding(
            found,
            tuple(dict.fromkeys(values.wanted(record, key, code) for key, code in wanted)),
            least,
        )

    def _each(self, keys: tuple[str, ...]) -> tuple[Entry, ...]:
        """Return what is found in every key, stated or not."""
        return tuple(found for key in keys for found in self._values.found(self.record, (key,)))

    def _failed(self) -> Iterator[Failed]:
        failed = {row[1] for name in ("failed", "missing") for row in self._rows(name, 2) if row[0] == self._content}
        rows = [row for row in self._rows("condition", 4) if row[0] == self._content and row[1] in failed]
        for _, what, reason, clause in sorted(rows, key=str):
            form, about = (str(part) for part in cast("tuple[Term, ...]", what)[:2])
            made = Failed(form, about, str(reason), str(clause))
            if form == "yes":
                made = replace(made, allowed=((about, "yes"),))
            elif form == "one_of":
                made = replace(made, allowed=self._pairs("allows", about))
            elif form == "any_way":
                made = replace(made, allowed=self._pairs("way", about))
            elif form == "paper":
                served = tuple(str(row[1]) for row in self._rows("serves", 2) if row[0] == about)
                made = replace(made, documents=tuple(dict.fromkeys(served)) or (about,))
            elif form == "at_least":
                least = [cast("int", row[1]) for row in self._rows("threshold", 2) if row[0] == about]
                made = replace(made, least=max(least, default=None))
            elif form == "own":
                made = replace(made, documents=self._meeting(about))
            yield made

    def _pairs(self, name: str, about: str) -> tuple[tuple[str, str], ...]:
        if name == "way":
            rows = [(row[2], row[3]) for row in self._rows("way", 4) if row[:2] == (self.route, about)]
        else:
            rows = [(row[1], row[2]) for row in self._rows("allows", 3) if row[:2] == (self.route, about)]
        return tuple(dict.fromkeys((str(key), str(value)) for key, value in rows))

    def _meeting(self, about: str) -> tuple[str, ...]:
        """Return the documents each of which alone would meet a condition of the encoding's own."""
        codes = self._values.document_codes()
        grounding, contents = self._tried([with_papers(self.record, (code,)) for code in codes])
        met = {row[0] for row in grounding.rows("met", 2) if row[1] == ("own", about)}
        return tuple(code for code, content in zip(codes, contents, strict=True) if content in met)

    def _tried(self, records: Iterable[Record]) -> tuple[Grounding, list[int]]:
        """Return what would be derived of each of ``records`` in this one's place, and their contents."""
        case, law, settings = self._derivation.case, self._derivation.law, self._derivation.settings
        writer = FactWriter(law, settings.readings, settings.strict, settings.roots)
        persons = [writer.add(replace(case, records=(record,), leave=())) for record in records]
        grounding = Grounding([law.file], flags=FLAGS)
        grounding.ground(writer.text())
        return grounding, [person.contents[0] for person in persons]

    def _rows(self, name: str, arity: int) -> Iterator[tuple[Term, ...]]:
        return self._derivation.grounding.rows(name, arity)


def with_papers(record: Record, codes: tuple[str, ...]) -> Record:
    """Return ``record`` with these documents at hand too."""
    there = cast("tuple[str, ...]", record.stated.get("evidence", ()))
    return replace(record, stated=Stated({**record.stated, "evidence": tuple(dict.fromkeys((*there, *codes)))}))


def without(record: Record, key: str) -> Record:
    """Return ``record`` without what it states in ``key``."""
    return replace(record, stated=Stated({one: value for one, value in record.stated.items() if one != key}))
