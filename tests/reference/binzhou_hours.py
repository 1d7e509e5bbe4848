"""Binzhou: the hours of 2020 and 2021 (notice of 2021, body and annex part one), from its text."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

from tests.reference import binzhou_tables as tables
from tests.reference.binzhou_tables import Amount, Nothing, Open
from tests.reference.common import (
    ATTENDANCE,
    PROFESSIONAL,
    PUBLIC,
    PUBLIC_SUBJECTS,
    SUBJECTS,
    ZERO,
    Claim,
    Facts,
    Hours,
    Record,
    Rule,
    counted,
    day_of,
    flat,
    in_year,
    number,
    replace,
)

READINGS: dict[str, tuple[str, ...]] = {
    "pool": ("pool", "item"),
    "overcap": ("inside", "outside"),
    "1m": ("20", "15"),
    "lowest": ("next_column", "keep", "none"),
    "patrank": ("ranked", "ignored"),
    "conf": ("third", "graded"),
    "intl": ("table", "undetermined"),
    "deadline": ("binding", "open"),
    "year": ("inside_window", "free"),
    "frac": ("exact", "down"),
    "2m": ("completed", "exceeding"),
}

FIRST_YEAR = 2020
LAST_YEAR = 2021

REQUIRED: Hours = {PUBLIC: Fraction(30), PROFESSIONAL: Fraction(60), "total": Fraction(90)}
"""一 ¶1."""

POOL: Hours = {PUBLIC: Fraction(5), PROFESSIONAL: Fraction(30)}
"""二(二) ¶2 and the head of annex part one."""

LAST_DAY = date(2021, 12, 31)
"""三(一): the end of registration, for 2021 only."""


# ---------------------------------------------------------------- routes


def pooled(claim: Claim, amount: Amount) -> Claim:
    """Give a claim on the pool: the amount for either subject, or the reason why there is none."""
    claim.caps = "pool"
    if isinstance(amount, Fraction):
        claim.options = [{subject: amount} for subject in SUBJECTS]
    else:
        claim.missing = amount.code
        claim.awaits = isinstance(amount, Open)
    return claim


def online_course(facts: Facts) -> Claim:
    """二(一): public courses on the city's platform, examined; 二(二) ¶1: professional ones on any."""
    if not facts.stated("subject"):
        return Claim("二", missing="amount_missing")
    if facts.record["subject"] not in PUBLIC_SUBJECTS:
        return flat(Claim("二(二)"), PROFESSIONAL, facts.time())
    if not facts.holds("platform", "local"):
        return Claim("二(一)", missing="no_rule")
    claim = Claim("二(一)")
    claim.need(facts.holds("passed"), "not_passed")
    return flat(claim, PUBLIC, facts.time())


def training(facts: Facts) -> Claim:
    """二(二) ¶1: the hours that the certificate states, whoever organised it."""
    claim = Claim("二(二)")
    claim.need(facts.paper(*ATTENDANCE), "document_missing")
    return flat(claim, PROFESSIONAL, facts.time())


def overseas_visit(facts: Facts) -> Claim:
    """附件 一(一) (readings ``1m`` and ``overcap``)."""
    claim = Claim("附件 一(一)")
    claim.need(facts.paper("visit_report"), "document_missing")
    length = tables.stay(facts.record)
    hours = None if length is None else tables.overseas_hours(*length, facts.readings["1m"])
    if facts.readings["overcap"] == "outside":
        return flat(claim, PROFESSIONAL, hours)
    return pooled(claim, Nothing("amount_missing") if hours is None else hours)


def need_recognition(claim: Claim, facts: Facts) -> None:
    """附件 一(二): organised by a sector authority and recognised by the HR department."""
    claim.need(facts.holds("organiser", "sector_authority"), "wrong_organiser")
    claim.need(facts.holds("hr_recognised"), "not_recognised")


def competition(facts: Facts) -> Claim:
    """附件 一(二): prizes, not participation."""
    claim = Claim("附件 一(二)")
    need_recognition(claim, facts)
    return pooled(claim, tables.prize(facts))


