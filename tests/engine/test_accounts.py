"""Every hour that a record does not give has a cause: amount = credited + lost, and the causes add up to the loss."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import xueshi
from tests import strategies
from tests.engine import toycity
from tests.engine.running import CITIES, few
from tests.engine.test_toycity import FIGURES, claims
from tests.strategies.binzhou import point_cases
from xueshi.law.paths import asp_root
from xueshi.model.result import RecordResult, Result
from xueshi.model.units import to_hours

Case = dict[str, Any]
Record = dict[str, Any]

BY_THE_YEAR = {"category_cap", "cap_exhausted", "pool_cap"}
UNCITED = {"other_year"}
"""Causes that no clause states: the record is simply another year's."""


def assert_accounted(result: Result) -> None:
    """Assert that every record's reasons add up, each with its clause, and none twice."""
    for record in result.records:
        assert record.amount == sum(record.credited.values()) + record.lost, record
        assert sum(reason.hours for reason in record.reasons) == record.lost >= 0, record
        for reason in record.reasons:
            assert reason.hours >= 0
            assert reason.clause or reason.code in UNCITED or not reason.hours, record
        named = [(reason.code, reason.clause, reason.subject) for reason in record.reasons if reason.hours]
        assert len(named) == len(set(named)), record


def assert_caps_agree(result: Result) -> None:
    """Assert that what records lost to the caps of a clause is what its caps say they took."""
    for codes, per in (({"day_cap"}, "day"), (BY_THE_YEAR, "year")):
        cut: dict[str, int] = defaultdict(int)
        for cap in result.caps:
            if cap.per == per:
                cut[cap.clause] += cap.lost
        for clause, lost in cut.items():
            told = [reason for record in result.records for reason in record.reasons if reason.code in codes]
            assert sum(reason.hours for reason in told if reason.clause == clause) == lost


def hours(units: int) -> float:
    return float(to_hours(units))


def causes(record: RecordResult) -> list[tuple[str, float]]:
    """Return the causes of a record's loss, with their hours, in the order in which they are told."""
    return [(reason.code, hours(reason.hours)) for reason in record.reasons if reason.hours]


def account(
    jurisdiction: str,
    year: int,
    records: Sequence[Record],
    readings: Mapping[str, str] | None = None,
    *,
    roots: tuple[Path, ...] = (),
    **more: object,
) -> dict[str, RecordResult]:
    """Judge a case whose accounts must be right; return its records by id."""
    case = {"person": "P", "jurisdiction": jurisdiction, "year": year, "records": list(records), **more}
    result = xueshi.check(case, readings=readings or {}, asp_path=roots)
    assert_accounted(result)
    return {record.id: record for record in result.records}


# ---- any case --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("city", CITIES)
@few
@given(data=st.data())
def test_every_lost_hour_of_every_record_has_a_cause(city: str, data: st.DataObject) -> None:
    case = data.draw(strategies.cases(city))
    readings = data.draw(strategies.readings(city))
    result = xueshi.check(case, readings=readings, strict=data.draw(st.booleans()))
    assert_accounted(result)
    assert_caps_agree(result)


@few
@given(case=point_cases(), readings=strategies.readings("binzhou"), strict=st.booleans())
def test_so_has_every_point(case: Case, readings: dict[str, str], strict: bool) -> None:
    assert_accounted(xueshi.check(case, readings=readings, strict=strict))


@few
@given(figures=FIGURES, records=claims(), readings=st.sampled_from([{}, {"deem": "added"}]))
def test_and_where_every_choice_stands_under_a_cap(
    tmp_path_factory: pytest.TempPathFactory, figures: toycity.Figures, records: list[Record], readings: dict[str, str]
) -> None:
    roots = toycity.build(tmp_path_factory.mktemp("asp"), figures)
    result = xueshi.check(toycity_case(records), readings=readings, asp_path=roots)
    assert_accounted(result)
    assert_caps_agree(result)


def toycity_case(records: list[Record]) -> Case:
    return {"person": "P", "jurisdiction": "toycity", "year": toycity.YEAR, "records": records}


# ---- limits upon limits ----------------------------------------------------------------------------------------------

_METADATA = """
id = "narrow-2020"
instrument = "窄城〔2020〕1号"
title.zh = "窄城规定"
title.en = "The rules of the narrow city"
in_force = ["2020-01-01", ""]
days = {reading = "day", answer = "merged"}
"""

