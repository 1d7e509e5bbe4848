"""The words of a page: templates of the ``report`` section, labels of keys, hours and lists as people read them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from xueshi.messages import Lang, section
from xueshi.model.units import Unit, to_hours

MOST_NAMED = 12
"""So many ids are listed; of more, the first ten and their number."""


def hours(units: int) -> str:
    """Return ``units`` as hours in figures: ``30``, ``2.5``, ``33.3333`` (never an exponent)."""
    return format(to_hours(units), "f")


def of_unit(templates: Mapping[str, str], key: str, unit: Unit) -> str:
    """Return template ``key``: that of the table named like the unit, where it holds one."""
    return templates.get(f"{unit}.{key}") or templates[key]


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language; ``labels`` are those of declared keys, by ``group.key`` or by ``key``."""

    lang: Lang
    labels: Mapping[str, str] = field(default_factory=dict)
    unit: Unit = "hour"

    def say(self, key: str, **params: object) -> str:
        """Return template ``key`` filled, in the words for the unit where they differ."""
        return of_unit(section(self.lang, "report"), key, self.unit).format(**params)

    def label(self, group: str, key: str) -> str:
        """Return the word for ``key`` in ``group``, or the key itself.

        A label of just this group comes first, then the program's word, then a label of the key in any group.
        """
        return self._word(group, key) or key

    def knows(self, group: str, key: str) -> bool:
        """Say whether ``key`` has a word of its own."""
        return self._word(group, key) is not None

    def _word(self, group: str, key: str) -> str | None:
        name, templates = f"{group}.{key}", section(self.lang, "report")
        return (
            self.labels.get(name) or templates.get(f"{self.unit}.{name}") or templates.get(name) or self.labels.get(key)
        )

    def minimum(self, subject: str) -> str:
        """Return the label of a minimum, as it begins a line."""
        return self._word("minimum", subject) or self.label("subject", subject)

    def short(self, subject: str) -> str:
        """Return the label of a subject for narrow columns."""
        return self._word("short", subject) or self.label("subject", subject)

    def amount(self, subject: str, units: int) -> str:
        """Return hours of a subject in words."""
        return self.say("amount.of", subject=self.label("subject", subject), hours=hours(units))

    def amounts(self, units: Mapping[str, int]) -> str:
        """Return the amounts that are not zero, as a list; the total only where it says more than its parts."""
        parts = sum(value for subject, value in units.items() if subject != "total")
        return self.listed(
            self.amount(subject, value)
            for subject, value in units.items()
            if value and (subject != "total" or value > parts)
        )

    def listed(self, parts: Iterable[str]) -> str:
        """Return ``parts`` as a list in words."""
        return self.say("head.and").join(parts)

    def names(self, ids: Sequence[str]) -> str:
        """Return ``ids`` as a list; of a long one, the beginning and how many there are."""
        if len(ids) <= MOST_NAMED:
            return self.listed(ids)
        head = self.listed(ids[: MOST_NAMED - 2])
        count = len(ids) if self.lang == "zh" else len(ids) - MOST_NAMED + 2
        return self.say("assumptions.more", names=head, count=count)

    def date(self, iso: str) -> str:
        """Return an ISO date as the language writes it."""
        parts = iso.split("-")
        if len(parts) != 3 or not all(part.isdigit() for part in parts):
            return iso
        year, month, day = (int(part) for part in parts)
        return self.say("head.date", year=year, month=month, day=day)
