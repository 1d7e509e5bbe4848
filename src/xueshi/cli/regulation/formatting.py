"""``xueshi regulation format``: encodings in their canonical layout."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from xueshi.cli.commands import Command
from xueshi.cli.faults import Misuse
from xueshi.cli.options import asp_path_option, lang_option
from xueshi.cli.output_file import replace
from xueshi.cli.screen import write, write_file
from xueshi.errors import STANDARD_INPUT, InputError, joined
from xueshi.messages import Lang, counted, locale_lang, text

_SECTION = "layout"
FOUND = 1
"""The exit status of ``--check`` where a file is not in the canonical layout."""


@click.command("format", cls=Command, short_help="Lay encodings out in their canonical form.")
@click.argument("names", nargs=-1, metavar="[NAME|FILE.lp|-]...")
@click.option("--check", is_flag=True, help="Write nothing: show what would change; exit status 1 if anything would.")
@lang_option
@asp_path_option
def command(*, names: tuple[str, ...], check: bool, lang: Lang | None, roots: tuple[Path, ...]) -> int:
    """Lay encodings out in their canonical form; comments stay, and so does the program.

    NAME is a regulation, which means its file and those of its folder that it includes, or a jurisdiction, which means
    every file of its folder; FILE may be a folder too (asp/core).  Without any name it is every file of every folder.
    Files are written in place.  ``-`` is standard input, laid out on standard output.

    Before a file is written, the old and the new text are parsed and compared: where they do not say the same, nothing
    is written and the exit status is 2.
    """
    language = lang or locale_lang()
    if STANDARD_INPUT in names:
        if len(names) > 1:
            raise Misuse("extra", names=" ".join(name for name in names if name != STANDARD_INPUT))
        return _standard_input(check=check)
    from xueshi.layout import formatted
    from xueshi.layout.files import files_of, text_of

    changed: list[str] = []
    errors: list[InputError] = []
    files = files_of(names, roots)
    for path in files:
        try:
            before = text_of(path)
            after = formatted(before, str(path))
        except InputError as error:
            errors.append(error)
            continue
        if before == after:
            continue
        changed.append(str(path))
        if check:
            write_file(_difference(before, after, str(path)))
        else:
            replace(path, after.encode())
    if len(errors) < len(files):
        _tell(changed, len(files) - len(errors) - len(changed), check=check, lang=language)
    if errors:
        raise joined(errors)
    return FOUND if check and changed else 0


def _standard_input(*, check: bool) -> int:
    from xueshi.layout import formatted
    from xueshi.layout.files import decoded

    before = decoded(sys.stdin.buffer.read(), STANDARD_INPUT)
    after = formatted(before, STANDARD_INPUT)
    if not check:
        if after:
            write_file(after.removesuffix("\n"))
    elif before != after:
        write_file(_difference(before, after, STANDARD_INPUT))
    return FOUND if check and before != after else 0


def _difference(before: str, after: str, name: str) -> str:
    """Return a unified diff, without a line break at its end."""
    from difflib import unified_diff

    lines = unified_diff(before.split("\n"), after.split("\n"), name, name, lineterm="")
    return "\n".join(line.rstrip("\r") for line in lines)


def _tell(changed: list[str], others: int, *, check: bool, lang: Lang) -> None:
    done = "check" if check else "done"
    lines = [text(lang, _SECTION, f"{done}.file", file=name) for name in changed]
    if changed:
        lines.append(text(lang, _SECTION, counted(lang, f"{done}.changed", len(changed)), n=len(changed)))
    if others or not changed:
        lines.append(text(lang, _SECTION, counted(lang, f"{done}.others", others), n=others))
    write("\n".join(lines))
