"""The book of one regulation as one HTML file: no script, no network; folds on a screen, stands open on paper."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from xueshi.kept import read_table
from xueshi.law.figures import Figure, Number
from xueshi.law.letters import letter_words
from xueshi.law.overview_readings import ReadingRow
from xueshi.law.words import words as law_words
from xueshi.lawbook.asp import coloured
from xueshi.lawbook.book import Book, Chapter, Tried
from xueshi.lawbook.facts import Facts
from xueshi.lawbook.head import head_lines
from xueshi.lawbook.sources import Piece
from xueshi.lawbook.style import STYLE
from xueshi.lawbook.tags import block, clause, listed, text
from xueshi.lawbook.words import InWords
from xueshi.messages import Lang, section
from xueshi.report.words import of_unit

GENERATOR = '<meta name="generator" content="xueshi regulation doc">'
"""By this line a page of this command is known."""

_TAGS: dict[Lang, str] = {"zh": "zh-CN", "en": "en"}
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_PART = re.compile(r'([,;])(?=(?:[^"]*"[^"]*")*[^"]*$)')
_FEW = 6
"""So many scenarios stand open."""


def book_html(book: Book, lang: Lang) -> str:
    """Return the HTML document, without a newline at its end."""
    return "\n".join(_Page(book, lang).lines())


class _Page:
    def __init__(self, book: Book, lang: Lang) -> None:
        self._book, self._lang = book, lang
        self._anchors = {chapter.row.id: f"c{number}" for number, chapter in enumerate(book.chapters, 1)}
        self._words = InWords(book, lang, lambda cited: self._anchors.get(cited, ""))
        self._law_words = law_words(book.law.file.parent)
        self._letters = letter_words(book.law)
        self._facts = Facts(book.law, book.overview.survey.year, lang, book.roots)

    def _say(self, key: str, **params: object) -> str:
        return self._words.say(key, **params)

    def lines(self) -> Iterator[str]:
        book, lang = self._book, self._lang
        yield "<!DOCTYPE html>"
        yield f'<html lang="{_TAGS[lang]}">'
        yield "<head>"
        yield '<meta charset="utf-8">'
        yield GENERATOR
        yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
        yield '<meta name="color-scheme" content="light dark">'
        yield f"<title>{text(book.law.titles[lang])}</title>"
        yield f"<style>\n{STYLE}</style>"
        yield "</head>"
        yield "<body>"
        yield from head_lines(book, lang, self._say)
        yield from self._contents()
        yield "<main>"
        for chapter in book.chapters:
            yield from self._chapter(chapter)
        yield from self._rest()
        yield from self._kinds()
        yield "</main>"
        yield f"<footer><p>{text(self._say('footer'))}</p></footer>"
        yield "</body>"
        yield "</html>"

    # -- contents ----------------------------------------------------------------------------------------------------

    def _contents(self) -> Iterator[str]:
        yield f'<nav aria-label="{text(self._say("contents"))}"><h2>{text(self._say("contents"))}</h2>'
        yield '<table class="contents"><thead><tr>'
        reached = [] if self._book.coverage is None else ["coverage"]
        for key in ("clause", "meaning", "scenarios", *reached, "readings"):
            yield f'<th scope="col">{text(self._say(f"column.{key}"))}</th>'
        yield "</tr></thead><tbody>"
        for chapter in self._book.chapters:
            row = chapter.row
            out = "" if row.standing == "encoded" else ' class="out"'
            readings = " ".join(text(one.id) for one in self._readings_of(chapter))
            cells = [self._passed(chapter), *([self._share(chapter)] if reached else [])]
            figures = "".join(f'<td class="n">{shown}</td>' for shown in cells)
            yield f"<tr{out}><td>{clause(row.id, self._anchors[row.id])}</td><td>{text(self._meaning(chapter))}</td>"
            yield f"{figures}<td>{readings}</td></tr>"
        yield "</tbody></table></nav>"

    def _meaning(self, chapter: Chapter) -> str:
        return chapter.row.says.get(self._lang, "")

    def _passed(self, chapter: Chapter) -> str:
        if not chapter.scenarios:
            return ""
        good = sum(one.passed for one in chapter.scenarios)
        state = "good" if good == len(chapter.scenarios) else "bad"
        return f'<span class="{state}">{good}/{len(chapter.scenarios)}</span>'

    def _share(self, chapter: Chapter) -> str:
        if not chapter.covered:
            return ""
        found, of = sum(one.found for one in chapter.covered), sum(one.counts for one in chapter.covered)
        return f'<span class="{"good" if found >= of else "bad"}">{found}/{of}</span>' if of else ""

    # -- a clause ----------------------------------------------------------------------------------------------------

    def _chapter(self, chapter: Chapter) -> Iterator[str]:
        row = chapter.row
        yield f'<section id="{self._anchors[row.id]}">'
        yield f'<h2>{clause(row.id)} <span class="meaning">{text(self._meaning(chapter))}</span></h2>'
        if row.standing != "encoded":
            yield f'<p class="out">{text(self._say(f"standing.{row.standing}"))}</p>'
        yield from self._defects(chapter)
        said = self._words.of(row.id)
        facts = listed(map(text, self._facts.of(chapter.pieces)), "said")
        if said or facts:
            yield f"<h3>{text(self._say('in_words'))}</h3>{said or facts}"
        yield from self._numbers(chapter)
        yield from self._reading_lines(chapter)
        yield from self._reasons(chapter)
        yield from self._offices(chapter)
        yield from self._scenarios(chapter)
        yield from self._rules(chapter, facts if said else "")
        yield "</section>"

    def _defects(self, chapter: Chapter) -> Iterator[str]:
        for entry in read_table(self._book.law.file.with_suffix(".toml")).get("defects", ()):
            if chapter.row.id in self._book.clauses_of(str(entry["clause"])):
                yield f'<p class="defect">{text(self._say("defect", says=entry[self._lang]))}</p>'

    def _numbers(self, chapter: Chapter) -> Iterator[str]:
        figures = [one for one in self._book.overview.figures if chapter.row.id in one.clauses]
        if not figures:
            return
        yield f"<details><summary>{text(self._say('numbers', count=len(figures)))}</summary>"
        yield '<table class="numbers"><tbody>'
        for figure in figures:
            shown = coloured(_PART.sub(r"\1 ", figure.text))
            yield f'<tr><th scope="row">{text(self._figure(figure))}</th><td><code>{shown}</code></td></tr>'
        yield "</tbody></table></details>"

    def _figure(self, figure: Figure) -> str:
        several = len(figure.numbers) > 1
        return self._words.speech.listed(self._number(figure, one, several=several) for one in figure.numbers)

    def _number(self, figure: Figure, item: Number, *, several: bool) -> str:
        templates = section(self._lang, "show")
        if not figure.fact:
            return templates["in_rule"].format(value=item.value)
        value = item.value
        if item.sort == "date" and value.isdigit() and len(value) == 8:
            value = f"{value[:4]}-{value[4:6]}-{value[6:]}"
        key = f"unit.{item.sort}"
        said = of_unit(templates, key, self._book.law.unit).format(value=value) if key in templates else value
        return templates["argument"].format(name=item.argument, value=said).strip() if several else said

    def _readings_of(self, chapter: Chapter) -> list[ReadingRow]:
        return [one for one in self._book.overview.readings if chapter.row.id in self._book.clauses_of(one.clause)]

    def _reading_lines(self, chapter: Chapter) -> Iterator[str]:
        for reading in self._readings_of(chapter):
            question = self._words.speech.question(reading.id)
            yield f'<div class="reading"><h3>{text(self._say("reading", id=reading.id))}</h3>'
            yield f"<p>{text(question)}</p><ul>"
            for place, answer in enumerate(reading.answers):
                said = self._letters.answer(reading.id, answer, self._lang)
                means = "" if said == answer else text(section(self._lang, "show")["means"].format(said=said))
                default = f' <b class="default">{text(self._say("default"))}</b>' if place == 0 else ""
                yield f"<li><code>{text(answer)}</code>{means}{default}{self._witness(reading.id, answer, place)}</li>"
            yield "</ul></div>"

    def _witness(self, question: str, answer: str, place: int) -> str:
        found = self._book.witnesses.get((question, answer))
        if found is not None:
            head = text(self._say("witness"))
            inside = f"<p>{text(found.says)}</p>{block(found.case)}<p><code>{text(found.command)}</code></p>"
            return f'<details class="witness"><summary>{head}</summary>{inside}</details>'
        if place and not self._book.fast and self._book.witnesses:
            return f'<p class="soft">{text(self._say("no_witness"))}</p>'
        return ""

    def _reasons(self, chapter: Chapter) -> Iterator[str]:
        if chapter.reasons:
            said = list(dict.fromkeys(text(self._reason(code, fact)) for code, fact in chapter.reasons))
            yield f"<h3>{text(self._say('reasons'))}</h3>{listed(said, 'reasons')}"

    def _reason(self, code: str, fact: str) -> str:
        named = self._law_words.fact(fact, self._lang) if fact else "…"
        said = self._law_words.say("reason", code, self._lang, fact=named, subject="", hours="")
        return said.strip().rstrip(":：").strip()

    def _offices(self, chapter: Chapter) -> Iterator[str]:
        said = [text(says) for cited, says in self._letters.every_office(self._lang) if chapter.row.id in cited]
        if said:
            yield f"<h3>{text(self._say('offices'))}</h3>{listed(said, 'offices')}"

    def _scenarios(self, chapter: Chapter) -> Iterator[str]:
        tried = chapter.scenarios
        if not tried:
            if chapter.row.standing == "encoded":
                yield f'<p class="bad">{text(self._say("no_scenario"))}</p>'
            return
        failed = [one for one in tried if not one.passed]
        opened = " open" if failed or len(tried) <= _FEW else ""
        key = "scenarios_failed" if failed else "scenarios"
        yield f"<details{opened}><summary>{text(self._say(key, count=len(tried), failed=len(failed)))}</summary>"
        yield listed((self._scenario(one) for one in (*failed, *(t for t in tried if t.passed))), "scenarios")
        yield "</details>"

    def _scenario(self, one: Tried) -> str:
        sign = self._say("passed" if one.passed else "failed")
        mark = f'<span class="{"good" if one.passed else "bad"}" role="img" aria-label="{text(sign)}">'
        place = f"{one.scenario.file.name}:{one.scenario.line}"
        shown = f"{mark}{'✓' if one.passed else '✗'}</span> {text(one.scenario.name)}"
        under = "".join(f" <code>{text(q)}={text(a)}</code>" for q, a in sorted(one.scenario.readings.items()))
        return f'{shown}{under} <small class="place">{text(place)}</small>'

    # -- the encoding ------------------------------------------------------------------------------------------------

    def _rules(self, chapter: Chapter, facts: str) -> Iterator[str]:
        if not chapter.pieces:
            return
        said = self._say("rules", facts=chapter.row.facts, rules=chapter.row.rules)
        reached = self._reached(chapter)
        yield f"<details><summary>{text(said)}{reached}</summary>"
        for note in self._missing(chapter):
            yield f'<p class="bad">{note}</p>'
        if facts:
            yield f"<h3>{text(self._say('facts'))}</h3>{facts}<h3>{text(self._say('source_text'))}</h3>"
        yield from self._source(chapter.pieces)
        yield "</details>"

    def _reached(self, chapter: Chapter) -> str:
        share = self._share(chapter)
        return f" · {text(self._say('reached'))} {share}" if share else ""

    def _missing(self, chapter: Chapter) -> Iterator[str]:
        for one in chapter.covered or ():
            if one.found < one.counts:
                yield f"{text(self._say('not_reached'))} <code>{coloured(one.text)}</code>"

    def _source(self, listed_pieces: Sequence[Piece]) -> Iterator[str]:
        for piece in listed_pieces:
            place = f"{piece.file.parent.name}/{piece.file.name}:{piece.line}"
            yield f'<p class="place">{text(place)}</p><pre class="asp"><code>{coloured(piece.text)}</code></pre>'

    def _rest(self) -> Iterator[str]:
        if self._book.rest:
            count = sum(len(piece.statements) for piece in self._book.rest)
            yield f'<section id="rest"><h2>{text(self._say("rest"))}</h2>'
            yield f"<details><summary>{text(self._say('rest_count', count=count))}</summary>"
            yield from self._source(self._book.rest)
            yield "</details></section>"

    def _kinds(self) -> Iterator[str]:
        """Yield the kinds of record with the clauses that they are judged under."""
        survey = self._book.overview.survey
        yield f'<section id="kinds"><h2>{text(self._say("kinds"))}</h2><table class="kinds"><tbody>'
        for row in self._book.overview.kinds:
            cited = dict.fromkeys(one for _, joined in row.ways for one in self._book.clauses_of(joined))
            links = " ".join(clause(one, self._anchors.get(one, "")) for one in cited)
            yield f'<tr><th scope="row">{text(self._words.kind(row.kind))}</th><td>{links}</td></tr>'
        yield "</tbody></table>"
        none = [self._words.kind(term.code) for term in survey.nothing]
        if none:
            yield f"<p>{text(self._say('no_rule', kinds=self._words.speech.listed(none)))}</p>"
        yield "</section>"
