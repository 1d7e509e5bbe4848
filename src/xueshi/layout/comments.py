"""The one form of a comment: a space after its mark, none at the ends of its lines."""

from __future__ import annotations

import re

from xueshi.layout.tokens import Token

_SPECIAL = re.compile(r"%@\s*(\w+)\s*")
_BARE = re.compile(r"%(?=[^\s%!@#*|<>]|#[a-z])")
"""``%text`` and code behind a mark, ``%#show p/1.``; not ``%%``, ``%!`` and other marks of an author's own."""


def comment(token: Token) -> str:
    """Return a comment as it is written: ``%text`` gets its space, ``%@  clause  4`` is ``%@ clause 4``.

    Further space after the mark stays, since comments are headings of columns; so do words and their order.
    """
    if token.kind == "block":
        return "\n".join(line.rstrip() for line in token.text.split("\n"))
    text = token.text.rstrip()
    special = _SPECIAL.match(text)
    if special:
        return f"%@ {special[1]} {text[special.end() :]}".rstrip()
    return f"% {text[1:]}" if _BARE.match(text) else text
