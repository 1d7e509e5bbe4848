"""The tree for the terminal: what it says, how it stands, what it folds."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth

from tests.report.explanations import HARM, awkward, crowd, explanation, ordinary
from xueshi.messages import LANGS, Lang
from xueshi.model.explanation import Explanation, Line, Mark
from xueshi.report.explained.fold import cut, folded
from xueshi.report.explained.text import render_explanation


def page(shown: Explanation, *, width: int = 80, depth: int | None = None, fold: bool = False) -> str:
    return render_explanation(shown, width=width, colour=False, depth=depth, fold=fold)


def texts(shown: Explanation) -> list[str]:
    return [line.text for top in shown.lines for line in top.walk()]


def joined(text: str) -> str:
    """Return a page without what wrapping puts between the parts of a sentence."""
    return re.sub(r"[\s│├└─]", "", text)


LINES: st.SearchStrategy[Line] = st.deferred(
    lambda: st.builds(
        Line,
        text=st.text(max_size=40) | st.sampled_from(HARM),
        mark=st.sampled_from(["plain", "good", "bad", "open", "head"]),
        kind=st.sampled_from([None, "case", "regulation", "choice", "conclusion", "assumption"]),
        clauses=st.lists(st.text(max_size=12), max_size=2).map(tuple),
        below=st.lists(LINES, max_size=3).map(tuple),
    )
)


@pytest.mark.parametrize("lang", LANGS)
def test_it_says_whose_year_it_is_and_what_is_explained(lang: Lang) -> None:
    shown = page(ordinary(lang)).splitlines()
    assert shown[0].startswith("NOT COMPLIANT  P-0117" if lang == "en" else "不合规  P-0117")
    assert "济宁市2024年继续教育通知" in shown[1]
    assert shown[2] == ("Explanation of the year" if lang == "en" else "全年核算说明")


@pytest.mark.parametrize(
    ("about", "title"),
    [
        ({"record": "a"}, "Explanation of record a"),
        ({"leave": "b"}, "Explanation of leave b"),
        ({"cap": "c"}, "Explanation of the cap c"),
        ({"verdict": "compliant"}, "Explanation of the verdict"),
        ({"record": "a", "why_not": "public"}, "Record a: why not public"),
        ({"record": "a", "why_not": "credited"}, "Record a: why not credited as claimed"),
    ],
)
def test_the_title_names_the_question(about: dict[str, str], title: str) -> None:
    assert page(explanation((), about=about)).splitlines()[2] == title


def test_each_line_stands_below_what_rests_on_it() -> None:
    tree = page(ordinary(), width=100)
    assert (
        """\
Records
├─ ? e1 “self-study examination”: 40 h of 50 h credited
│  ├─ ✓ condition met: registered [附件1 前言]
│  └─ ✗ 10 h above the cap of 40 h a year [附件1 二(3)]
│     └─ five courses of 10 h each: 50 h [附件1 二(3)]
│        ├─ stated: courses = 5
│        └─ a course gives 10 h [附件1 二(3)]
├─ ✓ k1"""
        in tree
    )


def test_a_sentence_hangs_under_itself_and_its_branch_goes_on() -> None:
    assert """\
