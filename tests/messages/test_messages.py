"""The program's own words: one catalogue, alike in both languages."""

from __future__ import annotations

import string
from pathlib import Path

import pytest

import xueshi.messages
from xueshi.messages import LANGS, Lang, locale_lang, section, text

HERE = Path(xueshi.messages.__file__).parent
SECTIONS = sorted(file.stem for file in (HERE / "en").glob("*.toml"))


def fields(template: str) -> set[str]:
    return {name.partition(".")[0] for _, name, _, _ in string.Formatter().parse(template) if name is not None}


def test_both_languages_have_the_same_sections() -> None:
    assert [sorted(file.stem for file in (HERE / lang).glob("*.toml")) for lang in LANGS] == [SECTIONS] * len(LANGS)
    assert {"law", "errors", "cli", "report"} <= set(SECTIONS)


@pytest.mark.parametrize("name", SECTIONS)
def test_both_languages_have_the_same_templates(name: str) -> None:
    chinese, english = section("zh", name), section("en", name)
    assert list(chinese) == list(english)
    for key in english:
        assert bool(chinese[key].strip()) == bool(english[key].strip()), key
        # Every placeholder has a name: a sentence may put them in any order.
        assert "" not in fields(chinese[key]) | fields(english[key]), key


def test_nested_tables_are_joined_with_dots() -> None:
    assert any("." in key for key in section("en", "report"))
    assert all(isinstance(value, str) for value in section("en", "report").values())


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
