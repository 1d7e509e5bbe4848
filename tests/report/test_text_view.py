from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

import pytest
from wcwidth import wcswidth

from tests.report.samples import ALL, LABELS, awkward, crowd, deemed, leave, partly, result, undetermined
from tests.report.write_golden import PAGES, page, path
from xueshi.messages import LANGS, Lang
from xueshi.model.result import (
    Alternative,
    LeaveResult,
    Optimum,
    Placement,
    Reason,
    RecordResult,
    Status,
    Verdict,
)
from xueshi.model.units import UNITS_PER_HOUR as H
from xueshi.report.text_view import render_allocation, render_check

SEQUENCE = re.compile(r"\x1b\[[0-9;]*m")


def check(name: str, lang: Lang, width: int, *, colour: bool = False, encoding: str | None = "utf-8") -> str:
    return render_check(ALL[name](lang), lang=lang, width=width, colour=colour, labels=LABELS[lang], encoding=encoding)


def allocate(name: str, lang: Lang, width: int, *, encoding: str | None = "utf-8") -> str:
    shown = ALL[name](lang)
    return render_allocation(
        shown, lang=lang, width=width, colour=False, encoding=encoding, optima=[shown.allocation, shown.allocation]
    )


@pytest.mark.parametrize("width", [40, 60, 80, 120, 200])
@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", ALL)
def test_no_line_is_wider_than_the_terminal_nor_ends_in_blanks(name: str, lang: Lang, width: int) -> None:
    for text in (check(name, lang, width), allocate(name, lang, width)):
        for line in text.split("\n"):
            assert 0 <= wcswidth(line) <= width, line
            assert line == line.rstrip()
            assert not [char for char in line if unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"}]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", ALL)
def test_colour_adds_sequences_and_nothing_else(name: str, lang: Lang) -> None:
    coloured, plain = check(name, lang, 80, colour=True), check(name, lang, 80)
    assert "\x1b[" in coloured
    assert "\x1b" not in plain
    assert SEQUENCE.sub("", coloured) == plain
    for line in coloured.split("\n"):  # a style ends on its line
        found = SEQUENCE.findall(line)
        assert len(found) % 2 == 0
        assert set(found[1::2]) <= {"\x1b[0m"}


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252", "gbk", None, "no-such-codec"])
@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", ALL)
def test_a_poor_stream_gets_a_page_that_it_can_carry(name: str, lang: Lang, encoding: str | None) -> None:
    codec = "ascii" if encoding in {None, "no-such-codec"} else str(encoding)
    for text in (check(name, lang, 80, encoding=encoding), allocate(name, lang, 80, encoding=encoding)):
        text.encode(codec)
        assert all(wcswidth(line) <= 80 for line in text.split("\n"))
        assert "█" not in text


@pytest.mark.parametrize(("name", "lang", "width"), PAGES)
def test_golden(name: str, lang: Lang, width: int) -> None:
    assert page(name, lang, width) == path(name, lang, width).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("verdict", "en", "zh"),
    [
        ("compliant", "COMPLIANT  P-0001, jining 2024", "合规  P-0001，济宁市，2024年度"),
        ("non_compliant", "NOT COMPLIANT  P-0001, jining 2024", "不合规  P-0001，济宁市，2024年度"),
        ("undetermined", "UNDETERMINED  P-0001, jining 2024", "待定  P-0001，济宁市，2024年度"),
        ("deferred", "DEFERRED  P-0001, jining 2024", "顺延  P-0001，济宁市，2024年度"),
    ],
)
def test_the_verdict_comes_first(verdict: Verdict, en: str, zh: str) -> None:
    def first(lang: Lang) -> str:
        shown = replace(result(lang), verdict=verdict)
        return render_check(shown, lang=lang, width=80, colour=False, labels=LABELS[lang]).split("\n")[0]

    assert first("en").startswith(en)
    assert first("zh").startswith(zh)


def test_the_same_record_under_both_subjects_or_one_of_them() -> None:
    text = check("leave", "en", 80)
    assert re.search(r"public 2\.5 +public 2\.5 +0\n +prof\. 20 +prof\. 20", text)
    text = check("partly", "en", 80)
    assert re.search(r"public 5 +public 5 +0\n +or prof\. 30", text)


def test_bars_follow_the_hours() -> None:
    lines = check("undetermined", "en", 80).split("\n")
    bars = {line.split()[0]: (line.count("█"), line.count("░")) for line in lines if "█" in line}
    assert bars["Public"][1] == 0
    full, empty = bars["Professional"]
    assert full == (full + empty) * 50 // 60
    ascii_bars = check("undetermined", "en", 80, encoding="ascii")
    assert re.search(r"Professional +50 +60 +10  #+-+ short", ascii_bars)


