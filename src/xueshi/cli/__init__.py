"""The command line: ``xueshi COMMAND``.  It asks the package and shows what it answers; nothing is decided here."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from typing import NoReturn

__all__ = ["main"]


def main() -> NoReturn:
    """Run the command that ``sys.argv`` asks for and end the process with its exit status."""
    # A run is over before there is garbage worth a search for cycles, which costs a tenth of a check.
    gc.set_threshold(100_000, 50, 100)
    from xueshi.cli.app import app

    try:
        app.main()
    except SystemExit as end:
        _end(end.code if isinstance(end.code, int) else 0)
    _end(0)


def _end(status: int) -> NoReturn:
    """End the process at once: to take it apart piece by piece takes longer than to solve a case."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            if stream is not None:
                stream.flush()
    os._exit(status)
