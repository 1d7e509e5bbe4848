"""``xueshi regulation diff``: what tells two encodings apart."""

from __future__ import annotations

import json
import shlex
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import bad, good, xueshi
from tests.comparison.towns import town
from xueshi.cli.regulation.diff import write_cases
from xueshi.comparison.answered import answered
from xueshi.comparison.compare import Compared, compare
from xueshi.comparison.files import every
from xueshi.comparison.json_view import comparison_json
from xueshi.comparison.pair import Pair
from xueshi.comparison.side import sides
from xueshi.comparison.text_view import render_comparison
from xueshi.errors import InputError
from xueshi.law.declared import declared_readings
from xueshi.messages import LANGS
from xueshi.model.case import Case, Record, Stated
from xueshi.model.units import UNITS_PER_HOUR
from xueshi.search.judged import Trial

OTHER_CAP = {"cap(study,20": "cap(study,22"}


def compared(*args: str, status: int) -> dict[str, Any]:
    result = xueshi("regulation", "diff", *args, "--json")
    assert (result.exit_code, result.stderr) == (status, ""), result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    root = tmp_path_factory.mktemp("versions")
    return town(root / "old", "elm"), town(root / "new", "elm", changes=OTHER_CAP)


def test_layout_and_comments_are_no_difference(tmp_path: Path) -> None:
    one = town(tmp_path / "one", "elm")
    other = town(tmp_path / "two", "elm", changes={"cap(study,20,": "% no more than this\ncap( study,  20,"})
    found = compared(str(one), str(other), status=0)
    assert found["equal"] is True
    assert found["bound"]["same_program"] is True
    assert found["changes"] == {"facts": [], "rules": [], "readings": [], "clauses": []}


@pytest.fixture(scope="module")
def cap(versions: tuple[Path, Path]) -> Compared:
    """Return what tells the two versions apart."""
    old, new = versions
    return compare(*sides(str(old), str(new)), records=2)


def test_a_changed_cap_is_found_as_a_case_and_as_a_number(cap: Compared) -> None:
    found: dict[str, Any] = comparison_json(cap)
    (change,) = found["changes"]["facts"]
    assert (change["change"], change["predicate"], change["key"]) == ("changed", "cap/3", ["study"])
    assert [said["amounts"][0]["value"] for said in (change["first"], change["second"])] == [20, 22]
    by_view = {one["differs_in"]: found["cases"][one["case"]] for one in found["smallest"]}
    one, other = (judged["result"] for judged in by_view["total"]["judged"])
    # One record is enough: its hours lie above the old cap, and each version credits what its cap lets through.
    assert len(one["records"]) == 1
    claimed = one["records"][0]["claimed"]["professional"]
    assert claimed > 20
    assert one["credited"]["total"] == 20
    assert other["credited"]["total"] == min(22, claimed)
    # 24 hours: the two hours must be able to decide the year.
    verdicts = [judged["result"]["verdict"] for judged in by_view["verdict"]["judged"]]
    assert verdicts == ["non_compliant", "compliant"]


def test_a_case_is_a_file_that_check_accepts_and_judges_as_was_shown(cap: Compared, tmp_path: Path) -> None:
    for name, text in every(cap.pair, cap.findings):
        (tmp_path / name).write_text(text, encoding="utf-8")
    found: dict[str, Any] = comparison_json(cap, str(tmp_path))
    for one in found["cases"].values():
        for judged in one["judged"]:
            program, *args = shlex.split(judged["command"])
            assert program == "xueshi"
            shown = json.loads(good(*args, "--json"))
            for key in ("verdict", "credited", "shortfall"):
                assert shown[key] == judged["result"][key]


