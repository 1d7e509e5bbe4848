"""From derived atoms to results: what the encodings derived for one person, in the words of the public contract.

Nothing is decided here; every amount, verdict and reason is read from the grounding.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal, NamedTuple, cast

from xueshi.engine.problem import Answer
from xueshi.facts.person import PersonFacts
from xueshi.law.regulation import Regulation
from xueshi.law.words import Words
from xueshi.model import result as out
from xueshi.model.units import to_hours
from xueshi.solver.grounding import Grounding, Term

Rows = Mapping[Term, list[tuple[Term, ...]]]

# Atoms about a content (stage A), keyed by the content; atoms about a person (stages B and D), keyed by the person.
_BY_CONTENT = {
    "route": 2, "amount": 3, "refusal": 4, "record_assumption": 4, "record_warning": 3, "rounded": 3, "remark": 3, "chooses": 1, "into_pool": 2,
}  # fmt: skip
_BY_PERSON = {
    "credited": 3, "demanded": 3, "relief": 3, "shortfall": 3, "verdict": 2, "credit": 4, "into": 4, "loss": 6, "deemed": 4,
    "duplicate": 2, "surplus": 2, "barred": 4, "in_question": 5, "would_decide": 4, "cap_counts": 3, "limit": 3, "in_cap": 4,
    "person_assumption": 3, "person_warning": 3, "person_record_warning": 4, "leave_refusal": 5, "leave_assumption": 5,
    "leave_months": 3, "leave_days": 3, "papered": 3, "runs": 3, "too_short": 2, "accepted": 2, "leave_warning": 4, "relieved": 1, "seat": 3, "pooled": 3, "pool_use": 4, "counted": 3,
}  # fmt: skip
_WHOLE = {
    "clause": 2,
    "cap": 3,
    "pool": 2,
    "day_cap": 3,
    "minimum": 3,
    "subject": 2,
    "shown": 2,
    "question": 2,
    "answer": 3,
    "same_work": 1,
    "relief_clause": 1,
    "one_only_clause": 1,
}


class Derived(NamedTuple):
    """The atoms of one grounding, sorted into drawers once for all its persons."""

    content: Mapping[str, Rows]
    person: Mapping[str, Rows]
    whole: Mapping[str, list[tuple[Term, ...]]]
    one_only: Mapping[Term, list[tuple[Term, ...]]]
    readings: Mapping[str, str]
    clauses: Mapping[Term, str]

    def of(self, person: int, name: str) -> list[tuple[Term, ...]]:
        """Return the arguments after the person of each atom ``name``."""
        return self.person[name].get(person, [])

    def about(self, content: int, name: str) -> list[tuple[Term, ...]]:
        """Return the arguments after the content of each atom ``name``."""
        return self.content[name].get(content, [])


def derived(grounding: Grounding) -> Derived:
    """Read everything that results are made of."""
    drawers = {name: _drawer(grounding.rows(name, arity)) for name, arity in (_BY_CONTENT | _BY_PERSON).items()}
    whole = {name: list(grounding.rows(name, arity)) for name, arity in _WHOLE.items()}
    readings = {str(row[1]): str(row[2]) for row in grounding.rows("reading", 3)}
    clauses = {row[0]: str(row[1]) for row in whole["clause"]}
    return Derived(drawers, drawers, whole, _drawer(grounding.rows("one_only", 3)), readings, clauses)


def _drawer(rows: Iterable[tuple[Term, ...]]) -> dict[Term, list[tuple[Term, ...]]]:
    drawer: dict[Term, list[tuple[Term, ...]]] = defaultdict(list)
    for row in rows:
        drawer[row[0]].append(row[1:])
    return drawer


class Judged(NamedTuple):
    """What a person's result is made of besides the atoms."""

    facts: PersonFacts
    answer: Answer | None
    free: tuple[tuple[tuple[int, str], ...], ...] = ()
    """For each choice its options: rank of the record, subject."""


