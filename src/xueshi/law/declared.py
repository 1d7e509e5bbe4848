"""What an encoding declares without any case: its readings and their answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from xueshi.law.regulation import Regulation, regulations
from xueshi.solver.grounding import Grounding


@cache
def grounded(file: Path) -> Grounding:
    """Return the encoding grounded over no facts."""
    grounding = Grounding([file])
    grounding.ground("staged.")
    return grounding


@cache
def declared_readings(file: Path) -> Mapping[str, tuple[str, ...]]:
    """Return the answers to each open question of the encoding, the default first."""
    answers: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for question, answer, place in grounded(file).rows("answer", 3):
        answers[str(question)].append((int(str(place)), str(answer)))
    return {question: tuple(answer for _, answer in sorted(listed)) for question, listed in sorted(answers.items())}


def accepted_readings(law: Regulation, roots: tuple[Path, ...] = ()) -> Mapping[str, tuple[str, ...]]:
    """Return the answers to each question that may be asked for under ``law``.

    Where one instrument counts in several ways (hours and points), the questions of each are known to all of them: what
    a question does not touch it leaves as it is.
    """
    answers: dict[str, tuple[str, ...]] = {}
    for other in regulations(roots):
        if (other.jurisdiction, other.instrument) == (law.jurisdiction, law.instrument):
            answers |= declared_readings(other.file)
    return answers | dict(declared_readings(law.file))
