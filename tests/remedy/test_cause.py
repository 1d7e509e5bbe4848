"""The least cause of a verdict: what is in it forces it, and nothing is in it in vain."""

from __future__ import annotations

import itertools
import json
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, note, settings
from hypothesis import strategies as st

from tests.engine import toycity
from tests.remedy.cases import public, training, year
from tests.remedy.damaged import YEAR, damaged_cases
from xueshi.engine.judge import Settings, judge
from xueshi.law.choose import regulation_for
from xueshi.law.paths import asp_root
from xueshi.law.regulation import Regulation
from xueshi.messages import LANGS
from xueshi.model.case import Case
from xueshi.model.result import Result
from xueshi.model.units import UNITS_PER_HOUR
from xueshi.read import case_from_mapping
from xueshi.remedy import cause_search
from xueshi.remedy.cause import Causes, causes
from xueshi.remedy.cause_elements import Element, Switch, world
from xueshi.remedy.cause_search import CauseSearch
from xueshi.remedy.cause_switches import Switches
from xueshi.remedy.cause_words import CauseWords, causes_json
from xueshi.remedy.changes_worlds import Worlds
from xueshi.remedy.remedy import remedies

CITIES = tuple(YEAR)
few = settings(max_examples=max(10, settings().max_examples // 10))
MOST_WORLDS = 300


def judged(
    mapping: dict[str, Any],
    *,
    strict: bool = False,
    readings: dict[str, str] | None = None,
    roots: tuple[Path, ...] = (),
) -> tuple[Case, Regulation, Settings, Result]:
    case = case_from_mapping(mapping, "case", roots)
    asked = Settings(readings or {}, strict, roots=roots)
    return case, regulation_for(case, None, roots), asked, judge([case], asked)[0]


def caused(mapping: dict[str, Any], *, strict: bool = False, readings: dict[str, str] | None = None) -> Causes:
    return causes(*judged(mapping, strict=strict, readings=readings))


def told(found: Causes) -> list[set[tuple[str, str]]]:
    """Return each cause as pairs of what and which."""
    return [{(element.what, element.owner or element.field) for element in cause.elements} for cause in found.sets]


# ---- facts ---------------------------------------------------------------------------------------------------------


def test_a_year_that_is_simply_short_rests_on_the_minima() -> None:
    found = caused(year("weihai", [public(10), training("t1", 20)]))
    assert told(found) == [{("minimum", "professional")}, {("minimum", "public")}, {("minimum", "total")}]
    assert found.complete
    assert found.proven
    element = found.sets[1].elements[0]
    assert (element.kind, element.value, element.clause) == ("number", 30 * UNITS_PER_HOUR, "二 ¶1")


def test_a_missing_document_and_the_minimum() -> None:
    found = caused(year("jining", [public(), training("t1", 60, evidence=[])]))
    assert told(found) == [{("condition", "t1"), ("minimum", "professional")}]
    fact = found.sets[0].elements[0]
    assert (fact.of, fact.owner, fact.field, fact.value) == ("record", "t1", "evidence", ())
    assert (fact.reason, fact.clause) == ("document_missing", "附件1 二(2)")


def test_of_two_failed_conditions_either_is_enough() -> None:
    found = caused(year("jining", [public(), training("t1", 60, evidence=[], registered=False)]))
    assert told(found) == [{("condition", "t1"), ("minimum", "professional")}] * 2
    assert {element.reason for cause in found.sets for element in cause.elements} == {
        "document_missing", "not_registered", "",
    }  # fmt: skip


def test_a_record_that_would_not_be_enough_is_no_cause() -> None:
    found = caused(year("weihai", [public(), training("t1", 40), training("t2", 8, registered=False)]))
    assert told(found) == [{("minimum", "professional")}, {("minimum", "total")}]


def test_records_that_only_together_would_be_enough() -> None:
    records = [public(), training("t1", 20, registered=False), training("t2", 20, registered=False), training("t3", 20)]
    found = caused(year("jining", records))
    assert told(found) == [
        {("condition", "t1"), ("minimum", "professional")}, {("condition", "t2"), ("minimum", "professional")},
    ]  # fmt: skip


def test_the_date_that_puts_a_record_into_another_year() -> None:
    found = caused(year("weihai", [public(), training("t1", 60, date=date(2023, 1, 2))]))
    assert told(found)[0] == {("year", "t1"), ("minimum", "professional")}
    assert found.sets[0].elements[0].value == date(2023, 1, 2)


def test_one_work_claimed_twice() -> None:
    works = [
        {"id": f"w{n}", "kind": "paper", "work_id": "W", "registered": True, "evidence": ["work_copy"]} for n in (1, 2)
    ]
    found = caused(year("jining", [public(), training("t1", 40), *works]))
    assert told(found) == [{("work", "w1"), ("minimum", "professional")}]
    assert found.sets[0].elements[0].others == ("w2",)


def test_a_platform_elsewhere_leaves_a_course_without_a_rule() -> None:
    found = caused(year("weihai", [{**public(), "platform": "provincial"}, training("t1", 60)]))
    assert {("stated", "a1"), ("minimum", "public")} in told(found)


def test_another_route_may_keep_a_record_out_as_well() -> None:
    found = caused(year("weihai", [{**public(), "platform": "provincial", "passed": False}, training("t1", 60)]))
    assert {("stated", "a1"), ("minimum", "public")} in told(found)
    assert {("condition", "a1"), ("minimum", "public")} in told(found)


def test_a_record_that_no_fact_brings_to_a_rule_is_background() -> None:
    learning = {"id": "x1", "kind": "other_learning", "organiser": "association", "hours": 60, "registered": False}
    found = caused(year("weihai", [public(), learning]))
    assert not any(element.owner == "x1" for element in found.elements)


def test_under_strict_judgement_only_the_platform_leaves_it_without_a_rule() -> None:
    course = {"id": "a1", "kind": "online_course", "subject": "public", "hours": 30, "registered": True}
    found = caused(year("jining", [course, training("t1", 60)]), strict=True)
    assert told(found) == [{("stated", "a1"), ("minimum", "public")}]
    assert (found.sets[0].elements[0].field, found.sets[0].elements[0].value) == ("platform", None)


def test_a_seminar_that_was_not_approved_rests_on_a_reading_too() -> None:
    seminar = {
        "id": "s1", "kind": "advanced_seminar", "level": "national", "hours": 12, "days": 2, "hr_approved": False,
        "filed": "before", "registered": True, "evidence": ["attendance_certificate"],
    }  # fmt: skip
    course = {**public(30), "subject": "general_public"}
    found = caused(year("lishui", [course, seminar]))
    assert {("stated", "s1"), ("minimum", "professional"), ("reading", "filed")} in told(found)


def test_a_sector_with_a_rule_of_its_own_leaves_the_year_open() -> None:
    found = caused(year("jining", [public(), training("t1", 60)], sector="health"))
    assert found.verdict == "undetermined"
    assert told(found) == [{("sector", "sector"), ("minimum", "professional"), ("reading", "sector")}]


def test_an_amount_that_nobody_has_set_leaves_the_year_open() -> None:
    found = caused(year("gansu", [public(), training("t1", 40), {"id": "w1", "kind": "paper", "registered": True}]))
    assert found.verdict == "undetermined"
    assert told(found) == [{("open", "w1"), ("minimum", "professional")}, {("open", "w1"), ("minimum", "total")}]


def test_a_leave_postpones_the_year() -> None:
    leave = {"id": "L1", "kind": "illness", "months": 3, "unit_approved": True, "evidence": ["unit_certificate"]}
    found = caused(year("gansu", [public(), training("t1", 40)], leave=[leave]))
    assert found.verdict == "deferred"
    assert {("leave", "L1"), ("minimum", "professional")} in told(found)


def test_papers_of_a_leave_that_would_relieve() -> None:
    leave = {"id": "L1", "kind": "illness", "months": 8, "unit_approved": True, "applied": False, "evidence": []}
    found = caused(year("jining", [public(10), training("t1", 20)], leave=[leave]))
    # The application or the papers, for either subject.
    assert len(found.sets) == 4
    assert {frozenset(one) for one in told(found)} == {
        frozenset({("condition", "L1"), ("minimum", minimum)}) for minimum in ("professional", "public")
    }


def test_a_fact_that_is_not_stated_under_strict_judgement() -> None:
    bare = {key: value for key, value in training("t1", 60).items() if key != "registered"}
    found = caused(year("jining", [public(), bare]), strict=True)
    assert told(found) == [{("condition", "t1"), ("minimum", "professional")}]
    assert (found.sets[0].elements[0].field, found.sets[0].elements[0].value) == ("registered", None)


# ---- numbers -------------------------------------------------------------------------------------------------------


def test_a_cap_of_the_year() -> None:
    works = [{"id": f"w{n}", "kind": "paper", "registered": True, "evidence": ["work_copy"]} for n in range(4)]
    found = caused(year("jining", [public(), training("t1", 20), *works]))
    assert told(found) == [{("cap", "works"), ("minimum", "professional")}]
    cap = found.sets[0].elements[0]
    assert (cap.value, cap.others) == (30 * UNITS_PER_HOUR, ("w0", "w1", "w2", "w3"))


def test_a_cap_that_only_bites_once_a_record_counts() -> None:
    works = [{"id": f"w{n}", "kind": "paper", "registered": n < 3, "evidence": ["work_copy"]} for n in range(4)]
    found = caused(year("jining", [public(), training("t1", 20), *works]))
    assert {frozenset(one) for one in told(found)} == {
        frozenset({("condition", "w3"), ("minimum", "professional")}),
        frozenset({("cap", "works"), ("minimum", "professional")}),
    }


def test_a_cap_by_the_day() -> None:
    found = caused(year("jining", [public(), {**training("t1", 60), "days": 6}]))
    assert told(found) == [{("day", "day"), ("minimum", "professional")}]
    assert found.sets[0].elements[0].value == 8 * UNITS_PER_HOUR


def test_a_threshold_and_what_was_stated() -> None:
    course = {
        "id": "g1", "kind": "premium_course", "hours": 10, "live_hours": 6, "published": True, "attended": True,
        "registered": True,
    }  # fmt: skip
    found = caused(year("jining", [public(), course]))
    assert told(found) == [{("condition", "g1"), ("threshold", "live_hours"), ("minimum", "professional")}]


def test_a_leave_that_is_too_short() -> None:
    leave = {"id": "L1", "kind": "illness", "months": 6, "unit_approved": True, "evidence": ["leave_papers"]}
    found = caused(year("weihai", [public(15), training("t1", 30)], leave=[leave]))
    assert {("length", "L1"), ("leave_threshold", "sick"), ("minimum", "public"), ("reading", "gt6")} in told(found)


def test_a_limit_of_a_pool() -> None:
    visit = {"id": "v1", "kind": "overseas_visit", "months": 5, "registered": True, "evidence": ["visit_report"]}
    records = [public(22), training("t1", 60), visit]
    found = caused(year("binzhou", records))
    assert {("pool", "offset"), ("minimum", "public")} in told(found)


def test_a_share_of_the_total() -> None:
    records = [{**public(60)}, training("t1", 60)]
    found = caused(year("gansu", records), readings={"23": "actual"})
    assert told(found) == [{("share", "professional"), ("reading", "23")}]
    assert found.sets[0].elements[0].value == (2, 3)


def test_a_part_of_a_minimum() -> None:
    records = [{**public(30), "compulsory": False}, training("t1", 60)]
    found = caused(year("jining", records), readings={"2010": "binding"})
    assert told(found) == [{("stated", "a1"), ("part", "compulsory"), ("reading", "2010")}]


def test_a_cap_bounds_what_is_open() -> None:
    records = [public(), training("t1", 10), {"id": "w1", "kind": "paper", "registered": True}]
    found = caused(year("gansu", records))
    assert found.verdict == "non_compliant"
    assert {("cap", "works"), ("minimum", "professional")} in told(found)


# ---- what lies outside ---------------------------------------------------------------------------------------------


def test_a_year_that_is_not_judged_by_itself_has_no_cause_among_the_facts() -> None:
    mapping = {**year("binzhou", [training("t1", 60, registered=False)]), "year": 2019}
    found = caused(mapping)
    assert found.verdict == "undetermined"
    assert [cause.elements for cause in found.sets] == [()]
    assert found.unjudged
    assert found.complete


def test_a_compliant_year_has_no_cause() -> None:
    assert caused(year("weihai", [public(), training("t1", 60)])).sets == ()


def test_the_empty_cause_where_nothing_frees_the_verdict() -> None:
    """With nothing to free, as where an encoding refuses in a way of its own, the verdict rests on the background."""
    case, law, asked, result = judged(year("weihai", [public(10)]))
    forcing = CauseSearch(case, law, asked, {}, [], result.verdict, {}).run()
    assert forcing.sets == (frozenset(),)
    assert forcing.complete


# ---- many records --------------------------------------------------------------------------------------------------


def test_many_records_that_do_not_count() -> None:
    """Of dozens one set is proposed; that it forces the verdict and is minimal was judged."""
    records = [public(), *(training(f"t{number:02}", 4, registered=False) for number in range(24))]
    case, law, asked, result = judged(year("jining", records))
    found = causes(case, law, asked, result)
    assert found.sets
    assert not found.complete
    for cause in found.sets:
        kept = {element.owner for element in cause.elements if element.what == "condition"}
        assert {element.what for element in cause.elements} == {"condition", "minimum"}
        worlds = [kept, *(kept - {one} for one in sorted(map(str, kept)))]
        mended = [
            [{**record, "registered": record["id"] not in left or record["id"] == "a1"} for record in records]
            for left in worlds
        ]
        verdicts = [one.verdict for one in judge([case_from_mapping(year("jining", one)) for one in mended], asked)]
        assert verdicts == ["non_compliant", *["compliant"] * len(kept)]


def test_more_than_can_be_judged_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cause_search, "MOST_RECORDS", 100)
    records = [public(), *(training(f"t{number:02}", 4, registered=False) for number in range(24))]
    case, law, asked, result = judged(year("jining", records))
    found = causes(case, law, asked, result)
    assert found.sets
    assert not found.proven
    assert not found.complete
    assert "其余事项较多" in "".join(CauseWords(case, law, "zh").lines(found))


@pytest.mark.parametrize(("name", "value"), [("MOST_COMBINED", 1), ("MOST_ROUNDS", 0)])
def test_what_is_not_judged_in_every_way_is_not_proven(name: str, value: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cause_search, "ALL_WORLDS", 0)
    monkeypatch.setattr(cause_search, name, value)
    works = [{**WORKS[n], "work_id": "W", "registered": n > 0} for n in range(3)]
    found = caused(year("jining", [public(), training("t1", 40), *works]))
    assert found.sets
    assert not found.proven


# ---- whatever the case ---------------------------------------------------------------------------------------------


class Looked:
    """A case, its switches, and the verdict of every one of its worlds."""

    def __init__(self, mapping: dict[str, Any], *, strict: bool) -> None:
        self.case, self.law, self.asked, self.result = judged(mapping, strict=strict)
        assume(self.result.verdict != "compliant")
        self.found = Switches(self.case, self.law, self.asked)
        self.actual, self.switches = self.found.found()
        count = 1
        for switch in self.switches:
            count *= 1 + len(switch.states)
        assume(count <= MOST_WORLDS)
        states = list(itertools.product(*(range(1 + len(switch.states)) for switch in self.switches)))
        worlds = [
            world(
                self.case,
                self.found.readings,
                (switch.states[state - 1] for switch, state in zip(self.switches, chosen, strict=True) if state),
            )
            for chosen in states
        ]
        verdicts: list[str] = []
        for first in range(0, len(worlds), 100):
            verdicts += Worlds(self.law, worlds[first : first + 100], self.asked, loosened=True).judged
        self.verdicts = dict(zip(states, verdicts, strict=True))

    def forces(self, kept: frozenset[int]) -> bool:
        return all(
            verdict == self.result.verdict
            for states, verdict in self.verdicts.items()
            if not any(state and place in kept for place, state in enumerate(states))
        )

    def minimal(self) -> set[frozenset[int]]:
        places = range(len(self.switches))
        every = [frozenset(kept) for size in range(len(places) + 1) for kept in itertools.combinations(places, size)]
        forcing = [kept for kept in every if self.forces(kept)]
        return {kept for kept in forcing if not any(other < kept for other in forcing)}


def elements_of(switches: list[Switch], kept: frozenset[int]) -> Iterator[frozenset[Element]]:
    for chosen in itertools.product(*(switches[place].alternatives for place in sorted(kept))):
        yield frozenset(element for alternative in chosen for element in alternative)


@few
@given(st.data(), st.sampled_from(CITIES), st.booleans())
def test_causes_force_and_are_minimal(data: st.DataObject, city: str, strict: bool) -> None:
    looked = Looked(data.draw(damaged_cases(city, most=4)), strict=strict)
    true = looked.minimal()
    wanted = {elements for kept in true for elements in elements_of(looked.switches, kept)}
    found = causes(looked.case, looked.law, looked.asked, looked.result)
    note(found)
    got = [frozenset(cause.elements) for cause in found.sets]
    assert len(got) == len(set(got))
    assert set(got) <= wanted
    assert got
    if found.complete:
        assert set(got) == wanted


@few
@given(st.data(), st.sampled_from(CITIES), st.booleans())
def test_proposals_find_what_all_worlds_show(data: st.DataObject, city: str, strict: bool) -> None:
    looked = Looked(data.draw(damaged_cases(city, most=4)), strict=strict)
    true = looked.minimal()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cause_search, "ALL_WORLDS", 0)
        search = CauseSearch(
            looked.case, looked.law, looked.asked, looked.found.readings, looked.switches, looked.result.verdict,
            looked.actual.lacks(0),
        )  # fmt: skip
        forcing = search.run()
    note(forcing)
    assert forcing.sets
    if forcing.proven:
        assert set(forcing.sets) <= true
        if forcing.complete:
            assert set(forcing.sets) == true
        else:
            assert len(true) >= len(forcing.sets)


