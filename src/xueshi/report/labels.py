"""The words of what a regulation declares (kinds, documents, leave, fields, jurisdictions), ready for a page."""

from __future__ import annotations

from pathlib import Path

from xueshi.messages import Lang
from xueshi.model.kinds import Term, catalogue, jurisdictions


def declared_labels(lang: Lang, jurisdiction: str | None = None, roots: tuple[Path, ...] = ()) -> dict[str, str]:
    """Return labels by ``group.code``, where the same code may mean two things, and of fields by their key.

    The groups are ``kind``, ``leave``, ``jurisdiction`` and ``fact`` (documents).  Fields stand without a group: the
    program's own word for an assumed fact goes before them.

    Args:
        lang: the language of the labels.
        jurisdiction: whose declarations; those of every jurisdiction if ``None``.
        roots: further folders of encodings, as :func:`xueshi.model.kinds.catalogue` takes them.

    Raises:
        DeclarationError: if a declaration is at fault.
    """
    declared = catalogue(jurisdiction, roots)
    groups = {
        "kind": declared.kinds,
        "leave": declared.choices("leave"),
        "fact": declared.choices("document"),
        "jurisdiction": jurisdictions(roots),
    }
    labels = {f"{group}.{code}": _word(term, lang) for group, terms in groups.items() for code, term in terms.items()}
    for field in declared.every_field.values():
        labels.setdefault(field.key, _word(field.term, lang))
    return labels


def _word(term: Term, lang: Lang) -> str:
    return term.zh if lang == "zh" else term.en
