"""The cases of a comparison as case files, and the commands that judge them as they were judged."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from xueshi.comparison.finding import Finding, Findings
from xueshi.comparison.pair import Pair
from xueshi.comparison.side import Side
from xueshi.law.choose import regulation_for
from xueshi.search.case_file import case_text, command
from xueshi.search.judged import Trial


@dataclass(frozen=True)
class Judging:
    """One of the two judgements of a case.

    Attributes:
        file: name of the case file; both judgements may share it.
        text: what it holds.
        command: the command line; ``None`` where the encoding has no metadata that a command could find it by.
    """

    file: str
    text: str
    command: str | None


def names(findings: Findings) -> dict[int, str]:
    """Return a name for each case, by the identity of its finding: the first view or kind that it stands for."""
    found: dict[int, str] = {}
    for what, finding in findings.smallest:
        found.setdefault(id(finding), what)
    for kind in findings.kinds:
        for sort, one in (("credit", kind.credit), ("verdict", kind.verdict)):
            if one is not None:
                found.setdefault(id(one), f"{kind.kind}-{sort}")
    return found


def judgings(pair: Pair, finding: Finding, name: str, folder: str = "") -> tuple[Judging, Judging]:
    """Return how the two judge a case that is called ``name``.

    Args:
        folder: where the files lie.
    """
    texts = case_text(finding.trial.case), case_text(finding.other.case)
    alone = texts[0] == texts[1]
    made = []
    for side, trial, text in zip((pair.first, pair.second), (finding.trial, finding.other), texts, strict=True):
        file = f"{name}.yaml" if alone else f"{name}.{side.law.id}.yaml"
        made.append(Judging(file, text, _command(side, trial, str(Path(folder) / file))))
    return made[0], made[1]


def _command(side: Side, trial: Trial, file: str) -> str | None:
    if side.program is not None:
        return None
    judged = replace(trial, readings={**trial.readings, **side.readings})
    in_force = regulation_for(trial.case, None, side.roots)
    return command(judged, file, None if in_force.id == side.law.id else side.law.id, side.roots)


def every(pair: Pair, findings: Findings) -> Iterator[tuple[str, str]]:
    """Yield the name and the text of each case file."""
    by_name = names(findings)
    seen: set[str] = set()
    listed = [finding for _, finding in findings.smallest]
    listed += [one for kind in findings.kinds for one in (kind.credit, kind.verdict) if one is not None]
    for finding in listed:
        for judging in judgings(pair, finding, by_name[id(finding)]):
            if judging.file not in seen:
                seen.add(judging.file)
                yield judging.file, judging.text
