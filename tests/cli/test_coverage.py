"""``xueshi regulation coverage``: its page, its JSON, its HTML file and its exit status."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.cli.running import bad, good, xueshi
from tests.coverage.small import LAW, METADATA, small_law


@pytest.fixture(scope="module")
def asp(tmp_path_factory: pytest.TempPathFactory) -> str:
    root = tmp_path_factory.mktemp("asp")
    small_law(root)
    return str(root)


def run(asp: str, *args: str) -> list[str]:
    return ["regulation", "coverage", "small", "--asp-path", asp, *args]


def test_the_page(asp: str) -> None:
    page = good(*run(asp), COLUMNS="100")
    lines = [" ".join(line.split()) for line in page.splitlines()]
    assert lines[0] == "small-2024 Small 2024: notice"
    assert lines[1] == "judged: 7 scenarios, 0 case files; not judged: 1"
    assert "clauses 80 % 4 of 5" in lines
    assert "rules 66.6 % 4 of 6" in lines
    assert "五 0 % 0 of 2" in lines
    assert "never fires: the first 2 of its conditions hold (2×), then `not says(T,filed,before)` does not" in lines
    assert "idle=otherwise: in force in 1 of the cases, decides none" in lines
    place = next(line for line in lines if "small-2024.lp:" in line)
    assert re.search(r"small/small-2024\.lp:\d+$", place)
    assert "cap: never above" not in page
    assert "cap: never above" in good(*run(asp, "--partly"), COLUMNS="100")


def test_the_page_in_chinese(asp: str) -> None:
    page = good(*run(asp, "--lang", "zh"), COLUMNS="100")
    assert "已评判：用例7个，个案文件0个；未评判：1个" in page
    assert "从未触发：前2个条件同时成立2次，其后“not says(T,filed,before)”不成立" in page


def test_one_clause(asp: str) -> None:
    page = good(*run(asp, "--clause", "三"), COLUMNS="100")
    assert "one_only(" in page
    assert "fired 1×" in page
    assert "minimum(" not in page
    assert "one=first: decides " in page
    only = json.loads(good(*run(asp, "--clause", "三", "--json")))
    assert [entry["clause"] for entry in only[0]["by_clause"]] == ["三"]
    assert all(entry["clauses"] == ["三"] for entry in only[0]["statements"])
    assert [reading["id"] for reading in only[0]["readings"]] == ["idle", "one"]


def test_a_clause_that_is_not_there(asp: str) -> None:
    (line,) = bad(*run(asp, "--clause", "九"))
    assert "九" in line
    assert "一, 二, 三, 四, 五" in line


@pytest.fixture(scope="module")
def as_json(asp: str) -> str:
    return good(*run(asp, "--json", "--core"))


def test_json(as_json: str) -> None:
    (found,) = json.loads(as_json)
    assert found["rules"] == {"found": 4, "of": 6, "percent": 66.6}
    assert found["clauses"] == {"found": 4, "of": 5, "percent": 80}
    assert found["skipped"] == [{"place": found["skipped"][0]["place"], "why": "refused"}]
    by_text = {statement["text"]: statement for statement in found["statements"]}
    cap = by_text['cap(training,40,"二").']
    assert cap["state"] == "partly"
    assert cap["items"][0]["aspects"] == [
        {"group": "cap", "what": None, "sides": {"below": True, "at": True, "above": False}}
    ]
    assert all(entry["form"] == "rule" for entry in found["core"])
    assert found["seen"]["cap"] == {"found": 2, "of": 3, "percent": 66.6}


def test_the_same_bytes_every_time(asp: str, as_json: str) -> None:
    assert good(*run(asp, "--json", "--core")) == as_json


@pytest.mark.parametrize(("percent", "status"), [("66.6", 0), ("66.7", 1)])
def test_fail_under_is_exact(asp: str, percent: str, status: int) -> None:
    # The least of clauses (80), rules (66 2/3) and facts decides.
    assert xueshi(*run(asp, "--fail-under", percent)).exit_code == status


@pytest.mark.parametrize("percent", ["101", "-1", "1e2", "99.95", "", "½", "."])
def test_what_is_no_percentage(asp: str, percent: str) -> None:
    (line,) = bad(*run(asp, "--fail-under", percent))
    assert "0 to 100" in line


def test_a_name_that_is_not_there(asp: str) -> None:
    (line,) = bad("regulation", "coverage", "nowhere", "--asp-path", asp)
    assert "nowhere" in line


def test_an_encoding_at_fault_is_told(tmp_path: Path) -> None:
    small_law(tmp_path, law=LAW + "p(X) :- q.\n")
    lines = bad("regulation", "coverage", "small", "--asp-path", str(tmp_path), status=2)
    assert any("small-2024.lp" in line for line in lines)


def test_a_metadata_file_at_fault_is_told(tmp_path: Path) -> None:
    small_law(tmp_path, metadata=f"{METADATA}[[beyond_cases]]\nen = 'why'\n")
    lines = bad("regulation", "coverage", "small", "--asp-path", str(tmp_path), status=2)
    assert any("beyond_cases" in line for line in lines)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_html_file(asp: str, tmp_path: Path, lang: str) -> None:
    file = tmp_path / "page.html"
    for _ in range(2 if lang == "en" else 1):  # a page of this command is replaced
        result = xueshi(*run(asp, "--html", str(file), "--lang", lang))
        assert result.exit_code == 0
        assert str(file) in result.stderr
    page = file.read_text(encoding="utf-8")
    assert "<script" not in page
    assert not re.search(r'(?:src|href)="(?!#)', page)
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(re.findall(r'id="([^"]+)"', page))
    assert page.count('href="#small-2024-clause-') == 5
    # Every statement is marked, and the text of the encoding stands whole.
    marks = re.findall(r'<span class="(full|partly|none|beyond)" title="', page)
    # One that runs over two lines is marked on both.
    assert len(marks) == sum(line.count(". ") + 1 for line in LAW.splitlines() if line and line[0] not in "%#")
    assert set(marks) == {"full", "partly", "none"}
    code = re.sub(r"<[^>]+>", "", "\n".join(re.findall(r"<code>(.*)</code>", page)))
    for quote, sign in (("&quot;", '"'), ("&gt;", ">"), ("&lt;", "<"), ("&#x27;", "'"), ("&amp;", "&")):
        code = code.replace(quote, sign)
    assert code == LAW.rstrip("\n")


def test_another_file_is_never_overwritten(asp: str, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text("mine", encoding="utf-8")
    result = xueshi(*run(asp, "--html", str(file)))
    assert result.exit_code == 2
    assert file.read_text(encoding="utf-8") == "mine"


def test_a_case_file(asp: str, tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    case.write_text("person: B\njurisdiction: small\nyear: 2024\nrecords: [{id: p, kind: patent}]\n", encoding="utf-8")
    (found,) = json.loads(good(*run(asp, "--cases", str(case), "--json")))
    assert (found["cases"], found["clauses"]["percent"]) == (1, 100)
