"""What the regulations share, computed slowly and plainly: months, years, facts, leave, caps, every placement.

Hours are :class:`fractions.Fraction`.  Nothing here is meant to be fast; it is meant to be read beside the texts.
"""

from __future__ import annotations

import calendar
import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

Record = Mapping[str, Any]
Hours = dict[str, Fraction]
"""Hours by subject; a subject that is not there has none."""

PUBLIC = "public"
PROFESSIONAL = "professional"
SUBJECTS = (PUBLIC, PROFESSIONAL)
ZERO = Fraction(0)

ATTENDANCE = ("attendance_certificate", "participation_proof", "course_certificate", "pass_certificate")
PUBLIC_SUBJECTS = ("public", "general_public", "sector_public")


# ---------------------------------------------------------------- numbers and dates


def number(value: object) -> Fraction:
    """Return an int, Decimal or text as an exact fraction."""
    return Fraction(str(value))


def day_of(value: object) -> date:
    """Return a date or an ISO text as a date."""
    return value if isinstance(value, date) else date.fromisoformat(str(value))


def month_end(start: date, months: int) -> date:
    """Return the last day of the ``months``-th month that begins with ``start`` (inclusive).

    It is the day before the corresponding day; where the month has no such day, its last day (Civil Code art. 202).
    """
    index = start.year * 12 + start.month - 1 + months
    year, month = divmod(index, 12)
    month += 1
    length = calendar.monthrange(year, month)[1]
    if start.day > length:
        return date(year, month, length)
    return date(year, month, start.day) - timedelta(days=1)


def complete_months(start: date, end: date) -> tuple[int, bool]:
    """Return the complete months of ``start`` to ``end`` (both inclusive) and whether a day is left over."""
    months = 0
    while month_end(start, months + 1) <= end:
        months += 1
    return months, end > month_end(start, months)


def clip(start: date, end: date, year: int) -> tuple[date, date] | None:
    """Return the part of an interval inside a year, or ``None``."""
    first, last = max(start, date(year, 1, 1)), min(end, date(year, 12, 31))
    return (first, last) if first <= last else None


def span(record: Record) -> tuple[date, date] | None:
    """Return ``start`` and ``end`` where both are stated."""
    if record.get("start") is None or record.get("end") is None:
        return None
    return day_of(record["start"]), day_of(record["end"])


