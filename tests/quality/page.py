"""docs/quality.md: the figures as a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tests.quality.figures import Figures, Json

HEAD = """# Quality

What the workbench finds on the six encodings that come with xueshi. `make prove ARGS='--write docs/quality.md'` makes
this page anew; it takes most of an hour, so it is not part of `make test`, which checks faults, layout and scenarios.
What each figure means stands in [coverage](coverage.md), [mutants](mutation.md) and [proofs](verify.md); what was
looked at, in [generated cases](generated-cases.md).
"""

MUTANTS = """*Survived*: no scenario notices, though a case tells the mutant from the original. *Equivalent*: the search
finds no such case within its bound. *Not settled*: the search did not come to an end in its time. *Stillborn*: no
program that runs. A file that two regulations include is counted with the first.
"""

PROPERTIES = """Each was looked for on every case. Where one fails under another answer to an open question, that answer
is named (`xueshi regulation verify` shows the smallest case); what a rule of the text allows is no fault.
"""


def page(found: Sequence[Figures]) -> str:
    """Return the page."""
    return "\n".join((HEAD, *_tested(found), *_mutants(found), *_proofs(found))).rstrip() + "\n"


def failures(found: Iterable[Figures]) -> list[str]:
    """Return what falls short of the goals, a line each."""
    out = []
    for one in found:
        if one.scenarios["failed"]:
            out.append(f"{one.law}: {one.scenarios['failed']} scenarios fail")
        if one.coverage["clauses"]["percent"] != 100:
            out.append(f"{one.law}: {one.coverage['clauses']['percent']} % of the clauses are covered")
        if one.mutants["survived"]:
            out.append(f"{one.law}: {one.mutants['survived']} mutants survive that a case tells apart")
        if not one.proofs["holds"]:
            broken = [p["property"] for p in one.proofs["properties"] if not p["holds"]]
            out.append(f"{one.law}: {', '.join(broken)} does not hold")
    return out


def _table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    yield "| " + " | ".join(head) + " |"
    yield "| --- |" + " ---: |" * (len(head) - 1)
    for row in rows:
        yield "| " + " | ".join(map(str, row)) + " |"
    yield ""


def _tested(found: Sequence[Figures]) -> Iterator[str]:
    yield "## Scenarios and what they reach\n"
    head = ("regulation", "scenarios", "passed", "clauses", "rules", "facts", "answers that decide")
    parts = ("clauses", "rules", "facts", "answers")
    yield from _table(
        head,
        (
            (
                f"`{one.law}`",
                one.scenarios["scenarios"],
                one.scenarios["passed"],
                *(f"{one.coverage[part]['percent']} % of {one.coverage[part]['of']}" for part in parts),
            )
            for one in found
        ),
    )


def _mutants(found: Sequence[Figures]) -> Iterator[str]:
    yield "## Mutants of the law\n"
    yield MUTANTS
    keys = ("mutants", "killed", "survived", "equivalent", "open", "stillborn")
    head = ("regulation", "mutants", "killed", "survived", "equivalent", "not settled", "stillborn")
    yield from _table(head, ((f"`{one.law}`", *(one.mutants[key] for key in keys)) for one in found))


def _proofs(found: Sequence[Figures]) -> Iterator[str]:
    yield "## Properties\n"
    yield PROPERTIES
    head = ("regulation", "cases", "at most", "properties", "hold by default", "fail under")
    yield from _table(
        head,
        (
            (
                f"`{one.law}`",
                one.proofs["bound"]["cases"],
                f"{one.proofs['bound']['records']} records",
                len(one.proofs["properties"]),
                sum(p["holds"] for p in one.proofs["properties"]),
                _under(one.proofs),
            )
            for one in found
        ),
    )
    names = dict.fromkeys(
        (p["property"], p["says"]) for one in found for p in one.proofs["properties"] if not p["name"]
    )
    yield from _table(("property", "says"), ((f"`{name}`", says) for name, says in names))


def _under(proofs: Json) -> str:
    told = [
        f"{p['property']}: {', '.join(f'`{under}`' for under in p['fails_under'])}"
        for p in proofs["properties"]
        if p["fails_under"]
    ]
    return "; ".join(told) or "-"
