"""An invented city, small enough to be proven in a moment, and the slips that a proof must find in it."""

from __future__ import annotations

from pathlib import Path

from xueshi.law.paths import asp_root
from xueshi.law.regulation import Regulation, regulations

_METADATA = """
id = "{name}-2020"
instrument = "试验市〔2020〕1号"
title.zh = "试验市规定"
title.en = "The rules of a city for trials"
in_force = ["2020-01-01", "2020-12-31"]
"""

RULES = """
#include "{core}/core.lp".
subject(public,1).
subject(professional,2).
minimum(public,10,"1").
minimum(professional,20,"1").
requires(every,yes(registered),not_registered,"1").

judged_as(training,training).
clause(training,"2").
actual(training,professional).
cap(training,15,"2").
under(training,professional,training).

judged_as(language_exam,language).
clause(language,"3").
table(language,grade,a,public,8).
table(language,grade,b,public,5).

judged_as(self_study_exam,courses).
clause(courses,"4").
band(1,2,5).
band(3,4,9).
own(T,professional,H*hour) :- route(T,courses), measure(T,courses,N), band(A,B,H), A <= N, N <= B.
"""


def city(folder: Path, *, more: str = "", without: str = "", properties: str = "", name: str = "trial") -> Regulation:
    """Write the city under ``folder``, with ``more`` rules and without one; return its regulation."""
    place = folder / name
    place.mkdir(parents=True)
    rules = RULES.format(core=(asp_root() / "core").as_posix())
    assert without in rules
    (place / f"{name}-2020.lp").write_text(rules.replace(without, "") + more, encoding="utf-8")
    (place / f"{name}-2020.toml").write_text(_METADATA.format(name=name), encoding="utf-8")
    if properties:
        (place / f"{name}-2020.properties.lp").write_text(properties, encoding="utf-8")
    return next(law for law in regulations((folder,)) if law.id == f"{name}-2020")
