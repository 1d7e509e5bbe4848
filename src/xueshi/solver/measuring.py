"""Ask a grounding what of its encoding was used: rules ground beside it, aggregated there as far as possible.

* ``_times(I,V)``: the rule ``I`` fires with the values ``V``; for rules that ask about cases.
* ``_use(A)``: something rests on the atom ``A`` that the encoding states: a rule fires on it, an aggregate counts it,
  or it alone keeps a rule from firing.  Where a literal leaves open which of several atoms it means, none
  of them is used.
* ``_head(I,A)``: ``I`` states ``A``, for facts and rules that ask about no case: they count where ``A`` is used.
* ``_unmet(I,K)``: all literals of ``I`` before its ``K``-th hold, and this one does not.
* ``_side(I,K,S)``: all other literals hold, and the left side of this comparison is below, at or above the right one.
* ``_upto(I,K,V)``: its first ``K`` literals hold.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import cast

from xueshi.solver.bodies import Signature, compared, named, variables
from xueshi.solver.grounding import Grounding, Term
from xueshi.solver.instrument import Argument, Part
from xueshi.solver.measured import Counted, Instance, Measured

Literal = tuple[int, int]
"""A rule without pools, and a literal of it: its place in the order of evaluation, from 0."""

_VARIABLE = re.compile(r"\b_*[A-Z]\w*")
_CALCULATION = re.compile(r"[-+*/\\&|?~^]|\.\.")


@dataclass
class Use:
    """What was used, by number of the instance; those of several groundings are added up."""

    fired: Counter[int] = field(default_factory=Counter)
    used: set[int] = field(default_factory=set)
    """Facts, and rules that ask about no case."""
    stated: dict[int, set[Term]] = field(default_factory=lambda: defaultdict(set))
    """What these state."""
    rested_on: dict[int, set[Term]] = field(default_factory=lambda: defaultdict(set))
    """What of it was used."""
    unmet: set[Literal] = field(default_factory=set)
    sides: dict[Literal, set[str]] = field(default_factory=lambda: defaultdict(set))
    to_see: dict[int, set[tuple[str, str]]] = field(default_factory=lambda: defaultdict(set))
    seen: dict[int, set[tuple[str, str]]] = field(default_factory=lambda: defaultdict(set))
    """Group and side, as the observing rules have them."""
    always: set[Signature] = field(default_factory=set)


class Measuring:
    """The rules that measure an encoding.

    Args:
        observing: rules that derive ``to_see(G,A,S)``, ``seen(G,A,S)``, ``used(A)`` and ``always(N,I)``.
        whole: measure the vocabulary too.
    """

    def __init__(self, measured: Measured, observing: str, *, whole: bool = False) -> None:
        self.measured = measured
        self._looked_at = [one for one in measured.instances if whole or measured.statements[one.statement].own]
        self._observing = observing
        self._faced = frozenset(re.findall(r"^to_see\(\w+,\s*(\w+)\(", observing, re.MULTILINE))

    @property
    def looked_at(self) -> Sequence[Instance]:
        """What is measured."""
        return self._looked_at

    def measure(self, grounding: Grounding, use: Use) -> None:
        """Add to ``use`` what ``grounding`` used; it is whole, totals and all."""
        known = grounding.predicates()
        grounding.also("\n".join([self._observing, *self._text(known)]))
        rows = grounding.rows
        for number, _ in rows("_times", 2):
            use.fired[cast("int", number)] += 1
        use.used.update(cast("int", row[0]) for row in rows("_used", 1))
        for name, into in (("_head", use.stated), ("_hit", use.rested_on)):
            for number, atom in rows(name, 2):
                into[cast("int", number)].add(atom)
        use.unmet.update(cast("Literal", row) for row in rows("_unmet", 2))
        for number, place, side in rows("_side", 3):
            use.sides[cast("int", number), cast("int", place)].add(str(side))
        for name, shown in (("_to_see", use.to_see), ("_seen", use.seen)):
            for number, group, side in rows(name, 3):
                shown[cast("int", number)].add((str(group), str(side)))
        use.always.update((str(name), cast("int", arity)) for name, arity in rows("always", 2))

    def _text(self, known: Collection[str]) -> Iterator[str]:
        stated = self.measured.stated
        yield "_used(I) :- _hit(I,_)."
        yield "_hit(I,A) :- _head(I,A), _use(A)."
        yield "_use(A) :- used(A)."
        yield "_to_see(I,G,S) :- to_see(G,A,S), _says(I,A)."
        yield "_seen(I,G,S) :- seen(G,A,S), _says(I,A)."
        for one in self.measured.instances:
            if one.is_fact or not _can_fire(one, known):
                continue
            if one.number in self.measured.about_cases:
                yield from _uses(one, stated)
            else:
                yield from _rests(one, stated)
        for one in self._looked_at:
            if one.number not in self.measured.about_cases:
                yield f"_head({one.number},{one.head}){_after(one)}"
            if one.signature[0] in self._faced:
                yield f"_says({one.number},{one.head}){_after(one)}"
            if one.number in self.measured.about_cases:
                yield from self._case_rule(one, known)

    def _case_rule(self, one: Instance, known: Collection[str]) -> Iterator[str]:
        parts = one.parts
        if _can_fire(one, known):
            values = sorted({name for part in parts if part.sort != "absent" for name in variables(part)})
            yield f"_times({one.number},({','.join(values)}{',' if len(values) == 1 else ''})){_after(one)}"
        for place, part in enumerate(parts):
            if not _holds_possibly(parts[:place], known):
                return
            yield from _unmet(one.number, place, parts)
            sides = compared(part)
            if sides is not None and _holds_possibly(parts, known):
                others = "".join(f", {other.text}" for other in parts if other is not part)
                left, _, right = sides
                for side, sign in (("below", "<"), ("at", "="), ("above", ">")):
                    yield f"_side({one.number},{place},{side}) :- {left.text} {sign} {right.text}{others}."

    def reach(self, grounding: Grounding, numbers: Iterable[int]) -> Counter[Literal]:
        """Return for rules how often so many of their literals hold together, before one does not."""
        known = grounding.predicates()
        found: Counter[Literal] = Counter()
        rules: list[str] = []
        for number in numbers:
            parts = self.measured.instances[number].parts
            names: dict[str, None] = {}
            for place, part in enumerate(parts, 1):
                if not _holds_possibly(parts[:place], known):
                    break
                if part.sort != "absent":
                    names.update(dict.fromkeys(name for name in variables(part) if not name.startswith("A_")))
                values = f"({','.join(names)}{',' if len(names) == 1 else ''})"
                prefix = ", ".join(other.text for other in parts[:place])
                rules.append(f"_upto({number},{place},{values}) :- {prefix}.")
        grounding.also("\n".join(rules))
        for reached, literals, _ in grounding.rows("_upto", 3):
            found[cast("int", reached), cast("int", literals)] += 1
        return found


def _after(one: Instance) -> str:
    return "." if one.is_fact else f" :- {_body(one.parts)}."


def _body(parts: Iterable[Part]) -> str:
    return ", ".join(part.text for part in parts)


def _uses(one: Instance, stated: Collection[Signature]) -> Iterator[str]:
    """Yield the rules that say on which fixed atoms a rule fires, or does not fire."""
    parts = one.parts
    atoms = [part for part in parts if part.sort == "atom" and _signature(part) in stated]
    if atoms:
        name = f"_f_{one.number}"
        texts = [_atom(part) for part in atoms]
        yield f"{name}({','.join(texts)}) :- {_body(parts)}."
        for text in texts:
            yield f"_use({text}) :- {name}({','.join(texts)}){_alone(text, 'A')}."
    for part in parts:
        if part.sort == "absent" and _signature(part) in stated and part.text.startswith("not "):
            text = named(part.text.removeprefix("not "), "B")
            others = [other for other in parts if other is not part]
            yield f"_use({text}) :- {_body([*others])}{', ' if others else ''}{text}{_alone(text, 'B')}."
    for counted in one.counted:
        yield from _counts(counted, stated)


def _counts(counted: Counted, stated: Collection[Signature]) -> Iterator[str]:
    for signature, text in counted.atoms:
        if signature in stated:
            yield f"_use({text}) :- {counted.condition}{_alone(text, 'C')}."


def _rests(one: Instance, stated: Collection[Signature]) -> Iterator[str]:
    """Yield the rules that say on which atoms it rests that the head of a rule about no case is used."""
    parts = one.parts
    for part in parts:
        if part.sort == "atom" and _signature(part) in stated:
            yield f"_use({_atom(part)}) :- _use({one.head}), {_body(parts)}{_alone(_atom(part), 'A')}."
    for counted in one.counted:
        for signature, text in counted.atoms:
            if signature in stated:
                yield f"_use({text}) :- _use({one.head}), {counted.condition}{_alone(text, 'C')}."


def _alone(text: str, prefix: str) -> str:
    """Return the condition that of the atoms that a literal could mean there is one alone."""
    nameless = re.compile(rf"\b{prefix}((?:_\d+)+)\b")
    names = list(dict.fromkeys(nameless.findall(text)))
    if not names:
        return ""
    other = nameless.sub(r"Other\1", text)
    listed = ",".join(f"Other{name}" for name in names)
    return f", 1 = #count {{ {listed} : {other} }}"


def _atom(part: Part) -> str:
    listed = ",".join(argument.text for argument in part.arguments)
    return f"{part.name}({listed})" if listed else part.name


def _signature(part: Part) -> Signature:
    return part.name, len(part.arguments)


def _can_fire(one: Instance, known: Collection[str]) -> bool:
    return _holds_possibly(one.parts, known)


def _holds_possibly(parts: Iterable[Part], known: Collection[str]) -> bool:
    for part in parts:
        if part.sort == "atom" and part.name not in known:
            return False
        if part.sort == "absent" and not part.arguments and part.name in known:
            return False
    return True


def _unmet(number: int, place: int, parts: Sequence[Part]) -> Iterator[str]:
    """Yield the rule that says when all literals before this one hold and it does not."""
    part, before = parts[place], parts[:place]
    bound = {name for other in before if other.sort != "absent" for name in variables(other)}
    prefix = [other.text for other in before]
    if part.assigns and part.assigns not in bound:
        return
    if part.sort == "atom":
        if not any(name in bound for argument in part.arguments for name in argument.variables):
            looser = ["_" if not argument.variables else argument.text for argument in part.arguments]
            if part.arguments and looser != [argument.text for argument in part.arguments]:
                prefix.append(f"{part.name}({','.join(looser)})")
                bound |= {name for argument in part.arguments for name in argument.variables}
        texts = [_with_open(argument, bound) for argument in part.arguments]
        failing = f"not {part.name}({','.join(texts)})" if texts else f"not {part.name}"
    elif part.text.startswith("not "):
        failing = part.text.removeprefix("not ")
    else:
        failing = f"not {part.text}"
    yield f"_unmet({number},{place}) :- {', '.join([*prefix, failing])}."


def _with_open(argument: Argument, bound: Collection[str]) -> str:
    """Return an argument with what has no value yet left open; a calculation with such a variable is open itself."""
    if all(name in bound for name in argument.variables):
        return argument.text
    if _CALCULATION.search(argument.text):
        return "_"
    return _VARIABLE.sub(lambda found: found[0] if found[0] in bound else "_", argument.text)
