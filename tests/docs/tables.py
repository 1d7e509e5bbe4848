"""Tables of the pages that are written from what the program and the encodings declare.

``python -m tests.docs.tables`` writes them anew between the marks ``<!-- table: NAME -->`` and ``<!-- end -->``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from tests.docs.shown import ROOT
from xueshi.law.paths import asp_root
from xueshi.law.regulation import Regulation, regulations
from xueshi.law.words import read_words
from xueshi.model.kinds import jurisdictions

PAGES = ("README.md", "docs/results.md")
_BLOCK = re.compile(r"(<!-- table: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def with_tables(page: str) -> str:
    """Return the text of a page with each marked table written anew."""
    return _BLOCK.sub(lambda found: f"{found[1]}\n{TABLES[found[2]]()}\n{found[3]}", page)


def table(head: str, rows: Iterable[Iterable[str]]) -> str:
    """Return a table in Markdown; ``head`` holds the columns, separated by ``|``."""
    columns = head.split("|")
    lines = [columns, ["---"] * len(columns), *rows]
    return "".join(f"| {' | '.join(cell.strip() for cell in line)} |\n" for line in lines)


def place(law: Regulation) -> str:
    """Return the name of a regulation's jurisdiction in both languages."""
    term = jurisdictions().get(law.jurisdiction)
    return f"{term.en} {term.zh}" if term else law.jurisdiction


def _regulations() -> str:
    rows = ((f"`{law.id}`", place(law), law.instrument, law.years()) for law in regulations())
    return table("id | where | instrument | years", rows)


_PLACEHOLDER = re.compile(r"\{(\w+)\}")


def _reasons() -> str:
    def rows() -> Iterator[tuple[str, ...]]:
        for folder in ("core", *sorted({law.jurisdiction for law in regulations()})):
            for code, said in read_words(asp_root() / folder).get("reason", {}).items():
                own = "" if folder == "core" else f" ({folder})"
                yield f"`{code}`{own}", *(_PLACEHOLDER.sub(r"‹\1›", said[lang]) for lang in ("en", "zh"))

    return table("code | English | 中文", rows())


TABLES: dict[str, Callable[[], str]] = {"regulations": _regulations, "reasons": _reasons}


def main() -> None:
    """Write the tables of all pages."""
    for page in PAGES:
        path = ROOT / page
        path.write_text(with_tables(path.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
