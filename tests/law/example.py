"""Pages that run in a folder of their own: their files are written into it, their commands run there, in their order.

A file is headed by its name, "`name`:"; "`name`, continued:" puts the block at the end of what the file holds.
``python -m tests.law.example`` writes what came out into the pages.  Read the changes.
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
TUTORIAL = ROOT / "docs" / "tutorial.md"

_BLOCK = re.compile(r"(?:^`([\w./-]+)`(, continued)?:\n\n)?^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def shown(page: str, folder: Path) -> str:
    """Return ``page`` with what its commands print in ``folder``, beside the encodings and cases of the project."""
    for room in ("asp", "facts"):
        (folder / room).symlink_to(ROOT / room)
    return "".join(_parts(page, folder))


def _parts(page: str, folder: Path) -> Iterator[str]:
    end = 0
    for block in _BLOCK.finditer(page):
        name, continued, language, text = block.groups()
        if name is not None:
            with (folder / name).open("a" if continued else "w", encoding="utf-8") as file:
                file.write(text)
        if language == "console":
            yield page[end : block.start(4)]
            yield from _run(text, folder)
            end = block.end(4)
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
    """Write the pages anew."""
    for path in (PAGE, TUTORIAL):
        with tempfile.TemporaryDirectory() as folder:
            page = shown(path.read_text(encoding="utf-8"), Path(folder))
        path.write_text(page, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
