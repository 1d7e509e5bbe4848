"""``xueshi regulation doc``: one page on which a lawyer can check an encoding clause by clause."""

from __future__ import annotations

from pathlib import Path

import click

from xueshi.cli.commands import Command
from xueshi.cli.options import Count, asp_path_option, lang_option
from xueshi.cli.regulation.options import name_argument
from xueshi.messages import Lang, locale_lang


@click.command("doc", cls=Command, short_help="Write one page that explains an encoding clause by clause.")
@name_argument
@click.option("--output", metavar="FILE", help="Write the page to this file; by default to standard output.")
@click.option(
    "--year",
    type=Count(1900, 2199),
    metavar="YEAR",
    help="The year of amounts that differ by year; by default the regulation's first.",
)
@click.option(
    "--report",
    "reports",
    multiple=True,
    metavar="FILE",
    help="A saved `regulation verify --json` or `regulation mutate --json`, for its figures; may be repeated.",
)
@click.option("--fast", is_flag=True, help="Leave out what takes long: coverage, and the smallest cases for readings.")
@lang_option
@asp_path_option
def command(
    *,
    name: str,
    output: str | None,
    year: int | None,
    reports: tuple[str, ...],
    fast: bool,
    lang: Lang | None,
    roots: tuple[Path, ...],
) -> int:
    """Write one HTML page about the encoding of NAME: each clause with its meaning, what its rules say in words,
    numbers, readings with the smallest case on which each matters, reasons, scenarios, coverage, and the rules.

    The page is one file without script or network.  NAME is a regulation's id, or a jurisdiction that has one.
    """  # noqa: D205 - help text, which click wraps
    from xueshi.cli.regulation.one import one_regulation
    from xueshi.cli.screen import write_file
    from xueshi.lawbook.book import book
    from xueshi.lawbook.page import book_html
    from xueshi.lawbook.reports import read_reports

    law, judged = one_regulation(name, year, roots)
    told = read_reports(reports, law.id)
    said = lang or locale_lang()
    page = book_html(book(law, judged, said, roots, reports=told, fast=fast), said)
    if output is None:
        write_file(page)
    else:
        _write(output, page, said)
    return 0


def _write(name: str, page: str, lang: Lang) -> None:
    """Write the page; a page of this command is replaced, another file never."""
    from xueshi.cli.output_file import create, replace
    from xueshi.errors import Phrase
    from xueshi.lawbook.page import GENERATOR
    from xueshi.messages import text

    content = f"{page}\n".encode()
    path = Path(name)
    if path.is_file() and GENERATOR.encode() in path.read_bytes()[:1000]:
        replace(path, content)
    else:
        exists, allowed = (Phrase(f"fault.{key}", section="lawbook") for key in ("exists", "not_there"))
        create(name, content, exists, allowed)
    click.echo(text(lang, "lawbook", "written", file=name), err=True)
