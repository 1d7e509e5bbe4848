"""XS402: hours, units of an hour, minutes, days and months that are mixed in one rule.

The contract says in which unit each argument is; a variable has the unit of the arguments in which it stands, and a
term that of its parts: `H*hour` turns hours into units, `U/hour` units into hours, a rate times days or months keeps
its unit, a number has none and goes with any.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from xueshi.lint.encoding import Folder
from xueshi.lint.finding import Finding
from xueshi.solver.rules import Aggregate, Atom, Part, Place, Statement, Term

_STRICT = frozenset(("units", "hours", "grains", "minutes", "days", "months"))
_HOUR = "hour"
_RATES = frozenset(("units", "hours"))
_SPANS = frozenset(("days", "months"))
_SCALED = "minutes*hour"
Unit = str | None


def units(folder: Folder) -> Iterator[Finding]:
    """Yield where units are mixed."""
    for statement in folder.own:
        if statement.form in ("rule", "choice", "constraint", "weak"):
            yield from _Rule(folder, statement).findings()


class _Rule:
    """One rule with the units of its variables."""

    def __init__(self, folder: Folder, statement: Statement) -> None:
        self.folder = folder
        self.statement = statement
        self.known: dict[str, str] = {}
        self.found: list[Finding] = []

    def findings(self) -> list[Finding]:
        """Return what is mixed, each once."""
        parts = [*self.statement.body, *(part for head in self.statement.heads for part in head.condition)]
        for _ in range(2):
            # What one condition says of a variable, another may need.
            self.found = []
            for part in parts:
                self._part(part)
        for atom in self.statement.head_atoms():
            self._atom(atom)
        return list(dict.fromkeys(self.found))

    # ---- conditions ------------------------------------------------------------------------------------------------

    def _part(self, part: Part) -> None:
        for atom in part.atoms:
            self._learn(atom)
        if part.aggregate is not None:
            self._aggregate(part.aggregate)
        for atom in part.atoms:
            self._atom(atom)
        if part.compared is not None:
            for left, sign, right in part.compared.pairs():
                one, other = self._unit(left), self._unit(right)
                self._equal(sign, left, other)
                self._equal(sign, right, one)
                self._agree("compared", (left.place, right.place), one, other, f"{left} {sign} {right}")

    def _aggregate(self, aggregate: Aggregate) -> None:
        unit: Unit = None
        for element in aggregate.elements:
            for inner in element.condition:
                self._part(inner)
            if element.terms and aggregate.function != "count":
                one = self._unit(element.terms[0])
                self._agree("added", (aggregate.place, aggregate.place), unit, one, str(element.terms[0]))
                unit = unit or one
        for sign, guard in aggregate.guards:
            self._equal(sign, guard, unit)
            self._agree("compared", (guard.place, aggregate.place), self._unit(guard), unit, str(guard))

    def _equal(self, sign: str, term: Term, unit: Unit) -> None:
        if sign == "=" and term.sort == "variable" and unit in _STRICT:
            self.known.setdefault(term.name, unit)

    def _learn(self, atom: Atom) -> None:
        for argument, unit in self._arguments(atom):
            if argument.sort == "variable" and argument.name != "_" and unit is not None:
                before = self.known.setdefault(argument.name, unit)
                if before != unit:
                    params = {"one": f"unit.{before}", "other": f"unit.{unit}"}
                    self.found.append(Finding("XS402", argument.place, argument.name, params, "variable"))

    def _atom(self, atom: Atom) -> None:
        for argument, unit in self._arguments(atom):
            one = self._unit(argument)
            if argument.sort == "variable" and atom not in self.statement.head_atoms():
                continue
            if unit is not None and one in (_STRICT | {_HOUR}) and _plain(one) != unit:
                params = {"one": f"unit.{_plain(one)}", "other": f"unit.{unit}", "predicate": atom.signature}
                self.found.append(Finding("XS402", argument.place, str(argument), params, "argument"))

    def _arguments(self, atom: Atom) -> Iterable[tuple[Term, Unit]]:
        sorts = self.folder.sorts(atom)
        if atom.signature == "measure/3":
            return [(atom.arguments[2], self._measured(atom.arguments[1]))]
        return [
            (argument, sort if sort in _STRICT else None) for argument, sort in zip(atom.arguments, sorts, strict=False)
        ]

    def _measured(self, field: Term) -> Unit:
        """Return the unit of a field's figure; the program states hours in units."""
        if field.sort != "constant":
            return None
        if field.name in ("minutes", "days", "months"):
            return field.name
        declared = self.folder.kinds.every_field.get(field.name)
        return "units" if declared is not None and declared.type == "hours" else None

    # ---- terms -----------------------------------------------------------------------------------------------------

    def _unit(self, term: Term) -> Unit:
        if term.sort == "variable":
            return self.known.get(term.name)
        if term.sort == "constant":
            return _HOUR if term.name == "hour" else None
        if term.sort != "operation":
            return None
        parts = [self._unit(part) for part in term.parts]
        if len(parts) == 1:
            return parts[0]
        return self._operation(term, parts[0], parts[1])

    def _operation(self, term: Term, one: Unit, other: Unit) -> Unit:
        if term.name in ("+", "-"):
            self._agree("added", (term.place, term.place), one, other, str(term))
            return _plain(one or other)
        if term.name == "*":
            return self._product(term, one, other)
        if term.name == "/":
            return _quotient(one, other)
        return one if term.name == "\\" else None

    def _product(self, term: Term, one: Unit, other: Unit) -> Unit:
        pair = {one, other}
        if _HOUR in pair:
            rest = one if other == _HOUR else other
            if rest in ("units", "grains", _HOUR):
                self._mixed("multiplied", term.place, rest, "units", str(term))
            return _SCALED if rest == "minutes" else "units"
        if None in pair:
            return one or other
        if pair == {"grains", "units"}:
            return "units"
        if pair & _RATES and pair & _SPANS:
            return next(unit for unit in (one, other) if unit in _RATES)
        if pair <= _RATES:
            self._mixed("multiplied", term.place, one, other, str(term))
        return None

    # ---- findings --------------------------------------------------------------------------------------------------

    def _agree(self, form: str, places: tuple[Place, Place], one: Unit, other: Unit, about: str) -> None:
        one, other = _plain(one), _plain(other)
        if one in _STRICT and other in _STRICT and one != other:
            place, end = places
            whole = Place(place.file, place.line, place.column, end.last_line, end.last_column)
            self._mixed(form, whole, one, other, about)

    def _mixed(self, form: str, place: Place, one: Unit, other: Unit, about: str) -> None:
        params = {"one": f"unit.{_plain(one)}", "other": f"unit.{_plain(other)}"}
        self.found.append(Finding("XS402", place, about, params, form))


def _plain(unit: Unit) -> Unit:
    return "units" if unit == _HOUR else unit


def _quotient(one: Unit, other: Unit) -> Unit:
    if other == _HOUR:
        return "hours" if one == "units" else None
    if one == _SCALED and other == "minutes":
        return "units"
    if one == _HOUR:
        return "units" if other is None else None
    return one if other is None or (one in _RATES and other in _SPANS) else None
