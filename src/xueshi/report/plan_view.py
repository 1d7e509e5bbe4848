"""What is still to be done in a year: the page and the JSON object of ``xueshi plan`` (docs/planning.md)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from xueshi.messages import Lang, section
from xueshi.model.plan_result import Additional, Cheapest, Note, Offer, Plan, PlanResult, Shortage
from xueshi.model.result import Amounts, Assumption, OpenAmounts, Reason
from xueshi.model.units import UNITS_PER_HOUR, json_number, to_hours
from xueshi.report.json_view import amounts_json, reading_json, regulation_json
from xueshi.report.minima_view import minima_lines, verdict_lines
from xueshi.report.page import INDENT, Page, new_page, printed
from xueshi.report.styled import Text, span
from xueshi.report.table import Column, Row, cell, lay_out
from xueshi.report.words import Words, hours

_FOUR_PLACES = Decimal("0.0001")


def hours_up(units: int) -> Decimal:
    """Return ``units`` as hours: exact where four decimals suffice, else rounded up to four."""
    exact = Decimal(units) / UNITS_PER_HOUR
    return to_hours(units) if _writable(units) else exact.quantize(_FOUR_PLACES, ROUND_CEILING).normalize()


def _writable(units: int) -> bool:
    """Tell whether four decimals write the hours exactly."""
    return units * 10_000 % UNITS_PER_HOUR == 0


def _number_up(units: int) -> int | float:
    found = hours_up(units)
    return int(found) if found == found.to_integral_value() else float(found)


def _rounded(found: Additional) -> bool:
    amounts = [*found.least.values(), found.any_subject, *found.by_kind.values()]
    amounts += [units for way in found.other_ways for units in way.values()]
    return any(units is not None and not _writable(units) for units in amounts)


@dataclass(frozen=True, slots=True)
class _Said:
    """The words of ``xueshi plan`` in one language, and those of subjects and facts."""

    lang: Lang
    words: Words

    def say(self, key: str, **params: object) -> str:
        """Return template ``key`` filled."""
        return section(self.lang, "plan")[key].format(**params)

    def subject(self, subject: str | None) -> str:
        """Return what a subject is called, as it begins a sentence."""
        return self.words.minimum(subject) if subject else ""

    def note(self, note: Note) -> str:
        """Return a note in words."""
        fact = self.words.label("fact", note.fact) if note.fact else ""
        return self.say(
            f"note.{note.code}", subject=self.subject(note.subject), hours=f"{hours_up(note.hours):f}", fact=fact
        )

    def amounts(self, amounts: OpenAmounts) -> str:
        """Return the amounts that are there, as a list; the total stands elsewhere."""
        return self.words.listed(
            self.words.say("amount.of", subject=self.words.label("subject", subject), hours=f"{hours_up(units):f}")
            for subject, units in amounts.items()
            if units and subject != "total"
        )


# -- JSON ------------------------------------------------------------------------------------------------------------


def plan_json(result: PlanResult) -> dict[str, object]:
    """Return the JSON object of ``xueshi plan --json``; ``plan`` is a key only where a catalogue was given."""
    now, found = result.now, result.additional
    lang: Lang = "zh" if now.lang == "zh" else "en"
    said = _Said(lang, Words(lang, unit=now.regulation.unit))
    notes = [_note_json(note.code, note, said.note(note)) for note in found.notes]
    if _rounded(found):
        notes.append(_note_json("rounded_up", Note("form"), said.say("note.rounded_up")))
    out: dict[str, object] = {
        "person": now.person,
        "jurisdiction": now.jurisdiction,
        "year": now.year,
        "regulation": regulation_json(now.regulation),
        "verdict": now.verdict,
        "credited": amounts_json(now.credited),
        "required": amounts_json(now.required),
        "shortfall": amounts_json(now.shortfall),
        "additional": _additional_json(found.least),
        "any_subject": _number_up(found.any_subject),
        "by_kind": _additional_json(found.by_kind),
        "other_ways": [_additional_json(way) for way in found.other_ways],
        "notes": notes,
        "would_decide": [
            {"record": item.record, "subject": item.subject, "hours": json_number(item.hours)}
            for item in now.would_decide
        ],
    }
    if result.cheapest is not None:
        out["plan"] = _cheapest_json(result.cheapest)
    out["readings"] = [reading_json(reading) for reading in now.readings]
    out["strict"] = now.strict
    out["lang"] = now.lang
    return out


def _additional_json(amounts: OpenAmounts) -> dict[str, object]:
    return {subject: None if units is None else _number_up(units) for subject, units in amounts.items()}


def _note_json(code: str, note: Note, message: str) -> dict[str, object]:
    return {
        "code": code,
        "clause": note.clause,
        "subject": note.subject,
        "hours": _number_up(note.hours),
        "fact": note.fact,
        "message": message,
    }


def _cost_json(cost: Decimal | None) -> int | float | None:
    if cost is None:
        return None
    return int(cost) if cost == cost.to_integral_value() else float(cost)


def _cheapest_json(found: Cheapest) -> dict[str, object]:
    return {
        "status": found.status,
        "cost": _cost_json(found.cost),
        "plans": [_plan_json(plan) for plan in found.plans],
        "proven": True,
        "count": found.count,
        "count_is_exact": found.count_is_exact,
        "offers": [_offer_json(offer) for offer in found.offers],
        "shortage": None if found.shortage is None else _shortage_json(found.shortage),
        "judged": found.judged,
    }


def _plan_json(plan: Plan) -> dict[str, object]:
    return {
        "activities": [
            {
                "activity": one.activity,
                "units": one.units,
                "cost": _cost_json(one.cost),
                "credited": amounts_json(one.credited),
            }
            for one in plan.chosen
        ],
        "credited": amounts_json(plan.credited),
        "required": amounts_json(plan.required),
        "assumptions": [
            {"activity": one.record, "fact": one.fact, "clause": one.clause, "message": one.message}
            for one in plan.assumptions
        ],
    }


def _offer_json(offer: Offer) -> dict[str, object]:
    return {
        "activity": offer.activity,
        "kind": offer.kind,
        "title": offer.title,
        "cost": _cost_json(offer.cost),
        "most": offer.most,
        "claimed": amounts_json(offer.claimed),
        "credited": amounts_json(offer.credited),
        "reasons": [_reason_json(reason) for reason in offer.reasons],
    }


def _shortage_json(shortage: Shortage) -> dict[str, object]:
    return {
        "credited": amounts_json(shortage.credited),
        "required": amounts_json(shortage.required),
        "shortfall": amounts_json(shortage.shortfall),
        "activities": [
            {
                "activity": one.activity,
                "units": one.units,
                "credited": amounts_json(one.credited),
                "lost": json_number(one.lost),
                "reasons": [_reason_json(reason) for reason in one.reasons],
            }
            for one in shortage.activities
        ],
    }


def _reason_json(reason: Reason) -> dict[str, object]:
    return {
        "code": reason.code,
        "clause": reason.clause,
        "message": reason.message,
        "hours": json_number(reason.hours),
        "subject": reason.subject,
        "fact": reason.fact,
    }


# -- the page --------------------------------------------------------------------------------------------------------


def render_plan(
    result: PlanResult,
    *,
    lang: Lang,
    width: int,
    colour: bool,
    labels: Mapping[str, str] | None = None,
    encoding: str | None = "utf-8",
) -> str:
    """Return the page of ``xueshi plan``; see :func:`xueshi.report.text_view.render_check` for the parameters."""
    page = new_page(lang=lang, width=width, labels=labels, encoding=encoding, unit=result.now.regulation.unit)
    said = _Said(lang, page.words)
    lines = [*verdict_lines(page, result.now), *minima_lines(page, result.now), *_least(page, said, result)]
    if result.cheapest is not None:
        lines += _cheapest(page, said, result.cheapest)
    return printed(lines, colour=colour, encoding=encoding)


def _least(page: Page, said: _Said, result: PlanResult) -> list[Text]:
    found = result.additional
    title = said.say("least.title")
    if result.now.verdict == "compliant":
        return page.titled(title, page.paragraph(span(said.say("least.nothing"), "good")))
    lines = page.paragraph(span(_least_sentence(said, found), "bold"), hanging=INDENT)
    for way in found.other_ways:
        lines += page.paragraph(span(_way_sentence(said, way, "other")), hanging=INDENT)
    if found.by_kind:
        lines += page.paragraph(span(said.say("least.kinds", amounts=said.amounts(found.by_kind))), hanging=INDENT)
    for note in found.notes:
        lines += page.paragraph(page.cited(said.note(note), note.clause, "open"), hanging=INDENT)
    lines += _would_decide(page, result)
    if _rounded(found):
        lines += page.paragraph(span(said.say("note.rounded_up"), "dim"), hanging=INDENT)
    if found.least["total"] is not None:
        lines += page.paragraph(span(said.say("least.meant"), "dim"), hanging=INDENT)
    return page.titled(title, lines)


def _would_decide(page: Page, result: PlanResult) -> list[Text]:
    """Return the open amounts of which each alone would do."""
    words = page.words
    records: dict[str, list[str]] = {}
    for item in result.now.would_decide:
        records.setdefault(item.record, []).append(words.amount(item.subject, item.hours))
    lines: list[Text] = []
    for record, amounts in records.items():
        said = words.say("would_decide.line", record=page.id(record), amount=words.listed(amounts))
        lines += page.paragraph(span(said, "open"), indent=INDENT * 2, hanging=INDENT)
    return lines


def _least_sentence(said: _Said, found: Additional) -> str:
    undecided = [subject for subject, units in found.least.items() if units is None and subject != "total"]
    if not undecided:
        return _way_sentence(said, found.least, "")
    if all(units is None for units in found.least.values()):
        return said.say("least.unknown")
    listed = said.words.listed(said.words.label("subject", subject) for subject in undecided)
    amounts = said.amounts(found.least)
    if not amounts:
        return said.say("least.undecided", undecided=listed[:1].upper() + listed[1:])
    return said.say("least.partly", amounts=amounts, undecided=listed)


def _way_sentence(said: _Said, way: OpenAmounts, prefix: str) -> str:
    parts = {subject: units for subject, units in way.items() if subject != "total" and units}
    total = way["total"] or 0
    rest = total - sum(parts.values())
    amounts, all_of_it = said.amounts(parts), f"{hours_up(total):f}"
    if not parts:
        return said.say(f"least.{prefix}_any" if prefix else "least.any", total=all_of_it)
    if rest:
        key = f"least.{prefix}_rest" if prefix else "least.rest"
        return said.say(key, amounts=amounts, rest=f"{hours_up(rest):f}", total=all_of_it)
    if prefix:
        return said.say(f"least.{prefix}", amounts=amounts, total=all_of_it)
    return said.say("least.plain" if len(parts) > 1 else "least.one", amounts=amounts, total=all_of_it)


def _cheapest(page: Page, said: _Said, found: Cheapest) -> list[Text]:
    if found.status == "points":
        text = page.paragraph(span(said.say("cheapest.points"), "open"), hanging=INDENT)
        return page.titled(said.say("cheapest.title_none"), text)
    if found.shortage is not None:
        return _none(page, said, found, found.shortage)
    first, *others = found.plans
    if not first.chosen:
        return page.titled(said.say("cheapest.title_nothing"), page.paragraph(span(said.say("least.nothing"), "good")))
    lines = [*_plan_table(page, said, found, first), *_proof(page, said, found, others)]
    cost = _plainly(found.cost)
    return [
        *page.titled(said.say("cheapest.title", cost=cost), lines),
        *_assumptions(page, said, first.assumptions),
        *_useless(page, said, found.offers),
    ]


def _plan_table(page: Page, said: _Said, found: Cheapest, plan: Plan) -> list[Text]:
    offers = {offer.activity: offer for offer in found.offers}
    columns = [
        Column(said.say("cheapest.units"), "right"),
        Column(said.say("cheapest.activity"), most=24, least=8),
        Column(said.say("cheapest.kind"), least=16),
        Column(said.say("cheapest.cost"), "right"),
        Column(said.say("cheapest.brings"), least=12),
    ]
    rows = [
        Row(
            (
                cell(str(one.units)),
                cell(span(page.id(one.activity), "bold")),
                cell(_named(page, offers[one.activity])),
                cell(_plainly(one.cost)),
                _amounts_cell(page, one.credited),
            )
        )
        for one in plan.chosen
    ]
    lines = lay_out(columns, rows, page.width, indent=INDENT)
    words = page.words
    reached = words.listed(
        words.say("amount.short", subject=words.short(subject), hours=hours(units))
        for subject, units in plan.credited.items()
        if plan.required.get(subject) is not None
    )
    after = said.say("cheapest.after", amounts=reached)
    return [*lines, *page.paragraph(span(after), hanging=INDENT)]


def _named(page: Page, offer: Offer) -> Text:
    kind = page.words.label("kind", offer.kind)
    title = span(f" {page.glyphs.dot} {offer.title}", "dim") if offer.title else ()
    return (*span(kind), *title)


def _amounts_cell(page: Page, amounts: Amounts) -> tuple[Text, ...]:
    words = page.words
    parts = [
        words.say("amount.short", subject=words.short(subject), hours=hours(units))
        for subject, units in amounts.items()
        if units
    ]
    return tuple(span(part) for part in parts) or (span(words.say("amount.none")),)


def _proof(page: Page, said: _Said, found: Cheapest, others: Sequence[Plan]) -> list[Text]:
    if not others and found.count_is_exact and found.count == 1:
        return page.paragraph(span(said.say("cheapest.only"), "dim"), hanging=INDENT)
    key = "cheapest.several" if found.count_is_exact else "cheapest.at_least"
    lines = page.paragraph(span(said.say(key, count=found.count), "dim"), hanging=INDENT)
    for number, plan in enumerate(found.plans, 1):
        chosen = said.words.listed(
            said.say("cheapest.chosen", units=one.units, activity=page.id(one.activity)) for one in plan.chosen
        )
        line = said.say("cheapest.other", number=number, chosen=chosen)
        lines += page.paragraph(span(line), indent=INDENT * 2, hanging=3)
    return lines


def _none(page: Page, said: _Said, found: Cheapest, shortage: Shortage) -> list[Text]:
    missing = page.words.amounts(shortage.shortfall)
    lines = page.paragraph(span(said.say("cheapest.infeasible", amounts=missing), "bad"), hanging=INDENT)
    out = page.titled(said.say("cheapest.title_none"), lines)
    if not shortage.activities:
        return out
    offers = {offer.activity: offer for offer in found.offers}
    columns = [
        Column(said.say("cheapest.units"), "right"),
        Column(said.say("cheapest.activity"), most=24, least=8),
        Column(said.say("cheapest.kind"), least=16),
        Column(said.say("cheapest.brings"), least=12),
        Column(said.say("cheapest.lost"), "right"),
    ]
    rows = [
        Row(
            (
                cell(str(one.units)),
                cell(span(page.id(one.activity), "bold")),
                cell(_named(page, offers[one.activity])),
                _amounts_cell(page, one.credited),
                cell(span(hours(one.lost), "bad" if one.lost else "dim")),
            ),
            below=tuple(page.cited(reason.message or reason.code, reason.clause, "open") for reason in one.reasons),
            below_from=1,
        )
        for one in shortage.activities
    ]
    return [*out, *page.titled(said.say("cheapest.everything"), lay_out(columns, rows, page.width, indent=INDENT))]


def _useless(page: Page, said: _Said, offers: Iterable[Offer]) -> list[Text]:
    """Return the activities that are refused, or worth nothing, with the reasons."""
    lines: list[Text] = []
    for offer in offers:
        if any(offer.credited.values()) or any(reason.code in {"credited", "deemed"} for reason in offer.reasons):
            continue
        for reason in offer.reasons:
            text = said.say("cheapest.reason", activity=page.id(offer.activity), text=reason.message or reason.code)
            lines += page.paragraph(page.cited(text, reason.clause, "open"), hanging=INDENT)
    return page.titled(said.say("cheapest.useless"), lines)


def _assumptions(page: Page, said: _Said, assumptions: Iterable[Assumption]) -> list[Text]:
    """Return what was taken as given, the activities of one fact and clause together."""
    words = page.words
    groups: dict[tuple[str, str], list[str]] = {}
    for one in assumptions:
        text = words.label("fact", one.fact) if words.knows("fact", one.fact) else one.message or one.fact
        groups.setdefault((text, one.clause), []).append(one.record or "")
    lines: list[Text] = []
    for (text, clause), records in groups.items():
        line = words.say("assumptions.line", fact=text, records=page.ids(dict.fromkeys(records)))
        lines += page.paragraph(page.cited(line, clause), hanging=INDENT)
    return page.titled(said.say("cheapest.assumptions"), lines)


def _plainly(cost: Decimal | None) -> str:
    return "" if cost is None else f"{cost.normalize():f}"
