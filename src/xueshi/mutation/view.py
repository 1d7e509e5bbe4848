"""What came of mutants, as a page: figures by clause and by operator, then each that survived."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from xueshi.messages import Lang, counted, text
from xueshi.mutation.drafts import witness_text
from xueshi.mutation.outcome import STATUSES, Outcome, Status
from xueshi.mutation.report import Part, Report
from xueshi.mutation.tally import Tally, by_clause, by_operator, percent
from xueshi.report.page import INDENT, Page, new_page, printed
from xueshi.report.styled import EMPTY, Style, Text, fill, span
from xueshi.report.table import Column, Row, cell, lay_out

_STYLES: dict[Status, Style] = {"survived": "bad", "open": "open"}


def render_report(
    report: Report, *, lang: Lang, width: int, colour: bool, encoding: str | None = "utf-8", verbose: bool = False
) -> str:
    """Return the page of ``xueshi regulation mutate``.

    Args:
        verbose: list every mutant, also those that were killed, that are equivalent, or that cannot be run.
    """
    view = _View(new_page(lang=lang, width=width, encoding=encoding), lang, report)
    return printed(view.lines(verbose=verbose), colour=colour, encoding=encoding)


class _View:
    def __init__(self, page: Page, lang: Lang, report: Report) -> None:
        self._page, self._lang, self._report = page, lang, report

    def lines(self, *, verbose: bool) -> Iterator[Text]:
        for number, part in enumerate(self._report.parts):
            if number:
                yield EMPTY
            yield from self._part(part, STATUSES if verbose else ("survived", "open"))

    def _part(self, part: Part, listed: Sequence[Status]) -> Iterator[Text]:
        title = self._say("of", mutants=self._counted("mutants", part.tally.mutants))
        yield (*span(part.law.id, "bold"), *span("  "), *span(title), *span(self._summary(part.tally)))
        for file in part.shared:
            yield from self._page.paragraph(span(self._say("shared", file=file.as_posix()), "dim"))
        if part.left_out:
            yield from self._page.paragraph(span(self._say("sampled", n=part.left_out), "open"))
        slow = sum(outcome.trial.noticed == "time" for outcome in part.outcomes)
        if slow:
            yield from self._page.paragraph(span(self._say("slow", n=slow), "open"))
        if part.tally.mutants:
            yield from (EMPTY, *self._table("clause", by_clause(part.outcomes)))
            operators = [(self._say(f"operator.{name}"), found) for name, found in by_operator(part.outcomes)]
            yield from (EMPTY, *self._table("operator", operators))
        for status in listed:
            yield from self._listed(part, status)

    def _summary(self, found: Tally) -> str:
        parts = [self._say(f"n.{status}", n=count) for status, count in found.of.items() if count]
        if found.noticed is not None:
            parts.append(self._say("noticed", percent=percent(found.noticed)))
        return self._say("colon") + self._say("between").join(parts) if parts else ""

    def _table(self, key: str, rows: Iterable[tuple[str, Tally]]) -> list[Text]:
        used = [status for status in STATUSES if any(part.tally.of[status] for part in self._report.parts)]
        columns = [Column(self._say(key), least=10), Column(self._say("total"), "right")]
        columns += [Column(self._say(f"status.{status}"), "right", least=4) for status in used]
        columns.append(Column(self._say("rate"), "right", least=5))
        made = [
            Row(
                (
                    cell(name or self._page.glyphs.rule),
                    cell(str(found.mutants)),
                    *(cell(self._number(status, found)) for status in used),
                    cell(percent(found.noticed) or self._page.glyphs.rule),
                )
            )
            for name, found in rows
        ]
        return lay_out(columns, made, self._page.width)

    def _number(self, status: Status, found: Tally) -> Text:
        count = found.of[status]
        return span(str(count), _STYLES.get(status, "plain") if count else "dim")

    def _listed(self, part: Part, status: Status) -> Iterator[Text]:
        outcomes = [outcome for outcome in part.outcomes if outcome.status == status]
        if not outcomes:
            return
        bound = self._report.seeking
        said = self._say(f"listed.{status}", bound=self._counted("records", bound.records) if bound else "")
        yield EMPTY
        yield from self._page.paragraph(span(said, "head"), indent=0)
        for outcome in outcomes:
            yield from self._mutant(part, outcome)

    def _mutant(self, part: Part, outcome: Outcome) -> Iterator[Text]:
        mutant = outcome.mutant
        head = (
            *span(part.place(outcome), "bold"),
            *span("  "),
            *span(self._say(f"operator.{mutant.operator}")),
            *span("  "),
            *span("、".join(mutant.clauses), "clause"),
        )
        yield from self._page.paragraph(head, hanging=INDENT)
        yield from self._page.paragraph((*span("- ", "bad"), *span(mutant.before)), indent=2 * INDENT, hanging=INDENT)
        after = mutant.after or self._say("nothing")
        yield from self._page.paragraph((*span("+ ", "good"), *span(after)), indent=2 * INDENT, hanging=INDENT)
        yield from (line for said in self._why(outcome) for line in self._page.paragraph(span(said), indent=2 * INDENT))
        if outcome.witness is not None:
            for line in witness_text(outcome.witness, self._lang).splitlines():
                yield (*fill(3 * INDENT), *span(line))

    def _why(self, outcome: Outcome) -> Iterator[str]:
        trial = outcome.trial
        if trial.noticed is not None:
            place, name = trial.by or ("", "")
            yield self._say(f"how.{trial.noticed}", place=place, scenario=name)
        if trial.stillborn is not None:
            yield trial.stillborn.splitlines()[0]

    def _counted(self, key: str, n: int) -> str:
        return self._say(counted(self._lang, key, n), n=n)

    def _say(self, key: str, **params: object) -> str:
        return text(self._lang, "mutation", key, **params)
