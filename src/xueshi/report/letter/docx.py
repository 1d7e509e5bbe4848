"""The letter as a Word file (python-docx, extra ``xueshi[docx]``).

Fonts are set for Latin and for East Asian type apart (``w:eastAsia``), else Word shows Chinese in whatever it likes.
The bytes depend on the letter alone: no author, no time, and fixed times in the archive.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

import docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from xueshi.report.letter.page import Items, LetterPage, Paragraph, Table

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import ParagraphStyle
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph as Written

_BODY = ("Times New Roman", "仿宋")
_HEAD = ("Arial", "黑体")
"""Latin and East Asian fonts of running text and of headings; 仿宋 and 黑体 are those of official letters."""

_TAGS = {"zh": "zh-CN", "en": "en-GB"}

_SIZE = 11
"""Points of running text: two of its characters are what a Chinese paragraph is indented by."""

_NO_TIME = datetime(2000, 1, 1)  # noqa: DTZ001 - a property that Word wants and that says nothing
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip archive can write."""


def letter_docx(page: LetterPage) -> bytes:
    """Return the letter as the bytes of a .docx file."""
    document = docx.Document()
    _properties(document, page)
    _sheet(document)
    _styles(document, page.lang)
    document.add_paragraph(page.title, style="Title")
    document.add_paragraph(page.salutation, style="Salutation")
    document.add_paragraph(page.opening, style="Body Text")
    for section in page.sections:
        document.add_paragraph(section.heading, style="Heading 1")
        for block in section.blocks:
            if isinstance(block, Paragraph):
                document.add_paragraph(block.text, style="Body Text")
            elif isinstance(block, Items):
                for item in block.items:
                    document.add_paragraph(item, style="Body Text")
            else:
                _table(document, block)
    if page.closing:
        document.add_paragraph(page.closing, style="Body Text")
    for place, line in enumerate((*page.signature, page.date)):
        written = document.add_paragraph(line, style="Signature")
        written.paragraph_format.keep_with_next = place < len(page.signature)
        if not place:
            written.paragraph_format.space_before = Pt(3 * _SIZE)
    written_file = io.BytesIO()
    document.save(written_file)
    return _timeless(written_file.getvalue())


def _properties(document: Document, page: LetterPage) -> None:
    properties = document.core_properties
    properties.title = page.title[:255]
    properties.language = _TAGS[page.lang]
    for name in ("author", "last_modified_by", "comments", "keywords", "subject", "category"):
        setattr(properties, name, "")
    properties.created = properties.modified = _NO_TIME
    properties.revision = 1


def _sheet(document: Document) -> None:
    sheet = document.sections[0]
    sheet.page_width, sheet.page_height = Mm(210), Mm(297)
    sheet.top_margin, sheet.bottom_margin = Mm(25), Mm(22)
    sheet.left_margin, sheet.right_margin = Mm(28), Mm(26)


def _styles(document: Document, lang: str) -> None:
    styles = document.styles
    chinese = lang == "zh"
    normal: ParagraphStyle = styles["Normal"]
    _type(normal, _BODY, _SIZE, lang)
    body: ParagraphStyle = styles["Body Text"]
    title: ParagraphStyle = styles["Title"]
    heading: ParagraphStyle = styles["Heading 1"]
    salutation: ParagraphStyle = styles.add_style("Salutation", 1)
    signature: ParagraphStyle = styles.add_style("Signature", 1)
    for style in (body, salutation, signature):
        style.base_style = normal
        _type(style, _BODY, _SIZE, lang)
        _spaced(style, after=3)
    _type(title, _HEAD, 16, lang, bold=True)
    _type(heading, _HEAD, 12, lang, bold=True)
    _spaced(title, after=14)
    _spaced(heading, before=8, after=3)
    heading.paragraph_format.keep_with_next = True
    title.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _without_border(title)
    body.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    signature.paragraph_format.left_indent = Mm(85)
    signature.paragraph_format.space_after = Pt(_SIZE)
    if chinese:
        for style in (body, heading):
            _indented(style)


def _type(style: ParagraphStyle, fonts: tuple[str, str], size: int, lang: str, *, bold: bool = False) -> None:
    """Set a style's fonts for Latin and East Asian type, its size, colour and language."""
    latin, east_asian = fonts
    style.font.size, style.font.bold, style.font.italic = Pt(size), bold, False
    style.font.color.rgb = RGBColor(0, 0, 0)
    style.font.name = latin
    fonts_of = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts_of.attrib):
        if "Theme" in str(name):  # a theme's font would go before those named here
            del fonts_of.attrib[name]
    for name, font in (("ascii", latin), ("hAnsi", latin), ("cs", latin), ("eastAsia", east_asian)):
        fonts_of.set(qn(f"w:{name}"), font)
    properties = style.element.get_or_add_rPr()
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-GB" if lang == "en" else "en-US")
    language.set(qn("w:eastAsia"), "zh-CN")
    properties.append(language)


def _spaced(style: ParagraphStyle, *, before: int = 0, after: int) -> None:
    form = style.paragraph_format
    form.space_before, form.space_after = Pt(before), Pt(after)
    form.line_spacing_rule = WD_LINE_SPACING.MULTIPLE
    form.line_spacing = 1.25


def _indented(style: ParagraphStyle) -> None:
    """Indent a style's first line by two characters, whatever their size (``w:firstLineChars``)."""
    style.paragraph_format.first_line_indent = Pt(2 * _SIZE)
    indent = style.element.get_or_add_pPr().get_or_add_ind()
    indent.set(qn("w:firstLineChars"), "200")


def _without_border(style: ParagraphStyle) -> None:
    properties = style.element.get_or_add_pPr()
    for border in properties.findall(qn("w:pBdr")):
        properties.remove(border)


def _table(document: Document, block: Table) -> None:
    rows = [block.head, *block.rows] if block.head else list(block.rows)
    count = len(rows[0])
    widths = [Mm(66), *[Mm(90 / (count - 1))] * (count - 1)] if block.figures else [Mm(28), Mm(128)]
    table = document.add_table(rows=0, cols=count, style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for place, row in enumerate(rows):
        cells: Sequence[_Cell] = table.add_row().cells
        for at, (cell, text, width) in enumerate(zip(cells, row, widths, strict=True)):
            cell.width = width
            written = cell.paragraphs[0]
            written.style = document.styles["Normal"]
            _cell_text(written, text, head=place == 0 and bool(block.head))
            if block.figures and at:
                written.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    gap = document.add_paragraph(style="Normal").paragraph_format
    gap.space_after = Pt(0)
    gap.line_spacing = Pt(6)


def _cell_text(written: Written, text: str, *, head: bool) -> None:
    written.paragraph_format.space_before = written.paragraph_format.space_after = Pt(2)
    written.add_run(text).bold = head


def _timeless(archive: bytes) -> bytes:
    """Return the archive with fixed times, so that equal letters have equal bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            made = zipfile.ZipInfo(entry.filename, _EPOCH)
            made.compress_type = zipfile.ZIP_DEFLATED
            made.create_system = 0
            new.writestr(made, old.read(entry))
    return out.getvalue()
