"""One thing that is not as expected, and how values are shown in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from xueshi.messages import Lang, text
from xueshi.scenario.model import Bounds


class Said(NamedTuple):
    """Words of the catalogue (``said.KEY`` of the section ``scenario``) and the value in them."""

    key: str
    value: str = ""

    def render(self, lang: Lang) -> str:
        """Return them in ``lang``."""
        return text(lang, "scenario", f"said.{self.key}", value=self.value)


class Told(NamedTuple):
    """A message in both languages."""

    en: str
    zh: str

    def render(self, lang: Lang) -> str:
        """Return it in ``lang``."""
        return self.zh if lang == "zh" else self.en


Shown = str | Said | Told

ABSENT, PRESENT, A_RESULT = Said("absent"), Said("present"), Said("a_result")


@dataclass(frozen=True)
class Difference:
    """One thing that is not as expected; ``where`` is the key as the file writes it."""

    where: str
    expected: Shown
    found: Shown

    def row(self, lang: Lang) -> tuple[str, str, str]:
        """Return the three as text."""
        return self.where, _rendered(self.expected, lang), _rendered(self.found, lang)


def _rendered(value: Shown, lang: Lang) -> str:
    return value.render(lang) if isinstance(value, Said | Told) else value


def unexpected_result(error: Sequence[str] | None, result: Mapping[str, Any]) -> Iterator[Difference]:
    """Yield that there is a result, where a refusal is expected."""
    if error is not None:
        yield Difference("error", ", ".join(error), Said("result", str(result["verdict"])))


def hours_shown(expected: Decimal | Bounds | None) -> str:
    """Return hours, or their bounds, as text."""
    if isinstance(expected, Bounds):
        parts = (("≥", expected.at_least), ("≤", expected.at_most))
        return ", ".join(f"{sign} {value:f}" for sign, value in parts if value is not None)
    return "null" if expected is None else f"{expected:f}"


def shown(value: object) -> str:
    """Return any value as text."""
    if isinstance(value, Bounds | Decimal):
        return hours_shown(value)
    if value is None or isinstance(value, bool):
        return "null" if value is None else str(value).lower()
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {shown(item)}" for key, item in value.items()) + "}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(shown(item) for item in value) + "]"
    return str(value)
