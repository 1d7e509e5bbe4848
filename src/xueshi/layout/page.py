"""A whole encoding laid out: one statement a line, short ``#defined`` side by side, tables aligned."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from xueshi.layout.comments import comment
from xueshi.layout.items import Item, has_theory, items
from xueshi.layout.spacing import pieces
from xueshi.layout.tables import Row, is_heading, row, table
from xueshi.layout.tokens import Token
from xueshi.layout.wrapping import WIDTH, lines, width

_DEFINED = "#defined"


def page(text: str, found: Sequence[Token]) -> str:
    """Return ``text``, whose tokens are ``found``, in the canonical layout."""
    written: list[str] = []
    heading = ""
    for group in _groups(list(items(found))):
        if group[0].blank_before:
            written.append("")
        headed = not group[0].blank_before and is_heading(heading)
        written += _group(text, group, headed=headed)
        heading = written[-1] if group[-1].is_comment else ""
    return "".join(f"{line}\n" for line in written)


def _groups(found: Sequence[Item]) -> Iterator[list[Item]]:
    """Yield what is laid out together: facts of one predicate, ``#defined``; else an item alone."""
    group: list[Item] = []
    for item in found:
        if group and (item.blank_before or _sort(item) is None or _sort(item) != _sort(group[-1])):
            yield group
            group = []
        group.append(item)
    if group:
        yield group


def _sort(item: Item) -> str | None:
    first, last = item.tokens[0], item.tokens[-1]
    if item.is_comment or last.text != "." or any(token.is_comment for token in item.tokens):
        return None
    if first.text == _DEFINED:
        return _DEFINED
    return first.text if len(item.tokens) > 1 and item.tokens[1].text == "(" else None


def _group(text: str, group: Sequence[Item], *, headed: bool) -> Iterator[str]:
    if _sort(group[0]) == _DEFINED:
        yield from _side_by_side(group)
        return
    rows = [row(text, item.tokens, list(pieces(item.tokens))) for item in group]
    for _, run in groupby(zip(group, rows, strict=True), lambda pair: pair[1] and pair[1].predicate):
        yield from _run(text, list(run), headed=headed)
        headed = False


def _run(text: str, run: Sequence[tuple[Item, Row | None]], *, headed: bool) -> Iterator[str]:
    aligned = table([row for _, row in run if row is not None], headed=headed) if run[0][1] else None
    for at, (item, _) in enumerate(run):
        yield from _with_trailing(item, [aligned[at]] if aligned else _lines(text, item))


def _lines(text: str, item: Item) -> list[str]:
    if item.is_comment:
        return comment(item.tokens[0]).split("\n")
    if item.tokens[0].kind == "script":
        whole = any(token.is_comment for token in item.tokens)
        return [
            text[item.tokens[0].start : item.tokens[-1].end] if whole else "".join(token.text for token in item.tokens)
        ]
    if has_theory(item.tokens):
        verbatim = text[item.tokens[0].start : item.tokens[-1].end]
        return [line.rstrip() for line in verbatim.split("\n")]
    return lines(list(pieces(item.tokens)))


def _side_by_side(group: Sequence[Item]) -> Iterator[str]:
    """Yield short statements, as many in a line as it holds."""
    line = ""
    for item in group:
        said = lines(list(pieces(item.tokens)))
        if line and width(line) + 1 + width(said[0]) > WIDTH:
            yield line
            line = ""
        line = f"{line} {said[0]}" if line else said[0]
        if item.trailing:
            yield from _with_trailing(item, [line])
            line = ""
    if line:
        yield line


def _with_trailing(item: Item, said: Sequence[str]) -> Iterator[str]:
    """Yield the lines of an item with the comments behind it."""
    *before, last = said
    yield from before
    for token in item.trailing:
        if token.line == token.last_line:
            last += f"  {comment(token)}"
        else:
            yield last
            *inner, last = comment(token).split("\n")
            yield from inner
    yield last
