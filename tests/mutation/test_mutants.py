"""Which slips are made, worked out by hand from what each operator says."""

from __future__ import annotations

from pathlib import Path

import pytest
from clingo import Control
from hypothesis import given, settings
from hypothesis import strategies as st

from xueshi.law.paths import asp_root
from xueshi.solver.grounding import EncodingError
from xueshi.solver.mutants import Mutant, Source, mutants

ORDERS = {("answer", 3): 2, ("subject", 2): 1}
SUBJECTS = "subject(public,1). subject(professional,2).\n"


def made(folder: Path, text: str, operator: str | None = None) -> list[tuple[str, str]]:
    """Return before and after of each mutant of a program."""
    file = folder / "p.lp"
    file.write_text(text, encoding="utf-8")
    return [(one.before, one.after) for one in mutants(Source(file), ORDERS) if operator in (None, one.operator)]


def test_a_number_goes_up_and_down_by_one(tmp_path: Path) -> None:
    assert made(tmp_path, "cap(a,30).", "number") == [("cap(a,30).", "cap(a,31)."), ("cap(a,30).", "cap(a,29).")]


@pytest.mark.parametrize(
    ("day", "later", "earlier"),
    [(20240510, 20240511, 20240509), (20240229, 20240301, 20240228), (20231231, 20240101, 20231230)],
)
def test_a_date_goes_by_a_day_of_the_calendar(tmp_path: Path, day: int, later: int, earlier: int) -> None:
    found = [after for _, after in made(tmp_path, f"opens({day}).", "date")]
    assert found == [f"opens({later}).", f"opens({earlier})."]
    assert made(tmp_path, f"opens({day}).", "number") == []


def test_what_only_looks_like_a_date_is_a_number(tmp_path: Path) -> None:
    assert [after for _, after in made(tmp_path, "n(20241310).", "number")] == ["n(20241311).", "n(20241309)."]


@pytest.mark.parametrize(
    ("sign", "others"),
    [("<", ["<=", ">="]), ("<=", ["<", ">"]), (">", [">=", "<="]), (">=", [">", "<"]), ("=", ["!="]), ("!=", ["="])],
)
def test_a_comparison_moves_its_boundary_or_turns(tmp_path: Path, sign: str, others: list[str]) -> None:
    found = made(tmp_path, f"p(X) :- q(X,Y), X {sign} Y.", "comparison")
    assert [after for _, after in found] == [f"p(X) :- q(X,Y), X {other} Y." for other in others]


def test_each_condition_is_left_out_and_turned(tmp_path: Path) -> None:
    text = "p(X) :- q(X), not r(X), X < 5."
    assert [after for _, after in made(tmp_path, text, "condition")] == [
        "p(X) :- not r(X), X < 5.",
        "p(X) :- q(X), X < 5.",
        "p(X) :- q(X), not r(X).",
    ]
    assert [after for _, after in made(tmp_path, text, "negation")] == [
        "p(X) :- not q(X), not r(X), X < 5.",
        "p(X) :- q(X), r(X), X < 5.",
    ]


def test_each_instance_of_a_pool_is_left_out_and_the_whole(tmp_path: Path) -> None:
    assert made(tmp_path, "flat((a;b;c),10).", "rule") == [
        ("flat((a;b;c),10).", after) for after in ("", "flat((b;c),10).", "flat((a;c),10).", "flat((a;b),10).")
    ]
    assert [after for _, after in made(tmp_path, "t((a;b),(c;d)).", "rule")][1:] == [
        "t(a,d). t(b,c). t(b,d).",
        "t(a,c). t(b,c). t(b,d).",
        "t(a,c). t(a,d). t(b,d).",
        "t(a,c). t(a,d). t(b,c).",
    ]


def test_members_of_caps_are_an_operator_of_their_own(tmp_path: Path) -> None:
    assert [after for _, after in made(tmp_path, "under((a;b),public,c).", "cap")] == [
        "",
        "under(b,public,c).",
        "under(a,public,c).",
    ]
    assert made(tmp_path, "under((a;b),public,c).", "rule") == []


def test_terms_and_elements_of_an_aggregate_are_left_out(tmp_path: Path) -> None:
    found = made(tmp_path, "p(X) :- X = #sum { U,R : q(U,R) ; V : r(V) }.", "tuple")
    assert [after for _, after in found] == [
        "p(X) :- X = #sum { V: r(V) }.",
        "p(X) :- X = #sum { R: q(U,R); V: r(V) }.",
        "p(X) :- X = #sum { U: q(U,R); V: r(V) }.",
        "p(X) :- X = #sum { U,R: q(U,R) }.",
    ]


