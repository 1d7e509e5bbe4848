"""An invented city with two scenarios: one on its cap and one on its minimum."""

from __future__ import annotations

from pathlib import Path

from xueshi.law.paths import asp_root

ENCODING = """#include "{core}/core.lp".
#include "study.lp".
subject(public,1).
subject(professional,2).

%@ clause 1
minimum(professional,24,"1").
"""

STUDY = """%@ clause 2
judged_as((training;conference),study).
clause(study,"2").
actual(study,professional).
cap(study,20,"2").
under(study,professional,study).
"""

METADATA = """id = "doll-2025"
instrument = "玩偶城〔2025〕1号"
title.zh = "玩偶城规定"
title.en = "Rules of a doll's city"
in_force = ["2025-01-01", "2025-12-31"]
"""

SCENARIOS = """regulation: doll-2025
clause: "2"
about: Training counts by its hours, 20 a year at most.
case: {person: P, jurisdiction: doll, year: 2025}
scenarios:
  - name: <hours> hours of training give <credited>
    given:
      records: [{id: t, kind: training, hours: <hours>}]
    expect:
      credited: {professional: <credited>}
    rows:
      - [hours, credited]
      - [5, 5]
      - [21, 20]
"""


def city(root: Path, *, scenarios: str = SCENARIOS) -> Path:
    """Write the city and return the folder to add to the others."""
    folder = root / "doll"
    (folder / "scenarios").mkdir(parents=True)
    (folder / "doll-2025.lp").write_text(
        ENCODING.format(core=(asp_root() / "core").resolve().as_posix()), encoding="utf-8"
    )
    (folder / "study.lp").write_text(STUDY, encoding="utf-8")
    (folder / "doll-2025.toml").write_text(METADATA, encoding="utf-8")
    (folder / "scenarios" / "study.yaml").write_text(scenarios, encoding="utf-8")
    for lang in ("en", "zh"):
        head = f'msgid ""\nmsgstr ""\n"Language: {lang}\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        words = 'msgctxt "cap"\nmsgid "study"\nmsgstr "study"\n\nmsgctxt "route"\nmsgid "study"\nmsgstr "study"\n'
        (folder / f"words.{lang}.po").write_text(head + words, encoding="utf-8")
    return root
