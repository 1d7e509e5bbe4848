"""Grounding a program and reading it back."""

from __future__ import annotations

from pathlib import Path

import pytest

from xueshi.solver.grounding import EncodingError, Grounding, clingo_version


def grounding(tmp_path: Path, text: str) -> Grounding:
    file = tmp_path / "program.lp"
    file.write_text(text, encoding="utf-8")
    return Grounding([file])


def test_terms_are_read_back_as_numbers_text_and_tuples(tmp_path: Path) -> None:
    program = grounding(tmp_path, 'p(1,-2). p(a,"a b"). p(f(1,g("x",h)),(1,2)). p(#inf,#sup). p("",-c).')
    program.ground("")
    assert sorted(program.rows("p", 2), key=str) == sorted(
        [(1, -2), ("a", "a b"), (("f", 1, ("g", "x", "h")), ("", 1, 2)), ("#inf", "#sup"), ("", "c")], key=str
    )
    assert list(program.rows("p", 1)) == []
    assert list(program.rows("q", 2)) == []


def test_parts_are_grounded_over_what_is_known(tmp_path: Path) -> None:
    program = grounding(tmp_path, "double(2*X) :- single(X).  #program later.  more(X+1) :- double(X), also(X).")
    program.ground("single(1..3).")
    assert sorted(program.rows("double", 1)) == [(2,), (4,), (6,)]
    assert list(program.rows("more", 1)) == []
    program.ground("also(4). also(5).", "later")
    assert list(program.rows("more", 1)) == [(5,)]


def test_what_a_choice_leaves_open_is_told(tmp_path: Path) -> None:
    program = grounding(tmp_path, "{ a }.  b :- a.  c :- not d.  e :- not a.")
    program.ground("")
    assert sorted(program.undecided()) == ["a", "b", "e"]
    decided = grounding(tmp_path, "c :- not d.  n(X) :- X = #sum { 1,a : c ; 2,b : d }.")
    decided.ground("")
    assert list(decided.undecided()) == []
    assert list(decided.rows("n", 1)) == [(1,)]


def test_files_are_joined_and_includes_followed(tmp_path: Path) -> None:
    (tmp_path / "other.lp").write_text("p(1).", encoding="utf-8")
    (tmp_path / "first.lp").write_text('#include "other.lp".', encoding="utf-8")
    (tmp_path / "second.lp").write_text("q(X) :- p(X).", encoding="utf-8")
    program = Grounding([tmp_path / "first.lp", tmp_path / "second.lp"])
    program.ground("")
    assert list(program.rows("q", 1)) == [(1,)]


@pytest.mark.parametrize(
    ("text", "where", "said"),
    [
        ("p(1).\np(2)\n", ":3:1-2", "error: syntax error"),
        ("p(1).\nq(X) :- not p(X).\n", ":2:1-18", "error: unsafe variables"),
        ("p(a).\n\nq(X+1) :- p(X).\n", ":3:3-4", "info: operation undefined"),
        ('#include "nowhere.lp".', ":1:1-23", "error: file could not be opened"),
    ],
)
def test_a_fault_names_file_line_and_column(tmp_path: Path, text: str, where: str, said: str) -> None:
    with pytest.raises(EncodingError) as caught:
        grounding(tmp_path, text).ground("")
    message = str(caught.value)
    assert f"{tmp_path / 'program.lp'}{where}: {said}" in message


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(EncodingError, match=r"nowhere\.lp"):
        Grounding([tmp_path / "nowhere.lp"])


def test_a_lost_instance_in_a_later_part_is_a_fault_too(tmp_path: Path) -> None:
    program = grounding(tmp_path, "#program later.  q(X+1) :- p(X).")
    program.ground("p(a).")
    with pytest.raises(EncodingError, match="operation undefined"):
        program.ground("", "later")


def test_facts_at_fault_are_told(tmp_path: Path) -> None:
    with pytest.raises(EncodingError, match="syntax error"):
        grounding(tmp_path, "p(1).").ground("p(")


def test_a_predicate_that_nothing_derives_is_no_fault(tmp_path: Path) -> None:
    program = grounding(tmp_path, "p(X) :- nowhere(X).")
    program.ground("")
    assert list(program.rows("p", 1)) == []


def test_the_version_of_clingo() -> None:
    assert clingo_version().split(".")[0] == "5"
