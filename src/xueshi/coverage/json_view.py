"""Coverage as JSON."""

from __future__ import annotations

from collections.abc import Sequence

from xueshi.coverage.figures import GROUPS, Coverage, Covered, Item, Occurred, Share, share, sides_share
from xueshi.coverage.wording import place_of, shown, shown_place, sorted_clauses


def coverage_json(found: Sequence[Coverage], clause: str | None = None) -> list[dict[str, object]]:
    """Return a JSON object for each regulation; ``clause`` leaves the statements of the others out."""
    return [_one(one, clause) for one in found]


def _one(one: Coverage, clause: str | None) -> dict[str, object]:
    listed = one.statements if clause is None else one.clauses.get(clause, ())
    out: dict[str, object] = {
        "regulation": one.law.id,
        "scenarios": one.scenarios,
        "cases": one.cases,
        "skipped": [{"place": shown_place(place), "why": why} for place, why in one.skipped],
        "clauses": _share(one.clause_share()),
        "rules": _share(one.rule_share()),
        "facts": _share(one.fact_share()),
        "answers": _share(one.answer_share()),
        "seen": {group: _share(one.aspect_share(group)) for group in GROUPS},
        "by_clause": [_clause(one, name) for name in sorted_clauses(one) if clause in (None, name)],
        "statements": [_statement(statement) for statement in listed],
        "readings": [
            {
                "id": reading.id,
                "clause": reading.clause,
                "answers": [
                    {"answer": a.code, "chosen": a.chosen, "decides": shown_place(a.decides) or None}
                    for a in reading.answers
                ],
            }
            for reading in one.readings
            if clause in (None, reading.clause)
        ],
        "kinds": _occurred(one.kinds),
        "reasons": _occurred(one.reasons),
        "idle": list(one.idle),
        "unmeasured": [shown_place(place) for place in one.unmeasured],
    }
    if one.core:
        out["core"] = [_statement(statement) for statement in one.core]
    return out


def _share(found: Share) -> dict[str, object]:
    whole, tenth = divmod(found.tenths, 10)
    return {"found": found.found, "of": found.of, "percent": whole if not tenth else float(f"{whole}.{tenth}")}


def _clause(one: Coverage, name: str) -> dict[str, object]:
    listed = one.clauses[name]
    return {
        "clause": name,
        "rules": _share(share(s for s in listed if not s.is_fact)),
        "facts": _share(share(s for s in listed if s.is_fact)),
        "covered": _share(share(listed)),
        "seen": _share(sides_share(listed)),
    }


def _statement(one: Covered) -> dict[str, object]:
    return {
        "place": place_of(one),
        "file": shown(one.file),
        "line": one.line,
        "clauses": list(one.clauses),
        "form": "fact" if one.is_fact else "rule",
        "text": one.text,
        "state": one.state,
        "beyond": dict(one.beyond) if one.beyond is not None else None,
        "items": [_item(item) for item in one.items],
    }


def _item(one: Item) -> dict[str, object]:
    blocked = one.blocked
    return {
        "text": one.text,
        "covered": one.covered,
        "times": one.times,
        "blocked": None
        if blocked is None
        else {"conditions": blocked.literals, "times": blocked.times, "by": blocked.by or None},
        "aspects": [{"group": a.group, "what": a.what or None, "sides": dict(a.sides)} for a in one.aspects],
    }


def _occurred(one: Occurred) -> dict[str, object]:
    return {"found": list(one.found), "missing": list(one.missing)}
