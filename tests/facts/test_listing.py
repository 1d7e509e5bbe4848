"""A case as a listing of facts: the same facts, with comments that no text can leave."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests import strategies
from xueshi.facts.listing import WIDTH, listing
from xueshi.facts.person import FactWriter
from xueshi.law.choose import regulation_for
from xueshi.messages import LANGS
from xueshi.model.case import Case, Leave, Record, Stated
from xueshi.read import case_from_mapping


def facts_of(text: str) -> list[str]:
    """Return the facts of a program, comments left out; clingo ends a line at a line feed alone."""
    lines = [line for line in text.split("\n") if not line.startswith("% ")]
    return sorted(f"{fact.strip()}." for line in lines for fact in line.split(".") if fact.strip())


@given(data=st.data())
def test_a_listing_holds_the_facts_of_the_case(data: st.DataObject) -> None:
    city = data.draw(st.sampled_from(["jining", "weihai"]))
    case = case_from_mapping(data.draw(strategies.cases(city)), "case", ())
    law, readings, strict = regulation_for(case), data.draw(strategies.readings(city)), data.draw(st.booleans())
    writer = FactWriter(law, readings, strict)
    writer.add(case)
    for lang in LANGS:
        text = listing(case, law, readings, strict=strict, encoding="asp/x.lp", lang=lang)
        assert facts_of(text) == facts_of(writer.text())
        assert all(len(line) <= WIDTH for line in text.split("\n") if not line.startswith("%"))
        assert not text.endswith("\n")


@given(st.text(min_size=1, max_size=30))
def test_no_text_leaves_its_comment(text: str) -> None:
    def case(word: str) -> Case:
        stated = Stated({"title": word, "work_id": word})
        return Case(word, "jining", 2024, (Record(word, "paper", stated),), (Leave(word, "illness", Stated()),))

    law = regulation_for(case("plain"))
    made, plain = (listing(case(word), law, {}, strict=False, encoding="x.lp") for word in (text, "plain"))
    assert facts_of(made) == facts_of(plain)
    assert made.isprintable() or set(made) - {"\n"} == {ch for ch in made if ch.isprintable()}
