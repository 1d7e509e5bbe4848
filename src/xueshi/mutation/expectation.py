"""What a scenario can say of a result, and where two results differ in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

Json = Mapping[str, Any]
Expected = dict[str, object]

ALWAYS = ("verdict", "credited")
"""What is told of every result, whether it differs or not."""


def apart(one: Json, other: Json) -> tuple[Expected, Expected] | None:
    """Return of two results verdict, hours and what differs, as scenarios say it; ``None`` where nothing does."""
    ours, theirs = expected(one), expected(other)
    differing = [key for key in {**ours, **theirs} if ours.get(key) != theirs.get(key)]
    if not differing:
        return None
    more = [one for one in _listed(theirs, "warnings") if one not in _listed(ours, "warnings")]
    if more:
        ours["no_warnings"], theirs["no_warnings"] = more, []
        differing.append("no_warnings")
    keys = [*ALWAYS, *(key for key in {**ours, **theirs} if key in differing and key not in ALWAYS)]
    return {key: ours[key] for key in keys if key in ours}, {key: theirs[key] for key in keys if key in theirs}


def _listed(found: Expected, key: str) -> list[object]:
    listed = found.get(key, [])
    assert isinstance(listed, list)
    return listed


def expected(result: Json) -> Expected:
    """Return all that a scenario can expect of a result (its public JSON object)."""
    found: Expected = {key: result[key] for key in ("verdict", "credited", "required", "shortfall", "relief")}
    for key, make in _LISTS.items():
        made = make(result)
        if made:
            found[key] = made
    return found


def _records(result: Json) -> Expected:
    keys = ("status", "claimed", "credited", "amount", "lost")
    return {item["id"]: {**{key: item[key] for key in keys}, **_reasons(item)} for item in result["records"]}


def _leave(result: Json) -> Expected:
    keys = ("accepted", "months", "days_over")
    return {item["id"]: {**{key: item[key] for key in keys}, **_reasons(item)} for item in result.get("leave", ())}


def _reasons(item: Json) -> Expected:
    keys = ("code", "clause", "hours", "subject", "fact")
    made = [{key: reason[key] for key in keys if reason[key] is not None} for reason in item["reasons"]]
    return {"reasons": made} if made else {}


def _caps(result: Json) -> list[Expected]:
    keys = ("id", "clause", "per", "limit", "counted", "credited", "lost", "records")
    return [{key: cap[key] for key in keys if cap.get(key) is not None} for cap in result["caps"]]


def _allocation(result: Json) -> Expected:
    keys = ("subject", "hours", "in_every_optimum")
    return {item["record"]: {key: item[key] for key in keys} for item in result["allocation"]}


def _assumptions(result: Json) -> Expected:
    found: Expected = {}
    for item in result["assumptions"]:
        listed = found.setdefault(item["record"] or "case", [])
        assert isinstance(listed, list)
        clause = item["clause"]
        listed.append(item["fact"] if not clause else {"fact": item["fact"], "clause": clause})
    return found


def _chosen(name: str, *keys: str) -> Callable[[Json], list[Expected]]:
    def take(result: Json) -> list[Expected]:
        return [{key: item[key] for key in keys if item[key] is not None} for item in result[name]]

    return take


_LISTS: Mapping[str, Callable[[Json], object]] = {
    "by_kind": lambda result: result["by_kind"],
    "deemed": _chosen("deemed", "record", "scope", "clause"),
    "would_decide": _chosen("would_decide", "record", "subject", "hours"),
    "records": _records,
    "leave": _leave,
    "caps": _caps,
    "allocation": _allocation,
    "optimum": lambda result: {key: result["optimum"][key] for key in ("proven", "count", "count_is_exact")},
    "assumptions": _assumptions,
    "warnings": _chosen("warnings", "code", "record", "clause"),
    "readings": lambda result: {item["id"]: item["value"] for item in result["readings"]},
}