_ENCODING = """
#include "{core}/core.lp".
subject(public,1).
subject(professional,2).
minimum(public,20,"1").
minimum(professional,40,"1").
question("day","2"). answer("day","daily",1). answer("day","averaged",2). answer("day","merged",3).

judged_as(training,training).
clause(training,"2"). actual(training,professional).
day_cap(training,{day},"2").
record_limit(T,{record},"{record_clause}") :- route(T,training).
cap(study,{year},"{year_clause}").
under(training,professional,study).
requires(training,yes(passed),not_passed,"2").
requires(every,yes(registered),not_registered,"1").

judged_as(competition,contest).
clause(contest,"5").
table(contest,level,national,public,{contest}). table(contest,level,national,professional,{contest}).
table(contest,level,municipal,public,0). table(contest,level,municipal,professional,{contest}).
chooses(T) :- route(T,contest).
cap(contest_public,{contest_cap},"5").
under(contest,public,contest_public).

judged_as(paper,work). judged_as(book,tome).
clause((work;tome),"6").
flat(work,(public;professional),{paper}).
flat(tome,professional,{paper}).
into_pool(T,offset) :- route(T,(work;tome)).
pool(offset,"6"). pool_limit(offset,public,{pool}). pool_limit(offset,professional,{pool}).

sector_clause("7").
ruled_by_sector(P,professional,"7") :- sector(P,health).
#defined sector/2.
"""

NARROW: dict[str, object] = {
    "day": 8,
    "record": 20,
    "record_clause": "3",
    "year": 30,
    "year_clause": "4",
    "contest": 10,
    "contest_cap": 12,
    "paper": 6,
    "pool": 8,
}


def narrow(root: Path, **figures: object) -> tuple[Path, ...]:
    """Write a city where one training meets a cap by the day, a limit of its own and a cap of the year."""
    folder = root / "narrow"
    folder.mkdir()
    (folder / "narrow-2020.toml").write_text(_METADATA, encoding="utf-8")
    text = _ENCODING.format(core=(asp_root() / "core").as_posix(), **(NARROW | figures))
    (folder / "narrow-2020.lp").write_text(text, encoding="utf-8")
    return (root,)


def training(name: str, start: str, *daily: float) -> Record:
    return {"id": name, "kind": "training", "start": start, "daily_hours": list(daily), "passed": True}


@pytest.mark.parametrize("day", ["daily", "averaged", "merged"])
def test_a_day_a_record_and_a_year_cut_one_after_the_other(tmp_path: Path, day: str) -> None:
    records = [training("a", "2020-03-02", 8, 8), training("b", "2020-04-01", 10, 10, 10)]
    found = account("narrow", 2020, records, {"day": day}, roots=narrow(tmp_path))
    assert causes(found["a"]) == []
    # 30 hours claimed: three days of 8 leave 24, the record's own limit 20, and the first training 14 of the year's 30.
    assert causes(found["b"]) == [("day_cap", 6), ("category_cap", 4), ("category_cap", 6)]
    assert [reason.clause for reason in found["b"].reasons if reason.hours] == ["2", "3", "4"]


def test_limits_of_record_and_year_under_one_clause_are_one_cause(tmp_path: Path) -> None:
    records = [training("a", "2020-03-02", 8, 8), training("b", "2020-04-01", 8, 8, 8)]
    # Both limits take four hours: equal causes must not be taken for one.
    roots = narrow(tmp_path, record_clause="4", year=32)
    found = account("narrow", 2020, records, roots=roots)
    assert causes(found["b"]) == [("category_cap", 8)]


def test_days_are_shared_before_the_limit_of_the_record(tmp_path: Path) -> None:
    shared = [training("a", "2020-03-02", 6), training("b", "2020-03-02", 6, 8, 8, 8)]
    found = account("narrow", 2020, shared, {"day": "merged"}, roots=narrow(tmp_path))
    # The first day leaves two of six hours: 26 of 30, of which the record may have 20.
    assert causes(found["b"]) == [("day_cap", 4), ("category_cap", 6)]


def test_what_a_full_year_leaves_is_lost_to_it(tmp_path: Path) -> None:
    records = [training("a", "2020-03-02", 8, 8, 8), training("b", "2020-04-01", 8, 8), training("c", "2020-05-04", 9)]
    found = account("narrow", 2020, records, roots=narrow(tmp_path))
    assert causes(found["a"]) == [("category_cap", 4)]
    assert causes(found["b"]) == [("category_cap", 6)]
    assert causes(found["c"]) == [("day_cap", 1), ("cap_exhausted", 8)]
    assert found["c"].status == "not_credited"