def test_another_file_is_not_overwritten(cap: Compared, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_cases(cap, str(tmp_path / "new"), "en")
    write_cases(cap, str(tmp_path / "new"), "en")  # the same again is no fault
    assert capsys.readouterr().err.count(f"case files written to {tmp_path / 'new'}\n") == 2
    (tmp_path / "total.yaml").write_text("mine\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"total\.yaml: found a file that holds something else"):
        write_cases(cap, str(tmp_path), "en")
    assert (tmp_path / "total.yaml").read_text(encoding="utf-8") == "mine\n"


def test_a_copy_without_metadata_stands_for_the_other_side(versions: tuple[Path, Path], tmp_path: Path) -> None:
    old, new = versions
    copy = tmp_path / "corrected.lp"
    copy.write_bytes(new.read_bytes())
    one, other = sides(old.stem, str(copy), (old.parents[1],))
    assert (one.file, other.law, other.file) == (old, one.law, copy)
    pair = Pair(one, other)
    assert pair.versions
    study = Trial(Case("p", "elm", 2025, (Record("r1", "training", Stated({"hours": Decimal(30)})),)))
    ours, theirs = pair.both(study)
    assert ours is not None
    assert theirs is not None
    assert [result.credited["total"] // UNITS_PER_HOUR for result in (ours, theirs)] == [20, 22]


def test_two_readings_are_told_apart_by_the_record_that_they_treat_differently(versions: tuple[Path, Path]) -> None:
    old, _ = versions
    found = compared(str(old), f"{old}:proof=waived", "--records", "1", status=1)
    (reading,) = found["changes"]["readings"]
    assert (reading["id"], reading["in_force"]) == ("proof", ["needed", "waived"])
    total = next(one["case"] for one in found["smallest"] if one["differs_in"] == "total")
    one, other = (judged["result"] for judged in found["cases"][total]["judged"])
    # Who has not passed lacks the proof, unless it is waived.
    assert one["credited"]["total"] == 0
    assert other["credited"]["total"] > 0
    assert other["records"][0]["kind"] in ("training", "conference")
    assert found["bound"]["single_records_proven"] is True


def test_an_encoding_with_other_defaults_is_the_encoding_under_these_readings(versions: tuple[Path, Path]) -> None:
    old, _ = versions
    with answered(old, {"proof": "waived"}) as made:
        assert made is not None
        assert declared_readings(made) == {"proof": ("waived", "needed")}
    with answered(old, {"proof": "needed"}) as made:
        assert made == old


def test_two_cities_are_compared_kind_by_kind_whatever_they_call_their_ways(tmp_path: Path) -> None:
    town(tmp_path, "elm")
    changes = {"contest": "race", "table(race,level,county,professional,6)": "table(race,level,county,public,6)"}
    town(tmp_path, "oak", year=2027, changes=changes)
    found = compared("elm", "oak", "--asp-path", str(tmp_path), "--records", "1", status=1)
    assert [found["first"]["year"], found["second"]["year"]] == [2025, 2027]
    kinds = {one["kind"]: one for one in found["kinds"]}
    assert kinds["training"]["credit"] is None
    one, other = (judged["result"] for judged in found["cases"][kinds["competition"]["credit"]]["judged"])
    assert (one["credited"]["professional"], one["credited"]["public"]) == (6, 0)
    assert (other["credited"]["professional"], other["credited"]["public"]) == (0, 6)
    (row,) = found["credits"]["kinds"]
    assert (row["kinds"], row["key"]) == (["competition"], [["level", "county"]])
    assert set(found["credits"]["alike"]) == {"training", "conference", "expert_service"}
    files = [judged["text"] for judged in found["cases"][kinds["competition"]["credit"]]["judged"]]
    assert "jurisdiction: elm\nyear: 2025\n" in files[0]
    assert "jurisdiction: oak\nyear: 2027\n" in files[1]


def test_dates_move_with_the_year_and_unknown_kinds_are_left_out(tmp_path: Path) -> None:
    town(tmp_path, "elm")
    town(tmp_path, "oak", year=2027)
    (tmp_path / "oak" / "kinds.toml").write_text(
        '[kinds.planting]\nzh = ["植树"]\nen = "planting"\nfields = ["hours"]\n', encoding="utf-8"
    )
    pair = Pair(*sides("elm", "oak", (tmp_path,)))
    dated = Trial(Case("p", "elm", 2025, (Record("r1", "training", Stated({"date": date(2025, 6, 3)})),)))
    assert pair.for_second(dated).case.records[0].stated["date"] == date(2027, 6, 3)
    assert pair.shared(dated) == dated
    planted = Trial(Case("p", "oak", 2027, (Record("r1", "planting", Stated({})),)))
    assert pair.shared(planted, of_second=True) is None


def test_what_is_no_encoding_and_no_reading_is_named_for_both_sides(versions: tuple[Path, Path]) -> None:
    old, _ = versions
    lines = bad("regulation", "diff", "nowhere", f"{old}:proof=perhaps", "--lang", "en")
    assert lines[0].startswith("A: found `nowhere`, allowed: a regulation (")
    assert lines[1] == "B: proof: found `perhaps`, allowed: an answer to the reading proof: needed, waived"
    assert bad("regulation", "diff", "binzhou", "jining", "--lang", "en") == [
        "A: found `binzhou`, allowed: one of binzhou-2021-points, binzhou-2021-hours"
    ]
    kind = bad("regulation", "diff", str(old), str(old), "--kind", "dance", "--lang", "en")
    assert kind[0].startswith("--kind: found `dance`, allowed: a kind that both know: ")


def test_the_page_says_in_chinese_and_english_how_far_was_looked(cap: Compared) -> None:
    pages = [render_comparison(cap, lang=lang, width=80, colour=False) for lang in LANGS]
    words = {"en": ("How far was looked", "outside: "), "zh": ("查找范围", "范围之外：")}
    for lang, page in zip(LANGS, pages, strict=True):
        assert all(part in page for part in words[lang])
        assert "cap(study)" in page
        assert "kind: " in page
        assert max(map(len, page.splitlines())) <= 80
