"""Which files an encoding is made of."""

from __future__ import annotations

from pathlib import Path

from xueshi.solver.nodes import nodes_of


def source_files(file: Path) -> frozenset[Path]:
    """Return ``file`` and all files that it includes, directly or not, as clingo names them.

    An included file without any statement or comment says nothing and is left out.

    Raises:
        EncodingError: if one of them cannot be read or parsed; the message names the place.
    """
    return frozenset({file, *(Path(node.location.begin.filename) for node in nodes_of(file))})
