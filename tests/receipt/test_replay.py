"""Deriving again what a receipt tells, and what is said where something differs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import xueshi
from tests.receipt.making import (
    CASE,
    ENGINEER,
    FACTS,
    WEIHAI,
    copied_law,
    edited,
    made,
    replayed,
    rewrite,
    sealed,
    text,
)
from tests.strategies import cases, readings
from xueshi.engine import judge as engine
from xueshi.errors import InputError
from xueshi.law.regulation import regulations
from xueshi.messages import LANGS
from xueshi.model.schema import json_schema
from xueshi.receipt import replay as replaying
from xueshi.receipt.canonical import exact
from xueshi.receipt.compare import FileChange, changes
from xueshi.receipt.replay import _WORDS
from xueshi.receipt.view import replay_json, replay_text

CITIES = ("jining", "weihai", "lishui", "gansu", "binzhou")
SUMMARY = "P-0117, 2024, jining-2024"


@pytest.fixture(scope="module")
def engineer() -> Any:  # noqa: ANN401 - JSON
    return made(xueshi.read_case(ENGINEER))


@pytest.mark.parametrize("path", FACTS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_real_case_comes_out_again(path: Path) -> None:
    case = xueshi.read_case(path)
    for settings in ({}, {"lang": "zh", "strict": True}):
        found = xueshi.replay(xueshi.make_receipt([case], **settings))  # type: ignore[arg-type]
        assert found.same, replay_text(found, "en")
        assert found.cases[0].law == found.cases[0].vocabulary == ()


def test_every_real_case_comes_out_again_among_the_others() -> None:
    found = xueshi.replay(xueshi.make_receipt(map(xueshi.read_case, FACTS)))
    assert found.same
    assert len(found.cases) == len(FACTS)


def test_every_reading_of_a_real_case_comes_out_again() -> None:
    for path in (ENGINEER, WEIHAI):
        assert xueshi.replay(xueshi.make_receipt([xueshi.read_case(path)], all_readings=True)).same


@given(st.data(), st.sampled_from(CITIES))
def test_any_case_comes_out_again(data: st.DataObject, city: str) -> None:
    made_of = xueshi.make_receipt(
        [data.draw(cases(city))], readings=data.draw(readings(city)), strict=data.draw(st.booleans())
    )
    found = xueshi.replay(made_of)
    assert found.same, replay_text(found, "en")


def test_another_regulation_than_the_one_in_force() -> None:
    data = made(regulation="weihai-2022")
    assert data["cases"][0]["regulation"] == "weihai-2022"
    assert replayed(data).same


# -- the law at hand is another ---------------------------------------------------------------------------------------


def test_a_changed_law_of_the_same_result_is_named_and_is_no_difference(engineer: Any, tmp_path: Path) -> None:  # noqa: ANN401
    root = copied_law(tmp_path / "corrected")
    with (root / "jining" / "jining-2024.lp").open("a", encoding="utf-8") as file:
        file.write("% a comment\n")
    with (root / "core" / "totals.lp").open("a", encoding="utf-8") as file:
        file.write("% another\n")
    found = replayed(engineer, roots=(root,))
    assert found.same
    assert found.cases[0].law == (FileChange("jining/jining-2024.lp", "changed"),)
    assert found.cases[0].vocabulary == (FileChange("core/totals.lp", "changed"),)
    assert replay_text(found, "en").split("\n") == [
        "SAME  r.json",
        "folders of --asp-path: none then, corrected now",
        f"{SUMMARY}: the result is the same",
        "  law: jining/jining-2024.lp has changed",
        "  vocabulary: core/totals.lp has changed",
    ]
    assert replay_text(found, "zh").split("\n") == [
        "相符  r.json",
        "--asp-path 文件夹：原为 无，现为 corrected",
        "P-0117，2024年度，jining-2024：核算结果相符",
        "  规则：jining/jining-2024.lp 已改动",
        "  公共词汇：core/totals.lp 已改动",
    ]


def test_a_changed_law_of_another_result_is_named_with_all_that_differs(engineer: Any, tmp_path: Path) -> None:  # noqa: ANN401
    root = copied_law(tmp_path / "corrected")
    rewrite(root / "jining" / "jining-2024.lp", "day_cap((training;seminar),8,", "day_cap((training;seminar),9,")
    found = replayed(engineer, roots=(root,))
    assert not found.same
    assert found.cases[0].law == (FileChange("jining/jining-2024.lp", "changed"),)
    lines = replay_text(found, "en").split("\n")
    assert lines[0] == "DIFFERS  r.json"
    assert lines[2] == f"{SUMMARY}: the result differs in {len(found.cases[0].changes)} places"
    for line in (
        "records[t1].credited.professional: 15 -> 16",
        "records[t1].lost: 2 -> 1",
        "caps[training_day].limit: 8 -> 9",
        'records[t1].reasons[2].message: "2 h lost to the cap by the day" -> "1 h lost to the cap by the day"',
    ):
        assert f"  {line}" in lines
    chinese = replay_text(found, "zh").split("\n")
    assert chinese[0] == "不符  r.json"
    assert "  records[t1].lost：原为 2，现为 1" in chinese


def test_files_that_are_new_or_gone(engineer: Any, tmp_path: Path) -> None:  # noqa: ANN401 - JSON
    root = copied_law(tmp_path / "asp")
    (root / "jining" / "more.lp").write_text("% more\n")
    (root / "jining" / "jining-2024.lp").rename(root / "jining" / "other.lp")
    (root / "jining" / "jining-2024.lp").write_text('#include "other.lp".\n#include "more.lp".\n')
    (root / "jining" / "kinds.toml").write_text('[choices.document]\nfield_book = ["field book", "野外记录本"]\n')
    for lang in ("en", "zh"):
        (root / "jining" / f"words.{lang}.po").unlink()
    found = replayed(engineer, roots=(root,))
    assert found.cases[0].law == (
        FileChange("jining/jining-2024.lp", "changed"),
        FileChange("jining/kinds.toml", "new"),
        FileChange("jining/more.lp", "new"),
        FileChange("jining/other.lp", "new"),
        FileChange("jining/words.en.po", "gone"),
        FileChange("jining/words.zh.po", "gone"),
    )
    assert "  law: jining/kinds.toml is new" in replay_text(found, "en").split("\n")
    assert "  规则：jining/words.en.po 已不在其中" in replay_text(found, "zh").split("\n")


def test_other_words_are_told_as_words(engineer: Any, tmp_path: Path) -> None:  # noqa: ANN401 - JSON
    root = copied_law(tmp_path / "asp")
    rewrite(root / "jining" / "jining-2024.toml", "Jining 2024: annual notice", "Jining 2024: yearly notice")
    found = replayed(engineer, roots=(root,))
    assert not found.same
    assert found.cases[0].words_only
    assert [change.key for change in found.cases[0].changes] == ["regulation.title"]
    assert f"{SUMMARY}: the result differs in one place" in replay_text(found, "en")
    assert replay_json(found, "en")["cases"][0]["words_only"] is True  # type: ignore[index]


def test_several_words_are_told_as_words(engineer: Any) -> None:  # noqa: ANN401 - JSON
    chinese = made(xueshi.read_case(ENGINEER), lang="zh")["cases"][0]["result"]["found"]
    other = edited(engineer, ("cases", 0, "result", "found"), lambda holder, key: holder.update({key: chinese}))
    other["cases"][0]["result"]["found"]["lang"] = "en"
    found = replayed(sealed(other))
    assert found.cases[0].words_only
    assert (
        f"{SUMMARY}: the result differs in {len(found.cases[0].changes)} places, all of them titles and messages"
        in (replay_text(found, "en"))
    )
    assert "均属名称和说明文字" in replay_text(found, "zh")


def test_words_are_what_depends_on_the_language() -> None:
    """By the schema of the result, and by comparing the languages over all real cases."""
    named = json.dumps(json_schema("result"))
    assert all(f'"{key}"' in named for key in _WORDS)
    for path in FACTS:
        case = xueshi.read_case(path)
        english, chinese = (xueshi.result_json(xueshi.check(case, lang=lang)) for lang in LANGS)
        differing = {change.key.rpartition(".")[2] for change in changes(exact(english), exact(chinese))}
        assert differing <= {*_WORDS, "lang"}


def test_a_default_that_was_changed_is_told_and_does_not_rule(engineer: Any, tmp_path: Path) -> None:  # noqa: ANN401
    root = copied_law(tmp_path / "asp")
    for answer, place in (("each", 1), ("one", 2)):
        old, new = (f'answer("peritem","{answer}",{at}).' for at in (place, 3 - place))
        rewrite(root / "jining" / "jining-2024.lp", old, new)
    found = replayed(engineer, roots=(root,))
    (change,) = found.cases[0].changes
    assert (change.key, change.old, change.new) == ("readings[peritem].default", True, False)


def test_a_reading_that_is_not_known_any_more_is_told(engineer: Any) -> None:  # noqa: ANN401 - JSON
    old = edited(engineer, ("cases", 0, "settings", "readings", "novel"), lambda holder, key: holder.update({key: "x"}))
    old["cases"][0]["settings"]["readings"]["round"] = "sideways"
    found = replayed(sealed(old))
    assert found.cases[0].readings_gone == (("round", "sideways"), ("novel", "x"))
    assert found.cases[0].outcome == "same"
    lines = replay_text(found, "en").split("\n")
    assert "  the law at hand does not know the reading novel = x; its own default, if any, was taken" in lines
    assert "  现行规则中没有读法 novel = x；如另有默认选项，则按默认选项核算" in replay_text(found, "zh").split("\n")


def test_another_regulation_in_force_is_told(tmp_path: Path) -> None:
    data = made()
    root = copied_law(tmp_path / "asp")
    for ending in ("lp", "toml"):
        folder = root / "jining"
        (folder / f"jining-2025.{ending}").write_bytes((folder / f"jining-2024.{ending}").read_bytes())
    rewrite(root / "jining" / "jining-2025.toml", 'id = "jining-2024"', 'id = "jining-2025"')
    rewrite(root / "jining" / "jining-2025.toml", '["2024-01-01"', '["2024-06-01"')
    found = replayed(data, roots=(root,))
    assert (found.cases[0].regulation.then, found.cases[0].regulation.now) == ("jining-2024", "jining-2025")
    assert "  judged by another regulation: jining-2024 then, jining-2025 now" in replay_text(found, "en").split("\n")
    assert not found.same
    # The one that was asked for judges again.
    assert replayed(made(regulation="jining-2024"), roots=(root,)).cases[0].outcome == "same"


def test_a_regulation_that_is_not_at_hand(tmp_path: Path) -> None:
    root = copied_law(tmp_path / "asp")
    (root / "jining").rename(root / "utopia")
    rewrite(root / "utopia" / "jining-2024.toml", 'id = "jining-2024"', 'id = "utopia-2024"')
    data = made({**CASE, "jurisdiction": "utopia"}, CASE, asp_path=(root,))
    assert replayed(data, roots=(root,)).same
    found = replayed(data)
    assert [case.outcome for case in found.cases] == ["no_result", "same"]
    cities = sorted({law.jurisdiction for law in regulations()})
    allowed = f"a jurisdiction that has an encoding: {', '.join(cities)}"
    assert replay_text(found, "en").split("\n") == [
        "DIFFERS  r.json",
        "folders of --asp-path: asp then, none now",
        "P-1, 2024, utopia-2024: there is no result now",
        f"  r.json: case no. 1: jurisdiction: found `utopia`, allowed: {allowed}",
        "P-1, 2024, jining-2024: the result is the same",
    ]
    assert "P-1，2024年度，utopia-2024：现在无法得出核算结果" in replay_text(found, "zh").split("\n")


def test_a_case_that_is_not_accepted_is_told_by_record() -> None:
    path = ("cases", 0, "case", "stated", "records", 0, "kind")
    found = replayed(sealed(edited(made(), path, lambda holder, key: holder.update({key: "trainng"}))))
    assert found.cases[0].outcome == "no_result"
    (line,) = [line for line in replay_text(found, "en").split("\n") if "trainng" in line]
    assert line.startswith(
        "  r.json: case no. 1: record t: kind: found `trainng` (did you mean `training`?), allowed: "
    )


def test_a_case_beyond_all_measure_does_not_stop_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault that shows only when cases are judged together is that of one of them."""
    data = made(CASE, {**CASE, "person": "P-2"}, {**CASE, "person": "P-3"})
    judge = engine.judge

    def refusing(cases: Any, settings: Any) -> Any:  # noqa: ANN401 - as the engine's
        if any(case.person == "P-2" for case in cases):
            case_fault(cases[0].name)
        return judge(cases, settings)

    monkeypatch.setattr(replaying, "judge", refusing)
    assert [case.outcome for case in replayed(data).cases] == ["same", "no_result", "same"]