def test_a_bar_is_never_full_before_the_minimum_is_met() -> None:
    almost = replace(
        result("en"),
        credited={"public": 30 * H - 1, "professional": 0, "total": 0},
        required={"public": 30 * H, "professional": 0, "total": None},
        shortfall={"public": 1, "professional": 0, "total": 0},
    )
    text = render_check(almost, lang="en", width=80, colour=False)
    public, professional = (line for line in text.split("\n") if "█" in line)
    assert public.count("░") == 1
    assert professional.count("░") == 0
    parts = replace(almost, credited={"public": 40 * H, "professional": 0, "total": 0})
    assert "░ short" in render_check(parts, lang="en", width=80, colour=False)


def test_kinds_that_must_each_suffice_are_all_named() -> None:
    each = replace(
        result("en"),
        credited={"public": 36 * H, "professional": 0, "total": 36 * H},
        required={"public": 36 * H, "professional": 0, "total": None},
        shortfall={"public": 18 * H, "professional": 0, "total": 0},
        by_kind={"general_public": 36 * H, "sector_public": 0},
    )
    text = render_check(each, lang="en", width=120, colour=False).replace("\u00a0", " ")
    assert "of which 36 h general public, 0 h sector public; each kind has a minimum of its own" in text
    sum_only = replace(each, shortfall={"public": 0, "professional": 0, "total": 0})
    text = render_check(sum_only, lang="en", width=120, colour=False).replace("\u00a0", " ")
    assert "of which 36 h general public\n" in text


def test_a_long_title_stands_below_the_verdict() -> None:
    shown = result("en")
    titled = replace(shown, regulation=replace(shown.regulation, instrument="某市关于继续教育的通知（2024-04-26）"))
    first, *rest = render_check(titled, lang="en", width=80, colour=False).split("\n")
    assert first.endswith(shown.regulation.id)
    assert "某市关于继续教育的通知（2024-04-26）" in rest
    numbered = replace(shown, regulation=replace(shown.regulation, instrument="某人社〔2020〕83号"))
    assert render_check(numbered, lang="en", width=80, colour=False).split("\n")[0].endswith("某人社〔2020〕83号")


def test_a_leave_that_was_refused_uncounted_has_no_months() -> None:
    reason = Reason("document_missing", "x", "document missing")
    refused = LeaveResult(id="L1", kind="illness", months=0, days_over=0, accepted=False, reasons=(reason,))
    text = render_check(replace(result("en"), leave=(refused,)), lang="en", width=80, colour=False)
    assert "no relief" in text
    assert "0 months" not in text


def reasons_shown(status: Status, lost: int, *reasons: Reason, lang: Lang = "en") -> str:
    """Return the page of one posting that claims 30 and 60 hours, with these reasons."""
    record = RecordResult(
        id="s1",
        kind="secondment",
        title="",
        status=status,
        claimed={"public": 30 * H, "professional": 60 * H},
        credited={"public": 90 * H - lost, "professional": 0},
        amount=90 * H,
        lost=lost,
        reasons=reasons,
    )
    text = render_check(replace(result(lang), records=(record,)), lang=lang, width=80, colour=False)
    return text.replace("\u00a0", " ")


