"""The package as a library."""

from __future__ import annotations

import doctest
import inspect
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import xueshi
from tests.engine.toycity import YEAR, Figures, build
from xueshi.model.result import Result

FACTS = Path(__file__).resolve().parents[1] / "facts"
ENGINEER = FACTS / "jining" / "engineer-2024.yaml"

CASE: dict[str, Any] = {
    "person": "P-1",
    "jurisdiction": "jining",
    "year": 2024,
    "records": [
        {"id": "o", "kind": "online_course", "subject": "public", "hours": 20},
        {"id": "t", "kind": "training", "hours": 48, "days": 6},
        {"id": "c1", "kind": "competition", "level": "national"},
        {"id": "c2", "kind": "competition", "level": "national"},
        {"id": "c3", "kind": "competition", "level": "provincial"},
    ],
}


def test_everything_public_is_there_and_documented() -> None:
    for name in xueshi.__all__:
        found = getattr(xueshi, name)
        if inspect.isfunction(found):
            assert found.__doc__
            assert inspect.signature(found).return_annotation is not inspect.Signature.empty
    assert xueshi.__version__.count(".") >= 2


def test_what_is_loaded_late_is_found_and_nothing_else() -> None:
    assert set(xueshi.__all__) <= set(dir(xueshi))
    with pytest.raises(AttributeError, match="module 'xueshi' has no attribute 'nothing'"):
        getattr(xueshi, "nothing")  # noqa: B009 - a type checker knows that it is not there


def test_the_examples_of_the_package() -> None:
    assert doctest.testmod(xueshi).failed == 0


def test_a_file_and_a_mapping() -> None:
    result = xueshi.check(xueshi.read_case(ENGINEER))
    assert isinstance(result, Result)
    (again,) = xueshi.check_many(xueshi.read_cases([ENGINEER]))
    assert again == result
    assert xueshi.check(CASE).verdict in ("compliant", "non_compliant")


def test_a_result_is_data_that_json_can_hold() -> None:
    made = xueshi.result_json(xueshi.check(CASE))
    assert json.loads(json.dumps(made)) == made
    regulation = made["regulation"]
    assert isinstance(regulation, dict)
    assert (regulation["id"], regulation["in_force"]) == ("jining-2024", ["2024-01-01", "2024-12-31"])


def test_languages() -> None:
    english, chinese = xueshi.check(CASE), xueshi.check(CASE, lang="zh")
    assert (english.lang, chinese.lang) == ("en", "zh")
    assert english.credited == chinese.credited
    assert english.regulation.title != chinese.regulation.title


def test_readings_and_strictness() -> None:
    result = xueshi.check(CASE, readings={"peritem": "one"}, strict=True)
    assert result.strict
    changed = [reading for reading in result.readings if not reading.default]
    assert [(reading.id, reading.value) for reading in changed] == [("peritem", "one")]
    assert xueshi.check(CASE).credited["total"] > result.credited["total"]


def test_alternatives_are_worked_out_by_allocate_alone() -> None:
    plain, full = xueshi.check(CASE), xueshi.allocate(CASE)
    assert all(not place.alternatives for place in plain.allocation)
    assert [(place.record, place.subject) for place in full.allocation] == [
        (place.record, place.subject) for place in plain.allocation
    ]
    assert all(len(place.alternatives) == 1 for place in full.allocation)
    assert (full.verdict, full.credited, full.optimum) == (plain.verdict, plain.credited, plain.optimum)


def test_what_an_alternative_costs() -> None:
    """Each alternative's price is that of the best case in which the record can stand nowhere else."""
    full = xueshi.allocate(CASE)
    short = sum(full.shortfall.values())
    for place in full.allocation:
        (other,) = place.alternatives
        best = min(
            (sum(missing.values()), -hours)
            for missing, hours in (
                _placed(found) for found in _all_placements() if found[place.record] == other.subject
            )
        )
        assert other.more_shortfall == best[0] - short
        assert other.fewer_hours == full.credited["total"] + best[1]


def _all_placements() -> list[dict[str, str]]:
    subjects = ("public", "professional")
    return [{"c1": a, "c2": b, "c3": c} for a in subjects for b in subjects for c in subjects]


