"""Proofs as a page for the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from xueshi.messages import Lang
from xueshi.proof.data import Finding, Outcome, Proof, Witness
from xueshi.proof.files import named
from xueshi.proof.wording import answers, listed, note, number, say, sentence, title
from xueshi.report.page import INDENT, Page, new_page, printed
from xueshi.report.styled import EMPTY, Style, Text, fill, span
from xueshi.report.table import Column, Row, cell, lay_out
from xueshi.search.case_file import case_text, command


def render_proofs(
    proofs: Sequence[Proof],
    *,
    lang: Lang,
    width: int,
    colour: bool,
    encoding: str | None = "utf-8",
    verbose: bool = False,
    roots: tuple[Path, ...] = (),
) -> str:
    """Return the page; ``verbose`` also shows the cases in which what should occur does."""
    page = new_page(lang=lang, width=width, encoding=encoding)
    lines: list[Text] = []
    for proof in proofs:
        lines += [EMPTY, EMPTY] if lines else []
        lines += _View(page, lang, proof, roots).lines(verbose=verbose)
    return printed(lines, colour=colour, encoding=encoding)


class _View:
    def __init__(self, page: Page, lang: Lang, proof: Proof, roots: tuple[Path, ...]) -> None:
        self._page, self._lang, self._proof, self._roots = page, lang, proof, roots
        self._files: Mapping[int, str] = {id(one): name for one, name in named(proof)}

    def lines(self, *, verbose: bool) -> Iterator[Text]:
        lang, law = self._lang, self._proof.law
        head = (*span(law.id, "bold"), *span("  "), *span(law.titles[lang]))
        yield from self._page.paragraph(head, indent=0, hanging=INDENT)
        for said in self._bound():
            yield from self._page.paragraph(span(said, "dim"), hanging=INDENT)
        yield EMPTY
        yield from self._table()
        for outcome in self._proof.outcomes:
            yield from self._outcome(outcome, verbose=verbose)

    def _bound(self) -> Iterator[str]:
        lang, bound = self._lang, self._proof.bound
        yield say(
            lang,
            "bound",
            records=number(lang, "n.records", bound.records),
            options=bound.options,
            cases=bound.cases,
            years=listed(lang, map(str, bound.years)),
            answers=bound.answers,
        )
        outside = [say(lang, "outside.dossier"), say(lang, "outside.combined")]
        if bound.left_out:
            outside.append(say(lang, "outside.fields", fields=listed(lang, bound.left_out)))
        yield say(lang, "outside", what=say(lang, "semicolon").join(outside))

    def _table(self) -> list[Text]:
        columns = [
            Column(say(self._lang, "head.property")),
            Column(say(self._lang, "head.says"), least=24),
            Column(say(self._lang, "head.looked_at"), "right", least=8),
            Column(say(self._lang, "head.result"), least=16),
        ]
        rows = [
            Row(
                (
                    cell(outcome.name or outcome.about),
                    cell(title(outcome, self._lang)),
                    cell(number(self._lang, f"n.{outcome.of}", outcome.looked_at)),
                    cell(self._result(outcome)),
                )
            )
            for outcome in self._proof.outcomes
        ]
        return lay_out(columns, rows, self._page.width)

    def _result(self, outcome: Outcome) -> Text:
        under = sorted({answers(one.readings) for one in outcome.findings if one.status == "consequence"})
        if not outcome.holds:
            key, style = ("fails", "bad")
        elif under:
            key, style = ("holds_but", "open")
        elif outcome.looked_at == 0:
            key, style = ("nothing", "dim")
        else:
            key, style = ("holds", "good")
        said = say(self._lang, f"result.{key}", under=listed(self._lang, under))
        return span(said, _style(style))

    def _outcome(self, outcome: Outcome, *, verbose: bool) -> Iterator[Text]:
        lines: list[Text] = []
        for finding in sorted(outcome.findings, key=lambda one: (one.allowed is not None, one.status == "consequence")):
            lines += [EMPTY] if lines else []
            lines += self._finding(finding)
        for key, params in outcome.notes:
            lines += self._page.paragraph(span(note(key, params, self._lang), "dim"), hanging=INDENT)
        if verbose:
            for witness in outcome.witnesses:
                lines += [EMPTY] if lines else []
                lines += self._case(witness, sentence(witness, self._lang), "plain")
        yield from self._page.titled(title(outcome, self._lang), lines)

    def _finding(self, one: Finding) -> Iterator[Text]:
        said = sentence(one, self._lang)
        if one.allowed is not None:
            yield from self._case(one, say(self._lang, "allowed", said=said, why=one.allowed[self._lang]), "dim")
        elif one.status == "consequence":
            known = say(self._lang, "consequence", said=said, under=answers(one.readings))
            yield from self._case(one, known, "open")
        else:
            yield from self._case(one, said, "bad")

    def _case(self, one: Finding | Witness, said: str, style: Style) -> Iterator[Text]:
        yield from self._page.paragraph(span(said, style), hanging=INDENT)
        if one.trial is None:
            return
        line = command(one.trial, self._files[id(one)], roots=self._roots)
        for shown in (f"$ {line}", *case_text(one.trial.case).splitlines()):
            yield (*fill(2 * INDENT), *span(shown))


def _style(name: str) -> Style:
    styles: dict[str, Style] = {"bad": "bad", "open": "open", "dim": "dim", "good": "good"}
    return styles[name]
