"""The dependency graph: what rests on what, in which stratum, and what is found about the whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xueshi.dependency.graph import Graph, dependency_graph, graph_of
from xueshi.dependency.layers import layers
from xueshi.dependency.rules import Kind, Place, Rule
from xueshi.dependency.view import around, everything, own_part, stage_part
from xueshi.errors import InputError
from xueshi.law.choose import named_regulation
from xueshi.law.regulation import Regulation, regulations


def kinds(graph: Graph) -> dict[tuple[str, str], tuple[Kind, ...]]:
    return {(edge.asked, edge.derived): edge.kinds for edge in graph.edges}


def test_edges_say_how_a_rule_asks(graph: Graph) -> None:
    assert kinds(graph) == {
        ("bad/1", "good/1"): ("negated",),
        ("base/1", "bad/1"): ("plain",),
        ("base/1", "far/1"): ("plain",),
        ("base/1", "good/1"): ("plain",),
        ("base/1", "ping/1"): ("plain",),
        ("base/1", "shown/1"): ("plain",),
        ("base/1", "shown_only/1"): ("plain",),
        ("base/1", "up/1"): ("plain",),
        ("good/1", "sum/1"): ("aggregated",),
        ("judged/1", "bad/1"): ("plain",),
        ("ping/1", "pong/1"): ("plain",),
        ("pong/1", "ping/1"): ("negated",),
        ("sum/1", "far/1"): ("plain",),
        ("sum/1", "up/1"): ("plain",),
        ("up/1", "far/1"): ("aggregated",),
        ("up/1", "seen/1"): ("plain",),
        ("up/1", "up/1"): ("plain",),
    }


def test_strata_rise_with_absence_and_aggregates(graph: Graph) -> None:
    strata = {node.signature: node.stratum for node in graph.nodes.values()}
    assert {name for name, stratum in strata.items() if stratum == 1} == {"good/1"}
    assert {name for name, stratum in strata.items() if stratum == 2} == {"sum/1", "up/1", "seen/1"}
    assert {name for name, stratum in strata.items() if stratum == 3} == {"far/1"}
    assert graph.strata == 4


def test_cycles_tell_whether_they_go_through_absence(graph: Graph) -> None:
    assert [(cycle.members, [(e.asked, e.derived) for e in cycle.through]) for cycle in graph.cycles] == [
        (("ping/1", "pong/1"), [("pong/1", "ping/1")]),
        (("up/1",), []),
    ]


def test_what_nobody_asks_for_or_says_is_found(graph: Graph) -> None:
    # Read for the result, or shown: that is a use.
    assert graph.unused == ()
    assert graph.undefined == ("missing/1",)


def test_a_predicate_that_nobody_asks_for_is_unused(city: Path) -> None:
    file = city / "heyang" / "heyang-2025.lp"
    file.write_text(file.read_text(encoding="utf-8") + "idle(X) :- base(X).\n", encoding="utf-8")
    assert dependency_graph(named_regulation("heyang-2025", (city,)), (city,)).unused == ("idle/1",)


def test_nodes_say_where_they_are_derived(graph: Graph) -> None:
    node = graph.nodes["up/1"]
    assert [(place.file, place.line, place.form) for place in node.places] == [
        ("heyang/heyang-2025.lp", 8, "rule"),
        ("heyang/heyang-2025.lp", 9, "rule"),
    ]
    assert node.clauses == ("2",)
    assert (graph.nodes["base/1"].role, graph.nodes["base/1"].stage) == ("law", "B")
    assert graph.nodes["judged/1"].places == ()


def test_a_view_is_a_predicate_and_its_neighbours(graph: Graph) -> None:
    for name in ("sum", "sum/1"):
        view = around(graph, name)
        assert [node.signature for node in view.nodes] == ["far/1", "good/1", "sum/1", "up/1"]
        assert view.left_out == len(graph.nodes) - 4
    with pytest.raises(InputError, match=r"did you mean `good/1`"):
        around(graph, "goood/1")


def test_a_view_is_what_a_stage_derives(graph: Graph) -> None:
    assert [node.signature for node in stage_part(graph, "D").nodes] == ["seen/1", "up/1"]
    assert stage_part(graph, "E").nodes == ()


@pytest.mark.parametrize("law", regulations(), ids=lambda law: law.id)
def test_shipped_encodings_have_nothing_unused_or_undefined(law: Regulation) -> None:
    found = dependency_graph(law)
    assert (found.unused, found.undefined) == ((), ())
    # Which seats are grouped is decided before single seats are; the predicate is the same, its atoms are not.
    through = {cycle.members for cycle in found.cycles if cycle.through}
    assert through <= {("grouped_seat/2", "seat/3")}
    own = own_part(found)
    assert all(edge.own for edge in own.edges)
    assert 0 < len(own.nodes) < len(everything(found).nodes)


NAMES = ("a/0", "b/0", "c/0", "d/0", "e/0")


@given(
    st.lists(
        st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES), st.sampled_from(("plain", "negated", "aggregated")))
    )
)
def test_strata_respect_every_edge(triples: list[tuple[str, str, Kind]]) -> None:
    rules = [
        Rule(Place("x.lp", line, "rule", ()), True, (head,), ((asked, kind),), ())
        for line, (asked, head, kind) in enumerate(triples)
    ]
    found = graph_of(rules, {}, {})
    stratum = {name: node.stratum for name, node in found.nodes.items()}
    within = [set(cycle.members) for cycle in found.cycles]
    for edge in found.edges:
        together = any({edge.asked, edge.derived} <= members for members in within)
        raised = edge.kinds != ("plain",) and not together
        assert stratum[edge.derived] >= stratum[edge.asked] + raised
        assert not together or stratum[edge.derived] == stratum[edge.asked]
    # The order of the rules does not matter.
    assert graph_of(reversed(rules), {}, {})._replace(nodes={}, edges=(), cycles=()) == found._replace(
        nodes={}, edges=(), cycles=()
    )


@given(st.sets(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES))))
def test_every_box_stands_right_of_what_it_asks_for(pairs: set[tuple[str, str]]) -> None:
    lanes = {pair: "plain" for pair in pairs if pair[0] != pair[1]}
    made = layers(NAMES, lanes)
    column = {name: at for at, names in enumerate(made.columns) for name in names}
    assert set(NAMES) <= set(column)
    assert sum(map(len, made.columns)) == len(column)
    back = {pair for pair in lanes if column[pair[0]] >= column[pair[1]]}
    # Only within a cycle does an edge lead back.
    assert all(_leads(lanes, pair[1], pair[0]) for pair in back)
    for asked, derived in lanes.keys() - back:
        points = made.routes[asked, derived]
        assert [column[point] for point in points] == list(range(column[asked] + 1, column[derived]))


def _leads(pairs: dict[tuple[str, str], str], start: str, end: str) -> bool:
    reached, waiting = {start}, [start]
    while waiting:
        here = waiting.pop()
        waiting += (new := {b for a, b in pairs if a == here} - reached)
        reached |= new
    return end in reached
