"""The letter as one HTML file: no script, no network, an A4 sheet on paper and readable on a phone."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from xueshi.report.letter.page import Block, Items, LetterPage, Paragraph, Table

_TAGS = {"zh": "zh-CN", "en": "en"}
"""The language of the page as HTML names it."""

_STYLE = """\
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0; background: #e9e9e6; color: #111; font: 16px/1.7 "FangSong", "STFangsong", "仿宋",
  "FangSong_GB2312", "Noto Serif CJK SC", "Source Han Serif SC", "Songti SC", "SimSun", serif; }
body:lang(en) { line-height: 1.5;
  font-family: "Times New Roman", "Liberation Serif", "Noto Serif CJK SC", "SimSun", serif; }
main { width: 210mm; max-width: 100%; min-height: 297mm; margin: 1.5rem auto; padding: 25mm 26mm; background: #fff;
  box-shadow: 0 1px 6px rgba(0, 0, 0, .25); overflow-wrap: anywhere; }
h1, h2 { font-family: "SimHei", "Heiti SC", "黑体", "Noto Sans CJK SC", "Source Han Sans SC", sans-serif; }
h1 { margin: 0 0 1.6em; font-size: 1.45rem; font-weight: 700; line-height: 1.5; text-align: center;
  text-wrap: balance; }
h2 { margin: 1.3em 0 .4em; font-size: 1.05rem; font-weight: 700; break-after: avoid; }
p { margin: .35em 0; text-align: justify; }
:lang(zh) p { text-indent: 2em; }
:lang(zh) .to, :lang(zh) .sign p { text-indent: 0; }
:lang(zh) h2 { padding-left: 2em; }
.to { margin-bottom: .8em; }
table { width: calc(100% - 1px); margin: .6em 0; border-collapse: collapse; line-height: 1.5; break-inside: avoid; }
th, td { padding: .3em .6em; border: 1px solid #555; text-align: left; vertical-align: top; font-weight: 400; }
thead th { background: #f2f2ef; font-weight: 700; }
tbody th { width: 7em; background: #f8f8f6; }
.figures th + th, .figures td { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.figures tbody th { width: auto; }
.sign { width: 19em; max-width: 100%; margin: 3em 0 0 auto; break-inside: avoid; }
.sign p { margin: 1.1em 0; text-align: left; white-space: pre-wrap; }
.sign p:last-child { text-align: right; }
@media screen and (max-width: 640px) {
  body { background: #fff; }
  main { min-height: 0; margin: 0; padding: 1.2rem 1.1rem 2rem; box-shadow: none; }
  h1 { font-size: 1.2rem; margin-bottom: 1.2em; }
  th, td { padding: .25em .4em; }
  tbody th { width: 5em; }
}
@page { size: A4; margin: 22mm 26mm 20mm; }
@media print {
  html { font-size: 11pt; }
  body { background: none; font-size: 11pt; line-height: 1.6; }
  h1 { margin-bottom: 1.1em; }
  h2 { margin-top: .9em; }
  p { margin: .2em 0; }
  td, th { padding: .2em .6em; }
  .sign { margin-top: 2em; }
  main { width: auto; min-height: 0; margin: 0; padding: 0; box-shadow: none; }
  p { orphans: 2; widows: 2; }
}
"""


def letter_html(page: LetterPage) -> str:
    """Return the letter as an HTML document, without a line break at its end."""
    return "\n".join(_lines(page))


def _lines(page: LetterPage) -> Iterator[str]:
    yield "<!DOCTYPE html>"
    yield f'<html lang="{_TAGS[page.lang]}">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{escape(page.title)}</title>"
    yield f"<style>\n{_STYLE}</style>"
    yield "</head>"
    yield f'<body lang="{_TAGS[page.lang]}">'
    yield "<main>"
    yield f"<h1>{escape(page.title)}</h1>"
    yield f'<p class="to">{escape(page.salutation)}</p>'
    yield f"<p>{escape(page.opening)}</p>"
    for section in page.sections:
        yield f"<h2>{escape(section.heading)}</h2>"
        for block in section.blocks:
            yield from _block(block)
    if page.closing:
        yield f"<p>{escape(page.closing)}</p>"
    yield '<div class="sign">'
    for line in (*page.signature, page.date):
        yield f"<p>{escape(line)}</p>"
    yield "</div>"
    yield "</main>"
    yield "</body>"
    yield "</html>"


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield f"<p>{escape(block.text)}</p>"
    elif isinstance(block, Items):
        for item in block.items:
            yield f"<p>{escape(item)}</p>"
    else:
        yield from _table(block)


def _table(table: Table) -> Iterator[str]:
    yield '<table class="figures">' if table.figures else "<table>"
    head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in table.head)
    if head:
        yield f"<thead><tr>{head}</tr></thead>"
    yield "<tbody>"
    for first, *rest in table.rows:
        cells = "".join(f"<td>{escape(cell)}</td>" for cell in rest)
        yield f'<tr><th scope="row">{escape(first)}</th>{cells}</tr>'
    yield "</tbody>"
    yield "</table>"
