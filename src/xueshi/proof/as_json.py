"""Proofs as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from xueshi.messages import Lang
from xueshi.proof.data import Finding, Outcome, Proof, Witness
from xueshi.proof.files import named
from xueshi.proof.wording import note, sentence, title
from xueshi.search.case_file import case_text, command


def proofs_json(proofs: Sequence[Proof], lang: Lang, roots: tuple[Path, ...]) -> dict[str, object]:
    """Return the JSON value of ``xueshi regulation verify --json``."""
    return {"regulations": [_proof(proof, lang, roots) for proof in proofs]}


def _proof(proof: Proof, lang: Lang, roots: tuple[Path, ...]) -> dict[str, object]:
    files = {id(one): name for one, name in named(proof)}
    bound = proof.bound

    def shown(one: Finding | Witness) -> dict[str, object]:
        entry: dict[str, object] = {"code": one.code, "says": sentence(one, lang), "params": dict(one.params)}
        if one.trial is not None:
            entry |= {
                "readings": dict(sorted(one.trial.readings.items())),
                "strict": one.trial.strict,
                "case": case_text(one.trial.case),
                "file": files[id(one)],
                "command": command(one.trial, files[id(one)], roots=roots),
            }
        return entry

    def finding(one: Finding) -> dict[str, object]:
        return {"status": one.status, **shown(one), "allowed": None if one.allowed is None else one.allowed[lang]}

    def outcome(one: Outcome) -> dict[str, object]:
        return {
            "property": one.about,
            "name": one.name or None,
            "says": title(one, lang),
            "holds": one.holds,
            "fails_under": sorted({f"{q}={a}" for f in one.findings for q, a in f.readings.items()}),
            "looked_at": one.looked_at,
            "of": one.of,
            "findings": [finding(each) for each in one.findings],
            "witnesses": [shown(each) for each in one.witnesses],
            "notes": [{"code": key, "says": note(key, params, lang), **params} for key, params in one.notes],
        }

    return {
        "regulation": proof.law.id,
        "bound": {
            "records": bound.records,
            "options": bound.options,
            "cases": bound.cases,
            "years": list(bound.years),
            "answers": bound.answers,
            "sectors": list(bound.sectors),
            "left_out": list(bound.left_out),
        },
        "holds": not proof.fails(strict_readings=False),
        "properties": [outcome(one) for one in proof.outcomes],
    }