def award(facts: Facts) -> Claim:
    """附件 一(二): the fields that the list names; ordinary prizes for designs are expressly none of them."""
    claim = Claim("附件 一(二)")
    if facts.record.get("field") == "other":
        return pooled(claim, Nothing("no_rule"))
    return pooled(claim, tables.prize(facts))


def by_table(clause: str, amount: Callable[[Facts], Amount]) -> Rule:
    """Return the rule of a kind that a table alone decides."""
    return lambda facts: pooled(Claim(clause), amount(facts))


def article(amount: Callable[[Facts], Amount]) -> Rule:
    """Return the rule of a work that needs a thousand characters; an unnumbered print is refused, not unrated."""

    def rule(facts: Facts) -> Claim:
        claim = pooled(Claim("附件 一(三)"), amount(facts))
        claim.need(claim.missing != "no_serial_number", "no_serial_number")
        if facts.record["kind"] != "digest":
            if facts.stated("characters"):
                claim.need(int(facts.record["characters"]) >= tables.LEAST_CHARACTERS, "too_short")
            else:
                claim.need(facts.holds("characters"), "too_short")
        return claim

    return rule


def degree_study(facts: Facts) -> Claim:
    """附件 一(四)."""
    claim = Claim("附件 一(四)")
    claim.need(facts.holds("exams_passed"), "not_passed")
    return pooled(claim, Fraction(20))


def self_study_exam(facts: Facts) -> Claim:
    """附件 一(四)."""
    claim = Claim("附件 一(四)")
    claim.need(facts.paper("course_certificate", "pass_certificate"), "document_missing")
    hours = counted(facts, "courses", 5)
    return pooled(claim, Nothing("amount_missing") if hours is None else hours)


def other_learning(facts: Facts) -> Claim:
    """二(二) ¶2: learning of other kinds, its stated hours."""
    hours = number(facts.record["hours"]) if facts.stated("hours") else Nothing("amount_missing")
    return pooled(Claim("二(二)"), hours)


ACHIEVEMENTS: dict[str, Rule] = {
    "competition": competition,
    "award": award,
    "appraised_result": by_table("附件 一(二)", tables.appraised_result),
    "patent": by_table("附件 一(二)", tables.patent),
    "paper": article(tables.paper),
    "digest": article(tables.digest),
    "proceedings_paper": article(tables.proceedings_paper),
    "conference_paper": article(tables.conference_paper),
    "monograph": by_table("附件 一(三)3", tables.monograph),
    "book": by_table("附件 一(三)3", tables.book),
    "translation": by_table("附件 一(三)3", tables.book),
    "degree_study": degree_study,
    "self_study_exam": self_study_exam,
}
"""What both parts of the annex rate alike, in hours or in points."""

ROUTES: dict[str, Rule] = {
    "online_course": online_course,
    "training": training,
    "conference": training,
    "advanced_seminar": training,
    "overseas_visit": overseas_visit,
    "other_learning": other_learning,
    **ACHIEVEMENTS,
}


# ---------------------------------------------------------------- records


@dataclass
class Row:
    """A record, what it claims and what speaks against it."""

    record: Record
    facts: Facts
    claim: Claim
    codes: set[str] = field(default_factory=set)

    @property
    def id(self) -> str:
        """The record's id."""
        return str(self.record["id"])

    @property
    def live(self) -> bool:
        """Whether the record gives what it claims."""
        return not self.codes and self.claim.missing is None

    @property
    def open(self) -> bool:
        """Whether only the amount is wanting, and might be anything."""
        return not self.codes and self.claim.missing is not None and self.claim.awaits

    @property
    def size(self) -> Fraction:
        """The amount claimed, once."""
        return self.claim.size()


