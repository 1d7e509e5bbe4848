"""What letters say of a regulation: complete in both languages, and no figure beside the encoding's own."""

from __future__ import annotations

import calendar
import re
import string
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.law.pages import page
from tests.law.test_words import named
from xueshi.law.declared import declared_readings, grounded
from xueshi.law.letters import LetterWords, letter_words
from xueshi.law.paths import asp_root
from xueshi.law.regulation import LawError, Regulation, regulations
from xueshi.law.remedies import remediable
from xueshi.messages import LANGS

LAWS = [pytest.param(law, id=law.id) for law in regulations()]

CITED_BY = {
    "clause/2": 1, "cap/3": 2, "day_cap/3": 2, "pool/2": 1, "minimum/3": 2, "requires/4": 3, "question/2": 1,
    "sector_clause/1": 0, "notice_clause/1": 0, "same_work/1": 0,
}  # fmt: skip
"""Where the encodings name clauses that a result cites of a record, and in which argument."""

GRANTED = {"credited", "allocated", "deemed", "rounded", "author_share", "rank_lowered", "not_applied"}
"""Reasons that explain a credit, and one of leaves alone: nothing is to be remedied."""

MONTHS = {name: number for number, name in enumerate(calendar.month_name) if name}


def cited(law: Regulation) -> set[str]:
    """Return the single clauses that results of ``law`` cite of records."""
    said, found = letter_words(law), set()
    for signature, place in CITED_BY.items():
        name, arity = signature.split("/")
        for row in grounded(law.file).rows(name, int(arity)):
            found.update(said.separate(str(row[place])))
    return found


@pytest.mark.parametrize("law", LAWS)
def test_every_clause_is_told_in_our_words(law: Regulation) -> None:
    said = letter_words(law)
    assert len(cited(law)) > 5
    for clause in cited(law):
        for lang in LANGS:
            assert said.clause(clause, lang).says, (clause, lang)
            assert said.clause(clause, lang).cited != clause or clause == "附件2", (clause, lang)


@pytest.mark.parametrize("law", LAWS)
def test_the_instrument_has_its_full_name(law: Regulation) -> None:
    said = letter_words(law)
    assert len(said.name("zh")) > 15
    assert len(said.name("en")) > 30
    assert said.number or said.date
    assert not said.number or said.number in law.instrument


# -- figures ---------------------------------------------------------------------------------------------------------


def sections(law: Regulation) -> dict[str, set[int]]:
    """Return the numbers that stand in rules under each clause, of the encoding and of what it includes."""
    found: dict[str, set[int]] = defaultdict(set)
    text = law.file.read_text(encoding="utf-8")
    for name in (law.file.name, *re.findall(r'^#include "([\w-]+\.lp)"', text, re.MULTILINE)):
        heads: list[str] = []
        ruled = False
        for line in (law.file.parent / name).read_text(encoding="utf-8").splitlines():
            head = re.match(r"%@ clause (.+?)\s*$", line)
            if head:
                heads, ruled = ([head[1]] if ruled else [*heads, head[1]]), False
            elif line.strip() and not line.startswith("%"):
                ruled = True
                for clause in heads:
                    found[clause].update(int(number) for number in re.findall(r"\d+", re.sub(r'"[^"]*"', "", line)))
    return found


def figures(text: str) -> Iterator[int]:
    """Yield the numbers of a paraphrase; a date is one number, YYYYMMDD."""

    def day(found: re.Match[str]) -> str:
        return f"{int(found[1])}{int(found[2]):02}{int(found[3]):02}"

    text = re.sub(r"(\d{4})年(\d+)月(\d+)日", day, text)
    text = re.sub(rf"(\d+) ({'|'.join(MONTHS)}) (\d{{4}})", lambda m: f"{m[3]}{MONTHS[m[2]]:02}{int(m[1]):02}", text)
    yield from (int(number) for number in re.findall(r"\d+", text))


@pytest.mark.parametrize("law", LAWS)
def test_every_figure_is_the_encodings(law: Regulation) -> None:
    said, known = letter_words(law), sections(law)
    years = {year for other in regulations() if other.jurisdiction == law.jurisdiction
             for day in (other.first_day, other.last_day) if day for year in (day.year, day.year - 1)}  # fmt: skip
    for clause in said.clauses:
        for lang in LANGS:
            # What stands over several items (一(三)) holds for each of them (一(三)1).
            own = {number for other, numbers in known.items() if clause.startswith(other) for number in numbers}
            strange = set(figures(said.clause(clause, lang).says)) - own - years
            assert not strange, (clause, lang)


def test_a_figure_of_another_clause_would_be_found() -> None:
    law = next(law for law in regulations() if law.id == "jining-2024")
    known = sections(law)
    assert {30, 5} <= known["附件1 一(3)"]
    assert 16 not in known["附件1 一(3)"]
    assert list(figures("2024年5月10日起30学时")) == [20240510, 30]
    assert list(figures("opens on 10 May 2024, 20 hours")) == [20240510, 20]


# -- offices ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("law", LAWS)
def test_every_office_is_named_by_a_clause_of_the_text(law: Regulation) -> None:
    known = page(law.jurisdiction).clauses
    for lang in LANGS:
        entries = list(letter_words(law).every_office(lang))
        assert len(entries) > 2
        for clauses, says in entries:
            assert clauses
            assert says.strip() == says != ""
            assert set(clauses) <= set(known), clauses


