"""The page of a dossier: it fits the terminal, speaks both languages, and shows what the result holds."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Literal

import pytest
from wcwidth import wcswidth

import xueshi
from tests.cli.running import ROOT
from xueshi.messages import LANGS, Lang, section
from xueshi.model.dossier import Application, Dossier
from xueshi.model.dossier_result import DossierResult
from xueshi.report import dossier_view
from xueshi.report.dossier_view import render_eligibility
from xueshi.report.labels import declared_labels

FILES = sorted((ROOT / "facts" / "dossiers").glob("*/*.yaml"))
OPEN: dict[str, Any] = {
    "person": "学" * 30,
    "jurisdiction": "lishui",
    "application": {"kind": "title", "year": 2022, "required_years": 5},
    "verdicts": {2016: "deferred", 2019: "compliant", 2020: "undetermined", 2021: "compliant", 2024: "compliant"},
    "years": {
        2022: {
            "records": [
                {"id": "a", "kind": "training", "hours": 60},
                {"id": "b", "kind": "paper"},
                {"id": "c", "kind": "online_course", "subject": "public", "hours": 18},
            ]
        }
    },
}
UNTESTED: dict[str, Any] = {
    "person": "P",
    "jurisdiction": "binzhou",
    "window": {"from": 2019, "to": 2019},
    "years": {2019: {"records": [{"id": "s", "kind": "advanced_seminar", "level": "national"}]}},
}


def judged(of: Path | dict[str, Any], lang: Lang, **how: Any) -> DossierResult:  # noqa: ANN401
    return xueshi.eligibility(xueshi.read_dossier(of) if isinstance(of, Path) else of, lang=lang, **how)


def page(result: DossierResult, lang: Lang, width: int = 80, **how: Any) -> str:  # noqa: ANN401
    labels = declared_labels(lang, result.jurisdiction)
    return render_eligibility(result, lang=lang, width=width, colour=how.pop("colour", False), labels=labels, **how)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("of", [*FILES, OPEN, UNTESTED], ids=["1", "2", "3", "4", "open", "untested"])
def test_it_fits_and_keeps_to_the_stream(of: Path | dict[str, Any], lang: Lang) -> None:
    result = judged(of, lang)
    for width in (40, 80, 120):
        for line in page(result, lang, width).split("\n"):
            assert 0 <= wcswidth(line) <= width, line
            assert line == line.rstrip()
    plain = page(result, lang)
    coloured = page(result, lang, colour=True)
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain != coloured
    page(result, lang, encoding="ascii").encode("ascii")
    page(result, lang, encoding="gbk").encode("gbk")


def test_what_is_open_is_told() -> None:
    lines = [" ".join(line.split()) for line in page(judged(OPEN, "en"), "en").splitlines()]
    assert lines[0].startswith("UNDETERMINED 学")
    assert "not decided: qualified years; the last two years" in lines
    assert "qualified years: 2016, 2017, 2018, 2020, 2022, unknown or undecided" in lines
    assert "the last two years: 2022, unknown or undecided" in lines
    assert "? 2016 deferred judged elsewhere" in lines
    assert "? 2018 unknown" in lines
    assert "✓ 2024 compliant judged elsewhere; outside what is asked" in lines
    assert "? 2022 undetermined 78 hours, 12 h of the total missing" in lines
    assert any(line.startswith("! the last two years are taken to include") for line in lines)


def test_unknown_years_under_strict_judgement() -> None:
    text = page(judged(OPEN, "en", strict=True), "en")
    assert "an unknown year as failed" in text
    assert "✗  2018  unknown" in text


def test_points_without_a_test() -> None:
    lines = page(judged(UNTESTED, "en"), "en").splitlines()
    assert "Points together [一 ¶1]    0      ─        ─  the text has no test" in lines
    assert "  points together: record s of 2019, its amount open" in lines
    assert lines[0] == "UNDETERMINED  P, Binzhou: the year 2019"
    chinese = page(judged(UNTESTED, "zh"), "zh").splitlines()
    assert chinese[0] == "待定  P，滨州，2019年度"
    assert "  总计学分：2019年度的记录s，其数量待定" in chinese


@pytest.mark.parametrize(
    ("application", "english", "chinese"),
    [
        (
            {"kind": "title", "required_years": 1},
            "application for a title in 2022, 1 year required",
            "申报职称，规定年限1年",
        ),
        (
            {"kind": "initial", "required_years": 1},
            "initial recognition in 2022, 1 year required",
            "初定职称，规定年限1年",
        ),
    ],
)
def test_what_is_asked(application: dict[str, Any], english: str, chinese: str) -> None:
    asked = {"person": "P", "jurisdiction": "lishui", "application": {**application, "year": 2022}}
    assert english in page(judged(asked, "en"), "en").splitlines()[0]
    assert chinese in page(judged(asked, "zh"), "zh").splitlines()[0]


@pytest.mark.parametrize("kind", ["title", "initial"])
def test_required_years_that_nobody_states(kind: Literal["title", "initial"]) -> None:
    asked = Dossier("P", "lishui", years={}, verdicts={}, application=Application(kind, 2022, None))
    result = xueshi.eligibility(asked)
    assert (result.verdict, result.parts[0].required) == ("undetermined", None)
    first, *rest = page(result, "en").splitlines()
    assert first.endswith("in 2022")
    assert "Qualified years [13]       0      ─        ─  undecided" in rest


def test_warnings_of_years_are_told_with_them() -> None:
    late = {"id": "c", "kind": "secondment", "start": "2021-01-01", "end": "2021-02-10"}
    asked = {**OPEN, "years": {2022: {"records": [late, {"id": "n", "kind": "paper", "notice": {"hours": 3}}]}}}
    result = judged(asked, "en")
    year = next(year.result for year in result.years if year.result)
    assert year.warnings
    lines = [line for line in page(result, "en", 200).splitlines() if line.startswith("  ! ")]
    assert any("2022" in line for line in lines)


def test_all_words_are_used() -> None:
    sources = Path(str(dossier_view.__file__)).read_text(encoding="utf-8")
    used = set(re.findall(r'_say\(\s*page, f?"(\w+)\.', sources))
    assert {key.split(".")[0] for key in section("en", "dossier")} - {"faults"} == used | {"years", "bar", "amount"}
