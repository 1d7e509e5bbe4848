"""Which files an encoding is made of."""

from __future__ import annotations

from pathlib import Path

from clingo.ast import AST, parse_files

from xueshi.solver.grounding import EncodingError


def source_files(file: Path) -> frozenset[Path]:
    """Return ``file`` and all files that it includes, directly or not, as clingo names them.

    An included file without any statement or comment says nothing and is left out.

    Raises:
        EncodingError: if one of them cannot be read or parsed; the message names the place.
    """
    messages: list[str] = []
    found = {str(file)}

    def note(statement: AST) -> None:
        found.add(statement.location.begin.filename)

    try:
        parse_files([str(file)], note, logger=lambda _, message: messages.append(message))
    except RuntimeError as error:
        raise EncodingError("\n".join(messages) or str(error)) from error
    return frozenset(map(Path, found))
