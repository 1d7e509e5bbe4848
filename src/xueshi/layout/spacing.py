"""Where space stands between the tokens of a statement, and where a line that is too long may be broken.

Arguments and arithmetic stand close, ``p(X,f(Y),Z+1)``; literals, elements and comparisons apart, ``a(X), X < 3``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from xueshi.layout.comments import comment
from xueshi.layout.tokens import Token, ends_term

BODY, LITERAL, ELEMENT, CONDITION, ARGUMENT = range(5)
"""How good a place for a break is: behind ``:-``, between literals, elements, conditions, arguments."""

BRACKETS = frozenset("()[]{}")
COMPARISONS = frozenset({"=", "==", "!=", "<>", "<", ">", "<=", ">="})


class Piece(NamedTuple):
    """A token, or a comment inside a statement, as it is written."""

    text: str
    spaced: bool
    """A space stands before it where it does not begin a line."""
    place: int | None = None
    """How good a place for a break is before it; ``None``: there is none."""
    comment: str = ""
    """``own`` for a comment that has its line for itself, ``trailing`` for one that ends a line."""


@dataclass(slots=True)
class _Bracket:
    """A bracket that is open; the statement itself is one too."""

    mark: str
    weighs: bool = False
    """Its elements begin with a tuple, as those of ``#sum``."""
    conditions: bool = False
    """The colon of the present element is past."""


def pieces(statement: Sequence[Token]) -> Iterator[Piece]:
    """Yield the tokens of a statement with what stands between them."""
    spacer = _Spacer()
    before: Token | None = None
    for token in statement:
        if token.is_comment:
            yield _comment(token, before)
            spacer.comment()
        else:
            yield spacer.piece(token)
        before = token


def _comment(token: Token, before: Token | None) -> Piece:
    text = comment(token)
    if token.kind == "block" and token.line == token.last_line:
        return Piece(text, spaced=True)
    own = token.kind == "block" or before is None or before.last_line != token.line
    return Piece(text, spaced=True, comment="own" if own else "trailing")


class _Sides(NamedTuple):
    """What a token asks of its sides; what stands behind a token decides before what stands in front of the next."""

    before: bool = False
    after: bool | None = None
    """``None``: the next token decides."""
    place: int | None = None
    place_after: int | None = None


_CLOSE = _Sides(before=False, after=False)
_APART = _Sides(before=True, after=True)


class _Spacer:
    """Goes through a statement token by token."""

    def __init__(self) -> None:
        self._open = [_Bracket("")]
        self._first = self._last = ""
        self._ends_term = False
        self._sides = _Sides()
        self._ended = False

    def comment(self) -> None:
        """Take a comment: what follows stands apart from it."""
        self._sides = self._sides._replace(after=True)

    def piece(self, token: Token) -> Piece:
        """Return the next token with the space before it."""
        sides = self._mark(token.text) if token.kind == "mark" else self._word(token)
        spaced = sides.before if self._sides.after is None or token.text == "." else self._sides.after
        made = Piece(token.text, spaced, self._sides.place_after if sides.place is None else sides.place)
        if token.text != "|":
            self._ends_term = ends_term(token)
        self._first = self._first or token.text
        self._last, self._sides = token.text, sides
        return made

    def _word(self, token: Token) -> _Sides:
        leads = token.text == "not" or (token.text.startswith("#") and not ends_term(token))
        return _Sides(before=self._ends_term, after=True if leads else None)

    def _mark(self, text: str) -> _Sides:
        if text in BRACKETS:
            return self._bracket(text)
        if text == ".":
            self._ended = True
            return _Sides(before=self._last in (":-", ":~", ":"))
        if text in (",", ";", ":", ":-", ":~"):
            return self._separator(text)
        if text == "|":
            return self._bar()
        if self._first == "#include":
            return _Sides(after=False if text == "<" else None)
        return _APART if text in COMPARISONS else _CLOSE

    def _bracket(self, text: str) -> _Sides:
        if text in ")]}":
            if len(self._open) > 1:
                self._open.pop()
            return _Sides(before=text == "}")
        self._open.append(_Bracket(text, weighs=text == "{" and self._last.startswith("#")))
        if text == "{":
            return _APART
        return _Sides(before=text == "[" or self._last == "}", after=False, place=LITERAL if self._ended else None)

    def _separator(self, text: str) -> _Sides:
        top = self._open[-1]
        within = top.mark not in ("", "{")
        if text == ",":
            if within or (top.weighs and not top.conditions):
                return _CLOSE._replace(place_after=ARGUMENT)
            return _Sides(after=True, place_after=CONDITION if top.mark else LITERAL)
        top.conditions = text == ":"
        if text == ";":
            return _CLOSE._replace(place_after=ARGUMENT) if within else _APART._replace(place_after=self._element())
        return _APART._replace(place_after=CONDITION if text == ":" else BODY)

    def _element(self) -> int:
        return ELEMENT if self._open[-1].mark else LITERAL

    def _bar(self) -> _Sides:
        """Take a bar: it opens or closes an absolute value, or stands between the atoms of a disjunction."""
        if not self._ends_term:
            self._open.append(_Bracket("|"))
            return _CLOSE
        if self._open[-1].mark == "|":
            self._open.pop()
            return _Sides()
        self._ends_term = False
        return _APART._replace(place_after=self._element())
