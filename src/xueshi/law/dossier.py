"""Which questions over several years there are: an application for a title, the window of a certificate.

A question is ``<jurisdiction>/dossier/<id>.lp`` with ``<id>.toml`` beside it; its encoding includes that of a year.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, cast, get_args

from xueshi.errors import Bare, InputError, Phrase, Problem
from xueshi.kept import read_table
from xueshi.law.choose import named_regulation
from xueshi.law.paths import asp_root
from xueshi.law.regulation import LawError, Regulation, regulations
from xueshi.model.dossier import Dossier

Asks = Literal["application", "window"]


@dataclass(frozen=True, slots=True)
class Question:
    """What a regulation asks of several years."""

    id: str
    jurisdiction: str
    file: Path
    """The encoding."""
    asks: Asks
    """What a dossier must hold for the question to be put."""
    regulations: tuple[Regulation, ...]
    """Those that judge the years; one of them must govern the year of the application or the window's last year."""
    adds_up: str | None
    """The regulation whose years are added up together, as one span; ``None`` where each year stands by itself."""
    parts: tuple[str, ...]
    """The names of its parts, in the order in which they are shown."""

    def __hash__(self) -> int:
        return hash(self.id)

    def regulation_of(self, year: int) -> Regulation | None:
        """Return the regulation that governs ``year``, ``None`` where none of the question's does."""
        return next((law for law in reversed(self.regulations) if law.governs(year)), None)


@cache
def questions(roots: tuple[Path, ...] = ()) -> tuple[Question, ...]:
    """Return every question found, by jurisdiction and id.

    Args:
        roots: further folders that hold one folder a jurisdiction, before the program's own.

    Raises:
        LawError: if a metadata file cannot be read.
    """
    known = {law.id: law for law in regulations(roots)}
    found = {q.id: q for root in reversed((*roots, asp_root())) for q in _in_root(root, known)}
    return tuple(sorted(found.values(), key=lambda question: (question.jurisdiction, question.id)))


def question_for(
    dossier: Dossier, wanted: str | None = None, roots: tuple[Path, ...] = ()
) -> tuple[Question, Regulation]:
    """Return the question that ``dossier`` puts, and the regulation in force when it is put.

    Args:
        wanted: id of the regulation that judges, whatever the jurisdiction and the year; ``None`` for the one in force.
        roots: further folders of jurisdictions.

    Raises:
        InputError: if the jurisdiction has no such question, or nothing is in force for the year; the message tells
            what there is.
    """
    known = questions(roots)
    where = dossier.jurisdiction if wanted is None else named_regulation(wanted, roots).jurisdiction
    local = [question for question in known if question.jurisdiction == where]
    if wanted is not None:
        local = [question for question in local if any(law.id == wanted for law in question.regulations)]
        if not local:
            listed = (law.id for question in known for law in question.regulations)
            raise _fault(wanted, "questions_of", listed, "--regulation")
    if not local:
        raise _fault(
            where, "questions", dict.fromkeys(question.jurisdiction for question in known), dossier.name, "jurisdiction"
        )
    asked: Asks = "application" if dossier.application is not None else "window"
    put = [question for question in local if question.asks == asked]
    if not put:
        allowed = Phrase(
            "faults.asks",
            {"jurisdiction": Bare(where), "key": tuple(dict.fromkeys(q.asks for q in local))},
            section="dossier",
        )
        raise InputError([Problem(dossier.name, "unknown_question", Phrase("shown", {"value": asked}), allowed)])
    year = dossier.application.year if dossier.application is not None else cast("tuple[int, int]", dossier.window)[1]
    for question in reversed(put):
        law = named_regulation(wanted, roots) if wanted is not None else question.regulation_of(year)
        if law is not None:
            return question, law
    listed = (f"{law.id} ({law.years()})" for question in put for law in question.regulations)
    raise _fault(year, "years", listed, dossier.name, asked)


def _fault(
    found: int | str, allowed: str, known: Iterator[str] | Mapping[str, None], file: str, field: str | None = None
) -> InputError:
    shown = Phrase("shown", {"value": Bare(str(found)) if isinstance(found, int) else found})
    listed = Phrase(f"faults.{allowed}", {"known": Bare(", ".join(known))}, section="dossier")
    return InputError([Problem(file, f"unknown_{allowed}", shown, listed, field=field)])


def _in_root(root: Path, known: Mapping[str, Regulation]) -> Iterator[Question]:
    for file in sorted(root.glob("*/dossier/*.lp")):
        metadata = file.with_suffix(".toml")
        if metadata.is_file():
            yield _read(metadata, file, known)


def _read(metadata: Path, file: Path, known: Mapping[str, Regulation]) -> Question:
    try:
        data = read_table(metadata)
        laws = {name: known[name] for name in data["regulations"]}
        adds_up = data.get("adds_up")
        return Question(
            id=file.stem,
            jurisdiction=file.parent.parent.name,
            file=file,
            asks={name: name for name in get_args(Asks)}[data["asks"]],
            regulations=tuple(sorted(laws.values(), key=lambda law: law.first_day)),
            adds_up=None if adds_up is None else laws[adds_up].id,
            parts=tuple(data["parts"]),
        )
    except (OSError, KeyError, ValueError, TypeError) as error:
        raise LawError(f"{metadata}: {error}") from None
