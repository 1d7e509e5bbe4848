"""Write the golden pages again: ``python -m tests.report.write_golden``.  Read them before they are committed."""

from __future__ import annotations

from pathlib import Path

from tests.report.samples import ALL, LABELS
from xueshi.messages import LANGS, Lang
from xueshi.report.text_view import render_allocation, render_check

HERE = Path(__file__).parent / "golden"

PAGES = [(name, lang, width) for name in ("partly", "leave") for lang in LANGS for width in (80, 120)]


def page(name: str, lang: Lang, width: int) -> str:
    result = ALL[name](lang)
    shown = {"lang": lang, "width": width, "colour": False, "labels": LABELS[lang]}
    text = render_check(result, **shown)  # type: ignore[arg-type]
    if result.allocation:
        text += "\n\n" + render_allocation(result, **shown)  # type: ignore[arg-type]
    return text + "\n"


def path(name: str, lang: Lang, width: int) -> Path:
    return HERE / f"{name}-{lang}-{width}.txt"


if __name__ == "__main__":
    for one in PAGES:
        path(*one).write_text(page(*one), encoding="utf-8", newline="\n")
