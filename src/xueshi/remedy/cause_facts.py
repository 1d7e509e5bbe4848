"""The facts of a case that its verdict may rest on, each with what frees it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Literal, cast

from xueshi.engine.judge import Settings
from xueshi.facts.duration import Fact
from xueshi.law.letters import letter_words
from xueshi.law.regulation import Regulation
from xueshi.model.case import Case, Leave, Record
from xueshi.model.kinds import catalogue
from xueshi.remedy.cause_elements import Element, Freeing, Switch, joined
from xueshi.remedy.changes import ChangeFinder
from xueshi.remedy.changes_failures import Failure, Refusal, Standing, leave_standings, record_standings
from xueshi.remedy.changes_worlds import Worlds
from xueshi.solver.grounding import Term
from xueshi.solver.terms import program_text

_YEAR = Refusal("other_year", "", "date")


def standings(worlds: Worlds, place: int = 0) -> dict[str, Standing]:
    """Return why the records of a world do not count, by id."""
    person = worlds.persons[place]
    by_content = record_standings(worlds.grounding, {content: str(content) for content in person.contents})
    return {
        record.id: by_content[str(content)] for record, content in zip(person.records, person.contents, strict=True)
    }


class Facts:
    """The switches of facts.

    Args:
        finder: what can be done about failed conditions under the regulation that judges.
    """

    def __init__(self, case: Case, law: Regulation, settings: Settings, finder: ChangeFinder) -> None:
        self._case, self._strict, self._finder = case, settings.strict, finder
        self._leads: dict[str, list[tuple[Element, Freeing]]] = {}
        self._kinds = catalogue(case.jurisdiction, (*settings.roots, law.file.parent.parent))
        self._letters = letter_words(law)
        self._records = {record.id: record for record in case.records}
        self._leave = {entry.id: entry for entry in case.leave}

    def found(self, actual: Worlds, judge: Callable[[Sequence[Freeing]], Worlds]) -> Iterator[Switch]:
        """Yield the switches of the case as it stands: records and leave by id, then the person.

        Args:
            judge: judges the worlds in which one thing each is freed.
        """
        verdict, of_records = actual.judged[0], standings(actual)
        self._leads = self._leading(of_records, judge)
        for owner in sorted(of_records):
            switch = self.out(owner, of_records[owner])
            if switch is not None:
                yield switch
        for owner in sorted(of_records):
            if not of_records[owner].refused:
                yield from self._lowered(owner)
        yield from self._leave_out(actual)
        yield from self._works(actual)
        yield from self._person(actual)
        if verdict == "deferred":
            yield from self._accepted(actual)
        if verdict == "undetermined":
            yield from self._open(actual)

    # ---- of records and leave --------------------------------------------------------------------------------------

    def out(self, owner: str, standing: Standing) -> Switch | None:
        """Return the switch of a record that does not count, ``None`` where it counts or nothing frees it."""
        if not standing.refused:
            return None
        alternatives: list[tuple[Element, ...]] = []
        freeings: list[Freeing] = []
        for failure in standing.failures:
            alternative, about = self._condition(owner, failure)
            alternatives.append(alternative)
            freeings.append(Freeing(about={owner: (about,)}))
        for other in standing.others:
            leads = self._leads.get(owner, []) if other.fact == "kind" else []
            if other == _YEAR:
                alternatives.append((self._year(owner),))
                freeings.append(Freeing(without={owner: frozenset({"belongs"})}))
            elif leads:
                # Any one of these facts would lead elsewhere: the record has no rule for as long as all of them stand.
                alternatives.append(tuple(element for element, _ in leads))
                freeings.append(leads[0][1])
            else:
                return None
        return Switch(f"record {owner}", tuple(alternatives), (joined(freeings),))

    def _condition(self, owner: str, failure: Failure) -> tuple[tuple[Element, ...], Fact]:
        """Return what a failed condition rests on, and the fact under which it counts as met."""
        element, met = self._failed(failure, owner), ("met", program_text(failure.condition))
        if failure.asks != "at_least":
            return (element,), met
        least = self._finder.threshold(failure.about)
        if failure.unstated:
            return (element,), ("measure", f"{failure.about},{least}")
        field = self._kinds.kind(self._records[owner].kind).fields[failure.about]
        unit: Literal["units", "count"] = "units" if field.type == "hours" else "count"
        number = Element("number", "threshold", failure.about, least, failure.clause, unit=unit)
        return (element, number), met

    def _failed(self, failure: Failure, owner: str) -> Element:
        """Return the fact for which a condition failed."""
        holder: Record | Leave = self._records[owner] if failure.of == "record" else self._leave[owner]
        fields = self._looked_at(failure)
        stated = [(field, holder.stated[field]) for field in fields if field in holder.stated]
        (field, value), *beside = stated or [(fields[0], None)]
        return Element(
            "fact", "condition", field, value, failure.clause, failure.of, owner,
            beside=tuple(beside), reason=failure.reason, about=failure.about,
        )  # fmt: skip

    def _looked_at(self, failure: Failure) -> tuple[str, ...]:
        """Return the fields that decide a condition."""
        if failure.asks == "paper":
            return ("evidence",)
        if failure.unstated:
            return failure.unstated
        return self._letters.looks_at(failure.about) if failure.asks == "own" else (failure.about,)

    def _year(self, owner: str) -> Element:
        stated = self._records[owner].stated
        field = next((key for key in ("date", "end", "start") if key in stated), "date")
        return Element("fact", "year", field, stated.get(field), "", "record", owner, reason="other_year")

    def _leading(
        self, of_records: Mapping[str, Standing], judge: Callable[[Sequence[Freeing]], Worlds]
    ) -> dict[str, list[tuple[Element, Freeing]]]:
        """Return the facts of records without a rule of which each alone, freed, would lead to one."""
        lost = [owner for owner in sorted(of_records) if any(one.fact == "kind" for one in of_records[owner].others)]
        tried = [(owner, *lead) for owner in lost for lead in self._elsewhere(owner)]
        found: dict[str, list[tuple[Element, Freeing]]] = defaultdict(list)
        if tried:
            worlds = judge([freeing for _, _, freeing in tried])
            for place, (owner, element, freeing) in enumerate(tried):
                if not any(one.fact == "kind" for one in standings(worlds, place)[owner].others):
                    found[owner].append((element, freeing))
        return found

    def _elsewhere(self, owner: str) -> Iterator[tuple[Element, Freeing]]:
        """Yield the facts of a record without a rule that could lead it to one, and what frees them."""
        record = self._records[owner]
        for key, field in self._kinds.kind(record.kind).fields.items():
            if field.assumable and field.type == "choice" and key in record.stated:
                favour = self._finder.favour(key) if self._strict else None
                yield (
                    self._stated(owner, key, "no_rule"),
                    _silent(owner, key) if favour is None else _says(owner, key, favour),
                )
        if self._strict:
            for change in self._finder.favours(record):
                key, value = change.ways[0]
                yield self._stated(owner, key, "no_rule"), _says(owner, key, value)

    def _stated(self, owner: str, field: str, reason: str = "") -> Element:
        value = self._records[owner].stated.get(field)
        return Element("fact", "stated", field, value, "", "record", owner, reason=reason)

    def _lowered(self, owner: str) -> Iterator[Switch]:
        """Yield facts of a record that counts, and that could give it less than an unstated one would.

        Those that make no difference are left out later.
        """
        record = self._records[owner]
        if self._strict:
            for change in self._finder.favours(record):
                key, favour = change.ways[0]
                yield Switch(f"stated {owner} {key}", ((self._stated(owner, key),),), (_says(owner, key, favour),))
            return
        for key, declared in self._kinds.kind(record.kind).fields.items():
            value = record.stated.get(key)
            low = value is False or (declared.type == "count" and isinstance(value, int) and value > declared.min)
            if declared.assumable and low:
                yield Switch(f"stated {owner} {key}", ((self._stated(owner, key),),), (_silent(owner, key),))

    def _leave_out(self, actual: Worlds) -> Iterator[Switch]:
        """Yield the leaves of which a condition failed."""
        numbers = {number: entry.id for number, entry in enumerate(actual.persons[0].leave, 1)}
        found = leave_standings(actual.grounding, actual.persons[0].number, numbers)
        for owner, standing in sorted(found.items()):
            if standing.failures and not standing.others:
                alternatives = tuple((self._failed(failure, owner),) for failure in standing.failures)
                met = tuple(program_text(failure.condition) for failure in standing.failures)
                yield Switch(f"leave {owner}", alternatives, (Freeing(leave_met={owner: met}),))

    def _works(self, worlds: Worlds) -> Iterator[Switch]:
        """Yield the works that several records claim."""
        holders: dict[str, list[str]] = defaultdict(list)
        for record in worlds.persons[0].records:
            work = record.stated.get("work_id")
            if isinstance(work, str):
                holders[work].append(record.id)
        clauses = "、".join(sorted(str(row[0]) for row in worlds.grounding.rows("same_work", 1)))
        for work, owners in sorted(holders.items()):
            if len(owners) > 1:
                first, *others = owners
                element = Element(
                    "fact", "work", "work_id", work, clauses, "record", first, tuple(others), reason="duplicate_work"
                )
                freeing = Freeing(drop={owner: frozenset({"work_id"}) for owner in owners})
                yield Switch(f"work {work}", ((element,),), (freeing,))

    # ---- of the person, and of what is postponed or open -----------------------------------------------------------

    def _person(self, actual: Worlds) -> Iterator[Switch]:
        ruled = actual.of_person("ruled_by_sector", 3, 0)
        if ruled and self._case.sector is not None:
            clauses = "、".join(dict.fromkeys(str(row[1]) for row in ruled))
            element = Element("fact", "sector", "sector", self._case.sector, clauses, about=str(ruled[0][0]))
            yield Switch("sector", ((element,),), (Freeing(plain=frozenset({"sector"})),), both_ways=True)
        spent = actual.of_person("spent", 3, 0)
        if spent and self._case.earlier_modules is not None:
            caps = {row[0]: str(row[2]) for row in actual.grounding.rows("cap", 3)}
            clause = caps.get(spent[0][0], "")
            element = Element("fact", "earlier", "earlier_modules", self._case.earlier_modules, clause)
            yield Switch("earlier", ((element,),), (Freeing(plain=frozenset({"earlier_modules"})),))

    def _accepted(self, actual: Worlds) -> Iterator[Switch]:
        """Yield the leaves that postpone the year."""
        clauses = "、".join(sorted(str(row[0]) for row in actual.of_person("deferral", 2, 0)))
        ids = [entry.id for entry in actual.persons[0].leave]
        for (number,) in actual.of_person("accepted", 2, 0):
            owner = ids[cast("int", number) - 1]
            element = Element("fact", "leave", "kind", self._leave[owner].kind, clauses, "leave", owner)
            yield Switch(f"accepted {owner}", ((element,),), (Freeing(leave_gone=frozenset({owner})),))

    def _open(self, actual: Worlds) -> Iterator[Switch]:
        """Yield the records of which the amount is open: stated, it could be nothing, or what would decide."""
        records = actual.persons[0].records
        deciding: dict[Term, list[tuple[str, int]]] = defaultdict(list)
        for rank, subject, units in actual.of_person("would_decide", 4, 0):
            deciding[rank].append((str(subject), cast("int", units)))
        open_: dict[Term, list[tuple[str, str, str]]] = defaultdict(list)
        for rank, subject, why, clause in actual.of_person("in_question", 5, 0):
            if why != "sector_rule_prevails":
                open_[rank].append((str(subject), str(why), str(clause)))
        for rank in sorted(open_, key=str):
            owner = records[cast("int", rank) - 1].id
            subject, why, clause = open_[rank][0]
            element = Element("fact", "open", "hours", None, clause, "record", owner, reason=why, about=subject)
            states = [Freeing(gone=frozenset({owner}))]
            states += [Freeing(about={owner: (("given", f"{s},{units}"),)}) for s, units in deciding[rank]]
            yield Switch(f"open {owner}", ((element,),), tuple(states), both_ways=True)


def _silent(owner: str, field: str) -> Freeing:
    return Freeing(drop={owner: frozenset({field})})


def _says(owner: str, field: str, value: object) -> Freeing:
    return Freeing(state={owner: {field: value}})


__all__ = ["Facts", "standings"]
