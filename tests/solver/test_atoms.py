"""Atoms are read as clingo's own classes give them."""

from __future__ import annotations

from clingo import Control

from xueshi.solver.atoms import AtomReader


def reader(text: str) -> AtomReader:
    control = Control(["--warn=none"])
    control.add("base", [], text)
    control.ground([("base", [])])
    return AtomReader(control)


def test_terms_of_every_sort() -> None:
    found = reader('p(-3,"a \\"b\\" 学时",c,f(x,(1,2)),(),#inf,#sup).').rows("p", 7)
    assert found == [(-3, 'a "b" 学时', "c", ("f", "x", ("", 1, 2)), "", "#inf", "#sup")]


def test_in_the_order_of_derivation() -> None:
    atoms = reader("p(3;1;2). q(X*10) :- p(X).")
    assert atoms.rows("p", 1) == [(3,), (1,), (2,)]
    assert atoms.rows("q", 1) == [(30,), (10,), (20,)]


def test_a_flag_and_what_is_not_there() -> None:
    atoms = reader("p. q(1). -r(1).")
    assert atoms.rows("p", 0) == [()]
    assert atoms.rows("q", 2) == []
    assert atoms.rows("r", 1) == []
    assert atoms.rows("none", 1) == []


def test_terms_are_kept_apart_by_sort() -> None:
    assert reader('p(1,"1",a,"a").').rows("p", 4) == [(1, "1", "a", "a")]
