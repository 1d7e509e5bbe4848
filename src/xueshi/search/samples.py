"""Records that an encoding tells apart: of all that are alike by themselves, the one that says least."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product
from math import prod
from pathlib import Path
from typing import cast

from xueshi.facts.person import FactWriter
from xueshi.law.regulation import Regulation
from xueshi.model.case import Case, Record
from xueshi.model.kinds import Field, catalogue
from xueshi.search.accepted import is_accepted
from xueshi.search.contents import interface
from xueshi.search.options import TIME, Aspect, Domain, KindOptions, domain
from xueshi.solver.grounding import Grounding, Term

MOST_CHOICES = 150
"""Ways to answer all choices of one kind, beyond which some are left out."""


@dataclass(frozen=True)
class Sample:
    """A record that stands for all that are treated alike under the readings by default.

    Attributes:
        amounts: units that count before anything else is looked at, by subject.
        routes: clauses' names under which it is judged.
        groups: what it may stand under together with others: caps, pools, groups of which one counts.
    """

    record: Record
    valid: bool
    amounts: Mapping[str, int]
    routes: tuple[str, ...]
    groups: frozenset[tuple[str, ...]]
    chooses: bool
    pooled: bool

    def __hash__(self) -> int:
        return hash((self.record.kind, tuple(sorted((k, str(v)) for k, v in self.record.stated.items()))))


@cache
def samples(law: Regulation, year: int, roots: tuple[Path, ...] = ()) -> tuple[Sample, ...]:
    """Return the samples of the domain, kind by kind; what may be assumed in the person's favour is left unstated."""
    records = domain(law, year, roots)
    candidates = [
        record
        for kind in records.kinds
        for record in dict.fromkeys(_candidates(records, kind, roots))
        if is_accepted(Case("p", law.jurisdiction, year, (record,)), roots)
    ]
    writer = FactWriter(law, {}, strict=False, roots=roots)
    contents = [writer.add(Case("p", law.jurisdiction, year, (record,)), {}).contents[0] for record in candidates]
    # Persons are of no interest here: facts of contents alone.
    facts = "\n".join(line for line in writer.lines if not line.startswith("person("))
    grounding = Grounding([law.file])
    grounding.ground("staged.\n" + facts)
    return tuple(_distinct(law, grounding, zip(candidates, contents, strict=True)))


def _candidates(records: Domain, kind: KindOptions, roots: tuple[Path, ...]) -> Iterator[Record]:
    law = records.law
    fields = catalogue(law.jurisdiction, (*roots, law.file.parent.parent)).kind(kind.kind).fields
    choices, numbers = _rated(kind, fields)
    for chosen in product(*(range(len(aspect.options)) for aspect in choices)):
        taken = {aspect.key: index for aspect, index in zip(choices, chosen, strict=True)}
        yield kind.record("r1", taken)
        for aspect in numbers:
            for index in range(1, len(aspect.options)):
                yield kind.record("r1", {**taken, aspect.key: index})
    for one, other in ((a, b) for a in numbers for b in numbers if a.key < b.key):
        for i, j in product(range(1, len(one.options)), range(1, len(other.options))):
            if (i + j) % 3 == 0:
                yield kind.record("r1", {one.key: i, other.key: j})
    for key in ("sector_rule", "notice"):
        aspect = next(aspect for aspect in kind.aspects if aspect.key == key)
        for index in range(1, len(aspect.options)):
            yield kind.record("r1", {key: index})


def _rated(kind: KindOptions, fields: Mapping[str, Field]) -> tuple[list[Aspect], list[Aspect]]:
    """Return the aspects that say at what rate a record counts, and those that say how much."""
    choices, numbers = list[Aspect](), list[Aspect]()
    for aspect in kind.aspects:
        field = fields.get(aspect.key)
        if aspect.key == TIME or (field is not None and field.type in ("count", "hours")):
            numbers.append(aspect)
        elif field is not None and field.type == "choice" and not field.assumable:
            choices.append(aspect)
    while choices and prod(len(aspect.options) for aspect in choices) > MOST_CHOICES:
        choices.remove(max(choices, key=lambda aspect: len(aspect.options)))
    return choices, numbers


def _distinct(law: Regulation, grounding: Grounding, made: Iterator[tuple[Record, int]]) -> Iterator[Sample]:
    atoms: dict[Term, set[tuple[object, ...]]] = defaultdict(set)
    for name, arity in interface(law.file, law.file.parent):
        for row in grounding.rows(name, arity):
            atoms[row[0]].add((name, *row[1:]))
    caps: dict[tuple[Term, Term], set[Term]] = defaultdict(set)
    for route, subject, cap in grounding.rows("under", 3):
        caps[route, subject].add(cap)
    # Of those alike the one that states least stands for all.
    least: dict[tuple[str, frozenset[tuple[object, ...]]], tuple[int, Record, set[tuple[object, ...]]]] = {}
    for record, content in made:
        key = record.kind, frozenset(atoms[content])
        size = len(record.stated)
        if key not in least or size < least[key][0]:
            least[key] = size, record, atoms[content]
    for _, record, unordered in least.values():
        own = sorted(unordered, key=repr)  # a set has another order in every process
        rows = {name: [row[1:] for row in own if row[0] == name] for name in {str(row[0]) for row in own}}
        amounts = {str(s): cast("int", u) for s, u in rows.get("within_record", [])}
        routes = tuple(sorted(str(row[0]) for row in rows.get("route", [])))
        groups = {("cap", str(cap)) for route in routes for subject in amounts for cap in caps[route, subject]}
        groups |= {("pool", str(row[0])) for row in rows.get("into_pool", [])}
        groups |= {("one", str(row[0])) for row in rows.get("one_only", [])}
        valid = "refusal" not in rows
        yield Sample(record, valid, amounts, routes, frozenset(groups), "chooses" in rows, "into_pool" in rows)