def read_row(record: Record, facts: Facts, routes: Mapping[str, Rule]) -> Row:
    """Find what a record claims; a sector's figure takes the place of the whole amount, in the subject it names."""
    rule = routes.get(record["kind"])
    claim = Claim(missing="no_rule") if rule is None else rule(facts)
    awaited = claim.awaits
    if record.get("sector_rule") is not None:
        replace(claim, record["sector_rule"], PROFESSIONAL)
        claim.sector_figure = True
        awaited = False
    claim.awaits = awaited
    row = Row(record, facts, claim, set(claim.refusals))
    if claim.missing is not None and not awaited:
        row.codes.add(claim.missing)
    if not facts.registered():
        row.codes.add("not_registered")
    return row


def drop_duplicates(rows: Iterable[Row]) -> None:
    """One work counts once: the largest claim, then the smallest id; a known amount goes before an open one."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        if row.record.get("work_id") is not None and (row.open or (row.live and row.size > 0)):
            groups.setdefault(str(row.record["work_id"]), []).append(row)
    for members in groups.values():
        kept = min(members, key=lambda row: (-row.size, row.id))
        for row in members:
            if row is not kept:
                row.codes.add("duplicate_work")


def assumptions(rows: Iterable[Row]) -> set[tuple[str, str]]:
    """Return what was assumed, as pairs of record and fact."""
    return {(row.id, name) for row in rows for name in row.facts.assumed}


# ---------------------------------------------------------------- the pool


@dataclass
class Pool:
    """The items of the pool by what they can serve: public hours only, professional only, either."""

    public: Fraction
    professional: Fraction
    either: Fraction

    def most(self) -> Fraction:
        """Return the most hours that fit: the tightest of what is there and what is allowed, subject by subject."""
        return min(
            POOL[PUBLIC] + POOL[PROFESSIONAL],
            POOL[PUBLIC] + self.professional + self.either,
            POOL[PROFESSIONAL] + self.public + self.either,
            self.public + self.professional + self.either,
        )

    def public_part(self) -> tuple[Fraction, Fraction]:
        """Return the least and the most that can go to public where as much as possible is used."""
        total = self.most()
        least = max(ZERO, total - POOL[PROFESSIONAL], total - self.professional - self.either)
        return least, min(POOL[PUBLIC], total, self.public + self.either)


def serves(row: Row, subject: str) -> bool:
    """Tell whether a record could give hours in a subject."""
    return any(subject in option for option in row.claim.options)


def pool_of(rows: Sequence[Row]) -> Pool:
    """Sum the items of the pool."""

    def total(*, public: bool, professional: bool) -> Fraction:
        kept = [r.size for r in rows if (serves(r, PUBLIC), serves(r, PROFESSIONAL)) == (public, professional)]
        return sum(kept, ZERO)

    return Pool(
        total(public=True, professional=False),
        total(public=False, professional=True),
        total(public=True, professional=True),
    )


def shortfalls(credited: Hours) -> Hours:
    """Return what each minimum misses."""
    shown = {**credited, "total": credited[PUBLIC] + credited[PROFESSIONAL]}
    return {subject: max(ZERO, least - shown[subject]) for subject, least in REQUIRED.items()}


def rank(credited: Hours) -> tuple[Fraction, Fraction]:
    """Return what is maximised: least shortfalls, then most hours."""
    return -sum(shortfalls(credited).values(), ZERO), credited[PUBLIC] + credited[PROFESSIONAL]


def best_public_part(sure: Hours, pool: Pool) -> tuple[Fraction, Fraction]:
    """Return the least and the most public hours of the pool's optimal splits.

    Using all that fits is never worse.  The sum of the shortfalls is convex and bends only where a minimum is met.
    """
    total = pool.most()
    least, most = pool.public_part()
    bends = {
        least,
        most,
        min(most, max(least, REQUIRED[PUBLIC] - sure[PUBLIC])),
        min(most, max(least, total - (REQUIRED[PROFESSIONAL] - sure[PROFESSIONAL]))),
    }

    def at(public: Fraction) -> tuple[Fraction, Fraction]:
        return rank({PUBLIC: sure[PUBLIC] + public, PROFESSIONAL: sure[PROFESSIONAL] + total - public})

    best = max(at(public) for public in bends)
    kept = [public for public in bends if at(public) == best]
    return min(kept), max(kept)


def hand_out(rows: Sequence[Row], public: Fraction, professional: Fraction) -> dict[str, Hours]:
    """Hand the pool's hours out in the order of the ids: each record has as much as still fits."""
    used = {PUBLIC: ZERO, PROFESSIONAL: ZERO, "either": ZERO}
    given: dict[str, Fraction] = {}
    for row in rows:
        room = public + professional - sum(used.values(), ZERO)
        group = "either"
        if not serves(row, PUBLIC):
            group, room = PROFESSIONAL, min(room, professional - used[PROFESSIONAL])
        elif not serves(row, PROFESSIONAL):
            group, room = PUBLIC, min(room, public - used[PUBLIC])
        given[row.id] = min(row.size, room)
        used[group] += given[row.id]
    left = public - used[PUBLIC]
    shares: dict[str, Hours] = {}
    for row in rows:
        hours = given[row.id]
        if not serves(row, PUBLIC):
            part = ZERO
        elif not serves(row, PROFESSIONAL):
            part = hours
        else:
            part = min(hours, left)
            left -= part
        shares[row.id] = {PUBLIC: part, PROFESSIONAL: hours - part}
    return shares


