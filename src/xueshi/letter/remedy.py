"""What can be done about a record that was refused or is open, and what it would bring, in the words of a letter.

What can still be put right, :mod:`xueshi.remedy.remedy` says; nothing here proposes anything beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from xueshi.engine.judge import judge
from xueshi.explain.derivation import Derivation
from xueshi.law.letters import LetterWords
from xueshi.law.remedies import remediable
from xueshi.law.words import Words
from xueshi.letter.content import Effect, Entry, Remedy
from xueshi.letter.findings import Failed, Findings
from xueshi.letter.values import Values
from xueshi.messages import Lang, text
from xueshi.model.result import Reason
from xueshi.remedy.changes import CONFIRM, EVIDENCE, Change, Statement, applied
from xueshi.remedy.remedy import record_remedy

DEEMED = "deemed"
"""The reason that a record completes a part of the year, or all of it."""


class Advising:
    """What a letter advises about one record.

    Args:
        on: the day on which something would be done, ``None`` where it is not known; last days of the text bind then.
    """

    def __init__(
        self,
        derivation: Derivation,
        findings: Findings,
        said: LetterWords,
        *,
        names: Words,
        values: Values,
        on: date | None = None,
    ) -> None:
        self._derivation, self._findings = derivation, findings
        self._said, self._names, self._values = said, names, values
        self._lang: Lang = derivation.settings.lang
        found = record_remedy(
            derivation.case, derivation.law, derivation.settings, derivation.result, findings.record.id, on
        )
        self._changes: tuple[Change, ...] = found.effect.changes if found is not None else ()

    def remedies(self, causes: Sequence[Reason]) -> tuple[Remedy, ...]:
        """Return what can be done about ``causes``, or why nothing can; each advice once."""
        made = [Remedy(possible=True, says=self._change(change)) for change in self._changes]
        for reason in causes:
            conditions = self._findings.conditions(reason)
            if not (conditions and self._changes):
                made += self._of_conditions(conditions, reason) if conditions else [self._of_reason(reason)]
        return tuple(dict.fromkeys(made))

    def effect(self) -> Effect | None:
        """Return what the record and the year come to with all that can be done, ``None`` where nothing can."""
        if not self._changes:
            return None
        derivation = self._derivation
        settings = replace(derivation.settings, alternatives=False, all_readings=False)
        result = judge([applied(derivation.case, self._changes)], settings)[0]
        own = next(one for one in result.records if one.id == self._findings.record.id)
        deemed = tuple(reason.message for reason in own.reasons if reason.code == DEEMED)
        return Effect(sum(own.credited.values()), deemed, result.verdict, result.shortfall)

    def _change(self, change: Change) -> str:
        template = self._said.action(change.action, self._lang)
        if template is None:
            return change.ground.get(self._lang) or self._unknown()
        stated = [(field, value) for field, value in change.ways if field != EVIDENCE]
        entries = [self._values.wanted(self._findings.record, field, _code(value)) for field, value in stated]
        said = template.format(documents=self._documents(change.documents), stated=self._stated(entries))
        if change.action == CONFIRM and change.otherwise:
            otherwise = self._said.action(change.otherwise, self._lang)
            if otherwise is not None:
                documents = self._documents(change.documents)
                other = otherwise.format(documents=documents, stated=self._stated(entries))
                said = self._say("remedy.otherwise", says=said, other=other)
        return said

    def _of_conditions(self, conditions: Sequence[Failed], reason: Reason) -> Iterator[Remedy]:
        """Yield what is to be said of conditions of a record that cannot be put right as a whole."""
        decisions = remediable(self._derivation.law.file.parent)
        for one in conditions:
            decision = decisions.decide("record", one.form, one.about, one.clause)
            if decision is not None and decision.possible:
                template = self._said.action(decision.action, self._lang)
                documents = self._documents(one.documents or decision.documents)
                says = template.format(documents=documents, stated="") if template else decision.ground[self._lang]
                yield Remedy(possible=True, says=says)
            elif self._said.remedy(reason.code, self._lang) is not None or decision is None:
                yield self._of_reason(reason)
            else:
                yield Remedy(possible=False, says=decision.ground[self._lang])

    def _of_reason(self, reason: Reason) -> Remedy:
        advice = self._said.remedy(reason.code, self._lang)
        if advice is None:
            return Remedy(possible=False, says=self._unknown())
        fact = self._names.fact(reason.fact, self._lang) if reason.fact else ""
        return Remedy(advice.possible, advice.text.format(fact=fact, year=self._derivation.case.year))

    def _documents(self, codes: Sequence[str]) -> str:
        papers = self._values.papers_wanted(codes)
        listed = text(self._lang, "letter", "value.comma").join(papers)
        return self._say("remedy.papers_one" if len(papers) == 1 else "remedy.papers", papers=listed)

    def _stated(self, entries: Sequence[Entry]) -> str:
        one = [
            self._say("value.whether", label=e.label, value=self._say("value.quoted", value=e.value)) for e in entries
        ]
        return self._say("value.or").join(dict.fromkeys(one))

    def _unknown(self) -> str:
        return self._say("remedy.unknown")

    def _say(self, key: str, **params: object) -> str:
        return text(self._lang, "letter", key, **params)


def _code(value: Statement) -> str:
    """Return a statement as encodings write it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
