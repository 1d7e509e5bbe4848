"""The program's words in Chinese and English: one catalogue of templates, keyed alike in each language.

``messages/<lang>/<section>.toml`` holds the templates of a section (``str.format`` placeholders).  The words that
belong to a regulation (reasons, kinds, conditions) stand beside the regulation, in ``asp/``.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal, cast, get_args

from xueshi.kept import read_table

Lang = Literal["zh", "en"]
LANGS: tuple[Lang, ...] = get_args(Lang)

_HERE = Path(__file__).parent


def locale_lang() -> Lang:
    """Return the language of the environment's locale: ``zh`` for a Chinese one, else ``en``."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name)
        if value:
            return "zh" if value.lower().startswith("zh") else "en"
    return "en"


@cache
def section(lang: Lang, name: str) -> Mapping[str, str]:
    """Return the templates of one section, nested tables joined with dots."""
    data = read_table(_HERE / lang / f"{name}.toml")
    flat: dict[str, str] = {}

    def walk(prefix: str, table: Mapping[str, object]) -> None:
        for key, value in table.items():
            if isinstance(value, dict):
                walk(f"{prefix}{key}.", cast("dict[str, object]", value))
            else:
                flat[f"{prefix}{key}"] = str(value)

    walk("", data)
    return flat


def text(lang: Lang, name: str, key: str, **params: object) -> str:
    """Return template ``key`` of section ``name`` filled with ``params``."""
    return section(lang, name)[key].format(**params)
