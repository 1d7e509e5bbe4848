"""The encodings that are shipped: every clause, rule, fact and answer is reached by a scenario."""

from __future__ import annotations

import pytest

from xueshi.coverage.cover import cover
from xueshi.coverage.wording import notes
from xueshi.law.regulation import Regulation, regulations
from xueshi.scenario.load import load

LAWS = [pytest.param(law, id=law.id) for law in regulations()]


@pytest.mark.parametrize("law", LAWS)
def test_all_is_covered(law: Regulation) -> None:
    found = cover(law, load(law))
    lacking = [
        f"{one.place()}: {one.text}: {'; '.join(notes(one, 'en'))}"
        for one in found.statements
        if one.beyond is None and one.found < len(one.items)
    ]
    assert not lacking
    assert not found.fails(1000)
    assert [(r.id, a.code) for r in found.readings for a in r.answers if not a.decides] == []
    assert not found.idle
    assert not found.unmeasured
    assert not found.reasons.missing
    assert all(len(statement.beyond or {"": ""}) for statement in found.statements)
    assert all(why in ("refused", "elsewhere") for _, why in found.skipped)