def case_fault(name: str) -> None:
    raise InputError(_fault_of(name))


def _fault_of(name: str) -> Any:  # noqa: ANN401 - problems
    with pytest.raises(InputError) as caught:
        xueshi.case_from_mapping({"person": "P", "jurisdiction": "jining", "year": 1})
    return [problem._replace(file=name) for problem in caught.value.problems]


# -- other versions ---------------------------------------------------------------------------------------------------


def test_other_versions_are_told_and_are_no_difference(engineer: Any) -> None:  # noqa: ANN401 - JSON
    old = {**engineer, "program": {"name": "xueshi", "version": "0.0.9"}, "clingo": "5.7.0"}
    found = replayed(sealed(old))
    assert found.same
    lines = replay_text(found, "en").split("\n")
    assert lines[:2] == ["SAME  r.json", f"xueshi: 0.0.9 then, {xueshi.__version__} now"]
    assert lines[2].startswith("clingo: 5.7.0 then, 5.")
    assert replay_text(found, "zh").split("\n")[1] == f"xueshi 版本：原为 0.0.9，现为 {xueshi.__version__}"


# -- what is shown ----------------------------------------------------------------------------------------------------


def test_a_changed_receipt_is_told_in_both_languages(engineer: Any) -> None:  # noqa: ANN401 - JSON
    path = ("cases", 0, "result", "found", "verdict")
    found = replayed(edited(engineer, path, lambda holder, key: holder.update({key: "non_compliant"})))
    assert replay_text(found, "en").split("\n") == [
        "DIFFERS  r.json",
        "the receipt was changed after it was written: its hash does not fit",
        f"{SUMMARY}: the result differs in one place",
        "  the result in the receipt does not fit its hash",
        '  verdict: "non_compliant" -> "compliant"',
    ]
    assert replay_text(found, "zh").split("\n") == [
        "不符  r.json",
        "凭据出具后被改动：与其校验值不符",
        "P-0117，2024年度，jining-2024：核算结果有一处不符",
        "  凭据所载核算结果与其校验值不符",
        '  verdict：原为 "non_compliant"，现为 "compliant"',
    ]


