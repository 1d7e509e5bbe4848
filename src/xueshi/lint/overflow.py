"""XS403: amounts that may leave clingo's integers, found by carrying ranges through the rules.

The ranges begin with the figures of the facts and with what kinds.toml allows a case to state, and follow the rules
until nothing changes.  All claims of a case together are bounded when it is read (``limits.hours``), so sums and
differences of amounts, and what is declared as an amount, stay within that bound; products are what can leave it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property

from xueshi.kept import read_table
from xueshi.lint.encoding import CORE, Folder, Program, constants
from xueshi.lint.finding import Finding
from xueshi.lint.ranges import ANY, ANY_NUMBER, NOTHING, Range, combined, number
from xueshi.solver.rules import Aggregate, Atom, Part, Place, Statement, Term

_MOST = 2**31 - 1
_NEVER = ("subject/2", "falls_under/2", "met/2")
"""What holds no figure."""
_ROUNDS = 6
"""How often a range may grow step by step before it is taken to grow without bound."""


def overflow(folder: Folder) -> Iterator[Finding]:
    """Yield the operations that may leave clingo's integers."""
    seen: set[Place] = set()
    for program in folder.programs:
        if program.parses:
            for rule, place, about, most in _Analysis(folder, program).run():
                told: Place = place
                others: tuple[Place, ...] = ()
                if place.file not in folder.files:
                    told, others = _cause(folder, program, rule, place), (place,)
                if told.file in folder.files and told not in seen:
                    seen.add(told)
                    yield Finding("XS403", told, about, {"most": str(most)}, others=others)


def _cause(folder: Folder, program: Program, rule: Statement, place: Place) -> Place:
    """Return the first fact of the folder's own that a rule of the vocabulary works with."""
    for atom, negated, _ in rule.asked():
        word = folder.common.get((atom.name, len(atom.arguments)))
        if not negated and word is not None and word.role == "law" and atom.signature not in _NEVER:
            for file in program.own():
                for statement in program.files[file]:
                    if any(head.signature == atom.signature for head in statement.head_atoms()):
                        return statement.place
    return place


