"""Golden files: for each reason of each city one smallest case, and what the explanation says of it in both languages.

``golden/reasons-CITY.yaml`` holds the cases, ``golden/reasons-CITY.LANG.txt`` the sentences; ``python -m
tests.explain.write_golden`` writes the sentences anew, for a person to read before they are kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from tests.explain.deriving import derived
from xueshi.explain.derivation import Derivation
from xueshi.explain.stories import Stories
from xueshi.messages import Lang
from xueshi.model.explanation import Line

FOLDER = Path(__file__).parent / "golden"


@dataclass(frozen=True)
class Example:
    """One smallest case of a reason.

    Attributes:
        of: id of the record or leave that the reason is given of.
        leave: whether it is a leave.
    """

    city: str
    number: int
    reason: str
    of: str
    leave: bool
    case: Mapping[str, Any]
    readings: Mapping[str, str]
    strict: bool

    @property
    def name(self) -> str:
        """Return how tests and files call it."""
        return f"{self.city} {self.number} {self.reason}"

    def derived(self, lang: Lang = "en") -> Derivation:
        """Judge the case."""
        return derived(self.case, self.readings, strict=self.strict, lang=lang)

    def told(self, lang: Lang) -> Line:
        """Return what is told of the record or leave."""
        derivation = self.derived(lang)
        stories, result = Stories(derivation), derivation.result
        if self.leave:
            return stories.leave(next(one for one in result.leave if one.id == self.of))
        return stories.record(next(one for one in result.records if one.id == self.of))


@cache
def table(city: str) -> Mapping[str, Any]:
    """Return the examples of a city as they are written."""
    found: Mapping[str, Any] = yaml.safe_load((FOLDER / f"reasons-{city}.yaml").read_text(encoding="utf-8"))
    return found


@cache
def examples(city: str) -> tuple[Example, ...]:
    """Return the examples of a city."""
    listed = [(entry, False) for entry in table(city)["cases"]] + [(entry, True) for entry in table(city)["leave"]]
    return tuple(_example(city, number, entry, leave) for number, (entry, leave) in enumerate(listed, 1))


def _example(city: str, number: int, entry: Mapping[str, Any], leave: bool) -> Example:
    base = table(city)
    case = {"person": "P", "jurisdiction": base["jurisdiction"], "year": entry.get("year", base["year"])}
    case |= {"sector": entry.get("sector", base["sector"]), "records": entry.get("records", [])}
    case |= {key: entry[key] for key in ("leave", "earlier_modules") if key in entry}
    readings, strict = entry.get("readings", {}), entry.get("strict", False)
    return Example(city, number, entry["reason"], entry["of" if leave else "record"], leave, case, readings, strict)


def written(city: str, lang: Lang) -> str:
    """Return the sentences of all examples of a city."""
    return "\n".join(line for example in examples(city) for line in page(example, lang)) + "\n"


def page(example: Example, lang: Lang) -> Iterator[str]:
    """Yield the lines that show one example."""
    yield f"## {example.reason}"
    yield from _lines(example.told(lang), 0)
    yield ""


def _lines(line: Line, level: int) -> Iterator[str]:
    cited = "".join(f" [{clause}]" for clause in line.clauses)
    yield f"{'  ' * level}{line.text}{cited}".replace("\u00a0", " ")
    for one in line.below:
        yield from _lines(one, level + 1)


def file_of(city: str, lang: Lang) -> Path:
    """Return the file that holds the sentences of a city."""
    return FOLDER / f"reasons-{city}.{lang}.txt"
