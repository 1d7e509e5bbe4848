"""What is still to be done in a year: plain immutable data, every amount in units of 1/9000 hour.

:func:`xueshi.report.plan_view.plan_json` gives the public JSON object (docs/planning.md).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from xueshi.model.result import Amounts, Assumption, OpenAmounts, Reason, Result
from xueshi.model.value import Value

NoteCode = Literal[
    "deferred", "sector", "sector_result", "open_amounts", "points", "deemed", "share", "share_and_choice", "form"
]
"""What a reader must know of the least additional hours:

* ``deferred``: the duty is postponed;
* ``sector``: the sector's own rule governs the subject, and its result is not there;
* ``sector_result``: the sector's result is there and is all that counts;
* ``open_amounts``: an amount that is open could do instead;
* ``points``: the text does not judge the year by itself;
* ``deemed``: the subject is deemed complete, and further hours in it bring nothing before they exceed ``hours``;
* ``share``: a subject must be a share of all hours, so that hours in another subject raise what it must have;
* ``share_and_choice``: the same, of a year whose records choose their subject: not worked out;
* ``form``: so many hours of the subject must be of the form ``fact``.
"""

PlanStatus = Literal["found", "infeasible", "points"]
"""``points``: the text does not judge the year by itself, so that there is nothing to plan for."""


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Note(Value):
    """Something that a reader of the least additional hours must know."""

    code: NoteCode
    clause: str = ""
    subject: str | None = None
    hours: int = 0
    fact: str | None = None
    """A form of study, by the encoding's own name."""


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Additional(Value):
    """The least additional hours that make the year compliant: plain hours outside all caps, placed where one likes.

    ``None`` stands where additional plain hours do not decide (:attr:`notes` say why).
    """

    least: OpenAmounts
    """By subject as shown: what must be in it; ``total``: the least in all."""
    any_subject: int
    """The part of the total that may go to any subject."""
    by_kind: Amounts
    """Where subjects are shown under one key: what must be in each by itself; otherwise empty."""
    other_ways: tuple[OpenAmounts, ...]
    """Other divisions of the same total that do as well, as in :attr:`least`."""
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Chosen(Value):
    """Units of one activity in a plan."""

    activity: str
    units: int
    cost: Decimal
    """Of all these units."""
    credited: Amounts
    """What they bring in the best allocation, by subject as shown."""


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Plan(Value):
    """One plan of the least cost."""

    chosen: tuple[Chosen, ...]
    """By id; an empty plan where nothing is needed."""
    credited: Amounts
    """Of the year with the plan, and ``total``."""
    required: OpenAmounts
    assumptions: tuple[Assumption, ...]
    """Facts that the catalogue does not state, taken in the person's favour; ``record`` is the activity."""


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Offer(Value):
    """One activity of the catalogue, and what a single unit of it would bring on top of the case."""

    activity: str
    kind: str
    title: str
    cost: Decimal
    most: int
    claimed: Amounts
    """Before caps, in each subject that it could serve."""
    credited: Amounts
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Unused(Value):
    """What all units of an activity bring and lose when everything in the catalogue is done."""

    activity: str
    units: int
    credited: Amounts
    lost: int
    reasons: tuple[Reason, ...]
    """Why hours are lost, those of all units together."""


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Shortage(Value):
    """Why no plan exists: the year with everything in the catalogue."""

    credited: Amounts
    required: OpenAmounts
    shortfall: Amounts
    """What is missing even then."""
    activities: tuple[Unused, ...]


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Cheapest(Value):
    """The cheapest plans over a catalogue, proven."""

    status: PlanStatus
    cost: Decimal | None
    """Of each plan; ``None`` where there is none."""
    plans: tuple[Plan, ...]
    """Plans of this cost that hold no other such plan: first the one with the fewest units."""
    count: int
    """Of all such plans; a lower bound unless ``count_is_exact``."""
    count_is_exact: bool
    offers: tuple[Offer, ...]
    shortage: Shortage | None
    judged: int
    """Combinations that the encoding judged in the search."""


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class PlanResult(Value):
    """What is still to be done in a year."""

    now: Result
    """The year as it stands."""
    additional: Additional
    cheapest: Cheapest | None
    """``None`` where no catalogue was given."""
