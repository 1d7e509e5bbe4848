"""Faults as data and as lines."""

from __future__ import annotations

import copy
import pickle
import re
from pathlib import Path

import pytest

from xueshi import read
from xueshi.errors import Bare, InputError, Name, Near, Phrase, Problem, escaped, joined
from xueshi.messages import section

PROBLEM = Problem(
    "case.yaml",
    "range",
    Phrase("shown", {"value": "-3"}),
    Phrase("hours", {"min": 0, "max": 8784}),
    Phrase("record", {"id": Bare("a2")}),
    "hours",
)


def test_a_line_names_file_record_field_found_and_allowed() -> None:
    assert PROBLEM.render() == (
        "case.yaml: record a2: hours: found `-3`, allowed: a number from 0 to 8784 with at most two decimals"
    )
    assert PROBLEM.render("zh") == "case.yaml：记录 a2：hours：实为`-3`，应为0至8784之间、最多两位小数的数"


def test_the_error_holds_all_and_says_all() -> None:
    error = joined([InputError([PROBLEM]), InputError([PROBLEM], 2)])
    assert len(error.problems) == 2
    assert str(error) == f"{PROBLEM.render()}\n{PROBLEM.render()}\nand 2 more faults"
    assert InputError([PROBLEM], 1).render("en").endswith("\nand 1 more fault")
    again = pickle.loads(pickle.dumps(error))  # noqa: S301
    assert (again.problems, again.more) == (error.problems, 2)
    assert str(copy.copy(error)) == str(error)


def test_problems_can_be_counted_once() -> None:
    other = PROBLEM._replace(found=Phrase("shown", {"value": "-4"}))
    assert list(dict.fromkeys([PROBLEM, other, PROBLEM])) == [PROBLEM, other]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain 中文 😀", "plain 中文 😀"),
        ("a\nb\tc\r", "a\\nb\\tc\\r"),
        ("\x1b[31m", "\\x1b[31m"),
        ("\u202eabc\u2028", "\\u202eabc\\u2028"),
        ("\ud800", "\\ud800"),
        ("\U000e0001", "\\U000e0001"),
        ("x" * 61, "x" * 60 + "…"),
    ],
)
def test_text_of_the_input_is_shown_on_one_line(text: str, shown: str) -> None:
    assert escaped(text) == shown
    assert Phrase("shown", {"value": text}).render("en") == f"`{shown}`"


def test_a_list_shows_codes_and_in_chinese_their_terms() -> None:
    phrase = Phrase("one_of", {"names": (Name("national", "国家级"), Name("x"))})
    assert phrase.render("en") == "one of `national`, `x`"
    assert phrase.render("zh") == "下列之一：`国家级`（national）、`x`"


@pytest.mark.parametrize(
    ("word", "near"),
    [("hour", "hours"), ("学实", "学时"), ("zzz", None), ("h" * 61, None), ("日期间", None)],
)
def test_the_nearest_known_name(word: str, near: str | None) -> None:
    assert Near(word, ("hours", "学时", "kind")).name() == near


def test_every_phrase_of_the_program_has_a_template() -> None:
    sources = "".join(path.read_text(encoding="utf-8") for path in Path(read.__file__).parent.glob("*.py"))
    used = set(re.findall(r'Phrase\(\s*"(\w+)"', sources))
    used |= {f"{head}{word}" for head in ("", "a_", "again_") for word in ("record", "leave")}
    used |= {"record_at", "leave_at", "list_of_records", "list_of_leave"}
    used |= {f"not_{key}" for key in ("key_list", "too_deep", "too_many", "no_anchor", "second_document", "tag")}
    # What stands in an expression is not found above.
    used |= {"quoted_text", "again_in_line", "utf16", "utf8", "the_text", "the_number", "yaml_or_json"}
    used |= {"no_file", "directory", "no_permission", "unreadable_file"}
    used |= {"key_list", "too_deep", "too_many", "no_anchor", "second_document", "tag"}
    frame = {"line", "line_near", "separator", "comma", "term", "standard_input", "more"}
    assert {key.partition("[")[0] for key in section("en", "errors")} == used | frame


def test_english_is_lower_case_without_a_full_stop() -> None:
    for key, text in section("en", "errors").items():
        assert not text.endswith("."), key
        assert text[0] in "`{" or text[0].islower() or text.startswith(("YAML", "JSON", "`", ":", ",")), key
