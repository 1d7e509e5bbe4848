"""``xueshi plan`` on the command line: the page in both languages, the JSON object, faults and exit status."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import ENGINEER, LATE, NURSE, ROOT, bad, good
from xueshi.messages import section
from xueshi.model.plan_result import Additional
from xueshi.report.plan_view import hours_up

CATALOGUES = ROOT / "facts" / "catalogues"
AUTUMN = str(CATALOGUES / "jining" / "autumn-2024.yaml")
WEIHAI_LATE = str(ROOT / "facts" / "weihai" / "late-starter-2022.yaml")
WEIHAI = str(CATALOGUES / "weihai" / "second-half-2022.yaml")


def shown(*args: str, stdin: str | None = None) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(good("plan", "--json", *args, stdin=stdin))
    return found


def test_the_least_hours_as_json() -> None:
    found = shown(LATE)
    assert found["additional"] == {"public": 18, "professional": 26, "total": 44}
    assert (found["verdict"], found["any_subject"], found["notes"], found["other_ways"]) == ("non_compliant", 0, [], [])
    assert "plan" not in found
    assert shown(ENGINEER)["additional"] == {"public": 0, "professional": 0, "total": 0}


def test_a_subject_that_a_sector_rules_has_no_number() -> None:
    found = shown(NURSE)
    assert found["additional"] == {"public": 0, "professional": None, "total": None}
    note = found["notes"][0]
    assert (note["code"], note["clause"], note["subject"], note["hours"]) == ("sector", "三(二)", "professional", 35)
    assert "35\u00a0h are missing" in note["message"]
    assert "35学时" in shown("--lang", "zh", NURSE)["notes"][0]["message"]


def test_the_plan_as_json() -> None:
    found = shown("--catalogue", WEIHAI, WEIHAI_LATE)["plan"]
    assert (found["status"], found["cost"], found["proven"], found["count"]) == ("found", 420, True, 2)
    first, second = found["plans"]
    assert [(one["activity"], one["units"], one["cost"]) for one in first["activities"]] == [
        ("distance", 3, 300),
        ("public", 3, 120),
    ]
    assert first["activities"][1]["credited"] == {"public": 18, "professional": 0}
    assert [one["activity"] for one in second["activities"]] == ["distance", "module"]
    assert first["credited"]["total"] >= first["required"]["total"] == 90
    assert {one["activity"] for one in first["assumptions"]} == {"distance", "public"}
    assert found["shortage"] is None
    offers = {one["activity"]: one for one in found["offers"]}
    assert offers["inspection"]["reasons"][0]["code"] == "mode_without_rate"
    assert offers["long-day"]["credited"]["professional"] == 8
    assert len(shown("--catalogue", WEIHAI, "--limit", "1", WEIHAI_LATE)["plan"]["plans"]) == 1


def test_costs_are_exact() -> None:
    offer = """{"activities": [
        {"id": "a", "kind": "online_course", "subject": "public", "hours": 6, "cost": 0.1, "most": 3},
        {"id": "b", "kind": "training", "hours": 26, "filed": "before", "cost": 99.95}]}"""
    plan = shown("--catalogue", "-", LATE, stdin=offer)["plan"]
    assert plan["cost"] == 100.25
    page = good("plan", "--catalogue", "-", LATE, stdin=offer)
    assert "Cheapest plan: cost 100.25" in page
    assert " 0.3 " in page


def test_no_plan_as_json() -> None:
    offer = '{"activities": [{"id": "a", "kind": "paper", "cost": 1, "most": 5}]}'
    found = shown("--catalogue", "-", LATE, stdin=offer)["plan"]
    assert (found["status"], found["cost"], found["plans"], found["count"]) == ("infeasible", None, [], 0)
    assert found["shortage"]["shortfall"] == {"public": 18, "professional": 0, "total": 0}
    (paper,) = found["shortage"]["activities"]
    assert (paper["units"], paper["credited"]["professional"], paper["lost"]) == (5, 30, 20)
    assert [(one["code"], one["hours"]) for one in paper["reasons"]] == [("cap_exhausted", 20)]
    assert "20 h lost" in paper["reasons"][0]["message"]


def test_the_page_in_english() -> None:
    page = good("plan", "--catalogue", AUTUMN, LATE)
    assert page.startswith("NOT COMPLIANT")
    for said in (
        "At least 18 h public, 26 h professional: 44 h in all.",
        "Cheapest plan: cost 435",
        "The year then has: public 30, prof. 64.",
        "no other plan costs as",
        "registered: public-lecture, public-topic, self-study [附件1 前言]",
        "unfiled-class: not filed beforehand",
    ):
        assert said in " ".join(page.split()) or said in page
    assert "1. 3 x distance, 3 x public\n" in good("plan", "--catalogue", WEIHAI, WEIHAI_LATE)


def test_the_page_in_chinese() -> None:
    page = good("plan", "--lang", "zh", "--catalogue", AUTUMN, LATE)
    assert page.startswith("不合规")
    for said in (
        "至少还须完成公需科目18学时、专业科目26学时，合计44学时。",
        "费用最低的方案：费用435",
        "全年认定：公需 30、专业 64",
    ):
        assert said in page
    assert "无须补学" in good("plan", "--lang", "zh", ENGINEER)


def test_a_compliant_year() -> None:
    page = good("plan", "--catalogue", AUTUMN, ENGINEER)
    assert page.count("Nothing: the year is compliant.") == 2
    assert shown("--catalogue", AUTUMN, ENGINEER)["plan"]["plans"][0]["activities"] == []


def test_a_page_without_a_plan() -> None:
    offer = '{"activities": [{"id": "a", "kind": "paper", "title": "论文", "cost": 1, "most": 5}]}'
    page = good("plan", "--catalogue", "-", LATE, stdin=offer)
    assert "No plan" in page
    assert "18 h public would still be missing" in " ".join(page.split())
    assert "20 h lost: the year's cap is full [附件1 二(4)]" in page
    points = str(ROOT / "facts" / "binzhou" / "technician-points-2019.yaml")
    assert "no year to plan for" in good("plan", "--catalogue", "-", points, stdin=offer)


def test_every_case_of_facts_has_a_page() -> None:
    for file in sorted((ROOT / "facts").glob("*/*.yaml")):
        for lang in ("en", "zh"):
            page = good("plan", "--lang", lang, str(file), COLUMNS="60")
            assert max(map(len, page.splitlines())) <= 60
            assert "{" not in page


def test_faults() -> None:
    assert bad("plan", LATE, "--limit", "3")[0] == "xueshi plan: the option `--limit` needs --catalogue"
    assert bad("plan", "--catalogue", "nowhere.yaml", "nothing.yaml") == [
        "nothing.yaml: found no file of this name, allowed: a YAML or JSON file",
        "nowhere.yaml: found no file of this name, allowed: a YAML or JSON file",
    ]
    assert bad("plan", "--catalogue", "-", "-", stdin="{}")[-1].startswith("standard input: found `-` a second time")
    assert bad("plan", "--catalogue", "-", LATE, stdin="activities: []") == [
        "standard input: activities: found an empty list, allowed: a list of activities"
    ]
    assert bad("plan", LATE, "--reading", "round=sideways")
    assert bad("plan", "--catalogue", AUTUMN, LATE, "--time-limit", "0.0000001", status=3)


def test_fractions_that_four_decimals_cannot_write_are_rounded_up() -> None:
    assert hours_up(9000) == 1
    assert hours_up(4500) == Decimal("0.5")
    assert hours_up(1) == Decimal("0.0002")  # 0.00011...
    assert hours_up(4000) == Decimal("0.4445")
    lishui = """{person: P, jurisdiction: lishui, year: 2023, records: [
        {id: m, kind: online_course, subject: professional, minutes: 20},
        {id: g, kind: online_course, subject: public, hours: 31}]}"""
    found = shown("-", stdin=lishui)
    assert found["additional"] == {"public": 0, "professional": 59.5556, "total": 59.5556}
    assert [note["code"] for note in found["notes"]] == ["rounded_up"]
    assert "rounded up" in good("plan", "-", stdin=lishui)


def test_two_kinds_of_one_subject_are_told() -> None:
    lishui = "{person: P, jurisdiction: lishui, year: 2023, records: []}"
    found = shown("--reading", "18=each", "-", stdin=lishui)
    assert found["additional"] == {"public": 36, "professional": 60, "total": 96}
    assert found["by_kind"] == {"general_public": 18, "sector_public": 18}
    assert "general public" in good("plan", "--reading", "18=each", "-", stdin=lishui)
    page = good("plan", "-", stdin=lishui)
    assert "and 12 h more in any subject: 90 h in all" in " ".join(page.split())


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_note_has_words(lang: str) -> None:
    from typing import get_args

    from xueshi.model.plan_result import NoteCode

    words = section("zh" if lang == "zh" else "en", "plan")
    assert {key.removeprefix("note.") for key in words if key.startswith("note.")} == {
        *get_args(NoteCode),
        "rounded_up",
    }
    sources = "".join(
        (Path(__file__).parents[2] / "src" / "xueshi" / name).read_text(encoding="utf-8")
        for name in ("report/plan_view.py", "read/activities.py")
    )
    for key in words:
        group = key.partition(".")[0]
        assert group == "note" or f'"{key}"' in sources or f'f"{group}.{{prefix}}' in sources, key


def test_the_same_bytes_whatever_the_order(tmp_path: Path) -> None:
    lines = Path(AUTUMN).read_text(encoding="utf-8").splitlines()
    head, activities = (
        [line for line in lines if not line.startswith("  -")],
        [line for line in lines if line.startswith("  -")],
    )
    turned = tmp_path / "turned.yaml"
    turned.write_text("\n".join([*head, *reversed(activities)]) + "\n", encoding="utf-8")
    assert good("plan", "--json", "--catalogue", str(turned), LATE) == good(
        "plan", "--json", "--catalogue", AUTUMN, LATE
    )


def test_additional_is_plain_data() -> None:
    found = Additional({"total": 0}, 0, {}, (), ())
    assert found == Additional({"total": 0}, 0, {}, (), ())
    with pytest.raises(AttributeError):
        found.any_subject = 1  # type: ignore[misc]
