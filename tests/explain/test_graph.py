"""The justification of a result: whole, without circles, and nothing but given things at its end."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, note
from hypothesis import strategies as st

from tests import strategies
from tests.engine import toycity
from tests.explain.deriving import CITIES, FACTS, case_files, derived, few, named
from xueshi.explain.audit import replayed
from xueshi.explain.derivation import Derivation
from xueshi.explain.explanation import Question, explanation, graph_data
from xueshi.explain.graph import LEAVES, Justification, Node, UnsupportedError, justify, roots
from xueshi.explain.stories import Stories
from xueshi.law.paths import asp_root
from xueshi.model.units import UNITS_PER_HOUR
from xueshi.solver.trace import Atom, Firing

ENGINEER = FACTS / "jining" / "engineer-2024.yaml"


def sums(atoms: Iterator[Atom]) -> dict[str, int]:
    total: dict[str, int] = defaultdict(int)
    for atom in atoms:
        total[str(atom[-2])] += int(str(atom[-1]))
    return dict(total)


def check_whole(derivation: Derivation) -> Justification:
    """Assert all that is promised of a justification."""
    justification = justify(derivation)
    graph = justification.graph
    assert nx.is_directed_acyclic_graph(graph)
    for leaf in justification.leaves():
        assert leaf.kind in LEAVES, leaf
    for node in graph:
        if node.kind in ("step", "obstacle"):
            rule = graph.nodes[node]["rule"]
            lines = Path(rule.file).read_text(encoding="utf-8").splitlines()
            assert rule.name in " ".join(lines[rule.line - 1 : rule.last_line])
    # From the leaves up, each step run again over what it rests on alone.
    again = replayed(justification)
    assert {node.atom for node in graph if node.holds and node.kind != "step"} == again
    check_hours(derivation, again)
    return justification


def check_hours(derivation: Derivation, atoms: set[Atom]) -> None:
    """Assert that the atoms give exactly what the result shows."""
    result, person = derivation.result, derivation.person
    for rank, record in enumerate(person.records, 1):
        shown = next(one for one in result.records if one.id == record.id)
        credit = [atom for atom in atoms if atom[:3] == ("credit", 1, rank)]
        assert sum(int(str(atom[4])) for atom in credit) == sum(shown.credited.values())
    assert ("verdict", 1, result.verdict) in atoms
    for name, amounts in (("credited", result.credited), ("shortfall", result.shortfall)):
        found = {str(atom[2]): int(str(atom[3])) for atom in atoms if atom[:2] == (name, 1)}
        if not result.by_kind:
            assert found == {key: found.get(key, 0) and amount for key, amount in amounts.items() if key in found}
            assert all(amounts[key] == found.get(key, 0) for key in amounts if key != "total" or key in found)


@pytest.mark.parametrize("path", [*case_files()], ids=named)
def test_example_cases(path: Path) -> None:
    check_whole(derived(path))


@few
@given(st.data())
@pytest.mark.parametrize("city", CITIES)
def test_random_cases(city: str, data: st.DataObject) -> None:
    case = data.draw(strategies.cases(city))
    readings = data.draw(strategies.readings(city))
    strict = data.draw(st.booleans())
    note(f"{readings} strict {strict}")
    check_whole(derived(case, readings, strict=strict))


@few
@given(case=strategies.point_cases())
def test_random_cases_of_points(case: dict[str, Any]) -> None:
    check_whole(derived(case))


def test_a_city_of_one_s_own(tmp_path: Path) -> None:
    """A new encoding is explained without a line of Python."""
    roots = toycity.build(tmp_path, toycity.Figures())
    records = [
        {"id": "c1", "kind": "competition", "level": "national"},
        {"id": "t1", "kind": "training", "hours": 30},
        {"id": "p1", "kind": "paper"},
    ]
    case = {"person": "x", "jurisdiction": "toycity", "year": toycity.YEAR, "records": records}
    justification = check_whole(derived(case, roots=roots))
    files = {
        Path(justification.graph.nodes[node]["stated"].file).name
        for node in justification.leaves()
        if node.kind == "regulation" and node.holds
    }
    assert "toycity-2020.lp" in files


def test_circles_are_cut_where_they_begin(tmp_path: Path) -> None:
    """Of rules that derive each other's heads, an atom keeps what does not rest on itself."""
    roots = toycity.build(tmp_path, toycity.Figures())
    (encoding,) = tmp_path.glob("*/*.lp")
    more = """
    linked(T,Z) :- linked(Z,T).
    linked(T,Z) :- route(T,training), route(Z,training).
    requires(training,own(company),not_passed,"3").
    met(T,own(company)) :- linked(T,Z), linked(Z,T).
    """
    encoding.write_text(encoding.read_text(encoding="utf-8") + more, encoding="utf-8")
    records = [{"id": name, "kind": "training", "hours": hours} for name, hours in (("t1", 3), ("t2", 4))]
    case = {"person": "x", "jurisdiction": "toycity", "year": toycity.YEAR, "records": records}
    justification = check_whole(derived(case, roots=roots))
    assert sum(node.kind == "conclusion" and node.atom[0] == "linked" for node in justification.graph) == 4