def test_a_subject_becomes_each_other(tmp_path: Path) -> None:
    text = SUBJECTS + 'minimum(public,30,"1").'
    assert [pair for pair in made(tmp_path, text, "subject") if "minimum" in pair[0]] == [
        ('minimum(public,30,"1").', 'minimum(professional,30,"1").')
    ]


def test_the_first_answer_changes_places_and_its_number_stays(tmp_path: Path) -> None:
    text = 'answer("q","a",1). answer("q","b",2). answer("q","c",3). answer("z","y",1).'
    assert made(tmp_path, text, "default") == [
        ('answer("q","b",2). answer("q","a",1).', 'answer("q","b",1). answer("q","a",2).'),
        ('answer("q","c",3). answer("q","a",1).', 'answer("q","c",1). answer("q","a",3).'),
    ]
    assert made(tmp_path, text, "number") == []


def test_two_slips_with_one_outcome_are_one_mutant(tmp_path: Path) -> None:
    # Without its first instance the fact is that of its second; without a fact that stands twice nothing changes.
    assert made(tmp_path, "p(1). p(1).", "rule") == []
    assert ("p(1).", "p(2).") not in made(tmp_path, "p(1). p(2). p(1).")


def test_clauses_and_lines_are_told(tmp_path: Path) -> None:
    file = tmp_path / "p.lp"
    file.write_text(
        "p(1).\n\n%@ clause 二(一)\n%@ clause 三\n% 学时\nq(学时) :- p(1).\n".replace("学时)", "x)"), encoding="utf-8"
    )
    found = {(one.line, one.clauses) for one in mutants(Source(file), {})}
    assert found == {(1, ()), (6, ("二(一)", "三"))}


def test_only_the_own_folder_is_changed_and_the_program_stays_whole(tmp_path: Path) -> None:
    for folder in ("city", "other"):
        (tmp_path / folder).mkdir()
    (tmp_path / "other" / "core.lp").write_text("r(3).\n#program totals.\ns(4).\n", encoding="utf-8")
    (tmp_path / "city" / "annex.lp").write_text("p(2).\n", encoding="utf-8")
    text = '#include "../other/core.lp".\n#include "annex.lp".\n% 注\np(1).\n'
    (tmp_path / "city" / "c.lp").write_text(text, encoding="utf-8")
    source = Source(tmp_path / "city" / "c.lp")
    found = list(mutants(source, {}))
    assert {(one.file.name, one.before) for one in found} == {("c.lp", "p(1)."), ("annex.lp", "p(2).")}
    assert atoms(source.program()) == {"p(1)", "p(2)", "r(3)"}
    dropped = next(one for one in found if one.before == "p(2)." and not one.after)
    assert atoms(source.program(dropped.edits)) == {"p(1)", "r(3)"}


def test_a_file_that_is_no_program_is_refused(tmp_path: Path) -> None:
    (tmp_path / "p.lp").write_text("p(1.\n", encoding="utf-8")
    with pytest.raises(EncodingError, match=r"p\.lp:1"):
        Source(tmp_path / "p.lp")


def atoms(program: str) -> set[str]:
    """Return what holds in the part ``base`` of a program of facts."""
    control = Control(["--warn=none"])
    control.add("base", [], program)
    control.ground([("base", [])])
    return {str(atom.symbol) for atom in control.symbolic_atoms}


def test_a_shipped_encoding_has_every_sort_of_slip_in_a_fixed_order() -> None:
    source = Source(asp_root() / "lishui" / "lishui-2020.lp")
    found = list(mutants(source, ORDERS))
    assert found == list(mutants(source, ORDERS))
    assert len({one.edits for one in found}) == len(found)
    assert all(one.before != one.after for one in found)
    assert {one.operator for one in found} >= {"number", "condition", "negation", "rule", "subject", "default"}


FACTS = st.lists(st.tuples(st.sampled_from("pq"), st.integers(0, 3)), min_size=1, max_size=6)


@settings(max_examples=25)
@given(FACTS)
def test_each_mutant_of_facts_has_other_facts_and_no_two_the_same(
    tmp_path_factory: pytest.TempPathFactory, facts: list[tuple[str, int]]
) -> None:
    file = tmp_path_factory.mktemp("facts") / "p.lp"
    file.write_text("\n".join(f"{name}({number})." for name, number in facts), encoding="utf-8")
    source = Source(file)

    def said(mutant: Mutant | None) -> frozenset[str]:
        return frozenset(source.program(mutant.edits if mutant else ()).split())

    found = [said(one) for one in mutants(source, {})]
    assert len(set(found)) == len(found)
    assert said(None) not in found
