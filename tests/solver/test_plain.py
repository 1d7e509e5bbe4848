"""An encoding run as clingo alone would run it."""

from __future__ import annotations

from pathlib import Path

import pytest

from xueshi.solver.grounding import EncodingError
from xueshi.solver.plain import plain_optimum

PICK = "1 { pick(X) : item(X,_,_) } 1.  :~ pick(X), item(X,A,_). [A@2]  :~ pick(X), item(X,_,B). [-B@1]  #show pick/1."


def encoding(tmp_path: Path, text: str) -> list[Path]:
    file = tmp_path / "program.lp"
    file.write_text(text, encoding="utf-8")
    return [file]


def test_the_optimum_and_its_costs_by_level(tmp_path: Path) -> None:
    found = plain_optimum(encoding(tmp_path, PICK), 'item(a,2,9). item("b c",1,3). item(f(1),1,4).')
    assert found.cost == (1, -4)
    assert found.shown == (("pick", ("f", 1)),)


def test_without_weak_constraints_there_is_no_cost(tmp_path: Path) -> None:
    found = plain_optimum(encoding(tmp_path, "p(2). p(1). q. #show p/1."), "")
    assert (found.cost, found.shown) == ((), (("p", 1), ("p", 2)))


def test_a_program_without_answer(tmp_path: Path) -> None:
    with pytest.raises(EncodingError, match="no answer set"):
        plain_optimum(encoding(tmp_path, ":- not p."), "")


@pytest.mark.parametrize("text", ["p(X", "p(X)."])
def test_a_program_at_fault(tmp_path: Path, text: str) -> None:
    with pytest.raises(EncodingError, match=r"program\.lp:[12]:"):
        plain_optimum(encoding(tmp_path, text), "")


def test_the_time_limit_ends_the_search(tmp_path: Path) -> None:
    """Pigeons that do not fit: far more than a tenth of a second's work."""
    pigeons = "1 { in(P,H) : H = 1..12 } 1 :- P = 1..13.  :- in(P,H), in(Q,H), P < Q."
    with pytest.raises(TimeoutError):
        plain_optimum(encoding(tmp_path, pigeons), "", time_limit=0.1)


def test_the_time_limit_holds_for_the_whole_search(tmp_path: Path) -> None:
    """Each better model comes soon, the last one never."""
    knapsack = (
        "{ x(1..60) }.  w(X,(X*7919)\\1009+500) :- X = 1..60.  :- #sum { W,X : x(X), w(X,W) } > 15777."
        "  :~ not x(X), w(X,W). [W+(X*31)\\7,X]"
    )
    with pytest.raises(TimeoutError):
        plain_optimum(encoding(tmp_path, knapsack), "", time_limit=0.5)