# ---------------------------------------------------------------- judgement


def account(row: Row, given: Hours | None) -> dict[str, Any]:
    """Return what became of one record; ``given`` is ``None`` where it gives nothing."""
    codes = set(row.codes)
    credited = {s: ZERO if given is None else given.get(s, ZERO) for s in SUBJECTS}
    total = sum(credited.values(), ZERO)
    status = "not_credited"
    if row.open:
        status = "undetermined"
        codes.add(str(row.claim.missing))
    elif total > 0:
        status = "credited" if total == row.size else "partly_credited"
        codes.add("allocated" if row.claim.caps == "pool" else "credited")
    if row.live and total < row.size:
        codes.add("pool_cap")
        if total == 0:
            codes.add("cap_exhausted")
    if row.claim.was_rounded:
        codes.add("rounded")
    return {
        "status": status,
        "claimed": row.claim.claimed(),
        "credited": credited,
        "amount": row.size,
        "lost": row.size - total,
        "codes": codes,
    }


def outcome(rows: Sequence[Row], given: Mapping[str, Hours], caps: list[dict[str, Any]]) -> dict[str, Any]:
    """Sum one placement up."""
    credited = {s: sum((hours.get(s, ZERO) for hours in given.values()), ZERO) for s in SUBJECTS}
    missing = shortfalls(credited)
    credited["total"] = credited[PUBLIC] + credited[PROFESSIONAL]
    return {
        "credited": credited,
        "shortfall": missing,
        "records": {row.id: account(row, given.get(row.id)) for row in rows},
        "caps": caps,
    }


def cap(subject: str | None, limit: Fraction, counted: Fraction, credited: Fraction, ids: list[str]) -> dict[str, Any]:
    """Return a cap's account."""
    return {
        "clause": "附件 一",
        "subject": subject,
        "limit": limit,
        "counted": counted,
        "credited": credited,
        "lost": counted - credited,
        "records": ids,
    }


@dataclass
class Year:
    """The records of one year: certain hours by record, and the items of the pool."""

    rows: list[Row]
    certain: dict[str, Hours]
    items: list[Row]
    awaited: list[Row]

    @property
    def sure(self) -> Hours:
        """The certain hours outside the pool."""
        return {s: sum((hours.get(s, ZERO) for hours in self.certain.values()), ZERO) for s in SUBJECTS}


