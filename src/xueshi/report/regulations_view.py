"""The regulations that are encoded, as a page and as JSON."""

from __future__ import annotations

from pathlib import Path

from xueshi.law.declared import declared_readings, grounded
from xueshi.law.regulation import Regulation, regulations
from xueshi.law.words import words as law_words
from xueshi.messages import Lang, text
from xueshi.report.labels import declared_labels
from xueshi.report.page import INDENT, Page, new_page, printed
from xueshi.report.styled import EMPTY, Text, span
from xueshi.report.table import Column, Row, cell, lay_out


def render_regulations(
    roots: tuple[Path, ...] = (), *, lang: Lang, width: int, colour: bool, encoding: str | None = "utf-8"
) -> str:
    """Return the page of ``xueshi regulation list``; parameters as those of :func:`~xueshi.report.render_check`."""
    page = new_page(lang=lang, width=width, labels=declared_labels(lang, None, roots), encoding=encoding)
    lines: list[Text] = []
    for law in regulations(roots):
        lines += [EMPTY, *_regulation(page, law)] if lines else _regulation(page, law)
    return printed(lines, colour=colour, encoding=encoding)


def _regulation(page: Page, law: Regulation) -> list[Text]:
    words = page.words
    head = (*span(law.id, "bold"), *span("  "), *span(words.label("jurisdiction", law.jurisdiction)))
    end = law.last_day.isoformat() if law.last_day else ""
    force = words.say(
        "head.span" if end else "head.since", start=words.date(law.first_day.isoformat()), end=words.date(end)
    )
    readings = declared_readings(law.file)
    listed = words.listed(
        f"{reading} ({' | '.join(answers)})".replace(" ", "\u00a0") for reading, answers in readings.items()
    )
    rows = [
        ("title", law.titles[words.lang]),
        ("instrument", "" if law.instrument in law.titles[words.lang] else law.instrument),
        ("years", text(words.lang, "regulations", "years_in_force", years=law.years(), force=force)),
        ("readings", listed),
    ]
    shown = [
        Row((cell(span(text(words.lang, "regulations", key), "dim")), cell(span(said)))) for key, said in rows if said
    ]
    return [
        *page.paragraph(head, indent=0, hanging=INDENT),
        *lay_out([Column(""), Column("")], shown, page.width, indent=INDENT),
    ]


def regulations_json(roots: tuple[Path, ...] = (), lang: Lang = "en") -> list[dict[str, object]]:
    """Return the JSON value of ``xueshi regulation list --json``; the first answer of a reading is its default."""
    found: list[dict[str, object]] = []
    for law in regulations(roots):
        clauses = {str(question): str(clause) for question, clause in grounded(law.file).rows("question", 2)}
        words = law_words(law.file.parent)
        found.append(
            {
                "id": law.id,
                "jurisdiction": law.jurisdiction,
                "title": law.titles[lang],
                "instrument": law.instrument,
                "in_force": [law.first_day.isoformat(), law.last_day.isoformat() if law.last_day else None],
                "years": law.years(),
                "readings": [
                    {
                        "id": reading,
                        "answers": list(answers),
                        "clause": clauses.get(reading, ""),
                        "question": words.say("question", reading, lang),
                    }
                    for reading, answers in declared_readings(law.file).items()
                ],
            }
        )
    return found
