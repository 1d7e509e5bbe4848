"""The program's own words: one catalogue, alike in both languages."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from gettext import c2py
from pathlib import Path

import pytest
from babel.messages.plurals import get_plural

import xueshi.kept
import xueshi.messages
from xueshi.messages import LANGS, Lang, counted, locale_lang, section, text
from xueshi.messages.po import CatalogueError

HERE = Path(xueshi.messages.__file__).parent
SECTIONS = sorted(file.stem for file in (HERE / "en").glob("*.po"))


def test_both_languages_have_the_same_sections() -> None:
    assert [sorted(file.stem for file in (HERE / lang).glob("*.po")) for lang in LANGS] == [SECTIONS] * len(LANGS)
    assert {"law", "errors", "cli", "report"} <= set(SECTIONS)


@pytest.mark.parametrize("name", SECTIONS)
def test_both_languages_have_the_same_templates(name: str) -> None:
    chinese, english = section("zh", name), section("en", name)
    assert [key for key in chinese if "[" not in key] == [key for key in english if "[" not in key]


def test_keys_of_a_table_are_joined_with_dots() -> None:
    assert section("en", "report")["verdict.compliant"] == "COMPLIANT"
    assert section("zh", "report")["point.records.title"] == "申报记录（单位：学分）"


@pytest.mark.parametrize("lang", LANGS)
def test_plurals_are_counted_as_gettext_counts(lang: Lang) -> None:
    rule = c2py(get_plural(lang).plural_expr)
    assert [counted(lang, "a", n) for n in range(200)] == [f"a[{rule(n)}]" for n in range(200)]
    assert counted(lang, "a", "1.5") == counted(lang, "a", 2)


@pytest.mark.parametrize(
    ("n", "english", "chinese"), [(1, "1 point", "1学分"), ("0", "0 points", "0学分"), ("1.5", "1.5 points", "1.5学分")]
)
def test_the_form_of_a_number(n: int | str, english: str, chinese: str) -> None:
    said = [text(lang, "dossier", counted(lang, "amount.points", n), number=n) for lang in LANGS]
    assert said == [chinese, english]


@pytest.fixture
def catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of the program's own words."""
    monkeypatch.setattr(xueshi.messages, "_HERE", tmp_path)
    monkeypatch.setattr(xueshi.kept, "_ROOTS", (tmp_path,))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    section.cache_clear()
    (tmp_path / "en").mkdir()
    yield tmp_path
    section.cache_clear()


def test_a_section_is_parsed_when_it_was_changed_and_only_then(
    catalogue: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def as_another_process_reads_it() -> Mapping[str, str]:
        section.cache_clear()
        monkeypatch.setattr(xueshi.kept, "_memory", {})
        return section("en", "some")

    file = catalogue / "en" / "some.po"
    file.write_text('msgctxt "of"\nmsgid "a"\nmsgstr "one"\n', encoding="utf-8")
    assert as_another_process_reads_it() == {"of.a": "one"}
    with monkeypatch.context() as patched:
        patched.setattr("xueshi.messages.po.entries", None)
        assert as_another_process_reads_it() == {"of.a": "one"}
    file.write_text('msgctxt "of"\nmsgid "a"\nmsgstr "another"\n', encoding="utf-8")
    assert as_another_process_reads_it() == {"of.a": "another"}


def test_a_section_at_fault_names_file_and_line(catalogue: Path) -> None:
    (catalogue / "en" / "some.po").write_text('msgid "a"\nmsgstr "{"\n', encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"some\.po: line 1: a: "):
        section("en", "some")


@pytest.mark.parametrize(
    ("lang", "said"), [("en", "an answer to the reading round: up"), ("zh", "读法round的选项：up")]
)
def test_a_template_is_filled(lang: Lang, said: str) -> None:
    assert text(lang, "law", "answers", reading="round", known="up") == said


def test_a_template_that_is_not_there() -> None:
    with pytest.raises(KeyError):
        text("en", "law", "nothing")


@pytest.mark.parametrize(
    ("variables", "lang"),
    [
        ({}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "ZH"}, "zh"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "C"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LC_ALL": "C.UTF-8", "LANG": "zh_CN.UTF-8"}, "en"),
        ({"LC_ALL": "", "LC_MESSAGES": "zh_TW", "LANG": "en_US"}, "zh"),
        ({"LC_MESSAGES": "en_US", "LANG": "zh_CN"}, "en"),
    ],
)
def test_the_language_of_the_locale(monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], lang: Lang) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert locale_lang() == lang
