"""An invented regulation of four clauses, and a few scenarios of which it is known what they reach."""

from __future__ import annotations

from pathlib import Path

from xueshi.law.paths import asp_root
from xueshi.law.regulation import Regulation, regulations

LAW = """\
#include "../core/core.lp".
subject(public,1).
subject(professional,2).

%@ clause 一
minimum(public,10,"一").

%@ clause 二
% Training by its hours, 40 a year, against a paper.
judged_as((training;conference),training).
clause(training,"二").
actual(training,professional).
requires(training,paper(attendance),document_missing,"二").
serves(attendance,(attendance_certificate;course_certificate)).
cap(training,40,"二").
under(training,professional,training).
record_warning(T,unfiled_hr_training,"二") :-
  route(T,training), says(T,organiser,hr_department), not says(T,filed,before).

%@ clause 三
judged_as(competition,contest).
clause(contest,"三").
table(contest,level,national,  public,20).
table(contest,level,provincial,public,10).
question("one","三").
answer("one","each",1).
answer("one","first",2).
one_only(T,contest,"三") :- route(T,contest), content(T,C), reading(C,"one","first").
question("idle","三").
answer("idle","so",1).
answer("idle","otherwise",2).

%@ clause 四
judged_as(computer_exam,exam).
clause(exam,"四").
row(two,2,5). row(three,3,6).
hours_of(K,H) :- row(K,H,_).
hours_of(K,H) :- row(K,_,H), K = four.
own(T,public,H*hour) :- route(T,exam), hours_of(two,H).
many(3).
record_warning(T,days_dropped,"四") :- route(T,exam), measure(T,modules,N), many(M), N >= M.

%@ clause 五
judged_as(patent,patent).
clause(patent,"五").
"""

METADATA = """\
id = "small-2024"
instrument = "小字〔2024〕1号"
title.zh = "小市2024年通知"
title.en = "Small 2024: notice"
in_force = ["2024-01-01", "2024-12-31"]
"""

SCENARIOS = """\
regulation: small-2024
clause: 二, 三, 四
about: what the tests of coverage know to be reached
case: {person: A, jurisdiction: small, year: 2024, sector: engineering}
scenarios:
  - name: training of <hours> hours
    given: {records: [{id: t, kind: training, hours: <hours>, organiser: hr_department, filed: before,
                       evidence: [attendance_certificate]}]}
    expect: {credited: {professional: <hours>}}
    rows: [[hours], [30], [40]]
  - name: training without a paper
    given: {records: [{id: t, kind: training, hours: 8, evidence: []}]}
    expect: {credited: {professional: 0}}
  - name: two competitions, read <one>
    readings: {one: <one>}
    given: {records: [{id: k1, kind: competition, level: national}, {id: k2, kind: competition, level: national}]}
    expect: {credited: {public: <hours>}}
    rows: [[one, hours], [each, 40], [first, 20]]
  - name: nothing turns on the other reading
    readings: {idle: otherwise}
    given: {records: [{id: k1, kind: competition, level: national}]}
    expect: {credited: {public: 20}}
  - name: three modules
    given: {records: [{id: e, kind: computer_exam, modules: 3}]}
    expect: {credited: {public: 2}}
  - name: a case that is refused
    given: {records: [{id: e, kind: no_such_kind}]}
    expect: {error: [no_such_kind]}
"""


def small_law(root: Path, *, law: str = LAW, metadata: str = METADATA, scenarios: str = SCENARIOS) -> Regulation:
    """Write the regulation below ``root`` and return it."""
    folder = root / "small"
    (folder / "scenarios").mkdir(parents=True)
    (root / "core").symlink_to(asp_root() / "core")
    (folder / "small-2024.lp").write_text(law, encoding="utf-8")
    (folder / "small-2024.toml").write_text(metadata, encoding="utf-8")
    (folder / "scenarios" / "all.yaml").write_text(scenarios, encoding="utf-8")
    return next(one for one in regulations((root,)) if one.id == "small-2024")