def test_each_part_that_does_not_fit_has_a_sentence() -> None:
    data = made()
    for part in ("law", "vocabulary", "case", "result"):
        data["cases"][0][part]["sha256"] = "0" * 64
    data["sha256"] = sealed(data)["sha256"]
    found = replayed(data)
    assert found.cases[0].broken == ("law", "vocabulary", "case", "result")
    for lang, word in (("en", "hash"), ("zh", "校验值")):
        lines = replay_text(found, lang).split("\n")  # type: ignore[arg-type]
        assert len({line for line in lines if word in line}) >= 4


def test_what_is_not_there_is_shown_as_nothing(engineer: Any) -> None:  # noqa: ANN401 - JSON
    path = ("cases", 0, "result", "found", "optimum")
    found = replayed(sealed(edited(engineer, path, lambda holder, key: holder.pop(key))))
    (line,) = [line for line in replay_text(found, "en").split("\n") if line.startswith("  optimum")]
    assert line.startswith('  optimum: (nothing) -> {"count":')
    (change,) = replay_json(found, "en")["cases"][0]["changes"]  # type: ignore[index]
    assert set(change) == {"key", "new"}
    found = replayed(
        sealed(edited(engineer, ("cases", 0, "result", "found"), lambda holder, key: holder.update({key: {}})))
    )
    told = json.loads(json.dumps(replay_json(found, "en")))["cases"][0]["changes"]
    assert {change["key"]: change["new"] for change in told} == engineer["cases"][0]["result"]["found"]


