"""The smallest case on which two versions of an encoding differ."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.search.versions import law, version
from xueshi.search.contents import Contents
from xueshi.search.distinguish import distinguish
from xueshi.search.judged import outcome

JINING = law("jining-2024")


def test_one_record_shows_another_figure(tmp_path: Path) -> None:
    # A provincial competition for 21 professional hours instead of 20.
    other = version(JINING, tmp_path, "level,provincial,professional,20)", "level,provincial,professional,21)")
    found = distinguish(JINING, other, view=outcome, records=1).difference
    assert found is not None
    assert found.first is not None
    assert found.second is not None
    (record,) = found.trial.case.records
    assert (record.kind, dict(record.stated)) == ("competition", {"level": "provincial"})
    assert (found.first.credited["professional"], found.second.credited["professional"]) == (20 * 9000, 21 * 9000)


def test_a_cap_shows_where_it_is_exceeded(tmp_path: Path) -> None:
    # Works: 30 hours a year; one record reaches that where a sector's rule gives it more.
    other = version(JINING, tmp_path, "cap(works,30,", "cap(works,29,")
    found = distinguish(JINING, other, view=outcome, records=1, readings=False).difference
    assert found is not None
    assert found.first is not None
    assert found.second is not None
    (record,) = found.trial.case.records
    assert set(record.stated) == {"sector_rule"}
    assert (found.first.credited["professional"], found.second.credited["professional"]) == (30 * 9000, 29 * 9000)


def test_the_same_text_in_another_order_is_judged_alike(tmp_path: Path) -> None:
    old = "subject(public,1).\nsubject(professional,2).\n"
    other = version(JINING, tmp_path, old, "".join(reversed(old.splitlines(keepends=True))))
    found = distinguish(JINING, other, records=0, readings=False)
    assert found.difference is None
    assert found.bound.proven
    assert found.bound.cases > 0


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        # 附件1 二(5): whom nobody invited is no expert.
        ('requires(expert_service,yes(invited),not_invited,"附件1 二(5)").', "", "expert_service"),
        # 附件1 一(2): grade B of the examination.
        ("grade,b,public,20)", "grade,b,professional,20)", "language_exam"),
    ],
)
def test_the_solver_names_the_record_that_says_least(tmp_path: Path, old: str, new: str, kind: str) -> None:
    looked = Contents(JINING, version(JINING, tmp_path, old, new), 2024)
    found = next(looked.find(1))
    assert found.record.kind == kind
    assert len(found.record.stated) <= 1
    assert not found.readings
