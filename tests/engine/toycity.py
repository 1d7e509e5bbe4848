"""An invented city that uses what the real ones leave alone, and the same city decided by trying everything.

Competitions choose their subject, each side under a cap, one of which trainings share; of several other learnings one
counts, and it chooses too; papers are pooled, and books with them for one subject alone; a premium course deems the
professional part; part of the public hours must be compulsory.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from xueshi.law.paths import asp_root

YEAR = 2020

LEVELS = ("national", "provincial", "municipal", "county")

_METADATA = """
id = "{name}-2020"
instrument = "玩具城〔2020〕1号"
title.zh = "玩具城规定"
title.en = "The rules of {name}"
in_force = ["2020-01-01", ""]
"""

_ENCODING = """
#include "{core}/core.lp".
subject(public,1).
subject(professional,2).
minimum(public,{public},"1").
minimum(professional,{professional},"1").
{total_minimum}
question("deem","6"). answer("deem","larger",1). answer("deem","added",2).

judged_as(online_course,subject,public,public_course).
judged_as(online_course,subject,professional,course).
clause(public_course,"2"). actual(public_course,public).
clause(course,"2"). actual(course,professional).
form(T,compulsory) :- route(T,public_course), says(T,compulsory,yes).
sub_minimum(C,compulsory,public,{compulsory},"2") :- context(C).

judged_as(training,training).
clause(training,"3"). actual(training,professional).
cap(study,{study},"3").
under(training,professional,study).

judged_as(competition,contest).
clause(contest,"4").
{contest}
chooses(T) :- route(T,contest).
cap(contest_public,{contest_public},"4").
under(contest,public,contest_public).
under(contest,professional,study).

judged_as(other_learning,other).
clause(other,"5").
{other}
chooses(T) :- route(T,other).
one_only(T,other,"5") :- route(T,other).

judged_as(premium_course,premium).
clause(premium,"6"). actual(premium,professional).
deems(T,professional,"6") :- route(T,premium).

judged_as(paper,work).
clause(work,"7").
flat(work,public,{paper}).
flat(work,professional,{paper}).
into_pool(T,offset) :- route(T,work).
judged_as(book,tome).
clause(tome,"7").
flat(tome,professional,{book}).
into_pool(T,offset) :- route(T,tome).
pool(offset,"7").
pool_limit(offset,public,{offset_public}).
pool_limit(offset,professional,{offset_professional}).
"""


@dataclass(frozen=True)
class Figures:
    """The numbers of one version of the city, in whole hours."""

    public: int = 20
    professional: int = 30
    total: int | None = None
    compulsory: int = 0
    study: int = 40
    contest_public: int = 10
    paper: int = 8
    book: int = 6
    offset_public: int = 5
    offset_professional: int = 12
    contest: tuple[tuple[int, int], ...] = ((5, 30), (4, 20), (3, 10), (3, 5))
    """Hours in the two subjects, by level."""
    other: tuple[tuple[int, int], ...] = ((6, 6), (4, 9), (3, 3), (1, 0))

    def encoding(self) -> str:
        """Return the text of the encoding."""
        total = "" if self.total is None else f'minimum(total,{self.total},"1").'
        tables = {"contest": _table("contest", self.contest), "other": _table("other", self.other)}
        core = (asp_root() / "core").as_posix()
        return _ENCODING.format(**(asdict(self) | tables), core=core, total_minimum=total)


def _table(route: str, rows: Sequence[tuple[int, int]]) -> str:
    return "\n".join(
        f"table({route},level,{level},public,{public}). table({route},level,{level},professional,{professional})."
        for level, (public, professional) in zip(LEVELS, rows, strict=True)
    )


def build(root: Path, figures: Figures, name: str = "toycity") -> tuple[Path, ...]:
    """Write the city's folder under ``root``; return the search path that finds it."""
    folder = root / name
    folder.mkdir(parents=True)
    (folder / f"{name}-2020.toml").write_text(_METADATA.format(name=name), encoding="utf-8")
    (folder / f"{name}-2020.lp").write_text(figures.encoding(), encoding="utf-8")
    return (root,)


@dataclass(frozen=True)
class Outcome:
    """What trying everything says of a case: amounts in hours, by subject."""

    shortfall: Mapping[str, Fraction]
    credited: Mapping[str, Fraction]
    placed: frozenset[tuple[str, str]]
    """Record and subject of each free record that is placed."""
    count: int
    drawn: Mapping[str, Fraction]


