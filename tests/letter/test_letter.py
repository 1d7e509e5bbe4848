"""The content of letters: what a reviewer needs to know of one record, and nothing that was not derived."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import strategies
from tests.report.letters import REASONS, WHOLE, Sample, letter, small
from xueshi.engine.judge import Settings, judge
from xueshi.errors import InputError
from xueshi.law.paths import asp_root
from xueshi.letter.content import Entry, Letter
from xueshi.letter.writer import write_letter
from xueshi.messages import LANGS
from xueshi.model.units import UNITS_PER_HOUR as H
from xueshi.read import case_from_mapping


def written(sample: Sample, lang: str = "en") -> Letter:
    assert lang in LANGS
    return write_letter(sample.read(), sample.record, sample.settings("zh" if lang == "zh" else "en"))


@pytest.mark.parametrize("code", REASONS)
def test_each_reason_is_a_cause_with_its_hours_and_something_to_say_of_it(code: str) -> None:
    one = letter(code, "en")
    cause = next(cause for cause in one.causes if cause.code == code)
    assert cause.says
    assert one.status != "credited"
    assert sum(cause.units for cause in one.causes) == one.lost
    assert one.remedies
    assert one.offices
    assert one.instrument.name


@pytest.mark.parametrize("code", REASONS)
def test_both_languages_say_the_same(code: str) -> None:
    zh, en = letter(code, "zh"), letter(code, "en")
    for count in ("causes", "rules", "remedies", "readings", "assumptions", "warnings", "offices", "grants"):
        assert len(getattr(zh, count)) == len(getattr(en, count)), count
    assert (zh.claimed, zh.credited, zh.lost, zh.status) == (en.claimed, en.credited, en.lost, en.status)
    assert [remedy.possible for remedy in zh.remedies] == [remedy.possible for remedy in en.remedies]


# -- the fact that failed --------------------------------------------------------------------------------------------


def finding(code: str) -> tuple[object, ...]:
    cause = next(cause for cause in letter(code, "en").causes if cause.code == code)
    assert cause.finding is not None
    return cause.finding.found, cause.finding.wanted, cause.finding.least


def test_a_field_is_named_with_what_it_holds_and_what_the_text_asks_for() -> None:
    assert finding("wrong_organiser") == (
        (Entry("organiser", "association"),), (Entry("organiser", "sector authority"),), "",
    )  # fmt: skip
    assert finding("not_recognised") == ((Entry("recognised by the employer", "no"),), (), "")
    assert finding("not_live_enough") == ((Entry("live hours", "6"),), (), "8")
    assert finding("threshold_not_exceeded") == ((Entry("points", "1999"),), (), "2000")


def test_of_several_fields_any_of_which_would_do_each_is_named() -> None:
    found, wanted, _ = finding("not_filed")
    assert found == (Entry("organiser", "employer"), Entry("filed", "after"))
    assert set(wanted) == {Entry("organiser", "HR department"), Entry("filed", "before")}  # type: ignore[call-overload]


def test_what_a_rule_of_the_encoding_looks_at_is_named() -> None:
    assert finding("before_start")[0] == (Entry("date", "6 May 2024"),)
    assert finding("outside_length")[0] == (Entry("programme years", "3"), Entry("year of study", "4"))
    assert finding("after_deadline")[0] == (Entry("registered on", "4 January 2022"),)
    assert finding("no_serial_number")[0] == (Entry("outlet", "no serial number"),)
    assert Entry("hours", None) in finding("amount_missing")[0]  # type: ignore[operator]


def test_missing_documents_are_named_any_of_which_would_do() -> None:
    cause = letter("document_missing", "zh").causes[0]
    assert cause.finding is not None
    assert cause.finding.papers
    assert cause.finding.papers_found == ()
    assert [paper.partition("（")[0] for paper in cause.finding.papers_wanted] == ["考试合格证书"]
    weihai = written(Sample("weihai/rejected-claims-2022.yaml", "c2"), "zh").causes[0]
    assert weihai.finding is not None
    assert len(weihai.finding.papers_wanted) == 4


def test_a_document_that_a_rule_of_the_encoding_asks_for_is_found_by_trying() -> None:
    cause = written(Sample("lishui/rejected-claims-2023.yaml", "a3")).causes[0]
    assert cause.finding is not None
    assert cause.finding.found == (Entry("platform", "other platform"),)
    assert cause.finding.papers_wanted == ("course certificate",)


def test_what_keeps_a_record_out_of_every_clause_is_named() -> None:
    assert finding("no_rule")[:2] == (
        (Entry("platform", "provincial platform"),), (Entry("platform", "local platform"),),
    )  # fmt: skip
    kind = written(Sample("jining/rejected-claims-2024.yaml", "b3"))
    assert (kind.causes[0].code, kind.causes[0].finding, kind.rules) == ("no_rule", None, ())


def test_a_cap_is_told_with_its_limit_and_who_used_it() -> None:
    cap = letter("category_cap", "en").causes[0].cap
    assert cap is not None
    assert (cap.per, cap.limit, cap.counted, cap.credited) == ("year", 40 * H, 52 * H, 40 * H)
    assert cap.others == (("w1", 25 * H), ("w2", 12 * H))
    day = letter("day_cap", "en").causes[0].cap
    assert day is not None
    assert (day.per, day.limit, day.others) == ("day", 8 * H, ())


def test_the_record_that_counts_instead_is_named() -> None:
    assert letter("duplicate_work", "en").causes[0].counts_instead == ("w1", "夹具误差分析")


# -- rules, readings, offices ----------------------------------------------------------------------------------------


def test_every_clause_that_decides_is_told() -> None:
    ids = [rule.id for rule in letter("not_filed", "zh").rules]
    assert ids == ["附件1 二(2)", "三(二)"]
    assert [rule.id for rule in letter("no_rule", "zh").rules] == ["二(二)"]
    assert all(rule.says and rule.cited for rule in letter("pool_cap", "zh").rules)


def test_only_readings_that_touch_the_record_are_told() -> None:
    assert [reading.id for reading in letter("outside_length", "en").readings] == ["len"]
    assert [reading.id for reading in letter("day_cap", "en").readings] == ["day"]
    assert letter("document_missing", "en").readings == ()
    chosen = letter("one_only", "en").readings
    assert [(reading.id, reading.value, reading.default) for reading in chosen] == [("skill", "highest", False)]


def test_a_reading_between_two_records_touches_both() -> None:
    contest = {"kind": "competition", "level": "national"}
    case = small("jining", 2024, {"id": "k1", **contest}, {"id": "k2", **contest}, {"id": "t1", "kind": "training"})
    for record, touched in (("k1", {"peritem"}), ("k2", {"peritem"}), ("t1", set())):
        assert {one.id for one in written(Sample(case, record)).readings} == touched


def test_assumptions_and_warnings_are_those_of_the_record() -> None:
    placed = letter("whole placed", "en")
    assert placed.assumptions == ()
    unstated = written(Sample(small("jining", 2024, {"id": "k1", "kind": "competition", "level": "national"}), "k1"))
    assert len(unstated.assumptions) == 4
    assert all(note.cited for note in unstated.assumptions)
    assert any("several authors" in note.says for note in letter("duplicate_work", "en").warnings)


def test_offices_are_those_of_the_clauses_that_decide() -> None:
    contest = " ".join(office.says for office in letter("wrong_organiser", "zh").offices)
    training = " ".join(office.says for office in letter("not_filed", "zh").offices)
    assert "竞赛" in contest
    assert "竞赛" not in training
    assert "同级人力资源社会保障部门备案" in training
    assert "审核、审批" in contest


# -- remedies --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "possible"),
    [
        ("document_missing", True), ("not_registered", True), ("not_recognised", True), ("no_provincial_filing", True),
        ("delegated", True), ("amount_missing", True), ("not_filed", False), ("not_passed", False),
        ("other_year", False), ("wrong_organiser", False), ("category_cap", False),
        ("duplicate_work", False), ("no_rule", False),
    ],
)  # fmt: skip
def test_what_can_still_be_done_is_told_from_what_cannot(code: str, possible: bool) -> None:
    assert [remedy.possible for remedy in letter(code, "en").remedies] == [possible]


def test_the_effect_is_what_the_changed_case_gives() -> None:
    one = letter("not_registered", "en")
    assert one.effect is not None
    assert (one.effect.credited, one.effect.verdict) == (10 * H, "non_compliant")
    assert one.effect.shortfall["professional"] == 40 * H
    posting = letter("no_provincial_filing", "en")
    assert posting.effect is not None
    assert (posting.verdict, posting.effect.verdict) == ("non_compliant", "compliant")
    assert posting.effect.deemed


def test_nothing_is_promised_of_a_record_that_cannot_be_put_right_as_a_whole() -> None:
    several = letter("whole several", "en")
    assert several.refused
    assert {remedy.possible for remedy in several.remedies} == {True, False}
    assert several.effect is None


def test_what_nobody_stated_is_to_be_checked_and_not_to_be_claimed() -> None:
    strict = letter("whole strict", "en")
    assert strict.strict
    assert any(remedy.says.startswith("Check whether “issuer” is “enterprise”") for remedy in strict.remedies)


def test_a_letter_dated_after_the_last_day_does_not_send_anybody_to_the_counter() -> None:
    case = Sample("binzhou/rejected-claims-2021.yaml", "b5").read()
    before = write_letter(case, "b5", Settings({}, lang="en"), date(2021, 12, 30))
    after = write_letter(case, "b5", Settings({}, lang="en"), date(2022, 1, 1))
    assert before.effect is not None
    assert after.effect is None


def test_an_open_amount_that_would_decide_is_told() -> None:
    assert letter("delegated", "en").decides == (("professional", 12 * H),)


# -- credited records ------------------------------------------------------------------------------------------------


def test_a_credited_record_has_its_grants_and_no_cause() -> None:
    placed = letter("whole placed", "en")
    assert (placed.status, placed.causes, placed.remedies, placed.effect) == ("credited", (), (), None)
    assert placed.either
    assert "placed under" in placed.grants[0].says


# -- which record ----------------------------------------------------------------------------------------------------


def fault(case: object, record: str) -> str:
    with pytest.raises(InputError) as caught:
        write_letter(case_from_mapping(case, "case.yaml"), record, Settings({}))
    return caught.value.render("en")


def test_a_record_that_is_not_there_is_told_with_those_that_are() -> None:
    case = small("jining", 2024, *({"id": one, "kind": "training"} for one in ("a1", "t10", "t2")))
    assert fault(case, "t1") == (
        "case.yaml: --record: found `t1` (did you mean `t10`?), allowed: the id of a record: `a1`, `t10`, `t2`"
    )
    many = small("jining", 2024, *({"id": f"r{n:02}", "kind": "training"} for n in range(14)))
    assert fault(many, "x").endswith("`r08`, `r09` and 4 more")
    assert fault(small("jining", 2024), "x").endswith("a case with records; this one has none")


# -- for any case ----------------------------------------------------------------------------------------------------


@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_any_record_can_be_explained_and_its_hours_are_accounted_for(data: st.DataObject) -> None:
    city = data.draw(st.sampled_from(["jining", "weihai", "lishui", "gansu"]))
    case = case_from_mapping(data.draw(strategies.cases(city).filter(lambda case: case["records"])))
    lang, strict = data.draw(st.sampled_from(LANGS)), data.draw(st.booleans())
    asked = Settings(data.draw(strategies.readings(city)), strict=strict, lang=lang)
    record = data.draw(st.sampled_from(case.records)).id
    one = write_letter(case, record, asked)
    result = next(found for found in judge([case], asked)[0].records if found.id == record)
    assert (one.status, one.lost, one.credited) == (result.status, result.lost, result.credited)
    assert sum(cause.units for cause in one.causes) == one.lost
    assert one.causes or one.status == "credited"
    assert all(rule.says for rule in one.rules)
    shuffled = list(case.records)
    random.Random(0).shuffle(shuffled)  # noqa: S311 - any other order
    assert write_letter(replace(case, records=tuple(shuffled)), record, asked) == one


def test_the_whole_letters_are_of_the_forms_that_they_are_named_for() -> None:
    found = {name: letter(f"whole {name}", "en") for name in WHOLE}
    assert found["alternatives"].either
    assert found["open"].status == "undetermined"
    assert found["cut"].status == "partly_credited"
    assert found["points"].unit == "point"
    assert any("completion" in note.says for note in found["deemed"].grants)


def test_a_further_city_gets_letters_without_a_word_written_for_them(tmp_path: Path) -> None:
    city = tmp_path / "far"
    city.mkdir()
    (tmp_path / "core").symlink_to(asp_root() / "core")
    (city / "far-2025.lp").write_text(
        '#include "../core/core.lp".\n%@ clause 一\nsubject(public,1). subject(professional,2).\n'
        'minimum(professional,48,"一").\njudged_as(training,training). clause(training,"二").\n'
        'actual(training,professional). requires(training,paper(attendance_certificate),document_missing,"二").\n',
        encoding="utf-8",
    )
    (city / "far-2025.toml").write_text(
        'id = "far-2025"\ninstrument = "远人社〔2025〕1号"\ntitle.zh = "远方通知"\ntitle.en = "Far notice"\n'
        'in_force = ["2025-01-01", "2025-12-31"]\n',
        encoding="utf-8",
    )
    (city / "kinds.toml").write_text('[choices.jurisdiction]\nfar = ["Far", "远方"]\n', encoding="utf-8")
    data = small("far", 2025, {"id": "t1", "kind": "training", "hours": 48, "evidence": []})
    one = write_letter(case_from_mapping(data, roots=(tmp_path,)), "t1", Settings({}, lang="zh", roots=(tmp_path,)))
    assert (one.instrument.name, one.instrument.number) == ("远方通知", "远人社〔2025〕1号")
    assert [(rule.cited, rule.says) for rule in one.rules] == [("二", "")]
    assert one.offices == ()
    assert one.effect is not None
    assert one.effect.verdict == "compliant"
