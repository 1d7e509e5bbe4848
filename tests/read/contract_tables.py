"""The tables of docs/records.md, written from the declared kinds.

``python -m tests.read.contract_tables`` writes them anew between the marks of the page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path

from xueshi.model.kinds import Field, Term, Terms, catalogue

PAGE = Path(__file__).parents[2] / "docs" / "records.md"
DECLARED = catalogue(None)
_BLOCK = re.compile(r"(<!-- table: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def page_with_tables(page: str) -> str:
    """Return the page with each marked table written anew."""
    return _BLOCK.sub(lambda found: f"{found[1]}\n{TABLES[found[2]]()}\n{found[3]}", page)


def _table(head: str, rows: Iterable[tuple[str, ...]]) -> str:
    columns = head.split("|")
    lines = [columns, ["---"] * len(columns), *rows]
    return "".join(f"| {' | '.join(cell.strip() for cell in line)} |\n" for line in lines)


def _terms(term: Term) -> str:
    return "; ".join(term.aliases)


def _keys() -> str:
    return _table("key | meaning | Chinese", ((f"`{k}`", t.about_en, _terms(t)) for k, t in DECLARED.keys.items()))


def _allowed(field: Field) -> str:
    match field.type:
        case "flag":
            return "`true` or `false` (是, 否)"
        case "count":
            return f"whole number, {field.min} to {field.max:,}"
        case "hours":
            return f"number, {field.min} to {field.max:,}, at most two decimals"
        case "daily":
            return f"list of at most {field.longest} numbers, each {field.min} to {field.max}, at most two decimals"
        case "date":
            return "date"
        case "text":
            return f"text, at most {field.max} characters"
        case "codes":
            return "list of document codes"
        case "group":
            return "mapping: " + ", ".join(f"`{key}`" for key in field.fields or ())
        case _:
            return ", ".join(f"`{code}`" for code in field.choices or ())


def _row(field: Field) -> tuple[str, ...]:
    assumed = "yes" if field.assumable else ""
    return f"`{field.key}`", field.term.about_en, _allowed(field), assumed, _terms(field.term)


_HEAD = "key | meaning | values | in the person's favour | Chinese"


def _common() -> str:
    return _table(_HEAD, map(_row, DECLARED.unknown_kind.fields.values()))


def _leave() -> str:
    return _table(_HEAD, map(_row, DECLARED.leave.fields.values()))


def _own() -> str:
    common = list(DECLARED.unknown_kind.fields.values())
    every = chain.from_iterable(DECLARED.kind(code).fields.values() for code in DECLARED.kinds)
    groups = chain.from_iterable((field.fields or {}).values() for field in common)
    # A field that is declared once is one object wherever it stands.
    distinct = {id(field): field for field in chain(every, groups)}
    own = [field for field in distinct.values() if not any(field is other for other in common)]
    return _table(_HEAD, sorted(map(_row, own)))


def _kinds() -> str:
    def rows() -> Iterator[tuple[str, ...]]:
        for code, term in DECLARED.kinds.items():
            own = ", ".join(f"`{key}`" for key in DECLARED.kind(code).own)
            yield f"`{code}`", term.en, own, _terms(term)

    return _table("kind | what it is | own keys | Chinese", rows())


def _codes(terms: Terms) -> str:
    return _table("code | meaning | Chinese", ((f"`{code}`", term.en, _terms(term)) for code, term in terms.items()))


def _values() -> str:
    def rows() -> Iterator[tuple[str, ...]]:
        seen: set[int] = set()
        for code in DECLARED.kinds:
            for field in DECLARED.kind(code).fields.values():
                if field.choices is None or field.type == "codes" or id(field.choices) in seen:
                    continue
                seen.add(id(field.choices))
                for value, term in field.choices.items():
                    yield f"`{field.key}`", f"`{value}`", term.en, _terms(term)

    return _table("key | value | meaning | Chinese", rows())


TABLES: dict[str, Callable[[], str]] = {
    "keys": _keys,
    "common": _common,
    "own": _own,
    "kinds": _kinds,
    "values": _values,
    "leave": _leave,
    "leave_kinds": lambda: _codes(DECLARED.choices("leave")),
    "documents": lambda: _codes(DECLARED.choices("document")),
    "jurisdictions": lambda: _codes(DECLARED.choices("jurisdiction")),
    "sectors": lambda: _codes(DECLARED.choices("sector")),
    "verdicts": lambda: _codes(DECLARED.choices("verdict")),
    "applications": lambda: _codes(DECLARED.choices("application")),
}


if __name__ == "__main__":
    PAGE.write_text(page_with_tables(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
