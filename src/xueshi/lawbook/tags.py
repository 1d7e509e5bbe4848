"""Small pieces of HTML: text made harmless, clauses, lists."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from xueshi.report.characters import clean


def text(said: str) -> str:
    """Return ``said`` with nothing in it that HTML or a screen would take for more than text."""
    return escape(clean(said))


def block(said: str) -> str:
    """Return lines as they are, set as a block."""
    lines = "\n".join(map(text, said.rstrip("\n").split("\n")))
    return f"<pre>{lines}</pre>"


def clause(cited: str, link: str = "") -> str:
    """Return a citation, as a link where there is something to go to."""
    shown = f'<span class="clause" lang="zh-CN">{text(cited)}</span>'
    return f'<a class="to" href="#{link}">{shown}</a>' if link else shown


def listed(items: Iterable[str], classes: str = "") -> str:
    """Return ``items``, which are HTML, as a list; nothing where there are none."""
    inside = "".join(f"<li>{item}</li>" for item in items)
    return f'<ul{f""" class="{classes}" """.rstrip() if classes else ""}>{inside}</ul>' if inside else ""


def rows(pairs: Iterable[tuple[str, Iterable[str]]]) -> str:
    """Return labels with lines, which are HTML, beside them; nothing where there are none."""
    inside = "".join(
        f"<div><dt>{text(label)}</dt><dd>{''.join(f'<div>{line}</div>' for line in lines)}</dd></div>"
        for label, lines in _having(pairs)
    )
    return f'<dl class="rows">{inside}</dl>' if inside else ""


def _having(pairs: Iterable[tuple[str, Iterable[str]]]) -> Iterable[tuple[str, list[str]]]:
    return ((label, lines) for label, given in pairs if (lines := list(given)))