def decide(figures: Figures, records: Sequence[Mapping[str, Any]], *, added: bool = False) -> Outcome:
    """Decide a case of the city.  Amounts are whole hours or halves, so that pools are tried in halves."""
    records = sorted(records, key=lambda record: str(record["id"]))
    best: tuple[tuple[Fraction, ...], tuple[int, ...], Outcome] | None = None
    rank: tuple[Fraction, ...] = ()
    count = 0
    for key, placed in _placements(figures, records):
        value, outcome = min(
            (_judged(figures, records, placed, drawn, added=added) for drawn in _draws(figures, records)),
            key=lambda found: found[0],
        )
        # The third figure decides between splits of one placement; it is no part of the standing of placements.
        standing = value[:2]
        count = 1 if best is None or standing < rank else count + (standing == rank)
        if best is None or (standing, key) < (rank, best[1]):
            best, rank = (value, key, outcome), standing
    assert best is not None
    found = best[2]
    return Outcome(found.shortfall, found.credited, found.placed, count, found.drawn)


Placed = Mapping[str, tuple[str, int]]
"""Free records that are placed: subject and hours."""


def _placements(figures: Figures, records: Sequence[Mapping[str, Any]]) -> Iterator[tuple[tuple[int, ...], Placed]]:
    """Yield each placement after a key that orders them as the printed one is chosen: the first record first."""
    seats: list[list[tuple[str, str, int]]] = []
    others: list[tuple[str, str, int]] = []
    for record in records:
        rows = {"competition": figures.contest, "other_learning": figures.other}.get(str(record["kind"]))
        if rows is None:
            continue
        hours = rows[LEVELS.index(record["level"])]
        options = [(str(record["id"]), subject, hours[i]) for i, subject in enumerate(("public", "professional"))]
        if record["kind"] == "competition":
            seats.append(options)
        elif not others:
            others = options
            seats.append(others)
        else:
            others += options
    for chosen in itertools.product(*(range(len(seat)) for seat in seats)):
        places = [seat[option] for seat, option in zip(seats, chosen, strict=True)]
        yield chosen, {name: (subject, hours) for name, subject, hours in places}


def _draws(figures: Figures, records: Sequence[Mapping[str, Any]]) -> Iterator[tuple[Fraction, Fraction]]:
    papers, books = (sum(record["kind"] == kind for record in records) for kind in ("paper", "book"))
    either, one = papers * figures.paper, books * figures.book
    for public in range(min(figures.offset_public, either) * 2 + 1):
        professional = min(figures.offset_professional * 2, (either + one) * 2 - public)
        yield Fraction(public, 2), Fraction(professional, 2)


def _judged(
    figures: Figures,
    records: Sequence[Mapping[str, Any]],
    placed: Placed,
    drawn: tuple[Fraction, Fraction],
    *,
    added: bool,
) -> tuple[tuple[Fraction, ...], Outcome]:
    def hours(kind: str, **said: object) -> Fraction:
        found = (r for r in records if r["kind"] == kind and all(r.get(key) == value for key, value in said.items()))
        return sum((Fraction(str(record["hours"])) for record in found), start=Fraction(0))

    contests = {str(record["id"]) for record in records if record["kind"] == "competition"}
    into = {"public": Fraction(0), "professional": Fraction(0)}
    under = {"public": Fraction(0), "professional": hours("training")}
    for name, (subject, units) in placed.items():
        (under if name in contests else into)[subject] += units
    credited = {
        "public": hours("online_course", subject="public") + min(Fraction(figures.contest_public), under["public"]),
        "professional": hours("online_course", subject="professional") + hours("premium_course"),
    }
    credited["professional"] += min(Fraction(figures.study), under["professional"])
    for subject, part in zip(("public", "professional"), drawn, strict=True):
        credited[subject] += into[subject] + part
    if any(record["kind"] == "premium_course" for record in records):
        credited["professional"] = (
            credited["professional"] + figures.professional
            if added
            else max(credited["professional"], Fraction(figures.professional))
        )
    credited["total"] = credited["public"] + credited["professional"]
    floor: Fraction = figures.compulsory - hours("online_course", subject="public", compulsory=True)
    shortfall = {
        "public": max(Fraction(0), figures.public - credited["public"], floor),
        "professional": max(Fraction(0), figures.professional - credited["professional"]),
        "total": max(Fraction(0), (figures.total or 0) - credited["total"]),
    }
    rank = (sum(shortfall.values(), Fraction(0)), -credited["total"], -drawn[0])
    where = frozenset((name, subject) for name, (subject, _) in placed.items())
    return rank, Outcome(shortfall, credited, where, 1, dict(zip(("public", "professional"), drawn, strict=True)))
