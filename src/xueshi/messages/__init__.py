"""The program's words in Chinese and English: one catalogue of templates, keyed alike in each language.

``messages/<lang>/<section>.po`` holds the templates of a section (gettext's format, ``str.format`` placeholders).  The
words that belong to a regulation (reasons, caps, facts) stand beside the regulation, in ``asp/``.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from xueshi.kept import keep, kept

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
    """Return the templates of one section by key; a key in a table of the section is ``table.key``.

    Raises:
        xueshi.messages.po.CatalogueError: if the section's file is at fault.
    """
    file = _HERE / lang / f"{name}.po"
    found: dict[str, str] | None = kept(file, "templates")
    if found is None:
        # Babel is slow to import, and what it read is kept.
        from xueshi.messages.po import entries, templates

        found = templates(entries(file, lang).values())
        keep(file, "templates", found)
    return found


def counted(lang: Lang, key: str, number: int | str) -> str:
    """Return the key of that form of a plural that ``number`` takes, an integer or a figure as it is shown.

    English has a form for one and a form for any other number, Chinese one form for all.
    """
    return f"{key}[{int(lang == 'en' and str(number) != '1')}]"


def text(lang: Lang, name: str, key: str, **params: object) -> str:
    """Return template ``key`` of section ``name`` filled with ``params``."""
    return section(lang, name)[key].format(**params)
