"""What the predicates of the encodings are: their arguments, who says them, and what they mean.

``asp/core/contract.toml`` declares the vocabulary of the core, a ``contract.toml`` in a jurisdiction's folder the
predicates of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple, cast

from xueshi.kept import read_table
from xueshi.law.paths import asp_root
from xueshi.law.regulation import LawError

Role = Literal["input", "law", "derived", "handed", "choice", "output"]
"""Who says it: a case, a regulation, or a rule; ``handed`` is what the choice is told, ``choice`` what it decides."""

FILE_NAME = "contract.toml"


class Argument(NamedTuple):
    """An argument of a predicate."""

    name: str
    sort: str


class Predicate(NamedTuple):
    """A predicate of the vocabulary."""

    name: str
    role: Role
    arguments: tuple[Argument, ...]
    meaning: str
    engine: bool = False
    """No rule derives it: the program states it."""
    stage: str = ""
    """The stage to which it belongs, A to E."""

    def places(self, sort: str) -> tuple[int, ...]:
        """Return the places of the arguments of a sort, from 0."""
        return tuple(i for i, argument in enumerate(self.arguments) if argument.sort == sort)


Vocabulary = Mapping[tuple[str, int], Predicate]
"""By name and arity."""


@cache
def vocabulary(folder: Path) -> Vocabulary:
    """Return the vocabulary of the jurisdiction whose folder is ``folder``.

    Raises:
        LawError: if a ``contract.toml`` cannot be read; the message names it.
    """
    found: dict[tuple[str, int], Predicate] = {}
    for file in (asp_root() / "core" / FILE_NAME, folder / FILE_NAME):
        if not file.is_file():
            continue
        try:
            table = read_table(file)
            sorts = table.get("sorts", {})
            for stage in "ABCDE":
                for role, entries in table.get(stage, {}).items():
                    for signature, entry in entries.items():
                        made = _predicate(signature, role, entry, sorts)._replace(stage=stage)
                        found[made.name, len(made.arguments)] = made
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise LawError(f"{file}: {error}") from None
    return found


def _predicate(signature: str, role: str, entry: Mapping[str, object], sorts: Mapping[str, str]) -> Predicate:
    name, _, arity = signature.rpartition("/")
    arguments = []
    for text in cast("list[str]", entry["arguments"]):
        called, _, sort = text.partition(":")
        arguments.append(Argument(called.strip(), (sort or called).strip()))
    if len(arguments) != int(arity):
        raise ValueError(f"{signature}: {len(arguments)} arguments")
    del sorts
    return Predicate(
        name, cast("Role", role), tuple(arguments), str(entry.get("meaning", "")), bool(entry.get("engine", False))
    )
