"""Run the same command again whenever a file of the regulations changes."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from xueshi.cli.screen import write

ENDINGS = (".lp", ".toml", ".po", ".yaml", ".yml")
PAUSE = 0.3
"""Seconds between two looks."""

SHOWN = 5
"""Changed files that are named; of those beyond only the number is told."""

State = dict[str, tuple[int, int]]
"""Size and time of change of each file."""


def again_and_again(roots: Sequence[Path], names: Sequence[str]) -> int:
    """Run the current command without ``--watch``, then again after each change, until Ctrl-C.

    Each run is a process of its own, so that nothing read before is taken for what is there now.

    Args:
        roots: folders of jurisdictions beside the program's own.
        names: the command's arguments; files and folders among them are watched.
    """
    from xueshi.law.paths import asp_root

    folders = [asp_root(), *roots, *(Path(name) for name in names if Path(name).exists())]
    command = [sys.executable, "-m", "xueshi", *_arguments(click.get_current_context())]
    try:
        while True:
            seen = state(folders)
            subprocess.run(command, check=False)  # noqa: S603 - this very command
            now = _after(seen, folders)
            write("\n" + "\n".join(_listed(changed(seen, now))) + "\n")
    except KeyboardInterrupt:
        return 0


def _after(seen: State, folders: Sequence[Path]) -> State:
    """Wait for a change, and until no further one follows it: several files may be on their way."""
    last = seen
    while True:
        time.sleep(PAUSE)
        now = state(folders)
        if now == last != seen:
            return now
        last = now


def state(folders: Iterable[Path]) -> State:
    """Return the files that a regulation can be made of, below ``folders`` or named themselves."""
    found: State = {}
    for folder in folders:
        for file in [folder] if folder.is_file() else folder.rglob("*"):
            if file.suffix in ENDINGS:
                try:
                    status = file.stat()
                except OSError:
                    continue  # gone in the meantime
                found[str(file)] = (status.st_size, status.st_mtime_ns)
    return found


def changed(before: State, now: State) -> list[str]:
    """Return the files that differ, by name."""
    return sorted(name for name in before.keys() | now.keys() if before.get(name) != now.get(name))


def _listed(names: Sequence[str]) -> list[str]:
    more = len(names) - SHOWN
    return [*(os.path.relpath(name) for name in names[:SHOWN]), *([f"+ {more}"] if more > 0 else [])]


def _arguments(ctx: click.Context) -> list[str]:
    """Return the command line that ``ctx`` came from, without ``--watch``."""
    path: list[str] = []
    at: click.Context | None = ctx
    while at is not None and at.parent is not None:
        path.insert(0, at.info_name or "")
        at = at.parent
    options: list[str] = []
    operands: list[str] = []
    for param in ctx.command.params:
        value = ctx.params.get(param.name or "")
        if isinstance(param, click.Argument):
            operands += map(str, value or ())
        elif param.name != "watch" and isinstance(param, click.Option):
            options += _option(param, value)
    return [*path, *options, "--", *operands]


def _option(param: click.Option, value: object) -> list[str]:
    if value is None or (param.is_flag and value is False and not param.secondary_opts):
        return []
    if param.is_flag:
        return [param.opts[-1] if value else param.secondary_opts[-1]]
    values = value if isinstance(value, tuple) else (value,)
    return [part for item in values for part in (param.opts[-1], str(item))]
