"""What `xueshi regulation show` tells of an encoding is exact and complete."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from tests.law.contract import entries, shipped
from xueshi.law.clauses import clauses
from xueshi.law.figures import figures
from xueshi.law.origin import Origin, digest_of, look_for, origin
from xueshi.law.overview import Overview, overview
from xueshi.law.overview_clauses import is_part, separate
from xueshi.law.regulation import LawError, Regulation, regulations
from xueshi.law.vocabulary import vocabulary
from xueshi.model.kinds import catalogue
from xueshi.solver.syntax import statements

LAWS = [pytest.param(law, id=law.id) for law in regulations()]


@cache
def seen(law: Regulation) -> Overview:
    return overview(law, law.first_day.year)


def of(name: str) -> Overview:
    return seen(next(law for law in regulations() if law.id == name))


# ---- complete, whatever the encoding -------------------------------------------------------------------------------


@pytest.mark.parametrize("law", LAWS)
def test_everything_is_told(law: Regulation) -> None:
    every_number_of_every_file_is_there_but_places_in_an_order(law)
    every_kind_is_covered_or_said_not_to_be(law)
    every_cap_that_the_encoding_states_is_there(law)
    every_clause_that_a_rule_names_has_its_row(law)
    every_reading_says_what_asks_for_it(law)


def every_number_of_every_file_is_there_but_places_in_an_order(law: Regulation) -> None:
    """Each fact of the files is looked at here by its text alone."""
    city = next(city for city in shipped() if city.id == law.jurisdiction)
    others = {other.file for other in regulations() if other != law}
    wanted = []
    for file in city.files:
        if file in others:
            continue
        for statement in statements(file):
            if statement.form == "fact" and statement.numbers:
                if statement.uses[0].signature in ("subject/2", "answer/3"):
                    continue  # their numbers are places in an order
                wanted.append((file.name, statement.line))
    found = [(figure.file.name, figure.line) for figure in seen(law).figures]
    assert sorted(found) == sorted(wanted)


def every_kind_is_covered_or_said_not_to_be(law: Regulation) -> None:
    found = seen(law)
    covered = [row.kind for row in found.kinds]
    without = [term.code for term, _ in found.survey.without_rate]
    nothing = [term.code for term in found.survey.nothing]
    assert sorted((*covered, *without, *nothing)) == sorted(catalogue(law.jurisdiction).kinds)


def every_cap_that_the_encoding_states_is_there(law: Regulation) -> None:
    """As its facts write them; caps that rules derive may come besides."""
    stated = set()
    for file in {figure.file for figure in seen(law).figures}:
        for statement in statements(file):
            for use in statement.uses:
                if statement.form == "fact" and use.signature == "cap/3":
                    stated.add((use.arguments[0], int(use.arguments[1]), use.arguments[2].strip('"')))
    found = {(limit.id, int(limit.hours), limit.clause) for limit in seen(law).limits if limit.per == "year"}
    assert stated <= found


def every_clause_that_a_rule_names_has_its_row(law: Regulation) -> None:
    found = {row.id: row for row in seen(law).clauses}
    for statement in statements(law.file):
        if statement.form in ("fact", "rule"):
            assert statement.clauses == () or set(statement.clauses) & set(found)
    for row in found.values():
        assert (row.facts + row.rules + len(row.routes) > 0) == (row.standing in ("encoded", "not_listed"))


def every_reading_says_what_asks_for_it(law: Regulation) -> None:
    for row in seen(law).readings:
        assert row.decides, row.id
        assert {item.answer for item in row.decides} - {""} <= set(row.answers)
        assert all(item.predicate in entries() or item.own for item in row.decides)


# ---- exact, by the texts -------------------------------------------------------------------------------------------


def test_the_caps_of_jining() -> None:
    """附件1: 8 hours a day for training and experts; 30, 60 secondment, 30 modules, 40 courses, 30 works a year."""
    found = {(limit.per, int(limit.hours), limit.subjects, limit.clause) for limit in of("jining-2024").limits}
    assert found == {
        ("day", 8, ("professional",), "附件1 二(2)"),
        ("day", 8, ("professional",), "附件1 二(5)"),
        ("year", 30, ("public",), "附件1 一(1)"),
        ("year", 60, ("professional",), "附件1 二(1)"),
        ("year", 30, ("public",), "附件1 一(3)"),
        ("year", 40, ("professional",), "附件1 二(3)"),
        ("year", 30, ("professional",), "附件1 二(4)"),
    }
    (works,) = (limit for limit in of("jining-2024").limits if limit.id == "works")
    assert set(works.routes) == {"work", "other_achievement"}


def test_caps_of_another_reading_are_said_to_be() -> None:
    """Gansu 6(二): degree study shares the 40 of self-study, or has 40 of its own (reading `deg40`)."""
    found = {limit.id: limit.default for limit in of("gansu-2023").limits if limit.per == "year"}
    assert found == {"self_study": True, "degree_study": False, "works": True, "expert_service": True, "contest": True}


def test_the_pools_of_binzhou() -> None:
    """二(二) ¶2: at most 5 public and 30 professional hours of what may be split."""
    found = {(limit.subjects, int(limit.hours)) for limit in of("binzhou-2021-hours").limits if limit.per == "pool"}
    assert found == {(("public",), 5), (("professional",), 30)}


def test_the_tables_of_jining() -> None:
    found = {row.kinds: row for row in of("jining-2024").tables}
    contest = found["competition", "other_learning"]
    assert (contest.clause, contest.either) == ("附件1 一(4)、二(7)", True)
    rows = {value: {subject: int(hours) for subject, hours in cells} for value, cells in contest.table.rows}
    assert rows == {
        "national": {"public": 5, "professional": 30},
        "provincial": {"public": 4, "professional": 20},
        "municipal": {"public": 3, "professional": 10},
        "county": {"public": 3, "professional": 5},
    }
    assert len(found) == 4


def test_what_gansu_leaves_to_others() -> None:
    """6(二) the employer's study file, 6(四) what the employer recognises, 6(六)3 what the authority recognises."""
    found = {row.clause: set(row.kinds) for row in of("gansu-2023").open}
    assert set(found) == {"6(二)", "6(四)", "6(六)3"}
    assert found["6(二)"] == {"self_study", "self_study_exam", "degree_study"}
    assert found["6(六)3"] == {"competition", "other_learning"}


