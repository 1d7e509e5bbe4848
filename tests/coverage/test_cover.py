"""What a small regulation's scenarios reach, against what is known by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.coverage.small import LAW, METADATA, small_law
from xueshi.coverage.cover import cover
from xueshi.coverage.figures import Blocked, Coverage, Covered, Item, Share
from xueshi.law.regulation import LawError, Regulation
from xueshi.read import read_cases
from xueshi.scenario.load import load


def covered(law: Regulation, *, core: bool = False) -> Coverage:
    roots = (law.file.parents[1],)
    return cover(law, load(law), (), roots, core=core)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Coverage:
    return covered(small_law(tmp_path_factory.mktemp("small")), core=True)


def statement(found: Coverage, begins: str) -> Covered:
    return next(one for one in found.statements if one.text.startswith(begins))


def item(found: Coverage, begins: str) -> Item:
    return next(one for s in found.statements for one in s.items if one.text.startswith(begins))


def sides(found: Coverage, begins: str, group: str) -> dict[str, bool]:
    return dict(next(aspect.sides for aspect in item(found, begins).aspects if aspect.group == group))


def test_what_was_judged(small: Coverage) -> None:
    assert (small.scenarios, small.cases) == (7, 0)
    assert [(place.rpartition("/")[2], why) for place, why in small.skipped] == [("all.yaml:26", "refused")]


def test_a_clause_is_covered_by_one_statement(small: Coverage) -> None:
    # 五 has none that is used; what stands without a clause is no clause.
    assert small.clause_share() == Share(4, 5)
    assert list(small.clauses) == ["", "一", "二", "三", "四", "五"]


def test_rules_that_fire_are_counted(small: Coverage) -> None:
    assert item(small, "own(").times == 1
    assert item(small, "one_only(").times == 1  # two records of equal content are one
    assert item(small, 'record_warning(T,days_dropped,"四")').times == 1


def test_a_rule_that_never_fires_names_what_blocks_it(small: Coverage) -> None:
    found = item(small, "record_warning(T,unfiled_hr_training")
    assert (found.covered, found.times) == (False, 0)
    # Two trainings of the HR department, both filed before.
    assert found.blocked == Blocked(2, 2, "not says(T,filed,before)")
    never = item(small, "hours_of(K,H) :- row(K,_,H)")
    assert never.blocked == Blocked(1, 2, "K = four")


def test_pools_count_each_of_their_facts(small: Coverage) -> None:
    kinds = statement(small, "judged_as((training;conference),training)")
    assert [(one.text, one.covered) for one in kinds.items] == [
        ("judged_as(training,training)", True),
        ("judged_as(conference,training)", False),
    ]
    assert kinds.state == "partly"
    papers = statement(small, "serves(")
    assert [one.covered for one in papers.items] == [True, False]


def test_a_fact_is_used_where_a_rule_fires_on_it(small: Coverage) -> None:
    used = {
        begins: item(small, begins).covered for begins in ("minimum(", "cap(", "actual(", "many(", "subject(public")
    }
    assert all(used.values())
    assert not item(small, "judged_as(patent").covered
    assert not item(small, 'clause(patent,"五")').covered
    assert statement(small, "judged_as(patent").state == "none"


def test_of_a_table_only_the_cells_that_records_took_are_used(small: Coverage) -> None:
    assert item(small, "table(contest,level,national,").covered
    assert not item(small, "table(contest,level,provincial,").covered
    # Three of four things that rows say: the first column of `two` alone was asked for.
    assert [(a.what, dict(a.sides)) for a in item(small, "hours_of(K,H) :- row(K,H,_)").aspects] == [
        ("hours_of(three,3)", {"used": False}),
        ("hours_of(two,2)", {"used": True}),
    ]
    assert item(small, "row(two,").covered
    assert not item(small, "row(three,").covered


def test_sides_of_caps_minima_and_requirements(small: Coverage) -> None:
    assert sides(small, "cap(", "cap") == {"below": True, "at": True, "above": False}
    # 0, 2, 20 and 40 public hours where 10 are asked.
    assert sides(small, "minimum(", "boundary") == {"below": True, "at": False, "above": True}
    assert sides(small, "requires(", "requirement") == {"met": True, "failed": True, "assumed": False}


def test_conditions_and_comparisons_of_a_rule(small: Coverage) -> None:
    warning = item(small, 'record_warning(T,days_dropped,"四")')
    assert [(a.group, a.what, dict(a.sides)) for a in warning.aspects] == [
        ("condition", "route(T,exam)", {"met": True, "unmet": True}),
        ("condition", "measure(T,modules,N)", {"met": True, "unmet": False}),
        ("boundary", "N >= M", {"below": False, "at": True, "above": False}),
    ]
    one_only = item(small, "one_only(")
    assert [(a.what, a.sides["unmet"]) for a in one_only.aspects] == [
        ("route(T,contest)", True),
        ('reading(C,"one","first")', True),
    ]


def test_answers_that_decide_and_that_do_not(small: Coverage) -> None:
    answers = {
        (reading.id, one.code): (one.chosen, one.decides.rpartition("/")[2])
        for reading in small.readings
        for one in reading.answers
    }
    assert answers == {
        ("one", "each"): (6, "all.yaml:18"),
        ("one", "first"): (1, "all.yaml:18"),
        ("idle", "so"): (6, ""),
        ("idle", "otherwise"): (1, ""),
    }
    assert small.answer_share() == Share(2, 4)
    assert not item(small, 'answer("idle","so",1)').covered
    assert item(small, 'answer("one","each",1)').covered


def test_kinds_and_reasons_that_occurred(small: Coverage) -> None:
    assert small.kinds.found == ("competition", "computer_exam", "training")
    assert small.kinds.missing == ("conference", "patent")
    assert small.reasons.found == ("days_dropped", "document_missing")
    assert small.reasons.missing == ("unfiled_hr_training",)


def test_the_vocabulary_apart(small: Coverage) -> None:
    fired = {one.text: one.items[0].times for one in small.core}
    assert fired["known(T) :- falls_under(T,_)."]
    assert fired["share(T,S,(((H*hour)*M)/12)) :- route(T,Rt); yearly(Rt,S,H); measure(T,months,M)."] == 0
    # What is switched off because the engine chooses is no rule that could fire.
    assert not any(one.text.startswith("grain(") for one in small.core)
    assert small.rule_share() == Share(4, 6)


def test_case_files_count_too(tmp_path: Path) -> None:
    law = small_law(tmp_path)
    roots = (tmp_path,)
    file = tmp_path / "case.yaml"
    file.write_text(
        "person: B\njurisdiction: small\nyear: 2024\n"
        "records: [{id: k, kind: competition, level: provincial}, {id: p, kind: patent}]\n",
        encoding="utf-8",
    )
    found = cover(law, load(law), read_cases([str(file)], roots), roots)
    assert (found.scenarios, found.cases) == (7, 1)
    assert item(found, "table(contest,level,provincial,").covered
    assert found.clause_share() == Share(5, 5)


BEYOND = """
[[beyond_cases]]
statement = 'judged_as( patent, patent ).'
zh = "无此种类"
en = "there is no such kind"
[[beyond_cases]]
statement = 'clause(exam,"四").'
zh = "误"
en = "not so"
[[beyond_cases]]
statement = 'p(X) :- q(X).'
zh = "无"
en = "none"
"""


def test_what_is_beyond_all_cases_does_not_count(tmp_path: Path) -> None:
    found = covered(small_law(tmp_path, metadata=METADATA + BEYOND))
    patent = statement(found, "judged_as(patent")
    assert patent.state == "beyond"
    assert patent.beyond == {"zh": "无此种类", "en": "there is no such kind"}
    # What is covered all the same, or is not there, is told; it still counts.
    assert found.idle == ('clause(exam,"四").', "p(X) :- q(X).")
    assert found.fact_share().of == 27


def test_an_entry_without_a_reason_is_a_fault(tmp_path: Path) -> None:
    law = small_law(tmp_path, metadata=f"{METADATA}[[beyond_cases]]\nstatement = 'a.'\n")
    with pytest.raises(LawError, match=r"small-2024\.toml: beyond_cases: "):
        covered(law)


def test_line_breaks_blanks_and_comments_change_nothing_but_places(small: Coverage, tmp_path: Path) -> None:
    lines = (
        line if line.startswith(("%", "#")) else line.replace(", ", " ,\n   ").replace(" :- ", "\n  :-  % why\n ")
        for line in LAW.splitlines()
    )
    loose = "\n".join(lines).replace("row(two,2,5). ", "row( two ,2,5).\n")
    found = covered(small_law(tmp_path, law=f"{loose}\n"))

    def told(of: Coverage) -> list[object]:
        return [(one.text, one.clauses, one.state, one.items) for one in of.statements]

    assert told(found) == told(small)
    assert found.clause_share() == small.clause_share()
    assert max(one.line for one in found.statements) > max(one.line for one in small.statements)


ODD = """
%@ clause 六
shape(point("X Y"),1..2).
near(T,"X Y",N) :- route(T,exam), N+1 = M, measure(T,modules,M), shape(point(_),N).
far(T) :- route(T,exam), measure(T,modules,N+1), not near(T,"X Y",_), 0 < #count { M : shape(point(_),M), M != N }.
far(T) :- route(T,exam), measure(T,modules,N), shape(point("Z"),N+4).
"""


def test_strings_calculations_and_aggregates(tmp_path: Path) -> None:
    found = covered(small_law(tmp_path, law=LAW + ODD))
    near = item(found, "near(")
    assert near.times == 1
    assert [(a.what, dict(a.sides)) for a in near.aspects] == [
        ("route(T,exam)", {"met": True, "unmet": True}),
        ("measure(T,modules,M)", {"met": True, "unmet": False}),
        ("(N+1) = M", {"met": True, "unmet": True}),
    ]
    counting, never = (one for one in found.statements if one.text.startswith("far("))
    assert counting.items[0].blocked == Blocked(2, 1, 'not near(T,"X Y",_)')
    assert never.items[0].blocked == Blocked(2, 1, 'shape(point("Z"),(N+4))')
    # An interval is one fact; which of its figures is asked for is open in the other rule.
    assert item(found, 'shape(point("X Y")').covered


def test_without_a_scenario_nothing_is_covered(tmp_path: Path) -> None:
    law = small_law(tmp_path)
    found = cover(law, (), (), (tmp_path,))
    assert (found.rule_share().found, found.fact_share().found, found.clause_share().found) == (0, 0, 0)
    assert item(found, "own(").blocked == Blocked(0, 0, "route(T,exam)")


def test_shares_are_cut_off_and_compared_exactly() -> None:
    assert Share(1999, 2000).percent == "99.9"
    assert Share(2, 3).percent == "66.6"
    assert Share(0, 0).percent == "100"
    assert Share(2, 3).below(667)
    assert not Share(2, 3).below(666)
