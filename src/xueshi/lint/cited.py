"""XS3: every rule stands under a clause, and every clause that is named is one of the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from xueshi.kept import read_table
from xueshi.law.clauses import Clause, clauses
from xueshi.law.regulation import regulations
from xueshi.lint.encoding import Folder, Program, constants, line_of, plain
from xueshi.lint.finding import Finding, spot
from xueshi.lint.names import near
from xueshi.messages import LANGS
from xueshi.solver.rules import Statement, Term

_RULES = ("fact", "rule", "choice", "constraint", "weak")
_ABOVE = ("subject/2",)
"""What stands above the articles: the text as a whole says it."""


def cited(folder: Folder) -> Iterator[Finding]:
    """Yield what is wrong with citations."""
    if folder.core:
        return
    by_file = {file: _clauses_of(folder, file) for file in folder.files}
    for file, listed in folder.files.items():
        known = by_file[file]
        above = {clause for statement in listed for clause in statement.clauses}
        for statement in listed:
            yield from _uncited(statement)
            if known:
                yield from _comments(statement, known)
                yield from _arguments(folder, statement, known, above)
    for program in folder.regulations:
        yield from _list(folder, program)


def _uncited(statement: Statement) -> Iterator[Finding]:
    if statement.form not in _RULES or statement.clauses:
        return
    heads = [atom.signature for atom in statement.head_atoms()]
    if statement.form != "fact" or any(signature not in _ABOVE for signature in heads):
        yield Finding("XS301", statement.place, heads[0] if heads else "", form="" if heads else "constraint")


def _comments(statement: Statement, known: Mapping[str, object]) -> Iterator[Finding]:
    prefix = "%@ clause "
    if statement.form != "comment" or not statement.text.startswith(prefix):
        return
    clause = statement.text.removeprefix(prefix).strip()
    if clause not in known:
        place = statement.place
        begin = place.column + len(prefix)
        yield Finding(
            "XS302", spot(place.file, place.line, begin, begin + len(clause.encode())), clause, near=near(clause, known)
        )


def _arguments(folder: Folder, statement: Statement, known: Mapping[str, object], above: set[str]) -> Iterator[Finding]:
    """Yield the clauses that are handed to the result and are none of the text, or none that the file cites."""
    for atom in statement.head_atoms():
        for sort, argument in zip(folder.sorts(atom), atom.arguments, strict=False):
            if sort == "clause":
                for term in constants(argument):
                    yield from _argument(atom.signature, term, known, above)


def _argument(signature: str, term: Term, known: Mapping[str, object], above: set[str]) -> Iterator[Finding]:
    if not term.name:
        yield Finding("XS303", term.place, signature, form="empty")
        return
    for clause in separate(term.name, known):
        if clause not in known:
            yield Finding("XS303", term.place, clause, form="unknown", near=near(clause, known))
        elif above and not any(clause.startswith(one) for one in above):
            yield Finding("XS303", term.place, clause, form="elsewhere")


def separate(joined: str, known: Mapping[str, object]) -> list[str]:
    """Return the clauses of ``附件1 一(1)、二(1)``; the name of an annex holds for those behind it."""
    annex = ""
    found = []
    for part in joined.split("、"):
        found.append(part if part in known and not annex else f"{annex}{part}")
        annex = f"{part.partition(' ')[0]} " if " " in part and part.startswith("附") else annex
    return found


# ---- the list of clauses beside the encoding -----------------------------------------------------------------------


def clauses_in(metadata: Path) -> Mapping[str, Mapping[str, object]]:
    """Return the clauses that an encoding's metadata list."""
    try:
        table = read_table(metadata).get("clauses", {})
    except (OSError, ValueError):
        return {}
    if not isinstance(table, dict):
        return {}
    return {str(clause): entry if isinstance(entry, dict) else {} for clause, entry in table.items()}


def _clauses_of(folder: Folder, file: Path) -> Mapping[str, object]:
    """Return the clauses that a file may name: those of the regulations that it belongs to, together."""
    found: dict[str, object] = {}
    for program in folder.regulations:
        if file in program.files or folder.dossier(file):
            found |= clauses_in(program.main.with_suffix(".toml"))
    return found


def _list(folder: Folder, program: Program) -> Iterator[Finding]:
    metadata = program.main.with_suffix(".toml")
    listed = clauses_in(metadata)
    if not listed:
        yield Finding("XS305", spot(metadata), program.main.stem)
        return
    named = _named(folder, listed)
    above = {
        one
        for clause in named
        for one in listed
        if clause.startswith(one) and clause[len(one) :][:1] in ("(", *"0123456789")
    }
    told = {clause.id: clause.says for clause in _told(folder, program)}
    for clause, entry in listed.items():
        place = line_of(metadata, f'"{clause}"', "=")
        idle = bool(entry.get("not_encoded", False))
        if clause not in named | above and not idle:
            yield Finding("XS304", place, clause, form="unused")
        elif clause in named and idle:
            yield Finding("XS304", place, clause, form="used")
        missing = [lang for lang in LANGS if not told.get(clause, {}).get(lang, "").strip()]
        if missing:
            yield Finding("XS306", place, clause, {"languages": ", ".join(missing)})


def _named(folder: Folder, known: Mapping[str, object]) -> set[str]:
    found: set[str] = set()
    for statement in folder.own:
        found.update(statement.clauses)
        for atom in statement.head_atoms():
            for sort, argument in zip(folder.sorts(atom), atom.arguments, strict=False):
                if sort == "clause":
                    for term in constants(argument):
                        found.update(separate(term.name, known))
    return found


def _told(folder: Folder, program: Program) -> Iterable[Clause]:
    """Return the clauses with what they say, in the metadata or in the letters' words."""
    law = next((law for law in regulations(folder.roots) if plain(law.file) == program.main), None)
    if law is not None:
        return clauses(law)
    listed = clauses_in(program.main.with_suffix(".toml"))
    return [Clause(clause, {lang: str(entry.get(lang, "")) for lang in LANGS}) for clause, entry in listed.items()]
