"""Every code that an encoding can derive has words, in both languages."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import xueshi
from tests import strategies
from tests.law.contract import entries
from xueshi.law.paths import asp_root
from xueshi.law.regulation import LawError, regulations
from xueshi.law.words import Words, read_words, words
from xueshi.messages import LANGS, Lang
from xueshi.messages.po import entries as entries_of
from xueshi.model.kinds import catalogue
from xueshi.solver.syntax import statements

CITIES = tuple(dict.fromkeys(law.jurisdiction for law in regulations()))

SECTIONS = {
    "reason": "reason", "notice": "warning", "cap": "cap", "pool": "cap", "question": "question", "part": "part",
}  # fmt: skip
"""Where the words stand for a constant of each sort of the contract."""

ABOUT = ("fact", "papers", "condition")
"""Sorts whose constants name a field, a document, or something that has words of its own."""

NO_NAMES = {"none", "total"}
"""Constants that stand in the place of a name: no subject, all of them."""

SAID_BY_THE_PROGRAM = (
    "allocated", "credited", "deemed", "duplicate_work", "one_only", "rounded", "sector_rule_prevails",
    "threshold_not_exceeded", "zero_amount",
)  # fmt: skip
"""Reasons that follow from what the encodings derive, without standing there."""

PLACEHOLDERS = {
    "reason": {"fact", "hours", "subject"}, "assumption": {"fact", "about"}, "cap": {"route"},
    "part": {"year", "from", "to"},
}  # fmt: skip

CONTRACT_REASONS = (
    "allocated", "credited", "deemed", "no_rule", "mode_without_rate", "amount_missing", "no_table_row", "blank_cell",
    "delegated", "sector_rule_prevails", "not_registered", "other_year", "before_start", "after_deadline",
    "document_missing", "not_passed", "not_related", "not_recognised", "wrong_organiser", "not_filed", "not_approved",
    "not_invited", "not_selected", "not_concluded", "not_live_enough", "wrong_issuer", "no_study_file",
    "no_provincial_filing", "threshold_not_exceeded", "not_applied", "outside_length", "too_short", "no_serial_number",
    "no_prize", "duplicate_work", "one_only", "day_cap", "category_cap", "pool_cap", "cap_exhausted", "author_share",
    "rank_lowered", "rounded",
)  # fmt: skip
"""The reasons that results may give whatever the regulation (docs/results.md)."""


def sources(city: str) -> Iterator[Path]:
    """Yield the files of the vocabulary and of a city."""
    yield from sorted((asp_root() / "core").glob("*.lp"))
    yield from sorted((asp_root() / city).rglob("*.lp"))


@cache
def named(city: str) -> frozenset[tuple[str, str]]:
    """Return sort and constant of everything that the encodings of a city derive or state."""
    found = set()
    for file in sources(city):
        for statement in statements(file):
            for use in statement.uses:
                entry = entries().get(use.signature)
                if use.place != "head" or entry is None:
                    continue
                for sort, argument in zip(entry.sorts, use.arguments, strict=True):
                    found |= {(sort, constant) for constant in constants(argument)}
    return frozenset(found)


def constants(argument: str) -> Iterator[str]:
    """Yield the constants of an argument: itself, those of its pools, those inside a condition's form, strings."""
    inner = re.fullmatch(r"(?:yes|one_of|paper|any_way|at_least|own)\((.*)\)", argument)
    for part in (inner[1] if inner else argument).strip("()").split(";"):
        if re.fullmatch(r'[a-z]\w*|"[^"]*"', part):
            yield part.strip('"')


def has_template(city: str, lang: Lang) -> set[str]:
    """Return section and key of every template that a city's words have in a language."""
    folders = (asp_root() / "core", asp_root() / city)
    files = [file for folder in folders if (file := folder / f"words.{lang}.po").is_file()]
    return {name for file in files for name in entries_of(file, lang)}


@pytest.mark.parametrize("city", CITIES)
@pytest.mark.parametrize("sort", SECTIONS)
@pytest.mark.parametrize("lang", LANGS)
def test_every_code_has_words(city: str, sort: str, lang: Lang) -> None:
    templates = has_template(city, lang)
    codes = {constant for found, constant in named(city) if found == sort} - NO_NAMES
    missing = sorted(code for code in codes if f"{SECTIONS[sort]}.{code}" not in templates)
    assert not missing


