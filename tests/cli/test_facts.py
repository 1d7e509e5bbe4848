from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import cast

import pytest

from tests.cli.running import CASES, ENGINEER, bad, good
from xueshi.facts.person import FactWriter
from xueshi.law.choose import regulation_for
from xueshi.model.units import UNITS_PER_HOUR
from xueshi.read import case_from_text, read_case
from xueshi.solver.plain import plain_optimum

AWKWARD = """
person: "P\\n person(9,9)."
jurisdiction: jining
year: 2024
records:
  - {id: "a\\n:- not b.", kind: competition, level: county, title: "%* #script (python) *%\\r\\nx."}
  - {id: "\\u2028c.", kind: competition, level: county}
  - {id: "d\\"", kind: paper, work_id: "x(1)."}
  - {id: "e", kind: book, work_id: "x(1)."}
leave:
  - {id: "L\\n1.", kind: maternity, start: 2024-01-01, end: 2024-05-31}
"""


def facts_of(text: str) -> list[str]:
    return sorted(fact for line in text.splitlines() if not line.startswith("%") for fact in line.split() if fact)


@pytest.mark.parametrize("path", CASES)
def test_the_facts_are_those_that_the_engine_takes(path: str) -> None:
    case = read_case(path)
    writer = FactWriter(regulation_for(case), {}, strict=False)
    writer.add(case)
    assert facts_of(good("facts", path)) == facts_of(writer.text())


@pytest.mark.parametrize("path", CASES)
def test_clingo_alone_finds_the_same_optimum(path: str) -> None:
    result = json.loads(good("allocate", "--json", path))
    case = read_case(path)
    rank = {record_id: number for number, record_id in enumerate(sorted(record.id for record in case.records), 1)}
    found = plain_optimum([regulation_for(case).file], good("facts", path))
    placed = {atom[1:] for atom in found.shown if atom[0] == "placed"}
    drawn: Counter[object] = Counter()
    for atom in found.shown:
        if atom[0] == "drawn":  # bit by bit
            drawn[atom[3]] += cast("int", atom[4])
    # A pooled record stands nowhere; what each subject draws of the pool is what its records are given.
    split: Counter[object] = Counter()
    chosen = set()
    for item in result["allocation"]:
        place = (1, rank[item["record"]], item["subject"])
        if place[1] in {record for _, record, _ in placed}:
            chosen.add(place)
        else:
            split[item["subject"]] += round(item["hours"] * UNITS_PER_HOUR)
    assert placed == chosen
    assert drawn == split


def test_comments_tell_which_number_is_what() -> None:
    text = good("facts", ENGINEER)
    assert "% record 1 is `e1`, self_study_exam; its content is 1" in text
    assert "% the person `P-0117`" in text
    assert "clingo " in text.splitlines()[1]
    assert "jining-2024.lp FILE" in text.splitlines()[1]


def test_comments_speak_chinese_too() -> None:
    assert "% 第1条记录是 `e1`，self_study_exam；内容编号 1" in good("facts", ENGINEER, "--lang", "zh")
    assert facts_of(good("facts", ENGINEER, LANG="zh_CN.UTF-8")) == facts_of(good("facts", ENGINEER))


def test_readings_and_strictness_are_facts() -> None:
    text = good("facts", ENGINEER, "--reading", "round=up", "--strict")
    assert 'chosen(1,"round","up").' in text
    assert "strict(1)." in text
    assert "% readings: round = up" in text
    assert bad("facts", ENGINEER, "--reading", "round=sideways")
    assert bad("facts", ENGINEER, "--reading", "round")


def test_equal_records_share_a_content() -> None:
    text = good("facts", "-", stdin=AWKWARD)
    assert "; its content is 1, that of " in text


def test_no_text_of_a_case_becomes_program_text() -> None:
    text = good("facts", "-", stdin=AWKWARD)
    program = "\n".join(line for line in text.split("\n") if not line.startswith("%"))
    assert set(program) <= set("abcdefghijklmnopqrstuvwxyz_0123456789(),. \n")
    assert "person(9,9)" not in program
    assert [
        line for line in text.splitlines() if not line or line.startswith("%") or line[0].islower()
    ] == text.splitlines()
    case = case_from_text(AWKWARD)
    plain_optimum([regulation_for(case).file], text)


def test_lines_are_short_enough_to_read() -> None:
    for path in CASES:
        for line in good("facts", path).splitlines():
            assert line.startswith("%") or len(line) <= 100


def test_the_encoding_is_named_as_one_would_type_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(regulation_for(read_case(ENGINEER)).file.parents[2])
    assert "% clingo asp/jining/jining-2024.lp FILE" in good("facts", ENGINEER)
    monkeypatch.chdir(tmp_path)
    assert "/asp/jining/jining-2024.lp FILE" in good("facts", ENGINEER)
