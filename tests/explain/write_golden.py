"""Write the golden files of sentences anew: ``python -m tests.explain.write_golden``, then read them."""

from __future__ import annotations

from tests.explain.deriving import CITIES
from tests.explain.golden_reasons import file_of, written
from xueshi.messages import LANGS


def main() -> None:
    """Write every file."""
    for city in CITIES:
        for lang in LANGS:
            file_of(city, lang).write_text(written(city, lang), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