def test_what_waits_for_itself_is_absent(tmp_path: Path) -> None:
    roots = toycity.build(tmp_path, toycity.Figures())
    (encoding,) = tmp_path.glob("*/*.lp")
    more = """
    endless(T) :- endless(T).
    begun(T) :- begun(Z), route(T,training), route(Z,training).
    begun(T) :- route(T,never).
    requires(training,own(company),not_passed,"3").
    met(T,own(company)) :- route(T,training), not endless(T), not begun(T).
    """
    encoding.write_text(encoding.read_text(encoding="utf-8") + more, encoding="utf-8")
    case = {"person": "x", "jurisdiction": "toycity", "year": toycity.YEAR}
    records = [{"id": "t1", "kind": "training", "hours": 3}]
    justification = check_whole(derived(case | {"records": records}, roots=roots))
    ends = {str(leaf.atom[0]) for leaf in justification.leaves() if not leaf.holds}
    assert "endless" in ends
    assert "begun" not in ends


@few
@given(st.data())
@pytest.mark.parametrize("city", ["jining", "binzhou"])
def test_absences_are_accounted_for(city: str, data: st.DataObject) -> None:
    """Every rule that could derive an absent atom meets an obstacle, and each obstacle is one."""
    derivation = derived(data.draw(strategies.cases(city)))
    justification = justify(derivation)
    known = set(derivation.trace.firings)
    rules = derivation.trace.encoding.rules
    for node in list(justification.graph):
        if node.kind != "conclusion" or node.holds:
            continue
        assert not any(matches(node.atom, atom) for atom in known), node
        below = list(justification.graph.successors(node))
        could = {rule.number for rule in rules if fits(rule.name, [a.text for a in rule.arguments], node.atom)}
        # A rule whose head is calculated may fit no atom of this form; every other one is refuted.
        assert {one.rule for one in below} >= {
            number for number in could if all(a.variable or not a.variables for a in rules[number].arguments)
        }, node
        for obstacle in below:
            sort = justification.graph.nodes[obstacle]["part"].sort
            fails = justification.graph.nodes[obstacle]["sides"]
            if sort == "atom":
                assert not any(matches(fails, atom) for atom in known)
            if sort == "absent":
                assert justification.node(fails) is not None


def matches(pattern: object, atom: object) -> bool:
    if pattern == "_":
        return True
    if isinstance(pattern, tuple) and isinstance(atom, tuple):
        return len(pattern) == len(atom) and all(map(matches, pattern, atom))
    return bool(pattern == atom)


def fits(name: str, arguments: list[str], atom: Atom) -> bool:
    if name != atom[0] or len(arguments) != len(atom) - 1:
        return False
    values = [(text, given_) for text, given_ in zip(arguments, atom[1:], strict=True) if given_ != "_"]
    if len(dict(values)) != len({(text, str(given_)) for text, given_ in values}):
        return False  # a variable that occurs twice
    for text, given_ in values:
        if given_ == "_" or re.match(r"[A-Z_]", text):
            continue
        functor, _, rest = text.partition("(")
        if functor != (given_[0] if isinstance(given_, tuple) else str(given_)):
            return False
        if isinstance(given_, tuple) and re.fullmatch(r"[a-z]\w*\)", rest) and rest[:-1] != given_[1] != "_":
            return False
    return True


