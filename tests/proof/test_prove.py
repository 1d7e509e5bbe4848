"""A city that keeps all it should is proven, and one that does not is found guilty, with the smallest case."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.proof.city import city
from xueshi.law.regulation import LawError, Regulation
from xueshi.proof.cases import Cases
from xueshi.proof.data import Finding, Outcome, Proof
from xueshi.proof.properties import BREACHES, PROPERTIES
from xueshi.proof.prove import prove


def proven(law: Regulation, *wanted: str, records: int = 1) -> Proof:
    cases = Cases(law, records, (law.file.parents[1],))
    (proof,) = prove([cases], wanted or PROPERTIES, jobs=1, tell=lambda *_: None)
    return proof


def outcome(proof: Proof, code: str, name: str = "") -> Outcome:
    return next(one for one in proof.outcomes if (one.about, one.name) == (code, name))


def only(found: Outcome) -> Finding:
    (finding,) = found.findings
    return finding


@pytest.fixture(scope="module")
def right(tmp_path_factory: pytest.TempPathFactory) -> Proof:
    """Return what is proven of a city that keeps all it should."""
    return proven(city(tmp_path_factory.mktemp("right")), records=2)


SLIPS = """
band(4,4,11). band(6,9,12).
own(T,public,hour) :- route(T,courses), says(T,grade,a).
extra(T) :- route(T,courses), nobody(T).
question("q","5"). answer("q","yes",1). answer("q","no",2).
question("r","5"). answer("r","eight",1). answer("r","nine",2).
own(T,public,9*hour) :- route(T,language), says(T,grade,c), content(T,C), reading(C,"r","nine").
#defined nobody/1.
"""

BESIDE = """
%% no_language: languages give nothing
violated(no_language,P) :- holds(P,R,T), kind(T,language_exam), credit(P,R,_,U), U > 0.
%% at_most_fifteen en: training gives at most 15 hours
%% at_most_fifteen zh: 培训至多 15 学时
violated("at_most_fifteen",P) :- person(P,_), #sum { U,R : credit(P,R,_,U), holds(P,R,T), kind(T,training) } > 15*hour.
"""


@pytest.fixture(scope="module")
def wrong(tmp_path_factory: pytest.TempPathFactory) -> Proof:
    """Return what is found in a city with slips."""
    law = city(tmp_path_factory.mktemp("wrong"), more=SLIPS, properties=BESIDE)
    return proven(law, "bands", "rules", "readings", "own")


def test_what_is_right_holds(right: Proof) -> None:
    assert [one.about for one in right.outcomes] == [code for code in PROPERTIES if code != "own"]
    for one in right.outcomes:
        assert one.holds, one
        assert not one.findings, one
    assert not right.fails(strict_readings=True)
    assert right.bound.records == 2
    assert right.bound.cases > 100


def test_reasons_come_with_the_smallest_case(right: Proof) -> None:
    reasons = {one.params["reason"]: one for one in outcome(right, "reasons").witnesses}
    assert {"not_registered", "category_cap", "no_table_row", "no_rule", "other_year"} <= set(reasons)
    (record,) = reasons["not_registered"].trial.case.records
    assert dict(record.stated) in ({"registered": False}, {})


def test_overlapping_bands_and_holes(wrong: Proof) -> None:
    found = {one.code: one.params for one in outcome(wrong, "bands").findings}
    assert set(found) == {"overlap", "hole"}
    assert found["overlap"]["value"] == "4"
    assert {found["overlap"]["one"], found["overlap"]["other"]} == {"9", "11"}
    assert found["hole"]["value"] == "5"
    assert found["hole"]["above"] in {"6", "7", "8", "9"}


def test_rules_that_cannot_fire(wrong: Proof) -> None:
    findings = outcome(wrong, "rules").findings
    assert [one.code for one in findings] == ["dead", "needs_what_is_not_said"]
    assert findings[1].params["missing"] == "nobody/1"
    assert wrong.fails(strict_readings=False)


def test_an_answer_that_decides_nothing(wrong: Proof) -> None:
    nothing = only(outcome(wrong, "readings"))
    assert (nothing.code, nothing.params["question"], nothing.params["answer"]) == ("decides_nothing", "q", "no")
    (witness,) = outcome(wrong, "readings").witnesses
    assert witness.params["question"] == "r"
    assert [dict(record.stated) for record in witness.trial.case.records] == [{"grade": "C"}]


def test_properties_beside_the_encoding(wrong: Proof) -> None:
    assert outcome(wrong, "own", "at_most_fifteen").holds
    assert outcome(wrong, "own", "at_most_fifteen").sentence["zh"] == "培训至多 15 学时"
    finding = only(outcome(wrong, "own", "no_language"))
    assert finding.status == "violated"
    assert finding.trial is not None
    (record,) = finding.trial.case.records
    assert record.kind == "language_exam"
    assert set(record.stated) == {"grade"}


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        ("credited(P,public,0) :- person(P,_).", "belongs to the vocabulary"),
        ("violated(x,P) :- person(P,_).", "has no sentence"),
        ("%% x: y\nviolated(x) :- person(_,_).", "violated/1, not violated/2"),
    ],
)
def test_faults_beside_the_encoding(tmp_path: Path, rules: str, said: str) -> None:
    with pytest.raises(LawError, match=said):
        proven(city(tmp_path, properties=rules), "own")


def test_every_breach_is_one_of_a_property() -> None:
    assert set(BREACHES.values()) <= set(PROPERTIES)
