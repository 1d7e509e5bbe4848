"""The arguments of atoms in words: amounts with their units, ids, labels of fields and values, words of the law."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from functools import cached_property, partial
from typing import cast

from xueshi.explain.derivation import Derivation, order
from xueshi.law.letters import letter_words
from xueshi.law.vocabulary import Predicate
from xueshi.law.words import Words, words
from xueshi.messages import Lang, counted, section, text
from xueshi.model.declarations import DeclarationError
from xueshi.model.kinds import Catalogue, Field, catalogue
from xueshi.model.kinds import Term as Named
from xueshi.model.units import UNITS_PER_HOUR, to_hours
from xueshi.solver.grounding import Term
from xueshi.solver.instrument import ANY
from xueshi.solver.trace import Atom, written

Among = Mapping[str, Term]
"""The terms of one atom by sort."""

_OF_PAPERS = {"document_missing"}
"""Reasons that are about documents: a field may have the same code."""

_NAMED = {"papers", "fact", "field", "form", "limb", "group", "part", "measure", "way", "document"}
"""Sorts whose codes the words of facts explain."""

_SECTIONS = {
    "subject": "subject",
    "minimum": "subject",
    "scope": "subject",
    "cap": "cap",
    "pool": "cap",
    "question": "question",
    "notice": "warning",
}
"""Sorts whose codes have a section of their own among the words."""

_MOST_IDS = 4
"""Records that are named where several share a content."""


class Terms:
    """The words of one derivation's terms, in the language of its result."""

    def __init__(self, derivation: Derivation) -> None:
        self.lang: Lang = derivation.settings.lang
        self._derivation = derivation
        folder = derivation.law.file.parent
        self.words: Words = words(folder)
        self.kinds: Catalogue = catalogue(derivation.case.jurisdiction, (*derivation.settings.roots, folder.parent))
        self._templates = section(self.lang, "explain")
        self._by_sort: Mapping[str, Callable[[int], str]] = {
            "units": self.hours,
            "hours": lambda number: self.hours(number * UNITS_PER_HOUR),
            # What is stated is hours of study, whatever the regulation counts.
            "study": self._study,
            "hours_of_study": lambda number: self._study(number * UNITS_PER_HOUR),
            "date": lambda number: f"{_day(number):%Y-%m-%d}",
            **{sort: partial(self.who, sort) for sort in ("record", "content", "leave", "person")},
            **{sort: partial(self._unit, sort) for sort in ("minutes", "days", "months")},
        }

    def say(self, key: str, **params: object) -> str:
        """Return a sentence of the program's own, about the explanation itself."""
        return text(self.lang, "explain", key, **params)

    def listed(self, items: Sequence[str], *, wide: bool = False) -> str:
        """Return items as a list in words; ``wide`` where they may hold commas."""
        return self.say("then" if wide else "and").join(items)

    def hours(self, units: int) -> str:
        """Return an amount of what the regulation counts, with its unit."""
        return self.say(f"amount.{self._derivation.law.unit}", amount=f"{to_hours(units):f}")

    def _study(self, units: int) -> str:
        return self.say("amount.hour", amount=f"{to_hours(units):f}")

    def value(self, sort: str, term: Term, among: Among | None = None) -> str:
        """Return a term of a sort in words; ``among`` holds the other terms of its atom."""
        among = among or {}
        if term == ANY:
            return self.say("any")
        if isinstance(term, tuple):
            return self._compound(sort, term)
        if isinstance(term, int):
            return self._number(sort, term, among)
        return self._code(sort, term, among)

    def _number(self, sort: str, number: int, among: Among) -> str:
        say = self._by_sort.get(sort)
        if say is not None:
            return say(number)
        if sort == "count" and "field" in among:
            return self._count(str(among["field"]), number)
        if sort == "order" and "person" in among:  # The records of a person are numbered in the order of their ids.
            return self.who("record", min(number, len(self._derivation.person.records)))
        return str(number)

    def _unit(self, field: str, number: int) -> str:
        """Return a number of what ``field`` counts, with its unit where it has one."""
        key = counted(self.lang, f"unit.{field}.more", number)
        return self.say(key, number=number) if key in self._templates else str(number)

    def _count(self, field: str, number: int) -> str:
        declared = self._fields.get(field)
        if declared is not None and declared[0].type in ("hours", "daily"):
            return self._study(number)
        return self._unit(field, number)

    def who(self, sort: str, number: int) -> str:
        """Return the id of a record, of a leave, of the person, or of the records that share a content."""
        person = self._derivation.person
        if sort == "record":
            return person.records[number - 1].id
        if sort == "leave":
            return person.leave[number - 1].id
        if sort == "person":
            return person.case.person
        ids = self._contents.get(number, [])
        named = self.listed(ids[:_MOST_IDS])
        return self.say("and_more", named=named, count=len(ids)) if len(ids) > _MOST_IDS else named

    @cached_property
    def _contents(self) -> Mapping[int, Sequence[str]]:
        person = self._derivation.person
        found: dict[int, list[str]] = defaultdict(list)
        for record, content in zip(person.records, person.contents, strict=True):
            found[content].append(record.id)
        return found

    @cached_property
    def _kinds(self) -> Mapping[int, str]:
        """Return the kinds of the records by content."""
        person = self._derivation.person
        return {content: record.kind for content, record in zip(person.contents, person.records, strict=True)}

    def _compound(self, sort: str, term: tuple[Term, ...]) -> str:
        """Return a term with arguments: a condition by what it is about, another by what its name stands for."""
        inner = term[1] if len(term) > 1 else term[0]
        if sort == "condition" and isinstance(inner, str) and inner != ANY:
            return self._code("papers" if term[0] == "paper" else "fact", inner, {})
        kind = {"own": "record"}.get(str(term[0]), str(term[0]))
        return self.value(kind, inner) if isinstance(inner, str | int) else written(term)

    def order(self, atom: Atom) -> tuple[object, ...]:
        """Return a key by which atoms of one predicate stand in the order of the subjects, else of their terms."""
        declared = self._derivation.predicate(atom)
        sorts = [argument.sort for argument in declared.arguments] if declared is not None else [""] * len(atom[1:])
        return tuple(
            (0, self._subjects.get(term, len(self._subjects))) if sort in ("subject", "minimum") else order(term)
            for sort, term in zip(sorts, atom[1:], strict=True)
        )

    @cached_property
    def _subjects(self) -> Mapping[Term, int]:
        return {row[0]: cast("int", row[1]) for row in self._derivation.grounding.rows("subject", 2)}

    # --- codes --------------------------------------------------------------------------------------------------------

    def _code(self, sort: str, code: str, among: Among) -> str:
        if sort in _SECTIONS:
            return self.words.say(_SECTIONS[sort], code, self.lang, route="")
        if sort == "field" and code in self._fields:
            return self._label(self._field(code, among).term)
        if sort in ("document", "papers") and code in self._documents and not self.words.has("fact", code):
            return self._chosen("document", code)
        if sort in _NAMED:
            return self.words.fact(code, self.lang)
        special: dict[str, Callable[[str, Among], str]] = {
            "kind": lambda kind, _: self._kind(kind),
            "value": self._value,
            "route": lambda route, _: self.route(route),
            "sector": lambda sector, _: self._sector(sector),
            "reason": self._reason,
            "answer": self._answer,
        }
        return special[sort](code, among) if sort in special else self._chosen(sort, code)

    def known(self, sort: str, term: Term) -> bool:
        """Tell whether a term is one that cases may hold: names that an encoding gives to several documents are not."""
        return sort != "document" or term == ANY or str(term) in self._documents

    @property
    def _documents(self) -> Mapping[str, Named]:
        return self.kinds.choices("document")

    def route(self, code: str) -> str:
        """Return what the records of a route are called."""
        if self.words.has("route", code):
            return self.words.say("route", code, self.lang)
        return self.words.kind(code, self.lang)

    def _label(self, term: Named) -> str:
        return term.zh if self.lang == "zh" else term.en

    def _kind(self, code: str) -> str:
        leave = self.kinds.choices("leave")
        return self._label(leave[code]) if code in leave else self.words.kind(code, self.lang)

    def _sector(self, code: str) -> str:
        sectors = self.kinds.choices("sector")
        return self._label(sectors[code]) if code in sectors else self._derivation.case.sector or code

    def _answer(self, code: str, among: Among) -> str:
        return letter_words(self._derivation.law).answer(str(among.get("question", "")), code, self.lang)

    def _chosen(self, sort: str, code: str) -> str:
        """Return a code of a choice that kinds.toml declares, or a name that the words explain."""
        with suppress(DeclarationError):
            terms = self.kinds.choices(sort)
            if code in terms:
                return self._label(terms[code])
        return self.words.say("term", code, self.lang)

    def _value(self, code: str, among: Among) -> str:
        for declared in self._fields.get(str(among.get("field")), ()):
            for choice, term in (declared.choices or {}).items():
                if choice.lower() == code:
                    return self._label(term)
        return self.say(f"value.{code}") if code in ("yes", "no") else self._chosen("value", code)

    def _reason(self, code: str, among: Among) -> str:
        fact, subject, amount = among.get("fact"), among.get("subject"), among.get("units")
        about = "papers" if code in _OF_PAPERS else "field" if not self.words.has("fact", str(fact)) else "fact"
        return self.words.say(
            "reason",
            code,
            self.lang,
            fact=self._code(about, str(fact), among) if fact not in (None, ANY) else "",
            subject=self.words.say("subject", str(subject), self.lang) if subject is not None else "",
            hours=f"{to_hours(cast('int', amount)):f}" if amount is not None else "",
        )

    # --- fields -------------------------------------------------------------------------------------------------------

    @cached_property
    def _fields(self) -> Mapping[str, Sequence[Field]]:
        """Return the fields of records and leave by key, with their variants."""
        found: dict[str, list[Field]] = defaultdict(list)
        for kind in (*map(self.kinds.kind, self.kinds.kinds), self.kinds.leave):
            for key, field in kind.fields.items():
                if field not in found[key]:
                    found[key].append(field)
        return found

    def _field(self, code: str, among: Among) -> Field:
        """Return the variant of a field: that of the record's kind, else the one that has the value."""
        variants, content, value = self._fields[code], among.get("content"), among.get("value")
        if isinstance(content, int) and content in self._kinds:
            return self.kinds.kind(self._kinds[content]).fields.get(code, variants[0])
        held = (one for one in variants if str(value) in map(str.lower, one.choices or ()))
        return next(held, variants[0])


class Filling(Mapping[str, str]):
    """The arguments of an atom in words, by their names in the contract; each is worked out when asked for.

    Args:
        instead: words in the place of arguments.
    """

    def __init__(self, terms: Terms, declared: Predicate, atom: Atom, instead: Mapping[str, str]) -> None:
        self._terms, self._declared, self._atom, self._instead = terms, declared, atom, instead

    def __getitem__(self, name: str) -> str:
        if name in self._instead:
            return self._instead[name]
        for argument, term in zip(self._declared.arguments, self._atom[1:], strict=True):
            if argument.name == name:
                sort = "study" if argument.sort == "units" and self._declared.role == "input" else argument.sort
                return self._terms.value(sort, term, self._among)
        raise KeyError(name)

    @cached_property
    def _among(self) -> Among:
        return {one.sort: term for one, term in zip(self._declared.arguments, self._atom[1:], strict=True)}

    def __iter__(self) -> Iterator[str]:
        return (argument.name for argument in self._declared.arguments)

    def __len__(self) -> int:
        return len(self._declared.arguments)


def _day(number: int) -> datetime:
    return datetime.strptime(str(number), "%Y%m%d")  # noqa: DTZ007 - a day has no zone
