"""XS201 to XS208: predicates that are misspelt, unknown, unused, of the wrong arity, or not one's own to write."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from functools import cached_property

from xueshi.law.vocabulary import FILE_NAME, Predicate
from xueshi.lint.encoding import Folder, line_of
from xueshi.lint.finding import Finding
from xueshi.solver.rules import Atom


def near(word: str, known: Iterable[str]) -> str:
    """Return the known word nearest to ``word``, or nothing."""
    found = get_close_matches(word, sorted({one for one in known if one != word}), n=1, cutoff=0.7)
    return found[0] if found else ""


class Names:
    """Which predicates a folder's files derive, ask for and declare."""

    def __init__(self, folder: Folder) -> None:
        self.folder = folder
        self.derived = {atom.signature for s in folder.everything for atom in s.head_atoms()}
        self.asked = {atom.signature for s in folder.everything for atom, _, _ in s.asked()}
        self.named = {s.named for s in folder.everything if s.form in ("defined", "show")}
        self.common = {f"{name}/{arity}" for name, arity in folder.common}
        self.declared = {f"{name}/{arity}" for name, arity in folder.words}
        self.broken = _broken(folder)
        self._told: set[str] = set()

    def told(self, signature: str) -> bool:
        """Tell whether a predicate was asked about before."""
        before = signature in self._told
        self._told.add(signature)
        return before

    @cached_property
    def arities(self) -> dict[str, list[int]]:
        """Return the arities of each name that is declared, or both derived and asked for."""
        found: defaultdict[str, set[int]] = defaultdict(set)
        for signature in self.declared | (self.derived & self.asked):
            name, _, arity = signature.rpartition("/")
            found[name].add(int(arity))
        return {name: sorted(listed) for name, listed in found.items()}

    def nearest(self, signature: str, known: Iterable[str]) -> str:
        """Return the known predicate whose name is nearest; of the same name another arity is none."""
        name, _, arity = signature.rpartition("/")
        by_name: defaultdict[str, list[str]] = defaultdict(list)
        for one in known:
            by_name[one.rpartition("/")[0]].append(one)
        by_name.pop(name, None)
        found = near(name, by_name)
        same = [one for one in sorted(by_name[found]) if one.endswith(f"/{arity}")] if found else []
        return (same or sorted(by_name[found]))[0] if found else ""


def names(folder: Folder) -> Iterator[Finding]:
    """Yield what is wrong with the names of predicates."""
    known = Names(folder)
    for statement in folder.own:
        for atom in statement.head_atoms():
            if folder.dossier(statement.file):
                # What is said of years together is explained in another way; it need not be declared.
                known.told(atom.signature)
            yield from _said(known, atom)
        for atom, _, _ in statement.asked():
            yield from _asked(known, atom)
    yield from _idle(known)


def _said(known: Names, atom: Atom) -> Iterator[Finding]:
    signature = atom.signature
    if known.folder.core:
        if signature not in known.common:
            yield _unknown(known, atom, "XS202", known.common)
        return
    if signature in known.common:
        role = known.folder.common[atom.name, len(atom.arguments)].role
        if role != "law":
            yield Finding("XS206", atom.place, signature, form=f"is_{role}")
    elif signature not in known.asked:
        if atom.name not in known.broken:
            yield _unknown(known, atom, "XS202", known.common | known.asked)
    elif atom.name in {one.rpartition("/")[0] for one in known.common}:
        yield from _other_arity(known, atom)
    elif signature not in known.declared and not known.told(signature):
        yield Finding("XS208", atom.place, signature)


def _asked(known: Names, atom: Atom) -> Iterator[Finding]:
    signature = atom.signature
    if signature in known.common:
        predicate = known.folder.common[atom.name, len(atom.arguments)]
        inner = not known.folder.core and predicate.role not in ("input", "law")
        if inner and signature not in known.folder.open_to_ask:
            yield Finding("XS207", atom.place, signature)
        return
    if signature in known.derived or atom.name in known.broken:
        return
    stated = known.folder.words.get((atom.name, len(atom.arguments)))
    if stated is not None and stated.role == "input":
        return
    if stated is not None or (signature in known.named and atom.name not in known.arities):
        yield Finding("XS205", atom.place, signature, near=known.nearest(signature, known.common | known.derived))
    else:
        yield _unknown(known, atom, "XS201", known.common | known.derived)


def _unknown(known: Names, atom: Atom, code: str, others: Iterable[str]) -> Finding:
    arities = [arity for arity in known.arities.get(atom.name, ()) if arity != len(atom.arguments)]
    if arities:
        return _arity(atom, arities)
    return Finding(code, atom.place, atom.signature, near=known.nearest(atom.signature, others))


def _other_arity(known: Names, atom: Atom) -> Iterator[Finding]:
    arities = [a for name, a in known.folder.common if name == atom.name]
    yield _arity(atom, sorted(arities))


def _arity(atom: Atom, arities: Iterable[int]) -> Finding:
    listed = ", ".join(f"{atom.name}/{arity}" for arity in arities)
    return Finding("XS203", atom.place, atom.signature, {"known": listed, "given": str(len(atom.arguments))})


def _idle(known: Names) -> Iterator[Finding]:
    """Yield what is declared and then nowhere used."""
    used = known.derived | known.asked
    reads = {f"{n}/{a}" for (n, a), p in known.folder.common.items() if p.role in ("law", "handed", "output")}
    for statement in known.folder.own:
        if statement.form == "defined" and statement.named not in known.asked | reads:
            yield Finding("XS204", statement.place, statement.named, form="defined")
    own: dict[tuple[str, int], Predicate] = {
        key: predicate for key, predicate in known.folder.words.items() if key not in known.folder.common
    }
    for (name, arity), predicate in own.items():
        signature = f"{name}/{arity}"
        if signature not in used and predicate.role != "input":
            place = line_of(known.folder.path / FILE_NAME, f'"{signature}"')
            yield Finding("XS204", place, signature, form="declared")


def _broken(folder: Folder) -> frozenset[str]:
    """Return the names on lines that cannot be read: nobody can tell whether they are derived or asked for there."""
    places = {(c.place.file, c.place.line) for p in folder.programs for c in p.complaints if "syntax" in c.said}
    found: set[str] = set()
    for file in sorted({file for file, _ in places}):
        lines = file.read_text(encoding="utf-8", errors="replace").split("\n")
        for other, line in places:
            if other == file and line <= len(lines):
                found.update(re.findall(r"[a-z_]\w*", lines[line - 1]))
    return frozenset(found)