def test_a_sectors_rule_takes_what_no_choice_can_use(tmp_path: Path) -> None:
    records = [
        {"id": "a", "kind": "competition", "level": "national"},
        {"id": "b", "kind": "competition", "level": "municipal"},
        {"id": "p", "kind": "paper"},
        {"id": "q", "kind": "book"},
        {"id": "r", "kind": "paper"},
        training("t", "2020-03-02", 10),
    ]
    found = account("narrow", 2020, records, roots=narrow(tmp_path), sector="health")
    # The first serves the public subject, and its professional claim is no part of its amount.
    assert (causes(found["a"]), found["a"].status) == ([], "credited")
    # The second is worth nothing there: what it claims is professional, and open.
    assert (causes(found["b"]), found["b"].status) == ([("sector_rule_prevails", 10)], "undetermined")
    # A book serves the professional subject only; papers go on to the public one, which takes 8 hours of the pool.
    assert causes(found["q"]) == [("sector_rule_prevails", 6)]
    assert causes(found["p"]) == []
    assert causes(found["r"]) == [("pool_cap", 4)]
    assert causes(found["t"]) == [("sector_rule_prevails", 10)]


NARROW_FIGURES = st.fixed_dictionaries(
    {
        "day": st.integers(4, 10),
        "record": st.integers(5, 40),
        "record_clause": st.sampled_from(["3", "4"]),
        "year": st.integers(0, 60),
        "contest": st.integers(0, 15),
        "contest_cap": st.integers(0, 20),
        "paper": st.integers(0, 12),
        "pool": st.integers(0, 20),
    }
)

_DAILY = st.lists(st.integers(0, 24).map(lambda half: half / 2), min_size=1, max_size=4)

NARROW_RECORD = st.one_of(
    st.builds(
        lambda start, daily, stated: training("", start, *daily) | stated,
        st.sampled_from(["2020-03-02", "2020-03-03", "2019-12-31", "2021-01-04"]),
        _DAILY,
        st.sampled_from([{}, {}, {}, {"passed": False}, {"registered": False}, {"passed": False, "registered": False}]),
    ),
    st.builds(
        lambda hours, days: {"kind": "training", "hours": hours, "days": days}, st.integers(0, 40), st.integers(1, 4)
    ),
    st.fixed_dictionaries({"kind": st.just("competition"), "level": st.sampled_from(["national", "municipal"])}),
    st.fixed_dictionaries({"kind": st.sampled_from(["paper", "book"])}, optional={"work_id": st.sampled_from("wv")}),
)


@few
@given(
    figures=NARROW_FIGURES,
    records=st.lists(NARROW_RECORD, max_size=7),
    sector=st.sampled_from([{}, {"sector": "health"}]),
    how=st.tuples(st.sampled_from(["daily", "averaged", "merged"]), st.booleans()),
)
def test_any_limits_upon_limits(
    tmp_path_factory: pytest.TempPathFactory,
    figures: dict[str, object],
    records: list[Record],
    sector: dict[str, str],
    how: tuple[str, bool],
) -> None:
    day, strict = how
    roots = narrow(tmp_path_factory.mktemp("asp"), **figures)
    held = [record | {"id": f"r{number}"} for number, record in enumerate(records)]
    case = {"person": "P", "jurisdiction": "narrow", "year": 2020, "records": held, **sector}
    assert_accounted(xueshi.check(case, readings={"day": day}, strict=strict, asp_path=roots))


# ---- each cause in the texts -----------------------------------------------------------------------------------------

REGISTERED = {"registered": True}


def paper(name: str, **more: object) -> Record:
    return {"id": name, "kind": "paper", "evidence": ["work_copy"], **REGISTERED, **more}


def test_one_refusal_takes_the_claim() -> None:
    found = account("jining", 2024, [paper("a", registered=False)])
    assert (found["a"].amount, causes(found["a"])) == (found["a"].lost, [("not_registered", 10)])


