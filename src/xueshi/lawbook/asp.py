"""An encoding's text as HTML, lightly coloured: comments, citations, strings, numbers, variables."""

from __future__ import annotations

import re
from html import escape

_TOKEN = re.compile(
    r"""(?P<cite>%@[^\n]*)
    |(?P<note>%\*.*?\*%|%[^\n]*)
    |(?P<text>"(?:[^"\\\n]|\\.)*")
    |(?P<word>\#[a-z]+|\bnot\b|:-|:~)
    |(?P<var>\b_*[A-Z][A-Za-z0-9_']*)
    |(?P<num>(?<![A-Za-z0-9_])[0-9]+(?![A-Za-z0-9_]))
    """,
    re.VERBOSE | re.DOTALL,
)


def coloured(text: str) -> str:
    """Return ``text`` escaped, each token of a sort in an element of its own."""
    out, at = [], 0
    for found in _TOKEN.finditer(text):
        out.append(escape(text[at : found.start()]))
        out.append(f'<span class="{found.lastgroup}">{escape(found[0])}</span>')
        at = found.end()
    out.append(escape(text[at:]))
    return "".join(out)
