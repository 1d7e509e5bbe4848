"""``xueshi regulation lint``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.running import bad, good, xueshi

LINT = ("regulation", "lint")


@pytest.fixture
def faulty(tmp_path: Path) -> str:
    file = tmp_path / "law.lp"
    file.write_text("%@ clause 二\ntabel(contest,level).\ncap(works,30).\n", encoding="utf-8")
    return str(file)


def test_what_is_shipped_is_clean() -> None:
    assert "nothing found" in good(*LINT, "jining", "core", "--strict")


def test_a_finding_fails(faulty: str) -> None:
    result = xueshi(*LINT, faulty)
    assert (result.exit_code, result.stderr) == (1, "")
    assert f"{faulty}:2:1: error XS202: " in result.stdout
    assert f"{faulty}:3:1: error XS203: cap/2 has 2 arguments; known is cap/3" in result.stdout


def test_a_note_fails_where_it_is_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "law.lp"
    file.write_text(
        '%@ clause 二\nlast_day(20211231).\nperson_warning(P,late,"二") :- person(P,_), last_day(_).\n',
        encoding="utf-8",
    )
    assert "note XS208" in good(*LINT, str(file))
    assert xueshi(*LINT, str(file), "--strict").exit_code == 1


def test_all_unknown_names_are_told_at_once() -> None:
    lines = bad(*LINT, "nowhere", "jining", "none.lp")
    assert len(lines) == 2
    assert "none.lp" in lines[0]
    assert "nowhere" in lines[1]
    assert "jining-2024" in lines[1]


def test_codes_are_chosen(faulty: str) -> None:
    codes = [finding["code"] for finding in json.loads(xueshi(*LINT, faulty, "--json").stdout)["findings"]]
    assert sorted(codes) == ["XS202", "XS203"]
    assert good(*LINT, faulty, "--ignore", "XS2").startswith("files: 1; nothing found")
    only = json.loads(xueshi(*LINT, faulty, "--json", "--select", "names", "--ignore", "XS203").stdout)["findings"]
    assert [finding["code"] for finding in only] == ["XS202"]
    assert "XS999" in bad(*LINT, faulty, "--select", "XS999")[0]


@pytest.mark.parametrize(("option", "form"), [("--json", "json"), ("--sarif", "sarif")])
def test_a_form_has_two_names(option: str, form: str, faulty: str) -> None:
    assert xueshi(*LINT, faulty, option).stdout == xueshi(*LINT, faulty, "--format", form).stdout


def test_two_forms_are_one_too_many(faulty: str) -> None:
    assert "--format" in bad(*LINT, faulty, "--json", "--sarif")[0]


def test_codes_are_explained() -> None:
    assert "tabel(" in good(*LINT, "--explain", "XS202")
    assert "理由" in good(*LINT, "--explain", "xs701", "--lang", "zh")
    listed = good(*LINT, "--explain", "list")
    assert all(code in good(*LINT, "--explain", "all") for code in ("XS101", "XS403", "XS703") if code in listed)
    assert "XS999" in bad(*LINT, "--explain", "XS999")[0]
