"""Reading: files, text and mappings to checked cases and dossiers.

Every function reports all faults of its input together, as one :class:`xueshi.errors.InputError`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Literal, TypeVar

from xueshi.errors import InputError, joined
from xueshi.model.case import Case
from xueshi.read.cases import case_from_mapping
from xueshi.read.source import decoded, text_of

if TYPE_CHECKING:
    from xueshi.model.dossier import Dossier

Format = Literal["yaml", "json"]

_T = TypeVar("_T")

__all__ = [
    "Format",
    "case_from_mapping",
    "case_from_text",
    "dossier_from_mapping",
    "dossier_from_text",
    "parse",
    "read_case",
    "read_cases",
    "read_dossier",
    "read_dossiers",
]

_JSON_START = re.compile(r"\s*(?:\[\s*[\[{\"\]]|\{\s*[\"}])")
_SUFFIXES: dict[str, Format] = {".json": "json", ".yaml": "yaml", ".yml": "yaml"}


def read_case(path: str | os.PathLike[str], roots: tuple[Path, ...] = ()) -> Case:
    """Return the case in the YAML or JSON file at ``path``; ``-`` is standard input.

    The ending ``.json``, ``.yaml`` or ``.yml`` tells the format, else the first characters do.

    Args:
        path: the file; messages name it as it stands here.
        roots: further folders of jurisdictions, whose ``kinds.toml`` may declare more.

    Raises:
        InputError: with every fault of the file.
    """
    name = os.fspath(path)
    return case_from_mapping(parse(text_of(name), name), name, roots)


def read_cases(paths: Iterable[str | os.PathLike[str]], roots: tuple[Path, ...] = ()) -> list[Case]:
    """Return the cases of several files, in their order.

    Raises:
        InputError: with the faults of all files that have any.
    """
    return _each(paths, lambda path: read_case(path, roots))


def _each(paths: Iterable[str | os.PathLike[str]], read: Callable[[str | os.PathLike[str]], _T]) -> list[_T]:
    found: list[_T] = []
    errors: list[InputError] = []
    for path in paths:
        try:
            found.append(read(path))
        except InputError as error:
            errors.append(error)
    if errors:
        raise joined(errors)
    return found


def read_dossier(path: str | os.PathLike[str], roots: tuple[Path, ...] = ()) -> Dossier:
    """Return the dossier in the file at ``path``; as :func:`read_case`.

    Raises:
        InputError: with every fault of the file.
    """
    name = os.fspath(path)
    return dossier_from_mapping(parse(text_of(name), name), name, roots)


def read_dossiers(paths: Iterable[str | os.PathLike[str]], roots: tuple[Path, ...] = ()) -> list[Dossier]:
    """Return the dossiers of several files, in their order.

    Raises:
        InputError: with the faults of all files that have any.
    """
    return _each(paths, lambda path: read_dossier(path, roots))


def dossier_from_mapping(data: object, name: str = "dossier", roots: tuple[Path, ...] = ()) -> Dossier:
    """Return the dossier that ``data`` describes; as :func:`case_from_mapping`.

    Raises:
        InputError: with every fault of ``data``.
    """
    from xueshi.read import dossiers

    return dossiers.dossier_from_mapping(data, name, roots)


def case_from_text(
    text: str | bytes, name: str = "case", form: Format | None = None, roots: tuple[Path, ...] = ()
) -> Case:
    """Return the case that ``text`` writes in YAML or JSON.

    Raises:
        InputError: with every fault of the text.
    """
    return case_from_mapping(parse(text, name, form), name, roots)


def dossier_from_text(
    text: str | bytes, name: str = "dossier", form: Format | None = None, roots: tuple[Path, ...] = ()
) -> Dossier:
    """Return the dossier that ``text`` writes in YAML or JSON.

    Raises:
        InputError: with every fault of the text.
    """
    return dossier_from_mapping(parse(text, name, form), name, roots)


def parse(text: str | bytes, name: str, form: Format | None = None) -> object:
    """Return the mappings, lists and exact values that ``text`` writes, before the contract is applied.

    Args:
        text: YAML or JSON; bytes are UTF-8.
        name: what messages call the input; its ending tells the format where ``form`` does not.
        form: ``yaml`` or ``json``.

    Raises:
        InputError: if the text is not readable in its format.
    """
    if isinstance(text, bytes):
        text = decoded(text, name)
    if form is None:
        form = _SUFFIXES.get(PurePath(name).suffix.lower())
    if form is None:
        form = "json" if _JSON_START.match(text) else "yaml"
    # Each parser is imported when it is needed: start-up time is most of a single check.
    if form == "json":
        from xueshi.read.json_text import parse_json

        return parse_json(text, name)
    from xueshi.read.yaml_text import parse_yaml

    return parse_yaml(text, name)
