"""What an encoding looks at: the codes it names, and the numbers it compares amounts with."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from xueshi.law.paths import asp_root
from xueshi.law.regulation import Regulation
from xueshi.law.vocabulary import vocabulary
from xueshi.solver.sources import source_files
from xueshi.solver.syntax import Statement, statements

_CODE = re.compile(r'(?<![\w"])[a-z][a-z0-9_]*')
_NUMBER = re.compile(r"(?<![\w\"])\d+(?![\w\"])")


@dataclass(frozen=True, slots=True)
class Mentioned:
    """What an encoding looks at.

    Attributes:
        codes: every constant that it or the core names.
        numbers: of its facts, by sort of the argument (``hours``, ``days``, ``months``, ``count``, ``date`` ...).
        beside: numbers of facts that stand in one statement with a code, or that a rule brings together with it.
    """

    codes: frozenset[str]
    numbers: Mapping[str, tuple[int, ...]]
    beside: Mapping[str, tuple[int, ...]]

    def sort(self, *sorts: str) -> tuple[int, ...]:
        """Return the numbers of these sorts, ascending."""
        return tuple(sorted({n for sort in sorts for n in self.numbers.get(sort, ())}))


def mentioned(law: Regulation, program: Path | None = None) -> Mentioned:
    """Return what the encoding of ``law`` looks at, or ``program`` in its stead."""
    return _mentioned(program or law.file, law.file.parent)


@cache
def _mentioned(file: Path, folder: Path) -> Mentioned:
    own = [s for part in sorted(source_files(file)) if part.parent.name != "core" for s in statements(part)]
    core = [s for part in sorted((asp_root() / "core").glob("*.lp")) for s in statements(part)]
    codes = {code for s in (*own, *core) for use in s.uses for a in use.arguments for code in _CODE.findall(a)}
    facts: dict[str, set[int]] = defaultdict(set)
    numbers: dict[str, set[int]] = defaultdict(set)
    known = vocabulary(folder)
    for statement in own:
        for use in statement.uses:
            if use.place != "head" or statement.form == "choice":
                continue
            declared = known.get((use.name, use.arity))
            for place, argument in enumerate(use.arguments):
                found = {int(n) for n in _NUMBER.findall(argument) if int(n) < 2**31}
                facts[use.name] |= found
                if declared is not None and declared.arguments[place].sort != "clause":
                    numbers[declared.arguments[place].sort] |= found
    beside = _beside((*own, *core), facts)
    return Mentioned(
        frozenset(codes),
        {sort: tuple(sorted(found)) for sort, found in numbers.items()},
        {code: tuple(sorted(found)) for code, found in beside.items()},
    )


def _beside(rules: Iterable[Statement], facts: Mapping[str, set[int]]) -> dict[str, set[int]]:
    """Return the numbers that a code is brought together with, by code."""
    found: dict[str, set[int]] = defaultdict(set)
    for statement in rules:
        codes = {code for use in statement.uses for a in use.arguments for code in _CODE.findall(a)}
        if not codes:
            continue
        names = {use.name for use in statement.uses if use.place != "head" or statement.form == "fact"}
        here = {number.value for number in statement.numbers}
        if statement.form != "fact":
            here |= {n for name in names if len(facts.get(name, ())) <= 40 for n in facts.get(name, ())}
        for code in codes:
            found[code] |= here
    return found
