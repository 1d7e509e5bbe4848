"""The syntax trees of an encoding and of all that it includes, or what is wrong with it."""

from __future__ import annotations

from pathlib import Path

from clingo.ast import AST, parse_files

from xueshi.solver.fault import EncodingError
from xueshi.solver.stray import refuse_stray


def nodes_of(file: Path) -> list[AST]:
    """Return the statements of ``file`` and of what it includes, in the order in which they are read.

    Raises:
        EncodingError: if one cannot be read or parsed; the message names the place.
    """
    refuse_stray(file)
    messages: list[str] = []
    found: list[AST] = []
    try:
        parse_files([str(file)], found.append, logger=lambda _, message: messages.append(message))
    except RuntimeError as error:
        raise EncodingError("\n".join(messages) or str(error)) from error
    return found
