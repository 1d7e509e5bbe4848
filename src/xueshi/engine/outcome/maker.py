"""Results of the persons of one grounding."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from xueshi.engine.outcome.caps import cap_uses
from xueshi.engine.outcome.derived import Derived, Judged
from xueshi.engine.outcome.frame import Frame, by_rank
from xueshi.engine.outcome.notes import assumptions, leave_results, readings_in_force, warnings
from xueshi.engine.outcome.records import record_results
from xueshi.law.regulation import Regulation
from xueshi.law.words import Words
from xueshi.messages import Lang
from xueshi.model import result as out
from xueshi.solver.grounding import Term


class ResultMaker:
    """Make results of one regulation in one language."""

    def __init__(self, law: Regulation, words: Words, lang: Lang, atoms: Derived, *, strict: bool) -> None:
        self._atoms, self._strict = atoms, strict
        self._frame = Frame(words, lang, atoms)
        self._keys = [*self._frame.columns, "total"]
        self._regulation = out.Regulation(
            law.id,
            law.titles[lang],
            (law.first_day.isoformat(), law.last_day.isoformat() if law.last_day else None),
            law.instrument,
            law.unit,
        )
        self._readings: dict[Term, tuple[out.ReadingInForce, ...]] = {}

    def make(self, judged: Judged) -> out.Result:
        """Return the result of one person."""
        frame, facts, atoms = self._frame, judged.facts, self._atoms
        number = facts.number
        ids = [record.id for record in facts.records]
        placed = _placements(judged)
        records = record_results(frame, judged, placed)
        none = dict.fromkeys(self._keys, 0)
        answer = judged.answer
        return out.Result(
            person=facts.case.person,
            jurisdiction=facts.case.jurisdiction,
            year=facts.case.year,
            regulation=self._regulation,
            verdict=cast("out.Verdict", atoms.of(number, "verdict")[0][0]),
            credited=self._credited(number),
            required=dict.fromkeys(self._keys, cast("int | None", None)) | frame.amounts(number, "demanded"),
            shortfall=none | frame.amounts(number, "shortfall"),
            relief=none | frame.amounts(number, "relief"),
            deemed=tuple(
                out.Deemed(ids[cast("int", rank) - 1], cast("Any", scope), str(clause))
                for rank, scope, clause in sorted(atoms.of(number, "deemed"), key=by_rank)
            ),
            by_kind=self._by_kind(number),
            would_decide=tuple(
                out.WouldDecide(ids[cast("int", rank) - 1], frame.shown[str(subject)], cast("int", units))
                for rank, subject, units in sorted(atoms.of(number, "would_decide"), key=by_rank)
            ),
            records=records,
            leave=leave_results(frame, facts),
            caps=cap_uses(frame, facts, records),
            allocation=self._allocation(judged),
            optimum=out.Optimum(
                proven=True,
                count=answer.count if answer else 1,
                count_is_exact=answer.count_is_exact if answer else True,
            ),
            readings=self._in_force(atoms.contexts[number]),
            strict=self._strict,
            assumptions=assumptions(frame, facts),
            warnings=warnings(frame, facts),
            lang=frame.lang,
        )

    def _in_force(self, context: Term) -> tuple[out.ReadingInForce, ...]:
        """Return the readings of a context, worked out once for all persons who share it."""
        found = self._readings.get(context)
        if found is None:
            found = self._readings[context] = readings_in_force(self._frame, context)
        return found

    def _credited(self, number: int) -> dict[str, int]:
        amounts = dict.fromkeys(self._frame.columns, 0) | self._frame.amounts(number, "credited")
        amounts["total"] = sum(amounts[column] for column in self._frame.columns)
        return amounts

    def _by_kind(self, number: int) -> dict[str, int]:
        """Return the hours of subjects that are shown under another."""
        kinds = {subject: 0 for subject in self._frame.subjects if self._frame.shown[subject] != subject}
        return kinds | {str(s): cast("int", units) for s, units in self._atoms.of(number, "credited") if s in kinds}

    def _allocation(self, judged: Judged) -> tuple[out.Placement, ...]:
        facts, answer, shown = judged.facts, judged.answer, self._frame.shown
        if answer is None:
            return ()
        rows = self._atoms.of(facts.number, "credit")
        credit = {(rank, subject): cast("int", units) for rank, subject, units in rows}
        found: list[tuple[int, out.Placement]] = []
        for options, chosen, possible in zip(judged.free, answer.places, answer.possible, strict=True):
            rank, subject = options[chosen]
            hours = credit.get((rank, subject), 0)
            place = out.Placement(
                facts.records[rank - 1].id, shown[subject], hours, in_every_optimum=len(possible) == 1
            )
            found.append((rank, place))
        for row in self._atoms.of(facts.number, "pooled"):
            rank = cast("int", row[0])
            for subject in self._frame.subjects:
                if (rank, subject) in credit:
                    # How a pool is split is fixed by its own rule; it is not counted among the optima.
                    place = out.Placement(
                        facts.records[rank - 1].id, shown[subject], credit[rank, subject], in_every_optimum=True
                    )
                    found.append((rank, place))
        return tuple(placement for _, placement in sorted(found, key=lambda row: row[0]))


def _placements(judged: Judged) -> Mapping[int, str]:
    """Return the subject of each free record by its rank."""
    if judged.answer is None:
        return {}
    return dict(options[chosen] for options, chosen in zip(judged.free, judged.answer.places, strict=True))