@pytest.mark.parametrize("city", CITIES)
def test_every_subject_has_words(city: str) -> None:
    uses = [use for file in sources(city) for statement in statements(file) for use in statement.uses]
    found = [use.arguments[0] for use in uses if use.place == "head" and use.signature == "subject/2"]
    subjects = {subject for argument in found for subject in constants(argument)}
    assert len(subjects) >= 2
    assert all(words(asp_root() / city).has("subject", subject) for subject in (*subjects, "total"))


@pytest.mark.parametrize("city", CITIES)
def test_whatever_a_reason_is_about_has_a_name(city: str) -> None:
    vocabulary, declared = words(asp_root() / city), catalogue(city, (asp_root(),))
    facts = {constant for sort, constant in named(city) if sort in ABOUT} - NO_NAMES
    known = set(declared.every_field) | set(declared.choices("document")) | set(declared.leave.fields)
    assert len(facts) > 5
    missing = sorted(fact for fact in facts if not vocabulary.has("fact", fact) and fact not in known)
    assert not missing
    for lang in LANGS:
        assert all(vocabulary.fact(fact, lang) for fact in facts)


@pytest.mark.parametrize("city", CITIES)
def test_routes_with_a_cap_by_the_day_have_names(city: str) -> None:
    vocabulary = words(asp_root() / city)
    for file in sources(city):
        for statement in statements(file):
            for use in statement.uses:
                if use.place == "head" and use.signature == "day_cap/3":
                    for route in constants(use.arguments[0]):
                        assert vocabulary.has("route", route), route


@pytest.mark.parametrize("code", sorted({*CONTRACT_REASONS, *SAID_BY_THE_PROGRAM}))
def test_the_reasons_of_every_regulation_have_words(code: str) -> None:
    assert words(asp_root() / "core").has("reason", code)


def test_the_contract_s_reasons_stand_in_its_page() -> None:
    page = (asp_root().parent / "docs" / "results.md").read_text(encoding="utf-8")
    assert [code for code in CONTRACT_REASONS if f"`{code}`" not in page] == []


def templates() -> Iterator[tuple[str, str, str, str]]:
    """Yield folder, section, key and text of every template, each language."""
    for folder in ("core", *CITIES):
        for section, listed in read_words(asp_root() / folder).items():
            for key, entry in listed.items():
                assert set(entry) == set(LANGS), (folder, section, key)
                for text in entry.values():
                    yield folder, section, key, text


def test_templates_are_whole_and_ask_for_what_they_are_given() -> None:
    found = list(templates())
    assert len(found) > 100
    for place, section, key, text in found:
        assert text.strip() == text != "", (place, section, key)
        asked = {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
        assert asked <= PLACEHOLDERS.get(section, set()), (place, section, key)


@given(data=st.data())
def test_no_message_of_a_result_is_a_bare_code(data: st.DataObject) -> None:
    city = data.draw(st.sampled_from(["jining", "weihai"]))
    case, lang = data.draw(strategies.cases(city)), data.draw(st.sampled_from(LANGS))
    result = xueshi.check(
        case, readings=data.draw(strategies.readings(city)), strict=data.draw(st.booleans()), lang=lang
    )
    said = [(reason.code, reason.message) for record in result.records for reason in record.reasons]
    said += [(reason.code, reason.message) for leave in result.leave for reason in leave.reasons]
    said += [(entry.fact, entry.message) for entry in result.assumptions]
    said += [(entry.code, entry.message) for entry in result.warnings]
    said += [(cap.id, cap.title) for cap in result.caps]
    said += [(reading.id, reading.question) for reading in result.readings]
    for code, message in said:
        assert message.strip()
        assert message != code or (" " not in message and len(code) < 9), (code, message)
        assert not re.search(r"[{}]|\b[a-z]+_[a-z_]+\b", message), (code, message)


# -- the words themselves --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lang", "said"),
    [("en", ["document missing: proof of attendance", "public"]), ("zh", ["缺少证明材料：参训证明", "公需科目"])],
)
def test_saying(lang: Lang, said: list[str]) -> None:
    spoken = words(asp_root() / "jining")
    assert spoken.say("reason", "document_missing", lang, fact=spoken.fact("attendance", lang)) == said[0]
    assert spoken.say("subject", "public", lang) == said[1]
    assert spoken.say("reason", "unheard_of", lang) == "unheard_of"
    assert spoken.say("unheard_of", "public", lang) == "public"


