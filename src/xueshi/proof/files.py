"""Counterexamples and witnesses as case files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from xueshi.messages import Lang
from xueshi.proof.data import Finding, Proof, Witness
from xueshi.proof.wording import sentence
from xueshi.search.case_file import case_text, command

MARK = "# xueshi regulation verify"
"""How each file begins; one that begins otherwise is not replaced."""


def named(proof: Proof) -> Iterator[tuple[Finding | Witness, str]]:
    """Yield what has a case, with the name of its file."""
    met: dict[str, int] = {}
    for outcome in proof.outcomes:
        shown: tuple[Finding | Witness, ...] = (*outcome.findings, *outcome.witnesses)
        for one in shown:
            if one.trial is None:
                continue
            words = [one.about, *([] if one.about == one.code else [one.code])]
            if one.about == "reasons":
                words = [one.about, one.params["reason"]]
            elif one.about == "readings":
                words = [one.about]
            words += [f"{question}-{answer}" for question, answer in sorted(one.trial.readings.items())]
            name = re.sub(r"[^\w-]", "_", "-".join(words))
            met[name] = met.get(name, 0) + 1
            yield one, f"{name}{'' if met[name] == 1 else f'-{met[name]}'}.yaml"


def content(one: Finding | Witness, proof: Proof, name: str, lang: Lang, roots: tuple[Path, ...]) -> str:
    """Return the file of a case: what it shows and how it is judged, then the case."""
    assert one.trial is not None
    lines = [f"{MARK} {proof.law.id}", f"# {sentence(one, lang)}", f"# {command(one.trial, name, roots=roots)}"]
    return "\n".join(lines) + "\n" + case_text(one.trial.case)
