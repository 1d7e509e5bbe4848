"""Both ways of reading atoms give the same."""

from __future__ import annotations

import sys

import pytest
from clingo import Control

from xueshi.solver.terms import SlowAtoms, atoms_of

PROGRAM = 'p(-3,"a \\"b\\" 学时",c,f(x,(1,2)),#inf,#sup). q(3;1;2). r(X*10) :- q(X). s.'


def grounded() -> Control:
    control = Control(["--warn=none"])
    control.add("base", [], PROGRAM)
    control.ground([("base", [])])
    return control


@pytest.mark.parametrize(("name", "arity"), [("p", 6), ("q", 1), ("r", 1), ("s", 0), ("none", 2)])
def test_both_ways_agree(name: str, arity: int) -> None:
    control = grounded()
    assert SlowAtoms(control).rows(name, arity) == atoms_of(control).rows(name, arity)


def test_without_the_inside_of_the_library_the_classes_serve(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xueshi.solver.atoms", None)
    atoms = atoms_of(grounded())
    assert isinstance(atoms, SlowAtoms)
    assert atoms.rows("q", 1) == [(3,), (1,), (2,)]
