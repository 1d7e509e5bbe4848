"""Write the letter about one record: from what was derived, in words that stand as data beside the encodings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from xueshi.engine.judge import Settings
from xueshi.errors import Bare, InputError, Near, Phrase, Problem
from xueshi.explain.derivation import Derivation, derive
from xueshi.law.letters import Clause, LetterWords, letter_words
from xueshi.law.words import words
from xueshi.letter.content import CapUsed, Cause, Claim, Instrument, Letter, Note, ReadingUsed
from xueshi.letter.findings import Findings
from xueshi.letter.readings import touching
from xueshi.letter.remedy import Advising
from xueshi.letter.values import Values
from xueshi.model.case import Case, Record
from xueshi.model.kinds import catalogue, jurisdictions
from xueshi.model.result import Reason, RecordResult

GRANTS = frozenset({"credited", "allocated", "deemed", "rounded"})
"""Reasons that explain what was credited, whatever the regulation; an encoding's own remarks join them."""

CREDITED = "credited"
DAY_CAP = "day_cap"

MOST_LISTED = 10
"""So many ids are listed in a message; of more, these and their number."""


def write_letter(case: Case, record: str, settings: Settings, on: date | None = None) -> Letter:
    """Return the letter about the record with the id ``record``, in the language of ``settings``.

    Args:
        on: the day of the letter: what the text lets be done until a last day is advised until then.

    Raises:
        InputError: if the case has no such record; the message names the nearest.
        TimeLimitReached: if the choice cannot be proven in time.
        xueshi.law.regulation.LawError: if what letters say of the regulation is at fault.
    """
    if all(one.id != record for one in case.records):
        raise _unknown(case, record)
    derivation = derive(case, settings)
    return _Writer(derivation, record, on).letter()


def _unknown(case: Case, record: str) -> InputError:
    ids = sorted(one.id for one in case.records)
    shown = Phrase("shown", {"value": record})
    if not ids:
        allowed = Phrase("record.none", section="letter")
    elif len(ids) <= MOST_LISTED:
        allowed = Phrase("record.known", {"ids": ids}, section="letter")
    else:
        more = Bare(str(len(ids) - MOST_LISTED))
        allowed = Phrase("record.more", {"ids": ids[:MOST_LISTED], "count": more}, section="letter")
    return InputError(
        [Problem(case.name, "unknown_record", shown, allowed, field="--record", near=Near(record, tuple(ids)))]
    )


