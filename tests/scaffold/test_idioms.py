"""The idioms that the scaffold shows as comments say what they are said to: each works once its mark is taken away."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import xueshi
from tests.cli.running import xueshi as run
from tests.law.contract import entries, of_role, uses
from xueshi.kept import read_table
from xueshi.law.remedies import remediable
from xueshi.law.vocabulary import vocabulary
from xueshi.model.kinds import catalogue
from xueshi.scaffold import Wanted, scaffold
from xueshi.solver.grounding import Grounding
from xueshi.solver.syntax import statements

MARK = "%| "
OWN = {"leave_threshold/1"}
"""Predicates of the encoding's own among the examples, which contract.toml shows as an example too."""


def examples(text: str) -> list[tuple[int, int]]:
    """Return the first line and the line after the last of each example."""
    lines = text.splitlines()
    starts = [number for number, line in enumerate(lines) if line.startswith(MARK)]
    found: list[tuple[int, int]] = []
    for number in starts:
        if found and found[-1][1] == number:
            found[-1] = (found[-1][0], number + 1)
        else:
            found.append((number, number + 1))
    return found


def uncommented(text: str, *which: tuple[int, int]) -> str:
    lines = text.splitlines()
    for first, end in which:
        lines[first:end] = [line.removeprefix(MARK) for line in lines[first:end]]
    return "\n".join(lines) + "\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("cities")
    made = scaffold(Wanted("idioms-2025", root))
    return root / made.jurisdiction


def everything(folder: Path) -> str:
    text = (folder / "idioms-2025.lp").read_text(encoding="utf-8")
    return uncommented(text, *examples(text))


def test_there_are_examples_in_every_section(folder: Path) -> None:
    text = (folder / "idioms-2025.lp").read_text(encoding="utf-8")
    sections = re.split(r"^% ={20,}\n% (\S+) .*\n% ={20,}$", text, flags=re.MULTILINE)
    assert sections[1::2] == list("一二三四五")
    assert all(MARK in body for body in sections[2::2])


def test_each_grounds_by_itself(folder: Path) -> None:
    text = (folder / "idioms-2025.lp").read_text(encoding="utf-8")
    file = folder / "one.lp"
    for first, end in examples(text):
        file.write_text(uncommented(text, (first, end)), encoding="utf-8")
        Grounding([file]).ground("staged. context(1). year(1,2025).")
    file.unlink()


def test_all_together_keep_the_rules(folder: Path) -> None:
    file = folder / "all.lp"
    file.write_text(everything(folder), encoding="utf-8")
    found = statements(file)
    file.unlink()
    assert {use.signature for _, use in uses(found, "head")} - OWN <= of_role("law").keys()
    assert {use.signature for _, use in uses(found, "body")} - OWN <= entries().keys()
    assert not [s.text for s in found if s.form == "fact" and not s.clauses and s.uses[0].signature != "subject/2"]
    assert not [s.text for s in found if s.form == "rule" and (not s.clauses or s.numbers)]
    metadata = (folder / "idioms-2025.toml").read_text(encoding="utf-8")
    listed = set(re.findall(r'^#?"(.+?)" = \{zh = ', metadata, re.MULTILINE))
    assert {clause for s in found for clause in s.clauses} == listed - {"六"}


def test_all_together_leave_to_declare_what_the_examples_make_different(folder: Path, tmp_path: Path) -> None:
    """The total that is equal to the sum, and the reading of fractions."""
    scaffold(Wanted("idioms-2025", tmp_path))
    there = tmp_path / "idioms"
    (there / "idioms-2025.lp").write_text(everything(folder), encoding="utf-8")
    for name in TABLES:
        (there / name).write_text(live(folder / name), encoding="utf-8")
    result = run("regulation", "lint", "idioms", "--asp-path", str(tmp_path), "--json")
    assert result.exit_code == 1
    assert set(re.findall(r"XS\d+", result.stdout)) == {"XS603", "XS616"}


TABLES = ("kinds.toml", "contract.toml", "sentences.toml", "remedies.toml", "idioms-2025.toml")


def live(file: Path) -> str:
    """Return a table with its examples uncommented."""
    return re.sub(r'^#(?=[\["a-z])', "", file.read_text(encoding="utf-8"), flags=re.MULTILINE)


@pytest.fixture(scope="module")
def whole(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder in which all examples stand."""
    root = tmp_path_factory.mktemp("whole")
    scaffold(Wanted("idioms-2025", root))
    (root / "idioms" / "idioms-2025.lp").write_text(everything(folder), encoding="utf-8")
    return root


def judged(root: Path, **more: object) -> Mapping[str, Any]:
    case = {"person": "p", "jurisdiction": "idioms", "year": 2025, **more}
    found: Mapping[str, Any] = xueshi.result_json(xueshi.check(case, asp_path=(root,)))
    return found


@pytest.mark.parametrize(
    ("record", "credited"),
    [
        ({"kind": "training", "hours": 20, "days": 2}, {"professional": 16}),  # 8 a day
        ({"kind": "online_course", "subject": "public", "hours": 12}, {"public": 12}),
        ({"kind": "online_course", "hours": 12}, {}),
        ({"kind": "paper"}, {"professional": 10}),
        ({"kind": "self_study_exam", "courses": 3}, {"professional": 30}),
        ({"kind": "competition", "level": "provincial", "organiser": "sector_authority"}, {"professional": 20}),
        ({"kind": "competition", "level": "provincial", "organiser": "other"}, {}),
        ({"kind": "secondment", "months": 6}, {"public": 15, "professional": 30}),
        ({"kind": "self_study", "hours": 7}, {"professional": 7}),
        ({"kind": "qualification_exam", "passed": True}, {"professional": 60}),  # taken as completed
        ({"kind": "business_inspection", "hours": 8}, {}),
        ({"kind": "patent"}, {}),
    ],
)
def test_what_each_is_said_to_give(whole: Path, record: dict[str, object], credited: dict[str, int]) -> None:
    found = judged(whole, records=[{"id": "r", **record}])["credited"]
    assert {subject: hours for subject, hours in found.items() if hours and subject != "total"} == credited


def test_the_caps_the_total_and_leave(whole: Path) -> None:
    papers = [{"id": f"r{number}", "kind": "paper", "work_id": f"w{number}"} for number in range(5)]
    assert judged(whole, records=papers)["credited"]["professional"] == 30
    contests = [
        {"id": f"c{number}", "kind": "competition", "level": "municipal", "organiser": "sector_authority"}
        for number in range(3)
    ]
    assert Decimal(str(judged(whole, records=contests)["credited"]["total"])) == 10  # of several, one
    assert judged(whole)["required"] == {"public": 30, "professional": 60, "total": 90}
    leave = {"id": "l", "kind": "illness", "start": "2025-01-01", "end": "2025-09-30", "unit_approved": True}
    assert judged(whole, leave=[leave])["required"]["public"] == Decimal("7.5")
    short = {**leave, "end": "2025-06-30"}  # six months are not longer than six
    assert judged(whole, leave=[short])["required"]["public"] == 30


def test_the_commented_tables_are_valid_too(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "idioms"
    target.mkdir()
    for name in TABLES:
        (target / name).write_text(live(folder / name), encoding="utf-8")
    assert catalogue("idioms", (tmp_path,)).kind("blood_donation").flat
    assert ("leave_threshold", 1) in vocabulary(target)
    assert "leave_threshold/1" in read_table(target / "sentences.toml")["shape"]
    assert [clause["ground"]["en"] for clause in read_table(target / "remedies.toml")["change"]]
    remediable(target)