def test_a_reason_says_its_hours_once() -> None:
    day = Reason("day_cap", "2", "4 h lost to the cap by the day", 4 * H, "professional")
    lessons = Reason("rounded", "3", "rounded under the reading in force", H // 2, "professional")
    shown = reasons_shown("partly_credited", day.hours + lessons.hours, day, lessons)
    assert "professional: 4 h lost to the cap by the day [2]" in shown
    assert "professional: rounded under the reading in force (−0.5 h) [3]" in shown
    assert "rounded under the reading in force [3]" in reasons_shown("partly_credited", lessons.hours, lessons)


def test_hours_that_a_sectors_rule_leaves_open_are_not_called_lost() -> None:
    said = "the sector's own rule governs the professional part"
    reason = Reason("sector_rule_prevails", "三(二)", said, 60 * H, "professional")
    assert f"{said} (60 h not confirmed) [三(二)]" in reasons_shown("undetermined", 60 * H, reason).replace(
        "\n       ", " "
    )
    zh = replace(reason, message="专业科目学时由行业主管部门规定，从其规定")
    assert "从其规定（60学时尚待认定）（三(二)）" in reasons_shown("undetermined", 60 * H, zh, lang="zh")
    # Beside the sector's own result they are lost, and the column says how many.
    assert "confirmed" not in reasons_shown("not_credited", 60 * H, reason)


def test_the_hours_of_a_refused_record_stand_in_their_column_alone() -> None:
    first = Reason("document_missing", "1", "document missing: the order", 90 * H, None, "assignment_order")
    second = Reason("not_registered", "2", "not registered and approved", 0, None, "registered")
    shown = reasons_shown("not_credited", 90 * H, first, second)
    assert "  document missing: the order [1]" in shown
    assert "  not registered and approved [2]" in shown


def test_caps_that_cost_nothing_are_not_shown() -> None:
    assert "computer modules" not in check("partly", "en", 80)
    assert "computer modules" in repr(partly("en").caps)


def test_assumptions_stand_by_fact() -> None:
    en = check("partly", "en", 80)
    assert "  registered: all 9 records [附件1]\n" in en
    assert "  recognised by the HR department: a3, a4 [附件1 一(4)]\n" in en
    assert "  sector without a rule of its own: the person [三(二)]\n" in en
    zh = check("partly", "zh", 80)
    assert "  人社部门认可：a3、a4（附件1 一(4)）\n" in zh
    assert "and 140 more" in check("crowd", "en", 80)
    assert "等150条" in check("crowd", "zh", 120)


def test_readings_that_differ_come_first_and_are_marked() -> None:
    lines = check("partly", "en", 80).split("\n")
    at = lines.index("Readings in force")
    assert lines[at + 1].startswith("*  day = averaged")
    assert next(line for line in lines if "round = exact" in line).startswith("   round")


@pytest.mark.parametrize(
    ("optimum", "en"),
    [
        (Optimum(True, 1, True), "Proven optimal: no other placement is as good."),
        (Optimum(True, 3, True), "Proven optimal; 3 equal placements."),
        (Optimum(True, 1000, False), "Proven optimal; at least 1,000 equal placements."),
        (Optimum(False, 1, False), "Not proven optimal."),
    ],
)
def test_the_standing_of_the_optimum(optimum: Optimum, en: str) -> None:
    shown = replace(partly("en"), optimum=optimum)
    assert f"  {en}\n" in render_check(shown, lang="en", width=80, colour=False)


def test_what_an_alternative_costs() -> None:
    def cost(more: int, fewer: int) -> str:
        other = Alternative("public", 3 * H, more * H, fewer * H)
        shown = replace(result("en"), allocation=(Placement("a", "professional", 10 * H, True, (other,)),))
        text = render_allocation(shown, lang="en", width=120, colour=False)
        return text.split("public (3 h): ")[1].split("\n")[0]

    assert cost(0, 0) == "equally good"
    assert cost(2, 0) == "2 h more missing"
    assert cost(2, -25) == "2 h more missing, 25 h more credited"
    assert cost(0, 7) == "nothing more missing, 7 h fewer credited"


def test_the_optima_tell_only_what_differs_and_all_of_it() -> None:
    shown = partly("en")
    text = render_allocation(shown, lang="en", width=80, colour=False, optima=[shown.allocation] * 3)
    assert "All best placements (3)\n" in text
    assert "1. professional: a4, a5" in text
    many = crowd("en")
    text = render_allocation(many, lang="en", width=80, colour=False, optima=[many.allocation])
    assert all(f"r{number:03}" in text.split("1. professional")[1] for number in range(80))
    lone = replace(shown, allocation=shown.allocation[:1], optimum=Optimum(True, 1, True))
    text = render_allocation(lone, lang="en", width=80, colour=False, optima=[lone.allocation])
    assert "1. public: a3" in text
    nothing = render_allocation(result("en"), lang="en", width=80, colour=False, optima=[()])
    assert "No record has a choice of subject." in nothing


def test_all_readings() -> None:
    assert "18 = each, 45 = per_course: not compliant" in check("undetermined", "en", 80)
    held = replace(undetermined("zh"), all_readings={"verdicts": [], "holds": True, "turning": []})
    assert "采用任何一种理解，结论均相同。" in render_check(held, lang="zh", width=80, colour=False)


def test_leave_and_its_relief_have_lines_of_their_own() -> None:
    text = check("leave", "en", 80)
    assert "  Taken off the minimum: 27.5 h public, 40 h professional\n" in text
    assert "  ✓ L1  serious illness: 8 months, 1 day\n" in text
    assert "  ✗ L2  assignment abroad: 1 month, no relief\n    not longer than six months" in text
    none = replace(leave("en"), relief={"public": 0, "professional": 0})
    assert "Nothing is taken off the minimum." in render_check(none, lang="en", width=80, colour=False)


def test_a_reason_of_a_record_under_two_subjects_names_its_own() -> None:
    first = partly("zh").records[2]
    reasons = (replace(first.reasons[0], subject="professional", message="", clause=""),)
    shown = replace(result("zh"), records=(replace(first, reasons=reasons),))
    assert "  专业科目：allocated\n" in render_check(shown, lang="zh", width=80, colour=False) + "\n"


def test_a_deemed_year_says_so() -> None:
    text = render_check(deemed("en"), lang="en", width=80, colour=False)
    assert "the year is deemed complete\n" in text
    assert "deemed met" in text


def test_a_label_of_the_regulation_is_used_before_the_key() -> None:
    shown = awkward("en")
    text = render_check(
        shown, lang="en", width=80, colour=False, labels={"a_subject_that_a_city_declares": "moral education"}
    )
    assert "moral education" in text
    assert "a_subject_that_a_city_declares" not in text
