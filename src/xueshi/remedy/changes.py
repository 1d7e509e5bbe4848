"""Legal changes to a case: documents handed in, registrations, filings and applications, facts confirmed.

Which conditions can still be met is data (``remedies.toml``, :mod:`xueshi.law.remedies`); what a change states is made
here, and put into a copy of the case.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TypeVar

from xueshi.law.regulation import Regulation
from xueshi.law.remedies import Decision, Favour, Holder, remediable
from xueshi.model.case import Case, Frozen, Leave, Record, Stated
from xueshi.model.kinds import Catalogue, catalogue
from xueshi.model.units import UNITS_PER_HOUR
from xueshi.model.value import Value
from xueshi.remedy.changes_failures import Failure, Standing
from xueshi.solver.grounding import Grounding, Term

EVIDENCE = "evidence"
CONFIRM = "confirm"
HAND_IN = "hand_in"
_REGISTERED, _REGISTERED_ON = "registered", "registered_on"

_NO_GROUND: Mapping[str, str] = Frozen()

Statement = str | int | bool | Decimal
"""A value of a field; of ``evidence``, one document more."""

Way = tuple[str, Statement]
"""A field and what it is to state."""

_Holder = TypeVar("_Holder", Record, Leave)


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Change(Value):
    """One thing that can be done about one condition of one record or leave."""

    of: Holder
    owner: str
    """The id of the record or leave."""
    action: str
    """``hand_in``, ``register``, ``recognise``, ``certify``, ``file``, ``approve``, ``apply`` or ``confirm``, or what a
    further city's ``remedies.toml`` names."""
    about: str
    """What the condition is about: a field, or a name for documents of which any will do (see the words of the law)."""
    ways: tuple[Way, ...]
    """What would do, any one of them; the first is what :func:`applied` states.  Of ``evidence``: a document's code."""
    reason: str
    """The reason code that it puts right; empty where an unstated fact only cost hours."""
    clause: str
    ground: Mapping[str, str]
    """Why the text allows it, by language; empty for a fact to be confirmed."""
    otherwise: str | None = None
    """Of a fact to be confirmed: what can be done where it is not so."""
    on: date | None = None
    """The day on which it is done, where one was given."""

    @property
    def documents(self) -> tuple[str, ...]:
        """The codes of documents of which any will do."""
        return tuple(str(value) for field, value in self.ways if field == EVIDENCE)

    @property
    def key(self) -> tuple[str, str, str, str]:
        """Sort key: records before leave, by id."""
        return ("0" if self.of == "record" else "1", self.owner, self.about, self.action)


def applied(case: Case, changes: Iterable[Change]) -> Case:
    """Return a copy of ``case`` in which every one of ``changes`` was made, each in its first way."""
    records: dict[str, list[Change]] = defaultdict(list)
    leave: dict[str, list[Change]] = defaultdict(list)
    for change in changes:
        (records if change.of == "record" else leave)[change.owner].append(change)
    return replace(
        case,
        records=tuple(
            changed(record, records[record.id]) if record.id in records else record for record in case.records
        ),
        leave=tuple(changed(entry, leave[entry.id]) if entry.id in leave else entry for entry in case.leave),
    )


def changed(holder: _Holder, changes: Iterable[Change]) -> _Holder:
    """Return a copy of a record or leave with ``changes`` of its own made."""
    stated = dict(holder.stated)
    for change in changes:
        _state(stated, change.ways[0])
        if change.on is not None and change.ways[0][0] == _REGISTERED:
            stated[_REGISTERED_ON] = change.on
    return replace(holder, stated=Stated(stated))


def _state(stated: dict[str, object], way: Way) -> None:
    field, value = way
    if field == EVIDENCE:
        at_hand = stated.get(EVIDENCE, ())
        assert isinstance(at_hand, tuple)
        stated[EVIDENCE] = (*at_hand, *((value,) if value not in at_hand else ()))
    else:
        stated[field] = value


