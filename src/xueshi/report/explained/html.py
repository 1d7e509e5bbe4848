"""An explanation as one HTML file: no script and no network; folds on a screen, stands open on paper."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape

from xueshi.messages import Lang
from xueshi.model.explanation import Explanation, Line
from xueshi.report.characters import clean
from xueshi.report.explained.fold import decisive
from xueshi.report.explained.head import VERDICT_MARK, head_of, say
from xueshi.report.explained.style import STYLE

TAGS: dict[Lang, str] = {"zh": "zh-CN", "en": "en"}
"""The language of the page as HTML names it; clauses are Chinese in every one."""

_SIGNS = {"good": "✓", "bad": "✗", "open": "?"}
_KINDS = {"case": "▪", "regulation": "§", "reading": "◆", "assumption": "△", "choice": "⇄", "absence": "∅"}
"""What stands before a line that has no sign, so that its source is not told by colour alone."""

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

MANY = 3
"""From so many sections on there is a table of contents."""


def explanation_html(explanation: Explanation, labels: Mapping[str, str] | None = None) -> str:
    """Return the HTML document, without a newline at its end; ``labels`` as :func:`head_of` takes them.

    Text of the case is escaped, and characters that would hide or turn text are written as escapes.
    """
    return "\n".join(_document(explanation, labels))


def _document(explanation: Explanation, labels: Mapping[str, str] | None) -> Iterator[str]:
    lang = explanation.lang
    head = head_of(explanation, labels)
    yield "<!DOCTYPE html>"
    yield f'<html lang="{TAGS[lang]}">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="color-scheme" content="light dark">'
    yield f"<title>{_text(f'{head.title} · {head.case}')}</title>"
    yield f"<style>\n{STYLE}</style>"
    yield "</head>"
    yield "<body>"
    yield "<header>"
    mark = VERDICT_MARK[explanation.verdict]
    yield f"<h1>{_text(head.title)}</h1>"
    yield f'<p class="who">{_text(head.case)} <strong class="verdict {mark}">{_text(head.verdict)}</strong></p>'
    yield f'<p class="law">{_text(head.regulation)}</p>'
    yield f'<p class="standing">{_text(say(lang, "html.standing"))}</p>'
    yield "</header>"
    yield from _contents(explanation)
    yield f'<p class="all"><label><input type="checkbox" id="all"> {_text(say(lang, "html.all"))}</label></p>'
    yield "<main>"
    for number, line in enumerate(explanation.lines, 1):
        yield from _section(line, number, lang)
    yield "</main>"
    yield from _legend(explanation)
    yield "</body>"
    yield "</html>"


def _contents(explanation: Explanation) -> Iterator[str]:
    if len(explanation.lines) < MANY:
        return
    yield f'<nav aria-label="{_text(say(explanation.lang, "html.contents"))}"><ul>'
    for number, line in enumerate(explanation.lines, 1):
        count = f' <span class="count">{len(line.below)}</span>' if line.mark == "head" else ""
        yield f'<li><a href="#part-{number}">{_text(line.text)}</a>{count}</li>'
    yield "</ul></nav>"


def _section(line: Line, number: int, lang: Lang) -> Iterator[str]:
    yield f'<section id="part-{number}">'
    sign = "" if line.mark == "head" else _sign(line, lang)
    yield f"<h2>{sign}<span>{_text(line.text)}</span></h2>"
    if cited := _cited(line):
        yield f'<p class="cited">{cited}</p>'
    yield from _list(line, lang, parts=line.mark == "head")
    yield "</section>"


def _list(line: Line, lang: Lang, *, parts: bool = False) -> Iterator[str]:
    if not line.below:
        return
    # Parts that hold something have headings of their own.
    heading = "h3" if parts and any(one.below for one in line.below) else ""
    yield f'<ul class="{"parts" if parts else "tree"}">'
    for one in line.below:
        yield from _item(one, lang, heading)
    yield "</ul>"


def _item(line: Line, lang: Lang, heading: str) -> Iterator[str]:
    text = f'<span class="text">{_text(line.text)}</span>'
    if heading:
        text = f"<{heading}>{text}</{heading}>"
    said = f"{_sign(line, lang)}{text}{_cited(line)}"
    if line.below:
        yield f'<li><details{" open" if decisive(line) else ""}><summary class="line">{said}</summary>'
        yield from _list(line, lang)
        yield "</details></li>"
    else:
        yield f'<li><div class="line">{said}</div></li>'


def _sign(line: Line, lang: Lang) -> str:
    """Return the sign of how a line is meant, else that of what it rests on."""
    if line.mark in _SIGNS:
        return _image(f"sign {line.mark}", say(lang, f"sign.{line.mark}"), _SIGNS[line.mark])
    if line.kind in _KINDS:
        return _image(f"kind {line.kind}", say(lang, f"kind.{line.kind}"), _KINDS[line.kind])
    return '<span class="kind" aria-hidden="true">–</span>'


def _image(classes: str, name: str, sign: str) -> str:
    return f'<span class="{classes}" role="img" aria-label="{_text(name)}">{sign}</span>'


def _cited(line: Line) -> str:
    tags = "".join(f' <span class="clause" lang="zh-CN">{_text(clause)}</span>' for clause in line.clauses)
    return tags + (f' <small class="place">{_text(line.place)}</small>' if line.place else "")


def _legend(explanation: Explanation) -> Iterator[str]:
    """Yield what the signs on this page mean."""
    lang = explanation.lang
    lines = [line for top in explanation.lines for line in top.walk()]
    marks = {line.mark for line in lines}
    kinds = {line.kind for line in lines if line.mark not in _SIGNS}
    yield "<footer>"
    yield f"<h2>{_text(say(lang, 'html.signs'))}</h2>"
    yield "<dl>"
    shown = [(f"sign {mark}", sign, f"sign.{mark}") for mark, sign in _SIGNS.items() if mark in marks]
    shown += [(f"kind {kind}", sign, f"kind.{kind}") for kind, sign in _KINDS.items() if kind in kinds]
    for classes, sign, key in shown:
        yield f'<div><dt><span class="{classes}">{sign}</span></dt><dd>{_text(say(lang, key))}</dd></div>'
    yield "</dl>"
    yield f"<p>{_text(say(lang, 'html.clause_place'))}</p>"
    yield "</footer>"


def _text(text: str) -> str:
    return escape(clean(text))
