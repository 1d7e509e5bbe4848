"""Which kinds, reasons and warnings that the regulation's own statements name occurred."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from xueshi.coverage.figures import Occurred
from xueshi.law.vocabulary import Vocabulary
from xueshi.model.case import Case
from xueshi.solver.grounding import Grounding
from xueshi.solver.measured import Measured

_CODE = re.compile(r"[a-z]\w*")
_REASONS = ("reason", "notice")


def kinds(program: Measured, known: Vocabulary, cases: Sequence[Case]) -> Occurred:
    """Return the kinds of record and of leave, and whether a case holds one."""
    named = frozenset(_named(program, known, ("kind",)))
    held = {record.kind for case in cases for record in case.records}
    held.update(leave.kind for case in cases for leave in case.leave)
    return Occurred(tuple(sorted(named & held)), tuple(sorted(named - held)))


def reasons(program: Measured, known: Vocabulary, groundings: Sequence[Grounding]) -> Occurred:
    """Return the reasons and warnings, and whether something was refused or pointed out for them."""
    named = frozenset(_named(program, known, _REASONS))
    found: set[str] = set()
    for (name, arity), declared in known.items():
        places = [place for sort in _REASONS for place in declared.places(sort)]
        # What the law says of a reason is not yet a reason given.
        if declared.role == "law" and declared.arguments[0].sort not in ("content", "person", "record"):
            continue
        for grounding in groundings if places else ():
            found.update(str(row[place]) for row in grounding.rows(name, arity) for place in places)
    return Occurred(tuple(sorted(named & found)), tuple(sorted(named - found)))


def _named(program: Measured, known: Vocabulary, sorts: Sequence[str]) -> Iterator[str]:
    """Yield the codes of some sorts that stand in the regulation's own statements."""
    for one in program.instances:
        if not program.statements[one.statement].own:
            continue
        atoms = [(one.signature, one.arguments)]
        atoms += [
            ((part.name, len(part.arguments)), tuple(argument.text for argument in part.arguments))
            for part in one.parts
            if part.sort in ("atom", "absent")
        ]
        for signature, arguments in atoms:
            declared = known.get(signature)
            places = () if declared is None else [place for sort in sorts for place in declared.places(sort)]
            yield from (arguments[place] for place in places if _CODE.fullmatch(arguments[place]))
