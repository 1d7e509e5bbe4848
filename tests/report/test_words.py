from __future__ import annotations

import re
from pathlib import Path

import pytest

import xueshi.report
from xueshi.messages import LANGS, Lang, section
from xueshi.report.labels import declared_labels
from xueshi.report.words import Words, hours

SOURCES = "".join(path.read_text(encoding="utf-8") for path in Path(xueshi.report.__file__).parent.glob("*.py"))

BY_KEY = {"verdict", "verdict_word", "subject", "minimum", "short", "fact", "deemed", "because"}
"""Groups whose keys are values of a result."""


def without_form(key: str) -> str:
    """Return the key of a plural whose form stands under ``key``, other keys as they are."""
    return key.partition("[")[0]


def test_no_word_is_empty_or_unused() -> None:
    for lang in LANGS:
        assert all(section(lang, "report").values())
    loose = set()
    # `point.` words stand in place of others where the unit is a point.
    for key in {written.removeprefix("point.") for written in map(without_form, section("en", "report"))}:
        group, _, name = key.partition(".")
        if group not in BY_KEY and f'"{key}"' not in SOURCES and not re.search(rf'f"{group}\.\{{\w+\}}', SOURCES):
            loose.add(key)
        assert name
    assert not loose


def test_words_can_be_carried_by_poor_streams() -> None:
    for text in section("en", "report").values():
        assert text.replace("\u00a0", " ").isascii()
    for text in section("zh", "report").values():
        text.encode("gbk")


@pytest.mark.parametrize(
    ("units", "text"), [(0, "0"), (9000, "1"), (22500, "2.5"), (300000, "33.3333"), (90000000, "10000"), (1, "0.0001")]
)
def test_hours(units: int, text: str) -> None:
    assert hours(units) == text


@pytest.mark.parametrize(
    ("lang", "count", "text"),
    [
        ("en", 2, "r0, r1"),
        ("zh", 2, "r0、r1"),
        ("en", 12, ", ".join(f"r{number}" for number in range(12))),
        ("en", 13, ", ".join(f"r{number}" for number in range(10)) + " and\u00a03\u00a0more"),
        ("zh", 13, "、".join(f"r{number}" for number in range(10)) + "等13条"),
    ],
)
def test_lists_of_ids(lang: Lang, count: int, text: str) -> None:
    assert Words(lang).names([f"r{number}" for number in range(count)]) == text


def test_dates() -> None:
    assert Words("en").date("2024-01-31") == "2024-01-31"
    assert Words("zh").date("2024-01-31") == "2024年1月31日"
    assert Words("zh").date("someday") == "someday"


def test_labels() -> None:
    words = Words("zh", {"paper": "论文", "moral": "师德"})
    assert words.label("kind", "paper") == "论文"
    assert words.label("kind", "unknown") == "unknown"
    assert words.minimum("moral") == words.short("moral") == words.label("subject", "moral") == "师德"
    assert words.knows("fact", "paper")
    assert not words.knows("fact", "nothing")
    words = Words("en", {"passed": "a field", "fact.filed": "filed in advance", "public": "a field"})
    assert words.label("fact", "passed") == "passed"
    assert words.label("fact", "filed") == "filed in advance"
    assert words.minimum("public") == "Public"


def test_labels_of_what_is_declared() -> None:
    zh, en = declared_labels("zh", "jining"), declared_labels("en")
    assert zh["kind.paper"] == "论文"
    assert en["kind.paper"] == "paper"
    assert zh["jurisdiction.jining"] == "济宁"
    assert en["leave.illness"] == "serious illness"
    assert zh["fact.study_file"] == "学习档案"
    assert zh["study_file"] != zh["fact.study_file"]
    assert Words("zh", zh).label("fact", "score_notice") == "考试成绩通知书"
    assert set(zh) == set(declared_labels("en", "jining"))