def read_year(case: Record, readings: Mapping[str, str], strict: bool) -> Year:
    """Read every record of a case of 2020 or 2021."""
    year = int(case["year"])
    rows = []
    for record in sorted(case.get("records") or [], key=lambda each: str(each["id"])):
        row = read_row(record, Facts(record, strict, year, readings), ROUTES)
        if not in_year(record, year):
            row.codes.add("other_year")
        late = record.get("registered_on") is not None and day_of(record["registered_on"]) > LAST_DAY
        if late and year == LAST_DAY.year and readings["deadline"] == "binding":
            row.codes.add("after_deadline")
        rows.append(row)
    drop_duplicates(rows)
    live = [row for row in rows if row.live]
    return Year(
        rows,
        {row.id: row.claim.options[0] for row in live if row.claim.caps != "pool"},
        [row for row in live if row.claim.caps == "pool"],
        [row for row in rows if row.open],
    )


def as_pool(this: Year, pool_public: Fraction | None) -> dict[str, Any]:
    """Judge a year whose pool may be split at will (reading ``pool=pool``)."""
    pool = pool_of(this.items)
    total = pool.most()
    least, most = best_public_part(this.sure, pool)
    public = most if pool_public is None else pool_public
    if not least <= public <= most:
        raise ValueError(f"the optimum gives public between {least} and {most}, not {public}")
    shares = hand_out(this.items, public, total - public)
    there = pool.public + pool.professional + pool.either
    limit = POOL[PUBLIC] + POOL[PROFESSIONAL]
    used = [row.id for row in this.items if row.size > 0]
    caps = [cap(None, limit, there, total, used)] if used else []
    shown = outcome(this.rows, {**this.certain, **shares}, caps)
    return {
        **shown,
        "pool": {"public": (least, most), "total": total, "converted": there, "records": used},
        "optimal": {()},
        "optimal_count": 1,
        "outcomes": {(): shown},
    }


def placed(this: Year, chosen: Mapping[str, str]) -> dict[str, Any]:
    """Sum a placement of whole items up (reading ``pool=item``): both limits bind on the sums."""
    given: dict[str, Hours] = dict(this.certain)
    caps = []
    for subject in SUBJECTS:
        room = POOL[subject]
        members = [row for row in this.items if chosen.get(row.id) == subject and row.size > 0]
        wished = ZERO
        for row in members:
            wish = row.claim.claimed()[subject]
            wished += wish
            given[row.id] = {subject: min(wish, room)}
            room -= given[row.id][subject]
        if members:
            caps.append(cap(subject, POOL[subject], wished, POOL[subject] - room, [row.id for row in members]))
    return outcome(this.rows, given, caps)


def placements(this: Year) -> list[dict[str, str]]:
    """Return every placement: record id -> subject, of all items that give hours."""
    axes = [[(row.id, subject) for subject in SUBJECTS if serves(row, subject)] for row in this.items if row.size > 0]
    return [dict(choice) for choice in itertools.product(*axes)]


def as_items(this: Year, forced: Mapping[str, str] | None) -> dict[str, Any]:
    """Judge a year whose pooled records go to one subject each, by trying every placement."""
    free = {row.id for row in this.items if serves(row, PUBLIC) and serves(row, PROFESSIONAL)}
    tried: dict[tuple[tuple[str, str], ...], dict[str, Any]] = {}
    for chosen in placements(this):
        if all(chosen.get(name) == subject for name, subject in (forced or {}).items()):
            key = tuple(sorted((name, subject) for name, subject in chosen.items() if name in free))
            tried[key] = placed(this, chosen)
    best = max(rank(each["credited"]) for each in tried.values())
    optimal = {key: each for key, each in sorted(tried.items()) if rank(each["credited"]) == best}
    shown = next(iter(optimal.values()))
    return {
        **shown,
        "pool": None,
        "optimal": set(optimal),
        "optimal_count": len(optimal),
        "outcomes": optimal,
    }


def deficits(this: Year) -> Hours:
    """Return what the certain hours outside the pool leave to be found."""
    return {s: max(ZERO, REQUIRED[s] - this.sure[s]) for s in SUBJECTS}


