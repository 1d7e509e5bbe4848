"""``make prove``: print the figures of every encoding; exit with 1 where one falls short of the goals."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tests.quality.figures import figures
from tests.quality.page import failures, page


def main() -> int:
    """Find the figures, print or write the page."""
    wanted = argparse.ArgumentParser(prog="python -m tests.quality", description=__doc__)
    wanted.add_argument("--write", type=Path, metavar="FILE", help="write the page there instead of printing it")
    wanted.add_argument("--keep", type=Path, metavar="DIR", help="keep what each command says, and go on from there")
    asked = wanted.parse_args()
    found = list(figures(asked.keep))
    if asked.write:
        asked.write.write_text(page(found), encoding="utf-8", newline="\n")
    else:
        sys.stdout.write(page(found))
    short = failures(found)
    sys.stderr.writelines(f"{line}\n" for line in short)
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main())
