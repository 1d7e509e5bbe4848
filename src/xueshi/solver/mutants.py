"""Mutants of an encoding: the same program with one small change, of the kind that a slip of the pen makes.

Only statements of the encoding's own folder are changed, in the order of the files and lines; what they include from
elsewhere stays.  How a statement can be changed is told by :mod:`xueshi.solver.slips`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from clingo.ast import AST, ASTType

from xueshi.solver.nodes import nodes_of
from xueshi.solver.slips import OPERATORS, Operator, Orders, ordered, shown, slips, swaps
from xueshi.solver.syntax import citations

__all__ = ["OPERATORS", "Mutant", "Operator", "Orders", "Source", "mutants", "subjects_of"]


Changes = Sequence[tuple[int, Sequence[AST]]]
"""Which statements change, by number, and what takes the place of each."""


@dataclass(frozen=True, slots=True)
class Edit:
    """Bytes of a file that are written anew."""

    file: Path
    begin: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change of a program.

    Attributes:
        operator: what sort of change it is.
        file: the file that is changed.
        line: where the statement begins, from 1.
        clauses: the clauses that are cited above the statement.
        before: the statement as it stands, without its layout.
        after: what takes its place; empty where nothing does.
        edits: the change.
    """

    operator: Operator
    file: Path
    line: int
    clauses: tuple[str, ...]
    before: str
    after: str
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    """A statement of a file."""

    node: AST
    file: Path
    clauses: tuple[str, ...]
    begin: int
    end: int

    def edit(self, text: str) -> Edit:
        """Return the edit that puts ``text`` in its place."""
        return Edit(self.file, self.begin, self.end, text)


class Source:
    """An encoding's text, whole or with a change.

    Args:
        file: the encoding.

    Raises:
        EncodingError: if it cannot be read or parsed; the message names the place.
    """

    def __init__(self, file: Path) -> None:
        self.file = file.resolve()
        self._nodes = nodes_of(self.file)
        self._of = [_resolved(node.location.begin.filename) for node in self._nodes]
        seen = dict.fromkeys(self._of)
        self.files = tuple(path for path in (self.file, *sorted(seen)) if path.parent == self.file.parent)
        self.files = tuple(dict.fromkeys(self.files))
        """The files of its own folder, itself first."""
        self._bytes = {path: path.read_bytes() for path in self.files}

    def program(self, edits: Iterable[Edit] = ()) -> str:
        """Return the whole program as one text; files of other folders are included by their full paths."""
        changed: dict[Path, list[Edit]] = defaultdict(list)
        for edit in edits:
            changed[edit.file].append(edit)
        texts = {path: _edited(text, changed[path]) for path, text in self._bytes.items()}
        return self._whole(self.file, texts, set())

    def _whole(self, file: Path, texts: Mapping[Path, str], within: set[Path]) -> str:
        """Return the text of ``file`` with its own folder's files in the place of their includes, each once."""
        within.add(file)
        lines = []
        for line in texts[file].splitlines():
            named = _included(line)
            if named is None:
                lines.append(line)
                continue
            path = (file.parent / named).resolve()
            if path not in texts:
                lines.append(f'#include "{path.as_posix()}".')
            elif path not in within:
                lines += ["#program base.", self._whole(path, texts, within), "#program base."]
        return "\n".join(lines) + "\n"

    def found(self) -> Iterator[_Found]:
        """Yield the rules and constants of its own folder, by file and line."""
        for path in self.files:
            starts = _line_starts(self._bytes[path])
            nodes = [node for node, file in zip(self._nodes, self._of, strict=True) if file == path]
            for node, clauses in citations(nodes):
                if node.ast_type in (ASTType.Rule, ASTType.Definition):
                    begin, end = node.location.begin, node.location.end
                    at = (starts[begin.line - 1] + begin.column - 1, starts[end.line - 1] + end.column - 1)
                    yield _Found(node, path, clauses, *at)


