"""What a replay found, as lines for people and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TypeVar

from xueshi.errors import BARE, STANDARD_INPUT, escaped
from xueshi.messages import Lang, section, text
from xueshi.receipt.canonical import canonical
from xueshi.receipt.compare import ABSENT, Change, FileChange
from xueshi.receipt.replay import CaseReplay, Replay, ThenAndNow

_T = TypeVar("_T")


def replay_text(replay: Replay, lang: Lang) -> str:
    """Return what a person reads: one line for the whole, then what was told of the whole and of each case."""
    return "\n".join(_lines(replay, lang))


def _lines(replay: Replay, lang: Lang) -> Iterator[str]:
    def say(key: str, **params: object) -> str:
        return text(lang, "receipt", key, **params)

    name = section(lang, "errors")["standard_input"] if replay.name == STANDARD_INPUT else escaped(replay.name, BARE)
    yield say(f"head.{'same' if replay.same else 'differs'}", file=name)
    if replay.broken:
        yield say("broken.receipt")
    for key, versions in (("program", replay.program), ("clingo", replay.clingo)):
        if versions.differ:
            yield say(f"versions.{key}", then=escaped(versions.then), now=versions.now)
    if replay.folders.differ:
        told = [escaped(", ".join(names), BARE) for names in (replay.folders.then, replay.folders.now)]
        then, now = (names or say("versions.no_folder") for names in told)
        yield say("versions.folders", then=then, now=now)
    for case in replay.cases:
        yield from _case(case, lang)


def _case(case: CaseReplay, lang: Lang) -> Iterator[str]:
    def say(key: str, **params: object) -> str:
        return text(lang, "receipt", key, **params)

    shown = {"person": str(case.person), "year": str(case.year), "regulation": case.regulation.then}
    head = say("case.head", **{name: escaped(value) for name, value in shown.items()})
    outcome = "differs_once" if len(case.changes) == 1 else "words_differ" if case.words_only else case.outcome
    yield say(f"case.{outcome}", case=head, n=len(case.changes))
    for line in _details(case, lang):
        yield f"  {line}"


def _details(case: CaseReplay, lang: Lang) -> Iterator[str]:
    def say(key: str, **params: object) -> str:
        return text(lang, "receipt", key, **params)

    yield from (say(f"broken.{part}") for part in case.broken)
    if case.regulation.differ:
        yield say("case.other_regulation", then=escaped(case.regulation.then), now=case.regulation.now)
    for part, files in (("law", case.law), ("vocabulary", case.vocabulary)):
        yield from (say(f"{part}.{change.fate}", file=escaped(change.file, BARE)) for change in files)
    for reading, answer in case.readings_gone:
        yield say("case.reading_gone", reading=escaped(reading), answer=escaped(answer))
    yield from (problem.render(lang) for problem in case.refused)
    yield from (_change(change, lang) for change in case.changes)


def _change(change: Change, lang: Lang) -> str:
    absent = section(lang, "receipt")["change.absent"]
    old, new = (absent if value is ABSENT else escaped(canonical(value), BARE) for value in (change.old, change.new))
    return text(lang, "receipt", "change.line", place=change.key, old=old, new=new)


def replay_json(replay: Replay, lang: Lang) -> dict[str, object]:
    """Return the JSON object of ``xueshi replay --json``.

    Args:
        lang: language of ``messages``, the only words in it.
    """
    return {
        "same": replay.same,
        "intact": not (replay.broken or any(case.broken for case in replay.cases)),
        "broken": ["receipt"] if replay.broken else [],
        "program": _versions(replay.program),
        "clingo": _versions(replay.clingo),
        "asp_path": _versions(replay.folders),
        "cases": [_case_json(case, lang) for case in replay.cases],
    }


def _case_json(case: CaseReplay, lang: Lang) -> dict[str, object]:
    return {
        "person": _printed(case.person),
        "year": _printed(case.year),
        "regulation": _versions(case.regulation),
        "outcome": case.outcome,
        "words_only": case.words_only,
        "broken": list(case.broken),
        "law": _files(case.law),
        "vocabulary": _files(case.vocabulary),
        "readings_gone": dict(case.readings_gone),
        "changes": [_change_json(change) for change in case.changes],
        "messages": [problem.render(lang) for problem in case.refused],
    }


def _versions(versions: ThenAndNow[_T]) -> dict[str, object]:
    return {"then": versions.then, "now": versions.now}


def _files(files: Sequence[FileChange]) -> list[object]:
    return [{"file": change.file, "change": change.fate} for change in files]


def _change_json(change: Change) -> dict[str, object]:
    """Return a change; ``old`` or ``new`` is left out where there is no value."""
    values = {"old": change.old, "new": change.new}
    return {"key": change.key} | {name: _printed(value) for name, value in values.items() if value is not ABSENT}


def _printed(value: object) -> object:
    """Return JSON data with a ``float`` for each decimal, as a result's own JSON has it."""
    if isinstance(value, Mapping):
        return {key: _printed(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_printed(item) for item in value]
    return float(value) if isinstance(value, Decimal) else value
