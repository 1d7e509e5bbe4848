"""The encodings keep to the contract of the vocabulary, cite the text, and hold their numbers in facts."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import clingo
import pytest

from tests.law.contract import (
    CONTRACT,
    City,
    core,
    entries,
    of_role,
    read_by_the_program,
    shipped,
    signatures,
    tables,
    uses,
)
from xueshi.lint.run import Report, lint
from xueshi.lint.targets import targets
from xueshi.solver.grounding import EncodingError
from xueshi.solver.syntax import Statement, statements

UNCITED = {"subject/2"}
"""What stands above the articles, because the whole text speaks of it."""

CITIES = [pytest.param(law, id=law.id) for law in shipped()]
PROGRAMS = [pytest.param(file, id=file.stem) for law in shipped() for file in law.programs]
FILES = [pytest.param(file, id=file.stem) for file in sorted(CONTRACT.parent.glob("*.lp"))]


def own(law: City) -> set[str]:
    """Return the predicates that the regulation derives and the contract does not know."""
    return signatures(law.statements, "head") - entries().keys()


def where(statement: Statement) -> str:
    return f"{statement.file.name}:{statement.line}"


# ---- the contract itself -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("signature", entries())
def test_an_entry_is_whole(signature: str, tmp_path: Path) -> None:
    entry = entries()[signature]
    name, arity = signature.split("/")
    assert len(entry.sorts) == int(arity)
    assert entry.stage in tables()["stages"]
    assert entry.role in tables()["roles"]
    assert set(entry.sorts) <= tables()["sorts"].keys()
    assert entry.meaning.endswith(".")
    example = tmp_path / "example.lp"
    example.write_text(entry.example, encoding="utf-8")
    (parsed,) = statements(example)
    assert signature in {use.signature for use in parsed.uses if use.place == "head"}, f"{name}: {entry.example}"
    assert entry.role in ("input", "law") or not entry.core
    assert entry.role not in ("input", "law") or not entry.asked


def test_every_sort_is_used() -> None:
    used = {sort for entry in entries().values() for sort in entry.sorts}
    assert sorted(tables()["sorts"]) == sorted(used)


# ---- the vocabulary's own files ------------------------------------------------------------------------------------


def test_every_predicate_of_the_core_is_declared() -> None:
    found = uses(core(), "head", "body", "named")
    assert not sorted({f"{use.signature} in {where(s)}" for s, use in found if use.signature not in entries()})


def test_nothing_declared_is_unused() -> None:
    everywhere = [*core(), *(s for law in shipped() for s in law.statements)]
    asked = signatures(everywhere, "body") | read_by_the_program()
    derived = signatures(core(), "head")
    assert not sorted(entries().keys() - asked), "no rule asks for these, and the program does not"
    made = {signature for signature, entry in entries().items() if entry.role not in ("input", "law")}
    stated = {signature for signature, entry in entries().items() if entry.engine}
    assert sorted(made - derived) == sorted(stated), "no rule derives these; the engine states those"


def test_what_the_program_reads_is_meant_for_it() -> None:
    meant = of_role("law", "handed", "output").keys()
    derived = signatures(core(), "head")
    assert not sorted((read_by_the_program() & derived) - meant), "the program reads these"
    assert not sorted(of_role("handed", "output").keys() - read_by_the_program()), "the program does not read these"


def test_the_core_derives_no_input_and_no_law_but_what_it_declares() -> None:
    derived = signatures(core(), "head") & of_role("input", "law").keys()
    assert sorted(derived) == sorted(signature for signature, entry in entries().items() if entry.core)


def test_what_may_be_absent_is_defined() -> None:
    derived, named = signatures(core(), "head"), signatures(core(), "named")
    asked = signatures(core(), "body")
    absent = {signature for signature in of_role("input", "law") if signature in asked - derived}
    assert not sorted(absent - named), "#defined is missing"


@pytest.mark.parametrize("file", FILES)
def test_files_of_the_core_parse_by_themselves(file: Path) -> None:
    assert statements(file)


# ---- the regulations -----------------------------------------------------------------------------------------------

CONTRACT_CODES = {
    "a predicate is known, and something asks for it": ("XS201", "XS202", "XS203", "XS204", "XS205"),
    "a regulation writes what is its to write": ("XS206",),
    "it asks for what it may": ("XS207",),
    "its own predicates are declared": ("XS208",),
    "codes are declared, names come from somewhere": ("XS209", "XS210"),
    "every rule stands under its clause": ("XS301",),
    "cited clauses are clauses of the text": ("XS302", "XS303", "XS304", "XS305", "XS306"),
    "numbers stand in facts only": ("XS401",),
    "nothing follows from its own absence": ("XS502", "XS503"),
    "a subject of a route stands under one cap, by one rate": ("XS618", "XS619"),
}
"""What is promised of the shipped encodings, by the codes that lint would find (tests/lint shows that it does)."""


@cache
def findings() -> Report:
    """Return what is found in all that is shipped."""
    return lint(targets(()))


@pytest.mark.parametrize("promise", CONTRACT_CODES)
def test_the_encodings_keep_the_contract(promise: str) -> None:
    report = findings()
    codes = CONTRACT_CODES[promise]
    assert not [f"{f.place.file.name}:{f.place.line} {f.says('en')}" for f in report.findings if f.code in codes]
    assert not [f for f, _ in report.allowed if f.code in codes]


def test_what_regulations_may_ask_for_is_asked_for() -> None:
    asked = {signature for law in shipped() for signature in signatures(law.statements, "body")}
    idle = {signature for signature, entry in entries().items() if entry.asked} - asked
    assert not sorted(idle)


@pytest.mark.parametrize("law", CITIES)
def test_own_names_are_no_names_of_the_vocabulary(law: City) -> None:
    names = {signature.split("/")[0] for signature in entries()}
    assert not sorted(signature for signature in own(law) if signature.split("/")[0] in names)


@pytest.mark.parametrize("file", PROGRAMS)
def test_clingo_has_nothing_to_say_of_an_encoding_alone(file: Path) -> None:
    messages: list[str] = []
    control = clingo.Control(["--warn=all"], logger=lambda _, message: messages.append(message))
    control.load(str(file))
    control.ground([("base", [])])
    control.ground([("totals", [])])
    assert not messages


def test_a_circle_is_found(tmp_path: Path) -> None:
    file = tmp_path / "law.lp"
    rules = ("p(X) :- q(X), not r(X).", "r(X) :- s(X).", "s(X) :- p(X).", "q(1).", "t(a) :- q(1), not t(b).")
    file.write_text(" ".join((*rules, "u(X) :- X = #sum { Y : u(Y) }.")), encoding="utf-8")
    report = lint(targets([str(file)]), frozenset(("XS502", "XS503")))
    assert [(finding.code, finding.about) for finding in report.findings] == [("XS503", "r/1"), ("XS502", "u/1")]


# ---- the parser that these tests rest on ---------------------------------------------------------------------------


def test_a_statement_says_what_stands_in_it(tmp_path: Path) -> None:
    file = tmp_path / "law.lp"
    file.write_text(
        "% heading\n"
        "%@ clause 一\n"
        "%@ clause 二\n"
        "limit(30). p(a;b).\n"
        "q(X) :- p(X), not r(X,2), #sum { Y : s(Y), limit(Y) } > 3.\n"
        "% ---- next ----\n"
        "1 { t(X) : q(X) } 1.\n"
        ":- -t(a). :~ t(b). [5@1]\n"
        "#show t/1. #defined r/2. #const hour = 9000.\n",
        encoding="utf-8",
    )
    found = [s for s in statements(file) if s.form != "comment"]
    assert [s.form for s in found] == [
        "fact", "fact", "rule", "choice", "constraint", "weak", "show", "defined", "const",
    ]  # fmt: skip
    limit, pool, rule, choice, constraint, weak, show, defined, const = found
    assert limit.clauses == rule.clauses == ("一", "二")
    assert choice.clauses == ()
    assert [(use.signature, use.arguments) for use in pool.uses] == [("p/1", ("a",)), ("p/1", ("b",))]
    assert [(use.signature, use.place, use.negated) for use in rule.uses] == [
        ("q/1", "head", False), ("p/1", "body", False), ("r/2", "body", True), ("s/1", "body", False),
        ("limit/1", "body", False),
    ]  # fmt: skip
    assert [use.signature for use in rule.uses if use.aggregated] == ["s/1", "limit/1"]
    assert [(use.signature, use.place) for use in choice.uses] == [("t/1", "head"), ("q/1", "body")]
    assert [number.value for number in rule.numbers] == [2, 3]
    assert [number.value for number in weak.numbers] == [5, 1]
    assert (constraint.uses[0].signature, constraint.uses[0].place) == ("t/1", "body")
    assert [show.uses[0].signature, defined.uses[0].signature] == ["t/1", "r/2"]
    assert const.numbers[0].value == 9000
    assert (rule.line, rule.last_line) == (5, 5)


def test_a_file_that_does_not_parse_is_named(tmp_path: Path) -> None:
    file = tmp_path / "law.lp"
    file.write_text("p(X :- q(X).\n", encoding="utf-8")
    with pytest.raises(EncodingError, match=r"law\.lp:1:"):
        statements(file)


def test_included_files_are_not_returned(tmp_path: Path) -> None:
    (tmp_path / "more.lp").write_text("q(1).\n", encoding="utf-8")
    file = tmp_path / "law.lp"
    file.write_text('#include "more.lp".\np(1).\n', encoding="utf-8")
    assert [s.text for s in statements(file)] == ["p(1)."]
