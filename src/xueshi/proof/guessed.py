"""Records guessed by the solver: every one of the domain, and of a field that is swept any number of a range."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

from xueshi.facts.person import PREDICATES
from xueshi.facts.record import record_facts
from xueshi.law.regulation import Regulation
from xueshi.model.case import Case, Record, Stated
from xueshi.model.kinds import catalogue
from xueshi.search.contents import LATER
from xueshi.search.judged import Trial
from xueshi.search.mentioned import mentioned
from xueshi.search.options import TIME, Aspect, Domain, KindOptions, domain, main_year
from xueshi.solver.twins import Model, Search, base_rules

_GUESS = """
1 { guessed_kind(K) : kind_option(K,_,_) } 1.
1 { swept(K,A) : sweepable(K,A), guessed_kind(K) } 1 :- sweepable(_,_).
1 { takes(K,A,I) : kind_option(K,A,I) } 1 :- guessed_kind(K), kind_option(K,A,_), not swept(K,A).
context(1).
content(T,1) :- one_of_them(T), not of_context(T,_).
content(T,C) :- of_context(T,C).
kind(T,K) :- one_of_them(T), guessed_kind(K).
took(T,K,A,I) :- takes(K,A,I), one_of_them(T).
1 { took(T,K,A,I) : kind_option(K,A,I) } 1 :- swept(K,A), kind_option(K,A,_), one_of_them(T).
{ chosen(1,Q,A) : answer(Q,A,I), I > 1 } 1 :- answer(Q,_,_), not by_default.
{ strict(1) } :- not by_default.
:~ took(1,K,A,I), I > 0. [1@9,A]
:~ chosen(1,Q,A). [2@9,Q,A]
:~ strict(1). [2@9]
:~ took(T,K,A,I). [I@8,T,A]
:~ guessed_kind(K), kind_number(K,N). [N@7]
#show guessed_kind/1.
#show took/4.
#show chosen/3.
#show strict/1.
#defined of_context/2. #defined answer/3. #defined by_default/0. #defined sweepable/2.
"""


@dataclass(frozen=True)
class Guess:
    """A search among the records of a domain.

    Attributes:
        kinds: what they may state.
        contents: how many records are looked at together, alike but for one aspect, where any is ``swept``.
        swept: kinds and aspects of which one is chosen.
        by_default: under the readings by default, and in the person's favour.
    """

    law: Regulation
    year: int
    kinds: Sequence[KindOptions]
    roots: tuple[Path, ...] = ()
    contents: int = 1
    swept: tuple[tuple[str, str], ...] = ()
    by_default: bool = False

    def search(self, goal: str, *, seconds: float | None) -> Search:
        """Return the search for records that keep to ``goal``, rules and constraints over what is derived of them."""
        lines = [_rules(self.law.file), f"year(1,{self.year}).", f"one_of_them(1..{self.contents})."]
        lines += [f"sweepable({kind},{key})." for kind, key in self.swept]
        lines += ["by_default."] if self.by_default else []
        return Search("\n".join([*lines, *self._options(), _GUESS, goal]), seconds=seconds)

    def trial(self, model: Model, content: int = 1) -> Trial:
        """Return the case that holds one of the records of a model."""
        (kind,) = (str(row[1]) for row in model.shown if row[0] == "guessed_kind")
        taken = {str(row[3]): int(str(row[4])) for row in model.shown if row[0] == "took" and row[1] == content}
        options = next(one for one in self.kinds if one.kind == kind)
        readings = {str(row[2]): str(row[3]) for row in model.shown if row[0] == "chosen"}
        case = Case("generated", self.law.jurisdiction, self.year, (options.record("r1", taken),))
        return Trial(case, readings, strict=any(row[0] == "strict" for row in model.shown))

    def _options(self) -> Iterator[str]:
        for number, kind in enumerate(self.kinds):
            yield f"kind_number({kind.kind},{number})."
            nothing = set(self._facts(kind.record("r", {})))
            for name, rest in sorted(nothing):
                if name != "kind":
                    yield f"{_atom(name, rest)} :- one_of_them(T), guessed_kind({kind.kind})."
            for aspect in kind.aspects:
                for index in range(len(aspect.options)):
                    yield f"kind_option({kind.kind},{aspect.key},{index})."
                    taken = set(self._facts(kind.record("r", {aspect.key: index}))) - nothing
                    for name, rest in sorted(taken):
                        yield f"{_atom(name, rest)} :- took(T,{kind.kind},{aspect.key},{index})."

    def _facts(self, record: Record) -> Iterable[tuple[str, str]]:
        declared = catalogue(self.law.jurisdiction, (*self.roots, self.law.file.parent.parent))
        by_the_day = self.law.daily_reading is not None
        return record_facts(record, self.year, self.law, declared, by_the_day=by_the_day)


@cache
def _rules(file: Path) -> str:
    """Return what an encoding says of a record by itself."""
    return base_rules(file, without=LATER)


def _atom(name: str, rest: str) -> str:
    return f"{PREDICATES.get(name, name)}(T{',' if rest else ''}{rest})"


def every_record(law: Regulation, roots: tuple[Path, ...]) -> Guess:
    """Return the search among all records of the domain, longer ones among them, under every reading."""
    records: Domain = domain(law, main_year(law), roots)
    compared = mentioned(law).sort("months")
    near = sorted({m for n in (*compared, LONG) for m in (n - 1, n, n + 1, n + 3) if m > MONTHS})
    declared = catalogue(law.jurisdiction, (*roots, law.file.parent.parent))
    kinds = []
    for kind in records.kinds:
        field = declared.kind(kind.kind).fields.get("months")
        time = next((aspect for aspect in kind.aspects if aspect.key == TIME), None)
        if field is None or time is None:
            kinds.append(kind)
            continue
        longer = [Stated({"months": n}) for n in near if field.max is None or n <= field.max]
        longer += [Stated({"start": date(records.year - n, 11, 1), "end": date(records.year, 3, 5)}) for n in (2, 3)]
        kinds.append(with_range(kind, Aspect(TIME, (*time.options, *longer))))
    return Guess(law, records.year, tuple(kinds), roots)


MONTHS, LONG = 12, 24
"""Months of a year, and more."""


def with_range(kind: KindOptions, aspect: Aspect) -> KindOptions:
    """Return what a kind may state, with ``aspect`` in the place of the one of the same key."""
    return replace(kind, aspects=tuple(aspect if one.key == aspect.key else one for one in kind.aspects))
