"""Find what cases reach of an encoding."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from xueshi.coverage.beyond import declared_beyond
from xueshi.coverage.figures import Coverage
from xueshi.coverage.flipped import readings_of
from xueshi.coverage.judged import Judge, given_cases
from xueshi.coverage.occurred import kinds, reasons
from xueshi.coverage.statements import Found, Maker
from xueshi.coverage.years import OverYears
from xueshi.law.declared import declared_readings, grounded
from xueshi.law.paths import asp_root
from xueshi.law.regulation import Regulation
from xueshi.law.vocabulary import vocabulary
from xueshi.model.case import Case
from xueshi.scenario.cases import Scenario
from xueshi.solver.measured import measured
from xueshi.solver.measuring import Measuring, Use

ASPECTS = Path(__file__).with_name("aspects.lp")
"""What is looked for beside whether a statement is used."""


def cover(
    law: Regulation,
    scenarios: Sequence[Scenario],
    cases: Sequence[Case] = (),
    roots: tuple[Path, ...] = (),
    *,
    core: bool = False,
) -> Coverage:
    """Return what ``scenarios`` and ``cases`` reach of the encoding of ``law``.

    Args:
        core: also tell of the vocabulary's rules about cases, as far as they are not switched off because the engine
            chooses.

    Raises:
        EncodingError: if the encoding is at fault.
        LawError: if a file beside it is.
        TimeLimitReached: if the choice of a case cannot be proven in time.
    """
    known = vocabulary(law.file.parent)
    # What a case states of its year and its readings; and what is the law's to say, whether it says it or not.
    of_the_year = {
        signature
        for signature, one in known.items()
        if one.role == "law" or (one.role == "input" and one.arguments and one.arguments[0].sort == "context")
    }
    program = measured(law.file, (law.file.parent.parent / "core", asp_root() / "core"), of_the_year)
    measuring = Measuring(program, ASPECTS.read_text(encoding="utf-8"), whole=core)
    given, skipped = given_cases(law, scenarios, cases, roots)
    judge = Judge(law, roots)
    judged = judge.judge(given, keep=True)
    skipped += [(place, "refused") for place in judge.refused]
    use = Use()
    for grounding in judge.groundings:
        measuring.measure(grounding, use)
    clauses = {str(question): str(clause) for question, clause in grounded(law.file).rows("question", 2)}
    answers = declared_readings(law.file)
    readings = readings_of(judge, [judged[n] for n in sorted(judged)], answers, clauses, OverYears(law, roots))
    beyond = declared_beyond(law, program)
    made = Maker(Found(measuring, use, judge.groundings, readings, known))
    statements = tuple(made.statements(beyond, core=core))
    return Coverage(
        law=law,
        files=program.files,
        scenarios=sum(one.place != one.case.name for one in given),
        cases=sum(one.place == one.case.name for one in given),
        skipped=tuple(sorted(skipped)),
        statements=tuple(one for one in statements if one.own),
        core=tuple(one for one in statements if not one.own),
        readings=readings,
        kinds=kinds(program, known, [one.given.case for one in judged.values()]),
        reasons=reasons(program, known, judge.groundings),
        unmeasured=tuple(f"{one.place.file.as_posix()}:{one.place.line}" for one in program.unmeasured if one.own),
        idle=tuple(
            text
            for text in beyond
            if not any(one.text == text and one.own and not any(i.covered for i in one.items) for one in statements)
        ),
    )
