"""What is said of a statement, in either language."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from xueshi.coverage.figures import Aspect, Coverage, Covered, Item, Reading
from xueshi.messages import Lang, text

SECTION = "coverage"


def say(lang: Lang, key: str, **params: object) -> str:
    """Return a template of the section, filled."""
    return text(lang, SECTION, key, **params)


def comma(lang: Lang, parts: Iterable[str]) -> str:
    """Return a list in words."""
    return say(lang, "comma").join(parts)


def notes(statement: Covered, lang: Lang) -> list[str]:
    """Return what is missing of a statement; nothing where all of it was seen."""
    if statement.beyond is not None:
        return [say(lang, "beyond_because", reason=statement.beyond[lang])]
    return [*_uncovered(statement, lang), *_unseen(statement, lang)]


def use_of(statement: Covered, lang: Lang) -> str:
    """Return how often a statement fired, or that it was used; empty where it was not."""
    times = [item.times for item in statement.items if item.times is not None]
    if sum(times):
        return say(lang, "fired", times=sum(times))
    return say(lang, "used") if statement.found else ""


def _uncovered(statement: Covered, lang: Lang) -> Iterator[str]:
    lost = [item for item in statement.items if not item.covered]
    if not lost:
        return
    if len(statement.items) == 1:
        yield why(lost[0], lang)
        return
    if statement.is_fact:
        missing = comma(lang, (item.text for item in lost))
        yield say(lang, "items", found=statement.found, of=len(statement.items), missing=missing)
        return
    yield say(lang, "items", found=statement.found, of=len(statement.items), missing=len(lost))
    for item in lost:
        yield f"{item.text}  {why(item, lang)}"


def why(item: Item, lang: Lang) -> str:
    """Return why a fact or rule is not covered."""
    blocked = item.blocked
    if blocked is None:
        return say(lang, "answer_idle" if item.is_answer else "fact_unused")
    if not blocked.by:
        return say(lang, "blocked_unused")
    key = "blocked" if blocked.literals else "blocked_first"
    return say(lang, key, literals=blocked.literals, times=blocked.times, by=blocked.by)


def _unseen(statement: Covered, lang: Lang) -> Iterator[str]:
    several = len(statement.items) > 1
    for item in statement.items:
        for aspect in item.aspects if item.covered else ():
            if aspect.missing:
                yield unseen(aspect, item.text if several and not aspect.what else "", lang)


def unseen(aspect: Aspect, where: str, lang: Lang) -> str:
    """Return which sides of an aspect nobody saw."""
    what = " ".join(filter(None, [say(lang, f"this.{aspect.group}"), aspect.what or where]))
    return say(lang, "never", what=what, sides=comma(lang, (say(lang, f"side.{side}") for side in aspect.missing)))


def reading_lines(reading: Reading, lang: Lang, *, every: bool) -> Iterator[str]:
    """Yield a line for each answer, or for those that decide nothing."""
    for answer in reading.answers:
        key = "decides" if answer.decides else "decides_nothing" if answer.chosen else "never_chosen"
        if every or not answer.decides:
            place = shown_place(answer.decides)
            yield say(lang, key, answer=f"{reading.id}={answer.code}", place=place, chosen=answer.chosen)


def shown(path: Path) -> str:
    """Return a path as seen from here, where that is shorter."""
    return shown_place(path.as_posix())


def shown_place(place: str) -> str:
    """Return a place as seen from the folder in which the program runs."""
    here = f"{Path.cwd().as_posix()}/"
    return os.path.normpath(place).replace(os.sep, "/").removeprefix(here) if place else ""


def place_of(statement: Covered) -> str:
    """Return a statement's file and line."""
    return shown_place(statement.place())


def sorted_clauses(coverage: Coverage) -> list[str]:
    """Return the clauses in the order of the encoding; what stands without one comes last."""
    return sorted(coverage.clauses, key=lambda clause: clause == "")