def mutants(source: Source, orders: Orders) -> Iterator[Mutant]:
    """Yield every mutant of an encoding once, in a fixed order.

    Two changes that lead to the same statements are one mutant, under the first of their operators; a change that
    leads to the statements that were there is none.

    Args:
        source: the encoding.
        orders: by name and arity, the place of the argument that is no amount but a place in an order, from 0.
    """
    found = list(source.found())
    subjects = subjects_of(source)
    whole = {text for item in found for text in _instances(item.node)}
    order = [ordered(item.node, orders) for item in found]
    nodes = [item.node for item in found]
    counts = _Counts(found)
    met: set[tuple[frozenset[str], frozenset[str]]] = set()
    for number, item in enumerate(found):
        made: list[tuple[Operator, Changes]] = [
            (slip.operator, ((number, slip.statements),)) for slip in slips(item.node, subjects, orders)
        ]
        made += [("default", pair) for pair in swaps(number, nodes, order)]
        for operator, changes in made:
            change = _change(changes, found, counts, whole)
            if change in met or not any(change):
                continue
            met.add(change)
            yield Mutant(
                operator,
                item.file,
                item.node.location.begin.line,
                tuple(dict.fromkeys(clause for at, _ in changes for clause in found[at].clauses)),
                " ".join(shown(found[at].node) for at, _ in changes),
                " ".join(shown(node) for _, nodes in changes for node in nodes),
                tuple(found[at].edit(" ".join(map(str, nodes))) for at, nodes in changes),
            )


class _Counts(dict[str, int]):
    """How often each statement stands in the program, pools written out."""

    def __init__(self, found: Iterable[_Found]) -> None:
        super().__init__()
        for item in found:
            for text in _instances(item.node):
                self[text] = self.get(text, 0) + 1


def _change(
    changes: Changes, found: Sequence[_Found], counts: Mapping[str, int], whole: set[str]
) -> tuple[frozenset[str], frozenset[str]]:
    """Return which statements a change takes from the program and which it brings to it, pools written out."""
    gone: dict[str, int] = defaultdict(int)
    came: set[str] = set()
    for at, nodes in changes:
        for text in _instances(found[at].node):
            gone[text] += 1
        came.update(text for node in nodes for text in _instances(node))
    lost = {text for text, times in gone.items() if counts[text] == times}
    return frozenset(lost - came), frozenset(came - whole)


def _instances(node: AST) -> list[str]:
    return [str(one) for one in node.unpool()] if node.ast_type is ASTType.Rule else [str(node)]


def subjects_of(source: Source) -> tuple[str, ...]:
    """Return the subjects that the encoding declares, by name."""
    return tuple(
        sorted(
            {
                str(one.head.atom.symbol.arguments[0])
                for item in source.found()
                if item.node.ast_type is ASTType.Rule and not item.node.body
                for one in item.node.unpool()
                if one.head.ast_type is ASTType.Literal and one.head.atom.ast_type is ASTType.SymbolicAtom
                if one.head.atom.symbol.name == "subject" and len(one.head.atom.symbol.arguments) == 2
            }
        )
    )


@cache
def _resolved(name: str) -> Path:
    return Path(name).resolve()


def _included(line: str) -> str | None:
    """Return the file that a line includes, if it is such a line."""
    words = line.strip()
    if not words.startswith("#include"):
        return None
    parts = words.split('"')
    return parts[1] if len(parts) == 3 and parts[2].strip().startswith(".") else None


def _line_starts(text: bytes) -> list[int]:
    starts = [0]
    for line in text.split(b"\n"):
        starts.append(starts[-1] + len(line) + 1)
    return starts


def _edited(text: bytes, edits: Iterable[Edit]) -> str:
    for edit in sorted(edits, key=lambda edit: -edit.begin):
        text = text[: edit.begin] + edit.text.encode() + text[edit.end :]
    return text.decode()
