"""Catalogues of activities as they are read, and what is said of faults."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from xueshi.errors import InputError
from xueshi.messages import Lang
from xueshi.read import parse
from xueshi.read.activities import MOST_ACTIVITIES, activities_from_mapping, read_activities

FACTS = Path(__file__).resolve().parents[2] / "facts" / "catalogues"


A = "offer.yaml: activity a: "
FIRST = "offer.yaml: activity no. 1: "
COST = "a number from 0 to 10000000 with at most two decimals"


def faults(data: object, lang: Lang = "en", jurisdiction: str | None = "jining") -> list[str]:
    with pytest.raises(InputError) as caught:
        activities_from_mapping(data, "offer.yaml", jurisdiction)
    return caught.value.render(lang).splitlines()


def one(**entry: Any) -> dict[str, Any]:  # noqa: ANN401 - keys of an activity
    return {"activities": [{"id": "a", "kind": "paper", "cost": 1, **entry}]}


def test_an_activity_is_a_record_with_cost_and_number() -> None:
    text = """
    activities:
      - {id: t, kind: training, hours: 7.50, days: 1, start: 2024-10-08, cost: 120.50, most: 3}
      - {编号: 公需, 种类: 网络课程, 科目: 公需科目, 学时: 5, 费用: 20, 数量上限: 4}
    """
    read = activities_from_mapping(parse(text, "offer.yaml"), "offer.yaml", "jining")
    first, second = read.activities
    assert (first.id, first.record.kind, first.cost, first.most) == ("t", "training", Decimal("120.5"), 3)
    assert first.record.stated == {"hours": Decimal("7.5"), "days": 1, "start": date(2024, 10, 8)}
    assert (second.id, second.record.stated["subject"], second.most) == ("公需", "public", 4)
    assert second.cost == 20
    assert read.name == "offer.yaml"


def test_json_and_yaml_give_the_same() -> None:
    text = '{"activities": [{"id": "a", "kind": "paper", "cost": 0.10}]}'
    (activity,) = activities_from_mapping(parse(text, "offer.json"), "offer.json").activities
    assert (activity.cost, activity.most) == (Decimal("0.1"), 1)


def test_the_realistic_catalogues_are_read() -> None:
    files = sorted(FACTS.glob("*/*.yaml"))
    assert {file.parent.name for file in files} == {"jining", "weihai", "lishui", "gansu", "binzhou"}
    for file in files:
        assert len(read_activities(file, file.parent.name).activities) >= 5


def test_every_fault_at_once() -> None:
    data = {
        "activities": [
            {"id": "a", "kind": "training", "hours": -1, "cost": -5},
            {"id": "a", "kind": "dancing", "cost": "12"},
            {"kind": "paper", "most": 0, "cost": 1.005},
            {"id": "d", "kind": "paper", "hourz": 3, "cost": 1, "费用": 2},
            "training",
        ]
    }
    lines = faults(data)
    assert [line.partition(", allowed")[0] for line in lines] == [
        "offer.yaml: activity a: hours: found `-1`",
        f"{A}cost: found `-5`",
        f"{A}kind: found `dancing` (did you mean `training`?)",
        f"{A}cost: found the text `12`",
        f"{A}id: found `a` a second time (activities no. 1 and no. 2)",
        "offer.yaml: activity no. 3: most: found `0`",
        "offer.yaml: activity no. 3: cost: found `1.005`",
        "offer.yaml: activity no. 3: id: found nothing",
        "offer.yaml: activity d: hourz: found an unknown key (did you mean `hours`?)",
        "offer.yaml: activity d: 费用: found the key a second time (the first is `cost`)",
        "offer.yaml: activity no. 5: found the text `training`",
    ]


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (
            one(cost=-0.01),
            f"{A}cost: found `-0.01`, allowed: {COST}",
        ),
        (one(most=1001), f"{A}most: found `1001`, allowed: a whole number from 1 to 1000"),
        (one(most=True), f"{A}most: found `true`, allowed: a whole number from 1 to 1000"),
        (
            one(cost=None),
            f"{A}cost: found no value (null), allowed: {COST}",
        ),
        (
            {"activities": [{"id": "a", "kind": "paper"}]},
            f"{A}cost: found nothing, allowed: {COST}",
        ),
        ({"activities": []}, "offer.yaml: activities: found an empty list, allowed: a list of activities"),
        ({"活动": {}}, "offer.yaml: 活动: found a mapping, allowed: a list of activities"),
        ({}, "offer.yaml: activities: found nothing, allowed: a list of activities"),
        ([], "offer.yaml: found a list of 0, allowed: a mapping with the keys `activities`"),
        (
            {"activities": [{"id": "a", "kind": "paper", "cost": 1}], "活动": []},
            "offer.yaml: 活动: found the key a second time (the first is `activities`), allowed: each key once",
        ),
        (
            {**one(), "records": []},
            "offer.yaml: records: found an unknown key, allowed: the keys `activities`",
        ),
        (
            {"activities": [{"id": 7, "kind": "paper", "cost": 1}]},
            f"{FIRST}id: found the number `7`, allowed: a text of 1 to 200 characters, set in quotes",
        ),
        (
            {"activities": [{"kind": "paper", "cost": 1}]},
            "offer.yaml: activity no. 1: id: found nothing, allowed: a text that is unique in the catalogue",
        ),
        (
            one(kind="secondment", start="2024-05-01", end="2024-04-01"),
            f"{A}end: found `2024-04-01`, allowed: a day not before the start, 2024-05-01",
        ),
        (
            one(hours=5000, most=21),
            "offer.yaml: activities: found amounts of 105000 hours in all, allowed: at most 100000 hours",
        ),
    ],
)
def test_faults_one_by_one(data: object, line: str) -> None:
    assert faults(data) == [line]


def test_too_many_activities() -> None:
    data = {"activities": [{"id": f"a{n}", "kind": "paper", "cost": 1} for n in range(MOST_ACTIVITIES + 1)]}
    assert faults(data) == ["offer.yaml: activities: found a list of 301, allowed: a list of at most 300"]


def test_faults_in_chinese() -> None:
    assert faults(one(cost=-1), "zh") == ["offer.yaml：活动 a：cost：实为`-1`，应为0至10000000之间、最多两位小数的数"]
    assert faults({"活动": []}, "zh") == ["offer.yaml：活动：实为空列表，应为活动列表"]


def test_kinds_that_a_jurisdiction_declares(tmp_path: Path) -> None:
    folder = tmp_path / "here"
    folder.mkdir()
    (folder / "kinds.toml").write_text(
        '[kinds.dance]\nzh = ["舞蹈"]\nen = "dancing"\nfields = ["hours"]\n', encoding="utf-8"
    )
    data = one(kind="舞蹈", hours=2)
    (activity,) = activities_from_mapping(data, "offer.yaml", "here", (tmp_path,)).activities
    assert activity.record.kind == "dance"
    assert len(faults(data)) >= 1