REPAIRED: dict[str, object] = {"registered": True, "employer_recognised": True, "passed": True, "invited": True}


@few
@given(st.data(), st.sampled_from(CITIES))
def test_a_condition_that_counts_as_met_is_as_good_as_a_case_that_meets_it(data: st.DataObject, city: str) -> None:
    """Freed facts, judged again as facts: the record states what the condition asks for."""
    mapping = data.draw(damaged_cases(city))
    mapping["records"] = [{**record, "registered": record.get("registered", True)} for record in mapping["records"]]
    case, law, asked, result = judged(mapping)
    assume(result.verdict != "compliant")
    found = Switches(case, law, asked)
    _, switches = found.found()
    mendable = [
        switch
        for switch in switches
        if switch.name.startswith("record ")
        and all(
            e.what == "condition" and e.field in REPAIRED for alternative in switch.alternatives for e in alternative
        )
    ]
    assume(mendable)
    for size in range(1, len(mendable) + 1):
        for freed in itertools.islice(itertools.combinations(mendable, size), 4):
            loose = Worlds(
                law, [world(case, found.readings, (switch.states[0] for switch in freed))], asked, loosened=True
            ).judged[0]
            owners = {switch.name.removeprefix("record "): switch for switch in freed}
            records = [
                {
                    **record,
                    **{
                        e.field: REPAIRED[e.field]
                        for alternative in owners[record["id"]].alternatives
                        for e in alternative
                    },
                }
                if record["id"] in owners
                else record
                for record in mapping["records"]
            ]
            assert judge([case_from_mapping({**mapping, "records": records})], asked)[0].verdict == loose