def test_what_readings_of_gansu_decide() -> None:
    found = {row.id: row for row in of("gansu-2023").readings}
    assert [(item.answer, item.predicate, item.own) for item in found["23"].decides] == [
        ("required", "minimum_under/4", True),
        ("actual", "share_of_total/5", True),
    ]
    assert found["23"].clause == "4"
    # What is asked in the vocabulary alone.
    assert {item.own for item in found["day"].decides} == {False}
    assert {item.clauses for item in found["rec"].decides} == {("6(六)3",)}


def test_figures_have_their_units_and_clauses() -> None:
    found = {(figure.predicate, figure.numbers[0].value): figure for figure in of("jining-2024").figures}
    opening = found["opening_day/1", "20240510"]
    assert (opening.numbers[0].sort, opening.clauses) == ("date", ("二(二)",))
    assert found["leave_threshold/1", "6"].numbers[0].sort == "months"
    assert found["lesson_minutes/1", "60"].numbers[0].sort == "minutes"
    share = next(f for f in of("gansu-2023").figures if f.predicate == "professional_share/2")
    assert [(item.argument, item.sort, item.value) for item in share.numbers] == [
        ("parts", "count", "2"),
        ("of", "count", "3"),
    ]


def test_a_clause_that_only_a_citation_of_the_result_names_is_encoded() -> None:
    """Lishui 16(二) stands in the conditions' clause."""
    found = {row.id: row for row in of("lishui-2020").clauses}
    assert found["16(二)"].standing == "encoded"
    assert found["13"].rules > 0  # several years: in the files of the dossier


# ---- of a file of one's own ----------------------------------------------------------------------------------------

LAW = """\
#include "../core/core.lp".
subject(public,1).
%@ clause 一
minimum(public,30,"一").
%@ clause 三
%@ clause 四
band(1,(2;3),"x 9",5). grace(a). mine(-4).
mine(X) :- grace(X), X != 7.
"""
METADATA = """\
id = "own-1"
instrument = "x"
title.zh = "规定"
title.en = "Rules"
in_force = ["2025-01-01", ""]
[clauses]
"一" = {zh = "要求", en = "asked"}
"二" = {zh = "无", en = "nothing"}
"三" = {zh = "电话", en = "telephone", not_encoded = true}
"五" = {zh = "附则", en = "final", not_encoded = true}
"""


