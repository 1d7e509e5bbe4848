"""Every rule of an encoding cites a clause, and every clause has its row in docs/regulations."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.law.contract import City, entries, shipped, uses
from tests.law.pages import PAGES, Page, page, quoted, read_page, separate
from xueshi.solver.syntax import Statement, statements

CITIES = [pytest.param(city, id=city.id) for city in shipped()]
ABOVE_THE_ARTICLES = {"subject/2"}
"""Facts that no single clause gives: which subjects there are, a text says as a whole."""
RULES = {"fact", "rule", "choice", "constraint", "weak"}


# ---- what is looked for --------------------------------------------------------------------------------------------


def uncited(listed: Sequence[Statement]) -> list[str]:
    """Return the rules and facts that stand under no ``%@ clause``."""
    return [
        f"{s.file.name}:{s.line} {s.text}"
        for s in listed
        if s.form in RULES
        and not s.clauses
        and not (s.form == "fact" and {use.signature for use in s.uses} <= ABOVE_THE_ARTICLES)
    ]


def named_clauses(listed: Sequence[Statement], known: Page) -> dict[str, str]:
    """Return each clause that the statements cite or hand to the result, with one place where they do."""
    found: dict[str, str] = {}
    for statement in listed:
        for clause in statement.clauses:
            found.setdefault(clause, f"{statement.file.name}:{statement.line}")
    for place, clause in arguments(listed, "clause"):
        for part in separate(clause, known.clauses):
            found.setdefault(part, place)
    return found


def arguments(listed: Sequence[Statement], sort: str) -> list[tuple[str, str]]:
    """Return what is written out for arguments of ``sort`` in heads, each with its place; variables are left out."""
    found = []
    for statement, use in uses(listed, "head"):
        sorts = entries()[use.signature].sorts if use.signature in entries() else ()
        for argument_sort, argument in zip(sorts, use.arguments, strict=False):
            if argument_sort == sort and not re.match(r"_?[A-Z]", argument):
                found.append((f"{statement.file.name}:{statement.line}", argument.strip('"')))
    return found


def words_of(files: Sequence[Path]) -> set[str]:
    """Return the names and texts of encodings, comments apart."""
    code = "\n".join(re.sub(r"%.*", "", file.read_text(encoding="utf-8")) for file in files)
    return set(re.findall(r"[a-z_]\w*", code)) | set(re.findall(r'"([^"]*)"', code))


# ---- the encodings and their pages ---------------------------------------------------------------------------------


@pytest.mark.parametrize("city", CITIES)
def test_every_rule_cites_a_clause(city: City) -> None:
    assert not uncited(city.statements)


@pytest.mark.parametrize("city", CITIES)
def test_every_clause_has_its_row(city: City) -> None:
    known = page(city.id)
    named = named_clauses(city.statements, known)
    assert not [f"{place} {clause}" for clause, place in named.items() if clause not in known.clauses]


@pytest.mark.parametrize("city", CITIES)
def test_a_row_says_whether_its_clause_is_encoded(city: City) -> None:
    known = page(city.id)
    named = named_clauses(city.statements, known).keys()
    assert not sorted(named & known.not_encoded()), "the encoding names them, the page says it does not"
    assert not sorted(known.clauses.keys() - named - known.not_encoded()), "nothing names them, and no word of it"


@pytest.mark.parametrize("city", CITIES)
def test_what_a_row_points_to_is_there(city: City) -> None:
    known = page(city.id)
    words = words_of(city.files) | known.clauses.keys()
    strange = [(clause, name) for clause, where in known.clauses.items() for name in quoted(where) if name not in words]
    assert not strange


@pytest.mark.parametrize("city", CITIES)
def test_the_page_has_exactly_the_readings(city: City) -> None:
    declared: dict[str, set[str]] = {}
    for _, use in uses(city.statements, "head"):
        if use.signature == "question/2":
            reading, clause = (argument.strip('"') for argument in use.arguments)
            declared.setdefault(reading, set()).add(clause)
    assert dict(page(city.id).readings) == declared


@pytest.mark.parametrize("city", CITIES)
def test_the_page_has_exactly_the_warnings(city: City) -> None:
    given = {warning for _, warning in arguments(city.statements, "notice")}
    assert sorted(page(city.id).warnings) == sorted(given)


def test_every_page_is_of_a_city_and_is_linked() -> None:
    pages = {file.stem for file in PAGES.glob("*.md")} - {"README"}
    linked = set(re.findall(r"\]\((\w+)\.md\)", (PAGES / "README.md").read_text(encoding="utf-8")))
    assert sorted(pages) == sorted(city.id for city in shipped()) == sorted(linked)


# ---- that the checks bite ------------------------------------------------------------------------------------------

LAW = """\
subject(public,1).
%@ clause 一
minimum(public,30,"一").
%@ clause 二(1)
judged_as(training,training).
clause(training,"附件 二(1)、三(2)").
record_warning(T,strange,"二(1)") :- route(T,training).
% ---- 三 ----
"""


def encoding(folder: Path, more: str = "") -> tuple[Statement, ...]:
    file = folder / "law.lp"
    file.write_text(LAW + more, encoding="utf-8")
    return statements(file)


def test_a_rule_without_citation_is_found(tmp_path: Path) -> None:
    assert not uncited(encoding(tmp_path))
    assert uncited(encoding(tmp_path, "actual(training,professional).\n")) == [
        "law.lp:9 actual(training,professional)."
    ]
    assert uncited(encoding(tmp_path, "minimum(S,1,C) :- subject(S,_), clause(training,C).\n"))


def test_named_clauses_are_those_of_comments_and_of_facts(tmp_path: Path) -> None:
    known = read_page("| clause | says | where |\n|---|---|---|\n| `附件 二(1)`, `附件 三(2)` | | `minimum` |\n")
    assert named_clauses(encoding(tmp_path), known) == {
        "一": "law.lp:2",
        "二(1)": "law.lp:4",
        "附件 二(1)": "law.lp:6",
        "附件 三(2)": "law.lp:6",
    }
    assert [warning for _, warning in arguments(encoding(tmp_path), "notice")] == ["strange"]


def test_a_page_is_read_by_its_tables() -> None:
    found = read_page(
        "# Page\n\n"
        "| clause | says | where |\n|---|---|---|\n| `一` | a | `minimum` |\n| `二`, `三` | b | not encoded: c |\n\n"
        "| reading | clause | why |\n|---|---|---|\n| `day` | `一` | d |\n\n"
        "| warning | when |\n|---|---|\n| `w` | e |\n\n"
        "| question | taken |\n|---|---|\n| f | g |\n"
    )
    assert dict(found.clauses) == {"一": "`minimum`", "二": "not encoded: c", "三": "not encoded: c"}
    assert found.not_encoded() == {"二", "三"}
    assert dict(found.readings) == {"day": {"一"}}
    assert found.warnings == {"w"}


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        ("| `一` | a | b |\n| `一` | c | d |\n", "clause 一 has two rows"),
        ("| `一` | a |\n", "2 columns where the head has 3"),
        ("| 一 | a | b |\n", "names none"),
    ],
)
def test_a_page_at_fault_says_where(rows: str, fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        read_page(f"| clause | says | where |\n|---|---|---|\n{rows}")
