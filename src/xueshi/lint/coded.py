"""XS209, XS210: codes that no declaration and no other statement knows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from xueshi.lint.encoding import Folder, constants
from xueshi.lint.finding import Finding
from xueshi.lint.names import near
from xueshi.solver.rules import Atom, Statement, Term

_BY_TEXT = ("question", "answer")
_MADE: Mapping[str, tuple[tuple[str, int], ...]] = {
    "route": (("judged_as/2", 1), ("judged_as/4", 3), ("judged_without/3", 2), ("falls_under/2", 1), ("route/2", 1)),
    "cap": (("cap/3", 0),),
    "pool": (("pool/2", 0),),
    "group": (("one_only/3", 1),),
    "limb": (("ground/2", 1),),
    "question": (("question/2", 0),),
}
"""By sort: the arguments that bring a name into being; elsewhere it is used."""
_EVERYWHERE = {"route": ("every", "sector_rule", "notice"), "question": ("round", "day", "deem")}
"""Names that the vocabulary itself gives, or asks for."""
_STATED_TOO = {"kind", "date", "amount", "days_over"}
"""What reasons are about and measures hold beside the fields of a record."""


def coded(folder: Folder) -> Iterator[Finding]:
    """Yield codes of kinds, fields and documents that are not declared, and names that nothing brings into being."""
    if folder.core:
        return
    declared = _declared(folder)
    uses = [use for statement in folder.own for use in _uses(folder, statement)]
    made = _made(folder)
    for sort, term, atom in uses:
        known = declared.get(sort)
        if known is not None and term.name not in known:
            yield Finding("XS209", term.place, term.name, {"sort": sort}, sort, near(term.name, known))
        brought = made.get(sort)
        if brought is not None and term.name not in brought:
            form = sort
            yield Finding("XS210", term.place, term.name, {"predicate": atom.signature}, form, near(term.name, brought))
    yield from _answers(folder)


def _declared(folder: Folder) -> dict[str, frozenset[str]]:
    kinds = folder.kinds
    leave = frozenset(kinds.choices("leave"))
    fields = {name for kind in kinds.kinds for name in kinds.kind(kind).names}
    fields |= set(kinds.every_field) | _STATED_TOO
    plain = {field.partition(".")[0] for field in fields}
    return {
        "kind": frozenset(kinds.kinds) | leave,
        "field": frozenset(plain),
        "document": frozenset(kinds.choices("document")),
        "sector": frozenset(kinds.choices("sector")) | {"unlisted"},
    }


def _uses(folder: Folder, statement: Statement) -> Iterator[tuple[str, Term, Atom]]:
    atoms = [*statement.head_atoms(), *(atom for atom, _, _ in statement.asked())]
    for atom in atoms:
        for sort, argument in zip(folder.sorts(atom), atom.arguments, strict=False):
            for term in constants(argument):
                if (term.sort == "text") == (sort in _BY_TEXT):
                    yield sort, term, atom


def _made(folder: Folder) -> dict[str, frozenset[str]]:
    """Return the names that are brought into being, by sort; a sort of which one is computed is left out."""
    found: dict[str, set[str]] = {sort: set(_EVERYWHERE.get(sort, ())) for sort in _MADE}
    open_sorts: set[str] = set()
    for statement in folder.own:
        for atom in statement.head_atoms():
            for sort, places in _MADE.items():
                for signature, place in places:
                    if atom.signature == signature:
                        names = {term.name for term in constants(atom.arguments[place])}
                        found[sort] |= names
                        if not names:
                            open_sorts.add(sort)
    return {sort: frozenset(names) for sort, names in found.items() if sort not in open_sorts}


def _answers(folder: Folder) -> Iterator[Finding]:
    """Yield readings that are asked for and that no question has as an answer."""
    answers: defaultdict[str, set[str]] = defaultdict(set)
    for _, atom in folder.heads("answer/3"):
        for question in constants(atom.arguments[0]):
            answers[question.name] |= {term.name for term in constants(atom.arguments[1])}
    for statement in folder.own:
        for atom, _, _ in statement.asked():
            if atom.signature != "reading/3":
                continue
            for question in constants(atom.arguments[1]):
                for answer in constants(atom.arguments[2]):
                    if question.name in answers and answer.name not in answers[question.name]:
                        params = {"question": question.name}
                        close = near(answer.name, answers[question.name])
                        yield Finding("XS210", answer.place, answer.name, params, "answer", close)
    for _, atom in folder.heads("question/2"):
        for question in constants(atom.arguments[0]):
            if question.name not in answers:
                yield Finding("XS210", question.place, question.name, form="unanswered")
