"""XS1: what clingo says of a file, by code."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xueshi.lint.encoding import Folder, is_core
from xueshi.lint.finding import Finding
from xueshi.solver.complaints import STRAY, Complaint

_SILENT = ("no atoms over signature", "already included file")
"""What other checks say better, or what is no fault."""
_CODES = (
    ("syntax error", "XS101"),
    ("lexer error", "XS101"),
    ("unsafe variables", "XS102"),
    ("file could not be opened", "XS103"),
    ("redefinition of constant", "XS104"),
    ("cyclic constant", "XS104"),
)


def told(folder: Folder) -> Iterator[Finding]:
    """Yield what clingo has against the files; each unsafe variable is a finding of its own."""
    for program in folder.programs:
        for number, complaint in enumerate(program.complaints):
            if complaint.grade == "note" or complaint.said.startswith(_SILENT):
                continue
            yield from _findings(complaint, _notes(program.complaints, number + 1))


def _notes(complaints: Sequence[Complaint], start: int) -> list[Complaint]:
    found = []
    for complaint in complaints[start:]:
        if complaint.grade != "note":
            break
        found.append(complaint)
    return found


def _findings(complaint: Complaint, notes: Sequence[Complaint]) -> Iterator[Finding]:
    if complaint.said.startswith(STRAY):
        yield Finding("XS101", complaint.place, complaint.said.removeprefix(STRAY), form="stray")
        return
    detail = "\n".join(filter(None, (complaint.said, complaint.more)))
    code = next((code for begin, code in _CODES if complaint.said.startswith(begin)), None)
    if code == "XS102" and notes:
        for note in notes:
            variable = note.said.partition("'")[2].partition("'")[0]
            yield Finding(code, note.place, variable, detail=f"{detail}\n{note.said}", others=(complaint.place,))
    elif code == "XS101":
        unexpected, _, expected = complaint.said.removeprefix("syntax error").lstrip(", ").partition(", expecting ")
        met = unexpected.removeprefix("unexpected ")
        form = ("expected" if expected else "met") if met else ""
        yield Finding(code, complaint.place, "", {"met": met, "expected": expected}, form, detail=detail)
    else:
        about = complaint.more.strip().split("\n")[0]
        last = "XS105" if complaint.grade == "error" else "XS106"
        places = [complaint.place, *(note.place for note in notes)]
        # Of two places that disagree, the one outside the vocabulary is at fault.
        places.sort(key=lambda place: is_core(place.file))
        place, *others = places
        yield Finding(
            code or last, place, about, {"said": complaint.said.rstrip(":")}, detail=detail, others=tuple(others)
        )
