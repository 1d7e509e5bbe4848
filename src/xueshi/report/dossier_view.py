"""The page of ``xueshi eligibility``: one dossier, for a terminal or a pipe."""

from __future__ import annotations

from collections.abc import Mapping

from xueshi.messages import Lang, counted, text
from xueshi.model.dossier_result import DossierResult, Eligibility, Part, Unit, YearOfDossier
from xueshi.model.result import Result, Verdict
from xueshi.report.minima_view import LONGEST_BAR, SHORTEST_BAR, VERDICT_STYLE
from xueshi.report.page import INDENT, Page, new_page, printed
from xueshi.report.records_view import STATUS_STYLE, record_name, status_mark
from xueshi.report.styled import EMPTY, Style, Text, join, measure, span
from xueshi.report.table import GAP, Column, Row, cell, lay_out
from xueshi.report.text_view import reading_lines
from xueshi.report.words import hours

_STYLE: dict[Eligibility, Style] = {"eligible": "good", "not_eligible": "bad", "undetermined": "open"}
_MET: dict[bool | None, tuple[str, Style]] = {True: ("met", "good"), False: ("short", "bad"), None: ("open", "open")}


def render_eligibility(
    result: DossierResult,
    *,
    lang: Lang,
    width: int,
    colour: bool,
    labels: Mapping[str, str] | None = None,
    encoding: str | None = "utf-8",
) -> str:
    """Return the page that shows ``result``, without a newline at its end; arguments as those of ``render_check``."""
    page = new_page(lang=lang, width=width, labels=labels, encoding=encoding)
    lines = [
        *_head(page, result),
        *_parts(page, result),
        *_open(page, result),
        *_years(page, result),
        *_span(page, result),
        *reading_lines(page, result.readings),
        *_assumptions(page, result),
        *_warnings(page, result),
    ]
    return printed(lines, colour=colour, encoding=encoding)


def _say(page: Page, key: str, **params: object) -> str:
    return text(page.words.lang, "dossier", key, **params)


# ---- the verdict ---------------------------------------------------------------------------------------------------


def _head(page: Page, result: DossierResult) -> list[Text]:
    words, regulation = page.words, result.regulation
    place = words.label("jurisdiction", result.jurisdiction)
    whose = _say(page, "head.whose", person=page.id(result.person), jurisdiction=place, asked=_asked(page, result))
    verdict = span(_say(page, f"verdict.{result.verdict}"), _STYLE[result.verdict])
    first = (*verdict, *span("  "), *span(whose, "bold"))
    start, end = regulation.in_force
    force = words.say("head.span" if end else "head.since", start=words.date(start), end=words.date(end or ""))
    lines = page.paragraph(first, indent=0, hanging=INDENT)
    lines += page.paragraph(span(_because(page, result)), indent=0)
    lines += page.paragraph(span(words.say("head.regulation", title=regulation.title, span=force), "dim"), indent=0)
    if result.strict:
        lines += page.paragraph(span(_say(page, "head.strict"), "dim"), indent=0)
    return lines


def _asked(page: Page, result: DossierResult) -> str:
    """Return what the dossier asks, in words."""
    if result.application is not None:
        asked = result.application
        if asked.required_years is None:
            return _say(page, f"head.{asked.kind}_unstated", year=asked.year)
        return _say(page, f"head.{asked.kind}", year=asked.year, years=_amount(page, "years", asked.required_years))
    assert result.window is not None
    first, last = result.window
    return _say(page, "head.window_one" if first == last else "head.window", year=first, first=first, last=last)


def _because(page: Page, result: DossierResult) -> str:
    wanted = {"eligible": True, "not_eligible": False, "undetermined": None}[result.verdict]
    parts = _say(page, "head.between").join(part.title for part in result.parts if part.met is wanted)
    return _say(page, f"because.{result.verdict}", parts=parts)


def _amount(page: Page, unit: Unit, number: int) -> str:
    figure = str(number) if unit == "years" else hours(number)
    return _say(page, counted(page.words.lang, f"amount.{unit}", figure), number=figure)


