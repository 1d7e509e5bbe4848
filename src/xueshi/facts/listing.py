"""A case as a program of facts for people to read: grouped, with comments that say which number is what.

Only comments hold text of the case, and only escaped: no id can leave its comment.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from xueshi.errors import escaped
from xueshi.facts.person import FactWriter, PersonFacts
from xueshi.law.regulation import Regulation
from xueshi.model.case import Case
from xueshi.model.units import UNITS_PER_HOUR

WIDTH = 100
"""Columns of a line, where its facts allow."""

_STRING = r'"(?:[^"\\]|\\.)*"'
_FACT = re.compile(rf"[a-z_]\w*(?:\((?:[^()\"]|{_STRING}|\((?:[^()\"]|{_STRING})*\))*\))?\.(?=\s|$)")
_HEAD = re.compile(r"(\w+)\((\d+)(?:,(\d+))?")


def listing(case: Case, law: Regulation, readings: Mapping[str, str], *, strict: bool, encoding: str) -> str:
    """Return ``case`` as facts that run with the encoding of ``law`` alone.

    Args:
        readings: answers to open questions of the text, checked against the encoding's own.
        strict: take unstated facts as absent.
        encoding: the encoding's file as a command line would name it, for the comment at the top.

    Returns:
        Program text without a line break at its end; lines that begin with ``%`` are comments.
    """
    writer = FactWriter(law, readings, strict)
    person = writer.add(case)
    return "\n".join([*_head(case, law, readings, encoding, strict=strict), *_body(writer.lines, person)])


def _head(case: Case, law: Regulation, readings: Mapping[str, str], encoding: str, *, strict: bool) -> Iterator[str]:
    yield _comment(f"{_quoted(case.person)}, {case.jurisdiction} {case.year}, as facts for {law.id}.")
    yield _comment(f"clingo {encoding} FILE   (FILE: these lines) finds the best allocation.")
    yield _comment(
        f"Hours are in units of 1/{UNITS_PER_HOUR} hour.  Records and leaves are numbered in the order of their ids;"
    )
    yield _comment("what a record states is its content, and records that state the same share one.")
    if strict:
        yield _comment("strict: what is not stated counts as absent.")
    if readings:
        yield _comment(
            "readings: " + ", ".join(f"{reading} = {answer}" for reading, answer in sorted(readings.items()))
        )


def _body(lines: Iterable[str], person: PersonFacts) -> Iterator[str]:
    groups = _grouped(lines)
    yield from _block(f"the year {person.case.year}", groups.pop(("context", 0), []))
    yield from _block(f"the person {_quoted(person.case.person)}", groups.pop(("person", 0), []))
    first: dict[int, str] = {}
    for rank, (record, content) in enumerate(zip(person.records, person.contents, strict=True), 1):
        shared = first.setdefault(content, record.id)
        about = f"record {rank} is {_quoted(record.id)}, {record.kind}; its content is {content}"
        if shared != record.id:
            about += f", that of {_quoted(shared)}"
        if record.title:
            about += f"; {_quoted(record.title)}"
        facts = [*groups.pop(("content", content), []), *groups.pop(("record", rank), [])]
        yield from _block(about, facts)
    for index, leave in enumerate(person.leave, 1):
        yield from _block(f"leave {index} is {_quoted(leave.id)}, {leave.kind}", groups.pop(("leave", index), []))
    rest = [fact for facts in groups.values() for fact in facts]
    yield from _block("between records", rest)


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


def _quoted(text: str) -> str:
    return f"`{escaped(text)}`"


def _comment(text: str) -> str:
    # The blank keeps "%" from opening a comment of several lines, whatever the text begins with.
    return f"% {text}"
