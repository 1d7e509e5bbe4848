"""Years as they might have been: cases that differ in a fact, a number or a reading, judged together.

Nothing is decided here.  A world is a case with its readings; where the encoding is loosened, also with conditions that
are taken as met and numbers that are lifted, stated as facts beside the case (see :data:`LOOSENING`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple, cast

from xueshi.engine.judge import FLAGS, PERSONS_TOGETHER, Batch, Settings
from xueshi.facts.duration import Fact
from xueshi.facts.person import FactWriter, PersonFacts
from xueshi.law.regulation import Regulation
from xueshi.model.case import Case, Record
from xueshi.model.result import Amounts, Verdict, WouldDecide
from xueshi.solver.grounding import Grounding, Term
from xueshi.solver.loosened import Guard, LoosenedGrounding, Loosening

LOOSENING = Loosening(
    guards=(
        # Caps and limits: hours pass through.
        Guard("in_cap", 4, "lifted({0},cap({3}))"),
        Guard("open_under", 4, "lifted({0},cap({3}))"),
        Guard("open_offer", 5, "lifted({0},cap({3}))"),
        Guard("outlet", 4, "lifted({0},pool({1},{2}))"),
        Guard("day_limit", 2, "loose({0},day_cap)"),
        Guard("record_limit", 3, "loose({0},record_limit)"),
        # Minima: whoever misses them does not fall short.  Deemed hours are still shown up to them.
        Guard("lacks", 3, "lifted({0},minimum({1}))"),
        Guard("falls_short_by", 3, "lifted({0},minimum({1}))", asking="required"),
        Guard("short_even_so", 2, "lifted({0},minimum({1}))", asking="required"),
        Guard("falls_short_by", 3, "lifted({0},share({1}))", asking="by_share"),
        Guard("short_even_so", 2, "lifted({0},share({1}))", asking="by_share"),
        Guard("floor", 3, "lifted({0},part({1}))"),
    ),
    more=(
        ("base", "outlet(P,Pl,S,X) :- serving(P,Pl,S,X), lifted(P,pool(Pl,S))."),
        # The length that a leave must pass.
        ("base", "relieves(P,Li) :- limb_months(P,Li,_), lifted(P,limb(Li))."),
    ),
)
"""What can be lifted: ``lifted(Person, What)`` and ``loose(Content, What)`` are stated beside the facts of a case."""


@dataclass(frozen=True, slots=True)
class World:
    """One case as it might have been.

    Attributes:
        readings: chosen answers; ``None`` for those of the settings.
        about: further facts about the content of records, by the record's id.
        without: predicates of a record's content that are not stated, by the record's id.
        person: further facts about the person.
    """

    case: Case
    readings: Mapping[str, str] | None = None
    about: Mapping[str, tuple[Fact, ...]] = field(default_factory=dict)
    without: Mapping[str, frozenset[str]] = field(default_factory=dict)
    person: tuple[Fact, ...] = ()


class Outcome(NamedTuple):
    """What a world comes to; amounts by subject as it is shown, and ``total``."""

    verdict: Verdict
    credited: Amounts
    shortfall: Amounts
    relief: Amounts
    would_decide: tuple[WouldDecide, ...]


class _WorldWriter(FactWriter):
    """Write worlds; a record's content includes what is stated beside it, so that equal ones are still shared."""

    def world(self, world: World) -> PersonFacts:
        """Write one world and return where its parts stand."""
        self._world = world
        self._left = iter(sorted(world.case.records, key=lambda record: record.id))
        person = self.add(world.case, world.readings)
        self.lines.append(" ".join(f"{name}({person.number},{rest})." for name, rest in world.person))
        return person

    def _content(self, context: int, facts: tuple[Fact, ...]) -> int:
        # `add` asks for the contents in the order of the ids.
        record: Record = next(self._left)
        away = self._world.without.get(record.id, frozenset())
        more = self._world.about.get(record.id, ())
        if away or more:
            facts = tuple(sorted({*(fact for fact in facts if fact[0] not in away), *more}))
        return super()._content(context, facts)


