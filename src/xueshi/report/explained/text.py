"""An explanation as a tree for the terminal or a pipe."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from xueshi.model.explanation import Explanation, Line, Mark
from xueshi.report.characters import clean
from xueshi.report.explained.fold import Shown, cut, folded
from xueshi.report.explained.head import VERDICT_MARK, counted, head_of
from xueshi.report.page import INDENT, Page, new_page, printed
from xueshi.report.styled import EMPTY, Style, Text, cut_middle, fill, measure, span, wrap

LEAST = 24
"""Columns that a sentence keeps however deep it stands; the branch lines before it are shortened instead."""

STEP = 3
"""Columns by which a level stands further in, where there is room."""

HANGING = 2
"""Columns by which the second line of a sentence stands further in than the first: those of a sign."""

_STYLES: dict[Mark, Style] = {"good": "good", "bad": "bad", "open": "open"}


def render_explanation(
    explanation: Explanation,
    *,
    width: int,
    colour: bool,
    labels: Mapping[str, str] | None = None,
    encoding: str | None = "utf-8",
    depth: int | None = None,
    fold: bool = False,
) -> str:
    """Return the page that shows ``explanation``, without a newline at its end.

    Args:
        explanation: what is shown; the program's own words come in its language.
        width, colour, labels, encoding: as :func:`xueshi.report.text_view.render_check` takes them.
        depth: levels to show, at least 1; all if ``None``.
        fold: show of each part only what decided (see :func:`xueshi.report.explained.fold.folded`).
    """
    page = new_page(
        lang=explanation.lang, width=width, labels=labels, encoding=encoding, unit=explanation.regulation.unit
    )
    shown, key = Shown(explanation.lines, 0), ""
    if depth is not None:
        shown, key = cut(explanation.lines, depth), "text.cut"
    elif fold:
        shown, key = folded(explanation.lines), "text.folded"
    lines = [*_head(page, explanation)]
    for line in shown.lines:
        lines += [EMPTY, *_top(page, line)]
    if shown.hidden:
        note = counted(explanation.lang, key, shown.hidden)
        lines += [EMPTY, *page.paragraph(span(note, "dim"), indent=0)]
    return printed(lines, colour=colour, encoding=encoding)


def _head(page: Page, explanation: Explanation) -> Iterator[Text]:
    head = head_of(explanation, page.words.labels)
    verdict = span(page.words.say(f"verdict.{explanation.verdict}"), _STYLES[VERDICT_MARK[explanation.verdict]])
    # A long id is shortened as on the other pages.
    case = cut_middle(head.case, page.width, page.glyphs.ellipsis)
    yield from page.paragraph((*verdict, *span(f"  {case}", "bold")), indent=0, hanging=INDENT)
    yield from page.paragraph(span(head.regulation, "dim"), indent=0)
    yield from page.paragraph(span(head.title), indent=0)


def _top(page: Page, line: Line) -> Iterator[Text]:
    if line.mark == "head":
        yield from page.paragraph(span(line.text, "head"), indent=0)
    else:
        yield from _sentence(page, line, EMPTY, EMPTY, "bold")
    yield from _below(page, line, EMPTY, _step(page, line))


def _step(page: Page, line: Line) -> int:
    """Return by how many columns each level stands further in, so that the deepest sentence keeps its room."""
    levels = max(_levels(line) - 1, 1)
    return max(1, min(STEP, (page.width - LEAST) // levels))


def _levels(line: Line) -> int:
    return 1 + max((_levels(one) for one in line.below), default=0)


def _below(page: Page, line: Line, lead: Text, step: int) -> Iterator[Text]:
    glyphs = page.glyphs
    for one in line.below:
        last = one is line.below[-1]
        branch = span((glyphs.corner if last else glyphs.tee) + glyphs.rule * (step - 2), "dim")
        first = (*lead, *branch, *fill(min(step - 1, 1)))
        rest = (*lead, *(fill(1) if last else span(glyphs.bar, "dim")), *fill(step - 1))
        yield from _sentence(page, one, first, rest)
        # However deep a tree is, its sentences keep their room.
        yield from _below(page, one, rest if measure(rest) <= page.width - LEAST else lead, step)


def _sentence(page: Page, line: Line, first: Text, rest: Text, style: Style = "plain") -> Iterator[Text]:
    """Yield the lines of one sentence: ``first`` stands before its first line, ``rest`` before the others."""
    text = page.cited(line.text, page.words.listed(clean(one) for one in line.clauses), style)
    head, *others = wrap(text, page.width - measure(first) - HANGING)
    yield (*first, *_sign(page, line.mark), *head)
    under = span(page.glyphs.bar, "dim") if line.below else fill(1)
    for other in others:
        yield (*rest, *under, *fill(HANGING - 1), *other)


def _sign(page: Page, mark: Mark) -> Text:
    signs = {"good": page.glyphs.yes, "bad": page.glyphs.no, "open": page.glyphs.open}
    return (*span(signs[mark], _STYLES[mark]), *fill(HANGING - 1)) if mark in signs else EMPTY
