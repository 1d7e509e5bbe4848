"""``xueshi regulation new``: a folder for a new city, which passes the checks and judges as it stands."""

from __future__ import annotations

from pathlib import Path

import click

from xueshi.cli.commands import Command
from xueshi.cli.options import Count, asp_path_option, json_option, lang_option
from xueshi.cli.screen import write, write_json
from xueshi.messages import Lang, locale_lang


@click.command("new", cls=Command, short_help="Make a folder for a new city to start from.")
@click.argument("name", metavar="NAME")
@click.option("--from", "copied", metavar="NAME", help="Copy this city's folder, with the new ids in all of its files.")
@click.option(
    "--in",
    "root",
    metavar="DIR",
    help="The folder that is to hold the new one; by default the first of --asp-path, else the current one.",
)
@click.option(
    "--year",
    type=Count(1900, 2199),
    metavar="YEAR",
    help="The first year in force; by default the year in NAME, of a copy that of the original.",
)
@click.option(
    "--source", metavar="FILE", help="The file with the notice's text: its name and SHA-256 are written down."
)
@click.option("--zh", multiple=True, metavar="NAME", help="What the city is called in Chinese; may be repeated.")
@json_option
@lang_option
@asp_path_option
def command(
    *,
    name: str,
    copied: str | None,
    root: str | None,
    year: int | None,
    source: str | None,
    zh: tuple[str, ...],
    as_json: bool,
    lang: Lang | None,
    roots: tuple[Path, ...],
) -> int:
    """Make a folder for the regulation NAME: heyang-2025, or heyang with --year 2025.

    It holds an encoding with the sections of a text and the vocabulary's idioms as commented examples, its metadata
    with the list of clauses, its own kinds, words and sentences, and a scenario.  It passes `regulation lint` and
    `regulation test` and judges as it stands.  Nothing is overwritten.
    """
    from xueshi.cli.faults import OutputError
    from xueshi.cli.regulation.made import made_json, made_text
    from xueshi.errors import InputError
    from xueshi.scaffold import Wanted, scaffold
    from xueshi.scaffold.name import fault

    into = Path(root) if root is not None else roots[0] if roots else Path()
    notice = None if source is None else Path(source)
    if notice is not None and not notice.is_file():
        raise InputError([fault("--source", source, "source")])
    try:
        made = scaffold(Wanted(name, into, copied, year, notice, zh), roots)
    except OSError as error:
        raise OutputError(f"{error.filename or into}: {error.strerror or error}") from None
    if as_json:
        write_json(made_json(made, roots), indent=2)
    else:
        write(made_text(made, lang or locale_lang(), roots))
    return 0
