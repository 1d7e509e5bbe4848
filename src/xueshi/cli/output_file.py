"""Writing what a command gives to a file instead of standard output.  No file is ever overwritten."""

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
    found, allowed = (Phrase(f"option.{key}", section="explain_view") for key in ("exists", "not_there"))
    create(name, f"{content}\n".encode(), found, allowed)
    click.echo(text(lang, "explain_view", "option.written", file=name), err=True)


def create(name: str, content: bytes, exists: Phrase, allowed: Phrase, *, same: bool = True) -> bool:
    """Write the file ``name``; tell whether it is new.

    Args:
        exists, allowed: what a message says where the file exists.
        same: a file that holds just this stays as it is, and is no fault.

    Raises:
        InputError: if the file exists and holds something else.
        OutputError: if it cannot be written.
    """
    path = Path(name)
    try:
        with path.open("xb") as file:
            try:
                file.write(content)
            except OSError:
                with suppress(OSError):
                    path.unlink()
                raise
    except FileExistsError:
        if not (same and _holds(path, content)):
            raise InputError([Problem(name, "exists", exists, allowed)]) from None
        return False
    except (OSError, ValueError) as error:
        raise OutputError(f"{name}: {getattr(error, 'strerror', None) or error}") from None
    return True


def _holds(path: Path, content: bytes) -> bool:
    try:
        return path.is_file() and path.stat().st_size == len(content) and path.read_bytes() == content
    except OSError:
        return False


def replace(path: Path, content: bytes) -> None:
    """Write ``content`` over the file ``path``, all of it or nothing; what the file may be read by stays.

    Raises:
        OutputError: if it cannot be written.
    """
    target = path.resolve()
    new = target.with_name(f".{target.name}.new")
    try:
        try:
            new.write_bytes(content)
            new.chmod(target.stat().st_mode & 0o7777)
            new.replace(target)
        finally:
            with suppress(OSError):
                new.unlink()
    except OSError as error:
        raise OutputError(f"{path}: {error.strerror or error}") from None
