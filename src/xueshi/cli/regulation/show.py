"""``xueshi regulation show``: what the encoding of one regulation holds."""

from __future__ import annotations

from pathlib import Path

import click

from xueshi.cli.commands import Command
from xueshi.cli.options import Count, asp_path_option, colour_option, json_option, lang_option
from xueshi.cli.regulation.options import name_argument
from xueshi.cli.screen import screen, write, write_json
from xueshi.messages import Lang, locale_lang


@click.command("show", cls=Command, short_help="Show what one regulation's encoding holds, clause by clause.")
@name_argument
@click.option(
    "--year",
    type=Count(1900, 2199),
    metavar="YEAR",
    help="The year that is judged; by default the regulation's first.  Of a jurisdiction, what governs it.",
)
@json_option
@lang_option
@asp_path_option
@colour_option
def command(
    *,
    name: str,
    year: int | None,
    as_json: bool,
    lang: Lang | None,
    roots: tuple[Path, ...],
    colour: bool | None,
) -> int:
    """Show what the encoding of NAME holds: its clauses and what encodes each, what a year asks, caps, tables, the
    kinds that count and those that do not, open amounts, leave, readings and what they decide, every number with its
    clause, and whether the notice's text has changed since.

    NAME is a regulation's id, or a jurisdiction that has one regulation (one that governs YEAR).
    """  # noqa: D205 - help text, which click wraps
    from xueshi.cli.regulation.one import one_regulation
    from xueshi.law.overview import overview

    law, judged = one_regulation(name, year, roots)
    found = overview(law, judged, roots, folders=(Path(),))
    if as_json:
        from xueshi.report.overview_json import overview_json

        write_json(overview_json(found, lang or "en", roots), indent=2)
    else:
        from xueshi.report.overview_view import render_overview

        width, coloured, encoding = screen(colour=colour)
        page = render_overview(
            found, lang=lang or locale_lang(), width=width, colour=coloured, encoding=encoding, roots=roots
        )
        write(page)
    return 0
