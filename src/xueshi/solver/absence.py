"""Why an atom is absent: for each rule that could derive it, the first literal at which it fails.

Each rule is tried from its head: what is asked for binds variables, then the literals of the body are taken in the
order in which they are written, except that one waits that cannot be evaluated yet or that is about nothing known so
far while another is.  For every way
in which a beginning of the body holds and the next literal does not, there is an :class:`Obstacle`; where that literal
is an absent atom itself, it is asked for in its turn.  An atom is absent exactly if every way to derive it meets an
obstacle, so they justify the absence.  The rules that find them are grounded over the atoms of the model in one go;
what is asked for reaches them as in magic sets (Beeri and Ramakrishnan, "On the power of magic", 1991).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, cast

from xueshi.solver.instrument import ANY, Argument, Part, TracedRule
from xueshi.solver.terms import Term, program_text
from xueshi.solver.trace import Atom, Trace

_VARIABLE = re.compile(r"\b_*[A-Z]\w*")
_ARITHMETIC = re.compile(r"[-+*/\\&|?~]|\.\.")


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why a rule does not derive an atom."""

    rule: TracedRule
    holds: tuple[Atom, ...]
    """Atoms of the body up to where it fails."""
    part: Part
    """The literal that fails."""
    fails: Atom
    """Of an atom that is absent, that atom (what may be anything is ``ANY``); of one that must not hold and does, that
    one; of a test its two sides; else empty."""


class _Form(NamedTuple):
    """What is asked for: a predicate, and of each argument "" where it is known, else what it looks like (``_``)."""

    name: str
    shapes: tuple[str, ...]


class Absences:
    """Looks into absent atoms of one trace."""

    def __init__(self, trace: Trace) -> None:
        self._trace = trace
        self._rules: dict[tuple[str, int], list[TracedRule]] = defaultdict(list)
        for rule in trace.encoding.rules:
            self._rules[rule.name, len(rule.arguments)].append(rule)
        self._known = trace.known
        self._rounds = 0

    def derivable(self, atom: Atom) -> bool:
        """Tell whether some rule of the encoding derives atoms of this predicate."""
        return (str(atom[0]), len(atom) - 1) in self._rules

    def obstacles(self, wanted: Iterable[Atom]) -> Mapping[Atom, Sequence[Obstacle]]:
        """Return what stands in the way of the atoms that are asked for, and of those on which they wait in turn.

        The obstacles of an atom stand in the order of the encoding's rules, and within a rule of its literals.  An atom
        without an obstacle is one that no rule's head fits.
        """
        self._rounds += 1
        search = _Search(self._rules, self._known, str(self._rounds))
        asked = list(dict.fromkeys(wanted))
        for atom in asked:
            search.ask(atom)
        self._trace.grounding.also("\n".join(search.text()))
        found: dict[Atom, list[tuple[int, Obstacle]]] = {atom: [] for atom in asked}
        for wanted_atom, number, holds, fails in self._trace.grounding.rows(search.fails, 4):
            rule, part = search.tries[cast("int", number)]
            made = Obstacle(rule, _atoms(holds), part, _atom(fails))
            found.setdefault(_atom(wanted_atom), []).append((cast("int", number), made))
            if part.sort == "atom" and self.derivable(made.fails):
                found.setdefault(made.fails, [])
        # The same literal may fail in several ways; their order must not be the grounder's.
        return {
            atom: [one for _, one in sorted(rows, key=lambda row: (row[0], str(row[1].holds), str(row[1].fails)))]
            for atom, rows in found.items()
        }


