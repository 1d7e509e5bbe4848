"""What was found of each statement, put together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, cast

from xueshi.coverage.figures import Aspect, Blocked, Covered, Group, Item, Reading
from xueshi.engine.judge import FLAGS
from xueshi.law.vocabulary import Vocabulary
from xueshi.solver.bodies import compared, is_condition
from xueshi.solver.grounding import Grounding, Term
from xueshi.solver.measured import Instance
from xueshi.solver.measuring import Measuring, Use
from xueshi.solver.terms import program_text

_ANSWER = ("answer", 3)
_SIDES = ("below", "at", "above")
_ORDER = (*_SIDES, "met", "failed", "assumed", "used")


class Found(NamedTuple):
    """What measuring found."""

    measuring: Measuring
    use: Use
    groundings: Sequence[Grounding]
    readings: Sequence[Reading]
    known: Vocabulary


class Maker:
    """Puts together what was found."""

    def __init__(self, found: Found) -> None:
        measuring, self._use, groundings, readings, self._known = found
        self._measuring, self._program = measuring, measuring.measured
        self._decided = {(one.id, answer.code) for one in readings for answer in one.answers if answer.decides}
        self._reached: Counter[tuple[int, int]] = Counter()
        names = frozenset(name for grounding in groundings for name in grounding.predicates())
        self._off = self._program.switched_off(FLAGS, names)
        idle = [one.number for one in measuring.looked_at if not one.is_fact and not self._covered(one)]
        for grounding in groundings:
            self._reached.update(measuring.reach(grounding, idle))

    def statements(self, beyond: Mapping[str, Mapping[str, str]], *, core: bool) -> Iterator[Covered]:
        """Yield the statements with what was found of each."""
        items: dict[int, list[Item]] = {}
        for one in self._measuring.looked_at:
            own = self._program.statements[one.statement].own
            if not own and (one.number in self._off or one.number not in self._program.about_cases):
                continue
            items.setdefault(one.statement, []).append(self._item(one))
        for number, statement in enumerate(self._program.statements):
            if statement.own or (core and number in items):
                place = statement.place
                yield Covered(
                    file=place.file,
                    line=place.line,
                    column=place.column,
                    last_line=place.last_line,
                    last_column=place.last_column,
                    clauses=statement.clauses,
                    text=statement.text,
                    is_fact=statement.is_fact,
                    own=statement.own,
                    items=tuple(items.get(number, ())),
                    beyond=beyond.get(statement.text) if statement.own else None,
                )

    def _covered(self, one: Instance) -> bool:
        if one.signature == _ANSWER:
            question, answer, _ = (argument.strip('"') for argument in one.arguments)
            return (question, answer) in self._decided
        if one.number in self._program.about_cases:
            return self._use.fired[one.number] > 0
        return one.number in self._use.used

    def _item(self, one: Instance) -> Item:
        covered = self._covered(one)
        asks = one.number in self._program.about_cases
        return Item(
            text=one.text,
            covered=covered,
            times=self._use.fired[one.number] if asks else None,
            blocked=None if covered or one.is_fact else self._blocked(one),
            aspects=tuple(self._aspects(one, asks=asks, covered=covered)),
            is_answer=one.signature == _ANSWER,
        )

    def _blocked(self, one: Instance) -> Blocked:
        for literals in range(len(one.parts), 0, -1):
            if times := self._reached[one.number, literals]:
                return Blocked(literals, times, readable(one.parts[literals].text) if literals < len(one.parts) else "")
        return Blocked(0, 0, readable(one.parts[0].text))

    def _aspects(self, one: Instance, *, asks: bool, covered: bool) -> Iterator[Aspect]:
        yield from self._faces(one)
        if not covered:
            return
        if asks:
            yield from self._conditions(one)
        elif not one.is_fact:
            yield from self._cells(one)

    def _faces(self, one: Instance) -> Iterator[Aspect]:
        to_see, seen = self._use.to_see[one.number], self._use.seen[one.number]
        for group in sorted({group for group, _ in to_see}):
            sides = sorted((side for of, side in to_see if of == group), key=_ORDER.index)
            yield Aspect(cast("Group", group), "", {side: (group, side) in seen for side in sides})

    def _conditions(self, one: Instance) -> Iterator[Aspect]:
        for place, part in enumerate(one.parts):
            if compared(part) is not None:
                seen = self._use.sides[one.number, place]
                yield Aspect("boundary", part.text, {side: side in seen for side in _SIDES})
            elif is_condition(one.parts, place, self._program.stated, self._use.always):
                unmet = (one.number, place) in self._use.unmet
                yield Aspect("condition", readable(part.text), {"met": True, "unmet": unmet})

    def _cells(self, one: Instance) -> Iterator[Aspect]:
        """Yield what a rule says of the law, where that is more than one thing: cells of a table, say."""
        stated = {self._apart_from_year(atom) for atom in self._use.stated[one.number]}
        used = {self._apart_from_year(atom) for atom in self._use.rested_on[one.number]}
        if len(stated) > 1:
            for text in sorted(stated):
                yield Aspect("cell", text, {"used": text in used})

    def _apart_from_year(self, atom: Term) -> str:
        """Return an atom without the year and the readings that it is about."""
        if not isinstance(atom, tuple):
            return program_text(atom)
        declared = self._known.get((str(atom[0]), len(atom) - 1))
        places = declared.places("context") if declared is not None else ()
        return program_text((atom[0], *("_" if n in places else part for n, part in enumerate(atom[1:])))).replace(
            '"_"', "_"
        )


def readable(text: str) -> str:
    """Return a literal as it is written: nameless variables without the names that they were given."""
    return re.sub(r"\bA_\d+\b", "_", text)
