"""XS603 to XS609, XS618, XS619: minima, caps, tiers, tables, ranks, rates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise

from xueshi.lint.encoding import Folder
from xueshi.lint.finding import Finding
from xueshi.lint.law import Law, laws, texts

_RATES = {
    "flat/3": (0, 1, None),
    "table/5": (0, 3, 1),
    "each/4": (0, 2, 1),
    "times/4": (0, 2, 1),
    "actual/2": (0, 1, None),
    "as_stated/3": (0, 2, 1),
    "yearly/3": (0, 1, None),
}
"""Where a rate's route and subject stand, and the field that it looks at."""
_OPEN = "#sup"


def law_amounts(folder: Folder) -> Iterator[Finding]:
    """Yield what is wrong or undeclared about the amounts of each regulation."""
    for law in laws(folder):
        yield from _minima(law)
        yield from _caps(law)
        yield from _tiers(law)
        yield from _tables(law)
        yield from _chains(law)
        yield from _rates(law)


# ---- minima --------------------------------------------------------------------------------------------------------


def _minima(law: Law) -> Iterator[Finding]:
    duties = {row[1]: int(row[2]) for row in law.rows("duty/3")}
    total = duties.pop("total", None)
    relation = _relation(duties, total)
    place = law.place("minimum/3")
    declared = law.declares.get("minima")
    if declared is None:
        yield law.undeclared("minima", place=place, relation=relation)
        return
    if declared != relation:
        yield Finding("XS603", place, str(declared), {"declared": str(declared), "found": relation}, "relation")
        return
    shown = {row[1] for row in law.rows("shown/2")}
    bare = sorted(shown - duties.keys()) if relation != "none" else []
    without = sorted(texts(law.declares.get("without_minimum")))
    if bare != without:
        yield Finding(
            "XS603",
            place,
            ", ".join(bare),
            {"declared": ", ".join(without) or "-", "found": ", ".join(bare) or "-"},
            "without",
        )
    if relation == "less" and total is not None:
        free = str(Fraction(total - sum(duties.values()), law.hour))
        if str(law.declares.get("free", "")) != free:
            params = {"declared": str(law.declares.get("free", "-")), "found": free}
            yield Finding("XS603", place, "free", params, "free")


def _relation(duties: Mapping[str, int], total: int | None) -> str:
    if total is None:
        return "no_total" if duties else "none"
    together = sum(duties.values())
    return "equal" if together == total else "less" if together < total else "more"


# ---- caps ----------------------------------------------------------------------------------------------------------


def _caps(law: Law) -> Iterator[Finding]:
    periods = law.declares.get("caps", {})
    caps = {row[0] for row in law.rows("cap/3")}
    under = law.rows("under/3")
    for cap in sorted(caps):
        place = law.place("cap/3", cap)
        if not any(row[2] == cap for row in under):
            yield Finding("XS604", place, cap, form="nothing_under")
        period = periods.get(cap) if isinstance(periods, dict) else None
        if period is None:
            yield law.undeclared("cap", cap, place)
        elif period != "year" and str(period).removeprefix("reading ") not in law.questions:
            yield Finding("XS604", law.entry(cap), cap, {"period": str(period)}, "period")
    for cap in sorted(set(periods) - caps) if isinstance(periods, dict) else ():
        yield Finding("XS602", law.entry(cap), cap, form="cap")
    seen: dict[tuple[str, str], str] = {}
    for route, subject, cap in under:
        before = seen.setdefault((route, subject), cap)
        if before != cap:
            params = {"subject": subject, "caps": f"{before}, {cap}"}
            places = [law.place("under/3", route, subject, one) for one in (before, cap)]
            yield Finding("XS619", max(places, key=lambda place: place.line), route, params)


# ---- tiers ---------------------------------------------------------------------------------------------------------


