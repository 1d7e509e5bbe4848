"""What the views of a dependency graph say in common."""

from __future__ import annotations

from collections.abc import Sequence

from xueshi.dependency.graph import Edge, Node
from xueshi.dependency.rules import Kind, Place
from xueshi.dependency.view import SECTION, View
from xueshi.law.regulation import Regulation
from xueshi.messages import Lang, section, text

KINDS: tuple[Kind, ...] = ("plain", "negated", "aggregated")
ROLES = ("input", "law", "derived", "handed", "choice", "output", "")


def say(lang: Lang, key: str, **params: object) -> str:
    """Return a template of the section, filled."""
    return text(lang, SECTION, key, **params)


def title(law: Regulation, lang: Lang) -> str:
    """Return what the picture is of."""
    return say(lang, "title", id=law.id, title=law.titles[lang])


def scope(view: View, lang: Lang) -> str:
    """Return which part is shown."""
    key = f"scope.{view.scope}"
    return say(lang, key, about=view.about, nodes=len(view.nodes), edges=len(view.edges), left_out=view.left_out)


def role(node: Node, lang: Lang) -> str:
    """Return what a predicate is for."""
    return section(lang, SECTION)[f"role.{node.role or 'none'}"]


def strongest(edge: Edge) -> Kind:
    """Return how an edge is drawn that asks in several ways: what raises the stratum goes first."""
    return next(kind for kind in ("negated", "aggregated", "plain") if kind in edge.kinds)


def places(found: Sequence[Place], most: int = 4) -> str:
    """Return files and lines in short: ``core/totals.lp:9,12``."""
    files: dict[str, list[int]] = {}
    for place in found:
        files.setdefault(place.file, []).append(place.line)
    return "; ".join(
        f"{file}:{','.join(map(str, lines[:most]))}{f',… ({len(lines)})' if len(lines) > most else ''}"
        for file, lines in files.items()
    )
