"""An encoding whose defaults are answers that were chosen, as a file: what the solver compares two readings by."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from xueshi.law.declared import declared_readings
from xueshi.solver.sources import source_files

_INCLUDE = re.compile(r'#include\s+"([^"]+)"\s*\.')
_ANSWER = re.compile(r'\banswer\(\s*"([^"]+)"\s*,\s*"([^"]+)"\s*,\s*(\d+)\s*\)')


@contextmanager
def answered(file: Path, readings: Mapping[str, str]) -> Iterator[Path | None]:
    """Give an encoding like ``file`` in which ``readings`` are the defaults.

    It is ``file`` itself where nothing is chosen, and ``None`` where the answers are written in another form than as
    single facts, so that they cannot be put in another order.
    """
    wanted = {question: (answers[0], readings[question]) for question, answers in _chosen(file, readings)}
    if not wanted:
        yield file
        return
    with TemporaryDirectory(prefix="xueshi-diff-") as folder:
        own = sorted(path.resolve() for path in source_files(file) if path.parent.name != "core")
        copies = {path: Path(folder) / f"{number}-{path.name}" for number, path in enumerate(own)}
        for path, copy in copies.items():
            copy.write_text(_rewritten(path, copies, wanted), encoding="utf-8")
        made = copies[file.resolve()]
        now = declared_readings(made)
        yield made if all(now[question][0] == answer for question, answer in readings.items()) else None


def _chosen(file: Path, readings: Mapping[str, str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for question, answers in declared_readings(file).items():
        if question in readings and readings[question] != answers[0]:
            yield question, answers


def _rewritten(path: Path, copies: Mapping[Path, Path], wanted: Mapping[str, tuple[str, str]]) -> str:
    """Return the text of ``path`` with the chosen answers in the places of the defaults, including the copies."""
    text = path.read_text(encoding="utf-8")
    places = {(q, a): n for q, a, n in _ANSWER.findall(text)}

    def answer(found: re.Match[str]) -> str:
        question, code, place = found.groups()
        if question in wanted and code in wanted[question]:
            default, chosen = wanted[question]
            place = places.get((question, chosen if code == default else default), place)
        return f'answer("{question}","{code}",{place})'

    def include(found: re.Match[str]) -> str:
        target = (path.parent / found[1]).resolve()
        return f'#include "{copies.get(target, target).as_posix()}".'

    return _INCLUDE.sub(include, _ANSWER.sub(answer, text))
