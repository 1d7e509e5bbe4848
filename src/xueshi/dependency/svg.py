"""A dependency graph as a picture: plain SVG, drawn without any other program."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import NamedTuple

from xueshi.dependency.drawing import FILLS, LINES, legend
from xueshi.dependency.graph import Edge, Node
from xueshi.dependency.layers import Layers, layers
from xueshi.dependency.view import View
from xueshi.dependency.words import places, role, say, scope, strongest, title
from xueshi.law.regulation import Regulation
from xueshi.messages import Lang, section

CHAR, ROW, POINT, GAP, EDGE, TOP = 7, 30, 10, 70, 24, 100
"""Pixels: of a character, a box's row, a passing edge's row, between columns, at the edges, above the picture."""
_BOX = 22
_SECTION = "dependency"


class _Spot(NamedTuple):
    left: int
    right: int
    middle: int


def graph_svg(law: Regulation, view: View, lang: Lang) -> str:
    """Return the picture, without a line break at its end."""
    return "\n".join(_lines(law, view, lang))


def _lines(law: Regulation, view: View, lang: Lang) -> Iterator[str]:
    lanes = {(edge.asked, edge.derived): strongest(edge) for edge in view.edges if edge.asked != edge.derived}
    made = layers([node.signature for node in view.nodes], lanes)
    spots, wide, high = _spots(made, {node.signature for node in view.nodes})
    heading, told = title(law, lang), scope(view, lang)
    keys = list(_legend(view, lang))
    wide = max(wide, EDGE * 2 + max(_length(heading) * 3 // 2, _length(told)), keys[-1][0] + EDGE if keys else 0)
    yield f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}" viewBox="0 0 {wide} {high}"'
    yield '  font-family="ui-monospace, monospace" font-size="11.5">'
    yield f"<title>{escape(heading)}</title>"
    yield "<defs>"
    for kind, (colour, _) in LINES.items():
        size = 'refX="7" refY="4" markerWidth="7" markerHeight="7"'
        yield f'  <marker id="{kind}" viewBox="0 0 8 8" {size} orient="auto">'
        yield f'    <path d="M0,1 L8,4 L0,7 z" fill="{colour}"/></marker>'
    yield "</defs>"
    yield f'<rect width="{wide}" height="{high}" fill="#fff"/>'
    yield f'<text x="{EDGE}" y="28" font-family="sans-serif" font-size="16">{escape(heading)}</text>'
    yield f'<text x="{EDGE}" y="48" font-family="sans-serif" fill="#555">{escape(told)}</text>'
    yield from (line for _, line in keys)
    for edge in view.edges:
        yield _path(edge, made, spots)
    for node in view.nodes:
        yield from _box(node, spots[node.signature], lang)
    yield "</svg>"


def _spots(made: Layers, boxes: set[str]) -> tuple[Mapping[str, _Spot], int, int]:
    """Return where everything stands, and how wide and high the picture is."""
    heights = [sum(ROW if name in boxes else POINT for name in column) for column in made.columns]
    tallest = max(heights, default=0)
    spots: dict[str, _Spot] = {}
    left = EDGE
    for column, height in zip(made.columns, heights, strict=True):
        right = left + max((len(name) * CHAR + 16 for name in column if name in boxes), default=0)
        y = TOP + (tallest - height) // 2
        for name in column:
            step = ROW if name in boxes else POINT
            end = left + len(name) * CHAR + 16 if name in boxes else right
            spots[name] = _Spot(left, end, y + step // 2)
            y += step
        left = right + GAP
    return spots, left - GAP + EDGE, TOP + tallest + EDGE


def _path(edge: Edge, made: Layers, spots: Mapping[str, _Spot]) -> str:
    kind = strongest(edge)
    colour, dashes = LINES[kind]
    start, end = spots[edge.asked], spots[edge.derived]
    if edge.asked == edge.derived:
        line = f"M{start.right},{start.middle - 4} c24,-16 24,24 0,8"
    elif end.left <= start.left:
        # Within a cycle: round the right side.
        line = f"M{start.right},{start.middle} C{start.right + 40},{start.middle} {end.right + 40},{end.middle} "
        line += f"{end.right},{end.middle}"
    else:
        line = _through(start, [spots[point] for point in made.routes[edge.asked, edge.derived]], end)
    dash = f' stroke-dasharray="{dashes}"' if dashes else ""
    name = f"{edge.derived} ← {edge.asked}  {places(edge.places)}"
    return (
        f'<path d="{line}" fill="none" stroke="{colour}" stroke-width="1.1"{dash} marker-end="url(#{kind})">'
        f"<title>{escape(name)}</title></path>"
    )


def _through(start: _Spot, points: Sequence[_Spot], end: _Spot) -> str:
    """Return a line that bends between the columns and is level within them."""
    line = f"M{start.right},{start.middle}"
    x, y = start.right, start.middle
    for point in (*points, end):
        # A box narrower than its column is left behind on the level before the line bends.
        half = (point.left - GAP + point.left) // 2
        bend = max(x, point.left - GAP)
        line += f" L{bend},{y} C{half},{y} {half},{point.middle} {point.left},{point.middle}"
        x, y = point.right, point.middle
        if point is not end:
            line += f" L{point.right},{point.middle}"
    return line


def _box(node: Node, spot: _Spot, lang: Lang) -> Iterator[str]:
    fill, border = FILLS[node.role]
    about = (role(node, lang), say(lang, "stratum", n=node.stratum), " ".join(node.clauses), places(node.places))
    told = "\n".join(part for part in (f"{node.signature}: {node.meaning}", *about) if part)
    yield f"<g><title>{escape(told)}</title>"
    yield (
        f'<rect x="{spot.left}" y="{spot.middle - _BOX // 2}" width="{spot.right - spot.left}" height="{_BOX}" rx="4" '
        f'fill="{fill}" stroke="{border}" stroke-width="{2 if node.own else 1}"/>'
    )
    yield f'<text x="{spot.left + 8}" y="{spot.middle + 4}" fill="#111">{escape(node.signature)}</text></g>'


def _legend(view: View, lang: Lang) -> Iterator[tuple[int, str]]:
    """Yield the legend's marks, each with the column in which it ends."""
    roles, kinds = legend(view)
    words = section(lang, _SECTION)
    x = EDGE
    for name in roles:
        fill, border = FILLS[name]
        said = words[f"role.{name or 'none'}"]
        mark = f'<rect x="{x}" y="62" width="18" height="12" rx="3" fill="{fill}" stroke="{border}"/>'
        yield _word(x + 24, said, mark)
        x += 44 + _length(said)
    for kind in kinds:
        colour, dashes = LINES[kind]
        said = words[f"kind.{kind}"]
        mark = (
            f'<path d="M{x},68 h22" stroke="{colour}" stroke-dasharray="{dashes or "none"}" marker-end="url(#{kind})"/>'
        )
        yield _word(x + 30, said, mark)
        x += 50 + _length(said)
    said = words["legend.own"]
    mark = f'<rect x="{x}" y="62" width="18" height="12" rx="3" fill="#fff" stroke="#111" stroke-width="2"/>'
    yield _word(x + 24, said, mark)


def _word(x: int, said: str, mark: str) -> tuple[int, str]:
    word = f'<text x="{x}" y="72" font-family="sans-serif" fill="#333">{escape(said)}</text>'
    return x + _length(said), mark + word


def _length(said: str) -> int:
    return sum(CHAR - 1 if char.isascii() else 12 for char in said)
