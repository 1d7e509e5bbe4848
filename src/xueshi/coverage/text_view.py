"""Coverage as a page for the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xueshi.coverage.figures import GROUPS, Coverage, Covered, Occurred, Share, share, sides_share, together
from xueshi.coverage.wording import (
    comma,
    notes,
    place_of,
    reading_lines,
    say,
    shown_place,
    sorted_clauses,
    use_of,
)
from xueshi.messages import Lang
from xueshi.report.page import INDENT, Page, new_page, printed
from xueshi.report.styled import EMPTY, Style, Text, span
from xueshi.report.table import Column, Row, cell, lay_out

_STYLE: dict[str, Style] = {"full": "good", "partly": "open", "none": "bad", "beyond": "dim"}


def render_coverage(
    found: Sequence[Coverage],
    *,
    lang: Lang,
    width: int,
    colour: bool,
    encoding: str | None = "utf-8",
    partly: bool = False,
    clause: str | None = None,
) -> str:
    """Return the page.

    Args:
        partly: also list what is covered and not seen from every side.
        clause: show this clause alone.
    """
    page = new_page(lang=lang, width=width, encoding=encoding)
    lines: list[Text] = []
    for one in found:
        lines += [EMPTY, EMPTY] if lines else []
        lines += _clause(page, one, clause) if clause is not None else _regulation(page, one, partly=partly)
    core = together(found) if clause is None else []
    if core:
        rows = [(say(lang, "rules"), share(core), "")]
        lines += [EMPTY, *page.titled(say(lang, "core"), _shares(page, rows))]
        lines += page.titled(say(lang, "core_never"), list(_listed(page, core, {"none"}, short_of_items=True)))
    return printed(lines, colour=colour, encoding=encoding)


def _regulation(page: Page, one: Coverage, *, partly: bool) -> Iterator[Text]:
    lang = page.words.lang
    yield from _head(page, one)
    yield from page.titled(say(lang, "covered"), _shares(page, _covered(one, lang)))
    yield from page.titled(say(lang, "seen"), _shares(page, _seen(one, lang)))
    yield from page.titled(say(lang, "by_clause"), list(_table(page, one)))
    yield from page.titled(say(lang, "uncovered"), list(_listed(page, one.statements, {"none"}, short_of_items=True)))
    lacking = [line for reading in one.readings for line in reading_lines(reading, lang, every=False)]
    yield from page.titled(say(lang, "readings"), list(_paragraphs(page, lacking)))
    seen_partly = [s for s in one.statements if s.state == "partly" and s.found == len(s.items)]
    if partly:
        yield from page.titled(say(lang, "partly"), list(_listed(page, seen_partly, {"partly"})))
    elif seen_partly:
        yield EMPTY
        yield from page.paragraph(span(say(lang, "partly_hint", count=len(seen_partly)), "dim"), indent=0)
    yield from page.titled(say(lang, "beyond"), list(_listed(page, one.statements, {"beyond"})))
    yield from page.titled(say(lang, "idle"), list(_paragraphs(page, one.idle)))
    if one.unmeasured:
        places = comma(lang, map(shown_place, one.unmeasured))
        yield from page.paragraph(span(say(lang, "unmeasured", places=places), "dim"), indent=0)


def _clause(page: Page, one: Coverage, clause: str) -> Iterator[Text]:
    lang = page.words.lang
    listed = one.clauses.get(clause, ())
    yield from page.paragraph((*span(one.law.id, "bold"), *span("  "), *span(clause)), indent=0)
    figures = [("rules", share(s for s in listed if not s.is_fact)), ("facts", share(s for s in listed if s.is_fact))]
    rows = [(say(lang, key), found, "") for key, found in figures if found.of]
    rows += [(say(lang, f"group.{g}"), found, "") for g in GROUPS if (found := sides_share(listed, g)).of]
    yield from page.titled(say(lang, "covered"), _shares(page, rows))
    yield from page.titled(say(lang, "statements"), list(_listed(page, listed, set(_STYLE), every=True)))
    lines = [line for r in one.readings if r.clause == clause for line in reading_lines(r, lang, every=True)]
    yield from page.titled(say(lang, "readings"), list(_paragraphs(page, lines)))


def _head(page: Page, one: Coverage) -> Iterator[Text]:
    lang = page.words.lang
    head = (*span(one.law.id, "bold"), *span("  "), *span(one.law.titles[lang]))
    yield from page.paragraph(head, indent=0, hanging=INDENT)
    said = say(lang, "judged", scenarios=one.scenarios, cases=one.cases)
    if one.skipped:
        said += f"{say(lang, 'semicolon')}{say(lang, 'skipped', count=len(one.skipped))}"
    yield from page.paragraph(span(said, "dim"), indent=0)


def _covered(one: Coverage, lang: Lang) -> Iterator[tuple[str, Share, str]]:
    for key, found in (("clauses", one.clause_share()), ("rules", one.rule_share()), ("facts", one.fact_share())):
        yield say(lang, key), found, ""


def _seen(one: Coverage, lang: Lang) -> Iterator[tuple[str, Share, str]]:
    yield say(lang, "answers"), one.answer_share(), ""
    for group in GROUPS:
        found = one.aspect_share(group)
        if found.of:
            yield say(lang, f"group.{group}"), found, ""
    for key, occurred in (("kinds", one.kinds), ("reasons", one.reasons)):
        yield say(lang, key), _of(occurred), comma(lang, occurred.missing)


def _of(occurred: Occurred) -> Share:
    return Share(len(occurred.found), len(occurred.found) + len(occurred.missing))


def _shares(page: Page, rows: Iterator[tuple[str, Share, str]] | Sequence[tuple[str, Share, str]]) -> list[Text]:
    lang = page.words.lang
    made = []
    for name, found, missing in rows:
        said = say(lang, "of", found=found.found, of=found.of)
        if missing:
            said = say(lang, "missing", share=said, missing=missing)
        percent = say(lang, "percent", percent=found.percent)
        style: Style = "good" if found.found == found.of else "open"
        made.append(Row((cell(name), cell(span(percent, style)), cell(said))))
    return lay_out([Column(""), Column("", "right"), Column("")], made, page.width, indent=INDENT)


def _table(page: Page, one: Coverage) -> Iterator[Text]:
    lang = page.words.lang
    rows = []
    for clause in sorted_clauses(one):
        listed = one.clauses[clause]
        parts = [share(s for s in listed if s.is_fact is fact) for fact in (False, True)]
        whole, sides = share(listed), sides_share(listed)
        style: Style = "good" if whole.found == whole.of else "open" if whole.found else "bad"
        counted = [say(lang, "of", found=part.found, of=part.of) if part.of else "" for part in (*parts, sides)]
        percent = span(say(lang, "percent", percent=whole.percent), style) if whole.of else EMPTY
        rows.append(Row((cell(clause or say(lang, "no_clause")), cell(percent), *map(cell, counted))))
    columns = [Column(say(lang, "clause"), most=32), Column(say(lang, "share"), "right")]
    columns += [Column(say(lang, key), "right") for key in ("rules", "facts", "sides")]
    yield from lay_out(columns, rows, page.width, indent=INDENT)


def _listed(
    page: Page, statements: Sequence[Covered], states: set[str], *, short_of_items: bool = False, every: bool = False
) -> Iterator[Text]:
    lang = page.words.lang
    for statement in statements:
        short = short_of_items and statement.state == "partly" and statement.found < len(statement.items)
        if statement.state not in states and not short:
            continue
        text = statement.text if not statement.is_fact else statement.text.rstrip(".") + "."
        yield from page.paragraph(span(place_of(statement), "dim"))
        yield from page.paragraph(span(text, _STYLE[statement.state]), indent=2 * INDENT, hanging=INDENT)
        said = [use_of(statement, lang)] if every else []
        for note in [*filter(None, said), *notes(statement, lang)]:
            yield from page.paragraph(span(note), indent=2 * INDENT, hanging=INDENT)


def _paragraphs(page: Page, lines: Sequence[str]) -> Iterator[Text]:
    for line in lines:
        yield from page.paragraph(span(line), hanging=INDENT)