def rounded(hours: Fraction, how: str) -> Fraction:
    """Apply the reading ``round``."""
    whole = hours.numerator // hours.denominator
    if how == "down":
        return Fraction(whole)
    if how == "up":
        return Fraction(whole if whole == hours else whole + 1)
    if how == "half_up":
        half = hours + Fraction(1, 2)
        return Fraction(half.numerator // half.denominator)
    return hours


# ---------------------------------------------------------------- time of a record


def split_days(record: Record, year: int) -> list[tuple[date | None, Fraction]] | None:
    """Return ``daily_hours`` with their dates where known; with ``start`` and ``end`` only those inside the year."""
    if record.get("daily_hours") is None:
        return None
    figures = [number(value) for value in record["daily_hours"]]
    if record.get("start") is None:
        return [(None, figure) for figure in figures]
    first = day_of(record["start"])
    dated = [(first + timedelta(days=index), figure) for index, figure in enumerate(figures)]
    if record.get("end") is None:
        return [(day, figure) for day, figure in dated]
    return [(day, figure) for day, figure in dated if day.year == year]


def total_time(record: Record, year: int, lesson: int = 60) -> Fraction | None:
    """Return the hours of a record's time, ``None`` where no time but days is stated."""
    daily = split_days(record, year)
    if daily is not None:
        return sum((figure for _, figure in daily), ZERO)
    if record.get("hours") is not None:
        return number(record["hours"])
    if record.get("minutes") is not None:
        return number(record["minutes"]) / lesson
    return None


def day_count(record: Record, year: int) -> int | None:
    """Return the days of an activity: of ``daily_hours``, else ``days``, else ``start`` to ``end``."""
    daily = split_days(record, year)
    if daily is not None:
        return len(daily)
    if record.get("days") is not None:
        return int(record["days"])
    both = span(record)
    return None if both is None else (both[1] - both[0]).days + 1


def in_year(record: Record, year: int) -> bool:
    """Tell whether a record, or a part of it that can be split, belongs to the year."""
    both = span(record)
    if both is not None and (record["kind"] == "secondment" or record.get("daily_hours") is not None):
        return clip(*both, year) is not None
    if record.get("date") is not None:
        return day_of(record["date"]).year == year
    if record.get("end") is not None:
        return day_of(record["end"]).year == year
    return True


def posting_months(record: Record, year: int) -> int | None:
    """Return the complete months of a posting inside the year, ``None`` where no time is stated."""
    if record.get("months") is not None:
        return int(record["months"])
    both = span(record)
    if both is None:
        return None
    inside = clip(*both, year)
    return 0 if inside is None else complete_months(*inside)[0]


# ---------------------------------------------------------------- facts that may be unstated


@dataclass
class Facts:
    """One record's (or leave's) facts: stated, unstated (assumed unless strict) or false."""

    record: Record
    strict: bool
    year: int
    readings: Mapping[str, str]
    assumed: set[str] = field(default_factory=set)

    def time(self, lesson: int = 60) -> Fraction | None:
        """Return the record's hours of time."""
        return total_time(self.record, self.year, lesson)

    def stated(self, name: str) -> bool:
        """Tell whether the record states the fact."""
        return self.record.get(name) is not None

    def holds(self, name: str, *good: object) -> bool:
        """Tell whether a fact has one of the good values (true where none are given)."""
        if self.stated(name):
            return self.record[name] in (good or (True,))
        if self.strict:
            return False
        self.assumed.add(name)
        return True

    def any_holds(self, *alternatives: tuple[str, object]) -> bool:
        """Tell whether one of several (fact, good value) holds; an unstated one is assumed only where none does."""
        if any(self.stated(name) and self.record[name] == good for name, good in alternatives):
            return True
        open_ones = [name for name, _ in alternatives if not self.stated(name)]
        if self.strict or not open_ones:
            return False
        self.assumed.add(open_ones[0])
        return True

    def paper(self, *codes: str) -> bool:
        """Tell whether one of the documents is there; evidence left out is unstated."""
        if self.record.get("evidence") is not None:
            return any(code in self.record["evidence"] for code in codes)
        if self.strict:
            return False
        self.assumed.add("evidence")
        return True

    def registered(self) -> bool:
        """Tell whether the record is registered; a stated day of registration says so."""
        if self.record.get("registered") is None and self.record.get("registered_on") is not None:
            return True
        return self.holds("registered")


# ---------------------------------------------------------------- leave


def months_on_post(
    leaves: Sequence[Record],
    year: int,
    *,
    limbs: Mapping[str, str],
    thresholds: Iterable[str],
    reaches: bool,
    application: bool,
    strict: bool,
) -> int:
    """Return the months on post: 12 less the complete months of all accepted leave.

    Args:
        leaves: the case's leave.
        year: the year judged.
        limbs: leave kind -> limb of the clause; other kinds are no ground.
        thresholds: limbs that need more than six months (``reaches``: at least six).
        reaches: reading ``gt6=reaches``.
        application: whether relief must be applied for.
        strict: unstated facts are absent.
    """
    spans: dict[str, list[tuple[date, date]]] = {}
    stated: dict[str, list[int]] = {}
    for leave in leaves:
        limb = limbs.get(leave["kind"])
        facts = Facts(leave, strict, year, {})
        good = facts.holds("unit_approved")
        good = facts.paper("leave_papers") and good
        good = (not application or facts.holds("applied")) and good
        if limb is None or not good:
            continue
        both = span(leave)
        if both is None:
            if leave.get("months") is not None:
                stated.setdefault(limb, []).append(int(leave["months"]))
            continue
        inside = clip(*both, year)
        if inside is not None:
            spans.setdefault(limb, []).append(inside)
    total = 0
    accepted = False
    for limb in set(spans) | set(stated):
        joined: list[tuple[date, date]] = []
        for first, last in sorted(spans.get(limb, [])):
            if joined and joined[-1][1] + timedelta(days=1) == first:
                joined[-1] = (joined[-1][0], last)
            else:
                joined.append((first, last))
        counted = [complete_months(first, last) for first, last in joined]
        months = sum(each for each, _ in counted) + sum(stated.get(limb, []))
        left_over = any(rest for _, rest in counted)
        total += months
        if limb not in thresholds or (months >= 6 if reaches else months > 6 or (months == 6 and left_over)):
            accepted = True
    return max(0, 12 - total) if accepted else 12


# ---------------------------------------------------------------- what a record claims


@dataclass
class Claim:
    """What one record asks for under its route.

    ``options`` are the alternatives; every one gives hours in one or more subjects at once.  ``missing`` says why the
    route gives no amount (a sector's rule may supply one); ``refusals`` are the conditions that fail.
    """

    clause: str = ""
    options: list[Hours] = field(default_factory=list)
    missing: str | None = None
    refusals: set[str] = field(default_factory=set)
    day_capped: bool = False
    given: bool = False
    """The amount is a sector's or a notice's figure."""
    caps: str | None = None
    deems: bool = False
    compulsory: bool = False
    one_of: str | None = None
    """Group of which one record only counts, whichever serves best."""
    highest_of: str | None = None
    """Group of which the highest amount only counts."""
    both: bool = False
    """Gives two subjects at once (secondment)."""
    keeps_rest: bool = False
    """A figure of a sector's rule for one subject leaves the other one (free choice, secondment)."""
    was_rounded: bool = False
    sector_figure: bool = False
    result: bool = False
    """It is the sector's own professional result."""
    deems_scope: str = PROFESSIONAL
    """What the record deems completed: the professional part or the whole ``year``."""
    awaits: bool = False
    """Another authority fixes the amount and nobody supplies it; a sector's rule may."""
    courseware: bool = False
    """The amount is counted from the minutes of the courseware."""

    def need(self, holds: bool, code: str) -> None:
        """Refuse with ``code`` unless the condition holds."""
        if not holds:
            self.refusals.add(code)

    def claimed(self) -> Hours:
        """Return the claim for each subject that the record could serve."""
        return {s: max([o.get(s, ZERO) for o in self.options], default=ZERO) for s in SUBJECTS}

    def size(self) -> Fraction:
        """Return the larger claim: that of the best option."""
        return max([sum(o.values(), ZERO) for o in self.options], default=ZERO)


def flat(claim: Claim, subject: str, hours: Fraction | None, missing: str = "amount_missing") -> Claim:
    """Give the claim one option, or the reason why it has no amount."""
    if hours is None:
        claim.missing = missing
    else:
        claim.options = [{subject: hours}]
    return claim


def table(record: Record, key: str, rows: Mapping[str, int]) -> tuple[Fraction | None, str | None]:
    """Look a rate up: a missing key gives ``amount_missing``, a value without row ``no_table_row``."""
    value = record.get(key)
    if value is None:
        return None, "amount_missing"
    if value not in rows:
        return None, "no_table_row"
    return Fraction(rows[value]), None


def replace(claim: Claim, figure: Record, default: str, apart: frozenset[str] = frozenset()) -> None:
    """Put a sector's or a notice's figure in the place of the record's own amount.

    ``apart`` are the kinds of public hours that the text counts apart.
    """
    subject = str(figure.get("subject") or default)
    subject = PUBLIC if subject in PUBLIC_SUBJECTS and subject not in apart else subject
    hours = number(figure["hours"])
    if not claim.keeps_rest:
        claim.options = [{subject: hours}]
    elif claim.both:
        own = claim.options[0] if claim.options else {}
        claim.options = [{**own, subject: hours}]
    else:
        claim.options = [o for o in claim.options if subject not in o] + [{subject: hours}]
    claim.missing = None
    claim.awaits = False
    claim.given = True


# ---------------------------------------------------------------- a regulation and its judgement


Rule = Callable[[Facts], Claim]


@dataclass
class Cap:
    """A cap by person-year over the records of one group, in one subject or in all."""

    group: str
    clause: str
    limit: Fraction
    subject: str | None = None


@dataclass
class Law:
    """One regulation under chosen readings, as far as this evaluator needs it."""

    readings: dict[str, str]
    minima: dict[str, Fraction | None]
    routes: Mapping[str, Rule]
    """Kind of record -> rule; other kinds have none."""
    caps: list[Cap]
    sectors: frozenset[str]
    on_post: int
    notice: bool
    day_limit: Fraction
    compulsory: Fraction | None = None
    """Hours of the public minimum that must be compulsory course hours (``2010=binding``)."""
    apart: frozenset[str] = frozenset()
    """Kinds of public hours that are counted apart; the others are public hours."""


@dataclass
class Entry:
    """A record on its way through the judgement."""

    record: Record
    facts: Facts
    claim: Claim
    codes: set[str] = field(default_factory=set)
    live: bool = True
    open: bool = False
    """Its professional hours wait for the sector's result, or its amount for the authority that fixes it."""
    shut: bool = False
    """Its professional hours yield to the sector's result."""

    @property
    def id(self) -> str:
        """The record's id."""
        return str(self.record["id"])

    def refuse(self, *codes: str) -> None:
        """Let the record give nothing."""
        self.live = False
        self.codes.update(codes)

    def sure(self, option: Hours) -> Hours:
        """Return what an option gives for certain: professional hours only where the sector leaves them."""
        if self.open or self.shut:
            return {s: h for s, h in option.items() if s != PROFESSIONAL}
        return dict(option)

    def counts(self) -> bool:
        """Tell whether some option gives hours for certain (or deems)."""
        return self.live and (any(self.sure(o) for o in self.claim.options) or (self.claim.deems and not self.open))


Placement = tuple[tuple[str, str], ...]


def judge_under(law: Law, case: Record, strict: bool, forced: Mapping[str, str] | None) -> dict[str, Any]:
    """Judge one person-year: every placement is tried, the best is kept."""
    year = int(case["year"])
    entries = [read_record(law, record, year, strict) for record in case.get("records") or []]
    entries.sort(key=lambda entry: entry.id)

    waiting = pass_gate(law, case.get("sector"), entries)
    drop_duplicates(entries)
    keep_highest(entries)

    required = {
        subject: None if hours is None else rounded(hours * law.on_post / 12, law.readings["round"])
        for subject, hours in law.minima.items()
    }
    outcomes = [weigh(law, entries, required, chosen, year) for chosen in placements(entries)]
    if forced is not None:
        wanted = {(k, v) for k, v in forced.items()}
        kept = [outcome for outcome in outcomes if wanted <= set(outcome["placement"])]
        best = max(kept, key=lambda outcome: outcome["rank"])["rank"]
        optimal = [outcome for outcome in kept if outcome["rank"] == best]
    else:
        best = max(outcome["rank"] for outcome in outcomes)
        optimal = [outcome for outcome in outcomes if outcome["rank"] == best]
    optimal.sort(key=lambda outcome: outcome["placement"])
    shown = optimal[0]

    verdict = "compliant"
    if sum(shown["shortfall"].values()) > 0:
        verdict = "non_compliant"
        if waiting and any(outcome["shortfall"][PUBLIC] == 0 for outcome in outcomes):
            verdict = "undetermined"
    relief = {s: (law.minima[s] or ZERO) - (required[s] or ZERO) for s in law.minima}
    return {
        "verdict": verdict,
        "credited": shown["credited"],
        "required": required,
        "shortfall": shown["shortfall"],
        "relief": relief,
        "deemed": shown["deemed"],
        "records": shown["records"],
        "caps": shown["caps"],
        "lost": sum((r["lost"] for r in shown["records"].values()), ZERO),
        "optimal": {outcome["placement"] for outcome in optimal},
        "optimal_count": len(optimal),
        "outcomes": {outcome["placement"]: outcome for outcome in optimal},
        "assumptions": {(entry.id, name) for entry in entries for name in entry.facts.assumed},
    }


def read_record(law: Law, record: Record, year: int, strict: bool) -> Entry:
    """Find a record's route, its amount and the conditions that fail."""
    facts = Facts(record, strict, year, law.readings)
    rule = law.routes.get(record["kind"])
    claim = Claim(missing="no_rule") if rule is None else rule(facts)
    if record.get("sector_rule") is not None:
        replace(claim, record["sector_rule"], PROFESSIONAL, law.apart)
        # Only a figure for the professional subject stands in for the sector's professional result.
        claim.sector_figure = record["sector_rule"].get("subject", PROFESSIONAL) == PROFESSIONAL
    elif law.notice and record.get("notice") is not None:
        replace(claim, record["notice"], PUBLIC)
    entry = Entry(record, facts, claim)
    if claim.missing is not None:
        entry.refuse(claim.missing)
    if claim.refusals:
        entry.refuse(*claim.refusals)
    if not in_year(record, year):
        entry.refuse("other_year")
    if not facts.registered():
        entry.refuse("not_registered")
    if entry.live and claim.awaits:
        entry.open = True
        entry.codes.add("delegated")
    return entry


def pass_gate(law: Law, sector: object, entries: list[Entry]) -> bool:
    """Apply the sector's precedence over the professional subject; tell whether its result is still awaited."""
    if sector not in law.sectors:
        return False
    has_result = any(entry.live and entry.claim.result for entry in entries)
    if not has_result and law.readings["sector"] == "municipal":
        return False
    for entry in entries:
        touches = any(PROFESSIONAL in option for option in entry.claim.options) or entry.claim.deems
        if not entry.live or not touches:
            continue
        if has_result and not entry.claim.result:
            entry.shut = True
            entry.codes.add("sector_rule_prevails")
        elif not has_result and entry.claim.sector_figure:
            entry.claim.deems = False  # the sector's figure is all that the record brings
        elif not has_result and not entry.claim.sector_figure:
            entry.open = True
            entry.codes.add("sector_rule_prevails")
    return not has_result


def rank_in_group(entry: Entry) -> tuple[bool, Fraction]:
    """Certain hours before awaited ones, then the larger claim."""
    return entry.counts(), entry.claim.size()


def keep_first(groups: dict[Any, list[Entry]], code: str) -> None:
    """Keep the best record of every group, at equal rank the smallest id; refuse the others."""
    for members in groups.values():
        best = max(rank_in_group(entry) for entry in members)
        kept = next(entry for entry in members if rank_in_group(entry) == best)
        for entry in members:
            if entry is not kept:
                entry.refuse(code)


def wholly_shut(entry: Entry) -> bool:
    """Tell whether the sector's result leaves the record nothing to give."""
    return entry.shut and not any(entry.sure(option) for option in entry.claim.options)


def drop_duplicates(entries: list[Entry]) -> None:
    """One work counts once."""
    groups: dict[Any, list[Entry]] = {}
    for entry in entries:
        if entry.live and not wholly_shut(entry) and entry.record.get("work_id") is not None:
            groups.setdefault(str(entry.record["work_id"]), []).append(entry)
    keep_first(groups, "duplicate_work")


def keep_highest(entries: list[Entry]) -> None:
    """Where only the highest of a group counts, refuse the others."""
    groups: dict[Any, list[Entry]] = {}
    for entry in entries:
        if entry.live and not wholly_shut(entry) and entry.claim.highest_of is not None:
            groups.setdefault(entry.claim.highest_of, []).append(entry)
    keep_first(groups, "one_only")


def placements(entries: list[Entry]) -> Iterator[dict[str, int]]:
    """Yield every placement: record id -> index of the option taken; a record left out of a group is absent."""
    live = [entry for entry in entries if entry.live]
    alone = [entry for entry in live if entry.claim.one_of is None]
    grouped: dict[str, list[Entry]] = {}
    for entry in live:
        if entry.claim.one_of is not None:
            grouped.setdefault(entry.claim.one_of, []).append(entry)
    axes = [[(entry.id, index) for index in range(max(1, len(entry.claim.options)))] for entry in alone] + [
        [(entry.id, index) for entry in members for index in range(len(entry.claim.options))]
        for members in grouped.values()
    ]
    for choice in itertools.product(*axes):
        yield dict(choice)


def day_capped(law: Law, entry: Entry, hours: Hours, year: int, rooms: dict[date, Fraction]) -> Hours:
    """Apply the cap by the day to one record under the reading ``day``.

    ``rooms`` holds what each calendar day still takes (reading ``merged``); it is used up here.
    """
    record = entry.record
    total = sum(hours.values(), ZERO)
    count = day_count(record, year)
    if count is None or total == 0:
        return hours
    daily = split_days(record, year)
    reading = law.readings["day"]
    dated: list[tuple[date | None, Fraction]] | None = None if entry.claim.given else daily
    both = span(record)
    if reading == "merged" and dated is None and count == 1 and both is not None and both[0] == both[1]:
        dated = [(both[0], total)]
    if reading == "averaged" or dated is None:
        allowed = min(total, law.day_limit * count)
    else:
        allowed = ZERO
        for day, figure in dated:
            if reading == "merged" and day is not None:
                taken = min(figure, rooms.setdefault(day, law.day_limit))
                rooms[day] -= taken
            else:
                taken = min(figure, law.day_limit)
            allowed += taken
    return dict.fromkeys(hours, allowed)


@dataclass
class Scale:
    """What one placement gives, stage by stage."""

    given: dict[str, Hours]
    asked: dict[str, Hours]
    codes: dict[str, set[str]]
    deemed: list[tuple[str, str]]
    placement: list[tuple[str, str]]


def place(law: Law, entries: list[Entry], chosen: dict[str, int], year: int) -> Scale:
    """Give each record the option chosen for it, after the cap by the day."""
    scale = Scale({}, {}, {entry.id: set(entry.codes) for entry in entries}, [], [])
    rooms: dict[date, Fraction] = {}
    for entry in entries:
        if not entry.live:
            continue
        if entry.id not in chosen:
            scale.codes[entry.id].add("one_only")
            continue
        option = entry.claim.options[chosen[entry.id]] if entry.claim.options else {}
        scale.asked[entry.id] = option
        if len(entry.claim.options) > 1 or entry.claim.one_of is not None:
            scale.placement.append((entry.id, next(iter(option))))
            scale.codes[entry.id].add("allocated")
        hours = entry.sure(option)
        if entry.claim.day_capped:
            lowered = day_capped(law, entry, hours, year, rooms)
            if lowered != hours:
                scale.codes[entry.id].add("day_cap")
            hours = lowered
        scale.given[entry.id] = hours
        if entry.claim.deems and not entry.open and not entry.shut:
            scale.deemed.append((entry.id, entry.claim.deems_scope))
            scale.codes[entry.id].add("deemed")
    return scale


def apply_cap(cap: Cap, members: list[str], scale: Scale) -> dict[str, Any] | None:
    """Hand a cap's hours out in the order of the ids; return its account, ``None`` where nothing stands under it."""
    subjects = SUBJECTS if cap.subject is None else (cap.subject,)
    used = [i for i in members if any(scale.given[i].get(s, ZERO) > 0 for s in subjects)]
    counted = credited = ZERO
    room = cap.limit
    for i in used:
        for subject in subjects:
            wish = scale.given[i].get(subject, ZERO)
            taken = min(wish, room)
            room -= taken
            counted += wish
            credited += taken
            if taken < wish:
                scale.codes[i].add("category_cap")
                scale.given[i][subject] = taken
    if not used:
        return None
    return {
        "clause": cap.clause,
        "subject": cap.subject,
        "limit": cap.limit,
        "counted": counted,
        "credited": credited,
        "lost": counted - credited,
        "records": used,
    }


def account(entry: Entry, scale: Scale) -> dict[str, Any]:
    """Return what became of one record."""
    codes = scale.codes[entry.id]
    option = scale.asked.get(entry.id, {})
    amount = sum(option.values(), ZERO) if entry.id in scale.asked else entry.claim.size()
    credited = {s: scale.given.get(entry.id, {}).get(s, ZERO) for s in SUBJECTS}
    total = sum(credited.values(), ZERO)
    deems = "deemed" in codes
    if entry.live and entry.open and (PROFESSIONAL in option or not option):
        status = "undetermined"
    elif total > 0:
        status = "credited" if total == amount else "partly_credited"
    else:
        status = "credited" if deems else "not_credited"
    if "category_cap" in codes and total == 0:
        codes.add("cap_exhausted")
    if status in ("credited", "partly_credited") and not deems and "allocated" not in codes:
        codes.add("credited")
    if entry.claim.was_rounded:
        codes.add("rounded")
    return {
        "status": status,
        "claimed": entry.claim.claimed(),
        "credited": credited,
        "amount": amount,
        "lost": amount - total,
        "codes": codes,
    }


def weigh(
    law: Law, entries: list[Entry], required: dict[str, Fraction | None], chosen: dict[str, int], year: int
) -> dict[str, Any]:
    """Compute everything that one placement gives."""
    scale = place(law, entries, chosen, year)
    by_id = {entry.id: entry for entry in entries}
    caps = []
    for cap in law.caps:
        members = [i for i in sorted(scale.given) if by_id[i].claim.caps == cap.group]
        use = apply_cap(cap, members, scale)
        if use is not None:
            caps.append(use)

    shown = {s: sum((hours.get(s, ZERO) for hours in scale.given.values()), ZERO) for s in SUBJECTS}
    if scale.deemed:
        need = required[PROFESSIONAL] or ZERO
        if law.readings.get("deem") == "added":
            shown[PROFESSIONAL] += need
        else:
            shown[PROFESSIONAL] = max(shown[PROFESSIONAL], need)
    shown["total"] = shown[PUBLIC] + shown[PROFESSIONAL]
    shortfall = {s: max(ZERO, (required[s] or ZERO) - shown[s]) for s in (*SUBJECTS, "total")}
    if law.compulsory is not None:
        least = rounded(law.compulsory * law.on_post / 12, law.readings["round"])
        course = sum((h.get(PUBLIC, ZERO) for i, h in scale.given.items() if by_id[i].claim.compulsory), ZERO)
        shortfall[PUBLIC] = max(shortfall[PUBLIC], least - course)
    return {
        "placement": tuple(sorted(scale.placement)),
        "rank": (-sum(shortfall.values(), ZERO), shown["total"]),
        "credited": shown,
        "shortfall": shortfall,
        "deemed": scale.deemed,
        "records": {entry.id: account(entry, scale) for entry in entries},
        "caps": caps,
    }


def secondment(facts: Facts, clause: str) -> Claim:
    """30 public and 60 professional hours for a year of posting, by complete months (the same words in both cities)."""
    claim = Claim(clause, caps="secondment", both=True, keeps_rest=True)
    claim.need(facts.paper("assignment_order"), "document_missing")
    months = posting_months(facts.record, facts.year)
    if months is None:
        claim.missing = "amount_missing"
        return claim
    exact = {PUBLIC: Fraction(30 * months, 12), PROFESSIONAL: Fraction(60 * months, 12)}
    claim.options = [{subject: rounded(hours, facts.readings["round"]) for subject, hours in exact.items()}]
    claim.was_rounded = claim.options[0] != exact
    return claim


def certificate(facts: Facts, clause: str) -> Claim:
    """Hours that another authority certifies, by subject."""
    claim = Claim(clause, both=True)
    stated = {s: number(facts.record[s]) for s in SUBJECTS if facts.stated(s)}
    if stated:
        claim.options = [stated]
    else:
        claim.missing = "amount_missing"
    return claim


def counted(facts: Facts, name: str, each: int) -> Fraction | None:
    """Return a count times a rate, ``None`` where the count is not stated."""
    return Fraction(each * int(facts.record[name])) if facts.stated(name) else None
