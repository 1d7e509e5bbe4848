"""What causes and remedies share in words: records, values of fields, amounts, clauses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import cast

from xueshi.law.regulation import Regulation
from xueshi.law.words import Words, words
from xueshi.messages import Lang, section
from xueshi.model.case import Case
from xueshi.model.kinds import Catalogue, Field, Term, catalogue
from xueshi.model.result import Amounts
from xueshi.model.units import to_hours


class Phrases:
    """The words of one language for one case under one regulation."""

    def __init__(self, case: Case, law: Regulation, lang: Lang) -> None:
        self._case, self._law, self.lang = case, law, lang
        self.words: Words = words(law.file.parent)
        self._kinds: Catalogue = catalogue(case.jurisdiction, (law.file.parent.parent,))
        self._records = {record.id: record for record in case.records}

    def say(self, key: str, **params: object) -> str:
        """Return template ``key`` filled."""
        return section(self.lang, "cause")[key].format(**params)

    def has(self, key: str) -> bool:
        """Tell whether there is such a template."""
        return key in section(self.lang, "cause")

    def owner(self, of: str | None, owner: str) -> str:
        """Return a record or leave as a sentence names it."""
        return self.say(f"head.{of or 'record'}", id=owner)

    def owners(self, ids: Iterable[str]) -> str:
        """Return several records as a sentence names them."""
        listed = list(ids)
        if len(listed) == 1:
            return self.owner("record", listed[0])
        return self.say("head.records", ids=self.listed(listed))

    def owned(self, of: str, owner: str, text: str) -> str:
        """Return what is said of a record or leave, with its name before it."""
        return self.say("head.owned", owner=self.owner(of, owner), text=text)

    def listed(self, parts: Iterable[str]) -> str:
        """Return parts as a list."""
        return self.say("head.and").join(parts)

    def either(self, parts: Iterable[str]) -> str:
        """Return parts of which one will do."""
        return self.say("head.or").join(dict.fromkeys(parts))

    def cited(self, text: str, clause: str) -> str:
        """Return a sentence with its clause, where it has one."""
        return self.say("head.with_clause", text=text, clause=clause) if clause else text

    def amount(self, units: int) -> str:
        """Return hours, or points."""
        return self.say(f"unit.{self._law.unit}", amount=f"{to_hours(units):f}")

    def amounts(self, amounts: Amounts, *, total: bool = False) -> str:
        """Return amounts that are not zero as a list.

        Args:
            total: list the total too; otherwise only where it says more than its parts.
        """
        parts = sum(units for subject, units in amounts.items() if subject != "total")
        return self.listed(
            self.say("effect.amount", subject=self.subject(subject), amount=self.amount(units))
            for subject, units in amounts.items()
            if units and (subject != "total" or total or units > parts)
        )

    def subject(self, subject: str) -> str:
        """Return what a subject is called."""
        return self.words.say("subject", subject, self.lang)

    def field(self, key: str) -> str:
        """Return what a field or another fact is called."""
        return self.words.fact(key, self.lang)

    def label(self, of: str | None, owner: str | None, key: str) -> str:
        """Return what a record's or leave's own field is called; what the law calls it, where it is none."""
        field = self._kinds.leave.fields.get(key) if of == "leave" else self.declared(owner or "", key)
        return self.field(key) if field is None else self._label(field.term)

    def papers(self, key: str) -> str:
        """Return what documents are called that a condition asks for, or a single document."""
        if self.words.has("fact", key) or key not in self._kinds.choices("document"):
            return self.words.fact(key, self.lang)
        return self.document(key)

    def document(self, code: str) -> str:
        """Return what a document is called."""
        terms = self._kinds.choices("document")
        return self._label(terms[code]) if code in terms else code

    def value(self, of: str | None, owner: str | None, key: str, value: object) -> str:
        """Return a value of a field of a record, of a leave or of the case."""
        if isinstance(value, bool):
            return self.say(f"value.{'yes' if value else 'no'}")
        if isinstance(value, date):
            return self.say("value.date", year=value.year, month=value.month, day=value.day)
        if isinstance(value, Decimal):
            return f"{value.normalize():f}"
        if isinstance(value, tuple):
            items = cast("tuple[object, ...]", value)
            if key == "evidence":
                return self.listed(self.document(str(item)) for item in items) or self.say("value.none")
            return self.listed(self.value(of, owner, key, item) for item in items)
        return self._term(of, owner, key, str(value))

    def _term(self, of: str | None, owner: str | None, key: str, value: str) -> str:
        for terms in self._terms(of, owner, key):
            for code, term in terms.items():
                if code.lower() == value.lower():
                    return self._label(term)
        return value

    def _terms(self, of: str | None, owner: str | None, key: str) -> Iterable[Mapping[str, Term]]:
        if of == "leave" and key == "kind":
            yield self._kinds.choices("leave")
        elif of == "record" and owner in self._records:
            declared = self.declared(owner, key)
            if declared is not None and declared.choices is not None:
                yield declared.choices
        elif key == "sector":
            yield self._kinds.choices("sector")

    def declared(self, owner: str, key: str) -> Field | None:
        """Return how a record's field is declared, ``None`` where its kind has none of that name."""
        record = self._records.get(owner)
        return None if record is None else self._kinds.kind(record.kind).fields.get(key)

    def knows(self, of: str | None, owner: str | None, key: str) -> bool:
        """Tell whether ``key`` is a field of the record or leave."""
        if of == "leave":
            return key in self._kinds.leave.fields
        return owner is not None and self.declared(owner, key) is not None

    def _label(self, term: Term) -> str:
        return term.zh if self.lang == "zh" else term.en


__all__ = ["Phrases"]