def test_a_conclusion_without_support_is_a_fault() -> None:
    derivation = derived(next(case_files()))
    with pytest.raises(UnsupportedError, match="neither derived nor given"):
        Justification(derivation, [("credit", 1, 99, "public", 1)])


def test_a_choice_says_what_its_alternatives_would_cost() -> None:
    derivation = derived(ENGINEER)
    justification = justify(derivation)
    placed = [node for node in justification.graph if node.kind == "choice"]
    assert {str(node.atom[0]) for node in placed} == {"placed"}
    for node in placed:
        rests_on = {str(one.atom[0]) for one in justification.graph.successors(node)}
        assert {"offer", "lacks", "seat"} <= rests_on
        offers = [one.atom for one in justification.graph.successors(node) if one.atom[0] == "offer"]
        assert {offer[2] for offer in offers} == {node.atom[2]}
    for place in derivation.result.allocation:
        assert place.alternatives
    nodes, _ = graph_data(justification, Stories(derivation))
    # Either competition under the other subject leaves one public or one professional hour missing.
    assert [[other.more_shortfall for other in node.alternatives] for node in nodes if node.kind == "choice"] == [
        [UNITS_PER_HOUR],
        [UNITS_PER_HOUR],
    ]


def test_readings_and_assumptions_are_leaves() -> None:
    case = {
        "person": "x",
        "jurisdiction": "jining",
        "year": 2024,
        "records": [{"id": "t1", "kind": "training", "hours": 10, "days": 2}],
        "leave": [{"id": "l1", "kind": "illness", "months": 8}],
    }
    justification = justify(derived(case))
    kinds = {leaf.kind for leaf in justification.leaves()}
    assert kinds == set(LEAVES)
    chosen = {leaf.atom[2] for leaf in justification.leaves() if leaf.kind == "reading" and leaf.holds}
    assert "gt6" in chosen
    assumed = {
        leaf.atom[2] for leaf in justification.leaves() if leaf.kind == "assumption" and leaf.atom[0] == "assumed"
    }
    assert ("yes", "registered") in assumed


@few
@given(st.data())
@pytest.mark.parametrize("city", ["jining", "weihai"])
def test_the_order_of_records_does_not_matter(city: str, data: st.DataObject) -> None:
    case = data.draw(strategies.cases(city))
    other = dict(case) | {"records": data.draw(st.permutations(case["records"]))}
    one, two = (explanation(derived(each), Question(), graph=True) for each in (case, other))
    assert (one.nodes, one.edges, one.lines) == (two.nodes, two.edges, two.lines)


def test_the_graph_as_data() -> None:
    derivation = derived(ENGINEER)
    stories = Stories(derivation)
    nodes, edges = graph_data(Justification(derivation, roots(derivation)), stories)
    ids = {node.id for node in nodes}
    assert len(ids) == len(nodes)
    assert {end for edge in edges for end in edge} <= ids
    assert nx.is_directed_acyclic_graph(nx.DiGraph(edges))
    for node in nodes:
        if node.place:
            file, _, line = node.place.rpartition(":")
            assert int(line) <= len((asp_root() / file).read_text(encoding="utf-8").splitlines())
    laws = [node for node in nodes if node.kind == "regulation" and node.holds and not node.place.startswith("core/")]
    assert all(node.clauses for node in laws if not node.atom.startswith(("subject", "shown"))), laws


def test_nodes_are_told_apart() -> None:
    assert Node("case", ("a", 1)) != Node("case", ("a", 1))


def test_firings_are_data() -> None:
    derivation = derived(ENGINEER)
    firings = [firing for listed in derivation.trace.firings.values() for firing in listed]
    assert all(isinstance(firing, Firing) for firing in firings)
    total = next(firing for firing in firings if firing.head[:3] == ("actual_total", 1, "public"))
    assert sums(iter(total.counted)) == {"public": int(str(total.head[3]))}