# ---- what is asked -------------------------------------------------------------------------------------------------


def _parts(page: Page, result: DossierResult) -> list[Text]:
    """Return a row for each part: what there is, what is asked, what is missing, and a bar."""
    heads = [_say(page, f"bar.{key}") for key in ("credited", "required", "missing")]
    labels = [page.cited(part.title[:1].upper() + part.title[1:], part.clause, "bold") for part in result.parts]
    figures = [_figures(page, part) for part in result.parts]
    notes = [_note(page, part) for part in result.parts]
    left = max(map(measure, (span(_say(page, "bar.part")), *labels))) + GAP * 4
    left += sum(
        max(measure(span(said)) for said in (head, *column)) for head, *column in zip(heads, *figures, strict=True)
    )
    length = max(SHORTEST_BAR, min(LONGEST_BAR, page.width - left - max(map(measure, notes)) - 1))
    rows = []
    for part, label, figure, note in zip(result.parts, labels, figures, notes, strict=True):
        bar = _bar(page, part, length)
        rows.append(Row((cell(label), *map(cell, figure), cell((*bar, *span(" "), *note) if bar else note))))
    columns = [Column(_say(page, "bar.part")), *(Column(head, "right") for head in heads), Column("", least=8)]
    return [EMPTY, *lay_out(columns, rows, page.width)]


def _figures(page: Page, part: Part) -> tuple[str, str, str]:
    none = page.glyphs.rule

    def shown(number: int | None) -> str:
        return none if number is None else str(number) if part.unit == "years" else hours(number)

    if part.required is None or part.credited is None:
        return shown(part.credited), shown(part.required), none
    return shown(part.credited), shown(part.required), shown(max(0, part.required - part.credited))


def _note(page: Page, part: Part) -> Text:
    key, style = _MET[part.met]
    untested = part.required is None and part.unit == "points"
    return span(_say(page, "bar.no_test" if untested else f"bar.{key}"), style)


def _bar(page: Page, part: Part, length: int) -> Text:
    if part.required is None or part.credited is None:
        return EMPTY
    filled = length if part.credited >= part.required else part.credited * length // part.required
    if part.met is not True:  # a year may have all its hours together and fail in one subject
        filled = min(filled, length - 1)
    return (*span(page.glyphs.full * filled, _MET[part.met][1]), *span(page.glyphs.empty * (length - filled), "dim"))


def _open(page: Page, result: DossierResult) -> list[Text]:
    """Return what could still decide the parts that are undecided."""
    lines: list[Text] = []
    for part in result.parts:
        if part.met is not None:
            continue
        said = []
        if part.open_years:
            years = page.words.listed(str(year) for year in part.open_years)
            said.append(_say(page, "open.years", part=part.title, years=years))
        said += [
            _say(page, "open.records", part=part.title, year=item.year, record=page.id(item.record))
            for item in part.open_records
        ]
        for line in said:
            lines += page.paragraph(span(line, "open"), hanging=INDENT)
    return page.titled(_say(page, "open.title"), lines)


# ---- the years -----------------------------------------------------------------------------------------------------


def _years(page: Page, result: DossierResult) -> list[Text]:
    """Return a line for each year that is known or asked for."""
    known = {year.year: year for year in result.years}
    asked = {year for part in result.parts for year in part.years}
    rows = []
    for year in sorted({*known, *asked}):
        found = known.get(year)
        if found is None:
            style: Style = "bad" if result.strict else "open"
            mark = page.glyphs.no if result.strict else page.glyphs.open
            verdict, said = span(_say(page, "years.unknown"), style), EMPTY
        else:
            mark, verdict, said, style = _known(page, found)
        outside = EMPTY if year in asked else span(_say(page, "years.outside"), "dim")
        notes = join(span(_say(page, "head.between"), "dim"), (said, outside))
        rows.append(Row((cell(span(mark, style)), cell(span(str(year), "bold")), cell(verdict), cell(notes))))
    columns = [Column("", least=1), Column("", least=4), Column("", least=8), Column("", least=12)]
    return page.titled(_say(page, "years.title"), lay_out(columns, rows, page.width) if rows else [])