def test_of_several_refusals_the_first_by_code_clause_and_fact_has_the_hours() -> None:
    record = {"id": "a", "kind": "degree_study", "registered": False, "evidence": [], "year_of_study": 5}
    found = account("weihai", 2023, [record | {"programme_years": 4, "date": "2022-06-01"}])["a"]
    told = [(reason.code, reason.fact, hours(reason.hours)) for reason in found.reasons]
    assert told == [
        ("document_missing", "admission_letter", 40),
        ("document_missing", "degree_result", 0),
        ("not_registered", "registered", 0),
        ("other_year", "date", 0),
        ("outside_length", "programme_length", 0),
    ]


def test_a_refused_posting_loses_both_its_claims() -> None:
    posting = {"id": "a", "kind": "secondment", "months": 6, "evidence": [], **REGISTERED}
    assert causes(account("jining", 2024, [posting])["a"]) == [("document_missing", 45)]


def test_a_refused_contest_loses_its_larger_claim() -> None:
    contest = {"id": "a", "kind": "competition", "level": "provincial", "organiser": "employer", **REGISTERED}
    assert causes(account("jining", 2024, [contest])["a"]) == [("wrong_organiser", 20)]


def test_a_refused_record_without_amount_loses_nothing() -> None:
    found = account("jining", 2024, [{"id": "a", "kind": "self_study", "registered": False}])["a"]
    assert (found.amount, found.lost, causes(found), found.status) == (0, 0, [], "not_credited")


def test_the_same_work_twice() -> None:
    found = account("weihai", 2023, [paper("b", work_id="w"), paper("a", work_id="w")])
    assert (causes(found["a"]), causes(found["b"])) == ([], [("duplicate_work", 10)])


def test_the_lower_of_two_certificates() -> None:
    grades = {"a": "technician", "b": "chief_technician"}
    records = [
        {"id": name, "kind": "skill_certificate", "grade": grade, "issuer": "enterprise", **REGISTERED}
        for name, grade in grades.items()
    ]
    found = account("jining", 2024, records, {"skill": "highest"})
    assert (causes(found["a"]), causes(found["b"])) == ([("one_only", 15)], [])


def test_a_contest_that_gives_way_to_another() -> None:
    records = [
        {"id": name, "kind": "competition", "level": level, "organiser": "sector_authority", "hr_recognised": True}
        for name, level in {"a": "municipal", "b": "national"}.items()
    ]
    found = account("jining", 2024, records, {"peritem": "one"})
    assert (causes(found["a"]), causes(found["b"])) == ([("one_only", 10)], [])


def test_a_contest_loses_nothing_in_the_subject_that_it_does_not_serve() -> None:
    record = {"id": "a", "kind": "competition", "level": "national", "organiser": "sector_authority"}
    assert account("jining", 2024, [record | {"hr_recognised": True}])["a"].lost == 0


def test_long_days() -> None:
    record = {"id": "a", "kind": "expert_service", "daily_hours": [10, 6, 9.5], "invited": True}
    assert causes(account("weihai", 2023, [record])["a"]) == [("day_cap", 3.5)]


def test_a_day_that_two_trainings_share() -> None:
    records = [
        {"id": name, "kind": "training", "start": "2023-05-08", "end": "2023-05-08", "hours": 6} for name in ("a", "b")
    ]
    found = account("weihai", 2023, records, {"day": "merged"})
    assert (causes(found["a"]), causes(found["b"])) == ([], [("day_cap", 4)])


def test_a_limit_for_each_activity() -> None:
    record = {"id": "a", "kind": "competition", "hours": 42, "hr_recognised": True}
    found = account("gansu", 2023, [record], {"30": "activity"})["a"]
    assert causes(found) == [("category_cap", 12)]


def test_a_day_and_a_year() -> None:
    records = [
        {"id": "a", "kind": "expert_service", "hours": 50, "days": 6, "invited": True},
        {"id": "b", "kind": "expert_service", "hours": 9, "days": 1, "invited": True},
    ]
    found = account("gansu", 2023, records)
    assert causes(found["a"]) == [("day_cap", 2), ("category_cap", 8)]
    assert causes(found["b"]) == [("day_cap", 1), ("cap_exhausted", 8)]


def test_modules_of_earlier_years() -> None:
    record = {"id": "a", "kind": "computer_exam", "modules": 3}
    found = account("jining", 2024, [record], {"scope": "lifetime"}, earlier_modules=4)["a"]
    assert causes(found) == [("category_cap", 5)]


def test_a_posting_cut_in_each_subject() -> None:
    records = [{"id": name, "kind": "secondment", "months": 9} for name in ("a", "b")]
    found = account("jining", 2024, records)["b"]
    assert [(r.subject, r.code, hours(r.hours)) for r in found.reasons if r.hours] == [
        ("professional", "category_cap", 30),
        ("public", "category_cap", 15),
    ]


