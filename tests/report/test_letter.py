"""Letters as text, HTML and DOCX: the same words in each, harmless, and the same bytes every time."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from html.parser import HTMLParser
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from wcwidth import wcswidth

from tests.law.test_letters import GRANTED
from tests.law.test_words import named
from tests.report.letters import GOLDEN, REASONS, WHOLE, Sample, golden, held, letter, small
from xueshi.law.regulation import regulations
from xueshi.letter.writer import write_letter
from xueshi.messages import LANGS, Lang
from xueshi.report.letter.docx import letter_docx
from xueshi.report.letter.html import letter_html
from xueshi.report.letter.page import LetterPage, Paragraph, Table, letter_page
from xueshi.report.letter.text import WIDTH, letter_text

BOTH = pytest.mark.parametrize("lang", LANGS)
PAGES = [f"whole {name}" for name in WHOLE]
HOSTILE = "<script>alert('x')</script>&amp;\"\u0007\u202e\u200b\ufffe\n</style>"


def page(name: str, lang: Lang, day: date | None = None) -> LetterPage:
    return letter_page(letter(name, lang), day)


def hostile(lang: Lang) -> LetterPage:
    record = {"id": HOSTILE[:40], "kind": "computer_exam", "title": HOSTILE, "modules": 3, "evidence": []}
    sample = Sample({**small("jining", 2024, record), "person": HOSTILE}, HOSTILE[:40])
    return letter_page(write_letter(sample.read(), sample.record, sample.settings(lang)))


def strings(shown: LetterPage) -> list[str]:
    """Return all words of a page in their order."""
    found = [shown.title, shown.salutation, shown.opening]
    for section in shown.sections:
        found.append(section.heading)
        for block in section.blocks:
            if isinstance(block, Paragraph):
                found.append(block.text)
            elif isinstance(block, Table):
                found += [cell for row in (block.head, *block.rows) for cell in row]
            else:
                found += block.items
    return [text for text in (*found, shown.closing, *shown.signature, shown.date) if text.strip()]


# -- what they say ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "lang"), GOLDEN)
def test_letters_are_as_they_were_read(name: str, lang: Lang) -> None:
    assert golden(name, lang).read_text(encoding="utf-8") == held(name, lang), "run: python -m tests.report.letters"


@pytest.mark.parametrize("city", sorted({law.jurisdiction for law in regulations()}))
def test_every_reason_that_an_encoding_can_give_has_a_letter(city: str) -> None:
    assert {constant for sort, constant in named(city) if sort == "reason"} - GRANTED <= set(REASONS)


@BOTH
@pytest.mark.parametrize("name", PAGES)
def test_a_letter_says_that_it_is_a_calculation(name: str, lang: Lang) -> None:
    said = " ".join(strings(page(name, lang)))
    assert ("不是行政机关的认定决定" if lang == "zh" else "is not an official decision") in said


@BOTH
@pytest.mark.parametrize("name", [*PAGES, *REASONS])
def test_no_code_and_no_gap_is_left_in_the_words(name: str, lang: Lang) -> None:
    one = letter(name, lang)
    own = {one.instrument.id, one.claim.id, *(part for used in one.readings for part in (used.id, used.value))}
    for text in strings(letter_page(one, date(2024, 12, 31))):
        assert not re.search(r"[{}]|\bNone\b|  \S|，，|。。|：：|、、|\(\)|（）", text), text
        assert set(re.findall(r"\b[a-z]+_[a-z_]+\b", text)) <= own, text
        if lang == "zh":
            assert not re.search(r"[\u4e00-\u9fff] [\u4e00-\u9fff]", text), text


@BOTH
@pytest.mark.parametrize("name", PAGES)
def test_sections_are_numbered_without_a_gap(name: str, lang: Lang) -> None:
    heads = [section.heading for section in page(name, lang).sections]
    numbers = ["一二三四五六七八九十".index(head[0]) + 1 if lang == "zh" else int(head.split(".")[0]) for head in heads]
    assert numbers == list(range(1, len(heads) + 1))


@BOTH
def test_a_date_is_given_or_left_to_be_filled_in(lang: Lang) -> None:
    assert not re.search(r"\d", page("whole document", lang).date)
    given = page("whole document", lang, date(2024, 12, 31)).date
    assert given == ("2024年12月31日" if lang == "zh" else "31 December 2024")


def test_one_hour_is_an_hour() -> None:
    record = {"id": "p1", "kind": "paper", "outlet": "national", "characters": 999, "authors": 15, "rank": 2}
    sample = Sample(small("binzhou", 2021, record), "p1")
    said = " ".join(strings(letter_page(write_letter(sample.read(), "p1", sample.settings("en")))))
    assert "1 hour lost" in said
    assert not re.search(r"\b1 hours", said)


# -- text ------------------------------------------------------------------------------------------------------------


@BOTH
@pytest.mark.parametrize("name", PAGES)
def test_lines_fit_and_begin_and_end_as_lines_may(name: str, lang: Lang) -> None:
    for line in letter_text(page(name, lang)).splitlines():
        assert wcswidth(line) <= WIDTH
        assert line == line.rstrip()
        assert not re.match(r"\s*[，。；：、）》”]", line), line
        assert not line.endswith(("（", "《", "“")), line


@BOTH
def test_text_of_others_can_neither_steer_a_terminal_nor_break_a_line(lang: Lang) -> None:
    said = letter_text(hostile(lang))
    assert not re.search("[\u0000-\u0009\u000b-\u001f\u200b\u202e\ufffe]", said)
    assert "\\u202e" in said


# -- HTML ------------------------------------------------------------------------------------------------------------


class Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self._style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._style = tag == "style"

    def handle_data(self, data: str) -> None:
        if data.strip() and not self._style:
            self.words.append(data)

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 - as the parser calls it
        self._style = False


def read_html(text: str) -> Reader:
    reader = Reader()
    reader.feed(text)
    reader.close()
    return reader


@BOTH
@pytest.mark.parametrize("name", PAGES)
def test_html_holds_the_words_of_the_page(name: str, lang: Lang) -> None:
    shown = page(name, lang)
    reader = read_html(letter_html(shown))
    assert [word for word in reader.words if word.strip()] == [shown.title, *strings(shown)]
    assert ("html", {"lang": "zh-CN" if lang == "zh" else "en"}) in reader.tags


@BOTH
def test_html_asks_for_nothing_and_runs_nothing(lang: Lang) -> None:
    for shown in (page("whole several", lang), hostile(lang)):
        text = letter_html(shown)
        reader = read_html(text)
        assert not {tag for tag, _ in reader.tags} & {"script", "link", "img", "iframe", "object", "form", "a", "base"}
        names = {name for _, attributes in reader.tags for name in attributes}
        assert names <= {"lang", "charset", "name", "content", "class", "scope"}
        assert not re.search(r"https?:|url\(|@import|javascript:", text)
        assert [tag for tag, _ in reader.tags].count("style") == 1


@BOTH
def test_html_escapes_what_others_wrote(lang: Lang) -> None:
    shown = hostile(lang)
    reader = read_html(letter_html(shown))
    assert [word for word in reader.words if word.strip()] == [shown.title, *strings(shown)]
    assert any("<script>" in word for word in reader.words)


# -- DOCX ------------------------------------------------------------------------------------------------------------


def opened(shown: LetterPage) -> Document:
    return docx.Document(io.BytesIO(letter_docx(shown)))


def docx_words(document: Document) -> list[str]:
    found = []
    for element in document.element.body.iterchildren():
        for paragraph in element.iter(qn("w:p")):
            text = "".join(node.text or "" for node in paragraph.iter(qn("w:t")))
            if text.strip():
                found.append(text)
    return found


@BOTH
@pytest.mark.parametrize("name", PAGES)
def test_docx_holds_the_words_of_the_page(name: str, lang: Lang) -> None:
    shown = page(name, lang)
    assert docx_words(opened(shown)) == strings(shown)


@BOTH
def test_docx_takes_what_others_wrote_as_text(lang: Lang) -> None:
    shown = hostile(lang)
    assert docx_words(opened(shown)) == strings(shown)


@BOTH
def test_docx_sets_fonts_for_chinese_on_a4(lang: Lang) -> None:
    document = opened(page("whole document", lang))
    sheet = document.sections[0]
    assert sheet.page_width is not None
    assert sheet.page_height is not None
    assert (round(sheet.page_width.mm), round(sheet.page_height.mm)) == (210, 297)
    fonts: dict[str, Any] = {}
    for name in ("Normal", "Body Text", "Title", "Heading 1", "Salutation", "Signature"):
        found = document.styles[name].element.rPr.rFonts
        fonts[name] = found.get(qn("w:eastAsia"))
        assert not [key for key in found.attrib if "Theme" in str(key)]
    assert fonts["Title"] == fonts["Heading 1"] == "黑体"
    assert {fonts["Normal"], fonts["Body Text"], fonts["Salutation"], fonts["Signature"]} == {"仿宋"}
    used = {paragraph.style.name for paragraph in document.paragraphs if paragraph.style is not None}
    assert {"Title", "Heading 1", "Body Text", "Salutation", "Signature"} <= used
    assert len(document.tables) == 2


@BOTH
def test_docx_says_nothing_of_who_wrote_it_or_when(lang: Lang) -> None:
    shown = page("whole document", lang)
    properties = opened(shown).core_properties
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")
    assert properties.title == shown.title
    assert properties.created == properties.modified
    with zipfile.ZipFile(io.BytesIO(letter_docx(shown))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.testzip() is None


@BOTH
@pytest.mark.parametrize("name", ["whole several", "whole cut"])
def test_the_same_letter_has_the_same_bytes(name: str, lang: Lang) -> None:
    for form in (letter_text, letter_html, letter_docx):
        assert form(page(name, lang)) == form(page(name, lang))
