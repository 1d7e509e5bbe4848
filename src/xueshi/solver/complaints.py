"""A program as far as it can be parsed, and everything that clingo says against it, with the place of each word.

Parsing does not end with the first fault, unsafe variables are looked for without grounding, and no script is run.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from clingo import Control
from clingo.ast import AST, ASTType, ProgramBuilder, parse_files

from xueshi.solver.rules import Place, Statement, path_of, statement
from xueshi.solver.stray import Stray, stray
from xueshi.solver.syntax import citations

_MANY = 10_000
"""Messages that clingo may give before it stops."""

STRAY = "stray characters: "
"""How the message about characters begins that clingo is not shown."""
_HEAD = re.compile(
    r"(?P<file>.*?):(?P<line>\d+):(?P<column>\d+)(?:-(?:(?P<last_line>\d+):)?(?P<last_column>\d+))?: "
    r"(?P<grade>error|info|note|warning): (?P<said>.*)"
)


class Complaint(NamedTuple):
    """One message of clingo; a note to a message (which variable is unsafe, where else) is a complaint of its own."""

    place: Place
    grade: str
    """``error``, ``info`` or ``note``."""
    said: str
    """The first line."""
    more: str
    """The lines below, as clingo gives them."""


Folders = Callable[[Path], bool]


class Parsed(NamedTuple):
    """A program's statements by file, each file's in its order, and the complaints."""

    files: Mapping[Path, tuple[Statement, ...]]
    complaints: tuple[Complaint, ...]


def parsed(*files: Path, known: Folders = lambda _: False) -> Parsed:
    """Return what can be read of ``files`` and of all that they include, however faulty they are.

    Args:
        known: tells of a file that it is looked at by itself; it is read once in a process, and no variables of it are
            looked at.
    """
    odd = [found for file in files for found in stray(file)]
    if odd:
        return Parsed(dict.fromkeys(dict.fromkeys((*files, *(one.file for one in odd))), ()), tuple(map(_stray, odd)))
    messages: list[str] = []
    nodes: list[AST] = []
    try:
        names = [str(file) for file in files]
        parse_files(names, nodes.append, logger=lambda _, said: messages.append(said), message_limit=_MANY)
    except RuntimeError as error:
        if not messages:
            messages.append(f"{files[0]}:1:1: error: {error}")
    listed = _by_file(nodes)
    messages.extend(
        _unsafe(
            node
            for file, own in listed.items()
            for node in own
            if not known(file) or node.ast_type is ASTType.Definition
        )
    )
    said = tuple(dict.fromkeys(_complaints(messages, files[0])))
    return Parsed({file: _read(file, own, kept=known(file)) for file, own in listed.items()}, said)


def _stray(found: Stray) -> Complaint:
    place = Place(found.file, found.line, found.column, found.line, found.column + found.width)
    return Complaint(place, "error", f"{STRAY}{found.characters}", "")


_kept: dict[tuple[Path, int, int], tuple[Statement, ...]] = {}


def _read(file: Path, nodes: Sequence[AST], *, kept: bool) -> tuple[Statement, ...]:
    if not kept:
        return tuple(_statements(nodes))
    stat = file.stat()
    key = (file.resolve(), stat.st_mtime_ns, len(nodes))
    if key not in _kept:
        _kept[key] = tuple(_statements(nodes))
    return _kept[key]


def _unsafe(nodes: Iterable[AST]) -> list[str]:
    """Return what clingo says of the statements before it would ground them: a part that does not exist is ground."""
    said: list[str] = []
    control = Control(["--warn=all"], logger=lambda _, message: said.append(message), message_limit=_MANY)
    try:
        with ProgramBuilder(control) as builder:
            for node in nodes:
                if node.ast_type not in (ASTType.Comment, ASTType.Script):
                    builder.add(node)
        control.ground([("nothing", [])])
    except RuntimeError as error:
        if not said:
            said.append(f"-:1:1: error: {error}")
    return [message for message in said if "atom does not occur in any rule head" not in message]


def _complaints(messages: Iterable[str], file: Path) -> Iterable[Complaint]:
    for message in messages:
        begun: list[tuple[re.Match[str], list[str]]] = []
        for line in message.rstrip("\n").split("\n"):
            found = _HEAD.fullmatch(line)
            if found:
                begun.append((found, []))
            elif begun:
                begun[-1][1].append(line)
            else:
                place = Place(file, 1, 1, 1, 1)
                yield Complaint(place, "error", line.removeprefix("*** ERROR: (clingo): "), "")
        for found, more in begun:
            yield Complaint(_place(found, file), found["grade"], found["said"], "\n".join(more))


def _place(found: re.Match[str], file: Path) -> Place:
    line, column = int(found["line"]), int(found["column"])
    last_line = int(found["last_line"] or line)
    name = path_of(found["file"]) if found["file"] not in ("-", "<string>") else file
    return Place(name, line, column, last_line, int(found["last_column"] or column))


def _by_file(nodes: Iterable[AST]) -> dict[Path, list[AST]]:
    files: defaultdict[Path, list[AST]] = defaultdict(list)
    for node in nodes:
        begin, end = node.location.begin, node.location.end
        if (begin.line, begin.column) != (end.line, end.column):
            files[path_of(begin.filename)].append(node)
    return dict(files)


def _statements(nodes: Iterable[AST]) -> Iterable[Statement]:
    part = "base"
    for node, clauses in citations(nodes):
        if node.ast_type is ASTType.Program:
            part = node.name
        yield statement(node, part, clauses)