class _Writer:
    def __init__(self, derivation: Derivation, record: str, on: date | None) -> None:
        self._derivation, self._result, self._on = derivation, derivation.result, on
        law, settings = derivation.law, derivation.settings
        self._lang = settings.lang
        self._said: LetterWords = letter_words(law)
        self._names = words(law.file.parent)
        case = derivation.case
        self._values = Values(catalogue(case.jurisdiction, (*settings.roots, law.file.parent.parent)), self._lang)
        rank = derivation.rank(record)
        assert rank is not None
        self._rank = rank
        self._record: Record = derivation.person.records[rank - 1]
        self._own: RecordResult = next(one for one in self._result.records if one.id == record)
        self._findings = Findings(derivation, rank, self._said, self._values)

    def letter(self) -> Letter:
        result, own, case, lang = self._result, self._own, self._derivation.case, self._lang
        advising = Advising(
            self._derivation, self._findings, self._said, names=self._names, values=self._values, on=self._on
        )
        remarks = GRANTS | self._findings.remarks()
        grants = [reason for reason in own.reasons if reason.code in remarks and not reason.hours]
        against = [reason for reason in own.reasons if reason not in grants]
        claimed = {subject: units for subject, units in own.claimed.items() if units}
        return Letter(
            lang=lang,
            unit=result.regulation.unit,
            person=case.person,
            jurisdiction=self._place(case.jurisdiction),
            year=case.year,
            instrument=self._instrument(),
            claim=self._claim(),
            status=own.status,
            subjects=tuple((key, self._names.say("subject", key, lang)) for key in result.credited),
            claimed=own.claimed,
            credited=own.credited,
            either=sum(claimed.values()) > own.amount and not self._findings.pooled,
            pooled=self._findings.pooled,
            amount=own.amount,
            lost=own.lost,
            grants=tuple(
                # That what was not cut is credited goes without saying.
                Note(reason.message, self._cited(reason.clause))
                for reason in grants
                if not (against and reason.code == CREDITED)
            ),
            causes=tuple(self._cause(reason) for reason in against),
            refused=self._findings.refused,
            rules=tuple(self._rules(own.reasons)),
            remedies=advising.remedies(against),
            effect=advising.effect(),
            decides=tuple((one.subject, one.hours) for one in result.would_decide if one.record == own.id),
            readings=tuple(self._readings()),
            assumptions=tuple(
                Note(one.message, self._cited(one.clause)) for one in result.assumptions if one.record == own.id
            ),
            warnings=tuple(
                Note(one.message, self._cited(one.clause)) for one in result.warnings if one.record == own.id
            ),
            offices=self._said.offices(self._clauses(own.reasons), self._findings.route, lang),
            strict=result.strict,
            verdict=result.verdict,
            required=result.required,
            shortfall=result.shortfall,
        )

    def _place(self, jurisdiction: str) -> str:
        term = jurisdictions(self._derivation.settings.roots).get(jurisdiction)
        return self._values.label(term) if term is not None else jurisdiction

    def _instrument(self) -> Instrument:
        said, regulation = self._said, self._result.regulation
        if not said.name("zh"):
            titles = self._derivation.law.titles
            return Instrument(regulation.id, titles[self._lang], titles["zh"], regulation.instrument, "")
        return Instrument(regulation.id, said.name(self._lang), said.name("zh"), said.number, said.date)

    def _claim(self) -> Claim:
        record = self._record
        day = record.stated.get("date")
        return Claim(
            id=record.id,
            kind=self._values.kind(record),
            title=record.title,
            date=day.isoformat() if isinstance(day, date) else "",
            stated=self._values.stated(record),
            papers=self._values.papers(record),
        )

    def _clauses(self, reasons: Iterable[Reason]) -> list[str]:
        """Return the single clauses that decide the record: that of its route, then those of its reasons."""
        cited = [self._findings.clause() or self._findings.outside[1], *(reason.clause for reason in reasons)]
        return list(dict.fromkeys(one for joined in cited for one in self._said.separate(joined)))

    def _cited(self, joined: str) -> tuple[str, ...]:
        return tuple(self._said.clause(one, self._lang).cited for one in self._said.separate(joined))

    def _rules(self, reasons: Sequence[Reason]) -> Iterator[Clause]:
        for clause in self._clauses(reasons):
            yield self._said.clause(clause, self._lang)

    def _cause(self, reason: Reason) -> Cause:
        return Cause(
            code=reason.code,
            says=reason.message,
            clauses=self._cited(reason.clause),
            units=reason.hours,
            finding=self._findings.of(reason),
            cap=self._cap(reason),
            counts_instead=self._instead() if reason.code == "duplicate_work" else None,
        )

    def _cap(self, reason: Reason) -> CapUsed | None:
        if not reason.hours:
            return None
        for cap in self._result.caps:
            per_day = reason.code == DAY_CAP
            if cap.clause == reason.clause and (cap.per == "day") == per_day and self._own.id in cap.records:
                others = self._others(cap.records) if not per_day else ()
                return CapUsed(cap.title, cap.per, cap.limit, cap.counted, cap.credited, others)
        return None

    def _others(self, ids: Sequence[str]) -> tuple[tuple[str, int], ...]:
        credited = {one.id: sum(one.credited.values()) for one in self._result.records}
        return tuple((one, credited[one]) for one in ids if one != self._own.id and credited[one])

    def _instead(self) -> tuple[str, str] | None:
        """Return id and title of the record of the same work that counts."""
        work = self._record.stated.get("work_id")
        same = {one.id for one in self._derivation.case.records if one.stated.get("work_id") == work}
        for one in self._result.records:
            if (
                one.id in same
                and all(reason.code != "duplicate_work" for reason in one.reasons)
                and one.status != "not_credited"
            ):
                return one.id, one.title
        return None

    def _readings(self) -> Iterator[ReadingUsed]:
        touched = touching(self._derivation, self._rank)
        for reading in self._result.readings:
            if reading.id in touched:
                yield ReadingUsed(
                    reading.id,
                    reading.value,
                    reading.question,
                    self._said.answer(reading.id, reading.value, self._lang),
                    self._cited(reading.clause),
                    reading.default,
                )