class _Search:
    """The rules that find obstacles, for the forms that are asked for and those that follow from them."""

    def __init__(self, rules: Mapping[tuple[str, int], Sequence[TracedRule]], known: frozenset[str], mark: str) -> None:
        self._rules, self._known, self._mark = rules, known, mark
        self.fails = f"_fails_{mark}"
        self.tries: list[tuple[TracedRule, Part]] = []
        self._forms: dict[_Form, str] = {}
        self._waiting: list[_Form] = []
        self._facts: list[str] = []

    def ask(self, atom: Atom) -> None:
        """Ask for one atom."""
        shapes = tuple(_shape_of(argument) for argument in atom[1:])
        known = [program_text(argument) for argument, shape in zip(atom[1:], shapes, strict=True) if not shape]
        self._facts.append(f"{_call(self.name(_Form(str(atom[0]), shapes)), known)}.")

    def name(self, form: _Form) -> str:
        """Return the predicate by which ``form`` is asked for."""
        if form not in self._forms:
            self._forms[form] = f"_asked_{self._mark}_{len(self._forms)}"
            self._waiting.append(form)
        return self._forms[form]

    def derivable(self, part: Part) -> bool:
        """Tell whether a rule derives the predicate of ``part``."""
        return (part.name, len(part.arguments)) in self._rules

    def text(self) -> Iterator[str]:
        """Yield all rules and facts of the search."""
        yield from self._facts
        while self._waiting:
            form = self._waiting.pop(0)
            for rule in self._rules.get((form.name, len(form.shapes)), ()):
                special = _specialised(rule, form)
                if special is not None:
                    yield from _Attempt(self, special, form, self._known).rules()


class _Attempt:
    """Try one rule from its head."""

    def __init__(self, search: _Search, rule: TracedRule, form: _Form, known: frozenset[str]) -> None:
        self._search, self._rule, self._form, self._known = search, rule, form, known
        self._bound: set[str] = set()
        self._holds: list[str] = []
        self._wanted = ""

    def rules(self) -> Iterator[str]:
        """Yield a rule for each literal at which it may fail."""
        asked, waiting, wanted = [], list(self._rule.body), []
        for number, (argument, shape) in enumerate(zip(self._rule.arguments, self._form.shapes, strict=True)):
            if shape:
                wanted.append(_any(shape))
                continue
            text = argument.text
            if argument.variables and _ARITHMETIC.search(text):  # compared when its variables are bound
                text = f"B_{number}"
                sides = (Argument(text, (text,)), argument)
                waiting.append(Part("test", f"{text} = {argument.text}", "", sides, argument.variables))
            asked.append(text)
            self._bound.update(_VARIABLE.findall(text))
            wanted.append(text)
        self._wanted = _call(self._form.name, wanted)
        prefix = [_call(self._search.name(self._form), asked)]
        while waiting:
            part = self._next(waiting)
            waiting.remove(part)
            yield from self._failing(part, prefix)
            if part.sort == "atom" and part.name not in self._known:
                return  # nothing gets beyond it
            prefix.append(part.text)
            self._bound.update(part.variables)
            if part.sort == "atom":
                self._bound.update(name for argument in part.arguments for name in argument.variables)
                self._holds.append(_call(part.name, [argument.text for argument in part.arguments]))

    def _next(self, waiting: Sequence[Part]) -> Part:
        """Return the first literal that can be evaluated; of atoms one about something known goes first."""
        ready = [part for part in waiting if self._ready(part)]
        bound = (part for part in ready if part.sort != "atom" or self._touches(part))
        return next(bound, ready[0] if ready else waiting[0])

    def _touches(self, part: Part) -> bool:
        names = [name for argument in part.arguments for name in argument.variables]
        return not names or any(name in self._bound for name in names)

    def _ready(self, part: Part) -> bool:
        if part.sort == "atom":
            return True
        free = [name for name in part.variables if name not in self._bound]
        return not free or free == [part.assigns]

    def _failing(self, part: Part, prefix: Sequence[str]) -> Iterator[str]:
        if part.assigns and part.assigns not in self._bound:
            return
        if part.sort == "atom":
            shapes = [self._shape(argument) for argument in part.arguments]
            texts = [shape or argument.text for argument, shape in zip(part.arguments, shapes, strict=True)]
            found = f"not {_call(part.name, texts)}"
            fails = _call(part.name, map(_any, texts))
            if self._search.derivable(part):
                form = _Form(part.name, tuple(shapes))
                known = [text for text, shape in zip(texts, shapes, strict=True) if not shape]
                name = self._search.name(form)
                yield f"{_call(name, known)} :- {', '.join([*prefix, found])}."
        elif part.sort == "absent":
            if part.name not in self._known:
                return
            names = [f"N_{i}" if a.text == "_" else a.text for i, a in enumerate(part.arguments)]
            found = fails = _call(part.name, names)
        else:
            found = part.text.removeprefix("not ") if part.text.startswith("not ") else f"not {part.text}"
            sides = part.arguments if part.sort == "test" and len(part.arguments) == 2 else ()
            fails = f"({','.join(side.text for side in sides)})" if sides else "(0,)"
        number = len(self._search.tries)
        self._search.tries.append((self._rule, part))
        holds = f"({','.join(self._holds)}{',' if len(self._holds) == 1 else ''})"
        yield f"{self._search.fails}({self._wanted},{number},{holds},{fails}) :- {', '.join([*prefix, found])}."

    def _shape(self, argument: Argument) -> str:
        """Return what an argument looks like whose variables are not all bound, "" where they are."""
        if all(name in self._bound for name in argument.variables):
            return ""
        if argument.variable or _ARITHMETIC.search(argument.text):
            return "_"
        return _VARIABLE.sub(lambda found: found[0] if found[0] in self._bound else "_", argument.text)