class ChangeFinder:
    """What can be done about failed conditions, under one regulation.

    Args:
        grounding: the encoding over the facts of a case; it is asked for what the law says.
        readings: the answers in force, by question.
        on: the day on which something would be done; ``None``: before the end of the year judged.
    """

    def __init__(
        self, law: Regulation, case: Case, grounding: Grounding, readings: Mapping[str, str], on: date | None = None
    ) -> None:
        self._law = remediable(law.file.parent)
        self._kinds: Catalogue = catalogue(case.jurisdiction, (law.file.parent.parent,))
        self._grounding = grounding
        self._on = on
        self._serves = _grouped(grounding.rows("serves", 2))
        self._allows = _grouped(((row[0], row[1]), row[2]) for row in grounding.rows("allows", 3))
        self._ways = _grouped(((row[0], row[1]), row[2:]) for row in grounding.rows("way", 4))
        self._thresholds = {str(field): int(str(least)) for field, least in grounding.rows("threshold", 2)}
        self._ended = self._ended_actions(case.year, readings)

    def _ended_actions(self, year: int, readings: Mapping[str, str]) -> frozenset[str]:
        last = self._law.last_day
        if last is None or self._on is None or any(readings.get(q) != a for q, a in last.reading.items()):
            return frozenset()
        days = [int(str(day)) for own, day in self._grounding.rows(last.law, 2) if own == year]
        over = any(int(f"{self._on:%Y%m%d}") > day for day in days)
        return frozenset(last.actions) if over else frozenset()

    def changes(
        self, holder: Record | Leave, standing: Standing, routes: Sequence[str] = ()
    ) -> tuple[Change, ...] | None:
        """Return what would meet all failed conditions of a record or leave, ``None`` where one cannot be met.

        Args:
            routes: the routes under which the record is judged.
        """
        if standing.others:
            return None
        made: list[Change] = []
        papers: list[tuple[Failure, Decision | None, tuple[str, ...]]] = []
        for failure in standing.failures:
            decision = self._law.decide(failure.of, failure.asks, failure.about, failure.clause)
            documents = self._documents(failure, decision)
            if documents and not (failure.unstated and self._statements(holder, failure, routes)):
                papers.append((failure, decision, documents))
                continue
            change = self._change(holder, failure, decision, routes)
            if change is None:
                return None
            made.append(change)
        stated = dict(holder.stated)
        for change in made:
            _state(stated, change.ways[0])
        handed = self._handed_in(papers, stated)
        if handed is None:
            return None
        return tuple(sorted((*made, *handed), key=lambda change: change.key))

    def _documents(self, failure: Failure, decision: Decision | None) -> tuple[str, ...]:
        """Return the documents of which any meets the condition."""
        if failure.asks == "paper":
            return tuple(sorted(map(str, self._serves.get(failure.about, ())))) or (failure.about,)
        return decision.documents if decision is not None and decision.possible else ()

    def _change(
        self, holder: Record | Leave, failure: Failure, decision: Decision | None, routes: Sequence[str]
    ) -> Change | None:
        if failure.unstated:
            ways = self._statements(holder, failure, routes)
            if decision is not None and decision.documents and ways:
                ways = (*ways, *((EVIDENCE, code) for code in decision.documents))
            otherwise = decision.action if decision is not None and self._can(decision) else None
            if not ways:
                return None
            return self._made(failure, CONFIRM, ways, otherwise=otherwise)
        if decision is None or not self._can(decision):
            return None
        ways = self._turned(failure, routes)
        if not ways:
            return None
        return self._made(failure, decision.action, ways, ground=decision.ground)

    def _made(
        self,
        failure: Failure,
        action: str,
        ways: tuple[Way, ...],
        *,
        ground: Mapping[str, str] = _NO_GROUND,
        otherwise: str | None = None,
    ) -> Change:
        about, clause = failure.about, failure.clause
        return Change(
            failure.of, failure.owner, action, about, ways, failure.reason, clause, ground, otherwise, self._on
        )  # fmt: skip

    def _can(self, decision: Decision) -> bool:
        return decision.possible and decision.action not in self._ended

    def _handed_in(
        self, papers: Sequence[tuple[Failure, Decision | None, tuple[str, ...]]], stated: Mapping[str, object]
    ) -> tuple[Change, ...] | None:
        """Return the fewest documents that meet all the conditions; one document may meet several.

        A document that would attest the contrary of what is ``stated`` is not among them.
        """
        if any(decision is None or not self._can(decision) for _, decision, _ in papers):
            return None
        papers = [(one, decision, tuple(d for d in some if self._true(d, stated))) for one, decision, some in papers]
        if not all(documents for _, _, documents in papers):
            return None
        left = list(range(len(papers)))
        made = []
        while left:
            serving: dict[tuple[int, ...], list[str]] = defaultdict(list)
            for code in sorted({code for place in left for code in papers[place][2]}):
                serving[tuple(place for place in left if code in papers[place][2])].append(code)
            places = max(serving, key=lambda listed: (len(listed), [-place for place in listed]))
            failure, decision, _ = papers[places[0]]
            assert decision is not None
            ways = tuple((EVIDENCE, code) for code in self._in_order(serving[places]))
            clauses = "、".join(dict.fromkeys(papers[place][0].clause for place in places))
            joint = failure._replace(clause=clauses)
            made.append(self._made(joint, HAND_IN, ways, ground=decision.ground))
            left = [place for place in left if place not in places]
        return tuple(made)

    def _true(self, document: str, stated: Mapping[str, object]) -> bool:
        attested = self._law.attests.get(document, {})
        return not any(field in stated and stated[field] in values for field, values in attested.items())

    def _in_order(self, documents: Iterable[str]) -> list[str]:
        """Return documents in the order in which they are declared."""
        declared = list(self._kinds.choices("document"))
        return sorted(documents, key=lambda code: (declared.index(code) if code in declared else len(declared), code))

    def _statements(self, holder: Record | Leave, failure: Failure, routes: Sequence[str]) -> tuple[Way, ...]:
        """Return what an unstated fact would have to be confirmed as, any one of them."""
        about = failure.about
        if failure.asks == "own":
            return tuple(way for fact in failure.unstated if fact != EVIDENCE for way in self._favour(holder, fact))
        if failure.asks == "at_least":
            return ((about, self._amount(holder, about, self._thresholds[about])),)
        if failure.asks == "paper":
            return ()
        return tuple((field, value) for field, value in self._turned(failure, routes) if field not in holder.stated)

    def _turned(self, failure: Failure, routes: Sequence[str]) -> tuple[Way, ...]:
        """Return the statements that meet a condition about fields."""
        if failure.asks == "yes":
            return ((failure.about, True),)
        if failure.asks == "one_of":
            values = [value for route in routes for value in self._allows.get((route, failure.about), ())]
            return tuple((failure.about, self._value(failure.about, value)) for value in sorted(set(map(str, values))))
        if failure.asks == "any_way":
            pairs = [pair for route in routes for pair in self._ways.get((route, failure.about), ())]
            assert all(isinstance(pair, tuple) for pair in pairs)
            listed = sorted({(str(pair[0]), str(pair[1])) for pair in pairs if isinstance(pair, tuple)})
            # The field that names the condition first: what is usually asked for.
            listed.sort(key=lambda pair: pair[0] != failure.about)
            return tuple((field, self._value(field, value)) for field, value in listed)
        return ()

    def threshold(self, field: str) -> int:
        """Return the least number that a condition about ``field`` asks for, hours in units."""
        return self._thresholds[field]

    def favour(self, field: str) -> Statement | None:
        """Return the value that an unstated ``field`` is to be confirmed as, ``None`` where none is written."""
        values = self._law.confirm.get(field, Favour()).values
        return values[0] if values else None

    def favours(self, record: Record) -> Iterator[Change]:
        """Yield what to confirm of facts that no condition asks for and that the record does not state."""
        own = self._kinds.kind(record.kind).fields
        for field in sorted(self._law.confirm):
            if field in own and field not in record.stated:
                ways = tuple(self._favour(record, field))
                if ways:
                    yield Change("record", record.id, CONFIRM, field, ways, "", "", _NO_GROUND, None, self._on)

    def _favour(self, holder: Record | Leave, field: str) -> Iterator[Way]:
        favour = self._law.confirm.get(field, Favour())
        if favour.values:
            yield from ((field, value) for value in favour.values)
        elif favour.field is not None and favour.field in holder.stated:
            stated = holder.stated[favour.field]
            if isinstance(stated, str | int | Decimal):
                yield field, stated
        elif favour.law is not None:
            for row in self._grounding.rows(favour.law, 1):
                yield field, int(str(row[0]))

    def _value(self, field: str, value: Term) -> Statement:
        """Return a value of the encoding as a record states it: a flag, or a code as it is declared."""
        declared = self._kinds.every_field.get(field)
        if declared is None or declared.choices is None:
            return value == "yes"
        return next((code for code in declared.choices if code.lower() == value), str(value))

    def _amount(self, holder: Record | Leave, field: str, least: int) -> Statement:
        kind = self._kinds.kind(holder.kind) if isinstance(holder, Record) else self._kinds.leave
        return Decimal(least) / UNITS_PER_HOUR if kind.fields[field].type == "hours" else least


def _grouped(rows: Iterable[tuple[object, ...]]) -> dict[object, list[Term]]:
    found: dict[object, list[Term]] = defaultdict(list)
    for key, value in rows:
        found[key].append(value)  # type: ignore[arg-type]
    return found


__all__ = ["CONFIRM", "EVIDENCE", "HAND_IN", "Change", "ChangeFinder", "Statement", "Way", "applied", "changed"]
