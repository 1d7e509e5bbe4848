"""What a letter to a claimant says of one record: the content alone, in the words of one language, without any layout.

:func:`xueshi.letter.writer.write_letter` makes one from a case; :mod:`xueshi.report.letter.page` sets it.
Amounts are units of 1/9000 hour (or point), as in a result.
"""

from __future__ import annotations

from dataclasses import dataclass

from xueshi.law.letters import Clause, Office
from xueshi.messages import Lang
from xueshi.model.result import Amounts, OpenAmounts, Status, Verdict
from xueshi.model.units import Unit


@dataclass(frozen=True, slots=True)
class Instrument:
    """The regulation: its id, its full name in the letter's language and in Chinese, its own number, its day."""

    id: str
    name: str
    name_zh: str
    number: str
    date: str
    """ISO text; empty where the text does not give it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A field of the record in words, and what was found there; ``None`` where nothing was stated."""

    label: str
    value: str | None


@dataclass(frozen=True, slots=True)
class Claim:
    """The record as it was claimed."""

    id: str
    kind: str
    title: str
    date: str
    """ISO text; empty where none is stated."""
    stated: tuple[Entry, ...]
    """The fields of its kind, as filled in."""
    papers: tuple[str, ...] | None
    """The documents at hand; ``None`` where the record does not say."""


@dataclass(frozen=True, slots=True)
class Finding:
    """The fact that failed: what was found, and what the text asks for.

    Attributes:
        found: the fields that decided.
        wanted: statements any of which would have done.
        least: the least amount that would have done, as text.
        papers: whether documents decided; then ``papers_found`` and ``papers_wanted`` (any of which would have done).
    """

    found: tuple[Entry, ...] = ()
    wanted: tuple[Entry, ...] = ()
    least: str = ""
    papers: bool = False
    papers_found: tuple[str, ...] | None = None
    papers_wanted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CapUsed:
    """A cap that cut the record: its limit, what stood under it, and what the other records took of it."""

    title: str
    per: str
    """``day``, ``record`` or ``year``."""
    limit: int
    counted: int
    credited: int
    others: tuple[tuple[str, int], ...]
    """Ids of other records with what they were credited."""


@dataclass(frozen=True, slots=True)
class Cause:
    """Why hours were lost, or why they are open.

    Attributes:
        code: the reason's.
        says: the reason in words.
        clauses: those that it stands on, as a letter cites them; none where no clause covers the record.
        units: hours that it cost; of several causes each of which refuses the record, the first bears them.
        finding: the fact that failed, where there is one.
        cap: the cap that cut it.
        counts_instead: id and title of the record that counts in its place.
    """

    code: str
    says: str
    clauses: tuple[str, ...]
    units: int
    finding: Finding | None = None
    cap: CapUsed | None = None
    counts_instead: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Remedy:
    """What can be done; ``possible`` is false where nothing can, and the text says why."""

    possible: bool
    says: str


@dataclass(frozen=True, slots=True)
class Effect:
    """What the record and the year would come to if every remedy were made."""

    credited: int
    deemed: tuple[str, ...]
    """What it would be taken to complete, in words."""
    verdict: Verdict
    shortfall: Amounts


@dataclass(frozen=True, slots=True)
class ReadingUsed:
    """An open question of the text that touches the record, and the answer under which it was calculated."""

    id: str
    value: str
    question: str
    answer: str
    cited: tuple[str, ...]
    default: bool


@dataclass(frozen=True, slots=True)
class Note:
    """Something assumed, explained or warned of, with its clauses."""

    says: str
    cited: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter about one record of one person's year.

    Attributes:
        subjects: what the subjects of the amounts are called.
        claimed, credited: by subject; ``either``: the claims are alternatives, one of which can be credited;
            ``pooled``: they are the same hours, which may be split between the subjects.
        amount, lost: of the place taken; ``lost`` is the sum of what the causes cost.
        grants: why the record was credited as far as it was.
        rules: the clauses that decide the record, with what they say.
        decides: the least amounts, by subject, of this open record that would make the year compliant.
        verdict, shortfall, required: of the year as it stands.
    """

    lang: Lang
    unit: Unit
    person: str
    jurisdiction: str
    year: int
    instrument: Instrument
    claim: Claim
    status: Status
    subjects: tuple[tuple[str, str], ...]
    claimed: Amounts
    credited: Amounts
    either: bool
    pooled: bool
    amount: int
    lost: int
    grants: tuple[Note, ...]
    causes: tuple[Cause, ...]
    refused: bool
    """Each cause alone refuses the whole record."""
    rules: tuple[Clause, ...]
    remedies: tuple[Remedy, ...]
    effect: Effect | None
    decides: tuple[tuple[str, int], ...]
    readings: tuple[ReadingUsed, ...]
    assumptions: tuple[Note, ...]
    warnings: tuple[Note, ...]
    offices: tuple[Office, ...]
    strict: bool
    verdict: Verdict
    required: OpenAmounts
    shortfall: Amounts
