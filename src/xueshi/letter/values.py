"""What a record states, in words: labels of fields, and their values as people write them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import cast

from xueshi.letter.content import Entry
from xueshi.messages import Lang, text
from xueshi.model.case import Record
from xueshi.model.kinds import Catalogue, Field, Term

_PARTICULARS = frozenset({"title", "date", "evidence", "work_id"})
"""Fields that a letter shows in places of their own."""


class Values:
    """The words of one language for the fields of one jurisdiction's records."""

    def __init__(self, declared: Catalogue, lang: Lang) -> None:
        self._declared, self._lang = declared, lang

    def label(self, term: Term) -> str:
        """Return a declared term in words."""
        return term.zh if self._lang == "zh" else term.en

    def kind(self, record: Record) -> str:
        """Return what the record's kind is called."""
        return self.label(self._declared.kinds[record.kind])

    def document(self, code: str) -> str:
        """Return what a document is called."""
        terms = self._declared.choices("document")
        return self.label(terms[code]) if code in terms else code

    def document_codes(self) -> tuple[str, ...]:
        """Return the codes of all documents."""
        return tuple(self._declared.choices("document"))

    def documents(self, codes: Iterable[str]) -> tuple[str, ...]:
        """Return what documents are called, in the order in which they are declared."""
        order = {code: place for place, code in enumerate(self._declared.choices("document"))}
        return tuple(map(self.document, sorted(set(codes), key=lambda code: (order.get(code, len(order)), code))))

    def papers_wanted(self, codes: Iterable[str]) -> tuple[str, ...]:
        """Return what documents are called that will do, with their other names where these are really others."""
        terms = self._declared.choices("document")
        return tuple(
            f"{name}{self._others(terms, name)}" if self._lang == "zh" else name for name in self.documents(codes)
        )

    def _others(self, terms: Mapping[str, Term], name: str) -> str:
        aliases = next((term.aliases for term in terms.values() if term.zh == name), ())
        others = [alias for alias in aliases if alias not in name and name not in alias]
        return self._say("others", names=self._say("comma").join(others)) if others else ""

    def papers(self, record: Record) -> tuple[str, ...] | None:
        """Return the documents at hand, ``None`` where the record does not say."""
        stated = record.stated.get("evidence")
        return None if stated is None else self.documents(cast("Sequence[str]", stated))

    def stated(self, record: Record) -> tuple[Entry, ...]:
        """Return the fields that the record states, in the order in which its kind declares them."""
        fields = self._declared.kind(record.kind).fields
        return tuple(
            Entry(self.label(field.term), self.value(field, record.stated[key]))
            for key, field in fields.items()
            if key in record.stated and key not in _PARTICULARS
        )

    def own(self, record: Record) -> tuple[str, ...]:
        """Return the keys that the record's kind has for itself."""
        return self._declared.kind(record.kind).own

    def found(self, record: Record, keys: Iterable[str], *, always: bool = False) -> tuple[Entry, ...]:
        """Return what the record states in ``keys``; those of them that it states, or where it states none the first.

        Keys that its kind does not have are passed over.  ``always``: the first of the others in any case.
        """
        fields = self._declared.kind(record.kind).fields
        known = [fields[key] for key in keys if key in fields]
        there = [field for field in known if field.key in record.stated]
        if always or not there:
            there += [field for field in known if field not in there][:1]
        return tuple(Entry(self.label(field.term), self.value(field, record.stated.get(field.key))) for field in there)

    def wanted(self, record: Record, key: str, code: str) -> Entry:
        """Return a statement that a condition asks for; ``code`` is as encodings write it."""
        field = self._declared.kind(record.kind).fields.get(key) or self._declared.every_field.get(key)
        if field is None:
            return Entry(key, code)
        return Entry(self.label(field.term), self._code(field, code))

    def field(self, record: Record, key: str) -> Field | None:
        """Return the field ``key`` of the record's kind."""
        return self._declared.kind(record.kind).fields.get(key)

    def value(self, field: Field, value: object) -> str | None:
        """Return a value in words."""
        if value is None or isinstance(value, bool):
            return None if value is None else self._flag(yes=value)
        if isinstance(value, Decimal):
            return f"{value.normalize():f}"
        if isinstance(value, date):
            return self.day(value.isoformat())
        if isinstance(value, tuple):
            items = cast("tuple[object, ...]", value)
            return self._say("comma").join(str(self._item(field, item)) for item in items) or self._say("none")
        if isinstance(value, Mapping):
            group = cast("Mapping[str, object]", value)
            parts = [(inner, self.value(inner, group.get(key))) for key, inner in (field.fields or {}).items()]
            said = [self._say("pair", label=self.label(inner.term), value=one) for inner, one in parts if one]
            return self._say("comma").join(said)
        return self._code(field, str(value))

    def day(self, iso: str) -> str:
        """Return an ISO date as the language writes it."""
        day = date.fromisoformat(iso)
        named = self._say(f"month.{day.month}")
        return self._say("day", year=day.year, month=day.month, day=day.day, month_name=named)

    def _item(self, field: Field, item: object) -> str | None:
        return f"{item.normalize():f}" if isinstance(item, Decimal) else self._code(field, str(item))

    def _code(self, field: Field, code: str) -> str:
        if field.type == "flag":
            return self._flag(yes=code == "yes")
        for known, term in (field.choices or {}).items():
            if known.lower() == code.lower():
                return self.label(term)
        return code

    def _flag(self, *, yes: bool) -> str:
        return self._say("yes" if yes else "no")

    def _say(self, key: str, **params: object) -> str:
        return text(self._lang, "letter", f"value.{key}", **params)