def _specialised(rule: TracedRule, form: _Form) -> TracedRule | None:
    """Return the rule for heads of ``form`` alone, ``None`` where its head cannot look so."""
    for number, (argument, shape) in enumerate(zip(rule.arguments, form.shapes, strict=True)):
        if shape in ("", "_"):
            continue
        if argument.variable:
            rule = _substituted(rule, argument.text, _named(shape, f"S_{number}"))
        elif argument.text.partition("(")[0] != shape.partition("(")[0]:
            return None
    return rule


def _named(shape: str, name: str) -> str:
    """Return ``shape`` with names for what may be anything."""
    count = iter(range(shape.count("_") + 1))
    return re.sub(r"(?<!\w)_(?!\w)", lambda _: f"{name}_{next(count)}", shape)


def _substituted(rule: TracedRule, variable: str, term: str) -> TracedRule:
    """Return the rule with ``term`` in the place of a variable."""
    names = tuple(_VARIABLE.findall(term))

    def text(old: str) -> str:
        return _VARIABLE.sub(lambda found: term if found[0] == variable else found[0], old)

    def variables(old: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(new for one in old for new in (names if one == variable else (one,))))

    def argument(old: Argument) -> Argument:
        return Argument(text(old.text), variables(old.variables))

    body = tuple(
        replace(
            part,
            text=text(part.text),
            arguments=tuple(map(argument, part.arguments)),
            variables=variables(part.variables),
            assigns="" if part.assigns == variable else part.assigns,
        )
        for part in rule.body
    )
    return replace(rule, arguments=tuple(map(argument, rule.arguments)), body=body)


def _call(name: str, arguments: Iterable[str]) -> str:
    listed = ",".join(arguments)
    return f"{name}({listed})" if listed else name


def _any(text: str) -> str:
    """Return a term in which what may be anything is said so."""
    return re.sub(r"(?<![\w\"])_(?![\w\"])", f'"{ANY}"', text)


def _any_free(text: str) -> str:
    """Return a term's text with what may be anything as a nameless variable."""
    return text.replace(f'"{ANY}"', "_")


def _shape_of(term: Term) -> str:
    return _any_free(program_text(term)) if _open(term) else ""


def _open(term: Term) -> bool:
    return term == ANY or (isinstance(term, tuple) and any(map(_open, term[1:])))


def _atom(term: Term) -> Atom:
    return term if isinstance(term, tuple) else (term,)


def _atoms(terms: Term) -> tuple[Atom, ...]:
    return tuple(_atom(one) for one in terms[1:]) if isinstance(terms, tuple) else ()
