"""``xueshi regulation diff``: what tells two encodings apart, by the smallest cases and by what they say."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from xueshi.cli.commands import Command
from xueshi.cli.faults import FAILED_ON
from xueshi.cli.options import Count, asp_path_option, colour_option, fault, json_option, lang_option
from xueshi.cli.screen import screen, write, write_json
from xueshi.errors import Bare, InputError, Phrase
from xueshi.messages import Lang, locale_lang

if TYPE_CHECKING:
    from xueshi.comparison.compare import Compared
    from xueshi.comparison.side import Side


@click.command("diff", cls=Command, short_help="Tell two encodings apart by the smallest cases.")
@click.argument("first", metavar="A")
@click.argument("second", metavar="B")
@click.option(
    "--records", type=Count(0, 4), default=3, show_default=True, metavar="N", help="The most records of a case."
)
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    metavar="KIND",
    help="Only cases in which records of this kind make the difference; may be repeated.",
)
@click.option("--write", "folder", metavar="DIR", help="Also write each case found to a file in this folder.")
@json_option
@lang_option
@asp_path_option
@colour_option
def command(
    *,
    first: str,
    second: str,
    records: int,
    kinds: tuple[str, ...],
    folder: str | None,
    as_json: bool,
    lang: Lang | None,
    roots: tuple[Path, ...],
    colour: bool | None,
) -> int:
    """Show the smallest cases that A and B judge differently (verdict, hours in all, hours by subject), side by side,
    or how far none was found; then what the two say differently.

    A and B are each a regulation's id, a jurisdiction that has one regulation, the file (.lp) or the folder of another
    version of an encoding; readings may stand behind a colon: `jining-2024:scope=lifetime`.  Two cities are compared by
    kind of record, in a year in which both are in force where there is one.

    Exit status: 0 if no case within the bound is judged differently, 1 if one is.
    """  # noqa: D205 - help text, which click wraps
    from xueshi.comparison.compare import compare
    from xueshi.comparison.side import sides

    a, b = sides(first, second, roots)
    wanted = _kinds(a, b, kinds)
    said = lang or ("en" if as_json else locale_lang())
    found = compare(a, b, records=records, kinds=wanted, lang=said)
    if folder is not None:
        write_cases(found, folder, said)
    if as_json:
        from xueshi.comparison.json_view import comparison_json

        write_json(comparison_json(found, folder or ""), indent=2)
    else:
        from xueshi.comparison.text_view import render_comparison

        width, coloured, encoding = screen(colour=colour)
        write(render_comparison(found, lang=said, width=width, colour=coloured, encoding=encoding, folder=folder or ""))
    return 0 if found.equal else FAILED_ON


def _kinds(first: Side, second: Side, named: tuple[str, ...]) -> tuple[str, ...]:
    """Return the codes of kinds that are named by code or by a Chinese term, and that both sides know."""
    from xueshi.model.kinds import catalogue

    known = [catalogue(side.law.jurisdiction, side.roots).kinds for side in (first, second)]
    both = {code: known[0][code] for code in known[0] if code in known[1]}
    found, problems = [], []
    for name in dict.fromkeys(named):
        codes = [code for code, term in both.items() if name in (code, term.zh, *term.aliases)]
        if not codes:
            allowed = Phrase("fault.kind", {"known": Bare(", ".join(both))}, section="comparison")
            problems.append(fault("--kind", name, allowed))
        found += codes
    if problems:
        raise InputError(problems)
    return tuple(found)


def write_cases(found: Compared, folder: str, lang: Lang) -> None:
    """Write each case that was found to a file in ``folder``, and say so on standard error.

    Raises:
        InputError: if a file of the name exists and holds something else.
        OutputError: if one cannot be written.
    """
    from xueshi.cli.faults import OutputError
    from xueshi.cli.output_file import create
    from xueshi.comparison.files import every
    from xueshi.messages import text

    try:
        Path(folder).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{folder}: {error.strerror or error}") from None
    exists, allowed = (Phrase(f"fault.{key}", section="comparison") for key in ("exists", "not_there"))
    files = list(every(found.pair, found.findings))
    for name, content in files:
        create(str(Path(folder) / name), content.encode(), exists, allowed)
    click.echo(text(lang, "comparison", "written", files=len(files), folder=folder), err=True)
