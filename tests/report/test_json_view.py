from __future__ import annotations

import json
import unicodedata
from dataclasses import replace

import pytest

from tests.report.samples import ALL, awkward, leave, partly, result, undetermined
from xueshi.messages import LANGS, Lang
from xueshi.model.units import UNITS_PER_HOUR as H
from xueshi.report.allocation_view import allocation_json
from xueshi.report.json_view import dumps, result_json

KEYS = [
    "person", "jurisdiction", "year", "regulation", "verdict", "credited", "required", "shortfall", "relief", "deemed",
    "by_kind", "would_decide", "records", "caps", "allocation", "optimum", "readings", "assumptions", "warnings",
]  # fmt: skip


def test_keys_and_their_order() -> None:
    assert list(result_json(partly("en"))) == [*KEYS, "leave", "strict", "lang"]
    assert list(result_json(undetermined("en"))) == [*KEYS, "all_readings", "leave", "strict", "lang"]


def test_the_whole_object() -> None:
    shown = json.loads(dumps(result_json(partly("en"))))
    assert shown["regulation"] == {
        "id": "jining-2024",
        "title": "Jining: continuing education of professionals in 2024",
        "in_force": ["2024-01-01", "2024-12-31"],
        "instrument": "济宁市2024年度继续教育通知",
        "unit": "hour",
    }
    assert shown["required"] == {"public": 30, "professional": 60, "total": None}
    assert shown["shortfall"] == {"public": 5, "professional": 0, "total": 0}
    assert shown["records"][1] == {
        "id": "a2",
        "status": "partly_credited",
        "claimed": {"public": 0, "professional": 20},
        "credited": {"public": 0, "professional": 16},
        "amount": 20,
        "lost": 4,
        "reasons": [
            {
                "code": "day_cap",
                "clause": "附件1 二(2)",
                "message": "no more than 8 hours a day are counted",
                "hours": 4,
                "subject": "professional",
                "fact": None,
            }
        ],
        "kind": "training",
        "title": "Workshop on welding of pressure vessels",
    }
    assert shown["caps"][0] == {
        "id": "day",
        "clause": "附件1 二(2)",
        "limit": 8,
        "counted": 20,
        "credited": 16,
        "lost": 4,
        "records": ["a2"],
        "per": "day",
        "title": "hours of training by the day",
    }
    assert shown["allocation"][0] == {"record": "a3", "subject": "public", "hours": 5, "in_every_optimum": True}
    assert shown["optimum"] == {"proven": True, "count": 3, "count_is_exact": True}
    assert shown["readings"][1] == {
        "id": "day",
        "value": "averaged",
        "decisive": None,
        "clause": "附件1 二(2)",
        "default": False,
        "question": "the cap by the day: each day, or hours against the cap times the days",
    }
    assert shown["assumptions"][-1] == {"record": None, "fact": "sector", "clause": "三(二)", "message": ""}
    assert shown["warnings"][0]["code"] == "q_33"


def test_leave_and_what_would_decide() -> None:
    shown = json.loads(dumps(result_json(leave("en"))))
    assert shown["leave"][1] == {
        "id": "L2",
        "kind": "overseas_assignment",
        "months": 1,
        "days_over": 0,
        "accepted": False,
        "reasons": [
            {
                "code": "threshold_not_exceeded",
                "clause": "二(三)",
                "message": "not longer than six months in the year",
                "hours": 0,
                "subject": None,
                "fact": None,
            }
        ],
    }
    assert shown["strict"] is True
    shown = json.loads(dumps(result_json(undetermined("zh"))))
    assert shown["by_kind"] == {"general_public": 10, "sector_public": 8}
    assert shown["would_decide"] == [{"record": "c2", "subject": "professional", "hours": 22}]
    assert shown["all_readings"]["turning"] == [
        {"change": {"18": "each", "45": "per_course"}, "verdict": "non_compliant"}
    ]
    assert shown["regulation"]["in_force"] == ["2020-01-01", None]


@pytest.mark.parametrize(
    ("units", "text"),
    [
        (0, "0"),
        (30 * H, "30"),
        (5 * H // 2, "2.5"),
        (100 * H // 3, "33.3333"),
        (200 * H // 3, "66.6667"),
        (H // 8, "0.125"),
        (1, "0.0001"),
        (100 * H, "100"),
        (-25 * H, "-25"),
        (-5 * H // 2, "-2.5"),
    ],
)
def test_hours_are_exact_numbers(units: int, text: str) -> None:
    shown = replace(result("en"), credited={"public": units})
    assert f'"credited": {{"public": {text}}}' in dumps(result_json(shown))


def test_allocation() -> None:
    shown = partly("en")
    obj = json.loads(dumps(allocation_json(shown)))
    assert list(obj) == [
        "person", "jurisdiction", "year", "regulation", "verdict", "credited", "required", "shortfall", "allocation",
        "optimum", "readings", "strict", "lang",
    ]  # fmt: skip
    assert obj["allocation"][0]["alternatives"] == [
        {"subject": "professional", "hours": 30, "more_shortfall": 5, "fewer_hours": -25}
    ]
    obj = json.loads(dumps(allocation_json(shown, [shown.allocation])))
    assert obj["optima"] == [
        [
            {"record": "a3", "subject": "public", "hours": 5},
            {"record": "a4", "subject": "professional", "hours": 10},
            {"record": "a5", "subject": "professional", "hours": 10},
        ]
    ]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", ALL)
def test_every_object_is_one_safe_line_and_comes_back(name: str, lang: Lang) -> None:
    obj = result_json(ALL[name](lang))
    text = dumps(obj)
    assert not [char for char in text if unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"}]
    text.encode("utf-8")
    assert json.loads(text) == json.loads(json.dumps(obj))
    assert json.loads(dumps(obj, 2)) == json.loads(text)


def test_ids_stay_whole() -> None:
    shown = awkward("en")
    back = json.loads(dumps(result_json(shown)))
    assert [item["id"] for item in back["records"]] == [record.id for record in shown.records]


def test_what_json_lets_through_is_escaped() -> None:
    assert dumps("\x1b\x7f\x9b\u2028\ud800学") == r'"\u001b\u007f\u009b\u2028\ud800学"'
    assert dumps({"a": [1]}, 2) == '{\n  "a": [\n    1\n  ]\n}'
