"""The page and the JSON of `xueshi regulation show`: everything is on them, and no line is wider than the terminal."""

from __future__ import annotations

import json
import re
from functools import cache

import pytest

from tests.cli.running import bad, good
from xueshi.cli.regulation.one import one_regulation
from xueshi.law.overview import Overview, overview
from xueshi.law.regulation import regulations
from xueshi.messages import LANGS, Lang
from xueshi.report.characters import columns
from xueshi.report.overview_json import overview_json
from xueshi.report.overview_view import render_overview

NAMES = ("gansu-2023", "jining-2024", "binzhou-2021-hours")


@cache
def found(name: str) -> Overview:
    law = next(law for law in regulations() if law.id == name)
    return overview(law, law.first_day.year)


def page(name: str, lang: Lang, width: int = 200) -> str:
    return render_overview(found(name), lang=lang, width=width, colour=False)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", NAMES)
def test_no_line_is_wider_than_the_terminal(name: str, lang: Lang) -> None:
    for width in (40, 61, 80, 120):
        lines = page(name, lang, width).splitlines()
        assert max(map(columns, lines)) <= width
        assert not [line for line in lines if line != line.rstrip()]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", NAMES)
def test_everything_is_on_the_page(name: str, lang: Lang) -> None:
    text, of = page(name, lang, 400), found(name)
    rows = [re.split(r"\s{2,}", line.strip()) for line in text.splitlines()]
    for clause in of.clauses:
        assert any(row[0] == clause.id and row[1].startswith(clause.says.get(lang, "")) for row in rows if row[1:])
    for reading in of.readings:
        assert any(row[0] == reading.id for row in rows)
        assert all(any(row[0].startswith(answer) for row in rows) for answer in reading.answers)
    plain = text.replace(", ", ",").replace("; ", ";")
    assert all(figure.text in plain for figure in of.figures)
    for limit in of.limits:
        assert any(limit.clause in row and str(limit.hours) in row[0] for row in rows)


def test_the_languages_differ_in_their_words_only() -> None:
    """No word of English prose stands on the Chinese page, but for codes and the encoding's own text."""
    chinese = page("jining-2024", "zh")
    assert not re.findall(r"\b(facts|rules|hours|a year|at most|decides|default)\b", chinese.partition("\n读法")[0])


def test_json_says_the_same() -> None:
    of = found("gansu-2023")
    for lang in LANGS:
        said = json.loads(json.dumps(overview_json(of, lang)))
        assert [row["id"] for row in said["clauses"]] == [row.id for row in of.clauses]
        assert [row["hours"] for row in said["caps"]] == [int(limit.hours) for limit in of.limits]
        assert [row["text"] for row in said["numbers"]] == [figure.text for figure in of.figures]
        assert {row["id"]: row["default"] for row in said["readings"]}["deg40"] == "shared"
        (share,) = (row for row in said["numbers"] if row["predicate"] == "professional_share/2")
        assert [(item["argument"], item["unit"]) for item in share["numbers"]] == [("parts", "count"), ("of", "count")]
        assert said["in_force"] == ["2023-03-31", "2028-03-30"]
        assert (said["source"]["file"], said["source"]["standing"]) == ("gansu-2023.txt", "not_found")


def test_points_are_called_points() -> None:
    text = good("regulation", "show", "binzhou", "--year", "2018", "--lang", "zh")
    assert "学分" in text.partition("数值")[2]
    assert "学时" not in text.partition("数值")[2]


def test_one_regulation_is_meant() -> None:
    assert bad("regulation", "show", "binzhou") == [
        "NAME: found `binzhou`, allowed: one of binzhou-2021-points, binzhou-2021-hours"
    ]
    assert bad("regulation", "show", "gansu", "--year", "2030") == [
        "--year: found 2030, allowed: a year for which a regulation is in force: gansu-2023 (2023-2027)"
    ]
    (line,) = bad("regulation", "show", "nowhere")
    assert line.startswith("NAME: found `nowhere`, allowed: one of ")
    assert [one_regulation("binzhou", year)[0].id for year in (2019, 2020)] == [
        "binzhou-2021-points",
        "binzhou-2021-hours",
    ]
