"""The rooms of ``src/xueshi`` and what each may import, as docs/architecture.md has it, against the sources."""

from __future__ import annotations

import ast
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from graphlib import TopologicalSorter
from pathlib import Path

from tests.docs.shown import ROOT

SOURCES = ROOT / "src" / "xueshi"
PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")

UPWARD = {("model.kinds", "law.paths")}
"""Imports between modules that go up; the page gives the reason."""

OUTSIDE = {"__main__", "_version"}
"""Modules of the package's own folder that are no room: the entry point, which may ask ``cli``, and the version."""


def module_of(path: Path) -> str:
    """Return the name of a module below ``xueshi``; the package itself is ``xueshi``."""
    parts = path.relative_to(SOURCES).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__") or "xueshi"


MODULES = {module_of(path): path for path in sorted(SOURCES.rglob("*.py"))}


def room_of(module: str) -> str:
    return module.partition(".")[0]


def imports(path: Path, *, at_start: bool = False) -> Iterator[str]:
    """Yield what a module imports, by full name, wherever in the file it does so or only where it starts."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in tree.body if at_start else ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module is not None:
            # What is imported may itself be a module.
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield inner if inner.removeprefix("xueshi.") in MODULES else node.module


def own_imports(*, at_start: bool = False) -> Iterator[tuple[str, str]]:
    """Yield the imports within the project, module by module."""
    for module, path in MODULES.items():
        for name in imports(path, at_start=at_start):
            if room_of(name) == "xueshi":
                yield module, name.removeprefix("xueshi.")


OWN = set(own_imports())


def table() -> Iterator[tuple[str, set[str], set[str]]]:
    """Yield the rows of the page's table: room, what it may import, libraries."""
    rows = re.findall(r"^\| `(\w+)`[^|]*\|[^|]*\|([^|]*)\|([^|]*)\|$", PAGE, re.MULTILINE)
    for room, may, libraries in rows:
        named = (
            {name for name, _, _ in rows} - {"cli"}
            if may.strip() == "all of these"
            else set(re.findall(r"`(\w+)`", may))
        )
        yield room, named, set(re.findall(r"\w+", libraries))


ROOMS = {room: (may, libraries) for room, may, libraries in table()}


def test_every_module_is_in_a_room() -> None:
    assert {room_of(module) for module in MODULES} - OUTSIDE == set(ROOMS)


def test_each_room_imports_what_it_may() -> None:
    used: dict[str, set[str]] = defaultdict(set)
    for module, other in OWN:
        room, target = room_of(module), room_of(other)
        if room not in OUTSIDE and target not in OUTSIDE and room != target:
            used[room].add(target)
    assert {room: may - used[room] for room, (may, _) in ROOMS.items() if room != "cli" and may - used[room]} == {}
    assert {room: used[room] - may for room, (may, _) in ROOMS.items() if used[room] - may} == {}


def in_order(edges: Iterable[tuple[str, str]]) -> list[str]:
    """Return what imports in an order in which each imports only what stands before it; a circle is an error."""
    graph: dict[str, set[str]] = defaultdict(set)
    for one, other in edges:
        graph[one].add(other)
    return list(TopologicalSorter(graph).static_order())


def test_the_flow_goes_one_way() -> None:
    between = {(room_of(module), room_of(other)) for module, other in OWN - UPWARD}
    order = in_order((room, other) for room, other in between if room != other and not {room, other} & OUTSIDE)
    assert order[-1] == "cli"
    assert OWN >= UPWARD
    asked = {target for _, target in UPWARD}
    assert not [edge for edge in OWN if edge[0] in asked], "what is asked from below imports nothing"


def test_the_modules_form_no_circle() -> None:
    # Importing any module runs the package's own first; that edge is left out.
    assert in_order((module, other) for module, other in own_imports(at_start=True) if other != "xueshi")


def test_libraries_stay_in_their_rooms() -> None:
    used: dict[str, set[str]] = defaultdict(set)
    for module, path in MODULES.items():
        for name in imports(path):
            if room_of(name) not in sys.stdlib_module_names | {"xueshi", "__future__"}:
                used[room_of(module)].add(room_of(name))
    assert {room: used[room] for room in ROOMS} == {room: libraries for room, (_, libraries) in ROOMS.items()}


def test_the_graph_is_the_table() -> None:
    graph = re.search(r"^```mermaid\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
    assert graph
    drawn = {
        (room, target)
        for room, targets in re.findall(r"^  (\w+) --> (.+)$", graph[1], re.MULTILINE)
        for target in targets.split(" & ")
    }
    told = {(room, target) for room, (may, _) in ROOMS.items() if room != "cli" for target in may}
    told -= {(room_of(low), room_of(high)) for low, high in UPWARD}
    assert drawn - {("cli", "xueshi")} == told


def test_the_picture_is_there() -> None:
    for name in re.findall(r"\]\((img/[^)]+)\)", PAGE):
        assert "<title" in (ROOT / "docs" / name).read_text(encoding="utf-8")
