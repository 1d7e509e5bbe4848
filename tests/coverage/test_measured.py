"""An encoding as what can be covered: the same whatever its layout."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from xueshi.solver.bodies import compared, in_order
from xueshi.solver.grounding import EncodingError
from xueshi.solver.measured import Measured, measured

LAW = """\
%@ clause 1
a(x;y). a(1..3).
b(X,Y) :- a(X), Y = #count { Z : a(Z), Z != X }, not c(X), Y > 1.
c(X) :- d(X,_), e(X;Y), a(Y).
{ f(X) } :- a(X).
:- f(x), c(x).
%@ clause 2
g(C) :- year(C), not c(C).
h(C) :- year(C), a(C).
"""
_TOKEN = re.compile(r'"[^"]*"|[A-Za-z_#]\w*|:-|:~|!=|<=|>=|\.\.|\d+|[^\s\w]')


def of(tmp_path: Path, text: str) -> Measured:
    file = tmp_path / "law.lp"
    file.write_text(text, encoding="utf-8")
    return measured(file, [tmp_path / "core"], {("year", 1)})


def test_pools_are_expanded_and_what_chooses_is_left_out(tmp_path: Path) -> None:
    found = of(tmp_path, LAW)
    assert [one.text for one in found.instances if one.is_fact] == ["a(x)", "a(y)", "a((1..3))"]
    assert [one.head for one in found.instances if not one.is_fact] == ["b(X,Y)", "c(X)", "c(X)", "g(C)", "h(C)"]
    assert [one.text for one in found.unmeasured] == ["{ f(X) } :- a(X).", "#false :- f(x); c(x)."]
    assert [one.clauses for one in found.statements] == [("1",), ("1",), ("1",), ("1",), ("2",), ("2",)]


def test_what_asks_for_cases_is_told_from_what_says_the_law(tmp_path: Path) -> None:
    found = of(tmp_path, LAW)
    # d/2 is nobody's, so a case's; c/1 and b/2 rest on it; h/1 asks for the year alone.
    assert {found.instances[number].head for number in found.about_cases} == {"b(X,Y)", "c(X)", "g(C)"}
    assert found.stated == {("a", 1), ("h", 1)}


def test_rules_that_a_flag_switches_off(tmp_path: Path) -> None:
    found = of(tmp_path, "p :- not off, q.\nr :- p.\n{ s } :- not off.\nt :- s.\nu :- q, not r.\n")
    off = found.switched_off(["off"], ["q"])
    assert [one.head for one in found.instances if one.number in off] == ["p", "r", "t"]
    # Somebody else may say what is chosen.
    off = found.switched_off(["off"], ["q", "s"])
    assert [one.head for one in found.instances if one.number in off] == ["p", "r"]


def test_literals_wait_for_their_variables(tmp_path: Path) -> None:
    found = of(tmp_path, "p(X) :- X < Y, not s(Y), q(X), Y = X+1, t.")
    rule = found.instances[0]
    assert [part.text for part in rule.parts] == ["q(X)", "Y = (X+1)", "X < Y", "not s(Y)", "t"]
    assert rule.parts == in_order(rule.parts)
    sides = compared(rule.parts[2])
    assert sides is not None
    assert (sides[0].text, sides[1], sides[2].text) == ("X", "<", "Y")
    assert compared(rule.parts[1]) is None


def test_a_file_at_fault_is_named(tmp_path: Path) -> None:
    with pytest.raises(EncodingError, match=r"law\.lp:2:1"):
        of(tmp_path, "p(")


@pytest.mark.parametrize("text", ["p.\n-q(1).", "p.\nq :- -r(X), s(X)."])
def test_classical_negation_is_told(tmp_path: Path, text: str) -> None:
    with pytest.raises(EncodingError, match=r"law\.lp:2:1: .*classical negation"):
        of(tmp_path, text)


@st.composite
def layouts(draw: st.DrawFn) -> str:
    """Return the same program with other blanks, line breaks and comments between its tokens."""
    out = []
    for line in LAW.splitlines():
        if line.startswith("%"):
            out.append(f"\n{line}\n")
            continue
        blanks = st.sampled_from((" ", "\n", "  % a(z).\n", "\t"))
        out += [token + draw(blanks) for token in _TOKEN.findall(line)]
    return "".join(out) + "\n"


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=layouts())
def test_layout_changes_nothing_but_places(tmp_path: Path, text: str) -> None:
    plain, other = of(tmp_path, LAW), of(tmp_path, text)
    assert other.instances == plain.instances
    assert (other.about_cases, other.stated) == (plain.about_cases, plain.stated)
    assert [(one.text, one.clauses) for one in other.statements] == [(s.text, s.clauses) for s in plain.statements]
