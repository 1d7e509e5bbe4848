"""docs/writing-a-regulation.md runs: its files are written into a folder, its commands run there, in their order.

``python -m tests.law.example`` writes what came out into the page.  Read the changes.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "writing-a-regulation.md"

_BLOCK = re.compile(r"(?:^`([\w./-]+)`:\n\n)?^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def shown(page: str, folder: Path) -> str:
    """Return ``page`` with what its commands print in ``folder``, beside the encodings and cases of the project."""
    for room in ("asp", "facts"):
        (folder / room).symlink_to(ROOT / room)
    return "".join(_parts(page, folder))


def _parts(page: str, folder: Path) -> Iterator[str]:
    end = 0
    for block in _BLOCK.finditer(page):
        name, language, text = block.groups()
        if name is not None:
            (folder / name).write_text(text, encoding="utf-8")
        if language == "console":
            yield page[end : block.start(3)]
            yield from _run(text, folder)
            end = block.end(3)
    yield page[end:]


def _run(text: str, folder: Path) -> Iterator[str]:
    for line in text.splitlines():
        if line.startswith("$ "):
            command = ["sh", "-c", line[2:]]
            ended = subprocess.run(
                command, cwd=folder, env=_environment(), capture_output=True, encoding="utf-8", check=False
            )
            yield f"{line}\n"
            yield from (f"{said.rstrip()}\n" for said in (ended.stdout + ended.stderr).splitlines())


def _environment() -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("LC_", "LANG", "PYTHON", "COV"))}
    path = os.pathsep.join((str(Path(sys.executable).parent), kept.get("PATH", "")))
    return kept | {"PATH": path, "COLUMNS": "100", "LANG": "C.UTF-8", "NO_COLOR": "1", "PYTHONUTF8": "1"}


def main() -> None:
    """Write the page anew."""
    with tempfile.TemporaryDirectory() as folder:
        page = shown(PAGE.read_text(encoding="utf-8"), Path(folder))
    PAGE.write_text(page, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