class ResultMaker:
    """Make results of one regulation in one language."""

    def __init__(
        self, law: Regulation, words: Words, lang: Literal["zh", "en"], atoms: Derived, *, strict: bool
    ) -> None:
        self._law, self._words, self._lang, self._atoms, self._strict = law, words, lang, atoms, strict
        self._subjects = [str(row[0]) for row in sorted(atoms.whole["subject"], key=lambda row: cast("int", row[1]))]
        # A subject may be shown under another (two kinds of public hours as one).
        self._shown = {str(row[0]): str(row[1]) for row in atoms.whole["shown"]}
        self._columns = list(dict.fromkeys(self._shown[subject] for subject in self._subjects))
        self._keys = [*self._columns, "total"]
        self._regulation = out.Regulation(
            law.id,
            law.titles[lang],
            (law.first_day.isoformat(), law.last_day.isoformat() if law.last_day else None),
            law.instrument,
            law.unit,
        )
        self._readings = self._all_readings()
        self._cap_rows = {row[0]: row for row in atoms.whole["cap"]}
        self._pool_clauses = {row[0]: str(row[1]) for row in atoms.whole["pool"]}
        self._day_caps = {row[0]: row for row in atoms.whole["day_cap"]}
        self._same_work = "、".join(str(row[0]) for row in atoms.whole["same_work"])
        self._content_parts: dict[int, _ContentPart] = {}
        self._reasons: dict[tuple[str, str, str | None, str | None, int], out.Reason] = {}

    def make(self, judged: Judged) -> out.Result:
        """Return the result of one person."""
        facts, atoms = judged.facts, self._atoms
        number = facts.number
        credited = self._sums(number, "credited")
        required = dict.fromkeys(self._keys, cast("int | None", None)) | self._pairs(number, "demanded")
        verdict = cast("out.Verdict", atoms.of(number, "verdict")[0][0])
        placed = _placements(judged)
        records = self._records(judged, placed)
        return out.Result(
            person=facts.case.person,
            jurisdiction=facts.case.jurisdiction,
            year=facts.case.year,
            regulation=self._regulation,
            verdict=verdict,
            credited=credited,
            required=required,
            shortfall=dict.fromkeys(self._keys, 0) | self._pairs(number, "shortfall"),
            relief=dict.fromkeys(self._keys, 0) | self._pairs(number, "relief"),
            deemed=tuple(
                out.Deemed(facts.records[cast("int", rank) - 1].id, cast("Any", scope), str(clause))
                for rank, scope, clause in sorted(atoms.of(number, "deemed"), key=str)
            ),
            by_kind=self._by_kind(number),
            would_decide=tuple(
                out.WouldDecide(facts.records[cast("int", rank) - 1].id, self._shown[str(subject)], cast("int", units))
                for rank, subject, units in sorted(atoms.of(number, "would_decide"), key=_by_rank)
            ),
            records=records,
            leave=self._leave(facts),
            caps=self._caps(facts, records),
            allocation=self._allocation(judged, placed),
            optimum=out.Optimum(True, judged.answer.count, judged.answer.count_is_exact)
            if judged.answer
            else out.Optimum(True, 1, True),
            readings=self._readings,
            strict=self._strict,
            assumptions=self._assumptions(facts),
            warnings=self._warnings(facts),
            lang=self._lang,
        )

    # -- totals ------------------------------------------------------------------------------------------------------

    def _pairs(self, number: int, name: str) -> dict[str, int]:
        return self._added((str(key), cast("int", units)) for key, units in self._atoms.of(number, name))

    def _added(self, amounts: Iterable[tuple[str, int]]) -> dict[str, int]:
        """Add amounts up under the subjects as they are shown."""
        total: dict[str, int] = {}
        for key, units in amounts:
            shown = self._shown.get(key, key)
            total[shown] = total.get(shown, 0) + units
        return total

    def _by_kind(self, number: int) -> dict[str, int]:
        kinds = {subject: 0 for subject in self._subjects if self._shown[subject] != subject}
        return kinds | {str(s): cast("int", units) for s, units in self._atoms.of(number, "credited") if s in kinds}

    def _sums(self, number: int, name: str) -> dict[str, int]:
        amounts = dict.fromkeys(self._columns, 0) | self._pairs(number, name)
        amounts["total"] = sum(amounts[column] for column in self._columns)
        return amounts

    def _all_readings(self) -> tuple[out.ReadingInForce, ...]:
        defaults = {str(row[0]): str(row[1]) for row in self._atoms.whole["answer"] if row[2] == 1}
        made = []
        for question, clause in sorted(self._atoms.whole["question"], key=str):
            key = str(question)
            value = self._atoms.readings.get(key, defaults[key])
            asked = self._words.say("question", key, self._lang)
            made.append(out.ReadingInForce(key, value, None, str(clause), value == defaults[key], asked))
        return tuple(made)

    # -- records -----------------------------------------------------------------------------------------------------

    def _part(self, content: int) -> _ContentPart:
        part = self._content_parts.get(content)
        if part is None:
            atoms = self._atoms
            claims = dict.fromkeys(self._columns, 0)
            claims |= self._added((str(s), cast("int", u)) for s, u in atoms.about(content, "amount"))
            routes = atoms.about(content, "route")
            refusals = sorted(atoms.about(content, "refusal"), key=str)
            part = self._content_parts[content] = _ContentPart(
                claims=claims,
                route=str(routes[0][0]) if routes else None,
                refusals=tuple(self._reason(str(why), str(clause), fact=str(fact)) for why, clause, fact in refusals),
                rounded=bool(atoms.about(content, "rounded")),
            )
        return part

    def _records(self, judged: Judged, placed: Mapping[int, str]) -> tuple[out.RecordResult, ...]:
        facts, atoms = judged.facts, self._atoms
        number = facts.number
        credit: dict[Term, dict[str, int]] = defaultdict(dict)
        for rank, subject, units in atoms.of(number, "credit"):
            column = self._shown[str(subject)]
            credit[rank][column] = credit[rank].get(column, 0) + cast("int", units)
        taken: dict[Term, set[str]] = defaultdict(set)
        for rank, subject, _ in atoms.of(number, "into"):
            taken[rank].add(self._shown[str(subject)])
        losses = _by_first(atoms.of(number, "loss"))
        deemed = _by_first(atoms.of(number, "deemed"))
        barred = _by_first(atoms.of(number, "barred"))
        open_amounts = _by_first(atoms.of(number, "in_question"))
        duplicate = {row[0] for row in atoms.of(number, "duplicate")}
        seats = {cast("int", rank): seat for seat, rank in atoms.of(number, "seat")}
        surplus = {row[0] for row in atoms.of(number, "surplus")} | {rank for rank in seats if rank not in placed}
        pooled = {row[0] for row in atoms.of(number, "pooled")}
        made = []
        for rank, (record, content) in enumerate(zip(facts.records, facts.contents, strict=True), 1):
            part = self._part(content)
            own = credit.get(rank, {})
            total = sum(own.values())
            amount = self._amount(
                part,
                rank,
                taken.get(rank, set()),
                chooses=rank in seats or rank in pooled or self._alternative(content),
            )
            reasons: list[out.Reason] = list(part.refusals)
            clause = self._clause(part)
            if not reasons and rank in duplicate:
                reasons.append(self._reason("duplicate_work", self._same_work or clause, fact="work_id", hours=amount))
            elif not reasons and rank in surplus:
                groups = self._atoms.one_only.get(content, [])
                reasons.append(self._reason("one_only", str(groups[0][1]) if groups else clause, hours=amount))
            in_doubt = bool(open_amounts.get(rank)) and rank not in placed
            counts = not reasons
            if counts:
                if rank in placed:
                    reasons.append(self._reason("allocated", clause, subject=placed[rank]))
                elif rank in pooled and total > 0:
                    reasons += [self._reason("allocated", clause, subject=subject) for subject in self._columns if own.get(subject)]
                elif total > 0 or (amount == 0 and rank in deemed):
                    reasons.append(self._reason("credited", clause))
                elif amount == 0 and not in_doubt and not barred.get(rank):
                    reasons.append(self._reason("zero_amount", clause))
                for scope, where in deemed.get(rank, []):
                    reasons.append(self._reason("deemed", str(where), subject=str(scope)))
                if part.rounded:
                    reasons.append(self._reason("rounded", clause))
                reasons += [self._reason(str(why), str(where)) for why, where in sorted(atoms.about(content, "remark"), key=str)]
                for subject, where in sorted(barred.get(rank, []), key=str):
                    hours = 0 if rank in placed else part.claims.get(self._shown[str(subject)], 0)
                    reasons.append(self._reason("sector_rule_prevails", str(where), subject=str(subject), hours=hours))
                awaiting: dict[tuple[str, str], list[str]] = defaultdict(list)
                for subject, why, where in sorted(open_amounts.get(rank, []), key=str):
                    if why != "sector_rule_prevails":
                        awaiting[str(why), str(where)].append(str(subject))
                for (why, where), subjects in awaiting.items():
                    reasons.append(self._reason(why, where, fact="amount" if why == "amount_missing" else None, subject=subjects[0] if len(subjects) == 1 else None))
                for subject, why, where, units in sorted(losses.get(rank, []), key=str):
                    reasons.append(
                        self._reason(
                            str(why),
                            str(where),
                            subject=None if subject == "none" else str(subject),
                            hours=cast("int", units),
                        )
                    )
            lost = amount - total
            made.append(
                out.RecordResult(
                    id=record.id,
                    kind=record.kind,
                    title=record.title,
                    status=_status(
                        total, lost, counts=counts and (amount > 0 or rank in deemed), in_doubt=in_doubt and counts
                    ),
                    claimed=part.claims,
                    credited=dict.fromkeys(self._columns, 0) | own,
                    amount=amount,
                    lost=lost,
                    reasons=tuple(reasons),
                )
            )
        return tuple(made)

    def _alternative(self, content: int) -> bool:
        return content in self._atoms.content["chooses"] or content in self._atoms.content["into_pool"]

    def _amount(self, part: _ContentPart, rank: int, taken: set[str], *, chooses: bool) -> int:
        if not chooses:
            return sum(part.claims.values())
        if len(taken) == 1:
            return part.claims[next(iter(taken))]
        return max(part.claims.values(), default=0)

    def _clause(self, part: _ContentPart) -> str:
        return self._atoms.clauses.get(part.route, "") if part.route else ""

    def _reason(
        self, code: str, clause: str, *, subject: str | None = None, fact: str | None = None, hours: int = 0
    ) -> out.Reason:
        key = (code, clause, subject, fact, hours)
        made = self._reasons.get(key)
        if made is None:
            lang = self._lang
            message = self._words.say(
                "reason", code, lang,
                fact=self._words.fact(fact, lang) if fact else "",
                subject=self._words.say("subject", subject, lang) if subject else "",
                hours=f"{to_hours(hours):f}",
            )  # fmt: skip
            made = self._reasons[key] = out.Reason(
                code, clause, message, hours, subject, None if fact in (None, "none") else fact
            )
        return made

    # -- caps and allocation -----------------------------------------------------------------------------------------

    def _caps(self, facts: PersonFacts, records: Sequence[out.RecordResult]) -> tuple[out.CapUse, ...]:
        atoms, number = self._atoms, facts.number
        limits = {row[0]: cast("int", row[1]) for row in atoms.of(number, "limit")}
        credit = {(rank, subject): cast("int", units) for rank, subject, units in atoms.of(number, "credit")}
        members: dict[Term, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
        placed_into = {(rank, subject) for rank, subject, units in atoms.of(number, "into") if units != 0}
        for rank, subject, cap in atoms.of(number, "in_cap"):
            if (rank, subject) in placed_into:
                members[cap][cast("int", rank)].add(str(subject))
        made = []
        for cap, counted in atoms.of(number, "cap_counts"):
            under = members.get(cap)
            if not under:
                continue
            credited = sum(credit.get((rank, subject), 0) for rank, subjects in under.items() for subject in subjects)
            made.append(
                out.CapUse(
                    id=str(cap), clause=str(self._cap_rows[cap][2]), title=self._words.say("cap", str(cap), self._lang), per="year",
                    limit=limits[cap], counted=cast("int", counted), credited=credited, lost=cast("int", counted) - credited,
                    records=tuple(records[rank - 1].id for rank in sorted(under)),
                )
            )  # fmt: skip
        return (*self._daily_caps(facts, records), *sorted([*made, *self._pools(facts, records)], key=lambda use: use.id))

    def _pools(self, facts: PersonFacts, records: Sequence[out.RecordResult]) -> Iterable[out.CapUse]:
        for pool, limit, counted in self._atoms.of(facts.number, "pool_use"):
            ranks = sorted(cast("int", rank) for rank, key in self._atoms.of(facts.number, "pooled") if key == pool)
            under = [records[rank - 1] for rank in ranks if records[rank - 1].amount > 0]
            credited = sum(sum(record.credited.values()) for record in under)
            yield out.CapUse(
                id=str(pool), clause=self._pool_clauses[pool], title=self._words.say("cap", str(pool), self._lang), per="year",
                limit=cast("int", limit), counted=cast("int", counted), credited=credited, lost=cast("int", counted) - credited,
                records=tuple(record.id for record in under),
            )  # fmt: skip

    def _daily_caps(self, facts: PersonFacts, records: Sequence[out.RecordResult]) -> Iterable[out.CapUse]:
        losses = {
            (row[0], row[1]): cast("int", row[4]) for row in self._atoms.of(facts.number, "loss") if row[2] == "day_cap"
        }
        under: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
        for rank, subject, units in sorted(self._atoms.of(facts.number, "into"), key=_by_rank):
            route = self._part(facts.contents[cast("int", rank) - 1]).route
            if route in self._day_caps:
                under[cast("str", route)].append(
                    (cast("int", rank), cast("int", units), losses.get((rank, subject), 0))
                )
        for route in sorted(under):
            _, limit, clause = self._day_caps[route]
            credited, lost = sum(row[1] for row in under[route]), sum(row[2] for row in under[route])
            name = self._words.say("route", route, self._lang)
            yield out.CapUse(
                id=f"{route}_day", clause=str(clause), title=self._words.say("cap", "day", self._lang, route=name), per="day",
                limit=cast("int", limit) * 9000, counted=credited + lost, credited=credited, lost=lost,
                records=tuple(dict.fromkeys(records[row[0] - 1].id for row in under[route])),
            )  # fmt: skip

    def _allocation(self, judged: Judged, placed: Mapping[int, str]) -> tuple[out.Placement, ...]:
        facts, answer = judged.facts, judged.answer
        if answer is None:
            return ()
        credit = {
            (rank, subject): cast("int", units) for rank, subject, units in self._atoms.of(facts.number, "credit")
        }
        rows: list[tuple[int, out.Placement]] = []
        for options, chosen, possible in zip(judged.free, answer.places, answer.possible, strict=True):
            rank, subject = options[chosen]
            hours = credit.get((rank, subject), 0)
            rows.append(
                (rank, out.Placement(facts.records[rank - 1].id, self._shown[subject], hours, len(possible) == 1))
            )
        for row in self._atoms.of(facts.number, "pooled"):
            rank = cast("int", row[0])
            for subject in self._subjects:
                if (rank, subject) in credit:
                    column = self._shown[subject]
                    rows.append((rank, out.Placement(facts.records[rank - 1].id, column, credit[rank, subject], True)))
        return tuple(placement for _, placement in sorted(rows, key=lambda row: row[0]))

    # -- leave, assumptions, warnings --------------------------------------------------------------------------------

    def _leave(self, facts: PersonFacts) -> tuple[out.LeaveResult, ...]:
        atoms, number = self._atoms, facts.number
        months = dict(cast("list[tuple[int, int]]", atoms.of(number, "leave_months")))
        days = dict(cast("list[tuple[int, int]]", atoms.of(number, "leave_days")))
        joined = {later: first for first, later in atoms.of(number, "runs") if first != later}
        refusals = _by_first(atoms.of(number, "leave_refusal"))
        short = {row[0] for row in atoms.of(number, "too_short")}
        taken = {row[0] for row in atoms.of(number, "accepted")}
        clause = str(atoms.whole["relief_clause"][0][0]) if atoms.whole["relief_clause"] else ""
        made = []
        for index, entry in enumerate(facts.leave, 1):
            reasons = [
                self._reason(str(why), str(where), fact=str(fact))
                for why, where, fact in sorted(refusals.get(index, []), key=str)
            ]
            accepted = index in taken
            if not reasons and index in short:
                reasons.append(self._reason("threshold_not_exceeded", clause))
            made.append(
                out.LeaveResult(
                    entry.id, entry.kind, 0 if index in joined else months.get(index, 0), 0 if index in joined else days.get(index, 0),
                    accepted, tuple(reasons),
                )
            )  # fmt: skip
        return tuple(made)

    def _assumptions(self, facts: PersonFacts) -> tuple[out.Assumption, ...]:
        found: list[tuple[str, str | None, str, str]] = []
        for fact, clause in self._atoms.of(facts.number, "person_assumption"):
            found.append((str(fact), None, str(clause), str(fact)))
        for record, content in zip(facts.records, facts.contents, strict=True):
            if self._part(content).refusals:
                continue
            for fact, clause, about in self._atoms.about(content, "record_assumption"):
                found.append((str(fact), record.id, str(clause), str(about)))
        for index, fact, clause, about in self._atoms.of(facts.number, "leave_assumption"):
            found.append((str(fact), facts.leave[cast("int", index) - 1].id, str(clause), str(about)))
        made = []
        for fact, owner, clause, about in sorted(
            set(found), key=lambda row: (row[1] is not None, row[1] or "", row[0], row[2:])
        ):
            key = fact if self._words.has("assumption", fact) else "taken"
            lang = self._lang
            message = self._words.say(
                "assumption", key, lang, fact=self._words.fact(fact, lang), about=self._words.fact(about, lang)
            )
            made.append(out.Assumption(owner, fact, clause, message))
        return tuple(made)

    def _warnings(self, facts: PersonFacts) -> tuple[out.Warning_, ...]:
        found: list[tuple[str, str | None, str]] = []
        for code, clause in self._atoms.of(facts.number, "person_warning"):
            found.append((str(code), None, str(clause)))
        for rank, code, clause in self._atoms.of(facts.number, "person_record_warning"):
            found.append((str(code), facts.records[cast("int", rank) - 1].id, str(clause)))
        for index, code, clause in self._atoms.of(facts.number, "leave_warning"):
            found.append((str(code), facts.leave[cast("int", index) - 1].id, str(clause)))
        for record, content in zip(facts.records, facts.contents, strict=True):
            for code, clause in self._atoms.about(content, "record_warning"):
                found.append((str(code), record.id, str(clause)))
        ordered = sorted(set(found), key=lambda row: (row[1] is not None, row[1] or "", row[0], row[2]))
        return tuple(
            out.Warning_(code, owner, clause, self._words.say("warning", code, self._lang))
            for code, owner, clause in ordered
        )


class _ContentPart(NamedTuple):
    claims: Mapping[str, int]
    route: str | None
    refusals: tuple[out.Reason, ...]
    rounded: bool


def _placements(judged: Judged) -> dict[int, str]:
    if judged.answer is None:
        return {}
    return dict(options[chosen] for options, chosen in zip(judged.free, judged.answer.places, strict=True))


def _by_rank(row: tuple[Term, ...]) -> tuple[int, str]:
    return cast("int", row[0]), str(row[1])


def _by_first(rows: Iterable[tuple[Term, ...]]) -> dict[Term, list[tuple[Term, ...]]]:
    return _drawer(rows)


def _status(total: int, lost: int, *, counts: bool, in_doubt: bool) -> out.Status:
    if in_doubt:
        return "undetermined"
    if not counts or (total == 0 and lost > 0):
        return "not_credited"
    return "partly_credited" if lost > 0 else "credited"