@pytest.fixture
def law(tmp_path: Path) -> Regulation:
    """Return an encoding that names a clause which its list does not, and states numbers in every way."""
    folder = tmp_path / "own"
    folder.mkdir()
    (tmp_path / "core").symlink_to(regulations()[0].file.parents[1] / "core")
    (folder / "own-1.lp").write_text(LAW, encoding="utf-8")
    (folder / "own-1.toml").write_text(METADATA, encoding="utf-8")
    return next(one for one in regulations((tmp_path,)) if one.id == "own-1")


def test_clauses_stand_in_the_order_of_the_list(law: Regulation) -> None:
    found = overview(law, 2025, (law.file.parents[1],))
    assert [(row.id, row.standing, row.facts, row.rules) for row in found.clauses] == [
        ("一", "encoded", 1, 0),
        ("二", "listed", 0, 0),
        ("三", "encoded", 3, 1),
        ("四", "not_listed", 3, 1),
        ("五", "not_encoded", 0, 0),
    ]


def test_numbers_of_undeclared_predicates_and_of_rules(law: Regulation) -> None:
    found = list(figures(statements(law.file), vocabulary(law.file.parent)))
    assert [(f.predicate, [n.value for n in f.numbers], f.fact) for f in found] == [
        ("minimum/3", ["30"], True),
        ("band/4", ["1", "(2;3)", "5"], True),
        ("mine/1", ["-4"], True),
        ("mine/1", ["7"], False),
    ]


def test_a_list_at_fault_names_its_file(law: Regulation) -> None:
    law.file.with_suffix(".toml").write_text(
        METADATA.replace('{zh = "要求", en = "asked"}', '"要求"'), encoding="utf-8"
    )
    from xueshi.law import clauses as module

    module._listed.cache_clear()
    with pytest.raises(LawError, match=r"own-1\.toml: clauses: "):
        clauses(law)


def test_a_clause_whose_parts_are_encoded_is_not_missing() -> None:
    assert is_part("6(六)1", "6(六)")
    assert is_part("6(六)1", "6")
    assert is_part("12 ¶2", "12")
    assert not is_part("10", "1")
    assert not is_part("6(六)", "6(六)")
    assert not is_part("6", "6(六)")
    assert {row.standing for row in of("gansu-2023").clauses if row.id in ("6", "6(六)")} == {"in_parts"}


def test_clauses_are_taken_apart() -> None:
    known = {"附件1 一(4)", "附件1 二(7)", "三(二)"}
    assert separate("附件1 一(4)、二(7)", known) == ["附件1 一(4)", "附件1 二(7)"]
    assert separate("三(二)、附件1 二(7)", known) == ["三(二)", "附件1 二(7)"]
    assert separate("", known) == []


# ---- the notice's file ---------------------------------------------------------------------------------------------


def test_a_file_that_still_holds_the_text_counts_before_one_that_does_not(tmp_path: Path) -> None:
    first, second = tmp_path / "a", tmp_path / "b"
    for folder, text in ((first, "new"), (second, "old")):
        folder.mkdir()
        (folder / "notice.txt").write_text(text, encoding="utf-8")
    source = Origin("notice.txt", digest_of(second / "notice.txt"))
    assert look_for(source, (first, second))[:2] == ("same", second / "notice.txt")
    assert look_for(source, (first,))[:2] == ("changed", first / "notice.txt")
    assert look_for(source, (tmp_path,)) == ("not_found", None, None)


def test_an_empty_entry_names_no_file(law: Regulation) -> None:
    metadata = law.file.with_suffix(".toml")
    assert origin(law) is None
    metadata.write_text(METADATA + '[source]\nfile = ""\nsha256 = ""\n', encoding="utf-8")
    assert origin(law) is None
    metadata.write_text(METADATA + '[source]\nfile = "a.txt"\n', encoding="utf-8")
    with pytest.raises(LawError, match="source: 'sha256'"):
        origin(law)
    metadata.write_text(METADATA + '[source]\nfile = "../a.txt"\nsha256 = "00"\n', encoding="utf-8")
    with pytest.raises(LawError, match="source: "):
        origin(law)
