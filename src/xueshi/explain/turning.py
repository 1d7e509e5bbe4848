"""What forces a verdict, and what can still be put right: the answers of the search as lines and as data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from xueshi.explain.derivation import Derivation
from xueshi.model.explanation import Line, Mark
from xueshi.remedy.cause import causes
from xueshi.remedy.cause_words import CauseWords, causes_json
from xueshi.remedy.remedy import remedies
from xueshi.remedy.remedy_words import RemedyWords, remedies_json

_DASH = "- "


def turning(derivation: Derivation) -> tuple[tuple[Line, ...], Mapping[str, object]]:
    """Return the least causes of the verdict and its remedies, each as a heading with lines, and both as JSON objects.

    Raises:
        TimeLimitReached: if the choice of a hypothetical case cannot be proven in time.
    """
    case, law, settings, result = derivation.case, derivation.law, derivation.settings, derivation.result
    found, changes = causes(case, law, settings, result), remedies(case, law, settings, result)
    lines = (
        _tree(CauseWords(case, law, settings.lang).lines(found), "bad"),
        _tree(RemedyWords(case, law, settings.lang).lines(changes), "open"),
    )
    return lines, {"causes": causes_json(found, case, law), "remedies": remedies_json(changes, case, law)}


def _tree(sentences: Iterable[str], mark: Mark) -> Line:
    """Return sentences as a tree: the first is the heading; one that begins with a dash stands below the one before."""
    title, *rest = sentences
    below: list[Line] = []
    for sentence in rest:
        if sentence.startswith(_DASH) and below:
            part = Line(sentence.removeprefix(_DASH))
            below[-1] = replace(below[-1], below=(*below[-1].below, part))
        else:
            below.append(Line(sentence.removeprefix(_DASH)))
    return Line(title, mark, below=tuple(below))
