"""Which questions an answer can make a difference for: none is left out that does."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import strategies
from xueshi.engine.judge import Batch, Settings
from xueshi.law.choose import regulation_for
from xueshi.law.declared import declared_readings
from xueshi.read import case_from_mapping
from xueshi.solver.grounding import Grounding
from xueshi.solver.reach import questions_that_tell

CITIES = ("jining", "weihai", "lishui", "gansu", "binzhou")
few = settings(max_examples=max(10, settings().max_examples // 5))

TEXT = """
question("a","1"). question("b","1"). question("c","1").
reading(C,Q,1) :- context(C), question(Q,_).
most(C,30) :- context(C), reading(C,"a",1).
kept(T) :- route(T,works), content(T,C), reading(C,"b",1).
lost(T) :- route(T,study), content(T,C), not reading(C,"c",1).
total(C) :- most(C,_).
total(C) :- kept(T), content(T,C).
total(C) :- lost(T), content(T,C).
"""


def told(tmp_path: Path, facts: str) -> set[str]:
    path = tmp_path / "text.lp"
    path.write_text(TEXT, encoding="utf-8")
    grounding = Grounding([path])
    grounding.ground(facts)
    return questions_that_tell(path, ("a", "b", "c"), [grounding], ("total",))


@pytest.mark.parametrize(
    ("facts", "which"),
    [
        ("context(1).", {"a"}),
        ("context(1). content(7,1). route(7,works).", {"a", "b"}),
        ("context(1). content(7,1). route(7,study).", {"a", "c"}),
        ("context(1). content(7,1). route(7,other).", {"a"}),
    ],
)
def test_only_what_can_fire_is_followed(facts: str, which: set[str], tmp_path: Path) -> None:
    assert told(tmp_path, facts) == which


@few
@given(st.data(), st.sampled_from(CITIES))
def test_no_question_is_left_out_that_changes_a_verdict(data: st.DataObject, city: str) -> None:
    case = case_from_mapping(data.draw(strategies.cases(city)))
    law = regulation_for(case, None, ())
    answers = declared_readings(law.file)
    base = {question: listed[0] for question, listed in answers.items()}
    plain = Batch(law, [case], Settings(base))
    before = plain.verdicts()[0], sorted(plain.grounding.rows("shortfall", 3), key=str)
    likely = questions_that_tell(law.file, answers, [plain.grounding], ("falls_short_by", "verdict"))
    if law.daily_reading is not None:
        # Under this answer the facts themselves are others.
        likely.add(law.daily_reading[0])
    for question in sorted(set(answers) - likely):
        for other in answers[question][1:]:
            batch = Batch(law, [case], Settings({**base, question: other}))
            assert (batch.verdicts()[0], sorted(batch.grounding.rows("shortfall", 3), key=str)) == before, question