└─ ✗ t2 “training”: nothing of 16 h
   │ credited
   └─ ✗ condition not met: filed before
      │ the training [三(二), 附件1 二(2)]
      ├─ stated: filed = no
      └─ the text asks for a filing with
           the HR department [三(二)]""" in page(ordinary(), width=42)


def test_ascii_stands_for_what_a_stream_cannot_carry() -> None:
    shown = render_explanation(ordinary(), width=100, colour=False, encoding="ascii")
    assert shown.isascii()
    assert "|- ? e1" in shown
    assert "|  `- x 10 h above the cap" in shown


def test_signs_have_colour_for_those_who_want_it() -> None:
    shown = render_explanation(ordinary(), width=100, colour=True)
    assert "\x1b[1;31m✗" in shown
    assert "\x1b[1;32m✓" in shown
    assert "\x1b[2m附件1 二(3)" in shown
    assert re.sub("\x1b\\[[0-9;]*m", "", shown) == page(ordinary(), width=100)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("make", [ordinary, awkward, crowd])
@pytest.mark.parametrize("width", [1, 40, 61, 80, 133])
def test_no_line_is_wider_than_the_terminal(make: object, lang: Lang, width: int) -> None:
    assert callable(make)
    assert max(wcswidth(line) for line in page(make(lang), width=width).splitlines()) <= max(width, 40)


@pytest.mark.parametrize("lang", LANGS)
def test_every_sentence_is_there(lang: Lang) -> None:
    shown = ordinary(lang)
    assert all(joined(text) in joined(page(shown, width=40)) for text in texts(shown))


@given(st.lists(LINES, max_size=3), st.integers(40, 100), st.booleans())
def test_any_tree_fits_and_steers_no_terminal(lines: list[Line], width: int, fold: bool) -> None:
    shown = page(explanation(tuple(lines)), width=width, fold=fold)
    assert all(0 <= wcswidth(line) <= width for line in shown.splitlines())


def test_a_tree_that_is_very_deep_keeps_its_sentences_readable() -> None:
    line = Line("the deepest sentence")
    for _ in range(60):
        line = Line("x", below=(line,))
    assert "the deepest sentence" in page(explanation((line,)), width=50)


def test_a_folded_page_keeps_what_decided() -> None:
    shown = page(ordinary(), width=100, fold=True)
    for kept in (
        "15 h of the professional subject are missing",
        "60 h demanded",
        "10 h above the cap",
        "stated: filed = no",
        "2 h missing",
        "documents complete",
        "round = exact",
    ):
        assert kept in shown
    for left in ("condition met", "courses = 5"):
        assert left not in shown
    assert shown.splitlines()[-1] == "4 lines are folded: --full shows them, --record ID tells of one record"


def test_assumptions_of_a_record_stand_in_their_own_section_alone() -> None:
    assumed = Line("registered is assumed", "open", "assumption")
    credited, rejected = (Line("r", mark, below=(assumed, Line("late", "bad"))) for mark in _marks("good", "bad"))
    lines = (Line("Records", "head", below=(credited, rejected)), Line("Assumptions", "head", below=(assumed,)))
    assert page(explanation(lines), fold=True).count("assumed") == 1


def _marks(*marks: Mark) -> tuple[Mark, ...]:
    return marks


@given(st.lists(LINES, max_size=3), st.integers(1, 4))
def test_what_is_left_out_is_counted(lines: list[Line], depth: int) -> None:
    total = sum(1 for line in lines for _ in line.walk())
    for shown in (folded(lines), cut(lines, depth)):
        assert sum(1 for line in shown.lines for _ in line.walk()) + shown.hidden == total
    assert folded(lines).lines == folded(folded(lines).lines).lines
    assert len(cut(lines, depth).lines) == len(lines)


def test_depth_cuts_levels() -> None:
    assert "Records" in page(ordinary(), depth=1)
    assert "├─" not in page(ordinary(), depth=1)
    assert page(ordinary(), depth=1).endswith("17 lines lie deeper: --full shows them")
    assert "t2" in page(ordinary(), depth=2)
    assert "filed" not in page(ordinary(), depth=2)
    assert page(ordinary(), depth=99) == page(ordinary())


def test_one_line_left_out_is_one() -> None:
    lines = (Line("a", below=(Line("b"),)),)
    assert page(explanation(lines), depth=1).endswith("1 line lies deeper: --full shows it")


@pytest.mark.parametrize("lang", LANGS)
def test_many_records_stay_readable(lang: Lang) -> None:
    shown = page(crowd(lang), width=100, fold=True).splitlines()
    assert len(shown) < 4 * 200
