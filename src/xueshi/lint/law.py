"""What the checks of a regulation's content look at: its facts under the default readings, and what it declares."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from xueshi.kept import read_table
from xueshi.lint.encoding import Folder, Program, constants, line_of, lines_of
from xueshi.lint.finding import Finding, spot
from xueshi.solver.grounding import EncodingError, Grounding, Term
from xueshi.solver.rules import Atom, Place, Statement


class Law:
    """One instrument's encoding."""

    def __init__(self, folder: Folder, program: Program) -> None:
        self.folder = folder
        self.program = program
        self.metadata = program.main.with_suffix(".toml")
        self.statements = tuple(s for file in program.own() for s in program.files[file])

    @cached_property
    def table(self) -> Mapping[str, Any]:
        """Return its metadata; nothing where they cannot be read."""
        try:
            return read_table(self.metadata)
        except (OSError, ValueError):
            return {}

    @cached_property
    def declares(self) -> Mapping[str, Any]:
        """Return what it declares on purpose."""
        found = self.table.get("declares", {})
        return found if isinstance(found, dict) else {}

    def listed(self, key: str) -> list[Mapping[str, Any]] | None:
        """Return the entries of a list that it declares, ``None`` where it says nothing."""
        found = self.declares.get(key, self.table.get(key))
        if not isinstance(found, list):
            return None
        return [entry for entry in found if isinstance(entry, dict)]

    @cached_property
    def _grounding(self) -> Grounding | None:
        if not self.program.parses:
            return None
        grounding = Grounding([self.program.main])
        try:
            grounding.ground(f"staged. context(1). year(1,{self.year}).")
        except EncodingError:
            return None
        return grounding

    @property
    def year(self) -> int:
        """Return the first year in force."""
        found = self.table.get("in_force", ("",))
        begin = str(found[0])[:4] if isinstance(found, list) and found else ""
        return int(begin) if begin.isdigit() else 1

    def rows(self, signature: str) -> list[tuple[str, ...]]:
        """Return the facts of a predicate over no case, in order."""
        if self._grounding is None:
            return []
        name, _, arity = signature.rpartition("/")
        return sorted({tuple(map(_written, row)) for row in self._grounding.rows(name, int(arity))}, key=_key)

    @cached_property
    def hour(self) -> int:
        """Return the units of an hour, as the vocabulary has them."""
        return next((s.value.value for s in self.folder.everything if s.named == "hour" and s.value is not None), 1)

    def heads(self, *signatures: str) -> Iterator[tuple[Statement, Atom]]:
        """Yield where one of ``signatures`` is derived or stated, in the order of the files."""
        for statement in self.statements:
            for atom in statement.head_atoms():
                if atom.signature in signatures:
                    yield statement, atom

    def place(self, signature: str, *words: str) -> Place:
        """Return where a predicate is stated of ``words``: of as many of them as possible."""
        best: tuple[int, Place] | None = None
        for statement, atom in self.heads(signature):
            names = {term.name for argument in atom.arguments for term in constants(argument)}
            names |= {term.name for term in atom.terms() if term.sort == "number"}
            score = sum(word in names for word in words)
            if best is None or score > best[0]:
                best = score, _whole(statement)
        return best[1] if best else spot(self.program.main)

    def entry(self, *words: str) -> Place:
        """Return the line of the metadata that holds all of ``words``."""
        return line_of(self.metadata, *words)

    def item(self, name: str, number: int, key: str = "") -> Place:
        """Return the line of an entry of a list in the metadata, or that of one of its keys."""
        begun = -1
        head = Place(self.metadata, 1, 1, 1, 1)
        for place, line in lines_of(self.metadata):
            if line.startswith("["):
                if begun == number:
                    break
                begun += line.startswith((f"[[{name}]]", f"[[declares.{name}]]"))
                head = place
            elif begun == number and key and line.startswith(key):
                return place
        return head if begun == number else self.entry(name)

    def undeclared(self, form: str, about: str = "", place: Place | None = None, **params: str) -> Finding:
        """Return that something is not declared."""
        return Finding(
            "XS601", place or spot(self.metadata), about or form, {**params, "id": self.program.main.stem}, form
        )

    @cached_property
    def clauses(self) -> frozenset[str]:
        """Return the clauses that the metadata list."""
        found = self.table.get("clauses", {})
        return frozenset(map(str, found)) if isinstance(found, dict) else frozenset()

    @cached_property
    def questions(self) -> frozenset[str]:
        """Return the readings that it asks for."""
        return frozenset(row[0] for row in self.rows("question/2"))


def _written(term: Term) -> str:
    """Return a term as clingo writes it, a text without its quotes."""
    if isinstance(term, tuple):
        name, *arguments = map(_written, term)
        return f"{name}({','.join(arguments)})"
    return str(term)


def _whole(statement: Statement) -> Place:
    return statement.place


def _key(row: tuple[str, ...]) -> tuple[tuple[int, int, str], ...]:
    return tuple((0, int(cell), "") if _number(cell) else (1, 0, cell) for cell in row)


def _number(cell: str) -> bool:
    return cell.removeprefix("-").isdigit()


def laws(folder: Folder) -> Iterator[Law]:
    """Yield the encodings of instruments that clingo takes."""
    for program in folder.regulations:
        if program.parses:
            yield Law(folder, program)


def texts(value: object) -> list[str]:
    """Return the texts of a list that is declared; none where it is no list."""
    return [str(one) for one in value] if isinstance(value, list) else []
