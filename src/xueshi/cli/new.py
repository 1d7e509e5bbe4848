"""``xueshi new``: a case file to start from."""

from __future__ import annotations

from pathlib import Path

import click

from xueshi.cli.commands import Command
from xueshi.cli.options import Count, asp_path_option, lang_option
from xueshi.cli.screen import write_file
from xueshi.messages import Lang, locale_lang, text


@click.command("new", cls=Command, short_help="Write a commented case file to start from.")
@click.argument("jurisdiction")
@click.argument("year", type=Count(1900, 2199))
@lang_option
@click.option(
    "-o", "--output", metavar="FILE", help="Write this file, which must not exist; by default standard output."
)
@asp_path_option
def command(*, jurisdiction: str, year: int, lang: Lang | None, output: str | None, roots: tuple[Path, ...]) -> int:
    """Write a case file for a YEAR in JURISDICTION, with a commented example for each way in which a record counts.

    It is a valid case as it stands.
    """
    from xueshi.cli.jurisdictions import in_force
    from xueshi.cli.output_file import create
    from xueshi.errors import Phrase
    from xueshi.law.survey import survey
    from xueshi.report.case_template import case_template

    law, judged = in_force(jurisdiction, year, roots, option="YEAR")
    lang = lang or locale_lang()
    template = case_template(survey(law, judged, roots), lang=lang, roots=roots)
    if output is None or output == "-":
        write_file(template)
        return 0
    found, allowed = (Phrase(f"new.{key}", section="cli") for key in ("exists", "not_there"))
    create(output, f"{template}\n".encode(), found, allowed, same=False)
    click.echo(text(lang, "cli", "new.written", file=output), err=True)
    return 0
