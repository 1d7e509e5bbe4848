"""The words of a comparison: what facts, amounts and ways of counting are called."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from xueshi.comparison.credits import Capped, Cell, CreditRow, Gives, Told, YearRow
from xueshi.comparison.facts import Amount, FactChange, Said
from xueshi.comparison.side import Side
from xueshi.law.survey import Cap, Condition
from xueshi.messages import Lang, section
from xueshi.model.case import Leave, Record
from xueshi.model.kinds import Kind, catalogue
from xueshi.report.kinds_view import Speech, number
from xueshi.report.words import of_unit
from xueshi.search.judged import Trial


class Wording:
    """What one side's facts are called, in one language."""

    def __init__(self, side: Side, lang: Lang) -> None:
        self.speech = Speech(side.law, lang, side.roots)
        self._lang, self._side = lang, side
        self._declared = catalogue(side.law.jurisdiction, (*side.roots, side.law.file.parent.parent))

    def say(self, key: str, **params: object) -> str:
        """Return a template of the comparison, in the words for the regulation's unit where they differ."""
        return of_unit(section(self._lang, "comparison"), key, self._side.law.unit).format(**params)

    # -- facts -------------------------------------------------------------------------------------------------------

    def said(self, said: Said, *, clauses: bool) -> str:
        """Return the amounts of a fact, and its clauses where they are to be told."""
        amounts = self.speech.listed(self._amount(one, several=len(said.amounts) > 1) for one in said.amounts)
        cited = f"[{'、'.join(said.clauses)}]" if clauses and said.clauses else ""
        return " ".join(filter(None, (amounts, cited)))

    def _amount(self, amount: Amount, *, several: bool) -> str:
        templates = section(self._lang, "show")
        value = str(amount.value)
        if amount.sort == "date" and len(value) == 8:
            value = f"{value[:4]}-{value[4:6]}-{value[6:]}"
        key = f"unit.{amount.sort}"
        shown = of_unit(templates, key, self._side.law.unit).format(value=value) if key in templates else value
        return templates["argument"].format(name=amount.name, value=shown).strip() if several else shown

    # -- ways of counting --------------------------------------------------------------------------------------------

    def kind(self, code: str) -> str:
        """Return the word for a kind of record."""
        found = self._declared.kinds.get(code)
        return self.speech.term(found) if found else code

    def subject(self, code: str) -> str:
        """Return the word for a subject or the total."""
        return self.say("total") if code == "total" else self.speech.subject(code)

    def credit(self, row: CreditRow, told: Told) -> list[str]:
        """Return what one side says in one place of the table, in lines."""
        kind = self._declared.kind(row.kinds[0])
        value = told.value
        if isinstance(value, Cell):
            between = self.speech.say("or_else" if value.either else "and_also")
            return [between.join(self._hours(subject, hours) for subject, hours in value.hours)]
        if row.aspect == "where":
            return [self.speech.keyed(_pairs(value), kind)]
        if row.aspect == "deems":
            return [self._deems(str(scope)) for scope in value]
        if row.aspect == "open":
            return [self.speech.say("open", why=self.speech.reason(str(why))) for why in value]
        if row.aspect in ("once", "way"):
            return [self.speech.say("one_only" if row.aspect == "once" else "by_clause")]
        return [self._one(one, kind) for one in value]

    def _one(self, one: object, kind: Kind) -> str:
        if isinstance(one, Gives):
            between = self.speech.say("or_else" if one.either else "and_also")
            return between.join(self._rate(one, subject, amount, kind) for subject, amount in one.numbers)
        if isinstance(one, Capped):
            per = "year" if one.per == "pool" else one.per
            return self.speech.cap(Cap("", one.hours, per, "", one.subjects))  # type: ignore[arg-type]
        return self.speech.condition(one, kind) if isinstance(one, Condition) else str(one)

    def _rate(self, gives: Gives, subject: str, amount: Decimal | None, kind: Kind) -> str:
        params = {"subject": self.speech.subject(subject)}
        if amount is not None:
            params["number"] = number(amount)
        if gives.field is not None:
            params["field"] = self.speech.field(gives.field, kind)
        form = "awaited" if gives.form == "actual" and gives.awaits else gives.form
        return self.speech.say(f"rate.{form}", **params)

    def _hours(self, subject: str, hours: Decimal) -> str:
        return self.speech.say("amount", subject=self.speech.subject(subject), hours=number(hours))

    def _deems(self, scope: str) -> str:
        if scope == "year":
            return self.speech.say("deems_year")
        return self.speech.say("deems", subject=self.speech.subject(scope))

    def key(self, row: CreditRow) -> str:
        """Return what a row of the table is said of, beside its kinds."""
        kind = self._declared.kind(row.kinds[0])
        by_key: dict[str, list[str]] = {}
        for field, value in row.key:
            by_key.setdefault(field, []).append(value)
        parts = [self.speech.keyed([(field, value) for value in values], kind) for field, values in by_key.items()]
        return self.speech.listed(parts)

    def asked(self, row: YearRow, told: Told, amount: Decimal | Fraction | None) -> list[str]:
        """Return what one side asks of a year, of leave or of every record."""
        if row.aspect in ("minimum", "lesson") and isinstance(amount, Decimal):
            key, param = ("at_least_hours", "hours") if row.aspect == "minimum" else ("lesson", "minutes")
            return [self.speech.say(key, **{param: number(amount)})]
        if row.aspect == "share" and isinstance(amount, Fraction):
            return [self.speech.say("share", n=amount.numerator, d=amount.denominator)]
        if row.aspect == "leave" and isinstance(told.value, tuple):
            form, effect = map(str, told.value)
            months = number(amount) if isinstance(amount, Decimal) else ""
            return [self.say(f"leave.{form}", months=months), self.say(f"effect.{effect}")]
        if row.aspect == "sector" and isinstance(told.value, tuple):
            return [self.say("own_rule", subject=self.subject(str(told.value[0])))]
        if row.aspect in ("every", "leave_needs") and isinstance(told.value, tuple):
            return [self.speech.condition(one) for one in told.value if isinstance(one, Condition)]
        return [self.say("yes")]

    def asked_of(self, row: YearRow) -> str:
        """Return what a row beside the kinds is about."""
        named = {
            "minimum": self.subject,
            "share": self.subject,
            "leave": self.speech.leave,
            "sector": self.speech.sector,
        }.get(row.aspect, str)(row.key)
        return self.say(f"asked.{row.aspect}", of=named)

    # -- cases -------------------------------------------------------------------------------------------------------

    def entries(self, trial: Trial, first: str) -> str:
        """Return the records and leaves of a case in short, those of kind ``first`` first."""
        case = trial.case
        records = sorted(case.records, key=lambda record: record.kind != first)
        parts = [self._entry(record, self.kind(record.kind), self._declared.kind(record.kind)) for record in records]
        parts += [self._entry(one, self.speech.leave(one.kind), self._declared.leave) for one in case.leave]
        return self.say("beside").join(filter(None, (parts[0], self.say("and").join(parts[1:])))) if parts else ""

    def _entry(self, entry: Record | Leave, name: str, kind: Kind) -> str:
        stated = self.speech.listed(self._stated(key, value, kind) for key, value in entry.stated.items())
        return self.say("entry", name=name, stated=stated) if stated else name

    def _stated(self, key: str, value: object, kind: Kind) -> str:
        if isinstance(value, bool):
            shown = self.say("flag.true" if value else "flag.false")
        elif isinstance(value, tuple):
            shown = self.speech.listed(self._value(key, one, kind) for one in value) or self.say("none_stated")
        else:
            shown = self._value(key, value, kind)
        return self.say("stated", of=self.speech.field(key, kind), value=shown)

    def _value(self, key: str, value: object, kind: Kind) -> str:
        if isinstance(value, Decimal):
            return number(value)
        if key == "evidence":
            return self.speech.document(str(value))
        return self.speech.value(key, value.lower(), kind) if isinstance(value, str) else str(value)


def _pairs(value: Iterable[object]) -> list[tuple[str, str]]:
    return [(str(one[0]), str(one[1])) for one in value if isinstance(one, tuple)]


def fact_name(change: FactChange) -> str:
    """Return what a fact is said of, as the encodings write it: ``cap(works)``."""
    name = change.predicate.rpartition("/")[0]
    return f"{name}({', '.join(change.key)})" if change.key else name
