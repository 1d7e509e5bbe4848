"""One person's year as facts: the records held, leave, sector, the context of judgement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple, cast

from xueshi.facts.calendar import days_in_month, month_and_day_after, within_year
from xueshi.facts.duration import Fact
from xueshi.facts.record import code, record_facts
from xueshi.law.regulation import Regulation
from xueshi.model.case import Case, Leave, Record
from xueshi.model.kinds import catalogue


class PersonFacts(NamedTuple):
    """Where one case's parts stand in the facts.

    Records and leave are numbered from 1 in code-point order of their ids.
    """

    case: Case
    number: int
    records: tuple[Record, ...]
    leave: tuple[Leave, ...]
    contents: tuple[int, ...]
    """The content of each record."""


class FactWriter:
    """Write cases that share regulation and strictness as facts of one program; each may have readings of its own.

    A record's content is written once, however many records hold it.

    Args:
        law: the regulation that judges.
        readings: readings of the cases that bring none of their own.
        strict: take what is not stated as absent.
        roots: further folders of jurisdictions, whose declared kinds the cases may hold.
    """

    def __init__(
        self,
        law: Regulation,
        readings: Mapping[str, str],
        strict: bool,  # noqa: FBT001 - the three things that the cases share
        roots: tuple[Path, ...] = (),
    ) -> None:
        self.law, self.readings, self.strict, self.roots = law, readings, strict, roots
        self.lines: list[str] = []
        self.persons: list[PersonFacts] = []
        self._contents: dict[tuple[int, tuple[Fact, ...]], int] = {}
        self._contexts: dict[tuple[int, tuple[tuple[str, str], ...]], int] = {}

    def add(self, case: Case, readings: Mapping[str, str] | None = None) -> PersonFacts:
        """Write one case and return where its parts stand; ``readings`` instead of the writer's."""
        chosen = self.readings if readings is None else readings
        context = self._context(case.year, tuple(sorted(chosen.items())))
        number = len(self.persons) + 1
        records = tuple(sorted(case.records, key=lambda record: record.id))
        leave = tuple(sorted(case.leave, key=lambda entry: entry.id))
        # A case holds what its own jurisdiction declares, whichever regulation judges it.
        kinds = catalogue(case.jurisdiction, (*self.roots, self.law.file.parent.parent))
        by_the_day = (
            self.law.daily_reading is not None and chosen.get(self.law.daily_reading[0]) == self.law.daily_reading[1]
        )
        out = [f"person({number},{context})."]
        if case.sector is not None:
            out.append(f"sector({number},{_sector(case.sector)}).")
        if case.earlier_modules is not None:
            out.append(f"earlier_modules({number},{case.earlier_modules}).")
        contents = []
        for rank, record in enumerate(records, 1):
            content = self._content(context, record_facts(record, case.year, self.law, kinds, by_the_day=by_the_day))
            contents.append(content)
            out.append(f"holds({number},{rank},{content}). rank({number},{rank},{rank}).")
        out += shared_works(number, records)
        out += _overlaps(number, records)
        for index, entry in enumerate(leave, 1):
            out += _leave(number, index, entry, case.year)
        self.lines.append(" ".join(out))
        person = PersonFacts(case, number, records, leave, tuple(contents))
        self.persons.append(person)
        return person

    def text(self) -> str:
        """Return all facts as program text."""
        return "\n".join(self.lines) + "\n"

    def _content(self, context: int, facts: tuple[Fact, ...]) -> int:
        key = (context, facts)
        number = self._contents.get(key)
        if number is None:
            number = self._contents[key] = len(self._contents) + 1
            written = [f"content({number},{context})."]
            written += [f"{PREDICATES.get(name, name)}({number}{',' if rest else ''}{rest})." for name, rest in facts]
            self.lines.append(" ".join(written))
        return number

    def _context(self, year: int, readings: tuple[tuple[str, str], ...]) -> int:
        number = self._contexts.get((year, readings))
        if number is None:
            number = self._contexts[year, readings] = len(self._contexts) + 1
            written = [f"context({number}). year({number},{year})."]
            if self.strict:
                written.append(f"strict({number}).")
            # Readings and answers were checked against the encoding's own; they are strings there.
            written += [f'chosen({number},"{reading}","{answer}").' for reading, answer in readings]
            written += [f"month_days({number},{month},{days_in_month(year, month)})." for month in range(1, 13)]
            self.lines.append(" ".join(written))
        return number


PREDICATES = {"sector_rule": "ruled", "notice": "noticed"}
"""Fields of a record whose fact has another name."""


def _sector(text: str) -> str:
    try:
        return code(text)
    except ValueError:
        return "unlisted"


def shared_works(number: int, records: Sequence[Record]) -> list[str]:
    """Return the facts that say which records of the person ``number``, ranked from 1, claim the same work."""
    holders: dict[str, list[int]] = {}
    for rank, record in enumerate(records, 1):
        work = record.stated.get("work_id")
        if isinstance(work, str):
            holders.setdefault(work, []).append(rank)
    shared = [ranks for ranks in holders.values() if len(ranks) > 1]
    return [f"work({number},{rank},{index})." for index, ranks in enumerate(sorted(shared), 1) for rank in ranks]


MOST_NEIGHBOURS = 50
"""Later activities with which one is compared; they only serve a warning, and a case may hold thousands."""


def _overlaps(number: int, records: Sequence[Record]) -> list[str]:
    spans = sorted(
        (record.stated["start"], record.stated["end"], rank)
        for rank, record in enumerate(records, 1)
        if isinstance(record.stated.get("start"), date) and isinstance(record.stated.get("end"), date)
    )
    out: list[str] = []
    for index, (_, end, rank) in enumerate(spans):
        for start, _, other in spans[index + 1 : index + 1 + MOST_NEIGHBOURS]:
            if cast("date", start) > cast("date", end):
                break
            out.append(f"overlaps({number},{max(rank, other)},{min(rank, other)}).")
    return out


def _leave(number: int, index: int, leave: Leave, year: int) -> list[str]:
    stated = leave.stated
    out = [f"leave({number},{index},{code(leave.kind)})."]
    out += [
        f"leave_says({number},{index},{key},{'yes' if stated[key] else 'no'})."
        for key in ("unit_approved", "applied")
        if key in stated
    ]
    if "evidence" in stated:
        out.append(f"leave_evidence({number},{index}).")
        out += [
            f"leave_paper({number},{index},{code(document)})."
            for document in cast("tuple[str, ...]", stated["evidence"])
        ]
    start, end = stated.get("start"), stated.get("end")
    if isinstance(start, date) and isinstance(end, date):
        inside = within_year(start, end, year)
        if inside is None:
            out.append(f"leave_elsewhere({number},{index}).")
        else:
            month, day = month_and_day_after(inside[1], year)
            out.append(f"leave_from({number},{index},{inside[0].month},{inside[0].day}).")
            out.append(f"leave_until({number},{index},{month},{day}).")
    elif "months" in stated:
        out.append(f"leave_for({number},{index},{stated['months']}).")
    return out
