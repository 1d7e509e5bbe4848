"""What properties, findings and witnesses say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from xueshi.messages import Lang, counted, text
from xueshi.proof.data import Finding, Outcome, Witness
from xueshi.proof.properties import OWN

_VERDICTS = ("verdict", "other_verdict", "verdict_before", "verdict_after")


def say(lang: Lang, key: str, **params: object) -> str:
    """Return a template of the section, filled."""
    return text(lang, "proof", key, **params)


def number(lang: Lang, key: str, n: int) -> str:
    """Return how many there are of something."""
    return say(lang, counted(lang, key, n), n=n)


def title(outcome: Outcome, lang: Lang) -> str:
    """Return what a property says."""
    return outcome.sentence[lang] if outcome.about == OWN else say(lang, f"property.{outcome.about}")


def sentence(one: Finding | Witness, lang: Lang) -> str:
    """Return what a finding or a witness shows."""
    if one.about == OWN:
        return say(lang, "shown.own", own=one.code)
    return say(lang, f"shown.{one.code}", **_words(one.params, lang))


def note(key: str, params: Mapping[str, str], lang: Lang) -> str:
    """Return what a reader should know beside."""
    return say(lang, f"note.{key}", **params)


def _words(params: Mapping[str, str], lang: Lang) -> dict[str, str]:
    return {key: say(lang, f"verdict.{value}") if key in _VERDICTS else value for key, value in params.items()}


def listed(lang: Lang, names: Iterable[str]) -> str:
    """Return names as a list."""
    return say(lang, "comma").join(names)


def answers(readings: Mapping[str, str]) -> str:
    """Return readings as the command line takes them."""
    return " ".join(f"{question}={answer}" for question, answer in sorted(readings.items()))
