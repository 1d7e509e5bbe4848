"""docs/readings.md, written from what the encodings declare and what ``answers.toml`` says of the answers.

``python -m tests.docs.write_readings`` writes the page anew.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from tests.docs.shown import ROOT
from tests.docs.tables import place, table
from xueshi.law.declared import declared_readings, grounded
from xueshi.law.regulation import Regulation, regulations
from xueshi.law.words import words

PAGE = ROOT / "docs" / "readings.md"
ANSWERS: Mapping[str, Mapping[str, str]] = tomllib.loads(
    (Path(__file__).parent / "answers.toml").read_text(encoding="utf-8")
)

HEAD = """\
# Readings: where a text can be read in more than one way

A **reading** is an open question of a regulation's text, with a few named answers of which one is the default. Every
result lists the readings in force; none is silent. `--reading ID=ANSWER`, repeated for several, answers otherwise; an
unknown id or answer is an error that lists the known ones:

    xueshi check facts/jining/maternity-2024.yaml --reading mat=threshold

In Python it is `xueshi.check(case, readings={"mat": "threshold"})`. Whether a verdict hangs on a reading,
`xueshi check CASE --all-readings` tells: it judges every combination that touches the case
([the result](results.md#every-reading)).

The defaults follow the ordinary usage of drafting: *more than* (超过) excludes its figure, *at least* (不少于) and
*at most* (不超过) include it; where a text is silent on fractions they stay exact; a limit without a period belongs to
the person's year, since hours are booked by the year. They are this program's choice, made with reasons; an office may
hold another view, and where it is known, that is the one to ask for.

This page is written from the encodings.
"""


class Reading(NamedTuple):
    """One open question of one regulation."""

    law: Regulation
    id: str
    clause: str
    question: str
    question_zh: str
    answers: tuple[str, ...]
    """The default first."""


def readings_of(law: Regulation) -> Iterator[Reading]:
    """Yield the open questions of a regulation by id."""
    said = words(law.file.parent)
    clauses = {str(question): str(clause) for question, clause in grounded(law.file).rows("question", 2)}
    for question, answers in declared_readings(law.file).items():
        en, zh = (said.say("question", question, lang) for lang in ("en", "zh"))
        yield Reading(law, question, clauses[question], en, zh, answers)


def page() -> str:
    """Return the page.

    Raises:
        KeyError: if ``answers.toml`` says nothing of a question or an answer that an encoding declares.
    """
    every = [reading for law in regulations() for reading in readings_of(law)]
    return "\n".join((HEAD, *_overview(every), *_meanings(every)))


def _overview(every: list[Reading]) -> Iterator[str]:
    yield "## By regulation\n"
    for law in dict.fromkeys(reading.law for reading in every):
        yield f"### {place(law)}: `{law.id}`\n"
        rows = (
            (
                f"[`{reading.id}`](#{_anchor(reading.id)})",
                reading.clause,
                reading.question,
                reading.question_zh,
                f"`{reading.answers[0]}`",
                ", ".join(f"`{answer}`" for answer in reading.answers[1:]),
            )
            for reading in every
            if reading.law == law
        )
        yield table("id | clause | open question | 问题 | default | other answers", rows)


def _meanings(every: list[Reading]) -> Iterator[str]:
    yield "## What the answers mean\n"
    by_id: dict[str, list[Reading]] = defaultdict(list)
    for reading in every:
        by_id[reading.id].append(reading)
    for id_, readings in sorted(by_id.items()):
        meaning = ANSWERS[id_]
        yield f"### {_title(id_)}\n"
        where = "; ".join(f"{place(reading.law)} {reading.clause}" for reading in readings)
        yield f"{meaning['ask']} ({where})\n"
        for answer in dict.fromkeys(answer for reading in readings for answer in reading.answers):
            of = [reading.law.id for reading in readings if reading.answers[0] == answer]
            shared = len(of) == len(readings)
            default = " (default)" if shared else f" (default of {', '.join(of)})" if of else ""
            yield f"- `{answer}`{default}: {meaning[answer]}"
        yield ""


def _title(id_: str) -> str:
    return f"Reading `{id_}`"


def _anchor(id_: str) -> str:
    return f"reading-{id_}"


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
