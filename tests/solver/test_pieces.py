"""Rules that cannot fire are left out, and nothing else changes."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import xueshi.kept
import xueshi.solver.pieces as module
from tests import strategies
from tests.engine.running import CITIES, facts_of, few, law_of
from xueshi.law.paths import asp_root
from xueshi.read import read_case
from xueshi.solver.division import divide
from xueshi.solver.grounding import EncodingError, Grounding
from xueshi.solver.pieces import MANY, Piece, Pieces, pieces

FACTS = Path(__file__).parents[2] / "facts"
CASES = sorted(FACTS.glob("*/*-20[0-9][0-9].yaml"))
PLACED = "placed(1,1,public). placed(1,2,professional)."


def atoms(grounding: Grounding, facts: str, more: str) -> tuple[set[str], set[str]]:
    grounding.ground(facts)
    before = {str(atom.symbol) for atom in grounding._control.symbolic_atoms}
    grounding.ground(more, "totals")
    return before, {str(atom.symbol) for atom in grounding._control.symbolic_atoms}


def agree(law: Path, facts: str) -> None:
    whole = atoms(Grounding([law]), f"staged.\n{facts}", PLACED)
    lean = Grounding([law], flags=("staged",))
    assert atoms(lean, facts, PLACED) == whole


@pytest.fixture(autouse=True)
def _asked_for_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "lasts", lambda _file: True)


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_the_same_atoms_for_each_shipped_case(path: Path) -> None:
    case = read_case(path)
    agree(law_of(case).file, facts_of(case))


@few
@given(case=st.sampled_from(CITIES).flatmap(strategies.cases), strict=st.booleans())
def test_the_same_atoms_for_random_cases(case: Mapping[str, Any], strict: bool) -> None:
    agree(law_of(case).file, facts_of(case, strict=strict))


def test_the_same_atoms_over_many_facts() -> None:
    case = read_case(CASES[0])
    facts = facts_of(case)
    many = facts + "% more of the same\n" * MANY
    agree(law_of(case).file, many)


def taken(found: Iterator[tuple[str, str]]) -> dict[str, list[str]]:
    return {part: text.split() for part, text in found}


def piece(text: str, needs: Sequence[str] = (), *, part: str = "base", unless: Sequence[str] = ()) -> Piece:
    return Piece(part, text, [text], list(needs), list(unless))


def test_a_rule_needs_what_its_body_asks_for() -> None:
    rules = Pieces([piece("c", ["b"]), piece("b", ["a"]), piece("d", ["a", "x"]), piece("e")], ())
    assert {part: sorted(found) for part, found in taken(rules.take("a(1).", ["base"])).items()} == {
        "base": ["b", "c", "e"]
    }
    assert taken(rules.take("x(1).", ["base"])) == {"base": []}


def test_later_parts_know_what_earlier_ones_derive() -> None:
    rules = Pieces([piece("b", ["a"]), piece("c", ["b", "x"], part="later"), piece("d", ["y"], part="later")], ())
    assert taken(rules.take("a(1).", ["base"])) == {"base": ["b"]}
    assert taken(rules.take("x(1,2).", ["later"])) == {"later": ["c"]}


def test_a_rule_against_a_flag_is_left_out() -> None:
    rules = [piece("b", unless=["quiet"]), piece("c", unless=["loud"])]
    assert taken(Pieces(rules, ["quiet"]).take("", ["base"])) == {"base": ["c"]}


def written(folder: Path, text: str) -> Path:
    file = folder / "law.lp"
    file.write_text(text, encoding="utf-8")
    return file


def test_division(tmp_path: Path) -> None:
    (tmp_path / "more.lp").write_text("b(X) :- a(X). #program base.", encoding="utf-8")
    file = written(
        tmp_path,
        '#include "more.lp". % a comment\n#const n = 2. a(1;2). #defined x/1. #show a/1.\n'
        "c(X) :- a(X), not b(X), not flag, d(f(X),Y), X = #sum { Z : e(Z) }, g(X) : h(X); X < n.\n"
        "#program later. { p(X) : q(X) } :- not not r(X), a(X). :- s. :~ t. [1]",
    )
    rows, sources = divide(file)
    assert {source.name for source in sources} == {"law.lp", "more.lp"}
    assert [(row[0], *row[2:]) for row in rows] == [
        ("base", ["b"], ["a"], []),
        ("base", ["c"], ["a", "d"], ["flag"]),
        ("base", ["a"], [], []),
        ("later", ["p", "q"], ["a"], []),
        ("later", [], ["s"], []),
    ]


@pytest.mark.parametrize("text", ["#program base(n). a(n).", "#external a(1).", "a :- &sum { x } > 1."])
def test_what_cannot_be_divided_is_run_whole(tmp_path: Path, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xueshi.kept, "_ROOTS", (tmp_path,))
    theory = "#theory t { s { }; &sum/0 : s, {>}, s, body }. " if "&" in text else ""
    assert pieces(written(tmp_path, theory + text), ()) is None


def test_an_encoding_of_others_is_run_whole(tmp_path: Path) -> None:
    assert pieces(written(tmp_path, "a."), ()) is None


def test_an_encoding_that_is_asked_for_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(xueshi.kept, "_ROOTS", (tmp_path,))
    monkeypatch.setattr(module, "lasts", lambda _file: False)
    file = written(tmp_path, "a.")
    assert pieces(file, ()) is None
    assert pieces(file, ()) is not None


def test_an_encoding_that_changed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(xueshi.kept, "_ROOTS", (tmp_path,))
    file = written(tmp_path, "a.")
    grounding = Grounding([file], flags=("flag",))
    grounding.ground("")
    file.write_text("b :- flag.", encoding="utf-8")
    grounding = Grounding([file], flags=("flag",))
    grounding.ground("")
    assert list(grounding.rows("b", 0)) == [()]
    assert list(grounding.rows("a", 0)) == []


@pytest.mark.parametrize("text", ["a(X) :- not b(X).", "a(X+1) :- b(X).", "a(."])
def test_a_fault_is_shown_where_it_stands(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, text: str) -> None:
    monkeypatch.setattr(xueshi.kept, "_ROOTS", (tmp_path,))
    file = written(tmp_path, f"c.\n{text}\n")
    with pytest.raises(EncodingError, match=r"law\.lp:2:"):
        Grounding([file], flags=("flag",)).ground('b("x").')


def test_every_shipped_encoding_can_be_divided(tmp_path: Path) -> None:
    root = shutil.copytree(asp_root(), tmp_path / "asp")
    laws = [file for file in sorted(root.glob("*/*.lp")) if file.with_suffix(".toml").is_file()]
    assert laws
    for file in laws:
        assert divide(file)[0], file