def test_nothing_that_a_terminal_obeys_is_shown(engineer: Any) -> None:  # noqa: ANN401 - JSON
    odd = edited(
        engineer, ("cases", 0, "case", "stated", "person"), lambda holder, key: holder.update({key: "\x1b[2J"})
    )
    odd["cases"][0]["settings"]["readings"]["\x1b]0"] = "\x07"
    odd["cases"][0]["result"]["found"]["\x9b"] = "\u202e"
    odd["program"]["version"] = "\x1b[31m"
    page = replay_text(replayed(odd, name="\x1b.json"), "en")
    assert all(line.isprintable() for line in page.split("\n"))


def test_the_json_object_is_that_of_the_page(engineer: Any) -> None:  # noqa: ANN401 - JSON
    found = replay_json(replayed(engineer), "en")
    assert json.loads(json.dumps(found)) == {
        "same": True,
        "intact": True,
        "broken": [],
        "program": {"then": xueshi.__version__, "now": xueshi.__version__},
        "clingo": {"then": engineer["clingo"], "now": engineer["clingo"]},
        "asp_path": {"then": [], "now": []},
        "cases": [
            {
                "person": "P-0117",
                "year": 2024,
                "regulation": {"then": "jining-2024", "now": "jining-2024"},
                "outcome": "same",
                "words_only": False,
                "broken": [],
                "law": [],
                "vocabulary": [],
                "readings_gone": {},
                "changes": [],
                "messages": [],
            }
        ],
    }
    changed = edited(
        engineer, ("cases", 0, "result", "found", "credited", "total"), lambda holder, key: holder.update({key: 0.5})
    )
    told = replay_json(replayed(changed), "en")
    assert (told["same"], told["intact"], told["broken"]) == (False, False, ["receipt"])
    case = json.loads(json.dumps(told))["cases"][0]
    assert (case["outcome"], case["broken"], case["messages"]) == ("differs", ["result"], [])
    assert case["changes"] == [{"key": "credited.total", "old": 0.5, "new": 90}]


def test_the_messages_of_json_are_in_the_language_asked_for() -> None:
    data = made()
    data["cases"][0]["case"]["stated"]["jurisdiction"] = "utopia"
    found = replayed(data)
    (english,), (chinese,) = (replay_json(found, lang)["cases"][0]["messages"] for lang in ("en", "zh"))  # type: ignore[index]
    assert "allowed: a jurisdiction" in english
    assert "第1份案卷" in chinese


def test_the_interface() -> None:
    found = xueshi.replay(text(made()).encode())
    assert (found.same, found.name) == (True, "receipt")
    with pytest.raises(InputError, match="something else"):
        xueshi.replay("{}")
