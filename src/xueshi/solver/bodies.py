"""Bodies of rules: the order in which their literals can be evaluated, and what each can tell."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from xueshi.solver.instrument import Argument, Part

Signature = tuple[str, int]
"""Name and arity of a predicate."""

_ORDERED = ("<=", ">=", "<", ">")
_NAMELESS = re.compile(r"(?<![\w\"])_(?![\w\"])")


def named(text: str, prefix: str) -> str:
    """Return an atom with names for its nameless variables."""
    numbers = iter(range(len(text)))
    return _NAMELESS.sub(lambda _: f"{prefix}_{next(numbers)}", text)


def in_order(body: Sequence[Part]) -> tuple[Part, ...]:
    """Return a body in the order in which it is written; a literal waits until its variables have values."""
    bound: set[str] = set()
    waiting, found = list(body), []
    while waiting:
        part = next((one for one in waiting if _ready(one, bound)), waiting[0])
        waiting.remove(part)
        found.append(part)
        if part.sort != "absent":
            bound.update(variables(part))
    return tuple(found)


def _ready(part: Part, bound: Collection[str]) -> bool:
    if part.sort == "atom":
        return True
    free = [name for name in part.variables if name not in bound]
    return not free or free == [part.assigns]


def variables(part: Part) -> Iterator[str]:
    """Yield the variables that have values once the literal holds."""
    yield from part.variables
    if part.sort == "atom":
        for argument in part.arguments:
            yield from argument.variables


def compared(part: Part) -> tuple[Argument, str, Argument] | None:
    """Return the sides of a comparison by size, and its sign; ``None`` of any other literal."""
    if part.sort != "test" or len(part.arguments) != 2:
        return None
    left, right = part.arguments
    middle = part.text.removeprefix(left.text).removesuffix(right.text).strip()
    return (left, middle, right) if middle in _ORDERED else None


def is_condition(
    parts: Sequence[Part], place: int, stated: Collection[Signature], always: Collection[Signature]
) -> bool:
    """Tell whether the literal can be unmet: not an assignment, nor what is there for whatever a rule asks about."""
    part = parts[place]
    bound = {name for other in parts[:place] if other.sort != "absent" for name in variables(other)}
    if part.assigns and part.assigns not in bound:
        return False
    if part.sort != "atom":
        return True
    signature = (part.name, len(part.arguments))
    joined = any(name in bound for argument in part.arguments for name in argument.variables)
    if signature in always and part.arguments[-1].variable and part.arguments[-1].text not in bound:
        return False
    return joined or (signature not in stated and not all(argument.variable for argument in part.arguments))
