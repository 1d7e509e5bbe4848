"""``xueshi regulation list``: every regulation with its instrument, years and readings."""

from __future__ import annotations

from pathlib import Path

import click

from xueshi.cli.commands import Command
from xueshi.cli.options import asp_path_option, colour_option, json_option, lang_option
from xueshi.cli.screen import screen, write, write_json
from xueshi.messages import Lang, locale_lang


@click.command("list", cls=Command, short_help="List them with instrument, years and readings.")
@json_option
@lang_option
@asp_path_option
@colour_option
def command(*, as_json: bool, lang: Lang | None, roots: tuple[Path, ...], colour: bool | None) -> int:
    """List the regulations with their instruments, the years that they judge, and their readings.

    A year is judged by what is in force on its 31 December.  The first answer of a reading is its default.
    """
    from xueshi.report.regulations_view import regulations_json, render_regulations

    if as_json:
        write_json(regulations_json(roots, lang or "en"), indent=2)
    else:
        width, coloured, encoding = screen(colour=colour)
        write(render_regulations(roots, lang=lang or locale_lang(), width=width, colour=coloured, encoding=encoding))
    return 0