def could_comply(this: Year, pool: str) -> bool:
    """Tell whether some amounts of the open records would make the year compliant."""
    need = deficits(this)
    if not this.awaited or any(need[s] > POOL[s] for s in SUBJECTS):
        return False
    if pool == "pool":
        return True
    for chosen in placements(this):
        for places in itertools.product(SUBJECTS, repeat=len(this.awaited)):
            reached = {s: POOL[s] if s in places else sum_placed(this, chosen, s) for s in SUBJECTS}
            if all(reached[s] >= need[s] for s in SUBJECTS):
                return True
    return False


def sum_placed(this: Year, chosen: Mapping[str, str], subject: str) -> Fraction:
    """Return the pooled hours that a placement puts into a subject, below its limit."""
    wished = sum((r.claim.claimed()[subject] for r in this.items if chosen.get(r.id) == subject), ZERO)
    return min(POOL[subject], wished)


def least_ways(this: Year, pool: str) -> set[tuple[Fraction, Fraction]]:
    """Return the least amount of one open record that makes the year compliant, by subject, the others giving nothing.

    Pairs of public and professional hours of equal sum: with ``pool=pool`` the two extreme splits, else whole places.
    Empty where one record alone cannot decide.
    """
    need = deficits(this)
    if any(need[s] > POOL[s] for s in SUBJECTS):
        return set()
    if pool == "pool":
        items = pool_of(this.items)
        lacking_public = max(ZERO, need[PUBLIC] - items.public)
        lacking_professional = max(ZERO, need[PROFESSIONAL] - items.professional)
        least = max(ZERO, lacking_public + lacking_professional - items.either)
        low = max(ZERO, lacking_public - items.either)
        high = min(least, lacking_public)
        return {(low, least - low), (high, least - high)}
    ways: set[tuple[Fraction, Fraction]] = set()
    for chosen in placements(this):
        lacking = {s: max(ZERO, need[s] - sum_placed(this, chosen, s)) for s in SUBJECTS}
        if lacking[PROFESSIONAL] == 0:
            ways.add((lacking[PUBLIC], ZERO))
        if lacking[PUBLIC] == 0:
            ways.add((ZERO, lacking[PROFESSIONAL]))
    least = min((sum(way, ZERO) for way in ways), default=ZERO)
    return {way for way in ways if sum(way, ZERO) == least}


def judge(
    case: Record,
    readings: Mapping[str, str],
    strict: bool,
    forced: Mapping[str, str] | None = None,
    pool_public: Fraction | None = None,
) -> dict[str, Any]:
    """Judge a year of hours.

    Args:
        case: a case of 2020 or 2021.
        readings: reading id -> answer; the others keep their default.
        strict: unstated facts count as absent.
        forced: record id -> subject (``pool=item`` only).
        pool_public: show the outcome in which the pool gives so many public hours (``pool=pool`` only); it must be
            one of the optimal splits.  Without it the most public of them is shown.

    Returns:
        What :func:`tests.reference.judge` returns, and: ``pool``: under ``pool=pool`` the optimal splits as
        ``public`` (least, most) of ``total`` hours credited out of ``converted``, else ``None``; ``open``: ids of
        the records whose amount the text leaves open; ``would_decide``: id -> set of pairs of public and professional
        hours, see :func:`least_ways` (empty unless the verdict is undetermined).
    """
    chosen = {name: answers[0] for name, answers in READINGS.items()} | dict(readings)
    this = read_year(case, chosen, strict)
    found = as_pool(this, pool_public) if chosen["pool"] == "pool" else as_items(this, forced)
    verdict = "compliant"
    if sum(found["shortfall"].values(), ZERO) > 0:
        verdict = "undetermined" if could_comply(this, chosen["pool"]) else "non_compliant"
    ways = least_ways(this, chosen["pool"]) if verdict == "undetermined" else set()
    return {
        "verdict": verdict,
        "required": dict(REQUIRED),
        "relief": dict.fromkeys(REQUIRED, ZERO),
        "deemed": [],
        **found,
        "lost": sum((each["lost"] for each in found["records"].values()), ZERO),
        "assumptions": assumptions(this.rows),
        "open": [row.id for row in this.awaited],
        "would_decide": {row.id: ways for row in this.awaited} if ways else {},
    }