def test_a_fact_is_named_by_its_own_words_then_as_a_field_then_as_a_document() -> None:
    spoken = words(asp_root() / "jining")
    assert spoken.fact("filed", "en") == "filing before the training (or the HR department as organiser)"
    assert words(asp_root() / "weihai").fact("hr_recognised", "zh") == "人社部门认可"
    assert spoken.fact("grade_certificate", "en") == "grade certificate"
    assert spoken.fact("unheard_of", "zh") == "unheard_of"


def test_a_kind_is_named_as_it_is_declared() -> None:
    spoken = words(asp_root() / "jining")
    assert (spoken.kind("paper", "zh"), spoken.kind("paper", "en"), spoken.kind("dance", "en")) == (
        "论文",
        "paper",
        "dance",
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "asp" / "wordcity"
    made.mkdir(parents=True)
    return made


def write_words(folder: Path, lang: str, **reasons: str) -> None:
    entries = (f'msgctxt "reason"\nmsgid "{key}"\nmsgstr "{text}"\n' for key, text in reasons.items())
    (folder / f"words.{lang}.po").write_text("\n".join(entries), encoding="utf-8")


def test_a_city_adds_words_overrides_them_and_declares_kinds(folder: Path) -> None:
    write_words(folder, "en", no_rule="not here", odd="odd {hours}")
    write_words(folder, "zh", no_rule="此处无", odd="怪{hours}")
    (folder / "kinds.toml").write_text(
        '[kinds.dance]\nzh = ["舞蹈"]\nen = "dancing"\nfields = ["@time"]\n', encoding="utf-8"
    )
    spoken = words(folder)
    assert spoken.say("reason", "no_rule", "en") == "not here"
    assert spoken.say("reason", "odd", "zh", hours="3") == "怪3"
    assert spoken.say("reason", "credited", "en") == "credited by the clause"
    assert spoken.kind("dance", "zh") == "舞蹈"


def test_a_city_without_words_has_the_common_ones(folder: Path) -> None:
    spoken: Words = words(folder)
    assert spoken.has("reason", "no_rule")
    assert not spoken.has("reason", "odd")


@pytest.mark.parametrize(
    ("english", "chinese", "said"),
    [
        ({"a": "some"}, {"a": "一些{"}, "zh.po: line 2: reason.a: single '{' encountered"),
        ({"a": "{hours} lost"}, {"a": "减学时"}, "en.po: line 2: reason.a: {hours}, which line 2 of words.zh.po does"),
        ({"a": "some"}, {"b": "甲", "a": "乙"}, "zh.po: line 2: reason.b: not in words.en.po"),
        ({"a": "some", "b": ""}, {"a": "甲", "b": "乙"}, "en.po: line 6: reason.b: no template"),
    ],
)
def test_words_at_fault_name_file_and_line(
    folder: Path, english: dict[str, str], chinese: dict[str, str], said: str
) -> None:
    write_words(folder, "en", **english)
    write_words(folder, "zh", **chinese)
    with pytest.raises(LawError) as error:
        words(folder)
    assert str(error.value).startswith(f"{folder / 'words'}.{said}")


@pytest.mark.parametrize("text", [b"[reason]\n", b"\xff\xfe"])
def test_a_file_that_holds_no_words(folder: Path, text: bytes) -> None:
    write_words(folder, "en", a="some")
    (folder / "words.zh.po").write_bytes(text)
    with pytest.raises(LawError, match=r"words\.zh\.po: line 1: "):
        words(folder)


def test_words_in_one_language_alone(folder: Path) -> None:
    write_words(folder, "en", a="some")
    with pytest.raises(LawError, match=r"words\.zh\.po: no such file"):
        words(folder)


def test_a_law_has_no_plurals(folder: Path) -> None:
    plural = 'msgid "months"\nmsgid_plural "months"\nmsgstr[0] "one"\n'
    (folder / "words.en.po").write_text(f'{plural}msgstr[1] "many"\n', encoding="utf-8")
    (folder / "words.zh.po").write_text(plural, encoding="utf-8")
    with pytest.raises(LawError, match=r"po: line 1: months: a plural, allowed: one template"):
        words(folder)
