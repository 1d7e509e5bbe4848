"""Cases derived for tests of explanations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from hypothesis import settings

from xueshi.engine.judge import Settings
from xueshi.explain.derivation import Derivation, derive
from xueshi.messages import Lang
from xueshi.model.case import Case
from xueshi.read import case_from_mapping, read_case

FACTS = Path(__file__).resolve().parents[2] / "facts"

CITIES = ("jining", "weihai", "lishui", "gansu", "binzhou")

few = settings(max_examples=max(5, settings().max_examples // 20))
"""For properties of whole derivations, which take their time."""


def case_files() -> Iterator[Path]:
    """Yield the example cases of every jurisdiction."""
    for city in CITIES:
        yield from sorted((FACTS / city).glob("*.yaml"))


def named(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


def derived(
    case: Mapping[str, Any] | Case | Path,
    readings: Mapping[str, str] | None = None,
    *,
    strict: bool = False,
    lang: Lang = "en",
    roots: tuple[Path, ...] = (),
) -> Derivation:
    """Return the derivation of a case, a file or a mapping."""
    if isinstance(case, Path):
        read = read_case(case)
    else:
        read = case if isinstance(case, Case) else case_from_mapping(case, "case", roots)
    return derive(read, Settings(dict(readings or {}), strict, lang=lang, roots=roots))
