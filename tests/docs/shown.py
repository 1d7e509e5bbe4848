"""What the pages show: commands with their output, and Python with what it prints.

In a page, a block ``console`` holds lines ``$ command`` with the output below each; a block ``python`` is followed by a
block ``text``, what it prints.  Blocks ``sh`` are for what changes the machine (installing) and are not run.

``python -m tests.docs.shown`` runs everything and writes what came out into the pages.  Read the changes.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
PAGES = (
    "README.md",
    "docs/architecture.md",
    "docs/results.md",
    "docs/eligibility.md",
    "docs/limits.md",
    "docs/lint.md",
    "docs/explaining.md",
    "docs/letters.md",
    "docs/planning.md",
    "docs/scenarios.md",
    "docs/format.md",
    "docs/coverage.md",
    "docs/diff.md",
    "docs/graph.md",
    "docs/mutation.md",
    "docs/verify.md",
    "facts/README.md",
)
"""The pages that are run; ``docs/readings.md`` is written whole by :mod:`tests.docs.write_readings`."""

COLUMNS = 100

_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


class Shown(NamedTuple):
    """One block of a page: what is run, and the text that is shown for it."""

    page: str
    line: int
    language: str
    source: str
    """The whole block (``console``) or the program (``python``)."""
    output: str
    """What the page shows, for ``python``; for ``console`` the block itself."""
    start: int
    end: int
    """Where ``output`` stands in the page."""


def shown_in(page: str) -> list[Shown]:
    """Return what ``page`` (a path from the root) runs, in its order."""
    return list(_shown(page, (ROOT / page).read_text(encoding="utf-8")))


def _shown(page: str, text: str) -> Iterator[Shown]:
    blocks = list(_BLOCK.finditer(text))
    for number, block in enumerate(blocks):
        line = text.count("\n", 0, block.start()) + 1
        if block[1] == "console":
            yield Shown(page, line, "console", block[2], block[2], block.start(2), block.end(2))
        elif block[1] == "python":
            below = blocks[number + 1]
            assert below[1] == "text", f"{page}:{line}: a block of Python is followed by what it prints"
            yield Shown(page, line, "python", block[2], below[2], below.start(2), below.end(2))


def output_of(shown: Shown) -> str:
    """Run a block and return what the page should show."""
    return _RUN[shown.language](shown.source)


def _console(block: str) -> str:
    commands = [line[2:] for line in block.splitlines() if line.startswith("$ ")]
    return "".join(f"$ {command}\n{_run(['sh', '-c', command])}" for command in commands)


def _python(source: str) -> str:
    return _run([sys.executable, "-c", source])


def _run(command: list[str]) -> str:
    ended = subprocess.run(command, cwd=ROOT, env=_environment(), capture_output=True, encoding="utf-8", check=False)
    # A page shows nothing that fails; clingo ends with 10 to 30 when all is well.
    assert ended.returncode in (0, 10, 20, 30), f"{command}: {ended.returncode}\n{ended.stderr}"
    assert "Traceback" not in ended.stderr, f"{command}\n{ended.stderr}"
    # What a user sees in the terminal: the output, then the messages.
    return _without_blanks(ended.stdout + ended.stderr)


def _without_blanks(text: str) -> str:
    return "".join(f"{line.rstrip()}\n" for line in text.splitlines())


def _environment() -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("LC_", "LANG", "PYTHON", "COV"))}
    path = os.pathsep.join((str(Path(sys.executable).parent), kept.get("PATH", "")))
    return kept | {"PATH": path, "COLUMNS": str(COLUMNS), "LANG": "C.UTF-8", "NO_COLOR": "1", "PYTHONUTF8": "1"}


_RUN: dict[str, Callable[[str], str]] = {"console": _console, "python": _python}


def write(page: str) -> bool:
    """Write what comes out into ``page``; tell whether it changed."""
    path = ROOT / page
    text = new = path.read_text(encoding="utf-8")
    for shown in reversed(shown_in(page)):
        new = new[: shown.start] + output_of(shown) + new[shown.end :]
    path.write_text(new, encoding="utf-8", newline="\n")
    return new != text


def main() -> None:
    """Write all pages."""
    for page in PAGES:
        sys.stdout.write(f"{page}: {'changed' if write(page) else 'as it was'}\n")


if __name__ == "__main__":
    main()
