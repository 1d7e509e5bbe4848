"""What the results of one grounding share: subjects as they are shown, claims of contents, reasons in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple, cast

from xueshi.engine.outcome.derived import Derived
from xueshi.law.words import Words
from xueshi.messages import Lang
from xueshi.model.result import Reason
from xueshi.model.units import to_hours
from xueshi.solver.grounding import Term


class Content(NamedTuple):
    """What is the same for every record of one content."""

    claims: Mapping[str, int]
    """Units by subject as shown."""
    amounts: Mapping[str, int]
    """Units by subject as the encoding names it."""
    claim: int
    """The whole of it: of a record that takes one place the larger claim, else their sum."""
    route: str | None
    clause: str
    """Of the route; empty where there is none."""
    refusals: tuple[Reason, ...]
    """Each alone takes the whole claim; the first bears its hours."""
    rounded: bool


class Frame:
    """The shared parts of all results of one regulation, readings and language."""

    def __init__(self, words: Words, lang: Lang, atoms: Derived) -> None:
        self.words, self.lang, self.atoms = words, lang, atoms
        rows = sorted(atoms.whole["subject"], key=lambda row: cast("int", row[1]))
        self.subjects = [str(row[0]) for row in rows]
        # A subject may be shown under another (two kinds of public hours as one).
        self.shown = {str(row[0]): str(row[1]) for row in atoms.whole["shown"]}
        self.columns = list(dict.fromkeys(self.shown[subject] for subject in self.subjects))
        self._contents: dict[int, Content] = {}
        self._reasons: dict[tuple[str, str, str | None, str | None, int], Reason] = {}

    def amounts(self, number: int, name: str) -> dict[str, int]:
        """Return the amounts of the atoms ``name`` of a person by their key, subjects as they are shown."""
        return self.added((str(key), cast("int", units)) for key, units in self.atoms.of(number, name))

    def added(self, amounts: Iterable[tuple[str, int]]) -> dict[str, int]:
        """Add amounts up under the subjects as they are shown."""
        total: dict[str, int] = {}
        for key, units in amounts:
            column = self.shown.get(key, key)
            total[column] = total.get(column, 0) + units
        return total

    def content(self, content: int) -> Content:
        """Return what the records of ``content`` share."""
        made = self._contents.get(content)
        if made is None:
            made = self._contents[content] = self._content(content)
        return made

    def _content(self, content: int) -> Content:
        atoms = self.atoms
        claims = dict.fromkeys(self.columns, 0)
        amounts = {str(subject): cast("int", units) for subject, units in atoms.about(content, "amount")}
        claims |= self.added(amounts.items())
        routes = atoms.about(content, "route")
        route = str(routes[0][0]) if routes else None
        refusals = sorted(tuple(map(str, row)) for row in atoms.about(content, "refusal"))
        forfeits = {tuple(map(str, row[:3])): cast("int", row[3]) for row in atoms.about(content, "forfeit")}
        return Content(
            claims=claims,
            amounts=amounts,
            claim=sum(cast("int", row[0]) for row in atoms.about(content, "claim")),
            route=route,
            clause=atoms.clauses.get(route, "") if route else "",
            refusals=tuple(self.reason(row[0], row[1], fact=row[2], hours=forfeits.get(row, 0)) for row in refusals),
            rounded=bool(atoms.about(content, "rounded")),
        )

    def reason(
        self, code: str, clause: str, *, subject: str | None = None, fact: str | None = None, hours: int = 0
    ) -> Reason:
        """Return a reason in words; ``hours`` in units."""
        key = (code, clause, subject, fact, hours)
        made = self._reasons.get(key)
        if made is None:
            words, lang = self.words, self.lang
            message = words.say(
                "reason",
                code,
                lang,
                fact=words.fact(fact, lang) if fact else "",
                subject=words.say("subject", subject, lang) if subject else "",
                hours=f"{to_hours(hours):f}",
            )
            shown = None if fact in {None, "none"} else fact
            made = self._reasons[key] = Reason(code, clause, message, hours, subject, shown)
        return made


def by_rank(row: tuple[Term, ...]) -> tuple[int, str]:
    """Sort key of rows that begin with a record's rank and a name."""
    return cast("int", row[0]), str(row[1])