class Worlds(Batch):
    """Worlds judged in one grounding."""

    def __init__(self, law: Regulation, worlds: Sequence[World], settings: Settings, *, loosened: bool = False) -> None:
        """Ground the encoding, ``loosened`` where a world states what is lifted, over the facts of all."""
        writer = _WorldWriter(law, settings.readings, settings.strict, settings.roots)
        persons = [writer.world(world) for world in worlds]
        grounding = (
            LoosenedGrounding(law.file, LOOSENING, flags=FLAGS) if loosened else Grounding([law.file], flags=FLAGS)
        )
        self._begin(law, settings, persons, writer.text(), grounding)

    @cached_property
    def judged(self) -> tuple[Verdict, ...]:
        """The verdict of each world, in their order.

        Raises:
            TimeLimitReached: if a choice cannot be proven in time.
        """
        return tuple(cast("list[Verdict]", self.verdicts()))

    def outcome(self, place: int) -> Outcome:
        """Return what the world at ``place`` comes to, once the worlds are judged."""
        number = self.persons[place].number
        drawers = self._drawers
        none = dict.fromkeys([*dict.fromkeys(self._shown[subject] for subject in self.subjects), "total"], 0)
        credited = none | self._added(drawers["credited"][number])
        credited["total"] = sum(units for key, units in credited.items() if key != "total")
        records = self.persons[place].records
        return Outcome(
            self.judged[place],
            credited,
            none | self._added(drawers["shortfall"][number]),
            none | self._added(drawers["relief"][number]),
            tuple(
                WouldDecide(records[cast("int", rank) - 1].id, self._shown[str(subject)], cast("int", units))
                for rank, subject, units in sorted(drawers["would_decide"][number], key=str)
            ),
        )

    @cached_property
    def _shown(self) -> dict[str, str]:
        """Under which subject each is shown."""
        return {str(subject): str(shown) for subject, shown in self.grounding.rows("shown", 2)}

    @cached_property
    def _drawers(self) -> dict[str, dict[Term, list[tuple[Term, ...]]]]:
        assert self.judged
        drawers: dict[str, dict[Term, list[tuple[Term, ...]]]] = {}
        for name, arity in (("credited", 3), ("shortfall", 3), ("relief", 3), ("would_decide", 4)):
            drawers[name] = defaultdict(list)
            for row in self.grounding.rows(name, arity):
                drawers[name][row[0]].append(row[1:])
        return drawers

    def _added(self, rows: list[tuple[Term, ...]]) -> dict[str, int]:
        """Add amounts up under the subjects as they are shown."""
        amounts: dict[str, int] = {}
        for key, units in rows:
            column = self._shown.get(str(key), str(key))
            amounts[column] = amounts.get(column, 0) + cast("int", units)
        return amounts

    def lacks(self, place: int) -> dict[str, int]:
        """Return by how many units the world at ``place`` misses minima, by minimum, once the worlds are judged."""
        rows = self._drawers["shortfall"][self.persons[place].number]
        return {str(minimum): cast("int", units) for minimum, units in rows}

    def of_person(self, name: str, arity: int, place: int) -> list[tuple[Term, ...]]:
        """Return the atoms ``name/arity`` of the world at ``place``, without the person's number, in a fixed order."""
        number = self.persons[place].number
        return sorted((row[1:] for row in self.grounding.rows(name, arity) if row[0] == number), key=str)


def batches(worlds: Sequence[World]) -> Iterator[Sequence[World]]:
    """Yield ``worlds`` in parts, of as many as share a grounding well."""
    for first in range(0, len(worlds), PERSONS_TOGETHER):
        yield worlds[first : first + PERSONS_TOGETHER]


def entangled(worlds: Worlds, place: int = 0) -> frozenset[str] | None:
    """Return the ids of the records whose counting could take something from another, or from a minimum.

    ``None``: any of them could.  A record takes from others where only one of several counts: of one work, of a group.
    """
    grounding, person = worlds.grounding, worlds.persons[place]
    contexts = {row[1] for row in grounding.rows("person", 2) if row[0] == person.number}
    anyone = (
        bool(worlds.of_person("ruled_by_sector", 3, place))
        or any(row[0] in contexts for row in grounding.rows("share_of_total", 5))
        or any(row[0] in person.contents for row in grounding.rows("on_day", 3))
        or _shared_caps(worlds, place)
    )
    if anyone:
        return None
    groups = {row[0] for row in grounding.rows("one_only", 3)}
    grouped = {rank for rank, content in enumerate(person.contents, 1) if content in groups}
    works = {row[0] for row in worlds.of_person("work", 3, place)}
    return frozenset(person.records[cast("int", rank) - 1].id for rank in works | grouped)


def _shared_caps(worlds: Worlds, place: int) -> bool:
    subjects: dict[Term, set[Term]] = defaultdict(set)
    for _, subject, cap in worlds.of_person("in_cap", 4, place):
        subjects[cap].add(subject)
    return any(len(found) > 1 for found in subjects.values())
