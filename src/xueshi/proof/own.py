"""Properties that stand beside an encoding: ``ID.properties.lp``, rules that derive ``violated(Name,P)``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from xueshi.law.regulation import LawError, Regulation
from xueshi.law.vocabulary import vocabulary
from xueshi.messages import LANGS
from xueshi.solver.grounding import EncodingError, Grounding
from xueshi.solver.syntax import statements

VIOLATED = "violated"

_DESCRIBED = re.compile(r"^%%\s*(\w+)(?:\s+(zh|en))?\s*:\s*(.+?)\s*$")
"""``%% name: what it says``, for one language ``%% name zh: ...``."""
_BLOCK = re.compile(r"<block>(?=:\d+:\d+)")


@dataclass(frozen=True, slots=True)
class Own:
    """The properties beside one encoding.

    Attributes:
        sentences: what each says, by its name and by language.
    """

    file: Path
    text: str
    sentences: Mapping[str, Mapping[str, str]]

    def violated(self, grounding: Grounding) -> Iterator[tuple[str, int]]:
        """Ground the rules over a whole grounding, and yield name and person of each violation.

        Raises:
            EncodingError: if clingo refuses them.
        """
        try:
            grounding.also(self.text)
        except EncodingError as error:
            raise EncodingError(_BLOCK.sub(str(self.file), str(error))) from None
        for name, person in grounding.rows(VIOLATED, 2):
            if isinstance(person, int):
                yield str(name), person


def file_of(law: Regulation) -> Path:
    """Return where the properties beside ``law`` stand, whether there are any or not."""
    return law.file.with_name(f"{law.id}.properties.lp")


@cache
def own_properties(law: Regulation) -> Own | None:
    """Return the properties beside ``law``, ``None`` where there are none.

    Raises:
        LawError: if a rule derives what the vocabulary already has, or a name has no sentence.
        EncodingError: if the file cannot be parsed.
    """
    file = file_of(law)
    if not file.is_file():
        return None
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise LawError(f"{file}: {error}") from None
    known = {name for name, _ in vocabulary(law.file.parent)}
    names: dict[str, int] = {}
    for statement in statements(file):
        for use in statement.uses:
            if use.place != "head":
                continue
            if use.name in known:
                raise LawError(f"{file}:{statement.line}: {use.name}/{use.arity} belongs to the vocabulary")
            if use.name == VIOLATED:
                if use.arity != 2:
                    raise LawError(f"{file}:{statement.line}: {VIOLATED}/{use.arity}, not {VIOLATED}/2")
                names.setdefault(use.arguments[0].strip('"'), statement.line)
    told = {(found[1], found[2] or ""): found[3] for line in text.splitlines() if (found := _DESCRIBED.match(line))}
    sentences: dict[str, dict[str, str]] = {}
    for name, line in names.items():
        if not re.fullmatch(r"[a-z]\w*", name):
            raise LawError(f"{file}:{line}: {name} is not the name of a property")
        said = {lang: told.get((name, lang), told.get((name, ""))) for lang in LANGS}
        sentences[name] = {lang: text for lang, text in said.items() if text is not None}
        if len(sentences[name]) < len(LANGS):
            raise LawError(f"{file}:{line}: {name} has no sentence (%% {name}: ...)")
    return Own(file, text, sentences)