class _Analysis:
    """The ranges of one program's predicates."""

    def __init__(self, folder: Folder, program: Program) -> None:
        self.folder = folder
        self.rules = [s for s in program.statements() if s.form in ("fact", "rule", "choice", "weak")]
        self.ranges: dict[str, list[Range]] = {}
        self.grown: defaultdict[tuple[str, int], int] = defaultdict(int)
        self.hour = next((s.value.value for s in program.statements() if s.named == "hour" and s.value is not None), 1)
        self.large: dict[Place, tuple[str, int]] = {}

    # ---- what is known before any rule -----------------------------------------------------------------------------

    @cached_property
    def _limits(self) -> dict[str, int]:
        return {key: int(value) for key, value in read_table(CORE / "kinds.toml")["limits"].items()}

    @cached_property
    def _bounds(self) -> dict[str, tuple[int, int]]:
        """Return what an argument of a sort can hold at most."""
        most = self._limits["hours"]
        return {
            "units": (-most * self.hour, most * self.hour),
            "grains": (-most * self.hour, most * self.hour),
            "hours": (-most, most),
            "order": (1, self._limits["records"]),
            "context": (1, self._limits["records"]),
            "month": (1, 13),
            "day": (1, 366),
            "date": (19000101, 21991231),
            "year": (1900, 2199),
        }

    def _given(self, signature: str) -> list[Range] | None:
        """Return the ranges of a predicate that the case, or for the vocabulary alone a regulation, states."""
        name, _, arity = signature.rpartition("/")
        word = self.folder.words.get((name, int(arity)))
        if word is None or not (word.role == "input" or word.engine or (self.folder.core and word.role == "law")):
            return None
        ranges = []
        for argument in word.arguments:
            bound = self._bounds.get(argument.sort)
            if bound is None:
                ranges.append(ANY)
            elif argument.sort == "hours":
                ranges.append(Range(0, self._limits["flat"], None))
            else:
                ranges.append(Range(max(0, bound[0]), bound[1], None))
        return ranges

    @cached_property
    def _fields(self) -> dict[str, Range]:
        """Return what the figures of each field may be, hours in units."""
        found: dict[str, Range] = {"days_over": number(0, 31)}
        for spec, field in self.folder.kinds.every_field.items():
            if field.max is not None and field.type in ("count", "hours"):
                scale = self.hour if field.type == "hours" else 1
                name = spec.partition(".")[0]
                found[name] = found.get(name, NOTHING).join(number(0, field.max * scale))
        return found

    # ---- the rules until nothing changes ---------------------------------------------------------------------------

    def run(self) -> list[tuple[Statement, Place, str, int]]:
        """Return the operations that may be too large, each with its rule and its greatest value."""
        asking: defaultdict[str, list[int]] = defaultdict(list)
        for n, rule in enumerate(self.rules):
            for atom, _, _ in rule.asked():
                asking[atom.signature].append(n)
        todo = dict.fromkeys(range(len(self.rules)))
        while todo:
            n = next(iter(todo))
            del todo[n]
            for signature in self._step(self.rules[n]):
                todo.update(dict.fromkeys(asking[signature]))
        found: list[tuple[Statement, Place, str, int]] = []
        for rule in self.rules:
            self.large.clear()
            self._step(rule)
            found.extend((rule, place, about, most) for place, (about, most) in self.large.items())
        return found

    def _step(self, rule: Statement) -> set[str]:
        known: dict[str, Range] = {}
        sorts: dict[str, str] = {}
        if not self._conditions(rule.body, known, sorts):
            return set()
        changed = set()
        for head in rule.heads:
            local = dict(known)
            if self._conditions(head.condition, local, sorts):
                for atom in head.atoms:
                    if self._derived(atom, local, sorts):
                        changed.add(atom.signature)
        for term in rule.terms:
            self._value(term, known, sorts)
        return changed

    def _derived(self, atom: Atom, known: dict[str, Range], sorts: dict[str, str]) -> bool:
        values = [self._value(argument, known, sorts) for argument in atom.arguments]
        before = self.ranges.get(atom.signature)
        if before is None:
            before = [NOTHING] * len(values)
        declared = self.folder.sorts(atom) or ("",) * len(values)
        after = []
        for place, (old, new, sort) in enumerate(zip(before, values, declared, strict=False)):
            joined = old.join(new)
            if sort in self._bounds:
                joined = joined.within(*self._bounds[sort])
            if joined != old:
                self.grown[atom.signature, place] += 1
                if self.grown[atom.signature, place] > _ROUNDS and joined.codes == old.codes:
                    joined = Range(None, None, joined.codes, anything=True)
                    if sort in self._bounds:
                        joined = joined.within(*self._bounds[sort])
            after.append(joined)
        first = atom.signature not in self.ranges
        self.ranges[atom.signature] = after
        return first or after != before

    # ---- conditions ------------------------------------------------------------------------------------------------

    def _conditions(self, parts: tuple[Part, ...], known: dict[str, Range], sorts: dict[str, str]) -> bool:
        """Take what holds of the variables into ``known``; tell whether it can hold at all."""
        for part in parts:
            if part.negated:
                continue
            if part.atoms and not any(self._atom(atom, known, sorts) for atom in part.atoms[:1]):
                return False
        for part in parts:
            if part.aggregate is not None and not part.negated:
                self._aggregate(part.aggregate, known, sorts)
        for _ in range(2):
            for part in parts:
                if part.compared is not None and not part.negated:
                    for left, sign, right in part.compared.pairs():
                        self._compared(left, sign, right, known, sorts)
        return True

    def _atom(self, atom: Atom, known: dict[str, Range], sorts: dict[str, str]) -> bool:
        ranges = self._ranges_of(atom, known)
        if ranges is None:
            return False
        for argument, allowed, sort in zip(
            atom.arguments, ranges, self.folder.sorts(atom) or ("",) * len(ranges), strict=False
        ):
            if argument.sort == "variable" and argument.name != "_":
                known[argument.name] = known.get(argument.name, ANY).meet(allowed)
                sorts.setdefault(argument.name, sort)
                if known[argument.name].empty:
                    return False
            elif not _may_be(argument, allowed):
                return False
        return True

    def _ranges_of(self, atom: Atom, known: dict[str, Range]) -> list[Range] | None:
        given = self._given(atom.signature)
        derived = self.ranges.get(atom.signature)
        if given is not None and atom.signature == "measure/3":
            field = atom.arguments[1]
            if field.sort == "variable":
                names = known.get(field.name, ANY).codes
            else:
                names = frozenset(term.name for term in constants(field)) or None
            allowed = NOTHING
            for name in sorted(self._fields if names is None else names):
                allowed = allowed.join(self._fields.get(name, ANY_NUMBER))
            given = [ANY, Range(None, None, names), allowed]
        if given is None:
            return derived
        return given if derived is None else [one.join(other) for one, other in zip(given, derived, strict=True)]

    def _compared(self, left: Term, sign: str, right: Term, known: dict[str, Range], sorts: dict[str, str]) -> None:
        turned = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
        for term, other, by in ((left, right, sign), (right, left, turned.get(sign, sign))):
            value = self._value(other, known, sorts)
            if term.sort != "variable" or term.name == "_":
                continue
            mine = known.get(term.name, ANY)
            if by == "=":
                known[term.name] = mine.meet(value)
                continue
            if mine.bounds is None or value.bounds is None or by == "!=":
                continue
            (low, high), (least, most) = mine.bounds, value.bounds
            if by in ("<", "<="):
                high = min(high, most - (by == "<"))
                low = min(low, high)
            else:
                low = max(low, least + (by == ">"))
                high = max(low, high)
            known[term.name] = Range(low, high, mine.codes)

    def _aggregate(self, aggregate: Aggregate, known: dict[str, Range], sorts: dict[str, str]) -> None:
        total = NOTHING
        inside: set[str] = set()
        for element in aggregate.elements:
            local, kinds = dict(known), dict(sorts)
            if not self._conditions(element.condition, local, kinds) or not element.terms:
                continue
            value = self._value(element.terms[0], local, kinds)
            inside |= {kinds.get(variable.name, "") for variable in element.terms[0].variables()}
            total = total.join(value)
        result = self._result(aggregate.function, total, inside)
        for sign, guard in aggregate.guards:
            if guard.sort == "variable" and sign == "=":
                known[guard.name] = known.get(guard.name, ANY).meet(result)

    def _result(self, function: str, value: Range, inside: set[str]) -> Range:
        if function == "count":
            return number(0, self._limits["records"])
        if function in ("min", "max"):
            return value
        if value.bounds is None:
            return number(0, 0) if value.empty else ANY_NUMBER
        most = max(map(abs, value.bounds)) * self._limits["records"]
        if inside <= {"units", "hours", "grains"}:
            most = self._limits["hours"] * (1 if inside == {"hours"} else self.hour)
        return number(-most if value.bounds[0] < 0 else 0, most)

    # ---- terms -----------------------------------------------------------------------------------------------------

    def _value(self, term: Term, known: dict[str, Range], sorts: dict[str, str]) -> Range:
        if term.sort == "variable":
            return known.get(term.name, ANY)
        if term.sort == "number":
            return number(term.value, term.value)
        if term.sort == "constant" and term.name == "hour":
            return number(self.hour, self.hour)
        if term.sort in ("constant", "text"):
            return Range(None, None, frozenset((term.name,)))
        if term.sort in ("pool", "interval"):
            found = NOTHING
            for part in term.parts:
                found = found.join(self._value(part, known, sorts))
            return found
        if term.sort == "operation":
            return self._operation(term, known, sorts)
        for part in term.parts:
            self._value(part, known, sorts)
        return Range(None, None, None)

    def _operation(self, term: Term, known: dict[str, Range], sorts: dict[str, str]) -> Range:
        values = [self._value(part, known, sorts) for part in term.parts]
        if len(values) == 1:
            return combined("-", number(0, 0), values[0]) if term.name == "-" else ANY_NUMBER
        pair = {sorts.get(variable.name, "") for part in term.parts for variable in part.variables()}
        if term.name == "*" and pair == {"grains", "units"}:
            # So many grains of one size are an amount.
            return number(*self._bounds["units"])
        if term.name == "*" and _undone(term):
            # Rounded down to a multiple: no more than it was.
            return values[0].join(self._value(term.parts[0].parts[0], known, sorts))
        value = combined(term.name, *values)
        if value.bounds is None:
            return value
        most = self._limits["hours"] * self.hour
        if term.name in ("+", "-") and all(max(map(abs, one.bounds or ())) <= most for one in values):
            return value.within(-most, most)
        large = max(map(abs, value.bounds))
        if large > _MOST:
            before = self.large.get(term.place)
            self.large[term.place] = str(term), max(large, before[1] if before else 0)
            return value.within(-_MOST, _MOST)
        return value


def _undone(term: Term) -> bool:
    """Tell whether a product takes back a division, as `X/Step*Step` does."""
    first, second = term.parts
    return first.sort == "operation" and first.name == "/" and str(first.parts[-1]) == str(second)


def _may_be(argument: Term, allowed: Range) -> bool:
    """Tell whether a constant of a condition may be what is derived."""
    if argument.sort not in ("constant", "text") or allowed.codes is None:
        return True
    return argument.name in allowed.codes or argument.name == "hour" or argument.name.startswith("#")