def other_law(tmp_path: Path, city: str, old: str, new: str) -> tuple[Path, ...]:
    """Return a folder of encodings in which a number of one city is another."""
    root = tmp_path / "asp"
    shutil.copytree(asp_root() / "core", root / "core", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(asp_root() / city, root / city, ignore=shutil.ignore_patterns("__pycache__", "scenarios"))
    (file,) = [file for file in (root / city).glob("*.lp") if old in file.read_text(encoding="utf-8")]
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")
    return (root,)


WORKS = [{"id": f"w{n}", "kind": "paper", "registered": True, "evidence": ["work_copy"]} for n in range(4)]
NUMBERS = {
    "cap": ("jining", [public(), training("t1", 20), *WORKS], {}, "cap(works,30,", "cap(works,300,"),
    "day": (
        "jining", [public(), {**training("t1", 60), "days": 6}], {}, "day_cap((training;seminar),8,",
        "day_cap((training;seminar),24,",
    ),
    "minimum": ("weihai", [public(30), training("t1", 20)], {}, "minimum(professional,60,", "minimum(professional,0,"),
    "threshold": (
        "jining",
        [
            public(),
            {
                "id": "g1", "kind": "premium_course", "hours": 10, "live_hours": 6, "published": True, "attended": True,
                "registered": True,
            },
        ],
        {}, "live_hours(8).", "live_hours(1).",
    ),
    "leave_threshold": (
        "weihai", [public(15), training("t1", 30)],
        {"leave": [{"id": "L1", "kind": "illness", "months": 6, "unit_approved": True, "evidence": ["leave_papers"]}]},
        "leave_threshold(6).", "leave_threshold(1).",
    ),
    "pool": (
        "binzhou",
        [
            public(22), training("t1", 60),
            {"id": "v1", "kind": "overseas_visit", "months": 5, "registered": True, "evidence": ["visit_report"]},
        ],
        {}, "pool_limit(offset,public,5).", "pool_limit(offset,public,500).",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", NUMBERS)
def test_a_number_that_is_lifted_is_as_good_as_another_number(what: str, tmp_path: Path) -> None:
    city, records, more, old, new = NUMBERS[what]
    mapping = year(city, records, **more)
    case, law, asked, _ = judged(mapping)
    found = Switches(case, law, asked)
    _, switches = found.found()
    (switch,) = [
        one for one in switches if any(e.what == what and (what != "minimum" or e.field == "professional") and
        (what != "pool" or e.about == "public") for alternative in one.alternatives for e in alternative)
    ]  # fmt: skip
    worlds = Worlds(law, [world(case, found.readings, switch.states[:1])], asked, loosened=True)
    loose, lacks = worlds.judged[0], worlds.lacks(0)
    _, _, _, other = judged(mapping, roots=other_law(tmp_path, city, old, new))
    assert other.verdict == loose
    if city != "binzhou":
        assert {key: units for key, units in other.shortfall.items() if units} == lacks


def test_nothing_is_lifted_where_nothing_says_so() -> None:
    """The loosened encoding says what the encoding says."""
    for city in CITIES:
        case, law, asked, result = judged(year(city, [public(20), training("t1", 50), *WORKS]))
        worlds = Worlds(law, [world(case, {}, ())], asked, loosened=True)
        assert worlds.judged == (result.verdict,)
        assert worlds.outcome(0)[1:] == (result.credited, result.shortfall, result.relief, result.would_decide)


# ---- another encoding ----------------------------------------------------------------------------------------------


def test_a_city_that_nobody_has_thought_of(tmp_path: Path) -> None:
    """Nothing here knows a city: one that is new is explained as it is, without words or remedies of its own."""
    figures = toycity.Figures(public=30, professional=60, study=20)
    roots = toycity.build(tmp_path, figures)
    records = [{"id": "a1", "kind": "online_course", "subject": "public", "hours": 30, "compulsory": True}]
    records.append({"id": "t1", "kind": "training", "hours": 80})
    mapping = {"person": "P-0001", "jurisdiction": "toycity", "year": toycity.YEAR, "records": records}
    case, law, asked, result = judged(mapping, roots=roots)
    assert result.verdict == "non_compliant"
    found = causes(case, law, asked, result)
    assert {("cap", "study"), ("minimum", "professional")} in told(found)
    assert remedies(case, law, asked, result).each == ()
    for lang in LANGS:
        assert list(CauseWords(case, law, lang).lines(found))


# ---- in words ------------------------------------------------------------------------------------------------------


@few
@given(st.data(), st.sampled_from(CITIES), st.booleans())
def test_sentences_and_json(data: st.DataObject, city: str, strict: bool) -> None:
    case, law, asked, result = judged(data.draw(damaged_cases(city)), strict=strict)
    found = causes(case, law, asked, result)
    for lang in LANGS:
        words = CauseWords(case, law, lang)
        for line in (*words.lines(found), *map(words.element, found.elements)):
            assert line.strip("- ")
            assert "{" not in line
            assert "}" not in line
    json.dumps(causes_json(found, case, law), allow_nan=False)


def test_the_order_of_records_does_not_matter() -> None:
    records = [public(), training("t1", 20, registered=False), training("t2", 20, evidence=[]), training("t3", 20)]
    assert caused(year("weihai", records)) == caused(year("weihai", records[::-1]))


def test_the_sentences() -> None:
    course = {
        "id": "g1", "kind": "premium_course", "hours": 10, "live_hours": 6, "published": True, "attended": True,
        "registered": True,
    }  # fmt: skip
    case, law, asked, result = judged(year("jining", [public(), course]))
    found = causes(case, law, asked, result)
    assert list(CauseWords(case, law, "zh").lines(found)) == [
        "结论为“不合规”的成因",
        "以下各项共同导致该结论，其中任何一项不成立，结论都可能改变：",
        "- 记录g1：现场授课（直播）学时不足（“现场授课学时”填报为“6”）（五(二)）",
        "- 全年专业科目不少于60学时（三(一)）",
        "- 现场授课学时不少于8学时（五(二)）",
        "在各成因所列事项不变时，其余事项即使全部成立或放宽，结论也不改变。",
    ]
    assert list(CauseWords(case, law, "en").lines(found)) == [
        "What forces the verdict: not compliant",
        "These together force it; without any one of them it could be another:",
        "- record g1: too few live hours (live hours: 6) [五(二)]",
        "- professional: at least 60 h a year [三(一)]",
        "- live hours: at least 8 h [五(二)]",
        "As long as the things of one cause stand, everything else may be as good as it can be: the verdict stands.",
    ]


ILLNESS = {"id": "L1", "kind": "illness", "unit_approved": True, "evidence": ["unit_certificate"]}
SENTENCES: dict[str, tuple[dict[str, Any], dict[str, Any], list[tuple[str, str]]]] = {
    "year": (
        year("weihai", [public(), training("t1", 60, date=date(2023, 1, 2))]), {},
        [("记录t1：日期为2023年1月2日，不属于本年度", "record t1: date is 2023-01-02, which is in another year")],
    ),
    "work": (
        year(
            "jining",
            [
                public(), training("t1", 40),
                *({**WORKS[n], "work_id": "W"} for n in (1, 2)),
            ],
        ), {},
        [(
            "记录w1、w2为同一作品（成果），不重复计算（附件1 二(4)）",
            "records w1, w2 are one work (or result), which counts once [附件1 二(4)]",
        )],
    ),
    "stated": (
        year("weihai", [{**public(), "platform": "provincial"}, training("t1", 60)]), {},
        [(
            "记录a1：文件无相应认定规则（“平台”填报为“省级平台”）",
            "record a1: the text has no rule for this (platform: provincial platform)",
        )],
    ),
    "sector": (
        year("jining", [public(), training("t1", 60)], sector="health"), {},
        [(
            "所属行业为“卫生”，专业科目学时由行业主管部门规定，从其规定（三(二)）",
            "the sector is health: the sector's own rule governs the professional part [三(二)]",
        )],
    ),
    "open": (
        year("gansu", [public(), training("t1", 40), {"id": "w1", "kind": "paper", "registered": True}]), {},
        [(
            "记录w1：学时由用人单位或认可部门确定，未提供数额（6(四)）",
            "record w1: the hours are set by the employer or the recognising authority; no figure is given [6(四)]",
        )],
    ),
    "leave": (
        year(
            "gansu", [public(), training("t1", 40)],
            leave=[{**ILLNESS, "months": 3}],
        ), {},
        [(
            "离岗L1：患重病，可顺延完成（6(六)4）",
            "leave L1: serious illness, for which study may be postponed [6(六)4]",
        )],
    ),
    "length": (
        year(
            "weihai", [public(15), training("t1", 30)],
            leave=[{"id": "L1", "kind": "illness", "months": 6, "unit_approved": True, "evidence": ["leave_papers"]}],
        ), {},
        [("离岗L1：时长为6个月（二(三) ¶1）", "leave L1: it lasts 6 months [二(三) ¶1]")],
    ),
    "leave_threshold": (
        year(
            "jining", [public(15), training("t1", 30)],
            leave=[
                {
                    "id": "L1", "kind": "illness", "start": date(2024, 2, 1), "end": date(2024, 5, 31),
                    "unit_approved": True, "applied": True, "evidence": ["leave_papers"],
                }
            ],
        ), {"readings": {"gt6": "reaches"}},
        [("离岗须满6个月（附件1 三）", "a leave of at least 6 months [附件1 三]")],
    ),
    "day": (
        year("jining", [public(), {**training("t1", 60), "days": 6}]), {},
        [("每天不超过8学时（记录t1）（附件1 二(2)）", "at most 8 h a day (record t1) [附件1 二(2)]")],
    ),
    "record": (
        year(
            "gansu",
            [
                public(), training("t1", 20),
                {"id": "k1", "kind": "competition", "hours": 50, "sector_recognised": True, "registered": True},
            ],
        ), {"readings": {"30": "activity"}},
        [("每项不超过30学时（记录k1）（6(六)3）", "at most 30 h each (record k1) [6(六)3]")],
    ),
    "share": (
        year("gansu", [public(60), training("t1", 60)]), {"readings": {"23": "actual"}},
        [("专业科目不少于总学时的2/3（4）", "professional: at least 2/3 of the total [4]")],
    ),
    "part": (
        year("jining", [{**public(30), "compulsory": False}, training("t1", 60)]), {"readings": {"2010": "binding"}},
        [("公需科目中“必修”部分不少于20学时（二(二)）", "public: at least 20 h compulsory [二(二)]")],
    ),
    "earlier": (
        year(
            "jining",
            [
                training("t1", 60),
                {
                    "id": "m1", "kind": "computer_exam", "modules": 6, "registered": True,
                    "evidence": ["pass_certificate"],
                },
            ],
            earlier_modules=4,
        ), {"readings": {"scope": "lifetime"}},
        [(
            "往年已认定计算机考试模块4个（附件1 一(3)）",
            "computer modules credited in earlier years: 4 [附件1 一(3)]",
        )],
    ),
    "reading": (
        year("gansu", [public(60), training("t1", 60)]), {"readings": {"23": "actual"}},
        [(
            "对“专业科目三分之二：按规定的90学时，或按实际总学时”的理解为“按实际总学时计算”（4）",
            (
                'the reading of "two thirds professional: of the 90 required, or of the actual total":'
                " of the actual total [4]"
            ),
        )],
    ),
    "minimum": (
        year("weihai", [public(10), training("t1", 60)]), {},
        [
            ("全年公需科目不少于30学时（二 ¶1）", "public: at least 30 h a year [二 ¶1]"),
            ("全年总学时不少于90学时（二 ¶1）", "total: at least 90 h a year [二 ¶1]"),
        ],
    ),
    "condition": (
        year("lishui", [{**public(18), "platform": "other", "evidence": []}, training("t1", 72)]), {},
        [(
            "记录a1：缺少证明材料：课程结业证书（平台未与市平台对接）（“平台”填报为“其他平台”）（16(二)）",
            (
                "record a1: document missing: course certificate (the platform is not linked to the city's)"
                " (platform: other platform) [16(二)]"
            ),
        )],
    ),
}  # fmt: skip
"""By what an element is: a year, how it is judged, and the sentences in both languages, read by eye."""


@pytest.mark.parametrize("what", SENTENCES)
def test_each_sort_of_element_in_words(what: str) -> None:
    mapping, how, wanted = SENTENCES[what]
    case, law, asked, result = judged(mapping, **how)
    found = causes(case, law, asked, result)
    zh, en = CauseWords(case, law, "zh"), CauseWords(case, law, "en")
    said = [(zh.element(element), en.element(element)) for element in found.elements if element.what == what]
    for pair in wanted:
        assert pair in said
    json.dumps(causes_json(found, case, law))


def test_an_empty_cause_in_words() -> None:
    case, law, asked, result = judged({**year("binzhou", [training("t1", 60)]), "year": 2019})
    (_, line) = CauseWords(case, law, "zh").lines(causes(case, law, asked, result))
    assert line == "该结论与所列各项事实、标准数字和条文理解均无关：文件不单独认定一个年度。"
