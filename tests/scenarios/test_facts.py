"""The realistic cases of facts/ against the figures computed by hand (facts/expected.yaml)."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import Field, TypeAdapter

from tests.scenarios.judging import verify
from xueshi.read import parse
from xueshi.scenario.model import Expect, Strict, Text

FACTS = Path(__file__).resolve().parents[2] / "facts"
EXPECTED = FACTS / "expected.yaml"
CASES = sorted(path.relative_to(FACTS).as_posix() for path in FACTS.glob("*/*.yaml"))


class Judgement(Strict):
    """One way of judging a facts file and what comes of it."""

    readings: dict[str, Text] = Field(default_factory=dict)
    strict: bool = False
    expect: Expect


JUDGEMENTS = TypeAdapter(dict[str, list[Judgement]]).validate_python(
    parse(EXPECTED.read_text(encoding="utf-8"), EXPECTED.name)
)


def test_every_case_has_figures() -> None:
    assert sorted(JUDGEMENTS) == CASES


def test_readme_lists_every_case() -> None:
    readme = (FACTS / "README.md").read_text(encoding="utf-8")
    assert [name for name in CASES if f"`{name}`" not in readme] == []


def _how(judgement: Judgement) -> str:
    chosen = [f"{reading}={answer}" for reading, answer in judgement.readings.items()]
    return ", ".join(chosen + ["strictly"] * judgement.strict) or "as stated"


@pytest.mark.parametrize(
    ("name", "judgement"),
    [
        pytest.param(name, judgement, id=f"{name}: {_how(judgement)}")
        for name, judgements in JUDGEMENTS.items()
        for judgement in judgements
    ],
)
def test_figures(name: str, judgement: Judgement) -> None:
    case = parse((FACTS / name).read_text(encoding="utf-8"), name)
    assert isinstance(case, dict)
    verify(name, case, judgement.expect, readings=judgement.readings, strict=judgement.strict)