def test_courses_that_make_whole_hours_together() -> None:
    records = [
        {"id": name, "kind": "online_course", "subject": "professional", "minutes": 60, "platform": "local"}
        for name in ("a", "b")
    ]
    found = account("lishui", 2023, records, {"45": "year_sum"})
    # Twice 60 minutes are two and two thirds of an hour, of which the last course bears the fraction.
    assert causes(found["a"]) == []
    assert (found["b"].lost, causes(found["b"])[0][0]) == (6000, "rounded")


def test_rounding_of_a_claim_loses_nothing() -> None:
    found = account("jining", 2024, [{"id": "a", "kind": "secondment", "months": 5}], {"round": "down"})["a"]
    assert found.lost == 0
    assert "rounded" in {reason.code for reason in found.reasons}


def test_a_pool_and_what_it_leaves() -> None:
    records = [
        {"id": name, "kind": "other_learning", "hours": hours} for name, hours in {"a": 30, "b": 9, "c": 4}.items()
    ]
    found = account("binzhou", 2021, records)
    assert causes(found["a"]) == []
    assert causes(found["b"]) == [("pool_cap", 4)]
    assert causes(found["c"]) == [("cap_exhausted", 4)]


def test_one_subject_for_each_item() -> None:
    records = [{"id": name, "kind": "other_learning", "hours": 20} for name in ("a", "b", "c")]
    found = account("binzhou", 2021, records, {"pool": "item"})
    # The first by id takes the five public hours; of the others the second fills the professional thirty.
    assert [causes(found[name]) for name in "abc"] == [[("pool_cap", 15)], [], [("pool_cap", 10)]]


def test_a_share_among_authors_is_no_loss() -> None:
    record = {"id": "a", "kind": "paper", "outlet": "national", "authors": 2, "rank": 2, "characters": 3000}
    found = account("binzhou", 2021, [record])["a"]
    assert (found.lost, "author_share" in {reason.code for reason in found.reasons}) == (0, True)


def test_a_posting_under_a_sectors_rule_is_half_confirmed() -> None:
    found = account("weihai", 2023, [{"id": "a", "kind": "secondment", "months": 12}], sector="health")["a"]
    assert (found.status, hours(found.amount), hours(found.lost)) == ("undetermined", 90, 60)
    assert causes(found) == [("sector_rule_prevails", 60)]


def test_beside_a_sectors_result_the_text_gives_nothing() -> None:
    records = [
        {"id": "a", "kind": "sector_certificate", "professional": 60},
        {"id": "b", "kind": "training", "hours": 16, "days": 2},
    ]
    found = account("weihai", 2023, records, sector="education")["b"]
    assert (found.status, causes(found)) == ("not_credited", [("sector_rule_prevails", 16)])


def test_a_contest_that_turns_to_the_public_subject_loses_nothing_to_the_sector() -> None:
    record = {"id": "a", "kind": "competition", "level": "national", "organiser": "sector_authority"}
    found = account("jining", 2024, [record | {"hr_recognised": True}], sector="health")["a"]
    assert (hours(found.amount), causes(found)) == (5, [])
    assert "sector_rule_prevails" in {reason.code for reason in found.reasons}


@pytest.mark.parametrize(
    ("jurisdiction", "year", "record", "code"),
    [
        ("lishui", 2023, {"kind": "monograph"}, "delegated"),
        ("gansu", 2023, {"kind": "self_study", "study_file": True}, "delegated"),
        ("binzhou", 2021, {"kind": "book"}, "blank_cell"),
        ("binzhou", 2019, {"kind": "advanced_seminar", "level": "national"}, "amount_missing"),
    ],
)
def test_an_amount_that_nobody_states_is_no_loss(jurisdiction: str, year: int, record: Record, code: str) -> None:
    found = account(jurisdiction, year, [{"id": "a", **record}])["a"]
    assert (found.status, found.amount, found.lost) == ("undetermined", 0, 0)
    assert [reason.code for reason in found.reasons] == [code]


def test_deemed_completion_is_no_loss() -> None:
    record = {"id": "a", "kind": "premium_course", "hours": 12, "live_hours": 8, "published": True, "attended": True}
    found = account("jining", 2024, [record])["a"]
    assert (hours(found.amount), found.lost) == (12, 0)
