"""How explanations say what an encoding derives: a sentence for each predicate, and its shape in a tree.

``asp/core/sentences.toml`` holds those of the vocabulary, ``sentences.toml`` in a jurisdiction's folder those of
predicates of its own, or others in their place.  Its sections are keyed ``name/arity``:

* ``predicate``: what an atom says, in both languages.  An empty sentence hides it and all that it rests on; without an
  entry an atom is passed through to what it rests on.
* ``absent``: what the absence of an atom says, likewise; without an entry it is not told.
* ``shape``: how its line stands in a tree, see :class:`Shape`.
* ``untold``: predicates that are hidden without a sentence, and why.

A key may go on with conditions, ``name/arity argument=tag``: the first entry all of whose conditions hold counts, those
with more conditions before those with fewer.  A tag is a constant, of a term (``yes(passed)``) its name or what it
holds, a number, ``negative``, ``any``; ``under`` asks of the line above for its predicate, or for a tag of its
arguments.

A sentence holds placeholders, the names of the arguments (``contract.toml``).  Its part in ``[...]`` is an item: lines
of one predicate that differ in nothing else become one line with a list, ``[[...]]`` one whose items hold commas
themselves.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple, cast

from xueshi.kept import read_table
from xueshi.law.paths import asp_root
from xueshi.law.regulation import LawError
from xueshi.law.vocabulary import Vocabulary, vocabulary
from xueshi.law.words import read_words
from xueshi.messages import LANGS
from xueshi.solver.grounding import Term
from xueshi.solver.instrument import ANY

Atom = tuple[Term, ...]
"""A predicate and its arguments."""

FILE_NAME = "sentences.toml"

Tree = Literal["line", "through", "hidden"]
UNDER = -1
"""The place of the condition ``under``."""


class Template(NamedTuple):
    """A sentence: what stands before the item, the item, what stands after it; without an item all stands before."""

    before: str
    item: str = ""
    after: str = ""
    wide: bool = False
    """Whether items are separated by more than a comma."""


Conditions = tuple[tuple[int, str], ...]
"""Places of arguments (from 0) and their tags."""


class Entry(NamedTuple):
    """A sentence and when it is the one."""

    conditions: Conditions
    spoken: Mapping[str, Template]


class Shape(NamedTuple):
    """How the line of a predicate stands in a tree.

    Attributes:
        tree: ``line``; ``through``: its sentence is said elsewhere, a tree passes to what it rests on; ``hidden``: nor
            that.
        only: of what stands below, these predicates alone; ``None`` for all.
        without: of what stands below, not these.
        through: of what stands below, these are passed through.
        absent: absences told below; ``None`` for all that have a sentence.
        inline: what stands below is put in brackets behind the line.
        flat: what stands below has nothing below itself.
        asks: absences that are looked into: what was asked for, and what is stated instead.
        stands: absences of which only what stands in the way is told.
        always: the line is told again even where it was told before.
        cites: the line cites the clauses of what it rests on, where it has none of its own.
    """

    tree: Tree = "line"
    only: frozenset[str] | None = None
    without: frozenset[str] = frozenset()
    through: frozenset[str] = frozenset()
    absent: frozenset[str] | None = None
    inline: bool = False
    flat: bool = False
    asks: frozenset[str] = frozenset()
    stands: frozenset[str] = frozenset()
    always: bool = False
    cites: bool = True

    def may_hold(self, atom: Atom) -> bool:
        """Tell whether a line of an atom may stand below one of this shape."""
        name = written(atom)
        return name not in self.without and (self.only is None or name in self.only)


_PLAIN, _HIDDEN = Shape(), Shape("hidden")
_ITEM = re.compile(r"(.*?)(\[\[?)(.*?)\]\]?(.*)", re.DOTALL)

Signature = tuple[str, int]


class Sentences:
    """The sentences of one jurisdiction."""

    def __init__(self, tables: Sequence[Mapping[str, Any]], declared: Vocabulary) -> None:
        """Take the tables, the core's first.

        Raises:
            KeyError, ValueError: if an entry is at fault.
        """
        self._entries: dict[tuple[str, str, int], list[Entry]] = {}
        self._shapes: dict[Signature, dict[str, tuple[Conditions, Shape]]] = {}
        said: dict[tuple[str, str], Mapping[str, str]] = {}
        for table in reversed(tables):  # The jurisdiction's own go first.
            for section in ("predicate", "absent"):
                for key, entry in table.get(section, {}).items():
                    said.setdefault((section, key), entry)
        for table in tables:
            for key, entry in table.get("shape", {}).items():
                self._shapes.setdefault(signature(key), {})[key] = _conditions(key, declared), _shape(entry)
            for key in table.get("untold", {}):
                self._shapes[signature(key)] = {key: ((), _HIDDEN)}
        for (section, key), entry in said.items():
            name, arity = signature(key)
            conditions = _conditions(key, declared)
            made = Entry(conditions, {lang: _template(entry[lang]) for lang in LANGS})
            self._entries.setdefault((section, name, arity), []).append(made)
        for listed in self._entries.values():
            listed.sort(key=lambda entry: -len(entry.conditions))
        self._single = {
            key: sorted(shapes.values(), key=lambda one: -len(one[0])) for key, shapes in self._shapes.items()
        }

    def of(self, name: str, arity: int, *, holds: bool) -> Sequence[Entry]:
        """Return the sentences of a predicate, or of its absence, those with more conditions first."""
        return self._entries.get(("predicate" if holds else "absent", name, arity), ())

    def shape(self, atom: Atom) -> Shape:
        """Return how the line of an atom stands in a tree."""
        listed = self._single.get((str(atom[0]), len(atom) - 1))
        for conditions, shape in listed or ():
            if fits(conditions, atom):
                return shape
        return _PLAIN


def written(atom: Atom) -> str:
    """Return the predicate of an atom, as ``credit/4``."""
    return f"{atom[0]}/{len(atom) - 1}"


def signature(key: str) -> Signature:
    """Return the predicate of a key."""
    name, _, arity = key.partition(" ")[0].rpartition("/")
    return name, int(arity)


def fits(conditions: Conditions, atom: Atom, under: Atom | None = None) -> bool:
    """Tell whether conditions hold of an atom and of the one whose line stands above."""
    for place, tag in conditions:  # noqa: SIM110 - a generator costs more than the few conditions
        if not (_above(under, tag) if place == UNDER else _tagged(atom[1 + place], tag)):
            return False
    return True


def _above(under: Atom | None, tag: str) -> bool:
    if under is None:
        return False
    return written(under) == tag or any(_tagged(term, tag) for term in under[1:])


def _tagged(term: Term, tag: str) -> bool:
    if isinstance(term, tuple):
        return tag in term
    if isinstance(term, int):
        return term < 0 if tag == "negative" else str(term) == tag
    return term == tag or (tag == "any" and term == ANY)


def _conditions(key: str, declared: Vocabulary) -> Conditions:
    entry = declared.get(signature(key))
    names = [argument.name for argument in entry.arguments] if entry is not None else []
    found = []
    for text in key.split(" ")[1:]:
        argument, _, tag = text.partition("=")
        if argument != "under" and argument not in names:
            raise ValueError(f"{key}: no argument {argument}")
        found.append((UNDER if argument == "under" else names.index(argument), tag))
    return tuple(found)


def _template(text: str) -> Template:
    found = _ITEM.fullmatch(text)
    if found is None:
        return Template(text)
    before, opening, item, after = found.groups()
    return Template(before, item, after, wide=opening == "[[")


def _shape(entry: Mapping[str, Any]) -> Shape:
    unknown = set(entry) - set(Shape._fields)
    if unknown:
        raise ValueError(f"unknown keys {sorted(unknown)}")
    listed = {key: frozenset(value) if isinstance(value, list) else value for key, value in entry.items()}
    return Shape(**cast("Any", listed))


@cache
def sentences(folder: Path) -> Sentences:
    """Return the sentences of the jurisdiction whose folder is ``folder``.

    Raises:
        LawError: if a file of sentences cannot be read; the message names it.
    """
    tables = []
    declared = vocabulary(folder)
    for place in (asp_root() / "core", folder):
        file = place / FILE_NAME
        spoken = read_words(place, file.stem)
        if not spoken and not file.is_file():
            continue
        try:
            table = {**(read_table(file) if file.is_file() else {}), **spoken}
            Sentences([table], declared)
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise LawError(f"{file}: {error}") from None
        tables.append(table)
    return Sentences(tables, declared)
