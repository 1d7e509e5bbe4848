"""Causes in sentences, and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from xueshi.law.letters import letter_words
from xueshi.law.regulation import Regulation
from xueshi.messages import LANGS, Lang
from xueshi.model.case import Case
from xueshi.model.units import json_number
from xueshi.remedy.cause import Cause, Causes
from xueshi.remedy.cause_elements import Element
from xueshi.remedy.changes_words import Phrases


class CauseWords:
    """The sentences of one case in one language."""

    def __init__(self, case: Case, law: Regulation, lang: Lang) -> None:
        self._phrases = Phrases(case, law, lang)
        self._letters = letter_words(law)
        self._lang: Lang = lang

    def lines(self, causes: Causes) -> Iterator[str]:
        """Yield the causes of a verdict, a sentence a line; elements begin with a dash."""
        say = self._phrases.say
        yield say("cause.title", verdict=say(f"verdict.{causes.verdict}"))
        for number, cause in enumerate(causes.sets, 1):
            if not cause.elements:
                why = "unjudged" if causes.unjudged else "background"
                yield say("cause.empty", why=say(f"cause.{why}"))
                continue
            head = say("cause.single" if len(cause.elements) == 1 else "cause.one")
            yield say("cause.numbered", number=number, head=head) if len(causes.sets) > 1 else head
            yield from (f"- {self.element(element)}" for element in cause.elements)
        if any(cause.elements for cause in causes.sets):
            yield say("cause.assuming")
        if causes.sets and not causes.complete:
            yield say("cause.more")
        if not causes.proven:
            yield say("cause.unproven")

    def element(self, element: Element) -> str:
        """Return one element as a sentence with its clause."""
        said = {"fact": self._fact, "number": self._number, "reading": self._reading}[element.kind](element)
        return self._phrases.cited(said, element.clause)

    def _fact(self, element: Element) -> str:
        phrases = self._phrases
        owner = ""
        if element.owner is not None:
            owner = phrases.owner(element.of, element.owner)
        if element.what == "work":
            owner = phrases.owners((str(element.owner), *element.others))
        field = phrases.label(element.of, element.owner, element.field)
        value = self._value(element)
        key = element.what
        found = ""
        own = phrases.knows(element.of, element.owner, element.field) and element.field != "evidence"
        if own and (key == "condition" or (key == "stated" and element.reason)):
            key, found = self._with_value(element)
        elif key == "stated" and element.value is None:
            key = "unstated"
        reason = self._reason(element)
        return phrases.say(f"fact.{key}", owner=owner, reason=reason, field=field, value=value, found=found)

    def _with_value(self, element: Element) -> tuple[str, str]:
        """Return the template for a reason with the fact that it rests on, and that fact in words."""
        if element.value is None:
            return ("condition" if element.reason == "amount_missing" else "condition_unstated"), ""
        if element.value is False:
            # That a yes/no fact is stated as no, the reason says already.
            return "condition", ""
        pairs = ((element.field, element.value), *element.beside)
        return "condition_stated", self._phrases.listed(self._found(element, *pair) for pair in pairs)

    def _found(self, element: Element, field: str, value: object) -> str:
        phrases = self._phrases
        shown = phrases.value(element.of, element.owner, field, value)
        return phrases.say("fact.found", field=phrases.label(element.of, element.owner, field), value=shown)

    def _reason(self, element: Element) -> str:
        """Return the reason in words: of a condition, of what a sector's rule keeps out, of what is open."""
        code = "sector_rule_prevails" if element.what == "sector" else element.reason
        if not code:
            return ""
        subject = self._phrases.subject(element.about) if element.what in ("sector", "open") else ""
        named = self._phrases.papers if element.field == "evidence" else self._phrases.field
        fact = named(element.about or element.field)
        return self._phrases.words.say("reason", code, self._lang, fact=fact, subject=subject, hours="")

    def _value(self, element: Element) -> str:
        phrases, value = self._phrases, element.value
        if value is None:
            return ""
        if element.what == "length":
            if not isinstance(value, tuple):
                return phrases.say("value.month" if value == 1 else "value.months", months=value)
            start, end = (phrases.value(None, None, "", day) for day in value)
            return phrases.say("value.period", start=start, end=end)
        return phrases.value(element.of, element.owner, element.field, value)

    def _number(self, element: Element) -> str:
        phrases, value = self._phrases, element.value
        key = element.about if element.what == "leave_threshold" else element.what
        name = element.field
        if element.what in ("cap", "pool"):
            name = phrases.words.say("cap", element.field, self._lang)
        elif element.what in ("part", "threshold"):
            name = phrases.field(element.field)
        amount, shown = "", ""
        if isinstance(value, tuple):
            shown = "/".join(map(str, value))
        elif isinstance(value, int):
            amount = phrases.amount(value) if element.unit == "units" else str(value)
            shown = str(value)
        return phrases.say(
            f"number.{key}",
            subject=phrases.subject(element.about) if element.what in ("minimum", "share", "part", "pool") else "",
            amount=amount,
            value=shown,
            name=name,
            records=phrases.owners(element.others) if element.others else "",
        )

    def _reading(self, element: Element) -> str:
        question = self._phrases.words.say("question", element.field, self._lang)
        answer = self._letters.answer(element.field, str(element.value), self._lang)
        return self._phrases.say("reading.reading", question=question, answer=answer)


def causes_json(causes: Causes, case: Case, law: Regulation) -> dict[str, object]:
    """Return the causes as a JSON object: hours as numbers, a sentence in each language with each element."""
    words = {lang: CauseWords(case, law, lang) for lang in sorted(LANGS)}
    return {
        "verdict": causes.verdict,
        "sets": [_cause_json(cause, words) for cause in causes.sets],
        "complete": causes.complete,
        "proven": causes.proven,
        "considered": [_element_json(element, words) for element in causes.elements],
    }


def _cause_json(cause: Cause, words: dict[Lang, CauseWords]) -> list[dict[str, object]]:
    return [_element_json(element, words) for element in cause.elements]


def _element_json(element: Element, words: dict[Lang, CauseWords]) -> dict[str, object]:
    return {
        "kind": element.kind,
        "what": element.what,
        "record": element.owner if element.of == "record" else None,
        "leave": element.owner if element.of == "leave" else None,
        "others": list(element.others),
        "field": element.field,
        "value": _json_value(element),
        "reason": element.reason or None,
        "clause": element.clause,
        "sentence": {lang: of_lang.element(element) for lang, of_lang in words.items()},
    }


def _json_value(element: Element) -> object:
    value = element.value
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, int) and element.unit is not None:
        return json_number(value) if element.unit == "units" else value
    return _plain(value)


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if isinstance(value, date) else value


__all__ = ["CauseWords", "causes_json"]
