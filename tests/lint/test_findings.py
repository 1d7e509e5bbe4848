"""What a finding says: its place, its mark, clingo's words, the nearest name, and what is allowed."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.lint.examples import METADATA
from xueshi.law.paths import asp_root
from xueshi.lint.codes import matching
from xueshi.lint.data import as_json, as_sarif
from xueshi.lint.ranges import Range, combined, number
from xueshi.lint.run import Report, lint
from xueshi.lint.targets import targets
from xueshi.lint.text import render

INCLUDE = f'#include "{asp_root()}/core/core.lp".\n%@ clause 二\n'
"""The first two lines of each file below."""


def of(text: str, folder: Path, *codes: str) -> Report:
    file = folder / "law.lp"
    file.write_text(INCLUDE + text, encoding="utf-8")
    return lint(targets([str(file)]), frozenset(codes) or None)


def places(report: Report) -> list[tuple[str, int, str]]:
    return [(f.code, f.place.line, f.about) for f in report.findings]


def test_every_fault_of_syntax_is_told_and_unsafe_variables_beside_them(tmp_path: Path) -> None:
    text = "a(X :- b.\nflat(work,professional,10).\nc d.\nlate(T) :- X > 3, not flat(T,X,X).\n"
    report = of(text, tmp_path, "XS101", "XS102")
    assert places(report) == [("XS101", 3, ""), ("XS101", 5, ""), ("XS102", 6, "T"), ("XS102", 6, "X")]
    assert "syntax error" in report.findings[0].detail
    assert "unsafe" in report.findings[2].detail


def test_full_width_punctuation_is_told_with_its_place(tmp_path: Path) -> None:
    """Clingo would end the process."""
    report = of('same_work("二，三"). % 注释，\nclause(work，"二"）.\n', tmp_path, "XS101")
    assert places(report) == [("XS101", 4, "，"), ("XS101", 4, "）")]
    lines = render(report, lang="zh", colour=False).splitlines()
    assert lines[0].endswith("law.lp:4:12: 错误 XS101: ， 只能用在注释和字符串中；改正之前不作其他检查")


def test_the_mark_stands_below_the_place_whatever_stands_before_it(tmp_path: Path) -> None:
    report = of('same_work("附件1 二(4)"). judged_as(competiton,contest). "x".\n', tmp_path, "XS209")
    lines = render(report, lang="en", colour=False).splitlines()
    assert lines[0].endswith(":3:34: error XS209: competiton is no kind of record or of leave; is `competition` meant?")
    # Chinese characters are two columns wide: three of them stand before the place, character 34.
    assert lines[1].index("competiton") - lines[1].index("|") == 2 + 33
    assert lines[2] == f"      | {' ' * (33 + 3)}{'^' * len('competiton')}"


def test_the_nearest_name_has_the_same_arity_where_it_can(tmp_path: Path) -> None:
    report = of("judged_az(competition,contest).\ncapp(works,30,x).\n", tmp_path, "XS202")
    assert [finding.near for finding in report.findings] == ["judged_as/2", "cap/3"]


def test_a_pool_behind_not_means_what_is_said_of_it(tmp_path: Path) -> None:
    """The premise of XS504: the literal holds as soon as one alternative is absent."""
    import clingo

    control = clingo.Control()
    control.add("base", [], "p(1). absent :- not p((1;2)). none :- not p((1;1)).")
    control.ground([("base", [])])
    assert {str(atom.symbol) for atom in control.symbolic_atoms} == {"p(1)", "absent"}
    report = of("odd(T) :- kind(T,K), not says(T,level,(county;municipal)).\n", tmp_path, "XS504")
    assert places(report) == [("XS504", 3, "says/3")]


# ---- what is allowed -----------------------------------------------------------------------------------------------


def test_a_comment_allows_what_stands_below_it_or_on_its_line(tmp_path: Path) -> None:
    text = (
        "%@ allow XS401: as the text has it\nodd(T) :- measure(T,rank,N), N > 3.\n"
        "odd(T) :- measure(T,rank,N), N > 4. %@ allow XS401: as the text has it\n"
        "odd(T) :- measure(T,rank,N), N > 5.\n"
    )
    report = of(text, tmp_path, "XS401")
    assert places(report) == [("XS401", 6, "5")]
    assert [(f.place.line, by.reason) for f, by in report.allowed] == [
        (4, "as the text has it"),
        (5, "as the text has it"),
    ]


def test_an_allowance_neither_ends_nor_parts_citations(tmp_path: Path) -> None:
    text = "%@ clause 三\n%@ allow XS401: as the text has it\n%@ clause 四\nodd(T) :- measure(T,rank,N), N > 3.\n"
    folder = targets([str(of(text, tmp_path).files[0])])[0].folder
    (rule,) = [s for s in folder.own if s.form == "rule"]
    # The line above the first of these is a citation too; consecutive ones hold together.
    assert rule.clauses == ("二", "三", "四")


def test_an_allowance_without_reason_allows_nothing(tmp_path: Path) -> None:
    report = of("%@ allow XS401\nodd(T) :- measure(T,rank,N), N > 3.\n", tmp_path, "XS401", "XS701", "XS703")
    assert places(report) == [("XS701", 3, "XS401"), ("XS401", 4, "3")]


def test_an_allowance_is_not_called_idle_where_not_everything_was_looked_at(tmp_path: Path) -> None:
    text = "%@ allow XS401: as the text has it\nsame_work(x).\n"
    assert [f.code for f in of(text, tmp_path, "XS703").findings] == ["XS703"]
    assert not of(f"{text}a(X :- b.\n", tmp_path, "XS703").findings


def test_an_unknown_code_is_told_with_the_nearest(tmp_path: Path) -> None:
    (finding,) = of('%@ allow XS4O1: a slip\nsame_work("二").\n', tmp_path, "XS702").findings
    assert (finding.about, finding.near) == ("XS4O1", "XS401")


# ---- as data -------------------------------------------------------------------------------------------------------


def test_json_and_sarif_have_the_same_places(tmp_path: Path) -> None:
    report = of(
        'same_work("附件1 二(4)"). judged_as(competiton,contest).\n%@ allow XS401: so\nq(1) :- p(2).\n', tmp_path
    )
    listed = as_json(report, "en")["findings"]
    (run,) = as_sarif(report, "en")["runs"]
    regions = [result["locations"][0]["physicalLocation"]["region"] for result in run["results"]]
    shown = [r for r, result in zip(regions, run["results"], strict=True) if "suppressions" not in result]
    assert [(f["line"], f["column"], f["end_column"]) for f in listed] == [
        (r["startLine"], r["startColumn"], r["endColumn"]) for r in shown
    ]
    allowed = [result for result in run["results"] if "suppressions" in result]
    assert allowed
    assert {a["suppressions"][0]["justification"] for a in allowed} == {"so"}
    rules = run["tool"]["driver"]["rules"]
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])
    assert {result["level"] for result in run["results"]} <= {"error", "warning", "note"}
    assert all(r["startLine"] >= 1 and r["endColumn"] > r["startColumn"] for r in regions)


def test_the_same_encoding_gives_the_same_bytes(tmp_path: Path) -> None:
    text = "q(1) :- p(2).\ntabel(x).\na(X :- b.\n"
    one, other = (render(of(text, tmp_path), lang="zh", colour=True) for _ in range(2))
    assert one == other


@settings(max_examples=40, deadline=None)
@given(st.text(st.sampled_from('abX_,.:-(){};"%@ #\n12济é\\\t'), max_size=60))
def test_whatever_a_file_holds_something_is_said_and_nothing_raised(text: str) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "law.lp"
        file.write_text(text, encoding="utf-8")
        report = lint(targets([str(file)]))
        render(report, lang="en", colour=False)
        lines = text.count("\n") + 2  # clingo ends a file that has no last line break with one
        assert all(1 <= finding.place.line <= lines for finding in report.findings if finding.place.file == file)


# ---- ranges --------------------------------------------------------------------------------------------------------

INTEGERS = st.integers(-50, 50)
RANGES = st.tuples(INTEGERS, INTEGERS).map(sorted).map(lambda pair: number(*pair))


def clingos(sign: str, a: int, b: int) -> int:
    """Return what clingo makes of an operation."""
    import clingo

    control = clingo.Control(logger=lambda *_: None)
    control.add("base", [], f"x(({a}){sign}({b})).")
    control.ground([("base", [])])
    return next(control.symbolic_atoms.by_signature("x", 1)).symbol.arguments[0].number


@settings(max_examples=150, deadline=None)
@given(st.sampled_from("+-*/\\"), RANGES, RANGES, st.data())
def test_an_operation_stays_in_its_range(sign: str, one: Range, other: Range, data: st.DataObject) -> None:
    assert one.bounds is not None
    assert other.bounds is not None
    a = data.draw(st.integers(*one.bounds))
    least = 1 if sign in "/\\" else other.bounds[0]
    if other.bounds[1] < least:
        return
    b = data.draw(st.integers(max(least, other.bounds[0]), other.bounds[1]))
    found = combined(sign, one, other).bounds
    assert found is None or found[0] <= clingos(sign, a, b) <= found[1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("own(T,public,M*hour) :- measure(T,minutes,M).", True),
        # 527040 minutes are 11712 lessons of 45: 105 million units.
        ("own(T,public,M/L*hour) :- measure(T,minutes,M), lesson_minutes(L).", False),
        # At most 8784 modules, 5 hours each: 395 million units.
        ("own(T,public,H*hour*N) :- each(x,modules,public,H), measure(T,modules,N).", False),
        ("own(T,public,H*hour*N) :- each(x,modules,public,H), measure(T,characters,N).", True),
    ],
)
def test_products_are_bounded_by_facts_and_fields(text: str, expected: bool, tmp_path: Path) -> None:
    report = of(f"lesson_minutes(45).\neach(x,modules,public,5).\n{text}\n", tmp_path, "XS403")
    assert bool(report.findings) is expected


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("own(T,S,H) :- route(T,R), flat(R,S,H).", "argument"),
        ("own(T,S,H*hour) :- route(T,R), flat(R,S,H).", ""),
        ("odd(T) :- amount(T,_,U), cap(_,H,_), U > H.", "compared"),
        ("odd(T) :- amount(T,_,U), cap(_,H,_), U > H*hour.", ""),
        ("odd(T) :- amount(T,_,U), cap(_,H,_), U/hour > H.", ""),
        ("odd(T) :- measure(T,minutes,M), measure(T,days,D), M+D > M.", "added"),
        ("odd(T) :- stated(T,U), U*hour > U.", "multiplied"),
        ("odd(T) :- day_cap(R,H,_), route(T,R), measure(T,days,D), stated(T,U), D*H*hour < U.", ""),
    ],
)
def test_units_are_told_apart(text: str, form: str, tmp_path: Path) -> None:
    assert [finding.form for finding in of(text + "\n", tmp_path, "XS402").findings] == ([form] if form else [])


# ---- metadata ------------------------------------------------------------------------------------------------------


def city(folder: Path, metadata: str, text: str = "", *codes: str) -> Report:
    (folder / "core").symlink_to(asp_root() / "core")
    place = folder / "example"
    place.mkdir()
    (place / "example-2025.lp").write_text('#include "../core/core.lp".\n%@ clause 二\n' + text, encoding="utf-8")
    (place / "example-2025.toml").write_text(METADATA + metadata, encoding="utf-8")
    return lint(targets(["example"], (folder,)), frozenset(codes) or None)


def test_an_entry_beside_the_encoding_allows_what_it_names(tmp_path: Path) -> None:
    entry = '[[suppress]]\ncode = "XS202"\nwhere = "later/1"\nreason = "the next part asks for it"\n'
    report = city(tmp_path, entry, "later(1).\nother(1).\n")
    assert [f.about for f, by in report.allowed if by.reason] == ["later/1"]
    assert [f.about for f in report.findings if f.code == "XS202"] == ["other/1"]
    assert "XS703" not in {f.code for f in report.findings}


@pytest.mark.parametrize("key", ["minima", "caps", "orders", "blank", "flexible", "deemed", "leave", "delegations"])
@pytest.mark.parametrize("value", ["3", "[3]", "[[3]]", "{a = 3}"])
def test_a_declaration_of_another_form_is_told_or_said_to_be_about_nothing(
    key: str, value: str, tmp_path: Path
) -> None:
    report = city(tmp_path, f"[declares]\n{key} = {value}\n", "", *matching("XS6"))
    assert report.count("error") or value in ("[3]", "[[3]]") or key == "orders"
    render(report, lang="zh", colour=False)


def test_a_name_on_a_line_that_cannot_be_read_is_not_said_to_be_missing(tmp_path: Path) -> None:
    report = of("bonus(5.\nown(T,public,H*hour) :- route(T,x), bonus(H), bonsu(H).\n", tmp_path, "XS201")
    assert places(report) == [("XS201", 4, "bonsu/1")]
