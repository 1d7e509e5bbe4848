"""XS610 to XS617: kinds, choice of subject, deemed completion, leave, time in force, delegations, rounding, defects."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from xueshi.lint.encoding import Folder, constants
from xueshi.lint.finding import Finding
from xueshi.lint.law import Law, laws, texts
from xueshi.lint.names import near
from xueshi.messages import LANGS
from xueshi.solver.rules import Atom, Place, Statement

_OPENS = ("awaits/2", "open_amount/4", "sector_clause/1", "notice_clause/1", "ruled_by_sector/3")
"""What makes an amount open until somebody else states it."""
_FORMS: Mapping[str, type] = {
    **dict.fromkeys(("minima", "nature", "integers"), str),
    **dict.fromkeys(("caps", "orders", "leave"), dict),
    **dict.fromkeys(("without_minimum", "blank", "ends", "flexible", "deemed", "delegations"), list),
    "free": object,
}
"""What each key of ``[declares]`` holds."""


def law_terms(folder: Folder) -> Iterator[Finding]:
    """Yield what is wrong or undeclared about the terms of each regulation."""
    checks: tuple[Callable[[Law], Iterator[Finding]], ...] = (
        _keys, _kinds, _flexible, _deemed, _leave, _force, _delegations, _integers, _defects,
    )  # fmt: skip
    for law in laws(folder):
        for check in checks:
            yield from check(law)


def _keys(law: Law) -> Iterator[Finding]:
    for key, value in law.declares.items():
        if key not in _FORMS:
            yield Finding("XS602", law.entry(key), key, form="key", near=near(key, _FORMS))
        elif not isinstance(value, _FORMS[key]):
            yield Finding("XS602", law.entry(key), key, form="shape")
    for key in ("names", "defects", "suppress", "clauses"):
        listed = law.table.get(key)
        wrong = not isinstance(listed, dict) if key == "clauses" else not _tables(listed)
        if listed is not None and wrong:
            yield Finding("XS602", law.entry(key), key, form="shape")
    for list_name in ("names", "flexible", "deemed", "delegations", "defects"):
        for number, entry in enumerate(law.listed(list_name) or ()):
            clause = str(entry.get("clause", ""))
            if law.clauses and clause not in law.clauses:
                place = law.item(list_name, number, "clause")
                yield Finding(
                    "XS602", place, clause or list_name, {"list": list_name}, "clause", near(clause, law.clauses)
                )


def _tables(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(entry, dict) for entry in value)


def _kinds(law: Law) -> Iterator[Finding]:
    names = law.listed("names")
    if names is None:
        yield law.undeclared("names")
        return
    known = set(law.folder.kinds.kinds)
    judged = {
        term.name
        for statement in law.statements
        for atom in (*statement.head_atoms(), *(atom for atom, _, _ in statement.asked()))
        for sort, argument in zip(law.folder.sorts(atom), atom.arguments, strict=False)
        if sort == "kind"
        for term in constants(argument)
    }
    for number, kind, entry in _named(names):
        place = law.item("names", number, "kind")
        if kind not in known:
            yield Finding("XS602", place, kind, form="kind", near=near(kind, known))
        elif kind not in judged and not _reason(entry, "none"):
            yield Finding("XS610", place, kind, {"clause": str(entry.get("clause", ""))})
        elif kind in judged and "none" in entry:
            yield Finding("XS610", place, kind, {"clause": str(entry.get("clause", ""))}, "judged")


def _named(names: Sequence[Mapping[str, Any]]) -> Iterator[tuple[int, str, Mapping[str, Any]]]:
    for number, entry in enumerate(names):
        for kind in texts(entry.get("kinds", [entry.get("kind", "")])):
            yield number, kind, entry


def _reason(entry: Mapping[str, Any], key: str) -> bool:
    found = entry.get(key)
    return isinstance(found, dict) and all(str(found.get(lang, "")).strip() for lang in LANGS)


# ---- choices, deemed completion ------------------------------------------------------------------------------------


def _flexible(law: Law) -> Iterator[Finding]:
    subjects = {row[0] for row in law.rows("subject/2")}
    declared = law.listed("flexible")
    met: set[int] = set()
    for statement, atom in law.heads("chooses/1", "into_pool/2"):
        way = "pool" if atom.name == "into_pool" else "one"
        fits = [
            n for n, entry in enumerate(declared or ()) if entry.get("clause") in statement.clauses and _way(entry, way)
        ]
        met.update(fits)
        if declared is None or not any(e.get("clause") in statement.clauses for e in declared):
            yield law.undeclared("flexible", atom.name, atom.place, clause=_cite(statement))
        elif not fits:
            yield Finding("XS611", atom.place, atom.name, {"clause": _cite(statement), "way": way})
    for number, entry in enumerate(declared or ()):
        place = law.item("flexible", number)
        if number not in met:
            yield Finding("XS611", place, str(entry.get("clause", "")), form="idle")
        named = texts(entry.get("subjects"))
        strange = [subject for subject in named if subject not in subjects]
        if strange or len(named) < 2:
            yield Finding("XS611", place, ", ".join(strange) or "subjects", form="subjects")
        if entry.get("way") not in ("one", "pool") or entry.get("splittable") is not (entry.get("way") == "pool"):
            yield Finding("XS611", place, str(entry.get("clause", "")), form="splittable")


def _way(entry: Mapping[str, Any], way: str) -> bool:
    return entry.get("way") == way


def _cite(statement: Statement) -> str:
    return "、".join(statement.clauses) or "-"


def _deemed(law: Law) -> Iterator[Finding]:
    declared = law.listed("deemed")
    met: set[int] = set()
    for statement, atom in law.heads("deems/3"):
        entries = [(n, e) for n, e in enumerate(declared or ()) if e.get("clause") in statement.clauses]
        if not entries:
            yield law.undeclared("deemed", _scope(atom), atom.place, clause=_cite(statement))
            continue
        met.update(n for n, _ in entries)
        if not any(entry.get("scope") == _scope(atom) for _, entry in entries):
            yield Finding(
                "XS612", atom.place, _scope(atom), {"declared": str(entries[0][1].get("scope", "-"))}, "scope"
            )
        for number, entry in entries:
            added = str(entry.get("added", ""))
            place = law.item("deemed", number, "added")
            if added != "never" and added.removeprefix("reading ") not in law.questions:
                yield Finding(
                    "XS612", law.item("deemed", number, "added"), _scope(atom), {"added": added or "-"}, "added"
                )
            if _scope(atom) != "year" and "deem" in law.questions and added == "never":
                yield Finding("XS612", place, _scope(atom), {"added": added}, "added")
    for number, entry in enumerate(declared or ()):
        if number not in met:
            yield Finding("XS612", law.item("deemed", number), str(entry.get("clause", "")), form="idle")


def _scope(atom: Atom) -> str:
    return ", ".join(term.name for term in constants(atom.arguments[1])) or str(atom.arguments[1])


# ---- leave ---------------------------------------------------------------------------------------------------------


def _leave(law: Law) -> Iterator[Finding]:
    limbs = sorted({row[1] for row in law.rows("ground/2")})
    declared = law.declares.get("leave", {})
    effects = [
        name
        for name, word in (("relief_clause/1", "reduce"), ("deferral_clause/1", "postpone"))
        if law.rows(name) and word
    ]
    effect = {"relief_clause/1": "reduce", "deferral_clause/1": "postpone"}[effects[0]] if effects else "none"
    bounded = {row[1] for name in ("longer_than/3", "no_shorter_than/3") for row in law.rows(name)}
    approval = any(row[1].startswith("yes(") for row in law.rows("leave_requires/4"))
    for limb in limbs:
        place = law.place("ground/2", limb)
        if effect == "none":
            yield Finding("XS613", place, limb, form="no_effect")
        entry = declared.get(limb) if isinstance(declared, dict) else None
        if not isinstance(entry, dict):
            yield law.undeclared("leave", limb, place)
            continue
        for key, found in (("threshold", limb in bounded), ("approval", approval), ("effect", effect)):
            if entry.get(key) != found:
                params = {"key": key, "declared": _word(entry.get(key)), "found": _word(found)}
                yield Finding("XS613", place, limb, params, "differs")
    for limb in sorted(set(declared) - set(limbs)) if isinstance(declared, dict) else ():
        yield Finding("XS602", law.entry(limb), limb, form="limb")


def _word(value: object) -> str:
    return (
        {True: "true", False: "false", None: "-"}.get(value, str(value))
        if isinstance(value, bool | None)
        else str(value)
    )


# ---- time in force -------------------------------------------------------------------------------------------------


def _force(law: Law) -> Iterator[Finding]:
    place = law.entry("in_force")
    try:
        first, last = (str(day) for day in law.table["in_force"])
        begin = date.fromisoformat(first)
        end = date.fromisoformat(last) if last else None
    except (KeyError, ValueError, TypeError):
        yield Finding("XS614", place, "in_force", form="unreadable")
        return
    if end is not None and end < begin:
        yield Finding("XS614", place, "in_force", {"first": first, "last": last}, "reversed")
    nature = law.declares.get("nature")
    if nature is None:
        yield law.undeclared("nature", place=place)
    elif nature not in ("annual", "standing"):
        yield Finding("XS602", law.entry("nature"), str(nature), form="nature")
    elif nature == "annual" and (end is None or (end.month, end.day) != (12, 31)):
        yield Finding("XS614", place, "in_force", {"last": last or "-"}, "annual")


# ---- delegations ---------------------------------------------------------------------------------------------------


def _delegations(law: Law) -> Iterator[Finding]:
    declared = law.listed("delegations")
    places: dict[tuple[str, str], Place] = {}
    for statement, atom in law.heads(*_OPENS):
        for clause in statement.clauses:
            places.setdefault((atom.name, clause), atom.place)
    if declared is None:
        for (name, clause), place in places.items():
            yield law.undeclared("delegations", name, place, clause=clause)
        return
    told = {str(entry.get("clause", "")) for entry in declared}
    for number, entry in enumerate(declared):
        clause, by = str(entry.get("clause", "")), str(entry.get("by", ""))
        if (by, clause) not in places:
            yield Finding("XS615", law.item("delegations", number, "clause"), clause, {"by": by or "-"})
    for (name, clause), place in places.items():
        if clause not in told:
            yield law.undeclared("delegations", name, place, clause=clause)


# ---- whole numbers -------------------------------------------------------------------------------------------------


def _integers(law: Law) -> Iterator[Finding]:
    declared = law.declares.get("integers")
    shares = law.rows("yearly/3")
    if declared is None:
        if shares:
            yield law.undeclared("integers", place=law.place("yearly/3"))
    elif str(declared) not in ("exact", "whole") and str(declared).removeprefix("reading ") not in law.questions:
        yield Finding("XS616", law.entry("integers"), str(declared), form="unknown")
    elif str(declared) == "exact" and "round" in law.questions:
        yield Finding("XS616", law.entry("integers"), str(declared), form="open")


# ---- defects of the text -------------------------------------------------------------------------------------------


def _defects(law: Law) -> Iterator[Finding]:
    declared = law.listed("defects")
    if declared is None:
        yield law.undeclared("defects")
        return
    for number, entry in enumerate(declared):
        missing = [lang for lang in LANGS if not str(entry.get(lang, "")).strip()]
        if missing:
            clause = str(entry.get("clause", ""))
            yield Finding("XS617", law.item("defects", number, "clause"), clause, {"languages": ", ".join(missing)})
