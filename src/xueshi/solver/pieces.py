"""An encoding in pieces, and which of them can fire over given facts.

A rule cannot fire while its body asks for a predicate that neither a fact states nor a rule that can fire derives.
clingo takes as long for such a rule as for one that fires once, which on a single case is half of its time.  The atoms
derived are the same with and without these rules; tests compare them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from clingo import __version__

from xueshi.kept import is_ours, keep, kept, lasts
from xueshi.solver.fault import EncodingError

_FORM = f"pieces-3-clingo-{__version__}"
_STATED = re.compile(r"([a-z_]\w*)(?=[(.])")
_met: set[Path] = set()

MANY = 50_000
"""Characters of facts from which on it takes longer to look for predicates than to run all rules."""


class Piece(NamedTuple):
    """A rule, or facts that stand together."""

    part: str
    """The ``#program`` part."""
    text: str
    derives: Sequence[str]
    needs: Sequence[str]
    """Predicates that must hold of something."""
    unless: Sequence[str]
    """Flags (predicates without arguments) that must not hold."""


class Pieces:
    """The rules of one encoding for one program, taken out part by part."""

    def __init__(self, pieces: Iterable[Piece], flags: Iterable[str]) -> None:
        stated = set(flags)
        self._pieces = [piece for piece in pieces if stated.isdisjoint(piece.unless)]
        self._possible = stated
        self._all = False

    def take(self, facts: str, parts: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Yield part and rules of each of ``parts`` that can fire over ``facts`` and all that went before."""
        wanted = set(parts)
        waiting = [piece for piece in self._pieces if piece.part in wanted]
        self._pieces = [piece for piece in self._pieces if piece.part not in wanted]
        self._all |= len(facts) > MANY
        live = waiting if self._all else self._live(facts, waiting)
        for part in dict.fromkeys(parts):
            yield part, "\n".join(piece.text for piece in live if piece.part == part)

    def _live(self, facts: str, waiting: Sequence[Piece]) -> list[Piece]:
        possible = self._possible
        possible.update(_STATED.findall(facts))
        live: list[Piece] = []
        while True:
            still = []
            for piece in waiting:
                if possible.issuperset(piece.needs):
                    possible.update(piece.derives)
                    live.append(piece)
                else:
                    still.append(piece)
            if len(still) == len(waiting):
                return live
            waiting = still


def pieces(file: Path, flags: Iterable[str]) -> Pieces | None:
    """Return the encoding in ``file`` in pieces, ``None`` where it is better run whole.  Only ``flags`` will hold.

    That is an encoding of others, which may change under our hands; one with statements that cannot be judged by their
    predicates; and one that a process asks for only once if what is worked out for it would not outlast the process.
    """
    if not is_ours(file):
        return None
    rows = kept(file, _FORM)
    if rows is None:
        if file not in _met and not lasts(file):
            _met.add(file)
            return None
        from xueshi.solver.division import divide

        try:
            rows, sources = divide(file)
        except EncodingError:
            return None  # clingo will say what is wrong with it
        keep(file, _FORM, rows, sources)
    return Pieces([Piece(*row) for row in rows], flags) if rows else None
