"""What is compared: a regulation, another file of its encoding, or either under chosen readings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from xueshi.errors import Bare, InputError, Phrase, Problem, joined
from xueshi.law.choose import check_readings, named_regulation
from xueshi.law.declared import declared_readings
from xueshi.law.regulation import Regulation, regulations

PLACES = ("A", "B")
"""What the two are called in messages, as on the command line."""


@dataclass(frozen=True)
class Side:
    """One of the two that are compared.

    Attributes:
        shown: as it was named.
        law: the regulation, with words, kinds and metadata.
        program: an encoding that is ground instead of the law's; it has no metadata of its own.
        roots: folders of jurisdictions, the one that holds the law among them.
        readings: answers chosen; the other questions keep their defaults.
    """

    shown: str
    law: Regulation
    program: Path | None = None
    roots: tuple[Path, ...] = ()
    readings: Mapping[str, str] = field(default_factory=dict)

    @property
    def file(self) -> Path:
        """The encoding."""
        return self.program or self.law.file


@dataclass(frozen=True)
class _Named:
    """What one argument says, before it is known what the other means."""

    place: str
    shown: str
    name: str
    answers: str


def sides(first: str, second: str, roots: tuple[Path, ...] = ()) -> tuple[Side, Side]:
    """Return what two arguments mean.

    Each is an id, a jurisdiction that has one regulation, an encoding's file, or the folder that holds it; behind a
    colon may stand readings, ``ID=ANSWER``, separated by commas.  A name that is an id is no path.

    Raises:
        InputError: naming what is at fault with both.
    """
    named = [_named(place, text) for place, text in zip(PLACES, (first, second), strict=True)]
    found: list[Side | None] = []
    errors: list[InputError] = []
    for one in named:
        try:
            found.append(_side(one, [other for other in named if other is not one], roots))
        except InputError as error:
            found.append(None)
            errors.append(error)
    if errors:
        raise joined(errors)
    a, b = found
    assert a is not None
    assert b is not None
    return a, b


def _named(place: str, text: str) -> _Named:
    name, colon, answers = text.rpartition(":")
    return _Named(place, text, name, answers) if colon and "=" in answers else _Named(place, text, text, "")


def _side(named: _Named, others: Sequence[_Named], roots: tuple[Path, ...]) -> Side:
    known = regulations(roots)
    found = [law for law in known if law.id == named.name] or [law for law in known if law.jurisdiction == named.name]
    path = Path(named.name).resolve()
    if found:
        side = Side(named.shown, _one(named, found), None, roots)
    elif path.is_dir():
        side = _in_folder(named, path, others, roots)
    elif path.suffix == ".lp" and path.is_file():
        side = _of_file(named, path, others, roots)
    else:
        raise _unknown(named, known)
    readings = _answers(named)
    try:
        check_readings(side.law, readings, declared_readings(side.file))
    except InputError as error:
        raise InputError(problem._replace(file=named.place) for problem in error.problems) from None
    return Side(side.shown, side.law, side.program, side.roots, readings)


def _one(named: _Named, found: Sequence[Regulation]) -> Regulation:
    if len(found) > 1:
        several = Phrase("regulations", {"known": Bare(", ".join(law.id for law in found))}, section="law")
        raise InputError([Problem(named.place, "several_regulations", Phrase("shown", {"value": named.name}), several)])
    return found[0]


def _in_folder(named: _Named, folder: Path, others: Sequence[_Named], roots: tuple[Path, ...]) -> Side:
    """Return the encoding in a folder: the only one, else the one with the other side's id."""
    beside = (folder.parent, *roots)
    found = [law for law in regulations(beside) if law.file.resolve().parent == folder]
    if not found:
        raise _unknown(named, regulations(roots))
    alike = [law for law in found if any(law.id == _id_of(other, roots) for other in others)]
    return Side(named.shown, _one(named, alike or found), None, beside)


def _of_file(named: _Named, file: Path, others: Sequence[_Named], roots: tuple[Path, ...]) -> Side:
    """Return an encoding by its file; without metadata beside it, it is one of the regulation that it is named like, or
    of the one that the other side is.
    """  # noqa: D205 - two lines of summary
    if file.with_suffix(".toml").is_file():
        beside = (file.parent.parent, *roots)
        for law in regulations(beside):
            if law.file.resolve() == file:
                return Side(named.shown, law, None, beside)
    known = {law.id for law in regulations(roots)}
    for wanted in (file.stem, *(_id_of(other, roots) for other in others)):
        if wanted in known:
            return Side(named.shown, named_regulation(wanted, roots), file, roots)
    raise InputError(
        [
            Problem(
                named.place,
                "no_regulation",
                Phrase("shown", {"value": named.name}),
                Phrase("fault.no_law", {"known": Bare(", ".join(sorted(known)))}, section="comparison"),
            )
        ]
    )


def _id_of(named: _Named, roots: tuple[Path, ...]) -> str:
    """Return the id that an argument means, as far as it can be told without the other."""
    known = regulations(roots)
    if any(law.id == named.name for law in known):
        return named.name
    local = [law.id for law in known if law.jurisdiction == named.name]
    path = Path(named.name)
    return local[0] if len(local) == 1 else path.stem if path.suffix == ".lp" else ""


def _answers(named: _Named) -> dict[str, str]:
    chosen: dict[str, str] = {}
    problems = []
    for written in filter(None, named.answers.split(",")):
        reading, equals, answer = written.partition("=")
        if not (reading and equals and answer):
            found, allowed = Phrase("shown", {"value": written}), Phrase("reading_form", section="law")
            problems.append(Problem(named.place, "option", found, allowed))
        elif chosen.setdefault(reading, answer) != answer:
            found, allowed = Phrase("shown", {"value": written}), Phrase("options.one_answer", section="cli")
            problems.append(Problem(named.place, "option", found, allowed, field=reading))
    if problems:
        raise InputError(problems)
    return chosen


def _unknown(named: _Named, known: Sequence[Regulation]) -> InputError:
    listed = {"known": Bare(", ".join(law.id for law in known))}
    allowed = Phrase("fault.side", listed, section="comparison")
    return InputError([Problem(named.place, "unknown_regulations", Phrase("shown", {"value": named.name}), allowed)])
