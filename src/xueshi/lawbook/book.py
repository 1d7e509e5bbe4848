"""All that the page of one regulation shows, clause by clause."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from xueshi.coverage.cover import cover
from xueshi.coverage.figures import Coverage, Covered
from xueshi.law.clauses import clauses
from xueshi.law.overview import Overview, overview
from xueshi.law.overview_clauses import ClauseRow, separate
from xueshi.law.regulation import Regulation, regulations
from xueshi.law.vocabulary import Vocabulary, vocabulary
from xueshi.lawbook.reports import Reports, Shown
from xueshi.lawbook.sources import Piece, by_clause, pieces
from xueshi.messages import Lang
from xueshi.scenario.cases import Scenario
from xueshi.scenario.judge import Outcome, Under, run
from xueshi.scenario.load import load

_PARAGRAPHS = {
    "第一段": " ¶1",
    "第一款": " ¶1",
    "第二段": " ¶2",
    "第二款": " ¶2",
    "首段": " 前言",
    "第一句": "",
    "第二句": "",
}
"""How scenarios say which part of a clause they mean, and how the list of clauses writes it."""


@dataclass(frozen=True)
class Tried:
    """A scenario, and whether it passes."""

    scenario: Scenario
    passed: bool


@dataclass(frozen=True)
class Chapter:
    """One clause.

    Attributes:
        row: the clause, its meaning, and whether it is encoded.
        pieces: of the encoding, under its citation.
        scenarios: those that are about it.
        covered: its statements with what scenarios reach of them; ``None`` where that was not looked at.
        reasons: codes of the reasons for refusal that its statements give, each with the fact that is lacking.
    """

    row: ClauseRow
    pieces: tuple[Piece, ...]
    scenarios: tuple[Tried, ...]
    covered: tuple[Covered, ...] | None
    reasons: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Book:
    """One regulation.

    Attributes:
        rest: pieces of the encoding under no clause of the list.
        scenarios: all of them, those over one year.
        witnesses: by question and answer the smallest case on which the answer matters.
        fast: coverage and witnesses were left out.
        roots: further folders of jurisdictions.
    """

    law: Regulation
    overview: Overview
    chapters: tuple[Chapter, ...]
    rest: tuple[Piece, ...]
    scenarios: tuple[Tried, ...]
    coverage: Coverage | None
    reports: Reports
    witnesses: Mapping[tuple[str, str], Shown]
    fast: bool
    roots: tuple[Path, ...] = ()

    def clauses_of(self, joined: str) -> list[str]:
        """Return the single clauses of a citation."""
        return separate(joined, {chapter.row.id for chapter in self.chapters})


def book(
    law: Regulation, year: int, lang: Lang, roots: tuple[Path, ...] = (), *, reports: Reports | None = None, fast: bool
) -> Book:
    """Return all that the page of ``law`` shows; amounts that differ by year are those of ``year``.

    Args:
        lang: of the sentences about witnesses.
        reports: figures that were saved.
        fast: leave out what takes long: coverage, and witnesses that no report has.

    Raises:
        InputError: if a scenario file is at fault.
        EncodingError, LawError: if the encoding or a file beside it is.
    """
    told = reports or Reports()
    found = overview(law, year, roots, folders=(Path(),))
    cut = pieces(law, roots)
    under = by_clause(cut)
    known = {row.id for row in found.clauses}
    scenarios = load(law)
    tried = _tried(scenarios, roots)
    covered = None if fast else cover(law, scenarios, (), roots)
    witnesses = told.witnesses or ({} if fast else _witnesses(law, lang, roots))
    sorts = vocabulary(law.file.parent)
    chapters = tuple(
        Chapter(
            row,
            under.get(row.id, ()),
            tuple(one for one in tried if _is_about(one, row.id, known)),
            None if covered is None else tuple(one for one in covered.statements if row.id in one.clauses),
            tuple(_reasons(under.get(row.id, ()), sorts)),
        )
        for row in found.clauses
    )
    shown = {piece for chapter in chapters for piece in chapter.pieces}
    rest = tuple(piece for piece in cut if piece not in shown and not set(piece.clauses) & _of_others(law, known))
    return Book(law, found, chapters, rest, tried, covered, told, witnesses, fast, roots)


def _of_others(law: Regulation, known: Iterable[str]) -> set[str]:
    """Return clauses that a file shared with another regulation names, and that are that one's alone."""
    alike = [one for one in regulations((law.file.parent.parent,)) if one.instrument == law.instrument]
    return {clause.id for one in alike if one.id != law.id for clause in clauses(one)} - set(known)


def _is_about(one: Tried, clause: str, known: set[str]) -> bool:
    """Tell whether a scenario is about a clause, or about a part of the text that is not listed and holds it."""
    cited = separate("、".join(map(_in_list, one.scenario.clauses)), known)
    return clause in cited or any(part not in known and clause.startswith(part) for part in cited)


def _in_list(clause: str) -> str:
    """Return a clause as lists write it: scenarios may say in words which paragraph, or which sentence."""
    for word, sign in _PARAGRAPHS.items():
        clause = clause.replace(f" {word}", sign)
    return clause


def _reasons(listed: Iterable[Piece], sorts: Vocabulary) -> Iterable[tuple[str, str]]:
    """Return codes of reasons, each with the fact that is lacking where the statement names one."""
    found: dict[tuple[str, str], None] = {}
    for piece in listed:
        for statement in piece.statements:
            for use in statement.uses:
                declared = sorts.get((use.name, use.arity))
                if use.place == "head" and declared is not None:
                    asked = [use.arguments[place].partition("(")[2] for place in declared.places("condition")]
                    asked += [use.arguments[place] for place in declared.places("fact")]
                    fact = asked[0].rstrip(")") if asked else ""
                    for place in declared.places("reason"):
                        if use.arguments[place].islower():
                            found[use.arguments[place], fact if fact.islower() else ""] = None
    return found


def _tried(scenarios: Sequence[Scenario], roots: tuple[Path, ...]) -> tuple[Tried, ...]:
    passed: dict[int, bool] = {}
    outcome: Outcome
    for outcome in run(scenarios, Under(roots=roots)):
        passed[outcome.number] = outcome.passed
    return tuple(Tried(one, passed.get(number, False)) for number, one in enumerate(scenarios))


def _witnesses(law: Regulation, lang: Lang, roots: tuple[Path, ...]) -> Mapping[tuple[str, str], Shown]:
    """Look for the smallest case on which each answer to a question matters."""
    from xueshi.proof.answers import readings
    from xueshi.proof.bench import bench
    from xueshi.proof.cases import Cases, trials
    from xueshi.proof.wording import sentence
    from xueshi.search.case_file import case_text, command

    made = readings(bench(law, roots), trials(Cases(law, 3, roots)))
    return {
        (one.params["question"], one.params["answer"]): Shown(
            sentence(one, lang), case_text(one.trial.case), command(one.trial, "case.yaml", roots=roots)
        )
        for one in made.witnesses
    }
