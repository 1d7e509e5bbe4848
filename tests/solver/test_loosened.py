"""An encoding of which some conclusions can be lifted, without touching its files."""

from __future__ import annotations

from pathlib import Path

import pytest

from xueshi.law.regulation import Regulation, regulations
from xueshi.remedy.changes_worlds import LOOSENING
from xueshi.solver.grounding import EncodingError, Grounding
from xueshi.solver.loosened import Guard, LoosenedGrounding, Loosening

TEXT = """
cap(works,30). cap(study,40).
under(P,C) :- person(P), cap(C,_).
most(P,C,N) :- under(P,C), cap(C,N).
free(P) :- person(P), not under(P,_).
#program totals.
sum(P,X) :- person(P), X = #sum { N,C : most(P,C,N) }.
"""

LIFTED = Loosening((Guard("under", 2, "lifted({0},{1})"),), (("base", "most(P,C,99) :- person(P), lifted(P,C)."),))


def ground(file: Path, loosening: Loosening, facts: str) -> LoosenedGrounding:
    grounding = LoosenedGrounding(file, loosening, flags=("staged",))
    grounding.ground(facts)
    grounding.ground("", "totals")
    return grounding


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "text.lp"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_what_is_not_lifted_stands(file: Path) -> None:
    found = ground(file, LIFTED, "person(1).")
    assert set(found.rows("most", 3)) == {(1, "works", 30), (1, "study", 40)}
    assert list(found.rows("sum", 2)) == [(1, 70)]


def test_each_person_has_its_own_liftings(file: Path) -> None:
    found = ground(file, LIFTED, "person(1). person(2). lifted(2,works).")
    assert set(found.rows("most", 3)) == {(1, "works", 30), (1, "study", 40), (2, "works", 99), (2, "study", 40)}
    assert set(found.rows("sum", 2)) == {(1, 70), (2, 139)}


def test_everything_lifted(file: Path) -> None:
    found = ground(file, Loosening(LIFTED.guards), "person(1). lifted(1,works). lifted(1,study).")
    assert list(found.rows("free", 1)) == [(1,)]


def test_a_guard_for_some_rules_of_a_predicate(tmp_path: Path) -> None:
    path = tmp_path / "text.lp"
    path.write_text("short(P,a) :- lacks(P,a). short(P,b) :- misses(P,b).", encoding="utf-8")
    loosening = Loosening((Guard("short", 2, "lifted({0})", asking="lacks"),))
    found = ground(path, loosening, "lacks(1,a). misses(1,b). lifted(1).")
    assert list(found.rows("short", 2)) == [(1, "b")]


def test_the_files_stay_as_they_are(file: Path) -> None:
    ground(file, LIFTED, "person(1). lifted(1,works).")
    assert file.read_text(encoding="utf-8") == TEXT
    plain = Grounding([file])
    plain.ground("person(1).")
    assert set(plain.rows("most", 3)) == {(1, "works", 30), (1, "study", 40)}


def test_an_encoding_that_cannot_be_divided(tmp_path: Path) -> None:
    path = tmp_path / "text.lp"
    path.write_text(TEXT + "#external held(1).\n", encoding="utf-8")
    found = ground(path, LIFTED, "person(1). lifted(1,works).")
    assert set(found.rows("most", 3)) == {(1, "works", 99), (1, "study", 40)}
    assert list(found.rows("sum", 2)) == [(1, 139)]


def test_an_encoding_with_a_fault_is_named(tmp_path: Path) -> None:
    path = tmp_path / "text.lp"
    path.write_text("under(P :- person(P).", encoding="utf-8")
    with pytest.raises(EncodingError, match=r"text\.lp"):
        LoosenedGrounding(path, LIFTED)


@pytest.mark.parametrize("law", regulations(), ids=lambda law: law.id)
def test_the_encodings_can_be_loosened(law: Regulation) -> None:
    grounding = LoosenedGrounding(law.file, LOOSENING, flags=("staged",))
    grounding.ground("")
    plain = Grounding([law.file], flags=("staged",))
    plain.ground("")
    for name, arity in (("subject", 2), ("cap", 3), ("answer", 3), ("requires", 4)):
        assert sorted(grounding.rows(name, arity), key=str) == sorted(plain.rows(name, arity), key=str)