def _tiers(law: Law) -> Iterator[Finding]:
    for (name, arity), word in law.folder.words.items():
        names = [argument.name for argument in word.arguments]
        upper = next((place for place in ("below", "to") if place in names), None)
        if "from" not in names or upper is None:
            continue
        signature = f"{name}/{arity}"
        low, high = names.index("from"), names.index(upper)
        bands = [row for row in law.rows(signature) if row[low].isdigit()]
        if bands:
            ends = sorted((int(row[low]), row[high]) for row in bands)
            yield from _bands(law, signature, ends, 1 if upper == "to" else 0)
            figures = [n for n, argument in enumerate(word.arguments) if argument.sort == "hours"]
            for column in figures:
                yield from _order(law, signature, [(row[low], row[column]) for row in bands], rising=True)


def _bands(law: Law, signature: str, bands: Sequence[tuple[int, str]], step: int) -> Iterator[Finding]:
    """Yield gaps and overlaps of bands, each from where it begins to where it ends.

    Args:
        law: the regulation.
        signature: the predicate.
        bands: first and last figure of each, in order.
        step: what lies between the end of one and the beginning of the next: 1 where the end belongs to the band.
    """
    first, (low, last) = bands[0][0], bands[-1]
    if first > step:
        yield Finding("XS605", law.place(signature, str(first)), signature, {"from": str(first)}, "begin")
    for (_, end), (begin, _) in pairwise(bands):
        params = {"one": end, "other": str(begin)}
        if end == _OPEN or int(end) + step != begin:
            form = "overlap" if end == _OPEN or int(end) + step > begin else "gap"
            yield Finding("XS605", law.place(signature, str(begin)), signature, params, form)
    if last != _OPEN:
        yield Finding("XS605", law.place(signature, str(low), last), signature, {"to": last}, "end")


def _order(law: Law, signature: str, cells: Sequence[tuple[str, str]], *, rising: bool) -> Iterator[Finding]:
    """Yield where figures do not rise with their key (or fall, from the highest key down)."""
    numbers = [(key, int(figure)) for key, figure in cells if figure.isdigit()]
    for (one, before), (other, after) in pairwise(numbers):
        params = {"one": one, "other": other, "before": str(before), "after": str(after)}
        place = law.place(signature, other, str(after))
        if before == after:
            yield Finding("XS607", place, signature, params)
        elif (after < before) if rising else (after > before):
            yield Finding("XS606", place, signature, params)


# ---- tables --------------------------------------------------------------------------------------------------------


def _tables(law: Law) -> Iterator[Finding]:
    rows = law.rows("table/5")
    blank = {
        (str(entry.get("route", "")), str(entry.get("field", "")), value)
        for entry in law.listed("blank") or ()
        for value in texts(entry.get("values"))
    }
    filled: defaultdict[tuple[str, str], dict[tuple[str, str], str]] = defaultdict(dict)
    for route, field, value, subject, hours in rows:
        cells = filled[route, field]
        if cells.setdefault((value, subject), hours) != hours:
            place = law.place("table/5", route, field, value, subject, hours)
            yield Finding("XS618", place, route, {"subject": subject, "rates": f"{field}={value}"}, "cell")
    for (route, field), cells in filled.items():
        subjects = sorted({subject for _, subject in cells})
        for value in map(str.lower, _values(law, route, field)):
            missing = [subject for subject in subjects if (value, subject) not in cells]
            if missing and (route, field, value) not in blank:
                params = {"field": field, "value": value, "subjects": ", ".join(missing)}
                yield Finding("XS608", law.place("table/5", route, field), route, params)
        yield from _by_order(law, route, field, cells)
    for route, field, value in sorted(blank):
        if (route, field) not in filled or any(value == one for one, _ in filled[route, field]):
            yield Finding("XS602", law.entry("route", f'"{route}"'), f"{route} {field}={value}", form="blank")
    yield from _own_tables(law)


