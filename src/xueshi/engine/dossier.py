"""Judge a dossier: its years one by one, then the question over them, by the encoding of that question.

Nothing is decided here: parts, thresholds and verdict are derived by the encoding.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import cast

from xueshi.engine.judge import FLAGS, MOST_HOURS, Settings, judge
from xueshi.engine.outcome import Judged, ResultMaker, derived
from xueshi.errors import Bare, InputError, Phrase, Problem, joined
from xueshi.facts.dossier import CONTEXT, DossierFacts, dossier_facts
from xueshi.law.choose import check_readings, regulation_for
from xueshi.law.declared import declared_readings
from xueshi.law.dossier import Question, question_for
from xueshi.law.regulation import Regulation
from xueshi.law.words import Words, words
from xueshi.model import result as out
from xueshi.model.case import Case
from xueshi.model.dossier import Dossier
from xueshi.model.dossier_result import (
    DossierResult,
    DossierWarning,
    Eligibility,
    OpenRecord,
    Part,
    SpanRecord,
    Unit,
    YearOfDossier,
)
from xueshi.model.units import UNITS_PER_HOUR
from xueshi.solver.grounding import EncodingError, Grounding, Term

_MET = {"yes": True, "no": False, "open": None}


def judge_dossiers(dossiers: Sequence[Dossier], settings: Settings) -> list[DossierResult]:
    """Return the judgements of ``dossiers``, in their order.

    Raises:
        InputError: with the faults of all dossiers; other errors as :func:`judge_dossier`.
    """
    results: list[DossierResult] = []
    errors: list[InputError] = []
    for dossier in dossiers:
        try:
            results.append(judge_dossier(dossier, settings))
        except InputError as error:
            errors.append(error)
    if errors:
        faults = dict.fromkeys(problem for error in errors for problem in error.problems)
        raise InputError(faults, sum(error.more for error in errors))
    return results


def judge_dossier(dossier: Dossier, settings: Settings) -> DossierResult:
    """Return the judgement of ``dossier``.

    Readings are those of all regulations of the question; each year is judged by those that its regulation knows.

    Raises:
        InputError: if there is no such question, nothing is in force for a year, a reading is unknown, or amounts are
            beyond all measure.
        TimeLimitReached: if the choice of a year cannot be proven in time.
        xueshi.solver.grounding.EncodingError: if an encoding is at fault.
    """
    question, law, groups = _chosen(dossier, settings)
    results: dict[int, out.Result] = {}
    for regulation, cases in groups.items():
        known = declared_readings(regulation.file) if settings.readings else {}
        own = {reading: answer for reading, answer in settings.readings.items() if reading in known}
        for result in judge(cases, replace(settings, readings=own)):
            results[result.year] = result
    known = declared_readings(question.file) if settings.readings else {}
    own = {reading: answer for reading, answer in settings.readings.items() if reading in known}
    facts = dossier_facts(dossier, question, results, own, strict=settings.strict, roots=settings.roots)
    grounding = Grounding([question.file], flags=FLAGS)
    grounding.ground(facts.text)
    _check(grounding, dossier, question)
    grounding.ground("", "totals")
    return _Maker(dossier, question, law, settings, results).make(grounding, facts)


def _chosen(dossier: Dossier, settings: Settings) -> tuple[Question, Regulation, dict[Regulation, list[Case]]]:
    """Return the question, the regulation in force when it is put, and the cases by the regulation that judges them."""
    errors: list[InputError] = []
    chosen: tuple[Question, Regulation] | None = None
    try:
        question, law = chosen = question_for(dossier, settings.regulation, settings.roots)
        if settings.readings:
            answers: dict[str, tuple[str, ...]] = {}
            for file in (*(regulation.file for regulation in question.regulations), question.file):
                answers |= declared_readings(file)
            check_readings(law, settings.readings, answers)
    except InputError as error:
        errors.append(error)
    groups: dict[Regulation, list[Case]] = defaultdict(list)
    if chosen is not None:
        for _, case in sorted(dossier.years.items()):
            try:
                groups[regulation_for(case, settings.regulation, settings.roots)].append(case)
            except InputError as error:
                errors.append(error)
    if errors or chosen is None:
        raise joined(errors)
    return *chosen, groups


def _check(grounding: Grounding, dossier: Dossier, question: Question) -> None:
    """Refuse what cannot be added up over several years."""
    if next(grounding.rows("choice_open", 1), None) is not None:
        raise EncodingError(f"{question.file}: records that are added up over several years leave no choice of subject")
    total = sum(abs(cast("int", units)) for _, _, units in grounding.rows("amount", 3))
    if total > MOST_HOURS * UNITS_PER_HOUR:
        found = Phrase("adds_up", {"hours": Bare(str(total // UNITS_PER_HOUR))}, section="law")
        allowed = Phrase("too_many_hours", {"most": Bare(str(MOST_HOURS))}, section="law")
        raise InputError([Problem(dossier.name, "too_many_hours", found, allowed, field="years")])


class _Maker:
    """Make the result of one dossier."""

    def __init__(
        self,
        dossier: Dossier,
        question: Question,
        law: Regulation,
        settings: Settings,
        results: Mapping[int, out.Result],
    ) -> None:
        self._dossier, self._question, self._law, self._settings = dossier, question, law, settings
        self._results = results
        self._words: Words = words(question.file.parents[1])

    def make(self, grounding: Grounding, facts: DossierFacts) -> DossierResult:
        """Return what ``grounding`` says of the dossier."""
        dossier, law, lang = self._dossier, self._law, self._settings.lang
        (verdict,) = (row[1] for row in grounding.rows("dossier_verdict", 2))
        return DossierResult(
            person=dossier.person,
            jurisdiction=dossier.jurisdiction,
            regulation=out.Regulation(
                law.id,
                law.titles[lang],
                (law.first_day.isoformat(), law.last_day.isoformat() if law.last_day else None),
                law.instrument,
                law.unit,
            ),
            application=dossier.application,
            window=dossier.window,
            verdict=cast("Eligibility", verdict),
            parts=self._parts(grounding, facts),
            years=self._years(),
            readings=self._readings(grounding),
            strict=self._settings.strict,
            warnings=tuple(
                DossierWarning(code, clause, self._words.say("warning", code, lang))
                for code, clause in sorted((str(row[1]), str(row[2])) for row in grounding.rows("dossier_warning", 3))
            ),
            lang=lang,
        )

    def _parts(self, grounding: Grounding, facts: DossierFacts) -> tuple[Part, ...]:
        required = {row[1]: cast("int", row[2]) for row in grounding.rows("part_required", 3)}
        credited = {row[1]: cast("int", row[2]) for row in grounding.rows("part_credited", 3)}
        met = {row[1]: str(row[2]) for row in grounding.rows("part_met", 3)}
        looks_at = _listed(grounding.rows("looks_at", 3))
        waits_for = _listed(grounding.rows("part_waits_for", 3))
        open_records = _listed(grounding.rows("part_open_record", 3))
        span = facts.span.records if facts.span is not None else ()
        named = [(year, record.id) for year, record in zip(facts.span_years, span, strict=True)]
        records = self._records(grounding, facts)
        made = []
        for _, part, unit, clause in grounding.rows("part", 4):
            name, *arguments = part if isinstance(part, tuple) else (str(part),)
            made.append(
                Part(
                    id="-".join([str(name), *map(str, arguments)]),
                    title=self._words.say(
                        "part", str(name), self._settings.lang, year=arguments[0] if arguments else ""
                    ),
                    unit=cast("Unit", unit),
                    required=required.get(part),
                    credited=credited.get(part),
                    met=_MET[met[part]],
                    clause=str(clause),
                    years=tuple(looks_at.get(part, ())),
                    open_years=tuple(waits_for.get(part, ())),
                    open_records=tuple(OpenRecord(*named[rank - 1]) for rank in open_records.get(part, ())),
                    records=records if unit == "points" else (),
                )
            )
        order = self._question.parts
        return tuple(sorted(made, key=lambda part: (order.index(part.id.partition("-")[0]), part.id)))

    def _records(self, grounding: Grounding, facts: DossierFacts) -> tuple[SpanRecord, ...]:
        """Return what each record gives the years that are added up."""
        if facts.span is None:
            return ()
        law = next(law for law in self._question.regulations if law.id == self._question.adds_up)
        settings = self._settings
        maker = ResultMaker(law, self._words, settings.lang, derived(grounding), strict=settings.strict)
        records = maker.make(Judged(facts.span, None)).records
        return tuple(SpanRecord(year, record) for year, record in zip(facts.span_years, records, strict=True))

    def _years(self) -> tuple[YearOfDossier, ...]:
        elsewhere = (YearOfDossier(year, verdict) for year, verdict in self._dossier.verdicts.items())
        here = (YearOfDossier(year, result.verdict, result) for year, result in self._results.items())
        return tuple(sorted((*elsewhere, *here), key=lambda year: year.year))

    def _readings(self, grounding: Grounding) -> tuple[out.ReadingInForce, ...]:
        """Return the readings of the question and those of the years that were judged here."""
        made = {reading.id: reading for result in self._results.values() for reading in result.readings}
        values = {str(row[1]): str(row[2]) for row in grounding.rows("reading", 3) if row[0] == CONTEXT}
        defaults = {str(row[0]): str(row[1]) for row in grounding.rows("answer", 3) if row[2] == 1}
        for question, clause in grounding.rows("question", 2):
            key = str(question)
            asked = self._words.say("question", key, self._settings.lang)
            made[key] = out.ReadingInForce(key, values[key], None, str(clause), values[key] == defaults[key], asked)
        return tuple(made[key] for key in sorted(made))


def _listed(rows: Iterable[tuple[Term, ...]]) -> dict[Term, list[int]]:
    """Return the numbers that ``rows`` (dossier, part, number) give each part, in their order."""
    found: dict[Term, list[int]] = defaultdict(list)
    for _, part, number in rows:
        found[part].append(cast("int", number))
    return {part: sorted(numbers) for part, numbers in found.items()}
