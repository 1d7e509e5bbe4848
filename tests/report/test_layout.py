from __future__ import annotations

import re
import subprocess
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth

from xueshi.report.characters import cells, clean, columns
from xueshi.report.glyphs import ASCII, BLOCKS, carried, glyphs_for
from xueshi.report.styled import GLUE, cut, cut_middle, measure, paint, span, wrap
from xueshi.report.table import Column, Row, Titled, cell, lay_out

ANY = st.text(st.characters(codec=None), max_size=30) | st.text(
    "ab 1(),.学时（）、。附件👍🏽\u200d\ufe0f\u0301\x1b", max_size=60
)


def plain(lines: list[tuple[tuple[str, object], ...]]) -> list[str]:
    return ["".join(run for run, _ in line) for line in lines]


@given(ANY)
def test_clean_text_is_harmless_and_measured_as_wcwidth_does(text: str) -> None:
    shown = clean(text)
    assert not [char for char in shown if unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp", "Co", "Cn"}]
    assert columns(shown) == wcswidth(shown)
    assert "".join(char for char, _ in cells(shown)) == shown
    assert clean(shown) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31m", "\\x1b[31m"),
        ("a\nb\tc\r", "a\\nb\\tc\\r"),
        ("\x9b2J\x7f", "\\x9b2J\\x7f"),
        ("\u202eabc", "\\u202eabc"),
        ("a\u200db", "a\\u200db"),
        ("👩\u200d🔬", "👩\u200d🔬"),
        ("\u0301a", "\\u0301a"),
        ("\U000e0041", "\\U000e0041"),
        ("学时 30", "学时 30"),
    ],
)
def test_what_has_no_place_on_a_line_is_escaped(text: str, shown: str) -> None:
    assert clean(text) == shown


@given(ANY, st.integers(2, 40))
def test_wrapping_keeps_the_text_and_the_width(text: str, width: int) -> None:
    lines = wrap(span(text), width)
    assert all(measure(line) <= width for line in lines)
    kept = "".join(plain(list(lines)))
    assert "".join(kept.split()) == "".join(clean(text).split())


@given(ANY, st.integers(2, 40))
def test_shortening_keeps_the_width(text: str, width: int) -> None:
    assert measure(cut(span(text), width, "…")) <= width
    assert columns(cut_middle(text, width, "…")) <= width


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("每天最多认定8学时，往返除外", 16, ["每天最多认定8学", "时，往返除外"]),
        ("全年累计认定30学时", 14, ["全年累计认定", "30学时"]),
        ("甲乙丙（丁戊己）", 8, ["甲乙丙", "（丁戊", "己）"]),
        ("依据附件1 二(2)办理", 12, ["依据附件1", "二(2)办理"]),
        ("one two three", 7, ["one two", "three"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("一二三四五六", 10, ["一二三四", "五六"]),  # no character stands alone
        ("a b" + GLUE + "c", 4, ["a", "b" + GLUE + "c"]),
    ],
)
def test_where_lines_break(text: str, width: int, lines: list[str]) -> None:
    assert plain(list(wrap(span(text), width))) == lines


def test_a_clause_stays_on_one_line() -> None:
    assert plain(list(wrap((*span("up to [", "plain"), *span("附件1 二(2)", "clause"), *span("]")), 14))) == [
        "up to",
        "[附件1 二(2)]",
    ]


@given(st.lists(st.tuples(ANY, ANY, ANY), min_size=1, max_size=6), st.integers(40, 100))
def test_columns_stay_aligned_whatever_stands_in_them(rows: list[tuple[str, str, str]], width: int) -> None:
    rows = [tuple(re.sub("[§¶]", "", text) for text in row) for row in rows]  # type: ignore[misc]
    table = [
        Row((cell(one), cell("§"), cell(two), cell("¶"), cell(three)), (span(one),), 2) for one, two, three in rows
    ]
    columns_ = [Column("h", most=20), Column("", least=1), Column("right", "right"), Column("", least=1), Column("")]
    lines = plain(list(lay_out(columns_, table, width, indent=2)))
    assert all(columns(line) <= width and line == line.rstrip() for line in lines)
    for mark in "§¶":
        assert len({columns(line.split(mark)[0]) for line in lines if mark in line}) == 1


def test_a_name_and_its_title() -> None:
    both = Titled(span("paper"), span("On the strength of welded joints"), span(" · "), "…")
    assert plain(list(both.lines(60))) == ["paper · On the strength of welded joints"]
    assert plain(list(both.lines(30))) == ["paper · On the strength of we…"]
    assert plain(list(both.lines(16))) == ["paper", "On the strength…"]
    assert plain(list(Titled(span("a long name"), (), span(" · "), "…").lines(6))) == ["a long", "name"]


def test_glyphs_and_encodings() -> None:
    assert glyphs_for("utf-8") is BLOCKS
    assert glyphs_for("gb18030") is BLOCKS
    assert glyphs_for("ascii") is glyphs_for(None) is glyphs_for("no-such") is ASCII
    assert carried("学a", "ascii") == "??a"
    assert carried("学a", "utf-8") == "学a"
    assert carried("学a", "no-such") == "??a"
    assert carried("é学", "latin-1") == "é??"


def test_paint() -> None:
    assert paint((*span("a", "bad"), *span(GLUE + "b")), colour=True) == "\x1b[1;31ma\x1b[0m b"
    assert paint(span("a" + GLUE, "bad"), colour=False) == "a "


def test_an_ordinary_page_does_not_pay_for_wcwidth() -> None:
    code = (
        "import sys\n"
        "from tests.report.samples import LABELS, partly\n"
        "from xueshi.report.text_view import render_check\n"
        "for lang in ('en', 'zh'):\n"
        "    render_check(partly(lang), lang=lang, width=80, colour=True, labels=LABELS[lang])\n"
        "print('wcwidth' in sys.modules, 'pydantic' in sys.modules, 'clingo' in sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False False False\n"