@pytest.mark.parametrize("law", LAWS)
def test_somebody_verifies_whatever_is_claimed(law: Regulation) -> None:
    assert letter_words(law).offices([], None, "zh")


def test_offices_of_a_clause_or_a_route_come_beside_those_of_all() -> None:
    law = next(law for law in regulations() if law.id == "weihai-2022")
    said = letter_words(law)
    plain = said.offices(["二(二)4"], "work", "zh")
    contest = said.offices(["二(二)1(3)"], "contest", "zh")
    assert set(plain) < set(contest)
    assert any("竞赛由国家、省、市、区市行业主管部门组织" in office.says for office in contest)
    transferred = said.offices(["三"], "transfer", "en")
    assert any("place of origin" in office.says for office in transferred)


# -- answers, remedies -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("law", LAWS)
def test_every_answer_has_words(law: Regulation) -> None:
    said = letter_words(law)
    for question, answers in declared_readings(law.file).items():
        for answer in answers:
            assert said.answer(question, answer, "zh") != answer, (question, answer)
            assert said.answer(question, answer, "en"), (question, answer)


@pytest.mark.parametrize("law", LAWS)
def test_of_every_reason_it_is_said_what_can_be_done(law: Regulation) -> None:
    said = letter_words(law)
    codes = {constant for sort, constant in named(law.jurisdiction) if sort == "reason"} - GRANTED
    assert len(codes) > 5
    missing = {(code, lang) for code in codes for lang in LANGS if said.remedy(code, lang) is None}
    assert not missing


@pytest.mark.parametrize("law", LAWS)
def test_every_action_has_words(law: Regulation) -> None:
    said = letter_words(law)
    actions = {one.action for one in remediable(law.file.parent).decisions if one.possible} | {"confirm"}
    assert not {(action, lang) for action in actions for lang in LANGS if said.action(action, lang) is None}


@pytest.mark.parametrize("law", LAWS)
def test_templates_ask_for_what_they_are_given(law: Regulation) -> None:
    said = letter_words(law)

    def asked(template: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}

    for lang in LANGS:
        for code in {constant for sort, constant in named(law.jurisdiction) if sort == "reason"}:
            advice = said.remedy(code, lang)
            assert advice is None or asked(advice.text) <= {"fact", "year"}, code
        for action in ("hand_in", "register", "recognise", "certify", "file", "approve", "apply", "confirm"):
            template = said.action(action, lang)
            assert template is not None
            assert asked(template) <= {"documents", "stated"}


# -- reading the files -----------------------------------------------------------------------------------------------


def test_joined_clauses_are_separated() -> None:
    law = next(law for law in regulations() if law.id == "jining-2024")
    said = letter_words(law)
    assert said.separate("附件1 一(4)、二(7)") == ["附件1 一(4)", "附件1 二(7)"]
    assert said.separate("三(二)、附件1 二(2)") == ["三(二)", "附件1 二(2)"]
    assert said.separate("二(二)") == ["二(二)"]
    assert said.separate("") == []


def test_a_further_city_may_leave_all_of_it_out(tmp_path: Path) -> None:
    said = letter_words(further(tmp_path, ""))
    assert (said.name("zh"), said.number, said.date) == ("", "", "")
    assert said.clause("三", "zh").cited == "三"
    assert said.clause("三", "zh").says == ""
    assert said.offices(["三"], None, "en") == ()
    assert said.answer("day", "daily", "en") == "each day by itself"
    assert said.answer("odd", "way", "en") == "way"


def test_a_further_city_overrides_the_common_words(tmp_path: Path) -> None:
    text = '[answer]\n"day=daily" = {zh = "按日", en = "daily"}\n[remedy.no_rule]\ncan = true\nzh = "可"\nen = "do"\n'
    said = letter_words(further(tmp_path, text))
    assert said.answer("day", "daily", "zh") == "按日"
    advice = said.remedy("no_rule", "en")
    assert advice is not None
    assert (advice.possible, advice.text) == (True, "do")


@pytest.mark.parametrize(
    "text",
    [
        "[clause\n",
        '[clause."三"]\nzh = "只有中文"\n',
        '[answer]\n"day=daily" = {en = "x"}\n',
        "[heading]\n",
        "[remedy]\nx = 1\n",
    ],
)
def test_a_fault_names_its_file(tmp_path: Path, text: str) -> None:
    with pytest.raises(LawError, match=r"far-2025\.letters\.toml: "):
        letter_words(further(tmp_path, text))


def further(folder: Path, text: str) -> Regulation:
    """Return a regulation of a folder of its own with ``text`` for its letters."""
    city = folder / "far"
    city.mkdir()
    (city / "far-2025.lp").write_text('#include "../core/core.lp".\n', encoding="utf-8")
    (city / "far-2025.toml").write_text(
        'id = "far-2025"\ninstrument = "x"\ntitle.zh = "x"\ntitle.en = "x"\nin_force = ["2025-01-01", "2025-12-31"]\n',
        encoding="utf-8",
    )
    if text:
        (city / "far-2025.letters.toml").write_text(text, encoding="utf-8")
    return next(law for law in regulations((folder,)) if law.id == "far-2025")


def test_the_common_file_is_there() -> None:
    assert (asp_root() / "core" / "letters.toml").is_file()
    assert isinstance(letter_words(regulations()[0]), LetterWords)
