"""``xueshi kinds``: what counts in a jurisdiction."""

from __future__ import annotations

from pathlib import Path

import click

from xueshi.cli.commands import Command
from xueshi.cli.options import Count, asp_path_option, colour_option, json_option, lang_option
from xueshi.cli.screen import screen, write, write_json
from xueshi.messages import Lang, locale_lang


@click.command("kinds", cls=Command, short_help="Tell what counts in a jurisdiction.")
@click.argument("jurisdiction")
@click.option(
    "--year",
    type=Count(1900, 2199),
    metavar="YEAR",
    help="The year that is judged; by default the first of the latest regulation.",
)
@click.option("--regulation", metavar="ID", help="Look at this regulation; see `xueshi regulation list`.")
@json_option
@lang_option
@asp_path_option
@colour_option
def command(
    *,
    jurisdiction: str,
    year: int | None,
    regulation: str | None,
    as_json: bool,
    lang: Lang | None,
    roots: tuple[Path, ...],
    colour: bool | None,
) -> int:
    """Tell what counts in JURISDICTION (jining, 济宁 ...): kinds of records with their rates, caps, conditions,
    documents and clauses, what a year asks, leave, and the open questions of the text.

    Everything is read from the encoding, under the default readings.
    """  # noqa: D205 - help text, which click wraps
    from xueshi.cli.jurisdictions import in_force, of_regulation
    from xueshi.law.survey import survey

    if regulation is None:
        law, judged = in_force(jurisdiction, year, roots, option="--year")
    else:
        law = of_regulation(jurisdiction, regulation, roots)
        judged = law.first_day.year if year is None else year
    found = survey(law, judged, roots)
    if as_json:
        from xueshi.report.kinds_view import kinds_json

        write_json(kinds_json(found, lang or "en", roots), indent=2)
    else:
        from xueshi.report.kinds_view import render_kinds

        width, coloured, encoding = screen(colour=colour)
        page = render_kinds(
            found, lang=lang or locale_lang(), width=width, colour=coloured, encoding=encoding, roots=roots
        )
        write(page)
    return 0
