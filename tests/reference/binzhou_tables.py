"""Binzhou: the two tables of the annex, its bands, ranks and shares of authors; the same figures as hours and points.

An amount is a :class:`Fraction`, or :class:`Nothing` with the reason why there is none, or :class:`Open` where the
text leaves the figure out and it might be anything.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from tests.reference.common import ZERO, Facts, Record, complete_months, span


@dataclass(frozen=True)
class Nothing:
    """No amount, and the reason code."""

    code: str


@dataclass(frozen=True)
class Open:
    """An amount that the text does not write."""

    code: str


Amount = Fraction | Nothing | Open

PRIZES: Mapping[str, Mapping[str, int]] = {
    "county": {"first": 15, "second": 13, "third": 11, "appraised": 8},
    "municipal": {"first": 25, "second": 20, "third": 15, "appraised": 10},
    "provincial": {"first": 35, "second": 30, "third": 25, "appraised": 15},
    "national": {"first": 40, "second": 35, "third": 30, "appraised": 20},
}
"""附件 一(二)2 and 二(五)2: level -> grade, the last column being an appraised result."""

COUNTY_APPRAISED_FROM_FOURTH = 5

BELOW = {"national": "provincial", "provincial": "municipal", "municipal": "county"}
"""The next level down."""

PATENTS = {"invention": "national", "utility_model": "provincial", "design": "municipal"}

WORKS: Mapping[str, Mapping[str, int | None]] = {
    "municipal": {"paper": 5, "good": 15, "fair": 12, "plain": 10, "first": 3, "second": 2, "third": 1},
    "provincial": {"paper": 10, "good": 20, "fair": 17, "plain": 14, "first": 8, "second": 6, "third": 4},
    "national": {"paper": 15, "good": 30, "fair": 25, "plain": 20, "first": 12, "second": 9, "third": 6},
    "international": {"paper": 25, "good": None, "fair": None, "plain": None, "first": 18, "second": 12, "third": 8},
}
"""附件 一(三) and 二(六): level -> a paper, a monograph in three classes, an exchange paper in three grades."""

LEAST_CHARACTERS = 1000
MOST_AUTHORS = 60
"""More than any amount of the table has hours to share."""


# ---------------------------------------------------------------- rank and share


def by_rank(facts: Facts, amount: Callable[[int], Amount], last: int = 10) -> Amount:
    """Return the amount for the person's rank; where it is unstated and matters, the first rank is assumed."""
    if facts.stated("rank"):
        return amount(int(facts.record["rank"]))
    possible = {amount(rank) for rank in range(1, last + 1)}
    if len(possible) == 1:
        return possible.pop()
    if facts.strict:
        return Nothing("amount_missing")
    facts.assumed.add("rank")
    return amount(1)


def share(total: Fraction, authors: int, rank: int) -> Fraction:
    """Return an author's part in whole units; what division leaves goes one by one to the first authors."""
    whole, rest = divmod(int(total), authors)
    return Fraction(whole + (1 if rank <= rest else 0))


def shared(facts: Facts, total: Amount) -> Amount:
    """Divide a paper's amount among its authors; unstated authors are taken to be as few as can be."""
    if not isinstance(total, Fraction):
        return total
    if facts.stated("authors"):
        authors = int(facts.record["authors"])
        return by_rank(facts, lambda rank: share(total, authors, rank), authors)
    ranks = [int(facts.record["rank"])] if facts.stated("rank") else range(1, MOST_AUTHORS + 1)
    possible = {share(total, a, rank) for rank in ranks for a in range(rank, MOST_AUTHORS + 1)}
    if len(possible) == 1:
        return possible.pop()
    if facts.strict:
        return Nothing("amount_missing")
    facts.assumed.add("authors")
    fewest = int(facts.record["rank"]) if facts.stated("rank") else 1
    return share(total, fewest, fewest)


# ---------------------------------------------------------------- prizes, results, patents


def graded(level: str, grade: str, rank: int, lowest: str) -> Amount:
    """Return what a graded prize gives: from the fourth rank on the next grade (reading ``lowest`` for a third)."""
    figures = PRIZES[level]
    if rank <= 3:
        return Fraction(figures[grade])
    if grade == "third":
        return {
            "next_column": Fraction(figures["appraised"]),
            "keep": Fraction(figures["third"]),
            "none": ZERO,
        }[lowest]
    return Fraction(figures[{"first": "second", "second": "third"}[grade]])


def ungraded(level: str, rank: int) -> Amount:
    """Return what a prize without grades gives: ranks 1-3, 4-6, 7 and later."""
    return Fraction(PRIZES[level]["first" if rank <= 3 else "second" if rank <= 6 else "third"])


def prize(facts: Facts) -> Amount:
    """附件 一(二)2: prizes by level, grade and rank."""
    level, grade = facts.record.get("level"), facts.record.get("prize")
    if grade == "none":
        return Nothing("no_prize")
    if level is None or grade is None:
        return Nothing("amount_missing")
    if level not in PRIZES:
        return Nothing("no_table_row")
    if grade == "ungraded":
        return by_rank(facts, lambda rank: ungraded(level, rank))
    return by_rank(facts, lambda rank: graded(level, grade, rank, facts.readings["lowest"]))