def _values(law: Law, route: str, field: str) -> list[str]:
    """Return what a field may say in the records that a route judges."""
    kinds = law.folder.kinds
    judged = {row[0] for row in law.rows("judged_as/2") if row[1] == route}
    judged |= {row[0] for row in law.rows("judged_as/4") if row[3] == route}
    if not judged:
        judged = {
            term.name
            for statement, atom in law.heads("falls_under/2")
            if atom.arguments[1].name == route
            for other, negated, _ in statement.asked()
            if other.signature == "kind/2" and not negated
            for term in other.arguments[1].within()
            if term.sort == "constant"
        }
    found: dict[str, None] = {}
    for kind in sorted(judged & set(kinds.kinds)):
        entry = kinds.kind(kind).names.get(field)
        if entry is not None and entry.choices is not None:
            found.update(dict.fromkeys(entry.choices))
    return list(found)


def _by_order(law: Law, route: str, field: str, cells: Mapping[tuple[str, str], str]) -> Iterator[Finding]:
    order = _declared_order(law, field)
    if order is None:
        if any(len({h for (_, s), h in cells.items() if s == subject}) > 1 for _, subject in cells):
            yield law.undeclared("order", field, law.place("table/5", route, field))
        return
    for subject in sorted({subject for _, subject in cells}):
        listed = [(value, cells[value, subject]) for value in order if (value, subject) in cells]
        yield from _order(law, "table/5", listed, rising=False)


def _declared_order(law: Law, field: str) -> Sequence[str] | None:
    orders = law.declares.get("orders", {})
    found = orders.get(field) if isinstance(orders, dict) else None
    return texts(found) if isinstance(found, list) else None


def _own_tables(law: Law) -> Iterator[Finding]:
    """Yield columns of the regulation's own tables by level that do not fall with the level."""
    for (name, arity), word in law.folder.words.items():
        figures = [n for n, argument in enumerate(word.arguments) if argument.sort == "hours"]
        sorts = [argument.sort for argument in word.arguments]
        order = _declared_order(law, sorts[0]) if sorts else None
        if word.role != "law" or len(figures) < 2 or order is None:
            continue
        rows = {row[0]: row for row in law.rows(f"{name}/{arity}")}
        for column in figures:
            cells = [(value, rows[value][column]) for value in order if value in rows]
            yield from _order(law, f"{name}/{arity}", cells, rising=False)


# ---- ranks ---------------------------------------------------------------------------------------------------------


def _chains(law: Law) -> Iterator[Finding]:
    """Yield the last grade or level of a chain for which nothing says what comes below it."""
    ends = {
        (str(entry.get("chain")), str(entry.get("last"))): str(entry.get("by", ""))
        for entry in law.listed("ends") or ()
    }
    derived = {atom.name for statement in law.statements for atom in statement.head_atoms()}
    for (name, arity), word in law.folder.words.items():
        names = [argument.name for argument in word.arguments]
        if "next" not in names or arity != 2:
            continue
        rows = law.rows(f"{name}/{arity}")
        for last in sorted({row[1] for row in rows} - {row[0] for row in rows}):
            by = ends.get((name, last), "")
            if by not in derived:
                yield Finding("XS609", law.place(f"{name}/{arity}", last), last, {"chain": name, "by": by or "-"})


# ---- rates ---------------------------------------------------------------------------------------------------------


def _rates(law: Law) -> Iterator[Finding]:
    found: defaultdict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
    for signature, (route, subject, field) in _RATES.items():
        for row in law.rows(signature):
            what = "" if field is None else row[field]
            if signature in ("flat/3", "yearly/3"):
                what = row[2]
            found[row[route], row[subject]].add((signature, what))
    for (served, gives), rates in sorted(found.items()):
        if len(rates) > 1:
            listed = ", ".join(f"{signature} {what}".strip() for signature, what in sorted(rates))
            last = max(rates)
            yield Finding(
                "XS618", law.place(last[0], served, gives), served, {"subject": gives, "rates": listed}, "rates"
            )