def _placed(where: dict[str, str]) -> tuple[dict[str, int], int]:
    rows = {"c1": (5, 30), "c2": (5, 30), "c3": (4, 20)}
    hours = {"public": 20, "professional": 48}
    for record, subject in where.items():
        hours[subject] += rows[record][subject == "professional"]
    missing = {"public": max(0, 30 - hours["public"]) * 9000, "professional": max(0, 60 - hours["professional"]) * 9000}
    return missing, sum(hours.values()) * 9000


def test_all_optima() -> None:
    result = xueshi.check(CASE)
    found = xueshi.optima(CASE)
    assert len(found) == result.optimum.count
    assert [(place.record, place.subject) for place in found[0]] == [
        (place.record, place.subject) for place in result.allocation
    ]
    assert len({tuple(place.subject for place in row) for row in found}) == len(found)
    assert xueshi.optima(CASE, limit=1) == found[:1]
    assert xueshi.optima(CASE | {"records": []}) == [()]


def test_a_city_of_one_s_own(tmp_path: Path) -> None:
    roots = build(tmp_path, Figures())
    kinds = '[kinds.dance]\nzh = ["舞蹈"]\nen = "dancing"\nfields = ["hours", "steps"]\n'
    kinds += '[fields.steps]\ntype = "count"\nmax = 9\nzh = ["步"]\nen = "steps"\n'
    (tmp_path / "toycity" / "kinds.toml").write_text(kinds, encoding="utf-8")
    with (tmp_path / "toycity" / "toycity-2020.lp").open("a", encoding="utf-8") as encoding:
        encoding.write('judged_as(dance,dance). clause(dance,"8"). each(dance,steps,public,2).\n')
    case: dict[str, Any] = {
        "person": "P",
        "jurisdiction": "toycity",
        "year": YEAR,
        "records": [{"id": "d", "种类": "舞蹈", "步": 3}],
    }
    result = xueshi.check(case, asp_path=roots)
    assert (result.regulation.id, result.credited["public"]) == ("toycity-2020", 6 * 9000)
    assert xueshi.allocate(case, asp_path=roots).credited == result.credited
    assert xueshi.optima(case, asp_path=iter(roots)) == [()]
    # Another city's rules have no word for the kind: it gives nothing.
    elsewhere = xueshi.check(case, regulation="jining-2024", asp_path=roots)
    assert [reason.code for reason in elsewhere.records[0].reasons] == ["no_rule"]
    with pytest.raises(xueshi.InputError):
        xueshi.check(case)


def test_faults_are_input_errors() -> None:
    asked: list[tuple[dict[str, Any], dict[str, Any]]] = [
        (CASE | {"year": 1999}, {}),
        (CASE | {"jurisdiction": "atlantis"}, {}),
        (CASE | {"records": [{"id": "x", "kind": "nonsense"}]}, {}),
        (CASE, {"regulation": "nowhere-1"}),
        (CASE, {"readings": {"round": "sideways"}}),
    ]
    for case, wanted in asked:
        for ask in (xueshi.check, xueshi.allocate, xueshi.optima):
            with pytest.raises(xueshi.InputError):
                ask(case, **wanted)


def test_importing_the_package_loads_no_solver() -> None:
    """What start-up does not need is loaded when a case is judged."""
    program = "import sys, xueshi; print(sorted({'clingo', 'pydantic', 'networkx', 'yaml'} & set(sys.modules)))"
    found = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert found.stdout.strip() == "[]"


def test_the_same_bytes_in_every_process() -> None:
    """Nothing hangs on the order in which a process happens to hash texts."""
    program = (
        "import sys, xueshi; from xueshi.report.json_view import dumps;"
        "results = xueshi.check_many(xueshi.read_cases(sys.argv[1:]), lang='zh');"
        "print(*[dumps(xueshi.result_json(result)) for result in results], sep='\\n')"
    )
    files = [str(file) for file in sorted(FACTS.glob("*/*.yaml"))]
    printed = set()
    for seed in ("0", "1", "77"):
        environment = {"PYTHONHASHSEED": seed, "PYTHONUTF8": "1", "PYTHONPATH": str(FACTS.parent / "src")}
        run = subprocess.run([sys.executable, "-c", program, *files], check=True, capture_output=True, env=environment)
        printed.add(run.stdout)
    assert len(printed) == 1
    assert len(printed.pop().splitlines()) == len(files)
