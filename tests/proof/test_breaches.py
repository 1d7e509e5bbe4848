"""The rules that look for broken promises find one where figures break it, and none in a shipped city's years."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from tests.search.versions import law
from xueshi.model.case import Case, Record, Stated
from xueshi.proof import accounts
from xueshi.proof.accounts import broken
from xueshi.proof.bench import Bench
from xueshi.proof.monotone import monotone
from xueshi.proof.order import order
from xueshi.proof.plain import plain
from xueshi.search.judged import Trial
from xueshi.solver.grounding import Grounding

HOUR = 9000
BREACHES = Path(accounts.__file__).with_name("breaches.lp").read_text(encoding="utf-8")

YEAR = f"""
person(1,1). context(1). content(1,1). content(2,1). holds(1,1,1). holds(1,2,2). rank(1,1,1). rank(1,2,2).
route(1,a). route(2,a). amount(1,public,{5 * HOUR}). amount(2,public,{5 * HOUR}).
claim(1,{5 * HOUR}). claim(2,{5 * HOUR}).
"""


def found(facts: str) -> set[str]:
    grounding = Grounding([])
    grounding.ground(f"#const hour = {HOUR}.\n{YEAR}\n{facts}")
    grounding.also(BREACHES)
    return {str(row[0]) for row in grounding.rows("breach", 5)}


BOTH = f"credit(1,1,public,{5 * HOUR}). credit(1,2,public,{5 * HOUR}). credited(1,public,{10 * HOUR})."


@pytest.mark.parametrize(
    ("facts", "codes"),
    [
        (BOTH, set()),
        (f'{BOTH} cap(c,10,"1"). under(a,public,c).', set()),
        (f'{BOTH} cap(c,9,"1"). under(a,public,c).', {"cap_of_year"}),
        (f'{BOTH} cap(c,12,"1"). under(a,public,c). spent(1,c,{3 * HOUR}).', {"cap_of_year"}),
        (f'{BOTH} day_cap(a,4,"1"). measure(1,days,1). measure(2,days,2).', {"cap_of_day"}),
        (f'{BOTH} record_limit(1,4,"1").', {"cap_of_record"}),
        (f"{BOTH} pool_limit(p,public,9). pooled(1,1,p). pooled(1,2,p).", {"limit_of_pool"}),
        (f"{BOTH} work(1,1,1). work(1,2,1).", {"one_work_twice"}),
        (f'{BOTH} one_only(1,g,"1"). one_only(2,g,"1").', {"one_of_group_twice"}),
        (
            f"{BOTH} chooses(1). amount(1,professional,1). credit(1,1,professional,1).",
            {"free_record_twice", "above_claim"},
        ),
        (f"{BOTH} credited(1,professional,1).", {"total_of_records"}),
        (f"credit(1,1,public,{6 * HOUR}). credited(1,public,{6 * HOUR}).", {"above_claim"}),
        (f'{BOTH} refusal(1,no_rule,"",kind).', {"refused_and_credited"}),
        ("verdict(1,compliant). shortfall(1,public,1).", {"compliant_and_short"}),
        ("verdict(1,non_compliant).", {"met_and_not_compliant"}),
        ("verdict(1,non_compliant). unjudged(1).", set()),
        ("verdict(1,deferred). shortfall(1,public,1).", {"deferred_without_ground"}),
        ('verdict(1,non_compliant). shortfall(1,public,1). deferral(1,"1").', {"ground_and_not_deferred"}),
        ("verdict(1,undetermined). shortfall(1,public,1).", {"undetermined_without_question"}),
        (f"{BOTH} adds(public,public). required(1,public,{11 * HOUR}).", {"missing_and_not_short"}),
        (
            f"{BOTH} adds(public,public). required(1,public,{10 * HOUR}). shortfall(1,public,1).",
            {"short_and_not_missing"},
        ),
    ],
)
def test_breaches(facts: str, codes: set[str]) -> None:
    assert found(facts) == codes


def test_figures_of_a_result() -> None:
    record = Record("r1", "language_exam", Stated({"grade": "A"}))
    result = Bench(law("jining-2024"), ()).one(Trial(Case("p", "jining", 2024, (record,)))).results[0]
    assert not list(broken(result))
    wrong = replace(result.records[0], lost=HOUR)
    assert {one.code for one in broken(replace(result, records=(wrong,)))} == {"lost_and_credited", "reasons_and_lost"}
    assert {one.code for one in broken(replace(result, verdict="compliant"))} == {"compliant_and_short"}


def _gansu(*records: Record, **readings: str) -> Trial:
    return Trial(Case("generated", "gansu", 2024, records), readings)


FULL = Record("r1", "transferred_hours", Stated({"public": Decimal(30), "professional": Decimal(60)}))
MORE = Record("r2", "online_course", Stated({"subject": "public", "hours": Decimal(10)}))


def test_two_thirds_of_what_is_there_are_no_reward_for_more() -> None:
    """Article 4, read as two thirds of the hours there are: more public hours ask for more professional ones."""
    trials_ = [_gansu(FULL, MORE), Trial(_gansu(FULL, MORE).case, {"23": "actual"})]
    found = monotone(Bench(law("gansu-2023"), ()), trials_)
    assert found.holds
    worst = {one.code: one for one in found.findings}
    assert set(worst) == {"raises_shortfall", "turns_compliant"}
    for finding in worst.values():
        assert dict(finding.readings) == {"23": "actual"}
        assert finding.status == "consequence"
        assert finding.trial is not None
        assert len(finding.trial.case.records) == 2
    assert worst["turns_compliant"].params["verdict_after"] == "non_compliant"


def test_ids_decide_nothing_but_among_claims_that_displace_each_other() -> None:
    bench = Bench(law("gansu-2023"), ())
    assert not order(bench, [_gansu(FULL, MORE)]).findings
    same = Stated({"sector_rule": Stated({"hours": Decimal(7)}), "work_id": "w"})
    other = Stated({"sector_rule": Stated({"hours": Decimal(7), "subject": "public"}), "work_id": "w"})
    found = order(bench, [_gansu(Record("r1", "online_course", same), Record("r2", "online_course", other))])
    assert found.holds
    assert [one.code for one in found.findings] == ["ids_sums"]
    assert found.findings[0].allowed


def test_clingo_alone_takes_the_same_choice() -> None:
    """附件1 一(4): a competition serves one subject of choice."""
    contest = Record("r1", "competition", Stated({"level": "national"}))
    trial = Trial(Case("generated", "jining", 2024, (contest, replace(contest, id="r2"))))
    bench = Bench(law("jining-2024"), ())
    (choice,) = bench.one(trial).batch.choices.values()
    outcome = plain(bench, {(choice.problem, choice.labels): trial})
    assert outcome.looked_at == 1
    assert not outcome.findings
