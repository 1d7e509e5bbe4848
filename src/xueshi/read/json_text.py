"""JSON to a tree: exact numbers, repeated keys kept for a message."""

from __future__ import annotations

import json

from xueshi.errors import Bare, Phrase
from xueshi.read.findings import stop
from xueshi.read.tree import Repeated, Unusable, number


def parse_json(text: str, name: str) -> object:
    """Return the tree of the value in ``text``.

    Raises:
        InputError: for bad syntax or too many levels.
    """
    decoder = json.JSONDecoder(
        object_pairs_hook=_mapping, parse_float=number, parse_int=number, parse_constant=Unusable
    )
    try:
        return decoder.decode(text)
    except json.JSONDecodeError as error:
        said = Bare(error.msg[:1].lower() + error.msg[1:])
        shown = Phrase("syntax", {"line": error.lineno, "column": error.colno, "said": said})
        raise stop(name, "syntax", shown, Phrase("json")) from None
    except RecursionError:
        raise stop(name, "syntax", Phrase("too_deep_json"), Phrase("not_too_deep_json")) from None


def _mapping(pairs: list[tuple[str, object]]) -> dict[object, object]:
    entries: dict[object, object] = dict(pairs)
    if len(entries) == len(pairs):
        return entries
    first: dict[object, object] = {}
    again: list[tuple[object, int | None]] = []
    for key, value in pairs:
        if key in first:
            again.append((key, None))
        else:
            first[key] = value
    return Repeated(first, again)
