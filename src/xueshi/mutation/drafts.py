"""Scenarios to be judged by a person: a case that tells a mutant from the original, and what the original gives.

A draft says what the encoding gives, not what the text says; it becomes a scenario when somebody has confirmed it from
the text and moved it to the others.  That is why it is never written among them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from xueshi.messages import Lang, text
from xueshi.mutation.outcome import Outcome, Witness
from xueshi.mutation.report import Part
from xueshi.scenario.written import as_yaml

ENDING = ".yaml"


def witness_form(witness: Witness) -> dict[str, object]:
    """Return a witness as plain values."""
    return {
        "regulation": witness.regulation,
        "case": dict(witness.case),
        "readings": dict(witness.readings),
        "strict": witness.strict,
        "expect": dict(witness.expect),
        "mutant": dict(witness.other),
    }


def witness_text(witness: Witness, lang: Lang) -> str:
    """Return a witness as a case file that ``xueshi check`` accepts, under comments that tell how to judge it."""
    options = [f"--reading {reading}={answer}" for reading, answer in witness.readings.items()]
    if witness.strict:
        options.append("--strict")
    said = [text(lang, "mutation", "options", options=" ".join(options))] if options else []
    return "\n".join([*(f"# {line}" for line in (*said, *_apart(witness, lang))), as_yaml(witness.case).rstrip("\n")])


def _apart(witness: Witness, lang: Lang) -> Iterator[str]:
    """Yield what differs, a line each."""
    ours, theirs = dict(_leaves("", witness.expect)), dict(_leaves("", witness.other))
    none = text(lang, "mutation", "nothing")
    for where in dict.fromkeys((*ours, *theirs)):
        one, other = (_plain(leaves[where]) if where in leaves else none for leaves in (ours, theirs))
        if one != other:
            yield text(lang, "mutation", "apart", where=where, one=one, other=other)


def _leaves(where: str, value: object) -> Iterator[tuple[str, object]]:
    """Yield what stands in a mapping, each with the keys that lead there."""
    if isinstance(value, Mapping) and value:
        for key, inner in value.items():
            yield from _leaves(f"{where}.{key}" if where else str(key), inner)
    else:
        yield where, value


def _plain(value: object) -> str:
    """Return a value as scenarios write it, on one line."""
    if value is None or isinstance(value, bool):
        return "null" if value is None else str(value).lower()
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_plain(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_plain, value)) + "]"
    return str(value)


def drafts(part: Part, lang: Lang) -> Iterator[tuple[Path, str]]:
    """Yield name and text of a draft for each mutant of ``part`` that survived with a case."""
    for outcome in part.outcomes:
        if outcome.status == "survived" and outcome.witness is not None:
            yield _name(part, outcome), draft(part, outcome, outcome.witness, lang)


def _name(part: Part, outcome: Outcome) -> Path:
    mutant = outcome.mutant
    told = hashlib.sha256(f"{mutant.operator}\n{mutant.before}\n{mutant.after}".encode()).hexdigest()[:8]
    return Path(part.law.jurisdiction) / f"{mutant.file.stem}-{mutant.line}-{mutant.operator}-{told}{ENDING}"


def draft(part: Part, outcome: Outcome, witness: Witness, lang: Lang) -> str:
    """Return the text of a scenario file for one mutant."""

    def say(key: str, **params: object) -> str:
        return text(lang, "mutation", key, **params)

    mutant = outcome.mutant
    head = [
        say("draft.head"),
        say("draft.mutant", place=part.place(outcome), operator=say(f"operator.{mutant.operator}")),
        f"- {mutant.before}",
        f"+ {mutant.after or say('nothing')}",
        *_apart(witness, lang),
    ]
    frame = ("person", "jurisdiction", "year")
    case = {key: witness.case[key] for key in frame}
    given = {key: value for key, value in witness.case.items() if key not in frame}
    entry: dict[str, object] = {"name": say("draft.name", place=part.place(outcome), operator=mutant.operator)}
    if witness.readings:
        entry["readings"] = dict(witness.readings)
    if witness.strict:
        entry["strict"] = True
    body = {
        "regulation": witness.regulation,
        "clause": ", ".join(mutant.clauses) or "-",
        "about": say("draft.about"),
        "case": case,
        "scenarios": [{**entry, "given": given, "expect": dict(witness.expect)}],
    }
    return "\n".join(f"# {line}" for line in head) + "\n" + as_yaml(body)
