"""Which question a dossier puts, and folders of one's own that hold such questions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import xueshi
from xueshi.errors import InputError
from xueshi.law.dossier import questions
from xueshi.law.paths import asp_root
from xueshi.law.regulation import LawError
from xueshi.solver.grounding import EncodingError

ASKS = "that asks something of several years"
LAWS = "binzhou-2021-points, binzhou-2021-hours, lishui-2020"
TITLE = {"kind": "title", "year": 2022, "required_years": 1}


def dossier(jurisdiction: str = "lishui", **more: Any) -> dict[str, Any]:  # noqa: ANN401
    return {"person": "P", "jurisdiction": jurisdiction, "application": TITLE, **more}


def faults(asked: dict[str, Any], **how: Any) -> list[str]:  # noqa: ANN401
    with pytest.raises(InputError) as caught:
        xueshi.eligibility(asked, **how)
    return str(caught.value).splitlines()


def test_the_shipped_questions() -> None:
    found = {question.id: question for question in questions()}
    assert set(found) == {"lishui-2020-title", "binzhou-2021-window"}
    window = found["binzhou-2021-window"]
    assert [law.id for law in window.regulations] == ["binzhou-2021-points", "binzhou-2021-hours"]
    assert (window.asks, window.adds_up) == ("window", "binzhou-2021-points")
    assert {window: 1}[window] == 1


def test_what_there_is_is_told() -> None:
    assert faults(dossier("jining")) == [
        f"dossier: jurisdiction: found `jining`, allowed: a jurisdiction {ASKS}: binzhou, lishui"
    ]
    assert faults(dossier(), regulation="jining-2024") == [
        f"--regulation: found `jining-2024`, allowed: a regulation {ASKS}: {LAWS}"
    ]
    assert faults(dossier(), regulation="none")[0].startswith("--regulation: found `none`, allowed: one of ")
    assert faults(dossier("binzhou")) == ["dossier: found `application`, allowed: what binzhou asks for: `window`"]


def test_faults_are_told_together() -> None:
    years: dict[int, Any] = {2018: {"records": []}, 2019: {"records": []}, 2021: {"records": []}}
    lines = faults(dossier(years=years), readings={"n": "often", "pool": "item"})
    assert [line.split(", allowed")[0] for line in lines] == [
        "--reading: n: found `often`",
        "--reading: found `pool`",
        "dossier: year: found 2018",
        "dossier: year: found 2019",
    ]


def test_a_regulation_that_is_asked_for_judges_whatever_the_jurisdiction() -> None:
    asked = dossier("jining", verdicts={2021: "compliant", 2022: "compliant"}, years={2020: {"records": []}})
    result = xueshi.eligibility(asked, regulation="lishui-2020")
    assert (result.verdict, result.regulation.id, result.jurisdiction) == ("eligible", "lishui-2020", "jining")
    assert [year.result.regulation.id for year in result.years if year.result] == ["lishui-2020"]


def test_readings_of_all_its_regulations_are_known() -> None:
    window = {"person": "P", "jurisdiction": "binzhou", "window": {"from": 2018, "to": 2019}}
    result = xueshi.eligibility(window, readings={"pool": "item", "frac": "down"})
    assert {reading.id: reading.value for reading in result.readings}["frac"] == "down"
    mixed = {**window, "window": {"from": 2018, "to": 2021}, "years": {2020: {"records": []}}}
    found = {reading.id: reading.value for reading in xueshi.eligibility(mixed, readings={"pool": "item"}).readings}
    assert (found["pool"], found["frac"]) == ("item", "exact")


def test_a_window_of_binzhou_asks_for_the_hours_of_a_year() -> None:
    """The figure stands twice: where a year is judged, and where the window is."""
    window = {"person": "P", "jurisdiction": "binzhou", "window": {"from": 2021, "to": 2021}}
    result = xueshi.eligibility({**window, "years": {2021: {"records": []}}})
    judged = result.years[0].result
    assert judged is not None
    assert judged.required["total"] == result.parts[0].required


# ---- folders of one's own ------------------------------------------------------------------------------------------

_REGULATION = """
#include "{core}/core.lp".
subject(public,1). subject(professional,2).
minimum(total,10,"1").
judged_as(training,training). clause(training,"2"). actual(training,{subject}).
{more}
"""

_QUESTION = """
#include "../utopia-2020.lp".
#include "{core}/dossier.lp".
#program base.
part(D,sum,points,"3") :- window(D,_,_).
asks(D,sum,15) :- window(D,_,_).
looks_between(D,sum,F,L) :- window(D,F,L).
"""

_METADATA = """
id = "utopia-2020"
instrument = "u"
title.zh = "乌托邦"
title.en = "Utopia"
in_force = ["2020-01-01", ""]
"""


def utopia(folder: Path, *, subject: str = "professional", more: str = "", question: str | None = None) -> Path:
    """Write a jurisdiction that adds hours up over the years of a window."""
    own = folder / "utopia"
    (own / "dossier").mkdir(parents=True)
    core = asp_root() / "core"
    (own / "utopia-2020.lp").write_text(_REGULATION.format(core=core, subject=subject, more=more), encoding="utf-8")
    (own / "utopia-2020.toml").write_text(_METADATA, encoding="utf-8")
    (own / "dossier" / "sums.lp").write_text(_QUESTION.format(core=core), encoding="utf-8")
    asked = 'regulations = ["utopia-2020"]\nasks = "window"\nadds_up = "utopia-2020"\nparts = ["sum"]\n'
    (own / "dossier" / "sums.toml").write_text(asked if question is None else question, encoding="utf-8")
    (own / "dossier" / "shared.lp").write_text("% a part of an encoding, no question\n", encoding="utf-8")
    return folder


def window(*hours: int) -> dict[str, Any]:
    years = {
        2020 + index: {"records": [{"id": "t", "kind": "training", "hours": each}]} for index, each in enumerate(hours)
    }
    return {"person": "P", "jurisdiction": "utopia", "window": {"from": 2020, "to": 2021}, "years": years}


@pytest.mark.parametrize(
    ("hours", "verdict"), [((5, 10), "eligible"), ((5, 9), "not_eligible"), ((5,), "undetermined")]
)
def test_a_folder_of_ones_own(tmp_path: Path, hours: tuple[int, ...], verdict: str) -> None:
    result = xueshi.eligibility(window(*hours), asp_path=[utopia(tmp_path)])
    assert result.verdict == verdict
    (part,) = result.parts
    assert (part.id, part.title, part.credited) == ("sum", "sum", sum(hours) * 9000)
    assert [(item.year, item.record.id) for item in part.records] == [(2020 + n, "t") for n in range(len(hours))]


def test_hours_beyond_all_measure_are_refused(tmp_path: Path) -> None:
    roots = [utopia(tmp_path, subject="(public;professional)")]
    years = {year: {"records": [{"id": "t", "kind": "training", "hours": 8784}]} for year in range(2020, 2032)}
    asked = {**window(), "window": {"from": 2020, "to": 2031}, "years": years}
    (line,) = faults(asked, asp_path=roots)
    assert line.startswith("dossier: years: found amounts of 210816 hours in all, allowed: ")


def test_a_choice_cannot_be_added_up(tmp_path: Path) -> None:
    roots = [utopia(tmp_path, subject="(public;professional)", more="chooses(T) :- route(T,training).")]
    with pytest.raises(EncodingError, match="no choice of subject"):
        xueshi.eligibility(window(5), asp_path=roots)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("regulations = [", r"sums\.toml: "),
        ('regulations = ["utopia-2020"]\nasks = "a wish"\nparts = []\n', "a wish"),
        ('regulations = ["jining"]\nasks = "window"\nparts = []\n', "jining"),
        ('regulations = ["utopia-2020"]\nasks = "window"\nadds_up = "jining-2024"\nparts = []\n', "jining-2024"),
        ('regulations = ["utopia-2020"]\nasks = "window"\n', "parts"),
    ],
)
def test_metadata_at_fault(tmp_path: Path, question: str, said: str) -> None:
    with pytest.raises(LawError, match=said):
        questions((utopia(tmp_path, question=question),))
