"""Two versions of an invented city, and a second city beside it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from xueshi.law.paths import asp_root

ENCODING = """#include "{core}/core.lp".
subject(public,1).
subject(professional,2).

%@ clause 1
minimum(professional,24,"1").

%@ clause 2
judged_as((training;conference),study).
clause(study,"2").
actual(study,professional).
cap(study,20,"2").
under(study,professional,study).
question("proof","2").
answer("proof","needed",1).
answer("proof","waived",2).
requires(study,own(proof),document_missing,"2").
met(T,own(proof)) :- route(T,study), not says(T,passed,no).
met(T,own(proof)) :- route(T,study), content(T,C), reading(C,"proof","waived").

%@ clause 3
judged_as(expert_service,service).
clause(service,"3").
actual(service,professional).

%@ clause 4
judged_as(competition,contest).
clause(contest,"4").
table(contest,level,county,professional,6).
"""

METADATA = """id = "{id}"
instrument = "{id}"
title.zh = "{id}"
title.en = "{id}"
in_force = ["{first}-01-01", "{first}-12-31"]
"""


def town(root: Path, name: str, *, year: int = 2025, changes: Mapping[str, str] | None = None) -> Path:
    """Write the folder of a city that differs from the common text by ``changes``; return its encoding."""
    text = ENCODING
    for old, new in (changes or {}).items():
        assert old in text
        text = text.replace(old, new)
    folder = root / name
    folder.mkdir(parents=True)
    file = folder / f"{name}-2025.lp"
    file.write_text(text.replace("{core}", (asp_root() / "core").resolve().as_posix()), encoding="utf-8")
    file.with_suffix(".toml").write_text(METADATA.format(id=file.stem, first=year), encoding="utf-8")
    for lang in ("en", "zh"):
        head = f'msgid ""\nmsgstr ""\n"Language: {lang}\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        entries = [
            ("cap", "study"),
            ("route", "study"),
            ("route", "service"),
            ("route", "contest"),
            ("question", "proof"),
            ("fact", "proof"),
        ]
        words = "".join(f'msgctxt "{kind}"\nmsgid "{code}"\nmsgstr "{code}"\n\n' for kind, code in entries)
        (folder / f"words.{lang}.po").write_text(head + words, encoding="utf-8")
    return file
