"""What came of a run, as a page: what failed in full, the rest as a count."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xueshi.messages import Lang, counted, text
from xueshi.report.page import INDENT, Page, new_page, printed
from xueshi.report.styled import EMPTY, Style, Text, fill, span
from xueshi.report.table import Column, Row, cell, lay_out
from xueshi.scenario.cases import AnyScenario
from xueshi.scenario.difference import Difference
from xueshi.scenario.judge import Outcome
from xueshi.scenario.ran import Run
from xueshi.scenario.written import as_yaml

_SECTION = "scenario"


def render_run(
    run: Run, *, lang: Lang, width: int, colour: bool, encoding: str | None = "utf-8", verbose: bool = False
) -> str:
    """Return the page of ``xueshi regulation test``.

    Args:
        verbose: list what passed, too, a line each.
    """
    view = _View(new_page(lang=lang, width=width, encoding=encoding), lang)
    return printed(view.lines(run, verbose=verbose), colour=colour, encoding=encoding)


class _View:
    def __init__(self, page: Page, lang: Lang) -> None:
        self._page, self._lang = page, lang

    def lines(self, run: Run, *, verbose: bool) -> Iterator[Text]:
        for outcome in run.outcomes:
            if not outcome.passed:
                yield from self._failed(run.scenarios[outcome.number], outcome)
            elif verbose:
                yield self._head(run.scenarios[outcome.number], "passed", "good")
        yield from self._summary(run)

    def _head(self, scenario: AnyScenario, key: str, style: Style) -> Text:
        parts = (span(self._say(key), style), span(scenario.place, "dim"), span(scenario.clause, "clause"))
        return (*_spaced(parts), *span("  "), *span(scenario.name, "bold" if style == "bad" else "plain"))

    def _failed(self, scenario: AnyScenario, outcome: Outcome) -> Iterator[Text]:
        yield self._head(scenario, "failed", "bad")
        yield EMPTY
        yield from self._table(outcome.differences)
        yield EMPTY
        yield (*fill(INDENT), *span(self._say("judged", how=self._how(scenario)), "dim"))
        yield EMPTY
        for line in as_yaml(scenario.given).splitlines():
            yield (*fill(2 * INDENT), *span(line))
        yield EMPTY

    def _table(self, differences: Sequence[Difference]) -> list[Text]:
        columns = [Column(self._say(key)) for key in ("where", "expected", "found")]
        styles: tuple[Style, ...] = ("plain", "good", "bad")
        rows = [
            Row(tuple(cell(span(part, style)) for part, style in zip(item.row(self._lang), styles, strict=True)))
            for item in differences
        ]
        return lay_out(columns, rows, self._page.width, indent=INDENT)

    def _how(self, scenario: AnyScenario) -> str:
        """Return readings and strictness as the options of `check` that judge alike."""
        options = [f"--reading {reading}={answer}" for reading, answer in scenario.readings.items()]
        if scenario.strict:
            options.append("--strict")
        return " ".join(options) or self._say("by_default")

    def _summary(self, run: Run) -> Iterator[Text]:
        for regulation in run.without:
            yield span(self._say("without", regulation=regulation), "open")
        head = self._say(
            "summary", scenarios=self._counted("scenarios", len(run.scenarios)), files=self._counted("files", run.files)
        )
        parts = [self._say("n_passed", n=run.passed)] if run.passed else []
        if run.failed:
            parts.append(self._say("n_failed", n=len(run.failed)))
        if run.not_run:
            parts.append(self._say("n_not_run", n=run.not_run))
        yield (*span(head), *span(self._say("between").join(parts), "bad" if run.failed else "good"))

    def _counted(self, key: str, n: int) -> str:
        return self._say(counted(self._lang, key, n), n=n)

    def _say(self, key: str, **params: object) -> str:
        return text(self._lang, _SECTION, key, **params)


def _spaced(parts: Sequence[Text]) -> Text:
    out: list[tuple[str, Style]] = []
    for part in parts:
        out.extend(span("  ") if out else EMPTY)
        out.extend(part)
    return tuple(out)
