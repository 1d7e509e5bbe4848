"""What stands in an encoding, one thing after the other: statements, and the comments between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from xueshi.layout.tokens import Token, ends_term


@dataclass(slots=True)
class Item:
    """A statement with the comments inside it, or a comment by itself."""

    tokens: list[Token]
    blank_before: bool
    """An empty line stands before it."""
    trailing: list[Token] = field(default_factory=list)
    """Comments that begin on the line on which the statement ends."""

    @property
    def is_comment(self) -> bool:
        """Tell whether it is a comment."""
        return self.tokens[0].is_comment

    @property
    def last_line(self) -> int:
        """Return the line on which the item ends, trailing comments included."""
        return (self.trailing or self.tokens)[-1].last_line


def items(found: Sequence[Token]) -> Iterator[Item]:
    """Yield the items of an encoding; what follows the last full stop is a statement that has none."""
    last: Item | None = None
    at = 0
    while at < len(found):
        token = found[at]
        if token.is_comment and last is not None and not last.is_comment and token.line == last.last_line:
            last.trailing.append(token)
            at += 1
            continue
        end = at + 1 if token.is_comment else _statement_end(found, at)
        if last is not None:
            yield last
        blank = last is not None and token.line > last.last_line + 1
        last = Item(list(found[at:end]), blank)
        at = end
    if last is not None:
        yield last


def _statement_end(found: Sequence[Token], at: int) -> int:
    """Return where the statement that begins at ``at`` ends: after its full stop and the ``[...]`` behind that."""
    end = at
    while end < len(found) and found[end].text != ".":
        end += 1
    bracket = end + 1
    while bracket < len(found) and found[bracket].is_comment:
        bracket += 1
    if bracket < len(found) and found[bracket].text == "[":
        while bracket < len(found) and found[bracket].text != "]":
            bracket += 1
        return bracket + 1
    return end + 1


def has_theory(statement: Sequence[Token]) -> bool:
    """Tell whether a statement defines or holds a theory atom; its layout means nothing to anyone but its author."""
    before: Token | None = None
    for token in statement:
        if token.is_comment:
            continue
        if token.text == "#theory" or (token.text == "&" and (before is None or not ends_term(before))):
            return True
        before = token
    return False
