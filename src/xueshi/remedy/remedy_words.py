"""Remedies in sentences, and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from xueshi.law.regulation import Regulation
from xueshi.messages import LANGS, Lang
from xueshi.model.case import Case
from xueshi.model.result import Amounts, WouldDecide
from xueshi.model.units import json_number
from xueshi.remedy.changes import CONFIRM, EVIDENCE, Change
from xueshi.remedy.changes_words import Phrases
from xueshi.remedy.remedy import Effect, Remedies


class RemedyWords:
    """The sentences of one case in one language."""

    def __init__(self, case: Case, law: Regulation, lang: Lang) -> None:
        self._phrases = Phrases(case, law, lang)

    def lines(self, remedies: Remedies) -> Iterator[str]:
        """Yield what can be done about a year, a sentence a line; changes begin with a dash."""
        say = self._phrases.say
        yield say("remedy.title")
        for number, effect in enumerate(remedies.cheapest):
            yield self._head(remedies, effect) if number == 0 else say("remedy.another")
            yield from (f"- {self.change(change)}" for change in effect.changes)
            yield say("remedy.effect", effect=self.effect(effect))
        if remedies.cheapest and remedies.more:
            yield say("remedy.more")
        if remedies.cheapest and len(remedies.each) > 1:
            yield say("remedy.each")
            yield from (f"- {self.line(remedy.effect)}" for remedy in remedies.each)
        if not remedies.each:
            yield say("remedy.none")
        elif not remedies.cheapest and remedies.together is not None:
            if remedies.verdict == "compliant":
                yield say("remedy.not_needed")
            else:
                yield say("remedy.not_enough", verdict=say(f"verdict.{remedies.together.verdict}"))
            yield from (f"- {self.line(remedy.effect)}" for remedy in remedies.each)
            if self._phrases.amounts(remedies.together.shortfall):
                yield say("effect.missing", amounts=self._phrases.amounts(remedies.together.shortfall))
        if remedies.amounts:
            yield say("remedy.amounts")
            yield from (f"- {self._deciding(one)}" for one in remedies.amounts)
        if remedies.beyond:
            owners = self._phrases.listed(self._phrases.owner(one.of, one.owner) for one in remedies.beyond)
            yield say("remedy.beyond", owners=owners)

    def _head(self, remedies: Remedies, effect: Effect) -> str:
        verdict = self._phrases.say(f"verdict.{effect.verdict}")
        if len(effect.changes) == 1:
            return self._phrases.say("remedy.cheapest_one", verdict=verdict)
        key = "cheapest" if remedies.proven else "cheapest_unproven"
        return self._phrases.say(f"remedy.{key}", verdict=verdict, count=len(effect.changes))

    def _deciding(self, one: WouldDecide) -> str:
        phrases = self._phrases
        amount = phrases.say("effect.amount", subject=phrases.subject(one.subject), amount=phrases.amount(one.hours))
        return phrases.say("remedy.amount", owner=phrases.owner("record", one.record), amount=amount)

    def line(self, effect: Effect) -> str:
        """Return changes of one record or leave, and what comes of them, as one line."""
        first = effect.changes[0]
        steps = self._phrases.say("head.then").join(map(self._step, effect.changes))
        said = self._phrases.say("remedy.line", changes=steps, effect=self.effect(effect))
        return self._phrases.owned(first.of, first.owner, said)

    def effect(self, effect: Effect) -> str:
        """Return what comes of changes: hours, relief, verdict."""
        say, amounts = self._phrases.say, self._phrases.amounts
        more = {key: units for key, units in effect.hours.items() if units > 0 and key != "total"}
        fewer = {key: -units for key, units in effect.hours.items() if units < 0 and key != "total"}
        relief = {key: units for key, units in effect.relief.items() if key != "total"}
        parts = []
        if more:
            parts.append(say("effect.gains", amounts=amounts(more)))
        if fewer:
            parts.append(say("effect.loses", amounts=amounts(fewer)))
        if any(relief.values()):
            parts.append(say("effect.relief", amounts=amounts(relief)))
        if not parts:
            parts.append(say("effect.nothing"))
        parts.append(say("effect.verdict", verdict=say(f"verdict.{effect.verdict}")))
        return say("effect.join").join(parts)

    def change(self, change: Change) -> str:
        """Return what is to be done, as one sentence with its clause."""
        return self._phrases.owned(change.of, change.owner, self._step(change))

    def _step(self, change: Change) -> str:
        phrases = self._phrases
        known = phrases.has(f"change.{change.action}")
        said = phrases.say(
            f"change.{change.action if known else 'any'}",
            documents=self._documents(change.documents),
            statements=self._statements(change),
            fact=phrases.field(change.about),
        )
        if change.otherwise is not None and phrases.has(f"action.{change.otherwise}"):
            said = phrases.say("change.otherwise", text=said, action=phrases.say(f"action.{change.otherwise}"))
        return phrases.cited(said, change.clause)

    def _documents(self, codes: Iterable[str]) -> str:
        names = [self._phrases.document(code) for code in codes]
        if len(names) < 2:
            return "".join(names)
        return self._phrases.say("change.papers", documents=self._phrases.listed(names))

    def _statements(self, change: Change) -> str:
        """Return what an unstated fact would be confirmed as, any one of several."""
        if change.action != CONFIRM:
            return ""
        phrases = self._phrases
        parts = []
        for field, value in change.ways:
            if field == EVIDENCE:
                parts.append(phrases.document(str(value)))
                continue
            shown = phrases.value(change.of, change.owner, field, value)
            number = isinstance(value, Decimal | int) and not isinstance(value, bool)
            least = number and change.reason in ("amount_missing", "too_short")
            key = "at_least" if least else "statement"
            label = phrases.label(change.of, change.owner, field)
            parts.append(phrases.say(f"change.{key}", field=label, value=shown))
        return phrases.either(parts)


def remedies_json(remedies: Remedies, case: Case, law: Regulation) -> dict[str, object]:
    """Return the remedies as a JSON object: hours as numbers, a sentence in each language with each change."""
    words = {lang: RemedyWords(case, law, lang) for lang in sorted(LANGS)}
    return {
        "verdict": remedies.verdict,
        "on": None if remedies.on is None else remedies.on.isoformat(),
        "target": remedies.target,
        "cheapest": [effect_json(effect, words) for effect in remedies.cheapest],
        "more": remedies.more,
        "proven": remedies.proven,
        "each": [
            {
                "record": one.owner if one.of == "record" else None,
                "leave": one.owner if one.of == "leave" else None,
                **effect_json(one.effect, words),
            }
            for one in remedies.each
        ],
        "together": None if remedies.together is None else effect_json(remedies.together, words),
        "amounts": [_deciding_json(one) for one in remedies.amounts],
        "beyond": [
            {
                "record": one.owner if one.of == "record" else None,
                "leave": one.owner if one.of == "leave" else None,
                "reasons": [
                    {"code": reason.code, "clause": reason.clause, "fact": reason.fact} for reason in one.reasons
                ],
            }
            for one in remedies.beyond
        ],
    }


def effect_json(effect: Effect, words: Mapping[Lang, RemedyWords]) -> dict[str, object]:
    """Return changes and what comes of them as a JSON object."""
    return {
        "changes": [change_json(change, words) for change in effect.changes],
        "hours": _amounts(effect.hours),
        "relief": _amounts(effect.relief),
        "shortfall": _amounts(effect.shortfall),
        "verdict": effect.verdict,
        "would_decide": [_deciding_json(one) for one in effect.would_decide],
    }


def change_json(change: Change, words: Mapping[Lang, RemedyWords]) -> dict[str, object]:
    """Return one change as a JSON object; any one of ``states`` or ``documents`` will do."""
    return {
        "record": change.owner if change.of == "record" else None,
        "leave": change.owner if change.of == "leave" else None,
        "action": change.action,
        "fact": change.about,
        "states": [{"field": field, "value": _plain(value)} for field, value in change.ways if field != EVIDENCE],
        "documents": list(change.documents),
        "reason": change.reason or None,
        "clause": change.clause,
        "ground": dict(change.ground) or None,
        "otherwise": change.otherwise,
        "sentence": {lang: of_lang.change(change) for lang, of_lang in words.items()},
    }


def _deciding_json(one: WouldDecide) -> dict[str, object]:
    return {"record": one.record, "subject": one.subject, "hours": json_number(one.hours)}


def _amounts(amounts: Amounts) -> dict[str, int | float]:
    return {key: json_number(units) for key, units in amounts.items()}


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


__all__ = ["RemedyWords", "change_json", "effect_json", "remedies_json"]