def _known(page: Page, year: YearOfDossier) -> tuple[str, Text, Text, Style]:
    """Return mark, verdict, figures and style of a year that the dossier knows of."""
    style = VERDICT_STYLE[year.verdict]
    verdict = span(page.words.label("verdict_word", year.verdict), style)
    if year.result is None:
        return _mark(page, year.verdict), verdict, span(_say(page, "years.elsewhere"), "dim"), style
    result = year.result
    unit: Unit = "points" if result.regulation.unit == "point" else "hours"
    total = _amount(page, unit, result.credited["total"])
    if all(units is None for units in result.required.values()):
        return page.glyphs.dot, span(_say(page, "years.no_test"), "dim"), span(total), "dim"
    missing = page.words.amounts(result.shortfall)
    said = _say(page, "years.missing", credited=total, missing=missing) if missing else total
    return _mark(page, year.verdict), verdict, span(said), style


def _mark(page: Page, verdict: Verdict) -> str:
    return {"compliant": page.glyphs.yes, "non_compliant": page.glyphs.no}.get(verdict, page.glyphs.open)


def _span(page: Page, result: DossierResult) -> list[Text]:
    """Return what each record gives the years that are added up, and why it gives nothing."""
    records = [item for part in result.parts for item in part.records]
    rows = []
    for item in records:
        record = item.record
        style = STATUS_STYLE[record.status]
        reasons = tuple(
            page.cited(reason.message or reason.code, reason.clause, "open" if record.lost else "dim")
            for reason in record.reasons
            if reason.code != "credited"
        )
        cells = (
            cell(span(status_mark(page, record.status), style)),
            cell(span(str(item.year), "bold")),
            cell(span(page.id(record.id), "bold")),
            cell(record_name(page, record)),
            cell(span(hours(sum(record.credited.values())))),
        )
        rows.append(Row(cells, below=reasons, below_from=3))
    heads = (_say(page, f"span.{key}") for key in ("year", "id", "kind"))
    columns = [Column("", least=1), *map(Column, heads), Column(_say(page, "span.points"), "right")]
    return page.titled(_say(page, "span.title"), lay_out(columns, rows, page.width) if rows else [])


# ---- what stands behind it -----------------------------------------------------------------------------------------


def _assumptions(page: Page, result: DossierResult) -> list[Text]:
    """Return what was taken as given in the years judged here, and in which."""
    words = page.words
    groups: dict[tuple[str, str], dict[int, None]] = {}
    for year, judged in _judged(result):
        for item in judged.assumptions:
            fact = words.label("fact", item.fact) if words.knows("fact", item.fact) else item.message or item.fact
            groups.setdefault((fact, item.clause), {})[year] = None
    lines: list[Text] = []
    for (fact, clause), years in groups.items():
        line = words.say("assumptions.line", fact=fact, records=words.listed(map(str, years)))
        lines += page.paragraph(page.cited(line, clause), hanging=INDENT)
    return page.section("assumptions.title", lines)


def _warnings(page: Page, result: DossierResult) -> list[Text]:
    words = page.words
    groups: dict[tuple[str, str], dict[int, None]] = {(item.message, item.clause): {} for item in result.warnings}
    for year, judged in _judged(result):
        for item in judged.warnings:
            groups.setdefault((item.message or item.code, item.clause), {})[year] = None
    lines: list[Text] = []
    for (said, clause), years in groups.items():
        line = words.say("warnings.line", text=said, records=words.listed(map(str, years))) if years else said
        lines += page.paragraph((*span("! ", "open"), *page.cited(line, clause)), hanging=INDENT)
    return page.section("warnings.title", lines)


def _judged(result: DossierResult) -> list[tuple[int, Result]]:
    return [(year.year, year.result) for year in result.years if year.result is not None]
