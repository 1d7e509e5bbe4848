"""Writing what a command gives to a file instead of standard output."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import click

from xueshi.cli.faults import OutputError
from xueshi.errors import InputError, Phrase, Problem
from xueshi.messages import Lang, text


def write_output(name: str, content: str, lang: Lang) -> None:
    """Write ``content`` and a line break, in UTF-8, to the file ``name``; say so on standard error.

    A file that holds just this stays as it is.

    Raises:
        InputError: if the file exists and holds something else.
        OutputError: if it cannot be written.
    """
    data = f"{content}\n".encode()
    path = Path(name)
    try:
        with path.open("xb") as file:
            try:
                file.write(data)
            except OSError:
                with suppress(OSError):
                    path.unlink()
                raise
    except FileExistsError:
        if not _holds(path, data):
            found, allowed = (Phrase(f"option.{key}", section="explain_view") for key in ("exists", "not_there"))
            raise InputError([Problem(name, "exists", found, allowed)]) from None
    except (OSError, ValueError) as error:
        raise OutputError(f"{name}: {getattr(error, 'strerror', None) or error}") from None
    click.echo(text(lang, "explain_view", "option.written", file=name), err=True)


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False
