"""A case as a program of facts for people to read: grouped, with comments that say which number is what.

Only comments hold text of the case, and only escaped: no id can leave its comment.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from xueshi.errors import escaped
from xueshi.facts.person import FactWriter, PersonFacts
from xueshi.law.regulation import Regulation
from xueshi.messages import Lang, text
from xueshi.model.case import Case
from xueshi.model.units import UNITS_PER_HOUR

WIDTH = 100
"""Columns of a line, where its facts allow."""

_STRING = r'"(?:[^"\\]|\\.)*"'
_FACT = re.compile(rf"[a-z_]\w*(?:\((?:[^()\"]|{_STRING}|\((?:[^()\"]|{_STRING})*\))*\))?\.(?=\s|$)")
_HEAD = re.compile(r"(\w+)\((\d+)(?:,(\d+))?")


def listing(
    case: Case, law: Regulation, readings: Mapping[str, str], *, strict: bool, encoding: str, lang: Lang = "en"
) -> str:
    """Return ``case`` as facts that run with the encoding of ``law`` alone.

    Args:
        readings: answers to open questions of the text, checked against the encoding's own.
        strict: take unstated facts as absent.
        encoding: the encoding's file as a command line would name it, for the comment at the top.
        lang: language of the comments.

    Returns:
        Program text without a line break at its end; lines that begin with ``%`` are comments.
    """
    writer = FactWriter(law, readings, strict)
    person = writer.add(case)
    say = partial(text, lang, "facts")
    head = [say("case", person=_quoted(case.person), jurisdiction=case.jurisdiction, year=case.year, regulation=law.id)]
    head += [say("run", encoding=encoding), say("units", units=UNITS_PER_HOUR), say("contents")]
    if strict:
        head.append(say("strict"))
    if readings:
        chosen = ", ".join(f"{reading} = {answer}" for reading, answer in sorted(readings.items()))
        head.append(say("readings", readings=chosen))
    return "\n".join([*map(_comment, head), *_body(writer.lines, person, say)])


def _body(lines: Iterable[str], person: PersonFacts, say: Callable[..., str]) -> Iterator[str]:
    groups = _grouped(lines)
    yield from _block(say("year", year=person.case.year), groups["context", 0])
    yield from _block(say("person", person=_quoted(person.case.person)), groups["person", 0])
    first: dict[int, str] = {}
    for rank, (record, content) in enumerate(zip(person.records, person.contents, strict=True), 1):
        shared = first.setdefault(content, record.id)
        facts = [*(groups["content", content] if shared == record.id else ()), *groups["record", rank]]
        about = say("record", rank=rank, id=_quoted(record.id), kind=record.kind, content=content)
        if shared != record.id:
            about = say("shared", said=about, id=_quoted(shared))
        if record.title:
            about = say("titled", said=about, title=_quoted(record.title))
        yield from _block(about, facts)
    for index, leave in enumerate(person.leave, 1):
        yield from _block(say("leave", index=index, id=_quoted(leave.id), kind=leave.kind), groups["leave", index])


def _grouped(lines: Iterable[str]) -> dict[tuple[str, int], list[str]]:
    """Return the facts by what they are about.  A line of the writer holds one context, one content, or one person."""
    groups: dict[tuple[str, int], list[str]] = defaultdict(list)
    for line in lines:
        facts = _FACT.findall(line)
        head = _HEAD.match(line)
        assert head is not None
        about = head.group(1)
        for fact in facts:
            groups[_place(about, fact)].append(fact)
    return groups


def _place(about: str, fact: str) -> tuple[str, int]:
    found = _HEAD.match(fact)
    assert found is not None
    name, first, second = found.groups()
    if about == "context":
        return about, 0
    if about == "content":
        return about, int(first)
    if name.startswith("leave"):
        return "leave", int(second or 0)
    if name in ("holds", "rank", "work", "overlaps"):
        return "record", int(second or 0)
    return "person", 0


def _block(about: str, facts: list[str]) -> Iterator[str]:
    if not facts:
        return
    yield ""
    yield _comment(about)
    line = ""
    for fact in facts:
        if line and len(line) + 1 + len(fact) > WIDTH:
            yield line
            line = ""
        line = f"{line} {fact}" if line else fact
    yield line


def _quoted(free: str) -> str:
    return f"`{escaped(free)}`"


def _comment(said: str) -> str:
    # The blank keeps "%" from opening a comment of several lines, whatever is said.
    return f"% {said}"
