"""The cases of a comparison on its page: the file, the commands, both results side by side; kind by kind in short."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from xueshi.comparison.files import judgings
from xueshi.comparison.finding import Finding, KindFinding, What
from xueshi.comparison.frame import Frame
from xueshi.comparison.side import PLACES
from xueshi.model.result import Result
from xueshi.report.page import INDENT
from xueshi.report.styled import EMPTY, Style, Text, span
from xueshi.report.table import Cell, Column, Row, cell, lay_out
from xueshi.report.words import hours

_VERDICTS: dict[str, Style] = {"compliant": "good", "non_compliant": "bad"}
_STATUSES: dict[str, Style] = {"credited": "good", "not_credited": "bad"}


class CaseLines(Frame):
    """Lines of what was found."""

    def cases(self) -> Iterator[Text]:
        """Yield the smallest case for each view, or that there is none."""
        findings = self._found.findings
        together: dict[int, tuple[Finding, list[What]]] = {}
        for what, finding in findings.smallest:
            key = next((k for k, (other, _) in together.items() if _same(other, finding)), id(finding))
            together.setdefault(key, (finding, []))[1].append(what)
        for finding, whats in together.values():
            title = self._say("smallest", whats=self._say("and").join(self._say(f"what.{what}") for what in whats))
            yield from self._page.titled(title, [*self._case(finding)])
        if not findings.smallest:
            yield EMPTY
            said = "alike" if findings.bound.alike else "none" if not findings.bound.narrowed else "none_of_kinds"
            yield from self._page.paragraph(span(self._say(said, records=findings.bound.records), "good"), indent=0)

    def _case(self, finding: Finding) -> Iterator[Text]:
        name = self._names.get(id(finding), "case")
        made = judgings(self._pair, finding, name, self._folder)
        yield from self._verbatim(made[0].text)
        other = [line for line in made[1].text.splitlines() if line not in made[0].text.splitlines()]
        if any(line.startswith(" ") for line in other):  # more than its head
            yield from self._verbatim(f"\n# B\n{made[1].text}")
        elif other:
            yield from self._page.paragraph(span(self._say("same_with", lines=", ".join(other))), hanging=INDENT)
        yield EMPTY
        for place, judging in zip(PLACES, made, strict=True):
            said = judging.command or self._say("no_command")
            yield from self._page.paragraph((*span(f"{place}  ", "head"), *span(said, "dim")), hanging=3)
        yield EMPTY
        yield from self._side_by_side(finding)

    def _verbatim(self, written: str) -> Iterator[Text]:
        """Yield lines as they are: a case file is not wrapped."""
        for line in written.rstrip("\n").split("\n"):
            yield (*span(" " * 4), *span(line))

    def _side_by_side(self, finding: Finding) -> list[Text]:
        both = finding.first, finding.second
        rows = [Row((cell(self._say("row.verdict")), *(self._verdict(result) for result in both)))]
        subjects = dict.fromkeys(s for result in both if result for s in (*result.credited, *result.required))
        rows += [
            Row((cell(self._words[0].subject(s)), *(self._amount(result, s) for result in both))) for s in subjects
        ]
        ids = dict.fromkeys(one.id for result in both if result for one in result.records)
        for id_ in ids:
            kind = next(r.kind for r in finding.trial.case.records if r.id == id_)
            named = cell(span(id_, "bold"), self._words[0].kind(kind))
            rows.append(Row((named, *(self._record(result, id_) for result in both))))
        for leave in finding.trial.case.leave:
            named = cell(span(leave.id, "bold"), self._words[0].speech.leave(leave.kind))
            rows.append(Row((named, *(self._leave(result, leave.id) for result in both))))
        columns = [Column("", most=24), *(Column(self._named(place)) for place in (0, 1))]
        return lay_out(columns, rows, self._page.width, indent=INDENT)

    def _verdict(self, result: Result | None) -> Cell:
        if result is None:
            return cell(span(self._say("fails"), "bad"))
        style = _VERDICTS.get(result.verdict, "open")
        return cell(span(self._page.words.label("verdict_word", result.verdict), style))

    def _amount(self, result: Result | None, subject: str) -> Cell:
        if result is None or (subject not in result.credited and subject not in result.required):
            return cell(span(self._page.glyphs.rule, "dim"))
        words = self._words[self._of(result)]
        required = result.required.get(subject)
        params = {"credited": hours(result.credited.get(subject, 0)), "required": hours(required or 0)}
        said = words.say("of_required" if required is not None else "not_required", **params)
        short = result.shortfall.get(subject, 0)
        return cell(span(said), *([span(words.say("short", hours=hours(short)), "bad")] if short else []))

    def _of(self, result: Result) -> int:
        return 0 if result.regulation.id == self._sides[0].law.id else 1

    def _credited(self, result: Result, amounts: Mapping[str, int]) -> str:
        """Return what is credited, in the unit of the regulation."""
        shown = {subject: units for subject, units in amounts.items() if units and subject != "total"}
        words = replace(self._page.words, unit=result.regulation.unit)
        return words.amounts(shown) if shown else self._say("nothing")

    def _record(self, result: Result | None, id_: str) -> Cell:
        record = next((one for one in result.records if one.id == id_), None) if result else None
        if result is None or record is None:
            return cell(span(self._page.glyphs.rule, "dim"))
        total = self._credited(result, record.credited)
        style = _STATUSES.get(record.status, "open")
        reasons = [self._page.cited(reason.message, reason.clause, "dim") for reason in record.reasons]
        return cell(span(total, style), *reasons)

    def _leave(self, result: Result | None, id_: str) -> Cell:
        found = next((one for one in result.leave if one.id == id_), None) if result else None
        if found is None:
            return cell(span(self._page.glyphs.rule, "dim"))
        said = self._say("leave_months" if found.accepted else "leave_refused", months=found.months)
        return cell(span(said), *(self._page.cited(one.message, one.clause, "dim") for one in found.reasons))

    # -- kind by kind ------------------------------------------------------------------------------------------------

    def kinds(self) -> Iterator[Text]:
        """Yield the smallest cases kind by kind."""
        findings = self._found.findings
        if not findings.kinds:
            return
        rows: list[Row] = []
        for kind in findings.kinds:
            rows += self._kind(kind)
        columns = [
            Column(self._say("column.case"), least=28),
            *(Column(self._named(place), least=18) for place in (0, 1)),
        ]
        if rows:
            yield from self._page.titled(
                self._say("title.kinds"), lay_out(columns, rows, self._page.width, indent=INDENT)
            )
        alike = [kind.kind for kind in findings.kinds if kind.credit is None and kind.verdict is None]
        if alike:
            said = self._say("kinds_alike", kinds=self._listed(map(self._words[0].kind, alike)))
            yield EMPTY
            yield from self._page.paragraph(span(said), hanging=INDENT)

    def _kind(self, found: KindFinding) -> Iterator[Row]:
        shown = [one for one in (found.credit, found.verdict) if one is not None]
        if len(shown) == 2 and _same(shown[0], shown[1]):
            shown.pop()
        for one in shown:
            case = span(self._words[0].entries(one.trial, found.kind))
            yield Row((cell(case), *(self._short(result) for result in (one.first, one.second))))

    def _short(self, result: Result | None) -> Cell:
        if result is None:
            return self._verdict(result)
        return cell(span(self._credited(result, result.credited)), *self._verdict(result))


def _same(one: Finding, other: Finding) -> bool:
    return one.trial == other.trial
