"""Look for the smallest cases that two sides judge differently."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from xueshi.comparison.cases import Generated, Single, generated, options, single
from xueshi.comparison.finding import WHATS, Bound, Finding, Findings, KindFinding, What
from xueshi.comparison.pair import Pair, Seen, SeenBoth
from xueshi.comparison.same import same_program
from xueshi.search.judged import Trial
from xueshi.search.shrink import smaller

CANDIDATES = 300
"""Cases that are kept of each sort; beyond them a kind is taken to make no difference by itself."""

FEW = 20
"""Of these so many are filled up to a whole year, to see whether the verdict turns."""

Shows = Callable[[SeenBoth], bool]

_CREDIT: frozenset[What] = frozenset({"total", "subjects"})
_SORTS: dict[str, frozenset[What]] = {"credit": _CREDIT, "verdict": frozenset({"verdict"})}


def find(
    pair: Pair, *, records: int = 3, seconds: float | None = 20.0, kinds: Sequence[str] = (), by_kind: bool = False
) -> Findings:
    """Return the smallest cases that the sides of ``pair`` judge differently.

    Args:
        records: the most records of a generated case.
        seconds: time for the solver.
        kinds: only cases in which records of these kinds make the difference.
        by_kind: also look kind by kind.
    """
    of_one = pair.versions
    bound = Bound(records, 0, 0, pair.years, readings=of_one, strict=of_one, narrowed=bool(kinds))
    if of_one and pair.first.readings == pair.second.readings and same_program(pair.first, pair.second):
        return Findings((), (), (), replace(bound, alike=True))
    looked = single(pair, seconds) if of_one else Single((), None)
    family = generated(pair, records)
    seen = _Seen(pair, every=by_kind or bool(kinds))
    made = chain(looked.trials, family.trials)
    asked = (trial for trial in made if not kinds or any(_has(trial, kind) for kind in kinds))
    trials = sorted(asked, key=lambda trial: (trial.size[1], trial.size))
    seen.look(trials)
    if "verdict" not in seen.first and not kinds:
        seen.turn(_filled(pair, seen.credit, records))
    return _found(seen, trials, _bounded(bound, seen, looked, family), kinds)


def _bounded(bound: Bound, seen: _Seen, looked: Single, family: Generated) -> Bound:
    return replace(
        bound,
        options=options(seen.pair),
        cases=seen.cases,
        first_years=tuple(sorted(seen.years)),
        proven=looked.proven,
        left_out=family.left_out,
    )


def _found(seen: _Seen, trials: Iterable[Trial], bound: Bound, kinds: Sequence[str]) -> Findings:
    pair = seen.pair
    compared = sorted({record.kind for trial in trials for record in trial.case.records})
    wanted = [kind for kind in compared if not kinds or kind in kinds] if seen.every else []
    by_kind = tuple(_of_kind(seen, kind, bound.records) for kind in wanted)
    smallest = _smallest(by_kind) if kinds else _shrunk(pair, seen.first)
    return Findings(smallest, by_kind, tuple(compared), bound)


@dataclass
class _Seen:
    """What was seen of the cases that were judged.

    Attributes:
        every: all cases are looked at, not only until each view has its case.
        first: for each view the first case that differs.
        credit: cases by which the verdict may turn in a fuller year.
        touched: by kind and sort, cases that differ and hold records of the kind.
    """

    pair: Pair
    every: bool
    first: dict[What, Trial] = field(default_factory=dict)
    credit: list[Trial] = field(default_factory=list)
    touched: dict[tuple[str, str], list[Trial]] = field(default_factory=lambda: defaultdict(list))
    years: set[int] = field(default_factory=set)
    cases: int = 0

    def look(self, trials: Iterable[Trial]) -> None:
        """Judge cases until all is seen that is wanted."""
        for trial, both in self.pair.judged(trials):
            if self.first and not self.every and trial.size[1]:
                break  # other answers are looked at only where the defaults make no difference
            self.cases += 1
            self.years.add(trial.case.year)
            differs = differing(self.pair, both)
            if differs:
                self._note(trial, both, differs)
                if not self.every and all(what in self.first for what in ("verdict", *_CREDIT)):
                    break

    def turn(self, trials: Sequence[Trial]) -> None:
        """Look for another verdict among further cases."""
        for trial, both in self.pair.judged(trials):
            self.cases += 1
            if "verdict" in differing(self.pair, both):
                self.first["verdict"] = trial
                break

    def _note(self, trial: Trial, both: SeenBoth, differs: tuple[What, ...]) -> None:
        for what in differs:
            self.first.setdefault(what, trial)
        if "verdict" not in differs and _matters(both, differs) and len(self.credit) < CANDIDATES:
            self.credit.append(trial)
        if self.every and _plain(trial):
            for kind in {record.kind for record in trial.case.records}:
                for sort, among in _SORTS.items():
                    if among & set(differs) and len(self.touched[kind, sort]) < CANDIDATES:
                        self.touched[kind, sort].append(trial)


def differing(pair: Pair, both: SeenBoth) -> tuple[What, ...]:
    """Return in what two results differ."""
    one, other = both
    if one is None or other is None:
        return WHATS if one is not other else ()
    found: list[What] = []
    if one.verdict != other.verdict:
        found.append("verdict")
    if _amount(pair, one, "total") != _amount(pair, other, "total"):
        found.append("total")
    if any(_amount(pair, one, s) != _amount(pair, other, s) for s in one.credited.keys() | other.credited.keys()):
        found.append("subjects")
    if pair.versions and one.all != other.all:
        found.append("other")
    return tuple(found)


def _matters(both: SeenBoth, differs: Iterable[What]) -> bool:
    """Tell whether other hours are credited or missing, so that the verdict may turn in a fuller year."""
    one, other = both
    lacking = one is not None and other is not None and one.lacking != other.lacking
    return lacking or bool(_CREDIT & set(differs))


def _amount(pair: Pair, seen: Seen, subject: str) -> int:
    """Return what is credited; where hours stand against points, whether anything is."""
    units = seen.credited.get(subject, 0)
    return units if pair.one_unit else min(units, 1)


def _plain(trial: Trial) -> bool:
    """Tell whether nothing but the records themselves can make a difference: no leave, sector, or rule of others."""
    case = trial.case
    stated = {key for record in case.records for key in record.stated}
    return not (case.leave or case.sector or {"sector_rule", "notice"} & stated)


# --- the smallest, made smaller ---------------------------------------------------------------------------------------


def _shrunk(pair: Pair, first: dict[What, Trial]) -> tuple[tuple[What, Finding], ...]:
    found: list[tuple[What, Finding]] = []
    for what in WHATS:
        if what in first and (what != "other" or not found):

            def shows(both: SeenBoth, what: What = what) -> bool:
                return what in differing(pair, both)

            found.append((what, _finding(pair, _least(pair, first[what], shows))))
    return tuple(found)


def _smallest(kinds: Iterable[KindFinding]) -> tuple[tuple[What, Finding], ...]:
    """Return the smallest of what was found kind by kind."""
    listed = [one for kind in kinds for one in (kind.verdict, kind.credit) if one is not None]
    found: list[tuple[What, Finding]] = []
    for what in WHATS:
        having = [one for one in listed if what in one.what]
        if having and what != "other":
            found.append((what, min(having, key=lambda one: one.trial.size)))
    return tuple(found)


def _least(pair: Pair, trial: Trial, shows: Shows, *, keeps: str | None = None) -> Trial:
    """Return a trial made of ``trial`` from which nothing can be taken without losing what it shows.

    Args:
        keeps: a kind of which a record must stay, and without which the difference must vanish.
    """
    while True:
        made = [shared for less in smaller(trial) if (shared := pair.shared_here(less)) is not None]
        if keeps is not None:
            made = [less for less in made if _has(less, keeps)]
        following = None
        for less, both in pair.judged(made):
            if shows(both) and (keeps is None or not _shows_without(pair, less, keeps, shows)):
                following = less
                break
        if following is None:
            return trial
        trial = following


def _of_kind(seen: _Seen, kind: str, records: int) -> KindFinding:
    pair = seen.pair
    found: dict[str, Finding | None] = {}
    for sort, among in _SORTS.items():

        def shows(both: SeenBoth, among: frozenset[What] = among) -> bool:
            return bool(among & set(differing(pair, both)))

        found[sort] = None
        candidates = seen.touched.get((kind, sort), [])
        if sort == "verdict" and not candidates:
            filled = _filled(pair, seen.touched.get((kind, "credit"), [])[:FEW], records)
            candidates = [trial for trial, both in pair.judged(filled) if shows(both)]
        # Judged together once; from here on they are known.
        list(pair.judged(_without(trial, kind) for trial in candidates))
        for trial in candidates:
            if not _shows_without(pair, trial, kind, shows):
                found[sort] = _finding(pair, _least(pair, trial, shows, keeps=kind))
                break
    return KindFinding(kind, found["credit"], found["verdict"])


def _filled(pair: Pair, trials: Iterable[Trial], records: int) -> list[Trial]:
    """Return years that are full with what tells the sides apart, the smallest first."""
    return sorted((full for trial in trials for full in pair.full(trial, records)), key=lambda trial: trial.size)


def _has(trial: Trial, kind: str) -> bool:
    return any(record.kind == kind for record in trial.case.records)


def _without(trial: Trial, kind: str) -> Trial:
    kept = tuple(record for record in trial.case.records if record.kind != kind)
    return replace(trial, case=replace(trial.case, records=kept))


def _shows_without(pair: Pair, trial: Trial, kind: str, shows: Shows) -> bool:
    ((_, both),) = pair.judged([_without(trial, kind)])
    return shows(both)


def _finding(pair: Pair, trial: Trial) -> Finding:
    first, second = pair.both(trial)
    ((_, seen),) = pair.judged([trial])
    return Finding(differing(pair, seen), trial, pair.for_second(trial), first, second)
