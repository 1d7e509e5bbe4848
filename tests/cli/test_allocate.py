from __future__ import annotations

import json

from tests.cli.running import CHOICE, ENGINEER, LATE, bad, good

TIED = """
person: P
jurisdiction: jining
year: 2024
records:
  - {id: a, kind: competition, level: county, organiser: sector_authority, hr_recognised: true}
  - {id: b, kind: competition, level: county, organiser: sector_authority, hr_recognised: true}
  - {id: c, kind: course_teaching, class_hours: 3, selected: true}
"""


def test_each_alternative_has_its_price() -> None:
    page = good("allocate", ENGINEER)
    assert "elsewhere" in page
    assert "more missing" in page
    assert "Records (hours)" not in page
    prices = {
        item["record"]: item["alternatives"] for item in json.loads(good("allocate", "--json", ENGINEER))["allocation"]
    }
    assert prices["k1"] == [{"subject": "public", "hours": 3, "more_shortfall": 1, "fewer_hours": -14}]


def test_all_optima_are_listed_up_to_the_limit() -> None:
    every = json.loads(good("allocate", "--all", "--json", "-", stdin=TIED))
    assert len(every["optima"]) == every["optimum"]["count"] == 2
    assert [(item["record"], item["subject"]) for item in every["optima"][0]] == [
        (item["record"], item["subject"]) for item in every["allocation"]
    ]
    assert len(json.loads(good("allocate", "--all", "--limit", "1", "--json", "-", stdin=TIED))["optima"]) == 1
    assert "optima" not in json.loads(good("allocate", "--json", "-", stdin=TIED))
    assert "Best placements (1 of 2)" in good("allocate", "--all", "--limit=1", "-", stdin=TIED)
    assert "All best placements (2)" in good("allocate", "--all", "-", stdin=TIED)


def test_a_case_without_choice_says_so() -> None:
    empty = "{person: P, jurisdiction: jining, year: 2024, records: []}"
    assert "No record has a choice" in good("allocate", "-", stdin=empty)
    assert json.loads(good("allocate", "--all", "--json", "-", stdin=empty))["optima"] == [[]]


def test_the_options_of_judging_are_honoured() -> None:
    assert good("allocate", "--lang", "zh", CHOICE).startswith("合规")
    one = json.loads(good("allocate", "--json", "--strict", "--reading", "peritem=one", CHOICE))
    assert one["strict"] is True
    assert {"peritem": "one"}.items() <= {item["id"]: item["value"] for item in one["readings"]}.items()


def test_faults() -> None:
    assert bad("allocate", LATE, "--limit", "3")[0] == "xueshi allocate: the option `--limit` needs --all"
    for limit in ("0", "-1", "many", "100001"):
        lines = bad("allocate", LATE, "--all", "--limit", limit)
        assert lines == [f"--limit: found `{limit}`, allowed: a whole number from 1 to 100000"]
    assert bad("allocate", CHOICE, "--time-limit", "0.0000001", status=3)
    assert bad("allocate", "nowhere.yaml", CHOICE)[0].startswith("xueshi allocate: too many arguments")
