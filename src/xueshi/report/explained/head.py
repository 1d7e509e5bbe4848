"""What stands at the head of an explanation in every form: what is explained, whose, by which regulation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from xueshi.messages import Lang, text
from xueshi.model.explanation import Explanation, Mark
from xueshi.model.result import Verdict
from xueshi.report.characters import clean
from xueshi.report.words import Words

VERDICT_MARK: dict[Verdict, Mark] = {
    "compliant": "good",
    "non_compliant": "bad",
    "undetermined": "open",
    "deferred": "open",
}


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a page; text of the case is harmless in it (see :func:`xueshi.report.characters.clean`).

    Attributes:
        title: what is explained.
        case: person, jurisdiction, year.
        regulation: its title and when it is in force.
        verdict: in a word.
    """

    title: str
    case: str
    regulation: str
    verdict: str


def head_of(explanation: Explanation, labels: Mapping[str, str] | None = None) -> Head:
    """Return the head, in the language of the explanation; ``labels`` as for :class:`xueshi.report.words.Words`."""
    words = Words(explanation.lang, labels or {}, explanation.regulation.unit)
    start, end = explanation.regulation.in_force
    force = words.say("head.span" if end else "head.since", start=words.date(start), end=words.date(end or ""))
    return Head(
        _title(explanation),
        words.say(
            "head.case",
            person=clean(explanation.person),
            jurisdiction=clean(words.label("jurisdiction", explanation.jurisdiction)),
            year=explanation.year,
        ),
        words.say("head.regulation", title=clean(explanation.regulation.title), span=force),
        words.say(f"verdict_word.{explanation.verdict}"),
    )


def say(lang: Lang, key: str, **params: object) -> str:
    """Return a template of the pages that show explanations."""
    return text(lang, "explain_view", key, **params)


def counted(lang: Lang, key: str, count: int) -> str:
    """Return a template that tells a number, ``KEY_one`` for one."""
    return say(lang, f"{key}_one" if count == 1 else key, count=count)


def _title(explanation: Explanation) -> str:
    about, lang = explanation.about, explanation.lang
    if "why_not" in about:
        key = "title.why_not_credited" if about["why_not"] == "credited" else "title.why_not"
        return say(lang, key, id=clean(about["record"]), goal=clean(about["why_not"]))
    for key in ("record", "leave", "cap"):
        if key in about:
            return say(lang, f"title.{key}", id=clean(about[key]))
    return say(lang, "title.verdict" if "verdict" in about else "title.case")
