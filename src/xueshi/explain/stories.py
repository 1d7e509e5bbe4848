"""What is told of a case, of a record, of a cap, of the verdict: which conclusions, in which order.

Each line stands for a node of the justification, or says how several of them go together.
"""

from __future__ import annotations

from collections.abc import Iterator

from xueshi.explain.derivation import Derivation
from xueshi.explain.graph import Justification, roots
from xueshi.explain.sentences import Sentences
from xueshi.explain.story_caps import OF_CAP, OF_POOL, cap_story
from xueshi.explain.story_record import OF_CONTENT, OF_RECORD, alternatives, record_story
from xueshi.explain.story_year import OF_VERDICT, verdict_story
from xueshi.explain.telling import Telling
from xueshi.explain.tree import headed
from xueshi.law.letters import letter_words
from xueshi.model.explanation import Line
from xueshi.model.result import CapUse, LeaveResult, Placement, RecordResult
from xueshi.solver.trace import Atom

OF_LEAVE = (
    ("leave_refusal", 5),
    ("leave_met", 3),
    ("leave_assumed", 4),
    ("leave_months", 3),
    ("leave_days", 3),
    ("too_short", 2),
    ("accepted", 2),
    ("leave_warning", 4),
)
"""What is told of a leave."""

_OF_PERSON = (*OF_RECORD, *OF_LEAVE, *OF_CAP, *OF_POOL, *OF_VERDICT)


class Stories:
    """Tells the parts of one derivation.

    Attributes:
        sentences: what atoms say.
        justification: of everything that is told, absences as they are.
    """

    def __init__(self, derivation: Derivation) -> None:
        self._derivation = derivation
        self.sentences = Sentences(derivation)
        told: dict[Atom, None] = dict.fromkeys([*roots(derivation), *self._told(), *self.sentences.lacking.decisive()])
        self.justification = Justification(derivation, told, deep=False)
        self._telling = Telling(derivation, self.sentences, self.justification)

    def _told(self) -> Iterator[Atom]:
        derivation, contents = self._derivation, set(self._derivation.person.contents)
        for name, arity in _OF_PERSON:
            yield from derivation.atoms(name, arity, derivation.person.number)
        for name, arity in OF_CONTENT:
            yield from (atom for atom in derivation.atoms(name, arity) if atom[1] in contents)

    def verdict(self) -> Line:
        """Tell what was demanded, what was credited, what is missing, minimum by minimum, and the verdict."""
        return verdict_story(self._telling)

    def record(self, record: RecordResult) -> Line:
        """Tell of one record."""
        return record_story(self._telling, record)

    def alternatives(self, place: Placement) -> Iterator[Line]:
        """Tell what each other place of a record would cost."""
        return alternatives(self._telling, place)

    def cap(self, cap: CapUse) -> Line:
        """Tell of one cap: its limit, who stands under it, who had its hours and who lost some."""
        return cap_story(self._telling, cap)

    def leave(self, leave: LeaveResult) -> Line:
        """Tell of one leave."""
        number = [one.id for one in self._derivation.person.leave].index(leave.id) + 1
        atoms = (atom for name, arity in OF_LEAVE for atom in self._telling.of(name, arity, number))
        lines = self._telling.told(self._telling.tree(leave.id), atoms)
        key = "leave.accepted" if leave.accepted else "leave.refused"
        text = self.sentences.say(key, id=leave.id, kind=self.sentences.value("kind", leave.kind))
        return headed(text, lines, "good" if leave.accepted else "bad")

    def readings(self) -> Line | None:
        """Tell which readings the result rests on."""
        used = {node.atom[2] for node in self.justification.graph if node.kind == "reading" and node.holds}
        said, lang = letter_words(self._derivation.law), self.sentences.lang
        lines = []
        for one in self._derivation.result.readings:
            if one.id in used:
                key = "reading" if one.default else "reading_chosen"
                answer = said.answer(one.id, one.value, lang)
                text = self.sentences.say(key, question=one.question, answer=answer)
                lines.append(Line(text, "plain", "reading", "reading/3", (one.clause,)))
        return headed(self.sentences.say("readings"), lines) if lines else None

    def assumptions(self) -> Line | None:
        """Tell what was taken as given."""
        lines = []
        for one in self._derivation.result.assumptions:
            who = one.record or self._derivation.case.person
            text = self.sentences.say("assumption", record=who, message=one.message)
            lines.append(Line(text, "open", "assumption", "", (one.clause,) if one.clause else ()))
        return headed(self.sentences.say("assumptions"), lines) if lines else None

    def whole(self) -> Iterator[Line]:
        """Tell everything: verdict, records, caps, leave, readings, assumptions."""
        result, say = self._derivation.result, self.sentences.say
        yield self.verdict()
        yield headed(say("records"), map(self.record, result.records))
        if result.caps:
            yield headed(say("caps"), map(self.cap, result.caps))
        if result.leave:
            yield headed(say("leaves"), map(self.leave, result.leave))
        yield from (line for line in (self.readings(), self.assumptions()) if line is not None)


__all__ = ["OF_CAP", "OF_CONTENT", "OF_LEAVE", "OF_POOL", "OF_RECORD", "OF_VERDICT", "Stories"]
