"""The facts of an encoding as sentences: those in which explanations tell them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from xueshi.engine.judge import Settings
from xueshi.explain.derivation import derive
from xueshi.explain.sentences import Sentences
from xueshi.law.regulation import Regulation
from xueshi.law.vocabulary import vocabulary
from xueshi.lawbook.sources import Piece
from xueshi.messages import Lang
from xueshi.model.case import Case
from xueshi.solver.grounding import Term
from xueshi.solver.told import atoms_told

APART = frozenset({("question", 2), ("answer", 3), ("clause", 2)})
"""Told elsewhere on the page."""


class Facts:
    """Sentences for the facts of one regulation."""

    def __init__(self, law: Regulation, year: int, lang: Lang, roots: tuple[Path, ...] = ()) -> None:
        settings = Settings({}, regulation=law.id, lang=lang, roots=roots)
        self._sentences = Sentences(derive(Case("nobody", law.jurisdiction, year), settings))
        self._known = vocabulary(law.file.parent)

    def of(self, pieces: Iterable[Piece]) -> Iterator[str]:
        """Yield a sentence for each fact that has one, each sentence once."""
        said: dict[str, None] = {}
        for piece in pieces:
            for statement in piece.statements:
                if statement.form == "fact":
                    for atom in atoms_told(statement.text):
                        if (str(atom[0]), len(atom) - 1) not in APART:
                            said.setdefault(self._said(atom))
        yield from filter(None, said)

    def _said(self, atom: tuple[Term, ...]) -> str:
        return self._sentences.atom(atom) or ""