def appraised(level: str, rank: int) -> Amount:
    """Return what an appraised result gives: from the fourth rank on that of the next level, in a county 5."""
    if rank <= 3:
        return Fraction(PRIZES[level]["appraised"])
    if level == "county":
        return Fraction(COUNTY_APPRAISED_FROM_FOURTH)
    return Fraction(PRIZES[BELOW[level]]["appraised"])


def appraised_result(facts: Facts) -> Amount:
    """附件 一(二)2: appraised results by level and rank."""
    level = facts.record.get("level")
    if level is None:
        return Nothing("amount_missing")
    if level not in PRIZES:
        return Nothing("no_table_row")
    return by_rank(facts, lambda rank: appraised(level, rank))


def patent(facts: Facts) -> Amount:
    """附件 一(二)2: a patent is an appraised result of the level that its type has (reading ``patrank``)."""
    kind = facts.record.get("type")
    if kind is None:
        return Nothing("amount_missing")
    level = PATENTS[kind]
    if facts.readings["patrank"] == "ignored":
        return appraised(level, 1)
    return by_rank(facts, lambda rank: appraised(level, rank))


# ---------------------------------------------------------------- works


def work(level: object, column: str) -> Amount:
    """Look one cell up."""
    if level is None:
        return Nothing("amount_missing")
    if level not in WORKS:
        return Nothing("no_table_row")
    figure = WORKS[str(level)][column]
    return Open("blank_cell") if figure is None else Fraction(figure)


def whole_paper(level: object, intl: str) -> Amount:
    """Return a paper's amount before it is shared (reading ``intl``)."""
    if level == "unnumbered":
        return Nothing("no_serial_number")
    if level == "international" and intl == "undetermined":
        return Open("blank_cell")
    return work(level, "paper")


def paper(facts: Facts) -> Amount:
    """附件 一(三)1: by the number of the periodical."""
    return shared(facts, whole_paper(facts.record.get("outlet"), facts.readings["intl"]))


def digest(facts: Facts) -> Amount:
    """附件 一(三)1: as a third-grade exchange paper of the periodical's level."""
    if facts.record.get("outlet") == "unnumbered":
        return Nothing("no_serial_number")
    return shared(facts, work(facts.record.get("outlet"), "third"))


def proceedings_paper(facts: Facts) -> Amount:
    """附件 一(三)2: as a third-grade exchange paper; the call for papers has three levels only."""
    level = facts.record.get("level")
    return Nothing("no_table_row") if level == "international" else shared(facts, work(level, "third"))


def conference_paper(facts: Facts) -> Amount:
    """附件 一(三)2: third grade, or its own under the reading ``conf``; without a grade third."""
    grade = facts.record.get("prize")
    if facts.readings["conf"] == "third" or grade not in ("first", "second", "third"):
        grade = "third"
    return shared(facts, work(facts.record.get("level"), grade))


def monograph(facts: Facts) -> Amount:
    """附件 一(三)3: by the publisher's level and the writer's place; later writers as a paper, undivided."""
    level = facts.record.get("level")
    if level is None or level not in WORKS:
        return work(level, "good")

    def amount(rank: int) -> Amount:
        if rank > 3:
            return whole_paper(level, facts.readings["intl"])
        return work(level, {1: "good", 2: "fair", 3: "plain"}[rank])

    return by_rank(facts, amount)


def book(_: Facts) -> Amount:
    """附件 一(三)3 names works and rates monographs alone."""
    return Open("blank_cell")


# ---------------------------------------------------------------- overseas


def stay(record: Record) -> tuple[int, bool] | None:
    """Return the months of a stay abroad and whether a day is left over; of days alone, thirty are a month."""
    if record.get("months") is not None:
        return int(record["months"]), False
    both = span(record)
    if both is not None:
        return complete_months(*both)
    if record.get("days") is not None:
        months, rest = divmod(int(record["days"]), 30)
        return months, rest > 0
    return None


def first_bands(months: int, rest: bool, one_month: str) -> int | None:
    """Return the figure of a stay below four months (reading ``1m``)."""
    if months == 1 and not rest:
        return int(one_month)
    return {0: 15, 1: 20, 2: 25, 3: 30}.get(months)


def overseas_hours(months: int, rest: bool, one_month: str) -> Fraction:
    """附件 一(一): up to 35 hours."""
    figure = first_bands(months, rest, one_month)
    return Fraction(35 if figure is None else figure)


def overseas_points(months: int, rest: bool, one_month: str, two_months: str) -> Fraction:
    """附件 二(四): up to years abroad (reading ``2m``)."""
    figure = first_bands(months, rest, one_month)
    if figure is not None:
        return Fraction(figure)
    if months < 6:
        return Fraction(35)
    beyond = max(0, months - 12)
    blocks = beyond // 2
    if two_months == "exceeding" and not rest and beyond > 0:
        blocks = (beyond - 1) // 2
    return Fraction(40 + 5 * blocks)
