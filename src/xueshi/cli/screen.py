"""Where output goes: how wide the terminal is, whether it shows colour, and what becomes of a pipe that closes."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import NamedTuple

from xueshi.cli.faults import OutputError

IN_A_PIPE = 80
"""Columns where there is no terminal to ask."""


class Screen(NamedTuple):
    """What a page needs to know of the stream that it goes to."""

    width: int
    colour: bool
    encoding: str | None


def screen(*, colour: bool | None) -> Screen:
    """Return what standard output can show; ``colour`` decides where it is not ``None``."""
    return Screen(_width(), _colour() if colour is None else colour, getattr(sys.stdout, "encoding", None))


def _width() -> int:
    columns = os.environ.get("COLUMNS", "")
    if columns.isascii() and columns.isdigit() and 0 < int(columns) < 10_000:
        return int(columns)
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or IN_A_PIPE
    except (AttributeError, OSError, ValueError):
        return IN_A_PIPE


def _colour() -> bool:
    # https://no-color.org: any value that is not empty.
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return sys.stdout is not None and sys.stdout.isatty()


def separated(pages: Sequence[str], width: int) -> str:
    """Return the pages of several files with a rule between them."""
    return f"\n\n{'=' * min(width, 80)}\n\n".join(pages)


def write(text: str) -> None:
    """Write ``text`` and a line break to standard output.

    A reader that has gone away (``| head``) is no fault: what it did not want is not written.

    Raises:
        OutputError: if the stream takes no more for another reason.
    """
    stream = sys.stdout
    if stream is None:
        return
    try:
        try:
            stream.write(text + "\n")
        except UnicodeEncodeError:
            from xueshi.report.glyphs import carried

            stream.write("\n".join(carried(line, stream.encoding) for line in text.split("\n")) + "\n")
        stream.flush()
    except BrokenPipeError:
        _discard()
    except OSError as error:
        _discard()
        raise OutputError(error.strerror or str(error)) from None


def _discard() -> None:
    """Send what is still buffered, and all that follows, nowhere."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def write_file(text: str) -> None:
    """Write a text that will be read back as a file: in UTF-8, whatever people's screens here are set to."""
    if sys.stdout is not None and not sys.stdout.isatty():
        with suppress(AttributeError, ValueError):
            sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    write(text)


def write_json(value: object, indent: int | None = None) -> None:
    """Write ``value`` as JSON: Chinese as it is where the stream is UTF-8, else escaped."""
    from xueshi.report.json_view import dumps

    write_json_text(dumps(value, indent))


def write_json_text(text: str) -> None:
    """Write what is JSON already, as :func:`write_json` does."""
    if (getattr(sys.stdout, "encoding", None) or "ascii").lower().replace("-", "") != "utf8":
        text = re.sub("[^ -~\n]", lambda found: _escaped(found.group()), text)
    write(text)


def _escaped(char: str) -> str:
    wide = char.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{wide[at]:02x}{wide[at + 1]:02x}" for at in range(0, len(wide), 2))
